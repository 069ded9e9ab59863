// SPDX-License-Identifier: MIT
// Escape sequences as tables: ECMA-48 control sequences with xterm's modifier parameter, the letters of SS3,
// the forms of rxvt and the Linux console, and both forms of mouse reports.
#include "input_sequences.h"

#include <string.h>

#include "keys.h"

enum { PARAMS = 4, CSI_MOST = 64, NUMBER_MOST = 9999 };

typedef struct Csi {
    char private; // '<', '?', ... or 0
    char final;
    int params[PARAMS];
    int count; // of params given
} Csi;

typedef struct Meaning {
    int from; // a final letter, or the number before ~
    uint32_t code;
    unsigned mods;
} Meaning;

static const Meaning letters[] = {
    {'A', K_UP, 0},           {'B', K_DOWN, 0},          {'C', K_RIGHT, 0},        {'D', K_LEFT, 0},
    {'H', K_HOME, 0},         {'F', K_END, 0},           {'P', K_F1, 0},           {'Q', K_F1 + 1, 0},
    {'R', K_F1 + 2, 0},       {'S', K_F1 + 3, 0},        {'Z', K_TAB, MOD_SHIFT},  {'a', K_UP, MOD_SHIFT},
    {'b', K_DOWN, MOD_SHIFT}, {'c', K_RIGHT, MOD_SHIFT}, {'d', K_LEFT, MOD_SHIFT},
};

static const Meaning numbers[] = {
    {1, K_HOME, 0},
    {2, K_INSERT, 0},
    {3, K_DELETE, 0},
    {4, K_END, 0},
    {5, K_PAGE_UP, 0},
    {6, K_PAGE_DOWN, 0},
    {7, K_HOME, 0},
    {8, K_END, 0},
    {11, K_F1, 0},
    {12, K_F1 + 1, 0},
    {13, K_F1 + 2, 0},
    {14, K_F1 + 3, 0},
    {15, K_F1 + 4, 0},
    {17, K_F1 + 5, 0},
    {18, K_F1 + 6, 0},
    {19, K_F1 + 7, 0},
    {20, K_F1 + 8, 0},
    {21, K_F1 + 9, 0},
    {23, K_F1 + 10, 0},
    {24, K_F1 + 11, 0},
    {25, K_F1, MOD_SHIFT},
    {26, K_F1 + 1, MOD_SHIFT},
    {28, K_F1 + 2, MOD_SHIFT},
    {29, K_F1 + 3, MOD_SHIFT},
};

// ESC O: the application forms of the arrows, rxvt's Ctrl arrows, the keypad.
static const Meaning application[] = {
    {'A', K_UP, 0},
    {'B', K_DOWN, 0},
    {'C', K_RIGHT, 0},
    {'D', K_LEFT, 0},
    {'H', K_HOME, 0},
    {'F', K_END, 0},
    {'P', K_F1, 0},
    {'Q', K_F1 + 1, 0},
    {'R', K_F1 + 2, 0},
    {'S', K_F1 + 3, 0},
    {'a', K_UP, MOD_CTRL},
    {'b', K_DOWN, MOD_CTRL},
    {'c', K_RIGHT, MOD_CTRL},
    {'d', K_LEFT, MOD_CTRL},
    {'M', K_ENTER, 0},
    {'X', '=', 0},
    {'j', '*', 0},
    {'k', '+', 0},
    {'l', ',', 0},
    {'m', '-', 0},
    {'n', '.', 0},
    {'o', '/', 0},
    {'p', '0', 0},
    {'q', '1', 0},
    {'r', '2', 0},
    {'s', '3', 0},
    {'t', '4', 0},
    {'u', '5', 0},
    {'v', '6', 0},
    {'w', '7', 0},
    {'x', '8', 0},
    {'y', '9', 0},
};

#define FIND(table, value) find_meaning((table), sizeof(table) / sizeof *(table), (value))

static const Meaning *find_meaning(const Meaning *table, size_t count, int from)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].from == from)
            return &table[i];
    return NULL;
}

static void give_key(const Meaning *meaning, unsigned mods, Event *out)
{
    if (meaning != NULL && key_normalise(meaning->code, meaning->mods | mods, &out->key))
        out->kind = EVENT_KEY;
}

// xterm's modifier parameter is 1 + bits in the order of MOD_*; absent means none.
static unsigned csi_mods(const Csi *csi)
{
    int value = csi->count >= 2 ? csi->params[1] - 1 : 0;
    return value > 0 ? (unsigned)value & 7u : 0;
}

// ---- mouse --------------------------------------------------------------------------------------

enum {
    MOUSE_BIT_SHIFT = 4,
    MOUSE_BIT_ALT = 8,
    MOUSE_BIT_CTRL = 16,
    MOUSE_BIT_MOTION = 32,
    MOUSE_BIT_WHEEL = 64
};

static void give_mouse(int code, int col, int row, bool release, Event *out)
{
    Mouse mouse = {.row = row, .col = col, .button = (code & 3) + 1};
    mouse.mods = (uint8_t)((code & MOUSE_BIT_SHIFT ? MOD_SHIFT : 0) | (code & MOUSE_BIT_ALT ? MOD_ALT : 0) |
                           (code & MOUSE_BIT_CTRL ? MOD_CTRL : 0));
    if (code & MOUSE_BIT_WHEEL) {
        if (mouse.button > 2) // sideways
            return;
        mouse.action = mouse.button == 1 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
        mouse.button = 0;
    } else {
        if (mouse.button > 3) // none is held
            return;
        mouse.action = code & MOUSE_BIT_MOTION ? MOUSE_DRAG : release ? MOUSE_RELEASE : MOUSE_PRESS;
    }
    if (row < 0 || col < 0 || code >= 128)
        return;
    *out = (Event){.kind = EVENT_MOUSE, .mouse = mouse};
}

// ESC [ M and three bytes, each with 32 added; which button was released is not told: the left one.
static size_t old_mouse(const char *bytes, size_t length, bool late, Event *out)
{
    if (length < 6)
        return late ? length : 0;
    int code = (unsigned char)bytes[3] - 32;
    bool release = (code & 3) == 3 && !(code & (MOUSE_BIT_MOTION | MOUSE_BIT_WHEEL));
    if (code >= 0)
        give_mouse(release ? code & ~3 : code, (unsigned char)bytes[4] - 33, (unsigned char)bytes[5] - 33,
                   release, out);
    return 6;
}

// ---- control sequences --------------------------------------------------------------------------

static void csi_tilde(const Csi *csi, Event *out, bool *paste)
{
    if (csi->params[0] == 200) {
        *paste = true;
    } else if (csi->params[0] == 27 && csi->count == 3) { // xterm's modifyOtherKeys
        Meaning other = {0, (uint32_t)csi->params[2], 0};
        give_key(&other, csi_mods(csi), out);
    } else {
        give_key(FIND(numbers, csi->params[0]), csi_mods(csi), out);
    }
}

// The codes of CSI u and modifyOtherKeys are characters, the control ones too.
static uint32_t plain_code(int code)
{
    return code == '\t'   ? K_TAB
           : code == '\r' ? K_ENTER
           : code == 27   ? K_ESCAPE
           : code == 127  ? K_BACKSPACE
                          : (uint32_t)code;
}

static void csi_letter(const Csi *csi, Event *out)
{
    // ESC [ 24 ; 80 R is a cursor report, not F3: keys have a first parameter of 1 or none.
    if (csi->count > 0 && csi->params[0] > 1)
        return;
    if (csi->count == 0 && (csi->final == 'I' || csi->final == 'O')) {
        *out = (Event){.kind = EVENT_FOCUS, .focused = csi->final == 'I'};
        return;
    }
    give_key(FIND(letters, csi->final), csi_mods(csi), out);
}

static void csi_meaning(const Csi *csi, Event *out, bool *paste)
{
    if (csi->private == '<' && csi->count == 3 && (csi->final == 'M' || csi->final == 'm')) {
        give_mouse(csi->params[0], csi->params[1] - 1, csi->params[2] - 1, csi->final == 'm', out);
    } else if (csi->private != 0) {
        return;
    } else if (csi->final == '~') {
        csi_tilde(csi, out, paste);
    } else if (csi->final == '^' || csi->final == '@') { // rxvt
        give_key(FIND(numbers, csi->params[0]), csi->final == '^' ? MOD_CTRL : MOD_CTRL | MOD_SHIFT, out);
    } else if (csi->final == 'u') {
        Meaning other = {0, plain_code(csi->params[0]), 0};
        give_key(&other, csi_mods(csi), out);
    } else {
        csi_letter(csi, out);
    }
}

static void csi_number(Csi *csi, char byte)
{
    if (byte == ';' || byte == ':') {
        csi->count += csi->count == 0 ? 2 : 1; // an empty first parameter counts
        return;
    }
    if (csi->count == 0)
        csi->count = 1;
    if (csi->count <= PARAMS) {
        int *value = &csi->params[csi->count - 1];
        *value = *value > NUMBER_MOST ? *value : *value * 10 + (byte - '0');
    }
}

// Reads parameters and intermediates from bytes[2]; gives the place of the final byte, or where reading
// stopped.
static size_t csi_read(Csi *csi, const char *bytes, size_t length)
{
    size_t at = 2;
    if (at < length && strchr("<=>?", bytes[at]) != NULL && bytes[at] != '\0')
        csi->private = bytes[at++];
    for (; at < length && at < CSI_MOST; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        if (byte >= '0' && byte <= ';')
            csi_number(csi, (char)byte);
        else if (byte < ' ' || byte > '/')
            break;
    }
    return at;
}

size_t sequence_csi(const char *bytes, size_t length, bool late, Event *out, bool *paste)
{
    if (length >= 3 && bytes[2] == 'M')
        return old_mouse(bytes, length, late, out);
    if (length >= 3 && bytes[2] == '[') { // the Linux console's F1 to F5
        if (length >= 4 && bytes[3] >= 'A' && bytes[3] <= 'E')
            give_key(&(Meaning){0, K_F1 + (uint32_t)(bytes[3] - 'A'), 0}, 0, out);
        return length >= 4 ? 4 : late ? length : 0;
    }
    Csi csi = {0};
    size_t at = csi_read(&csi, bytes, length);
    if (at == length && at < CSI_MOST)
        return late ? length : 0;
    unsigned char final = (unsigned char)bytes[at < length ? at : length - 1];
    if (at >= CSI_MOST || final < '@' || final > '~')
        return at; // broken: what follows is read anew
    csi.final = (char) final;
    if (csi.count > PARAMS)
        csi.count = PARAMS;
    csi_meaning(&csi, out, paste);
    return at + 1;
}

size_t sequence_ss3(const char *bytes, size_t length, bool late, Event *out)
{
    Csi csi = {0};
    size_t at = csi_read(&csi, bytes, length); // some write modifiers here too: ESC O 5 A, ESC O 1 ; 5 P
    if (at >= length || at >= CSI_MOST)
        return late || at >= CSI_MOST ? at : 0;
    if (csi.count == 1)
        csi = (Csi){.count = 2, .params = {1, csi.params[0]}};
    unsigned char final = (unsigned char)bytes[at];
    if (final < '@' || final > '~')
        return at;
    give_key(FIND(application, final), csi_mods(&csi), out);
    return at + 1;
}
