// SPDX-License-Identifier: MIT
// Commands on what happened between people: log, meet, settle.
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rapport/app/outreach.h"
#include "rapport/base/mem.h"
#include "rapport/store/interactions.h"

enum { NOON = 12 * 60 };

// A LogRequest and what it borrows.
typedef struct LogArgs {
    LogRequest request;
    ContactIds people;
    TextList hooks;
    Str text;
} LogArgs;

static void log_args_clear(LogArgs *args)
{
    vec_clear(&args->people);
    vec_clear(&args->hooks);
    str_clear(&args->text);
    free((char *)args->request.answer_name);
}

static bool answer_step(Cli *cli, const StepResult *result, Error *err)
{
    Interaction one;
    interaction_init(&one);
    bool fine = store_interaction_get(cli->app->store, result->id, &one, err);
    if (fine && cli->json) {
        JsonWriter json = print_json(cli);
        json_write_object(&json);
        json_interaction_fields(cli, &json, &one);
        json_advice(&json, &result->advice);
        json_write_object_end(&json);
    } else if (fine) {
        char id[SHORT_ID_SIZE];
        print(cli, "%s  %s\n", short_id(one.uid, id), result->summary);
        print_advice(cli, &result->advice, 1);
    }
    interaction_clear(&one);
    return fine;
}

static bool run_log(Cli *cli, LogArgs *args, Error *err)
{
    StepResult result = {0};
    args->request.contacts = args->people.items;
    args->request.contact_count = args->people.count;
    args->request.hooks = args->hooks.items;
    args->request.hook_count = args->hooks.count;
    args->request.text = args->text.length > 0 ? str_get(&args->text) : NULL;
    bool fine = app_log(cli->app, &args->request, &result, err) && answer_step(cli, &result, err);
    step_result_clear(&result);
    return fine;
}

// ---- options

// "WORD:REST": the word, and what stands behind the colon (NULL = none). The word is owned.
static char *split_colon(const char *text, const char **rest)
{
    const char *colon = strchr(text, ':');
    *rest = colon != NULL ? colon + 1 : NULL;
    return mem_strndup(text, strcspn(text, ":"));
}

static bool read_answer(Cli *cli, LogRequest *request, Error *err)
{
    const char *text = option_value(cli, "answer"), *rest;
    int value;
    request->answer_day = CIVIL_NONE;
    if (text == NULL)
        return true;
    char *word = split_colon(text, &rest);
    bool fine = word_value(WORDS_ANSWER, word, &value, err);
    free(word);
    request->answer = fine ? (Answer)value : ANSWER_NONE;
    if (!fine || rest == NULL)
        return fine;
    if (value == ANSWER_TRY) {
        request->answer_name = mem_strdup(rest);
        return true;
    }
    DateValue date;
    if (value != ANSWER_LATER && value != ANSWER_OOO && value != ANSWER_TIME)
        return error_set(err, ERROR_INPUT, "--answer %s takes nothing behind a colon",
                         answer_name((Answer)value));
    if (!argument_date(cli, "--answer", rest, false, &date, err))
        return false;
    request->answer_day = date.day;
    return true;
}

static bool read_outcome(Cli *cli, LogRequest *request, Error *err)
{
    const char *text = option_value(cli, "outcome"), *rest;
    int value;
    request->moved_day = CIVIL_NONE;
    if (text == NULL)
        return true;
    char *word = split_colon(text, &rest);
    bool fine = word_value(WORDS_OUTCOME, word, &value, err);
    free(word);
    request->outcome = fine ? (Outcome)value : OUTCOME_NONE;
    if (!fine || rest == NULL)
        return fine;
    DateValue date;
    if (value != OUTCOME_MOVED)
        return error_set(err, ERROR_INPUT, "--outcome %s takes nothing behind a colon",
                         outcome_name((Outcome)value));
    if (!argument_date(cli, "--outcome", rest, false, &date, err))
        return false;
    request->moved_day = date.day;
    return true;
}

static bool read_direction(Cli *cli, LogRequest *request, Error *err)
{
    bool in = option_given(cli, "in"), out = option_given(cli, "out");
    if (in && out)
        return error_set(err, ERROR_USAGE, "it is either --in or --out");
    request->direction = in ? DIRECTION_IN : out ? DIRECTION_OUT : DIRECTION_NONE;
    if (request->answer != ANSWER_NONE && request->direction == DIRECTION_NONE)
        request->direction = DIRECTION_IN; // an answer is theirs
    return true;
}

static bool read_moment(Cli *cli, LogRequest *request, const char *what, const char *text, bool past,
                        Error *err)
{
    DateValue date;
    if (text == NULL)
        return true;
    if (!argument_date(cli, what, text, past, &date, err))
        return false;
    request->timed = true;
    request->at = argument_moment(cli, date);
    // What was held today without a time is over now; what is planned for today is still to come.
    bool now = past && date.day == app_today(cli->app);
    if (request->kind != INTERACTION_MEETING || date.minute >= 0 || now)
        return true;
    if (request->minutes > 0)
        return error_set(err, ERROR_INPUT, "--length needs a time: write \"%.40s 10:30\"", text);
    request->at = clock_moment(date.day, NOON);
    request->minutes = MINUTES_ALL_DAY;
    return true;
}

static bool read_people(Cli *cli, ContactIds *people, Error *err)
{
    TextList with = {0};
    int64_t id;
    bool fine = argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err);
    if (fine)
        vec_push(people, id);
    option_values(cli, "with", &with);
    for (size_t i = 0; fine && i < with.count; i++) {
        fine = argument_contact(cli, with.items[i], ERROR_INPUT, &id, err);
        if (fine)
            vec_push(people, id);
    }
    vec_clear(&with);
    return fine;
}

// "45m", "1h30m", "90": minutes, at most a month.
static bool read_length(Cli *cli, LogRequest *request, Error *err)
{
    enum { MOST = 31 * 24 * 60 };
    const char *text = option_value(cli, "length"), *at = text;
    long total = 0;
    if (text == NULL)
        return true;
    while (*at >= '0' && *at <= '9' && total <= MOST) {
        char *rest;
        long number = strtol(at, &rest, 10);
        bool hours = *rest == 'h';
        number = number > MOST ? MOST + 1 : number;
        total += hours ? number * 60 : number;
        at = rest + (hours || *rest == 'm');
    }
    if (*at != '\0' || total < 1 || total > MOST)
        return error_set(err, ERROR_INPUT, "--length: \"%.40s\" is no length; write 45m, 1h or 1h30m", text);
    request->minutes = (int)total;
    return true;
}

static bool read_options(Cli *cli, LogArgs *args, Error *err)
{
    LogRequest *request = &args->request;
    int channel, occasion;
    if (!word_value(WORDS_CHANNEL, option_value(cli, "channel"), &channel, err) ||
        !word_value(WORDS_OCCASION, option_value(cli, "occasion"), &occasion, err) ||
        !read_answer(cli, request, err) || !read_outcome(cli, request, err) ||
        !read_direction(cli, request, err))
        return false;
    request->channel = (Channel)channel;
    request->occasion = (Occasion)occasion;
    request->expects_answer = request->answer == ANSWER_NONE_NEEDED ? 0 : -1;
    request->event = option_value(cli, "event");
    request->subject = option_value(cli, "subject");
    request->anyway = option_given(cli, "anyway");
    request->place = option_value(cli, "place");
    option_values(cli, "hook", &args->hooks);
    return read_length(cli, request, err) &&
           read_moment(cli, request, "--at", option_value(cli, "at"), true, err) &&
           read_people(cli, &args->people, err);
}

// ---- commands

bool cmd_log(Cli *cli, Error *err)
{
    LogArgs args = {0};
    int kind;
    bool fine = word_value(WORDS_KIND, cli->args.items[1], &kind, err);
    args.request.kind = fine ? (InteractionKind)kind : INTERACTION_NONE;
    fine = fine && read_options(cli, &args, err) && argument_rest(cli, 2, &args.text, err);
    if (fine && args.request.outcome != OUTCOME_NONE && kind != INTERACTION_MEETING)
        fine = error_set(err, ERROR_USAGE, "--outcome tells how a meeting went");
    if (fine && args.request.answer != ANSWER_NONE && kind != INTERACTION_MESSAGE && kind != INTERACTION_CALL)
        fine = error_set(err, ERROR_USAGE, "--answer goes with a message or a call of theirs");
    fine = fine && run_log(cli, &args, err);
    log_args_clear(&args);
    return fine;
}

bool cmd_meet(Cli *cli, Error *err)
{
    LogArgs args = {.request = {.kind = INTERACTION_MEETING}};
    Str when = STR_INIT;
    size_t text;
    argument_when(cli, 1, &when, &text);
    bool fine = read_options(cli, &args, err) &&
                read_moment(cli, &args.request, "date", str_get(&when), false, err) &&
                argument_rest(cli, text, &args.text, err) && run_log(cli, &args, err);
    log_args_clear(&args);
    str_clear(&when);
    return fine;
}

bool cmd_settle(Cli *cli, Error *err)
{
    int64_t id;
    StepResult result = {0};
    bool fine = argument_contact(cli, cli->args.items[0], ERROR_INPUT, &id, err) &&
                app_settle(cli->app, id, &result, err) && answer_contact(cli, id, "no answer needed", err);
    step_result_clear(&result);
    return fine;
}
