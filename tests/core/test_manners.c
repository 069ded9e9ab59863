// SPDX-License-Identifier: MIT
// The manners in words: tests/core/manners.cases tells what happened between two people and what the rules
// say about it, for people to read and to argue with. Lines that begin with "->" are what the engine answers;
// UPDATE_CASES=1 writes them anew.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/core/date.h"
#include "rapport/core/timing.h"

enum { MOST = 16, CASES_LEAST = 60 };

typedef struct Scene {
    TimingInteraction items[MOST];
    TimingPromise promises[MOST];
    TimingOpening openings[MOST];
    char words[MOST * 3][80]; // that promises, openings and hooks borrow
    size_t word_count;
    int32_t holidays[MOST];
    CalendarPause pauses[MOST];
    Routine routine;
    TimingSettings settings;
    Calendar calendar;
    TimingInput input;
} Scene;

static void scene_begin(Scene *scene)
{
    *scene = (Scene){.settings = timing_defaults(), .calendar = calendar_default()};
    scene->calendar.holidays = scene->holidays;
    scene->calendar.pauses = scene->pauses;
    scene->input = (TimingInput){.name = "Maya",
                                 .interactions = scene->items,
                                 .promises = scene->promises,
                                 .openings = scene->openings,
                                 .place = "Kestrel",
                                 .today = civil_day(2026, 11, 24),
                                 .settings = &scene->settings,
                                 .calendar = &scene->calendar};
}

static const char *keep(Scene *scene, const char *text)
{
    char *word = scene->words[scene->word_count++];
    snprintf(word, sizeof scene->words[0], "%s", text);
    return word;
}

static bool read_day(const char *text, int32_t *day)
{
    DateContext context = {.today = civil_day(2026, 6, 1)};
    DateValue value;
    Error err = {0};
    bool fine = date_parse(text, &context, &value, &err);
    if (fine)
        *day = value.day;
    return fine;
}

// The rest of a line after these words; NULL when it begins otherwise.
static const char *after(const char *line, const char *words)
{
    size_t length = strlen(words);
    if (strncmp(line, words, length) != 0 || (line[length] != '\0' && line[length] != ' '))
        return NULL;
    return line + length + strspn(line + length, " ");
}

static TimingInteraction *add(Scene *scene, int32_t day, InteractionKind kind, Direction direction)
{
    TimingInteraction *one = &scene->items[scene->input.interaction_count++];
    *one = (TimingInteraction){.id = (int64_t)scene->input.interaction_count,
                               .utc = (int64_t)scene->input.interaction_count,
                               .day = day,
                               .kind = kind,
                               .channel = CHANNEL_EMAIL,
                               .direction = direction,
                               .expects_answer = -1,
                               .answer_day = CIVIL_NONE,
                               .led_day = CIVIL_NONE};
    return one;
}

static void they_write(Scene *scene, int32_t day, const char *rest)
{
    char word[32] = "";
    int32_t named;
    TimingInteraction *one = add(scene, day, INTERACTION_MESSAGE, DIRECTION_IN);
    sscanf(rest, "%31s", word);
    one->answer = answer_parse(word);
    if (one->answer != ANSWER_NONE && read_day(rest + strlen(word), &named))
        one->answer_day = named;
}

// "held", "held, settled", "cancelled-by-them, told 23 nov"
static void plan(TimingInteraction *meeting, const char *rest)
{
    char word[32] = "";
    sscanf(rest, "%31[a-z-]", word);
    meeting->outcome = outcome_parse(word);
    if (strstr(rest, ", settled") != NULL)
        meeting->answer = ANSWER_NONE_NEEDED;
    const char *told = strstr(rest, ", told ");
    if (told != NULL)
        read_day(told + strlen(", told "), &meeting->answer_day);
}

// To somebody whom I have known for less long; "to an older friend"; ", who writes 24 nov": the other one
// does
static void introduce(Scene *scene, int32_t day, const char *rest)
{
    TimingInteraction *one = add(scene, day, INTERACTION_MESSAGE, DIRECTION_OUT);
    one->occasion = OCCASION_INTRODUCTION;
    one->group = true;
    one->known_longest = strstr(rest, "to an older friend") == NULL;
    const char *writes = strstr(rest, "who writes ");
    if (writes != NULL)
        read_day(writes + strlen("who writes "), &one->others_day);
}

static TimingOpening *last_post(Scene *scene)
{
    assert_true(scene->input.opening_count > 0);
    return &scene->openings[scene->input.opening_count - 1];
}

// "Data engineer, closes 18 dec", "Data engineer at Globex": where they do not work
static void note_post(Scene *scene, int32_t day, const char *rest)
{
    size_t count = ++scene->input.opening_count;
    TimingOpening *one = last_post(scene);
    *one = (TimingOpening){.id = (int64_t)count,
                           .organisation = "Kestrel",
                           .title = keep(scene, rest),
                           .day = day,
                           .closes = CIVIL_NONE};
    char *closes = strstr((char *)one->title, ", closes "), *place = strstr((char *)one->title, " at ");
    if (closes != NULL) {
        read_day(closes + strlen(", closes "), &one->closes);
        *closes = '\0';
    }
    if (place != NULL) {
        one->organisation = place + strlen(" at ");
        one->elsewhere = true;
        *place = '\0';
    }
}

static bool happened(Scene *scene, int32_t day, const char *what)
{
    const char *rest;
    if (after(what, "I write to several") != NULL) {
        add(scene, day, INTERACTION_MESSAGE, DIRECTION_OUT)->group = true;
    } else if ((rest = after(what, "I write")) != NULL) {
        add(scene, day, INTERACTION_MESSAGE, DIRECTION_OUT)->occasion = occasion_parse(rest);
    } else if (after(what, "I invite") != NULL) {
        TimingInteraction *one = add(scene, day, INTERACTION_MESSAGE, DIRECTION_OUT);
        one->channel = CHANNEL_LINKEDIN_NOTE;
        one->occasion = OCCASION_REQUEST;
    } else if (after(what, "they thank") != NULL) {
        add(scene, day, INTERACTION_MESSAGE, DIRECTION_IN)->expects_answer = 0;
    } else if ((rest = after(what, "they write")) != NULL) {
        they_write(scene, day, rest);
    } else if ((rest = after(what, "meeting")) != NULL) {
        plan(add(scene, day, INTERACTION_MEETING, DIRECTION_MUTUAL), rest);
    } else if (after(what, "coffee") != NULL) {
        TimingInteraction *one = add(scene, day, INTERACTION_MEETING, DIRECTION_MUTUAL);
        one->outcome = OUTCOME_HELD;
        one->channel = CHANNEL_IN_PERSON;
    } else if (after(what, "call") != NULL) {
        add(scene, day, INTERACTION_CALL, DIRECTION_MUTUAL);
    } else if (after(what, "event") != NULL) {
        add(scene, day, INTERACTION_EVENT, DIRECTION_MUTUAL);
    } else if (after(what, "note") != NULL) {
        add(scene, day, INTERACTION_NOTE, DIRECTION_NONE);
    } else if ((rest = after(what, "they introduce me")) != NULL) {
        TimingInteraction *one = add(scene, day, INTERACTION_INTRODUCTION, DIRECTION_IN);
        one->introducer = true;
        rest = after(rest, "led");
        if (rest != NULL)
            read_day(rest, &one->led_day);
    } else if ((rest = after(what, "I introduce them")) != NULL) {
        introduce(scene, day, rest);
    } else if (after(what, "I am introduced") != NULL) {
        add(scene, day, INTERACTION_INTRODUCTION, DIRECTION_IN);
    } else if (after(what, "accepted") != NULL) {
        scene->input.connected = true;
        scene->input.connected_day = day;
    } else if ((rest = after(what, "I promised")) != NULL || (rest = after(what, "they promised")) != NULL) {
        scene->promises[scene->input.promise_count++] = (TimingPromise){
            100 + (int64_t)scene->input.promise_count, *what == 'I', day, keep(scene, rest), FOLLOWUP_OPEN};
    } else if ((rest = after(what, "holiday")) != NULL) {
        scene->holidays[scene->calendar.holiday_count++] = day;
    } else if ((rest = after(what, "pause until")) != NULL) {
        int32_t until = day;
        read_day(rest, &until);
        scene->pauses[scene->calendar.pause_count++] = (CalendarPause){day, until};
    } else if ((rest = after(what, "opening")) != NULL) {
        note_post(scene, day, rest);
    } else if (after(what, "I apply") != NULL) {
        last_post(scene)->applied = true;
    } else if ((rest = after(what, "it is over")) != NULL) { // the post: "yes", "no" or nothing
        last_post(scene)->ended = day;
        last_post(scene)->answer = answer_parse(rest);
    } else if ((rest = after(what, "their new post is seen:")) != NULL) {
        scene->input.new_job = keep(scene, rest);
        scene->input.new_job_day = day;
    } else if ((rest = after(what, "I asked")) != NULL) { // somebody else there
        scene->input.colleague = keep(scene, rest);
        scene->input.colleague_day = day;
    } else if (after(what, "today") != NULL) {
        scene->input.today = day;
    } else {
        return false;
    }
    return true;
}

static void load_routine(Scene *scene, const char *name)
{
    char path[512], text[2048];
    Error err = {0};
    snprintf(path, sizeof path, "%s/assets/routines/%s.routine", TEST_SOURCE, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    if (!routine_parse(name, text, length, &scene->routine, &err))
        fail_msg("%s", err.message);
    scene->input.routine = &scene->routine;
}

static bool stands(Scene *scene, const char *line)
{
    const char *rest;
    if ((rest = after(line, "routine")) != NULL)
        load_routine(scene, rest);
    else if ((rest = after(line, "rhythm")) != NULL)
        scene->input.rhythm_days = atoi(rest);
    else if ((rest = after(line, "noted")) != NULL)
        scene->input.hook = keep(scene, rest);
    else if (after(line, "advocate") != NULL)
        scene->input.advocate = true;
    else if (after(line, "resting") != NULL)
        scene->input.resting = true;
    else if (after(line, "landed") != NULL)
        scene->settings.searching = false;
    else if (after(line, "somebody there has answered") != NULL)
        scene->input.helped_there = true;
    else
        return false;
    return true;
}

// ---- what the engine answers

static void tell_advice(const TimingInput *input, Str *out)
{
    AdviceList list = {0};
    timing_advise(input, &list);
    for (size_t i = 0; i < list.count; i++) {
        const Advice *one = &list.items[i];
        char from[DATE_TEXT_SIZE], due[DATE_TEXT_SIZE], by[DATE_TEXT_SIZE];
        str_appendf(out, "-> %s: %s\n->   from %s, due %s%s%s\n->   %s\n", one->rule, one->text,
                    date_short(one->earliest, input->today, true, from),
                    date_short(one->due, input->today, true, due), one->latest == CIVIL_NONE ? "" : ", by ",
                    one->latest == CIVIL_NONE ? "" : date_short(one->latest, input->today, true, by),
                    one->reason);
    }
    if (list.count == 0)
        str_append(out, "-> nothing to do\n");
    vec_clear(&list);
}

// "may I write a nudge?", "what stage?", else advice.
static void tell(const TimingInput *input, const char *question, Str *out)
{
    char word[32] = "", reason[240], day[DATE_TEXT_SIZE];
    int32_t earliest;
    TimingFacts facts;
    if (sscanf(question, "may I write %31[a-z-]?", word) == 1) {
        if (timing_too_soon(input, occasion_parse(word), &earliest, reason, sizeof reason))
            str_appendf(out, "-> not before %s: %s\n", date_short(earliest, input->today, true, day), reason);
        else
            str_append(out, "-> yes\n");
    } else if (after(question, "what stage?") != NULL) {
        timing_facts(input, &facts);
        str_appendf(out, "-> %s: %s\n", stage_name(facts.stage), facts.stage_because);
    } else {
        tell_advice(input, out);
    }
}

typedef struct Reading {
    Scene scene;
    bool open;         // a case has begun
    char question[80]; // of the case; empty = advice
    Str out;
    size_t cases;
} Reading;

static void end_case(Reading *reading)
{
    if (reading->open)
        tell(&reading->scene.input, reading->question, &reading->out);
    reading->open = false;
    reading->question[0] = '\0';
}

static void read_line(Reading *reading, const char *line, int number)
{
    char date[16] = "";
    int32_t day = 0;
    if (str_starts(line, "->"))
        return;
    if (str_blank(line) || *line == '#') {
        end_case(reading);
    } else if (*line != ' ') { // its title
        end_case(reading);
        scene_begin(&reading->scene);
        reading->open = true;
        reading->cases++;
    } else {
        const char *text = line + strspn(line, " ");
        snprintf(date, sizeof date, "%.*s", (int)strcspn(text, ":"), text);
        bool dated = strchr(text, ':') != NULL && read_day(date, &day);
        if (strchr(text, '?') != NULL)
            snprintf(reading->question, sizeof reading->question, "%s", text);
        else if (dated ? !happened(&reading->scene, day, text + strlen(date) + 2)
                       : !stands(&reading->scene, text))
            fail_msg("manners.cases:%d: not understood: %s", number, line);
    }
    str_appendf(&reading->out, "%s\n", line);
}

static void the_cases_hold(void **state)
{
    (void)state;
    static const char path[] = TEST_SOURCE "/tests/core/manners.cases";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    Str before = STR_INIT;
    char line[512];
    int number = 0;
    static Reading reading;
    while (fgets(line, sizeof line, file) != NULL) {
        str_append(&before, line);
        line[strcspn(line, "\n")] = '\0';
        read_line(&reading, line, ++number);
    }
    end_case(&reading);
    fclose(file);
    bool same = strcmp(str_get(&before), str_get(&reading.out)) == 0;
    if (!same && getenv("UPDATE_CASES") != NULL) {
        file = fopen(path, "w");
        assert_non_null(file);
        fputs(str_get(&reading.out), file);
        fclose(file);
        same = true;
    }
    if (!same) {
        size_t at = 0, row = 1;
        for (; before.data[at] == reading.out.data[at]; at++)
            row += before.data[at] == '\n';
        print_error("%s:%zu: the engine now says:\n%.400s\n(UPDATE_CASES=1 writes it)\n", path, row,
                    reading.out.data + at);
    }
    assert_true(reading.cases >= CASES_LEAST);
    str_clear(&before);
    str_clear(&reading.out);
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_cases_hold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
