// SPDX-License-Identifier: MIT
// A disk that fails when told: a VFS of SQLite over the default one. It counts the operations that a disk can
// refuse and fails the n-th once, or from the n-th on; or cuts the power there: what was not synced is lost,
// in sectors of 512 bytes, each for itself, with file lengths, new names and deletions that were not synced,
// and the process ends. Registered as the default, so that every file of the process goes through it.
#ifndef TESTS_SUPPORT_SHIM_VFS_H
#define TESTS_SUPPORT_SHIM_VFS_H

#include <stdbool.h>
#include <stdint.h>

enum { SHIM_CUT_EXIT = 77 }; // exit status of a process whose power was cut

typedef enum ShimMode {
    SHIM_OFF,
    SHIM_COUNT,
    SHIM_ONCE,
    SHIM_FROM,
    SHIM_CUT,
    SHIM_RECORD, // counts, and remembers what is written
    SHIM_REPLAY, // of shim_replay
} ShimMode;

typedef struct Shim Shim;

Shim *shim_install(void); // once a process
enum { SHIM_KINDS = 3 };  // of each error: a plain one; another one, with half of a write done; a full disk

// Counts from now on; at = the operation that fails, from 1. seed: what is lost at a cut, else the kind of
// the error, 0 .. SHIM_KINDS - 1. lies: the disk says that it synced, but does nothing (as with
// synchronous=OFF): the control run.
void shim_arm(Shim *shim, ShimMode mode, long at, uint64_t seed, bool lies);
void shim_disarm(Shim *shim);

// Does again what was recorded since the shim was armed with SHIM_RECORD, to the same paths, which hold what
// they held then; up to the power cut at that operation, as SHIM_CUT does it. What did not go through the
// shim (names that were changed, -shm files) is not done again. Nothing is open at the end.
void shim_replay(Shim *shim, long at, uint64_t seed, bool lies);
long shim_operations(const Shim *shim); // since it was armed
long shim_faults(const Shim *shim);     // how many were refused

#endif
