// SPDX-License-Identifier: MIT
// The JSON reader: what it refuses, what it hands out, and that it reads back whatever the writer wrote.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "rapport/formats/json.h"
#include "rapport/formats/json_read.h"
#include "support/random.h"

static void test_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "'a'",
        "01",
        "nul",
        "\"\xff\"",
        "\"\xc0\xaf\"",
        "\"\xed\xa0\x80\"",
        "\"\\ud800\"",
        "\"a\\u0000b\"",
        "\"line\nbreak\"",
        "{} {}",
        "1 2",
        "// x\n1",
        "[1e999]",
        "99999999999999999999",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error err = {0};
        JsonValue *value = json_read_parse(cases[i], strlen(cases[i]), &err);
        if (value != NULL)
            fail_msg("case %zu was accepted: %s", i, cases[i]);
        assert_int_equal(err.kind, ERROR_INPUT);
        assert_true(err.line >= 1);
    }
}

static JsonValue *nested(int depth, Error *err)
{
    Str text = STR_INIT;
    for (int i = 0; i < depth; i++)
        str_push(&text, '[');
    str_append(&text, "\"[[[ \\\" [[[\"");
    for (int i = 0; i < depth; i++)
        str_push(&text, ']');
    JsonValue *value = json_read_parse(str_get(&text), text.length, err);
    str_clear(&text);
    return value;
}

static void test_depth(void **state)
{
    (void)state;
    Error err = {0};
    JsonValue *value = nested(JSON_DEPTH, &err);
    assert_non_null(value);
    json_read_free(value);
    assert_null(nested(JSON_DEPTH + 1, &err));
    assert_null(nested(100000, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
}

static bool join(void *self, const char *key, const JsonValue *value)
{
    str_appendf(self, "%s%d,", key, (int)json_read_kind(value));
    return strcmp(key, "stop") != 0;
}

static void test_getters(void **state)
{
    (void)state;
    static const char text[] =
        "{\"z\":\"text\",\"a\":[1,2.5,true,null,{}],\"n\":-7,\"stop\":false,\"never\":1}";
    JsonValue *value = json_read_parse(text, strlen(text), NULL);
    assert_int_equal(json_read_kind(value), JSON_IS_OBJECT);
    assert_int_equal(json_read_count(value), 5);
    assert_string_equal(json_read_member_text(value, "z"), "text");
    assert_null(json_read_member_text(value, "n"));
    assert_null(json_read_member(value, "absent"));
    assert_int_equal(json_read_member_int(value, "n", 1), -7);
    assert_int_equal(json_read_member_int(value, "z", 1), 1);
    assert_false(json_read_member_bool(value, "stop", true));
    assert_true(json_read_member_bool(value, "absent", true));
    const JsonValue *array = json_read_member(value, "a");
    assert_int_equal(json_read_count(array), 5);
    assert_int_equal(json_read_int(json_read_item(array, 0), 9), 1);
    assert_int_equal(json_read_int(json_read_item(array, 1), 9), 9);
    assert_true(json_read_real(json_read_item(array, 1), 0) > 2.4);
    assert_true(json_read_real(json_read_item(array, 0), 0) > 0.9);
    assert_true(json_read_bool(json_read_item(array, 2), false));
    assert_int_equal(json_read_kind(json_read_item(array, 3)), JSON_IS_NULL);
    assert_int_equal(json_read_kind(json_read_item(array, 4)), JSON_IS_OBJECT);
    assert_null(json_read_item(array, 5));
    assert_null(json_read_item(value, 0));
    assert_null(json_read_member(array, "z"));
    assert_int_equal(json_read_kind(NULL), JSON_IS_NULL);
    assert_null(json_read_member(NULL, "z"));
    assert_null(json_read_text(NULL));
    assert_int_equal(json_read_count(NULL), 0);
    Str keys = STR_INIT;
    assert_false(json_read_members(value, join, &keys));
    assert_string_equal(str_get(&keys), "z4,a5,n2,stop1,");
    assert_true(json_read_members(NULL, join, &keys));
    str_clear(&keys);
    json_read_free(value);
    json_read_free(NULL);
}

// Text without NUL that is valid UTF-8 survives the round trip; the rest comes back repaired and stays so.
static void test_round_trip(void **state)
{
    (void)state;
    random_start_rand(4711);
    for (int round = 0; round < 5000; round++) {
        char bytes[32];
        size_t length = (size_t)rand() % (sizeof bytes - 1);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)(1 + rand() % 255);
        bytes[length] = '\0';
        Str first = STR_INIT, second = STR_INIT;
        JsonWriter json = json_write_to(&first);
        json_write_text(&json, bytes);
        Error err = {0};
        JsonValue *value = json_read_parse(str_get(&first), first.length, &err);
        if (value == NULL)
            fail_msg("round %d: %s", round, err.message);
        json = json_write_to(&second);
        json_write_text(&json, json_read_text(value));
        assert_string_equal(str_get(&first), str_get(&second));
        json_read_free(value);
        str_clear(&first);
        str_clear(&second);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_getters),
        cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
