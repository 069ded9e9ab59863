// SPDX-License-Identifier: MIT
// Interactions as rows and in full; see interaction_line.h.
#include "interaction_line.h"

#include <stdlib.h>

#include "rapport/base/str.h"
#include "rapport/core/courtesy.h"
#include "rapport/core/date.h"
#include "rapport/store/contacts.h"
#include "rapport/store/interactions.h"

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

// What an interaction says in one line; without words of its own, how it went or what they answered.
static const char *words_of(const Interaction *one)
{
    const char *texts[] = {one->subject, text_after_greeting(one->text), one->event_name,
                           outcome_name(one->outcome), answer_name(one->answer)};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!str_blank(texts[i]))
            return texts[i];
    return NULL;
}

void interaction_draw(Canvas *canvas, Rect rect, int row, const Interaction *one, int32_t today, bool plain)
{
    int col = rect.col + 1;
    char day[DATE_TEXT_SIZE];
    KindLook look = look_of(one);
    if (plain && one->kind == INTERACTION_MESSAGE)
        look.word = one->direction == DIRECTION_IN ? "heard" : "wrote";
    const char *text = words_of(one);
    date_short(one->day, today, false, day);
    bool other_year = civil_date(one->day).year != civil_date(today).year;
    if (other_year)
        date_relative(one->day, today, day);
    canvas_put(canvas, row, col, 8, day, style_of(ROLE_DIM, 0));
    col += 9;
    canvas_glyph(canvas, row, col, look.glyph, style_of(look.role, 0));
    canvas_put(canvas, row, col + 2, 5, look.word, style_of(ROLE_DIM, 0));
    col += 7;
    canvas_put(canvas, row, col, rect.col + rect.cols - 1 - col, text,
               style_of(one->day > today ? ROLE_ACCENT : ROLE_TEXT, 0));
}

// ---- one of them in full

static void describe(Tui *tui, const Interaction *one, Str *out)
{
    char day[DATE_TEXT_SIZE];
    date_absolute(one->day, interaction_minute(one), day);
    str_appendf(out, "%s, %s", day, interaction_kind_name(one->kind));
    if (one->direction == DIRECTION_IN || one->direction == DIRECTION_OUT)
        str_append(out, one->direction == DIRECTION_IN ? " from them" : " from me");
    if (one->channel != CHANNEL_NONE)
        str_appendf(out, " by %s", channel_name(one->channel));
    for (size_t i = 0; i < one->participants.count; i++) {
        char *name = store_contact_name(tui_app(tui)->store, one->participants.items[i]);
        str_appendf(out, "%s%s", i == 0 ? "\nwith " : ", ", name);
        free(name);
    }
    const char *const rows[][2] = {{"event", one->event_name},
                                   {"occasion", occasion_name(one->occasion)},
                                   {"answer", answer_name(one->answer)},
                                   {"outcome", outcome_name(one->outcome)}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!str_blank(rows[i][1]))
            str_appendf(out, "\n%s: %s", rows[i][0], rows[i][1]);
    if (!str_blank(one->text))
        str_appendf(out, "\n \n%s", one->text);
}

void interaction_open(Tui *tui, int64_t id)
{
    Interaction one;
    Error err = {0};
    Str text = STR_INIT;
    interaction_init(&one);
    if (store_interaction_get(tui_app(tui)->store, id, &one, &err)) {
        describe(tui, &one, &text);
        tui_read(tui,
                 !str_blank(one.subject)  ? one.subject
                 : words_of(&one) != NULL ? "What happened"
                                          : "Log",
                 str_get(&text));
    } else {
        tui_error(tui, &err);
    }
    str_clear(&text);
    interaction_clear(&one);
}
