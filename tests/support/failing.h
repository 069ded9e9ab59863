// SPDX-License-Identifier: MIT
// The calls that support/failing.c counts and fails, by the names that RAPPORT_FAILING takes. "kill" counts
// all system calls together.
#ifndef TESTS_SUPPORT_FAILING_H
#define TESTS_SUPPORT_FAILING_H

#include <stdbool.h>
#include <stdint.h>

// Where we allocate: hashes of the calls that lead there. Shared by a test and the programs that it runs.
enum { FAILING_SITES = 1 << 16 };
typedef struct FailingSites {
    long count;
    uint64_t seen[FAILING_SITES]; // 0: free
} FailingSites;

#define FAILING_CALLS(X)                                                                                     \
    X(write)                                                                                                 \
    X(fsync)                                                                                                 \
    X(open)                                                                                                  \
    X(close)                                                                                                 \
    X(rename)                                                                                                \
    X(link)                                                                                                  \
    X(unlink)                                                                                                \
    X(fchmod)                                                                                                \
    X(ftruncate)                                                                                             \
    X(mkdir)                                                                                                 \
    X(alloc)                                                                                                 \
    X(kill)

#define FAILING_CALL(name) CALL_##name,
typedef enum FailingCall { FAILING_CALLS(FAILING_CALL) FAILING_KINDS } FailingCall;
#undef FAILING_CALL

static inline const char *failing_name(FailingCall call)
{
#define FAILING_NAME(name) #name,
    static const char *const names[] = {FAILING_CALLS(FAILING_NAME)};
#undef FAILING_NAME
    return names[call];
}

#endif
