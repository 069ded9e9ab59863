# SPDX-License-Identifier: MIT
# The end of tests/run: what failed, by name, then the one line that matters; the exit status says it too.

$1 == "failed" { print "FAILED " substr($0, 8) }
{ number[$1]++ }

END {
    printf "%d passed, %d failed\n", number["passed"], number["failed"]
    exit number["failed"] > 0 || number["passed"] == 0
}
