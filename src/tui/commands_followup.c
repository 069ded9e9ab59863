// SPDX-License-Identifier: MIT
// Follow-ups: one menu of days sets and moves them; done ticks them off.
#include <stdio.h>
#include <stdlib.h>

#include "asked.h"
#include "companies/companies.h"
#include "job.h"
#include "rapport/app/meetings.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/width.h"
#include "rapport/store/followups.h"

typedef struct WhenRow {
    const char *key, *label, *date;
} WhenRow;

static const WhenRow WHENS[] = {
    {"1", "tomorrow", "tomorrow"}, {"3", "in 3 days", "+3d"}, {"w", "next week", "+1w"},
    {"m", "next month", "+1m"},    {".", "a date ...", NULL},
};

enum { WHEN_COUNT = sizeof WHENS / sizeof *WHENS };

typedef struct FollowupWork {
    Asked *asked;
    char *text, *done;
    DateValue when;
} FollowupWork;

static void followup_work_free(void *self)
{
    FollowupWork *work = self;
    asked_free(work->asked);
    free(work->text);
    free(work->done);
    free(work);
}

static bool followup_people(App *app, void *self, Error *err)
{
    const FollowupWork *work = self;
    StepResult result = {0};
    FollowupRequest request = {.day = work->when.day, .minute = work->when.minute, .text = work->text};
    size_t count;
    const int64_t *ids = asked_people(work->asked, &count);
    bool fine = app_followups_add(app, ids, count, &request, &result, err);
    step_result_clear(&result);
    return fine;
}

static void followup_on(Tui *tui, const Asked *asked, const char *date, const char *text)
{
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue when;
    Error err = {0};
    if (!date_parse(date, &context, &when, &err)) {
        tui_error(tui, &err);
        return;
    }
    char day[DATE_TEXT_SIZE];
    FollowupWork *work = mem_alloc(sizeof *work);
    *work = (FollowupWork){
        .asked = asked_dup(asked),
        .text = mem_strdup(text),
        .done = str_format("Follow-up set: %s", date_preview(when.day, when.minute, tui_today(tui), day)),
        .when = when};
    size_t count;
    asked_people(asked, &count);
    const JobKind kind = {.title = "Setting follow-ups",
                          .work = followup_people,
                          .free = followup_work_free,
                          .done = work->done,
                          .people = count};
    job_open(tui, &kind, work, count > JOB_PEOPLE);
}

// ---- steps on many follow-ups

typedef struct RowsWork {
    RowsStep step;
    IdList ids;
    char *repeat;
    StepResult result;
} RowsWork;

static bool rows_work(App *app, void *self, Error *err)
{
    RowsWork *work = self;
    return work->step.run(app, work->ids.items, work->ids.count, &work->step, &work->result, err);
}

static void rows_end(Tui *tui, void *self, bool fine, const Error *err)
{
    RowsWork *work = self;
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    if (!work->step.keep_marks)
        tui_clear_marks(tui);
    if (work->step.ticked != 0)
        tui->ticked = work->step.ticked;
    const char *offer = work->step.ticked != 0  ? "  i log it  f next"
                        : work->result.doubtful ? "  d drops it"
                                                : "";
    bool changed = work->ids.count > JOB_PEOPLE || store_last_step(tui_app(tui)->store) != 0;
    tui_toast(tui, changed, "%s%s", work->result.summary, offer);
}

static void rows_free(void *self)
{
    RowsWork *work = self;
    step_result_clear(&work->result);
    vec_clear(&work->ids);
    free(work->repeat);
    free(work);
}

void followups_step(Tui *tui, const int64_t *ids, size_t count, const RowsStep *step)
{
    const JobKind kind = {.title = step->title, .work = rows_work, .free = rows_free, .end = rows_end};
    RowsWork *work = mem_alloc(sizeof *work);
    *work = (RowsWork){.step = *step, .repeat = mem_strdup(step->repeat)};
    work->step.repeat = work->repeat;
    id_list_copy(&work->ids, ids, count);
    job_open(tui, &kind, work, count > JOB_PEOPLE);
}

static bool move_rows(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                      Error *err)
{
    return app_followups_move(app, ids, count, step->when.day, step->when.minute, result, err);
}

static bool move_series(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                        Error *err)
{
    return app_followups_move_series(app, ids, count, step->when.day, step->when.minute, result, err);
}

static bool move_meetings(App *app, const int64_t *ids, size_t count, const RowsStep *step,
                          StepResult *result, Error *err)
{
    return app_meetings_move(app, ids, count, step->when.day, step->when.minute, result, err);
}

typedef struct Moving {
    Asked *asked;
    DateValue when;
} Moving;

static void moving_free(void *self)
{
    Moving *moving = self;
    asked_free(moving->asked);
    free(moving);
}

static void moved(Tui *tui, size_t series, void *self)
{
    const Moving *moving = self;
    const Asked *asked = moving->asked;
    RowsStep step = {.title = "Moving follow-ups",
                     .run = asked->kind == THING_INTERACTION ? move_meetings
                            : series                         ? move_series
                                                             : move_rows,
                     .when = moving->when};
    followups_step(tui, asked->ids.items, asked->ids.count, &step);
}

static void snooze_to(Tui *tui, const Asked *asked, const char *date)
{
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue when;
    Error err = {0};
    if (!date_parse(date, &context, &when, &err)) {
        tui_error(tui, &err);
        return;
    }
    Moving *moving = mem_alloc(sizeof *moving);
    *moving = (Moving){asked_dup(asked), when};
    if (asked->kind == THING_FOLLOWUP && followups_repeat(tui, asked->ids.items, asked->ids.count)) {
        followups_ask_series(tui, "It repeats. Move", "this and all that follow", moved, moving, moving_free);
        return;
    }
    moved(tui, 0, moving);
    moving_free(moving);
}

// "fri: send the slides" or just "send the slides" after a day was chosen.
static void followup_text(Tui *tui, const char *text, void *self)
{
    Asked *asked = self;
    const char *date = WHENS[asked->choice].date;
    followup_on(tui, asked, date != NULL ? date : "tomorrow", str_blank(text) ? "follow up" : text);
}

typedef struct Dated {
    Asked *asked;
    char *date;
} Dated;

static void dated_free(void *self)
{
    Dated *dated = self;
    asked_free(dated->asked);
    free(dated->date);
    free(dated);
}

static void dated_text(Tui *tui, const char *text, void *self)
{
    Dated *dated = self;
    followup_on(tui, dated->asked, dated->date, str_blank(text) ? "follow up" : text);
}

static void followup_date(Tui *tui, const char *date, void *self)
{
    Dated *dated = mem_alloc(sizeof *dated);
    dated->asked = asked_dup(self);
    dated->date = mem_strdup(date);
    char *title = asked_title(tui, "Follow up with", dated->asked);
    Prompt prompt = {.title = title, .initial = "", .history = "follow-up"};
    tui_prompt(tui, &prompt, dated_text, dated, dated_free);
    free(title);
}

static void snooze_date(Tui *tui, const char *date, void *self)
{
    snooze_to(tui, self, date);
}

// "Move to: Ada Byron, send the slides". How often it was moved already is said where it is moved once more.
static void say_followup(Tui *tui, int64_t id, Str *title)
{
    enum { WIDEST = 44 };
    Followup row;
    Str what = STR_INIT;
    followup_init(&row);
    if (store_followup_get(tui_app(tui)->store, id, &row, NULL)) {
        if (row.snoozes > 1)
            str_appendf(title, " (moved %d times so far)", row.snoozes);
        str_appendf(&what, "%s%s%s", row.contact_name != NULL ? row.contact_name : "",
                    row.contact_name != NULL ? ", " : "", row.text);
        str_append(title, ": ");
        width_truncate(title, str_get(&what), WIDEST, TRUNCATE_END, tui_ascii(tui) ? "..." : "\u2026");
    }
    str_clear(&what);
    followup_clear(&row);
}

static char *snooze_title(Tui *tui, const Asked *asked)
{
    bool meetings = asked->kind == THING_INTERACTION;
    Str title = STR_INIT;
    if (asked->ids.count > 1)
        return str_format("Move %zu %s to", asked->ids.count, meetings ? "meetings" : "follow-ups");
    if (meetings)
        return asked_title(tui, "Move the meeting with", asked);
    str_append(&title, "Move to");
    if (asked->ids.count == 1)
        say_followup(tui, asked->ids.items[0], &title);
    return str_take(&title);
}

static void chosen_when(Tui *tui, size_t index, void *self)
{
    Asked *asked = self;
    asked->choice = (int)index;
    bool snooze = asked->snooze;
    char *title = snooze ? snooze_title(tui, asked) : asked_title(tui, "Follow up with", asked);
    if (WHENS[index].date == NULL) {
        Prompt prompt = {.title = snooze ? title : "On which day?", .date = true, .history = "date"};
        tui_prompt(tui, &prompt, snooze ? snooze_date : followup_date, asked_dup(asked), asked_free);
    } else if (snooze) {
        snooze_to(tui, asked, WHENS[index].date);
    } else {
        Prompt prompt = {.title = title, .history = "follow-up"};
        tui_prompt(tui, &prompt, followup_text, asked_dup(asked), asked_free);
    }
    free(title);
}

static void ask_when(Tui *tui, const char *title, Asked *asked)
{
    Choice choices[WHEN_COUNT];
    for (int i = 0; i < WHEN_COUNT; i++)
        choices[i] = (Choice){WHENS[i].key, WHENS[i].label, NULL};
    tui_choose(tui, title, choices, WHEN_COUNT, false, chosen_when, asked, asked_free);
}

void command_follow_up(Tui *tui, const Selection *selection, const char *args)
{
    Asked *asked = asked_after_tick(tui, selection);
    if (*args != '\0') {
        followup_on(tui, asked, args, "follow up");
        asked_free(asked);
        return;
    }
    char *title = asked_title(tui, "Follow up with", asked);
    ask_when(tui, title, asked);
    free(title);
}

void command_snooze(Tui *tui, const Selection *selection, const char *args)
{
    Asked *asked = asked_new(tui, selection);
    asked->snooze = true;
    if (*args != '\0') {
        snooze_to(tui, asked, args);
        asked_free(asked);
        return;
    }
    char *title = snooze_title(tui, asked);
    ask_when(tui, title, asked);
    free(title);
}

static bool done_rows(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                      Error *err)
{
    (void)step;
    return app_followups_done(app, ids, count, result, err);
}

void command_done(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    if (selection->kind == THING_ORGANISATION) {
        command_looked(tui, selection);
        return;
    }
    if (selection->kind == THING_INTERACTION) {
        meetings_held(tui, selection);
        return;
    }
    RowsStep step = {.title = "Ticking off", .run = done_rows};
    if (selection->count == 1)
        step.ticked = selection->contact;
    followups_step(tui, selection->ids, selection->count, &step);
}

static bool drop_rows(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                      Error *err)
{
    (void)step;
    return app_followups_drop(app, ids, count, result, err);
}

static bool skip_rows(App *app, const int64_t *ids, size_t count, const RowsStep *step, StepResult *result,
                      Error *err)
{
    (void)step;
    return app_followups_skip(app, ids, count, result, err);
}

// ---- only this one of a series, or those that follow as well

enum { LOOKED_AT = 100 }; // of many marked ones

bool followups_repeat(Tui *tui, const int64_t *ids, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < count && i < LOOKED_AT && !found; i++) {
        Followup row;
        followup_init(&row);
        found = store_followup_get(tui_app(tui)->store, ids[i], &row, NULL) && row.repeat != NULL;
        followup_clear(&row);
    }
    return found;
}

void followups_ask_series(Tui *tui, const char *title, const char *all, ChoiceDone done, void *self,
                          void (*free_self)(void *self))
{
    const Choice choices[] = {{"1", "only this one, the next comes as it would", NULL}, {"a", all, NULL}};
    tui_choose(tui, title, choices, sizeof choices / sizeof *choices, false, done, self, free_self);
}

static void dropped(Tui *tui, size_t index, void *self)
{
    static const RowsStep STEPS[] = {{.title = "Passing over follow-ups", .run = skip_rows},
                                     {.title = "Dropping follow-ups", .run = drop_rows}};
    const Asked *asked = self;
    followups_step(tui, asked->ids.items, asked->ids.count, &STEPS[index]);
}

void followups_drop(Tui *tui, const Selection *selection)
{
    static const RowsStep STEP = {.title = "Dropping follow-ups", .run = drop_rows};
    if (followups_repeat(tui, selection->ids, selection->count))
        followups_ask_series(tui, "It repeats. Drop", "this and all that would follow", dropped,
                             asked_new(tui, selection), asked_free);
    else
        followups_step(tui, selection->ids, selection->count, &STEP);
}
