// SPDX-License-Identifier: MIT
// Handing a message over: the clipboard first, then the place where it is sent. What an address or a text
// contains never becomes part of a command: programs get an argv, texts go through a pipe.
#include "handover.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/app/child.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"

// ---- the clipboard

typedef struct ClipboardProgram {
    const char *session; // the variable that says that its display is there; NULL = always
    const char *argv[4];
} ClipboardProgram;

static const ClipboardProgram CLIPBOARDS[] = {
    {"WAYLAND_DISPLAY", {"wl-copy"}},
    {"DISPLAY", {"xclip", "-selection", "clipboard"}},
    {"DISPLAY", {"xsel", "--clipboard", "--input"}},
    {NULL, {"pbcopy"}},
};

enum { CLIPBOARD_COUNT = sizeof CLIPBOARDS / sizeof *CLIPBOARDS };

static bool has(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && *value != '\0';
}

static const ClipboardProgram *find_clipboard(void)
{
    for (int i = 0; i < CLIPBOARD_COUNT; i++) {
        Str path = STR_INIT;
        bool fits = (CLIPBOARDS[i].session == NULL || has(CLIPBOARDS[i].session)) &&
                    child_find(CLIPBOARDS[i].argv[0], &path);
        str_clear(&path);
        if (fits)
            return &CLIPBOARDS[i];
    }
    return NULL;
}

static bool feed(const char *const *argv, const char *text, Error *err)
{
    enum { WORDS_MOST = 16 };
    char *words[WORDS_MOST + 1] = {NULL};
    size_t count = 0;
    while (argv[count] != NULL && count < WORDS_MOST) {
        words[count] = mem_strdup(argv[count]);
        count++;
    }
    bool fine = child_feed(words, text, strlen(text), err);
    for (size_t i = 0; i < count; i++)
        free(words[i]);
    return fine;
}

static bool copy_configured(const char *line, const char *text, const char **how, Error *err)
{
    size_t count = 0;
    char **words = file_split_words(line, &count, err);
    if (words == NULL || count == 0) {
        free(words);
        return words != NULL ? error_set(err, ERROR_INPUT, "set clipboard names no program") : false;
    }
    *how = line;
    bool fine = child_feed(words, text, strlen(text), err);
    free(words);
    return fine;
}

bool clipboard_copy(Tui *tui, const char *text, const char **how, Error *err)
{
    const char *wanted = tui_config(tui, "clipboard");
    bool automatic = strcmp(wanted, "auto") == 0 || *wanted == '\0';
    if (!automatic && strcmp(wanted, "osc52") != 0)
        return copy_configured(wanted, text, how, err);
    const ClipboardProgram *program = automatic ? find_clipboard() : NULL;
    if (program != NULL && feed(program->argv, text, NULL)) {
        *how = program->argv[0];
        return true;
    }
    *how = "the terminal";
    return terminal_copy(tui_terminal(tui), text, strlen(text)) ||
           error_set(err, ERROR_IO,
                     "no clipboard program was found and the terminal takes no text of %zu bytes",
                     strlen(text));
}

// ---- links

bool link_allowed(const char *link)
{
    static const char *const SCHEMES[] = {"https://", "http://", "mailto:"};
    bool known = false;
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++)
        known = known || (str_starts(link, SCHEMES[i]) && link[strlen(SCHEMES[i])] != '\0');
    for (const char *at = link; *at != '\0'; at++)
        if (*at <= ' ' || *at > '~' || strchr("\"'`\\<>^{|}", *at) != NULL)
            return false;
    return known;
}

// What is behind "scheme://", whatever the case; NULL = it does not begin so.
static const char *behind_scheme(const char *address, const char *scheme)
{
    size_t length = strlen(scheme);
    char *start = mem_strndup(address, strnlen(address, length));
    bool same = str_equal_nocase(start, scheme);
    free(start);
    return same ? address + length : NULL;
}

// Letters beyond ASCII go as RFC 3987, 3.1 has it.
void link_complete(Str *out, const char *entered)
{
    const char *plain = behind_scheme(entered, "http://"), *safe = behind_scheme(entered, "https://");
    const char *rest = plain != NULL ? plain : safe != NULL ? safe : entered;
    str_append(out, plain != NULL ? "http://" : "https://");
    for (const char *at = rest; *at != '\0'; at++)
        str_appendf(out, (unsigned char)*at >= 0x80 ? "%%%02X" : "%c", (unsigned char)*at);
}

static void percent_encode(Str *out, const char *text, const char *also)
{
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || strchr("-._~", byte) != NULL ||
                     strchr(also, byte) != NULL;
        if (plain)
            str_push(out, *at);
        else if (byte == '\n')
            str_append(out, "%0D%0A");
        else
            str_appendf(out, "%%%02X", byte);
    }
}

void link_mail(Str *out, const char *address, const char *subject, const char *body)
{
    enum {
        BODY_MOST = 1500
    }; // longer command lines are refused by some openers; it is in the clipboard anyway
    const char *joint = "?";
    str_append(out, "mailto:");
    percent_encode(out, address, "@+,");
    if (!str_blank(subject)) {
        str_appendf(out, "%ssubject=", joint);
        percent_encode(out, subject, "");
        joint = "&";
    }
    if (!str_blank(body) && strlen(body) <= BODY_MOST) {
        str_appendf(out, "%sbody=", joint);
        percent_encode(out, body, "");
    }
}

// The opener as words; $BROWSER may be a list with colons and a %s.
static char **opener_words(Tui *tui, size_t *count)
{
    const char *line = tui_config(tui, "browser");
    if (*line != '\0')
        return file_split_words(line, count, NULL);
    const char *browser = getenv("BROWSER");
    if (browser != NULL && *browser != '\0') {
        char *first = mem_strndup(browser, strcspn(browser, ":"));
        char **words = file_split_words(first, count, NULL);
        free(first);
        return words;
    }
    static const char *const OPENERS[] = {"xdg-open", "open"};
    bool desktop = has("DISPLAY") || has("WAYLAND_DISPLAY");
    for (size_t i = desktop ? 0 : 1; i < sizeof OPENERS / sizeof *OPENERS; i++) {
        Str path = STR_INIT;
        // "open" is the desktop's only where there is no X: elsewhere it is another program.
        bool found =
            (desktop == (i == 0)) && child_find(OPENERS[i], &path) && (i == 0 || child_find("pbcopy", &path));
        str_clear(&path);
        if (found)
            return file_split_words(OPENERS[i], count, NULL);
    }
    return NULL;
}

bool link_open(Tui *tui, const char *link, Error *err)
{
    if (!link_allowed(link))
        return error_set(err, ERROR_INPUT, "%s: is no address that a browser or a mail program opens", link);
    size_t count = 0;
    char **words = opener_words(tui, &count);
    if (words == NULL || count == 0) {
        free(words);
        return error_set(err, ERROR_NOT_FOUND, "there is no program to open it with; set browser names one");
    }
    char **argv = mem_array(count + 2, sizeof *argv);
    char *address = mem_strdup(link);
    bool placed = false;
    for (size_t i = 0; i < count; i++) {
        bool here = strcmp(words[i], "%s") == 0;
        argv[i] = here ? address : words[i];
        placed = placed || here;
    }
    if (!placed)
        argv[count] = address;
    bool fine = child_launch(argv, err);
    free(address);
    free(argv);
    free(words);
    return fine;
}
