// SPDX-License-Identifier: MIT
// The text as words, sentences, greeting and sign-off.
#include "check_text.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"

// ---- words

static uint32_t code_at(const CheckText *text, size_t at, size_t *size)
{
    uint32_t code = 0;
    *size = utf8_decode(text->text + at, text->length - at, &code, NULL);
    return code;
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019;
}

// The end of the word that begins at from; an apostrophe inside belongs to it.
static size_t word_end(const CheckText *text, size_t from)
{
    size_t at = from, size;
    while (at < text->length) {
        uint32_t code = code_at(text, at, &size);
        if (is_apostrophe(code) && at > from && at + size < text->length) {
            size_t next;
            if (!utf8_is_word(code_at(text, at + size, &next)))
                break;
        } else if (!utf8_is_word(code)) {
            break;
        }
        at += size;
    }
    return at;
}

static void fold_word(CheckText *text, CheckWord *word)
{
    word->fold = text->folds.length;
    for (size_t at = word->from; at < word->to;) {
        size_t size, end = at;
        while (end < word->to && !is_apostrophe(code_at(text, end, &size)))
            end += size;
        utf8_fold(&text->folds, text->text + at, end - at);
        at = end;
        if (at < word->to) {
            str_push(&text->folds, '\'');
            code_at(text, at, &size);
            at += size;
        }
    }
    str_push(&text->folds, '\0');
    word->initial = check_initial(text->folds.data + word->fold, strlen(text->folds.data + word->fold));
}

static void look_at_case(const CheckText *text, CheckWord *word)
{
    size_t size, letters = 0, capitals = 0;
    for (size_t at = word->from; at < word->to; at += size) {
        uint32_t code = code_at(text, at, &size);
        bool upper = letter_is_upper(code);
        if (at == word->from)
            word->capital = upper || (!letter_is_lower(code) && code >= 0x80);
        letters += upper || letter_is_lower(code) ? 1 : 0;
        capitals += upper ? 1 : 0;
    }
    word->shouted = letters > 1 && capitals == letters;
}

static void read_words(CheckText *text)
{
    for (size_t at = 0, size; at < text->length; at += size) {
        uint32_t code = code_at(text, at, &size);
        if (!utf8_is_word(code))
            continue;
        CheckWord word = {.from = at, .to = word_end(text, at)};
        fold_word(text, &word);
        look_at_case(text, &word);
        vec_push(&text->words, word);
        size = word.to - at;
    }
}

const char *check_fold(const CheckText *text, size_t word)
{
    return word < text->words.count ? text->folds.data + text->words.items[word].fold : "";
}

static bool is_one_of(const char *fold, const char *const *list)
{
    for (; *list != NULL; list++)
        if (**list == *fold && strcmp(fold, *list) == 0)
            return true;
    return false;
}

bool check_word_is(const CheckText *text, size_t word, const char *const *list)
{
    return is_one_of(check_fold(text, word), list);
}

bool check_comma_before(const CheckText *text, size_t word)
{
    for (size_t at = word > 0 ? text->words.items[word - 1].to : text->words.items[word].from;
         at < text->words.items[word].from; at++)
        if (strchr(",;:", text->text[at]) != NULL)
            return true;
    return false;
}

// ---- sentences

static const char *const ABBREVIATIONS[] = {"dr", "prof", "mr", "mrs", "ms",  "mx",  "st",     "vs",
                                            "e",  "i",    "g",  "no",  "inc", "ltd", "approx", NULL};

// What stands between this word and the next ends a sentence.
static bool ends_sentence(const CheckText *text, size_t word, bool *question, size_t *to)
{
    const CheckWord *one = &text->words.items[word];
    size_t end = word + 1 < text->words.count ? text->words.items[word + 1].from : text->length;
    bool ends = false;
    int lines = 0;
    *question = false;
    *to = one->to;
    for (size_t at = one->to; at < end; at++) {
        char c = text->text[at];
        bool mark = c == '?' || c == '!' || (c == '.' && !check_word_is(text, word, ABBREVIATIONS));
        bool open = at + 1 < end || end == text->length; // "node.js" is one name
        lines += c == '\n' ? 1 : 0;
        *question = *question || c == '?';
        if (mark && open)
            *to = at + 1;
        ends = ends || (mark && open);
    }
    return ends || lines > 1 || word + 1 == text->words.count;
}

static void read_sentences(CheckText *text)
{
    size_t first = 0;
    for (size_t i = 0; i < text->words.count; i++) {
        bool question;
        size_t to;
        text->words.items[i].sentence = text->sentences.count;
        if (!ends_sentence(text, i, &question, &to) && i + 1 != text->body)
            continue;
        vec_push(&text->sentences,
                 ((CheckSentence){first, i + 1, text->words.items[first].from, to, question}));
        first = i + 1;
    }
}

// ---- greeting and sign-off

static const char *const GREETINGS[] = {
    "hi",       "hello",   "hey",      "dear",     "greetings", "hallo",   "hola",     "salut",
    "ciao",     "liebe",   "lieber",   "bonjour",  "bonsoir",   "hei",     "hej",      "namaste",
    "hiya",     "ola",     "heya",     "howdy",    "g'day",     "gday",    "aloha",    "respected",
    "esteemed", "dearest", "estimado", "estimada", "querido",   "querida", "cher",     "chere",
    "caro",     "cara",    "gentile",  "egregio",  "egregia",   "moin",    "servus",   "beste",
    "geachte",  "kaere",   "kjaere",   "tisztelt", "kedves",    "labdien", "szanowny", "szanowna",
    "prezado",  "prezada", "merhaba",  "salam",    "selam",     "shalom",  "sehr",     "geehrte",
    "geehrter", NULL};
static const char *const DAY_TIMES[] = {"morning", "afternoon", "evening", "day", NULL};
static const char *const NAME_JOINTS[] = {"and", "van", "von", "de",  "da",  "der", "den", "la", "di",
                                          "del", "ap",  "al",  "bin", "ibn", "el",  "dos", "du", NULL};
static const char *const NO_NAMES[] = {"i",     "i'm",  "i've",  "we",    "it",     "my",
                                       "your",  "this", "just",  "thank", "thanks", "hope",
                                       "great", "good", "there", "all",   "so",     NULL};

static bool gap_has(const CheckText *text, size_t word, const char *marks)
{
    size_t end = word + 1 < text->words.count ? text->words.items[word + 1].from : text->length;
    for (size_t at = text->words.items[word].to; at < end; at++)
        if (strchr(marks, text->text[at]) != NULL)
            return true;
    return false;
}

static bool gap_ends_name(const CheckText *text, size_t word)
{
    static const char *const TITLES[] = {"dr", "prof", "mr", "mrs", "ms", "mx", "st", NULL};
    const char *dash = strstr(text->text + text->words.items[word].to, " - ");
    if (dash == text->text + text->words.items[word].to)
        return true;
    bool initial = text->words.items[word].to - text->words.items[word].from == 1;
    if (gap_has(text, word, ".") && !initial && !check_word_is(text, word, TITLES))
        return true;
    return gap_has(text, word, text->input->recipient_count > 1 ? "!:;\n(" : ",!:;\n(\xe2");
}

static size_t name_end(const CheckText *text, size_t first)
{
    size_t at = first;
    while (at < text->words.count && !check_word_is(text, at, NO_NAMES) &&
           (text->words.items[at].capital || (at > first && check_word_is(text, at, NAME_JOINTS)))) {
        at++;
        if (gap_ends_name(text, at - 1))
            break;
    }
    return at;
}

// "Ana," alone on the first line, or before a dash.
static bool is_bare_name(const CheckText *text, size_t end)
{
    if (end == 0 || end > 3 || end >= text->words.count)
        return false;
    size_t next = text->words.items[end].from,
           line = strcspn(text->text + text->words.items[end - 1].to, "\n");
    return gap_has(text, end - 1, ",:") && text->words.items[end - 1].to + line < next;
}

static void read_greeting(CheckText *text)
{
    size_t first = 0;
    if (check_word_is(text, 0, GREETINGS))
        first = check_word_is(text, 1, GREETINGS) ? 2 : 1; // "Hello, dear Ana"
    else if (strcmp(check_fold(text, 0), "good") == 0 && check_word_is(text, 1, DAY_TIMES))
        first = 2;
    size_t end = first > 0 && gap_has(text, first - 1, ",!\n") ? first : name_end(text, first);
    if (first == 0 && !is_bare_name(text, end))
        return;
    text->name_first = first;
    text->name_end = text->body = end;
    static const char *const NOBODY[] = {"there", "all",  "everyone", "everybody",
                                         "team",  "both", "folks",    NULL};
    if (first > 0 && end == first && check_word_is(text, end, NOBODY))
        text->body = end + 1;
}

static const char *const SIGN_OFFS[] = {
    "best wishes?|regards?",
    "all the best",
    "kind regards|wishes",
    "kindest|warmest|warm|good regards|wishes",
    "with kind|warm|best|thanks|gratitude|appreciation|respect regards?|wishes?",
    "regards",
    "sincerely yours?",
    "yours sincerely?|truly|faithfully",
    "cheers",
    "warmly",
    "thanks again?",
    "thank you again?",
    "many thanks",
    "gratefully yours?",
    "respectfully yours?",
    "cordially",
    "take care",
    "talk soon",
    "see you soon?|then",
    "with thanks",
    "best",
    "looking forward",
    "until then|soon|tuesday|thursday",
    NULL};

// The last line that is no more than a closing formula.
static void read_sign_off(CheckText *text)
{
    text->close = text->length;
    for (size_t i = text->words.count; i-- > text->body;) {
        bool line_start = i == 0 || gap_has(text, i - 1, "\n");
        PhraseHit hit;
        if (!line_start || !check_phrase_find(text, SIGN_OFFS, i, i + 1, &hit))
            continue;
        const char *rest = text->text + text->words.items[i + hit.count - 1].to;
        if (strcspn(rest, "\n") <= 2 && text->words.count - i <= 16)
            text->close = text->words.items[i].from;
        return;
    }
}

// ---- the language

static const char *const SMALL_WORDS[] = {
    "the", "to",   "and",   "a",     "of",     "i",      "you",  "in",   "for", "your",
    "is",  "it",   "that",  "with",  "at",     "my",     "on",   "have", "was", "be",
    "if",  "we",   "are",   "this",  "not",    "would",  "i'm",  "me",   "how", "as",
    "an",  "from", "about", "thank", "thanks", "please", "can",  "will", "but", "just",
    "so",  "any",  "our",   "there", "what",   "am",     "been", "when", NULL};

// Three words in ten of English prose are among them; German, French and Spanish share "in", "an", "is", "me"
// only.
static bool is_english(const CheckText *text)
{
    size_t small = 0;
    for (size_t i = text->body; i < text->words.count; i++)
        small += check_word_is(text, i, SMALL_WORDS) ? 1 : 0;
    return small * 6 >= text->words.count - text->body;
}

enum { TEXT_MOST = 1 << 16 };

void check_text_read(CheckText *text, const CheckInput *input, CheckResult *result)
{
    *text = (CheckText){.input = input, .text = input->text != NULL ? input->text : "", .result = result};
    text->length = strnlen(text->text, TEXT_MOST);
    text->cut = text->length == TEXT_MOST;
    while (text->cut && text->length > 0 && text->text[text->length - 1] != ' ' &&
           TEXT_MOST - text->length < 100)
        text->length--;
    read_words(text);
    read_greeting(text);
    read_sentences(text);
    read_sign_off(text);
    text->english = is_english(text);
}

void check_text_clear(CheckText *text)
{
    vec_clear(&text->words);
    vec_clear(&text->sentences);
    vec_clear(&text->acts);
    str_clear(&text->folds);
    check_phrases_clear(text);
}
