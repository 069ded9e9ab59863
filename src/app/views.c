// SPDX-License-Identifier: MIT
// Today and the board: who waits for whom, what is late, what comes. Read only, bounded, from indices.
#include "rapport/app/views.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/settings.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "rapport/store/timing.h"
#include "rapport/store/waiting.h"

enum { TODAY_ROWS = 12, TODAY_FOLLOWUPS = 100, BOARD_PEOPLE = 20000, QUIET_DAYS = 30 };

static void wait_rows_clear(WaitRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].name);
        free(rows->items[i].last_text);
    }
    vec_clear(rows);
}

// ---- a person's place

typedef enum Place { PLACE_NONE, PLACE_OWE, PLACE_WAITING, PLACE_QUIET, PLACE_PENDING } Place;

typedef struct Standing {
    Contact contact;
    TimingFacts facts;
    Interactions last; // the newest message, if any
} Standing;

static bool standing_load(App *app, int64_t id, Standing *standing, Error *err)
{
    AdviceList advice = {0};
    *standing = (Standing){0};
    contact_init(&standing->contact);
    bool fine = store_contact_get(app->store, id, false, &standing->contact, err) &&
                app_advise(app, id, &advice, &standing->facts, err) &&
                store_timeline(app->store, id, 0, 0, 8, &standing->last, err);
    vec_clear(&advice);
    return fine;
}

static void standing_clear(Standing *standing)
{
    contact_clear(&standing->contact);
    store_interactions_clear(&standing->last);
}

static const Interaction *last_message(const Standing *standing)
{
    for (size_t i = 0; i < standing->last.count; i++)
        if (standing->last.items[i].kind == INTERACTION_MESSAGE)
            return &standing->last.items[i];
    return NULL;
}

static Place place_of(App *app, const Standing *standing)
{
    const Interaction *message = last_message(standing);
    if (standing->facts.stage == STAGE_RESTING ||
        (standing->contact.stage_by_hand && standing->contact.stage == STAGE_RESTING))
        return PLACE_NONE;
    if (standing->facts.owe)
        return PLACE_OWE;
    if (message == NULL)
        return PLACE_NONE;
    bool invitation = message->channel == CHANNEL_LINKEDIN_NOTE && message->direction == DIRECTION_OUT;
    if (invitation && standing->contact.degree != 1 && standing->facts.last_in_day == CIVIL_NONE)
        return PLACE_PENDING;
    if (standing->facts.waiting_since != CIVIL_NONE)
        return PLACE_WAITING;
    return app_today(app) - message->day >= QUIET_DAYS ? PLACE_QUIET : PLACE_NONE;
}

static char *first_line(const Interaction *message)
{
    const char *text = str_blank(message->text) ? message->subject : message->text;
    return text == NULL ? NULL : mem_strndup(text, strcspn(text, "\n"));
}

static void add_row(App *app, WaitRows *rows, const Standing *standing, int32_t since)
{
    const Interaction *message = last_message(standing);
    WaitRow *row = vec_add(rows);
    *row = (WaitRow){.contact = standing->contact.id,
                     .uid = standing->contact.uid,
                     .name = mem_strdup(standing->contact.name),
                     .since = since,
                     .days = since == CIVIL_NONE ? 0 : app_today(app) - since,
                     .polite_from = standing->facts.polite_from,
                     .last_day = CIVIL_NONE};
    if (message != NULL) {
        row->last_direction = message->direction;
        row->last_day = message->day;
        row->last_text = first_line(message);
    }
}

static void place(App *app, const Standing *standing, size_t max, BoardView *out)
{
    const Interaction *message = last_message(standing);
    const TimingFacts *facts = &standing->facts;
    switch (place_of(app, standing)) {
    case PLACE_OWE:
        if (out->owe.count < max)
            add_row(app, &out->owe, standing, facts->owe_since);
        break;
    case PLACE_WAITING:
        if (out->waiting.count < max)
            add_row(app, &out->waiting, standing, facts->waiting_since);
        break;
    case PLACE_QUIET:
        if (out->quiet.count < max)
            add_row(app, &out->quiet, standing, message->day);
        break;
    case PLACE_PENDING:
        if (out->pending.count < max)
            add_row(app, &out->pending, standing, message->day);
        break;
    case PLACE_NONE:
        break;
    }
}

static int by_since(const void *a, const void *b)
{
    const WaitRow *x = a, *y = b;
    if (x->since != y->since)
        return x->since < y->since ? -1 : 1;
    return (x->contact > y->contact) - (x->contact < y->contact);
}

static void sort_rows(WaitRows *rows)
{
    if (rows->count > 1)
        qsort(rows->items, rows->count, sizeof *rows->items, by_since);
}

static bool survey(App *app, const int64_t *ids, size_t count, size_t max, BoardView *out, Error *err)
{
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++) {
        Standing standing;
        fine = standing_load(app, ids[i], &standing, err);
        if (fine)
            place(app, &standing, max, out);
        standing_clear(&standing);
    }
    // Who waits longest comes first.
    sort_rows(&out->owe);
    sort_rows(&out->waiting);
    sort_rows(&out->quiet);
    sort_rows(&out->pending);
    return fine;
}

bool board_load(App *app, size_t max, BoardView *out, Error *err)
{
    *out = (BoardView){0};
    RecentIds ids = {0};
    bool reading = store_begin_read(app->store, NULL); // all of one moment, and locked once
    int32_t since = app_today(app) - app->timing.horizon_days;
    bool fine = store_recent_contacts(app->store, since, BOARD_PEOPLE, &ids, err) &&
                survey(app, ids.items, ids.count, max, out, err);
    if (reading)
        store_end_read(app->store);
    vec_clear(&ids);
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
    Standing standing = {0};
    contact_init(&standing.contact);
    bool fine = app_advise(app, id, &advice, &standing.facts, err) &&
                store_contact_get(app->store, id, false, &standing.contact, err);
    const Advice *rhythm = fine ? find_rule(&advice, "rhythm") : NULL;
    if (rhythm != NULL && rhythm->due <= app_today(app)) {
        int32_t out_day = standing.contact.last_out_day, in_day = standing.contact.last_in_day;
        add_row(app, rows, &standing, out_day > in_day ? out_day : in_day);
        rows->items[rows->count - 1].last_text = store_fresh_hook(app->store, id);
    }
    standing_clear(&standing);
    vec_clear(&advice);
    return fine;
}

static bool load_people(App *app, size_t max, TodayView *out, Error *err)
{
    ContactIds ids = {0}, fading = {0};
    BoardView board = {0};
    int32_t today = app_today(app), since = today - app->timing.horizon_days;
    bool fine = store_owed_contacts(app->store, since, max, &ids, err) &&
                store_waiting_contacts(app->store, since, max, &ids, err) &&
                survey(app, ids.items, ids.count, max, &board, err) &&
                store_fading_contacts(app->store, today, since, max, &fading, err);
    for (size_t i = 0; fine && i < fading.count; i++)
        fine = add_fading(app, fading.items[i], &out->fading, err);
    out->owe = board.owe;
    out->waiting = board.waiting;
    memset(&board.owe, 0, sizeof board.owe);
    memset(&board.waiting, 0, sizeof board.waiting);
    board_clear(&board);
    vec_clear(&ids);
    vec_clear(&fading);
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
    int64_t left =
        (text != NULL ? strtol(text, NULL, 10) : 0) - store_first_messages_sent(app->store, app_today(app));
    free(text);
    return left > 0 ? (size_t)left : 0;
}

// How many there are beyond a list that is full; the counters know.
static size_t count_more(const FollowupList *list, size_t max, int64_t all)
{
    return list->count == max && all > (int64_t)max ? (size_t)all - max : 0;
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
    int days[7] = {0}, week = 0;
    store_followup_counts(app->store, today, 7, days, NULL);
    for (int i = 1; i < 7; i++)
        week += days[i];
    out->late_more = count_more(&out->late, max, store_followups_open_before(app->store, today));
    out->due_more = count_more(&out->today, max, days[0]);
    out->week_more = count_more(&out->week, max, week);
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
    bool reading = store_begin_read(app->store, NULL);
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
    drafts_clear(&view->drafts);
}
