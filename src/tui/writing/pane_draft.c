// SPDX-License-Identifier: MIT
// The open draft: head lines, the text, the counter. It saves itself with every tick of the loop and whenever
// it is left (draft_save.c).
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { METER_MOST = 30, METER_LEAST = 8, ROOMY_ROWS = 14 };

OpenDraft *draft_of(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_DRAFT);
    return pane != NULL ? pane->state : NULL;
}

const char *channel_label(Channel channel)
{
    static const char *const LABELS[CHANNEL_COUNT] = {
        [CHANNEL_NONE] = "no channel",   [CHANNEL_EMAIL] = "email",
        [CHANNEL_LINKEDIN] = "LinkedIn", [CHANNEL_LINKEDIN_NOTE] = "LinkedIn note",
        [CHANNEL_INMAIL] = "InMail",     [CHANNEL_PHONE] = "phone",
        [CHANNEL_SMS] = "SMS",           [CHANNEL_IN_PERSON] = "in person",
        [CHANNEL_OTHER] = "other",
    };
    return LABELS[channel];
}

bool draft_has_subject(const OpenDraft *open)
{
    return channel_limits(open->draft.channel)->has_subject || !str_blank(field_text(&open->subject));
}

// ---- its life

static void pane_open(Pane *pane)
{
    OpenDraft *open = pane->state;
    editor_init(&open->editor, pane->tui, "");
    field_init(&open->subject, pane->tui, NULL);
}

// What is written with a tick is written behind the screen; what is left or ends is written before.
static void pane_tick(Pane *pane)
{
    Tui *tui = pane->tui;
    OpenDraft *open = pane->state;
    draft_take(tui, open);
    if (tui->ticking && !tui->quit)
        draft_save_behind(tui, open);
    else
        draft_save(tui, open);
}

static void pane_close(Pane *pane)
{
    OpenDraft *open = pane->state;
    draft_save(pane->tui, open);
    draft_work_stop(open);
    draft_forget(open);
    draft_clear(&open->draft);
    editor_clear(&open->editor);
    field_clear(&open->subject);
    free(open->saved_subject);
}

// The place of a byte in a text that was changed somewhere: before the change as it was, behind it as far
// from the end as it was, within it where it begins.
static size_t place_after(const char *before, const char *after, size_t at)
{
    size_t tail = strlen(before) - at, length = strlen(after), same = 0;
    while (same < at && before[same] == after[same] && after[same] != '\0')
        same++;
    if (same == at)
        return at;
    return length >= same + tail && strcmp(before + at, after + length - tail) == 0 ? length - tail : same;
}

// The cursor does not follow what somebody else wrote.
static void take_theirs(Tui *tui, OpenDraft *open)
{
    char *before = mem_strdup(editor_text(&open->editor));
    size_t at = textbuf_cursor(open->editor.text);
    draft_take_text(tui, open);
    at = place_after(before, editor_text(&open->editor), at);
    editor_go(&open->editor, at, at);
    free(before);
}

// What another program or an undo changed: the text too, unless something was typed here meanwhile (then
// saving will find the conflict).
static bool pane_load(Pane *pane, Error *err)
{
    OpenDraft *open = pane->state;
    Tui *tui = pane->tui;
    if (!open->open)
        return draft_open(tui, open, tui_pushed_id(tui), err);
    Draft now = {0};
    if (!store_draft_get(tui_app(tui)->store, open->draft.id, &now, err))
        return false;
    bool newer = now.rev != open->rev;
    draft_clear(&open->draft);
    open->draft = now;
    if (newer && !draft_dirty(open))
        take_theirs(tui, open);
    draft_learn(tui, open);
    return true;
}

// ---- drawing

static void saved_when(Tui *tui, const OpenDraft *open, char *text, size_t size)
{
    int64_t age = store_now(tui_app(tui)->store).utc - open->draft.saved_utc;
    if (open->complained)
        snprintf(text, size, "not saved");
    else if (draft_dirty(open))
        snprintf(text, size, "typing");
    else if (age < 60)
        snprintf(text, size, "saved %ds ago", age > 0 ? (int)age : 0);
    else if (age < 3600)
        snprintf(text, size, "saved %dm ago", (int)(age / 60));
    else if (age < 86400)
        snprintf(text, size, "saved %dh ago", (int)(age / 3600));
    else
        snprintf(text, size, "saved %dd ago", (int)(age / 86400));
}

static int crumb(Canvas *canvas, Rect rect, int col, int end, const char *text, Style style)
{
    int used = col < end ? canvas_put(canvas, rect.row, col, end - col, text, style) : 0;
    return col + used + 1;
}

static void draw_title(Tui *tui, const OpenDraft *open, Canvas *canvas, Rect rect)
{
    char saved[32];
    saved_when(tui, open, saved, sizeof saved);
    int end = rect.col + rect.cols - 1, col = rect.col + 1;
    bool bad = open->complained;
    canvas_put_right(canvas, rect.row, rect.col, rect.cols - 1, saved,
                     style_of(bad ? ROLE_LATE : ROLE_DIM, 0));
    end -= (int)strlen(saved) + 2;
    Style dim = style_of(ROLE_DIM, 0);
    const char *separator = glyph(GLYPH_NEXT, canvas->ascii);
    const char *occasion = occasion_name(open->draft.occasion);
    if (rect.cols >= 46) {
        col = crumb(canvas, rect, col, end, "Drafts", dim);
        col = crumb(canvas, rect, col, end, separator, dim);
    }
    col = crumb(canvas, rect, col, end, open->draft.recipient_names, style_of(ROLE_TEXT, ATTR_BOLD));
    if (occasion == NULL)
        return;
    col = crumb(canvas, rect, col, end, separator, dim);
    crumb(canvas, rect, col, end, occasion, style_of(ROLE_TEXT, 0));
}

static int labelled(Canvas *canvas, Rect rect, int col, const char *label, const char *value, Role role)
{
    int end = rect.col + rect.cols - 1;
    if (col >= end)
        return col;
    col += canvas_put(canvas, rect.row, col, end - col, label, style_of(ROLE_DIM, 0)) + 1;
    if (col < end)
        col += canvas_put(canvas, rect.row, col, end - col, value, style_of(role, 0)) + 3;
    return col;
}

static void draw_origin(Tui *tui, const OpenDraft *open, Canvas *canvas, Rect rect)
{
    int col = rect.col + 1;
    size_t place, count;
    if (batch_place(tui, open->draft.id, &place, &count)) {
        char text[48];
        snprintf(text, sizeof text, "%zu of %zu", place, count);
        col += canvas_put(canvas, rect.row, col, -1, text, style_of(ROLE_ACCENT, ATTR_BOLD)) + 3;
    }
    if (rect.cols >= 60)
        col = labelled(canvas, rect, col, "To", open->draft.recipient_names, ROLE_TEXT);
    col = labelled(canvas, rect, col, "via", channel_label(open->draft.channel), ROLE_TEXT);
    if (open->draft.planned_day != CIVIL_NONE) {
        char day[DATE_TEXT_SIZE];
        col = labelled(canvas, rect, col, "planned for",
                       date_due(open->draft.planned_day, -1, tui_today(tui), day), ROLE_ACCENT);
    }
    if (open->draft.template_name != NULL)
        labelled(canvas, rect, col, "from", open->draft.template_name, ROLE_TAG);
}

static int draw_meter(Canvas *canvas, Rect rect, const ChannelCount *count, int cols)
{
    if (count->text_limit == 0 || cols < METER_LEAST)
        return 0;
    size_t filled = count->text * (size_t)cols / count->text_limit;
    int full = filled > (size_t)cols ? cols : (int)filled;
    bool over = count->text > count->text_limit;
    canvas_hline(canvas, rect.row, rect.col + 1, cols, GLYPH_RULE, style_of(ROLE_DIM, 0));
    canvas_hline(canvas, rect.row, rect.col + 1, full, GLYPH_RULE_HEAVY,
                 style_of(over ? ROLE_LATE : ROLE_ACCENT, 0));
    return cols + 1;
}

// Puts it when all of it fits, and goes on behind it.
static int put_whole(Canvas *canvas, Rect rect, int col, const char *text, Style style)
{
    int width = canvas_width(canvas, text);
    if (width == 0 || col + width > rect.col + rect.cols)
        return col;
    canvas_put(canvas, rect.row, col, width, text, style);
    return col + width + 2;
}

static void draw_counter(const OpenDraft *open, Canvas *canvas, Rect rect)
{
    const ChannelCount *count = &open->count;
    Str counter = STR_INIT;
    char place[64], notes[48] = "";
    int line, column;
    editor_position(&open->editor, &line, &column);
    snprintf(place, sizeof place, "%zu word%s  %d:%d", open->check.words, open->check.words == 1 ? "" : "s",
             line, column);
    if (open->notes_most > 0)
        snprintf(notes, sizeof notes, "%d of %d notes this month", open->notes, open->notes_most);
    channel_counter(count, &counter);
    int used = canvas_width(canvas, str_get(&counter)) + (int)strlen(place) + 4 +
               (*notes != '\0' ? (int)strlen(notes) + 2 : 0);
    int meter = rect.cols - used - 2 < METER_MOST ? rect.cols - used - 2 : METER_MOST;
    int col = rect.col + 1 + draw_meter(canvas, rect, count, meter);
    bool over = count->text_limit > 0 && count->text > count->text_limit,
         spent = open->notes >= open->notes_most;
    col = put_whole(canvas, rect, col, str_get(&counter),
                    style_of(over ? ROLE_LATE : ROLE_TEXT, over ? ATTR_BOLD : 0));
    col = put_whole(canvas, rect, col, notes, style_of(spent ? ROLE_LATE : ROLE_DIM, 0));
    put_whole(canvas, rect, col, place, style_of(ROLE_DIM, 0));
    str_clear(&counter);
}

// Where nothing stands beside the text, a finding that the last row cannot hold is told in some above it.
static void draw_told(const OpenDraft *open, Canvas *canvas, Rect *rect)
{
    enum { ROWS_MOST = 3, ROWS_LEFT = 3 };
    const Pane *side = tui_pane(open->editor.tui, &PANE_DRAFT_SIDE);
    if (!open->telling || open->finding >= open->check.findings.count ||
        (side != NULL && !rect_empty(side->rect)))
        return;
    const char *text = open->check.findings.items[open->finding].message;
    int cols = rect->cols - 2, rows = rect->rows - ROWS_LEFT < ROWS_MOST ? rect->rows - ROWS_LEFT : ROWS_MOST;
    if (cols < 1 || rows < 1 || canvas_width(canvas, text) <= cols)
        return;
    Rect room = rect_split_bottom(rect, rows);
    for (int row = 0; row < rows && *text != '\0'; row++) {
        size_t length = strlen(text), fit = row + 1 < rows ? wrap_at_blank(text, length, cols) : length;
        canvas_put_n(canvas, room.row + row, room.col + 1, cols, text, fit, style_of(ROLE_WARN, 0));
        text += fit;
        text += strspn(text, " ");
    }
}

static void pane_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    OpenDraft *open = pane->state;
    if (!open->open) {
        draw_empty(canvas, rect, "This draft is gone.", "Esc  goes back");
        return;
    }
    draft_check(pane->tui, open);
    bool roomy = rect.rows >= ROOMY_ROWS;
    draw_title(pane->tui, open, canvas, rect_split_top(&rect, 1));
    draw_origin(pane->tui, open, canvas, rect_split_top(&rect, 1));
    if (draft_has_subject(open))
        editor_draw_subject(&open->subject, canvas, rect_split_top(&rect, 1), focused && open->in_subject);
    rect_split_top(&rect, roomy ? 1 : 0);
    draw_counter(open, canvas, rect_split_bottom(&rect, 1));
    draw_told(open, canvas, &rect);
    rect_split_bottom(&rect, roomy ? 1 : 0);
    size_t from, to;
    if (editor_sight(&open->editor, rect, &from, &to))
        draft_colour(open, from, to);
    editor_draw(&open->editor, canvas, rect, &open->spans, focused && !open->in_subject);
}

// ---- events

static bool is_key(const Event *event, uint32_t code)
{
    return event->kind == EVENT_KEY && event->key.code == code && event->key.mods == 0;
}

static bool subject_event(OpenDraft *open, const Event *event)
{
    if (is_key(event, K_DOWN) || is_key(event, K_ENTER))
        open->in_subject = false;
    else
        field_event(&open->subject, event);
    return true;
}

static bool pane_key(Pane *pane, const Event *event)
{
    OpenDraft *open = pane->state;
    if (!open->open)
        return false;
    open->then = NULL;
    open->telling = false;
    if (open->in_subject)
        return subject_event(open, event);
    if (is_key(event, K_UP) && draft_has_subject(open) && editor_on_first_row(&open->editor)) {
        open->in_subject = true;
        return true;
    }
    return editor_event(&open->editor, event);
}

static bool pane_mouse(Pane *pane, const Mouse *mouse)
{
    OpenDraft *open = pane->state;
    bool pressed = mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE;
    if (!open->open)
        return true;
    bool subject = pressed ? mouse->row == pane->rect.row + 2 : open->subject.dragging;
    if (subject && draft_has_subject(open)) {
        open->in_subject = true;
        field_mouse(&open->subject, mouse);
        return true;
    }
    if (pressed && !rect_contains(pane->rect, mouse->row, mouse->col))
        return true;
    if (pressed)
        open->in_subject = false;
    editor_mouse(&open->editor, mouse);
    return true;
}

static void leave_unsaved(Tui *tui, const char *text, void *self)
{
    (void)text, (void)self;
    tui_pop(tui);
}

// Leaves only when all is saved; else it asks, since what is not saved would be lost.
static bool must_stay(Pane *pane)
{
    OpenDraft *open = pane->state;
    draft_save(pane->tui, open);
    if (!draft_dirty(open) || open->kept)
        return false;
    tui_ask(pane->tui, "It cannot be saved now. Leave and lose the last changes?", leave_unsaved, NULL, NULL);
    return true;
}

static bool pane_leave(Pane *pane)
{
    OpenDraft *open = pane->state;
    if (open->in_subject || !open->open) {
        bool was = open->in_subject;
        open->in_subject = false;
        return was;
    }
    return editor_leave(&open->editor) || must_stay(pane);
}

static Selection pane_selection(Pane *pane)
{
    const OpenDraft *open = pane->state;
    Selection selection = {.day = CIVIL_NONE};
    if (!open->open)
        return selection;
    selection.kind = THING_DRAFT;
    selection.ids = &open->draft.id;
    selection.count = 1;
    selection.contact = open->draft.recipients.count > 0 ? open->draft.recipients.items[0] : 0;
    return selection;
}

const PaneKind PANE_DRAFT = {
    .name = "draft",
    .scopes = SCOPE_EDITOR,
    .watches = CHANGE_DRAFTS | CHANGE_CONTACTS | CHANGE_INTERACTIONS | CHANGE_SETTINGS,
    .state_size = sizeof(OpenDraft),
    .text = true,
    .open = pane_open,
    .close = pane_close,
    .load = pane_load,
    .draw = pane_draw,
    .key = pane_key,
    .mouse = pane_mouse,
    .selection = pane_selection,
    .leave = pane_leave,
    .tick = pane_tick,
};

const ViewKind VIEW_EDITOR = {"Editor", {&PANE_DRAFT, &PANE_DRAFT_SIDE}, {70, 30}, {46, 24}};
