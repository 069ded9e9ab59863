// SPDX-License-Identifier: MIT
// Finding and replacing. The cursor goes to what is looked for while it is typed, and back when it is left; a
// long text is gone through bit by bit, so that no key waits. Each match is shown before it is replaced, and
// all of the rest is one step of undo.
#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { BIT = 1 << 17 }; // bytes of a text that are looked at in a frame

static void look_for(Editor *editor, const char *text)
{
    free(editor->needle);
    editor->needle = *text != '\0' ? mem_strdup(text) : NULL;
}

void editor_find_end(Editor *editor)
{
    if (editor->replacing)
        tui_toast_over(editor->tui);
    editor->looking = editor->awaited = editor->replacing = false;
    look_for(editor, "");
}

// ---- where it began

static void note_home(Editor *editor)
{
    size_t cursor = textbuf_cursor(editor->text), from, to;
    editor->home = (EditorHome){cursor, cursor, editor->top};
    if (!textbuf_selection(editor->text, &from, &to))
        return;
    editor->home.from = from == cursor ? to : from; // the cursor stands at its to
    editor->home.to = cursor;
}

static void go_home(Editor *editor)
{
    if (editor->home.from == editor->home.to)
        textbuf_move_to(editor->text, editor->home.to, false);
    else
        textbuf_select(editor->text, editor->home.from, editor->home.to);
    editor->top = editor->home.top;
}

static size_t home_start(const Editor *editor)
{
    return editor->home.from < editor->home.to ? editor->home.from : editor->home.to;
}

// ---- finding

void editor_find_again(Editor *editor, TextFind direction)
{
    size_t from, to;
    if (editor->needle == NULL)
        return;
    if (!textbuf_selection(editor->text, &from, &to))
        from = textbuf_cursor(editor->text);
    if (textbuf_find(editor->text, editor->needle, from, direction, &from, &to))
        textbuf_select(editor->text, from, to);
    else
        tui_toast(editor->tui, false, "%s: not in this text", editor->needle);
}

// Where it was looked for till the first was known. False, and back where it began: it is not in the text.
static bool arrive(Editor *editor)
{
    editor->looking = editor->awaited = false;
    editor->follow = true;
    if (editor->search.count > 0)
        return true;
    go_home(editor);
    tui_toast(editor->tui, false, "%s: not in this text", editor->needle);
    return false;
}

static bool is_known(const Editor *editor)
{
    return editor->search.done || editor->search.count > 0;
}

static void tell_first(Editor *editor)
{
    size_t from, to;
    if (!arrive(editor))
        return;
    bool stayed = textbuf_selection(editor->text, &from, &to) && editor->home.from != editor->home.to &&
                  from == home_start(editor);
    if (stayed) // it was selected from the start
        editor_find_again(editor, TEXT_FIND_NEXT);
    if (editor->search.done && editor->search.count == 1)
        tui_toast(editor->tui, false, "Once in this text");
    else
        tui_toast(editor->tui, false, "F3 goes to the next, S-F3 to the one before; Esc ends it");
}

void editor_look_on(Editor *editor)
{
    TextSearch *search = &editor->search;
    bool found = search->count > 0;
    if (!editor->looking || editor->needle == NULL || search->done)
        return;
    textsearch_go_on(search, editor->text, editor->needle, BIT);
    if (!found && search->count > 0) {
        textbuf_select(editor->text, search->from, search->to);
        editor->follow = true;
    }
    if (!search->done)
        tui_draw_again(editor->tui, clock_monotonic_ms());
    if (editor->awaited && is_known(editor))
        tell_first(editor);
}

void editor_find_known(Editor *editor)
{
    while (editor->awaited)
        editor_look_on(editor);
}

static void typed(Tui *tui, const char *text, void *self)
{
    (void)tui;
    Editor *editor = self;
    look_for(editor, text);
    go_home(editor);
    editor->search = textsearch_begin(home_start(editor));
}

static void left(Tui *tui, void *self)
{
    (void)tui;
    Editor *editor = self;
    editor_find_end(editor);
    go_home(editor);
}

static void preview(Tui *tui, const char *text, Str *out)
{
    const Editor *editor = editor_of(tui);
    if (editor == NULL || *text == '\0')
        return;
    const TextSearch *search = &editor->search;
    if (search->count == 0)
        str_append(out, search->done ? "not in this text" : "looking");
    else if (search->count == 1 && search->done)
        str_append(out, "once in this text");
    else
        str_appendf(out, "%zu times in this text%s", search->count, search->done ? "" : " so far");
}

// What is wanted is what was typed, else what was looked for the last time.
static bool take_needle(Editor *editor, const char *text)
{
    const char *last = history_get(editor->tui, "find", 0);
    if (*text == '\0' && last != NULL)
        typed(editor->tui, last, editor);
    return editor->needle != NULL;
}

// Of a long text it is known some frames later; a key that comes before waits for it.
static void needle_entered(Tui *tui, const char *text, void *self)
{
    (void)tui;
    Editor *editor = self;
    if (!take_needle(editor, text))
        return;
    editor->awaited = true;
    if (is_known(editor))
        tell_first(editor);
}

// What is selected within a line is what one looks for.
static char *selected(const Editor *editor)
{
    enum { MOST = 200 };
    size_t from, to;
    const char *text = textbuf_text(editor->text);
    if (!textbuf_selection(editor->text, &from, &to) || to - from > MOST ||
        memchr(text + from, '\n', to - from) != NULL)
        return NULL;
    return mem_strndup(text + from, to - from);
}

static void ask(Editor *editor, const char *title, PromptDone done)
{
    editor_find_known(editor);
    char *initial = selected(editor);
    Prompt prompt = {.title = title,
                     .initial = initial,
                     .history = "find",
                     .preview = preview,
                     .typed = typed,
                     .left = left,
                     .low = true};
    note_home(editor);
    editor->looking = true;
    tui_prompt(editor->tui, &prompt, done, editor, NULL);
    free(initial);
}

void editor_ask_find(Editor *editor)
{
    ask(editor, "Find", needle_entered);
}

// ---- replacing

// The next match at a place or behind it: to the end, then from the top to where it began.
static bool next_match(Editor *editor, size_t at, size_t *from, size_t *to)
{
    size_t end = editor->around ? editor->stop : textbuf_length(editor->text);
    if (textbuf_find_within(editor->text, editor->needle, at, end, from, to))
        return true;
    if (editor->around)
        return false;
    editor->around = true;
    return textbuf_find_within(editor->text, editor->needle, 0, editor->stop, from, to);
}

static void show_match(Editor *editor, size_t at)
{
    size_t from, to;
    if (!next_match(editor, at, &from, &to)) {
        editor_find_end(editor);
        tui_toast(editor->tui, false, "No more of it");
        return;
    }
    textbuf_select(editor->text, from, to);
    tui_toast(editor->tui, false, "Replace it by \"%s\"?  y yes  n no  a all the others too  Esc stop",
              editor->by);
    tui_toast_stays(editor->tui);
}

static void replace_this(Editor *editor, size_t from, size_t to)
{
    size_t length = strlen(editor->by);
    textbuf_replace(editor->text, from, to, editor->by, length);
    if (editor->around)
        editor->stop = editor->stop + length - (to - from);
    show_match(editor, from + length);
}

// Appends the text from *done up to the end with the matches that begin in [at, end) replaced.
static size_t append_replaced(const Editor *editor, size_t *done, size_t at, size_t end, Str *out)
{
    const char *text = textbuf_text(editor->text);
    size_t from, to, count = 0;
    for (at = at > *done ? at : *done; textbuf_find_within(editor->text, editor->needle, at, end, &from, &to);
         at = *done = to) {
        str_append_n(out, text + *done, from - *done);
        str_append(out, editor->by);
        count++;
    }
    return count;
}

// As one step.
static void replace_rest(Editor *editor, size_t at)
{
    Str out = STR_INIT;
    size_t done = 0, length = textbuf_length(editor->text), stop = editor->around ? 0 : editor->stop;
    size_t count = append_replaced(editor, &done, 0, stop, &out);
    count += append_replaced(editor, &done, at, editor->around ? editor->stop : length, &out);
    size_t cursor = out.length;
    str_append_n(&out, textbuf_text(editor->text) + done, length - done);
    textbuf_rewrite(editor->text, str_get(&out), out.length);
    textbuf_move_to(editor->text, cursor, false);
    str_clear(&out);
    editor_find_end(editor);
    tui_toast(editor->tui, false, "Replaced %zu; C-z takes %s", count,
              count == 1 ? "it back" : "them back together");
}

void editor_replace_key(Editor *editor, Key key)
{
    size_t from, to;
    bool plain = (key.mods & (MOD_CTRL | MOD_ALT)) == 0 && textbuf_selection(editor->text, &from, &to);
    if (plain && key.code == 'y')
        replace_this(editor, from, to);
    else if (plain && key.code == 'n')
        show_match(editor, to);
    else if (plain && key.code == 'a')
        replace_rest(editor, from);
    else
        editor_find_end(editor);
}

static void by_entered(Tui *tui, const char *text, void *self)
{
    (void)tui;
    Editor *editor = self;
    free(editor->by);
    editor->by = mem_strdup(text);
    editor->replacing = editor->follow = true;
    editor->around = false;
    editor->stop = editor->search.from;
    show_match(editor, editor->search.from);
}

static void replaced_entered(Tui *tui, const char *text, void *self)
{
    Editor *editor = self;
    if (!take_needle(editor, text))
        return;
    while (!is_known(editor)) // what replaces it is asked now, lest it be typed into the text
        editor_look_on(editor);
    if (!arrive(editor))
        return;
    char *title = str_format("Replace \"%s\" by", editor->needle);
    Prompt prompt = {.title = title, .history = "replace", .left = left, .low = true};
    tui_prompt(tui, &prompt, by_entered, editor, NULL);
    free(title);
}

void editor_ask_replace(Editor *editor)
{
    ask(editor, "Replace", replaced_entered);
}
