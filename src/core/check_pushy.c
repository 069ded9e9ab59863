// SPDX-License-Identifier: MIT
// The rule on pressing: reminders, reproaches, hurry, capitals and exclamation marks.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

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
    "last|final chance|call|opportunity|warning to|for|before",
    "deadline is tomorrow|today|tonight",
    NULL};

// What makes them guilty, or threatens.
static const char *const GUILT[] = {
    "i|i've|we|we've have|had? now|already|just? "
    "reached|written|wrote|sent|asked|called|emailed|tried|messaged|rung|phoned|contacted _ "
    "twice|repeatedly|again and|now|already|with|but|without|so",
    "i|i've|we|we've have|had? now|already|just? "
    "reached|written|wrote|sent|asked|called|emailed|tried|messaged|left|rung|phoned|contacted _ "
    "many|several|three|four|five|umpteen|two times|messages|emails|voicemails|reminders|letters",
    "several|many|three|four|five|countless|numerous|two|multiple "
    "emails|messages|voicemails|reminders|attempts|mails "
    "now|and|already|without|later|so|is|since",
    "answer|reply|response|word|reaction to my|our "
    "two|three|four|five|many|several|last|previous|earlier|first "
    "letters|letter|emails|email|messages|message|notes|note|mails|mail",
    "is|for the? third|fourth|fifth|sixth|umpteenth time _ i|i'm|we|in|asking|writing",
    "because of you",
    "because of your silence|delay|slowness",
    "no more? excuses",
    "courtesy of a|an|to|answering|replying",
    "courtesy to answer|reply|respond|tell",
    "least you could|can",
    "you promised _ and|but|yet _ still|nothing|not|never",
    "still no|nothing|without|haven't|have|waiting answer|reply|response|word|heard|not|from|to",
    "i|we still have|had|got nothing|no",
    "taking|takes|taken|take so|this|that long",
    "taking|takes|take forever|ages",
    "how long|much am|do|must|will|should|longer i|we|do|must",
    "what else|more do|am|must|can|have i _ to|do",
    "else i|we have to do",
    "no choice|option|alternative but",
    "leave|leaves|give me|us no choice|option",
    "clock is ticking",
    "counting|count|rely|relying on you|your",
    "must|have|to insist",
    "i|we insist",
    "your long? silence is|speaks|says|tells|hurts|has",
    "anybody|anyone there|home|out",
    "essential|crucial|imperative|vital|critical|mandatory|necessary that? you",
    "i|we know|see|saw|can|notice|noticed that? you|see|you've have|saw|seen|read|opened|got|received|were _ "
    "my|online|message",
    "spam|junk folder|filter|mail",
    "make|making|made sure you|my|this saw|got|received|read|message|email|note|reached|arrived|landed",
    "any word|reaction|thoughts|decision|answer|response|progress yet|on|from|since",
    "sure|certain|surely you can|could|must find|spare|manage|have",
    "only|taken|take|takes|cost|costs you|him|her? only? a|one|two|five|ten|30|thirty "
    "minute|minutes|second|seconds|moment to",
    "not|hardly|really|it|that|this too much to ask",
    "go|complain|turn|escalate|write|report|speak _ your "
    "manager|boss|director|supervisor|superior|superiors|head",
    "do the needful",
    "time is running|of|against",
    "time is short so|and|please",
    "fast|rapid|instant answer|reply|response|decision",
    "haven't|hadn't|not had|received|gotten|got|seen an|a|any|your|one? answer|reply|response|word|line",
    "have|had|received|got no|zero word|answer|reply|response|reaction|news from|since|yet|to|so",
    "not take no for",
    "won't|wouldn't|don't take no for",
    "you owe me|us a|an|that|this|my|one|at",
    "keep|been|are|you're|are? ignoring my|me|us|our|it|this",
    "don't|not ignore my|me|us|our|it|this",
    "answer me please|now|already|today|finally|at",
    "everyone|everybody|others|else else|has|have answered|replied|responded|managed",
    "waiting|waited for|since "
    "days|weeks|months|ages|long|ever|a|two|three|four|monday|tuesday|wednesday|thursday|friday",
    "been waiting|asking|trying|chasing for|to|you _ weeks|days|months|reach|answer|reply|you|ages|hours",
    "or else",
    "time sensitive|critical",
    "top|high|highest priority",
    "act now|fast|quickly|today",
    "you|they really? must|have|need|got|should|ought to? "
    "answer|reply|respond|decide|act|send|fix|sort|handle|deal|react|hurry|do",
    "you should have|already",
    "you still|clearly|obviously|apparently|simply haven't|don't|didn't|never|ignore|prefer",
    "don't|not understand why you|nobody|it|this",
    "as i said|wrote|asked|mentioned before|already|twice|last",
    "drop everything",
    "make it|this happen",
    "get it|this done|sorted|fixed|over",
    "keep writing|calling|asking|trying|sending|messaging until|till",
    "until|till you answer|reply|respond|agree|say",
    "hear|heard nothing|crickets",
    "nothing but silence",
    "slipped|slip|fallen|fell through|your|under|off the|mind|your|radar|cracks|inbox",
    "you|you've forgot|forgotten me|about|my|us|to",
    NULL};

// Words of hurry and waiting that press nobody.
static const char *const NOT_PUSHY[] = {
    "asked|told|wanted|tell me|us to remind",
    "your|my|our time is",
    "post|posts|posted|share|read|follow|publish any update|updates",
    "if|should|when|unless|case that|this|it|the|is|that's|it's _ too much to ask",
    "don't|not|never|no|nor feel|think|believe|need that? you|obliged have|must|need|should to",
    "don't|not|never|needn't|nor really|even? have|need|must|expect|ought to "
    "answer|reply|respond|decide|act|do|send",
    "no|without any? need|hurry|rush|pressure",
    "if|in|unless case? you|your _ ignore|forgot|answer",
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

static void say_presses(CheckText *text, const PhraseHit *hit, const char *fix)
{
    check_say_words(text, CHECK_PUSHY, hit->first, hit->count,
                    mem_strdup("This presses for an answer: give them a reason to write, not a reminder."),
                    fix);
}

static void find_presses(CheckText *text)
{
    static const Phrases LISTS[] = {PRESSES, GUILT};
    PhraseHit hit;
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        for (size_t at = text->body; check_phrase_find_but(text, LISTS[i], NOT_PUSHY, at, &hit);
             at = hit.first + hit.count)
            say_presses(text, &hit, milder(LISTS[i][hit.which]));
}

// What is demanded of them, or for me; what I must do myself is no demand.
static const char *const DEMANDS[] = {
    "i|we really|just|still|do|also|absolutely? need|want|expect|require|demand",
    "i|we've|i've|we have|got to have|know|hear|get",
    "i|we must have|know|hear|get|insist|ask",
    "must|has|have|needs|need to? be "
    "handled|done|fixed|settled|answered|sorted|here|ready|solved|finished|signed|in",
    "is|it's|was|are due|needed|required|wanted",
    "please|kindly|and|must answer|reply|respond|send|call|fix|confirm|decide|act|sign|deliver|sort|handle",
    "can|could|would|will|please|must you? get|let|come|answer|reply|respond back|me|us|to? me|us|know|to",
    NULL};
static const char *const MINE_TO_DO[] = {"need|want|expect|have to "
                                         "be|hand|finish|leave|go|submit|write|catch|file|give|make|return|"
                                         "start|begin|send|bring|prepare|tell|say|thank|"
                                         "buy|find|learn|understand|show|build|take|ask|decide|choose|pay|"
                                         "move|stay|come|work|do|see|travel|order|print",
                                         NULL};
static const char *const HURRY[] = {
    "immediately|instantly|promptly|pronto",
    "at once",
    "right|straight away|now",
    "this minute|instant|second|very",
    "first thing",
    "without fail|delay",
    "no later than",
    "by|before|until|till|than tonight|tomorrow|noon|midnight|lunchtime|four|five|three|two|six|5|4|3",
    "by|before the? close|end of day|business|the|today|play",
    "within the|an|24|48|one|two hour|hours|days|day",
    "today|tonight",
    "or else",
    NULL};
static const char *const DEADLINES[] = {
    "by|before|until|till|on monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|this|then|the",
    "this week", "tomorrow", "soon|quickly|fast|now", NULL};
static const char *const STRONG[] = {
    "i|we really|just|still|do|absolutely? need|expect|require|demand "
    "your|an|a|the|that|this|those|it|you|them|to "
    "answer|reply|response|decision|hear|know|verdict|yes|confirmation|word|feedback|have|get|back",
    "i|we really|just|still|do|absolutely? need|expect|require|demand you|it|that|this|them|those",
    "i|we've|i've|we have|got to have|know|hear|get your|an|a|the|this|that|it",
    "must|has|needs be|to be? "
    "handled|done|fixed|settled|answered|sorted|here|ready|solved|finished|signed|in",
    "i|we insist",
    NULL};
static const char *const KIND[] = {"would|will|might help|be|do|suit|make",
                                   "if you can|could|like|want|have|wish",
                                   "no|not|without hurry|rush|pressure|need",
                                   "can wait",
                                   "or later|after|whenever",
                                   "later is|works|would",
                                   "otherwise",
                                   "happy to wait",
                                   NULL};

// "I need it by tonight": a demand, and behind it in the sentence a hurry; one told kindly presses nobody.
static void find_demands(CheckText *text)
{
    enum { NEAR = 9 };
    PhraseHit demand, hurry, mine;
    for (size_t i = 0; i < text->sentences.count; i++) {
        const CheckSentence *one = &text->sentences.items[i];
        if (one->first < text->body || check_phrase_in(text, KIND, one))
            continue;
        bool strong = check_phrase_find(text, STRONG, one->first, one->end, &demand);
        bool demanded = strong || check_phrase_find(text, DEMANDS, one->first, one->end, &demand);
        size_t behind = demand.first + demand.count;
        if (!demanded || check_phrase_find(text, MINE_TO_DO, demand.first, behind, &mine) ||
            check_phrase_excused(text, &demand, NOT_PUSHY))
            continue;
        size_t end = one->end < behind + NEAR ? one->end : behind + NEAR;
        if (check_phrase_find(text, HURRY, behind - 1, end, &hurry) ||
            (strong && check_phrase_find(text, DEADLINES, behind - 1, end, &hurry))) {
            demand.count = hurry.first + hurry.count - demand.first;
            say_presses(text, &demand, NULL);
        }
    }
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

void check_pushy(CheckText *text)
{
    if (text->english) {
        find_presses(text);
        find_demands(text);
    }
    find_marks(text);
    find_shouting(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
