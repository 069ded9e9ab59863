// SPDX-License-Identifier: MIT
// Acme, ACME Inc. and "The Acme Company" are one employer. This folds a name to the key by which the store
// matches it.
#include <stdint.h>
#include <string.h>

#include "rapport/base/utf8.h"
#include "rapport/core/names.h"

// Legal forms of the countries that address books mention most, folded; they never tell two employers apart.
static const char *const legal_forms[] = {
    "inc",         "incorporated", "llc",     "llp", "lp",       "ltd",      "limited",  "ltda",     "corp",
    "corporation", "co",           "company", "plc", "gmbh",     "mbh",      "ggmbh",    "ag",       "kg",
    "kgaa",        "ug",           "ohg",     "ev",  "eg",       "se",       "ab",       "hb",       "as",
    "asa",         "aps",          "oy",      "oyj", "ou",       "bv",       "nv",       "sa",       "sas",
    "sarl",        "sl",           "slu",     "srl", "spa",      "sro",      "oo",       "doo",      "kft",
    "zrt",         "pvt",          "private", "pty", "pte",      "bhd",      "sdn",      "jsc",      "pjsc",
    "ooo",         "oao",          "zao",     "kk",  "株式会社", "有限会社", "有限公司", "주식회사", NULL,
};

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2018 || code == 0x2019;
}

// Appends the folded name as words with single blanks: "&" becomes "and"; a dot or slash after a single
// letter and apostrophes vanish ("S.A." is "sa", "A/S" is "as"); other marks part words.
static void org_words(Str *out, const char *name)
{
    Str folded = STR_INIT;
    utf8_fold(&folded, name, strlen(name));
    size_t run = 0; // letters of the piece since the last blank, dot or slash
    for (size_t at = 0; at < folded.length;) {
        uint32_t code = 0;
        size_t size = utf8_decode(folded.data + at, folded.length - at, &code, NULL);
        bool joins = ((code == '.' || code == '/') && run == 1) || is_apostrophe(code);
        if (utf8_is_word(code)) {
            str_append_n(out, folded.data + at, size);
            run++;
        } else if (joins) {
            run = is_apostrophe(code) ? run : 0;
        } else {
            if (out->length > 0 && out->data[out->length - 1] != ' ')
                str_push(out, ' ');
            str_append(out, code == '&' ? "and " : "");
            run = 0;
        }
        at += size;
    }
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        str_truncate(out, out->length - 1);
    str_clear(&folded);
}

static bool is_legal_form(const char *word, size_t length)
{
    for (size_t i = 0; legal_forms[i] != NULL; i++)
        if (strlen(legal_forms[i]) == length && memcmp(legal_forms[i], word, length) == 0)
            return true;
    return false;
}

// Cuts one word in front of which something stays, when it is one of those that say nothing. "and" goes only
// with the legal form that it linked ("GmbH & Co. KG").
static bool cut_last_word(Str *words, bool after_form)
{
    size_t at = words->length;
    while (at > 0 && words->data[at - 1] != ' ')
        at--;
    const char *last = str_get(words) + at;
    bool empty = is_legal_form(last, words->length - at) || (after_form && strcmp(last, "and") == 0) ||
                 (after_form && strcmp(last, "z") == 0) || (after_form && strcmp(last, "sp") == 0);
    if (at == 0 || !empty)
        return false;
    str_truncate(words, at - 1);
    return true;
}

static void cut_first_word(Str *words)
{
    static const char *const fronts[] = {"the ", "ab ", "pt ", "株式会社 ", NULL};
    for (size_t i = 0; fronts[i] != NULL; i++)
        if (words->length > strlen(fronts[i]) && str_starts(words->data, fronts[i])) {
            str_remove(words, 0, strlen(fronts[i]));
            return;
        }
}

void org_fold(const char *name, Str *out)
{
    if (str_blank(name))
        return;
    Str words = STR_INIT;
    org_words(&words, name);
    if (words.length == 0) // a name of signs only is its own key
        utf8_fold(&words, name, strlen(name));
    for (bool cut = false; cut_last_word(&words, cut); cut = true)
        continue;
    cut_first_word(&words);
    str_append_n(out, str_get(&words), words.length);
    str_clear(&words);
}
