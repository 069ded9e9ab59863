// SPDX-License-Identifier: MIT
// One contact at a glance: who, how to reach, how you met, what is common, what comes next, what was. On wide
// screens what was stands in a pane of its own. Follow-ups and interactions are rows that take the focus, so
// that commands act on them.
#include "pane_contact.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "interaction_line.h"
#include "rapport/app/contacts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/width.h"
#include "rapport/core/date.h"
#include "rapport/store/drafts.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"
#include "rapport/store/timing.h"

enum { TIMELINE_PAGE = 200, LABEL_COLS = 7, WHEEL_ROWS = 3 };

typedef struct Detail {
    int64_t id;
    Contact contact;
    FollowupList next;
    Interactions timeline;
    TextRows hooks;
    Drafts drafts;
    int32_t connected;
    char *ground;
    int timeline_count;
    int focus;        // item: follow-ups, then interactions; -1 = the contact itself
    VEC(int) items;   // the row of the text where each item was drawn last
    int top;          // rows scrolled away
    int rows;         // drawn last time
    int64_t selected; // behind the Selection
} Detail;

static void forget(Detail *d)
{
    contact_clear(&d->contact);
    contact_init(&d->contact);
    followup_list_clear(&d->next);
    store_interactions_clear(&d->timeline);
    store_text_rows_clear(&d->hooks);
    drafts_clear(&d->drafts);
    free(d->ground);
    d->ground = NULL;
}

static void detail_open(Pane *pane)
{
    Detail *d = pane->state;
    d->focus = -1;
    contact_init(&d->contact);
}

static void detail_close(Pane *pane)
{
    Detail *d = pane->state;
    forget(d);
    vec_clear(&d->items);
}

// The timeline stands here, unless it has a pane of its own beside.
static bool has_timeline(const Pane *pane)
{
    const Pane *own = pane->tui->tabs[1].panes[2];
    return pane->kind != &PANE_CONTACT || rect_empty(own->rect);
}

static int item_count(const Pane *pane)
{
    const Detail *d = pane->state;
    int next = pane->kind == &PANE_TIMELINE ? 0 : (int)d->next.count;
    return next + (has_timeline(pane) ? (int)d->timeline.count : 0);
}

// NULL = the item is no follow-up (no interaction).
static const Followup *followup_at(const Pane *pane, int item)
{
    const Detail *d = pane->state;
    bool here = pane->kind != &PANE_TIMELINE && item >= 0 && item < (int)d->next.count;
    return here ? &d->next.items[item] : NULL;
}

static const Interaction *interaction_at(const Pane *pane, int item)
{
    const Detail *d = pane->state;
    int at = pane->kind == &PANE_TIMELINE ? item : item - (int)d->next.count;
    return has_timeline(pane) && at >= 0 && at < (int)d->timeline.count ? &d->timeline.items[at] : NULL;
}

static bool read_contact(App *app, Detail *d, Error *err)
{
    d->ground = app_common_ground(app, d->id);
    bool fine = store_contact_get(app->store, d->id, true, &d->contact, err) &&
                store_followups_of(app->store, d->id, true, &d->next, err) &&
                store_hooks(app->store, d->id, &d->hooks, err) &&
                store_drafts_of(app->store, d->id, &d->drafts, err);
    d->connected = store_connected_day(app->store, d->id);
    app_pass_time(app, &d->next);
    return fine;
}

// Whom the pane is about: the focused one of the list; beside other views of the pane with the focus there.
static int64_t wanted_contact(const Pane *pane)
{
    const Detail *d = pane->state;
    View *view = view_now(pane->tui);
    Pane *list = pane->kind == &PANE_BESIDE ? view->panes[view->focus] : pane->tui->tabs[1].panes[0];
    return list == pane || list->kind->selection == NULL ? d->id : list->kind->selection(list).contact;
}

static bool detail_load(Pane *pane, Error *err)
{
    Detail *d = pane->state;
    App *app = tui_app(pane->tui);
    int64_t id = wanted_contact(pane);
    if (id != d->id) {
        d->top = 0;
        d->focus = -1;
    }
    forget(d);
    d->id = id;
    if (id == 0 || !store_contact_exists(app->store, id))
        return true;
    d->timeline_count = store_timeline_count(app->store, id);
    bool fine = (pane->kind == &PANE_TIMELINE || read_contact(app, d, err)) &&
                store_timeline(app->store, id, 0, 0, TIMELINE_PAGE, &d->timeline, err);
    int most = item_count(pane) - 1;
    d->focus = d->focus > most ? most : d->focus;
    return fine;
}

// ---- drawing: a pen that walks down, rows above the top fall away

typedef struct Pen {
    Pane *pane;
    Canvas *canvas;
    Rect rect;
    int row; // of the text, 0 = first
    int top;
    bool focused; // the pane has the focus
} Pen;

static int pen_row(const Pen *pen)
{
    int row = pen->row - pen->top;
    return row >= 0 && row < pen->rect.rows ? pen->rect.row + row : -1;
}

// After an item was drawn in the present row: remembers where, and shows the focus.
static void pen_item(Pen *pen)
{
    Detail *d = pen->pane->state;
    if ((int)d->items.count == d->focus && pen_row(pen) >= 0)
        draw_focus(pen->canvas, pen->rect, pen_row(pen), pen->focused);
    vec_push(&d->items, pen->row);
    pen->row++;
}

static void pen_section(Pen *pen, const char *title, int count)
{
    pen->row++;
    if (pen_row(pen) >= 0)
        draw_section(pen->canvas, pen->rect, pen_row(pen), title, count, ROLE_TEXT);
    pen->row++;
}

static void pen_label(Pen *pen, const char *label)
{
    if (pen_row(pen) >= 0)
        canvas_put(pen->canvas, pen_row(pen), pen->rect.col + 1, LABEL_COLS - 1, label,
                   style_of(ROLE_DIM, 0));
}

// Long texts go on in the next rows, broken at blanks. indent: from the edge of the pane.
static void pen_text(Pen *pen, int indent, const char *text, Role role)
{
    int cols = pen->rect.cols - indent - 1;
    for (const char *at = text; *at != '\0' && cols > 0; pen->row++) {
        size_t length = strcspn(at, "\n"), fit = wrap_at_blank(at, length, cols);
        if (pen_row(pen) >= 0)
            canvas_put_n(pen->canvas, pen_row(pen), pen->rect.col + indent, cols, at, fit, style_of(role, 0));
        at += fit + (at[fit] == '\n');
        at += fit < length ? strspn(at, " ") : 0;
    }
}

static void pen_field(Pen *pen, const char *label, const char *value, Role role)
{
    if (str_blank(value))
        return;
    pen_label(pen, label);
    pen_text(pen, 1 + LABEL_COLS, value, role);
}

// Addresses and paths are cut in the middle: their ends tell them apart.
static void pen_reach(Pen *pen, const char *label, const char *value)
{
    int cols = pen->rect.cols - LABEL_COLS - 2, width = canvas_width(pen->canvas, value);
    int row = pen_row(pen), col = pen->rect.col + 1 + LABEL_COLS;
    pen_label(pen, label);
    if (row >= 0 && width > cols && cols > 8) {
        size_t length = strlen(value), skip = width_fit(value, length, width - (cols - cols / 2 - 1));
        canvas_put(pen->canvas, row, col, cols / 2 + 1, value,
                   style_of(ROLE_TEXT, 0)); // ends with an ellipsis
        canvas_put_right(pen->canvas, row, col + cols / 2 + 1, cols - cols / 2 - 1, value + skip,
                         style_of(ROLE_TEXT, 0));
    } else if (row >= 0) {
        canvas_put(pen->canvas, row, col, cols, value, style_of(ROLE_TEXT, 0));
    }
    pen->row++;
}

static void draw_head(Pen *pen, const Contact *c)
{
    int row = pen_row(pen), col = pen->rect.col + 1, end = pen->rect.col + pen->rect.cols - 1;
    const char *stage = c->deleted ? "in the trash" : c->active ? stage_name(c->stage) : "pool";
    if (row >= 0) {
        int width = stage != NULL ? (int)strlen(stage) + (c->favourite ? 2 : 0) : 0;
        col +=
            canvas_put(pen->canvas, row, col, end - col - width - 1, c->name, style_of(ROLE_TEXT, ATTR_BOLD));
        if (c->pronouns != NULL && col + 2 < end - width - 1)
            canvas_put(pen->canvas, row, col + 2, end - width - 1 - col - 2, c->pronouns,
                       style_of(ROLE_DIM, 0));
        if (c->favourite)
            canvas_glyph(pen->canvas, row, end - width, GLYPH_STAR, style_of(ROLE_WARN, 0));
        if (stage != NULL)
            canvas_put_right(pen->canvas, row, pen->rect.col, pen->rect.cols - 1, stage,
                             style_of(ROLE_DIM, 0));
    }
    pen->row++;
}

static void draw_headline(Pen *pen, const Contact *c)
{
    Str line = STR_INIT;
    const ContactRole *company = contact_role(c, ORGANISATION_COMPANY);
    const char *dot = glyph(GLYPH_DOT, pen->canvas->ascii);
    const char *title =
        company != NULL && company->current && company->title != NULL ? company->title : c->headline;
    const char *parts[] = {title, company != NULL && company->current ? company->name : NULL, c->city};
    for (int i = 0; i < 3; i++)
        if (!str_blank(parts[i]))
            str_appendf(&line, "%s%s%s%s", line.length > 0 ? " " : "", line.length > 0 ? dot : "",
                        line.length > 0 ? " " : "", parts[i]);
    pen_text(pen, 1, str_get(&line), ROLE_TEXT);
    str_truncate(&line, 0);
    for (size_t i = 0; i < c->tags.count; i++)
        str_appendf(&line, "%s#%s", i > 0 ? " " : "", c->tags.items[i]);
    pen_text(pen, 1, str_get(&line), ROLE_TAG);
    str_clear(&line);
}

static const char *reach_label(ReachKind kind)
{
    return kind == REACH_EMAIL ? "mail" : kind == REACH_PHONE ? "phone" : "web";
}

static const char *without_scheme(const char *value)
{
    static const char *const SCHEMES[] = {"https://www.", "http://www.", "https://", "http://"};
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++)
        if (str_starts(value, SCHEMES[i]))
            return value + strlen(SCHEMES[i]);
    return value;
}

static void draw_facts(Pen *pen, const Detail *d)
{
    const Contact *c = &d->contact;
    pen->row++;
    for (size_t i = 0; i < c->reaches.count; i++)
        pen_reach(pen, reach_label(c->reaches.items[i].kind), without_scheme(c->reaches.items[i].value));
    Str met = STR_INIT;
    char day[DATE_TEXT_SIZE];
    int32_t today = tui_today(pen->pane->tui);
    str_append(&met, c->met_where != NULL ? c->met_where : how_met_words(c->how));
    if (c->met_day != CIVIL_NONE)
        str_appendf(&met, "%s%s", met.length > 0 ? ", " : "", date_short(c->met_day, today, false, day));
    if (c->card)
        str_appendf(&met, "%scard", met.length > 0 ? ", " : "");
    pen_field(pen, "met", str_get(&met), ROLE_TEXT);
    if (d->connected != CIVIL_NONE) {
        str_truncate(&met, 0);
        str_appendf(&met, "on LinkedIn, %s", date_short(d->connected, today, false, day));
        pen_field(pen, "linked", str_get(&met), ROLE_TEXT);
    }
    str_clear(&met);
    pen_field(pen, "intro", c->introduced_by, ROLE_TEXT);
    for (size_t i = 0; i < c->roles.count; i++)
        if (c->roles.items[i].kind == ORGANISATION_SCHOOL)
            pen_field(pen, "school", c->roles.items[i].name, ROLE_TEXT);
    for (size_t i = 0; i < c->roles.count; i++)
        if (c->roles.items[i].kind == ORGANISATION_COMPANY && !c->roles.items[i].current)
            pen_field(pen, "before", c->roles.items[i].name, ROLE_DIM);
    pen_field(pen, "common", d->ground, ROLE_GOOD);
    if (c->rhythm_days > 0) {
        char text[48];
        snprintf(text, sizeof text, "every %d days", c->rhythm_days);
        pen_field(pen, "rhythm", text, ROLE_TEXT);
    }
    pen_field(pen, "about", c->about, ROLE_TEXT);
    for (size_t i = 0; i < d->drafts.count; i++) {
        const Draft *draft = &d->drafts.items[i];
        pen_field(pen, "draft", !str_blank(draft->subject) ? draft->subject : channel_name(draft->channel),
                  ROLE_ACCENT);
    }
}

static void draw_followup(Pen *pen, const Followup *f, int32_t today)
{
    int row = pen_row(pen), col = pen->rect.col + 1, end = pen->rect.col + pen->rect.cols - 1;
    char when[DATE_TEXT_SIZE];
    date_due(f->day, f->minute, today, when);
    bool late = f->day < today;
    if (row >= 0) {
        int width = (int)strlen(when);
        if (late)
            canvas_put(pen->canvas, row, col, 1, "!", style_of(ROLE_LATE, 0));
        else
            canvas_glyph(pen->canvas, row, col, f->repeat != NULL ? GLYPH_REPEAT : GLYPH_RING,
                         style_of(ROLE_DIM, 0));
        canvas_put(pen->canvas, row, col + 2, end - width - 2 - col - 2, f->text, style_of(ROLE_TEXT, 0));
        canvas_put_right(pen->canvas, row, end - width, width, when,
                         style_of(late              ? ROLE_LATE
                                  : f->day == today ? ROLE_ACCENT
                                                    : ROLE_DIM,
                                  0));
    }
    pen_item(pen);
}

static void draw_interaction(Pen *pen, const Interaction *one, int32_t today)
{
    if (pen_row(pen) >= 0)
        interaction_draw(pen->canvas, pen->rect, pen_row(pen), one, today, tui_plain(pen->pane->tui));
    pen_item(pen);
}

static void draw_contact(Pen *pen, Detail *d, int32_t today)
{
    draw_head(pen, &d->contact);
    draw_headline(pen, &d->contact);
    draw_facts(pen, d);
    if (d->next.count > 0)
        pen_section(pen, "Next", -1);
    for (size_t i = 0; i < d->next.count; i++)
        draw_followup(pen, &d->next.items[i], today);
    if (d->hooks.count > 0)
        pen_section(pen, "Reasons to write", (int)d->hooks.count);
    for (size_t i = 0; i < d->hooks.count; i++)
        pen_field(pen, d->hooks.items[i].state, d->hooks.items[i].text, ROLE_TEXT);
}

static void draw_timeline(Pen *pen, Detail *d, int32_t today)
{
    if (d->timeline_count == 0 && pen->pane->kind != &PANE_TIMELINE)
        return;
    pen->row -= pen->pane->kind == &PANE_TIMELINE; // no gap above the first row
    pen_section(pen, "Timeline", d->timeline_count);
    for (size_t i = 0; i < d->timeline.count; i++)
        draw_interaction(pen, &d->timeline.items[i], today);
}

static void detail_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    Detail *d = pane->state;
    int32_t today = tui_today(pane->tui);
    d->items.count = 0;
    if (d->id == 0 || (d->contact.name == NULL && pane->kind != &PANE_TIMELINE))
        return;
    int most = item_count(pane) - 1;
    d->focus = d->focus > most ? most : d->focus;
    Pen pen = {pane, canvas, rect, 0, d->top, focused};
    if (pane->kind != &PANE_TIMELINE)
        draw_contact(&pen, d, today);
    if (has_timeline(pane))
        draw_timeline(&pen, d, today);
    d->rows = pen.row;
    if (focused && d->focus < 0) {
        canvas_glyph(canvas, rect.row, rect.col, GLYPH_BAR, style_of(ROLE_ACCENT, 0));
        canvas_cursor(canvas, rect.row, rect.col);
    }
}

// ---- moving: from item to item where one is in sight, else by rows

static void scroll(Pane *pane, int rows)
{
    Detail *d = pane->state;
    int most = d->rows - pane->rect.rows;
    d->top = d->top + rows > most ? most : d->top + rows;
    d->top = d->top < 0 ? 0 : d->top;
}

static bool in_sight(const Pane *pane, int item)
{
    const Detail *d = pane->state;
    int row = d->items.items[item] - d->top;
    return row >= 0 && row < pane->rect.rows;
}

static void step(Pane *pane, int by)
{
    Detail *d = pane->state;
    int to = d->focus + by, count = (int)d->items.count;
    if (to >= 0 && to < count && in_sight(pane, to))
        d->focus = to;
    else if (to < 0 && d->top == 0)
        d->focus = -1;
    else
        scroll(pane, by);
}

// After a leap the focus is the nearest item that is in sight.
static void leap(Pane *pane, int rows)
{
    Detail *d = pane->state;
    int count = (int)d->items.count;
    scroll(pane, rows);
    if (d->top == 0 && rows < 0)
        d->focus = -1;
    for (int i = 0; i < count && rows > 0; i++)
        if (in_sight(pane, i))
            d->focus = i;
    for (int i = count - 1; i >= 0 && rows < 0 && d->top > 0; i--)
        if (in_sight(pane, i))
            d->focus = i;
}

// The first row of the next section: where the items or the kind of item begin.
static void section(Pane *pane, int by)
{
    Detail *d = pane->state;
    int first = pane->kind == &PANE_TIMELINE ? 0 : (int)d->next.count;
    int to = by > 0 ? (d->focus < 0 && first > 0 ? 0 : first) : d->focus > first && first > 0 ? first : -1;
    if (to >= (int)d->items.count)
        return;
    d->focus = to;
    if (to < 0)
        d->top = 0;
    else if (!in_sight(pane, to))
        scroll(pane, d->items.items[to] - d->top - 1);
}

static void detail_move(Pane *pane, Motion motion)
{
    const Detail *d = pane->state;
    int page = pane->rect.rows > 2 ? pane->rect.rows - 1 : 1, half = page > 1 ? page / 2 : 1;
    switch (motion) {
    case MOTION_UP:
    case MOTION_DOWN:
        step(pane, motion == MOTION_UP ? -1 : 1);
        break;
    case MOTION_PAGE_UP:
    case MOTION_HALF_UP:
        leap(pane, motion == MOTION_PAGE_UP ? -page : -half);
        break;
    case MOTION_PAGE_DOWN:
    case MOTION_HALF_DOWN:
        leap(pane, motion == MOTION_PAGE_DOWN ? page : half);
        break;
    case MOTION_HOME:
    case MOTION_END:
        leap(pane, motion == MOTION_HOME ? -d->rows : d->rows);
        break;
    case MOTION_NEXT_SECTION:
    case MOTION_PREVIOUS_SECTION:
        section(pane, motion == MOTION_NEXT_SECTION ? 1 : -1);
        break;
    default:
        break;
    }
}

static bool detail_mouse(Pane *pane, const Mouse *mouse)
{
    Detail *d = pane->state;
    bool press = mouse->action == MOUSE_PRESS, twice = mouse->action == MOUSE_DOUBLE;
    if (mouse->action == MOUSE_WHEEL_UP || mouse->action == MOUSE_WHEEL_DOWN) {
        scroll(pane, mouse->action == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
        return true;
    }
    if (!press && !twice)
        return false;
    d->focus = -1;
    for (int i = 0; i < (int)d->items.count; i++)
        if (d->items.items[i] - d->top == mouse->row - pane->rect.row)
            d->focus = i;
    if (twice)
        tui_run_command(pane->tui, "open");
    return true;
}

static Selection detail_selection(Pane *pane)
{
    Detail *d = pane->state;
    const Followup *followup = followup_at(pane, d->focus);
    const Interaction *interaction = interaction_at(pane, d->focus);
    d->selected = followup != NULL ? followup->id : interaction != NULL ? interaction->id : d->id;
    ThingKind kind = followup != NULL      ? THING_FOLLOWUP
                     : interaction != NULL ? THING_INTERACTION
                                           : THING_CONTACT;
    return (Selection){kind, &d->selected, d->selected != 0 ? 1 : 0, d->id, CIVIL_NONE, OCCASION_NONE};
}

// Esc: back to the top, then to the list.
static bool detail_leave(Pane *pane)
{
    Detail *d = pane->state;
    bool moved = d->focus >= 0 || d->top > 0;
    d->focus = -1;
    d->top = 0;
    return moved && pane->kind != &PANE_TIMELINE;
}

// The page of a contact, and the same once more where there is room for what happened beside it.
#define DETAIL_PANE                                                                                          \
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_CONTACTS, .watches = CHANGE_ALL,                              \
    .state_size = sizeof(Detail), .open = detail_open, .close = detail_close, .load = detail_load,           \
    .draw = detail_draw, .mouse = detail_mouse, .move = detail_move, .selection = detail_selection,          \
    .leave = detail_leave

const PaneKind PANE_CONTACT = {.name = "contact", DETAIL_PANE};
const PaneKind PANE_TIMELINE = {.name = "timeline", .spare = true, DETAIL_PANE};

// Other views do not say when their focus moved: it looks by itself.
static void beside_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    const Detail *d = pane->state;
    Error err = {0};
    if (wanted_contact(pane) != d->id && !detail_load(pane, &err))
        tui_error(pane->tui, &err);
    detail_draw(pane, canvas, rect, focused);
}

const PaneKind PANE_BESIDE = {
    .name = "beside",
    .scopes = SCOPE_LIST | SCOPE_THING,
    .watches = CHANGE_ALL,
    .state_size = sizeof(Detail),
    .spare = true,
    .open = detail_open,
    .close = detail_close,
    .load = detail_load,
    .draw = beside_draw,
    .mouse = detail_mouse,
    .move = detail_move,
    .selection = detail_selection,
    .leave = detail_leave,
};
