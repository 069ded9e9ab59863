// SPDX-License-Identifier: MIT
// Linked into a second rapport, rapport_failing, in front of the C library: system calls and allocations that
// fail when told, and a process that is killed in the middle of one. RAPPORT_FAILING says which:
//
//   write:7:28     the seventh write gives errno 28; "write:7+:28" all from there on; "write:7:0" writes half
//   alloc:120      our 120th allocation gives nothing (SQLite's are not ours)
//   kill:55        SIGKILL before the 55th call of any kind
//   site           the first allocation of ours at a place that no program before failed at: what leads there
//                  is remembered in the file (FailingSites) that RAPPORT_FAILING_SITES names
//
// RAPPORT_FAILING_FULL names a file: as long as it is there, the disk is full for SQLite, and only for
// SQLite; calls are counted from when it first is there, so that it does not matter how many a start makes,
// which draws more frames on a slow machine. RAPPORT_FAILING_COUNTS names a file of FAILING_KINDS numbers
// (long) that counts the calls, also of a program that was killed.
#undef _FORTIFY_SOURCE // its inline functions would stand in the way of ours
#define _GNU_SOURCE 1  // the names with 64, which SQLite calls
#include "support/failing.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
    bool ready;
    int kind; // -1: none
    long at;
    bool onwards;
    int error;
    long own[FAILING_KINDS];
    long *counts;
    const char *full;    // path; NULL: the disk is never full
    bool counts_now;     // false: the disk has yet to be full once
    FailingSites *sites; // NULL: they do not count, or one has failed
    bool at_sites;       // a thread looks whether its site is the one to fail
} failing = {.kind = -1, .counts = failing.own};

// NULL: there is no such file.
static void *map_shared(const char *path, size_t size)
{
    int fd = path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    void *shared = fd < 0 ? MAP_FAILED : mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0)
        syscall(SYS_close, fd);
    return shared != MAP_FAILED ? shared : NULL;
}

__attribute__((constructor)) static void read_wish(void)
{
    const char *wish = getenv("RAPPORT_FAILING");
    long *counts = map_shared(getenv("RAPPORT_FAILING_COUNTS"), sizeof failing.own);
    if (counts != NULL)
        failing.counts = counts;
    failing.full = getenv("RAPPORT_FAILING_FULL");
    failing.counts_now = failing.full == NULL;
    if (wish != NULL && strcmp(wish, "site") == 0)
        failing.sites = map_shared(getenv("RAPPORT_FAILING_SITES"), sizeof *failing.sites);
    for (int i = 0; wish != NULL && i < FAILING_KINDS; i++) {
        const char *name = failing_name((FailingCall)i);
        size_t length = strlen(name);
        if (strncmp(wish, name, length) != 0 || wish[length] != ':')
            continue;
        char *end;
        failing.at = strtol(wish + length + 1, &end, 10);
        failing.onwards = *end == '+';
        end += failing.onwards;
        failing.error = *end == ':' ? atoi(end + 1) : EIO;
        failing.kind = i;
    }
    failing.ready = true;
}

static bool disk_is_full(void)
{
    bool full = failing.full != NULL && syscall(SYS_faccessat, AT_FDCWD, failing.full, F_OK) == 0;
    if (full)
        __atomic_store_n(&failing.counts_now, true, __ATOMIC_SEQ_CST);
    return full;
}

// The how-manieth it is; 0: it is not counted.
static long count(FailingCall kind)
{
    if (!failing.ready) // the loader's and the sanitizer's own
        return 0;
    if (!__atomic_load_n(&failing.counts_now, __ATOMIC_SEQ_CST) && !disk_is_full())
        return 0;
    return __atomic_add_fetch(&failing.counts[kind], 1, __ATOMIC_SEQ_CST);
}

static void count_any(void)
{
    if (count(CALL_kill) == failing.at && failing.kind == CALL_kill)
        kill(getpid(), SIGKILL);
}

// Counts; true when this one fails.
static bool fails(FailingCall kind)
{
    long now = count(kind);
    if (now > 0 && kind != CALL_alloc)
        count_any();
    if (now == 0 || failing.kind != (int)kind || (failing.onwards ? now < failing.at : now != failing.at))
        return false;
    errno = failing.error;
    return true;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (fd <= STDERR_FILENO) { // what is said is no file
        count_any();
    } else if (fails(CALL_write)) {
        if (failing.error != 0)
            return -1;
        length = (length + 1) / 2;
    }
    return syscall(SYS_write, fd, bytes, length);
}

// Only SQLite writes at an offset.
static ssize_t put(int fd, const void *bytes, size_t length, off_t offset)
{
    if (disk_is_full()) {
        errno = ENOSPC;
        return -1;
    }
    if (fails(CALL_write)) {
        if (failing.error != 0)
            return -1;
        length = (length + 1) / 2;
    }
    return syscall(SYS_pwrite64, fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    return put(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset)
{
    return put(fd, bytes, length, offset);
}

int fsync(int fd)
{
    return fails(CALL_fsync) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return fails(CALL_fsync) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

static int take(const char *path, int flags, va_list rest)
{
    int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
    return fails(CALL_open) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    int fd = take(path, flags, rest);
    va_end(rest);
    return fd;
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    int fd = take(path, flags, rest);
    va_end(rest);
    return fd;
}

// A close that fails has closed all the same, as on Linux.
int close(int fd)
{
    bool failed = fails(CALL_close);
    int code = (int)syscall(SYS_close, fd);
    if (!failed)
        return code;
    errno = failing.error;
    return -1;
}

int rename(const char *from, const char *to)
{
    return fails(CALL_rename) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to)
{
    return fails(CALL_link) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    return fails(CALL_unlink) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int fchmod(int fd, mode_t mode)
{
    return fails(CALL_fchmod) ? -1 : (int)syscall(SYS_fchmod, fd, mode);
}

int ftruncate(int fd, off_t size)
{
    return fails(CALL_ftruncate) ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate64(int fd, off_t size)
{
    return fails(CALL_ftruncate) ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}

int mkdir(const char *path, mode_t mode)
{
    return fails(CALL_mkdir) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

// ---- allocations

extern const char __executable_start[], etext[]; // the linker's: our own code lies between

// What leads here, by the last calls of our own code; the place where the program is loaded does not matter.
static uint64_t site_here(void)
{
    enum { LOOKED_AT = 24, CALLS = 8 };
    void *frames[LOOKED_AT];
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    int count = backtrace(frames, LOOKED_AT);
    for (int i = 0, calls = 0; i < count && calls < CALLS; i++) {
        uintptr_t at = (uintptr_t)frames[i];
        if (at < (uintptr_t)__executable_start || at >= (uintptr_t)etext)
            continue;
        hash = (hash ^ (at - (uintptr_t)__executable_start)) * UINT64_C(0x100000001b3);
        calls++;
    }
    return hash != 0 ? hash : 1;
}

// True when it was not there yet.
static bool note_site(FailingSites *sites, uint64_t site)
{
    for (size_t i = site % FAILING_SITES;; i = (i + 1) % FAILING_SITES) {
        uint64_t there = 0;
        if (__atomic_compare_exchange_n(&sites->seen[i], &there, site, false, __ATOMIC_SEQ_CST,
                                        __ATOMIC_SEQ_CST)) {
            __atomic_add_fetch(&sites->count, 1, __ATOMIC_SEQ_CST);
            return true;
        }
        if (there == site)
            return false;
    }
}

// One thread at a time: one failure is enough.
static bool is_first_at(uint64_t site)
{
    while (__atomic_test_and_set(&failing.at_sites, __ATOMIC_ACQUIRE))
        sched_yield();
    bool first = failing.sites != NULL && note_site(failing.sites, site);
    if (first)
        __atomic_store_n(&failing.sites, NULL, __ATOMIC_SEQ_CST);
    __atomic_clear(&failing.at_sites, __ATOMIC_RELEASE);
    return first;
}

static bool allocation_fails(void)
{
    bool by_site = failing.ready && __atomic_load_n(&failing.sites, __ATOMIC_SEQ_CST) != NULL;
    return fails(CALL_alloc) || (by_site && is_first_at(site_here()));
}

// Named by the linker (--wrap): what our own objects call for calloc and realloc.
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

void *__wrap_calloc(size_t count, size_t size)
{
    return allocation_fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return allocation_fails() ? NULL : __real_realloc(block, size);
}
