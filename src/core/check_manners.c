// SPDX-License-Identifier: MIT
// Rules on tact: worn sentences, too much I, common ground left unused.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- weak-opener, generic

// Good wishes, wherever they stand in the first sentence.
static const char *const WISHES[] = {
    "hope|trust|pray|wish|wishing|hoping that? you|your|this|all|everything|everyone|life|it|the|everybody _ "
    "kind|treating|treats|off|splendid|excellent|best|keeping|cheerful|sunny|ok|"
    "okay|alright|"
    "warm|busy|gently|thriving|flourishing",
    "hope|hoping|trust|trusting|wish|wishing|may that? "
    "you|your|this|all|all's|everything|everyone|things|life|it|the|yours _ "
    "well|good|great|fine|fit|healthy|health|safe|blessed|wonderful|lovely|nice|restful|relaxing|pleasant|"
    "kindly|bad|start|"
    "spirits|smoothly|happy|weekend|week|holiday|holidays|finds|find|reaches|reach|catches|thanksgiving|"
    "christmas|easter",
    "hope|trust this|my|the message|note|mail|email|letter doesn't|isn't|is|comes|does",
    "hope|trust|wish you and _ are|is|have|had|keep keeping|keep|doing|all|both|been|well|fine|good|enjoyed",
    "hope|trust you|your and|family|team|week|day|weekend|summer|year|holidays|morning|monday _ "
    "well|good|great|fine|healthy|start|lovely|wonderful|nice|happy|safe|going|treating",
    NULL};
static const char *const OPENERS[] = {
    "happy|blessed monday|tuesday|wednesday|thursday|friday|weekend|new",
    "please|kindly? allow|let me to? introduce myself|us|briefly",
    "this|i'm|i is|am? _ i'm|am? contacting|reaching",
    "i'm|i|we|we're am|are? contacting|messaging|emailing|reaching|approaching you|out|to|today|with",
    "i'm|i|we|we're am|are? writing this? email|letter|mail|message|note|because|to|regarding|concerning",
    "you probably|surely|must|certainly get|receive|have a? lot|lots|many|hundreds|dozens|countless|tons",
    "you get a lot|lots|many|hundreds|dozens",
    "i? know|realise|realize|understand|appreciate|imagine that? you|you're|your "
    "must|are|is|time|schedule|have|probably _ "
    "busy|swamped|precious|valuable|full|packed|hectic|inbox",
    "just|only|simply dropping|sending|writing|wanted|thought",
    "long time no",
    "i? apologise|apologize for",
    "i? wanted|thought|decided|figured i'd|i? to? reach|drop|touch|say|write|introduce|connect "
    "out|you|base|hello|hi|to|with|myself",
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
    "i'd like to introduce myself",
    "i would like to introduce myself",
    "how are you doing?",
    "i'm|i am? just|simply? reaching",
    "you don't know me and|yet|i|at|personally|so",
    "you do not know me and|yet|i|at|personally|so",
    "i don't know if you remember",
    NULL};

// An excuse for writing, or how they were found: said of everybody, in whatever order of words.
#define WRITING                                                                                              \
    "writing|write|wrote|message|messaging|contacting|contact|reaching|reach|approaching|approach|emailing|" \
    "email|mailing|mail|note|bothering|bother|disturbing|disturb|intruding|intrude|intrusion|interrupting|"  \
    "interruption"
#define PROFILE "profile|page|background|linkedin|bio"
static const char *const WORN[] = {
    "sorry|apologies|apologise|apologize|forgive|excuse|pardon|apology for|to|if|that i|i'm|my|me|the|this? "
    "_ " WRITING,
    "apologies|forgive|excuse|pardon my|me|the|this _ " WRITING,
    "hope|trust|know you|it's|it|that|this _ mind|okay|ok|alright|fine|cheeky|forward|strange|odd|random|"
    "weird|unexpected _ " WRITING,
    "hope|trust you don't|won't|will|do|would|can|could|not? not? mind|forgive|excuse|pardon _ " WRITING,
    "hope|trust you don't|won't mind but|that|if|my|me",
    "hope|trust it|this|that is|isn't|it's not? too? okay|ok|alright|cheeky|forward|strange",
    "came|come|stumbled|stumble|ran|chanced|happened|landed|bumped|saw|seen|found|noticed|viewed|visited|"
    "discovered|spotted|browsed|browsing|looking|looked across|upon|on|over|through|at|by|into? _ "
    "your|you're "
    "linkedin? " PROFILE,
    "came|come|stumbled|ran|happened|chanced across|upon|on _ your company|name|firm|organisation|work "
    "and|while|when",
    "your linkedin? " PROFILE " caught|popped|came|appeared|showed|stood|impressed|jumped|drew",
    "connect|connecting|network|networking with new|inspiring|interesting|talented|other|fellow|people|"
    "professionals|great|brilliant|leaders|minds|like",
    "little|bit|few|words|something about me|myself|ourselves|who",
    "to|let introduce myself|ourselves",
    "i am called|named",
    "shot in the dark",
    "a long shot",
    "out of the blue|nowhere",
    "cold message|email|mail|outreach|contact",
    "try|trying my|our luck",
    "my|the name's",
    "hope|trust i'm|i|we|this|that|it am|are|is|isn't|not|doesn't|don't? not? _ "
    "intruding|intrusion|imposition|disturbing|bothering|overstepping|interrupting|imposing|random|forward|"
    "spam|"
    "intrude|disturb|bother|impose|interrupt",
    "take|taking|took the liberty|freedom of|to _ writing|write|contact|contacting|addressing|address",
    "i|we realise|realize|know|appreciate|understand we|this|that|it _ "
    "random|blue|unexpected|stranger|strangers|met|unusual|forward|nowhere|other|cold",
    "i'll|i|will keep|be|make it|this? short|brief|quick",
    "just|only a quick|short|brief|little note|line|message|word|hello",
    "i|we don't|never usually|normally|often|generally write|do|message|contact|reach",
    "linkedin|algorithm|it suggested|recommended|showed|proposed|put|brought|tells|thinks you|your|me|that",
    "you|your|profile|name popped|came|appeared|showed|kept up|in|on|across _ "
    "feed|suggestions|search|timeline|"
    "linkedin|recommendations|results",
    "i|we notice|noticed|see|saw that|we|you _ mutual|common|connections|contacts|both",
    "mutual connections|contacts|connection|contact",
    "impressed|inspired|fascinated|amazed|intrigued by|with your|the _ "
    "profile|career|journey|background|path|"
    "experience|cv|trajectory|achievements|success",
    "admirer|admire|admired|admiring|fan|following|followed|follow of|your _ "
    "work|career|posts|content|profile|journey|company _ time|while|long|years|now",
    "pleasure|honour|honor|great|nice|privilege to e|virtually|digitally|meet|connect meet|you|with|here",
    "thanks|thank you? for accepting|connecting|adding|the connect|connection|accepting",
    "greetings of|from|to the|you|this|all|your? day|season|morning|evening|and",
    "you don't know me but|though|although i|i've|i'm|my|we|our",
    NULL};
static const char *const NOT_WORN[] = {PROFILE " through|in|via|because|thanks|on the|a|an|our|my",
                                       "the|my length|late|delay", NULL};

static const char *const STOCK[] = {
    "like|love|want to add you to|in _ network|connections|contacts",
    "add you to my professional|linkedin|growing? network",
    "join your _ network",
    "i'd|i would? like to connect with you on linkedin",
    "expand|expanding|grow|growing my _ network",
    "let's|let us? connect on",
    "add|adding you as a",
    "since you are|you're a person i trust",
    "i'd|would _ to? be part of your _ network",
    "let's connect|stay|link",
    "let us connect",
    "like|love|great|nice|honoured|honored|happy|glad to? be? connect|connected with|on|here|you",
    "would|i'd love|like to connect",
    "have you in my|among",
    "accept my invitation|invite|request|connection",
    "benefit|profit|learn from each|one other|other's|another",
    "explore|discuss|find _ synergies",
    "impressed|inspired|fascinated by|with your _ background|experience|success|achievements|journey and",
    NULL};

// "My name is still on your list" introduces nobody.
static bool is_still(const CheckText *text, const PhraseHit *hit)
{
    size_t next = hit->first + hit->count;
    return strcmp(check_fold(text, next - 1), "is") == 0 && next < text->words.count &&
           !text->words.items[next].capital;
}

static bool is_worn(CheckText *text, const CheckSentence *sentence, PhraseHit *hit)
{
    return (check_phrase_find(text, OPENERS, sentence->first, sentence->first + 1, hit) &&
            !is_still(text, hit)) ||
           check_phrase_find(text, WISHES, sentence->first, sentence->end, hit) ||
           (check_is_first(text->input) && !check_phrase_in(text, STOCK, sentence) &&
            check_phrase_find(text, WORN, sentence->first, sentence->end, hit) &&
            !check_phrase_excused(text, hit, NOT_WORN));
}

static void check_first_sentence(CheckText *text)
{
    size_t i = 0;
    while (i < text->sentences.count && text->sentences.items[i].first < text->body)
        i++;
    PhraseHit hit;
    if (i == text->sentences.count || !is_worn(text, &text->sentences.items[i], &hit))
        return;
    const CheckSentence *one = &text->sentences.items[i];
    bool whole = one->end - one->first <= hit.count + 3 && one->to < text->length;
    check_say(text, CHECK_WEAK_OPENER, one->from,
              whole ? one->to + strspn(text->text + one->to, " ") : one->to,
              mem_strdup("Everybody opens so: begin with them, or with what brings you together."),
              whole ? "" : NULL);
}

static void check_openings(CheckText *text)
{
    PhraseHit hit;
    check_first_sentence(text);
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
        check_openings(text);
        check_balance(text);
    }
    check_ground(text);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
