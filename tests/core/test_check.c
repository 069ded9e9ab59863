// SPDX-License-Identifier: MIT
// The check, finding by finding: the rule, the words that it points at, and what it would write in their
// place. (How often it is right stands in test_check_messages.c.)
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/str.h"
#include "rapport/core/check.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct Case {
    const char *text;
    Occasion occasion;
    Channel channel;
    const char *found; // "rule:words>fix" in order, joined by blanks and bars; no words: of the whole message
} Case;

#define BODY "Your work on tide gauges helped me. Could we talk for 15 minutes? If not, no worries."

static const Case CASES[] = {
    {"Hi Anna,\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL, ""},
    {"Hi Ann,\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL, "wrong-name:Ann>Anna"},
    {"Dear Dr. Lindqvist,\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL, ""},
    {"Dear Dr. Lindgren,\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL,
     "wrong-name:Dr. Lindgren>Anna"},
    {"Hi there,\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL, ""},
    {"Anna,\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL, ""},
    {"Bea,\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL, "wrong-name:Bea>Anna"},
    {"Hi {{first_name}},\n\n" BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL,
     "placeholder-empty:{{first_name}}"},
    {"Hi Anna,\n\nI read about [Company]. " BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL,
     "placeholder-empty:[Company]"},
    {"Hi Anna,\n\nAs your paper says [1], tides are slow [sic]. " BODY "\n\nRobin", OCCASION_REQUEST,
     CHANNEL_EMAIL, ""},
    {"Hi Anna,\n\nYour work at Copperline helped me. Could we talk? If not, no worries.\n\nRobin",
     OCCASION_REQUEST, CHANNEL_EMAIL, "wrong-company:Copperline>Kestrel Labs"},
    {"Hi Anna,\n\nYour work at Kestrel helped me. I was at Copperline before. Could we talk? If not, no "
     "worries.\n\nRobin",
     OCCASION_REQUEST, CHANNEL_EMAIL, ""},
    {"Hi Anna,\n\n" BODY, OCCASION_REQUEST, CHANNEL_EMAIL, "no-signature:>\n\nRobin"},
    {"Hi Anna,\n\nYour work on tide gauges helped me. Could we talk for 15 minutes?\n\nBest,\nRobin",
     OCCASION_REQUEST, CHANNEL_EMAIL, "no-way-out:>If now is a bad time, no worries at all.\n\n"},
    {"Hi Anna,\n\nI hope this email finds you well. " BODY "\n\nRobin", OCCASION_REQUEST, CHANNEL_EMAIL,
     "weak-opener:I hope this email finds you well. >"},
    {"Hi Anna,\n\nYour gauges are known here. Are there any openings in your team? If not, no "
     "worries.\n\nRobin",
     OCCASION_REQUEST, CHANNEL_EMAIL, "asks-for-job:Are there any openings in your team"},
    {"Hi Anna,\n\nAny openings in your team? I attach my CV. If not, no worries, and thanks to you.\n\nRobin",
     OCCASION_REQUEST, CHANNEL_EMAIL, "resume-attached:I attach my CV"},
    {"Hi Anna, could you answer ASAP?", OCCASION_NUDGE, CHANNEL_LINKEDIN, "pushy:ASAP>when you can"},
    {"Hi Anna, what a talk!! Where could I read it?", OCCASION_NUDGE, CHANNEL_LINKEDIN, "pushy:!!>."},
    {"Hi Anna, see https://robin.example/me for more. " BODY, OCCASION_REQUEST, CHANNEL_LINKEDIN,
     "link-in-first-message:https://robin.example/me"},
    {"Hi Anna, write to robin@alder.example. " BODY, OCCASION_REQUEST, CHANNEL_LINKEDIN, ""},
    {"Hallo Anna,\n\nIhre Arbeit hat mir sehr geholfen. Ich freue mich, wenn wir einmal sprechen.\n\nRobin",
     OCCASION_REQUEST, CHANNEL_EMAIL, ""},
    {"", OCCASION_REQUEST, CHANNEL_EMAIL, ""},
    {"\xff\xfe Hi \x80", OCCASION_NONE, CHANNEL_NONE, ""},
};

static char *describe(const CheckResult *result, const char *text)
{
    Str out = STR_INIT;
    for (size_t i = 0; i < result->findings.count; i++) {
        const CheckFinding *one = &result->findings.items[i];
        str_appendf(&out, "%s%s:%.*s%s%s", i > 0 ? " | " : "", check_rule(one->rule)->id,
                    (int)(one->to - one->from), text + one->from, one->fix != NULL ? ">" : "",
                    one->fix != NULL ? one->fix : "");
        assert_true(one->from <= one->to && one->to <= strlen(text));
        assert_true(strlen(one->message) > 0);
    }
    return str_take(&out);
}

static void fill(CheckInput *input, CheckPerson *anna)
{
    *anna = (CheckPerson){.name = "Anna Lindqvist", .given = "Anna", .family = "Lindqvist"};
    check_input_init(input);
    input->recipients = anna;
    input->recipient_count = 1;
    input->my_name = "Robin Alder";
    input->my_given = "Robin";
    vec_push(&input->organisations, (const char *)"Kestrel Labs");
}

static void test_findings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        CheckInput input;
        CheckPerson anna;
        CheckResult result;
        fill(&input, &anna);
        input.text = CASES[i].text;
        input.occasion = CASES[i].occasion;
        input.channel = CASES[i].channel;
        check_run(&input, &result);
        char *found = describe(&result, CASES[i].text);
        if (strcmp(found, CASES[i].found) != 0)
            fail_msg("%s\n  expected %s\n  found    %s", CASES[i].text, CASES[i].found, found);
        free(found);
        check_result_clear(&result);
        check_input_clear(&input);
    }
}

// What a rule proposes is accepted by the same rule.
static void test_fixes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        CheckInput input;
        CheckPerson anna;
        CheckResult result, after;
        fill(&input, &anna);
        input.text = CASES[i].text;
        input.occasion = CASES[i].occasion;
        input.channel = CASES[i].channel;
        check_run(&input, &result);
        for (size_t k = 0; k < result.findings.count; k++) {
            const CheckFinding *one = &result.findings.items[k];
            if (one->fix == NULL)
                continue;
            char *mended = str_format("%.*s%s%s", (int)one->from, input.text, one->fix, input.text + one->to);
            CheckInput again = input;
            again.text = mended;
            check_run(&again, &after);
            for (size_t m = 0; m < after.findings.count; m++)
                if (after.findings.items[m].rule == one->rule)
                    fail_msg("%s is still found in %s", check_rule(one->rule)->id, mended);
            check_result_clear(&after);
            free(mended);
        }
        check_result_clear(&result);
        check_input_clear(&input);
    }
}

static void test_switches(void **state)
{
    (void)state;
    for (size_t rule = 0; rule < CHECK_RULE_COUNT; rule++) {
        CheckRuleId parsed;
        assert_true(check_rule_parse(check_rule((CheckRuleId)rule)->id, &parsed));
        assert_int_equal(parsed, rule);
        assert_true(strlen(check_rule((CheckRuleId)rule)->source) > 0);
    }
    for (size_t i = 0; i < COUNT(CASES); i++) {
        CheckInput input;
        CheckPerson anna;
        CheckResult result;
        fill(&input, &anna);
        input.text = CASES[i].text;
        input.off = ~0u;
        check_run(&input, &result);
        assert_int_equal(result.findings.count, 0);
        check_result_clear(&result);
        check_input_clear(&input);
    }
}

static void test_history(void **state)
{
    (void)state;
    CheckInput input;
    CheckPerson anna;
    CheckResult result;
    fill(&input, &anna);
    input.text = "Hi Anna, are there any openings in your team?";
    input.occasion = OCCASION_NUDGE;
    check_run(&input, &result);
    assert_int_equal(check_count(&result, CHECK_WARN), 1);
    check_result_clear(&result);
    input.answered = true;
    check_run(&input, &result);
    assert_int_equal(result.findings.count, 0);
    check_result_clear(&result);
    input.too_soon = "You wrote yesterday.";
    input.recipient_count = 0;
    check_run(&input, &result);
    assert_int_equal(result.findings.count, 2);
    assert_int_equal(result.findings.items[0].rule, CHECK_NO_RECIPIENT);
    assert_string_equal(result.findings.items[1].message, "You wrote yesterday.");
    check_result_clear(&result);
    check_input_clear(&input);
}

static void test_who_spoke_of_work_first(void **state)
{
    (void)state;
    static const struct {
        const char *note;
        bool raised;
    } NOTES[] = {
        {"She says that they are hiring two analysts in spring.", true},
        {"Lena told me: her team has an open position for a data engineer", true},
        {"He asked for my CV", true},
        {"Their group is looking for somebody who knows queues", true},
        {"she offered to put in a good word", true},
        {"Met at the fair. She suggested that I apply before June.", true},
        {"They are not hiring before summer", false},
        {"I want a job there; I asked whether they are hiring", false},
        {"ask her about openings", false},
        {"Kestrel is hiring", false}, // nobody said so to me
        {"She gave a talk on open data", false},
        {"her opening talk at the fair", false},
        {"Robotics club, likes boats", false},
        {"", false},
        {NULL, false},
    };
    for (size_t i = 0; i < sizeof NOTES / sizeof *NOTES; i++)
        if (check_note_raises_work(NOTES[i].note) != NOTES[i].raised)
            fail_msg("%s: %s", NOTES[i].raised ? "not heard" : "heard", NOTES[i].note);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_spoke_of_work_first),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_fixes),
        cmocka_unit_test(test_switches),
        cmocka_unit_test(test_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
