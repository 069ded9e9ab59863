// SPDX-License-Identifier: MIT
// Programs are started without a shell, with a small fixed environment.
#include "support/scene.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "support/place.h"

enum { FILE_LIMIT = 256 << 20 };

static void must(bool fine, const char *what)
{
    if (fine)
        return;
    fprintf(stderr, "the test cannot go on: %s: %s\n", what, strerror(errno));
    abort();
}

Scene scene_new(void)
{
    Scene scene = {.folder = str_format("%s/rapport-scene-XXXXXX", place_in_memory())};
    must(mkdtemp(scene.folder) != NULL, scene.folder);
    scene.db = scene_file(&scene, "people.db");
    return scene;
}

static void remove_inside(const char *folder)
{
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, ".."))
            continue;
        char *path = str_format("%s/%s", folder, entry->d_name);
        if (unlink(path) != 0) {
            remove_inside(path);
            rmdir(path);
        }
        free(path);
    }
    if (entries != NULL)
        closedir(entries);
}

void scene_clean(const Scene *scene)
{
    remove_inside(scene->folder);
}

void scene_free(Scene *scene)
{
    scene_clean(scene);
    rmdir(scene->folder);
    free(scene->folder);
    free(scene->db);
}

static _Noreturn void become(const Scene *scene, const char *program, const char *words,
                             const char *const env[], int output)
{
    size_t count;
    Error err = {0};
    char **split = file_split_words(words, &count, &err);
    must(split != NULL, err.message);
    char **argv = mem_array(count + 6, sizeof *argv);
    const char *const first[] = {program, "--db", scene->db, "--now", SCENE_NOW};
    for (size_t i = 0; i < 5; i++)
        argv[i] = (char *)(uintptr_t)first[i];
    memcpy(argv + 5, split, count * sizeof *argv);
    setenv("HOME", scene->folder, 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_DATA_HOME");
    setenv("RAPPORT_SPELLER", "", 1); // whatever is installed here
    setenv("TMPDIR", scene->folder, 1);
    for (; env != NULL && *env != NULL; env++)
        putenv((char *)(uintptr_t)*env);
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    must(chdir(scene->folder) == 0, scene->folder);
    execv(program, argv);
    _exit(126);
}

SceneResult scene_run(const Scene *scene, const char *program, const char *words, const char *const env[])
{
    int ends[2], status = 0;
    SceneResult result = {0};
    char bytes[4096];
    must(pipe(ends) == 0, "pipe");
    fflush(NULL);
    pid_t pid = fork();
    must(pid >= 0, "fork");
    if (pid == 0)
        become(scene, program, words, env, ends[1]);
    close(ends[1]);
    for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0;)
        str_append_n(&result.output, bytes, (size_t)got);
    close(ends[0]);
    must(waitpid(pid, &status, 0) == pid, "waitpid");
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

void scene_result_clear(SceneResult *result)
{
    str_clear(&result->output);
}

void scene_must(const Scene *scene, const char *program, const char *words)
{
    SceneResult result = scene_run(scene, program, words, NULL);
    if (result.code != 0) {
        fprintf(stderr, "%s: exit code %d: %s\n", words, result.code, str_get(&result.output));
        abort();
    }
    scene_result_clear(&result);
}

bool scene_is_sentence(const SceneResult *result, bool after_answer)
{
    const char *text = str_get(&result->output), *last = strstr(text, "\nrapport: ");
    if (after_answer && last != NULL)
        text = last + 1;
    const char *end = strchr(text, '\n');
    return str_starts(text, "rapport: ") && end != NULL && end[1] == '\0';
}

char *scene_file(const Scene *scene, const char *name)
{
    return str_format("%s/%s", scene->folder, name);
}

bool scene_save(const Scene *scene, const char *name, Str *out)
{
    char *path = scene_file(scene, name);
    str_clear(out);
    bool there = file_exists(path) && file_read(path, FILE_LIMIT, out, NULL);
    free(path);
    return there;
}

bool scene_put(const Scene *scene, const char *name, const Str *bytes)
{
    char *path = scene_file(scene, name);
    FILE *file = fopen(path, "w");
    bool fits = file != NULL && fwrite(str_get(bytes), 1, bytes->length, file) == bytes->length;
    fits = file != NULL && fclose(file) == 0 && fits && chmod(path, 0600) == 0;
    free(path);
    return fits;
}

static size_t partial_in(const char *folder)
{
    size_t count = 0;
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        if (strstr(entry->d_name, ".tmp-") != NULL || str_starts(entry->d_name, "rapport-import-"))
            count++;
    }
    if (entries != NULL)
        closedir(entries);
    return count;
}

size_t scene_partial(const Scene *scene)
{
    char *backups = scene_file(scene, "backups");
    size_t count = partial_in(scene->folder) + partial_in(backups);
    free(backups);
    return count;
}
