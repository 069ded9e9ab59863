// SPDX-License-Identifier: MIT
// The vocabularies: every value has a name that comes back, names are the stored ones, and everything else is
// NONE.
#include "support/check.h"

#include <string.h>

#include "rapport/core/kinds.h"

// One row a vocabulary, seen through int.
typedef struct Vocabulary {
    const char *(*name)(int value);
    int (*parse)(const char *name);
    const char *names; // all of them in order, blank-separated: what databases hold
} Vocabulary;

#define VOCABULARY(Type, word)                                                                               \
    static const char *word##_name_of(int value)                                                             \
    {                                                                                                        \
        return word##_name((Type)value);                                                                     \
    }                                                                                                        \
    static int word##_value_of(const char *name)                                                             \
    {                                                                                                        \
        return (int)word##_parse(name);                                                                      \
    }

VOCABULARY(Channel, channel)
VOCABULARY(Direction, direction)
VOCABULARY(InteractionKind, interaction_kind)
VOCABULARY(Occasion, occasion)
VOCABULARY(Answer, answer)
VOCABULARY(Outcome, outcome)
VOCABULARY(Stage, stage)
VOCABULARY(HowMet, how_met)
VOCABULARY(FollowupState, followup_state)
VOCABULARY(Origin, origin)
VOCABULARY(OrganisationKind, organisation_kind)
VOCABULARY(ReachKind, reach_kind)
VOCABULARY(DraftState, draft_state)

static const Vocabulary vocabularies[] = {
    {channel_name_of, channel_value_of, "email linkedin linkedin-note inmail phone sms in-person other"},
    {direction_name_of, direction_value_of, "out in mutual"},
    {interaction_kind_name_of, interaction_kind_value_of, "message call meeting event introduction note"},
    {occasion_name_of, occasion_value_of,
     "request nudge reply confirm thank-you update reconnect introduction congratulation opening "
     "report-back"},
    {answer_name_of, answer_value_of, "yes time later no try ooo none-needed"},
    {outcome_name_of, outcome_value_of, "held moved cancelled-by-me cancelled-by-them no-show to-confirm"},
    {stage_name_of, stage_value_of, "spotted approached talking scheduled met in-touch advocate resting"},
    {how_met_name_of, how_met_value_of, "event online introduced chance cold"},
    {followup_state_name_of, followup_state_value_of, "open done dropped"},
    {origin_name_of, origin_value_of, "hand my-promise their-promise rule"},
    {organisation_kind_name_of, organisation_kind_value_of, "company school group"},
    {reach_kind_name_of, reach_kind_value_of, "email phone link"},
    {draft_state_name_of, draft_state_value_of, "open sent discarded"},
};

// Walks the names in order; the value after the last has none, so that no value was left out of the list.
static void names_are_the_stored_ones_and_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vocabularies); i++) {
        char names[200];
        int value = 0;
        assert_true(strlen(vocabularies[i].names) < sizeof names);
        memcpy(names, vocabularies[i].names, strlen(vocabularies[i].names) + 1);
        char *rest = names;
        for (char *name; (name = strtok_r(rest, " ", &rest)) != NULL;) {
            value++;
            assert_non_null(vocabularies[i].name(value));
            assert_string_equal(vocabularies[i].name(value), name);
            assert_int_equal(vocabularies[i].parse(name), value);
        }
        assert_null(vocabularies[i].name(value + 1));
    }
}

static void everything_else_is_none(void **state)
{
    (void)state;
    static const char *const unknown[] = {NULL,   "",      " ",    "none",     "Email",
                                          "OPEN", "open ", "mess", "messages", "nobody"};
    static const int outside[] = {0, -1, 1000, INT32_MIN};
    for (size_t i = 0; i < COUNT(vocabularies); i++) {
        for (size_t k = 0; k < COUNT(unknown); k++)
            assert_int_equal(vocabularies[i].parse(unknown[k]), 0);
        for (size_t k = 0; k < COUNT(outside); k++)
            assert_null(vocabularies[i].name(outside[k]));
    }
}

static void four_occasions_expect_an_answer(void **state)
{
    (void)state;
    static const bool expected[OCCASION_COUNT] = {[OCCASION_REQUEST] = true,
                                                  [OCCASION_NUDGE] = true,
                                                  [OCCASION_INTRODUCTION] = true,
                                                  [OCCASION_OPENING] = true};
    for (int occasion = 0; occasion < OCCASION_COUNT; occasion++)
        assert_int_equal(occasion_expects_answer((Occasion)occasion), expected[occasion]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_the_stored_ones_and_come_back),
        cmocka_unit_test(everything_else_is_none),
        cmocka_unit_test(four_occasions_expect_an_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
