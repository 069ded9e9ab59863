// SPDX-License-Identifier: MIT
// Loading the optional module. It is no link dependency because its libraries would double the time of every
// start.
#include "rapport/formats/extras.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"

struct ExtrasHandle {
    void *module;
    const Extras *extras;
};

// The folder of the running program, with its final slash; empty when it cannot be known.
static void program_folder(Str *folder)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (slash != NULL)
        str_append_n(folder, path, (size_t)(slash - path) + 1);
}

// It stays loaded: GLib, below GMime, does not bear to be taken out and put in again.
static void *load(const char *folder, const char *below)
{
    char *path = str_format("%s%s" EXTRAS_FILE, folder, below);
    void *module = access(path, R_OK) == 0 ? dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) : NULL;
    free(path);
    return module;
}

static void *find_module(void)
{
    const char *told = getenv("RAPPORT_EXTRAS_DIR");
    if (told != NULL && *told == '/')
        return load(told, "/");
    Str folder = STR_INIT;
    program_folder(&folder);
    void *module = folder.length == 0 ? NULL : load(str_get(&folder), "");
    if (module == NULL && folder.length > 0)
        module = load(str_get(&folder), "../lib/rapport/");
    str_clear(&folder);
    return module;
}

ExtrasHandle *extras_open(const char *what, const char *without, Error *err)
{
    void *module = find_module();
    if (module == NULL) {
        error_set(err, ERROR_IO, "%s need the module " EXTRAS_FILE ", which is not installed; %s", what,
                  without);
        return NULL;
    }
    const Extras *(*door)(void) = NULL;
    *(void **)(void *)&door = dlsym(module, EXTRAS_SYMBOL); // the way POSIX asks for a function
    const Extras *extras = door == NULL ? NULL : door();
    if (extras == NULL || extras->version < EXTRAS_VERSION) {
        error_set(err, ERROR_IO, "%s need the module " EXTRAS_FILE " of this version; install both anew",
                  what);
        dlclose(module);
        return NULL;
    }
    ExtrasHandle *handle = mem_alloc(sizeof *handle);
    *handle = (ExtrasHandle){module, extras};
    return handle;
}

const Extras *extras_get(const ExtrasHandle *handle)
{
    return handle->extras;
}

void extras_close(ExtrasHandle *handle)
{
    if (handle != NULL)
        dlclose(handle->module);
    free(handle);
}
