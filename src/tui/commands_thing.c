// SPDX-License-Identifier: MIT
// Commands on things: the same letter does the same to a contact, a follow-up, a draft, wherever one is
// focused. Each runs one use case and says what came of it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "calendar/line_edit.h"
#include "companies/companies.h"
#include "job.h"
#include "people/contact_form.h"
#include "people/interaction_line.h"
#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/paths.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "writing/draft.h"

enum { PATHS_SHOWN = 10 };

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define WHEN(name) static bool name(Tui *tui, const Selection *selection)

WHEN(on_person)
{
    return (void)tui, selection->contact != 0 || (selection->kind == THING_FOLLOWUP && selection->count > 1);
}
// A follow-up; and a meeting where nothing else of that kind stands.
WHEN(on_dated)
{
    bool meetings = (pane_now(tui)->kind->scopes & (SCOPE_CALENDAR | SCOPE_TODAY)) != 0;
    return selection->count > 0 &&
           (selection->kind == THING_FOLLOWUP || (meetings && selection->kind == THING_INTERACTION));
}
WHEN(on_done)
{
    return on_dated(tui, selection) || on_watched(tui, selection);
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
    bool row = selection->kind == THING_FOLLOWUP || selection->kind == THING_INTERACTION;
    if (!row || selection->count != 1 || !line_edit_open(tui, selection->kind, selection->ids[0]))
        form_open(tui, selection->contact);
}

// ---- compose

RUN(compose)
{
    (void)args;
    Asked *asked = asked_new(tui, selection);
    size_t count;
    const int64_t *ids = asked_people(asked, &count);
    bool row = selection->kind == THING_FOLLOWUP && selection->count == 1;
    compose_for(tui, ids, count,
                row ? app_followup_occasion(tui_app(tui), selection->ids[0]) : selection->occasion);
    asked_free(asked);
}

// ---- the smaller ones

static bool trash_people(App *app, void *self, Error *err)
{
    const Asked *asked = self;
    return app_trash(app, asked->ids.items, asked->ids.count, err);
}

RUN(trash)
{
    (void)args;
    Error err = {0};
    if (selection->kind == THING_FOLLOWUP) {
        followups_drop(tui, selection);
        return;
    }
    if (selection->kind == THING_INTERACTION) {
        if (!meeting_call_off(tui, selection))
            report_done(tui, app_delete_interaction(tui_app(tui), selection->ids[0], &err), &err, "Deleted.");
        return;
    }
    asked_do(tui, asked_new(tui, selection), "To the trash", trash_people, "Moved to the trash");
}

static void purge_agreed(Tui *tui, const char *yes, void *self)
{
    (void)yes;
    size_t count;
    const int64_t *ids = asked_people(self, &count);
    purge_open(tui, ids, count);
}

RUN(purge)
{
    (void)args;
    Asked *asked = asked_new(tui, selection);
    size_t count;
    const int64_t *ids = asked_people(asked, &count);
    char *name = store_contact_name(tui_app(tui)->store, ids[0]);
    char *question =
        count == 1
            ? str_format("Remove %s for good, with notes, messages and history? It cannot be undone.", name)
            : str_format("Remove %zu people for good, with notes, messages and history? It cannot be undone.",
                         count);
    tui_ask(tui, question, purge_agreed, asked, asked_free);
    free(question);
    free(name);
}

WHEN(on_trashable)
{
    (void)tui;
    return selection->count > 0 && (selection->kind == THING_CONTACT || selection->kind == THING_FOLLOWUP ||
                                    selection->kind == THING_INTERACTION);
}

static bool rest_people(App *app, void *self, Error *err)
{
    size_t count;
    const int64_t *ids = asked_people(self, &count);
    return app_rest(app, ids, count, CIVIL_NONE, err);
}

RUN(rest)
{
    (void)args;
    asked_do(tui, asked_new(tui, selection), "Letting rest", rest_people, "Resting, or awake again");
}

static bool stage_people(App *app, void *self, Error *err)
{
    const Asked *asked = self;
    size_t count;
    const int64_t *ids = asked_people(asked, &count);
    return app_stage(app, ids, count, (Stage)asked->choice, err);
}

static void set_stage(Tui *tui, Stage stage, Asked *asked)
{
    char done[64] = "The stage follows what happens";
    if (stage != STAGE_NONE)
        snprintf(done, sizeof done, "Stage set: %s", stage_name(stage));
    asked->choice = (int)stage;
    asked_do(tui, asked, "Setting the stage", stage_people, done);
}

static void chosen_stage(Tui *tui, size_t index, void *self)
{
    set_stage(tui, (Stage)index, asked_dup(self));
}

RUN(stage)
{
    Stage stage = stage_parse(args);
    if (stage != STAGE_NONE || strcmp(args, "auto") == 0) {
        set_stage(tui, stage, asked_new(tui, selection));
        return;
    }
    Choice choices[STAGE_COUNT] = {{"a", "auto: follows what happens", NULL}};
    for (int i = 1; i < STAGE_COUNT; i++)
        choices[i] = (Choice){NULL, stage_name((Stage)i), NULL};
    Asked *asked = asked_new(tui, selection);
    char *title = asked_title(tui, "Stage of", asked);
    tui_choose(tui, title, choices, STAGE_COUNT, false, chosen_stage, asked, asked_free);
    free(title);
}

static bool favourite_people(App *app, void *self, Error *err)
{
    size_t count;
    const int64_t *ids = asked_people(self, &count);
    return app_favourite(app, ids, count, err);
}

RUN(favourite)
{
    (void)args;
    asked_do(tui, asked_new(tui, selection), "Favourites", favourite_people, "Favourite changed");
}

enum { TAGS_MOST = 32 };

typedef struct TagWork {
    Asked *asked;
    char *text; // the words point there
    const char *add[TAGS_MOST], *remove[TAGS_MOST];
    size_t adds, removes;
} TagWork;

static bool tag_people(App *app, void *self, Error *err)
{
    const TagWork *work = self;
    size_t count;
    const int64_t *ids = asked_people(work->asked, &count);
    return app_tag(app, ids, count, work->add, work->adds, work->remove, work->removes, err);
}

static void tag_work_free(void *self)
{
    TagWork *work = self;
    asked_free(work->asked);
    free(work->text);
    free(work);
}

static void tag_text(Tui *tui, const char *text, void *self)
{
    TagWork *work = mem_alloc(sizeof *work);
    *work = (TagWork){.asked = asked_dup(self), .text = mem_strdup(text)};
    char *rest = work->text;
    for (char *word; (word = strsep(&rest, " ,")) != NULL;) {
        if (*word == '-' && word[1] != '\0' && work->removes < TAGS_MOST)
            work->remove[work->removes++] = word + 1;
        else if (*word != '\0' && strcmp(word, "+") != 0 && work->adds < TAGS_MOST)
            work->add[work->adds++] = *word == '+' ? word + 1 : word;
    }
    size_t count;
    asked_people(work->asked, &count);
    const JobKind kind = {
        .title = "Tagging", .work = tag_people, .free = tag_work_free, .done = "Tagged", .people = count};
    if (work->adds + work->removes > 0)
        job_open(tui, &kind, work, count > JOB_PEOPLE);
    else
        tag_work_free(work);
}

RUN(tag)
{
    Asked *asked = asked_new(tui, selection);
    if (*args != '\0') {
        tag_text(tui, args, asked);
        asked_free(asked);
        return;
    }
    char *title = asked_title(tui, "Tags (python -draft):", asked);
    Prompt prompt = {.title = title, .history = "tag", .complete = complete_tags};
    tui_prompt(tui, &prompt, tag_text, asked, asked_free);
    free(title);
}

static void hook_text(Tui *tui, const char *text, void *self)
{
    const Asked *asked = self;
    Error err = {0};
    report_done(tui, app_hook(tui_app(tui), asked->contact, text, &err), &err, "Kept as a reason to write.");
}

RUN(hook)
{
    (void)args;
    Asked *asked = asked_new(tui, selection);
    char *title = asked_title(tui, "A reason to write to", asked);
    Prompt prompt = {.title = title, .history = "hook"};
    tui_prompt(tui, &prompt, hook_text, asked, asked_free);
    free(title);
}

typedef struct RhythmRow {
    const char *key, *label;
    int days;
    const char *done;
} RhythmRow;

static const RhythmRow RHYTHMS[] = {
    {"3", "every 3 weeks", 21, "In touch every 3 weeks"},
    {"2", "every 2 months", 60, "In touch every 2 months"},
    {"6", "every 6 months", 182, "In touch every 6 months"},
    {"y", "once a year", 365, "In touch once a year"},
    {"n", "none", 0, "No rhythm"},
};

enum { RHYTHM_COUNT = sizeof RHYTHMS / sizeof *RHYTHMS };

static bool rhythm_people(App *app, void *self, Error *err)
{
    const Asked *asked = self;
    size_t count;
    const int64_t *ids = asked_people(asked, &count);
    return app_rhythm(app, ids, count, RHYTHMS[asked->choice].days, err);
}

static void chosen_rhythm(Tui *tui, size_t index, void *self)
{
    Asked *asked = asked_dup(self);
    asked->choice = (int)index;
    asked_do(tui, asked, "Setting the rhythm", rhythm_people, RHYTHMS[index].done);
}

RUN(rhythm)
{
    (void)args;
    Choice choices[RHYTHM_COUNT];
    for (int i = 0; i < RHYTHM_COUNT; i++)
        choices[i] = (Choice){RHYTHMS[i].key, RHYTHMS[i].label, NULL};
    tui_choose(tui, "How often to be in touch", choices, RHYTHM_COUNT, false, chosen_rhythm,
               asked_new(tui, selection), asked_free);
}

WHEN(rhythm_applies)
{
    return (void)tui, selection->contact != 0 && selection->kind != THING_FOLLOWUP;
}

// ---- ways to somebody

RUN(path)
{
    (void)args;
    Error err = {0};
    Str text = STR_INIT;
    IntroductionPaths paths = {0};
    bool known = false;
    char *name = store_contact_name(tui_app(tui)->store, selection->contact);
    if (!app_paths(tui_app(tui), selection->contact, PATHS_SHOWN, &paths, &known, &err)) {
        tui_error(tui, &err);
    } else {
        for (size_t i = 0; i < paths.count; i++) {
            str_append(&text, "- ");
            app_path_line(tui_app(tui), &paths.items[i], &text);
            str_append(&text, "\n");
        }
        if (known)
            str_appendf(&text, "%sYou know them yourself.", paths.count > 0 ? "\n" : "");
        else if (paths.count == 0)
            str_append(&text, "Nobody you know is known to know them; rapport tie says who knows whom.");
        char *title = str_format("Who could introduce you to %s", name);
        tui_read(tui, title, str_get(&text));
        free(title);
    }
    vec_clear(&paths);
    str_clear(&text);
    free(name);
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
    {"done", T, "x", NULL, "done", "ticks off", NULL, 2, on_done, command_done},
    {"snooze", T, "z", "DATE", "snooze", "moves follow-ups and meetings to another day", ":snooze next tue",
     3, on_dated, command_snooze},
    {"compose", T, "c", NULL, "compose", "drafts a message to them", NULL, 4, on_person, compose},
    {"follow-up", T, "f", "DATE", "follow-up", "sets a follow-up", ":follow-up +2w", 5, on_person,
     command_follow_up},
    {"log", T, "i", NULL, "log", "notes a call, a meeting, a message", NULL, 6, on_person, command_log},
    {"replied", T, "R", NULL, "they replied", "notes their answer; what waits closes", NULL, 10, on_person,
     command_replied},
    {"tag", T, "#", "TAGS", "tag", "adds and removes tags", ":tag python -draft", 8, on_person, tag},
    {"add", T, "a", "TEXT", "add", "adds somebody by one line", ":add Ada Byron @ Acme, met at PyCon", 11,
     NULL, add},
    {"edit", T, "e", NULL, "edit", "edits the contact in a form", NULL, 12, on_person, edit},
    {"why", T, "w", NULL, "why", "explains stage and every date", NULL, 13, on_explained, command_why},
    {"path", T, "g p", NULL, "ways to them", "the ways to somebody, through people you know", NULL, 0,
     on_person, path},
    {"prep", T, "p", NULL, "prepare", "the sheet before a meeting", NULL, 0, on_person, command_prep},
    {"debrief", T, "D", NULL, "debrief", "notes what a talk brought; the thank-you opens", NULL, 0, on_person,
     command_debrief},
    {"settle", T, "S", NULL, "settled", "what they wrote needs no answer", NULL, 0, on_person,
     command_settle},
    {"rest", T, "s", NULL, "let rest", "lets the contact rest, or wakes it", NULL, 0, on_person, rest},
    {"stage", T, NULL, "STAGE", "stage", "sets the stage by hand, or auto again", ":stage advocate", 0,
     on_person, stage},
    {"trash", T, "d", NULL, "trash", "to the trash; drops or calls off what is planned", NULL, 0,
     on_trashable, trash},
    {"purge", T, NULL, NULL, "remove for good", "removes people for good; cannot be undone", NULL, 0,
     on_person, purge},
    {"favourite", T, "*", NULL, "favourite", "marks as favourite, or no longer", NULL, 0, on_person,
     favourite},
    {"hook", T, "b", NULL, "reason", "keeps a reason to write", NULL, 0, on_person, hook},
    {"rhythm", T, "r", NULL, "rhythm", "how often to be in touch", NULL, 0, rhythm_applies, rhythm},
    {"copy", T, "y", NULL, "copy", "copies address, name or link", NULL, 0, on_person, command_copy},
    {"open-link", T, "g o", NULL, "open link", "opens their profile or page in the browser", NULL, 0,
     on_person, command_open_link},
};

const CommandTable COMMANDS_THING = {ROWS, sizeof ROWS / sizeof *ROWS};
