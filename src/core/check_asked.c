// SPDX-License-Identifier: MIT
// What is asked for behind the words that begin an ask: the favour of a kind, or one that we have no kind
// for.
#include "check_favours.h"

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
    "i|we should|would|shall also? like|love|want|need|appreciate",
    "i'd|we'd|i|we|would also|really|only|further|then? need|want|require|ask",
    "i'd|we'd be _ to|for|if",
    "it'd|it would|that'd be _ too|also|if",
    "hopes|wonders|asks|wishes|begs|hoping you'd|you|if|whether",
    "i'd|we'd|would also? be also|very|so|most|really? "
    "grateful|thankful|glad|happy|delighted|interested|obliged|"
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
    "i",           "you",       "me",          "us",           "we",        "to",       "be",
    "also",        "please",    "kindly",      "perhaps",      "maybe",     "possibly", "just",
    "very",        "so",        "much",        "really",       "if",        "could",    "would",
    "might",       "able",      "willing",     "open",         "happy",     "prepared", "free",
    "up",          "kind",      "enough",      "as",           "possible",  "for",      "of",
    "a",           "an",        "the",         "short",        "quick",     "brief",    "some",
    "any",         "your",      "chance",      "love",         "like",      "hope",     "it",
    "have",        "available", "interested",  "in",           "grateful",  "that",     "can",
    "consider",    "agree",     "then",        "too",          "ever",      "by",       "chance",
    "way",         "few",       "fifteen",     "ten",          "twenty",    "thirty",   "five",
    "fifteen",     "one",       "two",         "three",        "10",        "15",       "20",
    "30",          "45",        "5",           "half",         "quick",     "little",   "informal",
    "virtual",     "you'll",    "you'd",       "video",        "phone",     "honest",   "whether",
    "appreciate",  "thankful",  "helpful",     "great",        "wonderful", "lovely",   "good",
    "mean",        "help",      "get",         "hear",         "know",      "do",       "personally",
    "briefly",     "quickly",   "someone",     "somebody",     "anyone",    "with",     "there",
    "comfortable", "is",        "request",     "concerns",     "sometime",  "lot",      "nice",
    "ask",         "favour",    "possibility", "hoping",       "wondering", "gladly",   "also",
    "from",        "well",      "something",   "asking",       "looking",   "want",     "need",
    "be",          "even",      "feel",        "actually",     "both",      "mind",     "giving",
    "having",      "making",    "doing",       "taking",       "first",     "now",      "today",
    "once",        "again",     "secondly",    "additionally", "finally",   "lastly",   "warm",
    "second",      "internal",  NULL};

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

// A favour of no kind that we know: what they may do for me ("would you sign our petition", "could you hold
// one in Lahore") or I may do ("may I keep it until May"), unless it is to say or to think something.
const FavourKind *check_favour_something(void)
{
    static const FavourKind SOMETHING = {"something else", NULL, FAVOUR_WORK, true, false, true};
    return &SOMETHING;
}

static bool is_some_favour(CheckText *text, size_t first, size_t end, Favour *favour)
{
    static const char *const YOU_DO[] = {"could|would|can|will you also? please? kindly?",
                                         "could|might|can|would one|some of your _", NULL};
    static const char *const ASK_OTHERS[] = {"ask your|him|her|them|the|a|somebody|someone",
                                             "let him|her|them|others|everybody|your know", NULL};
    static const char *const NEED[] = {
        "need|seek|seeking|want|looking|searching for? somebody|someone|anybody|anyone to|who", NULL};
    static const char *const I_DO[] = {"could|can|may|might i|we also? please?", "may|might|could|can my|our",
                                       NULL};
    static const char *const ANSWERS[] = {
        "say",     "prefer",   "agree",  "rather",  "like",     "happen", "be",      "want",    "care",
        "think",   "ask",      "add",    "tell",    "begin",    "know",   "suggest", "thank",   "explain",
        "hope",    "offer",    "guess",  "imagine", "trust",    "assume", "expect",  "wish",    "still",
        "do",      "believe",  "just",   "mind",    "let",      "pester", "bother",  "trouble", "disturb",
        "consult", "approach", "badger", "confess", "admit",    "remind", "go",      "choose",  "start",
        "pick",    "feel",     "see",    "call",    "describe", NULL};
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
    *favour = (Favour){check_favour_something(), verb + 1, mine};
    return true;
}

// What the ask is for that begins with the words from `first` and whose lead ends at `from`: only small words
// stand between.
Favour check_favour_asked(CheckText *text, size_t first, size_t from, size_t end)
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

Phrases check_favour_leads(void)
{
    return LEADS;
}

// NOLINTEND(bugprone-suspicious-missing-comma)
