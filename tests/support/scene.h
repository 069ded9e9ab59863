// SPDX-License-Identifier: MIT
// The real program, for tests that break it: a private folder with a database in it, commands with what they
// say, and the verdict on what is left.
#ifndef TESTS_SUPPORT_SCENE_H
#define TESTS_SUPPORT_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"

#define SCENE_NOW "2026-11-24T09:41:00Z"

typedef struct Scene {
    char *folder, *db; // db is folder/people.db
} Scene;

typedef struct SceneResult {
    int code;   // exit code; -1: ended by a signal
    Str output; // what it said on both streams
} SceneResult;

Scene scene_new(void); // aborts when it cannot be made; no database yet
void scene_free(Scene *scene);
void scene_clean(const Scene *scene); // removes everything in the folder

// Runs PROGRAM --db DB --now SCENE_NOW and the words (one line, as file_split_words reads it). env:
// "NAME=VALUE" strings, NULL-terminated; NULL: none more.
SceneResult scene_run(const Scene *scene, const char *program, const char *words, const char *const env[]);
void scene_result_clear(SceneResult *result);

// Runs what has to work: prints what it said and aborts when it does not.
void scene_must(const Scene *scene, const char *program, const char *words);

// Exactly one sentence for a person, "rapport: ...": what a refused command says. after_answer: it may stand
// behind the answer, for what happens once the answer is told.
bool scene_is_sentence(const SceneResult *result, bool after_answer);

char *scene_file(const Scene *scene, const char *name);                 // its path, owned
bool scene_save(const Scene *scene, const char *name, Str *out);        // its bytes; false: not there
bool scene_put(const Scene *scene, const char *name, const Str *bytes); // false: no room

// How many files there are whose names say that they are half of something.
size_t scene_partial(const Scene *scene);

#endif
