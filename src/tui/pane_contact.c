// SPDX-License-Identifier: MIT
// One contact at a glance: who, how to reach, how you met, what is common, what comes next, what was.
#include "pane_contact.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/app/contacts.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/date.h"
#include "rapport/store/followups.h"
#include "rapport/store/interactions.h"

enum { TIMELINE_PAGE = 200, LABEL_COLS = 7 };

typedef struct Detail {
    int64_t id;
    Contact contact;
    FollowupList next;
    Interactions timeline;
    TextRows hooks;
    char *ground;
    int timeline_count;
    int top;  // rows scrolled away
    int rows; // drawn last time
} Detail;

static void forget(Detail *d)
{
    contact_clear(&d->contact);
    contact_init(&d->contact);
    followup_list_clear(&d->next);
    store_interactions_clear(&d->timeline);
    store_text_rows_clear(&d->hooks);
    free(d->ground);
    d->ground = NULL;
}

static void detail_open(Pane *pane)
{
    Detail *d = pane->state;
    contact_init(&d->contact);
}

static void detail_close(Pane *pane)
{
    forget(pane->state);
}

static bool detail_load(Pane *pane, Error *err)
{
    Detail *d = pane->state;
    App *app = tui_app(pane->tui);
    Pane *list = pane->tui->tabs[1].panes[0];
    int64_t id = list->kind->selection(list).contact;
    if (id != d->id)
        d->top = 0;
    forget(d);
    d->id = id;
    if (id == 0 || !store_contact_exists(app->store, id))
        return true;
    d->ground = app_common_ground(app, id);
    d->timeline_count = store_timeline_count(app->store, id);
    return store_contact_get(app->store, id, true, &d->contact, err) &&
           store_followups_of(app->store, id, true, &d->next, err) &&
           store_timeline(app->store, id, 0, 0, TIMELINE_PAGE, &d->timeline, err) &&
           store_hooks(app->store, id, &d->hooks, err);
}

// ---- drawing: a pen that walks down, rows above the top fall away

typedef struct Pen {
    Canvas *canvas;
    Rect rect;
    int row; // of the text, 0 = first
    int top;
} Pen;

static int pen_row(const Pen *pen)
{
    int row = pen->row - pen->top;
    return row >= 0 && row < pen->rect.rows ? pen->rect.row + row : -1;
}

static void pen_section(Pen *pen, const char *title, int count)
{
    pen->row++;
    if (pen_row(pen) >= 0)
        draw_section(pen->canvas, pen->rect, pen_row(pen), title, count, ROLE_TEXT);
    pen->row++;
}

static void pen_field(Pen *pen, const char *label, const char *value, Role role)
{
    if (str_blank(value))
        return;
    int row = pen_row(pen), col = pen->rect.col + 1;
    if (row >= 0) {
        canvas_put(pen->canvas, row, col, LABEL_COLS - 1, label, style_of(ROLE_DIM, 0));
        canvas_put(pen->canvas, row, col + LABEL_COLS, pen->rect.cols - LABEL_COLS - 2, value,
                   style_of(role, 0));
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
    if (line.length > 0) {
        if (pen_row(pen) >= 0)
            canvas_put(pen->canvas, pen_row(pen), pen->rect.col + 1, pen->rect.cols - 2, str_get(&line),
                       style_of(ROLE_TEXT, 0));
        pen->row++;
    }
    str_truncate(&line, 0);
    for (size_t i = 0; i < c->tags.count; i++)
        str_appendf(&line, "%s#%s", i > 0 ? " " : "", c->tags.items[i]);
    if (c->tags.count > 0) {
        if (pen_row(pen) >= 0)
            canvas_put(pen->canvas, pen_row(pen), pen->rect.col + 1, pen->rect.cols - 2, str_get(&line),
                       style_of(ROLE_TAG, 0));
        pen->row++;
    }
    str_clear(&line);
}

static const char *reach_label(ReachKind kind)
{
    return kind == REACH_EMAIL ? "mail" : kind == REACH_PHONE ? "phone" : "web";
}

static void draw_facts(Pen *pen, const Detail *d)
{
    const Contact *c = &d->contact;
    pen->row++;
    for (size_t i = 0; i < c->reaches.count; i++)
        pen_field(pen, reach_label(c->reaches.items[i].kind), c->reaches.items[i].value, ROLE_TEXT);
    Str met = STR_INIT;
    char day[DATE_TEXT_SIZE];
    str_append(&met, c->met_where != NULL ? c->met_where : how_met_name(c->how));
    if (c->met_day != CIVIL_NONE)
        str_appendf(&met, "%s%s", met.length > 0 ? ", " : "", date_absolute(c->met_day, -1, day));
    if (c->card)
        str_appendf(&met, "%scard", met.length > 0 ? ", " : "");
    pen_field(pen, "met", str_get(&met), ROLE_TEXT);
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
    pen->row++;
}

typedef struct KindLook {
    Glyph glyph;
    const char *word;
    Role role;
} KindLook;

static KindLook look_of(const Interaction *one)
{
    switch (one->kind) {
    case INTERACTION_CALL:
        return (KindLook){GLYPH_DISC, "call", ROLE_ACCENT};
    case INTERACTION_MEETING:
    case INTERACTION_EVENT:
        return (KindLook){GLYPH_DISC, "met", ROLE_ACCENT};
    case INTERACTION_INTRODUCTION:
        return (KindLook){GLYPH_DISC, "intro", ROLE_ACCENT};
    case INTERACTION_NOTE:
        return (KindLook){GLYPH_NOTE, "note", ROLE_DIM};
    default:
        break;
    }
    const char *word = one->channel == CHANNEL_EMAIL           ? "mail"
                       : one->channel == CHANNEL_LINKEDIN_NOTE ? "inv"
                                                               : "msg";
    return (KindLook){one->direction == DIRECTION_IN ? GLYPH_LEFT : GLYPH_RIGHT, word, ROLE_ACCENT};
}

// What an interaction says in one line; without words of its own, what they answered or how it went.
static const char *words_of(const Interaction *one)
{
    const char *texts[] = {one->subject, one->text, one->event_name, answer_name(one->answer),
                           outcome_name(one->outcome)};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!str_blank(texts[i]))
            return texts[i];
    return NULL;
}

static void draw_interaction(Pen *pen, const Interaction *one, int32_t today)
{
    int row = pen_row(pen), col = pen->rect.col + 1;
    if (row >= 0) {
        char day[DATE_TEXT_SIZE];
        KindLook look = look_of(one);
        const char *text = words_of(one);
        date_short(one->day, today, false, day);
        bool other_year = civil_date(one->day).year != civil_date(today).year;
        if (other_year)
            date_relative(one->day, today, day);
        canvas_put(pen->canvas, row, col, 8, day, style_of(ROLE_DIM, 0));
        col += 9;
        canvas_glyph(pen->canvas, row, col, look.glyph, style_of(look.role, 0));
        canvas_put(pen->canvas, row, col + 2, 5, look.word, style_of(ROLE_DIM, 0));
        col += 7;
        canvas_put(pen->canvas, row, col, pen->rect.col + pen->rect.cols - 1 - col, text,
                   style_of(one->day > today ? ROLE_ACCENT : ROLE_TEXT, 0));
    }
    pen->row++;
}

static void detail_draw(Pane *pane, Canvas *canvas, Rect rect, bool focused)
{
    Detail *d = pane->state;
    int32_t today = tui_today(pane->tui);
    if (d->id == 0 || d->contact.name == NULL)
        return;
    Pen pen = {canvas, rect, 0, d->top};
    draw_head(&pen, &d->contact);
    draw_headline(&pen, &d->contact);
    draw_facts(&pen, d);
    if (d->next.count > 0) {
        pen_section(&pen, "Next", -1);
        for (size_t i = 0; i < d->next.count; i++)
            draw_followup(&pen, &d->next.items[i], today);
    }
    if (d->hooks.count > 0) {
        pen_section(&pen, "Reasons to write", (int)d->hooks.count);
        for (size_t i = 0; i < d->hooks.count; i++)
            pen_field(&pen, d->hooks.items[i].state, d->hooks.items[i].text, ROLE_TEXT);
    }
    pen_section(&pen, "Timeline", d->timeline_count);
    for (size_t i = 0; i < d->timeline.count; i++)
        draw_interaction(&pen, &d->timeline.items[i], today);
    d->rows = pen.row;
    if (focused) {
        canvas_glyph(canvas, rect.row, rect.col, GLYPH_BAR, style_of(ROLE_ACCENT, 0));
        canvas_cursor(canvas, rect.row, rect.col);
    }
}

static void detail_move(Pane *pane, Motion motion)
{
    Detail *d = pane->state;
    int page = pane->rect.rows > 2 ? pane->rect.rows - 1 : 1, most = d->rows - pane->rect.rows;
    switch (motion) {
    case MOTION_UP:
        d->top--;
        break;
    case MOTION_DOWN:
        d->top++;
        break;
    case MOTION_PAGE_UP:
    case MOTION_HALF_UP:
        d->top -= page;
        break;
    case MOTION_PAGE_DOWN:
    case MOTION_HALF_DOWN:
        d->top += page;
        break;
    case MOTION_HOME:
        d->top = 0;
        break;
    case MOTION_END:
        d->top = most;
        break;
    default:
        return;
    }
    d->top = d->top > most ? most : d->top;
    d->top = d->top < 0 ? 0 : d->top;
}

static Selection detail_selection(Pane *pane)
{
    Detail *d = pane->state;
    return (Selection){THING_CONTACT, &d->id, d->id != 0 ? 1 : 0, d->id, CIVIL_NONE};
}

const PaneKind PANE_CONTACT = {
    .name = "contact",
    .scopes = SCOPE_LIST | SCOPE_THING | SCOPE_CONTACTS,
    .watches = CHANGE_ALL,
    .state_size = sizeof(Detail),
    .open = detail_open,
    .close = detail_close,
    .load = detail_load,
    .draw = detail_draw,
    .move = detail_move,
    .selection = detail_selection,
};
