// SPDX-License-Identifier: MIT
// The rule on several asks. A favour is what costs them something: a talk, an introduction, a review. An
// answer is none, since that is what a message is for; two ways to the same favour are one; and what lets
// them choose ("or by mail") asks for one thing only.
#include "check_favours.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// What begins an ask.
static const char *const LEADS[] = {
    "could|would|can|will|may|might|should|shall you|i|we|somebody|someone|anyone|it|there",
    "could|can|may|might|would|will your|my|our|the|one",
    "perhaps|maybe|hope|hoping|hoped|great|also|that|who|whom you could|might|can",
    "and|also|then could|can|would|may|might",
    "do you? mind",
    "do|did|would|might you also|perhaps? happen? to?",
    "is|would|was there|it|this",
    "any|a chance|possibility|way",
    "appreciate|value|welcome|grateful|thankful|obliged",
    "i|we also|really|just|still|badly|urgently? need|ask|request|require|seek|want|wish|hope|wonder",
    "i|we write|wrote|writing to ask|enquire|inquire|find|learn|request",
    "need somebody|someone|you|your|a|an|some|to",
    "i'd|we'd|i|we|would|i'll also|really|so|very|truly|dearly|particularly? much? "
    "like|love|want|hope|hoping|wish|"
    "wondering|wonder|ask|need|appreciate",
    "i'd|we'd|would be also|very|so|most|really? grateful|thankful|glad|happy|delighted|interested|obliged|"
    "thrilled|keen|eager|curious|pleased",
    "i'm|we're|am|are|was|were also|really|just|very|so? hoping|looking|wondering|asking|searching|writing|"
    "keen|eager|curious|interested",
    "happy|glad|grateful|appreciate|obliged|great|wonderful|helpful|lovely|kind|amazing|fantastic|ideal|"
    "useful|brilliant it? if",
    "would also|really? help|be|mean",
    "please",
    "kindly",
    "if|whether you|i|we|someone|somebody could|would|might|can|are|were|may|have|had",
    "if|whether you'd|you're|you've|there's",
    "let me|us",
    "how|what about",
    "another|second|third|other|further|last|more|one|final request|favour|favor|wish|ask|thing|question",
    "request|favour|favor|wish|ask|question is|would|concerns|to",
    "trouble|bother you for",
    NULL};

// What may stand between a lead and what is asked for.
static const char *const FILLERS[] = {
    "i",           "you",          "me",          "us",       "we",        "to",       "be",
    "also",        "please",       "kindly",      "perhaps",  "maybe",     "possibly", "just",
    "very",        "so",           "much",        "really",   "if",        "could",    "would",
    "might",       "able",         "willing",     "open",     "happy",     "prepared", "free",
    "up",          "kind",         "enough",      "as",       "possible",  "for",      "of",
    "a",           "an",           "the",         "short",    "quick",     "brief",    "some",
    "any",         "your",         "chance",      "love",     "like",      "hope",     "it",
    "have",        "available",    "interested",  "in",       "grateful",  "that",     "can",
    "consider",    "agree",        "then",        "too",      "ever",      "by",       "chance",
    "way",         "few",          "fifteen",     "ten",      "twenty",    "thirty",   "five",
    "fifteen",     "one",          "two",         "three",    "10",        "15",       "20",
    "30",          "45",           "5",           "half",     "quick",     "little",   "informal",
    "virtual",     "you'll",       "you'd",       "video",    "phone",     "honest",   "whether",
    "appreciate",  "thankful",     "helpful",     "great",    "wonderful", "lovely",   "good",
    "mean",        "help",         "get",         "hear",     "know",      "do",       "personally",
    "briefly",     "quickly",      "someone",     "somebody", "anyone",    "with",     "there",
    "comfortable", "is",           "request",     "concerns", "sometime",  "lot",      "nice",
    "ask",         "favour",       "possibility", "hoping",   "wondering", "gladly",   "also",
    "something",   "asking",       "looking",     "want",     "need",      "be",       "even",
    "feel",        "actually",     "both",        "mind",     "giving",    "having",   "making",
    "doing",       "taking",       "first",       "now",      "today",     "once",     "again",
    "secondly",    "additionally", "finally",     "lastly",   "warm",      "second",   "internal",
    NULL};

typedef struct Favour {
    const FavourKind *kind; // NULL = none was found
    size_t behind;          // word behind its words
    bool mine;              // done by me: "may I visit", "we'd like to learn"
} Favour;

static bool favour_at(CheckText *text, size_t at, size_t end, Favour *favour)
{
    size_t count;
    const FavourKind *kinds = check_favour_kinds(&count);
    PhraseHit hit;
    for (size_t i = 0; i < count; i++)
        if (check_phrase_find(text, kinds[i].phrases, at, at + 1 < end ? at + 1 : end, &hit)) {
            *favour = (Favour){&kinds[i], hit.first + hit.count, false};
            return true;
        }
    return false;
}

// "Could you tell me over a call": the talk is what is asked for.
static void take_talk(CheckText *text, size_t end, Favour *favour)
{
    static const char *const IN_A_TALK[] = {
        "over|in|by|on|during|for|via a|an|the? short|quick|brief|little|video|phone? "
        "call|meeting|coffee|chat|talk|conversation|lunch",
        NULL};
    PhraseHit hit;
    if (favour->kind == NULL || favour->kind->weight != FAVOUR_ANSWER ||
        !check_phrase_find(text, IN_A_TALK, favour->behind, end, &hit))
        return;
    Favour talk;
    if (favour_at(text, hit.first + hit.count - 1, end, &talk))
        *favour = talk;
}

static bool is_filler(const CheckText *text, size_t word)
{
    return check_word_is(text, word, FILLERS) || str_ends(check_fold(text, word), "ly");
}

// "May I", "we'd like to": what follows is done by me.
static bool is_mine(const CheckText *text, size_t first, size_t verb)
{
    static const char *const YOU[] = {"you", "your", "somebody", "someone", "anyone", "it", "there", NULL};
    static const char *const ME[] = {"i", "we", "to", NULL};
    for (size_t i = first; i < verb; i++)
        if (check_word_is(text, i, YOU))
            return false;
    while (verb > first && str_ends(check_fold(text, verb - 1), "ly"))
        verb--;
    return verb > first && check_word_is(text, verb - 1, ME);
}

// A favour of no kind that we know: they do it, and it has to do with me ("would you sign our petition"), or
// I may do it ("may I keep it until May").
static const FavourKind SOMETHING = {"something else", NULL, FAVOUR_WORK, true, false, true};

static bool is_some_favour(CheckText *text, size_t first, size_t end, Favour *favour)
{
    enum { NEAR = 8 };
    static const char *const YOU_DO[] = {"could|would|can|will you also? please? kindly?",
                                         "could|might|can|would one|some of your _", NULL};
    static const char *const ASK_OTHERS[] = {"ask your|him|her|them|the|a|somebody|someone",
                                             "let him|her|them|others|everybody|your know", NULL};
    static const char *const NEED[] = {
        "need|seek|seeking|want|looking|searching for? somebody|someone|anybody|anyone to|who", NULL};
    static const char *const I_DO[] = {"could|can|may|might i|we also? please?", "may|might|could|can my|our",
                                       NULL};
    static const char *const ANSWERS[] = {
        "say",   "prefer",  "agree", "rather",  "like",  "happen", "be",      "want",  "care",
        "think", "ask",     "add",   "tell",    "begin", "know",   "suggest", "thank", "explain",
        "hope",  "offer",   "guess", "imagine", "trust", "assume", "expect",  "wish",  "still",
        "do",    "believe", "just",  "mind",    "let",   NULL};
    static const char *const ME[] = {"me", "us", "my", "our", NULL};
    PhraseHit hit;
    bool mine = check_phrase_find(text, I_DO, first, first + 2, &hit);
    bool any = !mine && check_phrase_find(text, NEED, first, first + 3, &hit);
    if (!mine && !any && !check_phrase_find(text, YOU_DO, first, first + 2, &hit))
        return false;
    size_t verb = hit.first + hit.count;
    PhraseHit others;
    bool asks_others = verb < end && check_phrase_find(text, ASK_OTHERS, verb, verb + 1, &others);
    if (verb >= end || (!asks_others && check_word_is(text, verb, ANSWERS)))
        return false;
    bool about_me = mine || any || asks_others;
    for (size_t i = verb + 1; i < end && i < verb + NEAR && !about_me && !check_comma_before(text, i); i++)
        about_me = check_word_is(text, i, ME);
    if (about_me)
        *favour = (Favour){&SOMETHING, verb + 1, mine};
    return about_me;
}

// What the ask is for that begins with the words from `first` and whose lead ends at `from`: only small words
// stand between.
static Favour asked_for(CheckText *text, size_t first, size_t from, size_t end)
{
    enum { FAR = 2 };
    static const char *const OTHERS_DO[] = {"could|can|may|might|would|will your|one", NULL};
    static const char *const OFFERED[] = {"want|like|have|need|allow me|us to",
                                          NULL}; // "do you want me to send it"
    Favour favour = {NULL, from, false}, none = favour;
    PhraseHit lead;
    size_t i = from;
    size_t others =
        check_phrase_find(text, OTHERS_DO, first, first + 2, &lead) ? FAR : 0; // "could your mill ..."
    while (i < end && !favour_at(text, i, end, &favour) && (is_filler(text, i) || others > 0)) {
        others -= others > 0 && !is_filler(text, i) ? 1 : 0;
        i++;
    }
    if (check_phrase_find(text, OFFERED, first, i, &lead))
        return none;
    favour.mine = is_mine(text, first, i);
    bool reversed = favour.kind != NULL && favour.kind->yours && favour.mine;
    if (favour.kind == NULL || reversed) {
        is_some_favour(text, first, end, &none);
        return none;
    }
    take_talk(text, end, &favour);
    return favour;
}

// ---- one after the other

typedef struct Asked {
    const FavourKind *first; // that costs them something
    bool answer;             // an answer was asked for
    bool job;
    bool here; // in this sentence the job is asked for: what is asked with it belongs to it
} Asked;

static const char *const CHOICE[] = {"or", "alternatively", "instead", "whichever", "rather", NULL};
static const char *const WHAT[] = {"what", "which", "why",
                                   "who",  "how",   NULL}; // "what would you read?" asks for advice

static bool is_new(const Asked *asked, const Favour *favour)
{
    const FavourKind *kind = favour->kind;
    if (kind == NULL || kind->weight < FAVOUR_TALK ||
        (asked->job && (kind->for_a_job || (asked->here && kind->way_to_a_job))))
        return false;
    if (asked->answer && kind->weight == FAVOUR_WORK && kind->yours)
        return true;
    bool other = asked->first != NULL && (strcmp(asked->first->what, kind->what) != 0 || kind == &SOMETHING);
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
        favour = asked_for(text, from, joint ? i + 1 : i, end);
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
    bool led = check_phrase_find(text, LEADS, at, sentence->end, hit);
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
        Favour favour = asked_for(text, hit.first, hit.first + hit.count, sentence->end);
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
        Favour favour = asked_for(text, hit.first, hit.first + hit.count, sentence->end);
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
                                       "while you",
                                       "furthermore",
                                       "moreover",
                                       "secondly",
                                       "at the same time",
                                       NULL};
    return check_phrase_in(text, MORE, sentence) &&
           (sentence->question || check_phrase_in(text, LEADS, sentence));
}

// An ask for an answer, and no more: "How did you begin?", "Could you tell me ...?"
static bool asks_only_to_know(CheckText *text, const CheckSentence *sentence)
{
    static const char *const KNOW[] = {"how",  "what", "why",  "when", "which", "who",  "where",
                                       "did",  "was",  "were", "is",   "are",   "does", "do",
                                       "have", "has",  "and",  "but",  "so",    NULL};
    PhraseHit hit;
    if (!check_phrase_find(text, LEADS, sentence->first, sentence->end, &hit))
        return check_word_is(text, sentence->first, KNOW);
    Favour favour = asked_for(text, hit.first, hit.first + hit.count, sentence->end);
    return favour.kind != NULL && favour.kind->weight < FAVOUR_TALK;
}

// "I have two requests"
static bool counts_asks(CheckText *text, const CheckSentence *sentence)
{
    static const char *const COUNTED[] = {"have|with|ask|asking|two|make two|three|four|several|few|couple "
                                          "of? favours|favors|requests|wishes|asks",
                                          "need|want two|three|four|several things",
                                          "my first|second|other|third|next request|wish|favour|favor|ask",
                                          NULL};
    return check_phrase_in(text, COUNTED, sentence);
}

// "I'd also like to come for a day", whatever was asked before.
static bool adds_work(CheckText *text, const CheckSentence *sentence)
{
    static const char *const ADDS[] = {"also|additionally|besides|secondly|furthermore|moreover",
                                       "in addition", NULL};
    PhraseHit hit;
    if (!check_phrase_in(text, ADDS, sentence) ||
        !check_phrase_find(text, LEADS, sentence->first, sentence->end, &hit))
        return false;
    Favour favour = asked_for(text, hit.first, hit.first + hit.count, sentence->end);
    return favour.kind != NULL && favour.kind->weight == FAVOUR_WORK;
}

static void check_further(CheckText *text)
{
    bool asked = false, any = false;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        bool ask = one->first >= text->body && one->from < text->close && !leaves_choice(text, one) &&
                   !check_lets_go(text, one) && (one->question || check_phrase_in(text, LEADS, one));
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
    Asked asked = {.job = job};
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first < text->body || one->from >= text->close || leaves_choice(text, one))
            continue;
        asked.here = job && hit.first >= one->first && hit.first < one->end;
        if (read_sentence(text, one, &asked))
            return;
        asked.answer = asked.answer || is_bare_question(text, one);
    }
    check_further(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
