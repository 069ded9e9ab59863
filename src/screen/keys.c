// SPDX-License-Identifier: MIT
// Names of keys, as configuration, help and tests write them. A key has one normal form and one name;
// combinations that no terminal sends are refused here, so that nobody binds a key that never comes.
#include "keys.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/sanitise.h"
#include "rapport/base/utf8.h"

// The first name of a code is the one that is written. mods: which modifiers terminals can send with it.
static const struct {
    uint32_t code;
    unsigned mods;
    const char *name;
} names[] = {
    {K_ENTER, MOD_ALT, "Enter"},
    {K_ENTER, MOD_ALT, "Return"},
    {K_TAB, MOD_ALT | MOD_SHIFT, "Tab"},
    {K_ESCAPE, MOD_ALT, "Esc"},
    {K_ESCAPE, MOD_ALT, "Escape"},
    {K_BACKSPACE, MOD_ALT, "Backspace"},
    {K_DELETE, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Delete"},
    {K_DELETE, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Del"},
    {K_INSERT, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Insert"},
    {K_UP, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Up"},
    {K_DOWN, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Down"},
    {K_LEFT, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Left"},
    {K_RIGHT, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Right"},
    {K_HOME, MOD_SHIFT | MOD_ALT | MOD_CTRL, "Home"},
    {K_END, MOD_SHIFT | MOD_ALT | MOD_CTRL, "End"},
    {K_PAGE_UP, MOD_SHIFT | MOD_ALT | MOD_CTRL, "PgUp"},
    {K_PAGE_UP, MOD_SHIFT | MOD_ALT | MOD_CTRL, "PageUp"},
    {K_PAGE_DOWN, MOD_SHIFT | MOD_ALT | MOD_CTRL, "PgDn"},
    {K_PAGE_DOWN, MOD_SHIFT | MOD_ALT | MOD_CTRL, "PageDown"},
    {' ', MOD_CTRL | MOD_ALT, "Space"},
};

enum { NAMES = sizeof names / sizeof *names, RUN_MOST = 3 };

static bool is_function_key(uint32_t code)
{
    return code >= K_F1 && code <= K_F12;
}

static bool normalise_named(uint32_t code, unsigned mods, Key *out)
{
    unsigned possible = is_function_key(code) ? MOD_SHIFT | MOD_ALT | MOD_CTRL : 0;
    for (int i = 0; i < NAMES; i++)
        if (names[i].code == code)
            possible = names[i].mods;
    *out = (Key){code, (uint8_t)mods};
    return code <= K_LAST && (mods & ~possible) == 0;
}

// Ctrl with a character is one of 32 control bytes; three of them have keys of their own.
static bool normalise_ctrl(uint32_t code, unsigned mods, Key *out)
{
    if (code >= 'A' && code <= 'Z')
        code += 'a' - 'A';
    unsigned rest = mods & ~(unsigned)MOD_CTRL;
    switch (code) {
    case 'i':
        return normalise_named(K_TAB, rest, out);
    case 'm':
        return normalise_named(K_ENTER, rest, out);
    case '[':
        return normalise_named(K_ESCAPE, rest, out);
    case '@':
        code = ' ';
        break;
    case '/':
        code = '_';
        break;
    default:
        break;
    }
    *out = (Key){code, (uint8_t)mods};
    return (code >= 'a' && code <= 'z') || code == ' ' || (code >= '\\' && code <= '_');
}

static bool is_character(uint32_t code)
{
    bool control = code < ' ' || (code >= 0x7F && code < 0xA0);
    return !control && code < K_ENTER && !(code >= 0xD800 && code < 0xE000) && !sanitise_hidden(code);
}

bool key_normalise(uint32_t code, unsigned mods, Key *out)
{
    if (code >= K_ENTER)
        return normalise_named(code, mods, out);
    if (!is_character(code))
        return false;
    if (mods & MOD_SHIFT) {
        if (mods & MOD_CTRL || code < 'A' || code > 'z' || (code > 'Z' && code < 'a'))
            return false;
        code &= ~0x20u;
        mods &= ~(unsigned)MOD_SHIFT;
    }
    if (mods & MOD_CTRL)
        return normalise_ctrl(code, mods, out);
    *out = (Key){code, (uint8_t)mods};
    return true;
}

static const char *parse_mods(const char *text, unsigned *mods)
{
    static const char letters[] = "SMC"; // in the order of the MOD_ bits
    while (text[0] != '\0' && text[1] == '-' && text[2] != '\0') {
        const char *found = strchr(letters, text[0]);
        if (found == NULL)
            break;
        *mods |= 1u << (found - letters);
        text += 2;
    }
    return text;
}

static uint32_t parse_name(const char *text)
{
    for (int i = 0; i < NAMES; i++)
        if (str_equal_nocase(text, names[i].name))
            return names[i].code;
    if ((text[0] == 'F' || text[0] == 'f') && text[1] >= '1' && text[1] <= '9' && strlen(text) <= 3) {
        char *end;
        long number = strtol(text + 1, &end, 10);
        if (*end == '\0' && number <= 12)
            return (uint32_t)(K_F1 + number - 1);
    }
    return 0;
}

bool key_parse(const char *text, Key *out)
{
    unsigned mods = 0;
    if (text == NULL || text[0] == '\0')
        return false;
    text = parse_mods(text, &mods);
    uint32_t code = parse_name(text);
    if (code == 0) {
        bool valid;
        size_t length = strlen(text);
        if (utf8_decode(text, length, &code, &valid) != length || !valid || code == ' ')
            return false;
    }
    return key_normalise(code, mods, out);
}

// "gg": each character a key. Short, and without '-', so that a mistyped name stays a mistake.
static int parse_run(const char *word, Key *out, int most)
{
    int count = 0;
    if (strchr(word, '-') != NULL)
        return 0;
    most = most < RUN_MOST ? most : RUN_MOST;
    for (size_t length = strlen(word); length > 0 && count < most; count++) {
        uint32_t code;
        bool valid;
        size_t used = utf8_decode(word, length, &code, &valid);
        if (!valid || !key_normalise(code, 0, &out[count]))
            return 0;
        word += used;
        length -= used;
    }
    return *word == '\0' ? count : 0;
}

int keys_parse(const char *text, Key *out, int most)
{
    int count = 0;
    for (const char *at = text; at != NULL && *(at += strspn(at, " ")) != '\0';) {
        size_t length = strcspn(at, " ");
        char *word = str_format("%.*s", (int)length, at);
        int added =
            count < most && key_parse(word, &out[count]) ? 1 : parse_run(word, out + count, most - count);
        free(word);
        if (added == 0)
            return 0;
        count += added;
        at += length;
    }
    return count;
}

void key_format(Key key, Str *out)
{
    static const char *const prefixes[] = {"C-", "M-", "S-"};
    static const unsigned bits[] = {MOD_CTRL, MOD_ALT, MOD_SHIFT};
    for (int i = 0; i < 3; i++)
        if (key.mods & bits[i])
            str_append(out, prefixes[i]);
    if (is_function_key(key.code)) {
        str_appendf(out, "F%u", (unsigned)(key.code - K_F1 + 1));
        return;
    }
    for (int i = 0; i < NAMES; i++) {
        if (names[i].code == key.code) {
            str_append(out, names[i].name);
            return;
        }
    }
    char bytes[4];
    str_append_n(out, bytes, utf8_encode(key.code, bytes));
}
