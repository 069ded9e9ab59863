// SPDX-License-Identifier: MIT
// What happened: a call, a meeting, a message, a note; what they answered; and that nothing need be answered.
#include <stdlib.h>

#include "asked.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

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
    const int64_t *ids = asked_people(asked, &count);
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
    report_step(tui, app_log(tui_app(tui), &request, &result, &err), &result, &err);
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
    char *title = asked_title(tui,
                              event                                  ? "At which event? With"
                              : LOGS[index].kind == INTERACTION_NOTE ? "Note on"
                                                                     : "What about? With",
                              asked);
    Prompt prompt = {.title = title, .history = event ? "event" : "log"};
    tui_prompt(tui, &prompt, log_text, asked, asked_free);
    free(title);
}

void command_log(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Choice choices[LOG_COUNT];
    for (int i = 0; i < LOG_COUNT; i++)
        choices[i] = (Choice){LOGS[i].key, LOGS[i].label, NULL};
    Asked *asked = asked_after_tick(tui, selection);
    char *title = asked_title(tui, "Log with", asked);
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
    report_step(
        tui,
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

void command_replied(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Choice choices[ANSWER_ROWS];
    for (int i = 0; i < ANSWER_ROWS; i++)
        choices[i] = (Choice){ANSWERS[i].key, ANSWERS[i].label, NULL};
    Asked *asked = asked_new(tui, selection);
    char *name = store_contact_name(tui_app(tui)->store, selection->contact);
    char *title = str_format("%s answered", name);
    tui_choose(tui, title, choices, ANSWER_ROWS, false, chosen_answer, asked, asked_free);
    free(title);
    free(name);
}

void command_settle(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Error err = {0};
    StepResult result = {0};
    report_step(tui, app_settle(tui_app(tui), selection->contact, &result, &err), &result, &err);
}
