// SPDX-License-Identifier: MIT
// An App for tests: private, at a fixed moment, with seeded ids; and files to import.
#ifndef TESTS_APP_FIXTURE_H
#define TESTS_APP_FIXTURE_H

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/app/transfer.h"
#include "rapport/base/civil.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

#define FINE(call)                                                                                           \
    do {                                                                                                     \
        Error err_ = {0}, *err = &err_;                                                                      \
        if (!(call))                                                                                         \
            fail_msg("%s: %s", #call, err_.message);                                                         \
    } while (0)

#define FAILS(expected, call)                                                                                \
    do {                                                                                                     \
        Error err_ = {0}, *err = &err_;                                                                      \
        assert_false(call);                                                                                  \
        assert_int_equal(err_.kind, (expected));                                                             \
        assert_true(strlen(err_.message) > 0);                                                               \
    } while (0)

// Tue 24 Nov 2026, 09:41 UTC.
static inline App *fixture_open(const char *path, uint64_t seed)
{
    App *app = NULL;
    int64_t now = (int64_t)civil_day(2026, 11, 24) * 86400 + 9 * 3600 + 41 * 60;
    StoreOptions options = {
        .path = path, .create = true, .clock = clock_fixed((Moment){now, 0}), .ids = id_source_seeded(seed)};
    FINE(app_open(&options, &app, err));
    return app;
}

static inline char *fixture_folder(void)
{
    const char *base = getenv("TMPDIR");
    char *folder = str_format("%s/rapport-test-XXXXXX", base != NULL ? base : "/tmp");
    assert_non_null(mkdtemp(folder));
    return folder;
}

static inline void fixture_remove(char *folder)
{
    char *command = str_format("rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
    free(command);
    free(folder);
}

static inline void fixture_file(const char *folder, const char *name, const char *text)
{
    char *path = str_format("%s/%s", folder, name);
    FINE(file_write(path, text, strlen(text), FILE_REPLACE, err));
    free(path);
}

#endif
