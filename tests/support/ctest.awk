# SPDX-License-Identifier: MIT
# Turns the interleaved output of `ctest -V` into TAP: every result of every test program, and one more failure for a
# program that crashes, stops half-way or prints nothing. A program that failed shows all that it printed.

/^ *[0-9]+: / {
    id = $1
    sub(/:.*/, "", id)
    line = $0
    sub(/^ *[0-9]+: ?/, "", line)
    if (line ~ /^Test timeout computed to be/)
        begun[id] = 1
    else if (begun[id])
        take(id, line)
    next
}

/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / {
    id = $0
    sub(/^[^#]*#/, "", id)
    sub(/:.*/, "", id)
    program = $0
    sub(/^[^#]*#[0-9]+: /, "", program)
    status = program
    sub(/ .*/, "", program)
    sub(/^[^ ]+ [. ]*/, "", status)
    sub(/ +[0-9.]+ sec.*/, "", status)
    finish(id, program, status)
    fflush()
}

function take(id, line) {
    printed[id] = printed[id] line "\n"
    if (line ~ /^1\.\.[0-9]+/)
        planned[id] += substr(line, 4)
    else if (sub(/^not ok [0-9]* *# *SKIP/, "ok 0 - # SKIP", line) || line ~ /^(not )?ok /) # cmocka's way to skip
        results[id] = results[id] line "\n"
}

function finish(id, program, status,    list, n, i, failed, text) {
    n = split(results[id], list, "\n") - 1
    for (i = 1; i <= n; i++) {
        text = list[i]
        failed += text ~ /^not /
        sub(/ok [0-9]*( -)? ?/, "ok " ++total " - " program ": ", text)
        print text
    }
    if (n < 1)
        fail(program ": printed no result (" status ")")
    else if (n < planned[id])
        fail(program ": stopped after " n " of " planned[id] " tests (" status ")")
    else if (status != "Passed" && !failed)
        fail(program ": " status)
    if (status != "Passed" || failed || n < planned[id])
        show(printed[id])
    delete printed[id]
}

function fail(text) {
    print "not ok " ++total " - " text
}

function show(text,    list, n, i) {
    n = split(text, list, "\n")
    for (i = 1; i < n && i <= 200; i++)
        if (list[i] !~ /^((# )?ok |1\.\.|not ok )/)
            print "# " list[i]
}
