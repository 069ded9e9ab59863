// SPDX-License-Identifier: MIT
// The terminal through ncursesw, which only writes here: it knows terminals and sends the cells that differ.
// Input is read in blocks from the tty and decoded by rapport/screen/input.h, so there is one poll and no
// hidden waiting.
#include "rapport/term/curses_terminal.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "child.h"
#include "painter.h"
#include "rapport/base/clock.h"
#include "rapport/base/locale.h"
#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/screen/input.h"
#include "signals.h"
#include "surroundings.h"
#include "term_keys.h"

enum { READ_BYTES = 64 * 1024 };

typedef struct CursesTerminal {
    Terminal base;
    SCREEN *screen;
    Painter *painter;
    Input *input;
    ClickState clicks;
    struct termios found; // as the terminal was
    int notices;          // readable when there are any
    bool active;          // the screen is ours
    bool resumed;         // EVENT_RESUME is due
    bool hung_up;
    ThemeId theme; // as it was asked for
    bool light;    // the window, as far as the terminal says
    bool mouse;
    bool modern; // takes private modes and operating system commands
    bool beacon;
    unsigned long frames;
    int64_t last_input_ms;
    char *title;
    char bytes[READ_BYTES];
} CursesTerminal;

static CursesTerminal *curses(Terminal *terminal)
{
    return (CursesTerminal *)terminal;
}

// ---- writing beside curses ----------------------------------------------------------------------

// curses has written everything when doupdate returns, so these never land in the middle of a frame.
static void send(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else {
            poll(&(struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT}, 1, -1);
        }
    }
}

static void send_text(const CursesTerminal *self, const char *text)
{
    if (self->modern && self->active)
        send(text, strlen(text));
}

static void send_mouse(const CursesTerminal *self, bool on)
{
    send_text(self, on ? "\033[?1000h\033[?1002h\033[?1006h" : "\033[?1006l\033[?1002l\033[?1000l");
}

static void send_title(const CursesTerminal *self)
{
    if (self->title == NULL || self->beacon)
        return;
    char *command = str_format("\033]2;%s\a", self->title);
    send_text(self, command);
    free(command);
}

static const char modes_on[] = "\033[22;2t\033[?2004h\033[?1004h";
static const char modes_off[] = "\033[?1004l\033[?2004l\033[23;2t";

// ---- the screen: taking and giving back ---------------------------------------------------------

static void take_modes(CursesTerminal *self)
{
    self->active = true;
    send_text(self, modes_on);
    send_mouse(self, self->mouse);
    send_title(self);
}

static void read_size(CursesTerminal *self)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row < CANVAS_MOST ? size.ws_row : CANVAS_MOST,
                   size.ws_col < CANVAS_MOST ? size.ws_col : CANVAS_MOST);
    clearok(curscr, TRUE); // terminals move text about when their size changes
    painter_forget(self->painter);
}

static void leave(CursesTerminal *self)
{
    if (!self->active)
        return;
    send_mouse(self, false);
    send_text(self, modes_off);
    self->active = false;
    endwin();
}

static void enter(CursesTerminal *self)
{
    reset_prog_mode();
    read_size(self);
    doupdate(); // curses comes back with its first update
    take_modes(self);
    self->resumed = true;
}

// Bytes that undo everything we may have switched on; padding has no place in them.
static void append_capability(Str *out, const char *name)
{
    const char *text = tigetstr(name);
    if (text == NULL || text == (const char *)-1)
        return;
    while (*text != '\0') {
        const char *padding = strstr(text, "$<");
        size_t length = padding == NULL ? strlen(text) : (size_t)(padding - text);
        str_append_n(out, text, length);
        text += length;
        const char *end = padding == NULL ? NULL : strchr(padding, '>');
        if (end != NULL)
            text = end + 1;
        else if (padding != NULL)
            break;
    }
}

// Into memory that was there before curses switched anything on: else nobody would switch it off if there is
// none.
static void arm_rescue(const CursesTerminal *self, Str *bytes)
{
    if (self->modern)
        str_append(bytes, "\033[?2026l\033[?1006l\033[?1003l\033[?1002l\033[?1000l");
    append_capability(bytes, "sgr0");
    append_capability(bytes, "op");
    append_capability(bytes, "cnorm");
    append_capability(bytes, "rmkx");
    append_capability(bytes, "rmcup");
    if (self->modern)
        str_append(bytes, modes_off);
    rescue_arm(STDOUT_FILENO, &self->found, str_get(bytes), bytes->length);
}

void curses_terminal_rescue(void)
{
    rescue_now();
}

// ---- events -------------------------------------------------------------------------------------

static bool take_notice(CursesTerminal *self, Event *out)
{
    if (signals_take(NOTICE_HANGUP))
        self->hung_up = true;
    if (signals_take(
            NOTICE_CONTINUE)) { // stopped and continued from outside: the shell had the terminal meanwhile
        leave(self);
        enter(self);
    }
    if (signals_take(NOTICE_TERMINATE)) {
        out->kind = EVENT_TERMINATE;
    } else if (signals_take(NOTICE_SUSPEND)) {
        out->kind = EVENT_SUSPEND;
    } else if (self->resumed) {
        self->resumed = false;
        out->kind = EVENT_RESUME;
    } else if (signals_take(NOTICE_RESIZE)) {
        read_size(self);
        out->kind = EVENT_RESIZE;
    } else if (signals_take(NOTICE_WAKE)) {
        out->kind = EVENT_WAKE;
    }
    return out->kind != EVENT_NONE;
}

// COLORFGBG is known at once; few terminals set it, most answer what is asked of them.
static ThemeId theme_now(const CursesTerminal *self)
{
    ThemeId theme = theme_resolve(self->theme, getenv("COLORFGBG"));
    return theme == THEME_AUTO && self->light ? THEME_LIGHT : theme;
}

static void paint_theme(CursesTerminal *self)
{
    painter_set_theme(self->painter, theme_now(self));
}

static bool take_input(CursesTerminal *self, bool late, Event *out)
{
    bool got;
    while ((got = input_next(self->input, late, out)) && out->kind == EVENT_BACKGROUND) {
        self->resumed = self->resumed || out->light != self->light; // to be drawn in other colours
        self->light = out->light;
        *out = (Event){.kind = EVENT_NONE};
        paint_theme(self);
    }
    if (!got)
        return false;
    if (out->kind == EVENT_MOUSE)
        click_track(&self->clicks, &out->mouse, clock_monotonic_ms());
    return true;
}

static void read_tty(CursesTerminal *self)
{
    ssize_t got = read(STDIN_FILENO, self->bytes, sizeof self->bytes);
    if (got > 0) {
        input_feed(self->input, self->bytes, (size_t)got);
        self->last_input_ms = clock_monotonic_ms();
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        self->hung_up = true;
    }
}

// Milliseconds until the earlier of the deadline (-1: none) and the end of the decoder's patience; -1: no
// limit.
static int wait_time(const CursesTerminal *self, int64_t deadline, int64_t now)
{
    int patience = input_patience(self->input);
    int64_t wait = deadline < 0 ? INT_MAX : deadline > now ? deadline - now : 0;
    int64_t calm = patience < 0 ? INT_MAX : self->last_input_ms + patience - now;
    if (calm < wait)
        wait = calm < 0 ? 0 : calm;
    return wait == INT_MAX ? -1 : (int)wait;
}

static bool out_of_patience(const CursesTerminal *self, int64_t now)
{
    int patience = input_patience(self->input);
    return patience >= 0 && now - self->last_input_ms >= patience;
}

static void wait_for_news(CursesTerminal *self, int wait_ms)
{
    struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = self->notices, .events = POLLIN}};
    if (poll(fds, 2, wait_ms) <= 0)
        return;
    if (fds[1].revents != 0)
        signals_drain();
    if (fds[0].revents & POLLIN)
        read_tty(self);
    else if (fds[0].revents != 0)
        self->hung_up = true;
}

static void curses_next(Terminal *terminal, int timeout_ms, Event *out)
{
    CursesTerminal *self = curses(terminal);
    int64_t now = clock_monotonic_ms();
    int64_t deadline = timeout_ms < 0 ? -1 : now + timeout_ms;
    bool waited = false;
    for (;; now = clock_monotonic_ms()) {
        if (take_notice(self, out) || take_input(self, waited && out_of_patience(self, now), out))
            return;
        if (self->resumed)
            continue;
        if (self->hung_up || (waited && deadline >= 0 && now >= deadline)) {
            out->kind = self->hung_up ? EVENT_HANGUP : EVENT_TIMER;
            return;
        }
        wait_for_news(self, wait_time(self, deadline, now));
        waited = true;
    }
}

// ---- the other functions ------------------------------------------------------------------------

static void curses_size(const Terminal *terminal, int *rows, int *cols)
{
    (void)terminal;
    getmaxyx(stdscr, *rows, *cols);
}

static void curses_present(Terminal *terminal, const Canvas *canvas)
{
    CursesTerminal *self = curses(terminal);
    if (!self->active || self->hung_up)
        return;
    bool changed = painter_paint(self->painter, canvas);
    if (changed) {
        wnoutrefresh(stdscr);
        send_text(self, "\033[?2026h");
        doupdate();
        send_text(self, "\033[?2026l");
    }
    if (self->beacon) {
        char *command = str_format("\033]2;#%lu\a", ++self->frames);
        send_text(self, command);
        free(command);
    }
}

static void curses_redraw(Terminal *terminal)
{
    clearok(curscr, TRUE);
    painter_forget(curses(terminal)->painter);
}

static void curses_suspend(Terminal *terminal)
{
    leave(curses(terminal));
    signals_stop();
    enter(curses(terminal));
}

static bool curses_run(Terminal *terminal, char *const argv[], int *status, Error *err)
{
    leave(curses(terminal));
    bool started = child_run(argv, status, err);
    enter(curses(terminal));
    return started;
}

static void curses_set_title(Terminal *terminal, const char *title)
{
    CursesTerminal *self = curses(terminal);
    free(self->title);
    self->title = sanitise_dup(title, SANITISE_LINE);
    send_title(self);
}

static bool curses_copy(Terminal *terminal, const char *text, size_t length)
{
    CursesTerminal *self = curses(terminal);
    if (!self->modern || !self->active)
        return false;
    Str command = STR_INIT;
    osc52_encode(&command, text, length);
    send(str_get(&command), command.length);
    str_clear(&command);
    return true;
}

static void curses_set_mouse(Terminal *terminal, bool on)
{
    CursesTerminal *self = curses(terminal);
    if (self->mouse != on)
        send_mouse(self, on);
    self->mouse = on;
}

static void curses_set_theme(Terminal *terminal, ThemeId theme)
{
    curses(terminal)->theme = theme;
    paint_theme(curses(terminal));
}

static void curses_wake(Terminal *terminal)
{
    (void)terminal;
    signals_raise(NOTICE_WAKE);
}

static void curses_close(Terminal *terminal)
{
    CursesTerminal *self = curses(terminal);
    leave(self);
    rescue_disarm();
    signals_close();
    delscreen(self->screen);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &self->found);
    painter_free(self->painter);
    input_free(self->input);
    free(self->title);
    free(self);
}

static const TerminalKind curses_kind = {
    .close = curses_close,
    .size = curses_size,
    .next = curses_next,
    .present = curses_present,
    .redraw = curses_redraw,
    .suspend = curses_suspend,
    .run = curses_run,
    .set_title = curses_set_title,
    .copy = curses_copy,
    .set_mouse = curses_set_mouse,
    .set_theme = curses_set_theme,
    .wake = curses_wake,
};

// ---- opening ------------------------------------------------------------------------------------

static ColourDepth open_colours(void)
{
    const char *no_color = getenv("NO_COLOR");
    if ((no_color != NULL && no_color[0] != '\0') || !has_colors())
        return COLOUR_NONE;
    start_color();
    use_default_colors();
    return colour_depth(COLORS);
}

// Curses writes at each move of its cursor until it was left and entered for the first time; from then on
// only when its buffer is full or the frame is done. So that is done at once; the terminal sees the entering
// alone, which says again all that leaving has swallowed.
static void write_whole_frames(void)
{
    int terminal = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    bool swallows = terminal >= 0 && nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0;
    endwin();
    if (swallows)
        dup2(terminal, STDOUT_FILENO);
    if (terminal >= 0)
        close(terminal);
    if (nowhere >= 0)
        close(nowhere);
    doupdate();
}

static void set_modes(void)
{
    raw(); // Ctrl-S, Ctrl-Q, Ctrl-Z, Ctrl-C, Ctrl-V and Ctrl-O are keys
    noecho();
    nonl();               // Enter is CR, Ctrl-J differs
    keypad(stdscr, TRUE); // only for what it sends: we read ourselves
    typeahead(-1);        // a frame is never left half painted because keys are waiting
    leaveok(stdscr, FALSE);
    // ECMA-48 REP: terminals that call themselves xterm miscount it (those in vim, neovim and emacs).
    repeat_char = NULL;
}

static void open_input(CursesTerminal *self)
{
    self->input = input_new();
    term_keys_define(self->input);
    if (self->found.c_cc[VERASE] == '\b')
        input_define(self->input, "\b", (Key){K_BACKSPACE, 0});
}

Terminal *curses_terminal_open(const CursesOptions *options, Error *err)
{
    int notices;
    if (!surroundings_fit(err) ||
        !signals_open(&notices, err)) // before curses, which then leaves the signals alone
        return NULL;
    CursesTerminal *self = mem_alloc(sizeof *self);
    tcgetattr(STDIN_FILENO, &self->found);
    Str bytes = STR_INIT;
    str_reserve(&bytes, RESCUE_BYTES);
    rescue_hold(true);
    use_env(FALSE); // LINES and COLUMNS lie after a resize: ask the system
    use_tioctl(TRUE);
    self->screen = newterm(NULL, stdout, stdin);
    if (self->screen == NULL) { // described, but of no use to curses
        rescue_hold(false);
        signals_close();
        str_clear(&bytes);
        free(self);
        surroundings_lack_description(err);
        return NULL;
    }
    self->base = (Terminal){&curses_kind, !locale_utf8()};
    self->notices = notices;
    self->mouse = options->mouse;
    self->beacon = options->beacon;
    self->modern = surroundings_modern();
    write_whole_frames();
    set_modes();
    arm_rescue(self, &bytes);
    str_clear(&bytes);
    self->theme = options->theme;
    self->painter = painter_new(theme_now(self), open_colours(), self->base.ascii);
    open_input(self);
    read_size(self);
    take_modes(self);
    if (theme_now(self) == THEME_AUTO)
        send_text(self, "\033]11;?\a");
    rescue_hold(false);
    return &self->base;
}
