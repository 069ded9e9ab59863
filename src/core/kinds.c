// SPDX-License-Identifier: MIT
// The names of the vocabularies, one table each. They are in databases and exports: a name may be added,
// never changed.
#include "rapport/core/kinds.h"

#include <stddef.h>
#include <string.h>

static const char *const channel_names[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = "email",
    [CHANNEL_LINKEDIN] = "linkedin",
    [CHANNEL_LINKEDIN_NOTE] = "linkedin-note",
    [CHANNEL_INMAIL] = "inmail",
    [CHANNEL_PHONE] = "phone",
    [CHANNEL_SMS] = "sms",
    [CHANNEL_IN_PERSON] = "in-person",
    [CHANNEL_OTHER] = "other",
};

static const char *const direction_names[DIRECTION_COUNT] = {
    [DIRECTION_OUT] = "out",
    [DIRECTION_IN] = "in",
    [DIRECTION_MUTUAL] = "mutual",
};

static const char *const interaction_kind_names[INTERACTION_COUNT] = {
    [INTERACTION_MESSAGE] = "message",           [INTERACTION_CALL] = "call",
    [INTERACTION_MEETING] = "meeting",           [INTERACTION_EVENT] = "event",
    [INTERACTION_INTRODUCTION] = "introduction", [INTERACTION_NOTE] = "note",
};

static const char *const occasion_names[OCCASION_COUNT] = {
    [OCCASION_REQUEST] = "request",
    [OCCASION_NUDGE] = "nudge",
    [OCCASION_REPLY] = "reply",
    [OCCASION_CONFIRM] = "confirm",
    [OCCASION_THANK_YOU] = "thank-you",
    [OCCASION_UPDATE] = "update",
    [OCCASION_RECONNECT] = "reconnect",
    [OCCASION_INTRODUCTION] = "introduction",
    [OCCASION_CONGRATULATION] = "congratulation",
    [OCCASION_OPENING] = "opening",
    [OCCASION_REPORT_BACK] = "report-back",
};

static const char *const answer_names[ANSWER_COUNT] = {
    [ANSWER_YES] = "yes",
    [ANSWER_TIME] = "time",
    [ANSWER_LATER] = "later",
    [ANSWER_NO] = "no",
    [ANSWER_TRY] = "try",
    [ANSWER_OOO] = "ooo",
    [ANSWER_NONE_NEEDED] = "none-needed",
};

static const char *const outcome_names[OUTCOME_COUNT] = {
    [OUTCOME_HELD] = "held",
    [OUTCOME_MOVED] = "moved",
    [OUTCOME_CANCELLED_BY_ME] = "cancelled-by-me",
    [OUTCOME_CANCELLED_BY_THEM] = "cancelled-by-them",
    [OUTCOME_NO_SHOW] = "no-show",
    [OUTCOME_TO_CONFIRM] = "to-confirm",
};

static const char *const stage_names[STAGE_COUNT] = {
    [STAGE_SPOTTED] = "spotted",   [STAGE_APPROACHED] = "approached",
    [STAGE_TALKING] = "talking",   [STAGE_SCHEDULED] = "scheduled",
    [STAGE_MET] = "met",           [STAGE_IN_TOUCH] = "in-touch",
    [STAGE_ADVOCATE] = "advocate", [STAGE_RESTING] = "resting",
};

static const char *const how_met_names[HOW_COUNT] = {
    [HOW_EVENT] = "event",   [HOW_ONLINE] = "online", [HOW_INTRODUCED] = "introduced",
    [HOW_CHANCE] = "chance", [HOW_COLD] = "cold",
};

static const char *const followup_state_names[FOLLOWUP_COUNT] = {
    [FOLLOWUP_OPEN] = "open",
    [FOLLOWUP_DONE] = "done",
    [FOLLOWUP_DROPPED] = "dropped",
};

static const char *const origin_names[ORIGIN_COUNT] = {
    [ORIGIN_HAND] = "hand",
    [ORIGIN_MY_PROMISE] = "my-promise",
    [ORIGIN_THEIR_PROMISE] = "their-promise",
    [ORIGIN_RULE] = "rule",
};

static const char *const organisation_kind_names[ORGANISATION_COUNT] = {
    [ORGANISATION_COMPANY] = "company",
    [ORGANISATION_SCHOOL] = "school",
    [ORGANISATION_GROUP] = "group",
};

static const char *const reach_kind_names[REACH_COUNT] = {
    [REACH_EMAIL] = "email",
    [REACH_PHONE] = "phone",
    [REACH_LINK] = "link",
};

static const char *const draft_state_names[DRAFT_COUNT] = {
    [DRAFT_OPEN] = "open",
    [DRAFT_SENT] = "sent",
    [DRAFT_DISCARDED] = "discarded",
};

// Row 0 is NONE in every table and has no name.
static const char *name_of(const char *const *names, int count, int value)
{
    return value > 0 && value < count ? names[value] : NULL;
}

static int value_of(const char *const *names, int count, const char *name)
{
    for (int value = 1; name != NULL && value < count; value++)
        if (strcmp(names[value], name) == 0)
            return value;
    return 0;
}

#define VOCABULARY(Type, word, count)                                                                        \
    const char *word##_name(Type value)                                                                      \
    {                                                                                                        \
        return name_of(word##_names, count, (int)value);                                                     \
    }                                                                                                        \
    Type word##_parse(const char *name)                                                                      \
    {                                                                                                        \
        return (Type)value_of(word##_names, count, name);                                                    \
    }

VOCABULARY(Channel, channel, CHANNEL_COUNT)
VOCABULARY(Direction, direction, DIRECTION_COUNT)
VOCABULARY(InteractionKind, interaction_kind, INTERACTION_COUNT)
VOCABULARY(Occasion, occasion, OCCASION_COUNT)
VOCABULARY(Answer, answer, ANSWER_COUNT)
VOCABULARY(Outcome, outcome, OUTCOME_COUNT)
VOCABULARY(Stage, stage, STAGE_COUNT)
VOCABULARY(HowMet, how_met, HOW_COUNT)
VOCABULARY(FollowupState, followup_state, FOLLOWUP_COUNT)
VOCABULARY(Origin, origin, ORIGIN_COUNT)
VOCABULARY(OrganisationKind, organisation_kind, ORGANISATION_COUNT)
VOCABULARY(ReachKind, reach_kind, REACH_COUNT)
VOCABULARY(DraftState, draft_state, DRAFT_COUNT)

const char *how_met_words(HowMet value)
{
    static const char *const WORDS[HOW_COUNT] = {
        [HOW_NONE] = "",
        [HOW_EVENT] = "at an event",
        [HOW_ONLINE] = "online",
        [HOW_INTRODUCED] = "introduced",
        [HOW_CHANCE] = "by chance",
        [HOW_COLD] = "by writing first",
    };
    return WORDS[value];
}

bool occasion_expects_answer(Occasion occasion)
{
    return occasion == OCCASION_REQUEST || occasion == OCCASION_NUDGE || occasion == OCCASION_INTRODUCTION ||
           occasion == OCCASION_OPENING;
}
