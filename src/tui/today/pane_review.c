// SPDX-License-Identifier: MIT
// The weekly review: one item at a time, with the keys that fit it; Enter goes on. What is settled by a key
// goes by itself. How far one is stays in the file, so that the pass can be left at any moment.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/app/review.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"
#include "rapport/store/interactions.h"
#include "writing/draft.h"

enum { LAST_TALKS = 5, READ_COLS = 84 };

typedef struct ReviewState {
    ReviewItems items;
    ReviewPass pass;
    bool opened;
    int64_t selected;   // behind the Selection
    Interactions talks; // the last ones with the contact
    char *headline;     // of the contact
} ReviewState;

static void forget(ReviewState *state)
{
    review_clear(&state->items);
    store_interactions_clear(&state->talks);
    free(state->headline);
    state->headline = NULL;
}

static void save(Pane *pane)
{
    ReviewState *state = pane->state;
    Error err = {0};
    if (state->opened && !store_in_transaction(tui_app(pane->tui)->store) &&
        !review_pass_save(tui_app(pane->tui), &state->pass, &err))
        tui_error(pane->tui, &err);
}

static void review_close(Pane *pane)
{
    ReviewState *state = pane->state;
    forget(state);
    review_pass_clear(&state->pass);
}

static const ReviewItem *focused(ReviewState *state)
{
    return review_pass_item(&state->pass, &state->items);
}

static bool load_person(Pane *pane, const ReviewItem *item, Error *err)
{
    ReviewState *state = pane->state;
    Store *store = tui_app(pane->tui)->store;
    ContactRow row = {0};
    if (item == NULL || item->contact == 0)
        return true;
    bool fine = store_contact_row(store, item->contact, &row, err) &&
                store_timeline(store, item->contact, 0, 0, LAST_TALKS, &state->talks, err);
    if (fine && !str_blank(row.title) && !str_blank(row.company))
        state->headline = str_format("%s, %s", row.title, row.company);
    else if (fine)
        state->headline = mem_strdup(!str_blank(row.title) ? row.title : row.company);
    contact_row_clear(&row);
    return fine;
}

static bool review_pane_load(Pane *pane, Error *err)
{
    ReviewState *state = pane->state;
    forget(state);
    if (!review_load(tui_app(pane->tui), &state->items, err))
        return false;
    if (!state->opened)
        review_pass_open(tui_app(pane->tui), &state->items, &state->pass);
    state->opened = true;
    return load_person(pane, focused(state), err);
}

// ---- drawing

static const char *keys_for(ReviewKind kind)
{
    switch (kind) {
    case REVIEW_OWED:
        return "c answer   S settled   R they wrote again   f follow-up";
    case REVIEW_THANK:
        return "c write the thank-you   x thanked already   D debrief";
    case REVIEW_WAITING:
        return "c nudge   R they answered   s let rest   f follow-up";
    case REVIEW_FADING:
        return "c write   s let rest   r change the rhythm   f follow-up";
    case REVIEW_DRAFT:
        return "o open the draft";
    case REVIEW_OPENING:
    case REVIEW_TARGET:
        return "o open the company   f follow-up";
    default:
        return "x done   z another day   c write   s let rest";
    }
}

static int put_wrapped(Canvas *canvas, Rect rect, int row, const char *text, Style style)
{
    while (text != NULL && *text != '\0' && row < rect.row + rect.rows) {
        size_t line = strcspn(text, "\n"), fit = wrap_at_blank(text, line, rect.cols);
        char *copy = mem_strndup(text, fit);
        canvas_put(canvas, row++, rect.col, rect.cols, copy, style);
        free(copy);
        text += fit;
        text += *text == ' ' || *text == '\n';
    }
    return row;
}

// A head begins where the lines below it do.
static Rect outdented(Rect rect)
{
    return rect_make(rect.row, rect.col - 1, rect.rows, rect.cols + 1);
}

static int put_item(Pane *pane, Canvas *canvas, Rect rect, int row, const ReviewItem *item)
{
    ReviewState *state = pane->state;
    char day[DATE_TEXT_SIZE];
    bool closes = item->kind == REVIEW_OPENING;
    canvas_put(canvas, row++, rect.col, rect.cols, str_blank(item->name) ? "For yourself" : item->name,
               style_of(ROLE_TEXT, ATTR_BOLD));
    if (state->headline != NULL)
        canvas_put(canvas, row++, rect.col, rect.cols, state->headline, style_of(ROLE_DIM, 0));
    row = put_wrapped(canvas, rect, row + 1, item->text, style_of(ROLE_ACCENT, 0));
    if (item->day != CIVIL_NONE) {
        char *text = str_format("%s %s",
                                closes                      ? "closes"
                                : item->kind == REVIEW_LATE ? "due"
                                                            : "since",
                                date_short(item->day, tui_today(pane->tui), true, day));
        canvas_put(canvas, row++, rect.col, rect.cols, text, style_of(ROLE_DIM, 0));
        free(text);
    }
    return put_wrapped(canvas, rect, row, item->reason, style_of(ROLE_TEXT, 0));
}

static void put_talks(Pane *pane, Canvas *canvas, Rect rect, int row)
{
    ReviewState *state = pane->state;
    if (state->talks.count == 0 || row + 2 > rect.row + rect.rows)
        return;
    draw_section(canvas, outdented(rect), row++, "Lately", -1, ROLE_TEXT);
    for (size_t i = 0; i < state->talks.count && row < rect.row + rect.rows; i++, row++) {
        const Interaction *one = &state->talks.items[i];
        char day[DATE_TEXT_SIZE];
        const char *text = !str_blank(one->subject) ? one->subject : one->text;
        char *line = str_format("%-9s %s%s%s%.*s", date_relative(one->day, tui_today(pane->tui), day),
                                one->direction == DIRECTION_IN ? "their " : "",
                                interaction_kind_name(one->kind), str_blank(text) ? "" : ": ",
                                text != NULL ? (int)strcspn(text, "\n") : 0, text != NULL ? text : "");
        canvas_put(canvas, row, rect.col, rect.cols, line, style_of(ROLE_DIM, 0));
        free(line);
    }
}

static void review_draw(Pane *pane, Canvas *canvas, Rect rect, bool has_focus)
{
    (void)has_focus;
    ReviewState *state = pane->state;
    const ReviewItem *item = focused(state);
    if (item == NULL) {
        draw_empty(canvas, rect,
                   state->pass.stops.count > 0 ? "That was the review. The next one is in a week."
                                               : "Nothing to review: nothing is late, and nobody waits.",
                   "q  goes back");
        return;
    }
    int margin = rect.cols > READ_COLS ? (rect.cols - READ_COLS) / 2 : 2;
    Rect room = rect_make(rect.row, rect.col + margin, rect.rows, rect.cols - 2 * margin);
    char *title = str_format("Weekly review: %zu of %zu", state->pass.at + 1, state->pass.stops.count);
    draw_section(canvas, outdented(room), room.row, title, -1, ROLE_TEXT);
    free(title);
    canvas_put(canvas, room.row + 2, room.col, room.cols, review_kind_title(item->kind),
               style_of(item->kind <= REVIEW_LATE ? ROLE_LATE : ROLE_DIM, 0));
    int row = put_item(pane, canvas, room, room.row + 3, item);
    row++;
    if (row < room.row + room.rows)
        canvas_put(canvas, row++, room.col, room.cols, keys_for(item->kind), style_of(ROLE_DIM, 0));
    if (row < room.row + room.rows)
        canvas_put(canvas, row, room.col, room.cols, "Enter next   h back   q leave, to go on later",
                   style_of(ROLE_DIM, 0));
    put_talks(pane, canvas, room, row + 2);
    canvas_cursor(canvas, room.row + 3, room.col);
}

static Selection review_selection(Pane *pane)
{
    ReviewState *state = pane->state;
    const ReviewItem *item = focused(state);
    Selection none = {.day = CIVIL_NONE};
    if (item == NULL)
        return none;
    bool followup = item->kind == REVIEW_LATE || item->kind == REVIEW_THANK;
    ThingKind kind = followup                     ? THING_FOLLOWUP
                     : item->kind == REVIEW_DRAFT ? THING_DRAFT
                     : item->contact != 0         ? THING_CONTACT
                                                  : THING_ORGANISATION;
    state->selected = kind == THING_ORGANISATION ? item->organisation : item->id;
    return (Selection){kind, &state->selected, 1, item->contact, CIVIL_NONE, OCCASION_NONE};
}

const PaneKind PANE_REVIEW = {
    .name = "review",
    .scopes = SCOPE_THING | SCOPE_REVIEW,
    .watches = CHANGE_ALL,
    .state_size = sizeof(ReviewState),
    .close = review_close,
    .load = review_pane_load,
    .draw = review_draw,
    .selection = review_selection,
    .tick = save,
};

const ViewKind VIEW_REVIEW = {"Review", {&PANE_REVIEW}, {100}, {40}};

// ---- commands

static Pane *review_pane(Tui *tui)
{
    return tui_pane(tui, &PANE_REVIEW);
}

static void moved(Pane *pane)
{
    save(pane);
    pane->stale = true;
}

static void open_review(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    if (review_pane(tui) == NULL)
        tui_push(tui, &VIEW_REVIEW, 0);
}

static void review_next(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    Pane *pane = review_pane(tui);
    ReviewState *state = pane != NULL ? pane->state : NULL;
    if (state != NULL && focused(state) != NULL && review_pass_on(&state->pass))
        moved(pane);
}

static void review_back(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    Pane *pane = review_pane(tui);
    ReviewState *state = pane != NULL ? pane->state : NULL;
    if (state != NULL && review_pass_back(&state->pass, &state->items))
        moved(pane);
}

static void review_open_item(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    if (selection->kind == THING_DRAFT) {
        tui_push(tui, &VIEW_EDITOR, selection->ids[0]);
        return;
    }
    int64_t id = selection->kind == THING_ORGANISATION ? selection->ids[0] : selection->contact;
    tui_pop(tui);
    if (selection->kind == THING_ORGANISATION)
        tui_go(tui, &VIEW_COMPANIES, THING_ORGANISATION, id);
    else
        tui_go(tui, &VIEW_CONTACTS, THING_CONTACT, id);
}

static bool on_something(Tui *tui, const Selection *selection)
{
    return (void)tui, selection->count > 0;
}

#define R SCOPE_REVIEW

static const Command ROWS[] = {
    {"review", SCOPE_GLOBAL, "g r", NULL, "weekly review", "what to look at once a week, one at a time", NULL,
     0, NULL, open_review},
    {"review-next", R, "Enter  l  Right", NULL, "next", "goes on to the next item", NULL, 1, on_something,
     review_next},
    {"review-back", R, "h  Left", NULL, "back", "goes back to the item before", NULL, 2, NULL, review_back},
    {"review-open", R, "o", NULL, "open", "opens the person, the draft or the company", NULL, 3, on_something,
     review_open_item},
};

const CommandTable COMMANDS_REVIEW = {ROWS, sizeof ROWS / sizeof *ROWS};
