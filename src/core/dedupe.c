// SPDX-License-Identifier: MIT
// Deduplication: keys that forgive spelling and order, and a verdict that does not forgive doubt.
#include "rapport/core/dedupe.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/base/vec.h"
#include "rapport/core/names.h"

typedef struct Word {
    const char *text;
    size_t length;
} Word;

typedef VEC(Word) Words;

// Runs of word characters; scripts without spaces are kept in their order, which carries meaning there.
static Words words_of(const Str *folded)
{
    Words words = {0};
    Word word = {NULL, 0};
    for (size_t i = 0; i < folded->length;) {
        uint32_t code;
        size_t size = utf8_decode(folded->data + i, folded->length - i, &code, NULL);
        if (utf8_is_word(code)) {
            word.text = word.length == 0 ? folded->data + i : word.text;
            word.length += size;
        } else if (word.length > 0) {
            vec_push(&words, word);
            word.length = 0;
        }
        i += size;
    }
    if (word.length > 0)
        vec_push(&words, word);
    return words;
}

static int compare_words(const void *a, const void *b)
{
    const Word *x = a, *y = b;
    size_t shorter = x->length < y->length ? x->length : y->length;
    int order = memcmp(x->text, y->text, shorter);
    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

void dedupe_name_key(const char *name, Str *out)
{
    if (name == NULL)
        return;
    Str clean = STR_INIT, folded = STR_INIT;
    name_clean(name, &clean);
    utf8_fold(&folded, str_get(&clean), clean.length);
    Words words = words_of(&folded);
    if (words.count > 1)
        qsort(words.items, words.count, sizeof *words.items, compare_words);
    for (size_t i = 0; i < words.count; i++) {
        if (i > 0)
            str_push(out, ' ');
        str_append_n(out, words.items[i].text, words.items[i].length);
    }
    vec_clear(&words);
    str_clear(&folded);
    str_clear(&clean);
}

void dedupe_name_company_key(const char *name, const char *company, Str *out)
{
    Str person = STR_INIT, organisation = STR_INIT;
    dedupe_name_key(name, &person);
    if (company != NULL)
        org_fold(company, &organisation);
    if (person.length > 0 && organisation.length > 0)
        str_appendf(out, "%s\t%s", person.data, organisation.data);
    str_clear(&organisation);
    str_clear(&person);
}

void dedupe_email_key(const char *email, Str *out)
{
    static const char scheme[] = "mailto:";
    if (email == NULL)
        return;
    char *copy = mem_strdup(email);
    char *address = str_trim(copy);
    if (strlen(address) > sizeof scheme - 1 && memcmp(address, scheme, sizeof scheme - 1) == 0)
        address += sizeof scheme - 1;
    const char *at = strrchr(address, '@');
    if (at != NULL && at != address && at[1] != '\0' && strpbrk(address, " \t\r\n") == NULL) {
        // Hosts ignore case, and so does every mail provider people use for the part before it.
        for (const char *c = address; *c != '\0'; c++)
            str_push(out, *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c);
    }
    free(copy);
}

void dedupe_phone_key(const char *phone, Str *out)
{
    enum { LEAST = 7, KEPT = 9 };
    if (phone == NULL)
        return;
    Str digits = STR_INIT;
    for (const char *c = phone; *c != '\0' && *c != 'x' && *c != 'X' && *c != 'e' && *c != 'E'; c++) {
        if (*c >= '0' && *c <= '9')
            str_push(&digits, *c);
    }
    if (digits.length >= LEAST)
        str_append(out, digits.data + (digits.length > KEPT ? digits.length - KEPT : 0));
    str_clear(&digits);
}

// ---- the verdict

typedef void (*KeyMaker)(const char *text, Str *out);

static bool keys_equal(KeyMaker make, const char *a, const char *b)
{
    Str first = STR_INIT, second = STR_INIT;
    make(a, &first);
    make(b, &second);
    bool equal = first.length > 0 && first.length == second.length &&
                 memcmp(first.data, second.data, first.length) == 0;
    str_clear(&second);
    str_clear(&first);
    return equal;
}

static bool any_shared(KeyMaker make, const char *const *a, size_t a_count, const char *const *b,
                       size_t b_count)
{
    for (size_t i = 0; i < a_count; i++) {
        for (size_t j = 0; j < b_count; j++) {
            if (keys_equal(make, a[i], b[j]))
                return true;
        }
    }
    return false;
}

static void company_key(const char *company, Str *out)
{
    if (company != NULL)
        org_fold(company, out);
}

static bool both_known(const char *a, const char *b)
{
    return !str_blank(a) && !str_blank(b);
}

typedef struct Comparison {
    bool same_slug, other_slug; // both known
    bool same_name;
    bool same_company, other_company; // both known
    bool same_email, same_phone;
} Comparison;

static Comparison compare(const DedupePerson *a, const DedupePerson *b)
{
    bool slugs = both_known(a->slug, b->slug), companies = both_known(a->company, b->company);
    Comparison c = {0};
    c.same_slug = slugs && strcmp(a->slug, b->slug) == 0;
    c.other_slug = slugs && !c.same_slug;
    c.same_name = keys_equal(dedupe_name_key, a->name, b->name);
    c.same_company = companies && keys_equal(company_key, a->company, b->company);
    c.other_company = companies && !c.same_company;
    c.same_email = any_shared(dedupe_email_key, a->emails, a->email_count, b->emails, b->email_count);
    c.same_phone = any_shared(dedupe_phone_key, a->phones, a->phone_count, b->phones, b->phone_count);
    return c;
}

typedef struct Judgement {
    bool applies;
    DedupeVerdict verdict;
    const char *reason;
} Judgement;

DedupeVerdict same_person(const DedupePerson *a, const DedupePerson *b, const char **reason)
{
    Comparison c = compare(a, b);
    bool shared = c.same_email || c.same_phone;
    // The first that applies decides.
    const Judgement judgements[] = {
        {c.same_slug, DEDUPE_CERTAIN, "the same LinkedIn profile"},
        {c.other_slug && shared && c.same_name, DEDUPE_LIKELY,
         "the same name and address, but two LinkedIn profiles"},
        {c.other_slug, DEDUPE_NO, "two different LinkedIn profiles"},
        {c.same_name && c.same_email, DEDUPE_CERTAIN, "the same name and mail address"},
        {c.same_name && c.same_phone, DEDUPE_CERTAIN, "the same name and phone number"},
        {c.same_email, DEDUPE_LIKELY, "the same mail address under different names"},
        {c.same_phone, DEDUPE_LIKELY, "the same phone number under different names"},
        {!c.same_name, DEDUPE_NO, "different names"},
        {c.same_company, DEDUPE_LIKELY, "the same name at the same company"},
        {c.other_company, DEDUPE_NO, "the same name at different companies"},
        {true, DEDUPE_LIKELY, "the same name, and nothing speaks against it"},
    };
    size_t i = 0;
    while (!judgements[i].applies)
        i++;
    if (reason != NULL)
        *reason = judgements[i].reason;
    return judgements[i].verdict;
}
