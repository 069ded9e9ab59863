// SPDX-License-Identifier: MIT
// The rule on spelling: which words of a message a dictionary is asked about. Names, numbers, addresses and
// abbreviations are not, and of a text in another language nothing is said.
#include <stdlib.h>
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"

enum { WORD_LEAST = 3, WORD_MOST = 40, SAID_MOST = 30 };

// What we know by name, folded, one after the other.
static void add_name(Str *names, const char *name)
{
    if (name == NULL)
        return;
    str_push(names, ' ');
    utf8_fold(names, name, strlen(name));
}

static void read_names(const CheckInput *input, Str *names)
{
    for (size_t i = 0; i < input->recipient_count; i++) {
        const CheckPerson *one = &input->recipients[i];
        add_name(names, one->name);
        add_name(names, one->given);
        add_name(names, one->family);
        add_name(names, one->nickname);
        add_name(names, one->address_as);
    }
    const CheckNames *lists[] = {&input->organisations, &input->ground, &input->bonds};
    for (size_t list = 0; list < sizeof lists / sizeof *lists; list++)
        for (size_t i = 0; i < lists[list]->count; i++)
            add_name(names, lists[list]->items[i]);
    add_name(names, input->my_name);
    add_name(names, input->talk);
}

static bool is_named(const Str *names, const char *fold)
{
    size_t length = strlen(fold);
    length -= str_ends(fold, "'s") ? 2 : 0;
    char *word = mem_strndup(fold, length);
    bool found = false;
    for (const char *at = str_get(names); !found && (at = strstr(at, word)) != NULL; at++) {
        uint32_t before = ' ', behind = ' ';
        if (at > names->data)
            before = (unsigned char)at[-1];
        utf8_decode(at + length, strlen(at + length), &behind, NULL);
        found = before < 0x80 && !utf8_is_word(before) && !utf8_is_word(behind);
    }
    free(word);
    return found;
}

// Letters only, no capital behind a small one ("iPhone", "LinkedIn").
static bool is_plain(const char *word, size_t length)
{
    bool small = false;
    for (size_t at = 0; at < length;) {
        uint32_t code;
        at += utf8_decode(word + at, length - at, &code, NULL);
        bool upper = letter_is_upper(code);
        if ((code >= '0' && code <= '9') || code == '_' || utf8_is_cjk(code) || (upper && small))
            return false;
        small = small || !upper;
    }
    return true;
}

// A part of an address, a path, a tag, a placeholder.
static bool is_glued(const CheckText *text, const CheckWord *word)
{
    char before = word->from > 0 ? text->text[word->from - 1] : ' ', behind = text->text[word->to];
    bool dotted = (behind == '.' || behind == ':') && text->text[word->to + 1] > ' ';
    return strchr("@#/\\_.{[<|&=~", before) != NULL ||
           (behind != '\0' && strchr("@/\\_}|=&", behind) != NULL) || dotted;
}

// A capital inside a sentence is a name's; so is one that stands alone, as under a letter.
static bool is_name(const CheckText *text, size_t at)
{
    const CheckWord *word = &text->words.items[at];
    const CheckSentence *sentence = &text->sentences.items[word->sentence];
    return word->capital && (sentence->first != at || sentence->end == at + 1);
}

static bool is_asked(const CheckText *text, size_t at)
{
    const CheckWord *word = &text->words.items[at];
    size_t length = word->to - word->from;
    return length >= WORD_LEAST && length <= WORD_MOST && !word->shouted && !is_name(text, at) &&
           !is_glued(text, word) && is_plain(text->text + word->from, length);
}

typedef struct Misspelt {
    size_t word;
    const char *meant;
} Misspelt;
typedef VEC(Misspelt) Misspellings;

// The word with a plain apostrophe, as dictionaries have it.
static void spell_out(const CheckText *text, const CheckWord *word, Str *out)
{
    str_truncate(out, 0);
    for (size_t at = word->from, size; at < word->to; at += size) {
        uint32_t code;
        size = utf8_decode(text->text + at, word->to - at, &code, NULL);
        if (code == 0x2019)
            str_push(out, '\'');
        else
            str_append_n(out, text->text + at, size);
    }
}

// Gives how many words were asked about.
static size_t look_up(CheckText *text, const Str *names, Misspellings *wrong)
{
    const CheckInput *input = text->input;
    Str word = STR_INIT;
    size_t asked = 0;
    for (size_t i = text->body; i < text->words.count; i++) {
        Misspelt one = {i, NULL};
        if (!is_asked(text, i))
            continue;
        spell_out(text, &text->words.items[i], &word);
        asked++;
        if (input->is_misspelt(input->self, str_get(&word), &one.meant) &&
            !is_named(names, check_fold(text, i)))
            vec_push(wrong, one);
    }
    str_clear(&word);
    return asked;
}

static void say(CheckText *text, const Misspelt *one)
{
    const CheckWord *word = &text->words.items[one->word];
    int length = (int)(word->to - word->from);
    const char *meant = one->meant;
    char *first = meant != NULL ? mem_strndup(meant, strcspn(meant, ",")) : NULL;
    char *message = meant != NULL ? str_format("The dictionary lacks %.*s; it has %s.", length,
                                               text->text + word->from, meant)
                                  : str_format("The dictionary lacks %.*s.", length, text->text + word->from);
    check_say(text, CHECK_SPELLING, word->from, word->to, message, first);
    free(first);
}

void check_spelling(CheckText *text)
{
    enum { FEW = 4, OTHER_LANGUAGE = 40 }; // words; of a hundred
    if (text->input->is_misspelt == NULL || (text->input->off & 1u << CHECK_SPELLING) != 0)
        return;
    Str names = STR_INIT;
    Misspellings wrong = {0};
    read_names(text->input, &names);
    size_t asked = look_up(text, &names, &wrong);
    if (wrong.count <= FEW || wrong.count * 100 < asked * OTHER_LANGUAGE)
        for (size_t i = 0; i < wrong.count && i < SAID_MOST; i++)
            say(text, &wrong.items[i]);
    vec_clear(&wrong);
    str_clear(&names);
}
