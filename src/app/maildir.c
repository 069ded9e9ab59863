// SPDX-License-Identifier: MIT
// Drafts for mail programs. The name of each file says which draft it is a copy of, so that there is never
// more than one; a program that edits one writes a file of its own, which is left alone.
#include "maildir.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "rapport/base/file.h"

static bool is_folder(const char *folder, const char *part)
{
    struct stat info;
    char *path = str_format("%s/%s", folder, part);
    bool is = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    free(path);
    return is;
}

static char *expand(const char *folder)
{
    const char *home = getenv("HOME");
    bool in_home = str_starts(folder, "~/") && home != NULL;
    return in_home ? str_format("%s/%s", home, folder + 2) : str_format("%s", folder);
}

// "1795510860.R<uid>-<revision>.rapport:2,DS": our mark stands between the first dots.
static bool is_copy(const char *name, const char *uid)
{
    const char *mark = strstr(name, ".R");
    size_t length = strlen(uid);
    return mark != NULL && strncmp(mark + 2, uid, length) == 0 && mark[2 + length] == '-' &&
           strstr(mark, ".rapport") != NULL;
}

static void remove_copies(const char *cur, const char *uid, const char *but)
{
    DIR *files = opendir(cur);
    const struct dirent *entry;
    while (files != NULL && (entry = readdir(files)) != NULL) {
        char *path = str_format("%s/%s", cur, entry->d_name);
        if (is_copy(entry->d_name, uid) && strcmp(entry->d_name, but) != 0)
            remove(path);
        free(path);
    }
    if (files != NULL)
        closedir(files);
}

static bool put(const char *folder, const char *name, const char *uid, const Str *mail, Str *path, Error *err)
{
    char *tmp = str_format("%s/tmp/%s", folder, name), *cur = str_format("%s/cur", folder),
         *file = str_format("%s:2,DS", name);
    char *final = str_format("%s/%s", cur, file);
    bool fine = file_write(tmp, str_get(mail), mail->length, FILE_REPLACE, err);
    if (fine && rename(tmp, final) != 0) {
        fine = error_set(err, ERROR_IO, "%s: cannot be put there: %s", final, strerror(errno));
        remove(tmp);
    }
    if (fine) {
        remove_copies(cur, uid, file);
        str_append(path, final);
    }
    free(final);
    free(file);
    free(cur);
    free(tmp);
    return fine;
}

bool maildir_put(const char *folder, const char *uid, int64_t revision, int64_t utc, const Str *mail,
                 Str *path, Error *err)
{
    char *place = expand(folder);
    char *name = str_format("%lld.R%s-%lld.rapport", (long long)utc, uid, (long long)revision);
    bool is = is_folder(place, "cur") && is_folder(place, "new") && is_folder(place, "tmp");
    bool fine =
        is ? put(place, name, uid, mail, path, err)
           : error_set(err, ERROR_INPUT,
                       "%s: is no Maildir, which has the folders cur, new and tmp; mkdir -p makes them",
                       place);
    free(name);
    free(place);
    return fine;
}
