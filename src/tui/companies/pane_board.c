// SPDX-License-Identifier: MIT
// The board: a column for each stage, a card for each company, with the person there with whom one has come
// furthest. Who that is and what comes next is read only for the cards in sight.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "companies.h"
#include "people/contacts.h"
#include "rapport/app/contacts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/followups.h"

enum {
    COMPANIES_MOST = 2000,
    LEAD_MOST = 50,
    CARD_ROWS = 3,
    CARD_PITCH = 4,
    HEAD_ROWS = 4,
    COLUMN_LEAST = 15,
    COLUMN_MOST = 26
};

static const Stage STAGES[] = {
    STAGE_SPOTTED, STAGE_APPROACHED, STAGE_TALKING,  STAGE_SCHEDULED,
    STAGE_MET,     STAGE_IN_TOUCH,   STAGE_ADVOCATE,
};

enum { COLUMNS = sizeof STAGES / sizeof *STAGES };

typedef struct Card {
    size_t row; // in rows
    bool read;
    int64_t lead; // contact; 0 = nobody there
    char *name;
    char *next;
    Role role;
} Card;

typedef struct Column {
    VEC(Card) cards;
    size_t top;
} Column;

typedef struct BoardState {
    OrganisationRows rows;
    Column columns[COLUMNS];
    int column, first;  // focused; first one in sight
    size_t at[COLUMNS]; // focused card of each column
    int people;
    int64_t id; // behind the Selection
} BoardState;

// ---- reading

static void forget(BoardState *state)
{
    for (int i = 0; i < COLUMNS; i++) {
        Column *column = &state->columns[i];
        for (size_t j = 0; j < column->cards.count; j++) {
            free(column->cards.items[j].name);
            free(column->cards.items[j].next);
        }
        vec_clear(&column->cards);
    }
    store_organisations_clear(&state->rows);
}

static void board_close(Pane *pane)
{
    forget(pane->state);
}

// A target where nobody is known yet stands at the beginning.
static int column_of(Stage stage)
{
    for (int i = 0; i < COLUMNS; i++)
        if (STAGES[i] == stage)
            return i;
    return 0;
}

static Card *focused_card(BoardState *state)
{
    Column *column = &state->columns[state->column];
    return state->at[state->column] < column->cards.count ? &column->cards.items[state->at[state->column]]
                                                          : NULL;
}

static bool focus_company(BoardState *state, int64_t id)
{
    for (int i = 0; i < COLUMNS; i++)
        for (size_t j = 0; j < state->columns[i].cards.count; j++)
            if (state->rows.items[state->columns[i].cards.items[j].row].id == id) {
                state->column = i;
                state->at[i] = j;
                return true;
            }
    return false;
}

// Somewhere there is a card, if there are any.
static void keep_inside(BoardState *state)
{
    for (int i = 0; i < COLUMNS; i++) {
        size_t count = state->columns[i].cards.count;
        if (state->at[i] >= count)
            state->at[i] = count > 0 ? count - 1 : 0;
    }
    for (int i = 0; focused_card(state) == NULL && i < COLUMNS; i++)
        state->column = i;
}

static bool board_load(Pane *pane, Error *err)
{
    BoardState *state = pane->state;
    const Card *card = focused_card(state);
    int64_t id = card != NULL ? state->rows.items[card->row].id : 0;
    forget(state);
    if (!people_organisations(pane->tui, NULL, COMPANIES_MOST, &state->rows, err))
        return false;
    state->people = 0;
    for (size_t i = 0; i < state->rows.count; i++) {
        const OrganisationRow *row = &state->rows.items[i];
        if (row->kind != ORGANISATION_COMPANY && !row->target)
            continue;
        Card *fresh = vec_add(&state->columns[column_of(row->furthest)].cards);
        fresh->row = i;
        state->people += row->active;
    }
    if (id == 0 || !focus_company(state, id))
        keep_inside(state);
    return true;
}

// ---- a card's person and what comes next

static int rank_of(const ContactRow *person)
{
    return person->active && person->stage != STAGE_RESTING ? (int)person->stage : 0;
}

static bool find_lead(Tui *tui, int64_t organisation, ContactRow *lead)
{
    Store *store = tui_app(tui)->store;
    ContactIds ids = {0};
    size_t now = 0;
    bool found = false;
    if (people_at(tui, organisation, LEAD_MOST, &ids, &now, NULL))
        for (size_t i = 0; i < now; i++) {
            ContactRow row = {0};
            if (!store_contact_row(store, ids.items[i], &row, NULL))
                continue;
            if (!found || rank_of(&row) > rank_of(lead)) {
                contact_row_clear(lead);
                *lead = row;
                found = true;
            } else {
                contact_row_clear(&row);
            }
        }
    vec_clear(&ids);
    return found;
}

int64_t company_lead(Tui *tui, int64_t organisation)
{
    ContactRow lead = {0};
    int64_t id = find_lead(tui, organisation, &lead) ? lead.id : 0;
    contact_row_clear(&lead);
    return id;
}

static void read_next(Tui *tui, const ContactRow *lead, Card *card)
{
    FollowupList list = {0};
    int32_t today = tui_today(tui);
    char when[DATE_TEXT_SIZE];
    card->role = ROLE_DIM;
    if (!store_followups_of(tui_app(tui)->store, lead->id, true, &list, NULL) || list.count == 0) {
        if (lead->last_day != CIVIL_NONE)
            card->next = str_format("last %s", date_relative(lead->last_day, today, when));
    } else if (list.items[0].day < today) {
        card->next = mem_strdup(date_due(list.items[0].day, -1, today, when));
        card->role = ROLE_LATE;
    } else {
        date_due(list.items[0].day, list.items[0].minute, today, when);
        card->next = str_format("%s %s", when, list.items[0].text);
        card->role = list.items[0].day == today ? ROLE_ACCENT : ROLE_DIM;
    }
    followup_list_clear(&list);
}

static void read_card(Tui *tui, const BoardState *state, Card *card)
{
    ContactRow lead = {0};
    if (card->read)
        return;
    card->read = true;
    if (find_lead(tui, state->rows.items[card->row].id, &lead)) {
        card->lead = lead.id;
        card->name = store_contact_name(tui_app(tui)->store, lead.id);
        read_next(tui, &lead, card);
    }
    contact_row_clear(&lead);
}

// ---- where things are

typedef struct Layout {
    int order[COLUMNS]; // the columns that there are
    int count;
    int cols;  // of a column, with its gap
    int shown; // columns in sight
    int cards; // in sight in each column
} Layout;

// Two stages have a column only when somebody is there: they leave the room to the others.
static bool is_there(const BoardState *state, int column)
{
    bool spare = STAGES[column] == STAGE_SCHEDULED || STAGES[column] == STAGE_ADVOCATE;
    return !spare || state->columns[column].cards.count > 0 || state->column == column;
}

static Layout layout_of(const BoardState *state, Rect rect)
{
    Layout layout = {0};
    for (int i = 0; i < COLUMNS; i++)
        if (is_there(state, i))
            layout.order[layout.count++] = i;
    int shown = (rect.cols - 1) / COLUMN_LEAST;
    layout.shown = shown < 1 ? 1 : shown > layout.count ? layout.count : shown;
    layout.cols = (rect.cols - 1) / layout.shown;
    layout.cols = layout.cols > COLUMN_MOST ? COLUMN_MOST : layout.cols;
    layout.cards = (rect.rows - HEAD_ROWS) / CARD_PITCH;
    layout.cards = layout.cards < 1 ? 1 : layout.cards;
    return layout;
}

static int place_of(const Layout *layout, int column)
{
    for (int i = 0; i < layout->count; i++)
        if (layout->order[i] == column)
            return i;
    return 0;
}

static void scroll(BoardState *state, const Layout *layout)
{
    int place = place_of(layout, state->column);
    if (place < state->first)
        state->first = place;
    if (place >= state->first + layout->shown)
        state->first = place - layout->shown + 1;
    if (state->first > layout->count - layout->shown)
        state->first = layout->count - layout->shown;
    for (int i = 0; i < COLUMNS; i++) {
        Column *column = &state->columns[i];
        size_t room = (size_t)layout->cards;
        if (state->at[i] < column->top)
            column->top = state->at[i];
        if (state->at[i] >= column->top + room)
            column->top = state->at[i] - room + 1;
    }
}

// ---- drawing

static void draw_card(Canvas *canvas, int row, int col, int cols, const BoardState *state, const Card *card)
{
    canvas_put(canvas, row, col, cols, state->rows.items[card->row].name, style_of(ROLE_TEXT, ATTR_BOLD));
    canvas_put(canvas, row + 1, col, cols, card->name != NULL ? card->name : "nobody yet",
               style_of(card->name != NULL ? ROLE_TEXT : ROLE_DIM, 0));
    canvas_put(canvas, row + 2, col, cols, card->next, style_of(card->role, 0));
}

static void draw_card_focus(Canvas *canvas, int row, int col, int cols, bool focused)
{
    canvas_vline(canvas, row, col, CARD_ROWS, GLYPH_BAR, style_of(ROLE_ACCENT, 0));
    if (!focused)
        return;
    canvas_add_attrs(canvas, rect_make(row, col, CARD_ROWS, cols), ATTR_SELECTED);
    canvas_cursor(canvas, row, col);
}

static void draw_column(Tui *tui, BoardState *state, Canvas *canvas, Rect rect, const Layout *layout,
                        int place, bool focused)
{
    int index = layout->order[place];
    Column *column = &state->columns[index];
    bool here = index == state->column;
    int col = rect.col + 1 + (place - state->first) * layout->cols, cols = layout->cols - 2;
    char count[24];
    snprintf(count, sizeof count, "%zu", column->cards.count);
    int room = cols - (int)strlen(count) - 1;
    canvas_put(canvas, rect.row + 2, col, room, stage_title(STAGES[index]),
               style_of(here ? ROLE_ACCENT : ROLE_TEXT, ATTR_BOLD));
    canvas_put_right(canvas, rect.row + 2, col + cols - 4, 4, count, style_of(ROLE_DIM, 0));
    canvas_hline(canvas, rect.row + 3, col, cols, here ? GLYPH_RULE_HEAVY : GLYPH_RULE,
                 style_of(here ? ROLE_ACCENT : ROLE_DIM, 0));
    size_t end = column->top + (size_t)layout->cards;
    end = end > column->cards.count ? column->cards.count : end;
    int row = rect.row + HEAD_ROWS;
    for (size_t i = column->top; i < end; i++, row += CARD_PITCH) {
        read_card(tui, state, &column->cards.items[i]);
        draw_card(canvas, row, col, cols, state, &column->cards.items[i]);
        if (here && i == state->at[index])
            draw_card_focus(canvas, row, col - 1, cols + 1, focused);
    }
    if (end < column->cards.count && row < rect.row + rect.rows)
        canvas_putf(canvas, row, col, cols, style_of(ROLE_DIM, 0), "+ %zu more", column->cards.count - end);
}

static void draw_head(const BoardState *state, Canvas *canvas, Rect rect, const Layout *layout)
{
    int col = rect.col + 1;
    size_t cards = 0;
    for (int i = 0; i < COLUMNS; i++)
        cards += state->columns[i].cards.count;
    col += canvas_put(canvas, rect.row, col, -1, "Companies", style_of(ROLE_TEXT, ATTR_BOLD)) + 2;
    canvas_putf(canvas, rect.row, col, rect.cols - 12, style_of(ROLE_DIM, 0), "%zu %s %s %d people", cards,
                cards == 1 ? "company" : "companies", glyph(GLYPH_DOT, canvas->ascii), state->people);
    // What lies beyond the edges.
    int right = rect.col + rect.cols - 2;
    if (state->first > 0)
        canvas_glyph(canvas, rect.row + 1, rect.col + 1, GLYPH_PREVIOUS, style_of(ROLE_ACCENT, 0));
    if (state->first + layout->shown < layout->count) {
        canvas_glyph(canvas, rect.row + 1, right, GLYPH_NEXT, style_of(ROLE_ACCENT, 0));
        canvas_put_right(canvas, rect.row + 1, right - 14, 13,
                         stage_title(STAGES[layout->order[state->first + layout->shown]]),
                         style_of(ROLE_DIM, 0));
    }
}

static void board_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    BoardState *state = pane->state;
    Layout layout = layout_of(state, rect);
    scroll(state, &layout);
    draw_head(state, canvas, rect, &layout);
    for (int i = state->first; i < state->first + layout.shown; i++)
        draw_column(pane->tui, state, canvas, rect, &layout, i, focused);
    if (focused_card(state) == NULL)
        draw_empty(canvas, rect, "Companies by how far you have come there.",
                   "a  adds somebody @ a company\n|  goes back to the list");
}

// ---- moving

static void board_move(Pane *pane, Motion motion)
{
    BoardState *state = pane->state;
    size_t *at = &state->at[state->column], count = state->columns[state->column].cards.count;
    Layout layout = layout_of(state, pane->rect);
    int place = place_of(&layout, state->column);
    size_t page = (size_t)layout.cards;
    switch (motion) {
    case MOTION_LEFT:
        state->column = layout.order[place > 0 ? place - 1 : 0];
        break;
    case MOTION_RIGHT:
        state->column = layout.order[place + 1 < layout.count ? place + 1 : place];
        break;
    case MOTION_UP:
        *at -= *at > 0;
        break;
    case MOTION_DOWN:
        *at += *at + 1 < count;
        break;
    case MOTION_HOME:
        *at = 0;
        break;
    case MOTION_END:
        *at = count > 0 ? count - 1 : 0;
        break;
    case MOTION_PAGE_UP:
    case MOTION_HALF_UP:
        *at = *at > page ? *at - page : 0;
        break;
    case MOTION_PAGE_DOWN:
    case MOTION_HALF_DOWN:
        *at = *at + page < count ? *at + page : count > 0 ? count - 1 : 0;
        break;
    default:
        break;
    }
}

static bool board_mouse(Pane *pane, const Mouse *mouse)
{
    BoardState *state = pane->state;
    Layout layout = layout_of(state, pane->rect);
    if (mouse->action != MOUSE_PRESS && mouse->action != MOUSE_DOUBLE)
        return false;
    int place = state->first + (mouse->col - pane->rect.col - 1) / layout.cols;
    int card = (mouse->row - pane->rect.row - HEAD_ROWS) / CARD_PITCH;
    if (mouse->row < pane->rect.row + 2 || place >= state->first + layout.shown)
        return false;
    int column = layout.order[place];
    state->column = column;
    if (mouse->row < pane->rect.row + HEAD_ROWS || card >= layout.cards)
        return true;
    size_t at = state->columns[column].top + (size_t)card;
    if (at >= state->columns[column].cards.count)
        return true;
    state->at[column] = at;
    if (mouse->action == MOUSE_DOUBLE)
        board_open_card(pane->tui);
    return true;
}

static Selection board_selection(Pane *pane)
{
    BoardState *state = pane->state;
    Card *card = focused_card(state);
    if (card == NULL)
        return (Selection){.day = CIVIL_NONE};
    read_card(pane->tui, state, card);
    state->id = state->rows.items[card->row].id;
    return (Selection){THING_ORGANISATION, &state->id, 1, card->lead, CIVIL_NONE, OCCASION_NONE};
}

const PaneKind PANE_BOARD = {
    .name = "board",
    .scopes = SCOPE_GRID | SCOPE_THING | SCOPE_COMPANIES,
    .watches = CHANGE_ORGANISATIONS | CHANGE_CONTACTS | CHANGE_FOLLOWUPS | CHANGE_INTERACTIONS,
    .state_size = sizeof(BoardState),
    .close = board_close,
    .load = board_load,
    .draw = board_draw,
    .mouse = board_mouse,
    .move = board_move,
    .selection = board_selection,
};

const ViewKind VIEW_BOARD = {
    .title = "Board",
    .panes = {&PANE_BOARD},
    .share = {100},
    .least = {20},
};

// ---- commands

void board_open_card(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_BOARD);
    Card *card = pane != NULL ? focused_card(pane->state) : NULL;
    if (card == NULL)
        return;
    const BoardState *state = pane->state;
    int64_t id = state->rows.items[card->row].id;
    if (tui_go(tui, &VIEW_COMPANIES, THING_ORGANISATION, id))
        tui_focus_pane(tui, &PANE_COMPANY);
}

// The person on the card is set to the stage by hand; the card follows.
void board_move_card(Tui *tui, int step)
{
    Pane *pane = tui_pane(tui, &PANE_BOARD);
    BoardState *state = pane != NULL ? pane->state : NULL;
    Card *card = state != NULL ? focused_card(state) : NULL;
    int column = state != NULL ? state->column + step : -1;
    Error err = {0};
    if (card == NULL || column < 0 || column >= COLUMNS)
        return;
    read_card(tui, state, card);
    if (card->lead == 0) {
        tui_toast(tui, false, "You know nobody there yet");
        return;
    }
    if (!app_stage(tui_app(tui), &card->lead, 1, STAGES[column], &err)) {
        tui_error(tui, &err);
        return;
    }
    tui_toast(tui, true, "%s: %s.", card->name, stage_title(STAGES[column]));
    tui_changed(tui, 0);
}
