// SPDX-License-Identifier: MIT
// Beside the text: the check, the fields and the context. It shows and is clicked, but the keys stay with the
// text.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { MESSAGE_ROWS = 5, FACT_ROWS = 2 };

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

// Wrapped at blanks, a few rows at most.
static void paragraph(Side *side, int indent, int most, const char *text, Style style)
{
    int cols = side->rect.cols - 2 - indent;
    for (int row = 0; *text != '\0' && row < most && cols > 0; row++) {
        size_t length = strlen(text), fit = row + 1 < most ? wrap_at_blank(text, length, cols) : length;
        char *part = mem_strndup(text, fit);
        line(side, indent, part, style);
        free(part);
        text += fit;
        text += strspn(text, " ");
    }
}

static Role severity_role(CheckSeverity severity)
{
    return severity == CHECK_ERROR ? ROLE_LATE : severity == CHECK_WARN ? ROLE_WARN : ROLE_DIM;
}

static const Glyph SEVERITY_GLYPHS[] = {GLYPH_CROSS, GLYPH_ALERT, GLYPH_BULLET};

// "Check", then how many of each severity by its sign.
static void draw_check_title(Side *side, const CheckResult *check)
{
    int col = side->rect.col + 1, end = side->rect.col + side->rect.cols - 1;
    col += canvas_put(side->canvas, side->row, col, -1, "Check", style_of(ROLE_TEXT, ATTR_BOLD)) + 1;
    for (CheckSeverity severity = CHECK_ERROR; severity <= CHECK_HINT; severity++) {
        size_t count = check_count(check, severity);
        if (count == 0 || col + 5 >= end)
            continue;
        canvas_glyph(side->canvas, side->row, col, SEVERITY_GLYPHS[severity],
                     style_of(severity_role(severity), 0));
        col += 1 +
               canvas_putf(side->canvas, side->row, col + 1, end - col - 1,
                           style_of(severity_role(severity), 0), " %zu", count) +
               1;
    }
    if (col < end)
        canvas_hline(side->canvas, side->row, col, end - col, GLYPH_RULE, style_of(ROLE_DIM, 0));
}

// The words found, behind the label: two findings of one rule are told apart.
static void draw_words(const Side *side, const OpenDraft *open, const CheckFinding *one)
{
    const char *text = one->in_subject ? field_text(&open->subject) : editor_text(&open->editor);
    int col = 2 + side->rect.col + 1 + canvas_width(side->canvas, check_rule(one->rule)->label) + 1;
    int cols = side->rect.col + side->rect.cols - 1 - col;
    if (one->to <= one->from || one->to > strlen(text) || cols < 3 || !room(side))
        return;
    size_t length = strcspn(text + one->from, "\n");
    length = length < one->to - one->from ? length : one->to - one->from;
    canvas_put_n(side->canvas, side->row, col, cols, text + one->from, length, style_of(ROLE_DIM, 0));
}

static void draw_finding(Side *side, const OpenDraft *open, size_t index)
{
    const CheckFinding *one = &open->check.findings.items[index];
    bool told = index == open->finding;
    if (room(side))
        canvas_glyph(side->canvas, side->row, side->rect.col + 1, SEVERITY_GLYPHS[one->severity],
                     style_of(severity_role(one->severity), 0));
    draw_words(side, open, one);
    line(side, 2, check_rule(one->rule)->label,
         style_of(one->severity == CHECK_HINT ? ROLE_DIM : ROLE_TEXT, 0));
    if (told) {
        paragraph(side, 2, MESSAGE_ROWS, one->message, style_of(ROLE_DIM, 0));
        if (one->fix != NULL && !one->in_subject)
            line(side, 2, "M-. mends it", style_of(ROLE_ACCENT, 0));
    }
}

static void draw_check(Side *side, OpenDraft *open)
{
    if (room(side))
        draw_check_title(side, &open->check);
    side->row++;
    open->rows.count = 0;
    for (size_t i = 0; i < open->check.findings.count; i++) {
        int first = side->row;
        draw_finding(side, open, i);
        while (first++ < side->row)
            vec_push(&open->rows, i);
    }
    if (open->check.findings.count > 0 || open->checked == 0)
        return;
    if (str_blank(editor_text(&open->editor))) {
        line(side, 0, "nothing is written yet", style_of(ROLE_DIM, 0));
        line(side, 0, "M-t  takes a template", style_of(ROLE_DIM, 0));
        return;
    }
    if (room(side))
        canvas_glyph(side->canvas, side->row, side->rect.col + 1, GLYPH_CHECK, style_of(ROLE_GOOD, 0));
    line(side, 2, "all is fine", style_of(ROLE_DIM, 0));
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
            line(side, label, "Tab to fill", style_of(ROLE_WARN, 0));
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
        paragraph(side, indent + 2, FACT_ROWS, fact->text, style_of(ROLE_DIM, 0));
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
    int at = mouse->row - pane->rect.row - 1;
    if (open == NULL || mouse->action != MOUSE_PRESS || at < 0 || (size_t)at >= open->rows.count ||
        open->rows.items[at] >= open->check.findings.count)
        return true;
    draft_go_to_finding(pane->tui, open, open->rows.items[at]);
    return true;
}

const PaneKind PANE_DRAFT_SIDE = {.name = "check", .draw = side_draw, .mouse = side_mouse};
