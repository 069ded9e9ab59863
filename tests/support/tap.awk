# SPDX-License-Identifier: MIT
# Reads what one step of tests/run prints (TAP, then "step-status N"), shows all but the successes, and appends to the
# file `counts`: one line "passed|failed|skipped NAME" for each result.

function count(what, text) {
    print what, text >> counts
    number[what]++
}

/^ok .*# *[Ss][Kk][Ii][Pp]/ { count("skipped", $0); print "   " $0; fflush(); next }
/^ok /     { count("passed", ""); next }
/^not ok / { sub(/^not ok *[0-9]* *(- )?/, ""); count("failed", name ": " $0); print "   FAILED: " $0; fflush(); next }
/^1\.\.0/  { count("skipped", $0); print "   skipped: " substr($0, index($0, "#") + 1); fflush(); next }
/^1\.\./   { next }

/^step-status / {
    if ($2 != 0 && number["failed"] == 0)
        count("failed", name ": ended with status " $2)
    else if (number["passed"] + number["failed"] + number["skipped"] == 0)
        count("failed", name ": said nothing")
    next
}

{ print "   " $0; fflush() }

END { printf "   %d passed, %d failed", number["passed"], number["failed"] }
