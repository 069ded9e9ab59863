// SPDX-License-Identifier: MIT
// $EDITOR: the text goes out in a private file of a private folder and comes back as one step of undo. A
// failure leaves the text as it was; a name with blanks or quotes is words of an argv, never a shell's.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "handover.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

enum { EDITED_MOST = 4 << 20 };

// ---- the private place

static const char *temporary_folder(void)
{
    static const char *const NAMES[] = {"XDG_RUNTIME_DIR", "TMPDIR"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *folder = getenv(NAMES[i]);
        if (folder != NULL && *folder == '/' && access(folder, W_OK | X_OK) == 0)
            return folder;
    }
    return "/tmp";
}

static bool write_private(const char *path, const char *text, Error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return error_set(err, ERROR_IO, "cannot write %s: %s", path, strerror(errno));
    size_t length = strlen(text), done = 0;
    while (done < length) {
        ssize_t step = write(fd, text + done, length - done);
        if (step < 0 && errno == EINTR)
            continue;
        if (step <= 0)
            break;
        done += (size_t)step;
    }
    bool fine = done == length || error_set(err, ERROR_IO, "cannot write %s: %s", path, strerror(errno));
    close(fd);
    return fine;
}

// Editors leave copies beside the file; nothing of a message stays behind.
static void remove_folder(const char *folder)
{
    DIR *open_folder = opendir(folder);
    if (open_folder != NULL) {
        for (struct dirent *entry; (entry = readdir(open_folder)) != NULL;)
            if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
                unlinkat(dirfd(open_folder), entry->d_name, 0);
        closedir(open_folder);
    }
    rmdir(folder);
}

// ---- the program

static bool is_vim(const char *program)
{
    static const char *const NAMES[] = {"vi", "vim", "nvim", "view", "vimx", "vim.tiny", "vim.basic"};
    const char *slash = strrchr(program, '/');
    const char *base = slash != NULL ? slash + 1 : program;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(base, NAMES[i]) == 0)
            return true;
    return false;
}

static const char *editor_line(Tui *tui)
{
    const char *configured = tui_config(tui, "editor");
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    return *configured != '\0'  ? configured
           : !str_blank(visual) ? visual
           : !str_blank(editor) ? editor
                                : "vi";
}

static bool run_editor(Tui *tui, const char *path, Error *err)
{
    size_t count = 0, at = 0;
    char **words = file_split_words(editor_line(tui), &count, err);
    if (words == NULL)
        return error_prefix(err, "the name of the editor");
    if (count == 0) {
        free(words);
        return error_set(err, ERROR_INPUT, "the editor has no name; set editor gives it one");
    }
    char **argv = mem_array(count + 4, sizeof *argv);
    char *option = mem_strdup("-c"), *no_modeline = mem_strdup("set nomodeline"), *file = mem_strdup(path);
    argv[at++] = words[0];
    if (is_vim(words[0])) { // a message must not be able to set options
        argv[at++] = option;
        argv[at++] = no_modeline;
    }
    for (size_t i = 1; i < count; i++)
        argv[at++] = words[i];
    argv[at] = file;
    int status = 0;
    bool fine = terminal_run(tui_terminal(tui), argv, &status, err);
    if (fine && status != 0)
        fine = error_set(err, ERROR_IO, "%s: ended with status %d; the text is as it was", words[0], status);
    free(option);
    free(no_modeline);
    free(file);
    free(argv);
    free(words);
    return fine;
}

// Editors end a file with a line feed; ours goes away again.
static char *read_back(const char *path, bool feed_added, Error *err)
{
    Str text = STR_INIT;
    if (!file_read(path, EDITED_MOST, &text, err)) {
        error_prefix(err, "the editor left no text; yours is as it was");
        str_clear(&text);
        return NULL;
    }
    if (feed_added && text.length > 0 && text.data[text.length - 1] == '\n')
        str_truncate(&text, text.length - 1);
    return str_take(&text);
}

bool external_edit(Tui *tui, const char *text, char **out, Error *err)
{
    *out = NULL;
    char *folder = str_format("%s/rapport-XXXXXX", temporary_folder());
    if (mkdtemp(folder) == NULL) { // mode 0700
        bool fine = error_set(err, ERROR_IO, "cannot make a private folder: %s", strerror(errno));
        free(folder);
        return fine;
    }
    bool feed_added = *text == '\0' || !str_ends(text, "\n");
    char *path = str_format("%s/message.md", folder);
    char *written = str_format("%s%s", text, feed_added ? "\n" : "");
    bool fine = write_private(path, written, err) && run_editor(tui, path, err);
    char *edited = fine ? read_back(path, feed_added, err) : NULL;
    fine = edited != NULL;
    if (fine && strcmp(edited, text) != 0)
        *out = edited;
    else
        free(edited);
    remove_folder(folder);
    free(written);
    free(path);
    free(folder);
    return fine;
}
