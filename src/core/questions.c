// SPDX-License-Identifier: MIT
// Reads the question bank. It is lines and nothing else, so that a person can change it without a manual.
#include "rapport/core/questions.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"

static const char GROUP[] = "## ";

static void group_clear(QuestionGroup *group)
{
    for (size_t i = 0; i < group->questions.count; i++)
        free(group->questions.items[i]);
    vec_clear(&group->questions);
    free(group->name);
}

void questions_clear(QuestionBank *bank)
{
    for (size_t i = 0; i < bank->count; i++)
        group_clear(&bank->items[i]);
    vec_clear(bank);
}

static bool read_line(char *line, QuestionBank *out, Error *err)
{
    line = str_trim(line);
    if (*line == '\0' || (*line == '#' && line[1] != '#'))
        return true;
    if (str_starts(line, "##")) {
        char *name = str_trim(line + strspn(line, "#"));
        if (*name == '\0')
            return error_set(err, ERROR_INPUT, "a group of questions needs a name, as in \"%sTrends\"",
                             GROUP);
        QuestionGroup *group = vec_add(out);
        group->name = mem_strdup(name);
        return true;
    }
    if (out->count == 0)
        return error_set(err, ERROR_INPUT, "a question stands before the first group, such as \"%sTrends\"",
                         GROUP);
    vec_push(&out->items[out->count - 1].questions, mem_strdup(line));
    return true;
}

static void drop_empty(QuestionBank *bank)
{
    size_t kept = 0;
    for (size_t i = 0; i < bank->count; i++)
        if (bank->items[i].questions.count > 0)
            bank->items[kept++] = bank->items[i];
        else
            group_clear(&bank->items[i]);
    bank->count = kept;
}

bool questions_read(const char *text, QuestionBank *out, Error *err)
{
    char *copy = mem_strdup(text), *rest = copy;
    bool fine = true;
    int number = 0;
    *out = (QuestionBank){0};
    for (char *line; fine && (line = strsep(&rest, "\n")) != NULL;) {
        number++;
        fine = read_line(line, out, err);
    }
    free(copy);
    if (fine) {
        drop_empty(out);
        return true;
    }
    if (err != NULL)
        err->line = number;
    questions_clear(out);
    return false;
}
