// SPDX-License-Identifier: MIT
// "Thanks, Mia!" is an answer that wants none, and so is a thumb. Every word has to be a courtesy, but for
// one that may be a name: a guess that hides a question would be worse than one that asks for a needless
// answer.
#include "rapport/core/courtesy.h"

#include <string.h>

#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

enum { WORDS_MOST = 16, STRANGERS_MOST = 1 };

// Thanks and congratulations, without which a text is none; folded.
static const char *const THANKS[] = {"thank",      "thanks",          "thx",     "ty",
                                     "congrats",   "congratulations", "danke",   "dank",
                                     "dankeschon", "gluckwunsch",     "merci",   "felicitations",
                                     "gracias",    "felicidades",     "birthday"};
// What stands around them.
static const char *const AROUND[] = {
    "a",          "again",       "all",    "am",       "an",      "and",        "anniversary",
    "appreciate", "appreciated", "best",   "beaucoup", "connect", "connecting", "connection",
    "dear",       "dir",         "for",    "fur",      "great",   "happy",      "hello",
    "herzlichen", "hey",         "hi",     "i",        "ihnen",   "invitation", "invite",
    "it",         "job",         "kind",   "kindly",   "lot",     "many",       "me",
    "mille",      "much",        "muchas", "new",      "of",      "on",         "pour",
    "position",   "promotion",   "really", "role",     "schon",   "sehr",       "sincerely",
    "so",         "that",        "the",    "this",     "to",      "very",       "vielen",
    "wishes",     "with",        "work",   "you",      "your",    "zum",        "zur"};

static bool is_among(const char *const *words, size_t count, const char *token, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && memcmp(words[i], token, length) == 0)
            return true;
    return false;
}
#define AMONG(words, token, length) is_among((words), sizeof(words) / sizeof *(words), (token), (length))

typedef struct Tally {
    int words, thanks, strangers;
} Tally;

static bool count_word(void *self, const char *token, size_t length)
{
    Tally *tally = self;
    tally->words++;
    if (AMONG(THANKS, token, length))
        tally->thanks++;
    else if (!AMONG(AROUND, token, length))
        tally->strangers++;
    return tally->words <= WORDS_MOST;
}

// A thumb, a heart, a smile: pictures, or the colon and the bracket that came before them.
static bool has_smile(const char *text)
{
    uint32_t code;
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        at += utf8_decode(text + at, length - at, &code, NULL);
        if ((code >= 0x2600 && code <= 0x27BF) || (code >= 0x1F000 && code <= 0x1FAFF))
            return true;
    }
    return strstr(text, ":)") != NULL || strstr(text, ":-)") != NULL || strstr(text, ";)") != NULL;
}

bool text_is_courtesy(const char *text)
{
    if (str_blank(text) || strchr(text, '?') != NULL)
        return false;
    Str folded = STR_INIT;
    Tally tally = {0};
    utf8_fold(&folded, text, strlen(text));
    utf8_tokens(folded.data != NULL ? folded.data : "", folded.length, count_word, &tally);
    str_clear(&folded);
    if (tally.words == 0)
        return has_smile(text);
    return tally.thanks > 0 && tally.words <= WORDS_MOST && tally.strangers <= STRANGERS_MOST;
}

// ---- the greeting

typedef struct Greeting {
    int words;
    bool greets; // its first word does
} Greeting;

static bool count_greeting(void *self, const char *token, size_t length)
{
    static const char *const WORDS[] = {"dear",     "hi",    "hello",  "hey",    "good", "greetings",
                                        "hallo",    "liebe", "lieber", "guten",  "moin", "sehr",
                                        "bonjour",  "salut", "chere",  "cher",   "hola", "estimado",
                                        "estimada", "ciao",  "hej",    "morning"};
    Greeting *greeting = self;
    if (greeting->words++ == 0)
        greeting->greets = AMONG(WORDS, token, length);
    return true;
}

// "Dear Dr. Raman," and "Hi Priya" are greetings; "Hi Priya, are you in on Friday?" is more.
static bool is_greeting(const char *line, size_t length)
{
    enum { MARKED_MOST = 5, BARE_MOST = 3, BYTES_MOST = 100 };
    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\r'))
        length--;
    if (length == 0 || length > BYTES_MOST)
        return length == 0;
    Str folded = STR_INIT;
    Greeting greeting = {0};
    utf8_fold(&folded, line, length);
    utf8_tokens(str_get(&folded), folded.length, count_greeting, &greeting);
    str_clear(&folded);
    bool marked = strchr(",!:", line[length - 1]) != NULL;
    return greeting.greets && greeting.words <= (marked ? MARKED_MOST : BARE_MOST) &&
           memchr(line, '?', length) == NULL;
}

const char *text_after_greeting(const char *text)
{
    for (const char *at = text; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (!is_greeting(at, length))
            return at;
        at += length + (at[length] == '\n');
    }
    return text;
}
