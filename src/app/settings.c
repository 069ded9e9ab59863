// SPDX-License-Identifier: MIT
// Settings of the database: one table. A changed number reconciles everybody as part of the same step.
#include "rapport/app/settings.h"
#include "rapport/app/spelling.h"

#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/checking.h"
#include "rapport/app/routines.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"
#include "rapport/formats/holidays.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "rapport/store/settings.h"

enum { NAMES_MOST = 128 }; // that a mistyped one is compared with

static const SettingInfo *find_setting(const char *name, Error *err)
{
    const char *names[NAMES_MOST];
    size_t count;
    const SettingInfo *table = setting_table(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
        names[i < NAMES_MOST ? i : 0] = table[i].name;
    }
    count = count < NAMES_MOST ? count : NAMES_MOST;
    const char *near = suggest(name, names, count);
    if (near != NULL)
        error_set(err, ERROR_INPUT, "%s: there is no such setting; did you mean %s?", name, near);
    else
        error_set(err, ERROR_INPUT, "%s: there is no such setting; rapport set lists them", name);
    return NULL;
}

static char *value_of(App *app, const SettingInfo *info)
{
    char *value = store_setting(app->store, info->name);
    return value != NULL ? value : mem_strdup(info->fallback);
}

char *app_setting(App *app, const char *name, Error *err)
{
    const SettingInfo *info = find_setting(name, err);
    return info != NULL ? value_of(app, info) : NULL;
}

// ---- reading values

static bool parse_number(const char *name, const char *text, int *out, Error *err)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < 0 || value > 3650)
        return error_set(err, ERROR_INPUT, "%s: takes a whole number from 0 to 3650, not \"%s\"", name, text);
    if (strcmp(name, "min-gap") == 0 && value < 3)
        return error_set(err, ERROR_INPUT, "min-gap: nobody is written to again in under 3 business days");
    *out = (int)value;
    return true;
}

static bool parse_weekdays(const char *name, const char *text, bool weekend[7], Error *err)
{
    static const char *const DAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    memset(weekend, 0, 7 * sizeof *weekend);
    char *copy = mem_strdup(strcmp(text, "none") == 0 ? "" : text), *rest = copy;
    bool fine = true;
    int off = 0;
    for (char *day; fine && (day = strsep(&rest, ", ")) != NULL;) {
        int at = 0;
        while (at < 7 && strcmp(DAYS[at], day) != 0)
            at++;
        fine = *day == '\0' || at < 7 ||
               error_set(err, ERROR_INPUT, "%s: \"%s\" is no day; say sat,sun", name, day);
        if (fine && *day != '\0' && !weekend[at]) {
            weekend[at] = true;
            off++;
        }
    }
    free(copy);
    return fine && (off < 7 || error_set(err, ERROR_INPUT, "%s: one working day must be left", name));
}

static bool read_calendar(App *app, const char *weekend, const char *holidays, const char *pauses, Error *err)
{
    Calendar calendar = calendar_default();
    DaysOff off = {0};
    if (!parse_weekdays("weekend", weekend, calendar.weekend, err) ||
        !days_off_read(holidays, pauses, &off, err))
        return false;
    days_off_clear(&app->days_off);
    app->days_off = off;
    days_off_lend(&app->days_off, &calendar);
    app->calendar = calendar;
    return true;
}

// As app_setting, from those that were read: borrowed. NULL with no fallback wanted = not set.
static const char *find_value(const SettingRows *rows, const char *name, bool fallback)
{
    for (size_t i = 0; i < rows->count; i++)
        if (strcmp(rows->items[i].name, name) == 0)
            return rows->items[i].value;
    const SettingInfo *info = fallback ? find_setting(name, NULL) : NULL;
    return info != NULL ? info->fallback : NULL;
}

static bool read_settings(App *app, const SettingRows *rows, Error *err)
{
    TimingSettings timing = timing_defaults();
    size_t count;
    const SettingInfo *table = setting_table(&count);
    for (size_t i = 0; i < count; i++) {
        const char *value = table[i].number > 0 ? find_value(rows, table[i].name, false) : NULL;
        if (value != NULL &&
            !parse_number(table[i].name, value, (int *)((char *)&timing + table[i].number - 1), err))
            return false;
    }
    if (!read_calendar(app, find_value(rows, "weekend", true), find_value(rows, "holidays", true),
                       find_value(rows, "pause", true), err) ||
        !parse_weekdays("avoid-first", find_value(rows, "avoid-first", true), timing.avoid_first, err) ||
        !app_load_routines(app, err))
        return false;
    timing.searching = strcmp(find_value(rows, "searching", true), "no") != 0;
    app->timing = timing;
    app_forget_spelling(app); // its language may be another one now
    app->premium = strcmp(find_value(rows, "linkedin", true), "premium") == 0;
    snprintf(app->routine, sizeof app->routine, "%s", find_value(rows, "routine", true));
    return true;
}

bool app_reload_settings(App *app, Error *err)
{
    SettingRows rows = {0};
    bool fine = store_settings(app->store, &rows, err) && read_settings(app, &rows, err);
    store_settings_clear(&rows);
    return fine;
}

// ---- writing

typedef struct Choice {
    const char *name;
    const char *words[4]; // one of these
    const char *sentence;
} Choice;

static const Choice CHOICES[] = {
    {"linkedin", {"free", "premium"}, "linkedin: say free or premium"},
    {"searching", {"yes", "no"}, "searching: say yes or no"},
    {"backup", {"on", "off"}, "backup: say on or off"},
};

static bool check_choice(const char *name, const char *value, Error *err)
{
    for (size_t i = 0; i < sizeof CHOICES / sizeof *CHOICES; i++) {
        const Choice *choice = &CHOICES[i];
        bool known = strcmp(choice->name, name) != 0;
        for (size_t k = 0; !known && choice->words[k] != NULL; k++)
            known = strcmp(choice->words[k], value) == 0;
        if (!known)
            return error_set(err, ERROR_INPUT, "%s", choice->sentence);
    }
    return true;
}

static bool check_value(const App *app, const SettingInfo *info, const char *value, Error *err)
{
    static const char *const counts[] = {"daily-first", "linkedin-notes", "backup-daily", "backup-weekly"};
    int number = 1;
    bool fine = check_choice(info->name, value, err);
    for (size_t i = 0; fine && i < sizeof counts / sizeof *counts; i++)
        fine = strcmp(info->name, counts[i]) != 0 || parse_number(info->name, value, &number, err);
    if (fine && strcmp(info->name, "backup-daily") == 0 && number == 0)
        return error_set(err, ERROR_INPUT, "backup-daily: at least 1; rapport set backup off makes none");
    if (fine && strcmp(info->name, "backup-folder") == 0 && *value != '/')
        return error_set(err, ERROR_INPUT, "backup-folder: name the whole path, from / on");
    if (fine && strcmp(info->name, "check-off") == 0 && !check_rules_parse(value, NULL, err))
        return error_prefix(err, "check-off");
    if (fine && strcmp(info->name, "spelling") == 0 && !spelling_language_valid(value))
        return error_set(err, ERROR_INPUT, "spelling: say auto, off, or a language as en_GB");
    if (fine && strcmp(info->name, "routine") == 0 && !app_check_routine(app, value, err))
        return error_prefix(err, "routine");
    return fine; // the rest is checked by reading it back
}

// What has nothing to do with the rules moves nobody.
bool app_setting_moves(const char *name)
{
    static const char *const STILL[] = {"linkedin",      "linkedin-notes", "daily-first",   "signature",
                                        "backup",        "backup-daily",   "backup-weekly", "backup-folder",
                                        "quiet",         "watch-days",     "search-rhythm", "review-closing",
                                        "review-drafts", "check-off",      "spelling"};
    for (size_t i = 0; i < sizeof STILL / sizeof *STILL; i++)
        if (strcmp(STILL[i], name) == 0)
            return false;
    return true;
}

// ---- holidays of a file

static bool add_file(App *app, const char *path, Str *out, Error *err)
{
    enum { FILE_MOST = 4 << 20 };
    Str text = STR_INIT;
    HolidayDays days = {0};
    int32_t from = app_today(app) - app->timing.horizon_days;
    bool fine =
        file_read(path, FILE_MOST, &text, err) &&
        (holidays_read(str_get(&text), text.length, from, &days, err) || error_prefix(err, "%s", path));
    for (size_t i = 0; fine && i < days.count; i++)
        days_off_write(out, days.items[i].day, CIVIL_NONE, days.items[i].name);
    holidays_clear(&days);
    str_clear(&text);
    return fine;
}

// Days as they are said, and in the place of a file the days that stand in it: what is kept needs no file.
static bool read_files(App *app, const char *value, Str *out, Error *err)
{
    char *copy = mem_strdup(value), *rest = copy;
    bool fine = true;
    for (char *item; fine && (item = strsep(&rest, ",")) != NULL;) {
        item = str_trim(item);
        if (str_ends(item, ".ics"))
            fine = add_file(app, item, out, err);
        else if (*item != '\0')
            str_appendf(out, "%s%s", out->length > 0 ? "," : "", item);
    }
    free(copy);
    return fine;
}

static bool set_value(App *app, const char *name, const char *value, Error *err)
{
    const SettingInfo *info = find_setting(name, err);
    if (info == NULL || (*value != '\0' && !check_value(app, info, value, err)))
        return false;
    char *before = store_setting(app->store, name);
    bool same = str_equal(before != NULL ? before : "", value);
    free(before);
    if (same)
        return true; // a file of settings is read at every start
    char *what = str_format("set %s", name);
    bool fine = store_begin(app->store, what, err);
    free(what);
    if (!fine)
        return false;
    fine = store_setting_set(app->store, name, *value == '\0' ? NULL : value, err) &&
           app_reload_settings(app, err) && (!app_setting_moves(name) || app_reconcile_all(app, err));
    if (fine && store_commit(app->store, err))
        return true;
    store_rollback(app->store);
    app_reload_settings(app, NULL);
    return false;
}

bool app_set(App *app, const char *name, const char *value, Error *err)
{
    if (strcmp(name, "holidays") != 0 || strstr(value, ".ics") == NULL)
        return set_value(app, name, value, err);
    Str days = STR_INIT;
    bool fine = read_files(app, value, &days, err) && set_value(app, name, str_get(&days), err);
    str_clear(&days);
    return fine;
}
