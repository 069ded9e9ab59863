// SPDX-License-Identifier: MIT
// Every tests/tui/frames/*.frame is a test: its script is run and its frame compared. UPDATE_FRAMES=1 writes
// the frames anew; look at the difference before you keep it.
#include "support/check.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "support/frames.h"

static void check_file(void **state)
{
    char *why;
    bool fine = frame_file_check(*state, &why);
    bool skipped = fine && why != NULL;
    if (why != NULL)
        fprintf(stderr, "%s\n", why);
    free(why);
    assert_true(fine);
    if (skipped)
        skip();
}

int main(void)
{
    glob_t files;
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    setenv("TZ", "UTC", 1);
    char *pattern = str_format("%s/tests/tui/frames/*.frame", TEST_SOURCE);
    if (glob(pattern, 0, NULL, &files) != 0)
        return 1;
    struct CMUnitTest *tests = mem_array(files.gl_pathc, sizeof *tests);
    for (size_t i = 0; i < files.gl_pathc; i++)
        tests[i] = (struct CMUnitTest){strrchr(files.gl_pathv[i], '/') + 1, check_file, NULL, NULL,
                                       files.gl_pathv[i]};
    int failed = _cmocka_run_group_tests("frames", tests, files.gl_pathc, NULL, NULL);
    free(tests);
    globfree(&files);
    free(pattern);
    return failed;
}
