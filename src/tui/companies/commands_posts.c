// SPDX-License-Identifier: MIT
// The posts of a company: noting one, and what became of it. Whoever helped with an application hears how it
// ended, so that is asked for by name.
#include <stdlib.h>
#include <string.h>

#include "companies.h"
#include "rapport/app/targets.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/capture.h"

static void note_opening(Tui *tui, const char *title, void *self)
{
    (void)self;
    const OrganisationRow *company = companies_focused(tui);
    Opening opening = {.title = title, .closes = CIVIL_NONE, .applied = CIVIL_NONE};
    StepResult result = {0};
    Error err = {0};
    if (company == NULL || str_blank(title))
        return;
    // A day at the end of the title is the last one: "Data engineer, 18 dec".
    CaptureDates dates = {NULL, NULL};
    DateContext context = app_date_context(tui_app(tui), false);
    DateValue closes;
    size_t length;
    const char *date;
    char *shorter = NULL;
    if (capture_split_date(title, &dates, &length, &date) && date_parse(date, &context, &closes, NULL)) {
        while (length > 0 && strchr(", ", title[length - 1]) != NULL)
            length--;
        opening.title = shorter = mem_strndup(title, length);
        opening.closes = closes.day;
    }
    company_changed(tui, app_opening(tui_app(tui), company->name, &opening, false, &result, &err), &result,
                    &err);
    free(shorter);
}

static void ask_opening(Tui *tui)
{
    Prompt prompt = {.title = "A post there, and until when: Data engineer, 18 dec", .history = "opening"};
    tui_prompt(tui, &prompt, note_opening, NULL, NULL);
}

// ---- what has become of one

static const struct {
    Choice choice;
    bool applied, closed;
    Answer answer;
} BECAME[] = {
    {{"p", "I applied", "today"}, true, false, ANSWER_NONE},
    {{"n", "They said no", "whoever helped hears it"}, false, true, ANSWER_NO},
    {{"y", "They said yes", "whoever helped hears it"}, false, true, ANSWER_YES},
    {{"o", "It is over", "filled, or not for me"}, false, true, ANSWER_NONE},
};
enum { BECAME_COUNT = sizeof BECAME / sizeof *BECAME, POSTS_MOST = 9 };

typedef struct Post {
    char *organisation, *title, *link;
} Post;

static void post_free(void *self)
{
    Post *post = self;
    free(post->organisation);
    free(post->title);
    free(post->link);
    free(post);
}

static void note_became(Tui *tui, size_t index, void *self)
{
    const Post *post = self;
    Opening opening = {.title = post->title,
                       .link = post->link,
                       .closes = CIVIL_NONE,
                       .applied = BECAME[index].applied ? tui_today(tui) : CIVIL_NONE,
                       .answer = BECAME[index].answer};
    StepResult result = {0};
    Error err = {0};
    bool fine = app_opening(tui_app(tui), post->organisation, &opening, BECAME[index].closed, &result, &err);
    company_changed(tui, fine, &result, &err);
}

static void chosen_post(Tui *tui, size_t index, void *self)
{
    const OpeningRows *rows = self;
    Choice choices[BECAME_COUNT];
    if (index == 0) {
        ask_opening(tui);
        return;
    }
    const OpeningRow *row = &rows->items[index - 1];
    Post *post = mem_alloc(sizeof *post);
    *post = (Post){mem_strdup(row->organisation_name), mem_strdup(row->title), mem_strdup(row->link)};
    for (size_t i = 0; i < BECAME_COUNT; i++)
        choices[i] = BECAME[i].choice;
    tui_choose(tui, row->title, choices, BECAME_COUNT, false, note_became, post, post_free);
}

static void rows_free(void *self)
{
    store_openings_clear(self);
    free(self);
}

static void choose_post(Tui *tui, OpeningRows *rows)
{
    static const char *const KEYS[POSTS_MOST] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    Choice choices[1 + POSTS_MOST] = {{"a", "another post there", NULL}};
    for (size_t i = 0; i < rows->count; i++)
        choices[1 + i] =
            (Choice){KEYS[i], rows->items[i].title, rows->items[i].applied != CIVIL_NONE ? "applied" : NULL};
    tui_choose(tui, "Which post?", choices, 1 + rows->count, false, chosen_post, rows, rows_free);
}

void command_opening(Tui *tui, const Selection *selection, const char *args)
{
    (void)selection;
    Error err = {0};
    if (*args != '\0') {
        note_opening(tui, args, NULL);
        return;
    }
    OpeningRows *rows = mem_alloc(sizeof *rows);
    *rows = (OpeningRows){0};
    bool fine =
        store_openings(tui_app(tui)->store, companies_focused(tui)->id, CIVIL_NONE, POSTS_MOST, rows, &err);
    if (fine && rows->count > 0) {
        choose_post(tui, rows);
        return;
    }
    if (fine)
        ask_opening(tui);
    else
        tui_error(tui, &err);
    rows_free(rows);
}
