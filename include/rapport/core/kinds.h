// SPDX-License-Identifier: MIT
// The closed vocabularies of the product: channel, direction, occasion, stage ... Each value is stored in the
// database and in exports by its *name*; the enums are for the program. Every enum has a _NONE = 0 for "not
// said".
#ifndef RAPPORT_CORE_KINDS_H
#define RAPPORT_CORE_KINDS_H

#include <stdbool.h>

typedef enum Channel {
    CHANNEL_NONE,
    CHANNEL_EMAIL,
    CHANNEL_LINKEDIN,      // "linkedin": a message to a connection
    CHANNEL_LINKEDIN_NOTE, // "linkedin-note": the note of an invitation
    CHANNEL_INMAIL,
    CHANNEL_PHONE,
    CHANNEL_SMS,
    CHANNEL_IN_PERSON, // "in-person"
    CHANNEL_OTHER,
    CHANNEL_COUNT
} Channel;

typedef enum Direction {
    DIRECTION_NONE,
    DIRECTION_OUT,
    DIRECTION_IN,
    DIRECTION_MUTUAL,
    DIRECTION_COUNT
} Direction;

typedef enum InteractionKind {
    INTERACTION_NONE,
    INTERACTION_MESSAGE,
    INTERACTION_CALL,
    INTERACTION_MEETING,
    INTERACTION_EVENT,
    INTERACTION_INTRODUCTION,
    INTERACTION_NOTE,
    INTERACTION_COUNT
} InteractionKind;

typedef enum Occasion {
    OCCASION_NONE,
    OCCASION_REQUEST,
    OCCASION_NUDGE,
    OCCASION_REPLY,
    OCCASION_CONFIRM,
    OCCASION_THANK_YOU, // "thank-you"
    OCCASION_UPDATE,
    OCCASION_RECONNECT,
    OCCASION_INTRODUCTION,
    OCCASION_CONGRATULATION,
    OCCASION_OPENING,
    OCCASION_REPORT_BACK, // "report-back"
    OCCASION_COUNT
} Occasion;

// What their answer was.
typedef enum Answer {
    ANSWER_NONE,
    ANSWER_YES,
    ANSWER_TIME, // yes, and they named a time
    ANSWER_LATER,
    ANSWER_NO,
    ANSWER_TRY,         // try somebody else
    ANSWER_OOO,         // out of office
    ANSWER_NONE_NEEDED, // "none-needed"
    ANSWER_COUNT
} Answer;

// How a meeting went.
typedef enum Outcome {
    OUTCOME_NONE,
    OUTCOME_HELD,
    OUTCOME_MOVED,
    OUTCOME_CANCELLED_BY_ME,   // "cancelled-by-me"
    OUTCOME_CANCELLED_BY_THEM, // "cancelled-by-them"
    OUTCOME_NO_SHOW,           // "no-show"
    OUTCOME_TO_CONFIRM,        // "to-confirm": a calendar says so, a person has not; it counts for nothing
    OUTCOME_COUNT
} Outcome;

typedef enum Stage {
    STAGE_NONE,
    STAGE_SPOTTED,
    STAGE_APPROACHED,
    STAGE_TALKING,
    STAGE_SCHEDULED,
    STAGE_MET,
    STAGE_IN_TOUCH, // "in-touch"
    STAGE_ADVOCATE,
    STAGE_RESTING,
    STAGE_COUNT
} Stage;

typedef enum HowMet {
    HOW_NONE,
    HOW_EVENT,
    HOW_ONLINE,
    HOW_INTRODUCED,
    HOW_CHANCE,
    HOW_COLD,
    HOW_COUNT
} HowMet;

typedef enum FollowupState {
    FOLLOWUP_NONE,
    FOLLOWUP_OPEN,
    FOLLOWUP_DONE,
    FOLLOWUP_DROPPED,
    FOLLOWUP_COUNT
} FollowupState;

typedef enum Origin {
    ORIGIN_NONE,
    ORIGIN_HAND,          // "hand"
    ORIGIN_MY_PROMISE,    // "my-promise"
    ORIGIN_THEIR_PROMISE, // "their-promise"
    ORIGIN_RULE,          // "rule": the rule's id stands beside it
    ORIGIN_COUNT
} Origin;

typedef enum OrganisationKind {
    ORGANISATION_NONE,
    ORGANISATION_COMPANY,
    ORGANISATION_SCHOOL,
    ORGANISATION_GROUP,
    ORGANISATION_COUNT
} OrganisationKind;

typedef enum ReachKind { REACH_NONE, REACH_EMAIL, REACH_PHONE, REACH_LINK, REACH_COUNT } ReachKind;

typedef enum DraftState { DRAFT_NONE, DRAFT_OPEN, DRAFT_SENT, DRAFT_DISCARDED, DRAFT_COUNT } DraftState;

// The name of a value ("linkedin-note"); NULL for NONE and for a value out of range.
const char *channel_name(Channel value);
const char *direction_name(Direction value);
const char *interaction_kind_name(InteractionKind value);
const char *occasion_name(Occasion value);
const char *answer_name(Answer value);
const char *outcome_name(Outcome value);
const char *stage_name(Stage value);
const char *how_met_name(HowMet value);
// How somebody was met, after "met": "by chance"; "" for none.
const char *how_met_words(HowMet value);
const char *followup_state_name(FollowupState value);
const char *origin_name(Origin value);
const char *organisation_kind_name(OrganisationKind value);
const char *reach_kind_name(ReachKind value);
const char *draft_state_name(DraftState value);

// The value of a name; NULL, "" and an unknown name give NONE.
Channel channel_parse(const char *name);
Direction direction_parse(const char *name);
InteractionKind interaction_kind_parse(const char *name);
Occasion occasion_parse(const char *name);
Answer answer_parse(const char *name);
Outcome outcome_parse(const char *name);
Stage stage_parse(const char *name);
HowMet how_met_parse(const char *name);
FollowupState followup_state_parse(const char *name);
Origin origin_parse(const char *name);
OrganisationKind organisation_kind_parse(const char *name);
ReachKind reach_kind_parse(const char *name);
DraftState draft_state_parse(const char *name);

// A message of this occasion waits for an answer (request, nudge, introduction, opening).
bool occasion_expects_answer(Occasion occasion);

#endif
