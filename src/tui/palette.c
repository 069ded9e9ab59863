// SPDX-License-Identifier: MIT
// The palette: type a few letters of anything - a command, a person, a company - and Enter runs or opens it.
// The same popup, over people alone, asks "to whom?".
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"
#include "rapport/store/saved_lists.h"

enum { PALETTE_MOST = 60, PALETTE_PEOPLE = 12, PALETTE_COMPANIES = 6, PALETTE_TAGS = 40 };

typedef struct Hit {
    const Command *command; // else a thing
    const char *line;       // else what ":" would take, with the label behind it: "filter #"
    ThingKind kind;
    int64_t id;
    char *label, *detail;
    int score;
} Hit;

typedef struct Palette {
    char *title;
    bool people_only;
    Field field;
    VEC(Hit) hits;
    size_t focus, top;
    Rect rect;
    void (*picked)(Tui *tui, int64_t contact, void *self);
    void *self;
    void (*free_self)(void *self);
} Palette;

static void forget(Palette *palette)
{
    for (size_t i = 0; i < palette->hits.count; i++) {
        free(palette->hits.items[i].label);
        free(palette->hits.items[i].detail);
    }
    palette->hits.count = 0;
    palette->focus = palette->top = 0;
}

// ---- finding

// What was run lately comes first, as long as nothing says otherwise.
static int recency(const Tui *tui, const Command *command, bool typed)
{
    for (int i = 0; i < RECENT_MOST; i++)
        if (tui->recent[i] == command)
            return typed ? 2 * (RECENT_MOST - i) : 1000 - i;
    return 0;
}

static void remember(Tui *tui, const Command *command)
{
    const Command *last = command;
    for (int i = 0; i < RECENT_MOST; i++) {
        const Command *here = tui->recent[i];
        tui->recent[i] = last;
        if (here == command)
            break;
        last = here;
    }
}

// Whom the commands on people are about: "Ada Byron", "3 people"; NULL = nobody.
static char *whom(Tui *tui, const Selection *selection)
{
    if (selection->kind == THING_CONTACT && selection->count > 1)
        return str_format("%zu people", selection->count);
    return selection->contact != 0 ? store_contact_name(tui_app(tui)->store, selection->contact) : NULL;
}

// What is typed is looked for in the command's own words; the name is only shown.
static char *command_label(const Command *command, const char *person)
{
    bool names = person != NULL && (command->scope & SCOPE_THING) != 0 && command->when != NULL;
    return names ? str_format("%s (%s): %s", command->summary, person, command->help)
                 : str_format("%s: %s", command->summary, command->help);
}

static void find_commands(Tui *tui, Palette *palette, const char *typed)
{
    Selection selection = tui_selection(tui);
    char *person = whom(tui, &selection);
    unsigned scopes = keymap_scopes(tui);
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        FuzzyMatch match;
        char text[200], keys[32];
        snprintf(text, sizeof text, "%s: %s", command->summary, command->help);
        if (!command_applies(tui, command, scopes, &selection) || !fuzzy_match(typed, text, &match))
            continue;
        FuzzyMatch short_match;
        int score =
            match.score + (fuzzy_match(typed, command->summary, &short_match) ? short_match.score + 20 : 0);
        vec_push(&palette->hits,
                 ((Hit){.command = command,
                        .label = command_label(command, person),
                        .score = score + recency(tui, command, *typed != '\0'),
                        .detail = mem_strdup(command_keys(tui, command, keys, sizeof keys))}));
    }
    free(person);
}

static void find_tags(Tui *tui, Palette *palette, const char *typed)
{
    TextRows rows = {0};
    store_tags(tui_app(tui)->store, typed, PALETTE_TAGS, &rows, NULL);
    for (size_t i = 0; i < rows.count; i++)
        vec_push(&palette->hits, ((Hit){.line = "filter #",
                                        .label = mem_strdup(rows.items[i].text),
                                        .detail = mem_strdup("tag"),
                                        .score = (int)(rows.count - i)}));
    store_text_rows_clear(&rows);
}

static void find_lists(Tui *tui, Palette *palette, const char *typed)
{
    SavedLists lists = {0};
    FuzzyMatch match;
    store_saved_lists(tui_app(tui)->store, &lists, NULL);
    for (size_t i = 0; i < lists.count; i++)
        if (fuzzy_match(typed, lists.items[i].name, &match))
            vec_push(&palette->hits, ((Hit){.line = "list ",
                                            .label = mem_strdup(lists.items[i].name),
                                            .detail = mem_strdup("list"),
                                            .score = match.score + 15}));
    store_saved_lists_clear(&lists);
}

static void find_people(Tui *tui, Palette *palette, const char *typed)
{
    ContactIds ids = {0};
    Store *store = tui_app(tui)->store;
    people_suggest(tui, typed, PALETTE_PEOPLE, &ids);
    for (size_t i = 0; i < ids.count; i++) {
        ContactRow row = {0};
        if (!store_contact_row(store, ids.items[i], &row, NULL))
            continue;
        FuzzyMatch match = {0};
        fuzzy_match(typed, row.name, &match);
        char *detail = row.company != NULL ? str_format("person at %s", row.company) : mem_strdup("person");
        vec_push(&palette->hits, ((Hit){.kind = THING_CONTACT,
                                        .id = row.id,
                                        .label = mem_strdup(row.name),
                                        .detail = detail,
                                        .score = match.score + 10}));
        contact_row_clear(&row);
    }
    vec_clear(&ids);
}

static void find_companies(Tui *tui, Palette *palette, const char *typed)
{
    OrganisationRows rows = {0};
    people_organisations(tui, typed, PALETTE_COMPANIES, &rows, NULL);
    for (size_t i = 0; i < rows.count; i++) {
        FuzzyMatch match = {0};
        fuzzy_match(typed, rows.items[i].name, &match);
        vec_push(&palette->hits, ((Hit){.kind = THING_ORGANISATION,
                                        .id = rows.items[i].id,
                                        .score = match.score + 5,
                                        .label = mem_strdup(rows.items[i].name),
                                        .detail = str_format("company")}));
    }
    store_organisations_clear(&rows);
}

static int by_score(const void *a, const void *b)
{
    const Hit *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return strcmp(x->label, y->label);
}

static void refresh(Popup *popup)
{
    Palette *palette = popup->state;
    const char *typed = field_text(&palette->field);
    // A first sign says what is meant; without one it may be anything.
    char only = palette->people_only ? '@' : *typed != '\0' && strchr(">@#:", *typed) != NULL ? *typed : '\0';
    typed += only != '\0' && !palette->people_only;
    typed += strspn(typed, " ");
    forget(palette);
    if (only == '>' || only == '\0')
        find_commands(popup->tui, palette, typed);
    if (only == '@' || (only == '\0' && *typed != '\0'))
        find_people(popup->tui, palette, typed);
    if (only == ':' || (only == '\0' && *typed != '\0'))
        find_companies(popup->tui, palette, typed);
    if (only == '\0' && *typed != '\0')
        find_lists(popup->tui, palette, typed);
    if (only == '#')
        find_tags(popup->tui, palette, typed);
    if (palette->hits.count > 1)
        qsort(palette->hits.items, palette->hits.count, sizeof *palette->hits.items, by_score);
}

// ---- drawing

static void draw_hit(const Palette *palette, Canvas *canvas, int row, const Hit *hit, bool focused)
{
    Rect rect = palette->rect;
    int detail = canvas_width(canvas, hit->detail);
    detail = detail > 24 ? 24 : detail;
    canvas_put(canvas, row, rect.col + 3, rect.cols - detail - 7, hit->label,
               style_of(ROLE_TEXT, ATTR_FLOAT));
    canvas_put(canvas, row, rect.col + rect.cols - 2 - detail, detail, hit->detail,
               style_of(ROLE_DIM, ATTR_FLOAT));
    if (focused) {
        canvas_glyph(canvas, row, rect.col + 1, GLYPH_BAR, style_of(ROLE_ACCENT, ATTR_FLOAT));
        canvas_add_attrs(canvas, rect_make(row, rect.col + 1, 1, rect.cols - 2), ATTR_SELECTED);
    }
}

static void palette_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    Palette *palette = popup->state;
    int cols = screen.cols - 6 > 76 ? 76 : screen.cols - 4;
    palette->rect = rect_centre(screen, screen.rows - 4 > 16 ? 16 : screen.rows - 2, cols);
    Rect rect = palette->rect;
    popup_frame(canvas, rect, palette->title);
    canvas_hline(canvas, rect.row + 2, rect.col + 1, rect.cols - 2, GLYPH_RULE,
                 style_of(ROLE_DIM, ATTR_FLOAT));
    size_t room = (size_t)(rect.rows - 5 > 0 ? rect.rows - 5 : 1);
    if (palette->focus < palette->top)
        palette->top = palette->focus;
    if (palette->focus >= palette->top + room)
        palette->top = palette->focus - room + 1;
    for (size_t i = 0; i < room && palette->top + i < palette->hits.count; i++)
        draw_hit(palette, canvas, rect.row + 3 + (int)i, &palette->hits.items[palette->top + i],
                 palette->top + i == palette->focus);
    if (palette->hits.count == 0)
        canvas_put(canvas, rect.row + 3, rect.col + 3, rect.cols - 6,
                   palette->people_only ? "type a name or a company" : "nothing is called so",
                   style_of(ROLE_DIM, ATTR_FLOAT));
    canvas_put(canvas, rect.row + rect.rows - 2, rect.col + 3, rect.cols - 6,
               palette->people_only ? "Enter choose  Esc close"
                                    : "> commands  @ people  # tags  : companies   Enter runs or opens",
               style_of(ROLE_DIM, ATTR_FLOAT));
    canvas_glyph(canvas, rect.row + 1, rect.col + 2, GLYPH_NEXT, style_of(ROLE_ACCENT, ATTR_FLOAT));
    int count = canvas_putf(canvas, rect.row + 1, rect.col + rect.cols - 6, 4, style_of(ROLE_DIM, ATTR_FLOAT),
                            "%4zu", palette->hits.count);
    field_draw(&palette->field, canvas, rect.row + 1, rect.col + 4, rect.cols - 7 - count,
               style_of(ROLE_TEXT, ATTR_FLOAT), true);
}

// ---- events

static void take(Popup *popup, size_t index)
{
    Palette *palette = popup->state;
    Tui *tui = popup->tui;
    popup->closing = true;
    if (index >= palette->hits.count)
        return;
    const Hit *hit = &palette->hits.items[index];
    if (palette->picked != NULL)
        palette->picked(tui, hit->id, palette->self);
    else if (hit->command != NULL) {
        remember(tui, hit->command);
        command_run(tui, hit->command, "");
    } else if (hit->line != NULL) {
        char *line = str_format("%s%s", hit->line, hit->label);
        tui_run_command(tui, line);
        free(line);
    } else
        tui_go(tui, hit->kind == THING_CONTACT ? &VIEW_CONTACTS : &VIEW_COMPANIES, hit->kind, hit->id);
}

static void palette_event(Popup *popup, const Event *event)
{
    Palette *palette = popup->state;
    Key key = event->kind == EVENT_KEY ? event->key : (Key){0};
    if (event->kind == EVENT_MOUSE) {
        int at = event->mouse.row - palette->rect.row - 3;
        if (field_mouse(&palette->field, &event->mouse))
            return;
        if (event->mouse.action == MOUSE_PRESS && at >= 0)
            take(popup, palette->top + (size_t)at);
    } else if (field_leaves(&palette->field, event)) {
        popup->closing = true;
    } else if (key.code == K_ENTER) {
        take(popup, palette->focus);
    } else if (key.code == K_DOWN || (key.code == 'n' && key.mods == MOD_CTRL)) {
        palette->focus += palette->focus + 1 < palette->hits.count;
    } else if (key.code == K_UP || (key.code == 'p' && key.mods == MOD_CTRL)) {
        palette->focus -= palette->focus > 0;
    } else if (field_event(&palette->field, event)) {
        refresh(popup);
    }
}

static void palette_close(Popup *popup)
{
    Palette *palette = popup->state;
    forget(palette);
    vec_clear(&palette->hits);
    field_clear(&palette->field);
    free(palette->title);
    if (palette->free_self != NULL)
        palette->free_self(palette->self);
}

static Popup *open_palette(Tui *tui, const char *title, bool people_only)
{
    static const PopupKind KIND = {palette_draw, palette_event, palette_close};
    Popup *popup = popup_open(tui, &KIND, sizeof(Palette));
    Palette *palette = popup->state;
    palette->title = mem_strdup(title);
    palette->people_only = people_only;
    field_init(&palette->field, tui, NULL);
    refresh(popup);
    return popup;
}

void palette_open(Tui *tui)
{
    open_palette(tui, "Go to or do", false);
}

void tui_pick_contact(Tui *tui, const char *title, void (*done)(Tui *tui, int64_t contact, void *self),
                      void *self, void (*free_self)(void *self))
{
    Palette *palette = open_palette(tui, title, true)->state;
    palette->picked = done;
    palette->self = self;
    palette->free_self = free_self;
}
