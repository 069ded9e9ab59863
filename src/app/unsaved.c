// SPDX-License-Identifier: MIT
// Files of one draft each: a line with the rev, a line with the subject, then the text as it is.
#include "rapport/app/unsaved.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/file.h"
#include "rapport/base/mem.h"

#define KEPT ".draft-"
enum { KEPT_MOST = 64 * 1024 * 1024 };

// Owned; NULL = the database is no file.
static char *path_of(App *app, const Draft *draft)
{
    char uid[ID_TEXT_SIZE];
    id_format(draft->uid, uid);
    const char *database = store_path(app->store);
    return database[0] == '/' ? str_format("%s" KEPT "%s", database, uid) : NULL;
}

bool unsaved_keep(App *app, const Draft *draft, int64_t rev, const char *subject, const char *text,
                  Error *err)
{
    char *path = path_of(app, draft);
    if (path == NULL)
        return error_set(err, ERROR_IO, "there is no file beside which it could be kept");
    Str bytes = STR_INIT;
    str_appendf(&bytes, "%lld\n", (long long)rev);
    str_append(&bytes, subject);
    str_push(&bytes, '\n');
    str_append(&bytes, text);
    bool fine = file_write(path, str_get(&bytes), bytes.length, FILE_REPLACE, err);
    str_clear(&bytes);
    free(path);
    return fine;
}

bool unsaved_find(App *app, const Draft *draft, int64_t *rev, Str *subject, Str *text)
{
    char *path = path_of(app, draft), *end;
    Str bytes = STR_INIT;
    bool found = path != NULL && file_exists(path) && file_read(path, KEPT_MOST, &bytes, NULL);
    free(path);
    *rev = found ? strtoll(str_get(&bytes), &end, 10) : 0;
    const char *line = found && *rev > 0 && *end == '\n' ? end + 1 : NULL;
    const char *rest = line != NULL ? strchr(line, '\n') : NULL;
    if (rest != NULL) {
        str_append_n(subject, line, (size_t)(rest - line));
        str_append(text, rest + 1);
    }
    str_clear(&bytes);
    return rest != NULL;
}

void unsaved_forget(App *app, const Draft *draft)
{
    char *path = path_of(app, draft);
    if (path != NULL)
        unlink(path);
    free(path);
}

static bool is_gone(App *app, const char *uid)
{
    int64_t id;
    Error why = {0};
    return !store_draft_resolve(app->store, uid, &id, &why) && why.kind == ERROR_NOT_FOUND;
}

void unsaved_sweep(App *app)
{
    // Not glob: the name of the database may hold what that reads as a pattern.
    const char *database = store_path(app->store), *slash = strrchr(database, '/');
    if (database[0] != '/')
        return;
    char *folder = mem_strndup(database, (size_t)(slash - database) + 1);
    char *start = str_format("%s" KEPT, slash + 1);
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        if (!str_starts(entry->d_name, start) || !is_gone(app, entry->d_name + strlen(start)))
            continue;
        char *path = str_format("%s%s", folder, entry->d_name);
        unlink(path);
        free(path);
    }
    if (entries != NULL)
        closedir(entries);
    free(start);
    free(folder);
}
