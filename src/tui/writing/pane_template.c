// SPDX-License-Identifier: MIT
// A template in the editor. Its language is checked with each change; only what is right is saved, as a new
// version when it is left. What is not right yet is kept aside and is there again the next time.
#include "pane_template.h"
#include "template_mistake.h"
#include "template_preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/placeholders.h"
#include "rapport/store/settings.h"

typedef struct OpenTemplate {
    Template row; // as stored, but for what is edited
    bool open;
    Editor editor;
    Field subject;
    bool in_subject;
    uint64_t saved_revision, stashed_version;
    uint64_t checked_version; // 0 = not yet
    char *saved_subject;
    bool warned; // left once with a mistake in it
    TemplateMistake mistake;
    EditorSpans spans;
    TemplatePreview preview;
} OpenTemplate;

static const PaneKind PANE_TEMPLATE, PANE_TEMPLATE_SIDE;

static OpenTemplate *open_template(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_TEMPLATE);
    OpenTemplate *open = pane != NULL ? pane->state : NULL;
    return open != NULL && open->open ? open : NULL;
}

Editor *template_editor(Tui *tui)
{
    OpenTemplate *open = open_template(tui);
    return open != NULL ? &open->editor : NULL;
}

Field *template_subject(Tui *tui)
{
    OpenTemplate *open = open_template(tui);
    return open != NULL && open->in_subject ? &open->subject : NULL;
}

// Grows with each change of the text or of the subject.
static uint64_t version_of(const OpenTemplate *open)
{
    return 1 + editor_revision(&open->editor) + textbuf_revision(open->subject.buffer);
}

static bool dirty(const OpenTemplate *open)
{
    return open->open && (editor_revision(&open->editor) != open->saved_revision ||
                          !str_equal(field_text(&open->subject), open->saved_subject));
}

static void mark_saved(OpenTemplate *open)
{
    open->saved_revision = editor_revision(&open->editor);
    open->stashed_version = version_of(open);
    free(open->saved_subject);
    open->saved_subject = mem_strdup(field_text(&open->subject));
    open->warned = false;
}

// ---- the language

static void add_span(OpenTemplate *open, const char *text, const char *from, size_t length, Style style)
{
    vec_push(&open->spans, ((EditorSpan){(size_t)(from - text), (size_t)(from - text) + length, style}));
}

static void colour_language(OpenTemplate *open)
{
    const char *text = editor_text(&open->editor);
    for (const char *at = text; *at != '\0'; at++) {
        size_t inside = str_starts(at, "{{") ? 2 + strcspn(at + 2, "{}\n") : 0;
        if (*at == '\\' && at[1] != '\0') {
            at++;
        } else if (inside > 0 && str_starts(at + inside, "}}")) {
            add_span(open, text, at, inside + 2, style_of(ROLE_TAG, 0));
            at += inside + 1;
        } else if (str_starts(at, "[[") || str_starts(at, "]]")) {
            add_span(open, text, at, 2, style_of(ROLE_ACCENT, 0));
            at++;
        }
    }
}

static void check_language(OpenTemplate *open)
{
    const TemplateMistake *mistake = &open->mistake;
    const char *text = editor_text(&open->editor);
    if (open->checked_version == version_of(open))
        return;
    open->checked_version = version_of(open);
    template_mistake_find(&open->mistake, field_text(&open->subject), text);
    open->spans.count = 0;
    colour_language(open);
    if (!mistake->in_subject && mistake->to > mistake->from)
        add_span(open, text, text + mistake->from, mistake->to - mistake->from,
                 style_of(ROLE_LATE, ATTR_UNDERLINE));
}

static bool is_wrong(const OpenTemplate *open)
{
    return open->mistake.err.kind != ERROR_NONE;
}

void template_editor_go_to_mistake(Tui *tui)
{
    OpenTemplate *open = open_template(tui);
    const TemplateMistake *mistake = &open->mistake;
    check_language(open);
    if (!is_wrong(open)) {
        tui_toast(tui, false, "Nothing to mend");
        return;
    }
    open->in_subject = mistake->in_subject;
    if (mistake->in_subject)
        textbuf_select(open->subject.buffer, mistake->from, mistake->to);
    else
        editor_go(&open->editor, mistake->from, mistake->to);
    if (mistake->mend != NULL) // first: it may be all that there is room for
        tui_toast(tui, false, "M-. makes it %s: %s", mistake->mend, mistake->err.message);
    else
        tui_toast(tui, false, "%s", mistake->err.message);
}

void template_editor_mend(Tui *tui)
{
    OpenTemplate *open = open_template(tui);
    check_language(open);
    if (!is_wrong(open) || open->mistake.mend == NULL) {
        tui_toast(tui, false, is_wrong(open) ? "This one is yours to word" : "Nothing to mend");
        return;
    }
    template_editor_go_to_mistake(tui);
    if (open->in_subject)
        textbuf_insert(open->subject.buffer, open->mistake.mend, strlen(open->mistake.mend));
    else
        editor_insert(&open->editor, open->mistake.mend);
    tui_toast(tui, false, "Mended; C-z takes it back");
}

// ---- opening and saving

// What was left with a mistake in it: the subject, a line feed, the text.
static void stash_name(const OpenTemplate *open, char *name, size_t size)
{
    snprintf(name, size, "template-edit-%lld", (long long)open->row.id);
}

static void stash_write(Tui *tui, OpenTemplate *open, const char *value)
{
    char name[48];
    Store *store = tui_app(tui)->store;
    stash_name(open, name, sizeof name);
    if (store_begin_unjournaled(store, NULL) &&
        (!store_state_set(store, name, value, NULL) || !store_commit(store, NULL)))
        store_rollback(store);
}

static void stash_keep(Tui *tui, OpenTemplate *open)
{
    if (!dirty(open) || open->stashed_version == version_of(open))
        return;
    char *value = str_format("%s\n%s", field_text(&open->subject), editor_text(&open->editor));
    stash_write(tui, open, value);
    free(value);
    open->stashed_version = version_of(open);
}

static void stash_take(Tui *tui, OpenTemplate *open)
{
    char name[48];
    stash_name(open, name, sizeof name);
    char *value = store_state(tui_app(tui)->store, name);
    char *text = value != NULL ? strchr(value, '\n') : NULL;
    if (text != NULL) {
        *text = '\0';
        field_set(&open->subject, value);
        textbuf_rewrite(open->editor.text, text + 1, strlen(text + 1));
        tui_toast(tui, false, "As you left it; C-z goes back to what was saved");
    }
    free(value);
}

static bool save(Tui *tui, OpenTemplate *open, Error *err)
{
    Template row = open->row;
    row.subject = mem_strdup(field_text(&open->subject));
    row.text = mem_strdup(editor_text(&open->editor));
    bool fine = app_template_save(tui_app(tui), &row, err);
    free(open->row.subject);
    free(open->row.text);
    open->row = row;
    if (!fine)
        return false;
    mark_saved(open);
    stash_write(tui, open, "");
    tui_changed(tui, CHANGE_TEMPLATES);
    return true;
}

bool template_editor_save(Tui *tui)
{
    OpenTemplate *open = open_template(tui);
    Error err = {0};
    if (open == NULL)
        return false;
    bool fine = save(tui, open, &err);
    if (fine)
        tui_toast(tui, true, "Saved as version %d", open->row.version);
    else
        tui_error(tui, &err);
    return fine;
}

static void template_pane_open(Pane *pane)
{
    OpenTemplate *open = pane->state;
    editor_init(&open->editor, pane->tui, "");
    field_init(&open->subject, pane->tui, NULL);
    preview_init(&open->preview);
}

static void template_pane_tick(Pane *pane)
{
    stash_keep(pane->tui, pane->state);
}

static void template_pane_close(Pane *pane)
{
    OpenTemplate *open = pane->state;
    if (dirty(open) && !save(pane->tui, open, NULL))
        stash_keep(pane->tui, open);
    template_clear(&open->row);
    editor_clear(&open->editor);
    field_clear(&open->subject);
    vec_clear(&open->spans);
    template_mistake_clear(&open->mistake);
    preview_clear(&open->preview);
    free(open->saved_subject);
}

static bool template_pane_load(Pane *pane, Error *err)
{
    OpenTemplate *open = pane->state;
    Template row = {0};
    if (dirty(open))
        return true; // what is here is newer
    if (!store_template_by_id(tui_app(pane->tui)->store, tui_pushed_id(pane->tui), &row, err)) {
        open->open = false;
        return false;
    }
    bool first = !open->open, same = !first && str_equal(row.text, open->row.text);
    template_clear(&open->row);
    open->row = row;
    open->open = true;
    field_set(&open->subject, row.subject != NULL ? row.subject : "");
    if (!same)
        editor_set(&open->editor, row.text);
    mark_saved(open);
    if (first) {
        stash_take(pane->tui, open);
        editor_go(&open->editor, 0, 0);
    }
    return true;
}

// ---- what commands change

void template_editor_switch_field(Tui *tui)
{
    OpenTemplate *open = open_template(tui);
    if (open != NULL)
        open->in_subject = !open->in_subject;
}

// Name, occasion and channel are not of the text: they are saved at once, whatever the text is like just now.
static void save_head(Tui *tui, const char *name, Occasion occasion, Channel channel)
{
    OpenTemplate *open = open_template(tui);
    Template row = {0};
    Error err = {0};
    if (!store_template_by_id(tui_app(tui)->store, open->row.id, &row, &err)) {
        tui_error(tui, &err);
        return;
    }
    free(row.name);
    row.name = mem_strdup(name);
    row.occasion = occasion;
    row.channel = channel;
    if (app_template_save(tui_app(tui), &row, &err)) {
        free(open->row.name);
        open->row.name = mem_strdup(row.name);
        open->row.occasion = occasion;
        open->row.channel = channel;
        tui_changed(tui, CHANGE_TEMPLATES);
    } else {
        tui_error(tui, &err);
    }
    template_clear(&row);
}

void template_editor_channel(Tui *tui, Channel channel)
{
    OpenTemplate *open = open_template(tui);
    if (open != NULL)
        save_head(tui, open->row.name, open->row.occasion, channel);
}

static void chosen_occasion(Tui *tui, size_t index, void *self)
{
    (void)self;
    OpenTemplate *open = open_template(tui);
    if (open != NULL)
        save_head(tui, open->row.name, (Occasion)(index + 1), open->row.channel);
}

void template_editor_occasion(Tui *tui)
{
    Choice choices[OCCASION_COUNT];
    for (int i = 1; i < OCCASION_COUNT; i++)
        choices[i - 1] = (Choice){NULL, occasion_name((Occasion)i), NULL};
    tui_choose(tui, "What is it for?", choices, OCCASION_COUNT - 1, true, chosen_occasion, NULL, NULL);
}

static void entered_name(Tui *tui, const char *text, void *self)
{
    (void)self;
    OpenTemplate *open = open_template(tui);
    if (open != NULL && !str_blank(text))
        save_head(tui, text, open->row.occasion, open->row.channel);
}

void template_editor_rename(Tui *tui)
{
    OpenTemplate *open = open_template(tui);
    if (open == NULL)
        return;
    Prompt prompt = {.title = "Name of the template", .initial = open->row.name};
    tui_prompt(tui, &prompt, entered_name, NULL, NULL);
}

// ---- drawing

static void draw_head(const OpenTemplate *open, Canvas *canvas, Rect rect)
{
    int row = rect.row, col = rect.col + 1, end = rect.col + rect.cols - 1;
    const char *state = is_wrong(open) ? "not right yet" : dirty(open) ? "changed" : "saved";
    Role role = is_wrong(open) ? ROLE_LATE : ROLE_DIM;
    canvas_put_right(canvas, row, rect.col, rect.cols - 1, state, style_of(role, 0));
    end -= (int)strlen(state) + 2;
    if (rect.cols >= 46) {
        col += canvas_put(canvas, row, col, end - col, "Templates", style_of(ROLE_DIM, 0)) + 1;
        col += canvas_glyph(canvas, row, col, GLYPH_NEXT, style_of(ROLE_DIM, 0)) + 1;
    }
    canvas_put(canvas, row, col, end - col, open->row.name, style_of(ROLE_TEXT, ATTR_BOLD));
    const char *occasion = occasion_name(open->row.occasion);
    col = rect.col + 1;
    col += canvas_put(canvas, row + 1, col, -1, "for", style_of(ROLE_DIM, 0)) + 1;
    col += canvas_put(canvas, row + 1, col, -1, occasion != NULL ? occasion : "any occasion",
                      style_of(ROLE_TEXT, 0)) +
           3;
    col += canvas_put(canvas, row + 1, col, -1, "via", style_of(ROLE_DIM, 0)) + 1;
    col += canvas_put(canvas, row + 1, col, -1,
                      open->row.channel != CHANNEL_NONE ? channel_label(open->row.channel) : "any channel",
                      style_of(ROLE_TEXT, 0)) +
           3;
    if (col < rect.col + rect.cols - 12)
        canvas_putf(canvas, row + 1, col, -1, style_of(ROLE_DIM, 0), "version %d", open->row.version);
}

static void draw_bar(const OpenTemplate *open, Canvas *canvas, Rect rect)
{
    int line, column;
    editor_position(&open->editor, &line, &column);
    if (!is_wrong(open)) {
        canvas_putf(canvas, rect.row, rect.col + 1, rect.cols - 1, style_of(ROLE_DIM, 0), "%zu words  %d:%d",
                    editor_words(&open->editor), line, column);
        return;
    }
    int col = rect.col + 1;
    col += canvas_glyph(canvas, rect.row, col, GLYPH_CROSS, style_of(ROLE_LATE, 0)) + 1;
    if (open->mistake.err.line > 0)
        col += canvas_putf(canvas, rect.row, col, -1, style_of(ROLE_LATE, 0), "%d:%d ",
                           open->mistake.err.line, open->mistake.err.column);
    canvas_put(canvas, rect.row, col, rect.col + rect.cols - col, open->mistake.err.message,
               style_of(ROLE_LATE, 0));
}

static void template_pane_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    OpenTemplate *open = pane->state;
    if (!open->open) {
        draw_empty(canvas, rect, "This template is gone.", "Esc  goes back");
        return;
    }
    check_language(open);
    draw_head(open, canvas, rect_split_top(&rect, 2));
    editor_draw_subject(&open->subject, canvas, rect_split_top(&rect, 1), focused && open->in_subject);
    rect_split_top(&rect, rect.rows >= 12 ? 1 : 0);
    draw_bar(open, canvas, rect_split_bottom(&rect, 1));
    editor_draw(&open->editor, canvas, rect, &open->spans, focused && !open->in_subject);
}

// A sentence over several rows; gives the row behind it.
static int draw_sentence(Canvas *canvas, Rect rect, int row, const char *text, Style style)
{
    TextBuf *buffer = textbuf_new(TEXT_MANY_LINES);
    Wrap wrap;
    textbuf_set(buffer, text, strlen(text));
    wrap_init(&wrap, rect.cols - 4);
    wrap_update(&wrap, buffer);
    for (size_t i = 0; i < wrap_count(&wrap); i++, row++) {
        WrapRow part = wrap_row(&wrap, buffer, i);
        if (row < rect.row + rect.rows)
            canvas_put_n(canvas, row, rect.col + 3, rect.cols - 4, textbuf_text(buffer) + part.from,
                         part.to - part.from, style);
    }
    wrap_clear(&wrap);
    textbuf_free(buffer);
    return row;
}

// What it says to a real person. Whole where there is room: M-i has the names too. Gives the row behind it.
static int draw_preview(Tui *tui, OpenTemplate *open, Canvas *canvas, Rect rect, int row)
{
    enum { LEAST = 4 };
    rect_split_top(&rect, row - rect.row);
    if (is_wrong(open) || rect.rows < LEAST)
        return row;
    preview_fill(&open->preview, tui, version_of(open), field_text(&open->subject),
                 editor_text(&open->editor));
    int rows = preview_rows(&open->preview, rect.cols);
    rect.rows = rows < rect.rows ? rows : rect.rows;
    preview_draw(&open->preview, canvas, rect);
    return row + rect.rows + 1;
}

static void side_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    (void)focused;
    OpenTemplate *open = open_template(pane->tui);
    if (open == NULL)
        return;
    enum { NAME = 15 };
    bool wrong = is_wrong(open);
    int row = rect.row;
    draw_section(canvas, rect, row++, "Language", -1, ROLE_TEXT);
    canvas_glyph(canvas, row, rect.col + 1, wrong ? GLYPH_CROSS : GLYPH_CHECK,
                 style_of(wrong ? ROLE_LATE : ROLE_GOOD, 0));
    row = draw_sentence(canvas, rect, row, wrong ? open->mistake.err.message : "every name is known",
                        style_of(wrong ? ROLE_TEXT : ROLE_DIM, 0));
    if (open->mistake.mend != NULL)
        canvas_put(canvas, row++, rect.col + 3, rect.cols - 4, "M-. mends it", style_of(ROLE_ACCENT, 0));
    row = draw_preview(pane->tui, open, canvas, rect, row + 1);
    if (row + 1 >= rect.row + rect.rows)
        return;
    draw_section(canvas, rect, row++, "Placeholders, with examples", -1, ROLE_TEXT);
    size_t count;
    const Placeholder *table = placeholder_table(&count);
    for (size_t i = 0; i < count && row < rect.row + rect.rows; i++, row++) {
        canvas_put(canvas, row, rect.col + 1, NAME - 1, table[i].name, style_of(ROLE_TAG, 0));
        canvas_put(canvas, row, rect.col + 1 + NAME, rect.cols - NAME - 2, table[i].example,
                   style_of(ROLE_DIM, 0));
    }
}

// ---- events

static bool template_pane_key(Pane *pane, const Event *event)
{
    OpenTemplate *open = pane->state;
    if (!open->open)
        return false;
    open->warned = false;
    uint32_t code = event->kind == EVENT_KEY && event->key.mods == 0 ? event->key.code : 0;
    if (open->in_subject) {
        if (code == K_DOWN || code == K_ENTER)
            open->in_subject = false;
        else
            field_event(&open->subject, event);
        return true;
    }
    if (code == K_UP && editor_on_first_row(&open->editor)) {
        open->in_subject = true;
        return true;
    }
    return editor_event(&open->editor, event);
}

static bool template_pane_mouse(Pane *pane, const Mouse *mouse)
{
    OpenTemplate *open = pane->state;
    bool pressed = mouse->action == MOUSE_PRESS || mouse->action == MOUSE_DOUBLE;
    if (!open->open)
        return true;
    if (pressed)
        open->in_subject = mouse->row == pane->rect.row + 2;
    if (open->in_subject)
        field_mouse(&open->subject, mouse);
    else
        editor_mouse(&open->editor, mouse);
    return true;
}

// The wheel reads on in a long one; the keys stay with the text.
static bool side_mouse(Pane *pane, const Mouse *mouse)
{
    OpenTemplate *open = open_template(pane->tui);
    tui_focus_pane(pane->tui, &PANE_TEMPLATE);
    if (open != NULL && mouse->action == MOUSE_WHEEL_DOWN)
        open->preview.view.top++; // drawing knows where it ends
    else if (open != NULL && mouse->action == MOUSE_WHEEL_UP && open->preview.view.top > 0)
        open->preview.view.top--;
    return true;
}

// Leaving saves. With a mistake in the text the first Esc says so, the second leaves it aside.
static bool template_pane_leave(Pane *pane)
{
    OpenTemplate *open = pane->state;
    Error err = {0};
    if (!open->open)
        return false;
    if (open->in_subject) {
        open->in_subject = false;
        return true;
    }
    if (editor_leave(&open->editor))
        return true;
    if (!dirty(open) || save(pane->tui, open, &err))
        return false;
    if (open->warned)
        return false;
    open->warned = true;
    error_prefix(&err, "not right yet; Esc again keeps it aside");
    tui_error(pane->tui, &err);
    return true;
}

static Selection template_pane_selection(Pane *pane)
{
    const OpenTemplate *open = pane->state;
    Selection selection = {.day = CIVIL_NONE};
    if (open->open) {
        selection.kind = THING_TEMPLATE;
        selection.ids = &open->row.id;
        selection.count = 1;
    }
    return selection;
}

static const PaneKind PANE_TEMPLATE = {
    .name = "template",
    .scopes = SCOPE_EDITOR,
    .watches = CHANGE_TEMPLATES,
    .state_size = sizeof(OpenTemplate),
    .text = true,
    .open = template_pane_open,
    .close = template_pane_close,
    .load = template_pane_load,
    .draw = template_pane_draw,
    .key = template_pane_key,
    .mouse = template_pane_mouse,
    .selection = template_pane_selection,
    .leave = template_pane_leave,
    .tick = template_pane_tick,
};

static const PaneKind PANE_TEMPLATE_SIDE = {.name = "placeholders", .draw = side_draw, .mouse = side_mouse};

const ViewKind VIEW_TEMPLATE = {"Template", {&PANE_TEMPLATE, &PANE_TEMPLATE_SIDE}, {64, 36}, {46, 26}};
