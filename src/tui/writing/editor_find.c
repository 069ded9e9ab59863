// SPDX-License-Identifier: MIT
// Finding and replacing: what is looked for lights up while it is typed; each match is shown before it is
// replaced, and all of the rest is one step of undo.
#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

static void look_for(Editor *editor, const char *text)
{
    free(editor->needle);
    editor->needle = *text != '\0' ? mem_strdup(text) : NULL;
}

enum { MANY = 1000 };

// As many as anybody wants to know of.
static size_t count_matches(const Editor *editor)
{
    size_t count = 0, from, to = 0, end = textbuf_length(editor->text);
    while (editor->needle != NULL && count < MANY &&
           textbuf_find_within(editor->text, editor->needle, to, end, &from, &to))
        count++;
    return count;
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

static void needle_entered(Tui *tui, const char *text, void *self)
{
    (void)tui;
    Editor *editor = self;
    look_for(editor, text);
    editor_find_again(editor, TEXT_FIND_NEXT);
    editor->follow = true;
}

// It lights up as it is typed.
static void preview(Tui *tui, const char *typed, Str *out)
{
    Editor *editor = editor_of(tui);
    if (editor == NULL)
        return;
    look_for(editor, typed);
    size_t count = count_matches(editor);
    if (*typed != '\0')
        str_appendf(out, count == 1 ? "once in this text" : "%zu%s times in this text", count,
                    count == MANY ? " or more" : "");
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
    char *initial = selected(editor);
    Prompt prompt = {.title = title, .initial = initial, .history = "find", .preview = preview};
    tui_prompt(editor->tui, &prompt, done, editor, NULL);
    free(initial);
}

void editor_ask_find(Editor *editor)
{
    ask(editor, "Find", needle_entered);
}

// ---- replacing

static void end(Editor *editor)
{
    editor->replacing = false;
    look_for(editor, "");
}

// The next match at a place or behind it, not going around.
static bool show_match(Editor *editor, size_t at)
{
    size_t from, to;
    if (!textbuf_find_within(editor->text, editor->needle, at, textbuf_length(editor->text), &from, &to)) {
        tui_toast(editor->tui, false, "No more of it");
        end(editor);
        return false;
    }
    textbuf_select(editor->text, from, to);
    tui_toast(editor->tui, false, "Replace it by \"%s\"?  y yes  n no  a all from here  esc stop",
              editor->by);
    return true;
}

static void replace_this(Editor *editor, size_t from, size_t to)
{
    size_t length = strlen(editor->by);
    textbuf_replace(editor->text, from, to, editor->by, length);
    show_match(editor, from + length);
}

// The text with all matches from a place on replaced, as one step.
static void replace_rest(Editor *editor, size_t at)
{
    Str out = STR_INIT;
    const char *text = textbuf_text(editor->text);
    size_t from, to, count = 0, done = 0, end_of_text = textbuf_length(editor->text);
    while (textbuf_find_within(editor->text, editor->needle, at, end_of_text, &from, &to)) {
        str_append_n(&out, text + done, from - done);
        str_append(&out, editor->by);
        at = done = to;
        count++;
    }
    size_t cursor = out.length;
    str_append(&out, text + done);
    textbuf_rewrite(editor->text, str_get(&out), out.length);
    textbuf_move_to(editor->text, cursor, false);
    str_clear(&out);
    tui_toast(editor->tui, false, "Replaced %zu; C-z takes them back together", count);
    end(editor);
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
        end(editor);
}

static void by_entered(Tui *tui, const char *text, void *self)
{
    Editor *editor = self;
    free(editor->by);
    editor->by = mem_strdup(text);
    size_t from, to;
    if (!textbuf_selection(editor->text, &from, &to))
        from = textbuf_cursor(editor->text);
    editor->replacing = true;
    editor->follow = true;
    // From the cursor on, or from the top when nothing follows.
    if (!textbuf_find(editor->text, editor->needle, from > 0 ? from - 1 : textbuf_length(editor->text),
                      TEXT_FIND_NEXT, &from, &to)) {
        tui_toast(tui, false, "%s: not in this text", editor->needle);
        end(editor);
    } else {
        show_match(editor, from);
    }
}

static void replaced_entered(Tui *tui, const char *text, void *self)
{
    Editor *editor = self;
    look_for(editor, text);
    if (*text == '\0')
        return;
    char *title = str_format("Replace \"%s\" by", text);
    Prompt prompt = {.title = title, .history = "replace"};
    tui_prompt(tui, &prompt, by_entered, editor, NULL);
    free(title);
}

void editor_ask_replace(Editor *editor)
{
    ask(editor, "Replace", replaced_entered);
}
