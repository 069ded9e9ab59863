// SPDX-License-Identifier: MIT
// The query language: what is read, what is refused and where, and what a query means (query_match is tested
// through it).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/civil.h"
#include "rapport/core/query.h"
#include "rapport/core/query_match.h"
#include "support/rounds.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int32_t today(void)
{
    return civil_day(2026, 11, 24); // a Tuesday
}

static Query *parse(const char *text, QueryMode mode)
{
    Query *query;
    Error err = {0};
    if (!query_parse(text, mode, today(), &query, &err))
        fail_msg("'%s': column %d: %s", text, err.column, err.message);
    return query;
}

static void expect_canonical(const char *text, QueryMode mode, const char *expected)
{
    Query *query = parse(text, mode);
    Str canonical = STR_INIT;
    query_format(query, &canonical);
    if (strcmp(str_get(&canonical), expected) != 0)
        fail_msg("'%s' gives '%s', not '%s'", text, str_get(&canonical), expected);
    str_clear(&canonical);
    query_free(query);
}

typedef struct Pair {
    const char *text, *canonical;
} Pair;

static void reads_what_people_type(void **state)
{
    (void)state;
    static const Pair cases[] = {
        {"", ""},
        {"   ", ""},
        {"ada", "ada"},
        {"  ada   byron ", "ada byron"},
        {"Ada BYRON", "Ada BYRON"},
        {"Byron, Ada", "Byron, Ada"},
        {"ada\tbyron\nacme", "ada byron acme"},
        {"\u7530\u4e2d\u3000\u5065", "\u7530\u4e2d \u5065"},
        {"\"staff engineer\"", "\"staff engineer\""},
        {"\"a\"b", "\"a\" b"},
        {"a\"b\"", "a \"b\""},
        {"-ada", "-ada"},
        {"NOT ada", "-ada"},
        {"not ada", "-ada"},
        {"Not(ada)", "-ada"},
        {"--ada", "ada"},
        {"NOT NOT ada", "ada"},
        {"-NOT ada", "ada"},
        {"---ada", "-ada"},
        {"-\"ada byron\"", "-\"ada byron\""},
        {"-company:acme", "-company:acme"},
        {"-@acme", "-company:acme"},
        {"a OR b", "a OR b"},
        {"a or b", "a OR b"},
        {"a Or b oR c", "a OR b OR c"},
        {"(a OR b) OR c", "a OR b OR c"},
        {"a OR (b OR c)", "a OR b OR c"},
        {"a b OR c d", "a b OR c d"},
        {"a (b OR c)", "a (b OR c)"},
        {"(a OR b) c", "(a OR b) c"},
        {"(a)", "a"},
        {"((a))", "a"},
        {"(a b)", "a b"},
        {"(a b) c", "a b c"},
        {"-(a b)", "-(a b)"},
        {"-(a OR b)", "-(a OR b)"},
        {"-(-a)", "a"},
        {"-(-(a b))", "a b"},
        {"a -(-(b c)) d", "a b c d"},
        {"a AND b", "a b"},
        {"a and b", "a b"},
        {"a AND b OR c", "a b OR c"},
        {"a AND NOT b", "a -b"},
        {"a(b)c", "a b c"},
        {"\"OR\"", "\"OR\""},
        {"oracle", "oracle"},
        {"order android nothing", "order android nothing"},
        {"Johnson & Johnson", "Johnson Johnson"},
        {"a - b", "a b"},
        {"a -", "a"},
        {"a OR & b", "a OR b"},
        {"a OR &", "a"},
        {"& OR a", "a"},
        {"(& a)", "a"},
        {"(&) a", "a"},
        {"-& a", "a"},
        {"jean-luc", "jean-luc"},
        {"o'brien", "o'brien"},
        {"12:30", "12:30"},
        {"\"http://acme.example\"", "\"http://acme.example\""},
        {"company:acme", "company:acme"},
        {"COMPANY:Acme", "company:Acme"},
        {"@acme", "company:acme"},
        {"@\"Acme Inc\"", "company:\"Acme Inc\""},
        {"company:acme,globex", "company:acme,globex"},
        {"company:\"Acme, Inc\",globex,\"Initech\"", "company:\"Acme, Inc\",globex,\"Initech\""},
        {"@acme,globex", "company:acme,globex"},
        {"#python", "tag:python"},
        {"#a,b", "tag:a,b"},
        {"tag:met-at-nordic.js", "tag:met-at-nordic.js"},
        {"name:ada byron", "name:ada byron"},
        {"name:\"ada byron\"", "name:\"ada byron\""},
        {"name:or", "name:or"},
        {"name:-x", "name:-x"},
        {"now:acme was:globex", "now:acme was:globex"},
        {"school:northeastern group:robotics", "school:northeastern group:robotics"},
        {"title:engineer city:boston industry:energy", "title:engineer city:boston industry:energy"},
        {"by:sam note:robots", "by:sam note:robots"},
        {"stage:in-touch", "stage:in-touch"},
        {"stage:MET,In-Touch", "stage:met,in-touch"},
        {"stage:met,met", "stage:met"},
        {"stage:spotted,approached,talking,scheduled,met,in-touch,advocate,resting",
         "stage:spotted,approached,talking,scheduled,met,in-touch,advocate,resting"},
        {"degree:1", "degree:1"},
        {"degree:2nd,3rd", "degree:2,3"},
        {"degree:1st,1", "degree:1"},
        {"degree:none", "degree:none"},
        {"channel:linkedin-note,email", "channel:linkedin-note,email"},
        {"how:event,online,introduced,chance,cold", "how:event,online,introduced,chance,cold"},
        {"has:email,phone,linkedin,note,draft,card,promise",
         "has:email,phone,linkedin,note,draft,card,promise"},
        {"is:late,waiting,owed,quiet,resting,fading,me,favourite",
         "is:late,waiting,owed,quiet,resting,fading,me,favourite"},
        {"is:favorite", "is:favourite"},
        {"is:late is:owed", "is:late is:owed"},
        {"met:2026", "met:2026"},
        {"met:2026-10", "met:2026-10"},
        {"met:2026-10-12", "met:2026-10-12"},
        {"met:2026-10-01..2026-10-31", "met:2026-10-01..2026-10-31"},
        {"met:2025..2026-03", "met:2025..2026-03"},
        {"met:2025..", "met:2025.."},
        {"met:..2025", "met:..2025"},
        {"met:2025,2023-02", "met:2025,2023-02"},
        {"met:TODAY", "met:today"},
        {"last:>30d", "last:>30d"},
        {"last:<=2W", "last:<=2w"},
        {"last:>=3m", "last:>=3m"},
        {"last:none", "last:none"},
        {"next:<7d", "next:<7d"},
        {"next:tomorrow", "next:tomorrow"},
        {"added:>2026-10-01", "added:>2026-10-01"},
        {"added:<2026", "added:<2026"},
        {"in:pool", "in:pool"},
        {"in:pool in:all", "in:all"},
        {"in:trash ada", "ada in:trash"},
        {"sort:last", "sort:last"},
        {"sort:-last,name", "sort:-last,name"},
        {"sort:last sort:-name sort:-last", "sort:last,-name"},
        {"sort:name,company,last,next,met,added,ground", "sort:name,company,last,next,met,added,ground"},
        {"ada sort:last in:active byron", "ada byron in:active sort:last"},
        {"a OR sort:name", "a sort:name"},
        {"a OR b sort:name", "a OR b sort:name"},
        {"school:northeastern company:google", "school:northeastern company:google"},
        {"(school:mit OR school:\"mass inst\") -stage:resting has:email sort:-ground",
         "(school:mit OR school:\"mass inst\") -stage:resting has:email sort:-ground"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_canonical(cases[i].text, QUERY_STRICT, cases[i].canonical);
}

static void canonical_text_is_stable(void **state)
{
    (void)state;
    expect_canonical("(school:mit OR #b) -(-a) AND NOT @x sort:-met in:all", QUERY_STRICT,
                     "(school:mit OR tag:b) a -company:x in:all sort:-met");
    expect_canonical("(school:mit OR tag:b) a -company:x in:all sort:-met", QUERY_STRICT,
                     "(school:mit OR tag:b) a -company:x in:all sort:-met");
}

static void reads_what_is_half_typed(void **state)
{
    (void)state;
    static const Pair cases[] = {
        {"ada -", "ada"},
        {"-", ""},
        {"&", ""},
        {"ada --", "ada"},
        {"ada OR", "ada"},
        {"ada OR ", "ada"},
        {"OR", ""},
        {"OR ada", "ada"},
        {"ada OR OR byron", "ada OR byron"},
        {"ada AND", "ada"},
        {"AND AND", ""},
        {"ada NOT", "ada"},
        {"ada NOT ", "ada"},
        {"ada -or", "ada"},
        {"ada -not", "ada"},
        {"ada NOT or", "ada"},
        {"ada \"", "ada"},
        {"\"staff eng", "\"staff eng\""},
        {"company:", ""},
        {"company: ada", "ada"},
        {"@", ""},
        {"#", ""},
        {"# a", "a"},
        {"company:a,", "company:a"},
        {"company:,a", "company:a"},
        {"company:\"acme in", "company:\"acme in\""},
        {"company:\"", ""},
        {"company:&", ""},
        {"(", ""},
        {"()", ""},
        {"() ada", "ada"},
        {"(ada", "ada"},
        {"(ada OR", "ada"},
        {"((ada OR byron", "ada OR byron"},
        {"-(ada", "-ada"},
        {"stage:", ""},
        {"stage:in", "stage:in-touch"},
        {"stage:a", "stage:approached,advocate"},
        {"stage:met,a", "stage:met,approached,advocate"},
        {"is:fav", "is:favourite"},
        {"is:", ""},
        {"degree:2n", "degree:2"},
        {"in:", ""},
        {"in:po", ""},
        {"in:a", ""},
        {"sort:", ""},
        {"sort:-", ""},
        {"sort:-n", ""},
        {"sort:name,", "sort:name"},
        {"last:", ""},
        {"last:>", ""},
        {"last:>3", ""},
        {"last:>3d", "last:>3d"},
        {"last:30d", ""},
        {"last:no", ""},
        {"met:2026-1", ""},
        {"met:2026-10-", ""},
        {"met:2026-10-01..", "met:2026-10-01.."},
        {"met:2026-10-01..20", ""},
        {"met:tod", ""},
        {"next:<tomo", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_canonical(cases[i].text, QUERY_LENIENT, cases[i].canonical);
}

typedef struct Bad {
    const char *text;
    int column;
    const char *says; // part of the message
} Bad;

static void expect_error(const Bad *bad, QueryMode mode)
{
    Query *query = NULL;
    Error err = {0};
    if (query_parse(bad->text, mode, today(), &query, &err)) {
        query_free(query);
        fail_msg("'%s' is accepted", bad->text);
    }
    assert_null(query);
    assert_int_equal(err.kind, ERROR_INPUT);
    if (err.column != bad->column || strstr(err.message, bad->says) == NULL)
        fail_msg("'%s': column %d: %s", bad->text, err.column, err.message);
}

static void refuses_with_a_column(void **state)
{
    (void)state;
    static const Bad cases[] = {
        {"compny:acme", 1, "did you mean \"company:\""},
        {"ada shool:x", 5, "did you mean \"school:\""},
        {"ada qqqq:x", 5, "no field \"qqqq:\""},
        {"http://acme.example", 1, "no field \"http:\""},
        {"\u00c9lise \u7530\u4e2d xyzzy:1", 10, "no field"},
        {"(ada", 1, "never closed"},
        {"ada (byron (x)", 5, "never closed"},
        {"ada)", 4, "never opened"},
        {")", 1, "never opened"},
        {"()", 1, "nothing between"},
        {"ada ( )", 5, "nothing between"},
        {"\"ada", 1, "quote is never closed"},
        {"ada \"", 5, "quote is never closed"},
        {"name:\"ada", 6, "quote is never closed"},
        {"OR ada", 1, "nothing before"},
        {"ada OR", 5, "nothing behind"},
        {"ada OR OR b", 5, "nothing behind"},
        {"ada OR )", 5, "nothing behind"},
        {"(OR ada)", 2, "nothing before"},
        {"AND ada", 1, "nothing before"},
        {"ada AND", 5, "nothing behind"},
        {"ada AND OR b", 5, "nothing behind"},
        {"ada OR AND b", 5, "nothing behind"},
        {"NOT", 1, "nothing behind"},
        {"ada NOT", 5, "nothing behind"},
        {"ada NOT OR b", 5, "nothing behind"},
        {"-or", 2, "meaning of its own"},
        {"&", 1, "nothing to search for"},
        {"-", 1, "nothing to search for"},
        {" ??? !", 2, "nothing to search for"},
        {"(\"\")", 2, "nothing to search for"},
        {"company:", 9, "lacks a value"},
        {"company: acme", 9, "lacks a value"},
        {"company:acme,", 14, "lacks a value"},
        {"company:,acme", 9, "lacks a value"},
        {"company:(acme)", 9, "lacks a value"},
        {"company:&", 9, "nothing to search for"},
        {"company:\"\"", 9, "lacks a value"},
        {"company:\"&\"", 9, "nothing to search for"},
        {"@", 2, "lacks a value"},
        {"ada #", 6, "lacks a value"},
        {"stage:", 7, "lacks a value"},
        {"stage:intouch", 7, "did you mean \"in-touch\""},
        {"stage:met,foo", 11, "it takes spotted, approached"},
        {"stage:in touch", 7, "knows no \"in\""},
        {"degree:4", 8, "knows no \"4\""},
        {"degree:0", 8, "knows no \"0\""},
        {"channel:fax", 9, "knows no"},
        {"how:evnt", 5, "did you mean \"event\""},
        {"has:mail", 5, "did you mean \"email\""},
        {"is:overdue", 4, "knows no"},
        {"is:wating", 4, "did you mean \"waiting\""},
        {"in:poool", 4, "did you mean \"pool\""},
        {"in:pool,active", 1, "one of its values"},
        {"(in:pool)", 2, "whole query"},
        {"-in:pool", 2, "whole query"},
        {"-sort:name", 2, "whole query"},
        {"a (b sort:name)", 6, "whole query"},
        {"sort:nam", 6, "did you mean \"name\""},
        {"sort:name,-degree", 11, "knows no"},
        {"last:30d", 6, "does not understand"},
        {"last:>30", 6, "does not understand"},
        {"last:>30x", 6, "does not understand"},
        {"last:>-3d", 6, "does not understand"},
        {"last:>99999d", 6, "does not understand"},
        {"last:>", 6, "does not understand"},
        {"last:soon", 6, "does not understand"},
        {"met:2026-13", 5, "does not understand"},
        {"met:2026-00", 5, "does not understand"},
        {"met:2026-02-30", 5, "does not understand"},
        {"met:2026-2", 5, "does not understand"},
        {"met:26", 5, "does not understand"},
        {"met:0000", 5, "does not understand"},
        {"met:..", 5, "does not understand"},
        {"met:2026..2025", 5, "does not understand"},
        {"met:2026...2027", 5, "does not understand"},
        {"met:2026,oops", 10, "does not understand"},
        {"met:none..2026", 5, "does not understand"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_error(&cases[i], QUERY_STRICT);
}

static void refuses_while_typing_what_cannot_become_right(void **state)
{
    (void)state;
    static const Bad cases[] = {
        {"compny:acme", 1, "did you mean"}, {"ada)", 4, "never opened"},
        {"stage:xy", 7, "knows no"},        {"stage:in ada", 7, "did you mean"},
        {"last:>3 ada", 6, "does not"},     {"met:soon", 5, "does not"},
        {"(sort:name", 2, "whole query"},   {"in:pool,all", 1, "one of its values"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_error(&cases[i], QUERY_LENIENT);
}

static void every_start_of_a_query_can_be_typed(void **state)
{
    (void)state;
    static const char text[] =
        "(ada OR -\"staff eng\") @acme,\"Glo bex\" #py stage:met,in-touch is:late "
        "last:>30d met:2026-10-01..2026-10-31 next:tomorrow AND NOT has:card sort:-last in:pool";
    for (size_t length = 0; length < sizeof text; length++) {
        char start[sizeof text];
        memcpy(start, text, length);
        start[length] = '\0';
        query_free(parse(start, QUERY_LENIENT));
    }
}

static void keeps_its_limits(void **state)
{
    (void)state;
    Str text = STR_INIT;
    for (int i = 0; i < QUERY_MAX_TERMS; i++)
        str_append(&text, "a ");
    query_free(parse(str_get(&text), QUERY_STRICT));
    str_append(&text, "b");
    expect_error(&(Bad){str_get(&text), 2 * QUERY_MAX_TERMS + 1, "at most 64 terms"}, QUERY_STRICT);
    str_truncate(&text, 0);
    str_append(&text, "tag:a");
    for (int i = 0; i < QUERY_MAX_TERMS; i++)
        str_append(&text, ",a");
    expect_error(&(Bad){str_get(&text), 5 + 2 * QUERY_MAX_TERMS, "at most 64 terms"}, QUERY_STRICT);
    str_truncate(&text, 0);
    for (int i = 0; i < QUERY_MAX_DEPTH; i++)
        str_push(&text, '(');
    str_append(&text, "a");
    query_free(parse(str_get(&text), QUERY_LENIENT));
    str_insert_n(&text, 0, "-", 1);
    expect_error(&(Bad){str_get(&text), QUERY_MAX_DEPTH + 1, "16 deep"}, QUERY_LENIENT);
    str_truncate(&text, 0);
    for (int i = 0; i <= QUERY_MAX_BYTES; i++)
        str_push(&text, 'a');
    expect_error(&(Bad){str_get(&text), 0, "4096 bytes"}, QUERY_STRICT);
    str_clear(&text);
}

// The values of a field count as terms, written out or filled in while typing.
static void limits_hold_for_values_too(void **state)
{
    (void)state;
    Str text = STR_INIT;
    for (int i = 0; i < QUERY_MAX_TERMS - 1; i++)
        str_append(&text, "a ");
    int column = 2 * (QUERY_MAX_TERMS - 1) + 1 + (int)strlen("stage:");
    size_t length = text.length;
    str_append(&text, "stage:a");
    expect_error(&(Bad){str_get(&text), column, "at most 64 terms"}, QUERY_LENIENT);
    str_truncate(&text, length);
    str_append(&text, "stage:met,in-touch");
    expect_error(&(Bad){str_get(&text), column + (int)strlen("met,"), "at most 64 terms"}, QUERY_STRICT);
    expect_error(&(Bad){"abcdefghijklmnopqrstuvwxyzabcdefghijkl:x", 1, "no field"}, QUERY_STRICT);
    str_clear(&text);
}

static void tells_queries_apart(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",          "a",          "b",          "\"a\"",    "-a",        "a b",        "a OR b",
        "a b c",     "b a",        "name:a",     "name:a,b", "company:a", "stage:met",  "is:me",
        "last:>3d",  "met:2026",   "in:pool",    "in:all",   "sort:name", "sort:-name", "sort:name,last",
        "a in:pool", "(a OR b) c", "a OR (b c)",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (size_t j = 0; j < COUNT(texts); j++) {
            Query *a = parse(texts[i], QUERY_STRICT), *b = parse(texts[j], QUERY_STRICT);
            if (query_equal(a, b) != (i == j))
                fail_msg("'%s' and '%s'", texts[i], texts[j]);
            query_free(a);
            query_free(b);
        }
    }
}

static void says_where_things_stand(void **state)
{
    (void)state;
    Query *query = parse("\u00e9 -(b OR company:x) is:me sort:-met", QUERY_STRICT);
    const QueryNode *root = query->root;
    assert_int_equal(root->kind, QUERY_AND);
    assert_int_equal(root->children.count, 3);
    assert_int_equal(root->children.items[0]->column, 1);
    assert_int_equal(root->children.items[1]->column, 3);
    assert_int_equal(root->children.items[1]->children.items[0]->children.items[1]->column, 10);
    assert_true(query->names_me);
    assert_int_equal(query->sort_count, 1);
    assert_int_equal(query->sorts[0].key, QUERY_SORT_MET);
    assert_true(query->sorts[0].reverse);
    query_free(query);
    query_free(NULL);
}

static void folds_words_into_tokens(void **state)
{
    (void)state;
    Query *query = parse("Jos\u00e9-\u00d8 \"\u7530\u4e2d x\"", QUERY_STRICT);
    const QueryValue *word = &query->root->children.items[0]->values.items[0];
    assert_int_equal(word->tokens.count, 2);
    assert_string_equal(word->tokens.items[0].text, "jose");
    assert_string_equal(word->tokens.items[1].text, "o");
    assert_false(word->tokens.items[0].anywhere);
    assert_false(word->whole);
    const QueryValue *phrase = &query->root->children.items[1]->values.items[0];
    assert_int_equal(phrase->tokens.count, 3);
    assert_true(phrase->tokens.items[1].anywhere);
    assert_false(phrase->tokens.items[2].anywhere);
    assert_true(phrase->whole);
    query_free(query);
    query = parse("\"half", QUERY_LENIENT);
    assert_false(query->root->values.items[0].whole);
    query_free(query);
}

static void anchors_distances_at_today(void **state)
{
    (void)state;
    static const struct {
        const char *text, *from, *to; // "" = open
    } cases[] = {
        {"last:>30d", "", "2026-10-24"},
        {"last:>=30d", "", "2026-10-25"},
        {"last:<30d", "2026-10-26", ""},
        {"last:<=30d", "2026-10-25", ""},
        {"last:>2w", "", "2026-11-09"},
        {"last:>9m", "", "2026-02-23"},
        {"last:<1y", "2025-11-25", ""},
        {"next:<7d", "", "2026-11-30"},
        {"next:<=7d", "", "2026-12-01"},
        {"next:>7d", "2026-12-02", ""},
        {"next:>=1m", "2026-12-24", ""},
        {"met:2026", "2026-01-01", "2026-12-31"},
        {"met:2024-02", "2024-02-01", "2024-02-29"},
        {"met:2026-10-01..2026-10-31", "2026-10-01", "2026-10-31"},
        {"met:2025..2026-02", "2025-01-01", "2026-02-28"},
        {"met:2025..", "2025-01-01", ""},
        {"met:..2025-06", "", "2025-06-30"},
        {"met:>2025", "2026-01-01", ""},
        {"met:>=2025", "2025-01-01", ""},
        {"met:<2025-06", "", "2025-05-31"},
        {"met:<=2025-06", "", "2025-06-30"},
        {"met:yesterday", "2026-11-23", "2026-11-23"},
        {"met:<today", "", "2026-11-23"},
        {"next:today..tomorrow", "2026-11-24", "2026-11-25"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Query *query = parse(cases[i].text, QUERY_STRICT);
        const QueryValue *value = &query->root->values.items[0];
        int32_t from = QUERY_DAY_FIRST, to = QUERY_DAY_LAST;
        if (cases[i].from[0] != '\0')
            assert_true(civil_parse(cases[i].from, &from));
        if (cases[i].to[0] != '\0')
            assert_true(civil_parse(cases[i].to, &to));
        if (value->from != from || value->to != to)
            fail_msg("'%s': %d..%d, not %d..%d", cases[i].text, value->from, value->to, from, to);
        query_free(query);
    }
}

static void tables_are_whole(void **state)
{
    (void)state;
    for (int i = 0; i < QUERY_FIELD_COUNT; i++) {
        const QueryFieldInfo *field = query_field_info((QueryField)i);
        assert_int_equal(field->field, i);
        assert_true(field->name != NULL && field->help[0] != '\0');
        query_free(parse(field->example, QUERY_STRICT));
        assert_int_equal(query_choice_name(field->field, 0) != NULL, field->kind == QUERY_CHOICE);
        for (size_t c = 0; query_choice_name(field->field, c) != NULL; c++) {
            char text[80];
            snprintf(text, sizeof text, "%s:%s", field->name, query_choice_name(field->field, c));
            expect_canonical(text, QUERY_STRICT, text);
        }
        assert_null(query_choice_name(field->field, 1000));
    }
}

// ---- what queries mean

static QueryPerson ada(void)
{
    static const char *const names[] = {"Ada Byron", "Ada", "Byron", "Countess"};
    static const QueryRole roles[] = {
        {ORGANISATION_COMPANY, "Acme, Inc.", "Staff Engineer", true},
        {ORGANISATION_COMPANY, "Globex", "Engineer, Platform", false},
        {ORGANISATION_SCHOOL, "Northeastern University", NULL, false},
        {ORGANISATION_GROUP, "Robotics Club", NULL, true},
    };
    static const char *const tags[] = {"python", "met-at-nordic.js"};
    static const char *const notes[] = {"likes sailing boats", "sent the slides"};
    return (QueryPerson){.names = names,
                         .name_count = COUNT(names),
                         .roles = roles,
                         .role_count = COUNT(roles),
                         .headline = "Builder of engines",
                         .tags = tags,
                         .tag_count = COUNT(tags),
                         .notes = notes,
                         .note_count = COUNT(notes),
                         .city = "S\u00e3o Paulo",
                         .industry = "Energy",
                         .introduced_by = "Sam Okafor",
                         .stage = STAGE_IN_TOUCH,
                         .channel = CHANNEL_LINKEDIN_NOTE,
                         .how = HOW_EVENT,
                         .degree = 1,
                         .met = civil_day(2026, 10, 12),
                         .last = civil_day(2026, 10, 25), // 30 days ago
                         .next = civil_day(2026, 12, 1),  // in 7 days
                         .added = civil_day(2026, 10, 12),
                         .has = 1u << QUERY_HAS_EMAIL | 1u << QUERY_HAS_CARD,
                         .is = 1u << QUERY_IS_OWED | 1u << QUERY_IS_FAVOURITE,
                         .active = true};
}

static QueryPerson tanaka(void)
{
    static const char *const names[] = {"\u7530\u4e2d \u5065", "Jos\u00e9 \u00c1lvarez"};
    static const QueryRole roles[] = {{ORGANISATION_COMPANY, "\u8679\u30bd\u30d5\u30c8", "CEO", true}};
    return (QueryPerson){.names = names,
                         .name_count = COUNT(names),
                         .roles = roles,
                         .role_count = COUNT(roles),
                         .degree = QUERY_DEGREE_NONE,
                         .met = CIVIL_NONE,
                         .last = CIVIL_NONE,
                         .next = CIVIL_NONE,
                         .added = civil_day(2026, 11, 1)};
}

typedef struct Meaning {
    const char *text;
    bool answers;
} Meaning;

static void expect_meanings(const Meaning *cases, size_t count, const QueryPerson *person)
{
    for (size_t i = 0; i < count; i++) {
        Query *query = parse(cases[i].text, QUERY_STRICT);
        if (query_match(query, person) != cases[i].answers)
            fail_msg("'%s' should %smatch", cases[i].text, cases[i].answers ? "" : "not ");
        query_free(query);
    }
}

static void means_what_it_says(void **state)
{
    (void)state;
    static const Meaning cases[] = {
        {"", true},
        {"ada", true},
        {"AD by", true},
        {"by ad", true},
        {"da", false},
        {"\u00c0da", true},
        {"count", true},
        {"acme", true},
        {"glob", true},
        {"northe", true},
        {"robotics", true},
        {"staff eng", true},
        {"platform", true},
        {"builder", true},
        {"pyth", true},
        {"nordic", true},
        {"sailing", false},
        {"paulo", false},
        {"okafor", false},
        {"ada -acme", false},
        {"ada -initech", true},
        {"\"ada byron\"", true},
        {"\"ada byr\"", false},
        {"\"byron ada\"", false},
        {"\"staff engineer\"", true},
        {"\"engineer platform\"", true},
        {"\"engineer acme\"", false},
        {"ada-byr", true},
        {"da-byr", false},
        {"acme,inc", true},
        {"initech OR acme", true},
        {"initech OR hooli", false},
        {"initech OR acme ada", true},
        {"(initech OR acme) hooli", false},
        {"-(ada acme)", false},
        {"-(ada hooli)", true},
        {"name:byr", true},
        {"name:acme", false},
        {"name:\"ada byron\"", true},
        {"company:acme", true},
        {"company:globex", true},
        {"company:hooli,glo", true},
        {"company:northeastern", false},
        {"@acme", true},
        {"now:acme", true},
        {"now:globex", false},
        {"was:globex", true},
        {"was:acme", false},
        {"school:north", true},
        {"school:acme", false},
        {"group:robot", true},
        {"title:engineer", true},
        {"title:builder", true},
        {"title:acme", false},
        {"#python", true},
        {"#py", true},
        {"#thon", false},
        {"#met-at", true},
        {"#met-nordic", false},
        {"stage:in-touch", true},
        {"stage:met,in-touch", true},
        {"stage:met", false},
        {"degree:1", true},
        {"degree:2,none", false},
        {"channel:linkedin-note", true},
        {"channel:linkedin", false},
        {"city:sao", true},
        {"city:\"sao paulo\"", true},
        {"city:london", false},
        {"industry:ener", true},
        {"how:event", true},
        {"how:cold", false},
        {"by:sam", true},
        {"by:ada", false},
        {"note:sail", true},
        {"note:\"the slides\"", true},
        {"note:\"boats sent\"", false},
        {"has:email", true},
        {"has:phone", false},
        {"has:phone,card", true},
        {"has:phone has:card", false},
        {"is:owed", true},
        {"is:late", false},
        {"is:me", false},
        {"-is:late is:favourite", true},
        {"met:2026-10", true},
        {"met:2026-09", false},
        {"met:2025,2026", true},
        {"last:>30d", false},
        {"last:>=30d", true},
        {"last:>29d", true},
        {"last:<30d", false},
        {"last:<31d", true},
        {"last:none", false},
        {"next:<7d", false},
        {"next:<8d", true},
        {"next:>7d", false},
        {"next:>6d", true},
        {"added:2026-10-01..2026-10-31", true},
        {"added:>2026-10-12", false},
        {"in:active", true},
        {"in:pool", false},
        {"in:trash", false},
        {"in:all ada", true},
    };
    QueryPerson person = ada();
    expect_meanings(cases, COUNT(cases), &person);
}

static void means_it_for_sparse_and_cjk_people_too(void **state)
{
    (void)state;
    static const Meaning cases[] = {
        {"\u7530", true},
        {"\u4e2d", true},
        {"\u7530\u4e2d", true},
        {"\u4e2d\u7530", false},
        {"\u30bd\u30d5\u30c8", true},
        {"\u4e2d\u5065", true},
        {"jose", true},
        {"alv", true},
        {"last:none", true},
        {"last:>1d", false},
        {"last:<1d", false},
        {"-last:<9999d", true},
        {"next:none", true},
        {"degree:none", true},
        {"stage:met", false},
        {"#x", false},
        {"city:x", false},
        {"in:pool", true},
        {"in:active", false},
        {"title:ceo", true},
        {"note:x", false},
    };
    QueryPerson person = tanaka();
    expect_meanings(cases, COUNT(cases), &person);
}

static void scope_and_me(void **state)
{
    (void)state;
    static const Meaning gone[] = {
        {"", false}, {"ada", false}, {"in:trash", true}, {"in:all", true}, {"in:active", false}};
    static const Meaning pool[] = {{"in:pool", true}, {"in:active", false}, {"", true}};
    static const Meaning self[] = {{"", false},         {"ada", false},    {"is:me", true},
                                   {"ada is:me", true}, {"-is:me", false}, {"in:all", false}};
    QueryPerson person = ada();
    person.deleted = true;
    expect_meanings(gone, COUNT(gone), &person);
    person = ada();
    person.active = false;
    expect_meanings(pool, COUNT(pool), &person);
    person.is |= 1u << QUERY_IS_ME;
    expect_meanings(self, COUNT(self), &person);
}

// ---- properties

typedef struct Random {
    uint64_t state;
} Random;

static size_t below(Random *random, size_t limit)
{
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(random->state >> 33) % limit;
}

static const char *pick(Random *random, const char *const *list, size_t count)
{
    return list[below(random, count)];
}

static void random_term(Random *random, Str *out)
{
    static const char *const terms[] = {
        "ada",
        "by",
        "acme",
        "jean-luc",
        "\u7530\u4e2d",
        "\"staff engineer\"",
        "\"ada\"",
        "@acme",
        "#py",
        "name:byron",
        "company:a,b",
        "now:acme",
        "was:glo,\"b c\"",
        "title:eng",
        "stage:met",
        "stage:in-touch,resting",
        "degree:1,none",
        "has:card",
        "is:owed,late",
        "last:>30d",
        "last:none",
        "next:<9d",
        "met:2026-10",
        "met:2025..,none",
        "added:<=2026",
        "channel:email",
        "how:event,cold",
        "is:me",
        "&",
    };
    str_append(out, pick(random, terms, COUNT(terms)));
}

static void random_query(Random *random, int depth, Str *out)
{
    size_t parts = 1 + below(random, 3);
    for (size_t i = 0; i < parts; i++) {
        static const char *const glue[] = {" ", " ", " AND ", " OR ", " or "};
        static const char *const nots[] = {"", "", "", "-", "NOT ", "--"};
        if (i > 0)
            str_append(out, pick(random, glue, COUNT(glue)));
        str_append(out, pick(random, nots, COUNT(nots)));
        if (depth > 0 && below(random, 3) == 0) {
            str_push(out, '(');
            random_query(random, depth - 1, out);
            str_push(out, ')');
        } else {
            random_term(random, out);
        }
    }
}

// Written down and read again, a query is the same and means the same.
static void random_queries_round_trip(void **state)
{
    (void)state;
    const uint64_t seed = 20261124;
    Random random = {seed};
    QueryPerson people[] = {ada(), tanaka()};
    const int rounds = test_rounds(2000, 20000);
    int tried = 0;
    for (int round = 0; round < rounds; round++) {
        Str text = STR_INIT, canonical = STR_INIT, twice = STR_INIT;
        Query *query = NULL;
        random_query(&random, 3, &text);
        if (below(&random, 4) == 0)
            str_append(&text, " in:all sort:-last,name");
        if (query_parse(str_get(&text), QUERY_STRICT, today(), &query, NULL)) {
            query_format(query, &canonical);
            Query *again = parse(str_get(&canonical), QUERY_STRICT);
            query_format(again, &twice);
            bool same = query_equal(query, again) && strcmp(str_get(&canonical), str_get(&twice)) == 0;
            for (size_t i = 0; i < COUNT(people); i++)
                same = same && query_match(query, &people[i]) == query_match(again, &people[i]);
            if (!same)
                fail_msg("seed %llu, round %d: '%s' became '%s'", (unsigned long long)seed, round,
                         str_get(&text), str_get(&canonical));
            query_free(again);
            tried++;
        }
        query_free(query);
        str_clear(&text);
        str_clear(&canonical);
        str_clear(&twice);
    }
    assert_true(tried > rounds / 2);
}

// The laws of logic hold for any two queries.
static void queries_obey_logic(void **state)
{
    (void)state;
    const uint64_t seed = 7;
    Random random = {seed};
    QueryPerson people[] = {ada(), tanaka()};
    for (int round = 0; round < test_rounds(300, 3000); round++) {
        Str a = STR_INIT, b = STR_INIT;
        random_term(&random, &a);
        random_term(&random, &b);
        char both[300], either[300], neither[300];
        // is:me anywhere adds everybody's own record; both people here are others.
        snprintf(both, sizeof both, "(%s) (%s) in:all", str_get(&a), str_get(&b));
        snprintf(either, sizeof either, "(%s) OR (%s) in:all", str_get(&a), str_get(&b));
        snprintf(neither, sizeof neither, "-(-(%s) -(%s)) in:all", str_get(&a), str_get(&b));
        bool skipped = strcmp(str_get(&a), "&") == 0 || strcmp(str_get(&b), "&") == 0;
        for (size_t i = 0; !skipped && i < COUNT(people); i++) {
            Query *queries[] = {parse(str_get(&a), QUERY_STRICT), parse(str_get(&b), QUERY_STRICT),
                                parse(both, QUERY_STRICT), parse(either, QUERY_STRICT),
                                parse(neither, QUERY_STRICT)};
            bool answers[COUNT(queries)];
            for (size_t q = 0; q < COUNT(queries); q++) {
                answers[q] = query_match(queries[q], &people[i]);
                query_free(queries[q]);
            }
            if (answers[2] != (answers[0] && answers[1]) || answers[3] != (answers[0] || answers[1]) ||
                answers[4] != answers[3])
                fail_msg("seed %llu, round %d: '%s' and '%s'", (unsigned long long)seed, round, str_get(&a),
                         str_get(&b));
        }
        str_clear(&a);
        str_clear(&b);
    }
}

// Bytes of any kind never do more than give an error with a column inside the text.
static void rubbish_is_survived(void **state)
{
    (void)state;
    const uint64_t seed = 99;
    Random random = {seed};
    static const char alphabet[] = "ab:,\"()-@#&> <=.29ORornt\xc3\xa9\xff";
    for (int round = 0; round < test_rounds(2000, 20000); round++) {
        char text[25] = "";
        size_t length = below(&random, sizeof text - 1);
        for (size_t i = 0; i < length; i++)
            text[i] = alphabet[below(&random, sizeof alphabet - 1)];
        for (int mode = QUERY_STRICT; mode <= QUERY_LENIENT; mode++) {
            Query *query = NULL;
            Error err = {0};
            bool good = query_parse(text, (QueryMode)mode, today(), &query, &err);
            assert_int_equal(good, query != NULL);
            if (!good && (err.column < 1 || err.column > (int)length + 1))
                fail_msg("seed %llu, round %d: '%s' column %d", (unsigned long long)seed, round, text,
                         err.column);
            query_free(query);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_people_type),
        cmocka_unit_test(canonical_text_is_stable),
        cmocka_unit_test(reads_what_is_half_typed),
        cmocka_unit_test(refuses_with_a_column),
        cmocka_unit_test(refuses_while_typing_what_cannot_become_right),
        cmocka_unit_test(every_start_of_a_query_can_be_typed),
        cmocka_unit_test(keeps_its_limits),
        cmocka_unit_test(limits_hold_for_values_too),
        cmocka_unit_test(tells_queries_apart),
        cmocka_unit_test(says_where_things_stand),
        cmocka_unit_test(folds_words_into_tokens),
        cmocka_unit_test(anchors_distances_at_today),
        cmocka_unit_test(tables_are_whole),
        cmocka_unit_test(means_what_it_says),
        cmocka_unit_test(means_it_for_sparse_and_cjk_people_too),
        cmocka_unit_test(scope_and_me),
        cmocka_unit_test(random_queries_round_trip),
        cmocka_unit_test(queries_obey_logic),
        cmocka_unit_test(rubbish_is_survived),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
