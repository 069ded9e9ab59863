// SPDX-License-Identifier: MIT
// The rule on several asks. A favour is what costs them something: a talk, an introduction, a review. An
// answer is none, since that is what a message is for; two ways to the same favour are one; and what lets
// them choose ("or by mail") asks for one thing only.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// What begins an ask; the first favour named behind it is what is asked for.
static const char *const LEADS[] = {
    "could|would|can|will|may|might you|i|we|somebody|someone|your|it",
    "should|shall i|we",
    "you could|might|would",
    "and|also could|can|would|may|might",
    "do you mind",
    "is|would there|it any? chance|possible|possibility",
    "any chance",
    "appreciate|value|welcome|grateful a|an|your|any|for|it|if",
    "i|we also? need|ask|request|require|seek",
    "need somebody|someone|you|your|a|an|some",
    "be possible to",
    "i'd|we'd|i|we|would|also like|love|want|hope|hoping|wish|be|wondering|wonder|ask",
    "i'm|i am|was also? hoping|looking|wondering|asking|searching",
    "happy|glad|grateful|appreciate|obliged|great|wonderful|helpful|lovely|kind it? if",
    "please",
    "kindly",
    "if you could|would|might",
    "let me|us",
    "how|what about a|an|your",
    "my|another|second|third|other|further request|favour|favor|wish|ask is|would|concerns",
    NULL};

// What follows a lead is read word by word, and the first of these that begins there decides. The order
// counts where two begin with the same word.
typedef struct FavourKind {
    const char *what; // NULL = an answer, or nothing that costs them much
    const char *const *phrases;
    bool for_a_job; // who asks for a job asks for it on the way there
} FavourKind;

static const char *const ANSWER[] = {
    "give|giving|share|sharing|send|lend|offer|drop|spare|write|leave me|us|a|an|your|some|any? _ "
    "advice|tip|tips|thought|thoughts|view|views|opinion|hint|hints|idea|ideas|answer|line|lines|word|words|"
    "insight~|perspective|experience~|story|impression|recommendation~|suggestion~|pointer~|verdict|sentence~"
    "|"
    "reply|name|title|number",
    "tell|explain|describe|say|answer|advise|recommend|suggest|point|name|teach",
    "hear|learn|know|understand|find out",
    "show|showing me|us how|what|why|where|which",
    "show|see|know how|what|why|where|whether|if",
    "use|used|using|follow|try|think|feel|consider",
    "put it|this|that",
    "look|looking forward|for|into",
    "keep|stay|be in touch",
    "connect|connected|connecting here|on|with? you?",
    "let me know",
    "come to think|across|back|up|from|close",
    "write back|again|to you",
    "send|email|mail|write|put|ask you? _ question|questions|note|message|line",
    "join|part|add _ network|connections|contacts",
    "give me? a clue|sense|feeling|picture|glimpse|start",
    "share how|what|why|where|which|whether",
    NULL};
static const char *const INTERVIEW[] = {"interview", "discuss this|it|my|further|the", NULL};
static const char *const TALK[] = {
    "talk|speak|chat|call|phone|ring|discuss|zoom|coffee|tea|lunch|skype|conversation",
    "meet|meeting _ "
    "you|us|me|for|up|briefly|in|on|at|over|next|this|online|virtually|sometime|once|again|soon|there",
    "meet|meeting",
    "give|spare|spend|have|find|take|offer|lend me|us|a|an|some|your? _ "
    "minutes|minute|hour|time|moment|half|quarter|morning|afternoon|evening",
    "minutes|hour|catch|video|telephone",
    "come|drop|stop by|over|past _ you|your|office|talk|coffee",
    "sit down with|for|together",
    "buy|invite|take you",
    NULL};
static const char *const REFERRAL[] = {
    "refer me|us|my",
    "referral",
    "vouch",
    "forward|pass|hand|put it|me|my|this|the|us _ "
    "on|to|along|forward|team|manager|application|cv|resume|profile|details",
    "recommend me|us|my",
    NULL};
static const char *const INTRODUCTION[] = {
    "introduce|introducing|introduction|introductions|intro",
    "connect|connecting me|us with|to",
    "put|get|bring me|us in? touch|contact|together",
    "in touch with your|one|the|some|a|an|her|his",
    "find|know|recommend|name me? a|an|some|one|any _ "
    "photographer|investor~|bank|supplier|printer|flat|tutor|agent|lawyer|"
    "mentor|landlord|translator|sponsor",
    NULL};
static const char *const REVIEW[] = {
    "send|show|bring you",
    "read|review|proofread|correct|edit|judge|glance|critique|rehearse|test|taste|comment|commented|assess|"
    "evaluate|"
    "rate",
    "look|looking at|over|through",
    "check|mark my|our|the|it|this|whatever|whether|if|these|two",
    "feedback|second opinion",
    "opinion|view|thoughts|verdict on my|our|the _ "
    "draft|cv|resume|portfolio|letter|thesis|plan|deck|pitch|text|page|essay|application|proposal|chapter",
    NULL};
static const char *const SEND[] = {
    "send|share|lend|forward|email|mail|post|provide|supply me|us|a|an|the|your|some|any|one|two|it|over",
    "give me|us|a|an|the|your|some|access|permission",
    "see|have|get|download|borrow the|your|a|an|it|one|some|access _ "
    "data|file|files|copy|letter|template|slides|list|sheet|code|report|draft|book|notes|plan|recording|"
    "sample|samples|"
    "figures|contract|recipe|script",
    NULL};
static const char *const VISIT[] = {
    "visit|visiting|shadow|shadowing|tour|attend|observe|internship|trial",
    "come",
    "stop|drop by|round|in",
    "spend a|one|some|the|two _ day|days|week|weeks|morning|afternoon|shift|summer|month",
    "sit|listen in",
    "join you|your|the|one|a",
    "see your|the|how|it|some|one _ "
    "lab|workshop|studio|office|factory|plant|kitchen|archive|farm|machine|stage|field|ward|cores|done|work",
    "watch|accompany",
    "show|showing me|us|our your? around",
    "show|take|showing me|us around|round|through|over",
    NULL};
static const char *const SUPPORT[] = {
    "sign|endorse|sponsor|donate|mentor|supervise|support|sponsorship|subscribe|vote|repost|retweet|fund|"
    "finance|"
    "advertise|promote|back",
    "act|serve|agree as|to",
    "fill|filling in|out",
    "take part|take|participate|participating in|part",
    "like|follow|share|spread my|our|the|this _ page|post|channel|campaign|word|link|petition|survey|news",
    "become|be my|our|a mentor|supervisor|adviser|advisor|partner|sponsor|patron|reader|referee|guest",
    "hang|display|circulate|distribute",
    NULL};
static const char *const HOST[] = {
    "present|lecture|host|moderate|exhibit|stock",
    "give|hold|giving a|an|the|our|one _ lecture|talk|workshop|speech|keynote|class",
    "speak|talk|present at|to|before|in our|the|my|a _ "
    "class|students|group|club|event|seminar|conference|members|team|meeting|school",
    NULL};
static const char *const LETTER[] = {
    "write|provide|give|send me|us|a|an|the|your|short|my? _ "
    "letter|reference|recommendation|testimonial|foreword|article|review|piece|"
    "statement|certificate",
    "letter|reference of|for", NULL};
static const char *const HELP[] = {
    "help|assist me|us|my|with _ "
    "find|move|build|set|flat|thesis|homework|translate|paint|write|finish|fix|"
    "application|website|project|paperwork|prepare|form",
    "translate|repair|fix|install|bring|deliver|order|book|reserve|collect|pay|host",
    "buy|rent|sell|purchase|lend", NULL};
static const FavourKind KINDS[] = {
    {"a talk at an event", HOST, false},
    {"a letter", LETTER, true},
    {"an introduction", INTRODUCTION, false},
    {NULL, ANSWER, false},
    {"a referral", REFERRAL, true},
    {"a talk", INTERVIEW, true},
    {"a talk", TALK, false},
    {"a visit", VISIT, false},
    {"a review", REVIEW, false},
    {"support", SUPPORT, true},
    {"something sent", SEND, false},
    {"help", HELP, false},
};

typedef struct Favour {
    const char *what; // NULL = an answer, or none was found
    bool found, for_a_job;
    size_t behind; // word behind its words
} Favour;

static bool favour_at(CheckText *text, size_t at, size_t end, Favour *favour)
{
    PhraseHit hit;
    for (size_t kind = 0; kind < sizeof KINDS / sizeof *KINDS; kind++)
        if (check_phrase_find(text, KINDS[kind].phrases, at, at + 1 < end ? at + 1 : end, &hit)) {
            *favour = (Favour){KINDS[kind].what, true, KINDS[kind].for_a_job, hit.first + hit.count};
            return true;
        }
    return false;
}

// What the ask that begins behind these words is for.
static Favour asked_for(CheckText *text, size_t from, size_t end)
{
    enum { FAR = 10 };
    static const char *const IN_A_TALK[] = {
        "over|in|by|on|during|for|via a|an|the? short|quick|brief|little|video|phone? "
        "call|meeting|coffee|chat|talk|conversation|lunch",
        NULL};
    Favour favour = {NULL, false, false, from};
    PhraseHit hit;
    for (size_t i = from; i < end && i < from + FAR; i++)
        if (favour_at(text, i, end, &favour))
            break;
    if (favour.what == NULL && check_phrase_find(text, IN_A_TALK, favour.behind, end, &hit))
        favour = (Favour){"a talk", true, false, hit.first + hit.count};
    return favour;
}

// ---- one after the other

typedef struct Asked {
    const char *first;
    bool job;
} Asked;

static bool is_new(const Asked *asked, const Favour *favour)
{
    return favour->what != NULL && !(asked->job && favour->for_a_job) &&
           (asked->first == NULL || strcmp(asked->first, favour->what) != 0);
}

// "Could you read it and introduce me": behind "and" or a comma stands another one. Behind "or" they may
// choose.
static const char *joined(CheckText *text, size_t from, size_t end, const Asked *asked)
{
    static const char *const JOINTS[] = {"and", "also", "then", "plus", NULL};
    for (size_t i = from; i + 1 < end; i++) {
        static const char *const CHOICE[] = {"or", "alternatively", "instead", "whichever", "rather", NULL};
        Favour favour;
        if (check_word_is(text, i, CHOICE))
            return NULL;
        if (check_word_is(text, i, JOINTS) && favour_at(text, i + 1, end, &favour) && is_new(asked, &favour))
            return favour.what;
    }
    return NULL;
}

static void say_several(CheckText *text, const CheckSentence *sentence, const char *first, const char *second)
{
    char *message =
        second != NULL
            ? str_format("Asks for %s and for %s: one ask at a time is easier to say yes to.", first, second)
            : mem_strdup("Asks for one more thing: one ask at a time is easier to say yes to.");
    check_say(text, CHECK_SEVERAL_ASKS, sentence->from, sentence->to, message, NULL);
}

// "Or could you send it?", "Failing that, ..." leave the choice.
static bool leaves_choice(CheckText *text, const CheckSentence *sentence)
{
    static const char *const CHOICES[] = {"or",        "alternatively",
                                          "otherwise", "failing that",
                                          "instead",   "if not|that|you|a|this|so|it",
                                          "equally",   "even",
                                          "either",    NULL};
    PhraseHit hit;
    return check_phrase_find(text, CHOICES, sentence->first, sentence->first + 1, &hit) ||
           check_lets_go(text, sentence);
}

// The favours of a sentence; true = the rule has spoken.
static bool read_sentence(CheckText *text, const CheckSentence *sentence, Asked *asked)
{
    PhraseHit hit;
    for (size_t at = sentence->first; check_phrase_find(text, LEADS, at, sentence->end, &hit);) {
        Favour favour = asked_for(text, hit.first + hit.count, sentence->end);
        at = favour.behind;
        if (asked->first != NULL && is_new(asked, &favour)) {
            say_several(text, sentence, asked->first, favour.what);
            return true;
        }
        if (!is_new(asked, &favour))
            continue;
        asked->first = favour.what;
        const char *second = joined(text, at, sentence->end, asked);
        if (second != NULL) {
            say_several(text, sentence, favour.what, second);
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
    Favour favour = asked_for(text, hit.first + hit.count, sentence->end);
    return favour.found && favour.what == NULL;
}

static void check_further(CheckText *text)
{
    bool asked = false;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        bool ask = one->first >= text->body && one->from < text->close && !leaves_choice(text, one) &&
                   (one->question || check_phrase_in(text, LEADS, one)) && !asks_only_to_know(text, one);
        if (ask && asked && asks_for_more(text, one)) {
            say_several(text, one, NULL, NULL);
            return;
        }
        asked = asked || ask;
    }
}

void check_favours(CheckText *text)
{
    PhraseHit hit;
    bool job = check_job_asked(text, &hit);
    Asked asked = {job ? "a job" : NULL, job};
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first >= text->body && one->from < text->close && !leaves_choice(text, one) &&
            read_sentence(text, one, &asked))
            return;
    }
    check_further(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
