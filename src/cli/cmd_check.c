// SPDX-License-Identifier: MIT
// The draft check on the command line: a draft, a file or standard input; the same findings for the drafts
// that `draft` answers.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/checking.h"
#include "rapport/app/drafts.h"
#include "rapport/app/spelling.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"
#include "rapport/core/channel.h"

enum { FIX_MOST = 60, FILE_MOST = 16 << 20 };

// What is checked. Texts are owned.
typedef struct Checked {
    ContactIds people;
    Channel channel;
    Occasion occasion;
    char *subject, *text;
    bool planned;
} Checked;

static void checked_clear(Checked *checked)
{
    vec_clear(&checked->people);
    free(checked->subject);
    free(checked->text);
}

// ---- answers

static void place_of(const char *text, size_t at, int *line, int *column)
{
    const char *start = text;
    *line = 1;
    for (const char *next; (next = memchr(start, '\n', (size_t)(text + at - start))) != NULL;
         start = next + 1)
        ++*line;
    *column = (int)utf8_count_codes(start, (size_t)(text + at - start)) + 1;
}

static void json_finding(JsonWriter *json, const char *subject, const char *text, const CheckFinding *one)
{
    const char *where = one->in_subject ? subject : text;
    int line, column;
    json_write_object(json);
    json_field_text(json, "rule", check_rule(one->rule)->id);
    json_field_text(json, "severity", check_severity_name(one->severity));
    json_field_text(json, "in", one->in_subject ? "subject" : "text");
    if (where != NULL && one->to > one->from) {
        place_of(where, one->from, &line, &column);
        json_field_int(json, "line", line);
        json_field_int(json, "column", column);
        json_field_int(json, "length", (int64_t)utf8_count_codes(where + one->from, one->to - one->from));
        json_write_key(json, "text");
        json_write_text_n(json, where + one->from, one->to - one->from);
    } else {
        json_field_null(json, "line");
        json_field_null(json, "column");
        json_field_null(json, "length");
        json_field_null(json, "text");
    }
    json_field_text(json, "message", one->message);
    json_field_text(json, "fix", one->fix);
    json_write_object_end(json);
}

void json_findings(JsonWriter *json, const char *subject, const char *text, const CheckResult *result)
{
    json_field_array(json, "findings");
    for (size_t i = 0; i < result->findings.count; i++)
        json_finding(json, subject, text, &result->findings.items[i]);
    json_write_array_end(json);
}

static void print_fix(Cli *cli, const CheckFinding *one)
{
    if (one->fix == NULL)
        return;
    const char *fix = one->fix + strspn(one->fix, " \n");
    if (*fix == '\0')
        print_as(cli, PRINT_DIM, "         fix: take it out");
    else {
        char *line = str_format("         fix: %.*s", FIX_MOST, fix);
        print_as(cli, PRINT_GOOD, line);
        free(line);
    }
    print(cli, "\n");
}

static void print_finding(Cli *cli, const Checked *checked, const CheckFinding *one)
{
    static const PrintRole ROLES[] = {PRINT_LATE, PRINT_TAG, PRINT_DIM};
    char *severity = str_format("%-6s", check_severity_name(one->severity));
    print_as(cli, ROLES[one->severity], severity);
    free(severity);
    if (one->to > one->from && !one->in_subject) {
        int line, column;
        place_of(checked->text, one->from, &line, &column);
        print(cli, " %d:%d", line, column);
    } else {
        print(cli, " %s", one->in_subject ? "subject" : "all");
    }
    print(cli, "  %s  %s\n", check_rule(one->rule)->id, one->message);
    print_fix(cli, one);
}

static void print_result(Cli *cli, const Checked *checked, const CheckResult *result,
                         const ChannelCount *count)
{
    for (size_t i = 0; i < result->findings.count; i++)
        print_finding(cli, checked, &result->findings.items[i]);
    Str counter = STR_INIT;
    channel_counter(count, &counter);
    print(cli, "%s%zu word%s, %s\n", result->findings.count == 0 ? "All is fine: " : "", result->words,
          result->words == 1 ? "" : "s", str_get(&counter));
    str_clear(&counter);
}

static void answer_check(Cli *cli, const Checked *checked, const CheckResult *result)
{
    ChannelCount count = channel_count(checked->channel, cli->app->premium, checked->subject, checked->text);
    if (!cli->json) {
        print_result(cli, checked, result, &count);
        return;
    }
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_findings(&json, checked->subject, checked->text, result);
    json_field_int(&json, "words", (int64_t)result->words);
    json_field_int(&json, "characters", (int64_t)count.text);
    if (count.text_limit > 0)
        json_field_int(&json, "limit", (int64_t)count.text_limit);
    else
        json_field_null(&json, "limit");
    json_write_object_end(&json);
}

bool check_message(Cli *cli, const int64_t *people, size_t count, const CheckMessage *message,
                   CheckResult *result, Error *err)
{
    *result = (CheckResult){0};
    CheckFacts *facts = check_facts_read(cli->app, people, count, err);
    if (facts == NULL)
        return false;
    app_check(cli->app, facts, message, result);
    check_facts_free(facts);
    return true;
}

// ---- what is to be checked

static bool take_draft(Cli *cli, int64_t id, Checked *out, Error *err)
{
    Draft draft = {0};
    if (!store_draft_get(cli->app->store, id, &draft, err))
        return false;
    for (size_t i = 0; i < draft.recipients.count; i++)
        vec_push(&out->people, draft.recipients.items[i]);
    out->channel = draft.channel;
    out->occasion = draft.occasion;
    out->planned = draft.planned_day != CIVIL_NONE;
    out->subject = draft.subject != NULL ? mem_strdup(draft.subject) : NULL;
    out->text = mem_strdup(draft.text != NULL ? draft.text : "");
    draft_clear(&draft);
    return true;
}

static bool take_file(const char *name, Checked *out, Error *err)
{
    Str text = STR_INIT;
    bool fine =
        strcmp(name, "-") == 0 ? argument_text("-", &text, err) : file_read(name, FILE_MOST, &text, err);
    if (fine && !utf8_valid(str_get(&text), text.length))
        fine = error_set(err, ERROR_INPUT, "%s: is no text in UTF-8", name);
    if (fine)
        out->text = str_take(&text);
    str_clear(&text);
    return fine;
}

// A draft by its id, else a file.
static bool take_message(Cli *cli, Checked *out, Error *err)
{
    const char *name = cli->args.count > 0 ? cli->args.items[0] : "-";
    int64_t id;
    if (strcmp(name, "-") == 0 || strchr(name, '/') != NULL || strchr(name, '.') != NULL)
        return take_file(name, out, err);
    if (store_draft_resolve(cli->app->store, name, &id, err))
        return take_draft(cli, id, out, err);
    Error file = {0};
    if (err->kind == ERROR_NOT_FOUND && take_file(name, out, &file))
        return true;
    err->kind = err->kind == ERROR_NOT_FOUND ? ERROR_INPUT : err->kind;
    return false;
}

static bool take_options(Cli *cli, Checked *out, Error *err)
{
    int channel, occasion;
    const char *to = option_value(cli, "to"), *subject = option_value(cli, "subject");
    int64_t id;
    if (!word_value(WORDS_CHANNEL, option_value(cli, "channel"), &channel, err) ||
        !word_value(WORDS_OCCASION, option_value(cli, "occasion"), &occasion, err))
        return false;
    if (to != NULL) {
        if (!argument_contact(cli, to, ERROR_INPUT, &id, err))
            return false;
        out->people.count = 0;
        vec_push(&out->people, id);
    }
    out->channel = channel != CHANNEL_NONE ? (Channel)channel : out->channel;
    out->occasion = occasion != OCCASION_NONE ? (Occasion)occasion : out->occasion;
    if (out->occasion == OCCASION_NONE && out->people.count > 0)
        out->occasion = app_advised_occasion(cli->app, out->people.items[0]);
    if (subject != NULL) {
        free(out->subject);
        out->subject = mem_strdup(subject);
    }
    return true;
}

static void list_rules(Cli *cli)
{
    static const Column columns[] = {{"rule", 0, PRINT_NAME},
                                     {"is", 0, PRINT_PLAIN},
                                     {"what it looks for", 0, PRINT_PLAIN},
                                     {"source", 0, PRINT_DIM}};
    Table table = table_begin(cli, columns, 4);
    for (int i = 0; i < CHECK_RULE_COUNT; i++) {
        const CheckRule *rule = check_rule((CheckRuleId)i);
        table_cell(&table, rule->id);
        table_cell(&table, check_severity_name(rule->severity));
        table_cell(&table, rule->help);
        table_cell(&table, rule->source);
    }
    table_end(&table);
}

static void list_rules_json(Cli *cli)
{
    JsonWriter json = print_json(cli);
    json_write_object(&json);
    json_field_array(&json, "rules");
    for (int i = 0; i < CHECK_RULE_COUNT; i++) {
        const CheckRule *rule = check_rule((CheckRuleId)i);
        json_write_object(&json);
        json_field_text(&json, "rule", rule->id);
        json_field_text(&json, "severity", check_severity_name(rule->severity));
        json_field_text(&json, "help", rule->help);
        json_field_text(&json, "source", rule->source);
        json_write_object_end(&json);
    }
    json_write_array_end(&json);
    json_write_object_end(&json);
}

bool cmd_check(Cli *cli, Error *err)
{
    if (option_given(cli, "rules")) {
        cli->json ? list_rules_json(cli) : list_rules(cli);
        return true;
    }
    Checked checked = {0};
    CheckResult result = {0};
    bool fine = take_message(cli, &checked, err) && take_options(cli, &checked, err);
    if (fine) {
        CheckMessage message = {checked.channel, checked.occasion, checked.subject, checked.text,
                                checked.planned};
        fine = check_message(cli, checked.people.items, checked.people.count, &message, &result, err);
        if (fine && spelling_catch_up(app_spelling_noted(cli->app))) { // now its words are known
            check_result_clear(&result);
            fine = check_message(cli, checked.people.items, checked.people.count, &message, &result, err);
        }
    }
    if (fine)
        answer_check(cli, &checked, &result);
    size_t errors = check_count(&result, CHECK_ERROR);
    if (fine && errors > 0)
        fine = error_set(err, ERROR_NOT_FOUND, "%zu error%s to mend before it goes", errors,
                         errors == 1 ? "" : "s");
    check_result_clear(&result);
    checked_clear(&checked);
    return fine;
}
