// SPDX-License-Identifier: MIT
// Locales that a test needs, whatever is installed here: one that is missing is built by localedef in the
// build folder, without being root.
#ifndef TESTS_SUPPORT_LOCALES_H
#define TESTS_SUPPORT_LOCALES_H

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCALES_MISSING                                                                                      \
    "this locale is not installed, and localedef or its sources (Debian: locales) are not here"

// By setlocale: glibc's newlocale does not give back the memory for LOCPATH.
static inline bool locales_is_there(const char *name)
{
    char before[64];
    snprintf(before, sizeof before, "%s", setlocale(LC_TIME, NULL));
    bool there = setlocale(LC_TIME, name) != NULL;
    setlocale(LC_TIME, before);
    return there;
}

// Several programs may build the same at once: each in a folder of its own, which is then renamed.
static inline void locales_build(const char *name)
{
    char command[2000], language[16] = "";
    snprintf(language, sizeof language, "%.*s", (int)strcspn(name, "."), name);
    snprintf(command, sizeof command,
             "cd '" TEST_BINARY
             "/locales' && d=$(mktemp -d XXXXXX) && { localedef --no-archive -i %s -f UTF-8 \"$d/l\";"
             " mv -T \"$d/l\" %s; rm -rf \"$d\"; } >/dev/null 2>&1",
             language, name);
    if (system(command) != 0) // NOLINT: our own folder and names
        return;
}

// "C" or "xx_YY.UTF-8"; true when programs started from here have it too. Where one had to be built, LOCPATH
// leads away from those of the system, and all others are built too. glibc remembers a no: it is asked only
// when one is there to be found.
static inline bool locales_have(const char *name)
{
    const char *path = getenv("LOCPATH");
    bool ours = path != NULL && strcmp(path, TEST_BINARY "/locales") == 0;
    if ((*name == 'C' || !ours) && locales_is_there(name))
        return true;
    char built[1000];
    snprintf(built, sizeof built, TEST_BINARY "/locales/%s", name);
    mkdir(TEST_BINARY "/locales", 0755);
    if (access(built, R_OK) != 0)
        locales_build(name);
    if (access(built, R_OK) != 0)
        return false;
    setenv("LOCPATH", TEST_BINARY "/locales", 1);
    return locales_is_there(name);
}

#endif
