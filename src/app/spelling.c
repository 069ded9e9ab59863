// SPDX-License-Identifier: MIT
// The speller's words: what it said of each, and what it is to be asked next. The language comes from a
// setting, hence from a file that anybody may have made: only letters of a name reach the argv, never a path.
#include "rapport/app/spelling.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/app/child.h"
#include "rapport/app/settings.h"
#include "rapport/base/file.h"
#include "rapport/base/hashmap.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { MEANT_MOST = 4, WORDS_MOST = 20000, LANGUAGE_MOST = 40 };
enum { SPELL_NOTED, SPELL_ASKED, SPELL_RIGHT, SPELL_WRONG }; // SPELL_WRONG + n: meant[n]

struct Spelling {
    char *language;    // that was asked for; NULL = the setting's
    bool chosen;       // not the locale's
    VEC(char *) argv;  // ends with NULL; empty = there is no program
    HashMap words;     // by the word
    VEC(char *) meant; // "receive, relieve"; NULL = no idea
    VEC(char *) noted; // not asked yet
    Str added;         // as the program reads them, until it has heard of them
    size_t told;       // bytes of these that the question at work tells it
    bool given_up;
};

// ---- the program

bool spelling_language_valid(const char *value)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_,-";
    size_t length = strlen(value);
    return length >= 2 && length <= LANGUAGE_MOST && *value != '-' && strspn(value, LETTERS) == length;
}

// "de_DE" of "de_DE.UTF-8"; English where the locale names no language.
static char *locale_language(void)
{
    const char *name = setlocale(LC_MESSAGES, NULL);
    size_t length = name != NULL ? strcspn(name, ".@") : 0;
    char *language = mem_strndup(name != NULL ? name : "", length);
    if (length >= 2 && strcmp(language, "POSIX") != 0 && spelling_language_valid(language))
        return language;
    free(language);
    return mem_strdup("en_US");
}

static void add_word(Spelling *spelling, const char *word)
{
    vec_push(&spelling->argv, mem_strdup(word));
}

static bool add_told(Spelling *spelling, const char *line)
{
    size_t count = 0;
    char **words = file_split_words(line, &count, NULL);
    for (size_t i = 0; words != NULL && i < count; i++)
        add_word(spelling, words[i]);
    free(words);
    return spelling->argv.count > 0;
}

static bool add_installed(Spelling *spelling)
{
    static const char *const PROGRAMS[][3] = {
        {"enchant-2", NULL}, {"hunspell", "-i", "utf-8"}, {"aspell", "--encoding=utf-8", NULL}};
    for (size_t i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS; i++) {
        Str path = STR_INIT;
        bool found = child_find(PROGRAMS[i][0], &path);
        str_clear(&path);
        if (!found)
            continue;
        for (size_t k = 0; k < 3 && PROGRAMS[i][k] != NULL; k++)
            add_word(spelling, PROGRAMS[i][k]);
        return true;
    }
    return false;
}

static void name_program(Spelling *spelling, const char *language)
{
    const char *told = getenv(SPELLING_PROGRAM);
    if (!(told != NULL ? add_told(spelling, told) : add_installed(spelling)))
        return;
    add_word(spelling, "-a");
    add_word(spelling, "-d");
    add_word(spelling, language);
    vec_push(&spelling->argv, NULL);
}

static Spelling *make(App *app, const char *language)
{
    char *setting = app_setting(app, "spelling", NULL);
    bool off = setting == NULL || strcmp(setting, "off") == 0;
    const char *named = language != NULL ? language : setting;
    Spelling *spelling = mem_alloc(sizeof *spelling);
    spelling->language = mem_strdup(language);
    spelling->chosen = !off && strcmp(named, "auto") != 0;
    char *wanted = spelling->chosen ? mem_strdup(named) : locale_language();
    if (!off && spelling_language_valid(wanted))
        name_program(spelling, wanted);
    free(wanted);
    free(setting);
    return spelling;
}

Spelling *app_spelling(App *app, const char *language)
{
    Spelling *found = NULL;
    for (size_t i = 0; i < app->spellings.count && found == NULL; i++)
        if (str_equal(app->spellings.items[i]->language, language))
            found = app->spellings.items[i];
    if (found == NULL)
        vec_push(&app->spellings, found = make(app, language));
    return found->argv.count > 0 ? found : NULL;
}

Spelling *app_spelling_noted(App *app)
{
    for (size_t i = 0; i < app->spellings.count; i++)
        if (spelling_has_noted(app->spellings.items[i]))
            return app->spellings.items[i];
    return NULL;
}

const char *spelling_language_of(const Contact *contact)
{
    static const char BEFORE[] = "lang-";
    for (size_t i = 0; i < contact->tags.count; i++) {
        const char *tag = contact->tags.items[i];
        if (str_starts(tag, BEFORE) && spelling_language_valid(tag + strlen(BEFORE)))
            return tag + strlen(BEFORE);
    }
    return NULL;
}

static void free_all(char **items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(items[i]);
}

void spelling_free(Spelling *spelling)
{
    if (spelling == NULL)
        return;
    free(spelling->language);
    str_clear(&spelling->added);
    free_all(spelling->argv.items, spelling->argv.count);
    free_all(spelling->meant.items, spelling->meant.count);
    free_all(spelling->noted.items, spelling->noted.count);
    vec_clear(&spelling->argv);
    vec_clear(&spelling->meant);
    vec_clear(&spelling->noted);
    hashmap_clear(&spelling->words);
    free(spelling);
}

// ---- words

bool spelling_is_misspelt(Spelling *spelling, const char *word, const char **meant)
{
    bool added;
    if (spelling->words.count >= WORDS_MOST && hashmap_find(&spelling->words, hash_text(0, word)) == NULL)
        return false;
    uint64_t *state = hashmap_put(&spelling->words, hash_text(0, word), &added);
    if (added)
        vec_push(&spelling->noted, mem_strdup(word));
    if (*state < SPELL_WRONG)
        return false;
    *meant = spelling->meant.items[*state - SPELL_WRONG];
    return true;
}

Spelling *spelling_copy(const Spelling *spelling)
{
    if (spelling == NULL)
        return NULL;
    Spelling *copy = mem_alloc(sizeof *copy);
    hashmap_copy(&copy->words, &spelling->words);
    for (size_t i = 0; i < spelling->meant.count; i++)
        vec_push(&copy->meant, mem_strdup(spelling->meant.items[i]));
    return copy;
}

void spelling_note_all(Spelling *spelling, const Spelling *copy)
{
    const char *meant;
    for (size_t i = 0; i < copy->noted.count; i++)
        spelling_is_misspelt(spelling, copy->noted.items[i], &meant);
}

bool spelling_has_noted(const Spelling *spelling)
{
    return !spelling->given_up && (spelling->noted.count > 0 || spelling->added.length > 0);
}

static void begin_question(Spelling *spelling, SpellQuestion *question)
{
    *question = (SpellQuestion){.language = mem_strdup(spelling->language),
                                .argv = mem_array(spelling->argv.count, sizeof *question->argv)};
    for (size_t i = 0; i + 1 < spelling->argv.count; i++)
        question->argv[i] = mem_strdup(spelling->argv.items[i]);
    str_append_n(&question->words, str_get(&spelling->added), spelling->added.length);
    spelling->told = spelling->added.length;
}

// What the person added and the program has not heard of: it waits for that, since nobody will ask later.
static void tell_added(Spelling *spelling)
{
    SpellQuestion question;
    if (spelling->added.length == 0)
        return;
    begin_question(spelling, &question);
    spelling_ask(&question, NULL, NULL);
    spell_question_clear(&question);
}

void app_forget_spelling(App *app)
{
    for (size_t i = 0; i < app->spellings.count; i++) {
        tell_added(app->spellings.items[i]);
        spelling_free(app->spellings.items[i]);
    }
    vec_clear(&app->spellings);
}

// "!": of right words nothing is said; "^": what follows is text, whatever it begins with.
bool spelling_question(Spelling *spelling, SpellQuestion *question)
{
    if (!spelling_has_noted(spelling))
        return false;
    begin_question(spelling, question);
    str_append(&question->words, "!\n");
    for (size_t i = 0; i < spelling->noted.count; i++) {
        str_appendf(&question->words, "^%s\n", spelling->noted.items[i]);
        *hashmap_put(&spelling->words, hash_text(0, spelling->noted.items[i]), NULL) = SPELL_ASKED;
        free(spelling->noted.items[i]);
    }
    spelling->noted.count = 0;
    return true;
}

void spelling_add(Spelling *spelling, const char *word)
{
    *hashmap_put(&spelling->words, hash_text(0, word), NULL) = SPELL_RIGHT;
    str_appendf(&spelling->added, "*%s\n#\n", word); // into the person's list, which is saved
}

bool spelling_ask(SpellQuestion *question, const atomic_bool *stop, Error *err)
{
    return child_ask(question->argv, str_get(&question->words), question->words.length, stop,
                     &question->answer, err);
}

// "receive, receiver, relieve" of ": receive, receiver, relieve, ...": the first few.
static char *read_meant(const char *line, size_t length)
{
    const char *end = line + length, *at = memchr(line, ':', length);
    size_t count = 0;
    if (at == NULL)
        return NULL;
    at += strspn(at, ": ");
    const char *to = at;
    while (to < end && count < MEANT_MOST) {
        count += *to == ',' ? 1 : 0;
        to += count < MEANT_MOST ? 1 : 0;
    }
    return to > at ? mem_strndup(at, (size_t)(to - at)) : NULL;
}

// "& word 3 1: a, b" or "# word 1"
static void learn_line(Spelling *spelling, const char *line, size_t length)
{
    if (length < 3 || (*line != '&' && *line != '#' && *line != '?') || line[1] != ' ')
        return;
    char *word = mem_strndup(line + 2, strcspn(line + 2, " \n"));
    uint64_t *state = hashmap_find(&spelling->words, hash_text(0, word));
    if (state != NULL && *state == SPELL_ASKED) {
        *state = SPELL_WRONG + spelling->meant.count;
        vec_push(&spelling->meant, *line == '#' ? NULL : read_meant(line, length));
    }
    free(word);
}

void spelling_learn(Spelling *spelling, const SpellQuestion *question)
{
    str_remove(&spelling->added, 0, spelling->told);
    spelling->told = 0;
    for (const char *at = str_get(&question->answer); *at != '\0';) {
        size_t length = strcspn(at, "\n");
        learn_line(spelling, at, length);
        at += length + (at[length] == '\n' ? 1 : 0);
    }
}

bool spelling_catch_up(Spelling *spelling)
{
    SpellQuestion question;
    if (spelling == NULL || !spelling_question(spelling, &question))
        return false;
    bool fine = spelling_ask(&question, NULL, NULL);
    if (fine)
        spelling_learn(spelling, &question);
    else
        spelling_give_up(spelling);
    spell_question_clear(&question);
    return fine;
}

void spelling_give_up(Spelling *spelling)
{
    spelling->given_up = true;
}

const char *spelling_named(const Spelling *spelling)
{
    return spelling->argv.items[spelling->argv.count - 2]; // before the NULL
}

bool spelling_is_chosen(const Spelling *spelling)
{
    return spelling->chosen;
}

void spell_question_clear(SpellQuestion *question)
{
    free(question->language);
    for (char **word = question->argv; word != NULL && *word != NULL; word++)
        free(*word);
    free(question->argv);
    str_clear(&question->words);
    str_clear(&question->answer);
    *question = (SpellQuestion){0};
}
