// SPDX-License-Identifier: MIT
// Today and the board: who waits for whom, what is late, what comes. Read only, bounded, from indices.
#include "rapport/app/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/settings.h"
#include "rapport/app/targets.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/courtesy.h"
#include "rapport/store/board.h"
#include "rapport/store/contacts.h"
#include "rapport/store/fading.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/meetings.h"
#include "rapport/store/search.h"
#include "rapport/store/timing.h"

enum { TODAY_ROWS = 12, TODAY_FOLLOWUPS = 100, TODAY_MEETINGS = 100, TODAY_MANY = 1000, BOARD_BEYOND = 200 };

static void wait_rows_clear(WaitRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].name);
        free(rows->items[i].last_text);
    }
    vec_clear(rows);
}

const char *wait_nudge(const WaitRow *row, int32_t today, char text[WAIT_NUDGE_SIZE])
{
    char day[DATE_TEXT_SIZE];
    if (row->polite_from == CIVIL_NONE)
        snprintf(text, WAIT_NUDGE_SIZE, "no further nudge");
    else if (row->polite_from <= today)
        snprintf(text, WAIT_NUDGE_SIZE, "nudge now");
    else
        snprintf(text, WAIT_NUDGE_SIZE, "nudge from %s", date_relative(row->polite_from, today, day));
    return text;
}

// ---- the board

// What the message says first.
static char *first_line(const Interaction *message)
{
    const char *text = text_after_greeting(str_blank(message->text) ? message->subject : message->text);
    return text == NULL ? NULL : mem_strndup(text, strcspn(text, "\n"));
}

static int32_t later_day(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static void begin_row(App *app, const BoardRow *found, WaitRow *row)
{
    *row = (WaitRow){.contact = found->contact,
                     .uid = found->uid,
                     .name = mem_strdup(found->name),
                     .since = found->since,
                     .days = app_today(app) - found->since,
                     .polite_from = CIVIL_NONE,
                     .last_day = CIVIL_NONE};
}

static bool read_facts(App *app, WaitRow *row, Error *err)
{
    Contact contact;
    TimingFacts facts;
    contact_init(&contact);
    bool fine = store_contact_get(app->store, row->contact, false, &contact, err) &&
                app_facts(app, &contact, &facts, err);
    if (fine)
        row->polite_from = facts.polite_from;
    contact_clear(&contact);
    return fine;
}

static bool read_last_message(App *app, WaitRow *row, Error *err)
{
    Interaction message;
    interaction_init(&message);
    bool fine = store_last_message(app->store, row->contact, &message, err);
    if (fine && message.id != 0) {
        row->last_direction = message.direction;
        row->last_day = message.day;
        row->last_text = first_line(&message);
    }
    interaction_clear(&message);
    return fine;
}

static BoardQuestion question_of(App *app, bool active_only)
{
    int32_t today = app_today(app);
    return (BoardQuestion){.since = today - app->timing.horizon_days,
                           .quiet_until = today - app->timing.quiet_days,
                           .active_only = active_only};
}

// How much of a person is read.
typedef enum Depth {
    DEPTH_NAME, // and since when
    DEPTH_FACTS,
    DEPTH_WHOLE // with the last message
} Depth;

static bool load_place(App *app, BoardPlace place, const BoardQuestion *question, size_t max, Depth depth,
                       WaitRows *rows, Error *err)
{
    BoardRows found = {0};
    bool fine = store_board(app->store, place, question, max, &found, err);
    for (size_t i = 0; fine && i < found.count; i++) {
        WaitRow *row = vec_add(rows);
        begin_row(app, &found.items[i], row);
        fine = (depth < DEPTH_FACTS || read_facts(app, row, err)) &&
               (depth < DEPTH_WHOLE || read_last_message(app, row, err));
    }
    store_board_clear(&found);
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
        fine = load_place(app, place, &question, max, DEPTH_WHOLE, lists[place], err);
        if (lists[place]->count < max)
            continue;
        size_t most = max + BOARD_BEYOND, all = store_board_count(app->store, place, &question, most);
        out->hidden += all - max;
        out->more = out->more || all == most;
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
static bool add_fading(App *app, int64_t id, bool hook, WaitRows *rows, Error *err)
{
    AdviceList advice = {0};
    Contact contact;
    contact_init(&contact);
    bool fine =
        app_advise(app, id, &advice, NULL, err) && store_contact_get(app->store, id, false, &contact, err);
    const Advice *rhythm = fine ? find_rule(&advice, "rhythm") : NULL;
    if (rhythm != NULL && rhythm->due <= app_today(app)) {
        BoardRow found = {id, contact.uid, contact.name,
                          later_day(contact.last_out_day, contact.last_in_day)};
        WaitRow *row = vec_add(rows);
        begin_row(app, &found, row);
        row->last_text = hook ? store_fresh_hook(app->store, id) : NULL;
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
        BoardRow found = {change->contact, contact.uid, contact.name, change->day};
        WaitRow *row = vec_add(rows);
        begin_row(app, &found, row);
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

static bool load_fading(App *app, int32_t since, size_t max, bool hooks, WaitRows *rows, Error *err)
{
    ContactIds ids = {0};
    bool fine = store_fading_contacts(app->store, app_today(app), since, max, &ids, err);
    for (size_t i = 0; fine && i < ids.count; i++)
        fine = add_fading(app, ids.items[i], hooks, rows, err);
    vec_clear(&ids);
    return fine;
}

// ---- today: how much of it is read

// What the command line wants of a person and a follow-up, or what the screen does.
typedef struct Reading {
    App *app;
    bool whole;
    size_t followups, people; // the longest list
    size_t rows;              // enough of each side
    size_t left, right;       // rows so far
} Reading;

enum { HEAD_ROWS = 1, GAP_ROWS = 1 }; // of a section

static Reading reading_of(App *app, bool all, bool whole, size_t rows)
{
    return (Reading){.app = app,
                     .whole = whole,
                     .followups = all ? 100000 : TODAY_FOLLOWUPS,
                     .people = all ? TODAY_MANY : TODAY_ROWS,
                     .rows = rows == 0 ? SIZE_MAX : rows};
}

// Whether there is room for one more section; what it has is counted when it was read.
static bool has_room(const Reading *reading, size_t used, TodayView *out)
{
    out->partial = out->partial || used >= reading->rows;
    return used < reading->rows;
}

static void take_room(size_t *used, size_t rows)
{
    *used += rows > 0 ? HEAD_ROWS + rows + GAP_ROWS : 0;
}

static bool load_waiting(Reading *reading, BoardPlace place, WaitRows *rows, TodayView *out, Error *err)
{
    App *app = reading->app;
    BoardQuestion question = question_of(app, true);
    Depth depth = reading->whole ? DEPTH_WHOLE : place == BOARD_WAITING ? DEPTH_FACTS : DEPTH_NAME;
    bool fine = !has_room(reading, reading->right, out) ||
                load_place(app, place, &question, reading->people, depth, rows, err);
    take_room(&reading->right, rows->count);
    return fine;
}

static bool load_people(Reading *reading, TodayView *out, Error *err)
{
    App *app = reading->app;
    if (!out->have_people && !out->have_draft)
        return true;
    bool fine = load_waiting(reading, BOARD_OWE, &out->owe, out, err) &&
                load_waiting(reading, BOARD_WAITING, &out->waiting, out, err);
    if (!fine || !has_room(reading, reading->right, out))
        return fine;
    fine = load_fading(app, app_today(app) - app->timing.horizon_days, reading->people, reading->whole,
                       &out->fading, err);
    take_room(&reading->right, out->fading.count);
    if (!fine || !has_room(reading, reading->right, out))
        return fine;
    out->imported =
        store_board_imported(app->store, app_today(app) - app->timing.horizon_days, TODAY_OWED_MOST);
    return load_moved(app, reading->people, &out->moved, err) &&
           store_drafts(app->store, DRAFT_OPEN, reading->people, &out->drafts, err);
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

static bool any_asks_first(const FollowupList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (asks_first_message(&list->items[i]))
            return true;
    return false;
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

static bool read_between(const Reading *reading, int32_t from, int32_t to, FollowupList *list, Error *err)
{
    Store *store = reading->app->store;
    return reading->whole ? store_followups_between(store, from, to, reading->followups, list, err)
                          : store_followups_outline(store, from, to, reading->followups, list, err);
}

// ---- today: whom one meets

static bool add_meeting(App *app, Meeting *meeting, TodayMeetings *out, Error *err)
{
    ContactIds rows = {0};
    int32_t first, today = app_today(app);
    bool fine = store_meeting_preparations(app->store, meeting->id, &rows, &first, err);
    bool due = first != CIVIL_NONE && first <= today;
    if (fine && meeting->outcome == OUTCOME_NONE && (meeting->day == today || due))
        vec_push(out, ((TodayMeeting){*meeting, first != CIVIL_NONE ? rows.items[0] : 0}));
    else
        meeting_clear(meeting);
    vec_clear(&rows);
    return fine;
}

static bool load_meetings(App *app, TodayMeetings *out, Error *err)
{
    int32_t today = app_today(app), next = calendar_add_business(&app->calendar, today, 1);
    Meetings found = {0};
    bool fine = store_meetings_between(app->store, today, next, TODAY_MEETINGS, &found, err);
    for (size_t i = 0; i < found.count; i++)
        fine = add_meeting(app, &found.items[i], out, err) && fine;
    vec_clear(&found);
    return fine;
}

static bool prepares_one_of(const TodayMeetings *meetings, const Followup *row)
{
    for (size_t i = 0; i < meetings->count && str_equal(row->rule, "prepare"); i++)
        if (meetings->items[i].meeting.id == row->cause)
            return true;
    return false;
}

// The line of the meeting says it.
static void leave_out_prepared(const TodayMeetings *meetings, FollowupList *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        Followup row = list->items[i];
        if (prepares_one_of(meetings, &row))
            followup_clear(&row);
        else
            list->items[kept++] = row;
    }
    list->count = kept;
}

// Meetings, and what is late and due, ranked and capped.
static bool load_due(Reading *reading, bool all, TodayView *out, Error *err)
{
    App *app = reading->app;
    int32_t today = app_today(app);
    size_t max = reading->followups;
    if (!load_meetings(app, &out->meetings, err) ||
        !read_between(reading, INT32_MIN + 1, today - 1, &out->late, err) ||
        !read_between(reading, today, today, &out->today, err))
        return false;
    out->late_more = beyond(&out->late, max, store_followups_open_before(app->store, today));
    out->due_more = beyond(&out->today, max, count_between(app, today, 1));
    app_pass_time(app, &out->late);
    leave_out_prepared(&out->meetings, &out->late);
    leave_out_prepared(&out->meetings, &out->today);
    rank(&out->late);
    rank(&out->today);
    bool capped = !all && (any_asks_first(&out->late) || any_asks_first(&out->today));
    size_t left = capped ? first_messages_left(app) : SIZE_MAX;
    cap_first_messages(&out->late, &left, &out->hidden);
    cap_first_messages(&out->today, &left, &out->hidden);
    take_room(&reading->left, out->meetings.count);
    take_room(&reading->left, out->late.count);
    take_room(&reading->left, out->today.count);
    return true;
}

static bool load_followups(Reading *reading, bool all, TodayView *out, Error *err)
{
    App *app = reading->app;
    int32_t today = app_today(app);
    if (out->have_followup && !load_due(reading, all, out, err))
        return false;
    if (!has_room(reading, reading->left, out))
        return true;
    if (!app_watched(app, &out->watch, err))
        return false;
    if (!out->have_followup)
        return true;
    if (!read_between(reading, today + 1, today + 6, &out->week, err) ||
        !store_followups_closed(app->store, today, today, reading->followups, &out->done, err))
        return false;
    out->week_more = beyond(&out->week, reading->followups, count_between(app, today + 1, 6));
    return true;
}

static bool load(Reading *reading, bool all, TodayView *out, Error *err)
{
    Store *store = reading->app->store;
    *out = (TodayView){0};
    bool own = store_begin_read(store, NULL); // all of one moment, and locked once
    out->have_people = store_contact_count(store) > 0;
    out->have_followup = store_any(store, CHANGE_FOLLOWUPS);
    out->have_draft = store_any(store, CHANGE_DRAFTS);
    out->have_sent = out->have_draft && store_any_sent(store);
    out->empty = !out->have_people;
    bool fine = load_followups(reading, all, out, err) && load_people(reading, out, err);
    if (!fine)
        today_clear(out);
    if (own)
        store_end_read(store);
    return fine;
}

bool today_load(App *app, bool all, TodayView *out, Error *err)
{
    Reading reading = reading_of(app, all, true, 0);
    return load(&reading, all, out, err);
}

bool today_look(App *app, const TodayWish *wish, TodayView *out, Error *err)
{
    Reading reading = reading_of(app, wish->all, false, wish->rows);
    return load(&reading, wish->all, out, err);
}

static size_t count_today(const TodayMeetings *meetings, int32_t today)
{
    size_t count = 0;
    for (size_t i = 0; i < meetings->count; i++)
        count += meetings->items[i].meeting.day == today;
    return count;
}

bool today_count(App *app, TodayCounts *out, Error *err)
{
    Reading reading = reading_of(app, false, false, 0);
    BoardQuestion question = question_of(app, true);
    TodayView view = {0};
    bool own = store_begin_read(app->store, NULL), fine = load_due(&reading, false, &view, err);
    if (fine)
        *out = (TodayCounts){view.late.count + view.late_more, view.today.count + view.due_more,
                             count_today(&view.meetings, app_today(app)),
                             store_board_count(app->store, BOARD_OWE, &question, TODAY_OWED_MOST)};
    if (own)
        store_end_read(app->store);
    today_clear(&view);
    return fine;
}

void today_clear(TodayView *view)
{
    for (size_t i = 0; i < view->meetings.count; i++)
        meeting_clear(&view->meetings.items[i].meeting);
    vec_clear(&view->meetings);
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
