# SPDX-License-Identifier: MIT
# Sourced by run: the rows of the table, one function each.
# shellcheck shell=sh disable=SC2154 # out, data, db, people, rapport, rounds, today and tools come from elsewhere

times=$out/times

in_turn() { # in_turn NAME PROGRAM ARGUMENT... [-- NAME PROGRAM ...]: rounds of them
    "$tools/alternate" "$rounds" "$@" >"$times"
}

row_1() { # starting, warm
    set -- "$rounds" trivial ready "$tools/trivial" -- rapport '#' "$rapport" --db "$db"
    if there abook; then
        [ -e "$data/abook" ] || "$tools/generate" abook "$people" >"$data/abook"
        set -- "$@" -- abook p0@ abook -C /dev/null --datafile "$data/abook"
    fi
    "$tools/measure" start "$@" >"$times"
    row 1 "start to the first frame" "$(value rapport 3)" us "a trivial ncurses program" "$(value trivial 3)" 1.5
    row 1 "start to the first frame, and abook" "$(value rapport 3)" us "abook" "$(value abook 3)" 1
    interface memory >"$times"
    row 1 "private memory at the first frame" "$(value first-private 2)" kB goal 61440 1
}

row_2() { # starting, nothing of the database in the page cache
    there sqlite3 || return 0
    "$tools/measure" cold "$db" "$rounds" rapport '#' "$rapport" --db "$db" \
        -- sqlite3 'one' sqlite3 "$db" "SELECT 'o' || 'ne' FROM state LIMIT 1" >"$times" ||
        return 0
    row 2 "start to the first frame, cold page cache" "$(value rapport 3)" us goal 60000 1
    row 2 "start to the first frame, cold page cache" "$(value rapport 3)" us "sqlite3 FILE 'select'" "$(value sqlite3 3)" -
}

prefixes() { # each beginning of each text with the number of people that answer it
    for text in "maya" "kestrel eng" "ols" "garcía" "linds" "王" "nguyễn" "data sci" "northea" "o"; do
        printf '%s\n' "$text" | awk '{ for (i = 1; i <= length($0); i++)
            if (substr($0, i + 1, 1) !~ /[\200-\277]/) print substr($0, 1, i) }' |
            while IFS= read -r typed; do
                printf '%s\t%s\n' "$typed" "$("$rapport" --db "$db" find --count "$typed" 2>/dev/null)"
            done
        echo
    done
}

row_3() { # filtering as one types, sorted, exact count
    [ -e "$data/prefixes" ] || prefixes >"$data/prefixes"
    interface filter "$data/prefixes" >"$times"
    row 3 "a key of the filter to the exact count, p50" "$(value filter 3)" us goal 2000 1
    row 3 "a key of the filter to the exact count, p99" "$(value filter 4)" us goal 5000 1
    row 3 "a key of the filter to its first frame, p99" "$(value filter-first 4)" us goal 5000 1
}

row_4() { # moving and sorting
    interface keys >"$times"
    row 4 "page down, p99" "$(value pgdn 4)" us goal 3000 1
    row 4 "end and home, p99" "$(value ends 4)" us goal 3000 1
    row 4 "down, p99" "$(value down 4)" us goal 3000 1
    row 4 "change of sort, all settled, p99" "$(value sort 4)" us goal 3000 1
}

row_5() { # school and company by degree
    "$tools/inside" group "$db" "$today" >"$times"
    row 5 "school: and company: by degree" "$(value group 3)" us goal 2000 1
}

row_6() { # one find, at 100,000
    size=$((people < 100000 ? people : 100000))
    bench_data "$size"
    set -- rapport "$rapport" --db "$db" find "kestrel nor"
    if there notmuch; then
        peer_notmuch "$size"
        set -- "$@" -- notmuch env NOTMUCH_CONFIG="$data/notmuch" notmuch search --limit=50 "from:nor* and subject:kestrel*"
    fi
    if there fzf; then
        [ -e "$data/lines" ] || "$tools/generate" lines "$size" >"$data/lines"
        # shellcheck disable=SC2016 # $0 is the file
        set -- "$@" -- fzf sh -c 'fzf --filter "kestrel nor" <"$0"' "$data/lines"
    fi
    in_turn "$@"
    row 6 "find at $size" "$(value rapport 3)" us "notmuch search" "$(value notmuch 3)" 1
    row 6 "find at $size, and fzf" "$(value rapport 3)" us "fzf --filter" "$(value fzf 3)" 0.125
    bench_data "$people"
}

peer_notmuch() { # peer_notmuch N: its index of a message a person
    [ ! -e "$data/notmuch" ] || return 0
    mkdir -p "$data/mails/cur"
    "$tools/generate" mails "$1" "$data/mails/cur"
    printf '[database]\npath=%s\n[user]\nname=Me\nprimary_email=me@home.example\n[new]\ntags=inbox\n' \
        "$data/mails" >"$data/notmuch"
    NOTMUCH_CONFIG=$data/notmuch notmuch new --quiet >/dev/null 2>&1
}

connections() {
    [ -e "$data/Connections.csv" ] || "$tools/generate" connections "$people" >"$data/Connections.csv"
}

# The rows that an import writes, from the database that it wrote, into the same tables with the same indices.
bare_sql() {
    cat <<SQL
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;
$(printf '.read %s\n' assets/schema/*.sql)
ATTACH '$1' AS source;
BEGIN;
INSERT INTO import SELECT * FROM source.import;
INSERT INTO organisation SELECT * FROM source.organisation;
INSERT INTO contact SELECT * FROM source.contact;
INSERT INTO reach SELECT * FROM source.reach;
INSERT INTO role SELECT * FROM source.role;
INSERT INTO source_record SELECT * FROM source.source_record;
INSERT INTO people (rowid, tokens) SELECT rowid, tokens FROM source.people;
COMMIT;
SQL
}

backed_up() { # backed_up FILE: takes the day's backup of a database of that name, so that no measured run does
    rm -f "$1"*
    "$rapport" --db "$1" add "Ada Byron" >/dev/null
    rm -f "$1"*
}

row_7() { # import of a Connections.csv
    connections
    backed_up "$data/fresh.db"
    imported=$data/imported.db
    rm -f "$imported"*
    "$rapport" --db "$imported" --quiet import "$data/Connections.csv" >/dev/null
    bare_sql "$imported" >"$out/bare.sql"
    # shellcheck disable=SC2016 # $0 is the database, $1 and $2 what is done with it
    set -- rapport sh -c 'rm -f "$0"*; exec "$1" --db "$0" import "$2"' "$data/fresh.db" "$rapport" "$data/Connections.csv"
    if there sqlite3; then
        # shellcheck disable=SC2016
        set -- "$@" -- bare sh -c 'rm -f "$0"*; exec sqlite3 "$0" ".read $1"' "$data/bare.db" "$out/bare.sql" \
            -- shell sh -c 'rm -f "$0"*; exec sqlite3 "$0" ".import --csv --skip 3 $1 people"' "$data/shell.db" \
            "$data/Connections.csv"
    fi
    in_turn "$@"
    row 7 "import of Connections.csv" "$(value rapport 3)" us "bare insert, same tables and indices" "$(value bare 3)" 1.5
    row 7 "import of Connections.csv, and .import" "$(value rapport 3)" us "sqlite3 .import, one plain table" \
        "$(value shell 3)" -
    row 7 "memory of the import, peak" "$(value rapport 6)" kB goal 409600 1
    ours=$(value rapport 3)
    rm -f "$data/fresh.db"* "$data/shell.db"*
    if there task; then
        size=$((people < 100000 ? people : 100000))
        peer_tasks "$size" import
        row 7 "import, a row (ns)" "$((ours * 1000 / people))" ns "taskwarrior import at $size" \
            "$(($(value task 3) * 1000 / size))" 0.142
    fi
}

peer_tasks() { # peer_tasks N import|finish|list: taskwarrior with so many tasks
    tasks=$out/tasks-$1
    [ -e "$tasks.json" ] || "$tools/generate" tasks "$1" >"$tasks.json"
    printf 'data.location=%s\nconfirmation=no\nhooks=0\nverbose=nothing\ngc=0\n' "$tasks" >"$tasks.rc"
    export TASKRC="$tasks.rc"
    if [ "$2" = import ] || [ ! -e "$tasks" ]; then
        # shellcheck disable=SC2016
        "$tools/alternate" 1 task sh -c 'rm -rf "$0"; mkdir "$0"; exec task import "$0.json"' "$tasks" >"$times"
    fi
    # shellcheck disable=SC2016 # $0 is the round
    case $2 in
    finish) "$tools/alternate" "$rounds" task sh -c 'exec task $(($0 + 1)) done' % >"$times" ;;
    list) "$tools/alternate" "$rounds" task task limit:40 due.after:2026-11-24 due.before:2027-01-05 list >"$times" ;;
    esac
}

row_8() { # the same file again
    connections
    imported=$data/imported.db
    if [ ! -e "$imported" ] || [ ! -e "$data/bare.db" ]; then
        rm -f "$imported"* "$data/bare.db"*
        "$rapport" --db "$imported" --quiet import "$data/Connections.csv" >/dev/null
        bare_sql "$imported" >"$out/bare.sql"
        sqlite3 "$data/bare.db" ".read $out/bare.sql" >/dev/null
    fi
    cat >"$out/upsert.sql" <<SQL
PRAGMA synchronous = FULL;
ATTACH '$imported' AS source;
BEGIN;
INSERT INTO contact SELECT * FROM source.contact WHERE true
    ON CONFLICT (uid) DO UPDATE SET name = excluded.name, given = excluded.given, family = excluded.family;
INSERT INTO source_record SELECT * FROM source.source_record WHERE true
    ON CONFLICT (source, key) DO UPDATE SET last_seen = excluded.last_seen, hash = excluded.hash;
COMMIT;
SQL
    in_turn rapport "$rapport" --db "$imported" import "$data/Connections.csv" \
        -- upsert sqlite3 "$data/bare.db" ".read $out/upsert.sql"
    row 8 "the same file again" "$(value rapport 3)" us "an UPSERT of all" "$(value upsert 3)" 0.4
    written=$("$rapport" --db "$imported" --json import "$data/Connections.csv" |
        awk -F'"(new|updated)":' '{ for (i = 2; i <= NF; i++) sum += $i } END { print sum + 0 }')
    row 8 "rows written by it" "$written" rows goal 0.5 1
}

row_9() { # ticking off
    "$tools/inside" tick-off "$db" "$today" >"$times"
    row 9 "tick off a follow-up, durable, p50" "$(value tick-off 3)" us goal 1000 1
    row 9 "tick off a follow-up, durable, p99" "$(value tick-off 4)" us goal 20000 1
    row 9 "tick off a follow-up, and a bare commit" "$(value tick-off 3)" us "a bare commit" "$(value bare-commit 3)" -
    ours=$(value tick-off 3)
    if there task; then
        size=$((people < 10000 ? people : 10000))
        peer_tasks "$size" finish
        row 9 "tick off a follow-up, and task" "$ours" us "task done at $size" "$(value task 3)" 1
    fi
}

row_10() { # the calendar
    "$tools/inside" calendar "$db" "$today" >"$times"
    row 10 "month grid and agenda" "$(value month 3)" us goal 500 1
    ours=$(value month 3)
    interface calendar >"$times"
    row 10 "a key in the calendar, p99" "$(value calendar 4)" us goal 8000 1
    if there task; then
        size=$((people < 100000 ? people : 100000))
        peer_tasks "$size" list
        row 10 "month grid and agenda, and task" "$ours" us "task list of 42 days at $size" "$(value task 3)" 1
    fi
    if there calcurse; then
        size=$((people < 10000 ? people : 10000))
        mkdir -p "$out/calcurse-$size"
        "$tools/generate" appointments "$size" >"$out/calcurse-$size/apts"
        in_turn calcurse calcurse -D "$out/calcurse-$size" -Q --from 11/01/2026 --days 42
        row 10 "month grid and agenda, and calcurse" "$ours" us "calcurse, 42 days at $size" "$(value calcurse 3)" 1
    fi
}

row_11() { # Today
    "$tools/inside" today "$db" "$today" >"$times"
    row 11 "Today" "$(value today 3)" us goal 5000 1
    interface today >"$times"
    row 11 "to Today and back, a key, p99" "$(value today 4)" us goal 8000 1
}

row_12() { # introduction paths
    if ! "$rapport" help path >/dev/null 2>&1; then
        row 12 "introduction paths: there is no such command yet" - us goal 50000 1
        return 0
    fi
    who=$(sqlite3 "$db" "SELECT lower(hex(uid)) FROM contact WHERE degree > 1 LIMIT 1 OFFSET 1000" | cut -c1-8)
    in_turn path "$rapport" --db "$db" path "$who"
    row 12 "introduction paths, the whole command" "$(value path 3)" us goal 50000 1
}

row_13() { # the editor
    large=$out/large.db
    rm -f "$large"*
    "$rapport" --db "$large" add "Ada Byron, ada@mail.example" >/dev/null
    "$rapport" --db "$large" edit me name="Wren Ashby" >/dev/null
    "$rapport" --db "$large" draft "Ada Byron" --channel email >/dev/null
    "$tools/generate" lines 16000 | head -c 1000000 >"$out/large.txt"
    sqlite3 "$large" "UPDATE draft_text SET text = CAST(readfile('$out/large.txt') AS TEXT)"
    "$tools/measure" editor "$rapport" --db "$large" >"$times"
    row 13 "a key in a draft of 1 MB, p50" "$(value editor 3)" us goal 8000 1
    row 13 "a key in a draft of 1 MB, p99" "$(value editor 4)" us goal 8000 1
    row 13 "a letter of what is looked for in it, p99" "$(value find 4)" us goal 8000 1
    row 13 "a key and saving it, computed on the screen's thread, p99" "$(value save-busy 4)" us goal 8000 1
    row 13 "1 MB pasted into it, computed on the screen's thread, p50" "$(value paste-busy 3)" us goal 16000 1
    if ! "$rapport" help check >/dev/null 2>&1; then
        row 13 "the check of 5,000 words: there is no such command yet" - us goal 8000 1
        return 0
    fi
    tr -s ' ,\n' '   ' <"$out/large.txt" | cut -d' ' -f1-5000 >"$out/words.txt"
    # The check alone: spelling is asked of another program, and behind the screen.
    "$rapport" --db "$large" set spelling off >/dev/null
    sqlite3 "$large" "UPDATE draft_text SET undo_log = NULL, text = CAST(readfile('$out/words.txt') AS TEXT)"
    "$tools/measure" checked "$rapport" --db "$large" >"$times"
    row 13 "a key in a draft of 5,000 words, p99" "$(value checked 4)" us goal 8000 1
    row 13 "a key and the check, computed on the screen's thread, p99" "$(value checked-busy 4)" us goal 8000 1
    in_turn check "$rapport" --db "$large" check "$out/words.txt" --channel email
    row 13 "the check of 5,000 words, the whole command" "$(value check 3)" us goal 8000 1
}

row_14() { # a whole archive of LinkedIn
    archive=$out/archive
    if [ ! -e "$archive/messages.csv" ]; then
        mkdir -p "$archive"
        "$tools/generate" connections 30000 >"$archive/Connections.csv"
        "$tools/generate" messages 25000 >"$archive/messages.csv"
        printf 'First Name,Last Name,Headline\nWren,Ashby,Engineer\n' >"$archive/Profile.csv"
    fi
    backed_up "$out/archive.db"
    # shellcheck disable=SC2016
    in_turn rapport sh -c 'rm -f "$0"*; exec "$1" --db "$0" import "$2"' "$out/archive.db" "$rapport" "$archive"
    row 14 "archive of 30,000 people and 25,000 messages" "$(value rapport 3)" us goal 3000000 1
    row 14 "memory of that, peak" "$(value rapport 6)" kB goal 153600 1
    rm -f "$out/archive.db"*
    "$rapport" --db "$out/archive.db" add "Ada Byron" >/dev/null
    "$tools/locked" "$out/archive.db" "$rapport" --db "$out/archive.db" import "$archive" >"$times"
    row 14 "the database locked meanwhile, at a stretch" "$(value locked 2)" us goal 1000000 1
}

row_15() { # size and memory
    if there sqlite3; then
        sizes=$(sqlite3 -separator ' ' "$db" "SELECT sum(pgsize) / 1024, sum(pgsize * (name NOT GLOB 'people*' AND name
            NOT GLOB 'words*')) / 1024 FROM dbstat")
        row 15 "the database" "${sizes% *}" kB "without full text" "${sizes#* }" 1.25
    fi
    interface memory >"$times"
    row 15 "private memory at the first frame" "$(value first-private 2)" kB goal 61440 1
    row 15 "private memory, search loaded" "$(value loaded-private 2)" kB goal 256000 1
    row 15 "peak, search loaded" "$(value loaded-peak 2)" kB goal 256000 -
    bench_data 10000
    interface memory >"$times"
    row 15 "private memory at 10,000, search loaded" "$(value loaded-private 2)" kB goal 40960 1
    bench_data "$people"
}

row_16() { # growth from 1,000
    for number in 1 3 4 5 9 10 11; do
        grep -q "^$number|" "$out/rows" || "row_$number"
    done
    mv "$out/rows" "$out/rows.large"
    bench_data 1000
    for number in 1 3 4 5 9 10 11; do
        "row_$number"
    done
    mv "$out/rows" "$out/rows.small"
    mv "$out/rows.large" "$out/rows"
    bench_data "$people"
    while IFS='|' read -r number what ours unit _; do
        case "$what" in *", and "* | *memory*) continue ;; esac
        large=$(awk -F'|' -v number="$number" -v what="$what" '$1 == number && $2 == what { print $3; exit }' "$out/rows")
        row 16 "growth: $what" "$large" "$unit" "at 1,000" "$ours" 2
    done <"$out/rows.small"
}
