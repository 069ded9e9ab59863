// SPDX-License-Identifier: MIT
// Names and organisations as imports bring them, in tables: what comes in, what a friend would write.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/utf8.h"
#include "rapport/core/lettercase.h"
#include "rapport/core/names.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void test_greeting(void **state)
{
    (void)state;
    static const struct {
        const char *given, *name, *expected;
    } table[] = {
        {"Anna", "Anna Lindqvist", "Anna"},
        {NULL, "Anna Lindqvist", "Anna"},
        {"", "Anna Lindqvist", "Anna"},
        {"   ", "Anna Lindqvist", "Anna"},
        {"Dr. Anna", NULL, "Anna"},
        {"Dr.Anna", NULL, "Anna"},
        {"Prof. Dr. Anna", NULL, "Anna"},
        {"Prof.Dr.Anna", NULL, "Anna"},
        {"Dipl.-Ing. Jürgen", NULL, "Jürgen"},
        {"Anna 🚀", NULL, "Anna"},
        {"🌱Anna🌱", NULL, "Anna"},
        {"✨ Anna ✨", "✨ Anna ✨ Byron", "Anna"},
        {"👩🏽‍💻 Maya", NULL, "Maya"},
        {"ANNA", "ANNA LINDQVIST", "Anna"},
        {"ANNA", "ANNA Lindqvist", "Anna"},
        {"ÉMILIE", NULL, "Émilie"},
        {"JÉRÔME", NULL, "Jérôme"},
        {"МАРИЯ", NULL, "Мария"},
        {"ΜΑΡΙΑ", NULL, "Μαρια"},
        {"ANNE-MARIE", NULL, "Anne-Marie"},
        {"D'ANGELO", NULL, "D'Angelo"},
        {"anna", "anna lindqvist", "Anna"},
        {"jean-luc", "jean-luc martin", "Jean-Luc"},
        {"danah", "danah Boyle", "danah"},
        {"JP", "JP Moreau", "JP"},
        {"JP", "JP MOREAU", "JP"},
        {"JO", "JO SMITH", "Jo"},
        {"AJ", "AJ Smith", "AJ"},
        {"A.J.", "A.J. Smith", "A.J."},
        {"Anna K.", NULL, "Anna"},
        {"J. Robert", NULL, "Robert"},
        {"J.", "J. Byron", "J."},
        {"Mary Ann", NULL, "Mary Ann"},
        {"Anna Maria Karin", NULL, "Anna"},
        {"Anna (she/her)", NULL, "Anna"},
        {"Anna [Open to work]", NULL, "Anna"},
        {"Anna, MBA", NULL, "Anna"},
        {"Anna | Hiring!", NULL, "Anna"},
        {NULL, "Lindqvist, Anna", "Anna"},
        {NULL, "LINDQVIST, ANNA", "Anna"},
        {NULL, "Anna Lindqvist, PhD, MBA", "Anna"},
        {NULL, "Dr. Anna Lindqvist, Ph.D.", "Anna"},
        {NULL, "山田 太郎", "太郎"},
        {NULL, "王小明", "小明"},
        {"太郎", "山田 太郎", "太郎"},
        {"Md", "Md Rahman", "Md"},
        {"Gen", "Gen Tanaka", "Gen"},
        {NULL, "Cher", "Cher"},
        {"Dr.", "Dr.", "Dr."},
        {"🚀", NULL, "🚀"},
        {"\xff"
         "Anna",
         NULL, "Anna"},
        {NULL, NULL, ""},
        {"", "", ""},
        {" ", " ", ""},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str out = STR_INIT;
        name_greeting(table[i].given, table[i].name, &out);
        assert_string_equal(str_get(&out), table[i].expected);
        str_clear(&out);
    }
}

static void test_split(void **state)
{
    (void)state;
    static const struct {
        const char *name, *given, *family;
    } table[] = {
        {"Anna Lindqvist", "Anna", "Lindqvist"},
        {"Anna Maria Lindqvist", "Anna Maria", "Lindqvist"},
        {"Ludwig van Beethoven", "Ludwig", "van Beethoven"},
        {"Anna van der Berg", "Anna", "van der Berg"},
        {"Robert De Niro", "Robert", "De Niro"},
        {"Maria de la Cruz Fernández", "Maria", "de la Cruz Fernández"},
        {"Anna Maria von Trapp", "Anna Maria", "von Trapp"},
        {"Leonardo da Vinci", "Leonardo", "da Vinci"},
        {"Siobhán Ní Bhriain", "Siobhán", "Ní Bhriain"},
        {"Seán Óg Ó hAilpín", "Seán Óg", "Ó hAilpín"},
        {"Aoife Nic Gabhann", "Aoife", "Nic Gabhann"},
        {"Chen Ni Ha", "Chen Ni", "Ha"},
        {"Van Morrison", "Van", "Morrison"},
        {"Tran Le Anh", "Tran Le", "Anh"},
        {"Lindqvist, Anna", "Anna", "Lindqvist"},
        {"Lindqvist, Anna, PhD", "Anna", "Lindqvist"},
        {"van der Berg, Anna", "Anna", "van der Berg"},
        {"Garcia Lopez, Maria", "Maria", "Garcia Lopez"},
        {"Martin King, Jr.", "Martin", "King"},
        {"Martin King Jr.", "Martin", "King"},
        {"Henry Ford II", "Henry", "Ford"},
        {"Jack Ma", "Jack", "Ma"},
        {"JACK MA", "JACK", "MA"},
        {"Anna Lindqvist MA", "Anna", "Lindqvist"},
        {"Anna Lindqvist PMP MBA", "Anna", "Lindqvist"},
        {"Anna Lindqvist, MD, FACS, Cardiology at the City Hospital", "Anna", "Lindqvist"},
        {"Anna Lindqvist - Recruiter", "Anna", "Lindqvist"},
        {"Anna Lindqvist | Data & AI", "Anna", "Lindqvist"},
        {"Mary-Kate O’Neil", "Mary-Kate", "O’Neil"},
        {"山田 太郎", "太郎", "山田"},
        {"佐藤 ゆき", "ゆき", "佐藤"},
        {"マリア・シルバ", "マリア", "シルバ"},
        {"王小明", "小明", "王"},
        {"欧阳小明", "小明", "欧阳"},
        {"山田太郎", "太郎", "山田"},
        {"김민준", "민준", "김"},
        {"남궁민준", "민준", "남궁"},
        {"김 민준", "민준", "김"},
        {"Cher", "Cher", ""},
        {"  Anna   Lindqvist ", "Anna", "Lindqvist"},
        {"Anna \"Annie\" Lindqvist", "Anna", "Lindqvist"},
        {"", "", ""},
        {NULL, "", ""},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str given = STR_INIT, family = STR_INIT;
        name_split(table[i].name, &given, &family);
        assert_string_equal(str_get(&given), table[i].given);
        assert_string_equal(str_get(&family), table[i].family);
        str_clear(&given);
        str_clear(&family);
    }
}

static void test_clean(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"Dr. Anna Lindqvist, PhD", "Anna Lindqvist"},
        {"Lindqvist, Anna", "Anna Lindqvist"},
        {"Anna Lindqvist (née Berg)", "Anna Lindqvist"},
        {"  Cher ", "Cher"},
        {"!!!", "!!!"},
        {"", ""},
        {"Anna (unclosed", "Anna unclosed"},
        {"Anna, , ,", "Anna"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str out = STR_INIT;
        name_clean(table[i][0], &out);
        assert_string_equal(str_get(&out), table[i][1]);
        str_clear(&out);
    }
}

static void test_sort_key(void **state)
{
    (void)state;
    static const struct {
        const char *given, *family, *name, *expected;
    } table[] = {
        {"Anna", "Lindqvist", "Anna Lindqvist", "lindqvist anna"},
        {NULL, NULL, "Anna Lindqvist", "lindqvist anna"},
        {"Dr. Ànna 🚀", "Lindqvist, PhD", NULL, "lindqvist anna"},
        {NULL, NULL, "Ludwig van Beethoven", "van beethoven ludwig"},
        {"Łukasz", "Ørsted", NULL, "orsted lukasz"},
        {NULL, "Lindqvist", "Anna Lindqvist", "lindqvist"},
        {"Anna", NULL, NULL, "anna"},
        {NULL, NULL, "Cher", "cher"},
        {NULL, NULL, "山田 太郎", "山田 太郎"},
        {NULL, NULL, NULL, ""},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str out = STR_INIT;
        name_sort_key(table[i].given, table[i].family, table[i].name, &out);
        assert_string_equal(str_get(&out), table[i].expected);
        str_clear(&out);
    }
}

static void test_org_fold(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"Acme", "acme"},
        {"ACME, Inc.", "acme"},
        {"Acme Inc", "acme"},
        {"The Acme Company", "acme"},
        {"Acme Corp.", "acme"},
        {"Acme L.L.C.", "acme"},
        {"Acme Pvt. Ltd.", "acme"},
        {"Acme Private Limited", "acme"},
        {"Acme GmbH & Co. KG", "acme"},
        {"Acme S.A.", "acme"},
        {"Acme A/S", "acme"},
        {"Acme s.r.o.", "acme"},
        {"Acme Sp. z o.o.", "acme"},
        {"Acme K.K.", "acme"},
        {"AB Vallentuna", "vallentuna"},
        {"Vallentuna AB", "vallentuna"},
        {"Nordkvist Oy", "nordkvist"},
        {"Köhler & Söhne AG", "kohler and sohne"},
        {"Kohler and Sohne", "kohler and sohne"},
        {"Brook & Dale Co.", "brook and dale"},
        {"Dale's Bakery Ltd", "dales bakery"},
        {"Dale’s Bakery", "dales bakery"},
        {"shop.example", "shop example"},
        {"Société Générale S.A.", "societe generale"},
        {"Bank of Elsewhere Corporation", "bank of elsewhere"},
        {"SAS", "sas"},
        {"The Company", "the"},
        {"Company", "company"},
        {"AB", "ab"},
        {"3 Rivers", "3 rivers"},
        {"株式会社 東方", "東方"},
        {"東方 株式会社", "東方"},
        {"Acme\tInc", "acme"},
        {"  ", ""},
        {"", ""},
        {"***", "***"},
        {"Northeastern University", "northeastern university"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str out = STR_INIT;
        org_fold(table[i][0], &out);
        assert_string_equal(str_get(&out), table[i][1]);
        str_clear(&out);
    }
    Str out = STR_INIT;
    org_fold(NULL, &out);
    assert_string_equal(str_get(&out), "");
}

// Nothing in, however odd, may crash, and the key of a key is the key.
static void test_random(void **state)
{
    (void)state;
    static const char *const pieces[] = {"Dr.",  "Anna", " ",  ",", "van", "PhD", "王",  "小",
                                         "(",    ")",    "🚀",  ".", "'",   "-",   "MA",  "|",
                                         "\xff", "É",    "co", "&", "z",   "inc", "the "};
    uint32_t seed = 20261124;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 20000; round++) {
        Str text = STR_INIT, once = STR_INIT, twice = STR_INIT;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            str_append(&text, pieces[(seed >> 16) % COUNT(pieces)]);
        }
        name_greeting(str_get(&text), str_get(&text), &once);
        assert_true(utf8_valid(str_get(&once), once.length));
        assert_true(once.length > 0 || str_blank(str_get(&text)));
        str_truncate(&once, 0);
        name_sort_key(NULL, NULL, str_get(&text), &once);
        str_truncate(&once, 0);
        org_fold(str_get(&text), &once);
        org_fold(str_get(&once), &twice);
        assert_true(twice.length <= once.length);
        str_clear(&text);
        str_clear(&once);
        str_clear(&twice);
    }
}

static void test_letter_case(void **state)
{
    (void)state;
    static const uint32_t pairs[][2] = {{'A', 'a'},     {0xC9, 0xE9},    {0x141, 0x142}, {0x178, 0xFF},
                                        {0x17D, 0x17E}, {0x3A9, 0x3C9},  {0x410, 0x430}, {0x401, 0x451},
                                        {0x531, 0x561}, {0x1EA4, 0x1EA5}};
    for (size_t i = 0; i < COUNT(pairs); i++) {
        assert_int_equal(letter_lower(pairs[i][0]), pairs[i][1]);
        assert_int_equal(letter_upper(pairs[i][1]), pairs[i][0]);
        assert_true(letter_is_upper(pairs[i][0]) && !letter_is_lower(pairs[i][0]));
        assert_true(letter_is_lower(pairs[i][1]) && !letter_is_upper(pairs[i][1]));
    }
    static const uint32_t caseless[] = {'1', 0xD7, 0xF7, 0x5C71, 0x5D0};
    for (size_t i = 0; i < COUNT(caseless); i++)
        assert_false(letter_is_upper(caseless[i]) || letter_is_lower(caseless[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_greeting),    cmocka_unit_test(test_split),    cmocka_unit_test(test_clean),
        cmocka_unit_test(test_sort_key),    cmocka_unit_test(test_org_fold), cmocka_unit_test(test_random),
        cmocka_unit_test(test_letter_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
