// SPDX-License-Identifier: MIT
// Our mails in other programs: msmtp brings each to a server with exactly the recipients and the text that it
// was to have, and neomutt and aerc recall a draft with our headers. A program that is not installed is
// skipped.
#include "smtp_sink.h"
#include "support/fixture.h"
#include "support/pty.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#include "rapport/app/child.h"
#include "rapport/app/contacts.h"
#include "rapport/app/drafts.h"
#include "rapport/app/sending.h"
#include "rapport/base/file.h"

typedef struct Office {
    char *folder;
    App *app;
    SmtpSink sink;
} Office;

static void edit(App *app, int64_t contact, const char *what)
{
    FieldEdit field;
    FINE(field_edit_parse(what, &field, err));
    FINE(app_edit(app, &contact, 1, 0, &field, 1, err));
}

static void write_file(const Office *office, const char *name, const char *text, mode_t mode)
{
    char *path = str_format("%s/%s", office->folder, name);
    FINE(file_write(path, text, strlen(text), FILE_REPLACE, err));
    assert_int_equal(chmod(path, mode), 0);
    free(path);
}

static void office_open(Office *office)
{
    *office = (Office){.folder = fixture_folder()};
    setenv("RAPPORT_EXTRAS_DIR", TEST_BINARY, 1);
    setenv("HOME", office->folder, 1);
    assert_true(sink_open(&office->sink));
    StoreOptions options = {.path = ":memory:", .clock = fixture_clock(), .ids = id_source_seeded(5)};
    FINE(app_open(&options, &office->app, err));
    edit(office->app, 0, "name=Robin Alder");
    edit(office->app, store_me(office->app->store), "email=robin@alder.example");
    char *text = str_format("account default\nhost 127.0.0.1\nport %d\nfrom robin@alder.example\n"
                            "domain alder.example\ntls off\nauth off\n",
                            office->sink.port);
    write_file(office, "msmtprc", text, 0600);
    free(text);
}

static void office_close(Office *office)
{
    app_close(office->app);
    sink_close(&office->sink);
    fixture_remove(office->folder);
}

static int64_t add(Office *office, const char *line)
{
    AddResult result = {0};
    FINE(app_add(office->app, line, &result, err));
    int64_t id = result.contact;
    add_result_clear(&result);
    return id;
}

static int64_t draft_to(Office *office, const int64_t *people, size_t count, const char *subject,
                        const char *text)
{
    DraftRequest request = {
        .contacts = people, .contact_count = count, .template_name = "", .channel = CHANNEL_EMAIL};
    StepResult result = {0};
    Draft draft = {0};
    int64_t copy = 0;
    FINE(app_draft_new(office->app, &request, &result, err));
    int64_t id = result.id;
    step_result_clear(&result);
    FINE(store_draft_get(office->app->store, id, &draft, err));
    int64_t rev = draft.rev;
    draft_clear(&draft);
    FINE(app_draft_save(office->app, id, &rev, subject, text, NULL, 0, &copy, err));
    return id;
}

static bool msmtp(Office *office, int64_t draft, Error *err)
{
    char *rc = str_format("%s/msmtprc", office->folder);
    char *argv[] = {"msmtp", "-C", rc, "-t", NULL};
    StepResult result = {0};
    bool fine = app_send(office->app, draft, argv, true, &result, err);
    step_result_clear(&result);
    free(rc);
    return fine;
}

static void needs(const char *program)
{
    Str path = STR_INIT;
    bool found = child_find(program, &path);
    str_clear(&path);
    if (!found)
        skip();
}

// What quoted-printable says, from the empty line on.
static char *body_of(const char *mail)
{
    Str out = STR_INIT;
    const char *at = strstr(mail, "\n\n");
    for (at = at != NULL ? at + 2 : ""; *at != '\0'; at++) {
        unsigned int byte;
        if (*at == '=' && at[1] == '\n')
            at++;
        else if (*at == '=' && sscanf(at + 1, "%2X", &byte) == 1) {
            str_push(&out, (char)byte);
            at += 2;
        } else {
            str_push(&out, *at);
        }
    }
    return str_take(&out);
}

// ---- msmtp

// Texts that would end, cut or change a mail on its way.
static void test_texts_arrive(void **state)
{
    (void)state;
    needs("msmtp");
    static const char *const TEXTS[] = {
        "Dear Ada,\n\nhow are the tides?\n\nRobin\n",
        "one\n.\ntwo\n..\nthree\n.four\n",
        ".\n",
        "From me to you\nFrom: x@y.example\n>From here\n",
        "Bcc: evil@x.example\n\nBcc: evil@x.example\n",
        "\n\n\nafter empty lines\n\n\n",
        "trailing blanks  \nand a tab\t\n",
        "Zo\xc3\xab, \xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e, \xf0\x9f\x99\x82\n",
        "a=b, =2E, ==\n",
        "QUIT\n\nRSET\nMAIL FROM:<evil@x.example>\n",
    };
    Office office;
    office_open(&office);
    int64_t ada = add(&office, "Ada Byron @ Acme, ada@acme.example");
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        FINE(msmtp(&office, draft_to(&office, &ada, 1, "Tides", TEXTS[i]), err));
        assert_int_equal(office.sink.taken, i + 1);
        assert_string_equal(str_get(&office.sink.to), "<ada@acme.example>\n");
        assert_string_equal(str_get(&office.sink.from), "<robin@alder.example>\n");
        char *body = body_of(str_get(&office.sink.mail));
        assert_string_equal(body, TEXTS[i]);
        free(body);
    }
    office_close(&office);
}

// Names and subjects that would be options, headers or recipients elsewhere: the envelope stays what it was.
static void test_names_stay_names(void **state)
{
    (void)state;
    needs("msmtp");
    static const char *const NAMES[] = {"-oQ/tmp -X/tmp/log",
                                        "$(touch x)",
                                        "`id`; rm -rf x",
                                        "a, b@x.example",
                                        "<b@x.example>",
                                        "\"Ada\" <b@x.example>,",
                                        "Ada\\",
                                        "Friends: b@x.example;",
                                        "=?utf-8?q?x=0ABcc=3A_b=40x.example?=",
                                        "Bcc: b@x.example",
                                        "\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e",
                                        "| tee x"};
    Office office;
    office_open(&office);
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        char *line = str_format("Person %zu, p%zu@acme.example", i, i),
             *name = str_format("name=%s", NAMES[i]), *to = str_format("<p%zu@acme.example>\n", i);
        int64_t one = add(&office, line);
        edit(office.app, one, name);
        FINE(msmtp(&office, draft_to(&office, &one, 1, NAMES[i], "Hello, hello. Robin\n"), err));
        assert_string_equal(str_get(&office.sink.to), to);
        free(line);
        free(name);
        free(to);
    }
    office_close(&office);
}

static void test_two_get_one_mail(void **state)
{
    (void)state;
    needs("msmtp");
    Office office;
    office_open(&office);
    int64_t both[] = {add(&office, "Ada Byron, ada@acme.example"),
                      add(&office, "Sam Okafor, sam@ravenna.example")};
    FINE(msmtp(&office, draft_to(&office, both, 2, "You two", "Hello Ada, hello Sam. Robin\n"), err));
    assert_int_equal(office.sink.taken, 1);
    assert_string_equal(str_get(&office.sink.to), "<ada@acme.example>\n<sam@ravenna.example>\n");
    office_close(&office);
}

static void test_failures_are_quoted(void **state)
{
    (void)state;
    needs("msmtp");
    Office office;
    Draft draft = {0};
    Error why = {0};
    office_open(&office);
    int64_t ada = add(&office, "Ada Byron @ Acme, ada@acme.example");
    int64_t id = draft_to(&office, &ada, 1, "Tides", "Dear Ada, how are they? Robin\n");
    office.sink.refuse = "550 nobody of that name here";
    assert_false(msmtp(&office, id, &why));
    if (strstr(why.message, "550 nobody of that name here") == NULL)
        fail_msg("%s", why.message);
    assert_int_equal(office.sink.taken, 0);
    write_file(&office, "msmtprc",
               "account default\nhost 127.0.0.1\nport 1\nfrom robin@alder.example\ntls off\n", 0600);
    assert_false(msmtp(&office, id, &why));
    if (strstr(why.message, "cannot connect") == NULL)
        fail_msg("%s", why.message);
    FINE(store_draft_get(office.app->store, id, &draft, err));
    assert_int_equal(draft.state, DRAFT_OPEN);
    draft_clear(&draft);
    office_close(&office);
}

// ---- neomutt

static int count_files(const Office *office, const char *part)
{
    char *path = str_format("%s/Drafts/%s", office->folder, part);
    DIR *files = opendir(path);
    int count = 0;
    for (struct dirent *entry; files != NULL && (entry = readdir(files)) != NULL;)
        count += entry->d_name[0] != '.';
    if (files != NULL)
        closedir(files);
    free(path);
    return count;
}

static void holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in\n%s", part, text);
}

// ---- recalled in a mail program

// A draft that goes on in a thread, in the folder of drafts that the other programs look at; and a mailer
// that keeps what it is given in the file seen.
typedef struct Desk {
    Office office;
    char *drafts, *mailer, *seen, *home;
    Letter letter;
} Desk;

static void make_folders(const Office *office)
{
    static const char *const PARTS[] = {"Drafts", "Drafts/cur", "Drafts/new", "Drafts/tmp"};
    for (size_t i = 0; i < COUNT(PARTS); i++) {
        char *part = str_format("%s/%s", office->folder, PARTS[i]);
        assert_int_equal(mkdir(part, 0700), 0);
        free(part);
    }
}

static void desk_open(Desk *desk)
{
    Office *office = &desk->office;
    office_open(office);
    make_folders(office);
    desk->drafts = str_format("%s/Drafts", office->folder);
    desk->mailer = str_format("%s/mailer", office->folder);
    desk->seen = str_format("%s/seen", office->folder);
    desk->home = str_format("HOME=%s", office->folder);
    char *script =
        str_format("#!/bin/sh\ncat >'%s.part' && mv '%s.part' '%s'\n", desk->seen, desk->seen, desk->seen);
    write_file(office, "mailer", script, 0700);
    free(script);
    int64_t ada = add(office, "Ada Byron @ Acme, ada@acme.example");
    int64_t first = draft_to(office, &ada, 1, "Tides", "Dear Ada, how are they? Robin\n");
    char *to_script[] = {desk->mailer, NULL};
    StepResult result = {0};
    FINE(app_send(office->app, first, to_script, true, &result, err));
    step_result_clear(&result);
    unlink(desk->seen);
    int64_t id =
        draft_to(office, &ada, 1, "Re: Tides", "Dear Ada, and now? Zo\xc3\xab says hello.\n\nRobin\n");
    Str path = STR_INIT;
    FINE(app_mail_to_drafts(office->app, id, desk->drafts, &path, err));
    FINE(app_letter(office->app, id, &desk->letter, err));
    str_clear(&path);
}

// Our headers are still there, as the program spells the name of one and quotes a name, and our copy is gone.
static void check_recalled(const Desk *desk, const char *id, const char *to)
{
    Str mail = STR_INIT;
    FINE(file_read(desk->seen, 1 << 20, &mail, err));
    for (size_t i = mail.length; i-- > 0;) // line ends as on the wire
        if (mail.data[i] == '\r')
            str_remove(&mail, i, 1);
    char *ours = str_format("\n%s: <%s>\n", id, desk->letter.draft.message_id),
         *parent = str_format("\nIn-Reply-To: <%s>\n", desk->letter.references);
    holds(str_get(&mail), ours);
    holds(str_get(&mail), parent);
    holds(str_get(&mail), to);
    holds(str_get(&mail), "\nSubject: Re: Tides\n");
    holds(str_get(&mail), "\nX-Rapport-Draft: ");
    holds(str_get(&mail), "and now?");
    assert_int_equal(count_files(&desk->office, "cur") + count_files(&desk->office, "new"), 0);
    str_clear(&mail);
    free(ours);
    free(parent);
}

static void desk_close(Desk *desk)
{
    letter_clear(&desk->letter);
    char *all[] = {desk->drafts, desk->mailer, desk->seen, desk->home};
    for (size_t i = 0; i < COUNT(all); i++)
        free(all[i]);
    office_close(&desk->office);
}

static void test_neomutt_recalls(void **state)
{
    (void)state;
    needs("neomutt");
    Desk desk;
    desk_open(&desk);
    char *rc = str_format("set postponed='%s' spoolfile='%s' folder='%s' mbox_type=Maildir\n"
                          "set editor=true sendmail='%s' copy=no recall=yes abort_noattach=no charset=utf-8\n"
                          "set crypt_use_gpgme=no sendmail_wait=0\n",
                          desk.drafts, desk.drafts, desk.office.folder, desk.mailer);
    write_file(&desk.office, "neomuttrc", rc, 0600);
    char *rc_path = str_format("%s/neomuttrc", desk.office.folder);
    char *argv[] = {"neomutt", "-n", "-F", rc_path, "-p", NULL};
    const char *env[] = {desk.home, NULL};
    Pty *pty = pty_spawn(24, 80, argv, env);
    assert_non_null(pty);
    assert_true(pty_wait(pty, "y:Send"));
    assert_true(pty_wait(pty, "X-Rapport-Draft"));
    pty_type(pty, "y");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    check_recalled(&desk, "Message-ID", "\nTo: Ada Byron <ada@acme.example>\n");
    free(rc);
    free(rc_path);
    desk_close(&desk);
}

static void write_aerc_account(const Desk *desk)
{
    static const char *const PARTS[] = {".config", ".config/aerc"};
    for (size_t i = 0; i < COUNT(PARTS); i++) {
        char *part = str_format("%s/%s", desk->office.folder, PARTS[i]);
        assert_int_equal(mkdir(part, 0700), 0);
        free(part);
    }
    char *account = str_format("[Robin]\nsource = maildir://%s\noutgoing = %s\nfrom = Robin Alder "
                               "<robin@alder.example>\ndefault = Drafts\npostpone = Drafts\n",
                               desk->office.folder, desk->mailer);
    write_file(&desk->office, ".config/aerc/accounts.conf", account, 0600);
    free(account);
}

static void test_aerc_recalls(void **state)
{
    (void)state;
    needs("aerc");
    Desk desk;
    desk_open(&desk);
    write_aerc_account(&desk);
    char *argv[] = {"aerc", NULL};
    const char *env[] = {desk.home, "EDITOR=true", NULL};
    Pty *pty = pty_spawn(24, 100, argv, env);
    assert_non_null(pty);
    assert_true(pty_wait(pty, "Re: Tides"));
    pty_type(pty, ":recall\n");
    assert_true(pty_wait(pty, "Send this email?"));
    pty_type(pty, "y");
    assert_true(pty_wait(pty, "(no messages)")); // it takes the draft away once it has gone
    pty_type(pty, ":quit\n");
    assert_true(pty_exits_with(pty, 0));
    pty_close(pty);
    check_recalled(&desk, "Message-Id", "\nTo: \"Ada Byron\" <ada@acme.example>\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_arrive),     cmocka_unit_test(test_names_stay_names),
        cmocka_unit_test(test_two_get_one_mail), cmocka_unit_test(test_failures_are_quoted),
        cmocka_unit_test(test_neomutt_recalls),  cmocka_unit_test(test_aerc_recalls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
