// SPDX-License-Identifier: MIT
// The form of a few lines. What is typed and not saved stands as "FIELD VALUE" lines among what the program
// remembers by itself.
#include "lineform.h"

#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/settings.h"

enum { LABEL_COLS = 16, HELP_ROWS = 2 };

typedef struct LineForm {
    const LineFormKind *kind;
    int64_t id;
    char *title, *head;
    Field fields[LINEFORM_MOST];
    char *before[LINEFORM_MOST];
    int focus;
    bool saved, reopened;
    Error problem;
} LineForm;

// ---- kept as typed

void typed_keep(Tui *tui, const char *name, const char *value)
{
    Store *store = tui_app(tui)->store;
    Error err = {0};
    char *now = store_state(store, name);
    bool same = str_equal(now, value);
    free(now);
    if (same || store_in_transaction(store))
        return;
    if (!store_begin_unjournaled(store, &err)) {
        tui_error(tui, &err);
        return;
    }
    if (!store_state_set(store, name, value, &err) || !store_commit(store, &err)) {
        store_rollback(store);
        tui_error(tui, &err);
    }
}

static char *state_name(const LineForm *form)
{
    return str_format("%s:%lld", form->kind->name, (long long)form->id);
}

static bool changed(const LineForm *form, int field)
{
    return strcmp(field_text(&form->fields[field]), form->before[field]) != 0;
}

// True when there was something to keep.
static bool keep(Tui *tui, const LineForm *form)
{
    Str lines = STR_INIT;
    for (int i = 0; i < form->kind->count; i++)
        if (changed(form, i))
            str_appendf(&lines, "%s %s\n", form->kind->fields[i].name, field_text(&form->fields[i]));
    bool any = lines.length > 0;
    char *name = state_name(form);
    typed_keep(tui, name, any && !form->saved ? str_get(&lines) : NULL);
    free(name);
    str_clear(&lines);
    return any;
}

static void restore_line(LineForm *form, const char *line)
{
    size_t length = strcspn(line, " ");
    for (int i = 0; line[length] == ' ' && i < form->kind->count; i++) {
        const char *name = form->kind->fields[i].name;
        if (strlen(name) != length || strncmp(name, line, length) != 0)
            continue;
        field_set(&form->fields[i], line + length + 1);
        form->reopened = form->reopened || changed(form, i);
    }
}

static void restore(Tui *tui, LineForm *form)
{
    char *name = state_name(form), *lines = store_state(tui_app(tui)->store, name), *rest = lines;
    for (char *line; rest != NULL && (line = strsep(&rest, "\n")) != NULL;)
        restore_line(form, line);
    free(lines);
    free(name);
}

// ---- saving

static void save(Popup *popup)
{
    LineForm *form = popup->state;
    const char *values[LINEFORM_MOST] = {0};
    int at = -1;
    error_clear(&form->problem);
    for (int i = 0; i < form->kind->count; i++)
        values[i] = field_text(&form->fields[i]);
    form->saved = form->kind->save(popup->tui, form->id, values, &at, &form->problem);
    popup->closing = form->saved;
    if (!form->saved && at >= 0)
        form->focus = at;
}

static void start_again(LineForm *form)
{
    for (int i = 0; i < form->kind->count; i++)
        if (changed(form, i))
            field_set(&form->fields[i], form->before[i]);
    form->reopened = false;
    error_clear(&form->problem);
}

// ---- drawing and keys

static void draw_help(const LineForm *form, Canvas *canvas, Rect rect)
{
    bool wrong = form->problem.kind != ERROR_NONE;
    const char *text = wrong            ? form->problem.message
                       : form->reopened ? "As you left it, not saved yet; C-r begins again"
                                        : form->kind->fields[form->focus].help;
    for (int row = 0; row < HELP_ROWS && *text != '\0'; row++) {
        size_t fit = wrap_at_blank(text, strlen(text), rect.cols - 5);
        char *line = mem_strndup(text, fit);
        canvas_put(canvas, rect.row + rect.rows - 2 - HELP_ROWS + row, rect.col + 3, rect.cols - 5, line,
                   style_of(wrong ? ROLE_LATE : ROLE_DIM, ATTR_FLOAT));
        free(line);
        text += fit;
        text += *text == ' ';
    }
    canvas_put(canvas, rect.row + rect.rows - 2, rect.col + 3, rect.cols - 5,
               "Enter save  Tab next  Esc leave, kept as typed", style_of(ROLE_DIM, ATTR_FLOAT));
}

static void lineform_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    LineForm *form = popup->state;
    int head = form->head != NULL ? 2 : 0, count = form->kind->count;
    int cols = screen.cols - 4 > 84 ? 84 : screen.cols - 2;
    int rows = count + head + HELP_ROWS + 4;
    head = rows > screen.rows ? 0 : head; // fields matter more
    Rect rect = rect_centre(screen, rows > screen.rows ? screen.rows : rows, cols);
    int shown = rect.rows - head - HELP_ROWS - 3, top = form->focus >= shown ? form->focus - shown + 1 : 0;
    int first = rect.row + 1 + head - top, room = rect.cols - LABEL_COLS - 5;
    popup_frame(canvas, rect, form->title);
    if (head > 0)
        canvas_put(canvas, rect.row + 1, rect.col + 3, rect.cols - 5, form->head,
                   style_of(ROLE_DIM, ATTR_FLOAT));
    draw_help(form, canvas, rect);
    // The focused line last: the cursor is where it draws.
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < count; i++) {
            bool here = i == form->focus;
            if (here != (pass == 1) || i < top || i >= top + shown)
                continue;
            canvas_put(canvas, first + i, rect.col + 3, LABEL_COLS - 1, form->kind->fields[i].label,
                       style_of(here ? ROLE_ACCENT : ROLE_DIM, ATTR_FLOAT));
            if (here)
                canvas_glyph(canvas, first + i, rect.col + 1, GLYPH_BAR, style_of(ROLE_ACCENT, ATTR_FLOAT));
            field_draw(&form->fields[i], canvas, first + i, rect.col + 3 + LABEL_COLS, room,
                       style_of(ROLE_TEXT, here ? ATTR_FLOAT | ATTR_UNDERLINE : ATTR_FLOAT), here);
        }
}

static void lineform_event(Popup *popup, const Event *event)
{
    LineForm *form = popup->state;
    uint32_t code = event->kind == EVENT_KEY ? event->key.code : 0;
    bool shift = event->kind == EVENT_KEY && (event->key.mods & MOD_SHIFT) != 0;
    bool control = event->kind == EVENT_KEY && event->key.mods == MOD_CTRL;
    int count = form->kind->count;
    if (field_leaves(&form->fields[form->focus], event))
        popup->closing = true;
    else if (event->kind == EVENT_MOUSE)
        fields_mouse(form->fields, count, &event->mouse, &form->focus);
    else if (code == K_ENTER)
        save(popup);
    else if (code == 'r' && control)
        start_again(form);
    else if (code == K_DOWN || (code == K_TAB && !shift))
        form->focus = (form->focus + 1) % count;
    else if (code == K_UP || (code == K_TAB && shift))
        form->focus = (form->focus + count - 1) % count;
    else if (field_event(&form->fields[form->focus], event)) {
        error_clear(&form->problem);
        form->reopened = false;
    }
}

static void lineform_close(Popup *popup)
{
    LineForm *form = popup->state;
    if (keep(popup->tui, form) && !form->saved)
        tui_toast(popup->tui, false, "Not saved, but kept as typed: it opens again as it was");
    for (int i = 0; i < form->kind->count; i++) {
        field_clear(&form->fields[i]);
        free(form->before[i]);
    }
    free(form->title);
    free(form->head);
}

void lineform_open(Tui *tui, const LineFormKind *kind, int64_t id, const char *title, const char *head,
                   const char *const *initial)
{
    static const PopupKind KIND = {lineform_draw, lineform_event, lineform_close};
    LineForm *form = popup_open(tui, &KIND, sizeof *form)->state;
    form->kind = kind;
    form->id = id;
    form->title = mem_strdup(title);
    form->head = mem_strdup(head);
    for (int i = 0; i < kind->count; i++) {
        form->before[i] = mem_strdup(initial != NULL && initial[i] != NULL ? initial[i] : "");
        field_init(&form->fields[i], tui, form->before[i]);
    }
    restore(tui, form);
}
