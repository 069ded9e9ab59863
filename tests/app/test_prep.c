// SPDX-License-Identifier: MIT
// The sheet before a meeting: it is full for people of whom everything is known, and whole for those of whom
// nothing is.
#include "fixture.h"

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/prep.h"

static int64_t add(App *app, const char *line)
{
    AddResult result;
    FINE(app_add(app, line, &result, err));
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

static char *sheet_of(App *app, int64_t contact, bool plain)
{
    Prep prep;
    Str text = STR_INIT;
    FINE(prep_load(app, contact, &prep, err));
    prep_markdown(&prep, app_today(app), plain, &text);
    prep_clear(&prep);
    return str_take(&text);
}

static void must_have(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

// Eight questions a group at least, and no placeholder left open, even for a bare name.
static void test_bank_is_whole_for_a_bare_name(void **state)
{
    (void)state;
    static const char *const groups[] = {"Trends", "Insights", "Advice", "Resources", "Assignments"};
    App *app = fixture_open(":memory:", 1);
    Prep prep;
    FINE(prep_load(app, add(app, "Ada Byron"), &prep, err));
    assert_int_equal(prep.questions.count, 5);
    for (size_t i = 0; i < prep.questions.count; i++) {
        const QuestionGroup *group = &prep.questions.items[i];
        assert_string_equal(group->name, groups[i]);
        assert_true(group->questions.count >= 8);
        for (size_t k = 0; k < group->questions.count; k++) {
            const char *question = group->questions.items[k];
            assert_null(strpbrk(question, "{}[]"));
            assert_null(strstr(question, "  "));
            assert_null(strstr(question, " ?"));
            assert_true(strchr("?.", question[strlen(question) - 1]) != NULL);
        }
    }
    prep_clear(&prep);
    app_close(app);
}

static void test_sheet_says_what_is_known(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 2);
    int64_t ada =
        add(app, "Ada Byron @ Acme, Staff engineer, school Northeastern, met at PyCon, robotics club, "
                 "I promised slides fri, they promised an intro by 4 dec");
    LogRequest request = {.kind = INTERACTION_MEETING,
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .at = clock_moment(app_today(app) + 1, 10 * 60 + 30),
                          .text = "Coffee at the station",
                          .contacts = &ada,
                          .contact_count = 1};
    StepResult result;
    FINE(app_log(app, &request, &result, err));
    step_result_clear(&result);
    char *text = sheet_of(app, ada, false);
    static const char *const parts[] = {
        "# Ada Byron\n",
        "- you meet: Wed 25 Nov 2026 10:30: Coffee at the station\n",
        "- company: Staff engineer, Acme\n",
        "- how you met: at an event, PyCon, Tue 24 Nov 2026\n",
        "## Last talk\n- Tue 24 Nov 2026, event: robotics club\n",
        "## I promised\n- slides (Fri 27 Nov)\n",
        "## They promised\n- an intro (Fri 11 Dec)\n",
        "## Reasons to write\n- robotics club\n",
        "What surprised you most when you came to Acme?",
        "as Staff engineer?",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        must_have(text, parts[i]);
    free(text);
    text = sheet_of(app, add(app, "Ben Ode, introduced by Sam Okafor"), false);
    must_have(text, "- introduced by: Sam Okafor\n");
    must_have(text, "## Last talk\nNone yet: this is the first.\n");
    free(text);
    app_close(app);
}

// What others wrote is text on the sheet, never a sign of Markdown and never an order to a terminal.
static void test_sheet_is_safe_to_print(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 3);
    int64_t eve = add(app, "Eve @ <b>*Acme*</b>");
    FINE(app_hook(app, eve, "# a \x1b[31mred\x1b[0m [link](https://evil.example)\nnext line", err));
    char *text = sheet_of(app, eve, false), *plain = sheet_of(app, eve, true);
    must_have(text, "\\<b\\>\\*Acme\\*\\</b\\>");
    must_have(text, "\\[link\\]");
    assert_null(strchr(text, '\x1b'));
    assert_null(strchr(plain, '\x1b'));
    assert_null(strstr(plain, "\nnext line"));
    must_have(plain, "<b>*Acme*</b>");
    free(text);
    free(plain);
    app_close(app);
}

static void test_no_sheet_for_me(void **state)
{
    (void)state;
    App *app = fixture_open(":memory:", 4);
    Prep prep;
    FINE(app_name_me(app, "Robin Vale", err));
    FAILS(ERROR_INPUT, prep_load(app, store_me(app->store), &prep, err));
    prep_clear(&prep);
    FAILS(ERROR_NOT_FOUND, prep_load(app, 4711, &prep, err));
    prep_clear(&prep);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bank_is_whole_for_a_bare_name),
        cmocka_unit_test(test_sheet_says_what_is_known),
        cmocka_unit_test(test_sheet_is_safe_to_print),
        cmocka_unit_test(test_no_sheet_for_me),
    };
    return cmocka_run_group_tests_name("prep", tests, NULL, NULL);
}
