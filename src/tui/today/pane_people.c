// SPDX-License-Identifier: MIT
// The right side of Today: whom one owes an answer, who lets one wait, who is fading, and the messages being
// written.
#include <stdio.h>
#include <string.h>

#include "rapport/base/str.h"
#include "rapport/core/channel.h"
#include "today.h"

enum { LATE_ANSWER_DAYS = 2 };

// ---- rows

static void add_gap(RowList *list)
{
    if (list->rows.count > 0)
        rowlist_add(list, (ListRow){.day = CIVIL_NONE, .section = TODAY_GAP});
}

static void add_head(RowList *list, TodaySection section, size_t count)
{
    add_gap(list);
    rowlist_add(list, (ListRow){.day = ROW_HEAD, .section = (int)section, .item = count});
}

static void add_people(RowList *list, TodaySection section, Occasion occasion, const WaitRows *rows)
{
    if (rows->count == 0)
        return;
    add_head(list, section, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        rowlist_add(list, (ListRow){.stop = true,
                                    .kind = THING_CONTACT,
                                    .id = rows->items[i].contact,
                                    .contact = rows->items[i].contact,
                                    .day = CIVIL_NONE,
                                    .section = (int)section,
                                    .occasion = occasion,
                                    .item = i});
}

static void add_drafts(RowList *list, const Drafts *drafts)
{
    if (drafts->count == 0)
        return;
    add_head(list, PEOPLE_DRAFTS, drafts->count);
    for (size_t i = 0; i < drafts->count; i++) {
        const Draft *draft = &drafts->items[i];
        rowlist_add(list, (ListRow){.stop = true,
                                    .kind = THING_DRAFT,
                                    .id = draft->id,
                                    .contact = draft->recipients.count > 0 ? draft->recipients.items[0] : 0,
                                    .day = CIVIL_NONE,
                                    .section = PEOPLE_DRAFTS,
                                    .item = i});
    }
}

void people_build(TodayState *state)
{
    RowList *list = &state->people;
    rowlist_begin(list);
    add_people(list, PEOPLE_OWE, OCCASION_REPLY, &state->view.owe);
    add_people(list, PEOPLE_WAITING, OCCASION_NUDGE, &state->view.waiting);
    add_people(list, PEOPLE_FADING, OCCASION_RECONNECT, &state->view.fading);
    add_people(list, PEOPLE_MOVED, OCCASION_CONGRATULATION, &state->view.moved);
    add_drafts(list, &state->view.drafts);
    if (state->view.imported > 0) {
        add_gap(list);
        rowlist_add(list, (ListRow){.stop = true, .day = CIVIL_NONE, .section = PEOPLE_IMPORTED});
    }
    rowlist_end(list);
}

static bool people_load(Pane *pane, Error *err)
{
    TodayState *state = today_state(pane->tui);
    return state == NULL || today_refresh(state, err);
}

// ---- drawing

static void draw_head(Canvas *canvas, Rect rect, int row, const ListRow *head)
{
    static const char *const TITLES[] = {
        [PEOPLE_OWE] = "You owe a reply", [PEOPLE_WAITING] = "Waiting for a reply",
        [PEOPLE_FADING] = "Fading",       [PEOPLE_MOVED] = "New posts",
        [PEOPLE_DRAFTS] = "Drafts",
    };
    draw_section(canvas, rect, row, TITLES[head->section], (int)head->item, ROLE_TEXT);
}

// The name has the larger half.
static int right_most(Rect rect)
{
    return rect.cols / 2 - 2;
}

static void draw_line(Canvas *canvas, Rect rect, int row, const char *left, const char *right, Role role)
{
    int width = canvas_width(canvas, right), most = right_most(rect);
    width = width > most ? most : width;
    canvas_put(canvas, row, rect.col + 1, rect.cols - 4 - width, left, style_of(ROLE_TEXT, 0));
    canvas_put_right(canvas, row, rect.col + rect.cols - 1 - width, width, right, style_of(role, 0));
}

// Says when a nudge is polite, where the name leaves room for it.
static void add_nudge(Canvas *canvas, Rect rect, const WaitRow *person, int32_t today,
                      char since[DATE_TEXT_SIZE])
{
    char day[DATE_TEXT_SIZE], text[2 * DATE_TEXT_SIZE];
    bool now = person->polite_from <= today;
    snprintf(text, sizeof text, "%s%s  %s", now ? "nudge" : "from ",
             now ? "" : date_relative(person->polite_from, today, day), since);
    int width = canvas_width(canvas, text);
    if (width <= right_most(rect) && width + canvas_width(canvas, person->name) + 4 <= rect.cols)
        snprintf(since, DATE_TEXT_SIZE, "%.*s", DATE_TEXT_SIZE - 1, text);
}

static void draw_person(const TodayState *state, Canvas *canvas, Rect rect, int row, const ListRow *where)
{
    const WaitRows *rows = where->section == PEOPLE_OWE       ? &state->view.owe
                           : where->section == PEOPLE_WAITING ? &state->view.waiting
                           : where->section == PEOPLE_MOVED   ? &state->view.moved
                                                              : &state->view.fading;
    const WaitRow *person = &rows->items[where->item];
    char since[DATE_TEXT_SIZE];
    int32_t today = tui_today(state->tui);
    Role role = ROLE_DIM;
    if (where->section == PEOPLE_OWE)
        role = person->days >= LATE_ANSWER_DAYS ? ROLE_LATE : ROLE_ACCENT;
    bool polite = where->section == PEOPLE_WAITING && person->polite_from != CIVIL_NONE;
    if (polite && person->polite_from <= today)
        role = ROLE_WARN;
    if (where->section == PEOPLE_MOVED) { // the last word of the post is the company
        const char *comma = person->last_text != NULL ? strrchr(person->last_text, ',') : NULL;
        draw_line(canvas, rect, row, person->name,
                  comma != NULL               ? comma + 2
                  : person->last_text != NULL ? person->last_text
                                              : "",
                  ROLE_GOOD);
        return;
    }
    if (person->since == CIVIL_NONE)
        snprintf(since, sizeof since, "never");
    else if (person->days > 0)
        snprintf(since, sizeof since, "%dd", person->days);
    else
        snprintf(since, sizeof since, "today");
    if (polite)
        add_nudge(canvas, rect, person, today, since);
    draw_line(canvas, rect, row, person->name, since, role);
}

static void draw_draft(const TodayState *state, Canvas *canvas, Rect rect, int row, const ListRow *where)
{
    const Draft *draft = &state->view.drafts.items[where->item];
    const char *names = draft->recipient_names != NULL ? draft->recipient_names : "nobody yet";
    const char *what = draft->template_name != NULL       ? draft->template_name
                       : draft->occasion != OCCASION_NONE ? occasion_name(draft->occasion)
                                                          : channel_name(draft->channel);
    ChannelCount count =
        channel_count(draft->channel, tui_app(state->tui)->premium, draft->subject, draft->text);
    Str left = STR_INIT, right = STR_INIT;
    str_append_n(&left, names, strcspn(names, " ,"));
    if (what != NULL)
        str_appendf(&left, " %s %s", glyph(GLYPH_DOT, tui_ascii(state->tui)), what);
    if (count.text_limit > 0)
        str_appendf(&right, "%zu/%zu", count.text, count.text_limit);
    else
        str_append(&right, "saved");
    draw_line(canvas, rect, row, str_get(&left), str_get(&right), ROLE_DIM);
    str_clear(&left);
    str_clear(&right);
}

// The pool nags nobody, but whoever comes from an import finds here what it brought.
static void draw_imported(const TodayState *state, Canvas *canvas, Rect rect, int row)
{
    enum { SENTENCE = 32 };
    size_t count = state->view.imported;
    const char *who = rect.cols - 2 < SENTENCE ? "" : count == 1 ? " person" : " people";
    canvas_putf(canvas, row, rect.col + 1, rect.cols - 2, style_of(ROLE_TEXT, 0),
                "%zu%s imported%s wait%s for you", count, count == TODAY_OWED_MOST ? "+" : "", who,
                count == 1 ? "s" : "");
}

static void people_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    TodayState *state = today_state(pane->tui);
    if (state == NULL)
        return;
    RowList *list = &state->people;
    if (list->rows.count == 0) {
        canvas_put(canvas, rect.row + 1, rect.col + 1, rect.cols - 2, "Nobody waits.", style_of(ROLE_DIM, 0));
        return;
    }
    // Its first head stands beside that of the left side.
    Rect room = rect;
    rect_split_top(&room, rect.rows > 12 ? 1 : 0);
    rowlist_scroll(list, room.rows);
    for (int i = 0; i < room.rows && list->top + i < (int)list->rows.count; i++) {
        const ListRow *where = &list->rows.items[list->top + i];
        int row = room.row + i;
        if (where->section == PEOPLE_DRAFTS && where->stop)
            draw_draft(state, canvas, room, row, where);
        else if (where->section == PEOPLE_IMPORTED)
            draw_imported(state, canvas, room, row);
        else if (where->stop)
            draw_person(state, canvas, room, row, where);
        else if (where->day == ROW_HEAD)
            draw_head(canvas, room, row, where);
        if (rowlist_marked(list, where))
            canvas_glyph(canvas, row, rect.col, GLYPH_MARK, style_of(ROLE_TAG, 0));
        if (list->top + i == list->focus && focused)
            draw_focus(canvas, room, row, focused);
    }
}

// ---- moving

static RowList *rows_of(Pane *pane)
{
    TodayState *state = today_state(pane->tui);
    return state != NULL ? &state->people : NULL;
}

static void people_move(Pane *pane, Motion motion)
{
    RowList *list = rows_of(pane);
    if (list != NULL)
        rowlist_move(list, motion);
}

static bool people_mouse(Pane *pane, const Mouse *mouse)
{
    RowList *list = rows_of(pane);
    Rect room = pane->rect;
    rect_split_top(&room, pane->rect.rows > 12 ? 1 : 0);
    if (list == NULL || !rowlist_click(list, room, mouse))
        return false;
    if (mouse->action == MOUSE_DOUBLE)
        tui_run_command(pane->tui, "open-row");
    return true;
}

static Selection people_selection(Pane *pane)
{
    RowList *list = rows_of(pane);
    return list != NULL ? rowlist_selection(list) : (Selection){.day = CIVIL_NONE};
}

static void people_mark(Pane *pane, char how)
{
    RowList *list = rows_of(pane);
    if (list != NULL)
        rowlist_mark(list, how);
}

const PaneKind PANE_PEOPLE = {
    .name = "people",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_TODAY,
    .watches = CHANGE_FOLLOWUPS | CHANGE_INTERACTIONS | CHANGE_CONTACTS | CHANGE_DRAFTS | CHANGE_SETTINGS |
               CHANGE_ORGANISATIONS,
    .load = people_load,
    .draw = people_draw,
    .mouse = people_mouse,
    .move = people_move,
    .selection = people_selection,
    .mark = people_mark,
};
