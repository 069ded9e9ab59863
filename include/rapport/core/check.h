// SPDX-License-Identifier: MIT
// The draft check: what a tactful adviser would say of a message before it goes, told by rules that need no
// network. Pure and deterministic. What sentences do is learned from English ones; in a text of another
// language the rules about that say nothing.
#ifndef RAPPORT_CORE_CHECK_H
#define RAPPORT_CORE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/vec.h"
#include "rapport/core/kinds.h"

typedef enum CheckSeverity { CHECK_ERROR, CHECK_WARN, CHECK_HINT } CheckSeverity;

const char *check_severity_name(CheckSeverity severity); // "error", "warn", "hint"

typedef enum CheckRuleId {
    CHECK_PLACEHOLDER_EMPTY,
    CHECK_OVER_LIMIT,
    CHECK_WRONG_NAME,
    CHECK_WRONG_COMPANY,
    CHECK_NO_RECIPIENT,
    CHECK_ASKS_FOR_JOB,
    CHECK_RESUME_ATTACHED,
    CHECK_TOO_SOON,
    CHECK_LONG,
    CHECK_NO_QUESTION,
    CHECK_NO_COMMON_GROUND,
    CHECK_MOSTLY_ME,
    CHECK_SEVERAL_ASKS,
    CHECK_NO_THANKS,
    CHECK_PUSHY,
    CHECK_WEAK_OPENER,
    CHECK_LINK_IN_FIRST_MESSAGE,
    CHECK_NO_SIGNATURE,
    CHECK_NO_WAY_OUT,
    CHECK_GENERIC,
    CHECK_SPELLING,
    CHECK_RULE_COUNT
} CheckRuleId;

typedef struct CheckRule {
    const char *id;    // "asks-for-job": in settings, JSON, the manual
    const char *label; // "asks for a job": on the screen
    CheckSeverity severity;
    const char *help;   // one sentence: what it looks for
    const char *source; // where the rule comes from
} CheckRule;

const CheckRule *check_rule(CheckRuleId rule);
bool check_rule_parse(const char *id, CheckRuleId *out);

// Somebody who gets the message. Texts are borrowed; NULL = not known.
typedef struct CheckPerson {
    const char *name, *given, *family, *nickname, *address_as;
} CheckPerson;

typedef VEC(const char *) CheckNames; // borrowed texts

typedef struct CheckInput {
    const char *subject, *text; // UTF-8; NULL = empty
    Channel channel;
    bool premium; // the longer limits of LinkedIn
    Occasion occasion;
    const CheckPerson *recipients;
    size_t recipient_count;
    const char *my_name, *my_given; // NULL = not known: no-signature is silent
    bool answered, met;             // they ever wrote back; we talked
    bool they_raised_work;          // they spoke of a job first: see check_note_raises_work
    CheckNames organisations;       // of the recipients: present ones first, then former, schools, groups
    CheckNames ground;              // common ground with me, by name
    CheckNames bonds;               // who introduced us, where we met: as good to name as common ground
    const char *talk;               // what was said in the last talk, in any words; NULL = not known
    const char *too_soon;           // the sentence of the timing rules; NULL = not too soon
    unsigned off;                   // rules switched off: bits 1u << CheckRuleId
    bool (*is_organisation)(const void *self, const char *name); // some organisation we know; NULL = none
    bool (*is_contact)(const void *self, const char *name); // some other contact's given name; NULL = none
    // A word that a dictionary lacks, with what may be meant ("receive, relieve"; borrowed, NULL = no idea).
    // Not asked of names. NULL = no dictionary.
    bool (*is_misspelt)(const void *self, const char *word, const char **meant);
    const void *self;
} CheckInput;

void check_input_init(CheckInput *input);  // nothing known, all rules on
void check_input_clear(CheckInput *input); // the lists, not their texts

typedef struct CheckFinding {
    CheckRuleId rule;
    // That of the rule; but `long` is a hint where no limit was named for the occasion, and `wrong-company` a
    // warning where the organisation is none that we know.
    CheckSeverity severity;
    bool in_subject; // the span is of the subject
    size_t from, to; // bytes; from == to: of the whole message (a fix is then inserted at from)
    char *message;   // one sentence, owned
    char *fix;       // what to write in place of the span, owned; "" = take it out; NULL = yours to decide
} CheckFinding;

typedef struct CheckResult {
    VEC(CheckFinding) findings; // by severity, then by place
    size_t words;               // of the text
} CheckResult;

// A note or a reason to write, in my words, that tells of their speaking of a job, a post or a referral: "She
// says that they are hiring". English; that they have none, and what I want, is no such word.
bool check_note_raises_work(const char *note);

// 5,000 words take a few milliseconds. Of a text over 64 kB what comes behind is counted only. The result is
// to be cleared.
void check_run(const CheckInput *input, CheckResult *result);
void check_result_clear(CheckResult *result);
size_t check_count(const CheckResult *result, CheckSeverity severity);

#endif
