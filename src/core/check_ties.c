// SPDX-License-Identifier: MIT
// Whose an organisation is called. Around its name somebody stands: "your team at ...", "my sister at ...";
// the nearest decides. Of a name that we know any of these ties counts; of one that only looks like a name,
// the plainest.
#include <string.h>

#include "check_ties.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

static const char *const YOU[] = {"you",      "your",  "you're", "you've", "yours",
                                  "yourself", "you'd", "you'll", NULL};
static const char *const OTHERS[] = {
    "i",      "my",        "me",        "we",        "our",       "us",       "i'm",     "i've",   "i'd",
    "he",     "she",       "they",      "his",       "her",       "who",      "their",   "friend", "friends",
    "cousin", "colleague", "brother",   "sister",    "mine",      "somebody", "someone", "mother", "father",
    "uncle",  "aunt",      "roommate",  "classmate", "professor", "founder",  "husband", "wife",   "partner",
    "we're",  "we've",     "neighbour", "neighbor",  NULL};
// What one does somewhere without belonging there, and who belongs elsewhere.
static const char *const AWAY[] = {
    "talk",      "speech",     "panel",       "lecture",      "keynote",   "session",    "workshop",
    "poster",    "stand",      "booth",       "presentation", "meetup",    "conference", "summit",
    "fair",      "evening",    "met",         "saw",          "heard",     "spoke",      "speaking",
    "speak",     "article",    "interview",   "visit",        "guest",     "hackathon",  "rival",
    "rivals",    "competitor", "client",      "clients",      "customer",  "customers",  "supplier",
    "suppliers", "unlike",     "than",        "against",      "versus",    "about",      "visited",
    "know",      "knew",       "competitors", "review",       "reviewed",  "compare",    "compete",
    "competing", "ever",       "bought",      "buy",          "recommend", "neighbours", "beat",
    NULL};
static const char *const WORK[] = {"been",        "brought",  "get",
                                   "got",         "came",     "become",
                                   "head",        "chief",    "director",
                                   "manager",     "founded",  "work",
                                   "works",       "worked",   "working",
                                   "role",        "roles",    "team",
                                   "teams",       "job",      "position",
                                   "career",      "path",     "time",
                                   "years",       "year",     "experience",
                                   "group",       "days",     "colleagues",
                                   "internship",  "company",  "office",
                                   "department",  "lab",      "join",
                                   "joined",      "joining",  "lead",
                                   "led",         "leading",  "run",
                                   "running",     "ran",      "started",
                                   "starting",    "start",    "manage",
                                   "managed",     "employer", "promotion",
                                   "move",        "moved",    "transition",
                                   "desk",        "spent",    "building",
                                   "built",       "build",    "research",
                                   "projects",    "project",  "life",
                                   "being",       "are",      "were",
                                   "hired",       "journey",  "post",
                                   "appointment", "leave",    "left",
                                   "leaving",     "do",       "did",
                                   "hiring",      "design",   "designing",
                                   "teach",       "teaching", "engineer",
                                   "practice",    "now",      "labs",
                                   "crew",        "unit",     "apprenticeship",
                                   "division",    "people",   "place",
                                   "week",        "months",   NULL};

#define HOUSES                                                                                               \
    "company|firm|employer|workplace|business|startup|agency|workshop|chambers|practice|organisation|"       \
    "organization|enterprise|playhouse|theatre|theater|store|shop|studio|lab|laboratory|farm|bakery|"        \
    "restaurant|mill|brewery|clinic|hospital|foundation|charity|museum|press|bank|factory|gallery|garage|"   \
    "gym|"                                                                                                   \
    "vineyard|winery|nursery|newspaper|boatyard|shipyard|distillery|dairy|publisher|salon"
// Of which everybody has more than those that we know of.
#define OTHER_HOUSES                                                                                         \
    "house|college|school|kitchen|office|department|group|team|institute|university|orchestra|hotel|"        \
    "station|"                                                                                               \
    "ward|hall|yard|paper|magazine|label|channel|cooperative|society|centre|center|cafe|bar|pub|plant|site|" \
    "place|unit|division|branch|library|archive|fund|club"

static const char *const YOUR_HOUSE[] = {"your own? " HOUSES, NULL};
static const char *const YOUR_KNOWN_HOUSE[] = {"your _ " HOUSES "|" OTHER_HOUSES, NULL};
static const char *const HOUSE_OF_YOURS[] = {"your own? " HOUSES "|house", NULL};
static const char *const KNOWN_HOUSE_OF_YOURS[] = {
    "your _ " HOUSES "|" OTHER_HOUSES, "the|a _ " HOUSES "|" OTHER_HOUSES " of yours?",
    "the|a _ " HOUSES "|" OTHER_HOUSES " of your",
    "the|a _ " HOUSES "|" OTHER_HOUSES " that|which|where? you|you're|you've", NULL};
static const char *const FORMER[] = {"former",    "old",       "previous", "last",   "first",
                                     "favourite", "local",     "rival",    "client", "competitor",
                                     "partner",   "neighbour", NULL};

static bool has_any(const CheckText *text, size_t from, size_t end, const char *const *list)
{
    for (size_t i = from; i < end; i++)
        if (check_word_is(text, i, list))
            return true;
    return false;
}

// "The name of the nursery that you run, Strathberry"
static bool is_told_at_end(CheckText *text, const CheckName *name)
{
    static const char *const THAT_YOU[] = {"the|that " HOUSES "|house that|which|where? you|you've|you're",
                                           NULL};
    PhraseHit hit;
    return name->behind == name->sentence->end && check_comma_before(text, name->first) &&
           check_phrase_find(text, THAT_YOU, name->sentence->first, name->first, &hit);
}

// "Your store in Paducah, Bluegrass", "Maison Verdier, your workshop"
static bool is_apposed(CheckText *text, const CheckName *name)
{
    enum { FAR = 8, NEAR = 3 };
    size_t from = name->first > name->sentence->first + FAR ? name->first - FAR : name->sentence->first;
    PhraseHit hit;
    for (size_t at = from;
         check_phrase_find(text, name->known ? YOUR_KNOWN_HOUSE : YOUR_HOUSE, at, name->first, &hit);
         at = hit.first + 1) {
        size_t end = hit.first + hit.count;
        bool beside = end == name->first || (end < name->first && name->first - end <= NEAR &&
                                             check_comma_before(text, name->first));
        if (beside && !has_any(text, hit.first, name->first, FORMER))
            return true;
    }
    return name->behind < name->sentence->end && check_comma_before(text, name->behind) &&
           check_phrase_find(text, name->known ? KNOWN_HOUSE_OF_YOURS : HOUSE_OF_YOURS, name->behind,
                             name->behind + 1, &hit) &&
           !has_any(text, hit.first, hit.first + hit.count, FORMER);
}

static const char *const JOINTS[] = {"at",   "with",    "for",    "from",  "to",      "of",   "into", "in",
                                     "join", "joining", "joined", "leave", "leaving", "left", NULL};
static const char *const AT[] = {"at", "with", "for", "of", "into", "join", "joining", "joined", NULL};

static size_t joint_of(const CheckText *text, const CheckName *name)
{
    size_t at = name->first;
    if (at > name->sentence->first && strcmp(check_fold(text, at - 1), "the") == 0)
        at--;
    return at > name->sentence->first ? at - 1 : name->sentence->end;
}

// "Recruiters", "chefs": people of a house are named in the plural.
static bool is_staff(const char *fold)
{
    static const char *const ENDS[] = {"ers", "ors", "ists", "ians", "ants", "chefs", "bosses", NULL};
    bool ends = false;
    for (const char *const *one = ENDS; *one != NULL && !ends; one++)
        ends = strlen(fold) > strlen(*one) + 1 && str_ends(fold, *one);
    return ends;
}

// "Your team at ...": the nearest word before the name that names somebody is you; and there is work between,
// unless we know the organisation.
static bool is_behind_you(CheckText *text, const CheckName *name)
{
    enum { FAR = 10 };
    static const char *const TO_ANOTHER[] = {"to the|a|an|its|someone|somebody", "that|those of|at|from",
                                             "that|how|when|if one|people|everybody|everyone|nobody", NULL};
    PhraseHit hit;
    size_t joint = joint_of(text, name);
    const char *word = check_fold(text, joint);
    if (joint == name->sentence->end || !check_word_is(text, joint, JOINTS) ||
        (!name->known && strcmp(word, "at") != 0))
        return false;
    bool work = name->known && check_word_is(text, joint, AT);
    for (size_t i = joint; i-- > name->sentence->first && joint - i <= FAR;) {
        bool person = i > name->sentence->first && text->words.items[i].capital && strcmp(word, "of") == 0;
        bool another = check_phrase_find(text, TO_ANOTHER, i, i + 1, &hit);
        if (person || another || check_word_is(text, i, AWAY) || check_word_is(text, i, OTHERS))
            return false;
        work = work || check_word_is(text, i, WORK) || (i + 1 == joint && is_staff(check_fold(text, i)));
        if (check_word_is(text, i, YOU))
            return work;
    }
    return false;
}

// "As head of training at Velmont you surely know"
static bool is_said_of_you(const CheckText *text, const CheckName *name)
{
    size_t near = name->known ? 6 : 3;
    if (strcmp(check_fold(text, name->sentence->first), "as") != 0)
        return false;
    for (size_t i = name->behind; i < name->sentence->end && i < name->behind + near; i++) {
        if (check_word_is(text, i, OTHERS))
            return false;
        if (check_word_is(text, i, YOU))
            return true;
    }
    return false;
}

// "Velmont, where you look after claims", "Velmont, whose archive you lead"
static bool leads_to_you(const CheckText *text, const CheckName *name)
{
    enum { NEAR = 4 };
    static const char *const TOLD[] = {"recommended", "recommend", "mentioned", "suggested", "told",
                                       "showed",      "sent",      "drew",      "liked",     "described",
                                       "bought",      "know",      "knew",      "gave",      NULL};
    static const char *const OBJECTS[] = {"which", "that",
                                          NULL}; // "the roof at St Erth, which your crew hung"
    static const char *const RELATIVES[] = {"where", "which", "whose", "that", "who", NULL};
    if (name->behind >= name->sentence->end || !check_word_is(text, name->behind, RELATIVES))
        return false;
    for (size_t i = name->behind + 1; i < name->sentence->end && i <= name->behind + NEAR; i++) {
        if (check_word_is(text, i, OTHERS) || check_word_is(text, i, AWAY))
            return false;
        if (check_word_is(text, i, YOU))
            return !check_word_is(text, i + 1, TOLD) &&
                   (name->known || strcmp(check_fold(text, i), "your") != 0 ||
                    !check_word_is(text, name->behind, OBJECTS));
    }
    return false;
}

// ---- of names that we know

#define LEAD                                                                                                 \
    "own|run|lead|head|manage|direct|founded|found|started|start|built|chair|represent|steer|ran|led|"       \
    "headed|"                                                                                                \
    "managed|directed|joined|belong|oversee|supervise|coach|conduct|edit"

// Right before the name: "your Velmont colleagues", "you run Velmont's claims desk", "your firm Velmont".
static const char *const YOU_BEFORE[] = {
    "your",
    "you|yourself and|at|with the?",
    "with you _ charge|helm|board|lead",
    "you who|that _ saved|made|built|runs|leads|founded",
    "you the? soul|head|heart|face|voice|brain|boss of",
    "you're the?",
    "you are|were|became",
    "you|you're|you've|yourself _ " LEAD,
    "you|yourself and|with the|your? other|fellow|rest|remaining of? the?",
    "your|his|her|a fellow",

    NULL};
#define GROUP                                                                                                \
    "people|team|colleagues|crew|folks|folk|office|staff|gang|family|lot|crowd|boys|girls|lads|bunch|"       \
    "band|squad|chefs|guys|men|women|ladies|kitchen|tribe|brigade|troupe|clan|pack|outfit|operation"
// Right behind the name: "Velmont is lucky to have you", "Velmont's website lists you as".
static const char *const YOU_BEHIND[] = {
    "without you",
    "took|hired|found|kept|chose|wanted you",
    "lucky|fortunate|glad|blessed|proud|wise|right|happy|richer|better _ you|you're|your",
    "lists|list|names|calls|made|makes|hired|hires|appointed|promoted|promotes|pays|employs|employ|has|"
    "introduces|gave|took|sent|credits|recruited|treats|treat|treating|keeps|keep|keeping|teach|teaches|suit|"
    "suits|"
    "suited|cost|costs|changed|shaped you|your",
    "website|site|page|brochure|catalogue|newsletter|directory|profile|homepage _ you|your",
    GROUP " _ you|you're|you've|your",
    "owes|owe|misses|miss|suits|becomes you|your",
    "owes|owe _ to you|your",
    NULL};
// Later in the sentence, of it: "..., and you have been there for six years".
static const char *const YOU_THERE[] = {
    "you|you're|you've _ " LEAD " it|them|there|the|that|their|its",
    "you|you're|you've _ been|are|work|worked|joined|teach|cook|sit|lead|began|started|stayed|spent|rose|"
    "man|woman|one|person|boss|head|"
    "chief|manager|somebody|someone|everyone|expert there|whom?",
    "you're|are _ man|woman|one|person|boss|head|brain|brains|voice|face|founder|owner|director "
    "there|behind|of|who",
    "you as its|their|the|a|head|chief|our",
    "you're|are in charge|responsible",
    "what you|you've have|had? made|done|built of|with|there|from",
    NULL};
// The clause begins with the name: it is not somebody else's.
static const char *const BEGINNERS[] = {
    "that",  "and",   "but",    "because", "since",    "as",     "if",   "when",    "says",
    "say",   "think", "read",   "hear",    "heard",    "told",   "how",  "so",      "whether",
    "while", "why",   "hope",   "wish",    "trust",    "see",    "saw",  "believe", "understand",
    "know",  "for",   "admire", "love",    "followed", "follow", "like", NULL};
static const char *const PAGES[] = {"site",      "website",  "page",       "brochure",
                                    "catalogue", "homepage", "newsletter", NULL};
static const char *const PEOPLE[] = {"people", "everybody", "everyone", "staff", "folk",     "folks",
                                     "team",   "life",      "things",   "work",  "business", "colleagues",
                                     "crew",   "working",   "being",    NULL};

static bool ends_right_before(CheckText *text, Phrases phrases, const CheckSentence *sentence, size_t first)
{
    enum { FAR = 6 };
    PhraseHit hit;
    for (size_t at = first > sentence->first + FAR ? first - FAR : sentence->first;
         at < first && check_phrase_find(text, phrases, at, first, &hit); at = hit.first + 1)
        if (hit.first + hit.count == first)
            return true;
    return false;
}

// "At Velmont you keep wood under water", and not "at Velmont we"; of a name that we do not know not "at
// Velmont you said".
static bool is_before_you(const CheckText *text, const CheckName *name)
{
    static const char *const SUBJECTS[] = {"you", "you're", "you've", NULL};
    static const char *const PLACES[] = {"at", "in", "with", "for", "to", "joining", NULL};
    static const char *const PAST[] = {"said",  "told",  "gave", "spoke", "met",  "were", "did",  "had",
                                       "wrote", "made",  "went", "came",  "took", "saw",  "can",  "could",
                                       "will",  "would", "may",  "might", "read", "sold", "held", "sang",
                                       "get",   "see",   "find", "stood", "sat",  NULL};
    size_t joint = joint_of(text, name);
    if (joint == name->sentence->end || name->behind >= name->sentence->end ||
        !check_word_is(text, joint, PLACES) || !check_word_is(text, name->behind, SUBJECTS) ||
        has_any(text, name->sentence->first, name->first, OTHERS))
        return false;
    size_t verb = name->behind + 1;
    return name->known || (strcmp(check_fold(text, joint), "at") == 0 && verb < name->sentence->end &&
                           !check_word_is(text, verb, PAST) && !check_word_is(text, verb, AWAY) &&
                           !str_ends(check_fold(text, verb), "ed"));
}

// "You head Velmont", "you work for Velmont", "your role with Velmont": said of places too seldom to matter.
static bool is_run_by_you(CheckText *text, const CheckName *name)
{
    static const char *const RUN[] = {
        "you|you've|you're now|also|still|both|have|are? "
        "lead|leading|led|head|heading|headed|manage|managing|"
        "founded|chair|chairing|joined|join|joining|represent|representing|own|oversee|direct|directing "
        "the|all|of?",
        "you|you've|you're now|also|still|have|are? "
        "work|working|worked|write|design|cook|build|fly|drive|drove "
        "for the?",
        "your new|own|current|first|old? role|job|position|team|colleagues|employer|post|desk|internship "
        "with|for|from the?",
        "congratulations|congrats|done on _ joining the?",
        "congratulations|congrats|done on _ role|job|post|position|promotion|move|start with|for|to the?",
        NULL};
    return ends_right_before(text, RUN, name->sentence, name->first);
}

// "Velmont, where you head the claims desk"
static bool is_where_you_lead(CheckText *text, const CheckName *name)
{
    static const char *const LEADS[] = {
        "where|whose you|you're|you've now|also|still|have|are? lead|leading|led|head|heading|headed|manage|"
        "managing|run|running|chair|oversee|direct|design|teach|supervise",
        NULL};
    PhraseHit hit;
    return name->behind < name->sentence->end &&
           check_phrase_find(text, LEADS, name->behind, name->behind + 1, &hit);
}

// "The Snowline boys, you included", "the Snowline crowd you lead"
static bool is_group_of_yours(CheckText *text, const CheckName *name)
{
    static const char *const OF_YOURS[] = {
        GROUP " that|which|whom|who? you|you're|you've included|among|part|" LEAD, NULL};
    static const char *const YOURS[] = {"your", "you|yourself and the|your? other|fellow",
                                        "your|his|her|a fellow", "you", NULL};
    static const char *const GROUPS[] = {GROUP "|colleagues|recruiters|engineers|workshop|branch", NULL};
    static const char *const PLACES[] = {
        "new",   "san",    "los",  "hong", "cape",  "santa", "el",     "la",    "saint", "st",  "north",
        "south", "east",   "west", "las",  "tel",   "rio",   "sri",    "costa", "great", "abu", "puerto",
        "port",  "united", "de",   "nova", "upper", "lower", "buenos", "kuala", "addis", "ho",  NULL};
    PhraseHit hit;
    if ((name->behind - name->first < 2 && !name->house) || check_word_is(text, name->first, PLACES) ||
        name->behind >= name->sentence->end)
        return false;
    return check_phrase_find(text, OF_YOURS, name->behind, name->behind + 1, &hit) ||
           (check_phrase_find(text, GROUPS, name->behind, name->behind + 1, &hit) &&
            ends_right_before(text, YOURS, name->sentence, name->first));
}

// "Still at Velmont?", "Being with Velmont must keep you young"
static bool is_where_you_are(CheckText *text, const CheckName *name)
{
    enum { NEAR = 5 };
    static const char *const STILL[] = {"still|back|settled|happy|busy at|with", NULL};
    static const char *const BEING[] = {"being|working|life|work at|with|for", NULL};
    static const char *const MEETS[] = {"your", NULL};
    if (!ends_right_before(text, STILL, name->sentence, name->first))
        return ends_right_before(text, BEING, name->sentence, name->first) &&
               !has_any(text, name->sentence->first, name->first, OTHERS) &&
               has_any(text, name->behind, name->behind + NEAR, YOU) &&
               !has_any(text, name->behind, name->behind + NEAR, OTHERS) &&
               !check_word_is(text, name->behind, MEETS);
    return name->sentence->question && !has_any(text, name->sentence->first, name->first, OTHERS);
}

// Nobody else is nearer to the name than "people at", or it begins the clause.
static bool is_free(const CheckText *text, const CheckName *name)
{
    enum { NEAR = 2 };
    size_t first = name->sentence->first, at = name->first;
    if (at > first && strcmp(check_fold(text, at - 1), "the") == 0)
        at--;
    if (at == first || check_comma_before(text, at) || check_word_is(text, at - 1, BEGINNERS))
        return true;
    if (name->behind < name->sentence->end && check_word_is(text, name->behind, PAGES))
        return true;
    return at >= first + NEAR && check_word_is(text, at - 1, AT) && check_word_is(text, at - NEAR, PEOPLE);
}

// "How is life at Velmont?"
static bool is_asked_after(CheckText *text, const CheckName *name)
{
    static const char *const HOW[] = {
        "what's|what is? new|happening|cooking|up at|with|over|in",
        "how|how's is|are|was|were? the? _ life|things|work|business|everything|everyone|all|folks|"
        "everybody|everyone|summer|winter|spring|autumn|season at|with|over|in",
        "are things _ at|with", NULL};
    return ends_right_before(text, HOW, name->sentence, name->first) &&
           !has_any(text, name->sentence->first, name->first, OTHERS);
}

// "I've followed Velmont for years. How did you start there?"
static bool is_yours_in_next(CheckText *text, const CheckName *name)
{
    static const char *const THERE[] = {"you|you're|you've _ "
                                        "joined|join|start|started|get|got|come|came|began|begin|end|work|"
                                        "worked|hired|learn|learned|rise|move|moved _ "
                                        "there|them|it",
                                        "were|are|how|when you there",
                                        "your work|job|role|team|years|time|colleagues|days there", NULL};
    static const char *const WITH_ME[] = {"at", "with", "for", "from", "to", "my", "our", NULL};
    size_t next = text->words.items[name->first].sentence + 1;
    return next < text->sentences.count && !has_any(text, name->sentence->first, name->first, WITH_ME) &&
           check_phrase_in(text, THERE, &text->sentences.items[next]);
}

// "The glaze of Velmont, which you invented", and not "that you recommended"
static bool is_made_by_you(CheckText *text, const CheckName *name)
{
    enum { NEAR = 4 };
    static const char *const MADE[] = {
        "which|that|where you've|you|you're also? "
        "lead|run|invented|invent|built|build|made|make|designed|design|"
        "developed|founded|started|manage|head|wrote|write|edit|teach|drew|set|created|grew|grow|have",
        NULL};
    PhraseHit hit;
    return !has_any(text, name->sentence->first, name->first, OTHERS) &&
           check_phrase_find(text, MADE, name->behind, name->behind + NEAR, &hit);
}

static bool is_known_as_yours(CheckText *text, const CheckName *name)
{
    enum { NEAR = 4 };
    static const char *const THEIRS[] = {"since|as|because|now|and|where you|you're|you've _ " LEAD
                                         "|charge|responsible _ it|them|there|their|its",
                                         NULL};
    PhraseHit hit;
    const CheckSentence *sentence = name->sentence;
    if (ends_right_before(text, YOU_BEFORE, sentence, name->first) || is_asked_after(text, name) ||
        is_yours_in_next(text, name) || is_made_by_you(text, name) ||
        check_phrase_find(text, THEIRS, name->behind, sentence->end, &hit))
        return true;
    return is_free(text, name) &&
           (check_phrase_find(text, YOU_BEHIND, name->behind, name->behind + NEAR, &hit) ||
            check_phrase_find(text, YOU_THERE, name->behind, sentence->end, &hit));
}

// What a name may be that is no organisation of work.
static const char *const NO_WORKPLACES[] = {
    "university", "college",  "school",   "academy",  "meetup",    "conference", "summit",
    "fair",       "day",      "week",     "forum",    "monday",    "tuesday",    "wednesday",
    "thursday",   "friday",   "saturday", "sunday",   "january",   "february",   "march",
    "april",      "may",      "june",     "july",     "august",    "september",  "october",
    "november",   "december", "zoom",     "congress", "expo",      "festival",   "evening",
    "morning",    "club",     "network",  "i",        "institute", NULL};

// "Head of Growth", "Dr. Colli": a post or a person.
static bool is_post_or_person(const CheckText *text, const CheckName *name)
{
    static const char *const FIRST[] = {"head", "director", "vp",        "chief", "ceo",    "cto",  "cfo",
                                        "coo",  "manager",  "president", "vice",  "senior", "lead", "dean",
                                        "dr",   "prof",     "professor", "mr",    "mrs",    "ms",   "sir",
                                        "engr", "chef",     "uncle",     "aunt",  "hr",     "r",    "it",
                                        "rev",  "captain",  "area",      NULL};
    return !name->known && check_word_is(text, name->first, FIRST);
}

// "Velmont, who send you everything", "at Velmont, where your lamp sold well": a third one that knows you.
static bool is_third(const CheckText *text, const CheckName *name)
{
    static const char *const WHO[] = {"who", "whose", "whom", NULL};
    static const char *const MINE[] = {"your", "i", "we", "my", "our", "mr", "ms", "they", NULL};
    if (name->behind >= name->sentence->end)
        return false;
    return check_word_is(text, name->behind, WHO) || (strcmp(check_fold(text, name->behind), "where") == 0 &&
                                                      check_word_is(text, name->behind + 1, MINE));
}

// "Your lads from Velmont", "your guest rooms at Velmont": of a name that we know, whatever it is that is
// theirs there; but no talk, stand or visit.
static bool is_yours_at(const CheckText *text, const CheckName *name)
{
    enum { FAR = 6 };
    static const char *const PLACES[] = {"at", "from", "with", NULL};
    static const char *const GUYS[] = {"guys", "folks", "lot", "all", "people", NULL};
    size_t joint = joint_of(text, name);
    if (!name->known || joint == name->sentence->end || !check_word_is(text, joint, PLACES))
        return false;
    for (size_t i = joint;
         i-- > name->sentence->first && joint - i <= FAR && !check_comma_before(text, i + 1);) {
        if (strcmp(check_fold(text, i), "your") == 0 ||
            (strcmp(check_fold(text, i), "you") == 0 && check_word_is(text, i + 1, GUYS)))
            return i + 1 < joint;
        if (check_word_is(text, i, OTHERS) || check_word_is(text, i, AWAY))
            return false;
    }
    return false;
}

// "I've read what Velmont prints, and your colleagues there ..."; "Velmont is my dream. How is your role
// there?"
static bool is_where_yours_is(CheckText *text, const CheckName *name)
{
    static const char *const THERE[] = {
        "your _ "
        "work|role|job|post|colleagues|team|mission|year|years|path|position|desk|department|career|start|"
        "first|decision|focus|group _ there",
        "you and your colleagues|team|people there",
        "when|how|why|what you started|joined|began|do|did|like|like|enjoy _ there",
        "under|thanks to|through your lead|leadership|direction|guidance|watch",
        "as your employer|company|firm",
        "the firm|company|house|brand|shop|business|studio that|which? you "
        "founded|started|built|run|own|lead|created",
        "you as its|their|the _ head|chief|director|manager|lead",
        NULL};
    static const char *const MET[] = {"met",     "saw",   "heard", "spoke", "talk",
                                      "visited", "visit", "panel", NULL};
    PhraseHit hit;
    size_t next = text->words.items[name->first].sentence + 1;
    if (!name->known || has_any(text, name->sentence->first, name->sentence->end, MET))
        return false;
    if (check_phrase_find(text, THERE, name->behind, name->sentence->end, &hit))
        return true;
    return next < text->sentences.count && check_phrase_in(text, THERE, &text->sentences.items[next]) &&
           !check_comma_before(text, name->first);
}

bool check_name_is_yours(CheckText *text, const CheckName *name)
{
    if (!name->known && has_any(text, name->first, name->behind, NO_WORKPLACES))
        return false;
    if (is_post_or_person(text, name) || is_third(text, name))
        return false;
    if (!name->known && !name->house && name->behind - name->first == 1) // a place, or anything
        return is_behind_you(text, name);
    return is_behind_you(text, name) || is_where_yours_is(text, name) || is_yours_at(text, name) ||
           is_said_of_you(text, name) || is_apposed(text, name) || is_told_at_end(text, name) ||
           is_before_you(text, name) || is_group_of_yours(text, name) || is_where_you_are(text, name) ||
           is_run_by_you(text, name) || is_where_you_lead(text, name) ||
           (strcmp(check_fold(text, joint_of(text, name)), "at") == 0 && is_asked_after(text, name)) ||
           ((name->known || name->behind - name->first > 1) && leads_to_you(text, name)) ||
           (name->house && is_known_as_yours(text, name));
}

bool check_speaks_of_you(CheckText *text, const CheckSentence *sentence)
{
    static const char *const HOW[] = {
        "how's",      "what's",        "what is new|happening",       "how is|are|was|were",
        "are things", "still at|with", "congratulations|congrats on", NULL};
    size_t end = sentence->end < text->words.count // the next one may say "there"
                     ? text->sentences.items[text->words.items[sentence->end].sentence].end
                     : sentence->end;
    return has_any(text, sentence->first, end, YOU) || check_phrase_in(text, HOW, sentence);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
