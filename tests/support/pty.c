// SPDX-License-Identifier: MIT
// forkpty and libvterm. libvterm answers "what would a person see" and encodes keys, pastes and mouse in the
// modes the program asked for; the raw bytes are kept too, for what it does not show (OSC 52, synchronised
// output).
#define _GNU_SOURCE 1 // memmem
#include "support/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/screen/event.h"

struct Pty {
    int master; // -1 after a hang-up or when the program is gone
    pid_t pid;
    bool reaped;
    int status;
    int rows, cols;
    struct termios found;
    VTerm *vt;
    VTermScreen *screen;
    int cursor_row, cursor_col;
    bool cursor_visible;
    bool alternate;
    int mouse_mode;
    Str title;
    Str output;
};

int64_t pty_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t deadline(void)
{
    const char *chosen = getenv("RAPPORT_PTY_DEADLINE");
    int ms = chosen == NULL ? PTY_DEADLINE_MS : atoi(chosen);
    return pty_now_us() + (int64_t)ms * 1000;
}

// ---- what libvterm tells
// -----------------------------------------------------------------------------------------

static int on_cursor(VTermPos to, VTermPos from, int visible, void *self)
{
    Pty *pty = self;
    (void)from;
    (void)visible;
    pty->cursor_row = to.row;
    pty->cursor_col = to.col;
    return 1;
}

static int on_property(VTermProp property, VTermValue *value, void *self)
{
    Pty *pty = self;
    switch (property) {
    case VTERM_PROP_CURSORVISIBLE:
        pty->cursor_visible = value->boolean != 0;
        break;
    case VTERM_PROP_ALTSCREEN:
        pty->alternate = value->boolean != 0;
        break;
    case VTERM_PROP_MOUSE:
        pty->mouse_mode = value->number;
        break;
    case VTERM_PROP_TITLE:
        str_clear(&pty->title);
        str_append(&pty->title, value->string);
        break;
    default:
        break;
    }
    return 1;
}

static void on_output(const char *bytes, size_t length, void *self)
{
    pty_send(self, bytes, length);
}

static void open_vterm(Pty *pty)
{
    static const VTermScreenCallbacks callbacks = {.movecursor = on_cursor, .settermprop = on_property};
    pty->vt = vterm_new(pty->rows, pty->cols);
    vterm_set_utf8(pty->vt, 1);
    pty->screen = vterm_obtain_screen(pty->vt);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_output_set_callback(pty->vt, on_output, pty);
    vterm_screen_reset(pty->screen, 1);
}

// ---- start and end
// -----------------------------------------------------------------------------------------------

static void set_environment(const char *const env[])
{
    static const char *const defaults[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "TZ=UTC"};
    static const char *const kept[] = {"PATH",         "HOME",          "TMPDIR",
                                       "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    char *values[sizeof kept / sizeof *kept];
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        values[i] = mem_strdup(getenv(kept[i]));
    clearenv();
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (values[i] != NULL)
            setenv(kept[i], values[i], 1);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        putenv(mem_strdup(defaults[i]));
    for (; env != NULL && *env != NULL; env++) {
        if (strchr(*env, '=') != NULL)
            putenv(mem_strdup(*env));
        else
            unsetenv(*env);
    }
}

static void become(char *const argv[], const char *const env[])
{
    for (int number = 1; number < 32; number++)
        signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    set_environment(env);
    execvp(argv[0], argv);
    fprintf(stderr, "cannot run %s: %s\n", argv[0], strerror(errno));
    _exit(126);
}

Pty *pty_spawn(int rows, int cols, char *const argv[], const char *const env[])
{
    Pty *pty = mem_alloc(sizeof *pty);
    pty->rows = rows;
    pty->cols = cols;
    pty->cursor_visible = true;
    open_vterm(pty);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    int slave;
    if (openpty(&pty->master, &slave, NULL, NULL, &size) != 0) {
        perror("openpty");
        abort();
    }
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    tcgetattr(slave, &pty->found);
    fflush(NULL);
    pty->pid = fork();
    if (pty->pid == 0) {
        login_tty(slave);
        become(argv, env);
    }
    close(slave);
    return pty;
}

static bool reap(Pty *pty, int flags)
{
    int status;
    if (pty->reaped || waitpid(pty->pid, &status, WNOHANG | flags) != pty->pid)
        return pty->reaped;
    if (WIFSTOPPED(status) || WIFCONTINUED(status))
        return false;
    pty->reaped = true;
    pty->status = status;
    return true;
}

void pty_hangup(Pty *pty)
{
    if (pty->master >= 0)
        close(pty->master);
    pty->master = -1;
}

void pty_close(Pty *pty)
{
    if (pty == NULL)
        return;
    if (!pty->reaped) {
        kill(pty->pid, SIGKILL);
        waitpid(pty->pid, NULL, 0);
    }
    pty_hangup(pty);
    vterm_free(pty->vt);
    str_clear(&pty->title);
    str_clear(&pty->output);
    free(pty);
}

// ---- reading and writing
// -----------------------------------------------------------------------------------------

static bool read_some(Pty *pty)
{
    char bytes[65536];
    ssize_t got = read(pty->master, bytes, sizeof bytes);
    if (got <= 0)
        return false; // EIO: nobody has the other side open
    str_append_n(&pty->output, bytes, (size_t)got);
    vterm_input_write(pty->vt, bytes, (size_t)got);
    vterm_screen_flush_damage(pty->screen);
    return true;
}

bool pty_pump(Pty *pty, int ms)
{
    struct pollfd fd = {.fd = pty->master, .events = POLLIN};
    if (poll(&fd, 1, ms) <= 0)
        return false;
    if (fd.revents & POLLIN && read_some(pty))
        return true;
    poll(NULL, 0, ms < 2 ? ms : 2); // the other side is closed: poll no longer waits by itself
    return false;
}

void pty_send(Pty *pty, const char *bytes, size_t length)
{
    int64_t end = deadline();
    while (length > 0 && pty->master >= 0 && pty_now_us() < end) {
        ssize_t written = write(pty->master, bytes, length < 4096 ? length : 4096);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno != EAGAIN && errno != EINTR) {
            return;
        } else {
            struct pollfd fd = {.fd = pty->master, .events = POLLIN | POLLOUT};
            poll(&fd, 1, 100);
            if (fd.revents & POLLIN)
                read_some(pty);
        }
    }
}

// ---- waiting
// -----------------------------------------------------------------------------------------------------

bool pty_wait_until(Pty *pty, bool (*test)(Pty *pty, void *self), void *self, const char *what)
{
    int64_t end = deadline();
    while (!test(pty, self)) {
        if (pty_now_us() > end) {
            fprintf(stderr, "pty: waited in vain for: %s\n", what);
            pty_print(pty);
            return false;
        }
        pty_pump(pty, 10);
    }
    return true;
}

static bool is_shown(Pty *pty, void *text)
{
    return pty_shows(pty, text);
}

static bool is_gone(Pty *pty, void *text)
{
    return !pty_shows(pty, text);
}

bool pty_wait(Pty *pty, const char *text)
{
    return pty_wait_until(pty, is_shown, (void *)text, text);
}

bool pty_wait_gone(Pty *pty, const char *text)
{
    return pty_wait_until(pty, is_gone, (void *)text, text);
}

typedef struct RowText {
    int row;
    const char *text;
} RowText;

static bool is_in_row(Pty *pty, void *self)
{
    const RowText *wanted = self;
    char *text = pty_row(pty, wanted->row);
    bool found = strstr(text, wanted->text) != NULL;
    free(text);
    return found;
}

bool pty_wait_row(Pty *pty, int row, const char *text)
{
    RowText wanted = {row, text};
    return pty_wait_until(pty, is_in_row, &wanted, text);
}

static bool is_title(Pty *pty, void *title)
{
    return strcmp(pty_title(pty), title) == 0;
}

bool pty_wait_title(Pty *pty, const char *title)
{
    return pty_wait_until(pty, is_title, (void *)title, title);
}

static bool was_written(Pty *pty, void *bytes)
{
    return memmem(str_get(&pty->output), pty->output.length, bytes, strlen(bytes)) != NULL;
}

bool pty_wait_bytes(Pty *pty, const char *bytes)
{
    return pty_wait_until(pty, was_written, (void *)bytes, "bytes in the output");
}

void pty_quiet(Pty *pty, int ms)
{
    int64_t end = deadline();
    while (pty_pump(pty, ms) && pty_now_us() < end)
        continue;
}

unsigned long pty_frame(const Pty *pty)
{
    const char *title = pty_title(pty);
    return title[0] == '#' ? strtoul(title + 1, NULL, 10) : 0;
}

static bool is_later_frame(Pty *pty, void *after)
{
    return pty_frame(pty) > *(unsigned long *)after;
}

bool pty_wait_frame(Pty *pty, unsigned long after)
{
    return pty_wait_until(pty, is_later_frame, &after, "the next frame");
}

static bool has_ended(Pty *pty, void *self)
{
    (void)self;
    return reap(pty, 0);
}

bool pty_wait_exit(Pty *pty, int *status)
{
    if (!pty_wait_until(pty, has_ended, NULL, "the end of the program"))
        return false;
    while (pty->master >= 0 && pty_pump(pty, 0)) // its last words
        continue;
    *status = pty->status;
    return true;
}

bool pty_exits_with(Pty *pty, int code)
{
    int status;
    if (!pty_wait_exit(pty, &status))
        return false;
    if (WIFEXITED(status) && WEXITSTATUS(status) == code)
        return true;
    fprintf(stderr, "pty: status %#x instead of exit code %d\n", (unsigned)status, code);
    pty_print(pty);
    return false;
}

static bool has_stopped(Pty *pty, void *self)
{
    int status;
    (void)self;
    return waitpid(pty->pid, &status, WNOHANG | WUNTRACED) == pty->pid && WIFSTOPPED(status);
}

bool pty_wait_stopped(Pty *pty)
{
    return pty_wait_until(pty, has_stopped, NULL, "the program to stop");
}

bool pty_tty_unchanged(const Pty *pty)
{
    struct termios now;
    if (pty->master < 0 || tcgetattr(pty->master, &now) != 0)
        return false;
    return now.c_iflag == pty->found.c_iflag && now.c_oflag == pty->found.c_oflag &&
           now.c_cflag == pty->found.c_cflag && now.c_lflag == pty->found.c_lflag &&
           memcmp(now.c_cc, pty->found.c_cc, sizeof now.c_cc) == 0;
}

// ---- what the person does
// ----------------------------------------------------------------------------------------

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

// ---- what the person sees
// ----------------------------------------------------------------------------------------

int pty_rows(const Pty *pty)
{
    return pty->rows;
}

int pty_cols(const Pty *pty)
{
    return pty->cols;
}

static uint32_t rgb(const Pty *pty, VTermColor colour)
{
    vterm_screen_convert_color_to_rgb(pty->screen, &colour);
    return (uint32_t)colour.rgb.red << 16 | (uint32_t)colour.rgb.green << 8 | colour.rgb.blue;
}

static void cell_text(const VTermScreenCell *from, char text[32])
{
    size_t length = 0;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && from->chars[i] != 0; i++) {
        if (from->chars[i] == (uint32_t)-1) // the second half of a wide character
            break;
        length += utf8_encode(from->chars[i], text + length);
    }
    text[length] = '\0';
}

PtyCell pty_cell(const Pty *pty, int row, int col)
{
    VTermScreenCell from;
    memset(&from, 0, sizeof from);
    vterm_screen_get_cell(pty->screen, (VTermPos){row, col}, &from);
    PtyCell cell = {
        .width = from.width,
        .bold = from.attrs.bold,
        .underline = from.attrs.underline != 0,
        .reverse = from.attrs.reverse,
        .default_foreground = VTERM_COLOR_IS_DEFAULT_FG(&from.fg),
        .default_background = VTERM_COLOR_IS_DEFAULT_BG(&from.bg),
        .foreground = rgb(pty, from.fg),
        .background = rgb(pty, from.bg),
    };
    cell.foreground_index =
        VTERM_COLOR_IS_INDEXED(&from.fg) && !cell.default_foreground ? from.fg.indexed.idx : -1;
    cell.background_index =
        VTERM_COLOR_IS_INDEXED(&from.bg) && !cell.default_background ? from.bg.indexed.idx : -1;
    cell_text(&from, cell.text);
    return cell;
}

char *pty_row(const Pty *pty, int row)
{
    Str text = STR_INIT;
    for (int col = 0; row >= 0 && row < pty->rows && col < pty->cols;) {
        PtyCell cell = pty_cell(pty, row, col);
        str_append(&text, cell.text[0] == '\0' ? " " : cell.text);
        col += cell.width > 1 ? cell.width : 1;
    }
    while (text.length > 0 && text.data[text.length - 1] == ' ')
        str_truncate(&text, text.length - 1);
    return str_take(&text);
}

char *pty_screen(const Pty *pty)
{
    Str text = STR_INIT;
    for (int row = 0; row < pty->rows; row++) {
        char *line = pty_row(pty, row);
        str_append(&text, line);
        str_push(&text, '\n');
        free(line);
    }
    return str_take(&text);
}

int pty_find_row(const Pty *pty, const char *text)
{
    int found = -1;
    for (int row = 0; row < pty->rows && found < 0; row++) {
        char *line = pty_row(pty, row);
        if (strstr(line, text) != NULL)
            found = row;
        free(line);
    }
    return found;
}

bool pty_shows(const Pty *pty, const char *text)
{
    return pty_find_row(pty, text) >= 0;
}

void pty_cursor(const Pty *pty, int *row, int *col, bool *visible)
{
    *row = pty->cursor_row;
    *col = pty->cursor_col;
    *visible = pty->cursor_visible;
}

const char *pty_title(const Pty *pty)
{
    return str_get(&pty->title);
}

bool pty_alternate(const Pty *pty)
{
    return pty->alternate;
}

int pty_mouse_mode(const Pty *pty)
{
    return pty->mouse_mode;
}

const char *pty_output(const Pty *pty, size_t *length)
{
    *length = pty->output.length;
    return str_get(&pty->output);
}

void pty_print(const Pty *pty)
{
    fprintf(stderr, "---- screen %dx%d, title \"%s\"%s%s\n", pty->rows, pty->cols, pty_title(pty),
            pty->alternate ? ", alternate" : "", pty->reaped ? ", ended" : "");
    for (int row = 0; row < pty->rows; row++) {
        char *line = pty_row(pty, row);
        fprintf(stderr, "%3d|%s\n", row, line);
        free(line);
    }
    fprintf(stderr, "---- cursor %d,%d %s\n", pty->cursor_row, pty->cursor_col,
            pty->cursor_visible ? "visible" : "hidden");
}

pid_t pty_pid(const Pty *pty)
{
    return pty->pid;
}
