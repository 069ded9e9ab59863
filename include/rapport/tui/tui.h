// SPDX-License-Identifier: MIT
// The frame of the interface: the loop, views, focus, popups, prompts, toasts. What panes and commands may
// ask of it.
#ifndef RAPPORT_TUI_TUI_H
#define RAPPORT_TUI_TUI_H

#include "rapport/screen/terminal.h"
#include "rapport/tui/command.h"
#include "rapport/tui/view.h"

typedef struct TuiOptions {
    App *app;                // borrowed
    Terminal *terminal;      // borrowed
    const char *config_path; // NULL = none
    bool inline_jobs;        // no worker thread: tests, ":memory:"
    bool plain;              // for screen readers: words instead of glyphs
    bool monday_first;       // the locale's first weekday
} TuiOptions;

// Runs until the person quits (0), the terminal is gone (0, all saved) or SIGTERM (143).
Tui *tui_new(const TuiOptions *options, Error *err);
int tui_run(Tui *tui);
void tui_free(Tui *tui);

// A yes-or-no question where there is no Tui yet, since its database cannot be opened: true on y. keys is the
// line that names the keys.
bool tui_question(Terminal *terminal, const char *title, const char *text, const char *keys, bool plain);

// ---- for panes and commands

App *tui_app(Tui *tui);
Terminal *tui_terminal(Tui *tui);
int32_t tui_today(Tui *tui);
bool tui_ascii(const Tui *tui);
bool tui_plain(const Tui *tui); // words where a glyph alone would tell something
bool tui_monday_first(const Tui *tui);
const char *tui_config(Tui *tui, const char *name); // "editor", "clipboard", "browser" ...; never NULL

// Change bits after a use case: marks panes stale. 0 = what the last commit of the store says.
void tui_changed(Tui *tui, unsigned change);

// A line in the footer's place; with_undo adds "u undo". Errors stay until a key and are kept in :messages.
void tui_toast(Tui *tui, bool with_undo, const char *format, ...) __attribute__((format(printf, 3, 4)));
void tui_error(Tui *tui, const Error *err);

Selection tui_selection(Tui *tui);     // of the focused pane
int64_t tui_focused_contact(Tui *tui); // of the focused pane, else of Contacts, else of Today; 0 = none
void tui_show(Tui *tui, const ViewKind *view);                           // a tab
bool tui_go(Tui *tui, const ViewKind *view, ThingKind kind, int64_t id); // shows it and focuses the thing
void tui_push(Tui *tui, const ViewKind *view,
              int64_t id); // opens a view over the tab (the editor); id: what it is to open
void tui_pop(Tui *tui);
int64_t tui_pushed_id(const Tui *tui);
Pane *tui_pane(Tui *tui, const PaneKind *kind); // the open instance of the shown view; NULL = not shown
void tui_focus_pane(Tui *tui, const PaneKind *kind);
void tui_clear_marks(Tui *tui);
bool tui_run_command(Tui *tui, const char *line); // as typed after ":"

// ---- questions. done is called with what was entered (borrowed), not at all when it was left with Esc. self
// is kept by the caller.

typedef struct Prompt {
    const char *title;   // "Follow up with Maya"
    const char *initial; // NULL = empty
    const char *history; // name of a history list; NULL = none
    bool date;           // a date field: live preview, must parse
    bool far;            // a date field that takes a month or a year as well: its first day
    // Appends completions of what is typed (borrowed texts pushed by add). NULL = none.
    void (*complete)(Tui *tui, const char *typed, void (*add)(void *list, const char *text), void *list);
    // Appends a line under the field while it is typed ("understood: ..."); NULL = none.
    void (*preview)(Tui *tui, const char *typed, Str *out);
    void (*typed)(Tui *tui, const char *typed,
                  void *self);          // what stands there is another; NULL = nobody asks
    void (*left)(Tui *tui, void *self); // it was left with Esc; NULL likewise
    bool low; // at the lower edge, and nothing fades: what it is about stays in sight
} Prompt;
typedef void (*PromptDone)(Tui *tui, const char *text, void *self);
void tui_prompt(Tui *tui, const Prompt *prompt, PromptDone done, void *self, void (*free_self)(void *self));

typedef struct Choice {
    const char *key;    // "m"; NULL = none, chosen by Enter
    const char *label;  // copied; "## Words" is a heading, which is never chosen
    const char *detail; // dim, at the right; NULL
} Choice;
typedef void (*ChoiceDone)(Tui *tui, size_t index, void *self);
// A popup of choices: letters, arrows and Enter; type to filter when filter.
void tui_choose(Tui *tui, const char *title, const Choice *choices, size_t count, bool filter,
                ChoiceDone done, void *self, void (*free_self)(void *self));
// A yes-or-no question whose default is no; done runs only on y.
void tui_ask(Tui *tui, const char *question, PromptDone done, void *self, void (*free_self)(void *self));
// Text to read in a floating pane: why, messages. A line that begins with "## " is a heading.
void tui_read(Tui *tui, const char *title, const char *text);
// Finds a contact by typing (palette over people), for "to whom?".
void tui_pick_contact(Tui *tui, const char *title, void (*done)(Tui *tui, int64_t contact, void *self),
                      void *self, void (*free_self)(void *self));

// Composes to the contacts: asks for the template, makes the draft, opens the editor. In pane_drafts.c.
void tui_compose(Tui *tui, const int64_t *contacts, size_t count);

// ---- drawing helpers that all panes share (draw.c)

// "Title n ─────" over the width; count < 0 = without. A long title is cut, the count never.
void draw_section(Canvas *canvas, Rect rect, int row, const char *title, int count, Role role);
// The focus bar in column 0 and the row's background.
void draw_focus(Canvas *canvas, Rect rect, int row, bool focused);
// An empty state, a third down: what the view is for, and below it a line "KEY  what it does" for each key.
// Both are wrapped, never cut.
void draw_empty(Canvas *canvas, Rect rect, const char *what, const char *keys);

#endif
