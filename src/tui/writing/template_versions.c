// SPDX-License-Identifier: MIT
// Every text that a template had, the newest first, with what came of the messages written from it; beside it
// what putting the old text back would change.
#include "template_versions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/app/insights.h"
#include "rapport/base/civil.h"
#include "rapport/core/line_diff.h"
#include "widgets/rowpane.h"
#include "widgets/textview.h"

typedef struct VersionList {
    RowList rows; // first: see rowpane.h
    Template template;
    TemplateVersions versions;
} VersionList;

typedef struct VersionText {
    TextView view; // first: see textview.h
    int shown;     // version; 0 = none
    bool whole, shown_whole;
} VersionText;

static const PaneKind PANE_VERSIONS, PANE_VERSION_TEXT;

// ---- what came of a text

const char *came_rate(const TemplateCame *came, char text[RATE_COLS + 1])
{
    text[0] = '\0';
    if (came->sent >= INSIGHTS_PERCENT_FROM)
        snprintf(text, RATE_COLS + 1, "%d %%", insights_percent(came->answered, came->sent));
    else if (came->sent > 0)
        snprintf(text, RATE_COLS + 1, "%d of %d", came->answered, came->sent);
    return text;
}

void came_describe(const TemplateCame *came, Str *out)
{
    if (came->sent == 0) {
        str_append(out, "not sent yet");
        return;
    }
    insights_rate(came->answered, came->sent, out);
    str_append(out, " answered");
    insights_after(came->median_days, out);
}

// ---- the list

static const TemplateVersion *focused_version(Tui *tui, const VersionList **list)
{
    Pane *pane = tui_pane(tui, &PANE_VERSIONS);
    *list = pane != NULL ? pane->state : NULL;
    const ListRow *row = *list != NULL ? rowlist_focused(&(*list)->rows) : NULL;
    return row != NULL ? &(*list)->versions.items[row->item] : NULL;
}

static void list_forget(VersionList *list)
{
    template_clear(&list->template);
    template_versions_clear(&list->versions);
}

static bool list_load(Pane *pane, Error *err)
{
    VersionList *list = pane->state;
    Store *store = tui_app(pane->tui)->store;
    list_forget(list);
    bool fine = store_template_by_id(store, tui_pushed_id(pane->tui), &list->template, err) &&
                store_template_versions(store, list->template.id, &list->versions, err);
    rowlist_begin(&list->rows);
    for (size_t i = 0; i < list->versions.count; i++)
        rowlist_add(
            &list->rows,
            (ListRow){.stop = true, .id = list->versions.items[i].version, .day = CIVIL_NONE, .item = i});
    rowlist_end(&list->rows);
    return fine;
}

static void list_close(Pane *pane)
{
    VersionList *list = pane->state;
    list_forget(list);
    rowlist_clear(&list->rows);
}

// The first words that tell it from the version before.
static void draw_change(Canvas *canvas, Rect rect, const TemplateVersion *one, const TemplateVersion *before)
{
    DiffLine line;
    if (before == NULL)
        canvas_put(canvas, rect.row, rect.col, rect.cols, "the first text", style_of(ROLE_DIM, 0));
    else if (line_diff_first(before->text, one->text, &line))
        canvas_put_n(canvas, rect.row, rect.col, rect.cols, line.text, line.length, style_of(ROLE_DIM, 0));
    else
        canvas_put(canvas, rect.row, rect.col, rect.cols, "another subject", style_of(ROLE_DIM, 0));
}

static void draw_line(Pane *pane, Canvas *canvas, Rect line, const ListRow *row, bool here)
{
    enum { NUMBER_COLS = 4, DAY_COLS = 10 };
    const VersionList *list = pane->state;
    const TemplateVersion *one = &list->versions.items[row->item];
    char day[DATE_TEXT_SIZE], rate[RATE_COLS + 1];
    int col = line.col + 2, end = line.col + line.cols - RATE_COLS - 1;
    canvas_putf(canvas, line.row, col, NUMBER_COLS, style_of(ROLE_TEXT, here ? ATTR_BOLD : 0), "%d",
                one->version);
    if (one->saved_day != CIVIL_NONE)
        canvas_put(canvas, line.row, col + NUMBER_COLS, DAY_COLS - 1,
                   date_relative(one->saved_day, tui_today(pane->tui), day), style_of(ROLE_TEXT, 0));
    col += NUMBER_COLS + DAY_COLS;
    draw_change(canvas, rect_make(line.row, col, 1, end - col - 1), one,
                row->item + 1 < list->versions.count ? one + 1 : NULL);
    canvas_put_right(canvas, line.row, end, RATE_COLS, came_rate(&one->came, rate), style_of(ROLE_TEXT, 0));
}

static void list_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    const VersionList *list = pane->state;
    if (list->versions.count == 0) {
        draw_empty(canvas, rect, "This template is gone.", "Esc  goes back");
        return;
    }
    char *title = str_format("Versions of %s", list->template.name);
    draw_section(canvas, rect, rect.row, title, (int)list->versions.count, ROLE_TEXT);
    free(title);
    canvas_put_right(canvas, rect.row, rect.col + rect.cols - RATE_COLS - 1, RATE_COLS, " answered",
                     style_of(ROLE_DIM, 0));
    rect_split_top(&rect, 1);
    rowpane_draw(pane, canvas, rect, focused, draw_line);
}

static bool list_mouse(Pane *pane, const Mouse *mouse)
{
    return rowpane_mouse(pane, mouse, NULL);
}

// ---- the text

// The old text whole, or marked with what putting it back would bring (+) and take (-).
static void text_take(VersionText *text, const VersionList *list, const TemplateVersion *one)
{
    bool whole = text->whole || one->version == list->template.version;
    DiffLines lines = {0};
    Str out = STR_INIT;
    if (text->shown == one->version && text->shown_whole == whole)
        return;
    line_diff(whole ? one->text : list->template.text, one->text, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const DiffLine *line = &lines.items[i];
        str_appendf(&out, "%s%.*s\n", whole ? "" : (const char *[]){"  ", "- ", "+ "}[line->side],
                    (int)line->length, line->text);
    }
    textview_set(&text->view, str_get(&out), text->shown != one->version);
    text->view.stretches.count = 0; // its placeholders belong there
    size_t at = 0;
    for (size_t i = 0; i < lines.count; i++) {
        size_t end = at + (whole ? 0 : 2) + lines.items[i].length;
        if (lines.items[i].side != LINE_BOTH)
            textview_style(&text->view, at, end,
                           style_of(lines.items[i].side == LINE_AFTER ? ROLE_GOOD : ROLE_LATE, 0));
        at = end + 1;
    }
    text->shown = one->version;
    text->shown_whole = whole;
    str_clear(&out);
    vec_clear(&lines);
}

static bool text_load(Pane *pane, Error *err)
{
    (void)err;
    ((VersionText *)pane->state)->shown = 0;
    return true;
}

static void text_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    (void)focused;
    VersionText *text = pane->state;
    const VersionList *list;
    const TemplateVersion *one = focused_version(pane->tui, &list);
    if (one == NULL)
        return;
    text_take(text, list, one);
    char day[DATE_TEXT_SIZE];
    Str came = STR_INIT;
    came_describe(&one->came, &came);
    canvas_putf(canvas, rect.row, rect.col + 1, rect.cols - 2, style_of(ROLE_TEXT, ATTR_BOLD), "Version %d%s",
                one->version, one->version == list->template.version ? ", the present one" : "");
    if (one->saved_day != CIVIL_NONE)
        canvas_putf(canvas, rect.row + 1, rect.col + 1, rect.cols - 2, style_of(ROLE_DIM, 0), "saved %s",
                    date_absolute(one->saved_day, -1, day));
    canvas_put(canvas, rect.row + 2, rect.col + 1, rect.cols - 2, str_get(&came), style_of(ROLE_DIM, 0));
    str_clear(&came);
    rect_split_top(&rect, 4);
    draw_section(canvas, rect, rect.row, text->shown_whole ? "Text" : "Put back, it would change this", -1,
                 ROLE_TEXT);
    rect_split_top(&rect, 1);
    if (!str_blank(one->subject))
        canvas_put(canvas, rect.row, rect.col + 1, rect.cols - 2, one->subject,
                   style_of(ROLE_TEXT, ATTR_BOLD));
    rect_split_top(&rect, str_blank(one->subject) ? 0 : 2);
    textview_draw(&text->view, canvas, rect);
}

// ---- commands

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define UNUSED (void)selection, (void)args

static bool on_version(Tui *tui, const Selection *selection)
{
    (void)selection;
    const VersionList *list;
    return focused_version(tui, &list) != NULL;
}

static bool on_old_version(Tui *tui, const Selection *selection)
{
    (void)selection;
    const VersionList *list;
    const TemplateVersion *one = focused_version(tui, &list);
    return one != NULL && one->version != list->template.version;
}

RUN(whole)
{
    UNUSED;
    VersionText *text = tui_pane(tui, &PANE_VERSION_TEXT)->state;
    text->whole = !text->whole;
}

RUN(put_back)
{
    UNUSED;
    const VersionList *list;
    int version = focused_version(tui, &list)->version;
    Template row = {0};
    Error err = {0};
    if (store_template_by_id(tui_app(tui)->store, list->template.id, &row, &err) &&
        app_template_version(tui_app(tui), &row, version, &err) &&
        app_template_restore_version(tui_app(tui), &row, &err)) {
        tui_changed(tui, CHANGE_TEMPLATES);
        tui_toast(tui, true, "The text of version %d is back, as version %d", version, row.version);
    } else {
        tui_error(tui, &err);
    }
    template_clear(&row);
}

#define V SCOPE_VERSIONS

static const Command ROWS[] = {
    {"version-whole", V, "Enter", NULL, "changes or text", "shows the whole text, or what it would change",
     NULL, 1, on_version, whole},
    {"version-restore", V, "B", NULL, "put back", "makes the old text the present one", NULL, 2,
     on_old_version, put_back},
};

const CommandTable COMMANDS_VERSIONS = {ROWS, sizeof ROWS / sizeof *ROWS};

static const PaneKind PANE_VERSIONS = {
    .name = "versions",
    .scopes = SCOPE_LIST | SCOPE_VERSIONS,
    .watches = CHANGE_TEMPLATES | CHANGE_DRAFTS | CHANGE_INTERACTIONS,
    .state_size = sizeof(VersionList),
    .close = list_close,
    .load = list_load,
    .draw = list_draw,
    .mouse = list_mouse,
    .move = rowpane_move,
    .selection = rowpane_selection,
};

static const PaneKind PANE_VERSION_TEXT = {
    .name = "text of the version",
    .scopes = SCOPE_LIST | SCOPE_VERSIONS,
    .watches = CHANGE_TEMPLATES,
    .state_size = sizeof(VersionText),
    .open = textview_pane_open,
    .close = textview_pane_close,
    .load = text_load,
    .draw = text_draw,
    .move = textview_pane_move,
};

const ViewKind VIEW_VERSIONS = {"Versions", {&PANE_VERSIONS, &PANE_VERSION_TEXT}, {48, 52}, {36, 34}};
