// SPDX-License-Identifier: MIT
// A pane draws a part of the screen and says what is selected in it. It is one const struct (PaneKind) and
// its private state; the frame (tui.h) gives it events, tells it when its data is stale, and draws what
// floats over it.
#ifndef RAPPORT_TUI_PANE_H
#define RAPPORT_TUI_PANE_H

#include "rapport/app/app.h"
#include "rapport/core/kinds.h"
#include "rapport/screen/canvas.h"
#include "rapport/screen/event.h"

typedef struct Tui Tui;
typedef struct Pane Pane;

// What a selection is about. Commands act on ids, never on row numbers.
typedef enum ThingKind {
    THING_NONE,
    THING_CONTACT,
    THING_FOLLOWUP,
    THING_DRAFT,
    THING_ORGANISATION,
    THING_TEMPLATE,
    THING_INTERACTION,
} ThingKind;

enum { SELECTION_MOST = 4096 }; // marked things at most

typedef struct Selection {
    ThingKind kind;
    const int64_t *ids; // the marked things, else the focused one; borrowed until the next event
    size_t count;
    int64_t contact; // the one contact that the focused thing is about; 0 = none
    int32_t day;     // the focused day (calendar); CIVIL_NONE elsewhere
    Occasion
        occasion; // what the focused row asks to be written: who is owed a reply gets one; NONE = nothing
} Selection;

// Where keys work, from special to general; a pane names those that it has (bits). Global always applies.
typedef enum Scope {
    SCOPE_GLOBAL = 1,
    SCOPE_LIST = 2,
    SCOPE_GRID = 4,
    SCOPE_THING = 8,
    SCOPE_CONTACTS = 16,
    SCOPE_CALENDAR = 32,
    SCOPE_DRAFTS = 64,
    SCOPE_EDITOR = 128,
    SCOPE_TEMPLATES = 256,
    SCOPE_COMPANIES = 512,
    SCOPE_TODAY = 1024,
    SCOPE_REVIEW = 2048,
    SCOPE_VERSIONS = 4096,
    SCOPE_MEETINGS = 8192,
} Scope;

typedef enum Motion {
    MOTION_UP,
    MOTION_DOWN,
    MOTION_LEFT,
    MOTION_RIGHT,
    MOTION_PAGE_UP,
    MOTION_PAGE_DOWN,
    MOTION_HALF_UP,
    MOTION_HALF_DOWN,
    MOTION_HOME,
    MOTION_END,
    MOTION_NEXT_SECTION,
    MOTION_PREVIOUS_SECTION,
} Motion;

typedef struct PaneKind {
    const char *name;
    unsigned scopes;   // Scope bits beside global
    unsigned watches;  // Change bits of store.h that make it stale
    size_t state_size; // of Pane.state, zeroed before open
    bool spare;        // only beside others, on wide and high screens: what it shows stands elsewhere else
    bool text; // a text field has the keys: letters go to key() first, only M- C- and F keys to commands
    void (*open)(Pane *pane);
    void (*close)(Pane *pane);
    bool (*load)(Pane *pane, Error *err); // reads what it shows; called when stale and visible
    void (*draw)(Pane *pane, Canvas *canvas, Rect rect, bool focused);
    bool (*key)(Pane *pane, const Event *event);   // key or paste; true = taken. May be NULL
    bool (*mouse)(Pane *pane, const Mouse *mouse); // inside pane->rect; true = taken. May be NULL
    void (*move)(Pane *pane, Motion motion);       // may be NULL
    Selection (*selection)(Pane *pane);            // may be NULL = nothing
    bool (*focus)(Pane *pane, ThingKind kind,
                  int64_t id);          // puts the focus on the thing; false = not here. May be NULL
    bool (*leave)(Pane *pane);          // Esc: one step back; false = nothing left to undo. May be NULL
    void (*mark)(Pane *pane, char how); // ' ' toggle, 'v' range, 'A' all shown. May be NULL
    void (*tick)(Pane *pane);           // about once a second and before the program ends: save. May be NULL
} PaneKind;

struct Pane {
    const PaneKind *kind;
    Tui *tui;
    void *state;
    bool stale;
    bool partial; // it has read what its first frame shows: it loads again right after that
    Rect rect;    // where it was drawn last; empty = hidden
};

#endif
