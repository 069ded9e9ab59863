// SPDX-License-Identifier: MIT
// Routines are few and read often: they are all kept in the App, the user's own before those that are
// shipped.
#include "rapport/app/routines.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/embedded.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/core/fuzzy.h"
#include "rapport/store/settings.h"

extern const EmbeddedFile embedded_routines[];

enum { SUFFIX = sizeof ".routine" - 1, NAMES_MOST = 64 };

static void name_of(const EmbeddedFile *file, char name[ROUTINE_NAME_SIZE])
{
    size_t length = strlen(file->name) - SUFFIX;
    length = length < ROUTINE_NAME_SIZE ? length : ROUTINE_NAME_SIZE - 1;
    memcpy(name, file->name, length);
    name[length] = '\0';
}

static const EmbeddedFile *find_shipped(const char *wanted)
{
    char name[ROUTINE_NAME_SIZE];
    for (const EmbeddedFile *file = embedded_routines; file->name != NULL; file++) {
        name_of(file, name);
        if (strcmp(name, wanted) == 0)
            return file;
    }
    return NULL;
}

static bool take(App *app, const char *name, const char *text, size_t length, Error *err)
{
    Routine routine;
    if (!routine_parse(name, text, length, &routine, err))
        return false;
    vec_push(&app->routines, routine);
    return true;
}

bool app_load_routines(App *app, Error *err)
{
    RoutineRows own = {0};
    char name[ROUTINE_NAME_SIZE];
    vec_clear(&app->routines);
    bool fine = store_routines(app->store, &own, err);
    for (size_t i = 0; fine && i < own.count; i++)
        fine = take(app, own.items[i].name, own.items[i].text, strlen(own.items[i].text), err);
    for (const EmbeddedFile *file = embedded_routines; fine && file->name != NULL; file++) {
        name_of(file, name);
        fine = app_routine(app, name) != NULL || take(app, name, file->text, file->length, err);
    }
    store_routines_clear(&own);
    return fine;
}

const Routine *app_routine(const App *app, const char *name)
{
    for (size_t i = 0; name != NULL && i < app->routines.count; i++)
        if (strcmp(app->routines.items[i].name, name) == 0)
            return &app->routines.items[i];
    return NULL;
}

bool app_check_routine(const App *app, const char *name, Error *err)
{
    if (app_routine(app, name) != NULL)
        return true;
    const char *names[NAMES_MOST];
    size_t count = 0;
    for (; count < app->routines.count && count < NAMES_MOST; count++)
        names[count] = app->routines.items[count].name;
    const char *near = suggest(name, names, count);
    if (near != NULL)
        return error_set(err, ERROR_INPUT, "no routine \"%.40s\"; did you mean \"%s\"?", name, near);
    return error_set(err, ERROR_INPUT, "no routine \"%.40s\"; rapport routine lists them", name);
}

bool app_routine_is_own(const App *app, const char *name)
{
    char *text = store_routine(app->store, name);
    free(text);
    return text != NULL;
}

char *app_routine_text(const App *app, const char *name)
{
    char *own = store_routine(app->store, name);
    const EmbeddedFile *file = own == NULL ? find_shipped(name) : NULL;
    return file != NULL ? mem_strdup(file->text) : own;
}

// Writes (or with text NULL removes) it and lets everybody's rules follow, as one step.
static bool change(App *app, const char *verb, const char *name, const char *text, Error *err)
{
    char *what = str_format("%s routine %s", verb, name);
    bool fine = store_begin(app->store, what, err);
    free(what);
    if (!fine)
        return false;
    fine = store_routine_set(app->store, name, text, err) && app_reload_settings(app, err) &&
           app_reconcile_all(app, err) && store_commit(app->store, err);
    if (!fine) {
        store_rollback(app->store);
        app_reload_settings(app, NULL);
    }
    return fine;
}

bool app_routine_save(App *app, const char *name, const char *text, Error *err)
{
    Routine checked;
    return routine_parse(name, text, strlen(text), &checked, err) && change(app, "write", name, text, err);
}

bool app_routine_remove(App *app, const char *name, Error *err)
{
    if (!app_check_routine(app, name, err))
        return false;
    if (!app_routine_is_own(app, name))
        return error_set(err, ERROR_INPUT, "%s came with the program and cannot be removed", name);
    if (find_shipped(name) == NULL &&
        (strcmp(app->routine, name) == 0 || store_routine_used(app->store, name)))
        return error_set(err, ERROR_INPUT, "%s is used by a contact, a target or as the default", name);
    return change(app, "remove", name, NULL, err);
}
