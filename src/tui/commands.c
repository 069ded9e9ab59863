// SPDX-License-Identifier: MIT
// Commands that work everywhere: tabs, panes, moving, the doors to everything else, undo, leaving.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "frame.h"
#include "job.h"
#include "people/contact_form.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

#define RUN(name) static void name(Tui *tui, const Selection *selection, const char *args)
#define UNUSED (void)selection, (void)args

static void move(Tui *tui, Motion motion)
{
    Pane *pane = pane_now(tui);
    if (pane->kind->move != NULL)
        pane->kind->move(pane, motion);
}

RUN(move_up)
{
    UNUSED, move(tui, MOTION_UP);
}
RUN(move_down)
{
    UNUSED, move(tui, MOTION_DOWN);
}
RUN(move_page_up)
{
    UNUSED, move(tui, MOTION_PAGE_UP);
}
RUN(move_page_down)
{
    UNUSED, move(tui, MOTION_PAGE_DOWN);
}
RUN(move_half_up)
{
    UNUSED, move(tui, MOTION_HALF_UP);
}
RUN(move_half_down)
{
    UNUSED, move(tui, MOTION_HALF_DOWN);
}
RUN(move_home)
{
    UNUSED, move(tui, MOTION_HOME);
}
RUN(move_end)
{
    UNUSED, move(tui, MOTION_END);
}
RUN(move_left)
{
    UNUSED, move(tui, MOTION_LEFT);
}
RUN(move_right)
{
    UNUSED, move(tui, MOTION_RIGHT);
}
RUN(next_section)
{
    UNUSED, move(tui, MOTION_NEXT_SECTION);
}
RUN(previous_section)
{
    UNUSED, move(tui, MOTION_PREVIOUS_SECTION);
}

RUN(list_left)
{
    UNUSED;
    View *view = view_now(tui);
    if (view->focus > 0)
        view->focus = 0;
}

RUN(list_right)
{
    UNUSED;
    View *view = view_now(tui);
    if (view->focus == 0 && view->panes[1] != NULL)
        view->focus = 1;
}

// Moves the pane that does not have the focus: a list goes row by row, what is read beside it half a screen.
static void scroll_other(Tui *tui, bool down)
{
    View *view = view_now(tui);
    bool list = view->focus > 0;
    Pane *other = view->panes[list ? 0 : 1];
    if (other == NULL || other->kind->move == NULL)
        return;
    if (list)
        other->kind->move(other, down ? MOTION_DOWN : MOTION_UP);
    else
        other->kind->move(other, down ? MOTION_HALF_DOWN : MOTION_HALF_UP);
}

RUN(scroll_other_down)
{
    UNUSED, scroll_other(tui, true);
}
RUN(scroll_other_up)
{
    UNUSED, scroll_other(tui, false);
}

RUN(tab_1)
{
    UNUSED, tui_show(tui, &VIEW_TODAY);
}
RUN(tab_2)
{
    UNUSED, tui_show(tui, &VIEW_CONTACTS);
}
RUN(tab_3)
{
    UNUSED, tui_show(tui, &VIEW_DRAFTS);
}
RUN(tab_4)
{
    UNUSED, tui_show(tui, &VIEW_CALENDAR);
}
RUN(tab_5)
{
    UNUSED, tui_show(tui, &VIEW_COMPANIES);
}
RUN(tab_6)
{
    UNUSED, tui_show(tui, &VIEW_TEMPLATES);
}
RUN(next_pane)
{
    UNUSED, view_focus_next(tui, 1);
}
RUN(previous_pane)
{
    UNUSED, view_focus_next(tui, -1);
}

RUN(pane_alone)
{
    UNUSED;
    View *view = view_now(tui);
    view->alone = !view->alone;
}

RUN(open_command_line)
{
    UNUSED, command_line_open(tui);
}
RUN(open_palette)
{
    UNUSED, palette_open(tui);
}
RUN(open_help)
{
    UNUSED, help_open(tui);
}

typedef struct Travel {
    bool undo;
    JournalStep step;
} Travel;

static bool travel_work(App *app, void *self, Error *err)
{
    Travel *travel = self;
    return travel->undo ? app_undo(app, true, &travel->step, err) : app_redo(app, true, &travel->step, err);
}

static void travel_end(Tui *tui, void *self, bool fine, const Error *err)
{
    const Travel *travel = self;
    if (fine) {
        tui_changed(tui, CHANGE_ALL);
        views_return(tui, travel->step.id);
        tui_toast(tui, false, "%s: %s", travel->undo ? "Undone" : "Redone", travel->step.what);
    } else if (err->kind == ERROR_NOT_FOUND) {
        tui_toast(tui, false,
                  travel->undo ? "Nothing left to undo since the start; rapport undo goes further back"
                               : "Nothing left to redo since the start");
    } else {
        tui_error(tui, err);
    }
}

static void travel(Tui *tui, bool undo)
{
    const JobKind kind = {
        .title = undo ? "Undoing" : "Doing it again", .work = travel_work, .free = free, .end = travel_end};
    Travel *travel = mem_alloc(sizeof *travel);
    travel->undo = undo;
    job_open(tui, &kind, travel, store_step_is_large(tui_app(tui)->store, undo));
}

RUN(undo)
{
    UNUSED, travel(tui, true);
}
RUN(redo)
{
    UNUSED, travel(tui, false);
}

RUN(redraw)
{
    UNUSED;
    terminal_redraw(tui_terminal(tui));
    tui_changed(tui, CHANGE_ALL);
}

RUN(suspend)
{
    UNUSED;
    views_tick(tui);
    terminal_suspend(tui_terminal(tui));
}

static void quit_now(Tui *tui, const char *yes, void *self)
{
    (void)yes, (void)self;
    views_tick(tui);
    tui->quit = true;
}

RUN(quit)
{
    UNUSED;
    const char *question = jobs_leave(tui);
    if (question != NULL)
        tui_ask(tui, question, quit_now, NULL, NULL);
    else
        quit_now(tui, NULL, NULL);
}

// q closes what is open over a tab, and on a tab it leaves the program: everything is saved.
RUN(close_view)
{
    if (tui->depth > 0)
        tui_pop(tui);
    else
        quit(tui, selection, args);
}

RUN(show_messages)
{
    UNUSED;
    Str text = STR_INIT;
    for (size_t i = tui->messages.count; i-- > 0;)
        str_appendf(&text, "%s\n", tui->messages.items[i]);
    tui_read(tui, "Messages, newest first", text.length > 0 ? str_get(&text) : "There are none.");
    str_clear(&text);
}

RUN(show_history)
{
    UNUSED;
    enum { SHOWN = 200 };
    JournalStep *steps = mem_array(SHOWN, sizeof *steps);
    size_t count = store_history(tui_app(tui)->store, selection->contact, steps, 0, SHOWN);
    Str text = STR_INIT;
    for (size_t i = 0; i < count; i++) {
        char day[DATE_TEXT_SIZE];
        date_absolute(moment_day(steps[i].at), moment_minute(steps[i].at), day);
        str_appendf(&text, "%s  %s%s\n", day, steps[i].what,
                    strcmp(steps[i].state, "undone") == 0 ? " (undone)" : "");
    }
    tui_read(tui, "History, newest first", count > 0 ? str_get(&text) : "Nothing was changed yet.");
    str_clear(&text);
    free(steps);
}

static void list_keys(Tui *tui)
{
    Str text = STR_INIT;
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        char keys[32];
        if (*command_keys(tui, command, keys, sizeof keys) != '\0')
            str_appendf(&text, "%-9s %s\n", keys, command->name);
    }
    tui_read(tui, "Keys", str_get(&text));
    str_clear(&text);
}

RUN(bind)
{
    (void)selection;
    Error err = {0};
    char *line = str_format("bind %s", args);
    if (str_blank(args))
        list_keys(tui);
    else if (config_line(tui, line, &err))
        tui_toast(tui, false, "Bound for now; the same line in the configuration keeps it");
    else
        tui_error(tui, &err);
    free(line);
}

static void import_path(Tui *tui, const char *path, void *self)
{
    (void)self;
    if (!str_blank(path))
        import_open(tui, path);
}

RUN(import)
{
    (void)selection;
    Prompt prompt = {
        .title = "Import which file or folder?", .history = "import", .complete = complete_files};
    if (*args != '\0')
        import_open(tui, args);
    else
        tui_prompt(tui, &prompt, import_path, NULL, NULL);
}

RUN(me)
{
    UNUSED, form_open(tui, store_me(tui_app(tui)->store));
}

// As in the file: quotes around it hold a value together and are no part of it.
static char *unquoted(const char *value)
{
    size_t count = 0;
    char **words = file_split_words(value, &count, NULL);
    char *plain = mem_strdup(words != NULL && count == 1 ? words[0] : value);
    free(words);
    return plain;
}

RUN(set)
{
    (void)selection;
    size_t length = strcspn(args, " ");
    char *name = mem_strndup(args, length);
    char *value = unquoted(args + length + strspn(args + length, " "));
    Error err = {0};
    if (*name == '\0') {
        Str text = STR_INIT;
        for (size_t i = 0; i < config_count(); i++)
            str_appendf(&text, "%-12s %s\n", config_name(i), tui_config(tui, config_name(i)));
        tui_read(tui, "Settings of the interface", str_get(&text));
        str_clear(&text);
    } else if (!config_set(tui, name, value, &err)) {
        tui_error(tui, &err);
    } else {
        tui_toast(tui, false, "%s is now %s", name, *value != '\0' ? value : "the default");
    }
    free(value);
    free(name);
}

// ---- marks

static bool can_mark(Tui *tui, const Selection *selection)
{
    return selection->count > 0 && pane_now(tui)->kind->mark != NULL;
}

static void mark(Tui *tui, char how)
{
    Pane *pane = pane_now(tui);
    if (pane->kind->mark != NULL)
        pane->kind->mark(pane, how);
}

RUN(mark_one)
{
    UNUSED, mark(tui, ' ');
}
RUN(mark_range)
{
    UNUSED, mark(tui, 'v');
}
RUN(mark_all)
{
    UNUSED, mark(tui, 'A');
}

#define G SCOPE_GLOBAL
#define L (SCOPE_LIST | SCOPE_GRID)

static const Command ROWS[] = {
    {"today", G, "1", NULL, "Today", "what is late, due and who waits", NULL, 0, NULL, tab_1},
    {"contacts", G, "2", NULL, "Contacts", "the people you know", NULL, 0, NULL, tab_2},
    {"drafts", G, "3", NULL, "Drafts", "messages being written", NULL, 0, NULL, tab_3},
    {"calendar", G, "4", NULL, "Calendar", "follow-ups by day", NULL, 0, NULL, tab_4},
    {"companies", G, "5", NULL, "Companies", "organisations and their people", NULL, 0, NULL, tab_5},
    {"templates", G, "6", NULL, "Templates", "messages with placeholders", NULL, 0, NULL, tab_6},
    {"next-pane", G, "Tab", NULL, "next pane", "puts the focus on the next pane", NULL, 0, NULL, next_pane},
    {"previous-pane", G, "S-Tab", NULL, "previous pane", "puts the focus on the pane before", NULL, 0, NULL,
     previous_pane},
    {"up", L, "k  Up", NULL, "up", "moves the focus up", NULL, 0, NULL, move_up},
    {"down", L, "j  Down", NULL, "down", "moves the focus down", NULL, 0, NULL, move_down},
    {"page-up", G, "PgUp", NULL, "page up", "moves a screen up", NULL, 0, NULL, move_page_up},
    {"page-down", G, "PgDn", NULL, "page down", "moves a screen down", NULL, 0, NULL, move_page_down},
    {"half-up", G, "C-u", NULL, "half up", "moves half a screen up", NULL, 0, NULL, move_half_up},
    {"half-down", G, "C-d", NULL, "half down", "moves half a screen down", NULL, 0, NULL, move_half_down},
    {"first", G, "g g  Home", NULL, "first", "goes to the first row", NULL, 0, NULL, move_home},
    {"last", G, "G  End", NULL, "last", "goes to the last row", NULL, 0, NULL, move_end},
    {"leave-detail", SCOPE_LIST, "h  Left", NULL, "to the list", "goes back from the detail to the list",
     NULL, 0, NULL, list_left},
    {"enter-detail", SCOPE_LIST, "l  Right", NULL, "to the detail", "goes from the list to the detail", NULL,
     0, NULL, list_right},
    {"cell-left", SCOPE_GRID, "h  Left", NULL, "left", "moves a cell to the left", NULL, 0, NULL, move_left},
    {"cell-right", SCOPE_GRID, "l  Right", NULL, "right", "moves a cell to the right", NULL, 0, NULL,
     move_right},
    {"next-section", SCOPE_LIST, "]", NULL, "next section", "goes to the next section", NULL, 0, NULL,
     next_section},
    {"previous-section", SCOPE_LIST, "[", NULL, "section before", "goes to the section before", NULL, 0, NULL,
     previous_section},
    {"scroll-other", G, "J", NULL, "scroll other", "scrolls the other pane down", NULL, 0, NULL,
     scroll_other_down},
    {"scroll-other-up", G, "K", NULL, "scroll other up", "scrolls the other pane up", NULL, 0, NULL,
     scroll_other_up},
    {"alone", SCOPE_LIST, "|", NULL, "alone", "shows the focused pane alone, or all again", NULL, 0, NULL,
     pane_alone},
    {"mark", L, "space", NULL, "mark", "marks the focused row for a bulk action", NULL, 9, can_mark,
     mark_one},
    {"mark-range", L, "v", NULL, "mark range", "marks from the last mark to here", NULL, 0, can_mark,
     mark_range},
    {"mark-all", L, "A", NULL, "mark all", "marks all that is shown, or none", NULL, 0, can_mark, mark_all},
    {"command", G, ":", NULL, "command", "a command by its name", NULL, 80, NULL, open_command_line},
    {"palette", G, "C-p", NULL, "palette", "finds commands, people and companies", NULL, 0, NULL,
     open_palette},
    {"help", G, "?  F1", NULL, "help", "all keys of the moment; type to filter", NULL, 0, NULL, open_help},
    {"undo", G, "u", NULL, "undo", "takes the last step back", NULL, 0, NULL, undo},
    {"redo", G, "C-r", NULL, "redo", "does the step again that was taken back", NULL, 0, NULL, redo},
    {"redraw", G, "C-l", NULL, "redraw", "paints the screen anew", NULL, 0, NULL, redraw},
    {"suspend", G, "C-z", NULL, "suspend", "back to the shell; fg returns", NULL, 0, NULL, suspend},
    {"close", G, "q", NULL, "close", "closes the view; on a tab it quits, all saved", NULL, 0, NULL,
     close_view},
    {"quit", G, "Q", NULL, "quit", "quits from anywhere; everything is saved", NULL, 0, NULL, quit},
    {"messages", G, NULL, NULL, "messages", "what was reported", NULL, 0, NULL, show_messages},
    {"history", G, NULL, NULL, "history", "the steps that can be undone", NULL, 0, NULL, show_history},
    {"bind", G, NULL, "SCOPE KEYS COMMAND", "bind", "gives a command another key, or lists all",
     ":bind contacts E edit", 0, NULL, bind},
    {"import", G, NULL, "PATH", "import", "reads LinkedIn archives, address books, CSV",
     ":import ~/Downloads/Connections.csv", 0, NULL, import},
    {"insights", G, "g i", NULL, "insights", "answers by channel, template and how you met", NULL, 0, NULL,
     command_insights},
    {"waiting", G, "g w", NULL, "who waits", "who waits for whom, those of an import too", NULL, 0, NULL,
     command_waiting},
    {"landed", G, "g l", NULL, "landed", "the search ended well: thanks, and what stops", NULL, 0, NULL,
     command_landed},
    {"questions", G, NULL, "[restore]", "questions", "the questions of that sheet, in your editor",
     ":questions restore", 0, NULL, command_questions},
    {"me", G, NULL, NULL, "me", "edits what the program knows of yourself", NULL, 0, NULL, me},
    {"set", G, NULL, "NAME VALUE", "set", "changes a setting", ":set theme light", 0, NULL, set},
};

const CommandTable COMMANDS_GLOBAL = {ROWS, sizeof ROWS / sizeof *ROWS};
