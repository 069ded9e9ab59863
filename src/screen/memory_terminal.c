// SPDX-License-Identifier: MIT
// The terminal for tests of the whole interface: events come from a queue, frames stay readable, nothing
// waits. What a real terminal would decode (bytes, pastes) passes the same decoder.
#include "rapport/screen/memory_terminal.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"
#include "rapport/screen/input.h"

typedef struct Queued {
    Event event;
    int rows, cols; // of EVENT_RESIZE
} Queued;

typedef struct MemoryTerminal {
    Terminal base;
    int rows, cols;
    VEC(Queued) queue;
    size_t taken;
    Canvas *shown;
    int frames;
    int presents;
    int suspends;
    char *title;
    Str clipboard;
    Str last_run;
    bool mouse;
    bool stale;
    ThemeId theme;
    int (*run)(void *self, char *const argv[]);
    void *run_self;
    void (*frame)(void *self, const Canvas *canvas);
    void *frame_self;
} MemoryTerminal;

static MemoryTerminal *memory(Terminal *terminal)
{
    return (MemoryTerminal *)terminal;
}

static const MemoryTerminal *memory_const(const Terminal *terminal)
{
    return (const MemoryTerminal *)terminal;
}

static void push(Terminal *terminal, Queued queued)
{
    vec_push(&memory(terminal)->queue, queued);
}

// ---- the terminal's functions -------------------------------------------------------------------

static void memory_close(Terminal *terminal)
{
    MemoryTerminal *self = memory(terminal);
    for (size_t i = self->taken; i < self->queue.count; i++)
        event_clear(&self->queue.items[i].event);
    vec_clear(&self->queue);
    canvas_free(self->shown);
    free(self->title);
    str_clear(&self->clipboard);
    str_clear(&self->last_run);
    free(self);
}

static void memory_size(const Terminal *terminal, int *rows, int *cols)
{
    *rows = memory_const(terminal)->rows;
    *cols = memory_const(terminal)->cols;
}

static void memory_next(Terminal *terminal, int timeout_ms, Event *out)
{
    MemoryTerminal *self = memory(terminal);
    if (self->taken == self->queue.count) {
        *out = (Event){.kind = timeout_ms < 0 ? EVENT_HANGUP : EVENT_TIMER};
        return;
    }
    Queued *next = &self->queue.items[self->taken++];
    *out = next->event;
    if (out->kind == EVENT_RESIZE) {
        self->rows = next->rows;
        self->cols = next->cols;
    }
}

static void memory_present(Terminal *terminal, const Canvas *canvas)
{
    MemoryTerminal *self = memory(terminal);
    self->presents++;
    if (!self->stale && canvas_equal(self->shown, canvas))
        return;
    canvas_copy(self->shown, canvas);
    self->frames++;
    self->stale = false;
    if (self->frame != NULL)
        self->frame(self->frame_self, self->shown);
}

static void memory_redraw(Terminal *terminal)
{
    memory(terminal)->stale = true;
}

static void memory_suspend(Terminal *terminal)
{
    memory(terminal)->suspends++;
    push(terminal, (Queued){.event = {.kind = EVENT_RESUME}});
}

static bool memory_run(Terminal *terminal, char *const argv[], int *status, Error *err)
{
    MemoryTerminal *self = memory(terminal);
    (void)err;
    str_clear(&self->last_run);
    for (size_t i = 0; argv[i] != NULL; i++)
        str_appendf(&self->last_run, "%s%s", i > 0 ? " " : "", argv[i]);
    *status = self->run == NULL ? 0 : self->run(self->run_self, argv);
    push(terminal, (Queued){.event = {.kind = EVENT_RESUME}});
    return true;
}

static void memory_set_title(Terminal *terminal, const char *title)
{
    free(memory(terminal)->title);
    memory(terminal)->title = sanitise_dup(title, SANITISE_LINE);
}

static bool memory_copy(Terminal *terminal, const char *text, size_t length)
{
    MemoryTerminal *self = memory(terminal);
    str_clear(&self->clipboard);
    sanitise(&self->clipboard, text, length, SANITISE_TEXT);
    return true;
}

static void memory_set_mouse(Terminal *terminal, bool on)
{
    memory(terminal)->mouse = on;
}

static void memory_set_theme(Terminal *terminal, ThemeId theme)
{
    memory(terminal)->theme = theme;
}

static void memory_wake(Terminal *terminal)
{
    push(terminal, (Queued){.event = {.kind = EVENT_WAKE}});
}

static const TerminalKind memory_kind = {
    .close = memory_close,
    .size = memory_size,
    .next = memory_next,
    .present = memory_present,
    .redraw = memory_redraw,
    .suspend = memory_suspend,
    .run = memory_run,
    .set_title = memory_set_title,
    .copy = memory_copy,
    .set_mouse = memory_set_mouse,
    .set_theme = memory_set_theme,
    .wake = memory_wake,
};

Terminal *memory_terminal_new(int rows, int cols)
{
    MemoryTerminal *self = mem_alloc(sizeof *self);
    self->base.kind = &memory_kind;
    self->rows = rows < 1 ? 1 : rows;
    self->cols = cols < 1 ? 1 : cols;
    self->shown = canvas_new(self->rows, self->cols);
    self->mouse = true;
    self->stale = true;
    return &self->base;
}

// ---- what a test pushes -------------------------------------------------------------------------

void memory_terminal_push(Terminal *terminal, Event event)
{
    push(terminal, (Queued){event, memory(terminal)->rows, memory(terminal)->cols});
}

static void push_key(Terminal *terminal, Key key)
{
    memory_terminal_push(terminal, (Event){.kind = EVENT_KEY, .key = key});
}

bool memory_terminal_push_keys(Terminal *terminal, const char *names)
{
    Key keys[256];
    int count = keys_parse(names, keys, 256);
    for (int i = 0; i < count; i++)
        push_key(terminal, keys[i]);
    return count > 0;
}

void memory_terminal_push_text(Terminal *terminal, const char *text)
{
    for (size_t at = 0, length = strlen(text); at < length;) {
        uint32_t code;
        at += utf8_decode(text + at, length - at, &code, NULL);
        push_key(terminal, (Key){code == '\n' ? K_ENTER : code == '\t' ? K_TAB : code, 0});
    }
}

void memory_terminal_push_paste(Terminal *terminal, const char *text)
{
    Str clean = STR_INIT;
    paste_clean(&clean, text, strlen(text));
    Event event = {.kind = EVENT_PASTE, .length = clean.length};
    event.text = str_take(&clean);
    memory_terminal_push(terminal, event);
}

void memory_terminal_push_mouse(Terminal *terminal, MouseAction action, int row, int col)
{
    int button = action == MOUSE_WHEEL_UP || action == MOUSE_WHEEL_DOWN ? 0 : 1;
    Event event = {.kind = EVENT_MOUSE,
                   .mouse = {.action = action, .button = button, .row = row, .col = col}};
    memory_terminal_push(terminal, event);
}

void memory_terminal_push_resize(Terminal *terminal, int rows, int cols)
{
    push(terminal, (Queued){{.kind = EVENT_RESIZE}, rows < 1 ? 1 : rows, cols < 1 ? 1 : cols});
}

void memory_terminal_push_bytes(Terminal *terminal, const char *bytes, size_t length)
{
    Input *input = input_new();
    Event event;
    input_feed(input, bytes, length);
    while (input_next(input, true, &event))
        memory_terminal_push(terminal, event);
    input_free(input);
}

size_t memory_terminal_waiting(const Terminal *terminal)
{
    return memory_const(terminal)->queue.count - memory_const(terminal)->taken;
}

// ---- what a test reads --------------------------------------------------------------------------

const Canvas *memory_terminal_canvas(const Terminal *terminal)
{
    return memory_const(terminal)->shown;
}

int memory_terminal_frames(const Terminal *terminal)
{
    return memory_const(terminal)->frames;
}

int memory_terminal_presents(const Terminal *terminal)
{
    return memory_const(terminal)->presents;
}

const char *memory_terminal_title(const Terminal *terminal)
{
    const char *title = memory_const(terminal)->title;
    return title == NULL ? "" : title;
}

const char *memory_terminal_clipboard(const Terminal *terminal)
{
    return str_get(&memory_const(terminal)->clipboard);
}

bool memory_terminal_mouse(const Terminal *terminal)
{
    return memory_const(terminal)->mouse;
}

ThemeId memory_terminal_theme(const Terminal *terminal)
{
    return memory_const(terminal)->theme;
}

int memory_terminal_suspends(const Terminal *terminal)
{
    return memory_const(terminal)->suspends;
}

const char *memory_terminal_last_run(const Terminal *terminal)
{
    return str_get(&memory_const(terminal)->last_run);
}

void memory_terminal_on_run(Terminal *terminal, int (*run)(void *self, char *const argv[]), void *self)
{
    memory(terminal)->run = run;
    memory(terminal)->run_self = self;
}

void memory_terminal_on_frame(Terminal *terminal, void (*frame)(void *self, const Canvas *canvas), void *self)
{
    memory(terminal)->frame = frame;
    memory(terminal)->frame_self = self;
}

void memory_terminal_dump(const Terminal *terminal, Str *out)
{
    canvas_dump(memory_const(terminal)->shown, out);
}
