// SPDX-License-Identifier: MIT
// Settings of the database: one table. A changed number reconciles everybody as part of the same step.
#include "rapport/app/settings.h"

#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/routines.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "rapport/store/settings.h"

typedef struct NumberSetting {
    const char *name;
    size_t offset; // in TimingSettings
} NumberSetting;

// The numbers of the timing engine by their setting's name.
static const NumberSetting NUMBERS[] = {
    {"nudge-earliest", offsetof(TimingSettings, nudge_earliest)},
    {"nudge-due", offsetof(TimingSettings, nudge_due)},
    {"nudge-latest", offsetof(TimingSettings, nudge_latest)},
    {"rest-after-nudge", offsetof(TimingSettings, rest_after_nudge)},
    {"max-unanswered", offsetof(TimingSettings, max_unanswered)},
    {"min-gap", offsetof(TimingSettings, min_gap_business_days)},
    {"pending", offsetof(TimingSettings, pending_days)},
    {"reply-latest", offsetof(TimingSettings, reply_latest)},
    {"thank-due", offsetof(TimingSettings, thank_due)},
    {"thank-latest", offsetof(TimingSettings, thank_latest)},
    {"update-earliest", offsetof(TimingSettings, update_earliest)},
    {"update-due", offsetof(TimingSettings, update_due)},
    {"update-latest", offsetof(TimingSettings, update_latest)},
    {"promise-grace", offsetof(TimingSettings, their_promise_grace)},
    {"unsolicited-gap", offsetof(TimingSettings, unsolicited_gap)},
    {"horizon", offsetof(TimingSettings, horizon_days)},
    {"referral-after", offsetof(TimingSettings, referral_after_meeting)},
    {"scheduling-rounds", offsetof(TimingSettings, scheduling_rounds)},
    {"accepted-earliest", offsetof(TimingSettings, accepted.earliest)},
    {"accepted-due", offsetof(TimingSettings, accepted.due)},
    {"accepted-latest", offsetof(TimingSettings, accepted.latest)},
    {"connect-earliest", offsetof(TimingSettings, connect.earliest)},
    {"connect-due", offsetof(TimingSettings, connect.due)},
    {"connect-latest", offsetof(TimingSettings, connect.latest)},
    {"met-earliest", offsetof(TimingSettings, met.earliest)},
    {"met-due", offsetof(TimingSettings, met.due)},
    {"met-latest", offsetof(TimingSettings, met.latest)},
    {"introduced-earliest", offsetof(TimingSettings, introduced.earliest)},
    {"introduced-due", offsetof(TimingSettings, introduced.due)},
    {"introduced-latest", offsetof(TimingSettings, introduced.latest)},
    {"report-earliest", offsetof(TimingSettings, report_back.earliest)},
    {"report-due", offsetof(TimingSettings, report_back.due)},
    {"report-latest", offsetof(TimingSettings, report_back.latest)},
    {"advocate-searching", offsetof(TimingSettings, advocate_searching)},
    {"advocate-settled", offsetof(TimingSettings, advocate_settled)},
    {"opening-before-close", offsetof(TimingSettings, opening_before_close)},
    {"fast-answer", offsetof(TimingSettings, fast_answer)},
};

static const SettingInfo TABLE[] = {
    {"nudge-earliest", "7", "days after an unanswered message from which a nudge is polite"},
    {"nudge-due", "14", "days after an unanswered message on which the nudge is due"},
    {"nudge-latest", "28", "days after an unanswered message when a nudge comes late"},
    {"rest-after-nudge", "14", "days after an unanswered nudge when letting it rest is suggested"},
    {"max-unanswered", "2", "messages to one person without an answer, at most"},
    {"min-gap", "3", "business days between two unanswered messages, at least (never under 3)"},
    {"pending", "21", "days after which an invitation that is not accepted is brought up"},
    {"reply-latest", "1", "business days in which an answer is due"},
    {"thank-due", "0", "days after a meeting when the thank-you is due"},
    {"thank-latest", "1", "days after a meeting when a thank-you counts as late"},
    {"update-earliest", "14", "days after a meeting from which an update is welcome"},
    {"update-due", "21", "days after a meeting when the update is due"},
    {"update-latest", "60", "days after a meeting when the update comes late"},
    {"promise-grace", "7", "days to wait gently after a day that they promised"},
    {"unsolicited-gap", "14", "days between unsolicited messages to one person, at least"},
    {"horizon", "90", "days back that the board looks and that old history can start anything"},
    {"referral-after", "7", "days after a meeting before an introduction is asked for"},
    {"scheduling-rounds", "3", "rounds of finding a time from which on you offer two times yourself"},
    {"accepted-earliest", "0", "days after an accepted invitation from which a hello is welcome"},
    {"accepted-due", "2", "days after an accepted invitation when the hello is due"},
    {"accepted-latest", "7", "days after an accepted invitation when the hello comes late"},
    {"connect-earliest", "0", "days after meeting in person from which connecting is welcome"},
    {"connect-due", "2", "days after meeting in person when connecting is due"},
    {"connect-latest", "7", "days after meeting in person when connecting comes late"},
    {"met-earliest", "1", "days after an event from which a message is welcome"},
    {"met-due", "2", "days after an event when the message is due"},
    {"met-latest", "3", "days after an event when the message comes late"},
    {"introduced-earliest", "0", "days after an introduction from which a message is welcome"},
    {"introduced-due", "1", "days after an introduction when the message is due"},
    {"introduced-latest", "2", "days after an introduction when the message comes late"},
    {"report-earliest", "0", "days after an introduction led somewhere from which a report is welcome"},
    {"report-due", "2", "days after an introduction led somewhere when the report is due"},
    {"report-latest", "14", "days after an introduction led somewhere when the report comes late"},
    {"advocate-searching", "30", "days between words to an advocate while you search"},
    {"advocate-settled", "180", "days between words to an advocate once you have landed"},
    {"opening-before-close", "2", "days before a post closes that are too late to write about it"},
    {"fast-answer", "3", "working days within which an answer is called fast"},
    {"searching", "yes", "yes or no: whether you look for a place; landed says no"},
    {"avoid-first", "mon,fri", "days not taken for first messages where there is a choice, or none"},
    {"weekend", "sat,sun", "days off each week: mon tue wed thu fri sat sun, or none"},
    {"holidays", "", "days off: 2026-12-25,2026-12-26"},
    {"pause", "", "stretches without follow-ups: 2026-12-20..2027-01-03, several joined by commas"},
    {"linkedin", "free", "free or premium: the limit of an invitation's note (200 or 300 characters)"},
    {"daily-first", "5", "first messages suggested a day, at most"},
    {"routine", "patient",
     "how unanswered messages are followed up: patient, two-track, gentle or one of yours"},
    {"signature", "", "the lines under your e-mails"},
    {"backup", "on", "on or off: a backup a day, when something was changed"},
    {"backup-daily", "7", "daily backups that are kept"},
    {"backup-weekly", "4", "older backups that are kept, one a week"},
    {"backup-folder", "", "where daily backups go; empty: the folder backups beside the database"},
};

const SettingInfo *setting_table(size_t *count)
{
    *count = sizeof TABLE / sizeof *TABLE;
    return TABLE;
}

static const SettingInfo *find_setting(const char *name, Error *err)
{
    size_t count = sizeof TABLE / sizeof *TABLE;
    const char *names[sizeof TABLE / sizeof *TABLE];
    for (size_t i = 0; i < count; i++) {
        if (strcmp(TABLE[i].name, name) == 0)
            return &TABLE[i];
        names[i] = TABLE[i].name;
    }
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

static int compare_days(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static bool parse_holidays(const char *text, Calendar *calendar, Error *err)
{
    VEC(int32_t) days = {0};
    char *copy = mem_strdup(text), *rest = copy;
    bool fine = true;
    for (char *item; fine && (item = strsep(&rest, ", ")) != NULL;) {
        int32_t day;
        if (*item == '\0')
            continue;
        fine = civil_parse(item, &day) ||
               error_set(err, ERROR_INPUT, "holidays: \"%s\" is no day; say 2026-12-25", item);
        if (fine)
            vec_push(&days, day);
    }
    free(copy);
    if (!fine) {
        vec_clear(&days);
        return false;
    }
    if (days.count > 0)
        qsort(days.items, days.count, sizeof *days.items, compare_days);
    calendar->holidays = days.items;
    calendar->holiday_count = days.count;
    return true;
}

static bool parse_pauses(const char *text, Calendar *calendar, Error *err)
{
    VEC(CalendarPause) pauses = {0};
    char *copy = mem_strdup(text), *rest = copy;
    bool fine = true;
    for (char *item; fine && (item = strsep(&rest, ", ")) != NULL;) {
        if (*item == '\0')
            continue;
        char *dots = strstr(item, "..");
        CalendarPause pause = {0};
        if (dots != NULL)
            *dots = '\0';
        fine = dots != NULL && civil_parse(item, &pause.from) && civil_parse(dots + 2, &pause.to) &&
               pause.from <= pause.to;
        if (fine)
            vec_push(&pauses, pause);
        else
            error_set(err, ERROR_INPUT, "pause: say from..to, as 2026-12-20..2027-01-03");
    }
    free(copy);
    if (!fine) {
        vec_clear(&pauses);
        return false;
    }
    calendar->pauses = pauses.items;
    calendar->pause_count = pauses.count;
    return true;
}

static bool read_calendar(App *app, const char *weekend, const char *holidays, const char *pauses, Error *err)
{
    Calendar calendar = calendar_default();
    bool fine = parse_weekdays("weekend", weekend, calendar.weekend, err) &&
                parse_holidays(holidays, &calendar, err) && parse_pauses(pauses, &calendar, err);
    if (!fine) {
        free((void *)calendar.holidays);
        free((void *)calendar.pauses);
        return false;
    }
    free((void *)app->calendar.holidays);
    free((void *)app->calendar.pauses);
    app->calendar = calendar;
    return true;
}

bool app_reload_settings(App *app, Error *err)
{
    TimingSettings timing = timing_defaults();
    bool fine = true;
    for (size_t i = 0; fine && i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        char *value = store_setting(app->store, NUMBERS[i].name);
        if (value != NULL)
            fine = parse_number(NUMBERS[i].name, value, (int *)((char *)&timing + NUMBERS[i].offset), err);
        free(value);
    }
    char *weekend = app_setting(app, "weekend", err), *holidays = app_setting(app, "holidays", err);
    char *pauses = app_setting(app, "pause", err), *linkedin = app_setting(app, "linkedin", err);
    char *routine = app_setting(app, "routine", err), *searching = app_setting(app, "searching", err);
    char *avoid = app_setting(app, "avoid-first", err);
    fine = fine && read_calendar(app, weekend, holidays, pauses, err) &&
           parse_weekdays("avoid-first", avoid, timing.avoid_first, err) && app_load_routines(app, err);
    if (fine) {
        timing.searching = strcmp(searching, "no") != 0;
        app->timing = timing;
        app->premium = strcmp(linkedin, "premium") == 0;
        snprintf(app->routine, sizeof app->routine, "%s", routine);
    }
    free(weekend);
    free(holidays);
    free(pauses);
    free(linkedin);
    free(routine);
    free(searching);
    free(avoid);
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
    static const char *const counts[] = {"daily-first", "backup-daily", "backup-weekly"};
    int number = 1;
    bool fine = check_choice(info->name, value, err);
    for (size_t i = 0; fine && i < sizeof counts / sizeof *counts; i++)
        fine = strcmp(info->name, counts[i]) != 0 || parse_number(info->name, value, &number, err);
    if (fine && strcmp(info->name, "backup-daily") == 0 && number == 0)
        return error_set(err, ERROR_INPUT, "backup-daily: at least 1; rapport set backup off makes none");
    if (fine && strcmp(info->name, "backup-folder") == 0 && *value != '/')
        return error_set(err, ERROR_INPUT, "backup-folder: name the whole path, from / on");
    if (fine && strcmp(info->name, "routine") == 0 && !app_check_routine(app, value, err))
        return error_prefix(err, "routine");
    return fine; // the rest is checked by reading it back
}

// What has nothing to do with the rules moves nobody.
bool app_setting_moves(const char *name)
{
    static const char *const STILL[] = {"linkedin",     "daily-first",   "signature",    "backup",
                                        "backup-daily", "backup-weekly", "backup-folder"};
    for (size_t i = 0; i < sizeof STILL / sizeof *STILL; i++)
        if (strcmp(STILL[i], name) == 0)
            return false;
    return true;
}

bool app_set(App *app, const char *name, const char *value, Error *err)
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
