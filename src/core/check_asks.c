// SPDX-License-Identifier: MIT
// Rules on the ask itself: a request that asks nothing, and one that makes a no hard to say.
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- no-question

static const char *const PLAIN_ASKS[] = {
    "would|i'd|we'd|should|be _ "
    "grateful|thankful|obliged|glad|delighted|happy|honoured|pleased|indebted|thrilled "
    "if|for|to|of",
    "would|i'd|we'd|i'll|should _ appreciate|value|welcome|treasure|enjoy",
    "grateful|glad|happy if you",
    "appreciate it if",
    "love|like|hope|hoping|wish|keen|eager|curious|want|wanted|happy|glad to "
    "hear|ask|talk|chat|speak|learn|meet|invite|know|borrow|understand|buy|listen|call|connect",
    "could|can|may|might|would|will i|we|you _ "
    "ask|talk|speak|meet|call|spare|have|tell|share|be|buy|chat|borrow|let|point|give|find|suggest|explain|"
    "show",
    "let me know",
    "if you have|had|could|can|are|were|would|find|ever _ "
    "minutes|time|moment|half|quarter|spare|open|willing|free|hour",
    "please _ "
    "have|take|give|consider|tell|share|let|write|reply|answer|say|name|pick|suggest|point|call|send",
    "may|might i ask",
    "wonder|wondered|wondering if|whether|how|what|why|which",
    "my|one|only|single|simple question is|concerns|would|to|for",
    "ask you|your how|what|why|which|whether|for|about|to|a",
    "ask for your|a|some|advice",
    "advise|guide|tell|teach me",
    "be possible|feasible to|for",
    "be so|kind|willing|open|free|up to|for|enough|as",
    "hear|know|learn from|of you how|what|why|which|whether",
    "a word|line|minute|hint|tip|pointer from|of you|yours|your",
    "looking|hoping|asking for your|some|a|any _ "
    "advice|guidance|tip|tips|minutes|perspective|opinion|pointers|chat|call|conversation|view|half|quarter",
    "minutes|quarter|half|coffee|call|chat would|will|is _ "
    "enough|help|ideal|plenty|suit|gift|great|wonderful",
    "tell me how|what|why|which|whether|about",
    "would|it'd|that be great|wonderful|lovely|kind|good|helpful|marvellous|nice if|to",
    "any chance",
    "hoping|curious|keen|interested|eager to|how|what|whether|if|why|which|for",
    "drop|send me a|one line|word|note",
    "let me|us hear|have|know|see",
    "what i'd|i like|love|want|wonder",
    NULL};
static const char *const NO_QUESTIONS[] = {"how are|is you|things|everything|life|it",
                                           "how have you been",
                                           "remember|recall me",
                                           "why not",
                                           "isn't|wasn't|doesn't|didn't|don't it|that|they|we",
                                           "right",
                                           "who knows|knew|would",
                                           "guess what",
                                           "can you believe|imagine",
                                           "where does the time",
                                           "what a",
                                           NULL};

// "Tell me how it began."
static bool is_imperative(const CheckText *text, const CheckSentence *sentence)
{
    static const char *const VERBS[] = {
        "tell", "show",   "name",   "send", "point",   "recommend", "suggest", "write", "give", "let", "say",
        "pick", "advise", "please", "help", "explain", "describe",  "share",   "call",  "ring", NULL};
    return sentence->first >= text->body && check_word_is(text, sentence->first, VERBS);
}

static bool asks(CheckText *text, const CheckSentence *sentence)
{
    PhraseHit hit;
    bool idle = check_phrase_find(text, NO_QUESTIONS, sentence->first, sentence->end, &hit) &&
                sentence->end - sentence->first <= hit.count + 4;
    return sentence->from < text->close && ((sentence->question && !idle) || is_imperative(text, sentence) ||
                                            check_phrase_in(text, PLAIN_ASKS, sentence));
}

static bool asks_something(CheckText *text)
{
    for (size_t i = 0; i < text->sentences.count; i++)
        if (asks(text, &text->sentences.items[i]))
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

// ---- no-way-out

// Words that allow a no, wherever they stand.
static const char *const WAYS_OUT[] = {
    "no "
    "worries|problem|pressure|hurry|rush|obligation|offence|hard|need|bother|trouble|harm|expectation~|"
    "thanks|comment|damage",
    "ignor~|declin~|refusal|unanswered|voluntary|optional|withdraw|sulk|unhurt|shrug|inconvenient",
    "just|please|simply archive|leave|delete|skip",
    "silence is|will|would|or|too|also",
    "with|or silence",
    "understand|respect|accept that|it|if|completely|fully|entirely|too|either|of",
    "i'd|i'll|we'd|we'll|will|shall|can|would also|of|only|fully|completely|absolutely|certainly|totally? "
    "course? understand|respect|accept",
    "i|we understand|respect",
    "fully|completely|totally|perfectly|entirely|quite|absolutely "
    "fine|okay|ok|understand|understandable|alright",
    "feel free to say|ignore|decline|pass|skip|leave|tell|let|not",
    "free to say|ignore|decline|pass|skip",
    "won't|not|never|nobody|wouldn't _ mind|offend|offended|sulk|complain|bother",
    "last to complain|mind",
    "i don't mind",
    "against you",
    "hesitate to refuse|decline|ignore|say",
    "either is|would|works",
    "don't|not feel you|that|obliged|pressed|bound|pressured|rushed|compelled",
    "don't|not worry|bother",
    "either way",
    "a|your|any no is|or|would|will|costs|does|too|are",
    "a yes a|or no",
    "no is|will|would",
    "say|answer no",
    "at your convenience|leisure",
    "just ignore|delete|say",
    "is|are|would|be also|just|perfectly|completely|totally|absolutely|quite|equally "
    "fine|okay|ok|alright|welcome|allowed",
    "fine|okay|ok|alright|welcome|allowed too|also|either",
    "no|without reply|answer|response|pressure needed|necessary|required|expected",
    "whatever you decide|prefer|like",
    "otherwise",
    "entirely|completely|wholly up to",
    "as you like|wish|please",
    "skip this|it",
    "say so|the",
    "forget it|this|about",
    "no offence|offense|bother",
    "can|could wait",
    "not meant|trying to|as",
    "never happen",
    "fine to? say|if|too",
    "an|as answer as|too|well",
    "do|manage|survive without",
    "none the worse",
    "that is fine",
    "not bother|trouble|mind|insist|press|pressing",
    "let _ lie|go|pass|rest",
    "leave|leaving it|this|that _ too|unanswered|empty",
    "another time",
    "only if|when",
    "or not at",
    "or nothing|none|never",
    "including|with nothing",
    "none|neither|both is|are _ fine|okay|good",
    "think no more",
    "keep _ to yourself",
    "rather not",
    "a|your|any no",
    "take|leave it",
    "your choice|call",
    "up to you",
    "no is a? fine|good",
    "nothing at all",
    "a|one|any|your quick|simple|plain|short|polite|honest|friendly|clear|flat|firm|kind no",
    "a|your _ refusal|rejection",
    "say|saying|answer|reply|answering|write|tell _ no",
    "yes or no",
    "not now|today|interested|possible|convenient|needed|necessary|required|obliged|obligatory|a must|for "
    "you",
    "needn't|unnecessary",
    "need not answer|reply|respond|worry|explain|feel|say",
    "don't|not have|need|owe _ to|me|answer|reply|anything|us",
    "no one|nobody minds|expects|would|will",
    "turn|turning me|us|this|it down",
    "wave|send me off|away",
    "tell me off|to _ away|off|elsewhere|ask",
    "politely|to|may|can|please|simply refuse|decline|reject",
    "no feelings|matter|trouble|reason|must|strings|guilt|grudge",
    "no reply|answer|response|explanation _ is|needed|required|necessary|expected|either|too|will",
    "so|as is no|none|silence",
    "lack of time|interest|answer|reply",
    "not answering|replying|responding|writing",
    "without obligation|commitment|pressure|strings|guilt|explanation|giving|any",
    "thank~ _ either|anyway|anyhow|regardless|nonetheless",
    "whatever the|your answer|reply|outcome|verdict",
    "regardless of",
    "even if|when you|it|that|the|your|this|not",
    "yes|no i'll|i will|i'd|we'll be|still|thank|remain|stay",
    "if|as time|work|duty|life|term permits|allows",
    "i|we can|could|will|would|shall|i'll|we'll take a no",
    "nothing|none lost|of that|taken|broken|changes",
    "no is perfectly|a|an|totally|always|just",
    "chase|chasing|pester~|nag|nagging|badger~|insist|insisting",
    "or is|would|am|are this|that|it|now|i _ too|bad|much|wrong|busy|imposing|impossible|unwelcome|out|lot",
    "too bold|forward|much to ask",
    "opt out",
    "ask _ elsewhere",
    "not|never? take it|this personally|amiss|badly|ill|to",
    "hold it|that|this _ against",
    "of course? if|when not",
    NULL};

// What lets go behind an ask; before one it may be said of anything.
static const char *const GRACE[] = {
    "i|i'll|we|we'll|nobody|this|that|it|there|one won't|wouldn't|shan't",
    "i|i'd|we|nobody|no|this|that|it|there will|would|shall not|never|still|also",
    "that's|it's|all|just|still|also fine|okay|ok|alright|right",
    "only a|an? thought|idea|wish|hope|question",
    "spare yourself",
    "skip|ignore|decline|refuse|pass|silence|drop",
    "otherwise",
    NULL};
// "It will not take long" begs.
static const char *const NO_GRACE[] = {
    "won't|wouldn't|not|never|shan't _ "
    "take|need|keep|cost|waste|last|quote|publish|record|share|name|steal|long|"
    "more|longer|regret|until|forget|exist|have|understand",
    "will|would also|still _ like|love|help|need|want|ask|be|appreciate", NULL};

// A condition with a reason against it: "if this is a bad month", "should it be against house policy".
static const char *const CONDITIONS[] = {
    "if",       "should",    "unless",     "in case",       "in which case",
    "provided", "supposing", "as long as", "when it suits", NULL};
static const char *const AGAINST[] = {
    "no",         "not",          "never",      "nothing",       "bad",       "busy",       "wrong",
    "secret",     "confidential", "private",    "policy",        "wraps",     "full",       "tight",
    "closed",     "swamped",      "impossible", "hard",          "difficult", "against",    "too",
    "isn't",      "doesn't",      "don't",      "can't",         "cannot",    "won't",      "aren't",
    "wouldn't",   "haven't",      "rather",     "prefer",        "stressful", "forbids",    "inconvenient",
    "unable",     "outside",      "beyond",     "away",          "else",      "launching",  "shudder",
    "hasn't",     "crowded",      "short",      "buried",        "stretched", "mess",       "tired",
    "none",       "overloaded",   "overworked", "snowed",        "packed",    "holiday",    "leave",
    "deadline",   "unwelcome",    "awkward",    "uncomfortable", "imposing",  "intrusive",  "burden",
    "bother",     "nuisance",     "unsuitable", "elsewhere",     "longer",    "pressed",    "overwhelmed",
    "sick",       "ill",          "exams",      "sensitive",     "forbidden", "prohibited", "prohibits",
    "couldn't",   "didn't",       "refuse",     "decline",       "drowning",  "hectic",     "unlikely",
    "nobody",     "retired",      "occupied",   "crazy",         "least",     "bored",      "annoying",
    "disturb",    "strange",      "odd",        "silly",         "misplaced", "mistaken",   "spam",
    "travelling", "underwater",   "booked",     "little",        "enough",    "forbid",     "unwanted",
    NULL};

// "If it is raining, never mind", but not "If you have time, could we talk?" nor "If it helps, I can send
// more."
static bool is_condition(CheckText *text, const CheckSentence *sentence)
{
    static const char *const OFFERS[] = {
        "i|we|i'd|we'd can|could|would|am|have|be|love|like|hope|wonder|need", "i'd|we'd|i'm|we're|you'd",
        "would|could you", "grateful|appreciate|please|glad|happy", NULL};
    PhraseHit hit;
    enum { LONGEST = 30 };
    if (sentence->question || sentence->end - sentence->first > LONGEST ||
        !check_phrase_find(text, CONDITIONS, sentence->first, sentence->end, &hit))
        return false;
    for (size_t i = hit.first + hit.count; i < sentence->end; i++)
        if (check_word_is(text, i, AGAINST))
            return true;
    return hit.first == sentence->first && !check_phrase_in(text, OFFERS, sentence);
}

bool check_lets_go(CheckText *text, const CheckSentence *sentence)
{
    return is_condition(text, sentence) || check_phrase_in(text, WAYS_OUT, sentence);
}

static bool is_gracious(CheckText *text, const CheckSentence *sentence)
{
    return !sentence->question && check_phrase_in(text, GRACE, sentence) &&
           !check_phrase_in(text, NO_GRACE, sentence);
}

static bool has_way_out(CheckText *text)
{
    bool asked = false;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first < text->body)
            continue;
        if (check_lets_go(text, one) || (asked && is_gracious(text, one)))
            return true;
        asked = asked || asks(text, one);
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

void check_asks(CheckText *text)
{
    check_question(text);
    check_way_out(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
