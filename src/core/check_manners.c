// SPDX-License-Identifier: MIT
// Rules on tone and tact: hurry, worn sentences, too much I, thanks that name nothing, common ground left
// unused.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- pushy

static const char *const PRESSES[] = {
    "just checking in|on|whether|if|again",
    "checking in on|again|about|to|regarding|with|once",
    "check in on|again|about|to see _ "
    "message|email|request|this|you|decision|reply|answer|whether|if|that|it",
    "circling|circle back",
    "any update|updates|news on|about|yet|regarding|from|for",
    "any updates|update",
    "asap",
    "as soon as possible",
    "urgent|urgently matter|request|reply|answer|response|decision|that|because|please|get|needs|need~",
    "is|it's|bit|very|quite|rather|really|so|am|need|needs|most|this|becoming|getting urgent|urgently",
    "urgently",
    "haven't|not|never|hadn't|nothing heard? back|from|anything you? yet|from|since|again|on|about",
    "haven't|not|never|hadn't heard back|from|anything",
    "still waiting|await~ for|on|your|to _ you|your|reply|answer|response|word|hear",
    "still waiting",
    "am|i'm|we're|been|keep|are waiting|awaiting _ you|your|reply|answer|response|hear|word",
    "eagerly|anxiously|impatiently await~|waiting",
    "bump|bumping this|my|it|up",
    "following up again|once|yet|for",
    "this is my last email|message|attempt|reminder|note|mail|try",
    "my|this _ second|third|fourth|fifth|final email|message|attempt|reminder|note|mail|request|try",
    "second|third|fourth|fifth|last time i'm|i am|i write|i've|i have|i ask|that i write",
    "second|third|fourth|final|gentle|friendly|kind|quick|little|polite|another reminder",
    "reminding|remind you of|about|that",
    "have|has|had not|never|yet received|got|had _ reply|answer|response|word|reaction|feedback",
    "reply|respond by "
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|today|the|end|noon",
    "why you|your _ not|don't|didn't|haven't|never|no|aren't _ answer~|repl~|respond~|written|silent|silence",
    "why the? silence|silent",
    "per my last|previous|earlier",
    "revert back|to|soon",
    "disappointed|disappointing|annoyed|frustrated|surprised that|not|by|to|you|your _ "
    "heard|answer~|repl~|response|silence|hear|react~",
    "gentle|friendly|little|small nudge",
    "at the earliest",
    "without delay",
    "immediate|prompt|swift|speedy|timely reply|answer|response|action|decision|attention|feedback",
    "did you get|receive my",
    "did you have|find a|the|any? chance|time|moment to look|read|reply|respond|think|answer|see|consider",
    "did you see|read my email|message|note|mail|letter|invitation|request",
    "have you|not seen|read|received|had|got|looked my|a|at _ message|email|note|mail|chance",
    "had|get|got a|the chance to? look|read|reply|respond|think|answer",
    "you didn't|haven't|have|did not? answer~|reply|replied|respond~|gotten|got|written back|to|me|yet",
    "you didn't|haven't|have|did not? answer~|reply|replied|respond~",
    "why _ not|haven't|didn't _ answer~|repl~|respond~|written|heard",
    "need|want|expect|require a|an|your|you|the to? answer|reply|response|hear|decision|confirmation _ "
    "by|today|tomorrow|now|soon|quickly|this|before|from",
    "please|must|kindly|to reply|answer|respond _ today|immediately|quickly|urgently|now|tonight|tomorrow",
    "expect|awaiting|await your|a|to _ reply|answer|response|hear",
    "time is running",
    "no|without reply|answer|response from|so|to _ you|far|my|message|email",
    "ignoring|ignored me|my|this",
    "ping|pinging you|again|this",
    "top of your|the inbox",
    "touching|touch base",
    "don't|do not make|let|keep me _ wait|waiting",
    "keep|keeping chasing|writing|asking|following",
    "hurry up",
    "last|final chance|call|opportunity to|for|before",
    "deadline is tomorrow|today|tonight",
    NULL};

// Words of hurry and waiting that press nobody.
static const char *const NOT_PUSHY[] = {
    "not|nothing|isn't|hardly|never|no|less|anything|wasn't|without urgent|urgently|hurry|asap|reminder",
    "how|what|which|when|as|less|more|so|too urgent _ is|it|the",
    "non|counts|count as urgent",
    "urgent care|calls|repairs|cases|case",
    "no|without|not expecting|needed|reply|answer|response _ is|expected|needed|required|necessary|fine|too",
    "i|we don't|not|didn't|won't|never _ expect|need|want",
    "won't|not|never|wouldn't remind|chase|keep|bump|ping|follow|write",
    "you _ reminded|remind me|us",
    "thanks|thank _ immediate|prompt|swift|speedy|timely",
    "thanks|thank|glad|nice|great|kind _ remind|reminding|reminder",
    "sorry _ keep|kept|keeping you",
    NULL};

// What to say in its place, where that is obvious.
static const char *milder(const char *phrase)
{
    static const char *const FIXES[][2] = {
        {"asap", "when you can"},
        {"as soon as possible", "when you can"},
    };
    for (size_t i = 0; i < sizeof FIXES / sizeof *FIXES; i++)
        if (strcmp(FIXES[i][0], phrase) == 0)
            return FIXES[i][1];
    return NULL;
}

static void find_presses(CheckText *text)
{
    PhraseHit hit;
    for (size_t at = text->body; check_phrase_find_but(text, PRESSES, NOT_PUSHY, at, &hit);
         at = hit.first + hit.count)
        check_say_words(
            text, CHECK_PUSHY, hit.first, hit.count,
            mem_strdup("This presses for an answer: give them a reason to write, not a reminder."),
            milder(PRESSES[hit.which]));
}

// "!!", or the third mark of a message.
static void find_marks(CheckText *text)
{
    enum { MOST = 2 };
    size_t marks = 0;
    for (size_t at = 0; at < text->length; at++) {
        size_t run = strspn(text->text + at, "!?");
        size_t shouts = 0;
        for (size_t i = 0; i < run; i++)
            shouts += text->text[at + i] == '!' ? 1 : 0;
        marks += shouts;
        if (shouts > 1 || (shouts == 1 && marks > MOST)) {
            check_say(text, CHECK_PUSHY, at, at + run,
                      mem_strdup("So many exclamation marks shout: one in a message is plenty."),
                      memchr(text->text + at, '?', run) != NULL ? "?" : ".");
            return;
        }
        at += run > 0 ? run - 1 : 0;
    }
}

// Words that are no acronym: in capitals they are shouted.
static const char *const SHOUTS[] = {
    "please",   "really",      "very",  "need",    "now",    "read",    "this",     "important",  "help",
    "answer",   "reply",       "must",  "much",    "love",   "great",   "never",    "always",     "today",
    "soon",     "waiting",     "quick", "quickly", "call",   "back",    "not",      "all",        "any",
    "ever",     "only",        "your",  "you",     "the",    "and",     "thank",    "thanks",     "so",
    "hope",     "want",        "still", "urgent",  "chance", "last",    "one",      "best",       "hiring",
    "job",      "hear",        "heard", "week",    "time",   "soonest", "deadline", "interested", "love",
    "huge",     "have",        "will",  "no",      "yes",    "big",     "exactly",  "perfect",    "before",
    "tomorrow", "immediately", NULL};

static bool is_name(const CheckText *text, size_t word)
{
    for (size_t i = 0; i < text->input->organisations.count; i++) {
        Str fold = STR_INIT;
        utf8_fold(&fold, text->input->organisations.items[i], strlen(text->input->organisations.items[i]));
        bool found = strstr(str_get(&fold), check_fold(text, word)) != NULL;
        str_clear(&fold);
        if (found)
            return true;
    }
    return false;
}

// Acronyms are seldom so long.
static bool is_shouted(const CheckText *text, size_t word)
{
    enum { LONG = 7 };
    const CheckWord *one = &text->words.items[word];
    for (size_t i = 0; i < text->result->findings.count; i++) { // "[NAME OF MAGAZINE]"
        const CheckFinding *hole = &text->result->findings.items[i];
        if (hole->rule == CHECK_PLACEHOLDER_EMPTY && one->from >= hole->from && one->to <= hole->to)
            return false;
    }
    return one->shouted && (one->to - one->from >= LONG || check_word_is(text, word, SHOUTS)) &&
           !is_name(text, word);
}

static void find_shouting(CheckText *text)
{
    for (size_t i = text->body; i < text->words.count; i++)
        if (is_shouted(text, i)) {
            size_t count = 1;
            while (i + count < text->words.count && text->words.items[i + count].shouted)
                count++;
            check_say_words(text, CHECK_PUSHY, i, count, mem_strdup("Words in capitals shout."), NULL);
            return;
        }
}

// ---- weak-opener, generic

static const char *const OPENERS[] = {
    "i? hope this|my|the email|message|mail|note|letter finds|reaches|catches|meets|is",
    "i? hope|hoping|trust you|you're|all|everything|that|things|life are|is|well|you|have|had _ "
    "well|good|great|fine|week|day|safe|doing",
    "i? hope|trust you're|you are? well|doing",
    "i? hope|trust this|it finds|reaches|meets|catches",
    "my name is",
    "i'm|i am? writing to",
    "i write to you",
    "i? am? sorry to bother|disturb|trouble|write|intrude",
    "i'm sorry to bother|disturb|trouble|write|intrude",
    "apologies for bothering|disturbing|the|intruding",
    "forgive|excuse me? for? the|my|bothering|intrusion|writing",
    "i? know that? you|you're are|must? _ busy",
    "i know how busy",
    "you must|are|probably|surely _ busy",
    "i'm|i am? sure you're|you _ busy",
    "just|i wanted|want _ to? reach|reaching out",
    "i? just wanted|want|writing|thought _ reach|touch|say|introduce",
    "i'm|i am? reaching out",
    "i wanted to reach",
    "reaching out",
    "to whom it may",
    "let me introduce myself",
    "allow me to introduce",
    "i'd like to introduce myself",
    "i would like to introduce myself",
    "how are you doing?",
    "i'm|i am? just|simply? reaching",
    "you don't know me",
    "you do not know me",
    "i don't know if you remember",
    NULL};

static const char *const STOCK[] = {"like|love|want to add you to|in _ network|connections|contacts",
                                    "add you to my professional|linkedin|growing? network",
                                    "join your _ network",
                                    "i'd|i would? like to connect with you on linkedin",
                                    "expand|expanding|grow|growing my _ network",
                                    "let's|let us? connect on",
                                    "i came across your profile and",
                                    "add|adding you as a",
                                    "since you are|you're a person i trust",
                                    "i'd|would _ to? be part of your _ network",
                                    "let us|let's connect",
                                    NULL};

// "My name is still on your list" introduces nobody.
static bool is_still(const CheckText *text, const PhraseHit *hit)
{
    size_t next = hit->first + hit->count;
    return strcmp(check_fold(text, next - 1), "is") == 0 && next < text->words.count &&
           !text->words.items[next].capital;
}

static void check_openings(CheckText *text)
{
    PhraseHit hit;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first < text->body)
            continue;
        if (check_phrase_find(text, OPENERS, one->first, one->first + 1, &hit) && !is_still(text, &hit)) {
            bool whole = one->end - one->first <= hit.count + 3 && one->to < text->length;
            check_say(text, CHECK_WEAK_OPENER, one->from,
                      whole ? one->to + strspn(text->text + one->to, " ") : one->to,
                      mem_strdup("Everybody opens so: begin with them, or with what brings you together."),
                      whole ? "" : NULL);
        }
        break;
    }
    if (check_phrase_find(text, STOCK, text->body, text->words.count, &hit))
        check_say_words(text, CHECK_GENERIC, hit.first, hit.count,
                        mem_strdup("LinkedIn writes this for everybody: say in your words why them."), NULL);
}

// ---- mostly-me

static const char *const ME[] = {"i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", NULL};
static const char *const YOU[] = {"you",    "your",  "yours",  "yourself", "you're",
                                  "you've", "you'd", "you'll", NULL};

static void check_balance(CheckText *text)
{
    enum { MORE = 3 };
    size_t me = 0, you = 0;
    if (text->input->occasion != OCCASION_REQUEST)
        return;
    for (size_t i = 0; i < text->words.count; i++) {
        me += check_word_is(text, i, ME) ? 1 : 0;
        you += check_word_is(text, i, YOU) ? 1 : 0;
    }
    if (me >= you + MORE)
        check_say(text, CHECK_MOSTLY_ME, 0, 0,
                  str_format("I and my %zu times, you and your %zu: turn it towards them.", me, you), NULL);
}

// ---- no-thanks

static const char *const COMMON_WORDS[] = {
    "that",       "this",       "with",       "from",         "your",
    "about",      "have",       "what",       "when",         "which",
    "would",      "there",      "their",      "them",         "they",
    "were",       "been",       "will",       "thank",        "thanks",
    "much",       "very",       "really",     "time",         "today",
    "again",      "great",      "good",       "advice",       "talk",
    "talked",     "talking",    "spoke",      "conversation", "meeting",
    "call",       "chat",       "helpful",    "help",         "best",
    "wishes",     "regards",    "kind",       "also",         "into",
    "more",       "just",       "like",       "made",         "make",
    "some",       "than",       "then",       "should",       "could",
    "after",      "before",     "week",       "said",         "told",
    "taking",     "took",       "sharing",    "shared",       "share",
    "learned",    "lot",        "insight",    "insights",     "experience",
    "career",     "work",       "people",     "know",         "first",
    "next",       "want",       "against",    "back",         "here",
    "over",       "coffee",     "yesterday",  "morning",      "afternoon",
    "appreciate", "grateful",   "generous",   "speaking",     "hear",
    "hearing",    "useful",     "everything", "anything",     "mentioned",
    "suggested",  "described",  "explained",  "showed",       "question",
    "questions",  "honest",     "answers",    "being",        "always",
    "forward",    "support",    "kindness",   "wonderful",    "everyone",
    "inspiring",  "inspired",   "valuable",   "situation",    "future",
    "during",     "afterwards", NULL};

// Two words of one stem: as many letters as the shorter has, but for its last two, and four at least.
static bool same_stem(const char *a, const char *b)
{
    size_t x = strlen(a), y = strlen(b), least = x < y ? x : y, same = 0;
    while (same < least && a[same] == b[same])
        same++;
    return same >= 4 && same + 3 >= least && (x > y ? x - same : y - same) <= 4;
}

static bool has_stem(const CheckText *text, const char *word)
{
    for (size_t i = text->body; i < text->words.count; i++)
        if (same_stem(check_fold(text, i), word))
            return true;
    return false;
}

// A word of the other text that says something is in ours too.
static bool shares_word(const CheckText *text, const char *other)
{
    CheckInput input = {.text = other};
    CheckText words;
    bool shared = false;
    check_text_read(&words, &input, NULL);
    for (size_t i = 0; i < words.words.count && !shared; i++)
        shared = strlen(check_fold(&words, i)) >= 4 && !check_word_is(&words, i, COMMON_WORDS) &&
                 has_stem(text, check_fold(&words, i));
    check_text_clear(&words);
    return shared;
}

static const char *const NAMED[] = {
    "putting|put us|me in touch",
    "introducing|introduction|introduced|connecting|connected|referring",
    "you|your "
    "said|told|mentioned|suggested|recommended|described|explained|showed|pointed|drew|warned|named|advised|"
    "put",
    "your|the "
    "point|remark|advice|tip|story|idea|suggestion|example|rule|thought|view|question|picture|warning|note|"
    "comparison|sketch|list|description|account|honesty|trick about|on|to|that|of|from|with|for",
    "what|how|why|when|where|way you "
    "said|told|explained|described|handled|moved|left|built|learned|put|began|started|chose|see|run|showed",
    "especially|particularly|above what|how|your|the|that",
    "stayed|stuck|stays|sticks|stuck with me",
    "will|i'll|going to? read|look|write|ask|practise|practice|start|follow",
    NULL};

// Words that are not in everybody's thank-you: several of them must speak of something.
static bool says_something(const CheckText *text)
{
    enum { LEAST = 9 };
    size_t own = 0;
    for (size_t i = text->body; i < text->words.count && text->words.items[i].from < text->close; i++)
        own += strlen(check_fold(text, i)) >= 4 && !check_word_is(text, i, COMMON_WORDS) ? 1 : 0;
    return own >= LEAST;
}

// A phrase that leads to what they said, and within a few words one that is not in everybody's thank-you.
static bool names_something(CheckText *text)
{
    enum { NEAR = 5 };
    PhraseHit hit;
    for (size_t at = text->body; check_phrase_find(text, NAMED, at, text->words.count, &hit);
         at = hit.first + 1) {
        size_t end = text->sentences.items[text->words.items[hit.first].sentence].end,
               behind = hit.first + hit.count;
        for (size_t i = behind - 1; i < end && i < behind + NEAR; i++)
            if (strlen(check_fold(text, i)) >= 4 && !check_word_is(text, i, COMMON_WORDS))
                return true;
    }
    return false;
}

static void check_thanks(CheckText *text)
{
    const CheckInput *input = text->input;
    if (input->occasion != OCCASION_THANK_YOU || !text->english || text->words.count == 0)
        return;
    bool named = names_something(text) ||
                 (str_blank(input->talk) ? says_something(text) : shares_word(text, input->talk));
    if (!named)
        check_say(text, CHECK_NO_THANKS, 0, 0,
                  mem_strdup("Name one thing that they said: that is what makes thanks worth reading."),
                  NULL);
}

// ---- no-common-ground

static const char *const GROUND_WORDS[] = {
    "university",  "college",       "school",  "institute", "academy",   "club",   "society", "group",
    "association", "the",           "of",      "and",       "for",       "in",     "at",      "labs",
    "lab",         "company",       "network", "team",      "community", "alumni", "student", "students",
    "national",    "international", "high",    "state",     NULL};
static const char *const SHARED[] = {"fellow alum|alumna|alumnus|alumni|student|graduate|member|volunteer",
                                     "alum|alumna|alumnus|alumni",
                                     "same school|university|college|club|group|team|place|programme|program",
                                     "we both",
                                     "both of us",
                                     "our school|university|college|club|old|shared|group|team",
                                     "in common",
                                     "as you did",
                                     "went there too",
                                     NULL};

// The word, its plural or its genitive.
static bool is_word_or_its(const char *fold, const char *word)
{
    size_t length = strlen(word);
    return strncmp(fold, word, length) == 0 &&
           (fold[length] == '\0' || strcmp(fold + length, "s") == 0 || strcmp(fold + length, "'s") == 0);
}

static bool uses_ground(const CheckText *text, const char *ground)
{
    CheckInput input = {.text = ground};
    CheckText words;
    bool used = false;
    check_text_read(&words, &input, NULL);
    for (size_t i = 0; i < words.words.count && !used; i++) {
        const char *word = check_fold(&words, i);
        if (check_word_is(&words, i, GROUND_WORDS) || strlen(word) < 3)
            continue;
        for (size_t k = text->body; k < text->words.count && !used; k++)
            used = is_word_or_its(check_fold(text, k), word);
    }
    check_text_clear(&words);
    return used;
}

static void check_ground(CheckText *text)
{
    const CheckInput *input = text->input;
    if (input->occasion != OCCASION_REQUEST || !check_is_first(input) || input->ground.count == 0 ||
        text->words.count == 0 || check_phrase_any(text, SHARED))
        return;
    for (size_t i = 0; i < input->ground.count; i++)
        if (uses_ground(text, input->ground.items[i]))
            return;
    for (size_t i = 0; i < input->bonds.count; i++)
        if (uses_ground(text, input->bonds.items[i]))
            return;
    check_say(text, CHECK_NO_COMMON_GROUND, 0, 0,
              str_format("You share %s, and say nothing of it: it is the best reason to answer you.",
                         input->ground.items[0]),
              NULL);
}

void check_manners(CheckText *text)
{
    if (text->english) {
        find_presses(text);
        check_openings(text);
        check_balance(text);
    }
    find_marks(text);
    find_shouting(text);
    check_thanks(text);
    check_ground(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
