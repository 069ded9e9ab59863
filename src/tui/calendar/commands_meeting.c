// SPDX-License-Identifier: MIT
// Around a meeting: the sheet before it, and the form for what it brought, after which the thank-you opens.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "handover.h"
#include "rapport/app/debrief.h"
#include "rapport/app/meetings.h"
#include "rapport/app/outreach.h"
#include "rapport/app/prep.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/interactions.h"
#include "rapport/store/meetings.h"
#include "widgets/lineform.h"
#include "writing/draft.h"

void command_prep(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Prep prep;
    Error err = {0};
    if (prep_load(tui_app(tui), selection->contact, &prep, &err)) {
        Str text = STR_INIT;
        char *title = str_format("Before you meet %s", prep.contact.name);
        prep_markdown(&prep, tui_today(tui), true, &text);
        tui_read(tui, title, str_get(&text));
        free(title);
        str_clear(&text);
    } else {
        tui_error(tui, &err);
    }
    prep_clear(&prep);
}

// ---- held, or called off

// What is next about a meeting that is to come is to prepare it.
static bool tick_preparation(Tui *tui, int64_t id)
{
    ContactIds rows = {0};
    Interaction meeting;
    StepResult result = {0};
    Error err = {0};
    int32_t first;
    char day[DATE_TEXT_SIZE];
    Store *store = tui_app(tui)->store;
    interaction_init(&meeting);
    bool found = store_interaction_get(store, id, &meeting, NULL) && meeting.outcome == OUTCOME_NONE &&
                 !interaction_is_past(&meeting, store_now(store)) &&
                 store_meeting_preparations(store, id, &rows, &first, NULL) && rows.count > 0;
    bool fine = found && app_followups_done(tui_app(tui), rows.items, rows.count, &result, &err);
    if (fine)
        snprintf(result.summary, sizeof result.summary, "Prepared: the meeting of %s.",
                 date_preview(meeting.day, interaction_minute(&meeting), tui_today(tui), day));
    if (found)
        report_step(tui, fine, &result, &err);
    interaction_clear(&meeting);
    vec_clear(&rows);
    return found;
}

void meetings_held(Tui *tui, const Selection *selection)
{
    StepResult result = {0};
    Error err = {0};
    if (selection->count > 1) {
        tui_toast(tui, false, "One at a time: each meeting brings something else");
        return;
    }
    if (tick_preparation(tui, selection->ids[0]))
        return;
    bool fine = app_meeting_tell(tui_app(tui), selection->ids[0], OUTCOME_HELD, &result, &err);
    report_step(tui, fine, &result, &err);
    if (fine)
        tui->ticked = selection->contact; // D is next, for the same person
}

typedef struct FallRow {
    const char *key, *label;
    Outcome outcome; // NONE = it never was to be
} FallRow;

static const FallRow FALLS[] = {
    {"t", "they called it off", OUTCOME_CANCELLED_BY_THEM},
    {"m", "I call it off", OUTCOME_CANCELLED_BY_ME},
    {"n", "they did not come", OUTCOME_NO_SHOW},
    {"d", "a mistake: delete it", OUTCOME_NONE},
};

enum { FALL_COUNT = sizeof FALLS / sizeof *FALLS };

static void called_off(Tui *tui, size_t index, void *self)
{
    const Asked *asked = self;
    StepResult result = {0};
    Error err = {0};
    if (FALLS[index].outcome == OUTCOME_NONE) {
        report_done(tui, app_delete_interaction(tui_app(tui), asked->ids.items[0], &err), &err, "Deleted.");
        return;
    }
    bool fine = app_meeting_tell(tui_app(tui), asked->ids.items[0], FALLS[index].outcome, &result, &err);
    report_step(tui, fine, &result, &err);
}

bool meeting_call_off(Tui *tui, const Selection *selection)
{
    Interaction one;
    Choice choices[FALL_COUNT];
    interaction_init(&one);
    bool planned = store_interaction_get(tui_app(tui)->store, selection->ids[0], &one, NULL) &&
                   one.kind == INTERACTION_MEETING && one.outcome == OUTCOME_NONE;
    interaction_clear(&one);
    if (!planned)
        return false;
    for (int i = 0; i < FALL_COUNT; i++)
        choices[i] = (Choice){FALLS[i].key, FALLS[i].label, NULL};
    tui_choose(tui, "The meeting", choices, FALL_COUNT, false, called_off, asked_new(tui, selection),
               asked_free);
    return true;
}

// ---- debrief

enum { ABOUT, LEARNED, REASONS, NAMES, MINE, THEIRS, DEBRIEF_FIELDS };

static const LineField FIELDS[DEBRIEF_FIELDS] = {
    [ABOUT] = {"about", "About", "What it was about, in a few words; the thank-you quotes it"},
    [LEARNED] = {"learned", "Learned", "What you learned; kept with the meeting"},
    [REASONS] = {"reasons", "Reasons", "Reasons to write later; a semicolon between two"},
    [NAMES] = {"names", "They named", "Whom they named, as in Erik Sand @ Kestrel; Ana Ruiz"},
    [MINE] = {"mine", "I promised", "With a day, as in the slides by fri; the link tomorrow"},
    [THEIRS] = {"theirs", "They promised", "With a day, as in an intro to Sam next week"},
};

typedef VEC(char *) Pieces;

// What stands between semicolons, without what is blank.
static void split(const char *text, Pieces *out)
{
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ";");
        char *piece = mem_strndup(at, length);
        if (str_blank(piece))
            free(piece);
        else
            vec_push(out, piece);
        at += length;
        if (*at == '\0')
            return;
    }
}

static void pieces_clear(Pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        free(pieces->items[i]);
    vec_clear(pieces);
}

static bool save_debrief(Tui *tui, int64_t contact, const char *const *values, int *at, Error *err)
{
    (void)at;
    Pieces hooks = {0}, names = {0}, promised = {0};
    VEC(DebriefPromise) promises = {0};
    split(values[REASONS], &hooks);
    split(values[NAMES], &names);
    split(values[MINE], &promised);
    size_t mine = promised.count;
    split(values[THEIRS], &promised);
    for (size_t i = 0; i < promised.count; i++)
        vec_push(&promises, ((DebriefPromise){i < mine, promised.items[i]}));
    Debrief debrief = {.contact = contact,
                       .topic = values[ABOUT],
                       .learned = values[LEARNED],
                       .hooks = (const char *const *)hooks.items,
                       .hook_count = hooks.count,
                       .promises = promises.items,
                       .promise_count = promises.count,
                       .names = (const char *const *)names.items,
                       .name_count = names.count};
    StepResult result = {0};
    bool fine = app_debrief(tui_app(tui), &debrief, &result, err);
    Occasion occasion = fine ? debrief_message(&result.advice, tui_today(tui)) : OCCASION_NONE;
    pieces_clear(&hooks);
    pieces_clear(&names);
    pieces_clear(&promised);
    vec_clear(&promises);
    if (fine)
        report_step(tui, true, &result, err);
    if (occasion != OCCASION_NONE)
        compose_at_once(tui, contact, occasion);
    return fine;
}

static const LineFormKind DEBRIEF_FORM = {"debrief", FIELDS, DEBRIEF_FIELDS, save_debrief};

static char *describe_talk(Tui *tui, const Interaction *talk)
{
    char day[DATE_TEXT_SIZE];
    if (talk->id == 0)
        return mem_strdup("No recent talk is noted: this becomes a meeting of today.");
    const char *about = !str_blank(talk->subject) ? talk->subject : talk->text;
    bool untold = talk->kind == INTERACTION_MEETING && talk->outcome == OUTCOME_NONE;
    return str_format("The %s of %s%s%s%s", interaction_kind_name(talk->kind),
                      date_short(talk->day, tui_today(tui), true, day), untold ? ", which then was held" : "",
                      str_blank(about) ? "" : ": ", str_blank(about) ? "" : about);
}

void command_debrief(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    Interaction talk;
    Error err = {0};
    // Ticking off "how did it go?" is often the first key; the next one is for the same person.
    Asked *asked = asked_after_tick(tui, selection);
    interaction_init(&talk);
    if (app_debrief_talk(tui_app(tui), asked->contact, &talk, &err)) {
        char *name = store_contact_name(tui_app(tui)->store, asked->contact);
        char *title = str_format("Debrief: %s", name), *head = describe_talk(tui, &talk);
        lineform_open(tui, &DEBRIEF_FORM, asked->contact, title, head, NULL);
        free(name);
        free(title);
        free(head);
    } else {
        tui_error(tui, &err);
    }
    interaction_clear(&talk);
    asked_free(asked);
}

// ---- the question bank

static void questions_saved(Tui *tui, bool fine, const char *done, const Error *err)
{
    if (!fine) {
        tui_error(tui, err);
        return;
    }
    tui_changed(tui, 0);
    tui_toast(tui, true, "%s", done);
}

// What cannot be read comes back with the reason as its first line, until it can be or nothing is changed.
static void edit_questions(Tui *tui)
{
    char *text = app_questions(tui_app(tui)), *edited = NULL;
    Error err = {0};
    bool fine = external_edit(tui, text, &edited, &err);
    while (fine && edited != NULL && !app_questions_save(tui_app(tui), edited, &err)) {
        free(text);
        text = str_format("# %s\n%s", err.message, edited);
        free(edited);
        error_clear(&err);
        fine = external_edit(tui, text, &edited, &err);
    }
    if (fine && edited == NULL)
        tui_toast(tui, false, "The question bank is as it was");
    else
        questions_saved(tui, fine, "The question bank is yours now; :questions restore brings back the other",
                        &err);
    free(edited);
    free(text);
}

void command_questions(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    Error err = {0};
    if (strcmp(args, "restore") == 0)
        questions_saved(tui, app_questions_save(tui_app(tui), NULL, &err), "The question bank of the program",
                        &err);
    else
        edit_questions(tui);
}
