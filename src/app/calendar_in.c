// SPDX-License-Identifier: MIT
// Meetings from another program's calendar: an event counts when somebody who is known here comes, by mail
// address, by the name beside it, or by a whole name in the title. What is over for some days is taken as
// held; of the rest the rules ask how it went. The UID is the key, so that a calendar may be read as often as
// one likes.
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "import_internal.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/ical.h"
#include "rapport/store/interactions.h"

// Days around today within which a series is taken, and after which nobody is asked how it went.
enum { SERIES_BACK = 365, SERIES_ON = 60, SERIES_MOST = 400, ASKED_FOR = 7, AHEAD = 366 };
enum {
    REJECTS_MOST = 1000,
    WARNINGS_MOST = 200,
    KEPT_TEXT = 4000,
    NAME_WORDS = 4,
    TITLE_WORDS = 40,
    REPLACED_MOST = 2000
};

typedef struct Replaced {
    char *uid;
    int32_t day;
} Replaced;

typedef struct CalendarImport {
    App *app;
    const ImportRequest *request;
    ImportReport *report;
    ImportFile counts;
    int64_t me;
    VEC(IcalItem) items;    // of the whole file, since what replaces a day may stand behind the series
    VEC(Replaced) replaced; // days of series that have an event of their own
    ContactIds touched;
} CalendarImport;

// ---- reading

static bool keep_item(void *self, const IcalItem *item, Error *err)
{
    CalendarImport *in = self;
    (void)err;
    IcalItem *kept = vec_add(&in->items);
    *kept = *item;
    kept->uid = mem_strdup(item->uid);
    kept->summary = mem_strdup(item->summary);
    kept->description = mem_strdup(item->description);
    kept->place = mem_strdup(item->place);
    kept->link = mem_strdup(item->link);
    memset(&kept->people, 0, sizeof kept->people);
    memset(&kept->except, 0, sizeof kept->except);
    for (size_t i = 0; i < item->people.count; i++)
        vec_push(&kept->people, ((IcalPerson){mem_strdup(item->people.items[i].name),
                                              mem_strdup(item->people.items[i].mail)}));
    for (size_t i = 0; i < item->except.count; i++)
        vec_push(&kept->except, item->except.items[i]);
    if (item->instead_of != CIVIL_NONE && item->uid != NULL && in->replaced.count < REPLACED_MOST)
        vec_push(&in->replaced, ((Replaced){mem_strdup(item->uid), item->instead_of}));
    return true;
}

static void keep_warning(void *self, const char *what)
{
    CalendarImport *in = self;
    if (in->report->warnings.count < WARNINGS_MOST)
        vec_push(&in->report->warnings, str_format("%s: %s", in->counts.path, what));
}

static void reject(CalendarImport *in, const IcalItem *item, const char *why)
{
    char day[16];
    civil_format(item->day, day);
    in->counts.rejected++;
    if (in->report->rejects.count < REJECTS_MOST)
        vec_push(&in->report->rejects,
                 str_format("%s %s \"%.80s\": %s", in->counts.path, day,
                            item->summary != NULL ? item->summary : "without a title", why));
}

// ---- whom it is with

static void add_found(CalendarImport *in, ContactIds *people, Found found)
{
    if (found.contact == 0 || found.trashed || found.several || found.contact == in->me)
        return;
    for (size_t i = 0; i < people->count; i++)
        if (people->items[i] == found.contact)
            return;
    vec_push(people, found.contact);
}

static Found find_mail(Store *store, const char *mail)
{
    char *fold = store_reach_fold(REACH_EMAIL, mail);
    Found found = store_find_by_reach(store, REACH_EMAIL, fold);
    free(fold);
    return found;
}

static void find_invited(CalendarImport *in, const IcalItem *item, ContactIds *people)
{
    for (size_t i = 0; i < item->people.count; i++) {
        const IcalPerson *person = &item->people.items[i];
        Found found = {0};
        if (person->mail != NULL)
            found = find_mail(in->app->store, person->mail);
        if (found.contact == 0 && person->name != NULL && strchr(person->name, ' ') != NULL)
            found = store_find_by_name(in->app->store, person->name);
        add_found(in, people, found);
    }
}

// Whole names in the title, of two to four words: "Coffee with Ada Byron".
static void find_in_title(CalendarImport *in, const char *title, ContactIds *people)
{
    char *copy = mem_strdup(title), *rest = copy, *words[TITLE_WORDS];
    size_t count = 0;
    for (char *word; count < TITLE_WORDS && (word = strtok_r(rest, " \t\n,;:()/&+<>", &rest)) != NULL;)
        words[count++] = word;
    for (size_t first = 0; first < count; first++) {
        Str name = STR_INIT;
        for (size_t i = first; i < count && i < first + NAME_WORDS; i++) {
            str_appendf(&name, "%s%s", i > first ? " " : "", words[i]);
            if (i > first)
                add_found(in, people, store_find_by_name(in->app->store, str_get(&name)));
        }
        str_clear(&name);
    }
    free(copy);
}

// ---- writing

static char *key_of(const IcalItem *item, int32_t series_day)
{
    if (series_day == CIVIL_NONE)
        return str_format(CALENDAR_KEY "%s", item->uid);
    char day[16];
    civil_format(series_day, day);
    return str_format(CALENDAR_KEY "%s#%s", item->uid, day);
}

static void fill(CalendarImport *in, const IcalItem *item, int32_t day, const ContactIds *people,
                 Interaction *meeting)
{
    int shift = day - item->day;
    meeting->kind = INTERACTION_MEETING;
    meeting->direction = DIRECTION_MUTUAL;
    meeting->channel = CHANNEL_IN_PERSON;
    meeting->at = item->minute < 0 || shift != 0
                      ? clock_moment(day, item->minute < 0 ? 12 * 60 : item->minute)
                      : item->at;
    meeting->day = day;
    meeting->minutes = item->minute < 0 ? MINUTES_ALL_DAY : item->length;
    meeting->subject = mem_strdup(item->summary);
    meeting->text = item->description != NULL ? mem_strndup(item->description, KEPT_TEXT) : NULL;
    meeting->place = mem_strdup(item->place != NULL ? item->place : item->link);
    bool over = day < app_today(in->app) - ASKED_FOR;
    meeting->outcome = item->state == ICAL_CANCELLED ? OUTCOME_CANCELLED_BY_THEM
                       : over                        ? OUTCOME_HELD
                                                     : OUTCOME_NONE;
    for (size_t i = 0; i < people->count; i++)
        vec_push(&meeting->participants, people->items[i]);
}

// What the calendar says now of a meeting that is here and still open.
static bool change(CalendarImport *in, Interaction *here, const Interaction *said, Error *err)
{
    bool same = here->at.utc == said->at.utc && here->minutes == said->minutes &&
                str_equal(here->place != NULL ? here->place : "", said->place != NULL ? said->place : "");
    bool off = said->outcome == OUTCOME_CANCELLED_BY_THEM;
    if (here->outcome != OUTCOME_NONE || (same && !off)) {
        in->counts.unchanged++;
        return true;
    }
    in->counts.updated++;
    for (size_t i = 0; i < here->participants.count; i++)
        vec_push(&in->touched, here->participants.items[i]);
    return off ? store_interaction_set_outcome(in->app->store, here->id, said->outcome, NULL, err)
               : store_interaction_set_time(in->app->store, here->id, said->at, said->minutes, said->place,
                                            err);
}

static bool write_new(CalendarImport *in, Interaction *meeting, Error *err)
{
    if (meeting->outcome == OUTCOME_CANCELLED_BY_THEM) { // called off before it was known here
        in->counts.hidden++;
        return true;
    }
    in->counts.created++;
    for (size_t i = 0; i < meeting->participants.count; i++)
        vec_push(&in->touched, meeting->participants.items[i]);
    return store_interaction_insert(in->app->store, meeting, err);
}

static bool take(CalendarImport *in, const IcalItem *item, int32_t day, int32_t series_day,
                 const ContactIds *people, Error *err)
{
    Interaction here, said;
    char *key = key_of(item, series_day);
    int64_t id = store_interaction_by_key(in->app->store, key);
    bool fine = true;
    interaction_init(&here);
    interaction_init(&said);
    fill(in, item, day, people, &said);
    said.source_key = key;
    in->counts.rows++;
    if (id != 0)
        fine = store_interaction_get(in->app->store, id, &here, err) && change(in, &here, &said, err);
    else if (store_source_key_used(in->app->store, key))
        in->counts.hidden++; // was deleted here
    else
        fine = write_new(in, &said, err);
    interaction_clear(&here);
    interaction_clear(&said);
    return fine;
}

// ---- events and series

static bool left_out(const CalendarImport *in, const IcalItem *item, int32_t day)
{
    for (size_t i = 0; i < item->except.count; i++)
        if (item->except.items[i] == day)
            return true;
    for (size_t i = 0; i < in->replaced.count; i++)
        if (in->replaced.items[i].day == day && str_equal(in->replaced.items[i].uid, item->uid))
            return true;
    return false;
}

static bool take_series(CalendarImport *in, const IcalItem *item, const ContactIds *people, Error *err)
{
    int32_t today = app_today(in->app), day = item->day;
    bool fine = true;
    if (day < today - SERIES_BACK)
        day = rrule_next(&item->rule, item->day, today - SERIES_BACK - 1);
    for (int taken = 0; fine && day != CIVIL_NONE && day <= today + SERIES_ON && taken < SERIES_MOST;
         taken++) {
        if (!left_out(in, item, day))
            fine = take(in, item, day, day, people, err);
        day = rrule_next(&item->rule, item->day, day);
    }
    return fine;
}

static bool take_item(CalendarImport *in, const IcalItem *item, Error *err)
{
    ContactIds people = {0};
    bool fine = true;
    find_invited(in, item, &people);
    if (people.count == 0 && item->summary != NULL)
        find_in_title(in, item->summary, &people);
    const char *why = item->uid == NULL   ? "it has no UID, so it could not be told from another one"
                      : people.count == 0 ? "nobody who is known here comes"
                      : item->day > app_today(in->app) + AHEAD ? "it is more than a year ahead"
                                                               : NULL;
    if (why != NULL) {
        in->counts.rows++;
        reject(in, item, why);
    } else if (item->repeats && item->instead_of == CIVIL_NONE) {
        fine = take_series(in, item, &people, err);
    } else {
        fine = take(in, item, item->day, item->instead_of, &people, err);
    }
    vec_clear(&people);
    return fine;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool write_all(CalendarImport *in, Error *err)
{
    bool fine = true;
    for (size_t i = 0; fine && i < in->items.count; i++)
        fine = take_item(in, &in->items.items[i], err) && app_pace(in->app, i + 1, in->items.count, err);
    if (in->touched.count > 1)
        qsort(in->touched.items, in->touched.count, sizeof *in->touched.items, by_value);
    for (size_t i = 0; fine && i < in->touched.count; i++)
        if (i == 0 || in->touched.items[i] != in->touched.items[i - 1])
            fine = app_engage(in->app, in->touched.items[i], false, NULL, err);
    return fine;
}

static bool read_file(CalendarImport *in, const char *path, Error *err)
{
    Str text = STR_INIT;
    IcalSink sink = {keep_item, keep_warning, in};
    Ical *ical = ical_open(err);
    bool fine = ical != NULL && file_read(path, ICAL_TEXT_MOST, &text, err) &&
                (ical_read(ical, str_get(&text), text.length, &sink, err) || error_prefix(err, "%s", path));
    ical_close(ical);
    str_clear(&text);
    return fine;
}

bool import_is_calendar(const char *path)
{
    char head[64];
    struct stat info;
    FILE *file = stat(path, &info) == 0 && S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
    if (file == NULL)
        return false;
    size_t length = fread(head, 1, sizeof head, file);
    fclose(file);
    return ical_is(head, length);
}

static void calendar_import_clear(CalendarImport *in)
{
    for (size_t i = 0; i < in->items.count; i++)
        ical_item_clear(&in->items.items[i]);
    vec_clear(&in->items);
    for (size_t i = 0; i < in->replaced.count; i++)
        free(in->replaced.items[i].uid);
    vec_clear(&in->replaced);
    vec_clear(&in->touched);
}

bool import_calendar(App *app, const ImportRequest *request, ImportReport *report, Error *err)
{
    const char *path = request->paths[0], *slash = strrchr(path, '/');
    char *what = str_format("import %s", slash != NULL ? slash + 1 : path);
    CalendarImport in = {.app = app,
                         .request = request,
                         .report = report,
                         .counts = {.path = mem_strdup(path), .format = mem_strdup("calendar")}};
    in.me = store_me(app->store);
    bool fine = read_file(&in, path, err) && store_begin(app->store, what, err);
    if (fine) {
        fine = write_all(&in, err) && store_commit(app->store, err);
        store_rollback(app->store); // nothing happens after a commit
    }
    vec_push(&report->files, in.counts);
    calendar_import_clear(&in);
    free(what);
    return fine;
}
