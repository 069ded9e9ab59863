// SPDX-License-Identifier: MIT
// Where tests make their folders: TMPDIR, unless a shell or a configuration would have to quote it. What
// needs no real disk goes into memory without it, where nobody waits for a sync; a container may have little
// of that, or none: then it is the ordinary place.
#ifndef TESTS_SUPPORT_PLACE_H
#define TESTS_SUPPORT_PLACE_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

// NULL: none, or one with blanks and the like in it.
static inline const char *place_chosen(void)
{
    const char *chosen = getenv("TMPDIR");
    return chosen != NULL && *chosen == '/' && strpbrk(chosen, " \t\n'\"\\$`%") == NULL ? chosen : NULL;
}

static inline const char *place_on_disk(void)
{
    const char *chosen = place_chosen();
    return chosen != NULL ? chosen : "/tmp";
}

static inline const char *place_in_memory(void)
{
    enum { NEEDED_BY_EACH = 16 << 20 }; // of the programs that run at a time
    static const char memory[] = "/dev/shm";
    const char *chosen = place_chosen();
    struct statvfs disk;
    bool room = access(memory, W_OK | X_OK) == 0 && statvfs(memory, &disk) == 0 &&
                disk.f_bavail * disk.f_frsize / NEEDED_BY_EACH >= (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    return chosen != NULL ? chosen : room ? memory : "/tmp";
}

#endif
