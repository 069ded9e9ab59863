// SPDX-License-Identifier: MIT
// What the person at the terminal does: keys, typing, paste, mouse, the size of the window, signals.
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>

#include "rapport/screen/event.h"
#include "support/pty_inside.h"

static VTermModifier modifiers(unsigned mods)
{
    return (VTermModifier)((mods & MOD_SHIFT ? VTERM_MOD_SHIFT : 0) | (mods & MOD_ALT ? VTERM_MOD_ALT : 0) |
                           (mods & MOD_CTRL ? VTERM_MOD_CTRL : 0));
}

static VTermKey named_key(uint32_t code)
{
    static const struct {
        uint32_t code;
        VTermKey key;
    } keys[] = {
        {K_ENTER, VTERM_KEY_ENTER},    {K_TAB, VTERM_KEY_TAB},
        {K_ESCAPE, VTERM_KEY_ESCAPE},  {K_BACKSPACE, VTERM_KEY_BACKSPACE},
        {K_DELETE, VTERM_KEY_DEL},     {K_INSERT, VTERM_KEY_INS},
        {K_UP, VTERM_KEY_UP},          {K_DOWN, VTERM_KEY_DOWN},
        {K_LEFT, VTERM_KEY_LEFT},      {K_RIGHT, VTERM_KEY_RIGHT},
        {K_HOME, VTERM_KEY_HOME},      {K_END, VTERM_KEY_END},
        {K_PAGE_UP, VTERM_KEY_PAGEUP}, {K_PAGE_DOWN, VTERM_KEY_PAGEDOWN},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == code)
            return keys[i].key;
    return (VTermKey)VTERM_KEY_FUNCTION(code - K_F1 + 1);
}

// libvterm sends C-Space, C-m and the like in a newer protocol that nobody asked for: the old bytes instead.
static void send_key(Pty *pty, Key key)
{
    bool plain_ctrl = key.mods & MOD_CTRL && key.code < K_ENTER;
    if (plain_ctrl) {
        char bytes[2] = {'\033', (char)(key.code & 0x1F)};
        bool alt = (key.mods & MOD_ALT) != 0;
        pty_send(pty, alt ? bytes : bytes + 1, alt ? 2 : 1);
    } else if (key.code == K_ENTER || key.code == K_BACKSPACE ||
               (key.code == K_TAB && !(key.mods & MOD_SHIFT))) {
        char byte = key.code == K_ENTER ? '\r' : key.code == K_TAB ? '\t' : 0x7F;
        char bytes[2] = {'\033', byte};
        bool alt = (key.mods & MOD_ALT) != 0;
        pty_send(pty, alt ? bytes : bytes + 1, alt ? 2 : 1);
    } else if (key.code == K_TAB) {
        pty_send(pty, "\033[Z", 3);
    } else if (key.code < K_ENTER) {
        vterm_keyboard_unichar(pty->vt, key.code, modifiers(key.mods));
    } else {
        vterm_keyboard_key(pty->vt, named_key(key.code), modifiers(key.mods));
    }
}

bool pty_key(Pty *pty, const char *names)
{
    Key keys[64];
    int count = keys_parse(names, keys, 64);
    for (int i = 0; i < count; i++)
        send_key(pty, keys[i]);
    if (count == 0)
        fprintf(stderr, "pty: no such key: %s\n", names);
    return count > 0;
}

void pty_type(Pty *pty, const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        pty_send(pty, *at == '\n' ? "\r" : at, 1);
}

void pty_paste(Pty *pty, const char *text, size_t length)
{
    vterm_keyboard_start_paste(pty->vt);
    pty_send(pty, text, length);
    vterm_keyboard_end_paste(pty->vt);
}

void pty_mouse(Pty *pty, int row, int col, int button, bool pressed)
{
    vterm_mouse_move(pty->vt, row, col, VTERM_MOD_NONE);
    vterm_mouse_button(pty->vt, button, pressed, VTERM_MOD_NONE);
}

void pty_click(Pty *pty, int row, int col)
{
    pty_mouse(pty, row, col, 1, true);
    pty_mouse(pty, row, col, 1, false);
}

void pty_drag(Pty *pty, int row, int col)
{
    vterm_mouse_move(pty->vt, row, col, VTERM_MOD_NONE);
}

void pty_resize(Pty *pty, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    pty->rows = rows;
    pty->cols = cols;
    vterm_set_size(pty->vt, rows, cols);
    vterm_screen_flush_damage(pty->screen);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_signal(Pty *pty, int number)
{
    kill(pty->pid, number);
}
