// SPDX-License-Identifier: MIT
// The JSON writer: shapes, escapes, and that no byte reaches the output that a terminal would obey.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/json.h"
#include "support/random.h"

static void expect_text(const char *text, size_t length, const char *expected)
{
    Str out = STR_INIT;
    JsonWriter json = json_write_to(&out);
    json_write_text_n(&json, text, length);
    assert_string_equal(str_get(&out), expected);
    str_clear(&out);
}

static void test_shapes(void **state)
{
    (void)state;
    Str out = STR_INIT;
    JsonWriter json = json_write_to(&out);
    json_write_object(&json);
    json_field_text(&json, "query", "school:x");
    json_field_int(&json, "total", -3);
    json_field_array(&json, "contacts");
    json_write_object(&json);
    json_field_text(&json, "name", NULL);
    json_field_bool(&json, "favourite", true);
    json_field_bool(&json, "deleted", false);
    json_write_object_end(&json);
    json_write_object(&json);
    json_write_object_end(&json);
    json_write_array(&json);
    json_write_array_end(&json);
    json_write_int(&json, INT64_MIN);
    json_write_array_end(&json);
    json_field_object(&json, "by");
    json_field_day(&json, "on", civil_day(2026, 11, 24));
    json_field_day(&json, "none", CIVIL_NONE);
    json_field_moment(&json, "at", (Moment){.utc = 0, .offset_min = 60});
    json_field_null(&json, "null");
    json_write_object_end(&json);
    json_write_object_end(&json);
    assert_string_equal(
        str_get(&out),
        "{\"query\":\"school:x\",\"total\":-3,\"contacts\":[{\"name\":null,\"favourite\":true,"
        "\"deleted\":false},{},[],-9223372036854775808],\"by\":{\"on\":\"2026-11-24\",\"none\":null,"
        "\"at\":\"1970-01-01T01:00:00+01:00\",\"null\":null}}");
    str_clear(&out);
}

static void test_streaming(void **state)
{
    (void)state;
    Str out = STR_INIT, whole = STR_INIT;
    JsonWriter json = json_write_to(&out);
    json_write_array(&json);
    for (int i = 0; i < 3; i++) {
        json_write_int(&json, i);
        str_append(&whole, str_get(&out));
        str_truncate(&out, 0);
    }
    json_write_array_end(&json);
    str_append(&whole, str_get(&out));
    assert_string_equal(str_get(&whole), "[0,1,2]");
    str_clear(&out);
    str_clear(&whole);
}

static void test_escapes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *expected;
    } cases[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
        {"\n\r\t\b\f", "\"\\n\\r\\t\\b\\f\""},
        {"\x1b]52;c;eA==\x07", "\"\\u001b]52;c;eA==\\u0007\""},
        {"\x7f", "\"\\u007f\""},
        {"\xc2\x9b", "\"\\u009b\""},
        {"\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\""},
        {"\xe2\x80\xae", "\"\\u202e\""},
        {"\xef\xbb\xbf", "\"\\ufeff\""},
        {"\xf3\xa0\x81\x81", "\"\\udb40\\udc41\""},
        {"caf\xc3\xa9 \xf0\x9f\x91\x8d", "\"caf\xc3\xa9 \xf0\x9f\x91\x8d\""},
        {"\xff\xc3", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_text(cases[i].text, strlen(cases[i].text), cases[i].expected);
    expect_text("a\0b", 3, "\"a\\u0000b\"");
}

static void test_reals(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *expected;
    } cases[] = {{0.1, "0.1"}, {-2.5, "-2.5"},    {3, "3"},
                 {-0.0, "0"},  {1e300, "1e+300"}, {1.0 / 3, "0.3333333333333333"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str out = STR_INIT;
        JsonWriter json = json_write_to(&out);
        json_write_real(&json, cases[i].value);
        assert_string_equal(str_get(&out), cases[i].expected);
        str_clear(&out);
    }
    Str out = STR_INIT;
    JsonWriter json = json_write_to(&out);
    json_write_array(&json);
    json_write_real(&json, NAN);
    json_write_real(&json, INFINITY);
    json_write_array_end(&json);
    assert_string_equal(str_get(&out), "[null,null]");
    str_clear(&out);
}

// Any bytes at all: the output is valid UTF-8 and every code point in it may be shown.
static void test_random_bytes_are_harmless(void **state)
{
    (void)state;
    random_start_rand(20261124);
    for (int round = 0; round < 20000; round++) {
        char bytes[24];
        size_t length = (size_t)rand() % sizeof bytes;
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)(rand() % 3 == 0 ? rand() : "\xe2\x80\xc2\xf3\xa0\x81\xae\x9b"[rand() % 8]);
        Str out = STR_INIT;
        JsonWriter json = json_write_to(&out);
        json_write_text_n(&json, bytes, length);
        for (size_t at = 0; at < out.length;) {
            uint32_t code;
            bool valid;
            at += utf8_decode(out.data + at, out.length - at, &code, &valid);
            if (!valid || code < 0x20 || (code >= 0x7F && code <= 0x9F) || sanitise_hidden(code))
                fail_msg("round %d lets U+%04X through", round, (unsigned)code);
        }
        str_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_streaming),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_reals),
        cmocka_unit_test(test_random_bytes_are_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
