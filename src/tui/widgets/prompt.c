// SPDX-License-Identifier: MIT
// A one-line question above the footer, with history, completion and a live preview; and the ":" line, which
// is one.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/date.h"
#include "rapport/core/fuzzy.h"

enum { COMPLETIONS_SHOWN = 8 };

typedef struct PromptState {
    char *title, *history;
    bool date, far;
    void (*complete)(Tui *tui, const char *typed, void (*add)(void *list, const char *text), void *list);
    void (*preview)(Tui *tui, const char *typed, Str *out);
    void (*typed)(Tui *tui, const char *typed, void *self);
    void (*left)(Tui *tui, void *self);
    bool low;
    PromptDone done;
    void *self;
    void (*free_self)(void *self);
    Field field;
    size_t back;         // in the history, 0 = what is typed
    VEC(char *) matches; // completions of what is typed
    int chosen;          // -1 = none
    char problem[200];
} PromptState;

static void forget_matches(PromptState *state)
{
    for (size_t i = 0; i < state->matches.count; i++)
        free(state->matches.items[i]);
    vec_clear(&state->matches);
    state->chosen = -1;
}

static void add_match(void *list, const char *text)
{
    PromptState *state = list;
    if (state->matches.count < 50)
        vec_push(&state->matches, mem_strdup(text));
}

static void typed_changed(Popup *popup)
{
    PromptState *state = popup->state;
    forget_matches(state);
    state->problem[0] = '\0';
    if (state->complete != NULL)
        state->complete(popup->tui, field_text(&state->field), add_match, state);
    if (state->typed != NULL)
        state->typed(popup->tui, field_text(&state->field), state->self);
}

// ---- preview

static bool parse_date(const Popup *popup, const char *typed, DateValue *value, Error *err)
{
    const PromptState *state = popup->state;
    DateContext context = app_date_context(tui_app(popup->tui), false);
    return state->far ? date_parse_first(typed, &context, value, err)
                      : date_parse(typed, &context, value, err);
}

static void preview_text(Popup *popup, Str *out)
{
    PromptState *state = popup->state;
    const char *typed = field_text(&state->field);
    if (state->problem[0] != '\0') {
        str_append(out, state->problem);
    } else if (state->date && !str_blank(typed)) {
        DateValue value;
        Error err = {0};
        char text[DATE_TEXT_SIZE];
        bool fine = parse_date(popup, typed, &value, &err);
        str_append(out,
                   fine ? date_preview(value.day, value.minute, tui_today(popup->tui), text) : err.message);
        if (fine)
            calendar_say_off(&tui_app(popup->tui)->calendar, value.day, out);
    } else if (state->date) {
        str_append(out, state->far ? "fri, +2w, 15 dec, mar 2027, 2030; down shows a month"
                                   : "fri, +2w, 15 dec, next tue 10:30; down shows a month");
    } else if (state->preview != NULL) {
        state->preview(popup->tui, typed, out);
    }
}

// ---- drawing

static void draw_matches(const PromptState *state, Canvas *canvas, Rect rect)
{
    int shown = (int)state->matches.count;
    for (int i = 0; i < shown && i < rect.rows; i++) {
        int row = rect.row + i;
        canvas_put(canvas, row, rect.col + 2, rect.cols - 4, state->matches.items[i],
                   style_of(ROLE_TEXT, ATTR_FLOAT));
        if (i == state->chosen)
            canvas_add_attrs(canvas, rect_make(row, rect.col + 1, 1, rect.cols - 2), ATTR_SELECTED);
    }
}

static void prompt_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    PromptState *state = popup->state;
    int matches =
        (int)state->matches.count > COMPLETIONS_SHOWN ? COMPLETIONS_SHOWN : (int)state->matches.count;
    int cols = screen.cols - 4 > 84 ? 84 : screen.cols - 4;
    Rect rect = rect_centre(screen, 4 + matches, cols);
    if (state->low) {
        rect.row = screen.row + screen.rows - rect.rows;
        popup_box(canvas, rect, state->title);
    } else {
        popup_frame(canvas, rect, state->title);
    }
    Str preview = STR_INIT;
    preview_text(popup, &preview);
    canvas_put(canvas, rect.row + 2, rect.col + 2, rect.cols - 4, str_get(&preview),
               style_of(state->problem[0] != '\0' ? ROLE_LATE : ROLE_DIM, ATTR_FLOAT));
    str_clear(&preview);
    draw_matches(state, canvas, rect_make(rect.row + 3, rect.col, matches, rect.cols));
    field_draw(&state->field, canvas, rect.row + 1, rect.col + 2, rect.cols - 4,
               style_of(ROLE_TEXT, ATTR_FLOAT), true);
}

// ---- keys

static void accept(Popup *popup)
{
    PromptState *state = popup->state;
    Error err = {0};
    DateValue value;
    char *text = mem_strdup(field_text(&state->field));
    if (state->date && !parse_date(popup, text, &value, &err)) {
        snprintf(state->problem, sizeof state->problem, "%.190s",
                 str_blank(text) ? "a date is needed: fri, +2w, 15 dec" : err.message);
        free(text);
        return;
    }
    popup->closing = true;
    if (state->history != NULL && !str_blank(text))
        history_add(popup->tui, state->history, text);
    state->done(popup->tui, text, state->self);
    free(text);
}

static void leave(Popup *popup)
{
    PromptState *state = popup->state;
    popup->closing = true;
    if (state->left != NULL)
        state->left(popup->tui, state->self);
}

static void recall(Popup *popup, int step)
{
    PromptState *state = popup->state;
    size_t back = step > 0 ? state->back + 1 : state->back > 0 ? state->back - 1 : 0;
    const char *line = back == 0 ? "" : history_get(popup->tui, state->history, back - 1);
    if (line == NULL)
        return;
    state->back = back;
    field_set(&state->field, line);
    typed_changed(popup);
}

static void take_match(Popup *popup, int step)
{
    PromptState *state = popup->state;
    int count = (int)state->matches.count > COMPLETIONS_SHOWN ? COMPLETIONS_SHOWN : (int)state->matches.count;
    if (count == 0)
        return;
    state->chosen = (state->chosen + step + count + (state->chosen < 0 && step < 0 ? 1 : 0)) % count;
    field_set(&state->field, state->matches.items[state->chosen]);
}

// Down shows a month, unless it leads back from the lines typed before.
static bool opens_month(PromptState *state, const Event *event)
{
    if (!state->date || event->kind != EVENT_KEY)
        return false;
    bool opens = (event->key.code == ' ' && event->key.mods == MOD_CTRL) ||
                 (event->key.code == K_DOWN && state->back == 0);
    if (opens)
        state->problem[0] = '\0';
    return opens;
}

static void prompt_event(Popup *popup, const Event *event)
{
    PromptState *state = popup->state;
    uint32_t code = event->kind == EVENT_KEY ? event->key.code : 0;
    if (field_leaves(&state->field, event))
        leave(popup);
    else if (code == K_ENTER && event->key.mods == 0)
        accept(popup);
    else if (opens_month(state, event))
        picker_open_field(popup->tui, &state->field, false);
    else if (code == K_TAB || (code == ' ' && event->key.mods == MOD_CTRL))
        take_match(popup, (event->key.mods & MOD_SHIFT) != 0 ? -1 : 1);
    else if ((code == K_UP || code == K_DOWN) && state->history != NULL)
        recall(popup, code == K_UP ? 1 : -1);
    else if (event->kind == EVENT_MOUSE)
        field_mouse(&state->field, &event->mouse);
    else if (field_event(&state->field, event))
        typed_changed(popup);
}

static void prompt_close(Popup *popup)
{
    PromptState *state = popup->state;
    forget_matches(state);
    field_clear(&state->field);
    free(state->title);
    free(state->history);
    if (state->free_self != NULL)
        state->free_self(state->self);
}

void tui_prompt(Tui *tui, const Prompt *prompt, PromptDone done, void *self, void (*free_self)(void *self))
{
    static const PopupKind KIND = {prompt_draw, prompt_event, prompt_close};
    Popup *popup = popup_open(tui, &KIND, sizeof(PromptState));
    PromptState *state = popup->state;
    *state = (PromptState){.title = mem_strdup(prompt->title),
                           .history = mem_strdup(prompt->history),
                           .date = prompt->date,
                           .far = prompt->far,
                           .complete = prompt->complete,
                           .preview = prompt->preview,
                           .typed = prompt->typed,
                           .left = prompt->left,
                           .low = prompt->low,
                           .done = done,
                           .self = self,
                           .free_self = free_self,
                           .chosen = -1};
    field_init(&state->field, tui, prompt->initial);
    typed_changed(popup);
}

// ---- the ":" line

static void preview_command(Tui *tui, const char *typed, Str *out)
{
    (void)tui;
    const Command *command = command_find(typed, strcspn(typed, " "));
    if (command != NULL)
        str_appendf(out, "%s %s: %s", command->name, command->args != NULL ? command->args : "",
                    command->help);
}

static void run_line(Tui *tui, const char *text, void *self)
{
    (void)self;
    if (str_blank(text) || tui_run_command(tui, text))
        return;
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(text, " "), text);
    const char *near = command_suggest(word);
    Error err = {0};
    if (near != NULL)
        error_set(&err, ERROR_USAGE, "%s: there is no such command; did you mean %s?", word, near);
    else
        error_set(&err, ERROR_USAGE, "%s: there is no such command; ? lists them", word);
    tui_error(tui, &err);
}

void command_line_open(Tui *tui)
{
    Prompt prompt = {
        .title = ":", .history = "command", .complete = complete_command_line, .preview = preview_command};
    tui_prompt(tui, &prompt, run_line, NULL, NULL);
}
