// SPDX-License-Identifier: MIT
// The focused company: what one wants of it, what is open there, and the people there, now and formerly, with
// their stage and the last contact.
#include <stdio.h>
#include <string.h>

#include "companies.h"
#include "people/contacts.h"
#include "rapport/base/str.h"
#include "rapport/store/targets.h"

enum {
    PEOPLE_MOST = 500,
    OPENINGS_MOST = 20,
    HEAD_ROWS = 2,
    STAGE_COLS = 10,
    LAST_COLS = 5,
    NAME_LEAST = 14
};

typedef enum Section { SECTION_OPENINGS, SECTION_NOW, SECTION_FORMERLY, SECTION_GAP } Section;

typedef struct CompanyState {
    int64_t shown;     // id; 0 = none
    ContactIds people; // rows are read as they are drawn
    size_t now;        // the first so many are there now
    OpeningRows openings;
    RowList list;
} CompanyState;

// ---- reading

static void forget(CompanyState *state)
{
    state->people.count = 0;
    state->now = 0;
    store_openings_clear(&state->openings);
}

static void company_open(Pane *pane)
{
    CompanyState *state = pane->state;
    state->list.focus = -1;
}

static void company_close(Pane *pane)
{
    CompanyState *state = pane->state;
    forget(state);
    vec_clear(&state->people);
    rowlist_clear(&state->list);
}

static void add_section(CompanyState *state, Section section, size_t from, size_t to)
{
    if (from == to)
        return;
    if (state->list.rows.count > 0)
        rowlist_add(&state->list, (ListRow){.day = CIVIL_NONE, .section = SECTION_GAP});
    rowlist_add(&state->list, (ListRow){.day = CIVIL_NONE, .section = (int)section, .item = to - from});
    for (size_t i = from; i < to; i++)
        rowlist_add(&state->list, (ListRow){.stop = true,
                                            .kind = THING_CONTACT,
                                            .id = state->people.items[i],
                                            .contact = state->people.items[i],
                                            .day = CIVIL_NONE,
                                            .section = (int)section,
                                            .item = i});
}

// They take no focus: what is done about one is done about the company.
static void add_openings(CompanyState *state)
{
    size_t count = state->openings.count;
    if (count > 0)
        rowlist_add(&state->list, (ListRow){.day = CIVIL_NONE, .section = SECTION_OPENINGS, .item = count});
    for (size_t i = 0; i < count; i++)
        rowlist_add(
            &state->list,
            (ListRow){.kind = THING_ORGANISATION, .day = CIVIL_NONE, .section = SECTION_OPENINGS, .item = i});
}

static bool company_load(Pane *pane, Error *err)
{
    CompanyState *state = pane->state;
    const OrganisationRow *company = companies_focused(pane->tui);
    int64_t id = company != NULL ? company->id : 0;
    forget(state);
    if (id != state->shown) {
        rowlist_clear(&state->list);
        state->list = (RowList){.focus = -1};
        state->shown = id;
    }
    bool fine = id == 0 || (people_at(pane->tui, id, PEOPLE_MOST, &state->people, &state->now, err) &&
                            store_openings(tui_app(pane->tui)->store, id, CIVIL_NONE, OPENINGS_MOST,
                                           &state->openings, err));
    rowlist_begin(&state->list);
    add_openings(state);
    add_section(state, SECTION_NOW, 0, state->now);
    add_section(state, SECTION_FORMERLY, state->now, state->people.count);
    rowlist_end(&state->list);
    return fine;
}

// ---- drawing

static void draw_facts(Canvas *canvas, Rect rect, int row, const OrganisationRow *company)
{
    Str text = STR_INIT;
    const char *dot = glyph(GLYPH_DOT, canvas->ascii);
    // A target is a company, as a rule, and its facts need the room.
    bool plain = company->target && company->kind == ORGANISATION_COMPANY;
    str_append(&text, plain ? "target" : organisation_kind_name(company->kind));
    if (company->target && !plain)
        str_appendf(&text, " %s target", dot);
    if (company->motivation > 0 || company->posting > 0)
        str_appendf(&text, " %s motivation %d, posting %d", dot, company->motivation, company->posting);
    if (company->advocate)
        str_appendf(&text, " %s advocate", dot);
    if (company->watch)
        str_appendf(&text, " %s watched", dot);
    canvas_put(canvas, row, rect.col + 1, rect.cols - 2, str_get(&text), style_of(ROLE_DIM, 0));
    str_clear(&text);
}

static void draw_row(Canvas *canvas, Rect rect, int row, const ContactRow *person, int32_t today)
{
    char last[DATE_TEXT_SIZE];
    int right = rect.col + rect.cols - 1 - LAST_COLS, room = right - rect.col - 2;
    int stage = room >= NAME_LEAST + STAGE_COLS + 1 ? STAGE_COLS : 0;
    int left = room - (stage > 0 ? stage + 1 : 0);
    int name = left >= NAME_LEAST * 2 ? left / 2 : left;
    // A pool contact was never dealt with: it is dim.
    Role role = person->active ? ROLE_TEXT : ROLE_DIM;
    canvas_put(canvas, row, rect.col + 1, name, person->name, style_of(role, person->active ? ATTR_BOLD : 0));
    if (name < left)
        canvas_put(canvas, row, rect.col + 1 + name + 1, left - name - 1, person->title, style_of(role, 0));
    if (stage > 0)
        canvas_put(canvas, row, right - stage - 1, stage, person->active ? stage_title(person->stage) : "",
                   style_of(ROLE_TEXT, 0));
    canvas_put_right(canvas, row, right, LAST_COLS, date_ago(person->last_day, today, last),
                     style_of(ROLE_DIM, 0));
}

static void draw_person(Pane *pane, Canvas *canvas, Rect rect, int row, int64_t id)
{
    ContactRow person = {0};
    if (store_contact_row(tui_app(pane->tui)->store, id, &person, NULL))
        draw_row(canvas, rect, row, &person, tui_today(pane->tui));
    contact_row_clear(&person);
}

static void draw_opening(Canvas *canvas, Rect rect, int row, const OpeningRow *opening, int32_t today)
{
    char day[DATE_TEXT_SIZE];
    bool applied = opening->applied != CIVIL_NONE;
    Str when = STR_INIT;
    if (applied)
        str_appendf(&when, "applied %s",
                    opening->applied == today ? "today" : date_short(opening->applied, today, false, day));
    else if (opening->closes != CIVIL_NONE)
        str_appendf(&when, "%s %s", opening->closes < today ? "closed" : "closes",
                    date_relative(opening->closes, today, day));
    int width = canvas_width(canvas, str_get(&when)), right = rect.col + rect.cols - 1;
    canvas_put(canvas, row, rect.col + 1, rect.cols - 3 - width, opening->title, style_of(ROLE_TEXT, 0));
    canvas_put(canvas, row, right - width, width, str_get(&when),
               style_of(applied ? ROLE_GOOD : ROLE_DIM, 0));
    str_clear(&when);
}

static const char *const SECTION_TITLES[] = {
    [SECTION_OPENINGS] = "Open there", [SECTION_NOW] = "Here now", [SECTION_FORMERLY] = "Formerly"};

static Rect people_rect(Rect rect)
{
    rect_split_top(&rect, HEAD_ROWS + (rect.rows > 12 ? 1 : 0));
    return rect;
}

static void company_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    CompanyState *state = pane->state;
    const OrganisationRow *company = companies_focused(pane->tui);
    if (company == NULL)
        return;
    RowList *list = &state->list;
    canvas_put(canvas, rect.row, rect.col + 1, rect.cols - 2, company->name, style_of(ROLE_TEXT, ATTR_BOLD));
    draw_facts(canvas, rect, rect.row + 1, company);
    Rect room = people_rect(rect);
    if (list->rows.count == 0)
        canvas_put(canvas, room.row, rect.col + 1, rect.cols - 2, "You know nobody there yet.",
                   style_of(ROLE_DIM, 0));
    rowlist_scroll(list, room.rows);
    for (int i = 0; i < room.rows && list->top + i < (int)list->rows.count; i++) {
        const ListRow *where = &list->rows.items[list->top + i];
        int row = room.row + i;
        if (where->stop)
            draw_person(pane, canvas, room, row, where->id);
        else if (where->kind == THING_ORGANISATION)
            draw_opening(canvas, room, row, &state->openings.items[where->item], tui_today(pane->tui));
        else if (where->section != SECTION_GAP)
            draw_section(canvas, room, row, SECTION_TITLES[where->section], (int)where->item, ROLE_TEXT);
        if (rowlist_marked(list, where))
            canvas_glyph(canvas, row, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
        if (list->top + i == list->focus && focused)
            draw_focus(canvas, room, row, focused);
    }
}

// ---- moving

static void company_move(Pane *pane, Motion motion)
{
    CompanyState *state = pane->state;
    rowlist_move(&state->list, motion);
}

static bool company_mouse(Pane *pane, const Mouse *mouse)
{
    CompanyState *state = pane->state;
    if (!rowlist_click(&state->list, people_rect(pane->rect), mouse))
        return false;
    if (mouse->action == MOUSE_DOUBLE)
        tui_run_command(pane->tui, "open-company");
    return true;
}

static Selection company_selection(Pane *pane)
{
    CompanyState *state = pane->state;
    return rowlist_selection(&state->list);
}

static void company_mark(Pane *pane, char how)
{
    CompanyState *state = pane->state;
    rowlist_mark(&state->list, how);
}

const PaneKind PANE_COMPANY = {
    .name = "company",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_COMPANIES,
    .watches = CHANGE_ORGANISATIONS | CHANGE_CONTACTS | CHANGE_FOLLOWUPS | CHANGE_INTERACTIONS,
    .state_size = sizeof(CompanyState),
    .open = company_open,
    .close = company_close,
    .load = company_load,
    .draw = company_draw,
    .mouse = company_mouse,
    .move = company_move,
    .selection = company_selection,
    .mark = company_mark,
};
