// SPDX-License-Identifier: MIT
// Deduplication: keys agree where spelling differs, and nobody is merged for a name alone.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/core/dedupe.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct Key {
    const char *text, *key;
} Key;

static void expect_keys(void (*make)(const char *, Str *), const Key *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Str key = STR_INIT;
        make(cases[i].text, &key);
        if (strcmp(str_get(&key), cases[i].key) != 0)
            fail_msg("'%s' has the key '%s', not '%s'", cases[i].text == NULL ? "NULL" : cases[i].text,
                     str_get(&key), cases[i].key);
        str_clear(&key);
    }
}

static void name_keys(void **state)
{
    (void)state;
    static const Key cases[] = {
        {"Ada Byron", "ada byron"},
        {"Byron, Ada", "ada byron"},
        {"  ADA   byron ", "ada byron"},
        {"Dr. Ada Byron, PhD", "ada byron"},
        {"Jos\u00e9 \u00c1lvarez", "alvarez jose"},
        {"Jean-Luc O'Neil", "jean luc neil o"},
        {"\u7530\u4e2d \u5065", "\u5065 \u7530\u4e2d"},
        {"Ada", "ada"},
        {"", ""},
        {NULL, ""},
        {"???", ""},
    };
    expect_keys(dedupe_name_key, cases, COUNT(cases));
}

static void email_keys(void **state)
{
    (void)state;
    static const Key cases[] = {
        {"Ada@ACME.example", "ada@acme.example"},
        {" mailto:ada@acme.example ", "ada@acme.example"},
        {"ada+x@acme.example", "ada+x@acme.example"},
        {"ada", ""},
        {"@acme.example", ""},
        {"ada@", ""},
        {"a b@acme.example", ""},
        {"", ""},
        {NULL, ""},
    };
    expect_keys(dedupe_email_key, cases, COUNT(cases));
}

static void phone_keys(void **state)
{
    (void)state;
    static const Key cases[] = {
        {"+46 70 123 45 67", "701234567"},
        {"070-123 45 67", "701234567"},
        {"+1 (617) 555-0100", "175550100"},
        {"617.555.0100 x12", "175550100"},
        {"617 555 0100 ext. 9", "175550100"},
        {"5550100", "5550100"},
        {"555010", ""},
        {"call me", ""},
        {"", ""},
        {NULL, ""},
    };
    expect_keys(dedupe_phone_key, cases, COUNT(cases));
}

static void name_company_keys(void **state)
{
    (void)state;
    static const struct {
        const char *name, *company, *key;
    } cases[] = {
        {"Ada Byron", "Acme, Inc.", "ada byron\tacme"},
        {"Byron, Ada", "ACME", "ada byron\tacme"},
        {"Ada Byron", NULL, ""},
        {"Ada Byron", "", ""},
        {NULL, "Acme", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Str key = STR_INIT;
        dedupe_name_company_key(cases[i].name, cases[i].company, &key);
        assert_string_equal(str_get(&key), cases[i].key);
        str_clear(&key);
    }
}

static const char *const home[] = {"ada@home.example"},
                         *const work[] = {"ada@acme.example", "ADA@home.example"},
                         *const office[] = {"info@acme.example"}, *const mobile[] = {"+46 70 123 45 67"},
                         *const local[] = {"070 1234567"};

static void verdicts(void **state)
{
    (void)state;
    static const struct {
        DedupePerson a, b;
        DedupeVerdict verdict;
        const char *reason;
    } cases[] = {
        {{.name = "Ada Byron", .slug = "ada"},
         {.name = "A. King", .slug = "ada"},
         DEDUPE_CERTAIN,
         "LinkedIn profile"},
        {{.name = "Ada Byron", .slug = "ada"},
         {.name = "Ada Byron", .slug = "ada-2"},
         DEDUPE_NO,
         "two different"},
        {{.name = "Ada Byron", .slug = "ada", .emails = home, .email_count = 1},
         {.name = "Ada Byron", .slug = "ada-2", .emails = work, .email_count = 2},
         DEDUPE_LIKELY,
         "two LinkedIn"},
        {{.name = "Ada Byron", .emails = home, .email_count = 1},
         {.name = "Byron, Ada", .emails = work, .email_count = 2},
         DEDUPE_CERTAIN,
         "name and mail"},
        {{.name = "Ada Byron", .phones = mobile, .phone_count = 1},
         {.name = "ada byron", .phones = local, .phone_count = 1},
         DEDUPE_CERTAIN,
         "name and phone"},
        {{.name = "Ada Byron", .emails = office, .email_count = 1},
         {.name = "Sam Okafor", .emails = office, .email_count = 1},
         DEDUPE_LIKELY,
         "different names"},
        {{.name = "Ada Byron", .phones = mobile, .phone_count = 1},
         {.name = "Bo Byron", .phones = mobile, .phone_count = 1},
         DEDUPE_LIKELY,
         "different names"},
        {{.name = "Ada Byron", .company = "Acme"},
         {.name = "Ada Byron", .company = "ACME Inc"},
         DEDUPE_LIKELY,
         "same company"},
        {{.name = "Ada Byron", .company = "Acme"},
         {.name = "Ada Byron", .company = "Globex"},
         DEDUPE_NO,
         "different companies"},
        {{.name = "Ada Byron", .company = "Acme"},
         {.name = "Ada Byron"},
         DEDUPE_LIKELY,
         "nothing speaks against"},
        {{.name = "Ada Byron"}, {.name = "Ada Byron"}, DEDUPE_LIKELY, "nothing speaks against"},
        {{.name = "Ada Byron"}, {.name = "Ada King"}, DEDUPE_NO, "different names"},
        {{.name = "Ada Byron", .company = "Acme"},
         {.name = "Ada King", .company = "Acme"},
         DEDUPE_NO,
         "different names"},
        {{.name = NULL}, {.name = NULL}, DEDUPE_NO, "different names"},
        {{.name = "\u7530\u4e2d"}, {.name = "\u4e2d\u7530"}, DEDUPE_NO, "different names"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *reason = NULL, *mirrored = NULL;
        assert_int_equal(same_person(&cases[i].b, &cases[i].a, &mirrored), cases[i].verdict);
        if (same_person(&cases[i].a, &cases[i].b, &reason) != cases[i].verdict ||
            strstr(reason, cases[i].reason) == NULL)
            fail_msg("case %zu: %s", i, reason);
        assert_string_equal(reason, mirrored);
        same_person(&cases[i].a, &cases[i].b, NULL);
    }
}

// Whatever else is known: without a shared profile, address or number the verdict is never "certain".
static void a_name_alone_never_merges(void **state)
{
    (void)state;
    static const char *const companies[] = {NULL, "Acme", "Globex", "Acme Inc"};
    static const char *const slugs[] = {NULL, "ada", "ada-2"};
    for (size_t i = 0; i < COUNT(companies) * COUNT(slugs); i++) {
        for (size_t j = 0; j < COUNT(companies) * COUNT(slugs); j++) {
            DedupePerson a = {.name = "Ada Byron", .company = companies[i % 4], .slug = slugs[i / 4]};
            DedupePerson b = {.name = "Ada Byron", .company = companies[j % 4], .slug = slugs[j / 4]};
            bool same_slug = a.slug != NULL && b.slug != NULL && strcmp(a.slug, b.slug) == 0;
            assert_int_equal(same_person(&a, &b, NULL) == DEDUPE_CERTAIN, same_slug);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(name_keys),  cmocka_unit_test(email_keys),
        cmocka_unit_test(phone_keys), cmocka_unit_test(name_company_keys),
        cmocka_unit_test(verdicts),   cmocka_unit_test(a_name_alone_never_merges),
    };
    return cmocka_run_group_tests_name("dedupe", tests, NULL, NULL);
}
