// SPDX-License-Identifier: MIT
// The editor: a text buffer, its soft wrap and a place on the screen. It is no pane: drafts and templates put
// one into theirs, give it the events they do not take themselves, and say what to colour.
#ifndef RAPPORT_TUI_EDITOR_H
#define RAPPORT_TUI_EDITOR_H

#include "frame.h"
#include "rapport/core/textbuf.h"
#include "rapport/core/wrap.h"
#include "rapport/tui/tui.h"

enum {
    EDITOR_GUTTER = 5,          // columns of line numbers
    EDITOR_WIDTH = 72,          // a comfortable line; wider panes stay empty at the right
    EDITOR_UNDO_MOST = 1 << 18, // bytes of undo log kept with a draft
};

// Where the cursor stood before something was looked for.
typedef struct EditorHome {
    size_t from, to, top;
} EditorHome;

typedef struct Editor {
    Tui *tui; // borrowed
    TextBuf *text;
    Wrap wrap;
    char *needle;      // what was looked for and is shown; NULL = nothing
    char *by;          // what to put in its place
    bool looking;      // what is looked for is being typed, or awaited
    bool awaited;      // Enter was pressed: where the first is is told once it is known
    TextSearch search; // of it, from home on
    EditorHome home;
    bool replacing; // the keys answer whether to replace the match that is selected
    bool around;    // it has gone on from the top
    size_t stop;    // where it began
    size_t top;     // first row shown
    int goal;       // column that up and down strive for; -1 = the present one
    bool row_end;   // at a soft break: the end of the earlier row
    bool marking;   // C-Space: moving selects
    bool pasted;    // the last key was a paste: M-y takes an older one
    bool follow;    // bring the cursor into sight with the next frame
    bool dragging;
    Mouse doubled; // the last double click
    int64_t doubled_ms;
    int64_t changed_ms; // monotonic: the last key
    Rect area;          // where the text was drawn, without the gutter
} Editor;

// A coloured stretch of the text.
typedef struct EditorSpan {
    size_t from, to;
    Style style;
} EditorSpan;
typedef VEC(EditorSpan) EditorSpans;

void editor_init(Editor *editor, Tui *tui, const char *text);
void editor_clear(Editor *editor);
void editor_set(Editor *editor, const char *text); // forgets undo

const char *editor_text(const Editor *editor);  // borrowed until the next change
uint64_t editor_revision(const Editor *editor); // grows with each change

// A key or a paste; false = not one of the keys of text. Up on the first row and Down on the last are taken.
bool editor_event(Editor *editor, const Event *event);
bool editor_mouse(Editor *editor, const Mouse *mouse);
bool editor_on_first_row(Editor *editor);

// Esc: forgets the mark, the selection, what was found; false when there was nothing of the kind.
bool editor_leave(Editor *editor);

void editor_go(Editor *editor, size_t from, size_t to); // selects; from == to: only moves there
void editor_insert(Editor *editor, const char *text);   // one step of undo
bool editor_next_placeholder(Editor *editor, bool backward);
void editor_position(const Editor *editor, int *line, int *column); // 1-based; columns of the screen
size_t editor_words(const Editor *editor);
int editor_line_of(const Editor *editor, size_t at); // 1-based

// ---- editor_find.c
Editor *
editor_of(Tui *tui); // the one that is open, of a draft or a template; NULL = none (editor_commands.c)
void editor_ask_find(Editor *editor);
void editor_ask_replace(Editor *editor);
void editor_find_again(Editor *editor, TextFind direction);
void editor_look_on(Editor *editor);              // a bit more of the text, while something is looked for
void editor_find_known(Editor *editor);           // all that is needed to know what is awaited
void editor_replace_key(Editor *editor, Key key); // while replacing: y, n, a, else it ends
void editor_find_end(Editor *editor);             // nothing is looked for or replaced any more

// Lays out for the place where it will be drawn, with the cursor in sight: the bytes [*from, *to) that will
// be seen. False: none, there is no room.
bool editor_sight(Editor *editor, Rect rect, size_t *from, size_t *to);

// spans: of what is seen, at least. Numbers of lines at the left, then the text.
void editor_draw(Editor *editor, Canvas *canvas, Rect rect, const EditorSpans *spans, bool focused);

// The line above the text; its cursor and its bar only when it has the keys.
void editor_draw_subject(Field *subject, Canvas *canvas, Rect rect, bool focused);

#endif
