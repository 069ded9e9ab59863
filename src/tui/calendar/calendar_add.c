// SPDX-License-Identifier: MIT
// Adding on the calendar's day, in one line: a follow-up, or a meeting with its time, length and place.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"
#include "calendar.h"
#include "rapport/app/outreach.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/store/contacts.h"

// "10:30 Maya: send slides", without a name for oneself, or "meet 14:00 45m Maya: coffee @ Café Nord".
typedef struct Added {
    bool meeting;
    int minute;       // -1 = all day
    int length;       // of a meeting, minutes; 0 = not said
    char *who;        // NULL = for oneself
    const char *text; // borrowed from what was typed
    char *place;      // of a meeting; NULL = not said
} Added;

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " ");
}

// Takes the word "meet" at the beginning.
static bool take_meet(const char **text)
{
    bool meet = strncmp(*text, "meet ", 5) == 0;
    *text = skip_blanks(*text + (meet ? 5 : 0));
    return meet;
}

// Only what is a time and nothing but a time: "10:30", not "15" or "fri".
static int take_time(Tui *tui, const char **text)
{
    DateContext context = app_date_context(tui_app(tui), false);
    char *word = mem_strndup(*text, strcspn(*text, " "));
    DateValue when = {.minute = -1};
    bool time = strchr(word, ':') != NULL && word[0] >= '0' && word[0] <= '9' &&
                date_parse(word, &context, &when, NULL);
    *text = skip_blanks(*text + (time ? strlen(word) : 0));
    free(word);
    return time ? when.minute : -1;
}

// "45m" or "2h"; 0 = no length stands here.
static int take_length(const char **text)
{
    enum { MOST = 24 * 60 };
    char *rest;
    long number = strtol(*text, &rest, 10);
    bool length =
        rest > *text && (*rest == 'm' || *rest == 'h') && rest[1] == ' ' && number > 0 && number <= MOST;
    int minutes = length ? (int)number * (*rest == 'h' ? 60 : 1) : 0;
    if (minutes == 0 || minutes > MOST)
        return 0;
    *text = skip_blanks(rest + 1);
    return minutes;
}

static void added_clear(Added *added)
{
    free(added->who);
    free(added->place);
}

static Added read_added(Tui *tui, const char *typed)
{
    Added added = {.minute = -1, .text = skip_blanks(typed)};
    added.meeting = take_meet(&added.text);
    added.minute = take_time(tui, &added.text);
    added.length = added.meeting ? take_length(&added.text) : 0;
    const char *colon = strstr(added.text, ": ");
    if (colon != NULL && colon > added.text) {
        added.who = mem_strndup(added.text, (size_t)(colon - added.text));
        added.text = skip_blanks(colon + 1);
    } else if (added.meeting) { // a meeting is with somebody, said or not
        added.who = mem_strndup(added.text, strcspn(added.text, "@"));
        str_trim(added.who);
        added.text += strcspn(added.text, "@");
    }
    const char *at = added.meeting ? strchr(added.text, '@') : NULL;
    if (at != NULL && !str_blank(at + 1))
        added.place = str_trim(mem_strdup(at + 1));
    return added;
}

// What a meeting is about: without the place.
static char *topic_of(const Added *added)
{
    return str_trim(
        mem_strndup(added->text, added->place != NULL ? strcspn(added->text, "@") : strlen(added->text)));
}

// The contacts that the name may mean: all when none fits exactly.
static size_t find_people(Tui *tui, const char *name, ContactIds *ids)
{
    Error err = {0};
    if (!store_contact_resolve(tui_app(tui)->store, name, false, ids, &err))
        ids->count = 0;
    return ids->count;
}

typedef struct Pending {
    int32_t day;
    bool meeting;
    int minute, length;
    char *text, *place;
    VEC(int64_t) people;
} Pending;

static void pending_free(void *self)
{
    Pending *pending = self;
    free(pending->text);
    free(pending->place);
    vec_clear(&pending->people);
    free(pending);
}

static bool add_meeting(Tui *tui, const Pending *pending, int64_t contact, StepResult *result, Error *err)
{
    enum { NOON = 12 * 60 };
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(pending->day, pending->minute >= 0 ? pending->minute : NOON),
                          .minutes = pending->minute >= 0 ? pending->length : MINUTES_ALL_DAY,
                          .place = pending->place,
                          .subject = str_blank(pending->text) ? NULL : pending->text,
                          .contacts = &contact,
                          .contact_count = 1};
    return app_log(tui_app(tui), &request, result, err);
}

static bool add_followup(Tui *tui, const Pending *pending, int64_t contact, StepResult *result, Error *err)
{
    FollowupRequest request = {
        .contact = contact, .day = pending->day, .minute = pending->minute, .text = pending->text};
    return app_followup_add(tui_app(tui), &request, result, err);
}

static void add_pending(Tui *tui, const Pending *pending, int64_t contact)
{
    Error err = {0};
    StepResult result = {0};
    bool fine = pending->meeting ? add_meeting(tui, pending, contact, &result, &err)
                                 : add_followup(tui, pending, contact, &result, &err);
    int64_t id = result.id;
    CalendarState *state = calendar_state(tui);
    report_step(tui, fine, &result, &err);
    if (!fine || state == NULL)
        return;
    if (calendar_refresh(state, &err) &&
        rowlist_focus_id(&state->rows, pending->meeting ? THING_INTERACTION : THING_FOLLOWUP, id))
        calendar_follow(state);
}

static void chosen_person(Tui *tui, size_t index, void *self)
{
    const Pending *pending = self;
    add_pending(tui, pending, pending->people.items[index]);
}

static void choose_person(Tui *tui, const char *who, Pending *pending)
{
    Choice *choices = mem_array(pending->people.count, sizeof *choices);
    char *title = str_format("Which %s?", who);
    for (size_t i = 0; i < pending->people.count; i++)
        choices[i].label = store_contact_name(tui_app(tui)->store, pending->people.items[i]);
    tui_choose(tui, title, choices, pending->people.count, true, chosen_person, pending, pending_free);
    for (size_t i = 0; i < pending->people.count; i++)
        free((char *)choices[i].label);
    free(choices);
    free(title);
}

static void add_typed(Tui *tui, const char *typed, void *self)
{
    const CalendarState *state = calendar_state(tui);
    (void)self;
    if (str_blank(typed) || state == NULL)
        return;
    Added added = read_added(tui, typed);
    Pending *pending = mem_alloc(sizeof *pending);
    ContactIds people = {0};
    *pending = (Pending){.day = state->cursor,
                         .meeting = added.meeting,
                         .minute = added.minute,
                         .length = added.length,
                         .text = added.meeting ? topic_of(&added) : mem_strdup(added.text),
                         .place = mem_strdup(added.place)};
    size_t found = added.who != NULL ? find_people(tui, added.who, &people) : 0;
    for (size_t i = 0; i < found; i++)
        vec_push(&pending->people, people.items[i]);
    if (added.who != NULL && found == 0) {
        Error err = {0};
        error_set(&err, ERROR_INPUT, "%s: nobody is called so; %s", added.who,
                  added.meeting ? "a meeting is with somebody who is known here"
                                : "without a name before the colon it is for yourself");
        tui_error(tui, &err);
    } else if (found > 1) {
        choose_person(tui, added.who, pending);
        pending = NULL;
    } else {
        add_pending(tui, pending, found == 1 ? people.items[0] : 0);
    }
    if (pending != NULL)
        pending_free(pending);
    added_clear(&added);
    vec_clear(&people);
}

static void complete_person(Tui *tui, const char *typed, void (*add)(void *list, const char *text),
                            void *list)
{
    ContactIds people = {0};
    if (str_blank(typed) || strchr(typed, ':') != NULL)
        return;
    size_t found = find_people(tui, typed, &people);
    for (size_t i = 0; i < found; i++) {
        char *name = store_contact_name(tui_app(tui)->store, people.items[i]);
        char *text = str_format("%s: ", name);
        add(list, text);
        free(text);
        free(name);
    }
    vec_clear(&people);
}

static void preview_added(Tui *tui, const char *typed, Str *out)
{
    const CalendarState *state = calendar_state(tui);
    char day[DATE_TEXT_SIZE];
    if (state == NULL)
        return;
    if (str_blank(typed)) {
        str_append(out, "10:30 Maya: call    renew the card    meet 14:00 45m Maya: coffee @ Nord");
        return;
    }
    Added added = read_added(tui, typed);
    ContactIds people = {0};
    size_t found = added.who != NULL ? find_people(tui, added.who, &people) : 0;
    char *name = found == 1 ? store_contact_name(tui_app(tui)->store, people.items[0]) : NULL;
    str_append(out, date_preview(state->cursor, added.minute, state->today, day));
    calendar_say_off(&tui_app(tui)->calendar, state->cursor, out);
    if (added.who == NULL)
        str_append(out, ", for yourself");
    else if (found == 0)
        str_appendf(out, ": nobody is called %s", added.who);
    else if (name != NULL)
        str_appendf(out, added.meeting ? ", meeting with %s" : ", with %s", name);
    else
        str_appendf(out, ", one of %zu people", found);
    if (added.length > 0)
        str_appendf(out, ", %dm", added.length);
    if (added.place != NULL)
        str_appendf(out, ", %s", added.place);
    free(name);
    added_clear(&added);
    vec_clear(&people);
}

void calendar_add(Tui *tui, const char *typed)
{
    const CalendarState *state = calendar_state(tui);
    if (state == NULL)
        return;
    if (*typed != '\0') {
        add_typed(tui, typed, NULL);
        return;
    }
    char day[DATE_TEXT_SIZE], title[DATE_TEXT_SIZE + 32];
    snprintf(title, sizeof title, "To do on %s", date_short(state->cursor, state->today, true, day));
    Prompt prompt = {
        .title = title, .history = "agenda", .complete = complete_person, .preview = preview_added};
    tui_prompt(tui, &prompt, add_typed, NULL, NULL);
}
