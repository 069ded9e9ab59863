// SPDX-License-Identifier: MIT
// What the check says of the open draft: asked with each change, or, of a long text, behind the screen once
// the keys rest; the colours of what it found, and going from one finding to the next.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/base/civil.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

enum {
    LONG = 1 << 14, // bytes: the check of more takes too long for a frame
    REST_MS = 300,
    VALUE_MOST = 256, // bytes of a filled in value or a finding that begins above what is seen
};

// ---- the check

static bool is_long(const OpenDraft *open)
{
    return textbuf_length(open->editor.text) > LONG;
}

static bool is_text(const OpenDraft *open, uint64_t revision, const char *subject)
{
    return editor_revision(&open->editor) == revision && str_equal(field_text(&open->subject), subject);
}

bool draft_is_checked(const OpenDraft *open)
{
    return open->checked > 0 && is_text(open, open->checked - 1, open->checked_subject);
}

static CheckMessage message_of(const OpenDraft *open)
{
    return (CheckMessage){open->draft.channel, open->draft.occasion,
                          draft_has_subject(open) ? field_text(&open->subject) : NULL,
                          editor_text(&open->editor), open->draft.planned_day != CIVIL_NONE};
}

// What the buffers know at once. The parts of an SMS are counted where the whole text is gone through.
static void count_now(Tui *tui, OpenDraft *open)
{
    size_t parts = open->count.parts, subject = textbuf_utf16(open->subject.buffer);
    open->count =
        channel_count_units(open->draft.channel, tui_app(tui)->premium, draft_has_subject(open) ? subject : 0,
                            textbuf_utf16(open->editor.text));
    open->count.parts = channel_limits(open->draft.channel)->parts ? parts : 0;
}

// The result is of the text as it is, and is taken.
static void found(Tui *tui, OpenDraft *open, const CheckResult *result)
{
    CheckMessage message = message_of(open);
    check_result_clear(&open->check);
    open->check = *result;
    if (channel_limits(message.channel)->parts)
        open->count.parts = channel_sms_parts(message.text, strlen(message.text));
    open->checked = editor_revision(&open->editor) + 1;
    free(open->checked_subject);
    open->checked_subject = mem_strdup(field_text(&open->subject));
    if (open->finding >= open->check.findings.count)
        open->finding = 0;
    draft_learn_written(tui, open);
}

static void check_now(Tui *tui, OpenDraft *open)
{
    CheckResult result = {0};
    CheckMessage message = message_of(open);
    if (open->check_facts == NULL) // lent
        draft_wait(tui, open);
    if (open->check_facts != NULL)
        app_check(tui_app(tui), open->check_facts, &message, &result);
    found(tui, open, &result);
}

// ---- behind the screen

typedef struct Checking {
    DraftWork work;
    CheckTask *task;
    uint64_t revision;
    char *subject;
} Checking;

static void run_checking(DraftWork *work, Store *store, bool behind)
{
    (void)behind;
    check_task_run(((Checking *)work)->task, store);
}

// Of a text that was, or of people who were, nothing is told.
static void end_checking(DraftWork *work, Tui *tui, OpenDraft *open)
{
    Checking *checking = (Checking *)work;
    CheckResult result = {0};
    CheckFacts *facts = check_task_take(tui_app(tui), checking->task, &result);
    bool lent = open->check_facts == NULL;
    if (lent)
        open->check_facts = facts;
    else
        check_facts_free(facts);
    if (!lent || !is_text(open, checking->revision, checking->subject)) {
        check_result_clear(&result);
        return;
    }
    found(tui, open, &result);
    DraftThen *then = open->then;
    open->then = NULL;
    if (then != NULL)
        then(tui, open);
}

static void free_checking(DraftWork *work)
{
    Checking *checking = (Checking *)work;
    check_task_free(checking->task);
    free(checking->subject);
    free(checking);
}

static void check_behind(Tui *tui, OpenDraft *open)
{
    if (open->working || open->check_facts == NULL)
        return;
    CheckMessage message = message_of(open);
    Checking *checking = mem_alloc(sizeof *checking);
    *checking = (Checking){.work = {run_checking, end_checking, free_checking},
                           .task = check_task_new(tui_app(tui), open->check_facts, &message),
                           .revision = editor_revision(&open->editor),
                           .subject = mem_strdup(field_text(&open->subject))};
    open->check_facts = NULL;
    draft_begin(tui, open, &checking->work);
}

void draft_check(Tui *tui, OpenDraft *open)
{
    int64_t rest = open->editor.changed_ms + REST_MS;
    count_now(tui, open);
    bool rests = open->checked == 0 || open->then != NULL || clock_monotonic_ms() >= rest;
    if (!draft_is_checked(open) && !is_long(open))
        check_now(tui, open);
    else if (!draft_is_checked(open) && rests)
        check_behind(tui, open);
    else if (!draft_is_checked(open))
        tui_draw_again(tui, rest);
    spelling_rest(tui, open);
}

// Now, or with the answer.
static void when_checked(Tui *tui, OpenDraft *open, DraftThen *then)
{
    if (!draft_is_checked(open) && is_long(open)) {
        open->then = then;
        check_behind(tui, open);
        return;
    }
    if (!draft_is_checked(open))
        check_now(tui, open);
    then(tui, open);
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
    if (!draft_is_checked(open))
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
    from = from > VALUE_MOST ? from - VALUE_MOST : 0; // what begins above may end in sight
    to = to + VALUE_MOST < length ? to + VALUE_MOST : length;
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
    open->telling = true;
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

static void go_to_next(Tui *tui, OpenDraft *open)
{
    if (open->check.findings.count == 0)
        tui_toast(tui, false, "Nothing to mend");
    else
        draft_go_to_finding(tui, open, next_finding(open));
}

void draft_next_finding(Tui *tui, OpenDraft *open)
{
    when_checked(tui, open, go_to_next);
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

static void mend(Tui *tui, OpenDraft *open)
{
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

void draft_apply_fix(Tui *tui, OpenDraft *open)
{
    when_checked(tui, open, mend);
}
