// SPDX-License-Identifier: MIT
// Spelling: what a speller said of a word is kept, nobody waits for it, and without one there is nothing to
// say. The speller is a script here; those that are installed are asked too.
#include "fixture.h"

#include "rapport/app/checking.h"
#include "rapport/app/child.h"
#include "rapport/app/settings.h"
#include "rapport/app/spelling.h"

#define SPELLER TEST_SOURCE "/tests/support/speller"

static App *open_with(const char *speller)
{
    setenv(SPELLING_PROGRAM, speller, 1);
    return fixture_open(":memory:", 7);
}

static bool is_wrong(Spelling *spelling, const char *word)
{
    const char *meant = NULL;
    return spelling_is_misspelt(spelling, word, &meant);
}

static void test_words_are_asked_once(void **state)
{
    (void)state;
    App *app = open_with(SPELLER);
    Spelling *spelling = app_spelling(app, NULL);
    SpellQuestion question;
    const char *meant = NULL;
    assert_non_null(spelling);
    assert_false(spelling_question(spelling, &question));
    assert_false(is_wrong(spelling, "the")); // nobody knows yet
    assert_false(is_wrong(spelling, "recieve"));
    assert_false(is_wrong(spelling, "wrld"));
    assert_true(spelling_catch_up(spelling));
    assert_false(is_wrong(spelling, "the"));
    assert_true(spelling_is_misspelt(spelling, "recieve", &meant));
    assert_string_equal(meant, "receive, receiver, relieve, Recife");
    assert_true(spelling_is_misspelt(spelling, "wrld", &meant));
    assert_null(meant);
    assert_false(spelling_catch_up(spelling)); // all is known
    app_close(app);
}

static void test_a_word_is_added(void **state)
{
    (void)state;
    char *folder = fixture_folder();
    char *list = str_format("%s/words", folder);
    setenv("SPELLER_LIST", list, 1);
    App *app = open_with(SPELLER);
    Spelling *spelling = app_spelling(app, NULL);
    SpellQuestion question;
    assert_false(is_wrong(spelling, "wrld"));
    assert_true(spelling_catch_up(spelling));
    assert_true(is_wrong(spelling, "wrld"));
    spelling_add(spelling, "wrld");
    assert_false(is_wrong(spelling, "wrld"));
    assert_true(spelling_question(spelling, &question));
    FINE(spelling_ask(&question, NULL, err));
    spell_question_clear(&question);
    Str words = STR_INIT;
    FINE(file_read(list, 100, &words, err));
    assert_string_equal(str_get(&words), "wrld\n");
    str_clear(&words);
    unlink(list);
    unsetenv("SPELLER_LIST");
    free(list);
    app_close(app);
    fixture_remove(folder);
}

// Who leaves at once, before the program was asked or while it is, has the word in the list too; and once
// only.
static void test_an_added_word_outlives_the_app(void **state)
{
    (void)state;
    enum { NOT_ASKED, ASKED_IN_VAIN, TOLD, ENDS };
    char *folder = fixture_folder();
    char *list = str_format("%s/words", folder);
    setenv("SPELLER_LIST", list, 1);
    for (int end = NOT_ASKED; end < ENDS; end++) {
        App *app = open_with(SPELLER);
        Spelling *spelling = app_spelling(app, NULL);
        SpellQuestion question;
        Str words = STR_INIT;
        spelling_add(spelling, "wrld");
        if (end == ASKED_IN_VAIN) {
            assert_true(spelling_question(spelling, &question));
            spell_question_clear(&question);
        } else if (end == TOLD) {
            assert_true(spelling_catch_up(spelling));
            assert_false(spelling_has_noted(spelling));
            FINE(file_read(list, 100, &words, err));
            unlink(list);
        }
        app_close(app);
        assert_int_equal(access(list, F_OK) == 0, end != TOLD);
        if (end != TOLD)
            FINE(file_read(list, 100, &words, err));
        assert_string_equal(str_get(&words), "wrld\n");
        str_clear(&words);
        unlink(list);
    }
    unsetenv("SPELLER_LIST");
    free(list);
    fixture_remove(folder);
}

static void test_none_is_no_error(void **state)
{
    (void)state;
    App *app = open_with("");
    assert_null(app_spelling(app, NULL));
    app_close(app);
    app = open_with(SPELLER);
    FINE(app_set(app, "spelling", "off", err));
    assert_null(app_spelling(app, NULL));
    FINE(app_set(app, "spelling", "auto", err));
    assert_non_null(app_spelling(app, NULL));
    app_close(app);
}

// A program that fails is not asked again; nothing is wrong then.
static void test_a_broken_speller(void **state)
{
    (void)state;
    static const char *const BROKEN[] = {"/bin/false", "/does/not/exist", "true", "cat"};
    for (size_t i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++) {
        App *app = open_with(BROKEN[i]);
        Spelling *spelling = app_spelling(app, NULL);
        assert_false(is_wrong(spelling, "teh"));
        spelling_catch_up(spelling);
        assert_false(is_wrong(spelling, "teh"));
        assert_false(is_wrong(spelling, "wrld"));
        app_close(app);
    }
}

// A setting comes with the database: it never becomes a path or an option.
static void test_language(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"en_GB", "de", "en_US,sv_SE", "de-neu"};
    static const char *const BAD[] = {
        "",        "e",     "-x",          "/tmp/evil",
        "../evil", "en GB", "en;ls",       "$(ls)",
        "en\n",    "~/x",   "en_US.UTF-8", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        assert_true(spelling_language_valid(GOOD[i]));
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(spelling_language_valid(BAD[i]));
    App *app = open_with(SPELLER);
    assert_false(app_set(app, "spelling", "/tmp/evil", NULL));
    FINE(app_set(app, "spelling", "en_GB", err));
    SpellQuestion question;
    is_wrong(app_spelling(app, NULL), "teh");
    assert_true(spelling_question(app_spelling(app, NULL), &question));
    assert_string_equal(question.argv[1], "-a");
    assert_string_equal(question.argv[2], "-d");
    assert_string_equal(question.argv[3], "en_GB");
    assert_null(question.argv[4]);
    spell_question_clear(&question);
    app_close(app);
}

// A tag says in which language one writes to somebody; off is off in every one.
static void test_language_of_a_contact(void **state)
{
    static const char *const TAGS[][2] = {{"lang-sv_SE", "sv_SE"},
                                          {"lang-de", "de"},
                                          {"lang-", NULL},
                                          {"lang-../evil", NULL},
                                          {"dlang-de", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        Contact contact;
        contact_init(&contact);
        vec_push(&contact.tags, mem_strdup("python"));
        vec_push(&contact.tags, mem_strdup(TAGS[i][0]));
        const char *language = spelling_language_of(&contact);
        assert_true(str_equal(language, TAGS[i][1]));
        contact_clear(&contact);
    }
    App *app = open_with(SPELLER);
    SpellQuestion question;
    Spelling *swedish = app_spelling(app, "sv_SE");
    assert_ptr_equal(app_spelling(app, "sv_SE"), swedish);
    assert_ptr_not_equal(app_spelling(app, NULL), swedish);
    assert_null(app_spelling_noted(app));
    is_wrong(swedish, "teh");
    assert_ptr_equal(app_spelling_noted(app), swedish);
    assert_true(spelling_question(swedish, &question));
    assert_string_equal(question.language, "sv_SE");
    assert_string_equal(question.argv[3], "sv_SE");
    spell_question_clear(&question);
    FINE(app_set(app, "spelling", "off", err));
    assert_null(app_spelling(app, "sv_SE"));
    app_close(app);
}

// The check hears of it; names of the people, of their companies and of me are left alone.
static void test_in_the_check(void **state)
{
    (void)state;
    App *app = open_with(SPELLER);
    CheckMessage message = {CHANNEL_LINKEDIN, OCCASION_UPDATE, NULL,
                            "Hi Anna, I recieve teh mails. See teh.example, @teh and {{teh}}.", false};
    CheckFacts *facts = check_facts_read(app, NULL, 0, NULL);
    CheckResult result;
    app_check(app, facts, &message, &result);
    check_result_clear(&result);
    assert_true(spelling_catch_up(app_spelling(app, NULL)));
    app_check(app, facts, &message, &result);
    const CheckFinding *found[2] = {NULL, NULL};
    size_t count = 0;
    for (size_t i = 0; i < result.findings.count; i++)
        if (result.findings.items[i].rule == CHECK_SPELLING && count++ < 2)
            found[count - 1] = &result.findings.items[i];
    assert_int_equal(count, 2);
    assert_memory_equal(message.text + found[0]->from, "recieve", 7);
    assert_string_equal(found[0]->fix, "receive");
    assert_memory_equal(message.text + found[1]->from, "teh", 3);
    assert_string_equal(found[1]->fix, "the");
    check_result_clear(&result);
    check_facts_free(facts);
    app_close(app);
}

// Those that are installed understand the question.
static void test_installed(void **state)
{
    (void)state;
    static const char *const PROGRAMS[] = {"enchant-2", "hunspell -i utf-8", "aspell --encoding=utf-8"};
    int asked = 0;
    for (size_t i = 0; i < sizeof PROGRAMS / sizeof *PROGRAMS; i++) {
        Str path = STR_INIT;
        char *name = mem_strndup(PROGRAMS[i], strcspn(PROGRAMS[i], " "));
        bool installed = child_find(name, &path);
        str_clear(&path);
        free(name);
        if (!installed)
            continue;
        App *app = open_with(PROGRAMS[i]);
        FINE(app_set(app, "spelling", "en_US", err));
        Spelling *spelling = app_spelling(app, NULL);
        is_wrong(spelling, "recieve");
        is_wrong(spelling, "receive");
        is_wrong(spelling, "don't");
        if (spelling_catch_up(spelling)) { // else it has no English dictionary
            asked++;
            assert_true(is_wrong(spelling, "recieve"));
            assert_false(is_wrong(spelling, "receive"));
            assert_false(is_wrong(spelling, "don't"));
        }
        app_close(app);
    }
    if (asked == 0)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_asked_once),
        cmocka_unit_test(test_a_word_is_added),
        cmocka_unit_test(test_an_added_word_outlives_the_app),
        cmocka_unit_test(test_none_is_no_error),
        cmocka_unit_test(test_a_broken_speller),
        cmocka_unit_test(test_language),
        cmocka_unit_test(test_language_of_a_contact),
        cmocka_unit_test(test_in_the_check),
        cmocka_unit_test(test_installed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
