// SPDX-License-Identifier: MIT
// The rule on thanks that name nothing: what was said in the talk, as far as we know it, or else anything
// that is not in everybody's thank-you.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// Words of everybody's thank-you, which name nothing, by their first letter.
static const char *const COMMON_WORDS[] = {
    "able|about|absolutely|advice|advise|advised|after|afternoon|afterwards|again|against|ahead|along|"
    "already|also|although|always|amazing|angel|another|answer|answered|answering|answers|anyone|"
    "anything|anytime|appreciate|appreciated|appreciation|appreciative|area|areas|assist|assistance|"
    "attention|attentive|away",
    "back|background|because|been|before|being|best|better|both|breakfast|brilliant|busy",
    "calendar|call|came|can't|candid|candor|candour|cannot|career|careers|catch|catching|certain|"
    "certainly|chat|chatting|cheers|clarity|clear|clearer|coffee|colleague|colleagues|come|coming|"
    "companies|company|confidence|confident|confirm|confirmed|connect|connected|connection|connections|"
    "considerate|consideration|contact|continue|continued|continuing|conversation|conversations|could|"
    "couldn't|courage|course|cross|crossed",
    "days|deal|dear|debt|deeply|definitely|delighted|delightful|depth|described|detail|details|develop|"
    "development|diary|didn't|dinner|discuss|discussed|discussing|discussion|doesn't|doing|don't|door|"
    "doors|drink|drop|dropping|during",
    "each|early|effort|efforts|email|encourage|encouraged|encouragement|encouraging|energy|enjoy|"
    "enjoyable|enjoyed|enlightening|enormously|enough|entire|especially|even|evening|ever|every|"
    "everybody|everyone|everything|exactly|excellent|exchange|excited|exciting|experience|experienced|"
    "experiences|expert|expertise|explain|explained|explaining|express|expressing|extremely|eyes",
    "faithfully|fantastic|favor|favour|favours|feedback|feel|feeling|felt|field|fields|find|finding|"
    "first|follow|following|food|forever|forget|forgotten|forth|forward|found|frank|friday|friendly|"
    "from|full|future",
    "gave|generosity|generous|getting|gift|give|given|gives|giving|glad|goes|going|gone|good|grateful|"
    "gratefully|gratitude|great|greatest|greatly|grow|growth|guidance|guide",
    "happy|hard|harder|hasn't|have|haven't|having|heaps|hear|hearing|heart|hello|help|helped|helpful|"
    "here|hero|highlight|highly|home|honest|honestly|honesty|honor|honour|hope|hopefully|hopes|hoping|"
    "hospitality|hour|hours|however|hugely|human",
    "i'll|i've|idea|ideas|illuminating|immensely|incredible|incredibly|indebted|indeed|industries|"
    "industry|influence|informative|input|inside|insider|insight|insightful|insights|inspiration|"
    "inspirational|inspire|inspired|inspires|inspiring|instructive|interest|interested|interesting|"
    "interests|into|invaluable|invitation|invite|invited|isn't|issue|issues|it's",
    "jobs|journey|just",
    "keep|keeping|kind|kindly|kindness|kinds|know|knowledge|knowledgeable",
    "last|late|later|learn|learned|learning|learnt|least|left|legend|less|lesson|lessons|letter|life|"
    "light|like|listen|listened|listening|living|long|longer|look|looking|lose|lot|love|lovely|lucky|"
    "lunch",
    "made|mail|make|makes|making|makingly|many|marvellous|marvelous|matter|matters|mean|means|meant|"
    "meet|meeting|meetings|mentioned|mentor|mentoring|mentorship|merci|message|might|million|mind|mine|"
    "minute|minutes|moment|monday|month|months|more|morning|most|motivated|motivating|motivation|much|"
    "myself",
    "need|needed|needs|network|never|next|nice|night|note|nothing|notice|number",
    "obliged|occasion|occasions|office|once|online|open|opened|opening|openness|opens|opportunities|"
    "opportunity|other|others|over|owed",
    "part|particularly|parts|path|paths|patience|patient|people|person|personal|personally|perspective|"
    "perspectives|phone|picture|place|pleasant|please|pleased|pleasure|plenty|point|pointers|position|"
    "possibilities|possible|precious|present|pretty|privilege|privileged|professional|professionally|"
    "professionals",
    "question|questions|quick|quickly|quite",
    "rare|rather|reach|real|really|receive|received|recommend|recommendation|recommendations|regards|"
    "remain|remained|remains|remember|replied|reply|respectfully|response|rest|return|returned|right|"
    "rock|role|roles|room",
    "said|saint|same|saturday|schedule|season|shall|share|shared|sharing|short|should|show|showed|sight|"
    "since|sincere|sincerely|situation|some|somebody|someone|something|somewhat|soon|sort|sorts|soul|"
    "space|spare|spared|sparing|speak|speaking|spoke|spoken|squeeze|squeezing|star|start|started|"
    "starting|stay|staying|step|steps|still|stimulating|stories|story|straight|stranger|student|"
    "students|subject|subjects|such|suggest|suggested|suggestion|suggestions|sunday|super|support|"
    "supportive",
    "take|takes|taking|talk|talked|talking|talks|team|tell|telling|terrific|than|thank|thankful|"
    "thankfulness|thanks|that|that's|their|theirs|them|then|there|there's|these|they|thing|things|think|"
    "thinking|this|thoroughly|those|though|thought|thoughtful|thoughtfulness|thoughts|thousand|thrilled|"
    "thursday|till|time|times|tips|today|today's|together|told|took|topic|topics|touch|treat|treated|"
    "trouble|true|truly|truth|tuesday",
    "understand|understanding|understood|unforgettable|until|upcoming|useful",
    "valuable|value|valued|values|very|video|view|views|virtual|visit",
    "want|wanted|warm|warmly|wasn't|wednesday|week|weekend|weeks|welcome|welcoming|well|were|weren't|"
    "what|what's|whatever|when|whenever|where|which|while|whole|whom|whose|will|willing|wisdom|wish|"
    "wishes|with|without|won't|wonderful|word|words|work|world|would|wouldn't|write|writing|wrote",
    "year|years|yesterday|yesterday's|you'd|you'll|you're|you've|young|your|yours|yourself",
    "zoom",
    NULL};

static bool is_common(CheckText *text, size_t word)
{
    PhraseHit hit;
    return check_phrase_find(text, COMMON_WORDS, word, word + 1, &hit);
}

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
        shared = strlen(check_fold(&words, i)) >= 4 && !is_common(&words, i) &&
                 has_stem(text, check_fold(&words, i));
    check_text_clear(&words);
    return shared;
}

// What was done: that is a thing by itself.
static const char *const DONE[] = {"putting|put us|me in touch",
                                   "introducing|introduction|introduced|referring",
                                   "connecting|connected me|us with|to", NULL};
// What leads to a thing.
static const char *const NAMED[] = {
    "showing|teaching|telling|lending|sending|giving|warning|letting me|us",
    "you|your "
    "said|told|mentioned|suggested|recommended|described|explained|showed|pointed|drew|warned|named|advised|"
    "put",
    "your|the "
    "point|remark|advice|tip|hint|lesson|reminder|word|words|name|book|map|contact|introduction|phrase|story|"
    "idea|suggestion|example|rule|thought|view|question|picture|warning|note|"
    "comparison|sketch|list|description|account|honesty|trick about|on|to|that|of|from|with|for",
    "what|how|why|when|where|way you "
    "said|told|explained|described|handled|moved|left|built|learned|put|began|started|chose|see|run|showed",
    "especially|particularly|above what|how|your|the|that",
    "stayed|stuck|stays|sticks|stuck with me",
    "will|i'll|going to? read|look|write|ask|practise|practice|start|follow",
    NULL};

// Their name and mine, which say nothing of the talk.
static bool is_ours(const CheckInput *input, const char *fold)
{
    bool ours = check_name_has(input->my_name, fold);
    for (size_t i = 0; i < input->recipient_count && !ours; i++)
        ours = check_name_has(input->recipients[i].name, fold);
    return ours;
}

// Words that are not in everybody's thank-you: several of them must speak of something.
static bool says_something(CheckText *text, size_t least)
{
    size_t own = 0;
    for (size_t i = text->body; i < text->words.count && text->words.items[i].from < text->close; i++) {
        const char *fold = check_fold(text, i);
        own += strlen(fold) >= 4 && !is_common(text, i) && !is_ours(text->input, fold) ? 1 : 0;
    }
    return own >= least;
}

// A phrase that leads to what they said, and within a few words one that is not in everybody's thank-you.
static bool names_something(CheckText *text)
{
    enum { NEAR = 5 };
    PhraseHit hit;
    if (check_phrase_any(text, DONE))
        return true;
    for (size_t at = text->body; check_phrase_find(text, NAMED, at, text->words.count, &hit);
         at = hit.first + 1) {
        size_t end = text->sentences.items[text->words.items[hit.first].sentence].end,
               behind = hit.first + hit.count;
        for (size_t i = behind - 1; i < end && i < behind + NEAR; i++)
            if (strlen(check_fold(text, i)) >= 4 && !is_common(text, i))
                return true;
    }
    return false;
}

void check_thanks(CheckText *text)
{
    const CheckInput *input = text->input;
    if (input->occasion != OCCASION_THANK_YOU || !text->english || text->words.count == 0)
        return;
    enum { LEAST = 3, MANY = 7 };
    bool known = !str_blank(input->talk);
    bool named = names_something(text) || (known && shares_word(text, input->talk)) ||
                 says_something(text, known ? MANY : LEAST);
    if (!named)
        check_say(text, CHECK_NO_THANKS, 0, 0,
                  mem_strdup("Name one thing that they said: that is what makes thanks worth reading."),
                  NULL);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
