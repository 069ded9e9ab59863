// SPDX-License-Identifier: MIT
// The limits of channels and their counter, at the limit, one below and one above it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/core/channel.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static Str repeated(const char *piece, size_t times)
{
    Str out = STR_INIT;
    for (size_t i = 0; i < times; i++)
        str_append(&out, piece);
    return out;
}

static void test_counter(void **state)
{
    (void)state;
    static const struct {
        Channel channel;
        bool premium;
        const char *piece;
        size_t times;
        bool over;
        const char *counter;
    } table[] = {
        {CHANNEL_LINKEDIN_NOTE, false, "a", 0, false, "0/200  200 left"},
        {CHANNEL_LINKEDIN_NOTE, false, "a", 199, false, "199/200  1 left"},
        {CHANNEL_LINKEDIN_NOTE, false, "a", 200, false, "200/200  0 left"},
        {CHANNEL_LINKEDIN_NOTE, false, "a", 201, true, "201/200  -1"},
        {CHANNEL_LINKEDIN_NOTE, true, "a", 256, false, "256/300  44 left"},
        {CHANNEL_LINKEDIN_NOTE, true, "a", 312, true, "312/300  -12"},
        {CHANNEL_LINKEDIN_NOTE, false, "🚀", 100, false, "200/200  0 left"},
        {CHANNEL_LINKEDIN_NOTE, false, "🚀", 101, true, "202/200  -2"},
        {CHANNEL_LINKEDIN_NOTE, false, "é", 200, false, "200/200  0 left"},
        {CHANNEL_INMAIL, false, "a", 1901, true, "1901/1900  -1"},
        {CHANNEL_LINKEDIN, false, "a", 8000, false, "8000/8000  0 left"},
        {CHANNEL_LINKEDIN, true, "a", 8001, true, "8001/8000  -1"},
        {CHANNEL_EMAIL, false, "a", 20000, false, "20000 characters"},
        {CHANNEL_EMAIL, false, "a", 1, false, "1 character"},
        {CHANNEL_NONE, false, "a", 2, false, "2 characters"},
        {CHANNEL_SMS, false, "a", 0, false, "0 characters"},
        {CHANNEL_SMS, false, "a", 160, false, "160 characters  1 part"},
        {CHANNEL_SMS, false, "a", 161, false, "161 characters  2 parts"},
        {CHANNEL_SMS, false, "a", 306, false, "306 characters  2 parts"},
        {CHANNEL_SMS, false, "a", 307, false, "307 characters  3 parts"},
        {CHANNEL_SMS, false, "ä", 160, false, "160 characters  1 part"},
        {CHANNEL_SMS, false, "€", 80, false, "80 characters  1 part"},
        {CHANNEL_SMS, false, "€", 81, false, "81 characters  2 parts"},
        {CHANNEL_SMS, false, "王", 70, false, "70 characters  1 part"},
        {CHANNEL_SMS, false, "王", 71, false, "71 characters  2 parts"},
        {CHANNEL_SMS, false, "🚀", 36, false, "72 characters  2 parts"},
        {CHANNEL_SMS, false, "`", 71, false, "71 characters  2 parts"},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        Str text = repeated(table[i].piece, table[i].times), out = STR_INIT;
        ChannelCount count = channel_count(table[i].channel, table[i].premium, NULL, str_get(&text));
        assert_int_equal(count.over, table[i].over);
        channel_counter(&count, &out);
        assert_string_equal(str_get(&out), table[i].counter);
        str_clear(&text);
        str_clear(&out);
    }
}

static void test_subject(void **state)
{
    (void)state;
    Str subject = repeated("s", 200);
    assert_false(channel_count(CHANNEL_INMAIL, false, subject.data, "hi").over);
    str_push(&subject, 's');
    assert_true(channel_count(CHANNEL_INMAIL, false, subject.data, "hi").over);
    assert_false(channel_count(CHANNEL_EMAIL, false, subject.data, NULL).over);
    assert_int_equal(channel_count(CHANNEL_EMAIL, false, subject.data, NULL).subject, 201);
    str_clear(&subject);
}

static void test_table(void **state)
{
    (void)state;
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        assert_int_equal(channel_limits((Channel)channel)->channel, channel);
    assert_int_equal(channel_limits((Channel)99)->channel, CHANNEL_NONE);
    assert_true(channel_limits(CHANNEL_EMAIL)->has_subject && channel_limits(CHANNEL_INMAIL)->has_subject);
    assert_false(channel_limits(CHANNEL_LINKEDIN)->has_subject);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counter), cmocka_unit_test(test_subject),
                                       cmocka_unit_test(test_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
