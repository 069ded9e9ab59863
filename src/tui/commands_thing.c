// SPDX-License-Identifier: MIT
// Commands on things: the same letter does the same to a contact, a follow-up, a draft, wherever one is
// focused. Each runs one use case and says what came of it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contact_form.h"
#include "frame.h"
#include "interaction_line.h"
#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define WHEN(name) static bool name(Tui *tui, const Selection *selection)

// ---- what a command keeps while it asks

typedef struct Asked {
    ThingKind kind;
    VEC(int64_t) ids;
    int64_t contact;
    int choice;
    InteractionKind log;
    Direction direction;
} Asked;

static Asked *asked_new(const Selection *selection)
{
    Asked *asked = mem_alloc(sizeof *asked);
    asked->kind = selection->kind;
    asked->contact = selection->contact;
    for (size_t i = 0; i < selection->count; i++)
        vec_push(&asked->ids, selection->ids[i]);
    return asked;
}

// Right after a follow-up was ticked off, "log it" and "next" are for its person, though the focus went on.
static Asked *asked_after_tick(Tui *tui, const Selection *selection)
{
    Selection ticked = {THING_CONTACT, &tui->ticked, 1, tui->ticked, CIVIL_NONE};
    return asked_new(tui->ticked != 0 ? &ticked : selection);
}

static Asked *asked_dup(const Asked *other)
{
    Asked *asked = mem_alloc(sizeof *asked);
    *asked = *other;
    memset(&asked->ids, 0, sizeof asked->ids);
    for (size_t i = 0; i < other->ids.count; i++)
        vec_push(&asked->ids, other->ids.items[i]);
    return asked;
}

static void asked_free(void *self)
{
    Asked *asked = self;
    vec_clear(&asked->ids);
    free(asked);
}

// The contacts that a command on people acts on: the marked ones, else the one concerned.
static const int64_t *people(const Asked *asked, size_t *count)
{
    if (asked->kind == THING_CONTACT && asked->ids.count > 0) {
        *count = asked->ids.count;
        return asked->ids.items;
    }
    *count = asked->contact != 0 ? 1 : 0;
    return &asked->contact;
}

// Says what came of a use case.
static void report(Tui *tui, bool fine, StepResult *result, const Error *err)
{
    if (fine) {
        tui_changed(tui, 0);
        tui_clear_marks(tui);
        tui_toast(tui, true, "%s", result->summary);
    } else {
        tui_error(tui, err);
    }
    step_result_clear(result);
}

static void report_plain(Tui *tui, bool fine, const Error *err, const char *what)
{
    StepResult result = {0};
    snprintf(result.summary, sizeof result.summary, "%s", what);
    report(tui, fine, &result, err);
}

WHEN(on_person)
{
    return (void)tui, selection->contact != 0;
}
WHEN(on_followup)
{
    return (void)tui, selection->kind == THING_FOLLOWUP && selection->count > 0;
}

static char *title_for(Tui *tui, const char *verb, const Asked *asked)
{
    size_t count;
    const int64_t *ids = people(asked, &count);
    if (count > 1)
        return str_format("%s %zu people", verb, count);
    char *name = count > 0 ? store_contact_name(tui_app(tui)->store, ids[0]) : mem_strdup("");
    char *title = str_format("%s %s", verb, name);
    free(name);
    return title;
}

// ---- add and edit

static void preview_capture(Tui *tui, const char *typed, Str *out)
{
    (void)tui;
    Capture capture;
    if (str_blank(typed)) {
        str_append(out,
                   "Ada Byron @ Acme, Staff engineer, met at PyCon, card, I promised slides fri, #python");
    } else if (capture_line(typed, NULL, &capture, NULL)) {
        capture_describe(&capture, out);
        capture_clear(&capture);
    } else {
        str_append(out, "a name comes first");
    }
}

static void add_line(Tui *tui, const char *text, void *self)
{
    (void)self;
    AddResult result;
    Error err = {0};
    if (str_blank(text))
        return;
    if (!app_add(tui_app(tui), text, &result, &err)) {
        tui_error(tui, &err);
        return;
    }
    tui_changed(tui, 0);
    int64_t contact = result.contact;
    tui_toast(tui, true, "%s", result.step.summary);
    add_result_clear(&result);
    if (pane_now(tui)->kind->scopes & SCOPE_CONTACTS)
        tui_go(tui, &VIEW_CONTACTS, THING_CONTACT, contact);
}

RUN(add)
{
    (void)selection;
    if (*args != '\0') {
        add_line(tui, args, NULL);
        return;
    }
    Prompt prompt = {.title = "Add somebody", .history = "add", .preview = preview_capture};
    tui_prompt(tui, &prompt, add_line, NULL, NULL);
}

RUN(edit)
{
    (void)args;
    form_open(tui, selection->contact);
}

// ---- compose

RUN(compose)
{
    (void)args;
    if (selection->kind == THING_CONTACT && selection->count > 0)
        tui_compose(tui, selection->ids, selection->count);
    else
        tui_compose(tui, &selection->contact, 1);
}

// ---- follow-ups: one menu sets and moves them

typedef struct WhenRow {
    const char *key, *label, *date;
} WhenRow;

static const WhenRow WHENS[] = {
    {"1", "tomorrow", "tomorrow"}, {"3", "in 3 days", "+3d"}, {"w", "next week", "+1w"},
    {"m", "next month", "+1m"},    {".", "a date ...", NULL},
};

enum { WHEN_COUNT = sizeof WHENS / sizeof *WHENS };

static void followup_on(Tui *tui, const Asked *asked, const char *date, const char *text)
{
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue when;
    Error err = {0};
    StepResult result = {0};
    size_t count;
    const int64_t *ids = people(asked, &count);
    if (!date_parse(date, &context, &when, &err)) {
        tui_error(tui, &err);
        return;
    }
    bool fine = count > 0 || error_set(&err, ERROR_INPUT, "nobody is chosen");
    for (size_t i = 0; fine && i < count; i++) {
        FollowupRequest request = {.contact = ids[i], .day = when.day, .minute = when.minute, .text = text};
        step_result_clear(&result);
        fine = app_followup_add(tui_app(tui), &request, &result, &err);
    }
    report(tui, fine, &result, &err);
}

static void snooze_to(Tui *tui, const Asked *asked, const char *date)
{
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue when;
    Error err = {0};
    StepResult result = {0};
    bool fine = date_parse(date, &context, &when, &err) &&
                app_followups_move(tui_app(tui), asked->ids.items, asked->ids.count, when.day, when.minute,
                                   &result, &err);
    report(tui, fine, &result, &err);
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
    char *title = title_for(tui, "Follow up with", dated->asked);
    Prompt prompt = {.title = title, .initial = "", .history = "follow-up"};
    tui_prompt(tui, &prompt, dated_text, dated, dated_free);
    free(title);
}

static void snooze_date(Tui *tui, const char *date, void *self)
{
    snooze_to(tui, self, date);
}

static void chosen_when(Tui *tui, size_t index, void *self)
{
    Asked *asked = self;
    asked->choice = (int)index;
    bool snooze =
        asked->log == INTERACTION_NONE && asked->kind == THING_FOLLOWUP && asked->direction == DIRECTION_IN;
    char *title = title_for(tui, snooze ? "Move to" : "Follow up with", asked);
    if (WHENS[index].date == NULL) {
        Prompt prompt = {.title = snooze ? "Move to" : "On which day?", .date = true, .history = "date"};
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

RUN(follow_up)
{
    Asked *asked = asked_after_tick(tui, selection);
    if (*args != '\0') {
        followup_on(tui, asked, args, "follow up");
        asked_free(asked);
        return;
    }
    char *title = title_for(tui, "Follow up with", asked);
    ask_when(tui, title, asked);
    free(title);
}

RUN(snooze)
{
    Asked *asked = asked_new(selection);
    asked->direction = DIRECTION_IN; // marks the menu as snoozing
    if (*args != '\0') {
        snooze_to(tui, asked, args);
        asked_free(asked);
        return;
    }
    char *title =
        selection->count > 1 ? str_format("Move %zu follow-ups to", selection->count) : mem_strdup("Move to");
    ask_when(tui, title, asked);
    free(title);
}

RUN(done)
{
    (void)args;
    Error err = {0};
    StepResult result = {0};
    bool fine = app_followups_done(tui_app(tui), selection->ids, selection->count, &result, &err);
    if (fine && selection->count == 1 && selection->contact != 0) {
        snprintf(result.summary, sizeof result.summary, "Done.  i log it  f next");
        tui->ticked = selection->contact;
    }
    report(tui, fine, &result, &err);
}

// ---- log

typedef struct LogRow {
    const char *key, *label;
    InteractionKind kind;
    Direction direction;
} LogRow;

static const LogRow LOGS[] = {
    {"c", "a call", INTERACTION_CALL, DIRECTION_MUTUAL},
    {"m", "a meeting that was held", INTERACTION_MEETING, DIRECTION_MUTUAL},
    {"w", "I wrote a message", INTERACTION_MESSAGE, DIRECTION_OUT},
    {"e", "talked at an event", INTERACTION_EVENT, DIRECTION_MUTUAL},
    {"n", "a note", INTERACTION_NOTE, DIRECTION_NONE},
};

enum { LOG_COUNT = sizeof LOGS / sizeof *LOGS };

static void log_it(Tui *tui, const Asked *asked, const char *text, bool anyway)
{
    size_t count;
    const int64_t *ids = people(asked, &count);
    const LogRow *row = &LOGS[asked->choice];
    LogRequest request = {.kind = row->kind,
                          .direction = row->direction,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .text = str_blank(text) ? NULL : text,
                          .contacts = ids,
                          .contact_count = count,
                          .anyway = anyway};
    if (row->kind == INTERACTION_EVENT) {
        request.event = request.text;
        request.text = NULL;
    }
    Error err = {0};
    StepResult result = {0};
    report(tui, app_log(tui_app(tui), &request, &result, &err), &result, &err);
}

static void log_text(Tui *tui, const char *text, void *self)
{
    // It has happened already: manners can no longer forbid it.
    log_it(tui, self, text, true);
}

static void chosen_log(Tui *tui, size_t index, void *self)
{
    Asked *asked = asked_dup(self);
    asked->choice = (int)index;
    bool event = LOGS[index].kind == INTERACTION_EVENT;
    char *title = title_for(tui,
                            event                                  ? "At which event? With"
                            : LOGS[index].kind == INTERACTION_NOTE ? "Note on"
                                                                   : "What about? With",
                            asked);
    Prompt prompt = {.title = title, .history = event ? "event" : "log"};
    tui_prompt(tui, &prompt, log_text, asked, asked_free);
    free(title);
}

RUN(log_interaction)
{
    (void)args;
    Choice choices[LOG_COUNT];
    for (int i = 0; i < LOG_COUNT; i++)
        choices[i] = (Choice){LOGS[i].key, LOGS[i].label, NULL};
    Asked *asked = asked_after_tick(tui, selection);
    char *title = title_for(tui, "Log with", asked);
    tui_choose(tui, title, choices, LOG_COUNT, false, chosen_log, asked, asked_free);
    free(title);
}

// ---- they replied

typedef struct AnswerRow {
    const char *key, *label, *question; // question: NULL = nothing more to ask
    Answer answer;
    bool date;
} AnswerRow;

static const AnswerRow ANSWERS[] = {
    {"y", "yes", NULL, ANSWER_YES, false},
    {"t", "yes, and they named a time", NULL, ANSWER_TIME, false},
    {"l", "later ...", "When may you come back?", ANSWER_LATER, true},
    {"n", "no", NULL, ANSWER_NO, false},
    {"s", "try somebody else ...", "Whom did they name?", ANSWER_TRY, false},
    {"o", "out of office until ...", "When are they back?", ANSWER_OOO, true},
    {".", "something that needs no answer", NULL, ANSWER_NONE_NEEDED, false},
};

enum { ANSWER_ROWS = sizeof ANSWERS / sizeof *ANSWERS };

static void replied(Tui *tui, const Asked *asked, int32_t day, const char *text)
{
    Error err = {0};
    StepResult result = {0};
    report(tui,
           app_replied(tui_app(tui), asked->contact, ANSWERS[asked->choice].answer, day, text, &result, &err),
           &result, &err);
}

static void replied_more(Tui *tui, const char *text, void *self)
{
    const Asked *asked = self;
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue when = {.day = CIVIL_NONE};
    if (ANSWERS[asked->choice].date)
        date_parse(text, &context, &when, NULL);
    replied(tui, asked, when.day, ANSWERS[asked->choice].date ? NULL : text);
}

static void chosen_answer(Tui *tui, size_t index, void *self)
{
    Asked *asked = self;
    asked->choice = (int)index;
    const AnswerRow *row = &ANSWERS[index];
    if (row->question == NULL) {
        replied(tui, asked, CIVIL_NONE, NULL);
        return;
    }
    Prompt prompt = {.title = row->question, .date = row->date};
    tui_prompt(tui, &prompt, replied_more, asked_dup(asked), asked_free);
}

RUN(they_replied)
{
    (void)args;
    Choice choices[ANSWER_ROWS];
    for (int i = 0; i < ANSWER_ROWS; i++)
        choices[i] = (Choice){ANSWERS[i].key, ANSWERS[i].label, NULL};
    Asked *asked = asked_new(selection);
    char *name = store_contact_name(tui_app(tui)->store, selection->contact);
    char *title = str_format("%s answered", name);
    tui_choose(tui, title, choices, ANSWER_ROWS, false, chosen_answer, asked, asked_free);
    free(title);
    free(name);
}

RUN(settle)
{
    (void)args;
    Error err = {0};
    StepResult result = {0};
    report(tui, app_settle(tui_app(tui), selection->contact, &result, &err), &result, &err);
}

// ---- the smaller ones

RUN(trash)
{
    (void)args;
    Error err = {0};
    StepResult result = {0};
    if (selection->kind == THING_FOLLOWUP) {
        report(tui, app_followups_drop(tui_app(tui), selection->ids, selection->count, &result, &err),
               &result, &err);
        return;
    }
    bool happened = selection->kind == THING_INTERACTION;
    bool fine = happened ? app_delete_interaction(tui_app(tui), selection->ids[0], &err)
                         : app_trash(tui_app(tui), selection->ids, selection->count, &err);
    snprintf(result.summary, sizeof result.summary, happened ? "Deleted." : "Moved to the trash.");
    report(tui, fine, &result, &err);
}

WHEN(on_trashable)
{
    (void)tui;
    return selection->count > 0 && (selection->kind == THING_CONTACT || selection->kind == THING_FOLLOWUP ||
                                    selection->kind == THING_INTERACTION);
}

RUN(rest)
{
    (void)args;
    Error err = {0};
    report_plain(tui, app_rest(tui_app(tui), selection->contact, CIVIL_NONE, &err), &err,
                 "Resting, or awake again. No nagging.");
}

RUN(favourite)
{
    (void)args;
    Error err = {0};
    Asked *asked = asked_new(selection);
    size_t count;
    const int64_t *ids = people(asked, &count);
    report_plain(tui, app_favourite(tui_app(tui), ids, count, &err), &err, "Favourite changed.");
    asked_free(asked);
}

static void tag_text(Tui *tui, const char *text, void *self)
{
    Asked *asked = self;
    Error err = {0};
    size_t count, adds = 0, removes = 0;
    const int64_t *ids = people(asked, &count);
    const char *add[32], *remove[32];
    char *copy = mem_strdup(text), *rest = copy;
    for (char *word; (word = strsep(&rest, " ,")) != NULL;) {
        if (*word == '-' && word[1] != '\0' && removes < 32)
            remove[removes++] = word + 1;
        else if (*word != '\0' && strcmp(word, "+") != 0 && adds < 32)
            add[adds++] = *word == '+' ? word + 1 : word;
    }
    if (adds + removes > 0)
        report_plain(tui, app_tag(tui_app(tui), ids, count, add, adds, remove, removes, &err), &err,
                     "Tagged.");
    free(copy);
}

RUN(tag)
{
    Asked *asked = asked_new(selection);
    if (*args != '\0') {
        tag_text(tui, args, asked);
        asked_free(asked);
        return;
    }
    char *title = title_for(tui, "Tags (python -draft):", asked);
    Prompt prompt = {.title = title, .history = "tag", .complete = complete_tags};
    tui_prompt(tui, &prompt, tag_text, asked, asked_free);
    free(title);
}

static void hook_text(Tui *tui, const char *text, void *self)
{
    const Asked *asked = self;
    Error err = {0};
    report_plain(tui, app_hook(tui_app(tui), asked->contact, text, &err), &err, "Kept as a reason to write.");
}

RUN(hook)
{
    (void)args;
    Asked *asked = asked_new(selection);
    char *title = title_for(tui, "A reason to write to", asked);
    Prompt prompt = {.title = title};
    tui_prompt(tui, &prompt, hook_text, asked, asked_free);
    free(title);
}

typedef struct RhythmRow {
    const char *key, *label;
    int days;
} RhythmRow;

static const RhythmRow RHYTHMS[] = {
    {"3", "every 3 weeks", 21},
    {"2", "every 2 months", 60},
    {"6", "every 6 months", 182},
    {"y", "once a year", 365},
    {"n", "none", 0},
};

enum { RHYTHM_COUNT = sizeof RHYTHMS / sizeof *RHYTHMS };

static void chosen_rhythm(Tui *tui, size_t index, void *self)
{
    const Asked *asked = self;
    Error err = {0};
    report_plain(tui, app_rhythm(tui_app(tui), asked->contact, RHYTHMS[index].days, &err), &err,
                 RHYTHMS[index].label);
}

RUN(rhythm)
{
    (void)args;
    Choice choices[RHYTHM_COUNT];
    for (int i = 0; i < RHYTHM_COUNT; i++)
        choices[i] = (Choice){RHYTHMS[i].key, RHYTHMS[i].label, NULL};
    tui_choose(tui, "How often to be in touch", choices, RHYTHM_COUNT, false, chosen_rhythm,
               asked_new(selection), asked_free);
}

WHEN(rhythm_applies)
{
    return (void)tui, selection->contact != 0 && selection->kind != THING_FOLLOWUP;
}

// ---- why

static void describe_advice(const AdviceList *advice, int32_t today, Str *out)
{
    for (size_t i = 0; i < advice->count; i++) {
        const Advice *one = &advice->items[i];
        char earliest[DATE_TEXT_SIZE], due[DATE_TEXT_SIZE], latest[DATE_TEXT_SIZE];
        date_short(one->earliest, today, true, earliest);
        date_short(one->due, today, true, due);
        str_appendf(out, "\n%s\n%s\n  polite from %s, due %s", one->text, one->reason, earliest, due);
        if (one->latest != CIVIL_NONE)
            str_appendf(out, ", late after %s", date_short(one->latest, today, true, latest));
        str_append(out, "\n");
    }
}

RUN(why)
{
    (void)args;
    AdviceList advice = {0};
    TimingFacts facts;
    Error err = {0};
    if (!app_advise(tui_app(tui), selection->contact, &advice, &facts, &err)) {
        tui_error(tui, &err);
        return;
    }
    Str text = STR_INIT;
    str_appendf(&text, "Stage: %s. %s\n", stage_name(facts.stage) != NULL ? stage_name(facts.stage) : "none",
                facts.stage_because);
    describe_advice(&advice, tui_today(tui), &text);
    if (advice.count == 0)
        str_append(&text, "\nNo rule speaks about them now.\n");
    char *name = store_contact_name(tui_app(tui)->store, selection->contact);
    char *title = str_format("Why: %s", name);
    tui_read(tui, title, str_get(&text));
    free(title);
    free(name);
    str_clear(&text);
    vec_clear(&advice);
}

// ---- copy

typedef struct Copied {
    char *texts[4];
} Copied;

static void copied_free(void *self)
{
    Copied *copied = self;
    for (int i = 0; i < 4; i++)
        free(copied->texts[i]);
    free(copied);
}

static void chosen_copy(Tui *tui, size_t index, void *self)
{
    const Copied *copied = self;
    const char *text = copied->texts[index];
    if (text == NULL)
        tui_toast(tui, false, "There is none to copy");
    else if (terminal_copy(tui_terminal(tui), text, strlen(text)))
        tui_toast(tui, false, "Copied: %s", text);
    else
        tui_toast(tui, false, "This terminal has no clipboard");
}

RUN(copy)
{
    (void)args;
    Contact contact;
    Error err = {0};
    contact_init(&contact);
    if (!store_contact_get(tui_app(tui)->store, selection->contact, true, &contact, &err)) {
        tui_error(tui, &err);
        return;
    }
    Copied *copied = mem_alloc(sizeof *copied);
    const char *mail = contact_reach(&contact, REACH_EMAIL), *link = contact_reach(&contact, REACH_LINK);
    copied->texts[0] = mem_strdup(mail);
    copied->texts[1] = mem_strdup(contact.name);
    copied->texts[2] = mem_strdup(link);
    copied->texts[3] =
        str_format("%s%s%s%s%s", contact.name, mail != NULL ? "\n" : "", mail != NULL ? mail : "",
                   link != NULL ? "\n" : "", link != NULL ? link : "");
    const Choice choices[] = {
        {"e", "mail address", mail}, {"n", "name", contact.name}, {"u", "link", link}, {"a", "all", NULL}};
    tui_choose(tui, "Copy", choices, 4, false, chosen_copy, copied, copied_free);
    contact_clear(&contact);
}

// ---- open: a thing that is about a person leads to the person

RUN(open_thing)
{
    (void)args;
    if (selection->kind == THING_INTERACTION)
        interaction_open(tui, selection->ids[0]);
    else if (selection->kind == THING_CONTACT)
        view_now(tui)->focus = view_now(tui)->panes[1] != NULL ? 1 : 0;
    else
        tui_go(tui, &VIEW_CONTACTS, THING_CONTACT, selection->contact);
}

#define T SCOPE_THING

static const Command ROWS[] = {
    {"open", T, "Enter", NULL, "open", "opens the focused thing", NULL, 1, on_person, open_thing},
    {"done", T, "x", NULL, "done", "ticks off", NULL, 2, on_followup, done},
    {"snooze", T, "z", "DATE", "snooze", "moves follow-ups to another day", ":snooze next tue", 3,
     on_followup, snooze},
    {"compose", T, "c", NULL, "compose", "drafts a message to them", NULL, 4, on_person, compose},
    {"follow-up", T, "f", "DATE", "follow-up", "sets a follow-up", ":follow-up +2w", 5, on_person, follow_up},
    {"log", T, "i", NULL, "log", "notes what happened: a call, a meeting, a message", NULL, 6, on_person,
     log_interaction},
    {"replied", T, "R", NULL, "they replied", "notes their answer; what waits closes", NULL, 10, on_person,
     they_replied},
    {"tag", T, "#", "TAGS", "tag", "adds and removes tags", ":tag python -draft", 7, on_person, tag},
    {"add", T, "a", "TEXT", "add", "adds somebody by one line", ":add Ada Byron @ Acme, met at PyCon", 11,
     NULL, add},
    {"edit", T, "e", NULL, "edit", "edits the contact in a form", NULL, 12, on_person, edit},
    {"why", T, "w", NULL, "why", "explains stage and every date", NULL, 13, on_person, why},
    {"settle", T, "S", NULL, "settled", "what they wrote needs no answer", NULL, 0, on_person, settle},
    {"rest", T, "s", NULL, "let rest", "lets the contact rest, or wakes it", NULL, 0, on_person, rest},
    {"trash", T, "d", NULL, "trash", "moves to the trash, or drops a follow-up", NULL, 0, on_trashable,
     trash},
    {"favourite", T, "*", NULL, "favourite", "marks as favourite, or no longer", NULL, 0, on_person,
     favourite},
    {"hook", T, "b", NULL, "reason", "keeps a reason to write", NULL, 0, on_person, hook},
    {"rhythm", T, "r", NULL, "rhythm", "how often to be in touch", NULL, 0, rhythm_applies, rhythm},
    {"copy", T, "y", NULL, "copy", "copies address, name or link", NULL, 0, on_person, copy},
};

const CommandTable COMMANDS_THING = {ROWS, sizeof ROWS / sizeof *ROWS};
