// SPDX-License-Identifier: MIT
// Meetings from another program's calendar: an event counts when somebody who is known here comes, by mail
// address, by the name beside it, or by a whole name in the title. They are to be confirmed by a person first
// (app/confirm.h). The UID is the key, so that a calendar may be read as often as one likes. And what we had
// written into a calendar comes back: ticked off there, moved there.
#include <stdlib.h>
#include <string.h>

#include "import_internal.h"
#include "import_plans.h"
#include "rapport/app/confirm.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/store/followups.h"
#include "rapport/store/imports.h"
#include "rapport/store/interactions.h"

enum { AHEAD = 366 }; // days that an event may be ahead
enum { KEPT_TEXT = 4000, NAME_WORDS = 4, TITLE_WORDS = 40, TITLE_MOST = 80, NOON = 12 * 60 };

#define NO_UID "no-uid-"

typedef struct Replaced {
    uint64_t series; // hash of the UID
    int32_t day;
} Replaced;

typedef struct Events {
    Importing *im;
    Plans plans;
    VEC(Replaced) replaced; // days of series that have an event of their own
} Events;

// Whom an event is with.
typedef struct Coming {
    ContactIds people;
    bool declined; // by me
} Coming;

// What was said of the series of an event, see app/confirm.h.
typedef struct Word {
    bool said, yes;
    int64_t with; // somebody else than the event says; 0 = nobody
} Word;

void import_events_clear(ImportEvents *events)
{
    for (size_t i = 0; i < events->count; i++)
        ical_item_clear(&events->items[i].item);
    vec_clear(events);
}

// ---- whom it is with

static void add_found(Events *in, ContactIds *people, Found found)
{
    if (found.contact == 0 || found.trashed || found.several || found.contact == in->im->me)
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

static void find_invited(Events *in, const IcalItem *item, Coming *coming)
{
    for (size_t i = 0; i < item->people.count; i++) {
        const IcalPerson *person = &item->people.items[i];
        Found found = {0};
        if (person->mail != NULL)
            found = find_mail(in->im->app->store, person->mail);
        if (found.contact == 0 && person->name != NULL && strchr(person->name, ' ') != NULL)
            found = store_find_by_name(in->im->app->store, person->name);
        if (!person->declined)
            add_found(in, &coming->people, found);
        else if (found.contact != 0 && found.contact == in->im->me)
            coming->declined = true;
    }
}

// Whole names in the title, of two to four words: "Coffee with Ada Byron".
static void find_in_title(Events *in, const char *title, ContactIds *people)
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
                add_found(in, people, store_find_by_name(in->im->app->store, str_get(&name)));
        }
        str_clear(&name);
    }
    free(copy);
}

// ---- what is here already

static char *key_of(const IcalItem *item, int32_t series_day)
{
    if (series_day == CIVIL_NONE)
        return str_format(CALENDAR_KEY "%s", item->uid);
    char day[16];
    civil_format(series_day, day);
    return str_format(CALENDAR_KEY "%s" CALENDAR_DAY "%s", item->uid, day);
}

// ---- writing

static void fill(Events *in, const IcalItem *item, Moment at, const Coming *coming, const Word *word,
                 Interaction *meeting)
{
    meeting->kind = INTERACTION_MEETING;
    meeting->direction = DIRECTION_MUTUAL;
    meeting->channel = CHANNEL_IN_PERSON;
    meeting->at = at;
    meeting->day = moment_day(at);
    meeting->minutes = item->minute < 0 ? MINUTES_ALL_DAY : item->length;
    meeting->subject = mem_strdup(item->summary);
    meeting->text = item->description != NULL ? mem_strndup(item->description, KEPT_TEXT) : NULL;
    meeting->place = mem_strdup(item->place != NULL ? item->place : item->link);
    meeting->outcome = item->state == ICAL_CANCELLED ? OUTCOME_CANCELLED_BY_THEM
                       : coming->declined            ? OUTCOME_CANCELLED_BY_ME
                       : word->said                  ? confirm_outcome(in->im->app, meeting)
                                                     : OUTCOME_TO_CONFIRM;
    meeting->answer = word->said ? confirm_answer(in->im->app, meeting) : ANSWER_NONE;
    if (word->with != 0)
        vec_push(&meeting->participants, word->with);
    for (size_t i = 0; word->with == 0 && i < coming->people.count; i++)
        vec_push(&meeting->participants, coming->people.items[i]);
}

// The same meeting written down by hand takes the key, so that it follows the calendar from now on.
static bool take_known(Events *in, int64_t id, const Interaction *said, Fate *fate, Error *err)
{
    bool adopted = false;
    store_journal_pause(in->im->app->store, false);
    bool fine = store_interaction_set_key(in->im->app->store, id, said->source_key, &adopted, err);
    *fate = adopted ? FATE_UPDATED : FATE_DUPLICATE;
    return fine && (!adopted || plans_remember(&in->plans, said, err));
}

static bool write_new(Events *in, Interaction *meeting, Fate *fate, Error *err)
{
    store_journal_pause(in->im->app->store, true);
    *fate = FATE_CREATED;
    in->im->created++;
    in->im->report->to_confirm += meeting->outcome == OUTCOME_TO_CONFIRM;
    if (meeting->outcome != OUTCOME_TO_CONFIRM)
        plans_touch(&in->plans, meeting);
    return store_interaction_insert(in->im->app->store, meeting, err) &&
           plans_remember(&in->plans, meeting, err);
}

static bool take_meeting(Events *in, const IcalItem *item, Interaction *said, Fate *fate, Error *err)
{
    Store *store = in->im->app->store;
    bool used = store_source_key_used(store, said->source_key); // after which it is found
    int64_t id = used ? store_interaction_by_key(store, said->source_key) : 0;
    if (id != 0)
        return plans_change(&in->plans, id, said, fate, err);
    id = plans_own(&in->plans, item);
    if (id != 0)
        return plans_change_own(&in->plans, id, item, said, fate, err);
    *fate = FATE_HIDDEN; // was deleted here, called off before it was known, or is with nobody
    if (used || said->participants.count == 0 || plans_is_off(said->outcome))
        return true;
    if (!store_bulk_flush(store, err))
        return false;
    id = store_meeting_like(store, said);
    if (id != 0 && str_starts(item->uid, NO_UID)) {
        *fate = FATE_DUPLICATE; // its own key is worth more
        return true;
    }
    return id != 0 ? take_known(in, id, said, fate, err) : write_new(in, said, fate, err);
}

// series_day: the day of the series that it is, or stands for; CIVIL_NONE = it is of none.
static bool take(Events *in, const ImportEvent *event, Moment at, int32_t series_day, const Coming *coming,
                 const Word *word, Error *err)
{
    Interaction said;
    Fate fate = FATE_HIDDEN;
    interaction_init(&said);
    fill(in, &event->item, at, coming, word, &said);
    said.source_key = key_of(&event->item, series_day);
    bool fine = (word->said && !word->yes) || take_meeting(in, &event->item, &said, &fate, err);
    if (fine)
        import_count_event(in->im, event->file, fate);
    interaction_clear(&said);
    return fine;
}

// ---- events and series

static uint64_t series_hash(const char *uid)
{
    return (uint64_t)import_hash(uid);
}

static bool is_replaced(const Events *in, const IcalItem *item, int32_t day)
{
    uint64_t series = series_hash(item->uid);
    for (size_t i = 0; i < in->replaced.count; i++)
        if (in->replaced.items[i].day == day && in->replaced.items[i].series == series)
            return true;
    return false;
}

static bool take_series(Events *in, const ImportEvent *event, const Coming *coming, const Word *word,
                        Error *err)
{
    const IcalItem *item = &event->item;
    bool fine = true;
    for (size_t i = 0; fine && i < item->series.count; i++)
        if (!is_replaced(in, item, item->series.items[i].day))
            fine = take(in, event, item->series.items[i].at, item->series.items[i].day, coming, word, err);
    return fine;
}

static Moment begin_of(const IcalItem *item)
{
    return item->minute < 0 ? clock_moment(item->day, NOON) : item->at;
}

static Word word_of(Events *in, const IcalItem *item)
{
    Word word = {0};
    Error own = {0};
    SourceRecord record = {0};
    if ((item->repeats || item->instead_of != CIVIL_NONE) &&
        store_source_find(in->im->app->store, CALENDAR_SOURCE, item->uid, &record, &own) && record.id != 0) {
        word.said = true;
        word.yes = record.contact != 0 && !record.trashed;
        word.with = str_equal(record.last_seen, CALENDAR_WITH) ? record.contact : 0;
    }
    source_record_clear(&record);
    return word;
}

// An event with nobody is none of ours; one with people of whom nobody is known may be worth a look.
static void pass_over(Events *in, const ImportEvent *event, bool far)
{
    char day[16];
    const IcalItem *item = &event->item;
    const char *mail = item->people.count > 0 ? item->people.items[0].mail : NULL;
    const char *name = item->people.count > 0 ? item->people.items[0].name : NULL;
    civil_format(item->day, day);
    const char *title = item->summary != NULL ? item->summary : "without a title";
    int shown = (int)utf8_cut(title, strlen(title), TITLE_MOST);
    if (!far && (name != NULL || mail != NULL))
        import_reject(in->im, "%s \"%.*s\": nobody who comes is known here, such as %s", day, shown, title,
                      name != NULL ? name : mail);
    import_count_event(in->im, event->file, in->im->reason != NULL ? FATE_REJECTED : FATE_HIDDEN);
}

// What is with nobody any more may still be here from the time when it was.
static bool is_here(Events *in, const IcalItem *item)
{
    char *key = key_of(item, item->instead_of);
    bool here = store_interaction_by_key(in->im->app->store, key) != 0;
    free(key);
    return here;
}

static bool take_event(Events *in, const ImportEvent *event, Error *err)
{
    const IcalItem *item = &event->item;
    Coming coming = {0};
    bool fine = true, far = item->day > app_today(in->im->app) + AHEAD;
    bool series = item->repeats && item->instead_of == CIVIL_NONE;
    find_invited(in, item, &coming);
    if (coming.people.count == 0 && item->summary != NULL)
        find_in_title(in, item->summary, &coming.people);
    if (far || (coming.people.count == 0 && (series || !is_here(in, item)))) {
        pass_over(in, event, far);
    } else {
        Word word = word_of(in, item);
        fine = series ? take_series(in, event, &coming, &word, err)
                      : take(in, event, begin_of(item), item->instead_of, &coming, &word, err);
    }
    vec_clear(&coming.people);
    return fine;
}

// ---- what we had written there

// True when it was a follow-up of ours, or nothing but a thing to do.
static bool take_followup(Events *in, const ImportEvent *event, bool *taken, Error *err)
{
    const IcalItem *item = &event->item;
    Followup row;
    Fate fate = FATE_HIDDEN;
    bool fine = true;
    int64_t id = plans_followup(&in->plans, item);
    *taken = id != 0 || item->todo;
    followup_init(&row);
    if (id != 0)
        fine = store_followup_get(in->im->app->store, id, &row, err) &&
               plans_take_back(&in->plans, item, &row, &fate, err);
    if (fine && *taken)
        import_count_event(in->im, event->file, fate);
    followup_clear(&row);
    return fine;
}

// ---- all of them

static void find_replaced(Events *in)
{
    const ImportEvents *events = &in->im->events;
    for (size_t i = 0; i < events->count; i++) {
        const IcalItem *item = &events->items[i].item;
        if (item->instead_of != CIVIL_NONE && item->uid != NULL)
            vec_push(&in->replaced, ((Replaced){series_hash(item->uid), item->instead_of}));
    }
}

// Some programs give none: such an event is known by its time and title.
static void give_uids(ImportEvents *events)
{
    for (size_t i = 0; i < events->count; i++) {
        IcalItem *item = &events->items[i].item;
        if (item->uid != NULL || item->todo)
            continue;
        char *whole =
            str_format("%d %d %s", item->day, item->minute, item->summary != NULL ? item->summary : "");
        item->uid = str_format(NO_UID "%016llx", (unsigned long long)import_hash(whole));
        free(whole);
    }
}

// What is to do comes first, by its day: of something that repeats, one may be the next of another that was
// ticked off. The rest stays as it was read.
static int by_turn(const void *a, const void *b)
{
    const ImportEvent *x = *(const ImportEvent *const *)a, *y = *(const ImportEvent *const *)b;
    if (x->item.todo != y->item.todo)
        return x->item.todo ? -1 : 1;
    if (x->item.todo && x->item.day != y->item.day)
        return x->item.day < y->item.day ? -1 : 1;
    return (x > y) - (x < y);
}

static bool take_all(Events *in, Error *err)
{
    ImportEvents *events = &in->im->events;
    const ImportEvent **order = mem_array(events->count + 1, sizeof *order);
    bool fine = true;
    for (size_t i = 0; i < events->count; i++)
        order[i] = &events->items[i];
    if (events->count > 1)
        qsort(order, events->count, sizeof *order, by_turn);
    for (size_t i = 0; fine && i < events->count; i++) {
        bool taken = false;
        fine = take_followup(in, order[i], &taken, err) && (taken || take_event(in, order[i], err));
        in->im->rows++;
        fine = fine && import_tell_progress(in->im, err);
    }
    free(order);
    return fine;
}

bool import_write_events(Importing *im, Error *err)
{
    Events in = {.im = im, .plans = {.im = im}};
    im->what = "writing meetings";
    give_uids(&im->events);
    find_replaced(&in);
    bool fine = plans_call_off_gone(&in.plans, err) && take_all(&in, err);
    vec_clear(&in.replaced);
    plans_clear(&in.plans);
    return fine;
}
