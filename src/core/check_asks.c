// SPDX-License-Identifier: MIT
// Rules on what is asked for: a job too early, nothing at all, or too much; and whether no is easy to say.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- asks-for-job, resume-attached

static const char *const JOB[] = {
    "any? open|available|vacant|suitable|current position|positions|role|roles|job|jobs|post|posts",
    "any|some job|jobs|vacanc~|openings|opening|internships|internship",
    "any|a|some position|positions|role|roles|spot|place|opening _ available|open|free|for me",
    "job|internship|career|employment|work opening|openings|opportunit~|leads|vacanc~",
    "opening|openings|vacancy|vacancies at|on|in|for|with|within _ your|company|team|group|lab|me",
    "opening|openings|vacancy|vacancies coming|that|available|there|i",
    "open to hiring|taking",
    "are|is|be you|your|team|lab|group|company _ hiring|recruiting",
    "hiring right|now|at|anyone|anybody|someone|somebody|people|this|soon|again|for _ team|role|roles|me",
    "hire|employ me|somebody|someone _ me?",
    "hire _ like me",
    "be|get hired|employed|recruited by|at|there|in|into|with|for",
    "looking|searching|hunting|search for|after a|an|any|my|new|work|full|part|first|employment _ "
    "job|role|position|work|employment|internship|post|opportunit~|placement|apprenticeship",
    "seeking a|an|new|my|employment|work _ "
    "job|role|position|work|employment|internship|opportunit~|placement",
    "need|want|get|find|land|offer|give me? a|an|any job|position|internship|placement|post|role",
    "want|like|love|hope|hoping|eager|keen|wish|aim|aiming to work|join|be|become|start|intern _ your|you "
    "team|company|group|lab|department|firm|studio|organisation|organization",
    "want|like|love|hope|hoping|eager|keen|wish to join you|your",
    "want|like|love|hope|hoping|eager|keen|wish to work|intern for|with|at|under you|your",
    "consider|considering|considered me|my|for application|candidacy|profile|background|a|any|the",
    "consider me",
    "keep me in mind",
    "think|thought of me for|when|if|as",
    "refer|referring me",
    "referral|referrals",
    "recommend|recommending|suggest me to|for|as",
    "put|putting|pass|passing|send|forward|forwarding|submit|bring my name|profile|application|resume|cv",
    "put me forward|in|up",
    "put in _ word",
    "good word for|in",
    "vouch for me",
    "pass|send|hand|forward it|this|me|my on? _ hiring|hr|recruit~|manager|team|cv|resume",
    "apply|applying|applied for|to _ position|role|job|post|internship|opening|team|your",
    "application for|to _ position|role|job|post|internship|opening|your",
    "interview|interviewed for _ job|position|role|internship|opening",
    "take|taking me|somebody|someone on",
    "bring|get me into|onto|on|in|on your|the|board",
    "a chance|place|job|position|role|spot|seat in|on|at|with your|the team|company|lab|group|firm",
    "room for _ me|somebody|someone|one|another|engineer|analyst|designer|developer|intern",
    "i|i'm be|am|would|could|make|available a|an|to? great|good|perfect|strong|ideal|fit|start|addition _ "
    "your|fit|candidate|team|at|immediately|once",
    "fit for|with|in your|the team|role|position|company|opening",
    "use|need an?|another|someone|somebody|a|more _ like me",
    "vacancy|vacancies",
    "job for|with me|somebody|someone|my",
    "internship|internships|placement|traineeship|apprenticeship with|at|in|on|under|this|next|for "
    "your|you|the|this|summer|spring|autumn|me|company|year|team",
    "offer|give me a|an|the chance|job|role|position|internship|work|placement|opportunity",
    "opportunity|opportunities to|for|at|in|with|within _ your|join|work|employment|intern|me",
    "employment",
    "job search leads",
    "any opportunit~ for|at|in|on|with|within",
    "is|are|be _ hiring|recruiting",
    "be|become|being part|member of your|the _ team|company|lab|group|staff|crew|firm",
    "join your|the team|company|lab|group|staff|crew|office|practice|department|studio|firm",
    "contribute to|at your|the team|company|mission|lab|firm",
    "an extra|another|additional pair of hands",
    "on your payroll|staff",
    "looking|search~ for my first|next job|role|position|step|post|challenge|employer",
    "new|career opportunities|opportunity|challenge|challenges",
    "my skills|experience|talents|profile|background _ fit|match|useful|asset|valuable|contribute",
    "asset to",
    "spot|place|seat|desk|space|room|work for me",
    "trial|probation day|shift|period|week",
    "graduate|trainee|junior|entry scheme|programme|program|position|job|role|place|post|level",
    "take on|in an?|another|new|junior|trainee~|apprentice~|intern|interns|graduate~",
    "your next hire",
    "would|could|will|do you|they _ hire|employ",
    "free|paid|unpaid|entry position|positions|role|roles|places|place",
    "like|love|want|wish|eager|keen|hoping|happy|proud to work|intern for|at",
    "eager|keen|love|like|want|wish|hoping to join",
    "have|has|is|are there? a|an|any _ opening|openings|vacancy|vacancies",
    "positions|openings|vacancies|roles|jobs|posts are|is|were|become available|open|free|vacant|left",
    "i can|could|am|would start|available|begin at|immediately|on|next|right|in|any|from|tomorrow",
    NULL};

// Talk of jobs that asks for none.
static const char *const NOT_JOB[] = {
    "my|your|their|his|her|our|last|during|after _ internship|placement|traineeship|apprenticeship",
    "put me in touch|contact",
    "vacancy|vacancies rate|rates",
    "referral|referrals letter|letters|form|forms|rate|rates|system|from|between|bonus|programme|program",
    "join|joining|joined _ "
    "network|newsletter|list|club|call|meeting|webinar|session|talk|choir|league|event|table|discussion|walk|"
    "tour|seminar|workshop",
    "join _ reading|book|study|weekly|monthly|running|thursday|monday _ group|circle",
    "your job|role|position|hiring",
    "how you _ job|role|position|hired",
    "not|isn't|aren't|am|without asking|looking|hoping|after|seeking|request _ "
    "job|referral|opening|position|role|work|vacanc~",
    "not _ job|referral|opening|openings|favour|vacanc~|position",
    "no job|opening|vacanc~|referral",
    "rather than _ job|referral|opening|position",
    "don't|do not? want|expect|ask|need _ job|referral|opening|position",
    "never _ job|referral",
    "in a position to",
    "i was|got|had|have been? hired",
    "my|current|last|first|old|former|previous|present|day job|role|position",
    NULL};

static const char *const RESUME[] = {
    "attach~|enclos~|find|include|including|included|sending|send|share|sharing|here's|upload|uploaded|link|"
    "linked|below _ resume|cv|vitae|portfolio|transcript|application|resumes",
    "resume|cv|vitae|portfolio|transcript _ attached|enclosed|below|included|linked|here|link",
    "resume|cv|vitae|portfolio is|are at|here|on|below|with|in|online|as",
    "attach~|enclos~ _ my resume|cv|portfolio",
    "resume|cv|portfolio is|are available|attached|online|public",
    "view|see|find|read|download|open _ resume|cv|portfolio _ at|on|here|under|below|attached",
    "cover letter attached|enclosed",
    NULL};
static const char *const NOT_RESUME[] = {
    "not|without|no|nothing|never attach~|enclos~|resume|cv|send|sending|include",
    "can|could|would|happy|glad|gladly|will|offer|let if? i? send|share|attach|bring _ "
    "if|should|later|when|whenever",
    "you|your|their|his|her attached|resume|cv|portfolio|sent|send",
    "feedback|advice|look|comments|review on|over|at|of my resume|cv|portfolio", NULL};

static void check_job(CheckText *text)
{
    const CheckInput *input = text->input;
    PhraseHit hit;
    if (!check_is_first(input) || input->they_raised_work || input->occasion == OCCASION_THANK_YOU)
        return;
    if (check_phrase_find_but(text, RESUME, NOT_RESUME, &hit))
        check_say_words(
            text, CHECK_RESUME_ATTACHED, hit.first, hit.count,
            mem_strdup("A resume in a first message asks for a job: send it when they ask for it."), NULL);
    else if (check_phrase_find_but(text, JOB, NOT_JOB, &hit))
        check_say_words(
            text, CHECK_ASKS_FOR_JOB, hit.first, hit.count,
            mem_strdup("Before you have talked this closes the door: ask for their advice instead."), NULL);
}

// ---- no-question

static const char *const PLAIN_ASKS[] = {
    "would|i'd|should|will|be|am _ grateful|thankful|obliged|glad|delighted|happy|honoured|pleased|indebted "
    "if|for|to|of",
    "appreciate|value|welcome|treasure _ "
    "if|minutes|advice|thoughts|chance|time|conversation|chat|call|opportunity|perspective|insight|your|a|"
    "any|hearing|learning|half|quarter|fifteen|twenty",
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
    "my question|one question|single question",
    "grateful for|if",
    "tell me how|what|why|which|whether|about",
    "would|it'd|that be great|wonderful|lovely|kind|good|helpful|marvellous|nice if|to",
    "any|some chance",
    "i am|was|i'm hoping|curious|keen|interested",
    "interested to|in",
    "drop|send me a|one line|word|note",
    "let me|us hear|have|know|see",
    "what i'd|i like|love|want|wonder",
    NULL};
static const char *const NO_QUESTIONS[] = {"how are|is you|things|everything|life|it",
                                           "how have you been",
                                           "remember|recall me",
                                           "why not",
                                           "isn't it",
                                           "right",
                                           NULL};

// "Tell me how it began."
static bool is_imperative(const CheckText *text, const CheckSentence *sentence)
{
    static const char *const VERBS[] = {
        "tell", "show",   "name",   "send", "point",   "recommend", "suggest", "write", "give", "let", "say",
        "pick", "advise", "please", "help", "explain", "describe",  "share",   "call",  "ring", NULL};
    return sentence->first >= text->body && check_word_is(text, sentence->first, VERBS);
}

static bool asks_something(CheckText *text)
{
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        PhraseHit hit;
        bool idle = check_phrase_find(text, NO_QUESTIONS, one->first, one->end, &hit) &&
                    one->end - one->first <= hit.count + 4;
        if (one->from < text->close &&
            ((one->question && !idle) || is_imperative(text, one) || check_phrase_in(text, PLAIN_ASKS, one)))
            return true;
    }
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
    NULL};

// A condition with a reason against it: "if this is a bad month", "should it be against house policy".
static const char *const CONDITIONS[] = {"if", "should", "unless", "in case", "in which case", NULL};
static const char *const AGAINST[] = {"no",        "not",        "never",     "nothing",      "bad",
                                      "busy",      "wrong",      "secret",    "confidential", "private",
                                      "policy",    "wraps",      "full",      "tight",        "closed",
                                      "swamped",   "impossible", "hard",      "difficult",    "against",
                                      "too",       "isn't",      "doesn't",   "don't",        "can't",
                                      "cannot",    "won't",      "aren't",    "wouldn't",     "haven't",
                                      "rather",    "prefer",     "stressful", "forbids",      "inconvenient",
                                      "unable",    "outside",    "beyond",    "away",         "else",
                                      "launching", "shudder",    "hasn't",    "crowded",      "short",
                                      "buried",    "stretched",  "mess",      "tired",        "none",
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

static bool lets_go(CheckText *text, const CheckSentence *sentence)
{
    return is_condition(text, sentence) || check_phrase_in(text, WAYS_OUT, sentence);
}

static bool has_way_out(CheckText *text)
{
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first >= text->body && lets_go(text, one))
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

// ---- several-asks

// What begins an ask; the first of the verbs below behind it tells for what.
static const char *const LEADS[] = {
    "could|would|can|will|may|might you|i|we",
    "should|shall i|we",
    "you could",
    "and|also could|can",
    "would|could you be _ available|free|willing|open|able|ready|prepared for|to|if",
    "appreciate|value|welcome|grateful a|an|your|any|for",
    "i need somebody|someone|you|your",
    "be possible to",
    "i'd|would|i also? love|like|want|hope|be to? happy|glad|grateful|also",
    "i also want|need|would|hope",
    "happy|glad|grateful|appreciate|obliged it? if you",
    "please",
    "if you could|would|might",
    NULL};

// What can be asked for. Two ways to the same thing are one ask, and a question is none: it is what the talk
// is for.
typedef struct AskKind {
    const char *what;
    const char *const *verbs;
} AskKind;

static const char *const TALK[] = {"talk",    "speak",  "chat",    "call",         "meet",    "phone", "ring",
                                   "discuss", "coffee", "minutes", "conversation", "meeting", "zoom",  "hour",
                                   "catch",   "video",  NULL};
static const char *const REFERRAL[] = {"refer", "referral", "vouch", "forward", "pass", "put", NULL};
static const char *const INTRODUCTION[] = {"introduce", "connect", "introduction", "touch", "intro", NULL};
static const char *const REVIEW[] = {"read",     "review",   "look",     "comment", "commented", "proofread",
                                     "correct",  "edit",     "mark",     "judge",   "check",     "glance",
                                     "feedback", "critique", "rehearse", NULL};
static const char *const SEND[] = {"send", "share", "lend", "give", "show", NULL};
static const char *const VISIT[] = {"come", "visit", "see",    "shadow", "spend",
                                    "tour", "sit",   "attend", "join",   NULL};
static const char *const SUPPORT[] = {"sign", "endorse", "support", "sponsor", "donate",
                                      "act",  "agree",   "mentor",  NULL};
static const char *const HOST[] = {"present", "lecture", "host", "moderate", "exhibit", "stock", NULL};
static const char *const LETTER[] = {"write", "letter", "recommendation", NULL};
static const char *const BUY[] = {"buy", "borrow", "rent", "use", NULL};
static const AskKind ASK_KINDS[] = {
    {"a talk", TALK},         {"a showing", HOST},
    {"a referral", REFERRAL}, {"an introduction", INTRODUCTION},
    {"a review", REVIEW},     {"something sent", SEND},
    {"a visit", VISIT},       {"support", SUPPORT},
    {"a letter", LETTER},     {"something lent", BUY},
};

// What the ask that begins with these words is for; NULL = for an answer, or no ask.
static const char *asked_for(const CheckText *text, size_t from)
{
    enum { FAR = 10 };
    size_t end = text->sentences.items[text->words.items[from - 1].sentence].end;
    for (size_t i = from; i < end && i < from + FAR; i++)
        for (size_t kind = 0; kind < sizeof ASK_KINDS / sizeof *ASK_KINDS; kind++)
            if (check_word_is(text, i, ASK_KINDS[kind].verbs))
                return ASK_KINDS[kind].what;
    return NULL;
}

// Whoever asks for a job asks for these on the way to it.
static bool for_a_job(const char *what)
{
    static const char *const SAME[] = {"a referral", "support", "a letter", NULL};
    for (const char *const *one = SAME; *one != NULL; one++)
        if (strcmp(*one, what) == 0)
            return true;
    return false;
}

// "Could you read it and introduce me": the verb of a second ask stands behind "and" or a comma.
static const char *second_verb(const CheckText *text, size_t from, const char *first)
{
    size_t end = text->sentences.items[text->words.items[from - 1].sentence].end;
    for (size_t i = from + 1; i < end; i++) {
        static const char *const JOINTS[] = {"and", "also", "then", "perhaps", "maybe", "even", NULL};
        bool joint = check_word_is(text, i - 1, JOINTS) || text->text[text->words.items[i - 1].to] == ',';
        for (size_t kind = 0; joint && kind < sizeof ASK_KINDS / sizeof *ASK_KINDS; kind++)
            if (ASK_KINDS[kind].what != first && check_word_is(text, i, ASK_KINDS[kind].verbs))
                return ASK_KINDS[kind].what;
    }
    return NULL;
}

// "Could you also ...", "One more favour": a sentence that says itself that it asks for more.
static bool asks_for_more(CheckText *text, const CheckSentence *sentence)
{
    static const char *const MORE[] = {
        "also",        "in addition",
        "besides",     "another|second|further favour|favor|question|request|thing|ask",
        "one more",    "two|three things|favours|favors|requests|wishes",
        "on top of",   "while you",
        "furthermore", "moreover",
        "secondly",    "at the same time",
        "too",         NULL};
    return check_phrase_in(text, MORE, sentence) &&
           (sentence->question || check_phrase_in(text, LEADS, sentence));
}

static bool is_ask(CheckText *text, const CheckSentence *sentence)
{
    return sentence->first >= text->body && sentence->from < text->close && !lets_go(text, sentence) &&
           (sentence->question || check_phrase_in(text, LEADS, sentence));
}

// The sentence that asks for more after another one that asks; NULL = none.
static const CheckSentence *further_ask(CheckText *text)
{
    bool asked = false;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (!is_ask(text, one))
            continue;
        if (asked && asks_for_more(text, one))
            return one;
        asked = true;
    }
    return NULL;
}

static void check_several(CheckText *text)
{
    PhraseHit hit;
    bool job = check_phrase_find_but(text, JOB, NOT_JOB, &hit);
    const char *before = job ? "a job" : NULL;
    for (size_t at = text->body; check_phrase_find(text, LEADS, at, text->words.count, &hit);
         at = hit.first + hit.count) {
        const CheckSentence *sentence = &text->sentences.items[text->words.items[hit.first].sentence];
        const char *what = asked_for(text, hit.first + hit.count);
        const char *second =
            what != NULL && before == NULL ? second_verb(text, hit.first + hit.count, what) : NULL;
        if (second != NULL && !(job && for_a_job(second)) && !lets_go(text, sentence)) {
            before = what;
            what = second;
        }
        if (sentence->from >= text->close || what == NULL || what == before || (job && for_a_job(what)) ||
            lets_go(text, sentence))
            continue;
        if (before != NULL) {
            check_say(text, CHECK_SEVERAL_ASKS, sentence->from, sentence->to,
                      str_format("Asks for %s and for %s: one ask at a time is easier to say yes to.", before,
                                 what),
                      NULL);
            return;
        }
        before = what;
    }
    const CheckSentence *more = further_ask(text);
    if (more != NULL)
        check_say(text, CHECK_SEVERAL_ASKS, more->from, more->to,
                  mem_strdup("Asks for one more thing: one ask at a time is easier to say yes to."), NULL);
}

void check_asks(CheckText *text)
{
    check_job(text);
    check_question(text);
    check_several(text);
    check_way_out(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
