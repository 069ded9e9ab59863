// SPDX-License-Identifier: MIT
// The list of drafts, newest text first, and the focused one beside it. Enter opens the editor over them.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/base/civil.h"
#include "rapport/base/clock.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/courtesy.h"
#include "widgets/rowpane.h"
#include "widgets/textview.h"

enum { DRAFTS_MOST = 5000, NAME_COLS = 18, CHANNEL_COLS = 14, WHEN_COLS = 9 };

typedef struct DraftList {
    RowList rows; // first: see rowpane.h
    Drafts drafts;
} DraftList;

typedef struct DraftPreview {
    TextView view;   // first: see textview.h
    int64_t id, rev; // of what is shown
} DraftPreview;

static const PaneKind PANE_DRAFTS, PANE_DRAFT_PREVIEW;

static const Draft *focused_draft(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_DRAFTS);
    DraftList *list = pane != NULL ? pane->state : NULL;
    const ListRow *row = list != NULL ? rowlist_focused(&list->rows) : NULL;
    return row != NULL ? &list->drafts.items[row->item] : NULL;
}

// ---- the list

static bool list_load(Pane *pane, Error *err)
{
    DraftList *list = pane->state;
    drafts_clear(&list->drafts);
    bool fine = store_drafts(tui_app(pane->tui)->store, DRAFT_OPEN, DRAFTS_MOST, &list->drafts, err);
    rowlist_begin(&list->rows);
    for (size_t i = 0; i < list->drafts.count; i++) {
        const Draft *draft = &list->drafts.items[i];
        int64_t contact = draft->recipients.count > 0 ? draft->recipients.items[0] : 0;
        rowlist_add(&list->rows, (ListRow){.stop = true,
                                           .kind = THING_DRAFT,
                                           .id = draft->id,
                                           .contact = contact,
                                           .day = CIVIL_NONE,
                                           .item = i});
    }
    rowlist_end(&list->rows);
    return fine;
}

static void list_close(Pane *pane)
{
    DraftList *list = pane->state;
    drafts_clear(&list->drafts);
    rowlist_clear(&list->rows);
}

static int32_t saved_day(const Draft *draft)
{
    return moment_day((Moment){draft->saved_utc, clock_offset_at(draft->saved_utc)});
}

static void draw_when(Tui *tui, Canvas *canvas, Rect line, const Draft *draft)
{
    char text[DATE_TEXT_SIZE];
    bool planned = draft->planned_day != CIVIL_NONE;
    int32_t today = tui_today(tui);
    const char *when = mailing_runs(tui, draft->id) ? "going"
                       : planned                    ? date_due(draft->planned_day, -1, today, text)
                                                    : date_relative(saved_day(draft), today, text);
    Role role = !planned ? ROLE_DIM : draft->planned_day < today ? ROLE_LATE : ROLE_ACCENT;
    canvas_put_right(canvas, line.row, line.col + line.cols - WHEN_COLS - 1, WHEN_COLS, when,
                     style_of(role, 0));
}

// Columns go by how much they tell: the channel first, then the first words; name and day stay.
static void draw_line(Pane *pane, Canvas *canvas, Rect line, const ListRow *row, bool here)
{
    const DraftList *list = pane->state;
    const Draft *draft = &list->drafts.items[row->item];
    int col = line.col + 2, end = line.col + line.cols - WHEN_COLS - 2;
    canvas_put(canvas, line.row, col, NAME_COLS - 1, draft->recipient_names,
               style_of(ROLE_TEXT, here ? ATTR_BOLD : 0));
    col += NAME_COLS;
    if (line.cols >= 60) {
        canvas_put(canvas, line.row, col, CHANNEL_COLS - 1, channel_label(draft->channel),
                   style_of(ROLE_DIM, 0));
        col += CHANNEL_COLS;
    }
    const char *words = text_after_greeting(draft->text != NULL ? draft->text : "");
    if (col < end)
        canvas_put(canvas, line.row, col, end - col, *words != '\0' ? words : "nothing written yet",
                   style_of(ROLE_DIM, 0));
    draw_when(pane->tui, canvas, line, draft);
}

static void list_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    DraftList *list = pane->state;
    if (list->drafts.count == 0) {
        draw_empty(canvas, rect, "Messages that you are writing wait here.",
                   "c  writes to somebody\n6  shows the templates");
        return;
    }
    draw_section(canvas, rect, rect.row, "Drafts", (int)list->drafts.count, ROLE_TEXT);
    rect_split_top(&rect, 1);
    rowpane_draw(pane, canvas, rect, focused, draw_line);
}

static bool list_mouse(Pane *pane, const Mouse *mouse)
{
    return rowpane_mouse(pane, mouse, &VIEW_EDITOR);
}

// ---- the preview

// As much of a text as somebody looks through here: to lay out all of a long one takes more than a frame.
static char *beginning_of(const char *text)
{
    enum { MOST = 1 << 16 };
    size_t length = strlen(text), kept = utf8_cut(text, length, MOST);
    return str_format("%.*s%s", (int)kept, text,
                      kept < length ? " ...\n\nEnter opens it and shows the rest." : "");
}

static void preview_take(DraftPreview *preview, const Draft *draft)
{
    if (preview->id == draft->id && preview->rev == draft->rev)
        return;
    char *shown = beginning_of(draft->text != NULL ? draft->text : "");
    textview_set(&preview->view, shown, preview->id != draft->id);
    free(shown);
    preview->id = draft->id;
    preview->rev = draft->rev;
}

static int draw_fact(Canvas *canvas, Rect rect, int row, const char *label, const char *value)
{
    enum { LABEL = 10 };
    if (str_blank(value))
        return row;
    canvas_put(canvas, row, rect.col + 1, LABEL - 1, label, style_of(ROLE_DIM, 0));
    canvas_put(canvas, row, rect.col + 1 + LABEL, rect.cols - LABEL - 2, value, style_of(ROLE_TEXT, 0));
    return row + 1;
}

static void preview_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    (void)focused;
    DraftPreview *preview = pane->state;
    const Draft *draft = focused_draft(pane->tui);
    if (draft == NULL)
        return;
    preview_take(preview, draft);
    char day[DATE_TEXT_SIZE];
    int row = rect.row;
    canvas_put(canvas, row++, rect.col + 1, rect.cols - 2, draft->recipient_names,
               style_of(ROLE_TEXT, ATTR_BOLD));
    row = draw_fact(canvas, rect, row, "via", channel_label(draft->channel));
    row = draw_fact(canvas, rect, row, "for", occasion_name(draft->occasion));
    row = draw_fact(canvas, rect, row, "template", draft->template_name);
    if (draft->planned_day != CIVIL_NONE)
        row = draw_fact(canvas, rect, row, "planned", date_absolute(draft->planned_day, -1, day));
    row = draw_fact(canvas, rect, row, "subject", draft->subject);
    row++;
    rect_split_top(&rect, row - rect.row);
    textview_draw(&preview->view, canvas, rect);
}

// ---- commands

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define UNUSED (void)selection, (void)args

static bool on_draft(Tui *tui, const Selection *selection)
{
    (void)tui;
    return selection->kind == THING_DRAFT && selection->count > 0;
}

static bool on_one_draft(Tui *tui, const Selection *selection)
{
    return on_draft(tui, selection) && selection->count == 1;
}

RUN(open_draft)
{
    (void)args;
    size_t place, count;
    // One of a batch that was left is gone on with there.
    if (selection->count > 1 || !batch_place(tui, selection->ids[0], &place, &count))
        batch_begin(tui, selection->ids, selection->count);
    tui_push(tui, &VIEW_EDITOR, selection->ids[0]);
}
RUN(mark_sent)
{
    (void)args;
    draft_mark_sent(tui, selection->ids[0]);
}
RUN(mail)
{
    (void)args;
    draft_send(tui, selection->ids[0]);
}
RUN(hand_over)
{
    (void)args;
    draft_hand_over(tui, selection->ids[0]);
}
RUN(discard)
{
    (void)args;
    drafts_discard(tui, selection->ids, selection->count);
}

static void compose_to(Tui *tui, int64_t contact, void *self)
{
    (void)self;
    tui_compose(tui, &contact, 1);
}

RUN(new_draft)
{
    UNUSED;
    tui_pick_contact(tui, "To whom?", compose_to, NULL, NULL);
}

RUN(again)
{
    (void)args;
    int64_t contact = selection->contact != 0 ? selection->contact : tui_focused_contact(tui);
    if (contact != 0)
        tui_compose(tui, &contact, 1);
    else
        new_draft(tui, selection, args);
}

#define D SCOPE_DRAFTS

static const Command ROWS[] = {
    {"edit-draft", D, "Enter  e", NULL, "write", "opens the draft, marked ones one after another", NULL, 1,
     on_draft, open_draft},
    {"add-draft", D, "a", NULL, "new", "writes to somebody: asks to whom", NULL, 2, NULL, new_draft},
    {"compose-again", D, "c", NULL, "compose", "writes another message to the same person", NULL, 3, NULL,
     again},
    {"copy-draft", D, "y  M-c", NULL, "hand over", "copies the message and opens where it is sent", NULL, 4,
     on_one_draft, hand_over},
    {"send-draft", D, "M-m", NULL, "send", "shows the mail as it would go, then sends it", NULL, 4,
     on_one_draft, mail},
    {"draft-sent", D, "x  M-Enter", NULL, "mark sent", "it was sent: follow-ups are set", NULL, 5,
     on_one_draft, mark_sent},
    {"trash-draft", D, "d", NULL, "discard", "discards the draft; undo brings it back", NULL, 6, on_draft,
     discard},
};

const CommandTable COMMANDS_DRAFTS = {ROWS, sizeof ROWS / sizeof *ROWS};

static const PaneKind PANE_DRAFTS = {
    .name = "drafts",
    .scopes = SCOPE_LIST | SCOPE_DRAFTS,
    .watches = CHANGE_DRAFTS | CHANGE_CONTACTS | CHANGE_TEMPLATES,
    .state_size = sizeof(DraftList),
    .close = list_close,
    .load = list_load,
    .draw = list_draw,
    .mouse = list_mouse,
    .move = rowpane_move,
    .selection = rowpane_selection,
    .focus = rowpane_focus,
    .mark = rowpane_mark,
};

static const PaneKind PANE_DRAFT_PREVIEW = {
    .name = "draft preview",
    .scopes = SCOPE_LIST | SCOPE_DRAFTS,
    .state_size = sizeof(DraftPreview),
    .open = textview_pane_open,
    .close = textview_pane_close,
    .draw = preview_draw,
    .move = textview_pane_move,
};

const ViewKind VIEW_DRAFTS = {"Drafts", {&PANE_DRAFTS, &PANE_DRAFT_PREVIEW}, {52, 48}, {36, 30}};
