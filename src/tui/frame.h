// SPDX-License-Identifier: MIT
// What the files of the frame share. Panes use rapport/tui/tui.h only.
#ifndef RAPPORT_TUI_FRAME_H
#define RAPPORT_TUI_FRAME_H

#include "rapport/base/vec.h"
#include "rapport/core/textbuf.h"
#include "rapport/store/roster.h"
#include "rapport/tui/tui.h"
#include "worker.h"

enum { TAB_COUNT = 6, SEQUENCE_MOST = 3, STACK_MOST = 4, RECENT_MOST = 8, PLACES_MOST = 32 };

typedef struct Binding {
    Key keys[SEQUENCE_MOST];
    int count;
    unsigned scope; // Scope bits
    const Command *command;
} Binding;

// What floats: gets all events while it is on top.
typedef struct Popup Popup;
typedef struct PopupKind {
    void (*draw)(Popup *popup, Canvas *canvas, Rect screen);
    void (*event)(Popup *popup, const Event *event);
    void (*close)(Popup *popup); // frees the state
} PopupKind;
struct Popup {
    const PopupKind *kind;
    Tui *tui;
    void *state;
    int row;      // of the panes that it speaks of: where the cursor stood; -1 = none
    bool closing; // taken off after the event
    bool in_row;  // it stands in the focused row, which stays as it is
    bool filter;  // the footer says what its keys do: it has no room of its own
};

typedef struct View {
    const ViewKind *kind;
    Pane *panes[VIEW_PANES];
    int focus;
    bool alone; // only the focused pane is shown
} View;

typedef struct Toast {
    char text[700];
    bool error, undo;
    int64_t until; // monotonic ms
} Toast;

typedef struct History {
    char *name;
    VEC(char *) lines; // newest last
} History;

// What had the focus when a step was done: its undo leads back there.
typedef struct StepPlace {
    int64_t step; // of the history; 0 = none
    ThingKind kind;
    int64_t id;
} StepPlace;

typedef struct Upkeep Upkeep;
typedef struct Config Config;

struct Tui {
    TuiOptions options;
    Canvas *canvas;
    View tabs[TAB_COUNT];
    int tab;
    View stack[STACK_MOST]; // views opened over the tab
    int64_t stack_id[STACK_MOST];
    int depth;
    VEC(Binding) bindings;
    Key pending[SEQUENCE_MOST];
    int pending_count;
    VEC(Popup *) popups;
    Toast toast;
    TextRing ring; // what was cut and copied, in whatever text
    VEC(char *) messages;
    VEC(History) histories;
    VEC(int64_t) selected;              // ids behind the Selection of the moment
    const Command *recent[RECENT_MOST]; // run from the palette, newest first
    Config *config;
    Worker *worker;         // reads lists; made when first needed
    Worker *loader;         // reads everybody
    Worker *speller;        // asks about words
    bool spell_asked;       // it has not answered yet
    bool loading;           // it is at it
    Roster *roster;         // everybody; NULL = not read yet
    Upkeep *upkeep;         // at work
    VEC(struct Job *) jobs; // long work that runs: in front, or one behind the screen
    VEC(Event) typed;       // while a write waited, not handled yet
    bool woken;             // likewise: a thread has news
    bool ticking;           // what is written now can wait for the next tick
    int32_t upkept;         // the day it was last begun on
    bool window_focused, quit;
    bool stirred;            // something was said or changed since the last frame
    int64_t minute, writes;  // as they were at the last frame
    int64_t again;           // monotonic ms: a pane wants to be drawn then, whatever happens; 0 = none does
    int64_t preview_contact; // whom templates are filled for; 0 = who is focused in Contacts
    int64_t preview_other;   // and whom else, where they speak of two; 0 = nobody yet
    int exit_code;
    int64_t next_tick;             // monotonic ms
    VEC(int64_t) batch;            // drafts that are reviewed one after the other
    VEC(int64_t) mailed;           // drafts whose mails are on their way
    StepPlace places[PLACES_MOST]; // a ring
    size_t place_count;            // so far
    int64_t ticked; // whom the follow-up just ticked off was about: the next command may be for them
};

// ---- views.c
void views_open(Tui *tui);
void views_close(Tui *tui);
View *view_now(Tui *tui);
Pane *pane_now(Tui *tui);
Selection selection_now(Tui *tui); // of the focused pane, without the copy that tui_selection makes: to draw
void view_draw(Tui *tui, View *view, Canvas *canvas, Rect rect);
void view_focus_next(Tui *tui, int step);
void views_tick(Tui *tui);
bool view_is_stale(Tui *tui);  // a pane that is shown is to load again
bool views_complete(Tui *tui); // after a frame: panes that have read a part of theirs are stale; false = none
void views_stale(Tui *tui, unsigned change); // the panes that watch these bits load again
// How the panes share the width: pure. Fills rects (empty = hidden).
void view_layout(const ViewKind *kind, Rect room, int focus, bool alone, Rect rects[VIEW_PANES]);

// What a step from here is about. Only things with a day have an id: a list of people may be filtered for a
// reason.
StepPlace views_place(Tui *tui, int64_t step);
void views_keep(Tui *tui, StepPlace place);
void views_return(Tui *tui, int64_t step); // undone or redone: the focus goes to what it was about

// ---- spelling.c
void spelling_take(Tui *tui); // for the loop: reads what the speller said

// ---- draft_work.c
void drafts_take(Tui *tui); // for the loop: what was done of the open draft

// ---- keymap.c
void keymap_build(Tui *tui); // from the command tables
bool keymap_bind(Tui *tui, unsigned scope, const char *keys, const Command *command); // replaces what clashes
// The same, and these are the keys that help and footer show from now on: a choice of the person's own.
bool keymap_bind_first(Tui *tui, unsigned scope, const char *keys, const Command *command);
typedef enum KeymapAnswer { KEYMAP_NOTHING, KEYMAP_MORE, KEYMAP_FOUND } KeymapAnswer;
KeymapAnswer keymap_find(const Tui *tui, unsigned scopes, const Key *keys, int count,
                         const Command **command);
unsigned keymap_scopes(Tui *tui); // of the focused pane, with global
const Command *command_find(const char *name, size_t length);
const char *command_suggest(const char *word); // the name that was meant; NULL
size_t command_count(void);
const Command *command_at(size_t index);
bool command_applies(Tui *tui, const Command *command, unsigned scopes, const Selection *selection);
void command_run(Tui *tui, const Command *command, const char *args);
// The keys of a command as shown ("g g"); "" when it has none. Returns buffer.
const char *command_keys(const Tui *tui, const Command *command, char *buffer, size_t size);

// ---- statusbar.c
void tabs_draw(Tui *tui, Canvas *canvas, Rect rows);
int tab_at(const Tui *tui, int cols, int col); // whose title is in that column of row 0; -1
void plain_words(Canvas *canvas);              // without lines and glyphs, for those who listen to the screen
void footer_draw(Tui *tui, Canvas *canvas, Rect row);

// ---- popups
Popup *popup_open(Tui *tui, const PopupKind *kind, size_t state_size);
void popups_drop(Tui *tui); // those that are closing
void popups_clear(Tui *tui);
// In the middle, or where the row that it speaks of stays in sight.
Rect popup_place(const Popup *popup, Rect screen, int rows, int cols);
void popup_frame(Canvas *canvas, Rect rect,
                 const char *title);                          // box and background; the inside is rect less 1
void popup_box(Canvas *canvas, Rect rect, const char *title); // the same, and nothing else fades
bool event_is(const Event *event, uint32_t code);             // the key, without Ctrl, Meta and Shift
bool event_leaves(const Event *event);                        // Esc or C-c
// How many bytes of a line fit into the columns, broken at a blank where there is one.
size_t wrap_at_blank(const char *line, size_t length, int cols);
// As tui_read, with one thing that can be done about it (a letter and its words; done gets 0).
void report_open(Tui *tui, const char *title, const char *text, const Choice *action, ChoiceDone done,
                 void *self, void (*free_self)(void *self));
void help_open(Tui *tui);
void palette_open(Tui *tui);
void command_line_open(Tui *tui);

// ---- complete.c: for Prompt.complete; path_expand: "~/x" with the home folder, owned
typedef void (*CompleteAdd)(void *list, const char *text);
void complete_command_line(Tui *tui, const char *typed, CompleteAdd add, void *list);
void complete_tags(Tui *tui, const char *typed, CompleteAdd add, void *list);
void complete_lists(Tui *tui, const char *typed, CompleteAdd add, void *list);
void complete_files(Tui *tui, const char *typed, CompleteAdd add, void *list);
char *path_expand(const char *typed);

// ---- commands_search.c
void command_insights(Tui *tui, const Selection *selection, const char *args);
void command_landed(Tui *tui, const Selection *selection, const char *args);

// ---- import_job.c: an import behind the screen, then its report
void import_open(Tui *tui, const char *path);

// ---- purge_job.c: removes them for good (they were asked about), with what is left to say
void purge_open(Tui *tui, const int64_t *contacts, size_t count);

// ---- field.c: a one-line text field
typedef struct Field {
    Tui *tui; // borrowed
    TextBuf *buffer;
    size_t scroll; // first byte shown
    bool pasted;   // the last key was a paste: M-y takes an older one
    bool dragging;
    Rect area; // where it was drawn
} Field;
void field_init(Field *field, Tui *tui, const char *initial);
void field_clear(Field *field);
const char *field_text(const Field *field);
void field_set(Field *field, const char *text);
bool field_event(Field *field, const Event *event); // true = taken; C-c without a selection is not
bool field_mouse(Field *field, const Mouse *mouse); // places the cursor, selects; true = taken
// Of a form's fields, each in a row of its own: a press anywhere in a row makes it *focus.
void fields_mouse(Field *fields, int count, const Mouse *mouse, int *focus);
bool field_leaves(const Field *field,
                  const Event *event); // Esc, or C-c where nothing is selected to be copied
void field_draw(Field *field, Canvas *canvas, int row, int col, int cols, Style style, bool focused);

// ---- picker.c: a month to pick a day from
typedef void (*PickerDone)(Tui *tui, int32_t day, void *self);
void picker_open(Tui *tui, int32_t day, PickerDone done, void *self); // self is borrowed until it is closed
// For a date field: begins with what stands there, puts the day there. past: what is ambiguous lies there.
void picker_open_field(Tui *tui, Field *field, bool past);

// ---- people.c: everybody in memory, kept up with the database
void people_start(Tui *tui); // after the first frame: loads behind the screen
void people_stop(Tui *tui);
Roster *people_roster(Tui *tui); // NULL: not loaded yet
void people_changed(Tui *tui);   // contacts were committed, by us or by others
void people_take(Tui *tui);      // after a wake
// As store_organisations, store_organisation_people and store_contact_suggest; nothing while many are still
// read.
bool people_organisations(Tui *tui, const char *prefix, size_t max, OrganisationRows *rows, Error *err);
bool people_at(Tui *tui, int64_t organisation, size_t max, ContactIds *ids, size_t *now, Error *err);
void people_suggest(Tui *tui, const char *typed, size_t max, ContactIds *ids);

// ---- contacts_list.c
void contacts_take(Tui *tui);      // after a wake: lists that had to be read
void contacts_ask_again(Tui *tui); // there is another roster

// ---- upkeep.c: the check after a crash and the backup of the day, behind the screen
Upkeep *upkeep_start(Tui *tui, bool check);   // NULL when no thread could be had
bool upkeep_done(Upkeep *upkeep, Error *err); // err: what the person should know
void upkeep_free(Upkeep *upkeep);             // stops it; NULL is fine

// ---- config.c
Config *config_new(void);
void config_free(Config *config);
bool config_set(Tui *tui, const char *name, const char *value, Error *err);
const char *config_get(const Config *config, const char *name);
void config_load(Tui *tui, const char *path);             // mistakes go to the messages
bool config_line(Tui *tui, const char *line, Error *err); // "set ..." or "bind ...", as in the file
size_t config_count(void);
const char *config_name(size_t index);
const char *config_choices(const char *name); // "on off"; NULL = any text, or no such setting

// ---- tui.c
void tui_message(Tui *tui, const char *text); // kept for :messages without a toast
void tui_draw_again(Tui *tui, int64_t when);  // monotonic ms: there is a frame then, or earlier
void tui_toast_stays(Tui *tui);               // what was just said stays until something else is
void tui_toast_over(Tui *tui);                // nothing is said any more

// ---- history.c
void history_add(Tui *tui, const char *name, const char *line);
const char *history_get(Tui *tui, const char *name, size_t back); // 1 = newest; NULL

#endif
