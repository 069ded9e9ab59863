// SPDX-License-Identifier: MIT
// Copies of the database: made by hand, once a day by the program itself, listed, and put back.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/backups.h"
#include "rapport/app/settings.h"
#include "rapport/base/mem.h"

enum { TOLD_FROM_BYTES = 128 << 20 };

static void answer_path(Cli *cli, const char *key, const char *path)
{
    if (!cli->json) {
        print(cli, "%s\n", path);
        return;
    }
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_text(&json, key, path);
    json_write_object_end(&json);
}

// ---- what there is

static const char *kind_word(BackupKind kind)
{
    static const char *const words[] = {[BACKUP_DAILY] = "daily",
                                        [BACKUP_BY_HAND] = "by hand",
                                        [BACKUP_UPGRADE] = "before an upgrade",
                                        [BACKUP_REPLACED] = "replaced",
                                        [BACKUP_DAMAGED] = "damaged"};
    return words[kind];
}

static void size_text(int64_t bytes, char *text, size_t size)
{
    static const char *const units[] = {"kB", "MB", "GB"};
    double amount = (double)bytes / 1000;
    int unit = 0;
    for (; amount >= 999.5 && unit < 2; unit++)
        amount /= 1000;
    snprintf(text, size, amount < 9.95 && unit > 0 ? "%.1f %s" : "%.0f %s", amount, units[unit]);
}

static void list_rows(Cli *cli, const BackupFiles *files, const bool *sound)
{
    static const Column columns[] = {{"from", 0, PRINT_PLAIN},  {"age", 0, PRINT_DIM},
                                     {"kind", 0, PRINT_DIM},    {"size", 0, PRINT_PLAIN},
                                     {"state", 0, PRINT_PLAIN}, {"file", 0, PRINT_NAME}};
    Table table = table_begin(cli, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < files->count; i++) {
        const BackupFile *file = &files->items[i];
        char day[16], age[DATE_TEXT_SIZE], size[32];
        civil_format(file->day, day);
        size_text(file->bytes, size, sizeof size);
        table_cell(&table, day);
        table_cell(&table, date_ago(file->day, app_today(cli->app), age));
        table_cell(&table, kind_word(file->kind));
        table_cell(&table, size);
        table_cell(&table, sound[i] ? "sound" : "damaged");
        table_cell(&table, file->path);
    }
    table_end(&table);
    if (files->count == 0)
        print_note(cli, "there is no backup yet; rapport backup makes one");
}

static void list_json(Cli *cli, const BackupFiles *files, const bool *sound)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "backups");
    for (size_t i = 0; i < files->count; i++) {
        char day[16];
        civil_format(files->items[i].day, day);
        json_write_object(&json);
        json_field_text(&json, "day", day);
        json_field_text(&json, "kind", kind_word(files->items[i].kind));
        json_field_int(&json, "bytes", files->items[i].bytes);
        json_field_bool(&json, "sound", sound[i]);
        json_field_text(&json, "file", files->items[i].path);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

static bool list_backups(Cli *cli, Error *err)
{
    BackupFiles files = {0};
    char *folder = app_setting(cli->app, "backup-folder", err);
    backups_list(store_path(cli->app->store), folder, &files);
    bool *sound = mem_array(files.count, sizeof *sound);
    for (size_t i = 0; i < files.count; i++)
        sound[i] = store_verify_file(files.items[i].path, NULL);
    if (cli->json)
        list_json(cli, &files, sound);
    else
        list_rows(cli, &files, sound);
    backups_clear(&files);
    free(sound);
    free(folder);
    return true;
}

// ---- backup

bool cmd_backup(Cli *cli, Error *err)
{
    if (option_given(cli, "list"))
        return list_backups(cli, err);
    char *path = cli->args.count > 0
                     ? mem_strdup(cli->args.items[0])
                     : backups_name(store_path(cli->app->store), NULL, app_today(cli->app), 0, err);
    bool fine = path != NULL && store_backup(cli->app->store, path, err);
    if (fine)
        answer_path(cli, "file", path);
    free(path);
    return fine;
}

typedef struct Teller {
    Cli *cli;
    bool told;
} Teller;

static bool tell_size(void *self, int64_t done, int64_t total)
{
    Teller *teller = self;
    (void)done;
    if (total >= TOLD_FROM_BYTES && !teller->told) {
        print_note(teller->cli, "making the backup of the day (%lld MB)", (long long)(total / 1000000));
        print_notes(teller->cli); // at once: it takes a while
        teller->told = true;
    }
    return true;
}

void backup_of_the_day(Cli *cli)
{
    Error err = {0};
    bool made;
    Teller teller = {cli, false};
    BackupWatch watch = {tell_size, &teller};
    if (cli->app == NULL || cli->demo || cli->command->need != NEED_WRITE || !store_changed(cli->app->store))
        return;
    if (!app_backup_daily(cli->app, &watch, &made, &err))
        print_note(cli, "%s", err.message);
}

// ---- restore

void backup_advice(Cli *cli)
{
    int32_t day = CIVIL_NONE;
    char date[16], *good = backups_newest_good(cli->database, NULL, &day);
    if (good == NULL) {
        str_append(&cli->details, "there is no sound backup in the folder backups beside it\n");
        return;
    }
    char *command = backups_restore_command(good, option_value(cli, "db"));
    civil_format(day, date);
    str_appendf(
        &cli->details,
        "the newest sound backup is of %s; this puts it back and keeps the damaged file beside it:\n%s\n",
        date, command);
    free(command);
    free(good);
}

// Without a file: which one it would be.
static bool name_newest(Cli *cli, Error *err)
{
    int32_t day = CIVIL_NONE;
    char date[16], *good = backups_newest_good(cli->database, NULL, &day);
    if (good == NULL)
        return error_set(err, ERROR_NOT_FOUND, "%s: there is no sound backup of it", cli->database);
    char *command = backups_restore_command(good, option_value(cli, "db"));
    civil_format(day, date);
    if (cli->json)
        answer_path(cli, "newest", good);
    else
        print(cli, "the newest sound backup is of %s; this puts it in the place of the database:\n%s\n", date,
              command);
    free(command);
    free(good);
    return true;
}

bool cmd_restore(Cli *cli, Error *err)
{
    char kept[4096] = "";
    if (cli->demo)
        return error_set(err, ERROR_USAGE, "a sample network is thrown away; restore without --demo");
    if (cli->args.count == 0)
        return name_newest(cli, err);
    if (!store_restore(cli->args.items[0], cli->database, moment_day(clock_now(&cli->clock)), kept,
                       sizeof kept, err))
        return false;
    if (cli->json)
        answer_path(cli, "kept", *kept != '\0' ? kept : NULL);
    else if (*kept != '\0')
        print(cli, "restored; what was there is kept as %s\n", kept);
    else
        print(cli, "restored\n");
    return true;
}
