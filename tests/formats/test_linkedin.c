// SPDX-License-Identifier: MIT
// LinkedIn archives of every era, from files (tests/data/linkedin/eras): NAME.csv must give NAME.expected,
// whatever the chunks. RAPPORT_ACCEPT=1 writes the expected files anew; read the difference before committing
// it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log_sink.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/formats/linkedin.h"

static const char *const ERAS[] = {
    "connections_2024",
    "connections_2020",
    "connections_quoted_notes",
    "connections_commas_above",
    "connections_excel",
    "connections_german",
    "connections_german_latin1",
    "connections_french",
    "connections_utf16",
    "messages_2022",
    "messages_2023",
    "messages_2026",
    "messages_archived_column",
    "guide_messages",
    "invitations_2022",
    "invitations_2026",
    "profile",
    "positions",
    "education",
    "company_follows",
    "saved_jobs",
    "notes",
    "skills",
};

static void read_whole(const char *name, const char *ending, Str *text)
{
    Error err = {0};
    char *path = str_format("%s/linkedin/eras/%s%s", TEST_DATA, name, ending);
    if (!file_read(path, 1 << 20, text, &err))
        fail_msg("%s: %s", path, err.message);
    free(path);
}

static void accept(const char *name, const Str *log)
{
    char *path = str_format("%s/linkedin/eras/%s.expected", TEST_DATA, name);
    assert_true(file_write(path, str_get(log), log->length, FILE_REPLACE, NULL));
    free(path);
}

static void test_eras(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ERAS / sizeof *ERAS; i++) {
        Str text = STR_INIT, expected = STR_INIT, log = STR_INIT;
        char *name = str_format("%s.csv", ERAS[i]);
        FormatOptions options = {.name = name, .found = true};
        read_whole(ERAS[i], ".csv", &text);
        log_format(&options, str_get(&text), text.length, 4096, &log);
        if (getenv("RAPPORT_ACCEPT") != NULL)
            accept(ERAS[i], &log);
        read_whole(ERAS[i], ".expected", &expected);
        assert_string_equal(str_get(&log), str_get(&expected));
        for (size_t chunk = 1; chunk < 40; chunk += 3) {
            str_truncate(&log, 0);
            log_format(&options, str_get(&text), text.length, chunk, &log);
            assert_string_equal(str_get(&log), str_get(&expected));
        }
        free(name);
        str_clear(&text);
        str_clear(&expected);
        str_clear(&log);
    }
}

static void test_slugs(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const char *slug; // NULL = no profile
    } cases[] = {
        {"https://www.linkedin.com/in/ada-byron", "ada-byron"},
        {"http://linkedin.com/in/ada-byron/", "ada-byron"},
        {"www.linkedin.com/in/Ada-Byron", "ada-byron"},
        {"linkedin.com/in/ada-byron?trk=x", "ada-byron"},
        {"HTTPS://DE.LinkedIn.com/in/ada-byron/de#top", "ada-byron"},
        {"  https://www.linkedin.com/in/ada-byron  ", "ada-byron"},
        {"https://www.linkedin.com//in/x", NULL},
        {"https://www.linkedin.com/in//x", "x"},
        {"https://www.linkedin.com/in/%E7%8E%8B-chi", "\xe7\x8e\x8b-chi"},
        {"https://www.linkedin.com/in/%e7%8e%8b-chi/", "\xe7\x8e\x8b-chi"},
        {"https://www.linkedin.com/in/\xe7\x8e\x8b-chi/", "\xe7\x8e\x8b-chi"},
        {"https://www.linkedin.com/in/a%FFb", "a%ffb"},
        {"https://www.linkedin.com/in/a%1Bb", "a%1bb"},
        {"https://www.linkedin.com/in/a%2Fb", "a%2fb"},
        {"https://www.linkedin.com/in/a%zz", "a%zz"},
        {"https://www.linkedin.com/in/a%4", "a%4"},
        {"https://www.linkedin.com/in/", NULL},
        {"https://www.linkedin.com/in", NULL},
        {"https://www.linkedin.com/company/acme", NULL},
        {"https://evil.example/www.linkedin.com/in/ada", NULL},
        {"https://notlinkedin.com/in/ada", NULL},
        {"https://x@y.linkedin.com/in/ada", NULL},
        {"ada-byron", NULL},
        {"", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str slug = STR_INIT;
        bool found = linkedin_slug(cases[i].url, &slug);
        assert_int_equal(found, cases[i].slug != NULL);
        assert_string_equal(str_get(&slug), cases[i].slug == NULL ? "" : cases[i].slug);
        if (found && strchr(cases[i].slug, '%') == NULL) {
            Str url = STR_INIT, again = STR_INIT;
            linkedin_url(str_get(&slug), &url);
            assert_true(linkedin_slug(str_get(&url), &again));
            assert_string_equal(str_get(&again), str_get(&slug));
            str_clear(&url);
            str_clear(&again);
        }
        str_clear(&slug);
    }
}

static void keep_key(void *self, const ImportMessage *message)
{
    str_appendf(self, "%s\n", message->key);
}

// The key of a message is the same in exports of different eras, and after a spreadsheet changed the line
// ends.
static void test_message_keys_are_stable(void **state)
{
    (void)state;
    static const char *const exports[] = {
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        "2-a,,Ada Byron,https://www.linkedin.com/in/ada,Me,2024-06-01 14:03:22 UTC,,\"Hello,\nyou\",INBOX\n"
        "2-a,,Ada Byron,https://www.linkedin.com/in/ada,Me,2024-06-01 14:03:22 UTC,,\"Hello,\nyou\",INBOX\n",
        "\"CONVERSATION ID\",\"FROM\",\"SENDER PROFILE URL\",\"TO\",\"RECIPIENT PROFILE "
        "URLS\",\"DATE\",\"CONTENT\"\r\n"
        "2-a,Ada B.,http://linkedin.com/in/Ada/,Me,https://www.linkedin.com/in/me,2024-06-01 14:03:22 "
        "UTC,\"<p>Hello,</p>\r\n<p>you</p>\"\r\n"
        "2-a,Ada B.,http://linkedin.com/in/Ada/,Me,https://www.linkedin.com/in/me,2024-06-01 14:03:22 "
        "UTC,\"Hello, you\"",
    };
    static const ImportSink sink = {.message = keep_key};
    Str keys[2] = {STR_INIT, STR_INIT};
    for (size_t i = 0; i < 2; i++) {
        FormatReader *reader = format_reader_new(&(FormatOptions){.name = "messages.csv"}, &sink, &keys[i]);
        assert_true(format_reader_feed(reader, exports[i], strlen(exports[i]), NULL));
        assert_true(format_reader_end(reader, NULL));
        format_reader_free(reader);
    }
    assert_string_equal(str_get(&keys[0]), str_get(&keys[1]));
    const char *second = strchr(str_get(&keys[0]), '\n') + 1;
    assert_true(str_starts(str_get(&keys[0]), "msg/"));
    assert_int_equal(second[-2], '0');
    assert_int_equal(second[strlen(second) - 2], '1');
    str_clear(&keys[0]);
    str_clear(&keys[1]);
}

static void count_key(void *self, const ImportMessage *message)
{
    if (str_ends(message->key, "/0"))
        (*(int *)self)++;
}

// Many different messages: each is the first of its kind.
static void test_many_messages(void **state)
{
    (void)state;
    enum { MESSAGES = 3000 };
    static const ImportSink sink = {.message = count_key};
    int firsts = 0;
    FormatReader *reader = format_reader_new(&(FormatOptions){0}, &sink, &firsts);
    const char *header = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,CONTENT\n";
    assert_true(format_reader_feed(reader, header, strlen(header), NULL));
    for (int i = 0; i < MESSAGES; i++) {
        char *row = str_format(
            "2-%d,Ada,https://www.linkedin.com/in/ada,Me,2024-06-01 14:03:22 UTC,text %d\n", i / 3, i);
        assert_true(format_reader_feed(reader, row, strlen(row), NULL));
        free(row);
    }
    assert_true(format_reader_end(reader, NULL));
    assert_int_equal(firsts, MESSAGES);
    format_reader_free(reader);
}

// A NUL byte stops the file with its line, and the records before it stay.
static void test_broken_file(void **state)
{
    (void)state;
    static const char text[] =
        "First Name,Last Name,Connected On\nAda,Byron,02 Jan 2024\nBo,\0,02 Jan 2024\n";
    Str log = STR_INIT;
    assert_false(log_format(&(FormatOptions){.name = "x.csv"}, text, sizeof text - 1, 16, &log));
    assert_non_null(strstr(str_get(&log), "2 contact Ada Byron"));
    assert_non_null(strstr(str_get(&log), "error 4: line 3: there is a NUL byte"));
    str_clear(&log);
}

// Long and dirty cells come out clean and within the limits.
static void keep_name(void *self, const ImportContact *contact)
{
    str_append(self, contact->name);
}

static void test_dirty_cells(void **state)
{
    (void)state;
    static const ImportSink sink = {.contact = keep_name};
    Str file = STR_INIT, name = STR_INIT;
    str_append(&file, "First Name,Last Name,Connected On\n\"  A\x1b[31m\n\tda\xc2\xa0 \",");
    for (int i = 0; i < 5000; i++)
        str_append(&file, "\xc3\xa9");
    str_append(&file, ",02 Jan 2024\n");
    FormatReader *reader = format_reader_new(&(FormatOptions){0}, &sink, &name);
    assert_true(format_reader_feed(reader, str_get(&file), file.length, NULL));
    assert_true(format_reader_end(reader, NULL));
    assert_true(str_starts(str_get(&name), "A [31m da \xc3\xa9"));
    assert_int_equal(name.length, strlen("A [31m da ") + IMPORT_LINE_MAX);
    format_reader_free(reader);
    str_clear(&file);
    str_clear(&name);
}

static void see_messages(LinkedinOwner *owner, const char *slug, const char *name, int count)
{
    ImportMessage message = {.from_slug = slug, .from_name = name};
    for (int i = 0; i < count; i++)
        linkedin_owner_see_message(owner, &message);
}

static void test_owner(void **state)
{
    (void)state;
    LinkedinOwner *owner = linkedin_owner_new();
    assert_null(linkedin_owner_slug(owner));
    see_messages(owner, NULL, "LinkedIn Member", 100);
    see_messages(owner, "ada", "Ada Byron", 4);
    assert_null(linkedin_owner_slug(owner)); // too few
    see_messages(owner, "ada", "Ada Byron", 4);
    assert_string_equal(linkedin_owner_slug(owner), "ada");
    see_messages(owner, "bo", "Bo Lindqvist", 5);
    assert_null(linkedin_owner_slug(owner)); // not clear
    linkedin_owner_see_me(owner, &(ImportMe){.given = "bo", .family = "LINDQVIST"});
    assert_string_equal(linkedin_owner_slug(owner), "bo");
    see_messages(owner, "bo-2", "Bo Lindqvist", 1);
    assert_null(linkedin_owner_slug(owner)); // a namesake
    linkedin_owner_see_invitation(owner, &(ImportInvitation){.from_slug = "chi", .outgoing = false});
    assert_null(linkedin_owner_slug(owner));
    linkedin_owner_see_invitation(owner, &(ImportInvitation){.from_slug = "dora", .outgoing = true});
    assert_string_equal(linkedin_owner_slug(owner), "dora");
    for (int i = 0; i < 5000; i++) {
        char slug[16];
        snprintf(slug, sizeof slug, "p%d", i);
        see_messages(owner, slug, "Somebody", 1);
    }
    see_messages(owner, "bo", "Bo Lindqvist", 5000);
    assert_string_equal(linkedin_owner_slug(owner), "dora");
    linkedin_owner_free(owner);
    linkedin_owner_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eras),
        cmocka_unit_test(test_slugs),
        cmocka_unit_test(test_message_keys_are_stable),
        cmocka_unit_test(test_dirty_cells),
        cmocka_unit_test(test_many_messages),
        cmocka_unit_test(test_broken_file),
        cmocka_unit_test(test_owner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
