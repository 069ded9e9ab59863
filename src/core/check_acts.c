// SPDX-License-Identifier: MIT
// A sentence as the features that a linear model knows, and what the model makes of them: for each act the
// sum of the features' weights over the root of how many features there are, plus a bias.
#include "check_acts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/core/lettercase.h"

// ---- tokens

typedef struct Token {
    const char *word;
    size_t at; // word of the text that it is or stands behind
} Token;

typedef VEC(Token) Tokens;

_Static_assert((int)ACT_COUNT == (int)CHECK_ACTS, "a score for each act");

static bool is_named(const CheckText *text, size_t word)
{
    const char *fold = check_fold(text, word);
    for (size_t i = 0; i < text->input->recipient_count; i++) {
        const CheckPerson *one = &text->input->recipients[i];
        if (check_name_has(one->name, fold) || check_name_has(one->nickname, fold))
            return true;
    }
    return false;
}

// What a word with a capital inside a sentence stands for.
static const char *name_token(const CheckText *text, size_t word)
{
    enum { ACRONYM = 4 };
    static const char *const NO_NAMES[] = {
        "i",         "i'm",      "i'd",      "i've",     "i'll",   "monday",  "tuesday",
        "wednesday", "thursday", "friday",   "saturday", "sunday", "january", "february",
        "march",     "april",    "may",      "june",     "july",   "august",  "september",
        "october",   "november", "december", "linkedin", NULL};
    const CheckWord *one = &text->words.items[word];
    const char *fold = check_fold(text, word);
    if (is_named(text, word))
        return "<you>";
    if (check_name_has(text->input->my_name, fold))
        return "<me>";
    bool first = word == text->sentences.items[one->sentence].first;
    bool acronym = one->shouted && one->to - one->from <= ACRONYM;
    return first || acronym || check_word_is(text, word, NO_NAMES) ? fold : "<name>";
}

static const char *token_of(const CheckText *text, size_t word)
{
    const CheckWord *one = &text->words.items[word];
    char c = text->text[one->from];
    if (c >= '0' && c <= '9')
        return "<n>";
    return one->capital ? name_token(text, word) : check_fold(text, word);
}

static void push_token(Tokens *tokens, const char *word, size_t at)
{
    bool again = tokens->count > 0 && strcmp(tokens->items[tokens->count - 1].word, word) == 0;
    if (!again || (word[0] != '<' && strchr(",:?!", word[0]) == NULL)) // "Maple Row" is one name
        vec_push(tokens, ((Token){word, at}));
}

// The marks between a word and the next one.
static void push_marks(const CheckText *text, size_t word, size_t end, Tokens *tokens)
{
    for (size_t at = text->words.items[word].to; at < end; at++) {
        if (text->text[at] == ',' || text->text[at] == ';' || text->text[at] == '(')
            push_token(tokens, ",", word);
        else if (text->text[at] == ':')
            push_token(tokens, ":", word);
        else if (text->text[at] == '?')
            push_token(tokens, "?", word);
        else if (text->text[at] == '!')
            push_token(tokens, "!", word);
    }
}

static void read_tokens(const CheckText *text, const CheckSentence *sentence, Tokens *tokens)
{
    push_token(tokens, "^", sentence->first);
    for (size_t i = sentence->first; i < sentence->end; i++) {
        bool last = i + 1 == sentence->end;
        push_token(tokens, token_of(text, i), i);
        push_marks(text, i, last ? sentence->to : text->words.items[i + 1].from, tokens);
    }
    push_token(tokens, "$", sentence->end - 1);
}

// ---- features

static void say_run(const Tokens *tokens, size_t from, size_t count, CheckFeatureSink sink, void *self)
{
    char feature[CHECK_FEATURE_MOST];
    size_t length = 0;
    for (size_t i = from; i < from + count; i++) {
        size_t size = strlen(tokens->items[i].word);
        if (length + size + 1 >= sizeof feature)
            return;
        if (i > from)
            feature[length++] = ' ';
        memcpy(feature + length, tokens->items[i].word, size);
        length += size;
    }
    feature[length] = '\0';
    size_t first = tokens->items[from].at;
    sink(self, feature, first, tokens->items[from + count - 1].at + 1 - first);
}

static size_t say_place(const CheckText *text, size_t sentence, CheckFeatureSink sink, void *self)
{
    const CheckInput *input = text->input;
    bool opens = sentence == 0 || text->sentences.items[sentence - 1].first < text->body;
    bool closes =
        sentence + 1 == text->sentences.count || text->sentences.items[sentence + 1].from >= text->close;
    const char *known = input->met ? "@met" : input->answered ? "@answered" : "@none";
    sink(self, known, 0, 0);
    if (input->occasion == OCCASION_REQUEST)
        sink(self, "@request", 0, 0);
    if (opens)
        sink(self, "@first", 0, 0);
    if (closes)
        sink(self, "@last", 0, 0);
    return 4;
}

size_t check_features(const CheckText *text, size_t sentence, CheckFeatureSink sink, void *self)
{
    enum { RUN = 3 };
    Tokens tokens = {0};
    read_tokens(text, &text->sentences.items[sentence], &tokens);
    size_t count = say_place(text, sentence, sink, self);
    for (size_t from = 0; from < tokens.count; from++)
        for (size_t run = 1; run <= RUN && from + run <= tokens.count; run++, count++)
            say_run(&tokens, from, run, sink, self);
    vec_clear(&tokens);
    return count;
}

// ---- the model

typedef struct Weights {
    char feature[CHECK_FEATURE_MOST];
    signed char of[ACT_COUNT]; // in parts of CHECK_WEIGHT_UNIT
} Weights;

// By feature; the first, of no letters, is the bias.
static const Weights WEIGHTS[] = {
#include "check_weights.def"
};

static const Weights *find_weights(const char *feature)
{
    size_t low = 0, high = sizeof WEIGHTS / sizeof *WEIGHTS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(WEIGHTS[middle].feature, feature);
        if (order == 0)
            return &WEIGHTS[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void add_weights(void *self, const char *feature, size_t first, size_t count)
{
    (void)first;
    (void)count;
    int *sums = self;
    const Weights *weights = find_weights(feature);
    for (size_t act = 0; weights != NULL && act < ACT_COUNT; act++)
        sums[act] += weights->of[act];
}

static void score_sentence(CheckText *text, size_t sentence)
{
    int sums[ACT_COUNT] = {0};
    const signed char *bias = WEIGHTS[0].of;
    CheckScores scores;
    size_t count = check_features(text, sentence, add_weights, sums);
    for (size_t act = 0; act < ACT_COUNT; act++)
        scores.of[act] = (sums[act] / sqrt((double)count) + bias[act]) / CHECK_WEIGHT_UNIT;
    vec_push(&text->acts, scores);
}

void check_acts_read(CheckText *text)
{
    if (text->english)
        for (size_t i = 0; i < text->sentences.count; i++)
            score_sentence(text, i);
}

double check_act_score(const CheckText *text, size_t sentence, CheckAct act)
{
    const CheckSentence *one = &text->sentences.items[sentence];
    bool read = sentence < text->acts.count && one->first >= text->body && one->from < text->close;
    return read ? text->acts.items[sentence].of[act] : -1;
}

bool check_act_find(const CheckText *text, CheckAct act, size_t *sentence)
{
    double best = 0;
    for (size_t i = 0; i < text->acts.count; i++)
        if (check_act_score(text, i, act) > best) {
            best = check_act_score(text, i, act);
            *sentence = i;
        }
    return best > 0;
}

// ---- which words

typedef struct Speaking {
    CheckAct act;
    size_t first; // the sentence's first word
    int *say;     // for each of its words
} Speaking;

static void add_to_words(void *self, const char *feature, size_t first, size_t count)
{
    enum { PARTS = 6 }; // so that two and three words share alike
    Speaking *speaking = self;
    const Weights *weights = find_weights(feature);
    for (size_t i = first; weights != NULL && i < first + count; i++)
        speaking->say[i - speaking->first] += weights->of[speaking->act] * PARTS / (int)count;
}

// The run with the highest sum; the whole when none is above 0.
static void highest_run(const int *items, size_t all, size_t *first, size_t *count)
{
    int best = 0, sum = 0;
    *first = 0;
    *count = all;
    for (size_t i = 0, from = 0; i < all; i++) {
        if (sum <= 0) {
            sum = 0;
            from = i;
        }
        sum += items[i];
        if (sum > best) {
            best = sum;
            *first = from;
            *count = i + 1 - from;
        }
    }
}

static bool mark_before(const CheckText *text, size_t word)
{
    for (size_t at = text->words.items[word - 1].to; at < text->words.items[word].from; at++)
        if (strchr(",;:()", text->text[at]) != NULL)
            return true;
    return false;
}

void check_act_words(const CheckText *text, size_t sentence, CheckAct act, size_t *first, size_t *count)
{
    const CheckSentence *one = &text->sentences.items[sentence];
    Speaking speaking = {act, one->first, mem_array(one->end - one->first, sizeof *speaking.say)};
    check_features(text, sentence, add_to_words, &speaking);
    highest_run(speaking.say, one->end - one->first, first, count);
    free(speaking.say);
    *first += one->first;
    size_t end = *first + *count;
    while (*first > one->first && !mark_before(text, *first))
        --*first;
    while (end < one->end && !mark_before(text, end))
        end++;
    *count = end - *first;
}
