// SPDX-License-Identifier: MIT
// Rules on asking for work too early: a job, a referral, a resume that comes along. A list of phrases that
// ask, and one of talk about jobs that asks for none.
#include <string.h>

#include "check_text.h"
#include "check_words.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- asks-for-job, resume-attached

// "People who are looking for work", "when I was applying": it is not me, or not now.
static bool is_told(const CheckText *text, const PhraseHit *hit)
{
    enum { FAR = 4 };
    static const char *const BETWEEN[] = {"is",  "are",  "were",     "was", "currently", "still", "also",
                                          "now", "been", "actively", "has", "have",      NULL};
    static const char *const PAST[] = {"was", "were", NULL};
    static const char *const OTHERS[] = {
        "who",     "people",  "he",       "she",       "they",   "students",  "brother", "sister", "friend",
        "friends", "son",     "daughter", "husband",   "wife",   "partner",   "cousin",  "mother", "father",
        "pupils",  "clients", "refugees", "graduates", "person", "colleague", "others",  NULL};
    static const char *const SEEKS[] = {"looking", "searching", "seeking", "hunting",    "applying",
                                        "apply",   "applied",   "hoping",  "interested", NULL};
    if (!check_word_is(text, hit->first, SEEKS) && !check_word_is(text, hit->first, BETWEEN))
        return false;
    size_t first = text->sentences.items[text->words.items[hit->first].sentence].first, at = hit->first;
    bool past = false;
    while (at > first && hit->first - at < FAR && check_word_is(text, at - 1, BETWEEN))
        past = check_word_is(text, --at, PAST) || past;
    return past || (at > first && check_word_is(text, at - 1, OTHERS));
}

// "I'm not after an opening or a referral", but not "I'm not sure whether there are openings".
static bool is_denied(const CheckText *text, const PhraseHit *hit)
{
    enum { FAR = 8 };
    static const char *const NO[] = {"not", "no",      "never",  "without", "neither",
                                     "nor", "nothing", "nobody", "none",    NULL};
    static const char *const STOPS[] = {"but", "if", "whether", "yet", "because", "so", "only", NULL};
    size_t first = text->sentences.items[text->words.items[hit->first].sentence].first;
    for (size_t i = hit->first; i-- > first && hit->first - i <= FAR;) {
        if (check_word_is(text, i, STOPS) || check_comma_before(text, i + 1))
            return false;
        if (check_word_is(text, i, NO) || str_ends(check_fold(text, i), "n't"))
            return true;
    }
    return false;
}

// What seeks work, and a few words behind it the work: "I'm after a summer job", "would you have any work".
static const char *const SEEKS[] = {
    "do|does|would|will|might|could|may you|they|there|your|the|it _ have|be|get|offer|need",
    "have|has you|they|your|the _ got",
    "have you|they",
    "is|are there",
    "any|some|slightest chance|hope|possibility|prospect of|for",
    "i'm|i|we're|am|are after|seeking|chasing|wanting|needing",
    "look|looking|searching|hunting|hunt|search|hoping|applying|apply|applied|angling|fishing|aiming|"
    "competing for|after",
    "i|i'd|we|would want|need|seek|like|love|take|fancy|welcome|accept",
    "interested|interest in",
    "chance|chances|shot of|at|for",
    "open|available to|for",
    "considered|consider|suited|suitable|right|fit|ideal|perfect|candidate for",
    "saw|seen|noticed|spotted the|a|an",
    "offer|give|find|get|land|secure me|us",
    "be up for",
    "grateful|thankful|glad|happy|pleased|delighted for|about|of a|an|any|some",
    NULL};
static const char *const WORKS[] = {JOBS "|shift|shifts|gig|gigs|traineeships|apprenticeships|clerkship",
                                    "a|an|any|some|paid|seasonal|casual|temporary|freelance|part|time|summer|"
                                    "winter|weekend|steady|regular work",
                                    "place|spot|seat in|on|with|under your|the|a|an",
                                    "place|spot|seat at your", NULL};

// The work is none of theirs, and no word of another meaning.
static bool is_open_work(CheckText *text, size_t from, const PhraseHit *work)
{
    static const char *const OWNERS[] = {"your", "his",  "her", "their", "its", "our",
                                         "my",   "that", "how", "what",  "why", "which",
                                         "who",  "when", "you", "this",  NULL};
    static const char *const NEXT[] = {"my very? first|next|new", NULL};
    PhraseHit next;
    static const char *const BEHIND[] = {"of", "on", "about", "by", "model", "in", NULL};
    for (size_t i = from; i <= work->first; i++)
        if ((check_word_is(text, i, OWNERS) && !check_phrase_find(text, NEXT, i, i + 1, &next)) ||
            (i > from && check_comma_before(text, i)))
            return false;
    static const char *const VAGUE[] = {"work",  "position", "role",        "post",
                                        "place", "opening",  "opportunity", NULL};
    return !check_word_is(text, work->first + work->count - 1, VAGUE) ||
           !check_word_is(text, work->first + work->count, BEHIND);
}

// Who learns a trade: no ending tells it.
static const char *const LEARNERS[] = {"apprentice", "trainee", "intern", "pupil", "assistant", "hand", NULL};

// "Dyer", "accountants": who does a work is mostly known by the end of the word.
static bool is_worker(const char *fold)
{
    enum { LEAST = 5 };
    static const char *const ENDS[] = {"er",   "ers", "or",   "ors", "ist", "ists",  "eer",   "ian",
                                       "ians", "ant", "ants", "man", "men", "woman", "women", NULL};
    static const char *const NOT[] = {
        "other",    "others",   "another",    "paper",     "papers",   "number",    "numbers", "answer",
        "answers",  "water",    "letter",     "letters",   "summer",   "winter",    "after",   "under",
        "order",    "offer",    "never",      "computer",  "river",    "tower",     "chapter", "matter",
        "cover",    "printer",  "corner",     "dinner",    "member",   "members",   "rather",  "either",
        "whether",  "together", "better",     "later",     "sooner",   "longer",    "power",   "paper",
        "color",    "motor",    "error",      "doctor",    "visitor",  "visitors",  "speaker", "speakers",
        "reader",   "readers",  "restaurant", "important", "relevant", "plant",     "plants",  "want",
        "grant",    "speaker",  "customer",   "customers", "ever",     "every",     "over",    "their",
        "owner",    "remember", "consider",   "discover",  "shoulder", "flower",    "flowers", "list",
        "lists",    "exist",    "colour",     "hour",      "four",     "door",      "floor",   "minor",
        "newcomer", "stranger", "strangers",  "human",     "german",   "italian",   "moment",  "partner",
        "partners", "teacher",  "sponsor",    "sponsors",  "cooker",   "counter",   "folder",  "quarter",
        "poster",   "posters",  "leather",    "weather",   "further",  "father",    "mother",  "brother",
        "sister",   "daughter", "finger",     "dealer",    "supplier", "suppliers", "mentor",  "mentors",
        "transfer", "sweater",  "trailer",    "filter",    "timer",    "buyer",     "buyers",  "donor",
        NULL};
    size_t length = strlen(fold);
    bool ends = false;
    for (const char *const *end = ENDS; *end != NULL && !ends; end++)
        ends = length >= LEAST && str_ends(fold, *end);
    for (const char *const *one = NOT; *one != NULL && ends; one++)
        ends = strcmp(fold, *one) != 0;
    return ends;
}

// "Do you need a night baker?", "an opening for a tired accountant"
static bool worker_sought(CheckText *text, size_t from, PhraseHit *hit)
{
    enum { NEAR = 4 };
    static const char *const NEEDS[] = {
        "do|does|would|could|might|may|if|whether|that|says|say you|they|your|the|larkfield _ "
        "need|needs|want|use|take|seek|seeking|employ|employing|hire|hiring|train|training|find|lack|miss "
        "a|an|any|some|another|more|new|on|good|one|further|two",
        "can't|cannot|couldn't|hard|struggle|struggling|trying to? find|get|keep|hire|recruit",
        "crying|desperate|screaming|calling|hungry|begging|starved|advertising|short out? for|of",
        "in need of",
        "have|has|got anything|something|work|room|place|space|use|bench|desk _ for a|an|one|another",
        "do|if|whether|that|says|hear|are|is|still you|they|your|the? looking|look|searching|short for|of",
        "opening|openings|vacancy|vacancies|place|room|use|spot|job|work|position for a|an|another|one|any",
        "post|job|role of|as a|an|the|your",
        "apply|application|applying|hired|employed|considered|available for|as a|an|your",
        "looking as a|an|your",
        NULL};
    for (size_t at = from; check_phrase_find(text, NEEDS, at, text->words.count, hit); at = hit->first + 1) {
        size_t behind = hit->first + hit->count,
               end = text->sentences.items[text->words.items[hit->first].sentence].end;
        for (size_t i = behind; i < end && i < behind + NEAR && !check_comma_before(text, i); i++)
            if (is_worker(check_fold(text, i))) {
                hit->count = i + 1 - hit->first;
                return true;
            }
    }
    return false;
}

// "If an apprentice were wanted", "should a mason be needed"
static bool worker_wanted(CheckText *text, size_t from, PhraseHit *hit)
{
    static const char *const IF_ONE[] = {"if|should|when|whenever a|an|another|one|any|some", NULL};
    static const char *const WANTED[] = {
        "be|is|are|were|was|ever? ever? wanted|needed|sought|required|missing|hired", NULL};
    enum { NEAR = 3, FAR = 6 };
    PhraseHit wanted;
    for (size_t at = from; check_phrase_find(text, IF_ONE, at, text->words.count, hit); at = hit->first + 1) {
        size_t behind = hit->first + hit->count;
        for (size_t i = behind; i < text->words.count && i < behind + NEAR; i++)
            if ((is_worker(check_fold(text, i)) || check_word_is(text, i, LEARNERS)) &&
                check_phrase_find(text, WANTED, i + 1, i + FAR, &wanted)) {
                hit->count = wanted.first + wanted.count - hit->first;
                return true;
            }
    }
    return false;
}

static bool work_sought(CheckText *text, size_t from, PhraseHit *hit)
{
    enum { NEAR = 6 };
    PhraseHit work;
    for (size_t at = from; check_phrase_find(text, SEEKS, at, text->words.count, hit); at = hit->first + 1) {
        size_t behind = hit->first + hit->count,
               end = text->sentences.items[text->words.items[hit->first].sentence].end;
        end = end < behind + NEAR ? end : behind + NEAR;
        if (check_phrase_find(text, WORKS, behind, end, &work) && is_open_work(text, behind, &work)) {
            hit->count = work.first + work.count - hit->first;
            return true;
        }
    }
    return false;
}

typedef bool (*Seeks)(CheckText *text, size_t from, PhraseHit *hit);

static bool in_words(CheckText *text, size_t from, PhraseHit *hit)
{
    return check_phrase_find(text, check_words_job(), from, text->words.count, hit);
}

bool check_job_asked(CheckText *text, PhraseHit *hit)
{
    static const Seeks WAYS[] = {in_words, work_sought, worker_sought, worker_wanted};
    if (check_phrase_any(text, check_words_not_seeking()))
        return false;
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
        for (size_t at = 0; WAYS[i](text, at, hit); at = hit->first + 1)
            if (!check_phrase_excused(text, hit, check_words_no_job()) && !is_denied(text, hit) &&
                !is_told(text, hit))
                return true;
    return false;
}

void check_job(CheckText *text)
{
    const CheckInput *input = text->input;
    PhraseHit hit;
    if (!check_is_first(input) || input->they_raised_work || input->occasion == OCCASION_THANK_YOU)
        return;
    if (check_phrase_find_but(text, check_words_resume(), check_words_no_resume(), 0, &hit))
        check_say_words(
            text, CHECK_RESUME_ATTACHED, hit.first, hit.count,
            mem_strdup("A resume in a first message asks for a job: send it when they ask for it."), NULL);
    else if (check_job_asked(text, &hit))
        check_say_words(
            text, CHECK_ASKS_FOR_JOB, hit.first, hit.count,
            mem_strdup("Before you have talked this closes the door: ask for their advice instead."), NULL);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
