// SPDX-License-Identifier: MIT
// The table of rules, and one run over a message: each part of the rules says what it finds, the findings are
// put in order.
#include "rapport/core/check.h"

#include <stdlib.h>
#include <string.h>

#include "check_acts.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

#define OFFICE "career offices' advice on informational interviews"
#define DALTON "S. Dalton, The 2-Hour Job Search: a first message under 75 words that asks for no job"

static const CheckRule RULES[CHECK_RULE_COUNT] = {
    [CHECK_PLACEHOLDER_EMPTY] = {"placeholder-empty", "empty placeholder", CHECK_ERROR,
                                 "A placeholder of a template that nobody filled in.",
                                 "nobody sends braces on purpose"},
    [CHECK_OVER_LIMIT] = {"over-limit", "over the limit", CHECK_ERROR,
                          "More characters than the channel takes.", "the limits that LinkedIn states"},
    [CHECK_WRONG_NAME] = {"wrong-name", "another name", CHECK_ERROR, "The greeting names somebody else.",
                          "the oldest blunder of copied messages"},
    [CHECK_WRONG_COMPANY] = {"wrong-company", "another company", CHECK_ERROR,
                             "You or your is tied to an organisation that is not theirs.",
                             "the oldest blunder of copied messages"},
    [CHECK_NO_RECIPIENT] = {"no-recipient", "nobody to write to", CHECK_ERROR,
                            "The message has no recipient.", "a message needs a reader"},
    [CHECK_ASKS_FOR_JOB] = {"asks-for-job", "asks for a job", CHECK_WARN,
                            "Asks for a job or a referral before they have answered or you have met.",
                            OFFICE},
    [CHECK_RESUME_ATTACHED] = {"resume-attached", "resume attached", CHECK_WARN,
                               "A resume comes with a first message.", OFFICE},
    [CHECK_TOO_SOON] = {"too-soon", "too soon", CHECK_WARN, "It is not polite to write yet.",
                        "the timing rules (`why` tells which)"},
    [CHECK_LONG] = {"long", "long", CHECK_WARN,
                    "Over 75 words for a first request, 60 for a nudge; a hint from 150 for all others.",
                    DALTON},
    [CHECK_NO_QUESTION] = {"no-question", "no question", CHECK_WARN,
                           "A request that does not ask anything clearly.", DALTON},
    [CHECK_NO_COMMON_GROUND] = {"no-common-ground", "common ground unused", CHECK_WARN,
                                "You share something, and a first request does not say so.", DALTON},
    [CHECK_MOSTLY_ME] = {"mostly-me", "mostly about me", CHECK_WARN,
                         "A request with far more I and my than you and your.", DALTON},
    [CHECK_SEVERAL_ASKS] = {"several-asks", "several asks", CHECK_WARN,
                            "More than one thing is asked for at a time.", OFFICE},
    [CHECK_NO_THANKS] = {"no-thanks", "thanks name nothing", CHECK_WARN,
                         "A thank-you that names nothing of what they said.", OFFICE},
    [CHECK_PUSHY] = {"pushy", "pushy", CHECK_WARN, "Words that press, shout or hurry.", OFFICE},
    [CHECK_WEAK_OPENER] = {"weak-opener", "worn opening", CHECK_HINT,
                           "The first sentence is one that everybody has read too often.", OFFICE},
    [CHECK_LINK_IN_FIRST_MESSAGE] = {"link-in-first-message", "link in a first message", CHECK_HINT,
                                     "A link in a message to somebody who does not know you.",
                                     "mail filters distrust strangers' links, and so do people"},
    [CHECK_NO_SIGNATURE] = {"no-signature", "no name at the end", CHECK_HINT,
                            "An email that does not end with your name.", "letters are signed"},
    [CHECK_NO_WAY_OUT] = {"no-way-out", "no easy way out", CHECK_HINT,
                          "A first request with no easy no, and no answer as small as a line or two.",
                          OFFICE},
    [CHECK_GENERIC] = {"generic", "stock sentence", CHECK_HINT, "LinkedIn's own sentence, sent as it is.",
                       "LinkedIn's stock invitations"},
    [CHECK_SPELLING] = {"spelling", "spelling", CHECK_HINT, "A word that the speller's dictionary lacks.",
                        "enchant, hunspell or aspell, where one is installed"},
};

const CheckRule *check_rule(CheckRuleId rule)
{
    return &RULES[rule];
}

bool check_rule_parse(const char *id, CheckRuleId *out)
{
    for (size_t i = 0; i < CHECK_RULE_COUNT; i++)
        if (strcmp(RULES[i].id, id) == 0) {
            *out = (CheckRuleId)i;
            return true;
        }
    return false;
}

const char *check_severity_name(CheckSeverity severity)
{
    static const char *const NAMES[] = {"error", "warn", "hint"};
    return NAMES[severity];
}

void check_input_init(CheckInput *input)
{
    *input = (CheckInput){0};
}

void check_input_clear(CheckInput *input)
{
    vec_clear(&input->organisations);
    vec_clear(&input->ground);
    vec_clear(&input->bonds);
}

bool check_is_first(const CheckInput *input)
{
    return !input->answered && !input->met;
}

// ---- findings

void check_say(CheckText *text, CheckRuleId rule, size_t from, size_t to, char *message, const char *fix)
{
    enum { MOST = 500 }; // nobody reads more
    if ((text->input->off & 1u << rule) != 0 || text->result->findings.count >= MOST) {
        free(message);
        return;
    }
    vec_push(&text->result->findings, ((CheckFinding){rule, RULES[rule].severity, false, from, to, message,
                                                      fix != NULL ? mem_strdup(fix) : NULL}));
}

void check_say_words(CheckText *text, CheckRuleId rule, size_t first, size_t count, char *message,
                     const char *fix)
{
    check_say(text, rule, text->words.items[first].from, text->words.items[first + count - 1].to, message,
              fix);
}

// By severity, then by place; the whole message comes after its places.
static int by_weight(const void *a, const void *b)
{
    const CheckFinding *x = a, *y = b;
    if (x->severity != y->severity)
        return x->severity < y->severity ? -1 : 1;
    bool x_whole = x->from == x->to, y_whole = y->from == y->to;
    if (x_whole != y_whole)
        return x_whole ? 1 : -1;
    if (!x_whole && x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (int)x->rule - (int)y->rule;
}

void check_run(const CheckInput *input, CheckResult *result)
{
    CheckText text;
    *result = (CheckResult){0};
    check_text_read(&text, input, result);
    result->words = utf8_count_words(text.text, strlen(text.text));
    check_form(&text);
    check_names(&text);
    check_companies(&text);
    check_acts_read(&text);
    check_asks(&text);
    check_pushy(&text);
    check_thanks(&text);
    check_manners(&text);
    check_spelling(&text);
    check_text_clear(&text);
    if (result->findings.count > 1)
        qsort(result->findings.items, result->findings.count, sizeof *result->findings.items, by_weight);
}

void check_result_clear(CheckResult *result)
{
    for (size_t i = 0; i < result->findings.count; i++) {
        free(result->findings.items[i].message);
        free(result->findings.items[i].fix);
    }
    vec_clear(&result->findings);
}

size_t check_count(const CheckResult *result, CheckSeverity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < result->findings.count; i++)
        count += result->findings.items[i].severity == severity ? 1 : 0;
    return count;
}
