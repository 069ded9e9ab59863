// SPDX-License-Identifier: MIT
// Where tests that need no real disk make their folders: TMPDIR, else in memory, where nobody waits for a
// sync. A container may have little of that, or none: then it is the ordinary place.
#ifndef TESTS_SUPPORT_PLACE_H
#define TESTS_SUPPORT_PLACE_H

#include <stdbool.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

static inline const char *place_in_memory(void)
{
    enum { NEEDED_BY_EACH = 16 << 20 }; // of the programs that run at a time
    static const char memory[] = "/dev/shm";
    const char *chosen = getenv("TMPDIR");
    struct statvfs disk;
    if (chosen != NULL)
        return chosen;
    bool room = access(memory, W_OK | X_OK) == 0 && statvfs(memory, &disk) == 0 &&
                disk.f_bavail * disk.f_frsize / NEEDED_BY_EACH >= (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    return room ? memory : "/tmp";
}

#endif
