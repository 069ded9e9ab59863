// SPDX-License-Identifier: MIT
// The rule on people: whom the greeting names.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/names.h"

// ---- wrong-name

// What people are addressed by without a name, behind it, or before a point; and what stands for a name that
// nobody knew. What stands before a right name needs no row.
static const char *const TITLES[] = {
    "dr",     "prof",      "professor",  "mr",      "mrs",       "ms",        "mx",        "miss",
    "mister", "doctor",    "sir",        "dame",    "madam",     "madame",    "ma'am",     "maam",
    "mam",    "ma",        "dean",       "coach",   "captain",   "capt",      "col",       "sgt",
    "lt",     "officer",   "chief",      "judge",   "justice",   "rabbi",     "father",    "fr",
    "sister", "brother",   "mother",     "pastor",  "rev",       "reverend",  "imam",      "engr",
    "eng",    "engineer",  "arch",       "atty",    "attorney",  "adv",       "hon",       "honourable",
    "chef",   "herr",      "frau",       "mme",     "monsieur",  "maitre",    "sr",        "sra",
    "srta",   "senor",     "senora",     "ing",     "lic",       "dott",      "oga",       "alhaji",
    "alhaja", "auntie",    "aunty",      "aunt",    "uncle",     "bhai",      "didi",      "ji",
    "shri",   "smt",       "bey",        "hanim",   "hocam",     "san",       "sensei",    "sama",
    "laoshi", "hiring",    "recruiting", "manager", "recruiter", "team",      "committee", "board",
    "editor", "colleague", "colleagues", "friend",  "friends",   "neighbour", "neighbor",  NULL};
static const char *const JOINTS[] = {"and", "dear", "respected", "esteemed", "dearest", NULL};

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

bool check_name_has(const char *name, const char *word)
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

// What people of that name are called by everybody; the first beginnings ("Tim", "Geoff") need no row.
static const char *const SHORT_FORMS[][2] = {
    {"andrew", "drew"},      {"anthony", "tony"},      {"antonio", "toni"},     {"barbara", "babs"},
    {"beatrice", "bea"},     {"charles", "charlie"},   {"charles", "chuck"},    {"charlotte", "lottie"},
    {"christina", "tina"},   {"christopher", "kit"},   {"deborah", "debbie"},   {"dorothy", "dot"},
    {"edward", "ed"},        {"edward", "eddie"},      {"edward", "ted"},       {"eleanor", "nell"},
    {"elizabeth", "beth"},   {"elizabeth", "betty"},   {"elizabeth", "lisa"},   {"elizabeth", "lizzie"},
    {"elizabeth", "liz"},    {"emily", "em"},          {"eugene", "gene"},      {"francis", "frank"},
    {"francisco", "paco"},   {"giuseppe", "beppe"},    {"harold", "harry"},     {"henry", "harry"},
    {"henry", "hank"},       {"isabella", "bella"},    {"jacob", "jake"},       {"jakub", "kuba"},
    {"james", "jim"},        {"james", "jimmy"},       {"james", "jamie"},      {"jennifer", "jenny"},
    {"john", "jack"},        {"john", "johnny"},       {"joseph", "joe"},       {"jose", "pepe"},
    {"judith", "judy"},      {"katherine", "kate"},    {"katherine", "katie"},  {"catherine", "cathy"},
    {"catherine", "kate"},   {"kathleen", "kathy"},    {"kathryn", "kate"},     {"lawrence", "larry"},
    {"leonard", "lenny"},    {"ludwig", "lutz"},       {"margaret", "maggie"},  {"margaret", "meg"},
    {"margaret", "peggy"},   {"maria", "mia"},         {"matthew", "mat"},      {"michael", "mick"},
    {"michael", "mike"},     {"mikhail", "misha"},     {"nicholas", "nicky"},   {"patricia", "patsy"},
    {"patricia", "tricia"},  {"patrick", "paddy"},     {"peter", "pete"},       {"rebecca", "becky"},
    {"richard", "dick"},     {"richard", "rick"},      {"richard", "ricky"},    {"robert", "bob"},
    {"robert", "bobby"},     {"robert", "robbie"},     {"ronald", "ronnie"},    {"samuel", "sammy"},
    {"sarah", "sally"},      {"stephen", "steve"},     {"steven", "steve"},     {"susan", "sue"},
    {"susan", "susie"},      {"theodore", "teddy"},    {"theodore", "ted"},     {"theresa", "tess"},
    {"theresa", "terry"},    {"thomas", "tom"},        {"thomas", "tommy"},     {"timothy", "timmy"},
    {"victoria", "vicky"},   {"virginia", "ginny"},    {"walter", "walt"},      {"wilhelm", "willi"},
    {"william", "bill"},     {"william", "billy"},     {"william", "liam"},     {"zachary", "zack"},
    {"alexander", "sasha"},  {"alexandra", "sasha"},   {"alexandra", "sandra"}, {"aleksandr", "sasha"},
    {"alexander", "sandy"},  {"elisabeth", "lisbeth"}, {"hans-peter", "hape"},  {"ignacio", "nacho"},
    {"tatiana", "tanya"},    {"natalia", "natasha"},   {"ekaterina", "katya"},  {"maria", "masha"},
    {"anastasia", "nastya"}, {"olga", "olya"},         {"irina", "ira"},        {"dmitri", "dima"},
    {"dmitry", "dima"},      {"vladimir", "volodya"},  {"yevgeny", "zhenya"},   {"ivan", "vanya"},
    {"nikolai", "kolya"},    {"konstantin", "kostya"}, {"guillermo", "memo"},   {"teresita", "tess"},
};

static bool is_short_for(const char *word, const char *given)
{
    enum { LEAST = 3, LEFT_OUT = 3 };
    Str fold = STR_INIT;
    if (str_blank(given))
        return false;
    utf8_fold(&fold, given, strlen(given));
    size_t length = strlen(word);
    bool fits =
        length >= LEAST && fold.length >= length + LEFT_OUT && strncmp(str_get(&fold), word, length) == 0;
    for (size_t i = 0; i < sizeof SHORT_FORMS / sizeof *SHORT_FORMS && !fits; i++)
        fits = strcmp(SHORT_FORMS[i][0], str_get(&fold)) == 0 && strcmp(SHORT_FORMS[i][1], word) == 0;
    str_clear(&fold);
    return fits;
}

static bool is_name_of(const CheckPerson *person, const char *word)
{
    return check_name_has(person->name, word) || check_name_has(person->given, word) ||
           check_name_has(person->family, word) || check_name_has(person->nickname, word) ||
           check_name_has(person->address_as, word) || is_short_for(word, person->given);
}

static bool is_recipient(const CheckInput *input, const char *word)
{
    for (size_t i = 0; i < input->recipient_count; i++)
        if (is_name_of(&input->recipients[i], word))
            return true;
    return false;
}

// O'Brien is found by Brien.
static char *plain_fold(const CheckText *text, size_t word)
{
    const char *fold = check_fold(text, word), *apostrophe = strrchr(fold, '\'');
    return mem_strdup(apostrophe != NULL ? apostrophe + 1 : fold);
}

static bool is_right(const CheckText *text, size_t word)
{
    char *plain = plain_fold(text, word);
    bool right = is_recipient(text->input, plain);
    free(plain);
    return right;
}

// "Ann" to Anna, or somebody else whom we know: no title of a language that we do not know.
static bool is_other_name(const CheckText *text, size_t word)
{
    enum { NEAR = 2 };
    const CheckInput *input = text->input;
    const char *fold = check_fold(text, word);
    bool near = input->is_contact != NULL && input->is_contact(input->self, fold);
    for (size_t i = 0; i < input->recipient_count && !near; i++) {
        Str given = STR_INIT;
        if (!str_blank(input->recipients[i].given))
            utf8_fold(&given, input->recipients[i].given, strlen(input->recipients[i].given));
        near = given.length > 0 && strncmp(str_get(&given), fold, NEAR) == 0;
        str_clear(&given);
    }
    return near;
}

// The first word of the greeting that names somebody else; false = all are right. What stands before a right
// name may be a title that we do not know ("Khun Somchai").
static bool stranger_in_greeting(const CheckText *text, size_t *at)
{
    size_t right = text->name_end; // the last right name
    for (size_t i = text->name_first; i < text->name_end; i++)
        right = is_right(text, i) ? i : right;
    for (size_t i = text->name_first; i < text->name_end; i++) {
        const CheckWord *word = &text->words.items[i];
        bool small = !word->capital || word->to - word->from == 1 || check_word_is(text, i, TITLES) ||
                     check_word_is(text, i, JOINTS);
        bool before = right < text->name_end && i < right;
        if (!small && !is_right(text, i) && (!before || is_other_name(text, i))) {
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

void check_names(CheckText *text)
{
    check_greeting(text);
}
