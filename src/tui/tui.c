// SPDX-License-Identifier: MIT
// The loop: an event goes to what floats, else to the text that is edited, else through the keymap to a
// command; then what is stale loads, everything draws into the canvas, and the terminal writes what differs.
#include "rapport/tui/tui.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "job.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "waiting.h"

enum { TICK_MS = 1000, TOAST_MS = 4000, EXIT_TERMINATED = 143, LEAST_ROWS = 10, LEAST_COLS = 40 };

Tui *tui_new(const TuiOptions *options, Error *err)
{
    (void)err;
    Tui *tui = mem_alloc(sizeof *tui);
    int rows, cols;
    tui->options = *options;
    tui->window_focused = true;
    terminal_size(options->terminal, &rows, &cols);
    tui->canvas = canvas_new(rows, cols);
    tui->canvas->ascii = options->terminal->ascii;
    tui->config = config_new();
    keymap_build(tui);
    if (options->config_path != NULL)
        config_load(tui, options->config_path);
    views_open(tui);
    return tui;
}

void tui_free(Tui *tui)
{
    if (tui == NULL)
        return;
    popups_clear(tui);
    jobs_stop(tui);
    views_close(tui);
    upkeep_free(tui->upkeep);
    worker_free(tui->worker);
    worker_free(tui->speller);
    people_stop(tui);
    config_free(tui->config);
    for (size_t i = 0; i < tui->messages.count; i++)
        free(tui->messages.items[i]);
    vec_clear(&tui->messages);
    for (size_t i = 0; i < tui->histories.count; i++) {
        History *history = &tui->histories.items[i];
        for (size_t j = 0; j < history->lines.count; j++)
            free(history->lines.items[j]);
        vec_clear(&history->lines);
        free(history->name);
    }
    vec_clear(&tui->histories);
    vec_clear(&tui->bindings);
    vec_clear(&tui->selected);
    for (Event event; waiting_typed(tui, &event);)
        event_clear(&event);
    vec_clear(&tui->typed);
    vec_clear(&tui->batch);
    vec_clear(&tui->mailed);
    textring_clear(&tui->ring);
    canvas_free(tui->canvas);
    free(tui);
}

// ---- drawing

static void draw_too_small(Tui *tui)
{
    Canvas *canvas = tui->canvas;
    char size[64];
    snprintf(size, sizeof size, "%d x %d; 40 x 10 is needed", canvas->cols, canvas->rows);
    canvas_put(canvas, 0, 0, -1, "Please enlarge", style_of(ROLE_TEXT, ATTR_BOLD));
    canvas_put(canvas, 1, 0, -1, size, style_of(ROLE_DIM, 0));
}

// What the panes read is of one moment, and the file is locked once instead of for each row.
static void draw_view(Tui *tui, Canvas *canvas, Rect room)
{
    Store *store = tui->options.app->store;
    bool reading = store_begin_read(store, NULL);
    view_draw(tui, view_now(tui), canvas, room);
    if (reading)
        store_end_read(store);
}

static void draw_all(Tui *tui)
{
    Canvas *canvas = tui->canvas;
    canvas_clear(canvas);
    if (canvas->rows < LEAST_ROWS || canvas->cols < LEAST_COLS) {
        draw_too_small(tui);
    } else {
        Rect room = canvas_area(canvas);
        Rect footer = rect_split_bottom(&room, 1);
        Rect tabs = rect_split_top(&room, canvas->rows >= 20 ? 2 : 1);
        tabs_draw(tui, canvas, tabs);
        draw_view(tui, canvas, room);
        footer_draw(tui, canvas, footer);
        for (size_t i = 0; i < tui->popups.count; i++) {
            canvas_hide_cursor(canvas);
            tui->popups.items[i]->kind->draw(tui->popups.items[i], canvas, canvas_area(canvas));
        }
    }
    if (tui->options.plain)
        plain_words(canvas);
    terminal_present(tui->options.terminal, canvas);
}

// ---- events

static bool is_escape(const Event *event)
{
    Key control_c = {'c', MOD_CTRL};
    return event->kind == EVENT_KEY && (event->key.code == K_ESCAPE || key_equal(event->key, control_c));
}

// One step back, never out of the program.
static void step_back(Tui *tui)
{
    View *view = view_now(tui);
    Pane *pane = pane_now(tui);
    if (pane->kind->leave != NULL && pane->kind->leave(pane))
        return;
    if (view->focus != 0 && tui->depth == 0)
        view->focus = 0;
    else if (view->alone)
        view->alone = false;
    else if (tui->depth > 0)
        tui_pop(tui);
    else
        tui_toast(tui, false, "q quits; everything is saved");
}

static bool printable(Key key)
{
    return key.code >= ' ' && key.code < K_ENTER && (key.mods & (MOD_CTRL | MOD_ALT)) == 0;
}

static void key_to_command(Tui *tui, const Event *event)
{
    Pane *pane = pane_now(tui);
    unsigned scopes = pane->kind->text ? pane->kind->scopes : keymap_scopes(tui);
    const Command *command = NULL;
    if (tui->pending_count == SEQUENCE_MOST)
        tui->pending_count = 0;
    tui->pending[tui->pending_count++] = event->key;
    KeymapAnswer answer = keymap_find(tui, scopes, tui->pending, tui->pending_count, &command);
    if (answer == KEYMAP_MORE)
        return;
    tui->pending_count = 0;
    if (answer == KEYMAP_FOUND)
        command_run(tui, command, "");
    else if (pane->kind->key != NULL)
        pane->kind->key(pane, event);
}

static void on_key(Tui *tui, const Event *event)
{
    if (tui->toast.error || clock_monotonic_ms() >= tui->toast.until)
        tui->toast.text[0] = '\0';
    Pane *pane = pane_now(tui);
    if (tui->pending_count > 0 && is_escape(event)) {
        tui->pending_count = 0;
        return;
    }
    // Text gets the letters; commands keep what no text can contain.
    if (pane->kind->text && tui->pending_count == 0 && printable(event->key)) {
        pane->kind->key(pane, event);
        return;
    }
    if (is_escape(event) && !(pane->kind->text && event->key.code != K_ESCAPE)) {
        step_back(tui);
        return;
    }
    key_to_command(tui, event);
}

static void on_mouse(Tui *tui, const Mouse *mouse)
{
    bool pressed = mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE;
    if (pressed && mouse->row == 0) {
        int tab = tab_at(tui, tui->canvas->cols, mouse->col);
        if (tab >= 0)
            tui_show(tui, tui->tabs[tab].kind);
        return;
    }
    View *view = view_now(tui);
    if (mouse->action == MOUSE_DRAG ||
        mouse->action == MOUSE_RELEASE) { // of what was pressed, wherever it is now
        Pane *pane = pane_now(tui);
        if (pane->kind->mouse != NULL)
            pane->kind->mouse(pane, mouse);
        return;
    }
    // The wheel scrolls what is under the pointer without moving the focus there.
    for (int i = 0; i < VIEW_PANES; i++) {
        Pane *pane = view->panes[i];
        if (pane == NULL || !rect_contains(pane->rect, mouse->row, mouse->col))
            continue;
        if (pressed)
            view->focus = i;
        if (pane->kind->mouse != NULL && pane->kind->mouse(pane, mouse))
            return;
        if (pane->kind->move != NULL && mouse->action == MOUSE_WHEEL_UP)
            pane->kind->move(pane, MOTION_UP);
        if (pane->kind->move != NULL && mouse->action == MOUSE_WHEEL_DOWN)
            pane->kind->move(pane, MOTION_DOWN);
    }
}

static void on_paste(Tui *tui, const Event *event)
{
    Pane *pane = pane_now(tui);
    if (pane->kind->text && pane->kind->key != NULL)
        pane->kind->key(pane, event);
    else
        tui_toast(tui, false, "A paste does nothing here; press a to add somebody first");
}

// Nobody is there who could be asked to wait.
static void leave(Tui *tui, int code)
{
    tui->ticking = tui->quit = true;
    tui->exit_code = code;
    views_tick(tui);
}

static void handle(Tui *tui, const Event *event)
{
    switch (event->kind) {
    case EVENT_HANGUP:
        leave(tui, 0);
        return;
    case EVENT_TERMINATE:
        leave(tui, EXIT_TERMINATED);
        return;
    case EVENT_SUSPEND:
        views_tick(tui);
        terminal_suspend(tui->options.terminal);
        return;
    case EVENT_FOCUS:
        tui->window_focused = event->focused;
        return;
    case EVENT_RESIZE:
    case EVENT_RESUME: {
        int rows, cols;
        terminal_size(tui->options.terminal, &rows, &cols);
        canvas_resize(tui->canvas, rows, cols);
        return;
    }
    default:
        break;
    }
    if (tui->popups.count > 0) {
        Popup *popup = tui->popups.items[tui->popups.count - 1];
        if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE || event->kind == EVENT_MOUSE)
            popup->kind->event(popup, event);
        popups_drop(tui);
    } else if (event->kind == EVENT_KEY) {
        on_key(tui, event);
    } else if (event->kind == EVENT_MOUSE) {
        on_mouse(tui, &event->mouse);
    } else if (event->kind == EVENT_PASTE) {
        on_paste(tui, event);
    }
}

// Once a day, and first when the screen has been seen.
static void look_after_file(Tui *tui)
{
    Error err = {0};
    if (tui->upkeep != NULL && upkeep_done(tui->upkeep, &err)) {
        upkeep_free(tui->upkeep);
        tui->upkeep = NULL;
        if (err.kind != ERROR_NONE)
            tui_error(tui, &err);
    }
    const Store *store = tui->options.app->store;
    if (tui->upkeep != NULL || tui->options.inline_jobs || store_read_only(store) ||
        tui->upkept == tui_today(tui))
        return;
    tui->upkeep = upkeep_start(tui, tui->upkept == 0 && store_was_left_open(store));
    tui->upkept = tui_today(tui);
}

static void clear_toast(Tui *tui)
{
    tui->toast.text[0] = '\0';
    tui->stirred = true;
}

// About once a second: what other programs wrote, what panes save, toasts that end.
static void tick(Tui *tui)
{
    int64_t now = clock_monotonic_ms();
    if (now < tui->next_tick)
        return;
    tui->next_tick = now + TICK_MS;
    tui->ticking = true;
    views_tick(tui);
    tui->ticking = false;
    look_after_file(tui);
    if (tui->toast.text[0] != '\0' && !tui->toast.error && now >= tui->toast.until)
        clear_toast(tui);
}

static void poll_changes(Tui *tui)
{
    unsigned changes = store_poll_changes(tui->options.app->store);
    if (changes == 0)
        return;
    if ((changes & CHANGE_SETTINGS) != 0)
        app_reload_settings(tui->options.app, NULL);
    tui_changed(tui, changes);
}

static void next_event(Tui *tui, Event *event)
{
    // Ticking needs the window's focus; a hidden terminal costs nothing.
    bool ticks = tui->window_focused || tui->toast.text[0] != '\0';
    int wait = ticks ? TICK_MS : -1;
    if (tui->again > 0) {
        int64_t left = tui->again - clock_monotonic_ms();
        left = left > 0 ? left : 0;
        wait = ticks && left > TICK_MS ? TICK_MS : (int)left;
    }
    if (!waiting_typed(tui, event))
        terminal_next(tui->options.terminal, wait, event);
}

// A second that passes is no reason for a frame: only what was written, said or read since the last one is,
// and another minute, since some rows tell the time.
static bool needs_frame(Tui *tui, EventKind last)
{
    Store *store = tui->options.app->store;
    int64_t minute = store_now(store).utc / 60, writes = store_writes(store);
    bool again = tui->again > 0 && clock_monotonic_ms() >= tui->again;
    bool needs = last != EVENT_TIMER || tui->stirred || again || minute != tui->minute ||
                 writes != tui->writes || view_is_stale(tui);
    tui->stirred = false;
    tui->again = again ? 0 : tui->again;
    tui->minute = minute;
    tui->writes = writes;
    return needs;
}

int tui_run(Tui *tui)
{
    EventKind last = EVENT_NONE;
    store_on_busy(tui->options.app->store, waiting_on, tui);
    while (!tui->quit) {
        people_take(tui);
        contacts_take(tui);
        jobs_take(tui);
        spelling_take(tui);
        if (needs_frame(tui, last))
            draw_all(tui);
        if (views_complete(tui))
            draw_all(tui);
        people_start(tui);
        Event event;
        next_event(tui, &event);
        last = event.kind;
        drafts_take(tui); // what we wrote ourselves is no news
        poll_changes(tui);
        handle(tui, &event);
        event_clear(&event);
        tick(tui);
    }
    return tui->exit_code;
}

// ---- for panes and commands

App *tui_app(Tui *tui)
{
    return tui->options.app;
}
Terminal *tui_terminal(Tui *tui)
{
    return tui->options.terminal;
}
int32_t tui_today(Tui *tui)
{
    return app_today(tui->options.app);
}
bool tui_ascii(const Tui *tui)
{
    return tui->canvas->ascii;
}
bool tui_plain(const Tui *tui)
{
    return tui->options.plain;
}
bool tui_monday_first(const Tui *tui)
{
    const char *start = config_get(tui->config, "week-start");
    return strcmp(start, "auto") == 0 ? tui->options.monday_first : strcmp(start, "monday") == 0;
}
const char *tui_config(Tui *tui, const char *name)
{
    return config_get(tui->config, name);
}

static void keep_message(Tui *tui, const char *text)
{
    vec_push(&tui->messages, mem_strdup(text));
}

static void show_toast(Tui *tui, const char *text, bool error, bool undo)
{
    snprintf(tui->toast.text, sizeof tui->toast.text, "%s", text);
    tui->toast.error = error;
    tui->toast.undo = undo;
    tui->stirred = true;
    tui->toast.until = clock_monotonic_ms() + TOAST_MS;
}

void tui_toast(Tui *tui, bool with_undo, const char *format, ...)
{
    Str text = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&text, format, args);
    va_end(args);
    show_toast(tui, str_get(&text), false, with_undo);
    str_clear(&text);
}

void tui_toast_stays(Tui *tui)
{
    tui->toast.until = INT64_MAX;
}

void tui_toast_over(Tui *tui)
{
    clear_toast(tui);
}

void tui_draw_again(Tui *tui, int64_t when)
{
    tui->again = tui->again > 0 && tui->again < when ? tui->again : when;
}

void tui_error(Tui *tui, const Error *err)
{
    show_toast(tui, err->message, true, false);
    keep_message(tui, err->message);
}

void tui_message(Tui *tui, const char *text)
{
    keep_message(tui, text);
}
