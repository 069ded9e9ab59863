// SPDX-License-Identifier: MIT
// What stands beside a draft: its placeholders with their values, what happened with the recipient lately,
// and what is still missing in the text. The last is looked for with each change, the rest when data changes.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/app/contacts.h"
#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/template.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

enum {
    FACTS_MOST = 4,
    HOOKS_MOST = 3,
    PLACEHOLDER_MOST = 256, // bytes
};

static void forget_learned(OpenDraft *open)
{
    for (size_t i = 0; i < open->fields.count; i++) {
        free(open->fields.items[i].name);
        free(open->fields.items[i].value);
    }
    for (size_t i = 0; i < open->facts.count; i++)
        free(open->facts.items[i].text);
    for (size_t i = 0; i < open->seen.count; i++)
        free(open->seen.items[i]);
    vec_clear(&open->seen);
    vec_clear(&open->fields);
    vec_clear(&open->facts);
    free(open->language);
    open->language = NULL;
    check_facts_free(open->check_facts);
    open->check_facts = NULL;
    open->checked = 0;
}

void draft_forget(OpenDraft *open)
{
    check_result_clear(&open->check);
    forget_learned(open);
    vec_clear(&open->spans);
    vec_clear(&open->rows);
    free(open->checked_subject);
    open->checked_subject = NULL;
}

// ---- fields

static bool known_field(const OpenDraft *open, const char *name)
{
    for (size_t i = 0; i < open->fields.count; i++)
        if (strcmp(open->fields.items[i].name, name) == 0)
            return true;
    return false;
}

// Of "nickname|first_name" the name that is known, else the last.
static DraftField read_field(Tui *tui, int64_t contact, int64_t other, const char *inside, size_t length)
{
    DraftField field = {0};
    for (const char *at = inside, *end = inside + length; at < end && field.value == NULL;) {
        size_t part = strcspn(at, "|}");
        char *name = mem_strndup(at, part);
        free(field.name);
        field.name = mem_strdup(str_trim(name));
        field.value = app_placeholder(tui_app(tui), contact, other, field.name);
        free(name);
        at += part + 1;
    }
    return field;
}

// What is written between the braces is read once; a date needs no field.
static void add_field(Tui *tui, OpenDraft *open, const char *inside, size_t length)
{
    char *written = mem_strndup(inside, length);
    for (size_t i = 0; i < open->seen.count; i++)
        if (strcmp(open->seen.items[i], written) == 0) {
            free(written);
            return;
        }
    vec_push(&open->seen, written);
    int64_t contact = open->draft.recipients.count > 0 ? open->draft.recipients.items[0] : 0;
    int64_t other = open->draft.recipients.count == 2 ? open->draft.recipients.items[1] : 0;
    DraftField field = read_field(tui, contact, other, inside, length);
    if (field.name == NULL || str_starts(field.name, "date") || known_field(open, field.name)) {
        free(field.name);
        free(field.value);
        return;
    }
    vec_push(&open->fields, field);
}

static void add_fields(Tui *tui, OpenDraft *open, const char *text)
{
    for (const char *at = text; at != NULL && (at = strstr(at, "{{")) != NULL; at += 2) {
        const char *end = strstr(at, "}}");
        if (end != NULL && (at == text || at[-1] != '\\'))
            add_field(tui, open, at + 2, (size_t)(end - at) - 2);
    }
}

static void learn_fields(Tui *tui, OpenDraft *open)
{
    Template template = {0};
    if (open->draft.template_id != 0 &&
        store_template_by_id(tui_app(tui)->store, open->draft.template_id, &template, NULL)) {
        add_fields(tui, open, template.subject);
        add_fields(tui, open, template.text);
    }
    template_clear(&template);
}

// ---- facts

static Glyph direction_glyph(const Interaction *one)
{
    return one->direction == DIRECTION_OUT  ? GLYPH_RIGHT
           : one->direction == DIRECTION_IN ? GLYPH_LEFT
                                            : GLYPH_DISC;
}

static char *first_line(const char *text)
{
    text += strspn(text, " \n");
    return mem_strndup(text, strcspn(text, "\n"));
}

static char *describe(const Interaction *one)
{
    const char *kind = interaction_kind_name(one->kind);
    const char *what = !str_blank(one->subject) ? one->subject : one->text;
    if (one->kind == INTERACTION_MESSAGE && !str_blank(what))
        return first_line(what);
    char *line = str_blank(what) ? mem_strdup("") : first_line(what);
    char *full = str_format("%s%s%s", kind != NULL ? kind : "", *line != '\0' ? ", " : "", line);
    free(line);
    return full;
}

// Open ones, of either side.
static void learn_promises(Tui *tui, OpenDraft *open, int64_t contact)
{
    FollowupList rows = {0};
    store_followups_of(tui_app(tui)->store, contact, true, &rows, NULL);
    for (size_t i = 0; i < rows.count; i++) {
        const Followup *one = &rows.items[i];
        if (one->origin == ORIGIN_MY_PROMISE || one->origin == ORIGIN_THEIR_PROMISE)
            vec_push(&open->facts,
                     ((DraftFact){one->day, GLYPH_RING,
                                  str_format("%s promised: %s",
                                             one->origin == ORIGIN_MY_PROMISE ? "you" : "they", one->text)}));
    }
    followup_list_clear(&rows);
}

static void learn_facts(Tui *tui, OpenDraft *open, int64_t contact, int most)
{
    Store *store = tui_app(tui)->store;
    Interactions timeline = {0};
    learn_promises(tui, open, contact);
    store_timeline(store, contact, 0, 0, (size_t)most, &timeline, NULL);
    for (size_t i = 0; i < timeline.count; i++)
        vec_push(&open->facts, ((DraftFact){timeline.items[i].day, direction_glyph(&timeline.items[i]),
                                            describe(&timeline.items[i])}));
    store_interactions_clear(&timeline);
    TextRows hooks = {0};
    store_hooks(store, contact, &hooks, NULL);
    for (size_t i = 0, shown = 0; i < hooks.count && shown < HOOKS_MOST; i++) {
        if (strcmp(hooks.items[i].state, "fresh") != 0)
            continue;
        shown++;
        vec_push(&open->facts, ((DraftFact){CIVIL_NONE, GLYPH_STAR, mem_strdup(hooks.items[i].text)}));
    }
    store_text_rows_clear(&hooks);
    char *ground = app_common_ground(tui_app(tui), contact);
    if (ground != NULL)
        vec_push(&open->facts, ((DraftFact){CIVIL_NONE, GLYPH_BULLET, ground}));
}

void draft_learn(Tui *tui, OpenDraft *open)
{
    forget_learned(open);
    learn_fields(tui, open);
    open->notes_most = 0;
    if (open->draft.channel == CHANNEL_LINKEDIN_NOTE &&
        !app_note_quota(tui_app(tui), &open->notes, &open->notes_most))
        open->notes_most = 0;
    open->check_facts =
        check_facts_read(tui_app(tui), open->draft.recipients.items, open->draft.recipients.count, NULL);
    if (open->check_facts == NULL) // somebody is gone
        open->check_facts = check_facts_read(tui_app(tui), NULL, 0, NULL);
    if (open->check_facts != NULL)
        open->language = mem_strdup(check_facts_language(open->check_facts));
    size_t people = open->draft.recipients.count;
    for (size_t i = 0; i < people; i++) // what is known of each fits beside the text
        learn_facts(tui, open, open->draft.recipients.items[i], people > 1 ? FACTS_MOST / 2 : FACTS_MOST);
}

// ---- what was typed into the text by hand

// The placeholder that begins right there; 0 = none.
static size_t unfilled_at(const char *text)
{
    size_t length = strnlen(text, PLACEHOLDER_MOST), from, to;
    return template_next_unfilled(text, length, length, false, &from, &to) && from == 0 ? to : 0;
}

static void add_unfilled(Tui *tui, OpenDraft *open)
{
    for (const char *at = editor_text(&open->editor); (at = strchr(at, '{')) != NULL;) {
        size_t length = at[1] == '{' ? unfilled_at(at) : 0;
        if (length > 0)
            add_field(tui, open, at + 2, length - 4);
        at += length > 0 ? length : 1;
    }
}

// Those that still stand before closing braces; the text may be long, and is gone through once for all.
static void find_open_fields(OpenDraft *open)
{
    const char *text = editor_text(&open->editor);
    for (size_t i = 0; i < open->fields.count; i++)
        open->fields.items[i].open = false;
    for (const char *at = text; (at = strchr(at, '}')) != NULL; at++) {
        for (size_t i = 0; at[1] == '}' && i < open->fields.count; i++) {
            DraftField *field = &open->fields.items[i];
            size_t length = strlen(field->name), before = (size_t)(at - text);
            field->open = field->open || (before >= length && memcmp(at - length, field->name, length) == 0);
        }
    }
}

void draft_learn_written(Tui *tui, OpenDraft *open)
{
    add_unfilled(tui, open);
    find_open_fields(open);
}
