// SPDX-License-Identifier: MIT
// The rule on pressing: reminders, reproaches, hurry, capitals and exclamation marks.
#include <stdlib.h>
#include <string.h>

#include "check_acts.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

// Hurry in a word, and what to say in its place. It presses in a sentence that asks; "I'll send it ASAP"
// does not.
static const struct {
    const char *words[2]; // a list of phrases
    const char *milder;
} HURRIES[] = {{{"asap", NULL}, "when you can"}, {{"as soon as possible", NULL}, "when you can"}};

static const char *find_hurry(CheckText *text, const CheckSentence *sentence, PhraseHit *hit)
{
    for (size_t i = 0; i < sizeof HURRIES / sizeof *HURRIES; i++)
        if (check_phrase_find(text, HURRIES[i].words, sentence->first, sentence->end, hit))
            return HURRIES[i].milder;
    return NULL;
}

// "If I don't hear from you I'll ask another" may press or let go: what it does more counts.
static bool presses(const CheckText *text, size_t sentence)
{
    double press = check_act_score(text, sentence, ACT_PRESS);
    return press > 0 && press > check_act_score(text, sentence, ACT_WAY_OUT);
}

static void find_presses(CheckText *text)
{
    for (size_t i = 0; i < text->acts.count; i++) {
        PhraseHit hit;
        const CheckSentence *one = &text->sentences.items[i];
        const char *milder = find_hurry(text, one, &hit);
        bool asks = one->question || check_act_score(text, i, ACT_ASK) > 0;
        if (!presses(text, i) && (milder == NULL || !asks))
            continue;
        if (milder == NULL)
            check_act_words(text, i, ACT_PRESS, &hit.first, &hit.count);
        check_say_words(
            text, CHECK_PUSHY, hit.first, hit.count,
            mem_strdup("This presses for an answer: give them a reason to write, not a reminder."), milder);
    }
}

// "!!", or the third mark of a message: to a stranger, or with a request; among friends it is joy.
static void find_marks(CheckText *text)
{
    const CheckInput *input = text->input;
    if (!check_is_first(input) && input->occasion != OCCASION_REQUEST && input->occasion != OCCASION_NUDGE)
        return;
    enum { MOST = 2 };
    size_t marks = 0;
    for (size_t at = 0; at < text->length; at++) {
        size_t run = strspn(text->text + at, "!?");
        size_t shouts = 0;
        for (size_t i = 0; i < run; i++)
            shouts += text->text[at + i] == '!' ? 1 : 0;
        marks += shouts;
        if (shouts > 1 || (shouts == 1 && marks > MOST)) {
            check_say(text, CHECK_PUSHY, at, at + run,
                      mem_strdup("So many exclamation marks shout: one in a message is plenty."),
                      memchr(text->text + at, '?', run) != NULL ? "?" : ".");
            return;
        }
        at += run > 0 ? run - 1 : 0;
    }
}

// Words that are no acronym: in capitals they are shouted.
static const char *const SHOUTS[] = {
    "please",   "really",      "very",  "need",    "now",    "read",    "this",     "important",  "help",
    "answer",   "reply",       "must",  "much",    "love",   "great",   "never",    "always",     "today",
    "soon",     "waiting",     "quick", "quickly", "call",   "back",    "not",      "all",        "any",
    "ever",     "only",        "your",  "you",     "the",    "and",     "thank",    "thanks",     "so",
    "hope",     "want",        "still", "urgent",  "chance", "last",    "one",      "best",       "hiring",
    "job",      "hear",        "heard", "week",    "time",   "soonest", "deadline", "interested", "love",
    "huge",     "have",        "will",  "no",      "yes",    "big",     "exactly",  "perfect",    "before",
    "tomorrow", "immediately", NULL};

static bool is_name(const CheckText *text, size_t word)
{
    for (size_t i = 0; i < text->input->organisations.count; i++) {
        Str fold = STR_INIT;
        utf8_fold(&fold, text->input->organisations.items[i], strlen(text->input->organisations.items[i]));
        bool found = strstr(str_get(&fold), check_fold(text, word)) != NULL;
        str_clear(&fold);
        if (found)
            return true;
    }
    return false;
}

// Acronyms are seldom so long.
static bool is_shouted(const CheckText *text, size_t word)
{
    enum { LONG = 7 };
    const CheckWord *one = &text->words.items[word];
    for (size_t i = 0; i < text->result->findings.count; i++) { // "[NAME OF MAGAZINE]"
        const CheckFinding *hole = &text->result->findings.items[i];
        if (hole->rule == CHECK_PLACEHOLDER_EMPTY && one->from >= hole->from && one->to <= hole->to)
            return false;
    }
    return one->shouted && (one->to - one->from >= LONG || check_word_is(text, word, SHOUTS)) &&
           !is_name(text, word);
}

static void find_shouting(CheckText *text)
{
    for (size_t i = text->body; i < text->words.count; i++)
        if (is_shouted(text, i)) {
            size_t count = 1;
            while (i + count < text->words.count && text->words.items[i + count].shouted)
                count++;
            check_say_words(text, CHECK_PUSHY, i, count, mem_strdup("Words in capitals shout."), NULL);
            return;
        }
}

void check_pushy(CheckText *text)
{
    find_presses(text);
    find_marks(text);
    find_shouting(text);
}
