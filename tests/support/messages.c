// SPDX-License-Identifier: MIT
#include "support/messages.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/names.h"

__attribute__((format(printf, 1, 2), noreturn)) static void stop(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

static void read_list(char *value, char **out, CheckNames *names)
{
    size_t count = 0;
    for (char *at = strtok(value, ";"); at != NULL && count < MESSAGE_NAMES_MOST; at = strtok(NULL, ";")) {
        char *name = str_trim(at);
        if (strncmp(name, "formerly ", 9) == 0)
            name += 9;
        else if (strncmp(name, "school ", 7) == 0)
            name += 7;
        out[count++] = name;
        vec_push(names, (const char *)name);
    }
}

static bool knows(const void *self, const char *name)
{
    const Message *message = self;
    bool found = false;
    char *copy = mem_strdup(message->others != NULL ? message->others : "");
    Str wanted = STR_INIT;
    org_fold(name, &wanted);
    for (char *at = strtok(copy, ";"); at != NULL && !found; at = strtok(NULL, ";")) {
        Str one = STR_INIT;
        org_fold(str_trim(at), &one);
        found = strcmp(str_get(&one), str_get(&wanted)) == 0;
        str_clear(&one);
    }
    str_clear(&wanted);
    free(copy);
    return found;
}

static void read_people(Message *message, char *to, char *given, char *family, char *me)
{
    Str mine = STR_INIT, theirs = STR_INIT, last = STR_INIT, rest = STR_INIT;
    if (to == NULL || me == NULL)
        stop("message %s: \"to\" or \"me\" is missing", message->id);
    message->person.name = to;
    name_split(to, &theirs, &last);
    message->own[0] = str_take(&theirs);
    message->own[1] = str_take(&last);
    message->person.given = given != NULL ? given : message->own[0];
    message->person.family = family != NULL ? family : message->own[1];
    name_split(me, &mine, &rest);
    message->own[2] = str_take(&mine);
    message->own[3] = str_take(&rest);
    message->input.my_name = me;
    message->input.my_given = message->own[2];
}

static void read_labels(Message *message, char *labels)
{
    for (size_t rule = 0; rule < CHECK_RULE_COUNT; rule++)
        message->judged[rule] = true;
    for (char *at = strtok(labels, ","); at != NULL; at = strtok(NULL, ",")) {
        CheckRuleId rule;
        char *id = str_trim(at);
        if (strcmp(id, "clean") == 0)
            continue;
        if (!check_rule_parse(id, &rule))
            stop("message %s: no rule %s", message->id, id);
        message->expected[rule] = true;
    }
}

typedef struct Head {
    char *to, *given, *family, *me, *expect;
    bool wrong;
} Head;

static bool read_history(CheckInput *input, const char *value)
{
    input->answered = strcmp(value, "answered") == 0;
    input->met = strcmp(value, "met") == 0;
    return input->answered || input->met || strcmp(value, "none") == 0;
}

static bool read_line(Message *message, Head *head, const char *key, char *value)
{
    CheckInput *input = &message->input;
    const struct {
        const char *key;
        const char **into;
    } TEXTS[] = {
        {"id", &message->id},
        {"to", (const char **)&head->to},
        {"given", (const char **)&head->given},
        {"family", (const char **)&head->family},
        {"me", (const char **)&head->me},
        {"expect", (const char **)&head->expect},
        {"nickname", &message->person.nickname},
        {"address", &message->person.address_as},
        {"talk", &input->talk},
        {"others", (const char **)&message->others},
        {"subject", &input->subject},
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        if (strcmp(key, TEXTS[i].key) == 0) {
            *TEXTS[i].into = value;
            return true;
        }
    if (strcmp(key, "at") == 0)
        read_list(value, message->organisations, &input->organisations);
    else if (strcmp(key, "common") == 0)
        read_list(value, message->ground, &input->ground);
    else if (strcmp(key, "channel") == 0)
        return (input->channel = channel_parse(value)) != CHANNEL_NONE;
    else if (strcmp(key, "occasion") == 0)
        return (input->occasion = occasion_parse(value)) != OCCASION_NONE;
    else if (strcmp(key, "history") == 0)
        return read_history(input, value);
    else if (strcmp(key, "raised") == 0)
        input->they_raised_work = true;
    else if (strcmp(key, "wrong") == 0)
        head->wrong = strcmp(value, "yes") == 0;
    else
        return false;
    return true;
}

static void read_head(Message *message, Head *head, char *lines)
{
    for (char *line = lines, *next; line != NULL && *line != '\0'; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        char *value = strchr(line, ':');
        if (value == NULL)
            stop("message %s: no colon in \"%s\"", message->id, line);
        *value++ = '\0';
        value = str_trim(value);
        if (!read_line(message, head, str_trim(line), value))
            stop("message %s: \"%s: %s\" is unknown", message->id, line, value);
    }
}

// ---- marks

static const char *const MARKS[MARK_COUNT] = {
    [MARK_OPENER] = "opener", [MARK_ASK] = "ask",    [MARK_ASK2] = "ask2",     [MARK_JOB] = "job",
    [MARK_RESUME] = "resume", [MARK_OUT] = "out",    [MARK_THANKS] = "thanks", [MARK_PUSHY] = "pushy",
    [MARK_MORE] = "more",     [MARK_PLAIN] = "plain"};

bool mark_parse(const char *name, Mark *mark)
{
    for (*mark = MARK_OPENER; *mark < MARK_COUNT; (*mark)++)
        if (strcmp(MARKS[*mark], name) == 0)
            return true;
    return false;
}

// "{ask out}": how long it is; 0 = no mark.
static size_t read_marks(Message *message, const char *from, size_t at)
{
    size_t length = strcspn(from, "}");
    MarkedPlace places[MARK_COUNT];
    size_t count = 0;
    if (*from != '{' || from[length] == '\0')
        return 0;
    for (const char *word = from + 1; word < from + length;) {
        size_t size = strcspn(word, " }");
        Mark mark = MARK_OPENER;
        while (mark < MARK_COUNT && (strlen(MARKS[mark]) != size || strncmp(MARKS[mark], word, size) != 0))
            mark++;
        if (mark == MARK_COUNT || count == MARK_COUNT)
            return 0;
        places[count++] = (MarkedPlace){at, mark};
        word += size + (word[size] == ' ' ? 1 : 0);
    }
    for (size_t i = 0; i < count; i++)
        vec_push(&message->marks, places[i]);
    return count > 0 ? length + 1 : 0;
}

// Takes the marks out of the text, with the blank before each.
static void take_marks(Message *message, char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t blank = strspn(from, " ");
        size_t mark = read_marks(message, from + blank, (size_t)(to - text));
        if (mark > 0)
            from += blank + mark;
        else
            *to++ = *from++;
    }
    *to = '\0';
}

bool message_has(const Message *message, Mark mark)
{
    for (size_t i = 0; i < message->marks.count; i++)
        if (message->marks.items[i].mark == mark)
            return true;
    return false;
}

// What the marks say of the message.
static void judge_by_marks(Message *message, bool wrong)
{
    const CheckInput *input = &message->input;
    bool first = !input->answered && !input->met && !input->they_raised_work;
    bool request = input->occasion == OCCASION_REQUEST, thanks = input->occasion == OCCASION_THANK_YOU;
    bool job = message_has(message, MARK_JOB), resume = message_has(message, MARK_RESUME);
    const struct {
        CheckRuleId rule;
        bool is;
    } SAID[] = {
        {CHECK_WRONG_COMPANY, wrong},
        {CHECK_RESUME_ATTACHED, first && resume && !thanks},
        {CHECK_ASKS_FOR_JOB, first && job && !resume && !thanks},
        {CHECK_NO_QUESTION, request && !job && !message_has(message, MARK_ASK)},
        {CHECK_SEVERAL_ASKS, message_has(message, MARK_ASK2)},
        {CHECK_NO_THANKS, thanks && !message_has(message, MARK_THANKS)},
        {CHECK_PUSHY, message_has(message, MARK_PUSHY)},
        {CHECK_WEAK_OPENER, message_has(message, MARK_OPENER)},
        {CHECK_NO_WAY_OUT, request && !input->answered && !input->met && !message_has(message, MARK_OUT)},
    };
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
        message->judged[SAID[i].rule] = true;
        message->expected[SAID[i].rule] = SAID[i].is;
    }
}

// ---- files

static void read_message(Message *message, char *block)
{
    *message = (Message){.id = "?"};
    check_input_init(&message->input);
    char *text = strstr(block, "\n\n");
    if (text == NULL)
        stop("a message without a text: %.40s", block);
    *text = '\0';
    text += 2;
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '\n')
        text[--length] = '\0';
    Head head = {0};
    read_head(message, &head, block);
    read_people(message, head.to, head.given, head.family, head.me);
    take_marks(message, text);
    if (head.expect != NULL)
        read_labels(message, head.expect);
    else
        judge_by_marks(message, head.wrong);
    message->input.text = text;
    message->input.recipient_count = 1;
    message->input.is_organisation = message->input.is_contact = knows;
}

void messages_read(const char *path, Messages *messages, char **text)
{
    enum { LARGEST = 1 << 24 };
    Str file = STR_INIT;
    Error err = {0};
    if (!file_read(path, LARGEST, &file, &err))
        stop("%s", err.message);
    *text = str_take(&file);
    for (char *block = *text, *next; block != NULL; block = next) {
        next = strstr(block, "\n%%\n");
        if (next != NULL) {
            *next = '\0';
            next += 4;
        }
        Message message;
        read_message(&message, block);
        vec_push(messages, message);
    }
    for (size_t i = 0; i < messages->count; i++) { // they moved while the list grew
        messages->items[i].input.recipients = &messages->items[i].person;
        messages->items[i].input.self = &messages->items[i];
    }
}

static int is_text(const struct dirent *entry)
{
    return str_ends(entry->d_name, ".txt");
}

void messages_read_folder(const char *folder, Messages *messages, MessageTexts *texts)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_text, alphasort);
    if (count <= 0)
        stop("%s: no messages", folder);
    for (int i = 0; i < count; i++) {
        char *path = str_format("%s/%s", folder, entries[i]->d_name), *text;
        size_t before = messages->count;
        messages_read(path, messages, &text);
        for (size_t k = before; k < messages->count; k++)
            messages->items[k].file = (size_t)i;
        vec_push(texts, text);
        free(path);
        free(entries[i]);
    }
    free(entries);
}

void messages_clear(Messages *messages)
{
    for (size_t i = 0; i < messages->count; i++) {
        Message *one = &messages->items[i];
        check_input_clear(&one->input);
        vec_clear(&one->marks);
        for (size_t k = 0; k < sizeof one->own / sizeof *one->own; k++)
            free(one->own[k]);
    }
    vec_clear(messages);
}
