// SPDX-License-Identifier: MIT
// Rules on people and organisations: whom the greeting names, and which organisation is called theirs.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/names.h"

// ---- wrong-name

static const char *const TITLES[] = {"dr",     "prof",   "professor", "mr",      "mrs",   "ms",    "mx",
                                     "miss",   "doctor", "herr",      "frau",    "sir",   "dame",  "sr",
                                     "sra",    "dean",   "coach",     "captain", "madam", "judge", "rabbi",
                                     "father", "sister", "pastor",    NULL};
static const char *const JOINTS[] = {"and", "dear", NULL};

typedef struct Seen {
    const char *word;
    bool found;
} Seen;

static bool same_token(void *self, const char *token, size_t length)
{
    Seen *seen = self;
    seen->found = seen->found || (strlen(seen->word) == length && strncmp(token, seen->word, length) == 0);
    return !seen->found;
}

static bool token_of(const char *name, const char *word)
{
    if (str_blank(name))
        return false;
    Str fold = STR_INIT;
    Seen seen = {word, false};
    utf8_fold(&fold, name, strlen(name));
    utf8_tokens(str_get(&fold), fold.length, same_token, &seen);
    // O'Brien and names in Han are one word of the greeting and several tokens
    bool found = seen.found || strstr(str_get(&fold), word) == str_get(&fold);
    if (found && !seen.found) {
        const char *behind = str_get(&fold) + strlen(word);
        uint32_t first = 0, next = ' ';
        utf8_decode(word, strlen(word), &first, NULL);
        if (*behind != '\0')
            utf8_decode(behind, strlen(behind), &next, NULL);
        found = !utf8_is_word(next) || utf8_is_cjk(first);
    }
    str_clear(&fold);
    return found;
}

static bool is_name_of(const CheckPerson *person, const char *word)
{
    return token_of(person->name, word) || token_of(person->given, word) || token_of(person->family, word) ||
           token_of(person->nickname, word) || token_of(person->address_as, word);
}

static bool is_recipient(const CheckInput *input, const char *word)
{
    for (size_t i = 0; i < input->recipient_count; i++)
        if (is_name_of(&input->recipients[i], word))
            return true;
    return false;
}

static bool has_apostrophe(const char *word)
{
    return strchr(word, '\'') != NULL;
}

// The words of the greeting that name nobody of the recipients: the first of them; false = all are right.
static bool stranger_in_greeting(const CheckText *text, size_t *at)
{
    for (size_t i = text->name_first; i < text->name_end; i++) {
        const CheckWord *word = &text->words.items[i];
        const char *fold = check_fold(text, i);
        char *plain = mem_strdup(fold);
        if (has_apostrophe(plain)) // O'Brien: the part behind is what a name is found by
            memmove(plain, strrchr(plain, '\'') + 1, strlen(strrchr(plain, '\'') + 1) + 1);
        bool fine = !word->capital || word->to - word->from == 1 || check_word_is(text, i, TITLES) ||
                    check_word_is(text, i, JOINTS) || is_recipient(text->input, plain);
        free(plain);
        if (!fine) {
            *at = i;
            return true;
        }
    }
    return false;
}

// "[Name]" is for another rule.
static bool is_stand_in(const CheckText *text)
{
    size_t from = text->words.items[text->name_first].from;
    return from > 0 && strchr("[{<", text->text[from - 1]) != NULL;
}

static void check_greeting(CheckText *text)
{
    const CheckInput *input = text->input;
    size_t at;
    if (input->recipient_count == 0 || text->name_end == text->name_first || is_stand_in(text) ||
        !stranger_in_greeting(text, &at))
        return;
    const CheckPerson *one = &input->recipients[0];
    Str right = STR_INIT;
    if (!str_blank(one->address_as))
        str_append(&right, one->address_as);
    else
        name_greeting(one->given, one->name, &right);
    const CheckWord *word = &text->words.items[at];
    int size = (int)(word->to - word->from);
    bool known = input->is_contact != NULL && input->is_contact(input->self, check_fold(text, at));
    char *message = str_format("The greeting says %.*s; this goes to %s%s.", size, text->text + word->from,
                               one->name != NULL ? one->name : str_get(&right),
                               known ? " (and you know somebody else of that name)" : "");
    size_t first = text->name_first, count = text->name_end - first;
    check_say_words(text, CHECK_WRONG_NAME, first, count, message,
                    input->recipient_count == 1 && right.length > 0 ? str_get(&right) : NULL);
    str_clear(&right);
}

// ---- wrong-company

static const char *const AT_WORDS[] = {"at",   "with",    "for",    "from",  "to",      "in",   "of",
                                       "join", "joining", "joined", "leave", "leaving", "left", NULL};
static const char *const YOURS[] = {"you",      "your",  "you're", "you've", "yours",
                                    "yourself", "you'd", "you'll", NULL};
static const char *const OTHERS[] = {
    "i",      "my",        "me",       "we",        "our",       "us",       "i'm",     "i've",   "i'd",
    "he",     "she",       "they",     "his",       "her",       "who",      "their",   "friend", "friends",
    "cousin", "colleague", "brother",  "sister",    "mine",      "somebody", "someone", "mother", "father",
    "uncle",  "aunt",      "roommate", "classmate", "professor", "founder",  NULL};
static const char *const WORK[] = {"been",       "brought",
                                   "get",        "got",
                                   "came",       "become",
                                   "head",       "chief",
                                   "director",   "manager",
                                   "founded",    "work",
                                   "works",      "worked",
                                   "working",    "role",
                                   "roles",      "team",
                                   "teams",      "job",
                                   "position",   "career",
                                   "path",       "time",
                                   "years",      "year",
                                   "experience", "colleagues",
                                   "group",      "internship",
                                   "days",       "company",
                                   "office",     "department",
                                   "lab",        "join",
                                   "joined",     "joining",
                                   "lead",       "led",
                                   "leading",    "run",
                                   "running",    "ran",
                                   "started",    "starting",
                                   "start",      "manage",
                                   "managed",    "employer",
                                   "promotion",  "move",
                                   "moved",      "transition",
                                   "desk",       "spent",
                                   "building",   "built",
                                   "build",      "research",
                                   "projects",   "project",
                                   "life",       "being",
                                   "are",        "were",
                                   "hired",      "journey",
                                   "post",       "appointment",
                                   "leave",      "left",
                                   "leaving",    "do",
                                   "did",        "hiring",
                                   "design",     "designing",
                                   "teach",      "teaching",
                                   "engineer",   "apprenticeship",
                                   "practice",   "now",
                                   "labs",       "crew",
                                   "unit",       "division",
                                   "people",     "place",
                                   "week",       "months",
                                   NULL};
static const char *const GATHERINGS[] = {
    "talk",   "speech",  "panel",     "lecture",      "keynote", "session",    "workshop",
    "poster", "stand",   "booth",     "presentation", "meetup",  "conference", "summit",
    "fair",   "evening", "met",       "saw",          "heard",   "spoke",      "speaking",
    "speak",  "article", "interview", "visit",        "guest",   "hackathon",  NULL};

// What a name may be that is no organisation of work.
static const char *const NO_WORKPLACES[] = {
    "university", "college",  "school",   "academy",  "meetup",    "conference", "summit",
    "fair",       "day",      "week",     "forum",    "monday",    "tuesday",    "wednesday",
    "thursday",   "friday",   "saturday", "sunday",   "january",   "february",   "march",
    "april",      "may",      "june",     "july",     "august",    "september",  "october",
    "november",   "december", "zoom",     "congress", "expo",      "festival",   "evening",
    "morning",    "club",     "network",  "i",        "institute", NULL};

// A name of several capital words: "Kestrel Labs", "Bank of Orchards". The words that it takes.
static size_t name_length(const CheckText *text, size_t first)
{
    static const char *const INSIDE[] = {"of", "the", "and", "de", "for", "van", NULL};
    size_t end = text->sentences.items[text->words.items[first].sentence].end, at = first;
    while (at < end && (text->words.items[at].capital ||
                        (at > first && at + 1 < end && text->words.items[at + 1].capital &&
                         check_word_is(text, at, INSIDE)))) {
        const char *behind = text->text + text->words.items[at].to;
        at++;
        if (strchr(",;:()\"", *behind) != NULL || str_ends(check_fold(text, at - 1), "'s"))
            break;
    }
    return at - first;
}

// The organisation's name in those words, without "the" and "'s".
static char *plain_name(const CheckText *text, size_t first, size_t count)
{
    size_t to = text->words.items[first + count - 1].to;
    if (str_ends(check_fold(text, first + count - 1), "'s"))
        while (text->text[--to] != '\'' && (unsigned char)text->text[to] != 0xE2)
            ;
    return mem_strndup(text->text + text->words.items[first].from, to - text->words.items[first].from);
}

static size_t first_word_of(const char *fold)
{
    return strcspn(fold, " ");
}

// Kestrel is Kestrel Labs; Northgate is Northgate University.
static bool same_organisation(const char *a, const char *b)
{
    Str x = STR_INIT, y = STR_INIT;
    org_fold(a, &x);
    org_fold(b, &y);
    size_t length = first_word_of(str_get(&x));
    bool same =
        length > 0 && length == first_word_of(str_get(&y)) && strncmp(str_get(&x), str_get(&y), length) == 0;
    // an acronym of the other's words
    if (!same && y.length > 0 && x.length >= 2 && strchr(str_get(&x), ' ') == NULL) {
        const char *at = str_get(&y);
        size_t i = 0;
        for (; i < x.length && *at != '\0' && x.data[i] == *at; i++) {
            at += first_word_of(at);
            at += strspn(at, " ");
        }
        same = i == x.length && *at == '\0';
    }
    // a word of theirs of its own: "the Foundry" for "Salt Foundry"
    if (!same && x.length >= 4 && y.length > x.length) {
        const char *inside = strstr(str_get(&y), str_get(&x));
        same = inside != NULL && inside > str_get(&y) && inside[-1] == ' ';
    }
    str_clear(&x);
    str_clear(&y);
    return same;
}

static bool is_theirs(const CheckInput *input, const char *name)
{
    for (size_t i = 0; i < input->organisations.count; i++)
        if (same_organisation(name, input->organisations.items[i]))
            return true;
    for (size_t i = 0; i < input->ground.count; i++)
        if (same_organisation(name, input->ground.items[i]))
            return true;
    return false;
}

// Is it about you? The nearest word before it that names somebody decides; and there must be work between,
// unless we know the organisation.
static bool is_tied_to_you(const CheckText *text, size_t at, bool known)
{
    size_t first = text->sentences.items[text->words.items[at].sentence].first;
    bool work = known;
    for (size_t i = at; i-- > first && at - i <= 10;) {
        bool someone =
            i > first && text->words.items[i].capital && strcmp(check_fold(text, at - 1), "of") == 0;
        if (someone || check_word_is(text, i, GATHERINGS) || check_word_is(text, i, OTHERS))
            return false;
        work = work || check_word_is(text, i, WORK);
        if (check_word_is(text, i, YOURS)) {
            return work;
        }
    }
    return false;
}

// "As head of training at Velmont you surely know"
static bool is_said_of_you(const CheckText *text, size_t behind)
{
    enum { NEAR = 3 };
    const CheckSentence *sentence = &text->sentences.items[text->words.items[behind - 1].sentence];
    if (strcmp(check_fold(text, sentence->first), "as") != 0)
        return false;
    for (size_t i = behind; i < sentence->end && i < behind + NEAR; i++) {
        if (check_word_is(text, i, OTHERS))
            return false;
        if (check_word_is(text, i, YOURS))
            return true;
    }
    return false;
}

// "Velmont, where you look after claims", "Velmont, whose archive you lead"
static bool leads_to_you(const CheckText *text, size_t behind)
{
    enum { NEAR = 4 };
    static const char *const RELATIVES[] = {"where", "which", "whose", "that", "who", NULL};
    if (behind >= text->words.count || !check_word_is(text, behind, RELATIVES))
        return false;
    size_t end = text->sentences.items[text->words.items[behind - 1].sentence].end;
    for (size_t i = behind + 1; i < end && i <= behind + NEAR; i++) {
        if (check_word_is(text, i, OTHERS) || check_word_is(text, i, GATHERINGS))
            return false;
        if (check_word_is(text, i, YOURS))
            return true;
    }
    return false;
}

static bool is_known(const CheckInput *input, const char *name)
{
    return input->is_organisation != NULL && input->is_organisation(input->self, name);
}

static bool has_any(const CheckText *text, size_t first, size_t count, const char *const *list)
{
    for (size_t i = first; i < first + count; i++)
        if (check_word_is(text, i, list))
            return true;
    return false;
}

static void judge_organisation(CheckText *text, size_t first, size_t count)
{
    const CheckInput *input = text->input;
    char *name = plain_name(text, first, count);
    bool known = is_known(input, name);
    if ((known || !has_any(text, first, count, NO_WORKPLACES)) && !is_theirs(input, name) &&
        (is_tied_to_you(text, first, known) || is_said_of_you(text, first + count) ||
         leads_to_you(text, first + count))) {
        const char *right = input->organisations.items[0];
        size_t from = text->words.items[first].from, to = from + strlen(name);
        check_say(text, CHECK_WRONG_COMPANY, from, to,
                  str_format("%s is called theirs; as far as you know they are at %s.", name, right), right);
    }
    free(name);
}

// "your Velmont colleagues", "your employer, Velmont", "you run Velmont's claims desk": no small word stands
// before the name, so it must be one that we know. The words that it takes; 0 = none.
static size_t known_name(const CheckText *text, size_t first)
{
    static const char *const BEFORE[] = {
        "your",      "employer", "firm",  "company", "run",   "lead",    "head",    "manage",
        "represent", "founded",  "own",   "direct",  "chair", "built",   "started", "serve",
        "and",       "yourself", "you",   "made",    "make",  "leading", "running", "heading",
        "managing",  "lab",      "house", "studio",  NULL};
    size_t before = first > 0 && strcmp(check_fold(text, first - 1), "the") == 0 ? first - 1 : first;
    size_t count = before > 0 && check_word_is(text, before - 1, BEFORE) ? name_length(text, first) : 0;
    for (bool known = false; count > 0 && !known; count -= known ? 0 : 1) {
        char *name = plain_name(text, first, count);
        known = is_known(text->input, name);
        free(name);
    }
    return count;
}

static void check_companies(CheckText *text)
{
    if (text->input->organisations.count == 0)
        return;
    for (size_t i = text->body; i + 1 < text->words.count; i++) {
        size_t first = i + 1;
        bool same = text->words.items[first].sentence == text->words.items[i].sentence;
        if (strcmp(check_fold(text, first), "the") == 0 && first + 1 < text->words.count)
            first++;
        size_t count = same && check_word_is(text, i, AT_WORDS) ? name_length(text, first) : 0;
        if (count == 0 && same && text->words.items[first].capital)
            count = known_name(text, first);
        if (count > 0) {
            judge_organisation(text, first, count);
            i = first + count - 1;
        }
    }
}

void check_names(CheckText *text)
{
    check_greeting(text);
    check_companies(text);
}
