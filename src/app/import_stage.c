// SPDX-License-Identifier: MIT
// Staged records are which fields they have (most have few), and those one after the other, told by a table
// of each struct: numbers as they are, texts with their length and a NUL so that they can be read in place.
#include "import_stage.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/mem.h"

enum { AHEAD = 1 << 16 }; // bytes written, and read, at once

typedef enum FieldType { TEXT, NUMBER, WIDE, FLAG, LIST } FieldType; // NUMBER: int, int32_t and enums

typedef struct StageField {
    FieldType type;
    size_t offset;
} StageField;

#define C(type, name)                                                                                        \
    {                                                                                                        \
        type, offsetof(ImportContact, name)                                                                  \
    }
static const StageField CONTACT[] = {
    C(NUMBER, line),     C(TEXT, source),        C(TEXT, key),
    C(TEXT, slug),       C(TEXT, name),          C(TEXT, given),
    C(TEXT, family),     C(TEXT, nickname),      C(TEXT, pronouns),
    C(TEXT, title),      C(TEXT, company),       C(TEXT, school),
    C(TEXT, city),       C(TEXT, industry),      C(TEXT, headline),
    C(TEXT, about),      C(TEXT, zone),          C(NUMBER, connected_day),
    C(NUMBER, birthday), C(NUMBER, degree),      C(NUMBER, how),
    C(TEXT, met_where),  C(TEXT, introduced_by), C(NUMBER, met_day),
    C(LIST, emails),     C(LIST, phones),        C(LIST, links),
    C(LIST, tags),       C(LIST, extra),         C(WIDE, told),
};
_Static_assert(sizeof CONTACT / sizeof *CONTACT <= 32, "a bit for each field");
#define M(type, name)                                                                                        \
    {                                                                                                        \
        type, offsetof(ImportMessage, name)                                                                  \
    }
static const StageField MESSAGE[] = {
    M(NUMBER, line), M(TEXT, key), M(TEXT, from_name), M(TEXT, from_slug), M(TEXT, to_names),    M(LIST, to),
    M(FLAG, group),  M(WIDE, utc), M(TEXT, subject),   M(TEXT, text),      M(TEXT, attachments),
};
#define I(type, name)                                                                                        \
    {                                                                                                        \
        type, offsetof(ImportInvitation, name)                                                               \
    }
static const StageField INVITATION[] = {
    I(NUMBER, line),  I(TEXT, key),      I(TEXT, from_name), I(TEXT, to_name),  I(TEXT, from_slug),
    I(TEXT, to_slug), I(FLAG, outgoing), I(NUMBER, day),     I(NUMBER, minute), I(TEXT, text),
};
#define O(type, name)                                                                                        \
    {                                                                                                        \
        type, offsetof(ImportMe, name)                                                                       \
    }
static const StageField ME[] = {
    O(NUMBER, line),  O(TEXT, given),    O(TEXT, family), O(TEXT, headline),
    O(TEXT, summary), O(TEXT, industry), O(TEXT, city),   O(NUMBER, birthday),
};
#define R(type, name)                                                                                        \
    {                                                                                                        \
        type, offsetof(ImportRole, name)                                                                     \
    }
static const StageField ROLE[] = {
    R(NUMBER, line), R(NUMBER, kind), R(TEXT, organisation),
    R(TEXT, title),  R(NUMBER, from), R(NUMBER, until),
};
static const StageField FOLLOW[] = {
    {NUMBER, offsetof(ImportFollow, line)},
    {TEXT, offsetof(ImportFollow, organisation)},
};
#define J(type, name)                                                                                        \
    {                                                                                                        \
        type, offsetof(ImportSavedJob, name)                                                                 \
    }
static const StageField JOB[] = {J(NUMBER, line), J(TEXT, title), J(TEXT, company), J(TEXT, link)};
#define N(type, name)                                                                                        \
    {                                                                                                        \
        type, offsetof(ImportNote, name)                                                                     \
    }
static const StageField NOTE[] = {
    N(NUMBER, line), N(TEXT, key), N(TEXT, name), N(TEXT, slug), N(TEXT, text), N(NUMBER, day),
};

static const struct {
    const StageField *fields;
    size_t count, size;
} KINDS[STAGED_KINDS] = {
    [STAGED_CONTACT] = {CONTACT, sizeof CONTACT / sizeof *CONTACT, sizeof(ImportContact)},
    [STAGED_MESSAGE] = {MESSAGE, sizeof MESSAGE / sizeof *MESSAGE, sizeof(ImportMessage)},
    [STAGED_INVITATION] = {INVITATION, sizeof INVITATION / sizeof *INVITATION, sizeof(ImportInvitation)},
    [STAGED_ME] = {ME, sizeof ME / sizeof *ME, sizeof(ImportMe)},
    [STAGED_ROLE] = {ROLE, sizeof ROLE / sizeof *ROLE, sizeof(ImportRole)},
    [STAGED_FOLLOW] = {FOLLOW, sizeof FOLLOW / sizeof *FOLLOW, sizeof(ImportFollow)},
    [STAGED_JOB] = {JOB, sizeof JOB / sizeof *JOB, sizeof(ImportSavedJob)},
    [STAGED_NOTE] = {NOTE, sizeof NOTE / sizeof *NOTE, sizeof(ImportNote)},
};

// ---- writing

static FILE *nameless_file(const char *near)
{
    if (strcmp(near, ":memory:") == 0)
        return tmpfile();
    char *path = str_format("%s-import-XXXXXX", near);
    int fd = mkstemp(path); // 0600
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w+b");
    if (fd >= 0)
        unlink(path);
    if (fd >= 0 && file == NULL)
        close(fd);
    free(path);
    if (file != NULL)
        setvbuf(file, NULL, _IOFBF, AHEAD);
    return file;
}

static void put_number(Str *out, uint32_t number)
{
    str_append_n(out, (const char *)&number, sizeof number);
}

static void put_text(Str *out, const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text) + 1;
    put_number(out, (uint32_t)length); // 0 = NULL
    str_append_n(out, text, length);
}

static void put_list(Str *out, const ImportValues *list)
{
    put_number(out, (uint32_t)list->count);
    for (size_t i = 0; i < list->count; i++) {
        put_text(out, list->items[i].value);
        put_text(out, list->items[i].label);
    }
}

static void put_field(Str *out, FieldType type, const char *at)
{
    switch (type) {
    case TEXT:
        put_text(out, *(const char *const *)at);
        break;
    case NUMBER:
        str_append_n(out, at, sizeof(int32_t));
        break;
    case WIDE:
        str_append_n(out, at, sizeof(int64_t));
        break;
    case FLAG:
        str_append_n(out, at, sizeof(bool));
        break;
    case LIST:
        put_list(out, (const ImportValues *)at);
        break;
    }
}

static bool has_field(FieldType type, const char *at)
{
    switch (type) {
    case TEXT:
        return *(const char *const *)at != NULL;
    case NUMBER:
        return *(const int32_t *)at != 0;
    case WIDE:
        return *(const int64_t *)at != 0;
    case FLAG:
        return *(const bool *)at;
    case LIST:
        return ((const ImportValues *)at)->count > 0;
    }
    return false;
}

void import_stage_put(ImportStage *stage, StagedKind kind, int file, const void *record)
{
    FILE **out = &stage->files[kind];
    if (*out == NULL)
        *out = nameless_file(stage->near);
    str_truncate(&stage->buffer, 0);
    uint32_t present = 0;
    put_number(&stage->buffer, present);
    for (size_t i = 0; i < KINDS[kind].count; i++) {
        const char *at = (const char *)record + KINDS[kind].fields[i].offset;
        if (!has_field(KINDS[kind].fields[i].type, at))
            continue;
        present |= UINT32_C(1) << i;
        put_field(&stage->buffer, KINDS[kind].fields[i].type, at);
    }
    memcpy(stage->buffer.data, &present, sizeof present);
    int32_t head[2] = {file, (int32_t)stage->buffer.length};
    stage->failed = stage->failed || *out == NULL || fwrite(head, sizeof head, 1, *out) != 1 ||
                    fwrite(str_get(&stage->buffer), stage->buffer.length, 1, *out) != 1;
    stage->counts[kind]++;
}

bool import_stage_rewind(ImportStage *stage, StagedKind kind, Error *err)
{
    FILE *file = stage->files[kind];
    stage->read[kind] = 0;
    stage->reading = kind;
    stage->from = 0;
    str_truncate(&stage->buffer, 0);
    if (stage->failed || (file != NULL && fflush(file) != 0))
        return error_set(err, ERROR_IO,
                         "there is no room to prepare the import beside the database; nothing was changed");
    return true;
}

// ---- reading back

static const char *take(const char **at, size_t length)
{
    const char *start = *at;
    *at += length;
    return start;
}

static uint32_t take_number(const char **at)
{
    uint32_t number;
    memcpy(&number, take(at, sizeof number), sizeof number);
    return number;
}

static const char *take_text(const char **at)
{
    uint32_t length = take_number(at);
    return length == 0 ? NULL : take(at, length);
}

static void take_field(ImportStage *stage, FieldType type, const char **at, char *to, size_t *lists)
{
    switch (type) {
    case TEXT:
        *(const char **)to = take_text(at);
        break;
    case NUMBER:
        memcpy(to, take(at, sizeof(int32_t)), sizeof(int32_t));
        break;
    case WIDE:
        memcpy(to, take(at, sizeof(int64_t)), sizeof(int64_t));
        break;
    case FLAG:
        memcpy(to, take(at, sizeof(bool)), sizeof(bool));
        break;
    case LIST: {
        size_t n = (*lists)++;
        stage->lists[n].count = 0;
        for (uint32_t i = take_number(at); i > 0; i--) {
            ImportValue value = {.value = take_text(at)};
            value.label = take_text(at);
            vec_push(&stage->lists[n], value);
        }
        *(ImportValues *)to = (ImportValues){stage->lists[n].items, stage->lists[n].count};
        break;
    }
    }
}

static void decode(ImportStage *stage, StagedKind kind, const char *at, void *record)
{
    memset(record, 0, KINDS[kind].size);
    size_t lists = 0;
    uint32_t present = take_number(&at);
    for (size_t i = 0; present != 0; i++, present >>= 1)
        if ((present & 1) != 0)
            take_field(stage, KINDS[kind].fields[i].type, &at, (char *)record + KINDS[kind].fields[i].offset,
                       &lists);
}

// The bytes of a stage from a place on, at least length of them: much at once where reading goes on.
static const char *bytes_at(ImportStage *stage, StagedKind kind, int64_t at, size_t length)
{
    enum { ONE_RECORD = 1 << 10 };
    int64_t end = stage->from + (int64_t)stage->buffer.length;
    bool goes_on = stage->reading == kind && at >= stage->from && at <= end;
    if (goes_on && at + (int64_t)length <= end)
        return stage->buffer.data + (at - stage->from);
    size_t wanted = goes_on ? AHEAD : ONE_RECORD;
    wanted = length > wanted ? length : wanted;
    str_truncate(&stage->buffer, 0);
    str_reserve(&stage->buffer, wanted);
    ssize_t got = pread(fileno(stage->files[kind]), stage->buffer.data, wanted, at);
    stage->reading = kind;
    stage->from = at;
    stage->buffer.length = got > 0 ? (size_t)got : 0;
    return stage->buffer.length >= length ? stage->buffer.data : NULL;
}

bool import_stage_get(ImportStage *stage, StagedKind kind, int64_t at, Arena *keep, int *file, void *record)
{
    int32_t head[2];
    const char *bytes = stage->files[kind] != NULL ? bytes_at(stage, kind, at, sizeof head) : NULL;
    if (bytes == NULL)
        return false;
    memcpy(head, bytes, sizeof head);
    size_t length = (size_t)head[1];
    bytes = bytes_at(stage, kind, at, sizeof head + length);
    if (bytes == NULL)
        return false;
    *file = head[0];
    bytes += sizeof head;
    if (keep != NULL)
        bytes = memcpy(arena_alloc(keep, length), bytes, length);
    decode(stage, kind, bytes, record);
    stage->read[kind] = at + (int64_t)(sizeof head + length);
    return true;
}

bool import_stage_next(ImportStage *stage, StagedKind kind, int *file, void *record)
{
    return import_stage_get(stage, kind, stage->read[kind], NULL, file, record);
}

int64_t import_stage_at(const ImportStage *stage, StagedKind kind)
{
    return stage->read[kind];
}

void import_stage_clear(ImportStage *stage)
{
    for (int i = 0; i < STAGED_KINDS; i++)
        if (stage->files[i] != NULL)
            fclose(stage->files[i]);
    for (int i = 0; i < STAGE_LISTS; i++)
        vec_clear(&stage->lists[i]);
    str_clear(&stage->buffer);
    *stage = (ImportStage){0};
}
