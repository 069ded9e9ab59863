# SPDX-License-Identifier: MIT
# Reads the names of the sources, then the sources, and checks the tables below. Output: TAP.

BEGIN {
    # Who may include whom, beside itself. main.c wires everything together.
    arrow("base", "")
    arrow("core", "base")
    arrow("formats", "base core")
    arrow("store", "base core formats")
    arrow("app", "base core formats store")
    arrow("cli", "base core formats store app")
    arrow("screen", "base")
    arrow("term", "base screen")
    arrow("tui", "base core formats store app screen")
    arrow("extras", "base core formats")
    arrow("main.c", "base core formats store app cli screen term tui")

    # The folders of tui: whose headers each may include, beside its own and those of tui itself.
    folder("widgets", "")
    folder("people", "widgets")
    folder("writing", "widgets")
    folder("calendar", "widgets people writing")
    folder("today", "widgets people writing calendar")
    folder("companies", "widgets people today")

    # Headers: name, what must be included, the files that may, and how many of them may.
    header("SQLite", "^sqlite3(ext)?\\.h$", "^src/store/", 0)
    header("curses", "^(n?curses|term|panel|menu|form|ncursesw/.*)\\.h$", "^src/term/", 0)
    header("libuuid", "^uuid/uuid\\.h$", "^src/base/id\\.c$", 1)
    header("utf8proc", "^utf8proc\\.h$", "^src/base/", 0)
    header("libcsv", "^csv\\.h$", "^src/formats/.*\\.c$", 1)
    header("jansson", "^jansson\\.h$", "^src/formats/.*\\.c$", 1)
    header("the optional module's libraries", "^(archive(_entry)?|libical/.*|gmime/.*)\\.h$", "^src/extras/", 0)

    # Calls: what for, the functions, the files that may, and what to do instead.
    call("the present time", "time|clock_gettime|gettimeofday|localtime|localtime_r|gmtime|gmtime_r|mktime|timegm",
         "^src/base/clock\\.c$", "take a Moment or a day as an argument, see base/clock.h")
    call("a shell", "system|popen", "^$", "run programs by an argument vector")
    call("exit", "exit", "^src/main\\.c$", "return an Error; only main.c ends the program")
    call("memory", "malloc|calloc|realloc|strdup|strndup|reallocarray", "^src/base/mem\\.c$", "use base/mem.h, base/str.h")
    call("unbounded copies", "strcpy|strcat|sprintf|vsprintf|gets", "^$", "use base/str.h or snprintf")
    call("the surroundings", "getenv|secure_getenv|setlocale|fopen|open|rand|random|srand", "^src/(main\\.c|[^cs]|cli|store)",
         "core and screen are pure: take it as an argument")
}

function arrow(layer, may) {
    layers[++n_layers] = layer
    allowed[layer] = " " layer " " may (may == "" ? "" : " ")
}

function folder(name, may) {
    folder_may["src/tui/" name "/"] = " " name " " may " "
}

function header(name, pattern, files, most) {
    header_name[++n_headers] = name
    header_pattern[n_headers] = pattern
    header_files[n_headers] = files
    header_most[n_headers] = most
}

function call(name, functions, files, instead) {
    call_name[++n_calls] = name
    call_pattern[n_calls] = "(^|[^A-Za-z0-9_.>])(" functions ")[ \t]*\\("
    call_files[n_calls] = files
    call_instead[n_calls] = instead
}

# src/store/list.c and include/rapport/store/list.h are of layer "store", src/main.c is "main.c".
function layer_of(path) {
    sub(/^(src|include\/rapport)\//, "", path)
    sub(/\/.*/, "", path)
    return path
}

function complain(rule, text) {
    complaints[rule] = complaints[rule] "#   " file ":" number ": " text "\n"
}

function check_include(line,    name, layer, target, i) {
    name = line
    sub(/^[^"<]*["<]/, "", name)
    sub(/[">].*/, "", name)
    layer = layer_of(file)
    if (name ~ /^rapport\//) {
        target = name
        sub(/^rapport\//, "", target)
        sub(/\/.*/, "", target)
        if (index(allowed[layer], " " target " ") == 0)
            complain("arrow " layer, layer " must not know " target " (" name "); it may include" allowed[layer])
    } else if (name ~ /\.\.\//) {
        complain("arrow " layer, name " leaves its folder; include \"rapport/<layer>/x.h\"")
    }
    if (line ~ /"/ && file ~ /^src\/tui\/[a-z]+\// && name ~ /^[a-z]+\/[^\/]+$/)
        check_folder(name)
    if (line ~ /"/ && is_neighbour(name))
        return
    for (i = 1; i <= n_headers; i++)
        if (name ~ header_pattern[i])
            check_header(i, name)
}

function check_folder(name,    own, target) {
    own = file
    sub(/[^\/]*$/, "", own)
    target = name
    sub(/\/.*/, "", target)
    if (index(folder_may[own], " " target " ") == 0)
        complain("folders of tui", name " is not for " own "; it may include" folder_may[own])
}

# src/tui may have a form.h of its own.
function is_neighbour(name,    path) {
    path = file
    sub(/[^\/]*$/, name, path)
    return path in sources
}

function check_header(i, name) {
    if (file !~ header_files[i])
        complain("header " i, name " is allowed only in " header_files[i])
    else if (header_most[i] > 0 && ++header_seen[i] > header_most[i])
        complain("header " i, name " is allowed in one file only, and another includes it already")
}

function check_calls(line,    i) {
    for (i = 1; i <= n_calls; i++)
        if (line ~ call_pattern[i] && file !~ call_files[i])
            complain("call " i, "a call for " call_name[i] "; " call_instead[i])
}

# The line without strings, characters and comments.
function bare(line,    at) {
    if (in_comment) {
        at = index(line, "*/")
        if (at == 0)
            return ""
        line = substr(line, at + 2)
        in_comment = 0
    }
    gsub(/'(\\.|[^'\\])'/, "0", line)
    gsub(/"(\\.|[^"\\])*"/, "0", line)
    gsub(/\/\*([^*]|\*[^\/])*\*\//, " ", line)
    sub(/\/\/.*/, "", line)
    at = index(line, "/*")
    if (at > 0) {
        in_comment = 1
        line = substr(line, 1, at - 1)
    }
    return line
}

function report(rule, text) {
    print (rule in complaints ? "not ok " : "ok ") ++total " - " text
    printf "%s", complaints[rule]
}

function check_source(    line) {
    number = 0
    in_comment = 0
    while ((getline line < file) > 0) {
        number++
        if (!in_comment && line ~ /^[ \t]*#[ \t]*include/)
            check_include(line)
        else
            check_calls(bare(line))
    }
    close(file)
}

{
    sources[$0]
    order[NR] = $0
}

END {
    for (n = 1; n <= NR; n++) {
        file = order[n]
        check_source()
    }
    for (i = 1; i <= n_layers; i++)
        report("arrow " layers[i], layers[i] " includes only" allowed[layers[i]])
    report("folders of tui", "the folders of tui include only what they may")
    for (i = 1; i <= n_headers; i++)
        report("header " i, header_name[i] " stays at home")
    for (i = 1; i <= n_calls; i++)
        report("call " i, "calls for " call_name[i] " are where they belong")
}
