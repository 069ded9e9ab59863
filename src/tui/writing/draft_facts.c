// SPDX-License-Identifier: MIT
// What stands beside a draft: its placeholders with their values, what happened with the recipient lately,
// and what is still missing in the text. The last is looked for with each change, the rest when data changes.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/app/contacts.h"
#include "rapport/base/civil.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/template.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

enum {
    FACTS_MOST = 4,
    HOOKS_MOST = 3,
    PLACEHOLDER_MOST = 256, // bytes
    REST_MS = 300,
    CHECKED_AT_ONCE = 1 << 13, // bytes: with each key; a longer text when the keys rest
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
    size_t people = open->draft.recipients.count;
    for (size_t i = 0; i < people; i++) // what is known of each fits beside the text
        learn_facts(tui, open, open->draft.recipients.items[i], people > 1 ? FACTS_MOST / 2 : FACTS_MOST);
}

// ---- the check

// The placeholder that begins right there; 0 = none.
static size_t unfilled_at(const char *text)
{
    size_t length = strnlen(text, PLACEHOLDER_MOST), from, to;
    return template_next_unfilled(text, length, length, false, &from, &to) && from == 0 ? to : 0;
}

// What was typed into the text by hand has a field too.
static void add_unfilled(Tui *tui, OpenDraft *open)
{
    for (const char *at = editor_text(&open->editor); (at = strstr(at, "{{")) != NULL;) {
        size_t length = unfilled_at(at);
        if (length > 0)
            add_field(tui, open, at + 2, length - 4);
        at += length > 0 ? length : 1;
    }
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
    check_result_clear(&open->check);
    CheckMessage message = {open->draft.channel, open->draft.occasion,
                            draft_has_subject(open) ? subject : NULL, editor_text(&open->editor),
                            open->draft.planned_day != CIVIL_NONE};
    open->count = channel_count(message.channel, tui_app(tui)->premium, message.subject, message.text);
    if (open->check_facts != NULL)
        app_check(tui_app(tui), open->check_facts, &message, &open->check);
    if (open->finding >= open->check.findings.count)
        open->finding = 0;
    add_unfilled(tui, open);
    find_open_fields(open);
}

void draft_check(Tui *tui, OpenDraft *open)
{
    int64_t rest = open->editor.changed_ms + REST_MS;
    size_t at_once = open->checked == 0 ? DRAFT_LONG : CHECKED_AT_ONCE;
    if (clock_monotonic_ms() >= rest || textbuf_length(open->editor.text) < at_once)
        draft_check_now(tui, open);
    else if (open->checked != editor_revision(&open->editor) + 1)
        tui_draw_again(tui, rest);
    spelling_rest(tui, open);
}

// ---- colours of what the check found and of what the template filled in

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

static void colour_findings(OpenDraft *open, size_t first, size_t end)
{
    static const Role ROLES[] = {ROLE_LATE, ROLE_WARN, ROLE_DIM};
    if (open->checked != editor_revision(&open->editor) + 1)
        return; // of a text that was: it is looked at again when the keys rest
    for (size_t i = 0; i < open->check.findings.count; i++) {
        const CheckFinding *one = &open->check.findings.items[i];
        if (!one->in_subject && one->to > one->from && one->to > first && one->from < end)
            colour(open, one->from, one->to - one->from, style_of(ROLES[one->severity], ATTR_UNDERLINE));
    }
}

static int by_place(const void *a, const void *b)
{
    const EditorSpan *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

// Those from the first `found` on that lie over one of these go; then all stand in order.
static void part_spans(EditorSpans *spans, size_t found)
{
    size_t kept = 0;
    for (size_t i = 0; i < spans->count; i++) {
        bool covered = false;
        for (size_t k = 0; k < kept && (k < found || i < found) && !covered; k++)
            covered = spans->items[i].from < spans->items[k].to && spans->items[i].to > spans->items[k].from;
        if (!covered)
            spans->items[kept++] = spans->items[i];
    }
    spans->count = kept;
    if (kept > 1)
        qsort(spans->items, kept, sizeof *spans->items, by_place);
}

void draft_colour(OpenDraft *open, size_t from, size_t to)
{
    size_t length = textbuf_length(open->editor.text);
    from = from > PLACEHOLDER_MOST ? from - PLACEHOLDER_MOST : 0; // what begins above may end in sight
    to = to + PLACEHOLDER_MOST < length ? to + PLACEHOLDER_MOST : length;
    char *seen = mem_strndup(editor_text(&open->editor) + from, to - from);
    open->spans.count = 0;
    colour_findings(open, from, to);
    size_t found = open->spans.count;
    for (size_t i = 0; i < open->fields.count; i++)
        if (open->fields.items[i].value != NULL)
            colour_value(open, seen, from, open->fields.items[i].value);
    part_spans(&open->spans, found);
    free(seen);
}

void draft_go_to_finding(Tui *tui, OpenDraft *open, size_t index)
{
    const CheckFinding *one = &open->check.findings.items[index];
    open->finding = index;
    open->in_subject = one->in_subject && draft_has_subject(open);
    if (one->to > one->from && !one->in_subject)
        editor_go(&open->editor, one->from, one->to);
    tui_toast(tui, false, "%s%s", one->message, one->fix != NULL ? "  M-. mends it" : "");
}

static bool has_place(const CheckFinding *one)
{
    return !one->in_subject && one->to > one->from;
}

// The first place in the text from a byte on; the count = none.
static size_t place_from(const CheckResult *check, size_t from)
{
    size_t best = check->findings.count;
    for (size_t i = 0; i < check->findings.count; i++) {
        const CheckFinding *one = &check->findings.items[i];
        if (has_place(one) && one->from >= from &&
            (best == check->findings.count || one->from < check->findings.items[best].from))
            best = i;
    }
    return best;
}

// From the cursor on; behind the last place, what is said of the whole message, one after the other; then
// from the top.
static size_t next_finding(const OpenDraft *open)
{
    const CheckResult *check = &open->check;
    size_t count = check->findings.count, cursor = textbuf_cursor(open->editor.text),
           first = place_from(check, 0);
    size_t next = place_from(check, cursor), told = open->finding < count ? open->finding : 0;
    const CheckFinding *last = &check->findings.items[told];
    if (next < count && (!has_place(last) || next != told))
        return next;
    if (first < count && has_place(last) && last->to != cursor)
        return first; // something was written since
    for (size_t i = has_place(last) ? 0 : told + 1; i < count; i++)
        if (!has_place(&check->findings.items[i]))
            return i;
    return first < count ? first : 0;
}

void draft_next_finding(Tui *tui, OpenDraft *open)
{
    draft_check_now(tui, open);
    if (open->check.findings.count == 0)
        tui_toast(tui, false, "Nothing to mend");
    else
        draft_go_to_finding(tui, open, next_finding(open));
}

const CheckFinding *draft_finding_here(const OpenDraft *open)
{
    size_t cursor = textbuf_cursor(open->editor.text);
    for (size_t i = 0; i < open->check.findings.count; i++) {
        const CheckFinding *one = &open->check.findings.items[i];
        if (has_place(one) && cursor >= one->from && cursor <= one->to)
            return one;
    }
    return NULL;
}

// The finding around the cursor that can be mended, else the one that was gone to.
static const CheckFinding *fixable(const OpenDraft *open)
{
    size_t cursor = textbuf_cursor(open->editor.text);
    const CheckFinding *told = NULL;
    for (size_t i = 0; i < open->check.findings.count; i++) {
        const CheckFinding *one = &open->check.findings.items[i];
        if (one->fix == NULL || one->in_subject)
            continue;
        if (one->to > one->from && cursor >= one->from && cursor <= one->to)
            return one;
        told = i == open->finding ? one : told;
    }
    return told;
}

void draft_apply_fix(Tui *tui, OpenDraft *open)
{
    draft_check_now(tui, open);
    const CheckFinding *one = fixable(open);
    if (one == NULL) {
        tui_toast(tui, false,
                  open->check.findings.count > 0 ? "This one is yours to word" : "Nothing to mend");
        return;
    }
    open->in_subject = false;
    editor_go(&open->editor, one->from, one->to);
    editor_insert(&open->editor, one->fix);
    tui_toast(tui, false, "Mended; C-z takes it back");
}
