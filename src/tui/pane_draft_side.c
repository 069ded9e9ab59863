// SPDX-License-Identifier: MIT
// Beside the text: the check, the fields and the context. It shows and is clicked, but the keys stay with the
// text.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/base/civil.h"
#include "rapport/base/str.h"

typedef struct Side {
    Canvas *canvas;
    Rect rect;
    int row;
} Side;

static bool room(const Side *side)
{
    return side->row < side->rect.row + side->rect.rows;
}

static void section(Side *side, const char *title)
{
    if (side->row > side->rect.row)
        side->row++;
    if (room(side))
        draw_section(side->canvas, side->rect, side->row, title, -1, ROLE_TEXT);
    side->row++;
}

static void line(Side *side, int indent, const char *text, Style style)
{
    if (room(side))
        canvas_put(side->canvas, side->row, side->rect.col + 1 + indent, side->rect.cols - 2 - indent, text,
                   style);
    side->row++;
}

static void judged(Side *side, bool error, const char *title)
{
    if (room(side))
        canvas_glyph(side->canvas, side->row, side->rect.col + 1, error ? GLYPH_CROSS : GLYPH_CHECK,
                     style_of(error ? ROLE_LATE : ROLE_GOOD, 0));
    line(side, 2, title, style_of(error ? ROLE_TEXT : ROLE_DIM, 0));
}

static void draw_check(Side *side, const OpenDraft *open)
{
    if (room(side)) {
        int col = side->rect.col + 1;
        Rect rest = side->rect;
        col += canvas_put(side->canvas, side->row, col, -1, "Check", style_of(ROLE_TEXT, ATTR_BOLD)) + 1;
        if (open->findings.count > 0)
            col +=
                canvas_putf(side->canvas, side->row, col, rest.col + rest.cols - col, style_of(ROLE_LATE, 0),
                            "%zu error%s", open->findings.count, open->findings.count == 1 ? "" : "s") +
                1;
        if (col < rest.col + rest.cols - 1)
            canvas_hline(side->canvas, side->row, col, rest.col + rest.cols - 1 - col, GLYPH_RULE,
                         style_of(ROLE_DIM, 0));
    }
    side->row++;
    bool unfilled = false, over = false;
    for (size_t i = 0; i < open->findings.count; i++) {
        const DraftFinding *one = &open->findings.items[i];
        judged(side, true, one->title);
        line(side, 2, one->detail, style_of(ROLE_DIM, 0));
        unfilled = unfilled || strcmp(one->title, "empty placeholder") == 0;
        over = over || strstr(one->title, "limit") != NULL;
    }
    if (!unfilled)
        judged(side, false, "no empty placeholder");
    if (!over && channel_limits(open->draft.channel)->text > 0)
        judged(side, false, "within the limit");
}

static void draw_fields(Side *side, const OpenDraft *open)
{
    enum { LABEL_LEAST = 6, LABEL_MOST = 14 };
    if (open->fields.count == 0)
        return;
    int label = LABEL_LEAST;
    for (size_t i = 0; i < open->fields.count; i++) {
        int width = (int)strlen(open->fields.items[i].name) + 1;
        label = width > label ? width : label;
    }
    label = label < LABEL_MOST ? label : LABEL_MOST;
    section(side, "Fields");
    for (size_t i = 0; i < open->fields.count; i++) {
        const DraftField *field = &open->fields.items[i];
        if (room(side))
            canvas_put(side->canvas, side->row, side->rect.col + 1, label - 1, field->name,
                       style_of(ROLE_DIM, 0));
        if (field->value != NULL)
            line(side, label, field->value, style_of(ROLE_TEXT, 0));
        else if (field->open)
            line(side, label, "tab to fill", style_of(ROLE_WARN, 0));
        else
            line(side, label, "left out", style_of(ROLE_DIM, 0));
    }
}

static void draw_context(Side *side, Tui *tui, const OpenDraft *open)
{
    enum { DAY = 8 };
    if (open->facts.count == 0)
        return;
    section(side, "Context");
    for (size_t i = 0; i < open->facts.count; i++) {
        const DraftFact *fact = &open->facts.items[i];
        char day[DATE_TEXT_SIZE];
        int indent = 0;
        if (fact->day != CIVIL_NONE && room(side)) {
            canvas_put(side->canvas, side->row, side->rect.col + 1, DAY - 1,
                       date_relative(fact->day, tui_today(tui), day), style_of(ROLE_DIM, 0));
            indent = DAY;
        }
        if (room(side))
            canvas_glyph(side->canvas, side->row, side->rect.col + 1 + indent, fact->glyph,
                         style_of(ROLE_DIM, 0));
        line(side, indent + 2, fact->text, style_of(ROLE_DIM, 0));
    }
}

static void side_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    (void)focused;
    OpenDraft *open = draft_of(pane->tui);
    if (open == NULL || !open->open)
        return;
    draft_check(pane->tui, open);
    Side side = {canvas, rect, rect.row};
    draw_check(&side, open);
    draw_fields(&side, open);
    draw_context(&side, pane->tui, open);
}

// A click on a finding goes to it; the keys go back to the text in any case.
static bool side_mouse(Pane *pane, const Mouse *mouse)
{
    OpenDraft *open = draft_of(pane->tui);
    tui_focus_pane(pane->tui, &PANE_DRAFT);
    int at = (mouse->row - pane->rect.row - 1) / 2;
    if (open == NULL || mouse->action != MOUSE_PRESS || mouse->row <= pane->rect.row || at < 0 ||
        (size_t)at >= open->findings.count || open->findings.items[at].to == 0)
        return true;
    open->in_subject = false;
    editor_go(&open->editor, open->findings.items[at].from, open->findings.items[at].to);
    return true;
}

const PaneKind PANE_DRAFT_SIDE = {.name = "check", .draw = side_draw, .mouse = side_mouse};
