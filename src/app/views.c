// SPDX-License-Identifier: MIT
// Today and the board: who waits for whom, what is late, what comes. Read only, bounded, from indices.
#include "rapport/app/views.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/settings.h"
#include "rapport/app/targets.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/board.h"
#include "rapport/store/contacts.h"
#include "rapport/store/fading.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "rapport/store/timing.h"

enum { TODAY_ROWS = 12, TODAY_FOLLOWUPS = 100 };

static void wait_rows_clear(WaitRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].name);
        free(rows->items[i].last_text);
    }
    vec_clear(rows);
}

// ---- the board

static char *first_line(const Interaction *message)
{
    const char *text = str_blank(message->text) ? message->subject : message->text;
    return text == NULL ? NULL : mem_strndup(text, strcspn(text, "\n"));
}

static int32_t later_day(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t since_of(const Contact *contact, const TimingFacts *facts, BoardPlace place)
{
    int32_t days[BOARD_PLACES] = {[BOARD_OWE] = facts->owe_since,
                                  [BOARD_WAITING] = facts->waiting_since,
                                  [BOARD_QUIET] = later_day(contact->last_out_day, contact->last_in_day),
                                  [BOARD_PENDING] = facts->pending_since};
    return days[place];
}

static void fill_row(App *app, const Contact *contact, int32_t since, WaitRow *row)
{
    *row = (WaitRow){.contact = contact->id,
                     .uid = contact->uid,
                     .name = mem_strdup(contact->name),
                     .since = since,
                     .days = since == CIVIL_NONE ? 0 : app_today(app) - since,
                     .polite_from = CIVIL_NONE,
                     .last_day = CIVIL_NONE};
}

static bool add_row(App *app, int64_t id, BoardPlace place, WaitRows *rows, Error *err)
{
    Contact contact;
    Interaction message;
    TimingFacts facts;
    contact_init(&contact);
    interaction_init(&message);
    bool fine = store_contact_get(app->store, id, false, &contact, err) &&
                app_facts(app, &contact, &facts, err) && store_last_message(app->store, id, &message, err);
    if (fine) {
        WaitRow *row = vec_add(rows);
        fill_row(app, &contact, since_of(&contact, &facts, place), row);
        row->polite_from = facts.polite_from;
        if (message.id != 0) {
            row->last_direction = message.direction;
            row->last_day = message.day;
            row->last_text = first_line(&message);
        }
    }
    interaction_clear(&message);
    contact_clear(&contact);
    return fine;
}

static BoardQuestion question_of(App *app, bool active_only)
{
    int32_t today = app_today(app);
    return (BoardQuestion){.since = today - app->timing.horizon_days,
                           .quiet_until = today - app->timing.quiet_days,
                           .active_only = active_only};
}

static bool load_place(App *app, BoardPlace place, const BoardQuestion *question, size_t max, WaitRows *rows,
                       Error *err)
{
    ContactIds ids = {0};
    bool fine = store_board(app->store, place, question, max, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++)
        fine = add_row(app, ids.items[i], place, rows, err);
    vec_clear(&ids);
    return fine;
}

bool board_load(App *app, size_t max, BoardView *out, Error *err)
{
    *out = (BoardView){0};
    BoardQuestion question = question_of(app, false);
    WaitRows *lists[BOARD_PLACES] = {[BOARD_OWE] = &out->owe,
                                     [BOARD_WAITING] = &out->waiting,
                                     [BOARD_QUIET] = &out->quiet,
                                     [BOARD_PENDING] = &out->pending};
    bool fine = true, reading = store_begin_read(app->store, NULL);
    for (BoardPlace place = 0; fine && place < BOARD_PLACES; place++) {
        fine = load_place(app, place, &question, max, lists[place], err);
        size_t all = lists[place]->count < max ? lists[place]->count
                                               : (size_t)store_board_count(app->store, place, &question);
        out->hidden[place] = all > lists[place]->count ? all - lists[place]->count : 0;
    }
    if (reading)
        store_end_read(app->store);
    if (!fine)
        board_clear(out);
    return fine;
}

void board_clear(BoardView *view)
{
    wait_rows_clear(&view->owe);
    wait_rows_clear(&view->waiting);
    wait_rows_clear(&view->quiet);
    wait_rows_clear(&view->pending);
}

// ---- today: whom one waits for

static const Advice *find_rule(const AdviceList *advice, const char *rule)
{
    for (size_t i = 0; i < advice->count; i++)
        if (strcmp(advice->items[i].rule, rule) == 0)
            return &advice->items[i];
    return NULL;
}

// Somebody whose rhythm is over says so by the rule: not while something is open between the two.
static bool add_fading(App *app, int64_t id, WaitRows *rows, Error *err)
{
    AdviceList advice = {0};
    Contact contact;
    contact_init(&contact);
    bool fine =
        app_advise(app, id, &advice, NULL, err) && store_contact_get(app->store, id, false, &contact, err);
    const Advice *rhythm = fine ? find_rule(&advice, "rhythm") : NULL;
    if (rhythm != NULL && rhythm->due <= app_today(app)) {
        WaitRow *row = vec_add(rows);
        fill_row(app, &contact, later_day(contact.last_out_day, contact.last_in_day), row);
        row->last_text = store_fresh_hook(app->store, id);
    }
    contact_clear(&contact);
    vec_clear(&advice);
    return fine;
}

// A new post is told of where the rule speaks: not while something is open, nor once one has written.
static bool add_moved(App *app, const JobChangeRow *change, WaitRows *rows, Error *err)
{
    AdviceList advice = {0};
    Contact contact;
    contact_init(&contact);
    bool fine = app_advise(app, change->contact, &advice, NULL, err);
    const Advice *line = fine ? find_rule(&advice, "new-job") : NULL;
    if (line != NULL && line->earliest <= app_today(app)) {
        fine = store_contact_get(app->store, change->contact, false, &contact, err);
        WaitRow *row = vec_add(rows);
        fill_row(app, &contact, change->day, row);
        row->last_text = mem_strdup(change->to);
    }
    contact_clear(&contact);
    vec_clear(&advice);
    return fine;
}

static bool load_moved(App *app, size_t max, WaitRows *rows, Error *err)
{
    JobChangeRows changes = {0};
    bool fine = app_job_changes(app, &changes, err);
    for (size_t i = 0; fine && i < changes.count && rows->count < max; i++)
        fine = add_moved(app, &changes.items[i], rows, err);
    store_job_changes_clear(&changes);
    return fine;
}

static bool load_people(App *app, size_t max, TodayView *out, Error *err)
{
    ContactIds fading = {0};
    BoardQuestion question = question_of(app, true);
    bool fine = load_place(app, BOARD_OWE, &question, max, &out->owe, err) &&
                load_place(app, BOARD_WAITING, &question, max, &out->waiting, err) &&
                store_fading_contacts(app->store, app_today(app), question.since, max, &fading, err);
    for (size_t i = 0; fine && i < fading.count; i++)
        fine = add_fading(app, fading.items[i], &out->fading, err);
    vec_clear(&fading);
    fine = fine && load_moved(app, max, &out->moved, err) && app_watched(app, &out->watch, err);
    out->owed =
        out->owe.count < max ? out->owe.count : (size_t)store_board_count(app->store, BOARD_OWE, &question);
    return fine;
}

// ---- today: what is to do, in the order of urgency

// Whoever waits for an answer comes first, then what has its hour, then what was promised or is one's own,
// then the rules in the order of their table.
static long urgency(const Followup *row)
{
    enum { HOURS = 1, OWN = 2000, RULES = 3000 };
    bool answer = str_equal(row->rule, "reply") || str_equal(row->rule, "schedule");
    if (answer)
        return 0;
    if (row->minute >= 0)
        return HOURS + row->minute;
    return row->origin == ORIGIN_RULE ? RULES + (long)timing_rule_rank(row->rule) : OWN;
}

static int by_urgency(const void *a, const void *b)
{
    const Followup *x = a, *y = b;
    long left = urgency(x), right = urgency(y);
    if (left != right)
        return left < right ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static void rank(FollowupList *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_urgency);
}

static bool asks_first_message(const Followup *row)
{
    const TimingRule *rule = row->origin == ORIGIN_RULE && !row->pinned ? timing_rule_find(row->rule) : NULL;
    return rule != NULL && rule->first;
}

// Leaves *keep of the first messages; what is promised, owed or met is never capped.
static void cap_first_messages(FollowupList *list, size_t *keep, size_t *hidden)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        Followup *row = &list->items[i];
        bool first = asks_first_message(row);
        if (first && *keep == 0) {
            (*hidden)++;
            followup_clear(row);
            continue;
        }
        *keep -= first;
        list->items[kept++] = *row;
    }
    list->count = kept;
}

// As many as the settings say, less those that were sent today.
static size_t first_messages_left(App *app)
{
    char *text = app_setting(app, "daily-first", NULL);
    long most = text != NULL ? strtol(text, NULL, 10) : 0;
    free(text);
    if (most <= 0)
        return 0;
    return (size_t)(most - store_first_messages_sent(app->store, app_today(app), (size_t)most));
}

// How many of all there are beyond a list that holds at most max.
static size_t beyond(const FollowupList *list, size_t max, int64_t all)
{
    return list->count == max && all > (int64_t)max ? (size_t)all - max : 0;
}

static int64_t count_between(App *app, int32_t from, int days)
{
    int counts[8] = {0};
    int64_t sum = 0;
    store_followup_counts(app->store, from, days, counts, NULL);
    for (int i = 0; i < days; i++)
        sum += counts[i];
    return sum;
}

static bool load_followups(App *app, bool all, TodayView *out, Error *err)
{
    int32_t today = app_today(app);
    size_t max = all ? 100000 : TODAY_FOLLOWUPS, left = all ? SIZE_MAX : first_messages_left(app);
    if (!store_followups_between(app->store, INT32_MIN + 1, today - 1, max, &out->late, err) ||
        !store_followups_between(app->store, today, today, max, &out->today, err) ||
        !store_followups_between(app->store, today + 1, today + 6, max, &out->week, err) ||
        !store_followups_closed(app->store, today, today, max, &out->done, err))
        return false;
    out->late_more = beyond(&out->late, max, store_followups_open_before(app->store, today));
    out->due_more = beyond(&out->today, max, count_between(app, today, 1));
    out->week_more = beyond(&out->week, max, count_between(app, today + 1, 6));
    app_pass_time(app, &out->late);
    rank(&out->late);
    rank(&out->today);
    cap_first_messages(&out->late, &left, &out->hidden);
    cap_first_messages(&out->today, &left, &out->hidden);
    return true;
}

bool today_load(App *app, bool all, TodayView *out, Error *err)
{
    *out = (TodayView){0};
    bool reading = store_begin_read(app->store, NULL); // all of one moment, and locked once
    bool fine = load_followups(app, all, out, err) && load_people(app, all ? 1000 : TODAY_ROWS, out, err) &&
                store_drafts(app->store, DRAFT_OPEN, all ? 1000 : TODAY_ROWS, &out->drafts, err);
    if (reading)
        store_end_read(app->store);
    if (!fine) {
        today_clear(out);
        return false;
    }
    out->have_people = store_contact_count(app->store) > 0;
    out->have_followup = store_any(app->store, CHANGE_FOLLOWUPS);
    out->have_draft = store_any(app->store, CHANGE_DRAFTS);
    out->empty = !out->have_people;
    return true;
}

void today_clear(TodayView *view)
{
    followup_list_clear(&view->late);
    followup_list_clear(&view->today);
    followup_list_clear(&view->week);
    followup_list_clear(&view->done);
    wait_rows_clear(&view->waiting);
    wait_rows_clear(&view->owe);
    wait_rows_clear(&view->fading);
    wait_rows_clear(&view->moved);
    store_targets_clear(&view->watch);
    drafts_clear(&view->drafts);
}
