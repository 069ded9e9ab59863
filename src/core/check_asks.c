// SPDX-License-Identifier: MIT
// The rule on a request that asks nothing.
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- no-question

// What asks whatever follows. All else asks when a favour is named behind it: check_asks_favour.
static const char *const PLAIN_ASKS[] = {
    "could|would|can|will|might you|somebody|someone|one",
    "could|can|may|might|shall i|we",
    "grateful|thankful|obliged|glad|happy|delighted|pleased|appreciate|great|kind|lovely|wonderful|helpful|"
    "lot|"
    "much|nice|world|love|perfect|amazing|fantastic it? if you|i|we|your|somebody|someone",
    "grateful|thankful|obliged|glad|thrilled|indebted|appreciate|love|like|welcome|treasure for? the "
    "chance|opportunity|possibility",
    "hope|hoping|trust|wish you'll|you'd",
    "hope|hoping|trust|wish you will|would|can|could|might|may",
    "any|a|one|your tip|tips|hint|hints|advice|pointer|pointers|thoughts|word|line _ is|are|would "
    "also|very|most? "
    "welcome|appreciated|gold|help",
    "any|a|one|your tip|tips|hint|hints|advice|pointer|pointers|thoughts|word|line welcome|appreciated",
    "grateful|thankful|obliged|glad|thrilled|indebted of|for "
    "a|an|any|some|your|one|two|half|five|ten|fifteen",
    "would|i'd|we'd|i'll|should _ appreciate|value|welcome|treasure",
    "wonder|wondered|wondering|curious|ask|enquire|inquire about|to? know|learn|hear|see? "
    "if|whether|how|what|why|which|where|who|when",
    "my|one|only|single|simple|real|big question|request|wish|ask is|would|to|for|concerns",
    "trouble|bother you for|with",
    "ask you|your how|what|why|which|whether|for|about|to|a",
    "ask for your|a|some|advice",
    "please also|just|kindly|do? "
    "have|take|give|consider|tell|share|let|write|reply|answer|say|name|pick|suggest|point|call|send",
    "would|it'd|that'd greatly|really|much? interest|please|intrigue|delight|help|comfort|cheer|honour "
    "me|us|my|our _ "
    "to know|learn|hear|see|understand|if",
    "you'd|would _ doing|do|make _ favour|favor|kindness|service|happy|day",
    "must|need|needs|have|has to? be _ by|before|today|tonight|now|tomorrow",
    "i need|want|require|demand|request your|the|a|an|my _ by|before|today|tonight|now|tomorrow|this",
    "let me|us know|have|see|hear",
    "tell me how|what|why|which|whether|about",
    "need|seek|seeking|want your advice|help|opinion|view|input|guidance|feedback|eyes|perspective",
    "need|seek|seeking|looking|hoping|asking for? some|a|any? "
    "advice|guidance|tip|tips|opinion|pointers|help|perspective",
    "whether|how|what|why|which|where|who|when _ _ is|are what i",
    "find out how|what|why|which|whether|where|who|if",
    "one|two|three|my|single|simple|short|quick question|questions",
    "a question about|for|on|to|that|which",
    "beg you|your",
    "you my last? hope",
    "need|want|like|love to know|hear|see|learn _ if|whether|how|what|why|which|where|who|when",
    "be possible|feasible to|for",
    "any chance",
    "what i'd|i like|love|want to? know|ask|hear|learn|understand",
    NULL};
// Questions that want no answer.
static const char *const NO_QUESTIONS[] = {
    "how are|is|was|were|have you|things|everything|life|it|been",
    "how are|is|was|were your|the "
    "family|week|weekend|day|days|summer|winter|autumn|spring|holiday|holidays|trip|"
    "weather|kids|children|house|dog|cat|garden|year|season|journey|party|wedding|team|knee|back",
    "how's life|work|business|everything|things|it|the|your|all",
    "how have you been",
    "all|everything well|good|fine|okay|ok",
    "remember|recall me",
    "why not",
    "isn't|wasn't|doesn't|didn't|don't|aren't|haven't|hasn't|won't it|that|they|we|you|this",
    "right",
    "who knows|knew|would",
    "who could|wouldn't|doesn't",
    "who would have",
    "guess what",
    "can|could you believe|imagine",
    "where does|did the time",
    "how|what cool|great|time|year|week|a",
    "did you know|notice|hear that _ _ _",
    "did you hear|notice",
    "small world",
    "what are the odds|chances",
    "what more",
    "where would|should we|i be",
    NULL};

// "What a summer, wasn't it?" asks nothing: the last clause is idle.
static bool is_idle(CheckText *text, const CheckSentence *sentence)
{
    enum { MORE = 5 };
    static const char *const WONDERS[] = {
        "isn't|wasn't it "
        "strange|funny|odd|lovely|wonderful|amazing|marvellous|beautiful|splendid|curious|remarkable",
        "who would|could have",
        "why am i telling|writing",
        "did i mention|tell|say",
        "can|could|would you imagine|believe that|it|this",
        "what a|an",
        NULL};
    static const char *const ANSWERED[] = {"i know|knew|couldn't",
                                           "i could|did not",
                                           "i've|i have|had read|heard|asked|found",
                                           "nobody|no one knows",
                                           "you wrote|said|told",
                                           "because|i|i'd doubt|do|think|guess|believe|hope|bet",
                                           "because",
                                           "probably|certainly|surely not",
                                           NULL};
    PhraseHit hit;
    if (check_phrase_find(text, WONDERS, sentence->first, sentence->first + 1, &hit) ||
        (sentence->end < text->words.count &&
         check_phrase_find(text, ANSWERED, sentence->end, sentence->end + 1, &hit)))
        return true;
    size_t first = sentence->end - 1;
    while (first > sentence->first && !check_comma_before(text, first))
        first--;
    return check_phrase_find(text, NO_QUESTIONS, first, first + 1, &hit) &&
           sentence->end - first <= hit.count + MORE;
}

// "Tell me how it began."
static bool is_imperative(CheckText *text, const CheckSentence *sentence)
{
    // "Put a name to it", "Do say if": a verb in its plain form with its object
    static const char *const WITH_OBJECT[] = {
        "put|leave|bring|take|lend|measure|mark|check|read|ask|keep|open|meet|join|drop|get|find|do|save|"
        "spare|book|reserve|print|mail|email|text|post|pass|sign|order|try|test|judge|make|come|phone|"
        "correct|complete|fill|teach|hand|add|move|just|simply|kindly "
        "a|an|the|me|us|my|our|your|it|this|that|these|one|two|three|them|say|tell|write|send|give|by|over|"
        "in|out",
        NULL};
    static const char *const IDLE[] = {"take care|your", "keep up|it|the", "make the|it|no", "do your|the|it",
                                       NULL};
    PhraseHit hit;
    if (sentence->first >= text->body &&
        !check_phrase_find(text, IDLE, sentence->first, sentence->first + 1, &hit) &&
        check_phrase_find(text, WITH_OBJECT, sentence->first, sentence->first + 1, &hit))
        return true;
    static const char *const VERBS[] = {"tell",    "show",   "name",    "send",   "point",     "recommend",
                                        "suggest", "write",  "give",    "let",    "say",       "pick",
                                        "reply",   "answer", "confirm", "choose", "introduce", "consider",
                                        "forward", "advise", "please",  "help",   "explain",   "describe",
                                        "share",   "call",   "ring",    NULL};
    return sentence->first >= text->body && check_word_is(text, sentence->first, VERBS);
}

// "Please don't feel that you have to write back."
static bool asks_not_to(CheckText *text, const CheckSentence *sentence)
{
    static const char *const DO_NOT[] = {
        "please|and|so|but? don't|never "
        "trouble|feel|go|bother|worry|answer|reply|respond|write|take|spend|think|let|waste|put",
        "please|and|so|but? do not "
        "trouble|feel|go|bother|worry|answer|reply|respond|write|take|spend|think|let|waste|put",
        "you don't|needn't",
        "you do|need not",
        "no need",
        "no|without answer|reply|response",
        NULL};
    PhraseHit hit;
    return !sentence->question && check_phrase_find(text, DO_NOT, sentence->first, sentence->first + 1, &hit);
}

// "Please ring at once", "and measure it now, please": what they should do, but not what they should feel.
static bool says_please(CheckText *text, const CheckSentence *sentence)
{
    static const char *const PLEASE[] = {"please", "kindly", NULL};
    static const char *const NOT[] = {"feel", "find",  "note",     "see",   "excuse", "forgive",   "ignore",
                                      "be",   "allow", "never",    "don't", "do",     "know",      "pardon",
                                      "not",  "go",    "enjoy",    "keep",  "skip",   "disregard", "delete",
                                      "drop", "thank", "remember", "pass",  "forget", NULL};
    PhraseHit hit;
    for (size_t at = sentence->first; check_phrase_find(text, PLEASE, at, sentence->end, &hit);
         at = hit.first + 1)
        if (!check_word_is(text, hit.first + 1, NOT))
            return true;
    return false;
}

// "It would be wonderful if you could help.": with what?
static bool asks_for_help_only(CheckText *text, const CheckSentence *sentence)
{
    enum { LAST = 3 };
    static const char *const HELP[] = {"help|assist|support|guide|advise|guidance|assistance me|us?", NULL};
    PhraseHit hit;
    size_t from = sentence->end - sentence->first > LAST ? sentence->end - LAST : sentence->first;
    return !sentence->question && check_phrase_find(text, HELP, from, sentence->end, &hit) &&
           hit.first + hit.count == sentence->end;
}

bool check_sentence_asks(CheckText *text, const CheckSentence *sentence)
{
    return sentence->from < text->close && !asks_not_to(text, sentence) &&
           !asks_for_help_only(text, sentence) &&
           ((sentence->question && !is_idle(text, sentence)) || is_imperative(text, sentence) ||
            says_please(text, sentence) || check_phrase_in(text, PLAIN_ASKS, sentence) ||
            check_asks_favour(text, sentence));
}

static bool asks_something(CheckText *text)
{
    PhraseHit work;
    if (check_job_asked(text, &work))
        return true;
    for (size_t i = 0; i < text->sentences.count; i++)
        if (check_sentence_asks(text, &text->sentences.items[i]))
            return true;
    return false;
}

static void check_question(CheckText *text)
{
    bool request = text->input->occasion == OCCASION_REQUEST && text->words.count > 0;
    if (!request || !text->english || asks_something(text))
        return;
    check_say(
        text, CHECK_NO_QUESTION, 0, 0,
        mem_strdup("Ask one clear question, so that answering is easy: \"Would you have 15 minutes ...?\""),
        NULL);
}

void check_asks(CheckText *text)
{
    check_question(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
