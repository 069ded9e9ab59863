// SPDX-License-Identifier: MIT
// The rule on several asks. A favour is what costs them something: a talk, an introduction, a review. An
// answer is none, since that is what a message is for; two ways to the same favour are one; and what lets
// them choose ("or by mail") asks for one thing only.
#include "check_favours.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

typedef struct Asked {
    const FavourKind *first; // that costs them something
    bool answer;             // an answer was asked for
    bool job;
    bool
        here; // in this sentence or right before it the job is asked for: what is asked with it belongs to it
} Asked;

static const char *const CHOICE[] = {"or", "alternatively", "instead", "whichever", "rather", NULL};
static const char *const WHAT[] = {"what", "which", "why",
                                   "who",  "how",   NULL}; // "what would you read?" asks for advice

static bool is_new(const Asked *asked, const Favour *favour)
{
    const FavourKind *kind = favour->kind;
    if (kind == NULL || kind->weight < FAVOUR_TALK ||
        (asked->job && ((kind->for_a_job && !favour->mine) ||
                        (asked->here && (kind->way_to_a_job || kind->weight == FAVOUR_TALK)))))
        return false;
    if (asked->answer && kind->weight == FAVOUR_WORK && kind->yours)
        return true;
    bool other = asked->first != NULL &&
                 (strcmp(asked->first->what, kind->what) != 0 || kind == check_favour_something());
    return asked->job || other;
}

static void take(Asked *asked, const Favour *favour)
{
    if (favour->kind == NULL || favour->kind->weight == FAVOUR_NOTHING)
        return;
    if (favour->kind->weight == FAVOUR_ANSWER)
        asked->answer = asked->answer || !favour->mine;
    else if (asked->first == NULL)
        asked->first = favour->kind;
}

// "Could you read it, send me yours and introduce me": behind "and" or a comma stands another one. Behind
// "or" they may choose.
static const FavourKind *joined(CheckText *text, size_t from, size_t end, bool mine, Asked *asked)
{
    static const char *const JOINTS[] = {"and", "also", "then", "plus", NULL};
    for (size_t i = from; i < end; i++) {
        Favour favour;
        if (check_word_is(text, i, CHOICE))
            return NULL;
        bool joint = i + 1 < end && check_word_is(text, i, JOINTS);
        if (!joint && !check_comma_before(text, i))
            continue;
        favour = check_favour_asked(text, from, joint ? i + 1 : i, end);
        if (favour.kind != NULL && favour.kind->yours && mine)
            continue; // "may I come and collect it"
        if (is_new(asked, &favour))
            return favour.kind;
        take(asked, &favour);
    }
    return NULL;
}

static const char *const IMPERATIVES[] = {
    "send", "share", "introduce", "forward", "look", "read", "review",  "meet",   "call",  "tell", "help",
    "put",  "give",  "connect",   "let",     "show", "take", "explain", "advise", "point", "also", NULL};
static const char *const EAGER[] = {"happy", "glad", "keen", "curious", "eager", "delighted", NULL};

// "Send me ...", "An introduction would help too.", "My request: look at ...": no words lead to it.
static bool begins_bare(CheckText *text, const CheckSentence *sentence, size_t at)
{
    static const char *const WOULD_HELP[] = {
        "would|will|might|could also|really|already|greatly? be|help|mean|make|suffice|do|go|allow|let|save",
        NULL};
    static const char *const ME[] = {"i", "we", "you", NULL};
    if (at == sentence->first && !check_word_is(text, at, ME))
        return check_word_is(text, at, IMPERATIVES) || check_word_is(text, at, EAGER) ||
               (!sentence->question && check_phrase_in(text, WOULD_HELP, sentence));
    return at > sentence->first && text->text[text->words.items[at - 1].to] == ':' &&
           check_word_is(text, at, IMPERATIVES);
}

// What leads to an ask at `at` or later; of no words where none need to.
static bool find_lead(CheckText *text, const CheckSentence *sentence, size_t at, PhraseHit *hit)
{
    bool led = check_phrase_find(text, check_favour_leads(), at, sentence->end, hit);
    size_t end = led ? hit->first : sentence->end;
    for (size_t i = at; i < end; i++)
        if (begins_bare(text, sentence, i)) {
            *hit = (PhraseHit){i, 0, 0};
            return true;
        }
    return led;
}

bool check_asks_favour(CheckText *text, const CheckSentence *sentence)
{
    PhraseHit hit;
    for (size_t at = sentence->first; find_lead(text, sentence, at, &hit);) {
        Favour favour = check_favour_asked(text, hit.first, hit.first + hit.count, sentence->end);
        at = favour.behind > hit.first ? favour.behind : hit.first + 1;
        if (favour.kind != NULL && favour.kind->weight > FAVOUR_NOTHING)
            return true;
    }
    return false;
}

static void say_several(CheckText *text, const CheckSentence *sentence, const char *first, const char *second)
{
    char *message =
        second != NULL
            ? str_format("Asks for %s and for %s: one ask at a time is easier to say yes to.", first, second)
            : mem_strdup("Asks for one more thing: one ask at a time is easier to say yes to.");
    check_say(text, CHECK_SEVERAL_ASKS, sentence->from, sentence->to, message, NULL);
}

static const char *name_of(const Asked *asked)
{
    return asked->job ? "a job" : asked->first != NULL ? asked->first->what : "advice";
}

// "Or could you send it?", "Failing that, ..." leave the choice.
static bool leaves_choice(CheckText *text, const CheckSentence *sentence)
{
    static const char *const CHOICES[] = {
        "or",        "alternatively", "otherwise", "failing that", "instead",
        "if not|so", "equally",       "even",      "either",       NULL};
    PhraseHit hit;
    return check_phrase_find(text, CHOICES, sentence->first, sentence->first + 1, &hit) ||
           check_expects_no(text, sentence);
}

// The favours of a sentence; true = the rule has spoken.
static bool read_sentence(CheckText *text, const CheckSentence *sentence, Asked *asked)
{
    PhraseHit hit;
    for (size_t at = sentence->first; find_lead(text, sentence, at, &hit);) {
        Favour favour = check_favour_asked(text, hit.first, hit.first + hit.count, sentence->end);
        at = favour.behind > hit.first ? favour.behind : hit.first + 1;
        if (hit.count == 0 && favour.kind != NULL && favour.kind->weight < FAVOUR_WORK &&
            !check_word_is(text, hit.first, IMPERATIVES))
            continue;
        if (hit.first > sentence->first &&
            (check_word_is(text, hit.first - 1, CHOICE) || check_word_is(text, hit.first - 1, WHAT)))
            continue;
        if (favour.kind != NULL && is_new(asked, &favour)) {
            say_several(text, sentence, name_of(asked), favour.kind->what);
            return true;
        }
        take(asked, &favour);
        const FavourKind *second =
            favour.kind != NULL ? joined(text, at, sentence->end, favour.mine, asked) : NULL;
        if (second != NULL) {
            say_several(text, sentence, name_of(asked), second->what);
            return true;
        }
    }
    return false;
}

// ---- a sentence that says itself that it asks for more: "Could you also ...", "One more favour"

static bool asks_for_more(CheckText *text, const CheckSentence *sentence)
{
    static const char *const MORE[] = {"also",
                                       "in addition",
                                       "additionally",
                                       "besides",
                                       "another|second|further favour|favor|request|thing|ask",
                                       "one more favour|favor|request|thing",
                                       "two|three|several|few things|favours|favors|requests|wishes",
                                       "on top of",
                                       "while you|i|we",
                                       "while i'm|you're|we're at",
                                       "it'd|that'd|would be _ too|also",
                                       "furthermore",
                                       "moreover",
                                       "secondly",
                                       "at the same time",
                                       NULL};
    static const char *const BEGINS[] = {"separately|likewise|next|plus|finally|lastly|then",
                                         "on my|our own account", "and since|as|also", NULL};
    PhraseHit hit;
    return (check_phrase_in(text, MORE, sentence) ||
            check_phrase_find(text, BEGINS, sentence->first, sentence->first + 1, &hit)) &&
           (sentence->question || check_phrase_in(text, check_favour_leads(), sentence));
}

// An ask for an answer, and no more: "How did you begin?", "Could you tell me ...?"
static bool asks_only_to_know(CheckText *text, const CheckSentence *sentence)
{
    static const char *const KNOW[] = {"how",  "what", "why",  "when", "which", "who",  "where",
                                       "did",  "was",  "were", "is",   "are",   "does", "do",
                                       "have", "has",  "and",  "but",  "so",    NULL};
    PhraseHit hit;
    if (!check_phrase_find(text, check_favour_leads(), sentence->first, sentence->end, &hit))
        return check_word_is(text, sentence->first, KNOW);
    Favour favour = check_favour_asked(text, hit.first, hit.first + hit.count, sentence->end);
    return favour.kind != NULL && favour.kind->weight < FAVOUR_TALK;
}

// "I have two requests"
static bool counts_asks(CheckText *text, const CheckSentence *sentence)
{
    static const char *const COUNTED[] = {
        "have|with|ask|asking|two|make two|three|four|several|few|couple "
        "of? favours|favors|requests|wishes|asks",
        "need|want two|three|four|several things",
        "two|three|four|several|few|couple of? more|small|quick|short|big|little|"
        "other|further|cheeky? favours|favors|requests|wishes|asks|ones",
        "two|three|four|several|few more? matters|things|errands more|then|please",
        "the other is|one|concerns|would",
        "my first|second|other|third|next request|wish|favour|favor|ask",
        NULL};
    return check_phrase_in(text, COUNTED, sentence);
}

// "I'd also like to come for a day", whatever was asked before.
static bool adds_work(CheckText *text, const CheckSentence *sentence)
{
    static const char *const ADDS[] = {
        "also|additionally|besides|secondly|furthermore|moreover|separately|too",
        "in addition",
        "as well",
        "while i|we|you|i'm|we're|you're",
        "then|next|plus i|could|would|if|we|i'd|we'd",
        NULL};
    PhraseHit hit;
    if (!check_phrase_in(text, ADDS, sentence) ||
        !check_phrase_find(text, check_favour_leads(), sentence->first, sentence->end, &hit))
        return false;
    Favour favour = check_favour_asked(text, hit.first, hit.first + hit.count, sentence->end);
    return favour.kind != NULL && favour.kind->weight == FAVOUR_WORK;
}

static void check_further(CheckText *text)
{
    bool asked = false, any = false;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        bool ask = one->first >= text->body && one->from < text->close && !leaves_choice(text, one) &&
                   !check_lets_go(text, one) &&
                   (one->question || check_phrase_in(text, check_favour_leads(), one));
        bool favour = ask && !asks_only_to_know(text, one);
        if ((favour && asked && asks_for_more(text, one)) || (ask && any && adds_work(text, one)) ||
            (one->first >= text->body && counts_asks(text, one))) {
            say_several(text, one, NULL, NULL);
            return;
        }
        asked = asked || favour;
        any = any || ask;
    }
}

// "Which reed do you use?"
static bool is_bare_question(CheckText *text, const CheckSentence *sentence)
{
    static const char *const WH[] = {"and|but|so? which|what|how|where|why|when|who", NULL};
    PhraseHit hit;
    return sentence->question && check_phrase_find(text, WH, sentence->first, sentence->first + 1, &hit);
}

void check_favours(CheckText *text)
{
    PhraseHit hit;
    bool job = check_job_asked(text, &hit);
    enum { NEAR = 2 };
    Asked asked = {.job = job};
    size_t sentence_of_job = job ? text->words.items[hit.first].sentence : 0;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first < text->body || one->from >= text->close || leaves_choice(text, one))
            continue;
        asked.here = job && i >= sentence_of_job && i <= sentence_of_job + NEAR;
        if (read_sentence(text, one, &asked))
            return;
        asked.answer = asked.answer || is_bare_question(text, one);
    }
    check_further(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
