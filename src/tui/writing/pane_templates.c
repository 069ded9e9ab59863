// SPDX-License-Identifier: MIT
// The templates with what came of them, and the focused one filled for the contact that is focused in
// Contacts: what it would say to a real person.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "pane_template.h"
#include "rapport/base/civil.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/width.h"
#include "rapport/store/contacts.h"
#include "template_preview.h"
#include "template_versions.h"
#include "widgets/rowpane.h"

enum { CHANNEL_COLS = 14, CHANNEL_FROM = 60 }; // the names of the shipped ones say it too

typedef struct TemplateList {
    RowList rows; // first: see rowpane.h
    Templates templates;
} TemplateList;

static const PaneKind PANE_TEMPLATES, PANE_TEMPLATE_PREVIEW;

static const Template *focused_template(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_TEMPLATES);
    TemplateList *list = pane != NULL ? pane->state : NULL;
    const ListRow *row = list != NULL ? rowlist_focused(&list->rows) : NULL;
    return row != NULL ? &list->templates.items[row->item] : NULL;
}

// ---- the list

// A head for each occasion, with how many there are.
static void add_head(TemplateList *list, Occasion occasion)
{
    size_t count = 0;
    for (size_t i = 0; i < list->templates.count; i++)
        count += list->templates.items[i].occasion == occasion;
    rowlist_add(&list->rows, (ListRow){.day = CIVIL_NONE, .section = (int)occasion, .item = count});
}

static bool list_load(Pane *pane, Error *err)
{
    TemplateList *list = pane->state;
    templates_clear(&list->templates);
    bool fine = store_templates(tui_app(pane->tui)->store, &list->templates, err);
    rowlist_begin(&list->rows);
    for (size_t i = 0; i < list->templates.count; i++) {
        const Template *template = &list->templates.items[i];
        if (i == 0 || template->occasion != template[-1].occasion)
            add_head(list, template->occasion);
        rowlist_add(&list->rows, (ListRow){.stop = true,
                                           .kind = THING_TEMPLATE,
                                           .id = template->id,
                                           .day = CIVIL_NONE,
                                           .section = (int)template->occasion,
                                           .item = i});
    }
    rowlist_end(&list->rows);
    return fine;
}

static void list_close(Pane *pane)
{
    TemplateList *list = pane->state;
    templates_clear(&list->templates);
    rowlist_clear(&list->rows);
}

static void draw_line(Pane *pane, Canvas *canvas, Rect line, const ListRow *row, bool here)
{
    const TemplateList *list = pane->state;
    if (!row->stop) {
        const char *occasion = occasion_name((Occasion)row->section);
        draw_section(canvas, line, line.row, occasion != NULL ? occasion : "any occasion", (int)row->item,
                     ROLE_TEXT);
        return;
    }
    const Template *template = &list->templates.items[row->item];
    char rate[RATE_COLS + 1];
    came_rate(&template->came, rate);
    // What was never sent has no rate, and names tell the most at their ends.
    int rates = *rate != '\0' || line.cols >= CHANNEL_FROM ? RATE_COLS : 0;
    int end = line.col + line.cols - rates - 1, col = line.col + 2;
    int name = end - col - (line.cols >= CHANNEL_FROM ? CHANNEL_COLS : 0);
    canvas_put(canvas, line.row, col, name - 1, template->name, style_of(ROLE_TEXT, here ? ATTR_BOLD : 0));
    if (line.cols >= CHANNEL_FROM && template->channel != CHANNEL_NONE)
        canvas_put(canvas, line.row, col + name, CHANNEL_COLS - 1, channel_label(template->channel),
                   style_of(ROLE_DIM, 0));
    canvas_put_right(canvas, line.row, end, rates, rate, style_of(ROLE_TEXT, 0));
}

static void list_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    TemplateList *list = pane->state;
    if (list->templates.count == 0) {
        draw_empty(canvas, rect, "Messages with placeholders, to begin from.",
                   "a  adds one\n:template-restore NAME  brings a shipped one back");
        return;
    }
    draw_section(canvas, rect, rect.row, "Templates", (int)list->templates.count, ROLE_TEXT);
    canvas_put_right(canvas, rect.row, rect.col + rect.cols - 10, 9, " answered", style_of(ROLE_DIM, 0));
    rect_split_top(&rect, 1);
    rowpane_draw(pane, canvas, rect, focused, draw_line);
}

static bool list_mouse(Pane *pane, const Mouse *mouse)
{
    return rowpane_mouse(pane, mouse, &VIEW_TEMPLATE);
}

// ---- the preview

static void pane_preview_open(Pane *pane)
{
    preview_init(pane->state);
}

static void pane_preview_close(Pane *pane)
{
    preview_clear(pane->state);
}

static bool pane_preview_load(Pane *pane, Error *err)
{
    (void)err;
    preview_forget(pane->state);
    return true;
}

static void describe(const Template *template, Str *out)
{
    const char *occasion = occasion_name(template->occasion);
    str_appendf(out, "%s, %s, version %d", occasion != NULL ? occasion : "any occasion",
                template->channel != CHANNEL_NONE ? channel_label(template->channel) : "any channel",
                template->version);
    if (template->shipped == NULL)
        str_append(out, ", your own");
}

static void pane_preview_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    (void)focused;
    TemplatePreview *preview = pane->state;
    const Template *template = focused_template(pane->tui);
    if (template == NULL)
        return;
    preview_fill(preview, pane->tui, (uint64_t) template->id << 32 | (uint32_t) template->version,
                 template->subject, template->text);
    Str head = STR_INIT;
    canvas_put(canvas, rect.row, rect.col + 1, rect.cols - 2, template->name, style_of(ROLE_TEXT, ATTR_BOLD));
    describe(template, &head);
    canvas_put(canvas, rect.row + 1, rect.col + 1, rect.cols - 2, str_get(&head), style_of(ROLE_DIM, 0));
    str_clear(&head);
    came_describe(&template->came, &head);
    canvas_put(canvas, rect.row + 2, rect.col + 1, rect.cols - 2, str_get(&head), style_of(ROLE_DIM, 0));
    str_clear(&head);
    rect_split_top(&rect, 4);
    preview_draw(preview, canvas, rect);
}

// ---- commands

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define UNUSED (void)selection, (void)args

static bool on_template(Tui *tui, const Selection *selection)
{
    return focused_template(tui) != NULL && selection->kind == THING_TEMPLATE;
}

RUN(edit)
{
    (void)args;
    tui_push(tui, &VIEW_TEMPLATE, selection->ids[0]);
}

// To whom the preview speaks.
RUN(compose)
{
    UNUSED;
    const char *name = focused_template(tui)->name;
    int64_t contact = preview_contact(tui);
    if (contact != 0)
        compose_from(tui, name, contact, preview_other(tui));
    else
        tui_toast(tui, false, "Nobody is focused in Contacts to write to; M-p chooses somebody");
}

RUN(versions)
{
    (void)args;
    tui_push(tui, &VIEW_VERSIONS, selection->ids[0]);
}

// A new row, at once: from then on it is edited like any other.
static void make(Tui *tui, const Template *from, const char *name)
{
    static const char START[] = "Hi {{greeting}},\n\n\n\nBest,\n{{me.first_name}}";
    Template row = {.name = str_trim(mem_strdup(name)),
                    .text = mem_strdup(from != NULL ? from->text : START),
                    .subject = mem_strdup(from != NULL ? from->subject : NULL),
                    .occasion = from != NULL ? from->occasion : OCCASION_REQUEST,
                    .channel = from != NULL ? from->channel : CHANNEL_NONE};
    Error err = {0};
    if (app_template_save(tui_app(tui), &row, &err)) {
        tui_changed(tui, CHANGE_TEMPLATES);
        tui_go(tui, &VIEW_TEMPLATES, THING_TEMPLATE, row.id);
        tui_push(tui, &VIEW_TEMPLATE, row.id);
    } else {
        tui_error(tui, &err);
    }
    template_clear(&row);
}

static void name_for_new(Tui *tui, const char *text, void *self)
{
    (void)self;
    make(tui, NULL, text);
}

RUN(add)
{
    (void)selection;
    Prompt prompt = {.title = "Name of the new template"};
    if (*args != '\0')
        make(tui, NULL, args);
    else
        tui_prompt(tui, &prompt, name_for_new, NULL, NULL);
}

static void name_for_copy(Tui *tui, const char *text, void *self)
{
    (void)self;
    const Template *from = focused_template(tui);
    if (from != NULL)
        make(tui, from, text);
}

RUN(copy)
{
    UNUSED;
    char *name = str_format("%s, mine", focused_template(tui)->name);
    Prompt prompt = {.title = "Name of the copy", .initial = name};
    tui_prompt(tui, &prompt, name_for_copy, NULL, NULL);
    free(name);
}

RUN(remove_template)
{
    UNUSED;
    char *name = mem_strdup(focused_template(tui)->name);
    Error err = {0};
    if (app_template_remove(tui_app(tui), name, &err)) {
        tui_changed(tui, CHANGE_TEMPLATES);
        tui_toast(tui, true, "%s is removed", name);
    } else {
        tui_error(tui, &err);
    }
    free(name);
}

RUN(restore)
{
    (void)selection;
    const Template *template = focused_template(tui);
    char *name = *args != '\0' ? mem_strdup(args) : mem_strdup(template != NULL ? template->name : "");
    Error err = {0};
    if (app_template_restore(tui_app(tui), name, &err)) {
        tui_changed(tui, CHANGE_TEMPLATES);
        tui_toast(tui, true, "%s is as it was shipped, as a new version", name);
    } else {
        tui_error(tui, &err);
    }
    free(name);
}

static bool has_preview(Tui *tui, const Selection *selection)
{
    (void)selection;
    return template_editor(tui) != NULL || focused_template(tui) != NULL;
}

RUN(preview_for)
{
    UNUSED;
    Editor *editor = template_editor(tui);
    preview_ask(tui,
                app_template_for_two(editor != NULL ? editor_text(editor) : focused_template(tui)->text));
}

#define T SCOPE_TEMPLATES

static const Command ROWS[] = {
    {"template-edit", T, "Enter  e", NULL, "edit", "edits the template", NULL, 1, on_template, edit},
    {"template-compose", T, "c", NULL, "compose", "writes to whom the preview is filled for", NULL, 2,
     on_template, compose},
    {"template-add", T, "a", "NAME", "add", "adds a template", ":template-add After the fair", 3, NULL, add},
    {"template-copy", T, "y", NULL, "copy", "makes a copy under another name", NULL, 4, on_template, copy},
    {"template-trash", T, "d", NULL, "remove", "removes the template; undo brings it back", NULL, 5,
     on_template, remove_template},
    {"template-versions", T, "V", NULL, "versions", "shows older texts and what came of each", NULL, 7,
     on_template, versions},
    {"template-preview", T | SCOPE_EDITOR, "M-p", NULL, "preview for",
     "chooses whom templates are filled for", NULL, 0, has_preview, preview_for},
    {"template-restore", T, "B", "NAME", "as shipped", "puts the shipped text back as a new version",
     ":template-restore Thanks for your time", 6, NULL, restore},
};

const CommandTable COMMANDS_TEMPLATES = {ROWS, sizeof ROWS / sizeof *ROWS};

static const PaneKind PANE_TEMPLATES = {
    .name = "templates",
    .scopes = SCOPE_LIST | SCOPE_TEMPLATES,
    .watches = CHANGE_TEMPLATES | CHANGE_DRAFTS | CHANGE_INTERACTIONS,
    .state_size = sizeof(TemplateList),
    .close = list_close,
    .load = list_load,
    .draw = list_draw,
    .mouse = list_mouse,
    .move = rowpane_move,
    .selection = rowpane_selection,
    .focus = rowpane_focus,
};

static const PaneKind PANE_TEMPLATE_PREVIEW = {
    .name = "template preview",
    .scopes = SCOPE_LIST | SCOPE_TEMPLATES,
    .watches = CHANGE_ALL,
    .state_size = sizeof(TemplatePreview),
    .open = pane_preview_open,
    .close = pane_preview_close,
    .load = pane_preview_load,
    .draw = pane_preview_draw,
    .move = textview_pane_move,
};

const ViewKind VIEW_TEMPLATES = {"Templates", {&PANE_TEMPLATES, &PANE_TEMPLATE_PREVIEW}, {52, 48}, {40, 30}};
