// SPDX-License-Identifier: MIT
// A plan that another program changed. Its calendar is only one side: what it said last is kept for meetings
// to come, and stands in what we wrote there, so that only what is new there changes something here.
#include "import_plans.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/store/bulk.h"
#include "rapport/store/confirming.h"
#include "rapport/store/interactions.h"

#define SAID_SOURCE "calendar-said" // of source records: a hash of what was said of a meeting, by its key

enum { OWN_BACK = 400, OWN_MOST = 100000 }; // days and number of the meetings that may come back
enum { TOLD_MOST = 1000 };

void plans_clear(Plans *plans)
{
    meetings_clear(&plans->own);
}

bool plans_is_off(Outcome outcome)
{
    return outcome == OUTCOME_CANCELLED_BY_ME || outcome == OUTCOME_CANCELLED_BY_THEM;
}

void plans_touch(Plans *plans, const Interaction *meeting)
{
    for (size_t i = 0; i < meeting->participants.count; i++)
        vec_push(&plans->im->conversed, meeting->participants.items[i]);
}

// ---- told

static void tell(Plans *plans, PlanChange change, const char *name, const char *text)
{
    if (plans->im->report->plan_changes.count == TOLD_MOST)
        return;
    change.name = mem_strdup(name);
    change.text = mem_strdup(text);
    vec_push(&plans->im->report->plan_changes, change);
}

// to: NULL = it is on no other day.
static void tell_meeting(Plans *plans, const char *what, const Interaction *here, const Interaction *to)
{
    int64_t with = here->participants.count > 0 ? here->participants.items[0] : 0;
    PlanChange change = {.what = what,
                         .contact = with,
                         .from = here->day,
                         .from_minute = interaction_minute(here),
                         .to = to != NULL ? to->day : CIVIL_NONE,
                         .to_minute = to != NULL ? interaction_minute(to) : -1};
    Contact contact;
    contact_init(&contact);
    if (with != 0)
        store_contact_get(plans->im->app->store, with, true, &contact, NULL);
    tell(plans, change, contact.name, !str_blank(here->subject) ? here->subject : "meeting");
    contact_clear(&contact);
}

// ---- what the calendar said last

static void hash_of(const Interaction *said, char text[24])
{
    char *whole = str_format("%lld %d %s", (long long)said->at.utc, said->minutes,
                             said->place != NULL ? said->place : "");
    snprintf(text, 24, "%016llx", (unsigned long long)import_hash(whole));
    free(whole);
}

bool plans_remember(Plans *plans, const Interaction *said, Error *err)
{
    char text[24];
    if (said->day < app_today(plans->im->app))
        return true;
    hash_of(said, text);
    store_journal_pause(plans->im->app->store, false);
    return store_source_say(plans->im->app->store, SAID_SOURCE, said->source_key, 0, text, err);
}

static bool said_before(Plans *plans, const Interaction *said)
{
    char text[24];
    SourceRecord record = {0};
    hash_of(said, text);
    bool before = store_source_find(plans->im->app->store, SAID_SOURCE, said->source_key, &record, NULL) &&
                  record.last_seen != NULL && strcmp(record.last_seen, text) == 0;
    source_record_clear(&record);
    return before;
}

// ---- meetings

static bool is_planned(const Interaction *meeting)
{
    return meeting->outcome == OUTCOME_NONE || meeting->outcome == OUTCOME_TO_CONFIRM;
}

static bool same_plan(const Interaction *a, const Interaction *b)
{
    return a->at.utc == b->at.utc && a->minutes == b->minutes &&
           str_equal(a->place != NULL ? a->place : "", b->place != NULL ? b->place : "");
}

static bool call_off(Plans *plans, const Interaction *here, Outcome outcome, Error *err)
{
    Store *store = plans->im->app->store;
    store_journal_pause(store, false);
    plans_touch(plans, here);
    tell_meeting(plans, "called off", here, NULL);
    return here->outcome == OUTCOME_TO_CONFIRM
               ? store_unconfirmed_forget(store, here->id, err)
               : store_interaction_set_outcome(store, here->id, outcome, NULL, err);
}

static bool move(Plans *plans, const Interaction *here, const Interaction *said, Error *err)
{
    bool moved = here->at.utc != said->at.utc;
    Store *store = plans->im->app->store;
    store_journal_pause(store, false);
    plans_touch(plans, here);
    tell_meeting(plans, moved ? "moved" : "changed", here, moved ? said : NULL);
    return store_interaction_set_time(store, here->id, said->at, said->minutes, said->place, err);
}

static bool apply(Plans *plans, const Interaction *here, const Interaction *said, Fate *fate, Error *err)
{
    bool off = plans_is_off(said->outcome);
    *fate = FATE_UNCHANGED;
    if (!is_planned(here) || (!off && same_plan(here, said)))
        return true;
    *fate = FATE_UPDATED;
    return off ? call_off(plans, here, said->outcome, err) : move(plans, here, said, err);
}

bool plans_change(Plans *plans, int64_t id, const Interaction *said, Fate *fate, Error *err)
{
    Interaction here;
    interaction_init(&here);
    *fate = FATE_UNCHANGED;
    bool off = plans_is_off(said->outcome), news = off || !said_before(plans, said);
    bool fine = store_interaction_get(plans->im->app->store, id, &here, err) &&
                (!news || apply(plans, &here, said, fate, err)) &&
                (off || !news || !is_planned(&here) || plans_remember(plans, said, err));
    interaction_clear(&here);
    return fine;
}

// ---- what we had written there

static int by_uid(const void *a, const void *b)
{
    return memcmp(&((const Meeting *)a)->uid, &((const Meeting *)b)->uid, sizeof(Id));
}

int64_t plans_own(Plans *plans, const IcalItem *item)
{
    Meeting wanted = {0};
    App *app = plans->im->app;
    Meetings *own = &plans->own;
    if (!id_parse(item->uid, &wanted.uid))
        return 0;
    if (!plans->own_read &&
        store_meetings_between(app->store, app_today(app) - OWN_BACK, INT32_MAX, OWN_MOST, own, NULL) &&
        own->count > 1)
        qsort(own->items, own->count, sizeof *own->items, by_uid);
    plans->own_read = true;
    const Meeting *found =
        own->count == 0 ? NULL : bsearch(&wanted, own->items, own->count, sizeof *own->items, by_uid);
    return found != NULL ? found->id : 0;
}

static bool moved_there(const IcalItem *item)
{
    return item->said_day != CIVIL_NONE && item->day != CIVIL_NONE &&
           (item->day != item->said_day || item->minute != item->said_minute);
}

bool plans_change_own(Plans *plans, int64_t id, const IcalItem *item, const Interaction *said, Fate *fate,
                      Error *err)
{
    Interaction here;
    interaction_init(&here);
    *fate = FATE_UNCHANGED;
    bool fine = store_interaction_get(plans->im->app->store, id, &here, err);
    bool as_written = here.day == item->said_day && interaction_minute(&here) == item->said_minute;
    if (fine && (plans_is_off(said->outcome) || (moved_there(item) && as_written)))
        fine = apply(plans, &here, said, fate, err);
    interaction_clear(&here);
    return fine;
}

// Whether it is called so and on that day; some programs keep no day of what is to do.
static bool is_called(const Followup *row, const IcalItem *item, const char *text)
{
    bool on_day = row->day == item->day || (item->todo && item->day == CIVIL_NONE);
    return on_day && str_equal(row->text, text);
}

// "Ada Byron: send the slides", split at a colon. The only open one; else one that is closed.
static int64_t followup_called(Plans *plans, const IcalItem *item, const char *colon)
{
    Store *store = plans->im->app->store;
    char *name = mem_strndup(item->summary, (size_t)(colon - item->summary));
    Found found = store_find_by_name(store, name);
    FollowupList rows = {0};
    int64_t open = 0, closed = 0;
    size_t opens = 0;
    free(name);
    if (found.contact == 0 || found.trashed || found.several ||
        !store_followups_of(store, found.contact, false, &rows, NULL))
        return 0;
    for (size_t i = 0; i < rows.count; i++) {
        bool is_open = rows.items[i].state == FOLLOWUP_OPEN;
        if (!is_called(&rows.items[i], item, colon + 2))
            continue;
        *(is_open ? &open : &closed) = rows.items[i].id;
        opens += is_open;
    }
    followup_list_clear(&rows);
    return opens == 1 ? open : opens == 0 ? closed : 0;
}

int64_t plans_followup(Plans *plans, const IcalItem *item)
{
    Id uid;
    int64_t id = 0;
    const char *at = item->summary;
    if (item->uid != NULL && id_parse(item->uid, &uid) &&
        store_followup_resolve(plans->im->app->store, item->uid, &id, NULL))
        return id;
    while (id == 0 && at != NULL && (at = strstr(at, ": ")) != NULL)
        id = followup_called(plans, item, at++);
    return id;
}

static void tell_followup(Plans *plans, const IcalItem *item, const Followup *row)
{
    bool moves = item->state == ICAL_OPEN;
    PlanChange change = {.what = item->state == ICAL_DONE        ? "done"
                                 : item->state == ICAL_CANCELLED ? "dropped"
                                                                 : "moved",
                         .contact = row->contact,
                         .from = row->day,
                         .from_minute = row->minute,
                         .to = moves ? item->day : CIVIL_NONE,
                         .to_minute = moves ? item->minute : -1};
    tell(plans, change, row->contact_name != NULL ? row->contact_name : row->organisation_name, row->text);
}

bool plans_take_back(Plans *plans, const IcalItem *item, Followup *row, Fate *fate, Error *err)
{
    App *app = plans->im->app;
    bool as_written = item->said_day == row->day && item->said_minute == row->minute;
    // What repeats may be the next one here already.
    bool ends = item->state != ICAL_OPEN && (row->repeat == NULL || as_written || item->day == row->day);
    bool moves = item->state == ICAL_OPEN && as_written && moved_there(item);
    *fate = FATE_UNCHANGED;
    if (row->state != FOLLOWUP_OPEN || (!ends && !moves))
        return true;
    *fate = FATE_UPDATED;
    if (row->contact != 0)
        vec_push(&plans->im->conversed, row->contact);
    store_journal_pause(app->store, false);
    tell_followup(plans, item, row);
    return item->state == ICAL_DONE        ? app_followup_close_within(app, row, FOLLOWUP_DONE, err)
           : item->state == ICAL_CANCELLED ? app_followup_close_within(app, row, FOLLOWUP_DROPPED, err)
                                           : app_followup_move_within(app, row, item->day, item->minute, err);
}

// ---- what comes no more

static int by_day(const void *key, const void *one)
{
    int32_t day = *(const int32_t *)key, other = ((const IcalDay *)one)->day;
    return (day > other) - (day < other);
}

// Nothing is said of days to which the series was not walked.
static bool comes_on(const IcalItem *item, int32_t day)
{
    if (item->instead_of != CIVIL_NONE || item->series_to == CIVIL_NONE)
        return item->instead_of == day;
    return day > item->series_to ||
           (item->series.count > 0 && bsearch(&day, item->series.items, item->series.count,
                                              sizeof *item->series.items, by_day) != NULL);
}

// In whatever event of the same series, in whatever file of this import.
static bool comes_at_all(const Plans *plans, const char *uid, int32_t day)
{
    const ImportEvents *events = &plans->im->events;
    for (size_t i = 0; i < events->count; i++)
        if (str_equal(events->items[i].item.uid, uid) && comes_on(&events->items[i].item, day))
            return true;
    return false;
}

static bool call_off_id(Plans *plans, int64_t id, int file, Error *err)
{
    Interaction here;
    interaction_init(&here);
    bool fine = store_interaction_get(plans->im->app->store, id, &here, err) &&
                call_off(plans, &here, OUTCOME_CANCELLED_BY_THEM, err);
    if (fine)
        import_count_event(plans->im, file, FATE_UPDATED);
    interaction_clear(&here);
    return fine;
}

static bool call_off_series(Plans *plans, const ImportEvent *event, Error *err)
{
    const IcalItem *item = &event->item;
    PlannedKeys keys = {0};
    char *prefix = str_format(CALENDAR_KEY "%s" CALENDAR_DAY, item->uid);
    bool fine = store_planned_keys(plans->im->app->store, prefix, app_today(plans->im->app), &keys, err);
    for (size_t i = 0; fine && i < keys.count; i++) {
        int32_t day;
        bool known = civil_parse(keys.items[i].source_key + strlen(prefix), &day);
        if (known && !comes_on(item, day) && !comes_at_all(plans, item->uid, day))
            fine = call_off_id(plans, keys.items[i].id, event->file, err);
    }
    store_planned_keys_clear(&keys);
    free(prefix);
    return fine;
}

bool plans_call_off_gone(Plans *plans, Error *err)
{
    const ImportEvents *events = &plans->im->events;
    bool fine = true;
    for (size_t i = 0; fine && i < events->count; i++) {
        const IcalItem *item = &events->items[i].item;
        if (item->uid != NULL && item->instead_of == CIVIL_NONE && item->series_to != CIVIL_NONE)
            fine = call_off_series(plans, &events->items[i], err) && import_tell_progress(plans->im, err);
    }
    return fine;
}
