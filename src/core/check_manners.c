// SPDX-License-Identifier: MIT
// Rules on tact: worn sentences, too much I, common ground left unused.
#include <stdlib.h>
#include <string.h>

#include "check_acts.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- weak-opener, generic

static const char *const STOCK[] = {
    "like|love|want to add you to|in _ network|connections|contacts",
    "add you to my professional|linkedin|growing? network",
    "join your _ network",
    "i'd|i would? like to connect with you on linkedin",
    "expand|expanding|grow|growing my _ network",
    "let's|let us? connect on",
    "add|adding you as a",
    "since you are|you're a person i trust",
    "i'd|would _ to? be part of your _ network",
    "let's connect|stay|link",
    "let us connect",
    "like|love|great|nice|honoured|honored|happy|glad to? be? connect|connected with|on|here|you",
    "would|i'd love|like to connect",
    "have you in my|among",
    "accept my invitation|invite|request|connection",
    "benefit|profit|learn from each|one other|other's|another",
    "explore|discuss|find _ synergies",
    "impressed|inspired|fascinated by|with your _ background|experience|success|achievements|journey and",
    NULL};

static void check_first_sentence(CheckText *text)
{
    enum { MORE = 3 }; // words of the sentence that say something else
    Channel channel = text->input->channel;
    if (channel == CHANNEL_IN_PERSON || channel == CHANNEL_PHONE ||
        channel == CHANNEL_SMS) // one says one's name
        return;
    size_t i = 0, first, count;
    while (i < text->acts.count && text->sentences.items[i].first < text->body)
        i++;
    if (i == text->acts.count || check_act_score(text, i, ACT_OPENER) <= 0)
        return;
    const CheckSentence *one = &text->sentences.items[i];
    check_act_words(text, i, ACT_OPENER, &first, &count);
    bool whole = one->end - one->first <= count + MORE && one->to < text->length;
    check_say(text, CHECK_WEAK_OPENER, one->from,
              whole ? one->to + strspn(text->text + one->to, " ") : one->to,
              mem_strdup("Everybody opens so: begin with them, or with what brings you together."),
              whole ? "" : NULL);
}

static void check_openings(CheckText *text)
{
    PhraseHit hit;
    check_first_sentence(text);
    if (check_phrase_find(text, STOCK, text->body, text->words.count, &hit))
        check_say_words(text, CHECK_GENERIC, hit.first, hit.count,
                        mem_strdup("LinkedIn writes this for everybody: say in your words why them."), NULL);
}

// ---- mostly-me

static const char *const ME[] = {"i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", NULL};
static const char *const YOU[] = {"you",    "your",  "yours",  "yourself", "you're",
                                  "you've", "you'd", "you'll", NULL};

static void check_balance(CheckText *text)
{
    enum { MORE = 3 };
    size_t me = 0, you = 0;
    if (text->input->occasion != OCCASION_REQUEST)
        return;
    for (size_t i = 0; i < text->words.count; i++) {
        me += check_word_is(text, i, ME) ? 1 : 0;
        you += check_word_is(text, i, YOU) ? 1 : 0;
    }
    if (me >= you + MORE)
        check_say(text, CHECK_MOSTLY_ME, 0, 0,
                  str_format("I and my %zu times, you and your %zu: turn it towards them.", me, you), NULL);
}

// ---- no-common-ground

static const char *const GROUND_WORDS[] = {
    "university",  "college",       "school",  "institute", "academy",   "club",   "society", "group",
    "association", "the",           "of",      "and",       "for",       "in",     "at",      "labs",
    "lab",         "company",       "network", "team",      "community", "alumni", "student", "students",
    "national",    "international", "high",    "state",     NULL};
static const char *const SHARED[] = {"fellow alum|alumna|alumnus|alumni|student|graduate|member|volunteer",
                                     "alum|alumna|alumnus|alumni",
                                     "same school|university|college|club|group|team|place|programme|program",
                                     "we both",
                                     "both of us",
                                     "our school|university|college|club|old|shared|group|team",
                                     "in common",
                                     "as you did",
                                     "went there too",
                                     NULL};

// The word, its plural or its genitive.
static bool is_word_or_its(const char *fold, const char *word)
{
    size_t length = strlen(word);
    return strncmp(fold, word, length) == 0 &&
           (fold[length] == '\0' || strcmp(fold + length, "s") == 0 || strcmp(fold + length, "'s") == 0);
}

static bool uses_ground(const CheckText *text, const char *ground)
{
    CheckInput input = {.text = ground};
    CheckText words;
    bool used = false;
    check_text_read(&words, &input, NULL);
    for (size_t i = 0; i < words.words.count && !used; i++) {
        const char *word = check_fold(&words, i);
        if (check_word_is(&words, i, GROUND_WORDS) || strlen(word) < 3)
            continue;
        for (size_t k = text->body; k < text->words.count && !used; k++)
            used = is_word_or_its(check_fold(text, k), word);
    }
    check_text_clear(&words);
    return used;
}

static void check_ground(CheckText *text)
{
    const CheckInput *input = text->input;
    if (input->occasion != OCCASION_REQUEST || !check_is_first(input) || input->ground.count == 0 ||
        text->words.count == 0 || check_phrase_any(text, SHARED))
        return;
    for (size_t i = 0; i < input->ground.count; i++)
        if (uses_ground(text, input->ground.items[i]))
            return;
    for (size_t i = 0; i < input->bonds.count; i++)
        if (uses_ground(text, input->bonds.items[i]))
            return;
    check_say(text, CHECK_NO_COMMON_GROUND, 0, 0,
              str_format("You share %s, and say nothing of it: it is the best reason to answer you.",
                         input->ground.items[0]),
              NULL);
}

void check_manners(CheckText *text)
{
    if (text->english) {
        check_openings(text);
        check_balance(text);
    }
    check_ground(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
