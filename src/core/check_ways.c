// SPDX-License-Identifier: MIT
// The rule on a request that makes a no hard to say. What lets them go is said in many ways; nearly all of
// them stand behind the ask, and there a few words tell. An answer of a line or two is as easy as a no.
#include <string.h>

#include "check_text.h"
#include "check_words.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// What lets go behind an ask; before one it may be said of anything.
static const char *const GRACE[] = {
    "i|i'll|we|we'll|nobody|this|that|it|there|one won't|wouldn't|shan't",
    "i|i'd|we|nobody|no|this|that|it|there will|would|shall not|never|still|also",
    "that's|it's|all|just|still|also fine|okay|ok|alright|right",
    "only a|an? thought|idea|wish|hope|question",
    "spare yourself",
    "skip|ignore|decline|refuse|pass|silence",
    "drop it|this|me",
    "otherwise",
    NULL};
// "It will not take long" begs.
static const char *const NO_GRACE[] = {
    "won't|wouldn't|not|never|shan't _ "
    "take|need|keep|cost|waste|last|touch|break|stay|bring|quote|publish|record|share|name|steal|long|"
    "more|longer|regret|until|forget|exist|have|understand",
    "will|would also|still|not _ regret|like|love|help|need|want|ask|be|appreciate", NULL};

// A condition with a reason against it: "if this is a bad month", "should it be against house policy".
static const char *const CONDITIONS[] = {"if",
                                         "should you|it|this|that|the|your|there|my|any|he|she|they",
                                         "unless",
                                         "in case",
                                         "in which case",
                                         "provided",
                                         "supposing",
                                         "as long as",
                                         "when it suits",
                                         NULL};
static bool has_against(const CheckText *text, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (check_word_is(text, i, check_words_against()))
            return true;
    return false;
}

bool check_expects_no(CheckText *text, const CheckSentence *sentence)
{
    PhraseHit hit;
    size_t end = sentence->first;
    while (end < sentence->end && (end == sentence->first || !check_comma_before(text, end)))
        end++;
    return check_phrase_find(text, CONDITIONS, sentence->first, sentence->first + 1, &hit) &&
           has_against(text, hit.first + hit.count, end);
}

// "If it is raining, never mind", but not "If you have time, could we talk?", "I'd be glad if you came" nor
// "I wonder if ...".
static bool is_condition(CheckText *text, const CheckSentence *sentence)
{
    static const char *const FALLBACK[] = {"i'll|we'll|i'd|we'd|i|we will|shall|would? "
                                           "just|still|simply|happily|gladly|manage|find|ask|try|leave|"
                                           "keep|cope|survive|look|stick|settle|go",
                                           "forget|ignore|skip|drop|bin|delete|disregard|decline|refuse",
                                           NULL};
    static const char *const ASKING[] = {"know", "ask",   "asking", "wonder", "wondering", "tell",
                                         "see",  "check", "even",   "as",     "learn",     "hear",
                                         "find", "sure",  "say",    "out",    NULL};
    static const char *const OFFERS[] = {
        "i'd|we'd _ ask|beg|sign|start|join|need|want|value|welcome|jump|accept",
        "i'd|we'd|i'm|we're|you'd|it'd|that'd|i|we|would _ "
        "grateful|thankful|happy|glad|delighted|obliged|thrilled|appreciate|like|love|hope|wonder|kind|great|"
        "lovely|"
        "help|mean|come|bring|book|send|call|ring|pay|arrange|meet|write|could|can",
        "grateful|thankful|happy|glad|delighted|obliged|thrilled|appreciate|appreciated|great|kind|lovely|"
        "helpful|please",
        "i'll|we'll be|come|bring|book|send|call|ring|pay|arrange|meet|write",
        "would|could you",
        NULL};
    static const char *const GRANTED[] = {
        "you|we|i|your|someone|somebody have|had|find|could|would|can|might|do|say|agree|like", "so|you're",
        NULL};
    PhraseHit hit, other;
    enum { LONGEST = 30 };
    for (size_t at = sentence->first; check_phrase_find(text, CONDITIONS, at, sentence->end, &hit);
         at = hit.first + 1) {
        size_t behind = hit.first + hit.count;
        if (sentence->question || sentence->end - behind > LONGEST)
            continue;
        if (has_against(text, behind, sentence->end) ||
            check_phrase_find(text, FALLBACK, behind, sentence->end, &other))
            return true;
        bool asks = hit.first > sentence->first && check_word_is(text, hit.first - 1, ASKING);
        if (!asks && !check_phrase_find(text, GRANTED, behind, behind + 1, &other) &&
            !check_phrase_in(text, OFFERS, sentence))
            return true;
        if (hit.first == sentence->first && !check_phrase_in(text, OFFERS, sentence))
            return true;
    }
    return false;
}

// "The knot will keep, and nobody is hurt": behind an ask nearly every no lets go, but not one about me.
static bool is_negated(CheckText *text, const CheckSentence *sentence)
{
    enum { NEAR = 3 };
    static const char *const NO[] = {"no", "not", "never", "none", "nothing", "neither", "without", NULL};
    static const char *const ME[] = {"i",   "i'm", "i've", "we",  "we've", "we're", "my",
                                     "our", "it",  "he",   "she", "they",  "there", "have",
                                     "has", "had", "am",   "was", "were",  NULL};
    static const char *const WILL[] = {"will", "would", "won't", "wouldn't", "shall", "may", "might", NULL};
    for (size_t i = sentence->first; i < sentence->end; i++) {
        if (!check_word_is(text, i, NO) && !str_ends(check_fold(text, i), "n't"))
            continue;
        bool about_me = false, will = check_word_is(text, i, WILL);
        for (size_t k = i; k-- > sentence->first && i - k <= NEAR;) {
            about_me = about_me || check_word_is(text, k, ME);
            will = will || check_word_is(text, k, WILL);
        }
        if (!about_me || will)
            return !check_phrase_in(text, NO_GRACE, sentence);
    }
    return false;
}

bool check_lets_go(CheckText *text, const CheckSentence *sentence)
{
    return is_condition(text, sentence) || check_phrase_in(text, check_words_ways_out(), sentence);
}

static bool is_gracious(CheckText *text, const CheckSentence *sentence)
{
    return !sentence->question && check_phrase_in(text, GRACE, sentence) &&
           !check_phrase_in(text, NO_GRACE, sentence);
}

// Before the ask only plain words count: there the same ones may be said of anything.
static const char *const EARLY[] = {
    "no|zero pressure|obligation|worries|need|hurry|rush|expectation|expectations|offence",
    "feel free to say|ignore|decline|pass|skip|leave|not|refuse",
    "please|just|simply ignore|decline|delete|skip|disregard",
    "don't|not feel obliged|that|bound|you|pressured|pressed|compelled",
    "don't|not trouble yourself",
    "only if",
    "understand|respect if",
    "a no is",
    "say no",
    "not|no question|thing to|of _ decline|refuse",
    NULL};

// "Please don't spend your evening on it": who begins so asks them not to.
static bool tells_not_to(CheckText *text, const CheckSentence *sentence)
{
    static const char *const DO_NOT[] = {"don't|never", "do not", NULL};
    static const char *const BEFORE[] = {"please", "so",     "and", "but",    "then",   "just",
                                         "also",   "simply", "or",  "kindly", "really", NULL};
    static const char *const PRESSES[] = {"hesitate", "forget", "miss",  "wait", "delay", "make", "keep",
                                          "let",      "think",  "leave", "say",  "judge", NULL};
    PhraseHit hit;
    for (size_t at = sentence->first; check_phrase_find(text, DO_NOT, at, sentence->end, &hit);
         at = hit.first + hit.count) {
        size_t verb = hit.first + hit.count;
        bool ordered = hit.first == sentence->first || check_word_is(text, hit.first - 1, BEFORE) ||
                       check_comma_before(text, hit.first);
        if (ordered && verb < sentence->end && !check_word_is(text, verb, PRESSES))
            return true;
    }
    return false;
}

// "You may of course plead a headache": a statement of what they may do, but not "you can reach me at ...".
static bool permits(CheckText *text, const CheckSentence *sentence)
{
    static const char *const MAY[] = {
        "you may|can|might|could not? "
        "well|also|always|simply|just|happily|still|equally|gladly|safely|certainly|"
        "even|surely? of? course?",
        "you're|are of? course? also|always|quite|perfectly|entirely|very? free|welcome to|not", NULL};
    static const char *const REACH[] = {
        "reach",     "find",    "see",       "write",   "call",  "email", "download", "view",  "read",
        "contact",   "reply",   "look",      "ring",    "phone", "send",  "count",    "check", "watch",
        "imagine",   "be",      "think",     "have",    "get",   "use",   "help",     "do",    "learn",
        "expect",    "visit",   "meet",      "keep",    "trust", "judge", "me",       "a",     "i",
        "believe",   "hear",    "share",     "point",   "spare", "give",  "make",     "take",  "come",
        "introduce", "suggest", "recommend", "explain", "let",   "offer", "provide",  NULL};
    PhraseHit hit;
    return !sentence->question && check_phrase_find(text, MAY, sentence->first, sentence->first + 2, &hit) &&
           hit.first + hit.count < sentence->end && !check_word_is(text, hit.first + hit.count, REACH);
}

// "Two lines would help", "yes or no is plenty": an answer so small presses nobody; "15 minutes" is not
// small.
static const char *const SMALL_ANSWERS[] = {
    "in|with|by|just|only|even|than just|only|even? a|one|two|three|few|single|half|couple? of? "
    "short|quick|single|few|plain|honest? line|lines|sentence|sentences|word|words",
    "a|one|two|three|few|single|half|couple of? short|quick|single|few|plain|honest? "
    "line|lines|sentence|sentences|word|words from|by|in|of|back|here|to? you|me|reply|answer|return|yours? "
    "_ "
    "would|will|could|can|might|is|are|does|do|suffice~|settle~|help~|enough|plenty",
    "line|lines|sentence|sentences|word|words or two|three|so",
    "a|one|two|three|single line|sentence|word answer|reply|response|note|message",
    "line|lines|sentence|sentences|word|words suffice~|help~|settle~|do|does",
    "yes or|and|of no",
    "a|simple|plain|bare yes|number is|would|will|does",
    "with|in|just|only a yes|number|name",
    NULL};

// "\"Boiling\" or \"trees\" will do.", "One word sends me on my way.": what is called enough at the end of a
// sentence, or begins it in a word or two; but no talk, which takes time.
static bool is_small(CheckText *text, const CheckSentence *sentence)
{
    enum { NEAR = 3 };
    static const char *const ENOUGH[] = {
        "will|would|could|can|might|may|shall|it'll|that'll|it'd|that'd _ "
        "do|suffice|enough|plenty|settle|serve|happy|delight|ample",
        "is|are quite|more? than? enough|plenty|ample|perfect|fine|sufficient", "does|suffices|alone", NULL};
    static const char *const ONE_WORD[] = {
        "just? one|a|two|half single|short|plain|bare|little? word|line|sentence|syllable|number|name|nod",
        NULL};
    static const char *const LONG[] = {"minutes", "minute", "hour", "call", "chat", "talk",
                                       "meeting", "visit",  "day",  "mins", "half", "coffee",
                                       "evening", "stands", "you",  "we",   "i",    NULL};
    PhraseHit hit;
    if (sentence->question)
        return false;
    for (size_t i = sentence->first; i < sentence->end; i++)
        if (check_word_is(text, i, LONG))
            return false;
    return check_phrase_find(text, ONE_WORD, sentence->first, sentence->first + 1, &hit) ||
           (check_phrase_find(text, ENOUGH, sentence->first, sentence->end, &hit) &&
            (sentence->end - hit.first - hit.count <= NEAR ||
             check_comma_before(text, hit.first + hit.count)));
}

static bool lets_go_behind(CheckText *text, const CheckSentence *sentence, bool asked)
{
    if (check_phrase_in(text, SMALL_ANSWERS, sentence) || is_small(text, sentence))
        return true;
    if (sentence->question)
        return check_phrase_in(text, EARLY, sentence);
    return check_lets_go(text, sentence) || (asked && is_negated(text, sentence)) ||
           is_gracious(text, sentence) || tells_not_to(text, sentence) || permits(text, sentence);
}

// The first sentence that asks; 0 = none does.
static size_t first_ask(CheckText *text)
{
    for (size_t i = 0; i < text->sentences.count; i++)
        if (text->sentences.items[i].first >= text->body &&
            check_sentence_asks(text, &text->sentences.items[i]))
            return i;
    return 0;
}

static bool has_way_out(CheckText *text)
{
    size_t ask = first_ask(text);
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first >= text->body &&
            (i >= ask ? lets_go_behind(text, one, ask > 0) : check_phrase_in(text, EARLY, one)))
            return true;
    }
    return false;
}

static void check_way_out(CheckText *text)
{
    const CheckInput *input = text->input;
    bool first = input->occasion == OCCASION_REQUEST && check_is_first(input) && text->words.count > 0;
    if (!first || !text->english || has_way_out(text))
        return;
    bool bottom = text->close == text->length;
    check_say(
        text, CHECK_NO_WAY_OUT, text->close, text->close,
        mem_strdup("Make it easy to say no, and a yes is worth more: \"If now is a bad time, no worries.\""),
        bottom ? "\n\nIf now is a bad time, no worries at all."
               : "If now is a bad time, no worries at all.\n\n");
}

void check_ways(CheckText *text)
{
    check_way_out(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
