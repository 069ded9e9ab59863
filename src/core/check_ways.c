// SPDX-License-Identifier: MIT
// The rule on a request that makes a no hard to say. What lets them go is said in many ways; nearly all of
// them stand behind the ask, and there a few words tell. An answer of a line or two is as easy as a no.
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// Words that allow a no, wherever they stand.
static const char *const WAYS_OUT[] = {
    "no|zero|any|without|feel "
    "big|real|great? "
    "worries|problem|deal|biggie|drama|stress|sweat|fuss|duty|compulsion|strings|guilt|pressure|hurry|rush|"
    "obligation|offence|hard|need|bother|trouble|harm|expectation~|"
    "thanks|comment|damage",
    "ignor~|declin~|refus~|disregard~|overlook|unanswered|voluntary|optional|withdraw|sulk|unhurt|shrug|"
    "inconvenient|silent|silence|bin",
    "just|please|simply archive|leave|delete|skip",
    "silence is|will|would|or|too|also",
    "with|or silence",
    "get it|that",
    "understand|respect|accept|appreciate|realise|realize|know|see it|this|you|that|the _ "
    "may|might|not|can't|"
    "cannot|won't|isn't|prefer|rather|private|confidential|secret|difficult|inconvenient|impossible|no",
    "understand|respect|accept completely|fully|entirely|too|either|of|perfectly|totally|"
    "absolutely|if|should|when|your|a|silence|no|refusal|it|either",
    "i'd|i'll|we'd|we'll|will|shall|can|would|do|of "
    "also|of|only|fully|completely|absolutely|certainly|totally|"
    "perfectly|quite|entirely|still|easily|well? course? understand|respect|accept",
    "i|we fully|completely|totally|perfectly|absolutely|quite|entirely|certainly? understand|respect|get",
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
    "just|please|simply|then say so|the",
    "say so if|when|and|frankly|plainly|freely|openly",
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
    "not|never counting|count|expecting|waiting|relying on|for|an|a|any|anything",
    "not an expectation|obligation|order|demand|must",
    "or not",
    "expect|expecting|prepared|count|counting|expects _ none|nothing|silence",
    "no for|as an",
    "can't|cannot|couldn't|unable|not _ say yes|all|everyone|everybody|each|accept|oblige|manage",
    "rather|prefer|preferred not|to keep|skip|leave|decline",
    "may|might|could not _ be|allow|permit|have|want|wish|like|suit|fit|feel|know|share|care|find|get|able|"
    "yours|possible",
    "when you're|you too|so busy",
    "let|drop|leave the|this|it|me|my _ slide|idea|be|alone|question|matter|wish|lie|go",
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
    "you|certainly|absolutely|of|course|really don't|not have|need|owe _ to|me|answer|reply|anything|us",
    "no one|nobody minds|expects|would|will",
    "turn|turning me|us|this|it|the _ down|away|off",
    "wave|send me off|away",
    "tell me off|to _ away|off|elsewhere|ask|lost",
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
    "no|without|zero reply|answer|response|word|thanks|explanation|reason|excuse|apology _ "
    "owed|due|asked|wanted|called|either|at|then|from|taken|hoped",
    "needs|wants|requires|asks|deserves no|nothing|neither",
    "forget i|it|this|me|about|that|we|the",
    "owe|owes|owed me|us? nothing|none|no",
    "live|cope|manage|survive happily|well|also|quite? with|without",
    "without expecting|expectation|expectations|asking|hoping|counting|any|wanting",
    "nothing|none|neither|silence included",
    "and|or for? no|none|neither|nothing|not _ as|too|at|also|either",
    "or neither|none|nothing|never|silence",
    "message|letter|note|bottle in a bottle",
    "say the word",
    "else the|it|this",
    "so be it",
    "fair enough",
    "you|there's|is|are really|certainly? do|are|is|have? not|no "
    "have|need|obliged|obligation|bound|required|must",
    "good|fine|fair|perfect|honest|valid answer|reply too|also|as|either",
    "stay|stays|remain|remains silent|quiet|away|unanswered|unsaid|private|yours|secret|unread",
    "lose|losing sleep",
    "shrug|frown|groan|grunt|headshake|wince|shake",
    "will|would|shall|is|be fully|also|too|well|quite|perfectly|readily|gladly? "
    "understood|respected|accepted|forgiven|excused|pardoned|tolerated",
    "taken|take|taking _ in|with good|fine|best|high part|grace|spirit|spirits|humour|cheer",
    "by all means",
    "bottom|end|foot of the|your pile|list|queue|stack|inbox|heap",
    "in your own time|good",
    "at your own? leisure|convenience|pace|ease|discretion",
    "when|whenever|once the|things|it|life|work|your|you're _ "
    "quiet|quieter|calm|calmer|settles|settle|slows|over|eases",
    "at|your liberty",
    "your time is yours|precious|short|scarce",
    "yours to",
    "with|have my blessing|sympathy|understanding",
    "blame|begrudge|resent|judge|hold you|it",
    "busier|better|wiser|bigger fish|things|people|ways",
    "excuse|pardon|forgive me|us|the|this if|for|should|when",
    "long shot|odds",
    "i|we ask|asked a lot|much",
    "lot to ask",
    "wish|wishes|want|please to? ignore|refuse|decline|pass",
    "i|we can|could|may|will|shall look|ask|find|turn|learn|read _ "
    "elsewhere|myself|ourselves|another|other|else|"
    "library|book",
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
    "take|need|keep|cost|waste|last|touch|break|stay|bring|quote|publish|record|share|name|steal|long|"
    "more|longer|regret|until|forget|exist|have|understand",
    "will|would also|still _ like|love|help|need|want|ask|be|appreciate", NULL};

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
static const char *const AGAINST[] = {
    "no",          "not",          "never",      "nothing",       "bad",       "busy",       "wrong",
    "secret",      "confidential", "private",    "policy",        "wraps",     "full",       "tight",
    "closed",      "swamped",      "impossible", "hard",          "difficult", "against",    "too",
    "isn't",       "doesn't",      "don't",      "can't",         "cannot",    "won't",      "aren't",
    "wouldn't",    "haven't",      "rather",     "prefer",        "stressful", "forbids",    "inconvenient",
    "unable",      "outside",      "beyond",     "away",          "else",      "launching",  "shudder",
    "hasn't",      "crowded",      "short",      "buried",        "stretched", "mess",       "tired",
    "none",        "overloaded",   "overworked", "snowed",        "packed",    "holiday",    "leave",
    "deadline",    "unwelcome",    "awkward",    "uncomfortable", "imposing",  "intrusive",  "burden",
    "bother",      "nuisance",     "unsuitable", "elsewhere",     "longer",    "pressed",    "overwhelmed",
    "sick",        "ill",          "exams",      "sensitive",     "forbidden", "prohibited", "prohibits",
    "couldn't",    "didn't",       "refuse",     "decline",       "drowning",  "hectic",     "unlikely",
    "sore",        "delicate",     "painful",    "touchy",        "spoken",    "clash",      "clashes",
    "unavailable", "tedious",      "nobody",     "retired",       "occupied",  "crazy",      "least",
    "bored",       "annoying",     "disturb",    "strange",       "odd",       "silly",      "misplaced",
    "mistaken",    "spam",         "travelling", "underwater",    "booked",    "little",     "enough",
    "forbid",      "unwanted",     NULL};

static bool has_against(const CheckText *text, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (check_word_is(text, i, AGAINST))
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
        "i'd|we'd|i'm|we're|you'd|i|we|would _ "
        "grateful|thankful|happy|glad|delighted|obliged|thrilled|appreciate|like|love|hope|wonder|kind|great|"
        "lovely|"
        "help|mean|come|bring|book|send|call|ring|pay|arrange|meet|write|could|can",
        "grateful|thankful|happy|glad|delighted|obliged|thrilled|appreciate|appreciated|great|kind|lovely|"
        "helpful|please",
        "i'll|we'll be|come|bring|book|send|call|ring|pay|arrange|meet|write", "would|could you", NULL};
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
    return is_condition(text, sentence) || check_phrase_in(text, WAYS_OUT, sentence);
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

static bool lets_go_behind(CheckText *text, const CheckSentence *sentence, bool asked)
{
    if (check_phrase_in(text, SMALL_ANSWERS, sentence))
        return true;
    if (check_phrase_in(text, SMALL_ANSWERS, sentence))
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
