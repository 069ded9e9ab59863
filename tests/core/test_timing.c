// SPDX-License-Identifier: MIT
// The timing engine: worked cases read on Tuesday 24 November 2026, and properties that hold for any history.
// Days in the tables are counted from today: -14 is Tuesday 10 November, 6 is Monday 30 November; -3, -2, 4
// and 5 are weekends.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/core/timing.h"
#include "support/rounds.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { MOST = 6, NEVER = CIVIL_NONE };

#define SENT(on, what)                                                                                       \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MESSAGE, .channel = CHANNEL_EMAIL, .direction = DIRECTION_OUT,      \
        .occasion = OCCASION_##what, .expects_answer = -1, .answer_day = NEVER                               \
    }
#define GOT(on)                                                                                              \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MESSAGE, .channel = CHANNEL_EMAIL, .direction = DIRECTION_IN,       \
        .expects_answer = -1, .answer_day = NEVER                                                            \
    }
#define SETTLED(on)                                                                                          \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MESSAGE, .direction = DIRECTION_IN, .expects_answer = 0,            \
        .answer_day = NEVER                                                                                  \
    }
#define ANSWERED(on, what, until)                                                                            \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MESSAGE, .channel = CHANNEL_EMAIL, .direction = DIRECTION_IN,       \
        .expects_answer = -1, .answer = ANSWER_##what, .answer_day = (until)                                 \
    }
#define INVITED(on)                                                                                          \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MESSAGE, .channel = CHANNEL_LINKEDIN_NOTE,                          \
        .direction = DIRECTION_OUT, .occasion = OCCASION_REQUEST, .expects_answer = -1, .answer_day = NEVER  \
    }
#define GROUP(on, way)                                                                                       \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MESSAGE, .direction = DIRECTION_##way, .occasion = OCCASION_NONE,   \
        .expects_answer = -1, .answer_day = NEVER, .group = true                                             \
    }
#define MEETING(on, how)                                                                                     \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MEETING, .channel = CHANNEL_OTHER, .direction = DIRECTION_MUTUAL,   \
        .expects_answer = -1, .answer_day = NEVER, .outcome = OUTCOME_##how                                  \
    }
#define COFFEE(on)                                                                                           \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_MEETING, .channel = CHANNEL_IN_PERSON,                              \
        .direction = DIRECTION_MUTUAL, .expects_answer = -1, .answer_day = NEVER, .outcome = OUTCOME_HELD    \
    }
#define CALLED(on)                                                                                           \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_CALL, .direction = DIRECTION_MUTUAL, .expects_answer = -1,          \
        .answer_day = NEVER                                                                                  \
    }
#define EVENT(on)                                                                                            \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_EVENT, .direction = DIRECTION_MUTUAL, .expects_answer = -1,         \
        .answer_day = NEVER                                                                                  \
    }
#define NOTED(on)                                                                                            \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_NOTE, .expects_answer = -1, .answer_day = NEVER                     \
    }
#define INTRO(on, by_them, led)                                                                              \
    {                                                                                                        \
        .day = (on), .kind = INTERACTION_INTRODUCTION, .direction = DIRECTION_IN, .expects_answer = -1,      \
        .answer_day = NEVER, .introducer = (by_them), .led_day = (led)                                       \
    }

static int32_t today(void)
{
    return civil_day(2026, 11, 24);
}

// A history ready to be asked. Ids and seconds follow the order of the table.
typedef struct Scene {
    TimingInteraction items[64];
    TimingPromise promises[MOST];
    TimingSettings settings;
    Calendar calendar;
    TimingInput input;
} Scene;

static int32_t from_today(int32_t day)
{
    return day == NEVER || day == 0 ? NEVER : today() + day;
}

static void set_scene(Scene *scene, const TimingInteraction *items)
{
    *scene = (Scene){.settings = timing_defaults(), .calendar = calendar_default()};
    scene->input = (TimingInput){.name = "Maya",
                                 .interactions = scene->items,
                                 .promises = scene->promises,
                                 .place = "Kestrel",
                                 .today = today(),
                                 .settings = &scene->settings,
                                 .calendar = &scene->calendar};
    for (size_t i = 0; i < MOST && items[i].kind != INTERACTION_NONE; i++) {
        TimingInteraction *copy = &scene->items[scene->input.interaction_count++];
        *copy = items[i];
        copy->id = (int64_t)i + 1;
        copy->utc = (int64_t)i;
        copy->day += today();
        copy->answer_day = items[i].answer_day == NEVER ? NEVER : today() + items[i].answer_day;
        copy->led_day = from_today(items[i].led_day);
    }
}

// "nudge -7 0 14; rest 3 3 -": rule and days from today.
static void advice_as_text(const TimingInput *input, Str *out)
{
    AdviceList list = {0};
    timing_advise(input, &list);
    for (size_t i = 0; i < list.count; i++) {
        const Advice *a = &list.items[i];
        str_appendf(out, "%s%s %d %d ", i > 0 ? "; " : "", a->rule, a->earliest - input->today,
                    a->due - input->today);
        if (a->latest == CIVIL_NONE)
            str_append(out, "-");
        else
            str_appendf(out, "%d", a->latest - input->today);
    }
    vec_clear(&list);
}

static void check_advice(const Scene *scene, const char *what, const char *expected)
{
    Str actual = STR_INIT;
    advice_as_text(&scene->input, &actual);
    if (strcmp(str_get(&actual), expected) != 0)
        print_error("%s: expected \"%s\", got \"%s\"\n", what, expected, str_get(&actual));
    bool same = strcmp(str_get(&actual), expected) == 0;
    str_clear(&actual);
    assert_true(same);
}

typedef struct AdviceCase {
    const char *what;
    TimingInteraction items[MOST];
    const char *expected;
} AdviceCase;

static void check_cases(const AdviceCase *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Scene scene;
        set_scene(&scene, cases[i].items);
        check_advice(&scene, cases[i].what, cases[i].expected);
    }
}

static void waiting(void **state)
{
    (void)state;
    static const AdviceCase cases[] = {
        {"nothing ever", {{0}}, ""},
        {"only a note", {NOTED(-3)}, ""},
        {"a request of yesterday", {SENT(-1, REQUEST)}, "nudge 6 13 27"},
        {"a request of two weeks ago", {SENT(-14, REQUEST)}, "nudge -7 0 14"},
        {"days roll over weekends", {SENT(-10, REQUEST)}, "nudge -1 6 20"}, // Saturday the 14th
        {"on the last good day", {SENT(-28, REQUEST)}, "nudge -21 -14 0"},
        {"after the last good day it rests", {SENT(-29, REQUEST)}, "rest -1 -1 -"},
        {"untold and never answered is a request", {SENT(-14, NONE)}, "nudge -7 0 14"},
        {"untold after an answer is an update", {SENT(-40, NONE), GOT(-30), SENT(-14, NONE)}, ""},
        {"a thank-you waits for nothing", {SENT(-14, THANK_YOU)}, ""},
        {"an asked introduction waits", {SENT(-14, INTRODUCTION)}, "nudge -7 0 14"},
        {"an opening waits", {SENT(-14, OPENING)}, "nudge -7 0 14"},
        {"an update waits for nothing", {SENT(-14, UPDATE)}, ""},
        {"any word of theirs ends waiting", {SENT(-14, REQUEST), SETTLED(-10)}, ""},
        {"a call ends waiting", {SENT(-14, REQUEST), CALLED(-10)}, ""},
        {"a nudge ends in rest", {SENT(-21, REQUEST), SENT(-7, NUDGE)}, "rest 7 7 -"},
        {"two untold messages are two requests", {SENT(-21, NONE), SENT(-7, NONE)}, "rest 7 7 -"},
        {"never a third", {SENT(-40, REQUEST), SENT(-28, NUDGE), SENT(-14, NUDGE)}, "rest 0 0 -"},
        {"a nudge alone ends in rest", {SENT(-14, NUDGE)}, "rest 0 0 -"},
        {"old silence starts nothing", {SENT(-91, REQUEST)}, ""},
        {"at the horizon it still rests", {SENT(-90, REQUEST)}, "rest -62 -62 -"},
        {"a note resets nothing", {SENT(-14, REQUEST), NOTED(-2)}, "nudge -7 0 14"},
        {"a group message never starts a nudge", {GROUP(-14, OUT)}, ""},
        {"a group message of theirs ends waiting", {SENT(-14, REQUEST), GROUP(-10, IN)}, ""},
        {"out of office keeps waiting", {SENT(-14, REQUEST), ANSWERED(-13, OOO, -1)}, "nudge 6 13 27"},
        {"back before the message changes nothing",
         {SENT(-14, REQUEST), ANSWERED(-14, OOO, -20)},
         "nudge -7 0 14"},
        {"out of office without a day", {SENT(-14, REQUEST), ANSWERED(-13, OOO, NEVER)}, "nudge -6 1 15"},
        {"a real word ends the absence",
         {SENT(-14, REQUEST), ANSWERED(-13, OOO, 7), SETTLED(-9), SENT(-8, REQUEST)},
         "nudge -1 6 20"},
        {"a message of tomorrow is not sent", {SENT(1, REQUEST)}, ""},
        {"a set meeting ends nudging",
         {SENT(-14, REQUEST), MEETING(20, NONE)},
         "prepare 17 17 20; confirm 17 17 20; debrief 20 21 27"},
    };
    check_cases(cases, COUNT(cases));
}

static void answering(void **state)
{
    (void)state;
    static const AdviceCase cases[] = {
        {"they wrote today", {GOT(0)}, "reply 0 0 1"},
        {"they wrote on Friday", {GOT(-4)}, "reply -4 -4 -1"},
        {"they wrote on Saturday", {GOT(-3)}, "reply -1 -1 -1"},
        {"the first unanswered message counts", {GOT(-8), GOT(-1)}, "reply -8 -8 -7"},
        {"answered", {GOT(-8), SENT(-7, REPLY)}, ""},
        {"answered by a call", {GOT(-8), CALLED(-7)}, ""},
        {"they wrote again", {GOT(-8), SENT(-7, REPLY), GOT(-1)}, "reply -1 -1 0"},
        {"settled", {SETTLED(-1)}, ""},
        {"settling the last settles all", {GOT(-8), SETTLED(-1)}, ""},
        {"no answer needed", {SENT(-9, REQUEST), ANSWERED(-1, NONE_NEEDED, NEVER)}, ""},
        {"yes", {SENT(-9, REQUEST), ANSWERED(-1, YES, NEVER)}, "reply -1 -1 0"},
        {"yes and a meeting was set",
         {SENT(-9, REQUEST), ANSWERED(-1, TIME, NEVER), MEETING(8, NONE)},
         "prepare 7 7 8; confirm 7 7 8; debrief 8 9 15"},
        {"try somebody else", {SENT(-9, REQUEST), ANSWERED(-1, TRY, NEVER)}, "reply -1 -1 0"},
        {"no: thank", {SENT(-9, REQUEST), ANSWERED(-1, NO, NEVER)}, "reply -1 -1 0"},
        {"no and thanked: rest", {SENT(-9, REQUEST), ANSWERED(-2, NO, NEVER), SENT(-1, THANK_YOU)}, ""},
        {"later on a day", {SENT(-9, REQUEST), ANSWERED(-1, LATER, 20)}, "later 20 20 27"},
        {"later on a weekend", {SENT(-9, REQUEST), ANSWERED(-1, LATER, 4)}, "later 6 6 13"}, // Saturday
        {"later without a day", {SENT(-9, REQUEST), ANSWERED(-1, LATER, NEVER)}, "later 27 27 34"},
        {"later, and written since", {ANSWERED(-20, LATER, -5), SENT(-4, REQUEST)}, "nudge 3 10 24"},
        {"later, thanked at once", {ANSWERED(-20, LATER, 6), SENT(-20, THANK_YOU)}, "later 6 6 13"},
        {"a group message of theirs is not owed", {GROUP(-1, IN)}, ""},
        {"third round",
         {ANSWERED(-9, TIME, NEVER), SENT(-8, REPLY), ANSWERED(-7, TIME, NEVER), SENT(-6, REPLY),
          ANSWERED(-1, TIME, NEVER)},
         "schedule -1 -1 0"},
        {"rounds start anew when we met",
         {ANSWERED(-9, TIME, NEVER), ANSWERED(-8, TIME, NEVER), MEETING(-7, HELD), SENT(-6, THANK_YOU),
          ANSWERED(-1, TIME, NEVER)},
         "reply -1 -1 0"},
        {"answered the same day", {GOT(-1), SENT(-1, REPLY)}, ""},
        {"they answered the same day", {SENT(-1, REQUEST), GOT(-1)}, "reply -1 -1 0"},
        {"later, and written on the day", {ANSWERED(-20, LATER, -5), SENT(-5, UPDATE)}, ""},
        {"old letters are not owed", {GOT(-91)}, ""},
    };
    check_cases(cases, COUNT(cases));
}

static void meeting(void **state)
{
    (void)state;
    static const AdviceCase cases[] = {
        {"next Monday is prepared on Friday",
         {MEETING(6, NONE)},
         "prepare 3 3 6; confirm 3 3 6; debrief 6 7 13"},
        {"they wrote lately: no confirm", {SETTLED(-1), MEETING(1, NONE)}, "prepare 0 0 1; debrief 1 2 8"},
        {"they wrote two days before", {SETTLED(-2), MEETING(1, NONE)}, "prepare 0 0 1; debrief 1 2 8"},
        {"they wrote three days before",
         {SETTLED(-3), MEETING(1, NONE)},
         "prepare 0 0 1; confirm 0 0 1; debrief 1 2 8"},
        {"confirmed already", {SENT(-2, CONFIRM), MEETING(1, NONE)}, "prepare 0 0 1; debrief 1 2 8"},
        {"today", {MEETING(0, NONE)}, "prepare 0 0 0; debrief 0 1 7"},
        {"the next of two",
         {MEETING(9, NONE), MEETING(2, NONE)},
         "prepare 1 1 2; confirm 1 1 2; debrief 2 3 9"},
        {"over, and nothing known", {MEETING(-1, NONE)}, "debrief -1 0 6"},
        {"held today", {MEETING(0, HELD)}, "thank 0 0 1; update 14 21 62"},
        {"held on Friday", {MEETING(-4, HELD)}, "thank -4 -4 -1; update 10 17 56"},
        {"thanks never expire", {MEETING(-30, HELD)}, "thank -29 -29 -29; update -15 -8 30"}, // a Sunday
        {"thanked", {MEETING(-1, HELD), SENT(0, THANK_YOU)}, "update 13 20 59"},
        {"an untold message is the thanks", {MEETING(-4, HELD), SENT(-1, NONE)}, "update 10 17 56"},
        {"a confirmation is no thanks",
         {MEETING(-1, HELD), SENT(0, CONFIRM)},
         "thank -1 -1 0; update 13 20 59"},
        {"updated", {MEETING(-30, HELD), SENT(-29, THANK_YOU), SENT(-10, UPDATE)}, ""},
        {"too late for an update", {MEETING(-63, HELD), SENT(-62, THANK_YOU)}, ""},
        {"no update while I owe", {MEETING(-30, HELD), SENT(-29, THANK_YOU), GOT(-1)}, "reply -1 -1 0"},
        {"no update while the next is set",
         {MEETING(-30, HELD), SENT(-29, THANK_YOU), MEETING(20, NONE)},
         "prepare 17 17 20; confirm 17 17 20; debrief 20 21 27"},
        {"cancelled by them", {MEETING(-1, CANCELLED_BY_THEM)}, "reschedule 0 1 6"},
        {"cancelled by me", {MEETING(-1, CANCELLED_BY_ME)}, "reschedule -1 -1 0"},
        {"no-show", {MEETING(0, NO_SHOW)}, "reschedule 1 2 7"},
        {"moved, before its day", {MEETING(10, MOVED)}, "reschedule 0 1 3"},
        {"moved and set anew",
         {MEETING(-1, MOVED), MEETING(1, NONE)},
         "prepare 0 0 1; confirm 0 0 1; debrief 1 2 8"},
        {"cancelled and written since", {MEETING(-2, CANCELLED_BY_THEM), SENT(-1, REQUEST)}, "nudge 6 13 27"},
        {"only held brings thanks", {MEETING(-1, NO_SHOW)}, "reschedule 0 1 6"},
        {"coffee, not connected", {COFFEE(-1), SENT(0, THANK_YOU)}, "connect -1 1 6; update 13 20 59"},
        {"an old meeting starts nothing", {MEETING(-91, HELD)}, ""},
    };
    check_cases(cases, COUNT(cases));
}

static void meeting_new_people(void **state)
{
    (void)state;
    static const AdviceCase cases[] = {
        {"met yesterday at an event", {EVENT(-1)}, "met 0 1 2"},
        {"met long ago at an event: late but welcome", {EVENT(-30)}, "met -29 -28 -27"},
        {"met and written: connect is left", {EVENT(-1), SENT(0, REQUEST)}, "connect -1 1 6; nudge 7 14 28"},
        {"met, invited", {EVENT(-1), INVITED(0)}, "pending 21 21 -"},
        {"an event to come", {EVENT(5)}, ""},
        {"introduced to them", {INTRO(-1, false, 0)}, "introduced -1 0 1"},
        {"introduced and written", {INTRO(-1, false, 0), SENT(0, REQUEST)}, "nudge 7 14 28"},
        {"they introduced me", {INTRO(-1, true, 0)}, "introduced -1 0 1"},
        {"their introduction worked", {INTRO(-20, true, -1), SENT(-19, THANK_YOU)}, "report-back -1 1 13"},
        {"thanks are no report", {INTRO(-20, true, -1), SENT(0, THANK_YOU)}, "report-back -1 1 13"},
        {"reported back", {INTRO(-20, true, -5), SENT(-19, THANK_YOU), SENT(-4, REPORT_BACK)}, ""},
        {"an invitation waits", {INVITED(-1)}, "pending 20 20 -"},
        {"an invitation is never nudged", {INVITED(-25)}, "pending -4 -4 -"},
        {"an answered invitation is none", {INVITED(-25), SETTLED(-5)}, ""},
        {"an old invitation starts nothing", {INVITED(-91)}, ""},
    };
    check_cases(cases, COUNT(cases));
}

static void invitations_accepted(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {INVITED(-10)};
    Scene scene;
    set_scene(&scene, items);
    scene.input.connected = true;
    check_advice(&scene, "connected, day unknown", "");
    scene.input.connected_day = today() - 1;
    check_advice(&scene, "accepted yesterday", "accepted -1 1 6");
    scene.input.connected_day = today() - 8;
    check_advice(&scene, "accepted, the time to say hello is over", "");
}

// As it is shipped.
static Routine shipped_routine(const char *name)
{
    Routine routine = routine_plain("patient");
    Error err = {0};
    if (name == NULL)
        return routine;
    char path[512], text[2048];
    snprintf(path, sizeof path, "%s/assets/routines/%s.routine", TEST_SOURCE, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    if (!routine_parse(name, text, length, &routine, &err))
        fail_msg("%s", err.message);
    return routine;
}

static void routines(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {SENT(-5, REQUEST)}; // Thursday
    static const struct {
        const char *routine, *expected;
    } cases[] = {
        {NULL, "nudge 2 9 23"},
        {"patient", "nudge 2 9 23"},
        {"two-track", "two-track 0 0 6; nudge 6 6 23"},
        {"gentle", "nudge 9 16 37"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene scene;
        set_scene(&scene, items);
        Routine routine = shipped_routine(cases[i].routine);
        scene.input.routine = cases[i].routine != NULL ? &routine : NULL;
        check_advice(&scene, "routine", cases[i].expected);
    }
}

static void promises(void **state)
{
    (void)state;
    static const TimingInteraction nothing[MOST] = {{0}};
    Scene scene;
    set_scene(&scene, nothing);
    scene.input.promise_count = 4;
    scene.promises[0] = (TimingPromise){11, true, today() + 4, "send the slides", FOLLOWUP_OPEN}; // Saturday
    scene.promises[1] = (TimingPromise){12, false, today() - 10, "ask the team", FOLLOWUP_OPEN};
    scene.promises[2] = (TimingPromise){13, true, today(), "done already", FOLLOWUP_DONE};
    scene.promises[3] = (TimingPromise){14, false, today(), "dropped", FOLLOWUP_DROPPED};
    check_advice(&scene, "promises", "their-promise -1 -1 -; my-promise 4 4 -");
    scene.input.resting = true;
    check_advice(&scene, "mine are kept while resting", "my-promise 4 4 -");
}

static void resting_stays_quiet(void **state)
{
    (void)state;
    static const AdviceCase cases[] = {
        {"waiting", {SENT(-14, REQUEST)}, ""},
        {"pending", {INVITED(-25)}, ""},
        {"update", {MEETING(-30, HELD), SENT(-29, THANK_YOU)}, ""},
        {"they wrote", {GOT(-1)}, "reply -1 -1 0"},
        {"met", {EVENT(-1)}, ""},
        {"later", {ANSWERED(-20, LATER, 6)}, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene scene;
        set_scene(&scene, cases[i].items);
        scene.input.resting = true;
        check_advice(&scene, cases[i].what, cases[i].expected);
    }
}

static void the_calendar_moves_days(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {SENT(-14, REQUEST)};
    Scene scene;
    set_scene(&scene, items);
    CalendarPause pause = {today() - 1, today() + 9};
    scene.calendar.pauses = &pause;
    scene.calendar.pause_count = 1;
    check_advice(&scene, "a pause moves everything", "nudge -7 13 27");
    int32_t holiday = today() - 7;
    scene.calendar.pause_count = 0;
    scene.calendar.holidays = &holiday;
    scene.calendar.holiday_count = 1;
    check_advice(&scene, "a holiday", "nudge -6 0 14");
}

static void numbers_are_settings(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {SENT(-14, REQUEST)};
    Scene scene;
    set_scene(&scene, items);
    scene.settings.nudge_earliest = 0; // the floor of 3 business days holds
    scene.settings.nudge_due = 1;
    check_advice(&scene, "the floor", "nudge -11 -11 14");
    scene.settings.horizon_days = 10;
    check_advice(&scene, "the horizon", "");
}

static void sentences(void **state)
{
    (void)state;
    static const struct {
        TimingInteraction items[MOST];
        const char *text, *reason;
        Occasion occasion;
    } cases[] = {
        {{SENT(-14, REQUEST)},
         "nudge: no answer to your request of 10 Nov",
         "You wrote to Maya on 10 Nov and there is no answer yet; a nudge is polite from Tue 17 Nov.",
         OCCASION_NUDGE},
        {{SENT(-21, REQUEST), SENT(-7, NUDGE)},
         "let it rest: no answer to your nudge of 17 Nov",
         "Maya has not answered your nudge of 17 Nov; let it rest from Tue 1 Dec on and try somebody else "
         "at Kestrel.",
         OCCASION_NONE},
        {{GOT(-1)},
         "answer the message of 23 Nov",
         "Maya wrote to you on 23 Nov and waits for your answer: an answer the same day or the next is kind.",
         OCCASION_REPLY},
        {{ANSWERED(-1, NO, NEVER)},
         "thank for the honest no of 23 Nov",
         "Maya said no on 23 Nov, which is fine: say thanks, then let it rest.",
         OCCASION_REPLY},
        {{MEETING(0, HELD)},
         "thank for the meeting of 24 Nov",
         "You met Maya on 24 Nov; a thank-you that names one thing from the talk is best the same day.",
         OCCASION_THANK_YOU},
        {{MEETING(-5, HELD)},
         "thank for the meeting of 19 Nov",
         "You met Maya on 19 Nov; a thank-you that names one thing from the talk is still welcome.",
         OCCASION_THANK_YOU},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene scene;
        AdviceList list = {0};
        set_scene(&scene, cases[i].items);
        timing_advise(&scene.input, &list);
        assert_true(list.count > 0);
        assert_string_equal(list.items[0].text, cases[i].text);
        assert_string_equal(list.items[0].reason, cases[i].reason);
        assert_int_equal(list.items[0].occasion, cases[i].occasion);
        vec_clear(&list);
    }
}

static void long_names_are_cut_at_a_character(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {SENT(-14, REQUEST)};
    char name[400];
    for (size_t i = 0; i + 1 < sizeof name; i++)
        name[i] = i % 2 == 0 ? '\xC3' : '\xA9';
    name[sizeof name - 1] = '\0';
    Scene scene;
    AdviceList list = {0};
    set_scene(&scene, items);
    scene.input.name = name;
    scene.promises[0] = (TimingPromise){1, true, today(), name, FOLLOWUP_OPEN};
    scene.input.promise_count = 1;
    timing_advise(&scene.input, &list);
    assert_int_equal(list.count, 2);
    for (size_t i = 0; i < list.count; i++) {
        size_t length = strlen(list.items[i].text);
        assert_true(length < sizeof list.items[i].text && list.items[i].text[length - 1] != '\xC3');
        length = strlen(list.items[i].reason);
        assert_true(list.items[i].reason[length - 1] != '\xC3');
    }
    vec_clear(&list);
}

static void too_soon(void **state)
{
    (void)state;
    enum { FINE = 9999 };
    static const struct {
        const char *what;
        TimingInteraction items[MOST];
        Occasion occasion;
        int earliest; // from today; FINE = not too soon
    } cases[] = {
        {"first message", {{0}}, OCCASION_REQUEST, FINE},
        {"nudge on the next day", {SENT(-1, REQUEST)}, OCCASION_NUDGE, 6},
        {"nudge three hours later", {SENT(0, REQUEST)}, OCCASION_NUDGE, 7},
        {"nudge after six days", {SENT(-6, REQUEST)}, OCCASION_NUDGE, 1},
        {"nudge after seven days", {SENT(-7, REQUEST)}, OCCASION_NUDGE, FINE},
        {"another request", {SENT(-1, REQUEST)}, OCCASION_REQUEST, 6},
        {"untold to somebody silent", {SENT(-1, NONE)}, OCCASION_NONE, 6},
        {"an update keeps the floor only", {SENT(-1, REQUEST)}, OCCASION_UPDATE, 2},
        {"after two without an answer", {SENT(-20, REQUEST), SENT(-10, NUDGE)}, OCCASION_NUDGE, 80},
        {"also no update after two", {SENT(-20, REQUEST), SENT(-10, NUDGE)}, OCCASION_UPDATE, 80},
        {"silence of last year is forgotten",
         {SENT(-220, REQUEST), SENT(-210, NUDGE)},
         OCCASION_REQUEST,
         FINE},
        {"they wrote last", {SENT(-2, REQUEST), GOT(-1)}, OCCASION_NONE, FINE},
        {"they wrote last: a new question", {SENT(-2, REQUEST), GOT(-1)}, OCCASION_REQUEST, FINE},
        {"thanks are never too soon", {SENT(-1, REQUEST)}, OCCASION_THANK_YOU, FINE},
        {"reporting back neither", {SENT(-1, REQUEST)}, OCCASION_REPORT_BACK, FINE},
        {"confirming what is set", {SENT(-1, REQUEST), MEETING(1, NONE)}, OCCASION_CONFIRM, FINE},
        {"a reply to silence is a message", {SENT(-1, REQUEST)}, OCCASION_REPLY, 6},
        {"after an update", {SETTLED(-20), SENT(-5, UPDATE)}, OCCASION_UPDATE, 9},
        {"after an update they answered",
         {SETTLED(-20), SENT(-5, UPDATE), SETTLED(-3)},
         OCCASION_UPDATE,
         FINE},
        {"congratulating right after an update",
         {SETTLED(-20), SENT(-5, UPDATE)},
         OCCASION_CONGRATULATION,
         9},
        {"an invitation is not nudged", {INVITED(-5)}, OCCASION_NUDGE, 16},
        {"another way after three weeks", {INVITED(-21)}, OCCASION_REQUEST, FINE},
        {"asked to wait", {ANSWERED(-5, LATER, 10), SENT(-5, THANK_YOU)}, OCCASION_REQUEST, 10},
        {"asked to wait: thanks are fine", {ANSWERED(-5, LATER, 10)}, OCCASION_REPLY, FINE},
        {"asked to wait, and the day is there", {ANSWERED(-5, LATER, 0)}, OCCASION_REQUEST, FINE},
        {"out of office", {SENT(-8, REQUEST), ANSWERED(-8, OOO, 2)}, OCCASION_NUDGE, 9},
        {"a referral right after we met", {MEETING(-2, HELD)}, OCCASION_INTRODUCTION, 6}, // Sunday rolls
        {"a referral a week after we met", {MEETING(-7, HELD)}, OCCASION_INTRODUCTION, FINE},
        {"group messages do not count", {GROUP(-1, OUT)}, OCCASION_REQUEST, FINE},
        {"notes do not count", {NOTED(-1)}, OCCASION_REQUEST, FINE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene scene;
        int32_t earliest = today() + FINE;
        char reason[240] = "";
        set_scene(&scene, cases[i].items);
        bool soon = timing_too_soon(&scene.input, cases[i].occasion, &earliest, reason, sizeof reason);
        if (earliest - today() != cases[i].earliest)
            print_error("%s: %d, not %d\n", cases[i].what, earliest - today(), cases[i].earliest);
        assert_int_equal(earliest - today(), cases[i].earliest);
        assert_int_equal(soon, cases[i].earliest != FINE);
        assert_int_equal(soon, strstr(reason, "Maya") != NULL);
    }
}

static void promised_messages_are_never_too_soon(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {SENT(-1, REQUEST)};
    Scene scene;
    int32_t earliest;
    char reason[240];
    set_scene(&scene, items);
    scene.promises[0] = (TimingPromise){1, true, today() + 1, "send the slides", FOLLOWUP_OPEN};
    scene.input.promise_count = 1;
    assert_false(timing_too_soon(&scene.input, OCCASION_NONE, &earliest, reason, sizeof reason));
    assert_true(timing_too_soon(&scene.input, OCCASION_NUDGE, &earliest, reason, sizeof reason));
    scene.promises[0].state = FOLLOWUP_DONE;
    assert_true(timing_too_soon(&scene.input, OCCASION_NONE, &earliest, reason, sizeof reason));
    scene.promises[0] = (TimingPromise){1, true, today() + 60, "report in the new year", FOLLOWUP_OPEN};
    assert_true(timing_too_soon(&scene.input, OCCASION_NONE, &earliest, reason, sizeof reason));
}

static void what_they_offered_may_be_asked_for(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {MEETING(-2, HELD)};
    Scene scene;
    int32_t earliest;
    char reason[240];
    set_scene(&scene, items);
    assert_true(timing_too_soon(&scene.input, OCCASION_INTRODUCTION, &earliest, reason, sizeof reason));
    scene.promises[0] = (TimingPromise){1, false, today() + 5, "introduce me to the team", FOLLOWUP_OPEN};
    scene.input.promise_count = 1;
    assert_false(timing_too_soon(&scene.input, OCCASION_INTRODUCTION, &earliest, reason, sizeof reason));
}

static void stages(void **state)
{
    (void)state;
    static const struct {
        TimingInteraction items[MOST];
        Stage stage;
        const char *because;
    } cases[] = {
        {{{0}}, STAGE_SPOTTED, "Nothing has passed between you and Maya yet."},
        {{NOTED(-1)}, STAGE_SPOTTED, "Nothing has passed between you and Maya yet."},
        {{SENT(-14, REQUEST)}, STAGE_APPROACHED, "You approached Maya on 10 Nov."},
        {{INVITED(-14)}, STAGE_APPROACHED, "You approached Maya on 10 Nov."},
        {{SENT(-14, REQUEST), ANSWERED(-13, OOO, 0)}, STAGE_APPROACHED, "You approached Maya on 10 Nov."},
        {{SENT(-14, REQUEST), GOT(-7)}, STAGE_TALKING, "You have been talking with Maya since 17 Nov."},
        {{EVENT(-7)}, STAGE_TALKING, "You have been talking with Maya since 17 Nov."},
        {{GOT(-7), MEETING(7, NONE)}, STAGE_SCHEDULED, "You meet Maya on 1 Dec."},
        {{GOT(-7), MEETING(-1, NONE)}, STAGE_SCHEDULED, "A meeting was planned with Maya on 23 Nov."},
        {{GOT(-7), MEETING(-1, CANCELLED_BY_THEM)},
         STAGE_TALKING,
         "You have been talking with Maya since 17 Nov."},
        {{GOT(-14), MEETING(-7, HELD)}, STAGE_MET, "You met Maya on 17 Nov."},
        {{MEETING(-7, HELD), SENT(-6, THANK_YOU)}, STAGE_MET, "You met Maya on 17 Nov."},
        {{MEETING(-14, HELD), SENT(-13, THANK_YOU), GOT(-7)},
         STAGE_IN_TOUCH,
         "You have been in touch with Maya after you met, since 17 Nov."},
        {{MEETING(-14, HELD), SENT(-7, UPDATE)},
         STAGE_IN_TOUCH,
         "You have been in touch with Maya after you met, since 17 Nov."},
        {{MEETING(-14, HELD), SENT(-7, UPDATE), MEETING(7, NONE)},
         STAGE_IN_TOUCH,
         "You have been in touch with Maya after you met, since 17 Nov."},
        {{SENT(-14, REQUEST), ANSWERED(-7, NO, NEVER)}, STAGE_RESTING, "Maya said no on 17 Nov."},
        {{SENT(-14, REQUEST), ANSWERED(-7, NO, NEVER), GOT(-1)},
         STAGE_TALKING,
         "You have been talking with Maya since 17 Nov."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene scene;
        TimingFacts facts;
        set_scene(&scene, cases[i].items);
        timing_facts(&scene.input, &facts);
        assert_int_equal(facts.stage, cases[i].stage);
        assert_string_equal(facts.stage_because, cases[i].because);
        scene.input.resting = true;
        timing_facts(&scene.input, &facts);
        assert_int_equal(facts.stage, STAGE_RESTING);
    }
}

static void facts(void **state)
{
    (void)state;
    static const struct {
        TimingInteraction items[MOST];
        int32_t out, in;
        int unanswered;
        int32_t owe, waiting, polite, pending; // from today; NEVER = not
    } cases[] = {
        {{{0}}, NEVER, NEVER, 0, NEVER, NEVER, NEVER, NEVER},
        {{SENT(-14, REQUEST)}, -14, NEVER, 1, NEVER, -14, -7, NEVER},
        {{SENT(-21, REQUEST), SENT(-7, NUDGE)}, -7, NEVER, 2, NEVER, -21, NEVER, NEVER},
        {{SENT(-14, REQUEST), GOT(-9), GOT(-7)}, -14, -7, 0, -9, NEVER, NEVER, NEVER},
        {{GOT(-9), SENT(-8, REPLY)}, -8, -9, 0, NEVER, NEVER, NEVER, NEVER},
        {{MEETING(-9, HELD)}, -9, -9, 0, NEVER, NEVER, NEVER, NEVER},
        {{INVITED(-9)}, -9, NEVER, 0, NEVER, NEVER, NEVER, -9},
        {{SENT(-300, REQUEST)}, -300, NEVER, 1, NEVER, -300, NEVER, NEVER}, // too late for one
        {{MEETING(9, NONE), NOTED(-1)}, NEVER, NEVER, 0, NEVER, NEVER, NEVER, NEVER},
        {{SENT(-14, REQUEST), ANSWERED(-13, OOO, 0)}, -14, NEVER, 1, NEVER, -14, 7, NEVER},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Scene scene;
        TimingFacts f;
        set_scene(&scene, cases[i].items);
        timing_facts(&scene.input, &f);
        assert_int_equal(f.last_out_day, from_today(cases[i].out));
        assert_int_equal(f.last_in_day, from_today(cases[i].in));
        assert_int_equal(f.unanswered, cases[i].unanswered);
        assert_int_equal(f.owe, cases[i].owe != NEVER);
        assert_int_equal(f.owe_since, from_today(cases[i].owe));
        assert_int_equal(f.waiting_since, from_today(cases[i].waiting));
        assert_int_equal(f.polite_from, from_today(cases[i].polite));
        assert_int_equal(f.pending_since, from_today(cases[i].pending));
    }
}

static void every_rule_is_described_once(void **state)
{
    (void)state;
    size_t count = 0;
    for (const TimingRule *rule; (rule = timing_rule(count)) != NULL; count++) {
        assert_true(timing_rule_find(rule->id) == rule);
        assert_false(str_blank(rule->action));
        assert_false(str_blank(rule->when));
        assert_false(str_blank(rule->source));
    }
    assert_true(count >= 20);
    assert_null(timing_rule_find("unheard-of"));
    assert_null(timing_rule_find(NULL));
}

// --- properties on random histories

typedef struct Random {
    uint64_t state;
} Random;

static int below(Random *random, int limit)
{
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (int)((random->state >> 33) % (uint64_t)limit);
}

static TimingInteraction random_interaction(Random *r, int64_t id)
{
    TimingInteraction in = {.id = id,
                            .day = today() - 120 + below(r, 140),
                            .utc = below(r, 4),
                            .kind = (InteractionKind)(1 + below(r, INTERACTION_COUNT - 1)),
                            .channel = (Channel)below(r, CHANNEL_COUNT),
                            .direction = (Direction)below(r, DIRECTION_COUNT),
                            .occasion = (Occasion)below(r, OCCASION_COUNT),
                            .expects_answer = below(r, 3) - 1,
                            .answer = below(r, 3) == 0 ? (Answer)below(r, ANSWER_COUNT) : ANSWER_NONE,
                            .outcome = (Outcome)below(r, OUTCOME_COUNT),
                            .group = below(r, 8) == 0,
                            .introducer = below(r, 2) == 0};
    if (in.kind != INTERACTION_MESSAGE && in.kind != INTERACTION_CALL)
        in.answer = ANSWER_NONE;
    in.answer_day = below(r, 2) == 0 ? CIVIL_NONE : in.day + below(r, 40) - 5;
    in.led_day = below(r, 3) == 0 ? in.day + below(r, 20) : CIVIL_NONE;
    return in;
}

static void random_scene(Scene *scene, Random *r)
{
    static const TimingInteraction nothing[MOST] = {{0}};
    static const Routine TWO_TRACK = {.name = "two-track",
                                      .earliest = {7, true},
                                      .due = {7, true},
                                      .latest = {28, false},
                                      .other = {3, true},
                                      .rest = {-1, false},
                                      .most = -1};
    static const TimingOpening OPENINGS[] = {
        {.id = 1, .organisation = "Kestrel", .title = "Data engineer", .day = 20764, .closes = 20790},
        {.id = 2, .organisation = "Kestrel", .title = "Analyst", .day = 20780, .closes = CIVIL_NONE},
        {.id = 3,
         .organisation = "Kestrel",
         .title = "Clerk",
         .day = 20740,
         .closes = CIVIL_NONE,
         .applied = true,
         .ended = 20775,
         .answer = ANSWER_NO},
        {.id = 4,
         .organisation = "Globex",
         .title = "Editor",
         .day = 20730,
         .closes = CIVIL_NONE,
         .applied = true,
         .elsewhere = true,
         .ended = 20778},
    };
    set_scene(scene, nothing);
    scene->input.interaction_count = (size_t)below(r, 12);
    for (size_t i = 0; i < scene->input.interaction_count; i++)
        scene->items[i] = random_interaction(r, (int64_t)i + 1);
    scene->input.promise_count = (size_t)below(r, 3);
    for (size_t i = 0; i < scene->input.promise_count; i++)
        scene->promises[i] = (TimingPromise){100 + (int64_t)i, below(r, 2) == 0, today() + below(r, 60) - 30,
                                             "slides", (FollowupState)below(r, FOLLOWUP_COUNT)};
    scene->input.routine = below(r, 2) == 0 ? &TWO_TRACK : NULL;
    scene->input.rhythm_days = below(r, 3) == 0 ? 5 + below(r, 90) : 0;
    scene->input.advocate = below(r, 4) == 0;
    size_t passed = (size_t)below(r, 4);
    scene->input.openings = OPENINGS + passed;
    scene->input.opening_count = (size_t)below(r, (int)(COUNT(OPENINGS) - passed) + 1);
    scene->input.connected = below(r, 3) == 0;
    scene->input.connected_day = below(r, 3) == 0 ? today() - below(r, 60) : CIVIL_NONE;
    scene->input.resting = below(r, 6) == 0;
    scene->input.rested_until = below(r, 4) == 0 ? today() + below(r, 60) - 40 : CIVIL_NONE;
    scene->input.new_job_day = below(r, 4) == 0 ? today() - below(r, 40) : CIVIL_NONE;
}

static void days_are_in_order(void **state)
{
    (void)state;
    Random random = {20261124};
    print_message("seed %llu\n", (unsigned long long)random.state);
    size_t advised = 0;
    for (int round = 0; round < 20000; round++) {
        Scene scene;
        AdviceList list = {0};
        random_scene(&scene, &random);
        timing_advise(&scene.input, &list);
        for (size_t i = 0; i < list.count; i++) {
            const Advice *a = &list.items[i];
            assert_true(a->earliest <= a->due);
            assert_true(a->latest == CIVIL_NONE || a->due <= a->latest);
            assert_true(i == 0 || list.items[i - 1].due <= a->due);
            assert_false(str_blank(a->text) || str_blank(a->reason));
            assert_true(a->cause > 0 || strcmp(a->rule, "new-job") == 0 || strcmp(a->rule, "wake") == 0);
            if (strcmp(a->rule, "my-promise") != 0 && strcmp(a->rule, "prepare") != 0 &&
                strcmp(a->rule, "confirm") != 0)
                assert_true(calendar_is_working(&scene.calendar, a->due));
        }
        advised += list.count;
        vec_clear(&list);
    }
    assert_true(advised > 20000);
}

static void the_order_of_the_input_does_not_matter(void **state)
{
    (void)state;
    Random random = {7};
    print_message("seed %llu\n", (unsigned long long)random.state);
    for (int round = 0; round < 5000; round++) {
        Scene scene;
        Str before = STR_INIT, after = STR_INIT;
        TimingFacts first, second;
        random_scene(&scene, &random);
        advice_as_text(&scene.input, &before);
        timing_facts(&scene.input, &first);
        for (size_t i = scene.input.interaction_count; i > 1; i--) {
            size_t j = (size_t)below(&random, (int)i);
            TimingInteraction kept = scene.items[i - 1];
            scene.items[i - 1] = scene.items[j];
            scene.items[j] = kept;
        }
        advice_as_text(&scene.input, &after);
        timing_facts(&scene.input, &second);
        assert_string_equal(str_get(&before), str_get(&after));
        assert_int_equal(first.stage, second.stage);
        assert_int_equal(first.unanswered, second.unanswered);
        assert_int_equal(first.owe_since, second.owe_since);
        str_clear(&before);
        str_clear(&after);
    }
}

static void a_word_from_them_ends_waiting(void **state)
{
    (void)state;
    Random random = {11};
    print_message("seed %llu\n", (unsigned long long)random.state);
    for (int round = 0; round < 5000; round++) {
        Scene scene;
        TimingFacts f;
        random_scene(&scene, &random);
        for (size_t i = 0; i < scene.input.interaction_count; i++)
            if (scene.items[i].day >= today())
                scene.items[i].day = today() - 1;
        scene.items[scene.input.interaction_count++] = (TimingInteraction){.id = 50,
                                                                           .day = today(),
                                                                           .utc = 99,
                                                                           .kind = INTERACTION_MESSAGE,
                                                                           .direction = DIRECTION_IN,
                                                                           .expects_answer = -1,
                                                                           .answer_day = CIVIL_NONE};
        timing_facts(&scene.input, &f);
        assert_int_equal(f.unanswered, 0);
        assert_int_equal(f.waiting_since, CIVIL_NONE);
        assert_true(f.owe);
        Str text = STR_INIT;
        advice_as_text(&scene.input, &text);
        assert_null(strstr(str_get(&text), "nudge"));
        assert_null(strstr(str_get(&text), "two-track"));
        str_clear(&text);
    }
}

// Somebody who writes whenever manners allow, to a person who answers now and then.
static void nobody_is_pressed(void **state)
{
    (void)state;
    static const Occasion ASKING[] = {OCCASION_REQUEST, OCCASION_NUDGE, OCCASION_NONE, OCCASION_OPENING};
    Random random = {13};
    print_message("seed %llu\n", (unsigned long long)random.state);
    for (int round = 0; round < 400; round++) {
        Scene scene;
        static const TimingInteraction nothing[MOST] = {{0}};
        set_scene(&scene, nothing);
        scene.settings.nudge_earliest = below(&random, 8);
        int32_t last_asked = CIVIL_NONE; // without an answer since
        int unanswered = 0;
        for (int day = 0; day < 80 && scene.input.interaction_count < COUNT(scene.items) - 1; day++) {
            scene.input.today = today() + day;
            int32_t earliest;
            char reason[240];
            Occasion occasion = ASKING[below(&random, (int)COUNT(ASKING))];
            TimingInteraction next = {.id = day + 1,
                                      .day = scene.input.today,
                                      .kind = INTERACTION_MESSAGE,
                                      .expects_answer = -1,
                                      .answer_day = CIVIL_NONE};
            if (below(&random, 25) == 0) {
                next.direction = DIRECTION_IN;
                last_asked = CIVIL_NONE;
                unanswered = 0;
            } else if (!timing_too_soon(&scene.input, occasion, &earliest, reason, sizeof reason)) {
                next.direction = DIRECTION_OUT;
                next.occasion = occasion;
                next.expects_answer = 1;
                if (last_asked != CIVIL_NONE)
                    assert_true(calendar_business_between(&scene.calendar, last_asked, scene.input.today) >=
                                3);
                last_asked = scene.input.today;
                assert_true(++unanswered <= scene.settings.max_unanswered);
            } else {
                assert_true(earliest > scene.input.today);
                continue;
            }
            scene.items[scene.input.interaction_count++] = next;
        }
    }
}

// However much has passed before, a nudge keeps its distance from the last message.
static void history_never_makes_a_nudge_earlier(void **state)
{
    (void)state;
    Random random = {17};
    print_message("seed %llu\n", (unsigned long long)random.state);
    for (int round = 0; round < 5000; round++) {
        Scene scene;
        AdviceList list = {0};
        random_scene(&scene, &random);
        scene.input.routine = NULL;
        timing_advise(&scene.input, &list);
        for (size_t i = 0; i < list.count; i++) {
            if (strcmp(list.items[i].rule, "nudge") != 0)
                continue;
            const TimingInteraction *cause = NULL;
            for (size_t j = 0; j < scene.input.interaction_count; j++)
                if (scene.items[j].id == list.items[i].cause)
                    cause = &scene.items[j];
            assert_non_null(cause);
            assert_true(list.items[i].earliest >= cause->day + 7);
            assert_true(cause->direction != DIRECTION_IN && !cause->group);
            assert_true(cause->channel != CHANNEL_LINKEDIN_NOTE);
        }
        vec_clear(&list);
    }
}

// What was said yesterday about the same history holds today: dates do not wander.
static void dates_do_not_wander(void **state)
{
    (void)state;
    Random random = {19};
    print_message("seed %llu\n", (unsigned long long)random.state);
    for (int round = 0; round < 3000; round++) {
        Scene scene;
        random_scene(&scene, &random);
        for (size_t i = 0; i < scene.input.interaction_count; i++)
            if (scene.items[i].kind != INTERACTION_MEETING && scene.items[i].day >= today())
                scene.items[i].day = today() - 1; // nothing happens tomorrow
        AdviceList first = {0}, second = {0};
        timing_advise(&scene.input, &first);
        scene.input.today++;
        timing_advise(&scene.input, &second);
        for (size_t i = 0; i < first.count; i++) {
            for (size_t j = 0; j < second.count; j++) {
                const Advice *a = &first.items[i], *b = &second.items[j];
                bool same = a->rule == b->rule && a->cause == b->cause && strcmp(a->rule, "prepare") != 0 &&
                            strcmp(a->rule, "confirm") != 0 && strcmp(a->rule, "reschedule") != 0;
                if (same && strcmp(a->rule, "rest") != 0 && strcmp(a->rule, "reply") != 0)
                    assert_int_equal(a->due, b->due);
            }
        }
        vec_clear(&first);
        vec_clear(&second);
    }
}

static bool still_says(const TimingInput *input, const Advice *advice)
{
    AdviceList list = {0};
    bool found = false;
    timing_advise(input, &list);
    for (size_t i = 0; i < list.count; i++)
        found = found || (list.items[i].rule == advice->rule && list.items[i].cause == advice->cause);
    vec_clear(&list);
    return found;
}

// What it advises it also allows: on its first day, if nothing happens meanwhile, the message is not too
// soon. Connecting is no message, and a promise is asked about because it was made.
static void its_own_advice_is_polite(void **state)
{
    (void)state;
    Random random = {23};
    print_message("seed %llu\n", (unsigned long long)random.state);
    size_t asked = 0;
    int rounds = test_rounds(20000, 1000000);
    for (int round = 0; round < rounds; round++) {
        Scene scene;
        AdviceList list = {0};
        random_scene(&scene, &random);
        for (size_t i = 0; i < scene.input.interaction_count; i++)
            if (scene.items[i].day >= today())
                scene.items[i].day = today() - 1;
        timing_advise(&scene.input, &list);
        for (size_t i = 0; i < list.count; i++) {
            const Advice *a = &list.items[i];
            int32_t earliest = 0;
            char reason[240] = "";
            bool message = a->occasion != OCCASION_NONE && strcmp(a->rule, "connect") != 0 &&
                           strcmp(a->rule, "their-promise") != 0;
            if (!message || a->earliest < today())
                continue;
            scene.input.today = a->earliest;
            if (!still_says(&scene.input, a))
                continue; // older than the horizon by then
            if (timing_too_soon(&scene.input, a->occasion, &earliest, reason, sizeof reason))
                fail_msg("round %d: %s on %d: %s", round, a->rule, a->earliest - today(), reason);
            asked++;
        }
        vec_clear(&list);
    }
    assert_true(asked > 2000);
}

static bool is_unsolicited(const Advice *a)
{
    return timing_rule_find(a->rule)->unsolicited && a->occasion != OCCASION_NONE;
}

static void unsolicited_messages_keep_their_distance(void **state)
{
    (void)state;
    Random random = {29};
    print_message("seed %llu\n", (unsigned long long)random.state);
    size_t joined = 0, kept = 0;
    for (int round = 0; round < 20000; round++) {
        Scene scene;
        AdviceList list = {0};
        random_scene(&scene, &random);
        timing_advise(&scene.input, &list);
        int32_t last = CIVIL_NONE;
        for (size_t i = 0; i < list.count; i++) {
            if (!is_unsolicited(&list.items[i]))
                continue;
            if (last != CIVIL_NONE)
                assert_true(list.items[i].due >= last + scene.settings.unsolicited_gap);
            last = list.items[i].due;
            kept++;
            joined += strstr(list.items[i].reason, "both at once") != NULL;
        }
        vec_clear(&list);
    }
    assert_true(kept > 1000 && joined > 100);
}

// The hello after an accepted invitation has a week: no Monday, no Friday.
static void first_messages_avoid_busy_days(void **state)
{
    (void)state;
    static const TimingInteraction items[MOST] = {INVITED(-30)};
    for (int day = -28; day <= 0; day++) {
        Scene scene;
        AdviceList list = {0};
        set_scene(&scene, items);
        scene.input.connected = true;
        scene.input.connected_day = today() + day;
        scene.input.today = scene.input.connected_day;
        timing_advise(&scene.input, &list);
        assert_int_equal(list.count, 1);
        assert_true(list.items[0].first);
        int weekday = civil_weekday(list.items[0].due);
        assert_true(weekday != 0 && weekday != 4);
        vec_clear(&list);
    }
}

// Only the days count, and the order within one: no zone and no change of the clocks moves a rule.
static void seconds_do_not_matter(void **state)
{
    (void)state;
    Random random = {37};
    print_message("seed %llu\n", (unsigned long long)random.state);
    for (int round = 0; round < 3000; round++) {
        Scene scene;
        Str before = STR_INIT, after = STR_INIT;
        random_scene(&scene, &random);
        advice_as_text(&scene.input, &before);
        for (size_t i = 0; i < scene.input.interaction_count; i++)
            scene.items[i].utc = scene.items[i].utc * 86400 - 50000;
        advice_as_text(&scene.input, &after);
        assert_string_equal(str_get(&before), str_get(&after));
        str_clear(&before);
        str_clear(&after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waiting),
        cmocka_unit_test(answering),
        cmocka_unit_test(meeting),
        cmocka_unit_test(meeting_new_people),
        cmocka_unit_test(invitations_accepted),
        cmocka_unit_test(routines),
        cmocka_unit_test(promises),
        cmocka_unit_test(resting_stays_quiet),
        cmocka_unit_test(the_calendar_moves_days),
        cmocka_unit_test(numbers_are_settings),
        cmocka_unit_test(sentences),
        cmocka_unit_test(long_names_are_cut_at_a_character),
        cmocka_unit_test(too_soon),
        cmocka_unit_test(promised_messages_are_never_too_soon),
        cmocka_unit_test(what_they_offered_may_be_asked_for),
        cmocka_unit_test(stages),
        cmocka_unit_test(facts),
        cmocka_unit_test(every_rule_is_described_once),
        cmocka_unit_test(days_are_in_order),
        cmocka_unit_test(the_order_of_the_input_does_not_matter),
        cmocka_unit_test(a_word_from_them_ends_waiting),
        cmocka_unit_test(nobody_is_pressed),
        cmocka_unit_test(history_never_makes_a_nudge_earlier),
        cmocka_unit_test(dates_do_not_wander),
        cmocka_unit_test(its_own_advice_is_polite),
        cmocka_unit_test(unsolicited_messages_keep_their_distance),
        cmocka_unit_test(first_messages_avoid_busy_days),
        cmocka_unit_test(seconds_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
