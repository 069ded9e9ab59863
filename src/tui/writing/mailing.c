// SPDX-License-Identifier: MIT
// Sending a mail from the screen: first what would happen is shown whole, then the program of the
// configuration gets it behind the screen, and what came of it is told. Nothing goes by itself.
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "job.h"
#include "rapport/app/outreach.h"
#include "rapport/app/sending.h"
#include "rapport/base/civil.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "widgets/notice.h"

// ---- on its way

typedef struct Mailing {
    int64_t draft;
    char *recipients;
    char **argv; // one block
    bool anyway;
    StepResult result;
} Mailing;

bool mailing_runs(const Tui *tui, int64_t draft)
{
    for (size_t i = 0; i < tui->mailed.count; i++)
        if (tui->mailed.items[i] == draft)
            return true;
    return false;
}

static void no_longer(Tui *tui, int64_t draft)
{
    for (size_t i = 0; i < tui->mailed.count; i++)
        if (tui->mailed.items[i] == draft)
            tui->mailed.items[i--] = tui->mailed.items[--tui->mailed.count];
}

static bool mail_it(App *app, void *self, Error *err)
{
    Mailing *mailing = self;
    job_say(app, "", "on its way", false);
    return app_send(app, mailing->draft, mailing->argv, mailing->anyway, &mailing->result, err);
}

static void mailing_free(void *self)
{
    Mailing *mailing = self;
    step_result_clear(&mailing->result);
    free(mailing->recipients);
    free(mailing->argv);
    free(mailing);
}

static void mailing_ended(Tui *tui, void *self, bool fine, const Error *err)
{
    const Mailing *mailing = self;
    no_longer(tui, mailing->draft);
    tui_changed(tui, CHANGE_DRAFTS);
    if (fine) {
        tui_toast(tui, true, "%s", mailing->result.summary);
        return;
    }
    Error told = *err;
    error_prefix(&told, "%s", mailing->recipients);
    tui_error(tui, &told);
}

static void begin(Tui *tui, int64_t draft, bool anyway)
{
    static const JobKind KIND = {.title = "Sending",
                                 .work = mail_it,
                                 .free = mailing_free,
                                 .end = mailing_ended,
                                 .behind = "the mail",
                                 .beside = true,
                                 .leave = "A mail is on its way. Quit, and wait unseen until it has gone?"};
    Error err = {0};
    Draft mailed = {0};
    size_t count = 0;
    char **argv = file_split_words(tui_config(tui, "sendmail"), &count, &err);
    if (argv == NULL || !store_draft_get(tui_app(tui)->store, draft, &mailed, &err)) {
        free(argv);
        tui_error(tui, &err);
        return;
    }
    Mailing *mailing = mem_alloc(sizeof *mailing);
    *mailing = (Mailing){
        .draft = draft, .recipients = mem_strdup(mailed.recipient_names), .argv = argv, .anyway = anyway};
    draft_clear(&mailed);
    vec_push(&tui->mailed, draft);
    draft_leave(tui, draft);
    job_open(tui, &KIND, mailing, true);
}

// ---- given out

static void tell_given_out(Tui *tui, const char *path, bool fine, const Error *err)
{
    if (fine)
        tui_toast(tui, false, "%s: x marks it sent once it has gone", path);
    else
        tui_error(tui, err);
    tui_changed(tui, 0);
}

static void file_named(Tui *tui, const char *typed, void *self)
{
    char *path = path_expand(typed);
    Error err = {0};
    bool fine = app_mail_file(tui_app(tui), *(const int64_t *)self, path, &err);
    tell_given_out(tui, path, fine, &err);
    free(path);
}

static void ask_file(Tui *tui, int64_t draft)
{
    Draft one = {0};
    Error err = {0};
    if (!store_draft_get(tui_app(tui)->store, draft, &one, &err)) {
        tui_error(tui, &err);
        return;
    }
    int64_t *self = mem_alloc(sizeof *self);
    *self = draft;
    char *name = mem_strdup(one.recipient_names);
    name[strcspn(name, "/,")] = '\0';
    char *initial = str_format("~/%s.eml", name);
    Prompt prompt = {.title = "Write the mail to which file?",
                     .initial = initial,
                     .history = "eml",
                     .complete = complete_files};
    tui_prompt(tui, &prompt, file_named, self, free);
    free(initial);
    free(name);
    draft_clear(&one);
}

static void put_into_drafts(Tui *tui, int64_t draft)
{
    Str path = STR_INIT;
    Error err = {0};
    bool fine = app_mail_to_drafts(tui_app(tui), draft, tui_config(tui, "drafts-maildir"), &path, &err);
    tell_given_out(tui, "It waits among the drafts of your mail program", fine, &err);
    str_clear(&path);
}

// ---- what would happen

typedef enum Deed {
    DEED_NOT_YET,
    DEED_SEND,
    DEED_ANYWAY,
    DEED_PLAN,
    DEED_FOLDER,
    DEED_FILE,
    DEED_HAND_OVER,
    DEED_ADDRESS
} Deed;

enum { DEEDS_MOST = 6 }; // as many as stand together, and as a notice has

typedef struct Preview {
    int64_t draft;
    int32_t earliest; // the first polite day; CIVIL_NONE = today is
    Deed deeds[DEEDS_MOST];
    Choice choices[DEEDS_MOST];
    size_t count;
} Preview;

static void use_other_address(Tui *tui, int64_t draft);

static void chosen(Tui *tui, size_t index, void *self)
{
    const Preview *preview = self;
    switch (preview->deeds[index]) {
    case DEED_SEND:
    case DEED_ANYWAY:
        begin(tui, preview->draft, preview->deeds[index] == DEED_ANYWAY);
        break;
    case DEED_PLAN:
        draft_plan(tui, preview->draft, preview->earliest);
        break;
    case DEED_FOLDER:
        put_into_drafts(tui, preview->draft);
        break;
    case DEED_FILE:
        ask_file(tui, preview->draft);
        break;
    case DEED_HAND_OVER:
        draft_hand_over(tui, preview->draft);
        break;
    case DEED_ADDRESS:
        use_other_address(tui, preview->draft);
        break;
    case DEED_NOT_YET:
        break;
    }
}

static void offer(Preview *preview, Deed deed, const char *key, const char *label)
{
    preview->deeds[preview->count] = deed;
    preview->choices[preview->count++] = (Choice){key, label, NULL};
}

static void add_address(Str *out, const MailAddress *one)
{
    if (str_blank(one->name))
        str_append(out, one->address);
    else
        str_appendf(out, "%s <%s>", one->name, one->address);
}

static void describe_head(Tui *tui, const Letter *letter, Str *out)
{
    for (size_t i = 0; i < letter->to.count; i++) {
        str_append(out, i == 0 ? "To       " : "         ");
        add_address(out, &letter->to.items[i]);
        str_append(out, "\n");
    }
    str_append(out, "From     ");
    add_address(out, &letter->from);
    str_appendf(out, "\nSubject  %s\n", str_blank(letter->draft.subject) ? "none" : letter->draft.subject);
    char day[DATE_TEXT_SIZE];
    if (letter->thread_day != CIVIL_NONE)
        str_appendf(out, "Thread   goes on with the mail of %s\n",
                    date_short(letter->thread_day, tui_today(tui), false, day));
    str_appendf(out, "Size     %zu bytes%s\n", strlen(letter->text),
                str_blank(letter->signature) ? "" : ", with your signature");
}

static void describe_program(Tui *tui, Str *out)
{
    size_t count = 0;
    char **argv = file_split_words(tui_config(tui, "sendmail"), &count, NULL);
    if (argv == NULL || count == 0)
        str_append(out, "By       no program: set sendmail \"msmtp -t\" names one\n");
    else
        str_append(out, "By       ");
    for (size_t i = 0; argv != NULL && i < count; i++)
        str_appendf(out, strpbrk(argv[i], " \"'") != NULL ? "\"%s\"%s" : "%s%s", argv[i],
                    i + 1 < count ? " " : "\n");
    free(argv);
}

static void describe_check(Tui *tui, const Draft *draft, Str *out)
{
    App *app = tui_app(tui);
    CheckResult result = {0};
    CheckFacts *facts = check_facts_read(app, draft->recipients.items, draft->recipients.count, NULL);
    CheckMessage message = {draft->channel, draft->occasion, draft->subject, draft->text,
                            draft->planned_day != CIVIL_NONE};
    if (facts != NULL)
        app_check(app, facts, &message, &result);
    size_t warnings = 0;
    for (size_t i = 0; i < result.findings.count; i++) {
        const CheckFinding *one = &result.findings.items[i];
        if (one->rule == CHECK_TOO_SOON || one->severity == CHECK_HINT)
            continue;
        if (one->severity == CHECK_ERROR)
            str_appendf(out, "%s\n", one->message);
        else
            warnings++;
    }
    if (warnings > 0)
        str_appendf(out, "The check has %zu warning%s.\n", warnings, warnings == 1 ? "" : "s");
    check_result_clear(&result);
    check_facts_free(facts);
}

// The first recipient who has another address than the one that the mail goes to; the last one comes next, so
// that each has its turn.
static const Contact *with_other_address(const Letter *letter, const char **address)
{
    for (size_t i = 0; i < letter->people.count; i++) {
        const Contact *one = &letter->people.items[i];
        const char *first = contact_reach(one, REACH_EMAIL);
        for (size_t k = one->reaches.count; k-- > 0;) {
            const Reach *reach = &one->reaches.items[k];
            if (reach->kind != REACH_EMAIL || reach->value == first ||
                !mail_address_check(reach->value, NULL))
                continue;
            *address = reach->value;
            return one;
        }
    }
    return NULL;
}

static void show(Tui *tui, Preview *preview, const Letter *letter)
{
    Str text = STR_INIT;
    char reason[240] = "", day[DATE_TEXT_SIZE], *later = NULL, *instead = NULL;
    const char *other = NULL;
    bool program = !str_blank(tui_config(tui, "sendmail"));
    bool soon = draft_too_soon(tui, preview->draft, &preview->earliest, reason, sizeof reason);
    describe_head(tui, letter, &text);
    describe_program(tui, &text);
    describe_check(tui, &letter->draft, &text);
    if (draft_lacks_other(tui, &letter->draft))
        str_append(&text, DRAFT_LACKS_OTHER);
    if (soon) {
        str_appendf(&text, "Too soon: %s\n", reason);
        later = str_format("plan it for %s", date_short(preview->earliest, tui_today(tui), true, day));
        offer(preview, DEED_PLAN, "p", later);
    }
    if (program && !soon)
        offer(preview, DEED_SEND, "s", "send it");
    else if (program)
        offer(preview, DEED_ANYWAY, "!", "send it anyway");
    else
        offer(preview, DEED_HAND_OVER, "c", "hand it over: the clipboard and your mail program");
    if (with_other_address(letter, &other) != NULL) {
        instead = str_format("to %s instead, from now on", other);
        offer(preview, DEED_ADDRESS, "a", instead);
    }
    if (!str_blank(tui_config(tui, "drafts-maildir")))
        offer(preview, DEED_FOLDER, "d", "put it among the drafts of your mail program");
    offer(preview, DEED_FILE, "e", "write it to an .eml file");
    offer(preview, DEED_NOT_YET, "n", "not yet");
    str_truncate(&text, text.length - 1);
    notice_open(tui, "Send this mail?", str_get(&text), preview->choices, preview->count, chosen, preview,
                free);
    free(instead);
    free(later);
    str_clear(&text);
}

bool mailing_refuses(Tui *tui, int64_t draft)
{
    if (mailing_runs(tui, draft))
        tui_toast(tui, false, "It is on its way already");
    return mailing_runs(tui, draft);
}

static bool may_ask(Tui *tui, int64_t draft)
{
    Error err = {0};
    if (mailing_refuses(tui, draft))
        return false;
    if (app_draft_ready(tui_app(tui), draft, true, &err))
        return true;
    tui_error(tui, &err);
    return false;
}

// ---- an address that is not known

typedef struct Addressing {
    int64_t draft, contact;
} Addressing;

static void address_told(Tui *tui, const char *address, void *self)
{
    const Addressing *addressing = self;
    Error err = {0};
    FieldEdit edit = {field_info(FIELD_EMAIL), FIELD_SET, address};
    if (mail_address_check(address, &err) &&
        app_edit(tui_app(tui), &addressing->contact, 1, 0, &edit, 1, &err)) {
        tui_changed(tui, 0);
        draft_send(tui, addressing->draft);
    } else {
        tui_error(tui, &err);
    }
}

static void use_other_address(Tui *tui, int64_t draft)
{
    Letter letter = {0};
    Error err = {0};
    FieldEdit edit = {field_info(FIELD_EMAIL), FIELD_SET, NULL};
    const Contact *one =
        app_letter(tui_app(tui), draft, &letter, &err) ? with_other_address(&letter, &edit.value) : NULL;
    if (one != NULL && app_edit(tui_app(tui), &one->id, 1, 0, &edit, 1, &err)) {
        tui_changed(tui, 0);
        draft_send(tui, draft);
    } else if (err.kind != ERROR_NONE) {
        tui_error(tui, &err);
    }
    letter_clear(&letter);
}

// Mine, or that of the first recipient who has none; false: all are known.
static bool ask_address(Tui *tui, const Letter *letter)
{
    bool mine = letter->from.address == NULL;
    const Contact *one = mine ? &letter->me : NULL;
    for (size_t i = 0; i < letter->people.count && one == NULL; i++)
        if (contact_reach(&letter->people.items[i], REACH_EMAIL) == NULL)
            one = &letter->people.items[i];
    if (one == NULL || one->id == 0)
        return false;
    Addressing *addressing = mem_alloc(sizeof *addressing);
    *addressing = (Addressing){letter->draft.id, one->id};
    char *title = mine ? mem_strdup("Your own mail address, to write from")
                       : str_format("The mail address of %s", one->name);
    Prompt prompt = {.title = title};
    tui_prompt(tui, &prompt, address_told, addressing, free);
    free(title);
    return true;
}

void draft_send(Tui *tui, int64_t id)
{
    Letter letter = {0};
    Error err = {0};
    if (!draft_saved(tui, id) || !may_ask(tui, id))
        return;
    bool fine = app_letter(tui_app(tui), id, &letter, &err);
    if (letter.draft.id != 0 && letter.draft.channel != CHANNEL_EMAIL) {
        draft_hand_over(tui, id);
    } else if (!fine && !ask_address(tui, &letter)) {
        tui_error(tui, &err);
    } else if (fine) {
        Preview *preview = mem_alloc(sizeof *preview);
        preview->draft = id;
        show(tui, preview, &letter);
    }
    letter_clear(&letter);
}
