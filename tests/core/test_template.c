// SPDX-License-Identifier: MIT
// The template language in tables: what is written, for whom, what comes out; errors with their places; and
// that no value, however it looks, is ever parsed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/base/civil.h"
#include "rapport/base/utf8.h"
#include "rapport/core/placeholders.h"
#include "rapport/core/template.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

// Maya, of whom something is known, and me, Anna.
static PlaceholderSource maya(void)
{
    PlaceholderSource source;
    placeholder_source_init(&source);
    source.today = civil_day(2026, 11, 24);
    source.contact.name = "Dr. MAYA Lindqvist 🚀";
    source.contact.given = "Dr. MAYA 🚀";
    source.contact.family = "Lindqvist";
    source.contact.company = "Acme";
    source.contact.met_where = "the\ncareer fair";
    source.contact.met_day = civil_day(2026, 11, 3);
    source.contact.last_day = civil_day(2025, 3, 9);
    source.me.name = "Anna Berg";
    source.me.school = "Northfield College";
    return source;
}

static TemplateValues values_of(const PlaceholderSource *source)
{
    return (TemplateValues){placeholder_value, source, source->today};
}

static const char *const render_table[][2] = {
    // values
    {"", ""},
    {"plain", "plain"},
    {"Hi {{first_name}},", "Hi Maya,"},
    {"{{greeting}}", "Maya"},
    {"{{ first_name }}", "Maya"},
    {"{{last_name}}", "Lindqvist"},
    {"{{full_name}}", "MAYA Lindqvist"},
    {"{{company}}{{company}}", "AcmeAcme"},
    {"{{me.first_name}} {{me.last_name}}", "Anna Berg"},
    {"{{me.school}}", "Northfield College"},
    {"{{met_where}}", "the career fair"},
    {"{{met_when}}", "3 November"},
    {"{{last_date}}", "9 March 2025"},
    // dates
    {"{{date}}", "24 November"},
    {"{{date+14d}}", "8 December"},
    {"{{date+1w}}", "1 December"},
    {"{{date-2w}}", "10 November"},
    {"{{date+1m}}", "24 December"},
    {"{{date+3m}}", "24 February 2027"},
    {"{{date+0d}}", "24 November"},
    {"{{me.date}}", "24 November"},
    // fall-backs
    {"{{nickname|first_name}}", "Maya"},
    {"{{company|school}}", "Acme"},
    {"{{ nickname | pronouns | last_name }}", "Lindqvist"},
    {"{{nickname|date}}", "24 November"},
    {"{{opening|me.school}}", "Northfield College"},
    // unfilled
    {"{{title}}", "{{title}}"},
    {"{{ title }}", "{{ title }}"},
    {"{{nickname|pronouns}}", "{{nickname|pronouns}}"},
    {"a {{title}} b {{company}}", "a {{title}} b Acme"},
    {"{{me.title}}", "{{me.title}}"},
    // blocks
    {"[[We met at {{met_where}}.]]", "We met at the career fair."},
    {"[[We met by {{introduced_by}}.]]", ""},
    {"[[plain]]", "plain"},
    {"[[]]", ""},
    {"[[{{nickname|first_name}}]]", "Maya"},
    {"[[{{company}} {{title}}]]", ""},
    {"[[{{title}} {{company}}]]", ""},
    {"a[[ ({{title}})]].", "a."},
    {"a[[ ({{company}})]].", "a (Acme)."},
    {"[[a [[b {{title}} ]]c {{company}}]]", "a c Acme"},
    {"[[a [[b {{company}} ]]c {{title}}]]", ""},
    {"[[[[{{title}}]]]]", ""},
    {"[[[[{{company}}]]]]", "Acme"},
    {"[[a]] [[b]]", "a b"},
    // the seam of a vanished block
    {"one [[{{title}}]] two", "one two"},
    {"one [[{{title}}]]", "one"},
    {"[[{{title}}]] two", "two"},
    {"one[[ {{title}}]] two", "one two"},
    {"one [[{{title}} ]]two", "one two"},
    {"one [[{{title}}]], two", "one, two"},
    {"one [[{{title}}]]!", "one!"},
    {"one\n[[{{title}}]]\ntwo", "one\ntwo"},
    {"one\n\n[[{{title}}]]\n\ntwo", "one\n\ntwo"},
    {"one\n[[{{title}}]]\n\ntwo", "one\n\ntwo"},
    {"one\n\n[[{{title}}]]\ntwo", "one\n\ntwo"},
    {"one [[{{title}}]]\ntwo", "one\ntwo"},
    {"one\n[[{{title}}]] two", "one\ntwo"},
    {"[[{{title}}]]\ntwo", "two"},
    {"[[{{title}}]]\n\ntwo", "two"},
    {"one\n\n[[{{title}}]]", "one"},
    {"one\n\n[[{{title}}]]\n", "one"},
    {"one\n\n[[{{title}}]] [[{{opening}}]]\n\ntwo", "one\n\ntwo"},
    {"one\n\n[[{{title}}]]\n\n[[{{opening}}]]\n\ntwo", "one\n\ntwo"},
    {"one [[{{title}}]] [[{{opening}}]] two", "one two"},
    {"one. [[{{title}}.]] [[{{company}}.]] two", "one. Acme. two"},
    {"one [[{{title}}]]{{company}}", "one Acme"},
    {"one  two", "one  two"},
    {"one\n\n\n\ntwo", "one\n\n\n\ntwo"},
    // literals
    {"\\{{first_name}}", "{{first_name}}"},
    {"\\[[x]]", "[[x]]"},
    {"[[a \\]] b]]", "a ]] b"},
    {"a \\}} b", "a }} b"},
    {"a }} b ]] c", "a }} b ]] c"},
    {"back\\slash \\n", "back\\slash \\n"},
    {"{one} [two]", "{one} [two]"},
    {"\\\\{{x", "\\{{x"},
    {"{ {first_name} }", "{ {first_name} }"},
    {"Hej på dig 王明 👩🏽‍💻 {{first_name}}", "Hej på dig 王明 👩🏽‍💻 Maya"},
};

static void test_render(void **state)
{
    (void)state;
    PlaceholderSource source = maya();
    TemplateValues values = values_of(&source);
    for (size_t i = 0; i < COUNT(render_table); i++) {
        Str out = STR_INIT;
        Error err;
        assert_true(template_fill(render_table[i][0], &values, &out, NULL, &err));
        assert_string_equal(str_get(&out), render_table[i][1]);
        str_clear(&out);
    }
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, column;
        const char *says;
    } table[] = {
        {"{{frist_name}}", 1, 3, "did you mean {{first_name}}?"},
        {"{{me.frist_name}}", 1, 3, "did you mean {{me.first_name}}?"},
        {"Hej på {{compnay}}", 1, 10, "did you mean {{company}}?"},
        {"a\nb\n 王 {{xyzzy}}", 3, 6, "no placeholder {{xyzzy}}"},
        {"{{nickname|frist_name}}", 1, 12, "did you mean"},
        {"{{}}", 1, 3, "needs a name"},
        {"{{ }}", 1, 4, "needs a name"},
        {"{{nickname|}}", 1, 12, "needs a name"},
        {"{{me.}}", 1, 3, "no placeholder"},
        {"{{first_name", 1, 1, "has no }}"},
        {"a {{first_name\n}}", 1, 3, "has no }}"},
        {"{{ {{first_name}}", 1, 1, "has no }}"},
        {"x [[abc", 1, 3, "has no ]]"},
        {"[[a]] [[ [[b]]", 1, 7, "has no ]]"},
        {"[[[[[[[[[[[[[[[[[[", 1, 17, "deep"},
        {"{{date+}}", 1, 3, "a date is written"},
        {"{{date+14}}", 1, 3, "a date is written"},
        {"{{date+14x}}", 1, 3, "a date is written"},
        {"{{date+14dd}}", 1, 3, "a date is written"},
        {"{{date+99999d}}", 1, 3, "a date is written"},
        {"{{date14d}}", 1, 3, "no placeholder"},
        {"{{company+14d}}", 1, 3, "no placeholder"},
        {"{{First_name}}", 1, 3, "did you mean {{first_name}}?"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Error err;
        error_clear(&err);
        assert_null(template_parse(table[i].text, strlen(table[i].text), &err));
        assert_int_equal(err.kind, ERROR_INPUT);
        assert_int_equal(err.line, table[i].line);
        assert_int_equal(err.column, table[i].column);
        assert_non_null(strstr(err.message, table[i].says));
        assert_null(template_parse(table[i].text, strlen(table[i].text), NULL));
    }
}

static void test_long_name_in_error(void **state)
{
    (void)state;
    Str text = STR_INIT;
    str_append(&text, "{{a");
    for (int i = 0; i < 100; i++)
        str_append(&text, "é");
    str_append(&text, "}}");
    Error err;
    error_clear(&err);
    assert_null(template_parse(text.data, text.length, &err));
    assert_true(utf8_valid(err.message, strlen(err.message)));
    str_clear(&text);
}

static void test_spans(void **state)
{
    (void)state;
    PlaceholderSource source = maya();
    TemplateValues values = values_of(&source);
    Str out = STR_INIT;
    TemplateSpans spans = {0};
    str_append(&out, ">>");
    assert_true(
        template_fill("Hi {{first_name}}, {{title}} [[at {{opening}}]]\n", &values, &out, &spans, NULL));
    assert_string_equal(out.data, ">>Hi Maya, {{title}}\n");
    assert_int_equal(spans.count, 2);
    assert_true(spans.items[0].filled && !spans.items[1].filled);
    assert_int_equal(spans.items[0].from, 5);
    assert_int_equal(spans.items[0].to, 9);
    assert_int_equal(spans.items[1].from, 11);
    assert_int_equal(spans.items[1].to, 20);
    vec_clear(&spans);
    str_clear(&out);
}

static void test_unfilled(void **state)
{
    (void)state;
    static const char draft[] = "Hi {{title}} and {{ company|me.school }}, {{nothing}} {{date+3d}} {{ \n}}";
    size_t length = strlen(draft), from = 0, to = 0;
    assert_int_equal(template_count_unfilled(draft, length), 3);
    static const size_t places[] = {3, 17, 54};
    size_t at = 0;
    for (size_t i = 0; i < 4; i++) {
        assert_true(template_next_unfilled(draft, length, at, false, &from, &to));
        assert_int_equal(from, places[i % 3]);
        at = from;
    }
    for (size_t i = 0; i < 3; i++) { // from the first one back
        assert_true(template_next_unfilled(draft, length, at, true, &from, &to));
        assert_int_equal(from, places[2 - i]);
        assert_memory_equal(draft + to - 2, "}}", 2);
        at = from;
    }
    assert_false(template_next_unfilled("no {{such}} thing", 17, 3, false, &from, &to));
    assert_false(template_next_unfilled("", 0, 0, true, &from, &to));
    assert_true(template_next_unfilled("{{date}}", 8, 0, false, &from, &to)); // once around
    assert_true(template_next_unfilled("{{date}}", 8, 99, true, &from, &to));
}

// ---- values are never parsed ----

static void test_inert_values(void **state)
{
    (void)state;
    static const char *const hostile[] = {"{{me.email}}", "[[x]]",         "]]", "}}",          "\\{{",
                                          "{{",           "[[{{title}}]]", "\\", "{{date+1d}}", "a\nb\r\nc"};
    for (size_t i = 0; i < COUNT(hostile); i++) {
        PlaceholderSource source = maya();
        source.contact.address_as = hostile[i];
        source.contact.company = hostile[i];
        source.me.email = "anna@berg.example";
        TemplateValues values = values_of(&source);
        Str out = STR_INIT, expected = STR_INIT;
        const char *shown = strchr(hostile[i], '\n') != NULL ? "a b c" : hostile[i];
        str_appendf(&expected, "Hi %s, at %s!", shown, shown);
        assert_true(template_fill("Hi {{greeting}},[[ at {{company}}]]!", &values, &out, NULL, NULL));
        assert_string_equal(str_get(&out), str_get(&expected));
        str_clear(&out);
        str_clear(&expected);
    }
}

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

typedef struct RandomValues {
    Str company, hook;
} RandomValues;

static bool random_value(const void *self, const char *name, Str *out)
{
    const RandomValues *values = self;
    const Str *value = strcmp(name, "company") == 0 ? &values->company : &values->hook;
    str_append(out, str_get(value));
    return value->length > 0;
}

// Random values in a fixed template: the text is the parts between with the values put in as they are.
static void test_random_values(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{{", "}}", "[[", "]]", "company", "hook", "\\",
                                         "|",  "a",  "é",  "王", ".",       "{",    "]"};
    uint32_t seed = 20261124;
    print_message("seed %u\n", seed);
    for (int round = 0; round < 20000; round++) {
        RandomValues random = {0};
        for (int i = 0; i < 8; i++) {
            str_append(&random.company, pieces[random_next(&seed) % COUNT(pieces)]);
            if (round % 3 != 0)
                str_append(&random.hook, pieces[random_next(&seed) % COUNT(pieces)]);
        }
        TemplateValues values = {random_value, &random, CIVIL_NONE};
        Str out = STR_INIT, expected = STR_INIT;
        str_appendf(&expected, "<%s>", random.company.data);
        if (random.hook.length > 0)
            str_appendf(&expected, "(%s|%s)", random.hook.data, random.company.data);
        assert_true(template_fill("<{{company}}>[[({{hook}}|{{company}})]]", &values, &out, NULL, NULL));
        assert_string_equal(str_get(&out), str_get(&expected));
        str_clear(&out);
        str_clear(&expected);
        str_clear(&random.company);
        str_clear(&random.hook);
    }
}

// Random templates: parsed or refused with a place inside the text; what is rendered is valid UTF-8.
static void test_random_templates(void **state)
{
    (void)state;
    static const char *const pieces[] = {"{{company}}", "{{hook}}", "[[", "]]", " ", "\n", "word",     "{{",
                                         "}}",          "\\",       "|",  "é",  ".", "[[", "{{date}}", "]]"};
    uint32_t seed = 4711;
    print_message("seed %u\n", seed);
    PlaceholderSource source = maya();
    TemplateValues values = values_of(&source);
    int parsed = 0;
    for (int round = 0; round < 20000; round++) {
        Str text = STR_INIT, out = STR_INIT;
        TemplateSpans spans = {0};
        for (int i = 0; i < 12; i++)
            str_append(&text, pieces[random_next(&seed) % COUNT(pieces)]);
        Error err;
        error_clear(&err);
        if (template_fill(text.data, &values, &out, &spans, &err)) {
            parsed++;
            assert_true(utf8_valid(str_get(&out), out.length));
            for (size_t i = 0; i < spans.count; i++)
                assert_true(spans.items[i].from <= spans.items[i].to && spans.items[i].to <= out.length);
        } else {
            assert_true(err.line >= 1 && err.column >= 1);
            assert_true((size_t)err.column <= text.length + 1);
        }
        vec_clear(&spans);
        str_clear(&text);
        str_clear(&out);
    }
    assert_true(parsed > 500);
}

// ---- placeholders ----

static void test_placeholder_table(void **state)
{
    (void)state;
    size_t count = 0;
    const Placeholder *table = placeholder_table(&count);
    assert_true(count >= 23);
    PlaceholderSource nothing;
    placeholder_source_init(&nothing);
    for (size_t i = 0; i < count; i++) {
        Str out = STR_INIT;
        assert_ptr_equal(placeholder_find(table[i].name, strlen(table[i].name)), &table[i]);
        assert_true(str_ends(table[i].help, ".") && table[i].example[0] != '\0');
        assert_false(placeholder_value(&nothing, table[i].name, &out));
        assert_int_equal(out.length, 0);
        str_clear(&out);
    }
    assert_null(placeholder_find("first", 5));
    Str out = STR_INIT;
    assert_false(placeholder_suggest("qqqqqqqq", 8, &out));
    assert_false(placeholder_value(&nothing, "qqq", &out));
    str_clear(&out);
}

static void test_person_values(void **state)
{
    (void)state;
    PlaceholderSource source;
    placeholder_source_init(&source);
    source.contact.address_as = "Dr. Lindqvist";
    source.contact.given = "Maya";
    source.contact.family = "Lindqvist, PhD";
    source.contact.hook = "  \n ";
    source.contact.title = " Data\tengineer ";
    static const struct {
        const char *name, *value; // NULL = empty
    } table[] = {
        {"greeting", "Dr. Lindqvist"},
        {"first_name", "Maya"},
        {"last_name", "Lindqvist"},
        {"full_name", "Maya Lindqvist, PhD"},
        {"hook", NULL},
        {"title", "Data engineer"},
        {"met_when", NULL},
        {"date", NULL},
        {"me.greeting", NULL},
        {"me.me.greeting", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str out = STR_INIT;
        assert_int_equal(placeholder_value(&source, table[i].name, &out), table[i].value != NULL);
        assert_string_equal(str_get(&out), table[i].value != NULL ? table[i].value : "");
        str_clear(&out);
    }
}

// ---- files ----

static void test_file(void **state)
{
    (void)state;
    static const char text[] =
        "name: First hello\r\noccasion: request\r\nchannel: email\r\n"
        "subject: A question for {{first_name}}\r\n\r\nHi {{first_name}},\r\n\r\nbye\r\n\r\n";
    TemplateFile file;
    Error err;
    assert_true(template_file_parse(text, strlen(text), &file, &err));
    assert_string_equal(file.name, "First hello");
    assert_string_equal(file.subject, "A question for {{first_name}}");
    assert_string_equal(file.text, "Hi {{first_name}},\n\nbye");
    assert_int_equal(file.occasion, OCCASION_REQUEST);
    assert_int_equal(file.channel, CHANNEL_EMAIL);
    template_file_clear(&file);
    assert_null(file.name);
    static const char bare[] = "channel: sms\noccasion: nudge\nname: n\n\nx";
    assert_true(template_file_parse(bare, strlen(bare), &file, &err));
    assert_null(file.subject);
    template_file_clear(&file);
}

static void test_file_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, column;
        const char *says;
    } table[] = {
        {"", 1, 1, "empty line"},
        {"name: a", 2, 1, "empty line"},
        {"hello", 1, 1, "begins with"},
        {"name: a\ncolour: b\n\nx", 2, 1, "begins with"},
        {"name: a\nname: b\n\nx", 2, 1, "twice"},
        {"\nx", 1, 1, "no name"},
        {"name: a\n\nx", 1, 1, "occasion:"},
        {"name: a\noccasion: x\n\nx", 1, 1, "occasion:"},
        {"name: a\noccasion: nudge\nchannel: pigeon\n\nx", 1, 1, "channel:"},
        {"name: a\noccasion: nudge\nchannel: email\n\nHi\n {{nome}}", 6, 4, "in the text"},
        {"name: a\noccasion: nudge\nchannel: email\nsubject: [[\n\nHi", 1, 1, "in the subject"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        TemplateFile file;
        Error err;
        error_clear(&err);
        assert_false(template_file_parse(table[i].text, strlen(table[i].text), &file, &err));
        assert_null(file.name);
        assert_null(file.text);
        assert_int_equal(err.line, table[i].line);
        assert_int_equal(err.column, table[i].column);
        assert_non_null(strstr(err.message, table[i].says));
    }
}

// What was noted as a sentence of its own goes on in the middle of another; names keep their capital.
static void test_noted_clauses(void **state)
{
    (void)state;
    static const struct {
        const char *noted, *said;
    } table[] = {{"How he moved to systems", "how he moved to systems"},
                 {"The harbour line", "the harbour line"},
                 {"Theodor and his maps", "Theodor and his maps"},
                 {"A", "A"},
                 {"Harbour State", "Harbour State"},
                 {"[[x]] {{me.email}}", "[[x]] {{me.email}}"}};
    PlaceholderSource source;
    placeholder_source_init(&source);
    TemplateValues values = values_of(&source);
    for (size_t i = 0; i < COUNT(table); i++) {
        Str out = STR_INIT, expected = STR_INIT;
        source.contact.last_topic = source.contact.hook = table[i].noted;
        source.contact.my_promise = source.contact.their_promise = table[i].noted;
        assert_true(template_fill("{{last_topic}}|{{hook}}|{{my_promise}}|{{their_promise}}", &values, &out,
                                  NULL, NULL));
        for (int k = 0; k < 4; k++)
            str_appendf(&expected, "%s%s", k > 0 ? "|" : "", table[i].said);
        assert_string_equal(str_get(&out), str_get(&expected));
        str_clear(&out);
        str_clear(&expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_render),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_long_name_in_error),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_unfilled),
        cmocka_unit_test(test_inert_values),
        cmocka_unit_test(test_random_values),
        cmocka_unit_test(test_random_templates),
        cmocka_unit_test(test_placeholder_table),
        cmocka_unit_test(test_noted_clauses),
        cmocka_unit_test(test_person_values),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_file_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
