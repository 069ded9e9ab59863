# SPDX-License-Identifier: MIT
# Sourced by run and instructions: the build, the data, the peers, the table of results.
# shellcheck shell=sh disable=SC2154 # people, rounds, today and wanted come from run

here=$PWD
out=$here/build-bench
tools=$out/tools
rapport=$out/rapport

bench_build() { # the program and what measures it, as a release
    cmake -S . -B "$out" -DCMAKE_BUILD_TYPE=Release -DRAPPORT_TESTS=OFF >/dev/null
    cmake --build "$out" -j "$(getconf _NPROCESSORS_ONLN)" >/dev/null
    mkdir -p "$tools"
    flags="-std=c17 -O2 -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700 -Iinclude -Itests"
    layer=$out/librapport_
    # shellcheck disable=SC2086 # flags are words
    {
        cc $flags tests/bench/generate.c -o "$tools/generate" -lm
        cc $flags tests/bench/fill.c -o "$tools/fill" -lsqlite3
        cc $flags tests/bench/alternate.c -o "$tools/alternate"
        cc $flags tests/bench/locked.c -o "$tools/locked" -lsqlite3
        cc $flags tests/bench/trivial.c -o "$tools/trivial" -lncursesw
        cc $flags tests/bench/measure.c tests/support/pty.c tests/support/pty_wait.c tests/support/pty_person.c \
            tests/support/pty_screen.c "${layer}screen.a" "${layer}base.a" -o "$tools/measure" \
            -lvterm -lutil -lutf8proc -luuid
        cc $flags tests/bench/inside.c "${layer}app.a" "${layer}store.a" "${layer}formats.a" "${layer}core.a" \
            "${layer}base.a" -o "$tools/inside" -lsqlite3 -lcsv -ljansson -lutf8proc -luuid -lpthread -ldl -lm
    }
    : >"$out/rows"
}

bench_data() { # bench_data N: data-N/people.db, made unless it is there for this generator and schema
    data=$out/data-$1
    db=$data/people.db
    stamp=$(cat tests/bench/generate.c tests/bench/fill.c assets/schema/*.sql | cksum)
    [ "$(cat "$data/stamp" 2>/dev/null)" != "$stamp" ] || return 0
    echo "== making the data of $1 people" >&2
    rm -rf "$data"
    mkdir -p "$data"
    "$tools/generate" people "$1" >"$data/people.csv"
    "$rapport" --db "$db" --quiet import --activate "$data/people.csv" >/dev/null
    "$rapport" --db "$db" edit me name="Wren Ashby" school="Northeastern University" >/dev/null
    "$tools/fill" "$db" "$today"
    echo "$stamp" >"$data/stamp"
}

there() { # there PROGRAM: else its rows are left out, and that is said once
    command -v "$1" >/dev/null && return 0
    case " ${missing-} " in
    *" $1 "*) ;;
    *)
        missing="${missing-} $1"
        echo "   $1 is missing: its rows are left out" >&2
        ;;
    esac
    return 1
}

interface() { # interface MODE [FILE]: times through the terminal, on the present data
    "$tools/measure" "$@" "$rapport" --db "$db" --now 2026-11-24T09:41
}

value() { # value NAME COLUMN <times: of a line "NAME n p50 p99 max ..."
    awk -v name="$1" -v at="$2" '$1 == name { print $at }' "$times"
}

# row NUMBER WHAT OURS UNIT AGAINST THEIRS LIMIT: met when OURS <= LIMIT * THEIRS. "-" for what is not known.
row() {
    [ -n "$3" ] || set -- "$1" "$2" - "$4" "$5" "${6:--}" "$7"
    echo "$1|$2|$3|$4|$5|${6:--}|$7" >>"$out/rows"
    echo "   $2: $3 $4 ($5: ${6:--})" >&2
}

bench_results() {
    awk -F'|' -v people="$people" '
        function tell(n, unit) {
            if (n == "-") return "-"
            if (unit == "us") return n >= 10000000 ? sprintf("%.1f s", n / 1e6) : n >= 10000 ? sprintf("%.0f ms", n / 1000) : sprintf("%.2f ms", n / 1000)
            return unit == "kB" ? sprintf("%.0f MB", n / 1024) : sprintf("%s %s", n, unit)
        }
        BEGIN {
            print "| # | " people " contacts | Rapport | against | | ratio | goal | |"
            print "|---|---|---|---|---|---|---|---|"
        }
        {
            known = $3 != "-" && $6 != "-" && $6 > 0
            ratio = known ? sprintf("%.2f", $3 / $6) : "-"
            met = !known ? "" : $7 == "-" ? "" : $3 <= $6 * $7 ? "met" : "missed"
            printf "| %s | %s | %s | %s | %s | %s | %s | %s |\n", $1, $2, tell($3, $4), $5, tell($6, $4), ratio, ($7 == "-" ? "" : "<= " $7), met
        }' "$out/rows" | tee "$out/results.md"
    awk -F'|' -v people="$people" '
        function number(n) { return n == "-" ? "null" : n }
        BEGIN { printf "{\"people\": %d, \"rows\": [", people }
        {
            printf "%s\n  {\"row\": %d, \"what\": \"%s\", \"ours\": %s, \"unit\": \"%s\", \"against\": \"%s\", \"theirs\": %s, \"limit\": %s}", \
                (NR > 1 ? "," : ""), $1, $2, number($3), $4, $5, number($6), number($7)
        }
        END { print "\n]}" }' "$out/rows" >"$out/results.json"
}
