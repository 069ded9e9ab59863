// SPDX-License-Identifier: MIT
// Mails from hostile values: whatever a name, a subject or a text contains, the mail has exactly the headers
// and the recipients that it was to have, and every line of it is ASCII of a length that mail takes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/formats/mail.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const PAYLOADS[] = {
    "Ada Byron",
    "",
    "Ada\nBcc: evil@x.example",
    "Ada\r\nBcc: evil@x.example",
    "Ada\rBcc: evil@x.example",
    "Ada\n\nSecond body",
    "Ada\r\n\r\n<script>",
    "\nBcc: evil@x.example",
    "Ada\n Bcc: folded@x.example",
    "Ada\n\tBcc: tabbed@x.example",
    "Ada\v\f\b\x01\x1f\x7f Byron",
    "Byron, Ada",
    "\"Ada\" <evil@x.example>",
    "<evil@x.example>",
    "evil@x.example, other@x.example",
    "Ada; evil@x.example;",
    "Ada (comment) Byron",
    "Ada \\\" Byron",
    "Ada \\",
    "\"",
    "=?utf-8?q?Ada=0ABcc=3A_evil?=",
    "=?utf-8?b?QWRhCkJjYzogZXZpbA==?=",
    "=?broken?",
    "Łukasz Żółć",
    "王小明",
    "\xF0\x9F\x99\x82 Ada",
    "נועה כהן",
    "Ada\xE2\x80\xA8"
    "Bcc: evil@x.example",
    "Ada\xC2\x85"
    "Bcc: evil@x.example",
    "Ada\xE2\x80\xAE"
    "elpmaxe.x@live",
    "\xff\xfe\x80",
    "Ada \xc3",
    "undisclosed-recipients:;",
    "Friends: a@x.example, b@x.example;",
    "X-Evil: yes",
    "-oQ/tmp -X/tmp/log",
    "$(touch /tmp/x) `id` ; rm -rf ~",
    "{{me.email}}",
    "[[x]]",
    ".",
    "..",
    "From me to you",
    "A very long name that goes on and on, since nobody told it to stop, and which no line of a mail could "
    "take whole",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaa",
};

static Str compose(const MailMessage *message)
{
    Str out = STR_INIT;
    Error err = {0};
    if (!mail_compose(message, &out, &err))
        fail_msg("%s", err.message);
    return out;
}

static bool is_known(const char *name, size_t length)
{
    static const char *const NAMES[] = {"From",
                                        "To",
                                        "Subject",
                                        "Date",
                                        "Message-Id",
                                        "References",
                                        "In-Reply-To",
                                        "X-Rapport-Draft",
                                        "MIME-Version",
                                        "Content-Type",
                                        "Content-Transfer-Encoding"};
    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (strlen(NAMES[i]) == length && strncmp(NAMES[i], name, length) == 0)
            return true;
    return false;
}

// Addresses of a header: "<" outside of quotes.
static int recipients(const char *value, size_t length)
{
    int count = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (value[i] == '\\')
            i++;
        else if (value[i] == '"')
            quoted = !quoted;
        else if (!quoted && value[i] == '<')
            count++;
        else if (!quoted && (value[i] == ';' || value[i] == ':'))
            fail_msg("a group of recipients: %.*s", (int)length, value);
    }
    return count;
}

static void check_header(const char *line, size_t length, int *seen)
{
    const char *colon = memchr(line, ':', length);
    assert_non_null(colon);
    size_t name = (size_t)(colon - line);
    if (!is_known(line, name))
        fail_msg("a header that nobody wanted: %.*s", (int)length, line);
    ++*seen;
    bool address = strncmp(line, "To", name) == 0 || strncmp(line, "From", name) == 0;
    if (address && recipients(colon + 1, length - name - 1) > 1)
        fail_msg("more recipients than wanted: %.*s", (int)length, line);
}

// Headers with their folded lines, up to the empty line.
static const char *check_headers(const char *mail, int *seen)
{
    while (*mail != '\n') {
        size_t length = strcspn(mail, "\n");
        while (mail[length] == '\n' && (mail[length + 1] == ' ' || mail[length + 1] == '\t'))
            length += 1 + strcspn(mail + length + 1, "\n");
        assert_int_equal(mail[length], '\n');
        check_header(mail, length, seen);
        mail += length + 1;
    }
    return mail + 1;
}

static void check_lines(const char *mail)
{
    for (const char *at = mail; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        if (length > 998)
            fail_msg("a line of %zu bytes", length);
        for (size_t i = 0; i < length; i++)
            if ((unsigned char)at[i] >= 0x7F || ((unsigned char)at[i] < ' ' && at[i] != '\t'))
                fail_msg("byte 0x%02x in a line: %.*s", (unsigned char)at[i], (int)length, at);
        at += length + (at[length] == '\n' ? 1 : 0);
    }
}

static MailMessage letter(const MailAddress *to)
{
    return (MailMessage){.from = {"Robin Alder", "robin@alder.example"},
                         .to = to,
                         .to_count = 1,
                         .subject = "A question",
                         .text = "Dear Ada,\n\nhow are the tides?\n\nRobin\n",
                         .message_id = "1234@alder.example",
                         .draft = "7d41b2c8",
                         .at = {1795510860, 60}};
}

static void test_plain(void **state)
{
    (void)state;
    MailAddress to = {"Ada Byron", "ada@acme.example"};
    MailMessage message = letter(&to);
    message.references = "98@alder.example spoilt\x01@x 99@acme.example";
    Str mail = compose(&message);
    static const char *const PARTS[] = {"From: Robin Alder <robin@alder.example>\n",
                                        "To: Ada Byron <ada@acme.example>\n",
                                        "Subject: A question\n",
                                        "Message-Id: <1234@alder.example>\n",
                                        "In-Reply-To: <99@acme.example>\n",
                                        "References: <98@alder.example> <99@acme.example>\n",
                                        "X-Rapport-Draft: 7d41b2c8\n",
                                        "MIME-Version: 1.0\n",
                                        "Content-Type: text/plain; charset=utf-8\n",
                                        "\n\nDear Ada,\n\nhow are the tides?\n\nRobin\n",
                                        " +0100\n"};
    for (size_t i = 0; i < COUNT(PARTS); i++)
        if (strstr(str_get(&mail), PARTS[i]) == NULL)
            fail_msg("\"%s\" is missing in\n%s", PARTS[i], str_get(&mail));
    str_clear(&mail);
}

// Each payload in each place: 44 payloads, 6 places.
static void test_hostile(void **state)
{
    (void)state;
    enum { PLACES = 6 };
    for (size_t i = 0; i < COUNT(PAYLOADS); i++)
        for (int place = 0; place < PLACES; place++) {
            MailAddress to = {"Ada Byron", "ada@acme.example"};
            MailMessage message = letter(&to);
            const char **places[PLACES] = {&to.name,      &message.from.name,  &message.subject,
                                           &message.text, &message.references, &message.draft};
            *places[place] = PAYLOADS[i];
            Str mail = compose(&message);
            int seen = 0;
            check_headers(str_get(&mail), &seen);
            check_lines(str_get(&mail));
            assert_in_range(seen, 8, 11);
            str_clear(&mail);
        }
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"ada@acme.example", "a.b+c@x-y.example", "o'brien@acme.example",
                                       "ä@ö.example"};
    static const char *const BAD[] = {NULL,
                                      "",
                                      "ada",
                                      "@acme.example",
                                      "ada@",
                                      "ada@@acme.example",
                                      "ada@acme.example, x@y.example",
                                      "-oX@y.example",
                                      "ada@-acme.example",
                                      "ada @acme.example",
                                      "ada@acme.example\nBcc: x@y.example",
                                      "\"ada\"@acme.example",
                                      "ada@acme.example>",
                                      "<ada@acme.example>",
                                      "ada..b@acme.example",
                                      ".ada@acme.example",
                                      "ada@acme.example.",
                                      "ada(x)@acme.example",
                                      "ada@[127.0.0.1]",
                                      "ada;b@acme.example"};
    Error err = {0};
    for (size_t i = 0; i < COUNT(GOOD); i++)
        if (!mail_address_check(GOOD[i], &err))
            fail_msg("%s is refused", GOOD[i]);
    for (size_t i = 0; i < COUNT(BAD); i++) {
        if (mail_address_check(BAD[i], &err))
            fail_msg("%s is taken", BAD[i]);
        assert_int_equal(err.kind, ERROR_INPUT);
        MailAddress to = {"Ada", BAD[i]};
        MailMessage message = letter(&to);
        Str out = STR_INIT;
        assert_false(mail_compose(&message, &out, &err));
        assert_int_equal(out.length, 0);
    }
    Str id = STR_INIT;
    IdSource source = id_source_seeded(7);
    mail_id(id_next(&source), 3, "robin@alder.example", &id);
    assert_true(str_ends(str_get(&id), ".3@alder.example"));
    assert_true(mail_address_check(str_get(&id), NULL));
    str_clear(&id);
}

// Lines that mean something to programs on the way.
static void test_lines_that_end_mails(void **state)
{
    (void)state;
    MailAddress to = {"Ada Byron", "ada@acme.example"};
    MailMessage message = letter(&to);
    message.text = "one\n.\n..\n.two\nFrom me\n>From\n.\n";
    Str mail = compose(&message);
    assert_true(str_ends(str_get(&mail), "\n\none\n=2E\n..\n.two\n=46rom me\n>From\n=2E\n"));
    str_clear(&mail);
}

static void test_subjects(void **state)
{
    (void)state;
    static const struct {
        const char *one, *other;
        bool same;
    } CASES[] = {
        {"Tides", "Re: Tides", true},   {"Tides", "RE: re:  tides", true}, {"AW: Tides", "Re:Tides", true},
        {"Tides", "Retides", false},    {"Re: Tides", "Re: Tide", false},  {NULL, "", true},
        {"Re: Sv: Antw: x", "x", true}, {"Regarding x", "x", false},       {"Re", "Re:", false}};
    for (size_t i = 0; i < COUNT(CASES); i++)
        if (mail_same_subject(CASES[i].one, CASES[i].other) != CASES[i].same)
            fail_msg("%s, %s", CASES[i].one != NULL ? CASES[i].one : "none", CASES[i].other);
    assert_string_equal(mail_subject_base("Re: AW: The tides"), "The tides");
}

int main(void)
{
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain), cmocka_unit_test(test_hostile),
                                       cmocka_unit_test(test_addresses), cmocka_unit_test(test_subjects),
                                       cmocka_unit_test(test_lines_that_end_mails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
