// SPDX-License-Identifier: MIT
// Sending: a real program gets exactly its own arguments and one mail on standard input, whatever people are
// called; what it does not take stays a draft.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/sending.h"
#include "rapport/app/settings.h"
#include "rapport/base/civil.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/store/interactions.h"

typedef struct Bench {
    char folder[32];
    char *program, *seen; // a mail program, and where it puts what it gets
    App *app;
} Bench;

static int open_bench(void **state)
{
    Bench *bench = mem_alloc(sizeof *bench);
    snprintf(bench->folder, sizeof bench->folder, "/tmp/rapport-send-XXXXXX");
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    if (mkdtemp(bench->folder) == NULL)
        return 1;
    bench->program = str_format("%s/mailer", bench->folder);
    bench->seen = str_format("%s/seen", bench->folder);
    FILE *script = fopen(bench->program, "w");
    fprintf(script, "#!/bin/sh\n{ echo \"$#\"; printf '%%s\\n' \"$@\"; cat; } >'%s'\n", bench->seen);
    fclose(script);
    chmod(bench->program, 0700);
    StoreOptions options = {.path = ":memory:", .clock = {.fixed = true, .moment = {1795510860, 60}}};
    Error err = {0};
    *state = bench;
    return !app_open(&options, &bench->app, &err);
}

static int close_bench(void **state)
{
    Bench *bench = *state;
    app_close(bench->app);
    unlink(bench->program);
    unlink(bench->seen);
    rmdir(bench->folder);
    free(bench->program);
    free(bench->seen);
    free(bench);
    return 0;
}

static int64_t add(App *app, const char *line)
{
    AddResult result = {0};
    Error err = {0};
    if (!app_add(app, line, &result, &err))
        fail_msg("%s", err.message);
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

static void edit(App *app, int64_t contact, const char *what)
{
    FieldEdit field;
    Error err = {0};
    assert_true(field_edit_parse(what, &field, &err));
    if (!app_edit(app, &contact, 1, 0, &field, 1, &err))
        fail_msg("%s", err.message);
}

static int64_t draft_to(App *app, int64_t contact, const char *subject, const char *text)
{
    DraftRequest request = {
        .contacts = &contact, .contact_count = 1, .template_name = "", .channel = CHANNEL_EMAIL};
    StepResult result = {0};
    Draft draft = {0};
    Error err = {0};
    int64_t copy = 0;
    if (!app_draft_new(app, &request, &result, &err))
        fail_msg("%s", err.message);
    int64_t id = result.id;
    step_result_clear(&result);
    assert_true(store_draft_get(app->store, id, &draft, &err));
    int64_t rev = draft.rev;
    draft_clear(&draft);
    assert_true(app_draft_save(app, id, &rev, subject, text, NULL, 0, &copy, &err));
    return id;
}

static char *seen(const Bench *bench)
{
    Str text = STR_INIT;
    Error err = {0};
    if (!file_read(bench->seen, 1 << 20, &text, &err))
        fail_msg("%s", err.message);
    return str_take(&text);
}

static DraftState state_of(App *app, int64_t id)
{
    Draft draft = {0};
    Error err = {0};
    assert_true(store_draft_get(app->store, id, &draft, &err));
    DraftState state = draft.state;
    draft_clear(&draft);
    return state;
}

static void test_send(void **state)
{
    Bench *bench = *state;
    App *app = bench->app;
    Error err = {0};
    StepResult result;
    edit(app, 0, "name=Robin Alder");
    int64_t ada = add(app, "Ada Byron @ Acme, ada@acme.example");
    int64_t id = draft_to(app, ada, "Tides", "Dear Ada,\n\nhow are they?\n\nRobin");
    char *argv[] = {bench->program, "-t", "--read-envelope-from", NULL};
    assert_false(app_send(app, id, argv, false, &result, &err)); // my address is not known
    assert_int_equal(err.kind, ERROR_INPUT);
    edit(app, store_me(app->store), "email=robin@alder.example");
    if (!app_send(app, id, argv, false, &result, &err))
        fail_msg("%s", err.message);
    step_result_clear(&result);
    char *mail = seen(bench);
    assert_true(str_starts(mail, "2\n-t\n--read-envelope-from\n"));
    assert_non_null(strstr(mail, "To: Ada Byron <ada@acme.example>\n"));
    assert_non_null(strstr(mail, "\n\nDear Ada,\n\nhow are they?\n\nRobin\n"));
    free(mail);
    assert_int_equal(state_of(app, id), DRAFT_SENT);
    JournalStep step = {0};
    assert_true(app_undo(app, true, &step, &err));
    assert_non_null(strstr(step.what, "the mail has gone"));
    assert_int_equal(state_of(app, id), DRAFT_OPEN);
}

static void test_refused(void **state)
{
    Bench *bench = *state;
    App *app = bench->app;
    Error err = {0};
    StepResult result;
    edit(app, 0, "name=Robin Alder");
    edit(app, store_me(app->store), "email=robin@alder.example");
    int64_t ada = add(app, "Ada Byron @ Acme, ada@acme.example"), sam = add(app, "Sam Okafor");
    char *argv[] = {bench->program, "-t", NULL}, *broken[] = {"/bin/false", NULL};
    char *missing[] = {"/nowhere/mailer", NULL};
    int64_t none = draft_to(app, sam, "Hello", "Dear Sam,\n\nhello.\n\nRobin");
    assert_false(app_send(app, none, argv, false, &result, &err));
    assert_non_null(strstr(err.message, "Sam Okafor"));
    int64_t empty = draft_to(app, ada, "Hello", "Dear {{first_name}},");
    assert_false(app_send(app, empty, argv, false, &result, &err));
    int64_t id = draft_to(app, ada, "Hello", "Dear Ada,\n\nhello.\n\nRobin");
    assert_false(app_send(app, id, broken, false, &result, &err));
    assert_int_equal(err.kind, ERROR_IO);
    assert_false(app_send(app, id, missing, false, &result, &err));
    assert_int_equal(state_of(app, id), DRAFT_OPEN);
    assert_false(file_exists(bench->seen));
}

static void send_now(Bench *bench, int64_t id)
{
    char *argv[] = {bench->program, "-t", NULL};
    StepResult result = {0};
    Error err = {0};
    if (!app_send(bench->app, id, argv, true, &result, &err))
        fail_msg("%s", err.message);
    step_result_clear(&result);
}

static char *header(const char *mail, const char *name)
{
    char *start = str_format("\n%s: ", name);
    const char *at = strstr(mail, start);
    at = at != NULL ? at + strlen(start) : "";
    free(start);
    Str value = STR_INIT;
    for (; *at != '\0' && (*at != '\n' || at[1] == ' ' || at[1] == '\t'); at++)
        if (*at != '\n')
            str_push(&value, *at == '\t' ? ' ' : *at);
    return str_take(&value);
}

// What is nudged or answered goes on in its thread; another subject begins one.
static void test_thread(void **state)
{
    Bench *bench = *state;
    App *app = bench->app;
    edit(app, 0, "name=Robin Alder");
    edit(app, store_me(app->store), "email=robin@alder.example");
    int64_t ada = add(app, "Ada Byron @ Acme, ada@acme.example");
    send_now(bench, draft_to(app, ada, "Tides", "Dear Ada, how are they? Robin"));
    char *first = seen(bench), *first_id = header(first, "Message-Id");
    assert_non_null(strchr(first_id, '@'));
    assert_null(strstr(first, "In-Reply-To"));
    DraftRequest request = {.contacts = &ada,
                            .contact_count = 1,
                            .template_name = "nudge",
                            .channel = CHANNEL_EMAIL,
                            .occasion = OCCASION_NUDGE};
    StepResult result = {0};
    Draft draft = {0};
    Error err = {0};
    if (!app_draft_new(app, &request, &result, &err))
        fail_msg("%s", err.message);
    assert_true(store_draft_get(app->store, result.id, &draft, &err));
    assert_string_equal(draft.subject, "Re: Tides");
    draft_clear(&draft);
    Letter letter;
    assert_true(app_letter(app, result.id, &letter, &err));
    assert_int_equal(letter.thread_day, app_today(app));
    letter_clear(&letter);
    send_now(bench, result.id);
    char *second = seen(bench), *second_id = header(second, "Message-Id"),
         *parent = header(second, "In-Reply-To");
    assert_string_equal(parent, first_id);
    send_now(bench, draft_to(app, ada, "re: tides", "Dear Ada, and now? Robin"));
    char *third = seen(bench), *references = header(third, "References"),
         *both = str_format("%s %s", first_id, second_id);
    assert_string_equal(references, both);
    send_now(bench, draft_to(app, ada, "Tides", "Dear Ada, next year's. Robin"));
    char *fourth = seen(bench);
    assert_null(strstr(fourth, "In-Reply-To"));
    char *all[] = {first, first_id, second, second_id, parent, third, references, both, fourth};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

// The copy of a draft in the folder of a mail program is the only one, however often it is put there.
static void test_drafts_folder(void **state)
{
    Bench *bench = *state;
    App *app = bench->app;
    Error err = {0};
    Str path = STR_INIT;
    edit(app, 0, "name=Robin Alder");
    edit(app, store_me(app->store), "email=robin@alder.example");
    int64_t ada = add(app, "Ada Byron @ Acme, ada@acme.example");
    int64_t id = draft_to(app, ada, "Tides", "Dear Ada, how are they? Robin"), rev = 2, copy;
    assert_false(app_mail_to_drafts(app, id, bench->folder, &path, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    static const char *const PARTS[] = {"cur", "new", "tmp"};
    for (int i = 0; i < 3; i++) {
        char *part = str_format("%s/%s", bench->folder, PARTS[i]);
        assert_int_equal(mkdir(part, 0700), 0);
        free(part);
    }
    if (!app_mail_to_drafts(app, id, bench->folder, &path, &err))
        fail_msg("%s", err.message);
    assert_true(str_ends(str_get(&path), ".rapport:2,DS"));
    struct stat info;
    assert_int_equal(stat(str_get(&path), &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    char *first = str_take(&path);
    assert_true(app_draft_save(app, id, &rev, "Tides", "Dear Ada, and now? Robin", NULL, 0, &copy, &err));
    assert_true(app_mail_to_drafts(app, id, bench->folder, &path, &err));
    assert_false(file_exists(first));
    Str mail = STR_INIT;
    assert_true(file_read(str_get(&path), 1 << 20, &mail, &err));
    assert_non_null(strstr(str_get(&mail), "\nX-Rapport-Draft: "));
    assert_non_null(strstr(str_get(&mail), "and now?"));
    assert_int_equal(state_of(app, id), DRAFT_OPEN);
    StepResult result = {0};
    MailIds known = {0};
    assert_true(app_draft_sent(app, id, NULL, false, &result, &err)); // the mail program has sent it
    assert_true(store_mail_ids(app->store, ada, &known, &err));
    assert_int_equal(known.count, 1);
    char *line = str_format("\nMessage-Id: <%s>\n", known.items[0].id);
    assert_non_null(strstr(str_get(&mail), line));
    free(line);
    mail_ids_clear(&known);
    step_result_clear(&result);
    unlink(str_get(&path));
    for (int i = 0; i < 3; i++) { // and nothing else was left
        char *part = str_format("%s/%s", bench->folder, PARTS[i]);
        assert_int_equal(rmdir(part), 0);
        free(part);
    }
    free(first);
    str_clear(&mail);
    str_clear(&path);
}

// What was typed while the mail was on its way is not what is written down.
static void test_typed_meanwhile(void **state)
{
    Bench *bench = *state;
    App *app = bench->app;
    Error err = {0};
    StepResult result = {0};
    Letter letter;
    edit(app, 0, "name=Robin Alder");
    edit(app, store_me(app->store), "email=robin@alder.example");
    int64_t ada = add(app, "Ada Byron @ Acme, ada@acme.example");
    int64_t id = draft_to(app, ada, "Tides", "Dear Ada, as mailed. Robin"), rev, copy;
    assert_true(app_letter(app, id, &letter, &err));
    rev = letter.draft.rev;
    assert_true(app_draft_save(app, id, &rev, "Tides", "typed later", NULL, 0, &copy, &err));
    assert_true(app_draft_mailed(app, &letter.draft, &result, &err));
    Interaction one;
    interaction_init(&one);
    assert_true(store_interaction_get(app->store, result.id, &one, &err));
    assert_string_equal(one.text, "Dear Ada, as mailed. Robin");
    interaction_clear(&one);
    step_result_clear(&result);
    assert_false(app_draft_mailed(app, &letter.draft, &result, &err));
    assert_non_null(strstr(err.message, "sent already"));
    letter_clear(&letter);
}

// Another program threw the draft away while the mail was on its way: what has gone is written down all the
// same.
static void test_discarded_meanwhile(void **state)
{
    App *app = ((Bench *)*state)->app;
    Error err = {0};
    StepResult result = {0};
    Letter letter;
    edit(app, 0, "name=Robin Alder");
    edit(app, store_me(app->store), "email=robin@alder.example");
    int64_t id = draft_to(app, add(app, "Ada Byron @ Acme, ada@acme.example"), "Tides", "Dear Ada. Robin");
    assert_true(app_letter(app, id, &letter, &err));
    assert_true(app_draft_discard(app, id, &err));
    assert_true(app_draft_mailed(app, &letter.draft, &result, &err));
    assert_int_equal(state_of(app, id), DRAFT_SENT);
    step_result_clear(&result);
    letter_clear(&letter);
}

// Notes of this month count, of a free account; invitations without one do not.
static void test_note_quota(void **state)
{
    App *app = ((Bench *)*state)->app;
    Error err = {0};
    int64_t ada = add(app, "Ada Byron @ Acme");
    CivilDate today = civil_date(app_today(app));
    int32_t first = civil_day(today.year, today.month, 1);
    static const struct {
        int before; // days before the first of the month
        const char *text;
    } LOGGED[] = {{0, "Hello Ada"}, {1, "Hello Ada"}, {0, ""}, {0, "Hello again"}};
    for (size_t i = 0; i < sizeof LOGGED / sizeof *LOGGED; i++) {
        LogRequest request = {.kind = INTERACTION_MESSAGE,
                              .direction = DIRECTION_OUT,
                              .channel = CHANNEL_LINKEDIN_NOTE,
                              .timed = true,
                              .at = clock_moment(first - LOGGED[i].before, 600),
                              .text = LOGGED[i].text,
                              .expects_answer = -1,
                              .contacts = &ada,
                              .contact_count = 1,
                              .anyway = true};
        StepResult result;
        if (!app_log(app, &request, &result, &err))
            fail_msg("%s", err.message);
        step_result_clear(&result);
    }
    int sent = 0, most = 0;
    assert_true(app_note_quota(app, &sent, &most));
    assert_int_equal(sent, 2);
    assert_int_equal(most, 5);
    assert_true(app_set(app, "linkedin-notes", "0", &err));
    assert_false(app_note_quota(app, &sent, &most));
    assert_true(app_set(app, "linkedin-notes", "10", &err) && app_set(app, "linkedin", "premium", &err));
    assert_false(app_note_quota(app, &sent, &most));
}

// Names that would be options, commands, headers or recipients elsewhere.
static void test_hostile(void **state)
{
    static const char *const NAMES[] = {"-oQ/tmp",         "$(touch x)",     "`id`",
                                        "; rm -rf x",      "a, b@x.example", "<b@x.example>",
                                        "Ada\\",           "\"Ada",          "=?utf-8?q?x=0ABcc=3A?=",
                                        "{{me.email}}",    "[[x]]",          "| tee x",
                                        "Bcc: b@x.example"};
    Bench *bench = *state;
    App *app = bench->app;
    Error err = {0};
    edit(app, 0, "name=Robin Alder");
    edit(app, store_me(app->store), "email=robin@alder.example");
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char *line = str_format("Person %zu, p%zu@acme.example", i, i),
             *name = str_format("name=%s", NAMES[i]);
        int64_t one = add(app, line);
        edit(app, one, name);
        int64_t id = draft_to(app, one, "Hello", "Hello,\n\nhello.\n\nRobin");
        char *argv[] = {bench->program, "-t", NULL};
        StepResult result;
        if (!app_send(app, id, argv, true, &result, &err))
            fail_msg("%s: %s", NAMES[i], err.message);
        step_result_clear(&result);
        char *mail = seen(bench);
        assert_true(str_starts(mail, "1\n-t\n"));
        assert_null(strstr(mail, "\nBcc:"));
        char *address = str_format("<p%zu@acme.example>\n", i);
        assert_non_null(strstr(mail, address));
        free(address);
        free(mail);
        free(line);
        free(name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_send, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_refused, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_thread, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_drafts_folder, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_typed_meanwhile, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_discarded_meanwhile, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_note_quota, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_hostile, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
