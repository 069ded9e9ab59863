// SPDX-License-Identifier: MIT
// What stands beside a draft: its placeholders with their values, what happened with the recipient lately,
// and what is still missing in the text. The last is looked for with each change, the rest when data changes.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/app/contacts.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/template.h"
#include "rapport/store/interactions.h"

enum {
    FACTS_MOST = 4,
    HOOKS_MOST = 3,
    FINDINGS_MOST = 500,    // nobody reads more
    PLACEHOLDER_MOST = 256, // bytes
    LONG_TEXT = 1 << 16,    // bytes: such a text is checked when the keys rest
    REST_MS = 300,
};

static void forget_findings(OpenDraft *open)
{
    for (size_t i = 0; i < open->findings.count; i++) {
        free(open->findings.items[i].title);
        free(open->findings.items[i].detail);
    }
    vec_clear(&open->findings);
}

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
    open->checked = 0;
}

void draft_forget(OpenDraft *open)
{
    forget_findings(open);
    forget_learned(open);
    vec_clear(&open->spans);
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
static DraftField read_field(Tui *tui, int64_t contact, const char *inside, size_t length)
{
    DraftField field = {0};
    for (const char *at = inside, *end = inside + length; at < end && field.value == NULL;) {
        size_t part = strcspn(at, "|}");
        char *name = mem_strndup(at, part);
        free(field.name);
        field.name = mem_strdup(str_trim(name));
        field.value = app_placeholder(tui_app(tui), contact, field.name);
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
    DraftField field = read_field(tui, contact, inside, length);
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

static void learn_facts(Tui *tui, OpenDraft *open, int64_t contact)
{
    Store *store = tui_app(tui)->store;
    Interactions timeline = {0};
    store_timeline(store, contact, 0, 0, FACTS_MOST, &timeline, NULL);
    for (size_t i = 0; i < timeline.count; i++)
        vec_push(&open->facts, ((DraftFact){timeline.items[i].day, direction_glyph(&timeline.items[i]),
                                            describe(&timeline.items[i])}));
    store_interactions_clear(&timeline);
    TextRows hooks = {0};
    store_hooks(store, contact, &hooks, NULL);
    for (size_t i = 0; i < hooks.count && i < HOOKS_MOST; i++)
        vec_push(&open->facts, ((DraftFact){CIVIL_NONE, GLYPH_STAR, mem_strdup(hooks.items[i].text)}));
    store_text_rows_clear(&hooks);
    char *ground = app_common_ground(tui_app(tui), contact);
    if (ground != NULL)
        vec_push(&open->facts, ((DraftFact){CIVIL_NONE, GLYPH_BULLET, ground}));
}

void draft_learn(Tui *tui, OpenDraft *open)
{
    forget_learned(open);
    int64_t contact = open->draft.recipients.count > 0 ? open->draft.recipients.items[0] : 0;
    learn_fields(tui, open);
    if (contact != 0)
        learn_facts(tui, open, contact);
}

// ---- findings

static void find_problem(OpenDraft *open, const char *title, char *detail, size_t from, size_t to)
{
    vec_push(&open->findings, ((DraftFinding){true, mem_strdup(title), detail, from, to}));
}

// The placeholder that begins right there; 0 = none.
static size_t unfilled_at(const char *text)
{
    size_t length = strnlen(text, PLACEHOLDER_MOST), from, to;
    return template_next_unfilled(text, length, length, false, &from, &to) && from == 0 ? to : 0;
}

static void find_unfilled(Tui *tui, OpenDraft *open)
{
    const char *text = editor_text(&open->editor);
    for (const char *at = text; open->findings.count < FINDINGS_MOST && (at = strstr(at, "{{")) != NULL;) {
        size_t from = (size_t)(at - text), length = unfilled_at(at);
        if (length == 0) {
            at++;
            continue;
        }
        find_problem(open, "empty placeholder",
                     str_format("%.*s  line %d", (int)length, at, editor_line_of(&open->editor, from)), from,
                     from + length);
        add_field(tui, open, at + 2, length - 4);
        at += length;
    }
    size_t subject = template_count_unfilled(field_text(&open->subject), strlen(field_text(&open->subject)));
    if (subject > 0 && draft_has_subject(open))
        find_problem(open, "empty placeholder", mem_strdup("in the subject"), 0, 0);
}

static void find_over_limit(OpenDraft *open)
{
    const ChannelCount *count = &open->count;
    if (count->text_limit > 0 && count->text > count->text_limit)
        find_problem(open, "over the limit",
                     str_format("%zu too many for %s", count->text - count->text_limit,
                                channel_label(open->draft.channel)),
                     0, 0);
    if (count->subject_limit > 0 && count->subject > count->subject_limit)
        find_problem(open, "subject over the limit",
                     str_format("%zu too many", count->subject - count->subject_limit), 0, 0);
}

static void find_open_fields(OpenDraft *open)
{
    for (size_t i = 0; i < open->fields.count; i++) {
        DraftField *field = &open->fields.items[i];
        char *written = str_format("%s}}", field->name);
        field->open = strstr(editor_text(&open->editor), written) != NULL;
        free(written);
    }
}

void draft_check_now(Tui *tui, OpenDraft *open)
{
    uint64_t revision = editor_revision(&open->editor) + 1;
    const char *subject = field_text(&open->subject);
    if (open->checked == revision && str_equal(open->checked_subject, subject))
        return;
    open->checked = revision;
    free(open->checked_subject);
    open->checked_subject = mem_strdup(subject);
    forget_findings(open);
    open->count = channel_count(open->draft.channel, tui_app(tui)->premium,
                                draft_has_subject(open) ? subject : NULL, editor_text(&open->editor));
    open->words = editor_words(&open->editor);
    if (open->draft.recipients.count == 0)
        find_problem(open, "nobody to write to", mem_strdup("the contact is gone"), 0, 0);
    if (str_blank(editor_text(&open->editor)))
        find_problem(open, "empty text", mem_strdup("write, or M-t takes a template"), 0, 0);
    find_unfilled(tui, open);
    find_open_fields(open);
    find_over_limit(open);
}

void draft_check(Tui *tui, OpenDraft *open)
{
    bool rests = clock_monotonic_ms() - open->editor.changed_ms >= REST_MS;
    if (open->checked == 0 || rests || textbuf_length(open->editor.text) < LONG_TEXT)
        draft_check_now(tui, open);
}

// ---- colours of what is empty and of what the template filled in

static bool at_word(const char *text, size_t length, size_t from, size_t to)
{
    uint32_t before = ' ', behind = ' ';
    if (from > 0) {
        size_t start = utf8_cluster_before(text, from);
        utf8_decode(text + start, from - start, &before, NULL);
    }
    if (to < length)
        utf8_decode(text + to, length - to, &behind, NULL);
    return !utf8_is_word(before) && !utf8_is_word(behind);
}

static void colour(OpenDraft *open, size_t from, size_t length, Style style)
{
    vec_push(&open->spans, ((EditorSpan){from, from + length, style}));
}

// seen is what begins at first in the text.
static void colour_value(OpenDraft *open, const char *seen, size_t first, const char *value)
{
    size_t length = textbuf_length(open->editor.text), size = strlen(value);
    for (const char *at = seen; size > 1 && (at = strstr(at, value)) != NULL; at += size) {
        size_t from = first + (size_t)(at - seen);
        if (at_word(editor_text(&open->editor), length, from, from + size))
            colour(open, from, size, style_of(ROLE_TAG, 0));
    }
}

static void colour_unfilled(OpenDraft *open, const char *seen, size_t first)
{
    for (const char *at = seen; (at = strstr(at, "{{")) != NULL;) {
        size_t length = unfilled_at(at);
        if (length > 0)
            colour(open, first + (size_t)(at - seen), length, style_of(ROLE_WARN, ATTR_UNDERLINE));
        at += length > 0 ? length : 1;
    }
}

void draft_colour(OpenDraft *open, size_t from, size_t to)
{
    size_t length = textbuf_length(open->editor.text);
    from = from > PLACEHOLDER_MOST ? from - PLACEHOLDER_MOST : 0; // what begins above may end in sight
    to = to + PLACEHOLDER_MOST < length ? to + PLACEHOLDER_MOST : length;
    char *seen = mem_strndup(editor_text(&open->editor) + from, to - from);
    open->spans.count = 0;
    for (size_t i = 0; i < open->fields.count; i++)
        if (open->fields.items[i].value != NULL)
            colour_value(open, seen, from, open->fields.items[i].value);
    colour_unfilled(open, seen, from);
    free(seen);
}

void draft_next_finding(Tui *tui, OpenDraft *open)
{
    draft_check_now(tui, open);
    size_t cursor = textbuf_cursor(open->editor.text);
    const DraftFinding *next = NULL;
    for (size_t i = 0; i < open->findings.count; i++) {
        const DraftFinding *one = &open->findings.items[i];
        if (one->to > 0 && (next == NULL || (next->from < cursor && one->from >= cursor)))
            next = one;
    }
    if (next != NULL) {
        open->in_subject = false;
        editor_go(&open->editor, next->from, next->to);
        tui_toast(tui, false, "%s: %s", next->title, next->detail);
    } else if (open->findings.count > 0) {
        tui_toast(tui, false, "%s: %s", open->findings.items[0].title, open->findings.items[0].detail);
    } else {
        tui_toast(tui, false, "Nothing to fix");
    }
}
