// SPDX-License-Identifier: MIT
// Files are wrapped one to one. For cuts each file keeps what its unsynced writes replaced, in order; a
// sector loses its newest writes first, so that what is left of it is a state it really had.
#include "support/shim_vfs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/vec.h"

enum { SECTOR = 512, DELETED_LIMIT = 64 << 20 };

// What a write or a truncation of one file replaced.
typedef struct Replaced {
    sqlite3_int64 offset;
    int length;
    char *old; // length bytes; beyond the old end: zeros
} Replaced;

// A file that was deleted, the folder not being synced since: it may come back.
typedef struct Deleted {
    char *path;
    Str bytes;
} Deleted;

typedef enum DeedKind { DEED_OPEN, DEED_WRITE, DEED_TRUNCATE, DEED_SYNC, DEED_CLOSE, DEED_DELETE } DeedKind;

// What was done to a file while recording.
typedef struct Deed {
    DeedKind kind;
    long operation;       // how many there were, this one included
    size_t file;          // the number that its opening has
    sqlite3_int64 offset; // or the size that is synced, or whether a deletion is
    int flags;
    Str bytes; // what was written, or a path
} Deed;

typedef struct ShimFile {
    sqlite3_file base;
    struct Shim *shim;
    sqlite3_file *real; // behind this struct
    char *path;         // NULL: a temporary file without a name
    int flags;
    size_t number; // while recording
    bool fresh;    // made and not synced since: its name may be lost
    sqlite3_int64 synced_size;
    VEC(Replaced) replaced;
} ShimFile;

struct Shim {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    sqlite3_io_methods methods;
    ShimMode mode;
    long at, operations, faults;
    uint64_t seed;
    bool lies;
    VEC(ShimFile *) files; // open ones
    VEC(Deleted) deleted;
    VEC(Deed) record;
    size_t opened;             // of the record
    VEC(sqlite3_file *) again; // what a replay opened, by number; NULL: closed
};

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

// ---- the cut

static void write_back(ShimFile *file, sqlite3_int64 offset, const char *bytes, int length)
{
    file->real->pMethods->xWrite(file->real, bytes, length, offset);
}

// How many of the writes to a sector survive: each sector for itself; or nothing that was not synced; or all
// but here and there one; or all but the last write, torn.
static size_t survivors(const ShimFile *file, uint64_t salt, sqlite3_int64 sector)
{
    uint64_t chance = mix(salt + (uint64_t)sector * 31);
    size_t all = file->replaced.count;
    switch (salt % 5) {
    case 0:
        return 0;
    case 1:
        return chance % 8 == 0 ? 0 : all;
    case 2:
        return chance % 2 == 0 ? all - 1 : all;
    default:
        return (size_t)(chance % (all + 1));
    }
}

static void lose_sectors(ShimFile *file, uint64_t salt)
{
    for (size_t i = file->replaced.count; i-- > 0;) {
        const Replaced *one = &file->replaced.items[i];
        for (int at = 0; at < one->length;) {
            sqlite3_int64 sector = (one->offset + at) / SECTOR;
            int rest = (int)((sector + 1) * SECTOR - (one->offset + at));
            int length = one->length - at < rest ? one->length - at : rest;
            if (i >= survivors(file, salt, sector))
                write_back(file, one->offset + at, one->old + at, length);
            at += length;
        }
    }
}

static void lose_length(ShimFile *file, uint64_t salt)
{
    sqlite3_int64 size = 0;
    file->real->pMethods->xFileSize(file->real, &size);
    if (size > file->synced_size && mix(salt + 1) % 2 == 0) {
        sqlite3_int64 grown = (size - file->synced_size) / SECTOR + 1;
        sqlite3_int64 kept = file->synced_size + (sqlite3_int64)(mix(salt + 2) % (uint64_t)grown) * SECTOR;
        file->real->pMethods->xTruncate(file->real, kept);
    }
}

static void bring_back(const Deleted *gone)
{
    FILE *file = fopen(gone->path, "wx");
    if (file == NULL)
        return; // the name was given again
    fwrite(gone->bytes.data, 1, gone->bytes.length, file);
    fclose(file);
}

static void lose(Shim *shim)
{
    for (size_t i = 0; i < shim->deleted.count; i++)
        if (mix(shim->seed + i) % 2 == 0)
            bring_back(&shim->deleted.items[i]);
    for (size_t i = 0; i < shim->files.count; i++) {
        ShimFile *file = shim->files.items[i];
        uint64_t salt = mix(shim->seed * 1000003 + i + (uint64_t)shim->at * 7919);
        if (file->replaced.count > 0) {
            lose_sectors(file, salt);
            lose_length(file, salt);
        }
        if (file->fresh && file->path != NULL && mix(salt + 3) % 2 == 0)
            unlink(file->path);
    }
}

static bool faulty(Shim *shim)
{
    if (shim->mode == SHIM_OFF || shim->mode == SHIM_REPLAY)
        return false;
    shim->operations++;
    if (shim->operations == shim->at && shim->mode == SHIM_CUT) {
        lose(shim);
        _exit(SHIM_CUT_EXIT);
    }
    bool fails = (shim->mode == SHIM_ONCE && shim->operations == shim->at) ||
                 (shim->mode == SHIM_FROM && shim->operations >= shim->at);
    shim->faults += fails;
    return fails;
}

// The error of the chosen kind.
static int kind_of(const Shim *shim, int plain, int other, int third)
{
    int kind = (int)(shim->seed % SHIM_KINDS);
    return kind == 0 ? plain : kind == 1 ? other : third;
}

// ---- remembering

static bool loses(const Shim *shim)
{
    return shim->mode == SHIM_CUT || shim->mode == SHIM_REPLAY;
}

static void forget(ShimFile *file)
{
    for (size_t i = 0; i < file->replaced.count; i++)
        free(file->replaced.items[i].old);
    file->replaced.count = 0;
}

static void remember(ShimFile *file, sqlite3_int64 offset, sqlite3_int64 length)
{
    if (!loses(file->shim) || length <= 0)
        return;
    Replaced one = {offset, (int)length, mem_alloc((size_t)length)};
    file->real->pMethods->xRead(file->real, one.old, (int)length, offset); // zeros beyond the end
    vec_push(&file->replaced, one);
}

static void remember_deleted(Shim *shim, const char *path)
{
    Deleted gone = {.path = mem_strdup(path)};
    if (file_read(path, DELETED_LIMIT, &gone.bytes, NULL))
        vec_push(&shim->deleted, gone);
    else
        free(gone.path);
}

static void forget_deleted(Shim *shim)
{
    for (size_t i = 0; i < shim->deleted.count; i++) {
        free(shim->deleted.items[i].path);
        str_clear(&shim->deleted.items[i].bytes);
    }
    shim->deleted.count = 0;
}

// ---- recording

static void note(Shim *shim, DeedKind kind, size_t file, sqlite3_int64 offset, int flags, const void *bytes,
                 size_t length)
{
    if (shim->mode != SHIM_RECORD)
        return;
    Deed deed = {.kind = kind, .operation = shim->operations, .file = file, .offset = offset, .flags = flags};
    str_append_n(&deed.bytes, bytes, length);
    vec_push(&shim->record, deed);
}

static void note_file(ShimFile *file, DeedKind kind, sqlite3_int64 offset, const void *bytes, size_t length)
{
    note(file->shim, kind, file->number, offset, 0, bytes, length);
}

static void note_open(ShimFile *file)
{
    file->number = file->shim->opened++;
    const char *path = file->path != NULL ? file->path : "";
    note(file->shim, DEED_OPEN, file->number, file->synced_size, file->flags, path, strlen(path));
}

// The files that are open already are part of it.
static void start_record(Shim *shim)
{
    for (size_t i = 0; i < shim->record.count; i++)
        str_clear(&shim->record.items[i].bytes);
    shim->record.count = shim->opened = 0;
    for (size_t i = 0; i < shim->files.count; i++)
        note_open(shim->files.items[i]);
}

// ---- a file

static ShimFile *of(sqlite3_file *file)
{
    return (ShimFile *)file;
}

static int shim_close(sqlite3_file *file)
{
    ShimFile *self = of(file);
    note_file(self, DEED_CLOSE, 0, "", 0);
    for (size_t i = 0; i < self->shim->files.count; i++)
        if (self->shim->files.items[i] == self)
            self->shim->files.items[i] = self->shim->files.items[--self->shim->files.count];
    forget(self);
    vec_clear(&self->replaced);
    free(self->path);
    return self->real->pMethods->xClose(self->real);
}

static int shim_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
    if (faulty(of(file)->shim))
        return kind_of(of(file)->shim, SQLITE_IOERR_READ, SQLITE_IOERR_CORRUPTFS, SQLITE_IOERR_NOMEM);
    return of(file)->real->pMethods->xRead(of(file)->real, bytes, length, offset);
}

static int shim_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
    if (faulty(of(file)->shim)) {
        int half = kind_of(of(file)->shim, 0, length / 2, 0);
        if (half > 0)
            of(file)->real->pMethods->xWrite(of(file)->real, bytes, half, offset);
        return kind_of(of(file)->shim, SQLITE_IOERR_WRITE, SQLITE_IOERR_WRITE, SQLITE_FULL);
    }
    remember(of(file), offset, length);
    note_file(of(file), DEED_WRITE, offset, bytes, (size_t)length);
    return of(file)->real->pMethods->xWrite(of(file)->real, bytes, length, offset);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (faulty(of(file)->shim))
        return kind_of(of(file)->shim, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR, SQLITE_FULL);
    sqlite3_int64 now = 0;
    of(file)->real->pMethods->xFileSize(of(file)->real, &now);
    remember(of(file), size, now - size);
    note_file(of(file), DEED_TRUNCATE, size, "", 0);
    return of(file)->real->pMethods->xTruncate(of(file)->real, size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
    ShimFile *self = of(file);
    if (faulty(self->shim))
        return kind_of(self->shim, SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_FULL);
    note_file(self, DEED_SYNC, 0, "", 0);
    if (self->shim->lies)
        return SQLITE_OK;
    forget(self);
    self->fresh = false;
    self->real->pMethods->xFileSize(self->real, &self->synced_size);
    return self->real->pMethods->xSync(self->real, flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
    if (faulty(of(file)->shim))
        return SQLITE_IOERR_FSTAT;
    return of(file)->real->pMethods->xFileSize(of(file)->real, size);
}

static int shim_lock(sqlite3_file *file, int level)
{
    if (faulty(of(file)->shim))
        return kind_of(of(file)->shim, SQLITE_IOERR_LOCK, SQLITE_IOERR_RDLOCK, SQLITE_IOERR);
    return of(file)->real->pMethods->xLock(of(file)->real, level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
    return of(file)->real->pMethods->xUnlock(of(file)->real, level);
}

static int shim_reserved(sqlite3_file *file, int *reserved)
{
    return of(file)->real->pMethods->xCheckReservedLock(of(file)->real, reserved);
}

static int shim_control(sqlite3_file *file, int op, void *arg)
{
    return of(file)->real->pMethods->xFileControl(of(file)->real, op, arg);
}

static int shim_sector(sqlite3_file *file)
{
    return of(file)->real->pMethods->xSectorSize(of(file)->real);
}

static int shim_device(sqlite3_file *file)
{
    // Nothing that makes torn sectors impossible.
    return of(file)->real->pMethods->xDeviceCharacteristics(of(file)->real) &
           SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
}

static int shim_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    if (faulty(of(file)->shim))
        return kind_of(of(file)->shim, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE);
    return of(file)->real->pMethods->xShmMap(of(file)->real, page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    if ((flags & SQLITE_SHM_LOCK) != 0 &&
        faulty(of(file)->shim)) // a lock can be refused, but always given back
        return kind_of(of(file)->shim, SQLITE_IOERR_SHMLOCK, SQLITE_IOERR_LOCK, SQLITE_IOERR);
    return of(file)->real->pMethods->xShmLock(of(file)->real, offset, n, flags);
}

static void shim_barrier(sqlite3_file *file)
{
    of(file)->real->pMethods->xShmBarrier(of(file)->real);
}

static int shim_unmap(sqlite3_file *file, int delete)
{
    return of(file)->real->pMethods->xShmUnmap(of(file)->real, delete);
}

// ---- the VFS

static Shim *self_of(sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

static int shim_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
    Shim *shim = self_of(vfs);
    ShimFile *self = of(file);
    memset(self, 0, sizeof *self);
    if (faulty(shim))
        return kind_of(shim, SQLITE_CANTOPEN, SQLITE_IOERR_ACCESS, SQLITE_CANTOPEN_ISDIR);
    self->shim = shim;
    self->real = (sqlite3_file *)(self + 1);
    bool existed = path != NULL && access(path, F_OK) == 0;
    int code = shim->real->xOpen(shim->real, path, self->real, flags, out_flags);
    if (self->real->pMethods == NULL)
        return code;
    if (code == SQLITE_OK) {
        self->path = mem_strdup(path);
        self->flags = flags;
        self->fresh = loses(shim) && !existed;
        self->real->pMethods->xFileSize(self->real, &self->synced_size);
        vec_push(&shim->files, self);
        note_open(self);
    }
    self->base.pMethods = &shim->methods;
    return code;
}

static int shim_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    Shim *shim = self_of(vfs);
    if (faulty(shim))
        return kind_of(shim, SQLITE_IOERR_DELETE, SQLITE_IOERR_DELETE, SQLITE_IOERR_DIR_FSYNC);
    if (loses(shim) && (!sync || shim->lies))
        remember_deleted(shim, path);
    note(shim, DEED_DELETE, 0, sync, 0, path, strlen(path));
    return self_of(vfs)->real->xDelete(self_of(vfs)->real, path, sync);
}

static int shim_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    if (faulty(self_of(vfs)))
        return SQLITE_IOERR_ACCESS;
    return self_of(vfs)->real->xAccess(self_of(vfs)->real, path, flags, out);
}

// The same each time: what is done again has to have the same bytes.
static int shim_randomness(sqlite3_vfs *vfs, int length, char *bytes)
{
    (void)vfs;
    memset(bytes, 7, (size_t)length);
    return length;
}

Shim *shim_install(void)
{
    Shim *shim = mem_alloc(sizeof *shim);
    shim->real = sqlite3_vfs_find(NULL);
    shim->vfs = *shim->real;
    shim->vfs.zName = "shim";
    shim->vfs.pNext = NULL;
    shim->vfs.pAppData = shim;
    shim->vfs.szOsFile = (int)sizeof(ShimFile) + shim->real->szOsFile;
    shim->vfs.xOpen = shim_open;
    shim->vfs.xDelete = shim_delete;
    shim->vfs.xAccess = shim_access;
    shim->vfs.xRandomness = shim_randomness;
    shim->methods = (sqlite3_io_methods){.iVersion = 2,
                                         .xClose = shim_close,
                                         .xRead = shim_read,
                                         .xWrite = shim_write,
                                         .xTruncate = shim_truncate,
                                         .xSync = shim_sync,
                                         .xFileSize = shim_size,
                                         .xLock = shim_lock,
                                         .xUnlock = shim_unlock,
                                         .xCheckReservedLock = shim_reserved,
                                         .xFileControl = shim_control,
                                         .xSectorSize = shim_sector,
                                         .xDeviceCharacteristics = shim_device,
                                         .xShmMap = shim_map,
                                         .xShmLock = shim_shm_lock,
                                         .xShmBarrier = shim_barrier,
                                         .xShmUnmap = shim_unmap};
    sqlite3_vfs_register(&shim->vfs, 1);
    return shim;
}

void shim_arm(Shim *shim, ShimMode mode, long at, uint64_t seed, bool lies)
{
    shim->mode = mode;
    shim->at = at;
    shim->seed = seed;
    shim->lies = lies;
    shim->operations = shim->faults = 0;
    if (mode == SHIM_RECORD)
        start_record(shim);
}

void shim_disarm(Shim *shim)
{
    shim->mode = SHIM_OFF;
    shim->lies = false;
}

long shim_operations(const Shim *shim)
{
    return shim->operations;
}

long shim_faults(const Shim *shim)
{
    return shim->faults;
}

// ---- replaying

// A file that got its name by other means is not there: nothing is done to it.
static void open_again(Shim *shim, const Deed *deed)
{
    sqlite3_file *file = mem_alloc((size_t)shim->vfs.szOsFile);
    const char *path = deed->bytes.length > 0 ? str_get(&deed->bytes) : NULL;
    if (shim_open(&shim->vfs, path, file, deed->flags & ~SQLITE_OPEN_URI, NULL) != SQLITE_OK) {
        free(file);
        file = NULL;
    } else {
        of(file)->synced_size = deed->offset;
        of(file)->fresh = of(file)->fresh && deed->operation > 0; // else it was open at the start
    }
    vec_push(&shim->again, file);
}

static void do_to_file(sqlite3_file *file, const Deed *deed)
{
    if (deed->kind == DEED_WRITE)
        shim_write(file, deed->bytes.data, (int)deed->bytes.length, deed->offset);
    else if (deed->kind == DEED_TRUNCATE)
        shim_truncate(file, deed->offset);
    else if (deed->kind == DEED_SYNC)
        shim_sync(file, SQLITE_SYNC_NORMAL);
}

static void close_again(Shim *shim, size_t number)
{
    if (shim->again.items[number] == NULL)
        return;
    shim_close(shim->again.items[number]);
    free(shim->again.items[number]);
    shim->again.items[number] = NULL;
}

static void do_again(Shim *shim, const Deed *deed)
{
    if (deed->kind == DEED_OPEN)
        open_again(shim, deed);
    else if (deed->kind == DEED_DELETE)
        shim_delete(&shim->vfs, str_get(&deed->bytes), (int)deed->offset);
    else if (deed->kind == DEED_CLOSE)
        close_again(shim, deed->file);
    else if (shim->again.items[deed->file] != NULL)
        do_to_file(shim->again.items[deed->file], deed);
}

void shim_replay(Shim *shim, long at, uint64_t seed, bool lies)
{
    shim_arm(shim, SHIM_REPLAY, at, seed, lies);
    for (size_t i = 0; i < shim->record.count && shim->record.items[i].operation < at; i++)
        do_again(shim, &shim->record.items[i]);
    lose(shim);
    for (size_t i = 0; i < shim->again.count; i++)
        close_again(shim, i);
    shim->again.count = 0;
    forget_deleted(shim);
    shim_disarm(shim);
}
