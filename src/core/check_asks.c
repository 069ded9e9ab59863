// SPDX-License-Identifier: MIT
// Rules on what is asked for: nothing, several things, a job before they know you; and on an
// easy way out.
#include <stdlib.h>

#include "check_acts.h"
#include "rapport/base/mem.h"

static void say_act(CheckText *text, CheckRuleId rule, size_t sentence, CheckAct act, const char *message)
{
    size_t first, count;
    check_act_words(text, sentence, act, &first, &count);
    check_say_words(text, rule, first, count, mem_strdup(message), NULL);
}

static void check_job(CheckText *text)
{
    const CheckInput *input = text->input;
    size_t sentence;
    if (!check_is_first(input) || input->they_raised_work || input->occasion == OCCASION_THANK_YOU)
        return;
    if (check_act_find(text, ACT_RESUME, &sentence))
        say_act(text, CHECK_RESUME_ATTACHED, sentence, ACT_RESUME,
                "A resume in a first message asks for a job: send it when they ask for it.");
    else if (check_act_find(text, ACT_JOB, &sentence))
        say_act(text, CHECK_ASKS_FOR_JOB, sentence, ACT_JOB,
                "Before you have talked this closes the door: ask for their advice instead.");
}

static void check_question(CheckText *text)
{
    size_t sentence;
    if (text->input->occasion != OCCASION_REQUEST || check_act_find(text, ACT_ASK, &sentence) ||
        check_act_find(text, ACT_JOB, &sentence))
        return;
    check_say(
        text, CHECK_NO_QUESTION, 0, 0,
        mem_strdup("Ask one clear question, so that answering is easy: \"Would you have 15 minutes ...?\""),
        NULL);
}

static void check_several(CheckText *text)
{
    size_t sentence;
    if (!check_act_find(text, ACT_SECOND_ASK, &sentence))
        return;
    const CheckSentence *one = &text->sentences.items[sentence];
    check_say(text, CHECK_SEVERAL_ASKS, one->from, one->to,
              mem_strdup("Asks for one more thing: one ask at a time is easier to say yes to."), NULL);
}

static void check_way_out(CheckText *text)
{
    const CheckInput *input = text->input;
    size_t sentence;
    if (input->occasion != OCCASION_REQUEST || !check_is_first(input) ||
        check_act_find(text, ACT_WAY_OUT, &sentence))
        return;
    bool bottom = text->close == text->length;
    check_say(
        text, CHECK_NO_WAY_OUT, text->close, text->close,
        mem_strdup("Make it easy to say no, and a yes is worth more: \"If now is a bad time, no worries.\""),
        bottom ? "\n\nIf now is a bad time, no worries at all."
               : "If now is a bad time, no worries at all.\n\n");
}

void check_asks(CheckText *text)
{
    if (text->acts.count == 0)
        return;
    check_job(text);
    check_question(text);
    check_several(text);
    check_way_out(text);
}
