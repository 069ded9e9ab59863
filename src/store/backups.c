// SPDX-License-Identifier: MIT
// The folder of backups. Names carry the database and the day, so that several databases share a folder and a
// person sees what is what. Only what the program made by itself is ever removed by it.
#include "rapport/store/backups.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "copy.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { ROOM_LEFT_BYTES = 64 << 20, NAMES_MAX = 10000, NOTE_MAX = 4096 };

// ---- which stay

static int newest_first(const void *a, const void *b)
{
    int32_t x = **(const int32_t *const *)a, y = **(const int32_t *const *)b;
    return (x < y) - (x > y);
}

// Days since 1970-01-01, a Thursday: the number of the week that begins on a Monday.
static int32_t week_of(int32_t day)
{
    return (day + 3 - civil_weekday(day)) / 7;
}

void backups_choose(const int32_t *days, size_t count, int32_t today, const BackupPolicy *policy, bool *keep)
{
    const int32_t **sorted = mem_array(count, sizeof *sorted);
    int daily = 0, weekly = 0;
    int32_t week = INT32_MAX;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &days[i];
    qsort(sorted, count, sizeof *sorted, newest_first);
    for (size_t i = 0; i < count; i++) {
        int32_t day = *sorted[i];
        bool *kept = &keep[sorted[i] - days];
        if (day > today) {
            *kept = true;
        } else if (daily < policy->daily) {
            *kept = true;
            daily++;
        } else {
            *kept = week_of(day) != week && weekly < policy->weekly;
            weekly += *kept;
            week = week_of(day);
        }
    }
    free(sorted);
}

// ---- names

// The file's name without the folder and without ".db".
static char *stem_of(const char *database)
{
    const char *slash = strrchr(database, '/');
    const char *name = slash != NULL ? slash + 1 : database;
    return mem_strndup(name, strlen(name) - (str_ends(name, ".db") ? 3 : 0));
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? mem_strdup(".") : mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

char *backups_folder(const char *database, const char *folder)
{
    if (!str_blank(folder))
        return mem_strdup(folder);
    char *home = folder_of(database), *result = str_format("%s/backups", home);
    free(home);
    return result;
}

static char *daily_name(const char *database, const char *folder, int32_t day)
{
    char date[16];
    char *stem = stem_of(database), *where = backups_folder(database, folder);
    civil_format(day, date);
    char *path = str_format("%s/%s-auto-%s.db", where, stem, date);
    free(stem);
    free(where);
    return path;
}

char *backups_name(const char *database, const char *folder, int32_t day, int schema, Error *err)
{
    char date[16];
    char *where = backups_folder(database, folder), *stem = stem_of(database), *path = NULL;
    civil_format(day, date);
    bool taken = file_make_directories(where, err);
    for (int i = 1; taken && i < NAMES_MAX; i++) {
        char number[16] = "";
        if (i > 1)
            snprintf(number, sizeof number, "-%d", i);
        free(path);
        path = schema != 0 ? str_format("%s/%s-before-schema-%d%s.db", where, stem, schema, number)
                           : str_format("%s/%s-%s%s.db", where, stem, date, number);
        taken = file_exists(path);
    }
    free(where);
    free(stem);
    return path;
}

// Reads "2026-11-24" at text; what follows it must be the tail (NULL = anything).
static bool read_day(const char *text, const char *tail, int32_t *day)
{
    char date[11];
    snprintf(date, sizeof date, "%s", text);
    return strlen(date) == 10 && civil_parse(date, day) && (tail == NULL || strcmp(text + 10, tail) == 0);
}

// What the name after the stem tells: "-auto-2026-11-24.db".
static bool read_backup_name(const char *rest, BackupFile *file)
{
    bool auto_made = str_starts(rest, "-auto-");
    if (!str_ends(rest, ".db"))
        return false;
    if (auto_made || str_starts(rest, "-before-schema-")) {
        file->kind = auto_made ? BACKUP_DAILY : BACKUP_UPGRADE;
        return !auto_made || read_day(rest + 6, ".db", &file->day);
    }
    file->kind = BACKUP_BY_HAND;
    return *rest == '-' && read_day(rest + 1, NULL, &file->day);
}

// What stands beside the database: "rapport.db.damaged-2026-11-24-2", without what belongs to one of them.
static bool read_neighbour_name(const char *rest, BackupFile *file)
{
    if (str_ends(rest, "-wal") || str_ends(rest, "-shm") || str_ends(rest, "-journal"))
        return false;
    file->kind = str_starts(rest, ".damaged-") ? BACKUP_DAMAGED : BACKUP_REPLACED;
    return file->kind == BACKUP_DAMAGED || str_starts(rest, ".before-restore-");
}

// Where the copies go when not into the usual folder: a damaged database cannot tell its settings, so the
// folder stands beside it in NAME.db.backups, too.
static char *note_name(const char *database)
{
    return str_format("%s.backups", database);
}

static char *noted_folder(const char *database)
{
    Str text = STR_INIT;
    char *name = note_name(database);
    bool fine =
        file_exists(name) && file_read(name, NOTE_MAX, &text, NULL) && str_starts(str_get(&text), "/");
    free(name);
    if (!fine)
        str_truncate(&text, 0);
    return str_trim(str_take(&text));
}

static bool note_folder(const char *database, const char *folder, Error *err)
{
    char *noted = noted_folder(database), *name = note_name(database);
    bool fine = true;
    if (str_blank(folder) && *noted != '\0')
        fine = unlink(name) == 0 || copy_failed(err, name);
    else if (!str_blank(folder) && strcmp(noted, folder) != 0)
        fine = file_write(name, folder, strlen(folder), FILE_REPLACE, err);
    free(noted);
    free(name);
    return fine;
}

// ---- listing

static void list_folder(const char *folder, const char *start,
                        bool (*read_name)(const char *rest, BackupFile *file), BackupFiles *out)
{
    DIR *files = opendir(folder);
    const struct dirent *entry;
    while (files != NULL && (entry = readdir(files)) != NULL) {
        struct stat info;
        BackupFile file = {.day = CIVIL_NONE};
        if (!str_starts(entry->d_name, start) || !read_name(entry->d_name + strlen(start), &file))
            continue;
        file.path = str_format("%s/%s", folder, entry->d_name);
        if (lstat(file.path, &info) != 0 || !S_ISREG(info.st_mode)) {
            free(file.path);
            continue;
        }
        file.bytes = info.st_size;
        file.written_ns = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
        if (file.day == CIVIL_NONE)
            file.day = moment_day((Moment){info.st_mtime, clock_offset_at(info.st_mtime)});
        vec_push(out, file);
    }
    if (files != NULL)
        closedir(files);
}

static int compare_files(const void *a, const void *b)
{
    const BackupFile *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? 1 : -1;
    return (x->written_ns < y->written_ns) - (x->written_ns > y->written_ns);
}

void backups_list(const char *database, const char *folder, BackupFiles *out)
{
    char *stem = stem_of(database), *home = folder_of(database), *usual = backups_folder(database, NULL);
    const char *slash = strrchr(database, '/');
    char *noted = str_blank(folder) ? noted_folder(database) : mem_strdup(folder);
    list_folder(usual, stem, read_backup_name, out);
    if (*noted != '\0' && strcmp(noted, usual) != 0)
        list_folder(noted, stem, read_backup_name, out);
    free(noted);
    list_folder(home, slash != NULL ? slash + 1 : database, read_neighbour_name, out);
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, compare_files);
    free(stem);
    free(home);
    free(usual);
}

void backups_clear(BackupFiles *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->items[i].path);
    vec_clear(files);
}

char *backups_newest_good(const char *database, const char *folder, int32_t *day)
{
    BackupFiles files = {0};
    char *good = NULL;
    backups_list(database, folder, &files);
    for (size_t i = 0; good == NULL && i < files.count; i++) {
        const BackupFile *file = &files.items[i];
        if (file->kind == BACKUP_REPLACED || file->kind == BACKUP_DAMAGED ||
            !store_verify_file(file->path, NULL))
            continue;
        good = mem_strdup(file->path);
        if (day != NULL)
            *day = file->day;
    }
    backups_clear(&files);
    return good;
}

static void append_word(Str *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%";
    if (*text != '\0' && strspn(text, plain) == strlen(text)) {
        str_append(out, text);
        return;
    }
    str_push(out, '\'');
    for (; *text != '\0'; text++)
        if (*text == '\'')
            str_append(out, "'\\''");
        else
            str_push(out, *text);
    str_push(out, '\'');
}

char *backups_restore_command(const char *backup, const char *db)
{
    Str line = STR_INIT;
    str_append(&line, "rapport ");
    if (db != NULL) {
        str_append(&line, "--db ");
        append_word(&line, db);
        str_push(&line, ' ');
    }
    str_append(&line, "restore ");
    append_word(&line, backup);
    return str_take(&line);
}

// ---- the one of the day

bool backups_due(Store *store, const BackupPolicy *policy)
{
    if (store->read_only || store->path[0] == ':')
        return false;
    char *path = daily_name(store->path, policy->folder, store_today(store));
    bool there = file_exists(path);
    free(path);
    return !there;
}

static const char MARK[] = "SELECT ifnull((SELECT value FROM state WHERE name = 'seq'), 0) || ' ' ||"
                           " ifnull((SELECT max(id) || ' ' || at_utc FROM journal), '')";

// Whether the newest daily copy was made of the state that the database is in now.
static bool nothing_new(Store *store, const char *newest)
{
    sqlite3_stmt *ours = db_query(store, NULL, MARK, ""), *theirs = NULL;
    sqlite3 *db = copy_open(newest, SQLITE_OPEN_READONLY, NULL);
    bool same = db != NULL && sqlite3_prepare_v2(db, MARK, -1, &theirs, NULL) == SQLITE_OK &&
                sqlite3_step(theirs) == SQLITE_ROW && db_step(store, ours, NULL) &&
                str_equal(db_peek(ours, 0), db_peek(theirs, 0));
    db_reset(ours);
    sqlite3_finalize(theirs);
    sqlite3_close(db);
    return same;
}

bool backups_holds(Store *store, BackupKind kind)
{
    BackupFiles files = {0};
    bool holds = false;
    backups_list(store->path, NULL, &files);
    for (size_t i = 0; !holds && i < files.count; i++)
        holds = files.items[i].kind == kind && nothing_new(store, files.items[i].path) &&
                store_verify_file(files.items[i].path, NULL);
    backups_clear(&files);
    return holds;
}

static bool enough_room(Store *store, const char *folder, Error *err)
{
    struct statvfs disk;
    int64_t size = db_int(store, 0, "PRAGMA page_count", "") * db_int(store, 4096, "PRAGMA page_size", "");
    int64_t room = size < ROOM_LEFT_BYTES ? 2 * size : size + ROOM_LEFT_BYTES; // what others need next
    if (statvfs(folder, &disk) != 0 || (int64_t)disk.f_bavail * (int64_t)disk.f_frsize >= room)
        return true;
    return error_set(err, ERROR_IO,
                     "%s: no backup was made today: it needs %lld MB of free space; rapport set "
                     "backup-folder names another place, rapport set backup off ends this",
                     folder, (long long)(room >> 20) + 1);
}

// What a program that was killed left of a copy. Only under the lock.
static void remove_unfinished(const char *folder, const char *stem)
{
    DIR *files = opendir(folder);
    const struct dirent *entry;
    char *start = str_format("%s-auto-", stem);
    while (files != NULL && (entry = readdir(files)) != NULL)
        if (str_starts(entry->d_name, start) && strstr(entry->d_name, ".db.tmp-") != NULL)
            unlinkat(dirfd(files), entry->d_name, 0);
    if (files != NULL)
        closedir(files);
    free(start);
}

static void thin_out(const BackupFiles *daily, int32_t today, const BackupPolicy *policy)
{
    int32_t *days = mem_array(daily->count, sizeof *days);
    bool *keep = mem_array(daily->count, sizeof *keep);
    for (size_t i = 0; i < daily->count; i++)
        days[i] = daily->items[i].day;
    backups_choose(days, daily->count, today, policy, keep);
    for (size_t i = 0; i < daily->count; i++)
        if (!keep[i])
            unlink(daily->items[i].path);
    free(days);
    free(keep);
}

static void list_daily(Store *store, const char *folder, BackupFiles *out)
{
    char *stem = stem_of(store->path);
    BackupFiles all = {0};
    list_folder(folder, stem, read_backup_name, &all);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].kind == BACKUP_DAILY)
            vec_push(out, all.items[i]);
        else
            free(all.items[i].path);
    }
    vec_clear(&all);
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, compare_files);
    free(stem);
}

static bool make_daily(Store *store, const BackupPolicy *policy, const char *folder, const BackupWatch *watch,
                       bool *made, Error *err)
{
    int32_t today = store_today(store);
    BackupFiles daily = {0};
    char *path = daily_name(store->path, policy->folder, today), *stem = stem_of(store->path);
    bool fine = true;
    remove_unfinished(folder, stem);
    list_daily(store, folder, &daily);
    bool wanted = !file_exists(path) && !(daily.count > 0 && nothing_new(store, daily.items[0].path));
    if (wanted)
        fine = *made = enough_room(store, folder, err) && note_folder(store->path, policy->folder, err) &&
                       store_backup_watched(store, path, watch, err);
    if (*made) {
        vec_push(&daily, ((BackupFile){.path = mem_strdup(path), .kind = BACKUP_DAILY, .day = today}));
        thin_out(&daily, today, policy);
    }
    backups_clear(&daily);
    free(path);
    free(stem);
    return fine;
}

bool backups_daily(Store *store, const BackupPolicy *policy, const BackupWatch *watch, bool *made, Error *err)
{
    *made = false;
    if (!backups_due(store, policy))
        return true;
    char *folder = backups_folder(store->path, policy->folder);
    int fd = file_make_directories(folder, err) ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    bool fine = fd >= 0 || copy_failed(err, folder);
    // Whoever comes second leaves it to the first.
    if (fine && flock(fd, LOCK_EX | LOCK_NB) == 0)
        fine = make_daily(store, policy, folder, watch, made, err);
    if (fd >= 0)
        close(fd);
    free(folder);
    return fine;
}
