// SPDX-License-Identifier: MIT
// An App for tests: private, at a fixed moment, with seeded ids; and files to import.
#ifndef TESTS_APP_FIXTURE_H
#define TESTS_APP_FIXTURE_H

#include "support/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/app/transfer.h"
#include "rapport/base/file.h"

static inline App *fixture_open(const char *path, uint64_t seed)
{
    App *app = NULL;
    StoreOptions options = {
        .path = path, .create = true, .clock = fixture_clock(), .ids = id_source_seeded(seed)};
    FINE(app_open(&options, &app, err));
    return app;
}

static inline void fixture_file(const char *folder, const char *name, const char *text)
{
    char *path = str_format("%s/%s", folder, name);
    FINE(file_write(path, text, strlen(text), FILE_REPLACE, err));
    free(path);
}

#endif
