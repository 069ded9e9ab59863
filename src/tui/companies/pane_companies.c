// SPDX-License-Identifier: MIT
// The list of companies: targets first, then by how far one has come with somebody there. The people of the
// focused one stand beside it (pane_company.c); `|` shows all by stage (pane_board.c).
#include "companies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "people/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum {
    PAGE = 500,
    NAME_AT = 3,
    NAME_LEAST = 14,
    STAGE_COLS = 10,
    PEOPLE_COLS = 6,
    WHEN_COLS = 8,
};

// Companies where only the pool is are found by name, and stand in no list.
#define OF_IMPORT "/  finds those of your import"

CompaniesState *companies_state(Tui *tui)
{
    Pane *pane = tui_pane(tui, &PANE_COMPANIES);
    return pane != NULL ? pane->state : NULL;
}

const OrganisationRow *companies_focused(Tui *tui)
{
    const CompaniesState *state = companies_state(tui);
    const ListRow *row = state != NULL ? rowlist_focused(&state->list) : NULL;
    return row != NULL ? &state->rows.items[row->item] : NULL;
}

// ---- reading

static void companies_open(Pane *pane)
{
    CompaniesState *state = pane->state;
    state->limit = PAGE;
    state->list.focus = -1;
    field_init(&state->field, pane->tui, NULL);
}

static void companies_close(Pane *pane)
{
    CompaniesState *state = pane->state;
    store_organisations_clear(&state->rows);
    rowlist_clear(&state->list);
    field_clear(&state->field);
    free(state->filter);
}

// The detail shows another company.
static void focus_changed(Tui *tui)
{
    Pane *detail = tui_pane(tui, &PANE_COMPANY);
    if (detail != NULL)
        detail->stale = true;
}

static bool companies_load(Pane *pane, Error *err)
{
    CompaniesState *state = pane->state;
    store_organisations_clear(&state->rows);
    if (!people_organisations(pane->tui, state->filter, state->limit, &state->rows, err))
        return false;
    rowlist_begin(&state->list);
    for (size_t i = 0; i < state->rows.count; i++)
        rowlist_add(&state->list, (ListRow){.stop = true,
                                            .kind = THING_ORGANISATION,
                                            .id = state->rows.items[i].id,
                                            .day = CIVIL_NONE,
                                            .item = i});
    rowlist_end(&state->list);
    if (state->filter == NULL) {
        state->all = state->rows.count;
        state->pool = store_has_pool(tui_app(pane->tui)->store);
        state->people = 0;
        for (size_t i = 0; i < state->rows.count; i++)
            state->people += state->rows.items[i].active;
    }
    focus_changed(pane->tui);
    return true;
}

// ---- drawing

typedef struct Columns {
    int name, stage, people, when; // widths; 0 = hidden
} Columns;

static Columns columns_of(int cols)
{
    Columns columns = {0};
    int room = cols - NAME_AT - 1;
    columns.when = room >= NAME_LEAST + WHEN_COLS + 1 ? WHEN_COLS : 0;
    room -= columns.when > 0 ? columns.when + 1 : 0;
    columns.stage = room >= NAME_LEAST + STAGE_COLS + 1 ? STAGE_COLS : 0;
    room -= columns.stage > 0 ? columns.stage + 1 : 0;
    columns.people = room >= NAME_LEAST + PEOPLE_COLS + 1 ? PEOPLE_COLS : 0;
    room -= columns.people > 0 ? columns.people + 1 : 0;
    columns.name = room;
    return columns;
}

static void draw_filter(const CompaniesState *state, Canvas *canvas, int row, int col, int room)
{
    canvas_put(canvas, row, col, 1, "/", style_of(ROLE_ACCENT, 0));
    if (state->typing)
        field_draw((Field *)&state->field, canvas, row, col + 1, room - 1, style_of(ROLE_ACCENT, 0), true);
    else
        canvas_put(canvas, row, col + 1, room - 1, state->filter, style_of(ROLE_ACCENT, 0));
}

static void draw_head(const CompaniesState *state, Canvas *canvas, Rect rect)
{
    char count[64];
    int col = rect.col + 1;
    bool filtered = state->filter != NULL || state->typing;
    const char *more = state->rows.count >= state->limit ? "+" : "";
    col += canvas_put(canvas, rect.row, col, rect.cols - 2, "Companies", style_of(ROLE_TEXT, ATTR_BOLD)) + 2;
    if (filtered)
        snprintf(count, sizeof count, "%zu%s found", state->rows.count, more);
    else if (state->people == 0)
        snprintf(count, sizeof count, "%zu%s", state->all, more);
    else
        snprintf(count, sizeof count, "%zu%s %s %d people", state->all, more, glyph(GLYPH_DOT, canvas->ascii),
                 state->people);
    int right = rect.col + rect.cols - 1;
    int width = canvas_width(canvas, count);
    if (filtered)
        draw_filter(state, canvas, rect.row, col, right - width - 2 - col);
    canvas_put(canvas, rect.row, filtered ? right - width : col, right - col, count, style_of(ROLE_DIM, 0));
}

static void draw_people(Canvas *canvas, int row, int col, const OrganisationRow *company)
{
    char text[32];
    if (company->people_formerly > 0)
        snprintf(text, sizeof text, "%d+%d", company->people_now, company->people_formerly);
    else
        snprintf(text, sizeof text, "%d", company->people_now);
    canvas_put_right(canvas, row, col, PEOPLE_COLS, text, style_of(ROLE_DIM, 0));
}

static void draw_company(const CompaniesState *state, Tui *tui, Canvas *canvas, Rect rect, int row,
                         size_t index)
{
    const OrganisationRow *company = &state->rows.items[index];
    Columns columns = columns_of(rect.cols);
    int col = rect.col + NAME_AT;
    if (company->target)
        canvas_glyph(canvas, row, rect.col + 1, GLYPH_STAR, style_of(ROLE_TAG, 0));
    canvas_put(canvas, row, col, columns.name, company->name, style_of(ROLE_TEXT, ATTR_BOLD));
    col += columns.name + 1;
    if (columns.people > 0) {
        draw_people(canvas, row, col, company);
        col += columns.people + 1;
    }
    if (columns.stage > 0) {
        canvas_put(canvas, row, col, columns.stage, stage_title(company->furthest), style_of(ROLE_TEXT, 0));
        col += columns.stage + 1;
    }
    if (columns.when > 0 && company->next_due_day != CIVIL_NONE) {
        char when[DATE_TEXT_SIZE];
        int32_t until = company->next_due_day - tui_today(tui);
        Role role = until < 0 ? ROLE_LATE : until == 0 ? ROLE_ACCENT : ROLE_DIM;
        date_due(company->next_due_day, -1, tui_today(tui), when);
        canvas_put_right(canvas, row, col, columns.when, when, style_of(role, 0));
    }
}

static Rect list_rect(Rect rect)
{
    rect_split_top(&rect, 1);
    return rect;
}

static void companies_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    CompaniesState *state = pane->state;
    RowList *list = &state->list;
    Rect room = list_rect(rect);
    draw_head(state, canvas, rect);
    if (state->rows.count == 0 && state->filter != NULL)
        draw_empty(canvas, room, "No company is called so.", "Esc  shows all again");
    else if (state->rows.count == 0)
        draw_empty(canvas, room, "Where the people you know work.",
                   state->pool ? "a  adds somebody @ a company\n" OF_IMPORT : "a  adds somebody @ a company");
    else if (state->pool && state->filter == NULL && (int)state->rows.count + 2 < room.rows)
        canvas_put(canvas, room.row + (int)state->rows.count + 1, room.col + NAME_AT, room.cols - NAME_AT - 1,
                   OF_IMPORT, style_of(ROLE_DIM, 0));
    rowlist_scroll(list, room.rows);
    for (int i = 0; i < room.rows && list->top + i < (int)list->rows.count; i++) {
        const ListRow *where = &list->rows.items[list->top + i];
        draw_company(state, pane->tui, canvas, room, room.row + i, where->item);
        if (rowlist_marked(list, where))
            canvas_glyph(canvas, room.row + i, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
        if (list->top + i == list->focus)
            draw_focus(canvas, room, room.row + i, focused);
    }
}

// ---- moving

static void companies_move(Pane *pane, Motion motion)
{
    CompaniesState *state = pane->state;
    if (!rowlist_move(&state->list, motion))
        return;
    // At the end the next ones come in.
    if (state->list.focus + 1 == (int)state->limit) {
        state->limit += PAGE;
        pane->stale = true;
    }
    focus_changed(pane->tui);
}

static bool companies_mouse(Pane *pane, const Mouse *mouse)
{
    CompaniesState *state = pane->state;
    if (!rowlist_click(&state->list, list_rect(pane->rect), mouse))
        return false;
    focus_changed(pane->tui);
    if (mouse->action == MOUSE_DOUBLE)
        tui_focus_pane(pane->tui, &PANE_COMPANY);
    return true;
}

static Selection companies_selection(Pane *pane)
{
    CompaniesState *state = pane->state;
    return rowlist_selection(&state->list);
}

static void set_filter(Pane *pane, const char *text)
{
    CompaniesState *state = pane->state;
    Error err = {0};
    free(state->filter);
    state->filter = str_blank(text) ? NULL : mem_strdup(text);
    if (!companies_load(pane, &err))
        tui_error(pane->tui, &err);
}

static bool companies_focus(Pane *pane, ThingKind kind, int64_t id)
{
    CompaniesState *state = pane->state;
    if (kind != THING_ORGANISATION)
        return false;
    if (!rowlist_focus_id(&state->list, kind, id) && state->filter != NULL)
        set_filter(pane, "");
    bool found = rowlist_focus_id(&state->list, kind, id);
    focus_changed(pane->tui);
    return found;
}

static bool companies_leave(Pane *pane)
{
    CompaniesState *state = pane->state;
    if (state->filter != NULL) {
        set_filter(pane, "");
        return true;
    }
    bool had = state->list.marks.count > 0;
    rowlist_mark(&state->list, '0');
    return had;
}

static void companies_mark(Pane *pane, char how)
{
    CompaniesState *state = pane->state;
    rowlist_mark(&state->list, how);
    focus_changed(pane->tui);
}

const PaneKind PANE_COMPANIES = {
    .name = "companies",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_COMPANIES,
    .watches = CHANGE_ORGANISATIONS | CHANGE_CONTACTS | CHANGE_FOLLOWUPS,
    .state_size = sizeof(CompaniesState),
    .open = companies_open,
    .close = companies_close,
    .load = companies_load,
    .draw = companies_draw,
    .mouse = companies_mouse,
    .move = companies_move,
    .selection = companies_selection,
    .focus = companies_focus,
    .leave = companies_leave,
    .mark = companies_mark,
};

const ViewKind VIEW_COMPANIES = {
    .title = "Companies",
    .panes = {&PANE_COMPANIES, &PANE_COMPANY},
    .share = {50, 50},
    .least = {34, 24},
};

// ---- the filter, as it is typed

static void filter_draw(Popup *popup, Canvas *canvas, Rect screen)
{
    (void)screen;
    Pane *pane = tui_pane(popup->tui, &PANE_COMPANIES);
    if (pane != NULL && !rect_empty(pane->rect)) {
        Rect head = pane->rect;
        head = rect_split_top(&head, 1);
        canvas_fill(canvas, head, style_of(ROLE_TEXT, 0));
        draw_head(pane->state, canvas, head);
    }
}

static void filter_event(Popup *popup, const Event *event)
{
    Pane *pane = tui_pane(popup->tui, &PANE_COMPANIES);
    CompaniesState *state = pane != NULL ? pane->state : NULL;
    uint32_t code = event->kind == EVENT_KEY ? event->key.code : 0;
    if (state == NULL) {
        popup->closing = true;
    } else if (code == K_ENTER) {
        popup->closing = true;
    } else if (field_leaves(&state->field, event)) {
        set_filter(pane, "");
        popup->closing = true;
    } else if (code == K_DOWN || code == K_UP) {
        companies_move(pane, code == K_DOWN ? MOTION_DOWN : MOTION_UP);
    } else if (event->kind == EVENT_MOUSE) {
        field_mouse(&state->field, &event->mouse);
    } else if (field_event(&state->field, event)) {
        set_filter(pane, field_text(&state->field));
    }
}

static void filter_close(Popup *popup)
{
    CompaniesState *state = companies_state(popup->tui);
    if (state != NULL)
        state->typing = false;
}

static void open_filter(Tui *tui, const Selection *selection, const char *args)
{
    static const PopupKind KIND = {filter_draw, filter_event, filter_close};
    (void)selection;
    tui_show(tui, &VIEW_COMPANIES);
    tui_focus_pane(tui, &PANE_COMPANIES);
    Pane *pane = tui_pane(tui, &PANE_COMPANIES);
    CompaniesState *state = companies_state(tui);
    if (*args != '\0') {
        set_filter(pane, args);
        return;
    }
    state->typing = true;
    field_set(&state->field, state->filter != NULL ? state->filter : "");
    popup_open(tui, &KIND, 1)->filter = true;
}

// ---- commands

static bool board_shown(Tui *tui, const Selection *selection)
{
    (void)selection;
    return tui_pane(tui, &PANE_BOARD) != NULL;
}

static void toggle_board(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    if (board_shown(tui, selection))
        tui_pop(tui);
    else
        tui_push(tui, &VIEW_BOARD, 0);
}

static void card_back(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    board_move_card(tui, -1);
}

static void card_on(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection, (void)args;
    board_move_card(tui, 1);
}

// A card leads to its company, a company to its people, a person to Contacts.
static void open_company(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    if (board_shown(tui, selection))
        board_open_card(tui);
    else if (selection->kind == THING_CONTACT)
        tui_go(tui, &VIEW_CONTACTS, THING_CONTACT, selection->contact);
    else if (selection->count > 0)
        tui_focus_pane(tui, &PANE_COMPANY);
}

// ---- a follow-up about the company itself

typedef struct AboutCompany {
    int64_t organisation;
    int32_t day;
    int minute;
} AboutCompany;

static void add_about(Tui *tui, const char *text, void *self)
{
    const AboutCompany *about = self;
    FollowupRequest request = {
        .organisation = about->organisation, .day = about->day, .minute = about->minute, .text = text};
    Error err = {0};
    StepResult result = {0};
    if (app_followup_add(tui_app(tui), &request, &result, &err)) {
        tui_changed(tui, 0);
        tui_toast(tui, true, "%s", result.summary);
    } else {
        tui_error(tui, &err);
    }
    step_result_clear(&result);
}

static void ask_about(Tui *tui, const char *date, void *self)
{
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue when;
    Error err = {0};
    if (!date_parse(date, &context, &when, &err)) {
        tui_error(tui, &err);
        return;
    }
    AboutCompany *about = mem_alloc(sizeof *about);
    *about = *(const AboutCompany *)self;
    about->day = when.day;
    about->minute = when.minute;
    Prompt prompt = {.title = "What to do", .history = "follow-up"};
    tui_prompt(tui, &prompt, add_about, about, free);
}

static void follow_company(Tui *tui, const Selection *selection, const char *args)
{
    if (selection->contact != 0) {
        tui_run_command(tui, "follow-up");
        return;
    }
    AboutCompany about = {.organisation = selection->ids[0]};
    if (*args != '\0') {
        ask_about(tui, args, &about);
        return;
    }
    AboutCompany *asked = mem_alloc(sizeof *asked);
    *asked = about;
    Prompt prompt = {.title = "About this company, on which day?", .date = true, .history = "date"};
    tui_prompt(tui, &prompt, ask_about, asked, free);
}

// To the person with whom one has come furthest at each of the companies.
static void compose_there(Tui *tui, const Selection *selection, const char *args)
{
    (void)args;
    if (selection->contact != 0) {
        tui_run_command(tui, "compose");
        return;
    }
    VEC(int64_t) leads = {0};
    for (size_t i = 0; i < selection->count; i++) {
        int64_t lead = company_lead(tui, selection->ids[i]);
        if (lead != 0)
            vec_push(&leads, lead);
    }
    if (leads.count > 0)
        tui_compose(tui, leads.items, leads.count);
    else
        tui_toast(tui, false, "Nobody is known who works there now");
    vec_clear(&leads);
}

static bool on_company_or_person(Tui *tui, const Selection *selection)
{
    return (void)tui, selection->count > 0;
}

#define O SCOPE_COMPANIES

static const Command ROWS[] = {
    {"open-company", O, "Enter", NULL, "open", "opens the company's people, or the person", NULL, 0, NULL,
     open_company},
    {"board", O, "|", NULL, "board or list", "shows the companies by stage, or as a list", NULL, 1, NULL,
     toggle_board},
    {"filter-companies", O, "/", "TEXT", "filter", "shows companies whose name begins so",
     ":filter-companies kes", 1, NULL, open_filter},
    {"follow-company", O, "f", "DATE", "follow-up", "a follow-up about the company or the person",
     ":follow-company +2w", 0, on_company_or_person, follow_company},
    {"compose-there", O, "c", NULL, "compose", "writes to whom you have come furthest with there", NULL, 0,
     on_company_or_person, compose_there},
    {"watch", O, "W", NULL, "watch", "looks at the company every week, or no longer", NULL, 4,
     company_focused, command_watch},
    {"opening", O, "P", "TITLE", "posts", "notes a post there, or what has become of one",
     ":opening Data engineer, 18 dec", 2, company_focused, command_opening},
    {"target", O, "e", NULL, "edit", "what it is worth to you; the person in a form", NULL, 3,
     company_focused, command_target},
    {"card-back", O, "H", NULL, "stage back", "moves the card a stage back", NULL, 0, board_shown, card_back},
    {"card-on", O, "L", NULL, "stage on", "moves the card a stage on", NULL, 0, board_shown, card_on},
};

const CommandTable COMMANDS_COMPANIES = {ROWS, sizeof ROWS / sizeof *ROWS};
