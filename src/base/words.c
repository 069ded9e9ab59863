// SPDX-License-Identifier: MIT
// Splitting a line into words for commands and configuration lines. The quoting is the shell's, so that
// nobody has to learn another; nothing is expanded, so that no text can turn into a command.
#include <stdlib.h>
#include <string.h>

#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/utf8.h"

typedef struct Splitter {
    const char *line;
    const char *at;
    char *put; // where the next byte of a word goes
} Splitter;

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// Inside double quotes a backslash escapes only these; before others it stands for itself.
static bool escapable(char c)
{
    return c == '"' || c == '\\' || c == '$' || c == '`';
}

static void skip_blanks(Splitter *self)
{
    while (is_blank(*self->at))
        self->at++;
}

static bool copy_quoted(Splitter *self, Error *err)
{
    const char *opening = self->at;
    char quote = *self->at++;
    while (*self->at != '\0' && *self->at != quote) {
        if (quote == '"' && self->at[0] == '\\' && escapable(self->at[1]))
            self->at++;
        *self->put++ = *self->at++;
    }
    if (*self->at == '\0') {
        int column = (int)utf8_count_codes(self->line, (size_t)(opening - self->line)) + 1;
        return error_at(err, ERROR_INPUT, 0, column, "the quote at column %d is not closed", column);
    }
    self->at++;
    return true;
}

static bool copy_word(Splitter *self, Error *err)
{
    while (*self->at != '\0' && !is_blank(*self->at)) {
        if (*self->at == '\'' || *self->at == '"') {
            if (!copy_quoted(self, err))
                return false;
            continue;
        }
        if (self->at[0] == '\\' && self->at[1] != '\0')
            self->at++;
        *self->put++ = *self->at++;
    }
    *self->put++ = '\0';
    return true;
}

char **file_split_words(const char *line, size_t *count, Error *err)
{
    // Words are at least one byte and one blank apart, so this many pointers and bytes hold whatever comes.
    size_t length = strlen(line), most = length / 2 + 1;
    char **words = mem_alloc((most + 1) * sizeof *words + length + 1);
    Splitter self = {.line = line, .at = line, .put = (char *)(words + most + 1)};
    *count = 0;
    for (skip_blanks(&self); *self.at != '\0'; skip_blanks(&self)) {
        words[(*count)++] = self.put;
        if (!copy_word(&self, err)) {
            *count = 0;
            free(words);
            return NULL;
        }
    }
    words[*count] = NULL;
    return words;
}
