// SPDX-License-Identifier: MIT
// Where things are: database, configuration, and the private folder of a sample network.
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"

#define DEMO_PREFIX "rapport-demo-"

// A file of ours in the folder that the variable names (absolute, else ignored, as the XDG base directory
// specification says), else below the home folder.
static char *in_folder(const char *variable, const char *below_home, const char *file)
{
    const char *folder = getenv(variable), *home = getenv("HOME");
    if (folder != NULL && folder[0] == '/')
        return str_format("%s/rapport/%s", folder, file);
    return str_format("%s/%s/rapport/%s", home != NULL ? home : ".", below_home, file);
}

char *path_database(const char *option)
{
    const char *variable = getenv("RAPPORT_DB");
    if (option != NULL)
        return mem_strdup(option);
    if (!str_blank(variable))
        return mem_strdup(variable);
    return in_folder("XDG_DATA_HOME", ".local/share", "rapport.db");
}

char *path_config(const char *option)
{
    return option != NULL ? mem_strdup(option) : in_folder("XDG_CONFIG_HOME", ".config", "rapport.conf");
}

bool path_config_safe(const char *path, Error *err)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return true;
    if ((info.st_mode & (S_IWGRP | S_IWOTH)) != 0 || (info.st_uid != geteuid() && info.st_uid != 0))
        return error_set(err, ERROR_IO, "%s: others can write it and it names programs to run; chmod go-w it",
                         path);
    return true;
}

// What the line sets it to: *value, which it replaces. False: it is meant to, and cannot be read.
static bool read_line(const char *line, const char *name, char **value, Error *err)
{
    size_t count = 0;
    char **words = file_split_words(line, &count, err);
    const char *rest = line + strcspn(line, " ");
    if (words == NULL) // else what is wrong the interface tells
        return !str_starts(line, "set ") || !str_starts(rest + strspn(rest, " "), name);
    bool fine = true;
    if (count >= 2 && strcmp(words[0], "set") == 0 && strcmp(words[1], name) == 0) {
        fine = count == 3 ||
               error_set(
                   err, ERROR_INPUT,
                   "set %s takes one value: several words stand in quotes, as in set sendmail \"msmtp -t\"",
                   name);
        free(*value);
        *value = !fine || str_blank(words[2]) ? NULL : mem_strdup(words[2]);
    }
    free(words);
    return fine;
}

char *config_value(const char *path, const char *name, Error *err)
{
    enum { MOST = 1 << 20 };
    Str text = STR_INIT;
    char *value = NULL;
    if (!file_exists(path))
        return NULL;
    if (!path_config_safe(path, err) || !file_read(path, MOST, &text, err)) {
        str_clear(&text);
        return NULL;
    }
    char *all = str_take(&text), *rest = all;
    bool fine = true;
    for (int number = 1; fine && rest != NULL; number++) {
        char *line = str_trim(strsep(&rest, "\n"));
        Error wrong = {0};
        fine = *line == '#' || read_line(line, name, &value, &wrong);
        if (!fine) {
            *err = wrong;
            error_prefix(err, "%s:%d", path, number);
        }
    }
    free(all);
    if (!fine) {
        free(value);
        value = NULL;
    }
    return value;
}

char **config_program(const char *path, const char *name, Error *err)
{
    size_t count = 0;
    char *line = config_value(path, name, err);
    char **program = line != NULL ? file_split_words(line, &count, err) : NULL;
    free(line);
    if (program != NULL && count == 0) {
        free(program);
        program = NULL;
    }
    return program;
}

// ---- demo

static const char *temporary_folder(void)
{
    const char *runtime = getenv("XDG_RUNTIME_DIR"), *temporary = getenv("TMPDIR");
    if (runtime != NULL && runtime[0] == '/' && access(runtime, W_OK) == 0)
        return runtime;
    return temporary != NULL && temporary[0] == '/' ? temporary : "/tmp";
}

void path_remove_folder(const char *folder)
{
    DIR *files = opendir(folder);
    const struct dirent *entry;
    while (files != NULL && (entry = readdir(files)) != NULL)
        unlinkat(dirfd(files), entry->d_name, 0);
    if (files != NULL)
        closedir(files);
    rmdir(folder);
}

// Left behind by a process that is gone, and ours.
static bool is_stale(const char *path, const char *name)
{
    struct stat info;
    char *end;
    long process = strtol(name + strlen(DEMO_PREFIX), &end, 10);
    return process > 0 && *end == '-' && kill((pid_t)process, 0) != 0 && errno == ESRCH &&
           lstat(path, &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid();
}

static void remove_stale(const char *base)
{
    DIR *folder = opendir(base);
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (!str_starts(entry->d_name, DEMO_PREFIX))
            continue;
        char *path = str_format("%s/%s", base, entry->d_name);
        if (is_stale(path, entry->d_name))
            path_remove_folder(path);
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
}

char *path_demo_folder(Error *err)
{
    const char *base = temporary_folder();
    remove_stale(base);
    char *folder = str_format("%s/" DEMO_PREFIX "%ld-XXXXXX", base, (long)getpid());
    if (mkdtemp(folder) != NULL)
        return folder;
    error_set(err, ERROR_IO, "cannot make a folder for the sample network in %s: %s", base, strerror(errno));
    free(folder);
    return NULL;
}
