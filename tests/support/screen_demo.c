// SPDX-License-Identifier: MIT
// The smallest program on the curses terminal: it says what it hears. With it the terminal is tested for
// real, without the rest of the product. Keys: q quit, C-z suspend, ! crash, @ abort, R rescue and exit, e
// run a program, y copy, m mouse, t theme, w wake from a thread, p put many cells.
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/str.h"
#include "rapport/term/curses_terminal.h"

typedef struct Demo {
    Terminal *terminal;
    Canvas *canvas;
    Str last; // what the last event was
    int events;
    bool mouse;
    ThemeId theme;
    int status; // -1 while it runs
} Demo;

static void draw(Demo *demo)
{
    static const char *const names[] = {"田中 健",
                                        "José Álvarez",
                                        "e\xCC\x81t\xCC\x81",
                                        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 family",
                                        "\xF0\x9F\x87\xB8\xF0\x9F\x87\xAA flag",
                                        "\xE2\x9D\xA4\xEF\xB8\x8F heart",
                                        "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD thumb",
                                        "Zoë \033[31mred",
                                        "虹ソフト"};
    int rows, cols;
    Canvas *canvas = demo->canvas;
    terminal_size(demo->terminal, &rows, &cols);
    canvas_resize(canvas, rows, cols);
    canvas_putf(canvas, 0, 0, -1, style_of(ROLE_TEXT, ATTR_BOLD), "demo %dx%d", rows, cols);
    canvas_putf(canvas, 1, 0, -1, style_of(ROLE_ACCENT, 0), "%d %s", demo->events, str_get(&demo->last));
    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
        canvas_put(canvas, 3 + i, 2, 16, names[i], style_of(ROLE_TEXT, 0));
        canvas_put(canvas, 3 + i, 20, -1, "| here", style_of(ROLE_DIM, 0));
    }
    canvas_add_attrs(canvas, rect_make(4, 0, 1, cols), ATTR_SELECTED);
    for (int role = 0; role < ROLE_COUNT; role++)
        canvas_put(canvas, 13, 2 + 8 * role, 7, role_name((Role)role), style_of((Role)role, 0));
    canvas_hline(canvas, 14, 0, cols, GLYPH_RULE, style_of(ROLE_DIM, 0));
    canvas_put(canvas, rows - 1, 0, -1, "last row", style_of(ROLE_DIM, 0));
    canvas_put_right(canvas, rows - 1, 0, cols, "end", style_of(ROLE_DIM, 0)); // up to the very last cell
    canvas_cursor(canvas, 4, 2);
    terminal_present(demo->terminal, canvas);
}

static void *wake(void *terminal)
{
    terminal_wake(terminal);
    return NULL;
}

static void wake_from_a_thread(Demo *demo)
{
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&thread, NULL, wake, demo->terminal) == 0)
        pthread_join(thread, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void run_editor(Demo *demo)
{
    char *argv[] = {(char *)"sh", (char *)"-c", getenv("DEMO_EDITOR"), NULL};
    char *missing[] = {(char *)"no-such-program-anywhere", NULL};
    int status = -1;
    Error err = {0};
    bool started = terminal_run(demo->terminal, argv[2] == NULL ? missing : argv, &status, &err);
    str_appendf(&demo->last, started ? " status %d" : " failed %d", started ? status : (int)err.kind);
}

static void on_key(Demo *demo, Key key)
{
    if (key_equal(key, (Key){'z', MOD_CTRL})) {
        terminal_suspend(demo->terminal);
        return;
    }
    switch (key.mods == 0 ? key.code : 0) {
    case 'q':
        demo->status = 0;
        break;
    case '!':
        raise(SIGSEGV);
        break;
    case '@':
        abort();
    case 'R':
        curses_terminal_rescue();
        curses_terminal_rescue(); // once is enough, twice does no harm
        _exit(4);
    case 'e':
        run_editor(demo);
        break;
    case 'y':
        terminal_copy(demo->terminal, "maya@example.com", 16);
        break;
    case 'm':
        terminal_set_mouse(demo->terminal, demo->mouse = !demo->mouse);
        break;
    case 't':
        demo->theme = (demo->theme + 1) % THEME_COUNT;
        terminal_set_theme(demo->terminal, demo->theme);
        break;
    case 'w':
        wake_from_a_thread(demo);
        break;
    case 'l':
        terminal_redraw(demo->terminal);
        break;
    case 'T':
        terminal_set_title(demo->terminal, "a title\033[2J");
        break;
    default:
        break;
    }
}

static void hear(Demo *demo, const Event *event)
{
    static const char *const actions[] = {"press", "release", "double", "drag", "wheel up", "wheel down"};
    static const char *const words[] = {
        [EVENT_TIMER] = "timer",        [EVENT_RESIZE] = "resize",   [EVENT_WAKE] = "wake",
        [EVENT_HANGUP] = "hangup",      [EVENT_SUSPEND] = "suspend", [EVENT_RESUME] = "resume",
        [EVENT_TERMINATE] = "terminate"};
    str_clear(&demo->last);
    if (event->kind == EVENT_KEY) {
        str_append(&demo->last, "key ");
        key_format(event->key, &demo->last);
    } else if (event->kind == EVENT_PASTE) {
        str_appendf(&demo->last, "paste %zu %.20s", event->length, event->text);
    } else if (event->kind == EVENT_MOUSE) {
        str_appendf(&demo->last, "mouse %s %d at %d,%d", actions[event->mouse.action], event->mouse.button,
                    event->mouse.row, event->mouse.col);
    } else if (event->kind == EVENT_FOCUS) {
        str_append(&demo->last, event->focused ? "focus in" : "focus out");
    } else {
        str_append(&demo->last, words[event->kind]);
    }
    demo->events++;
}

static void leave_a_mark(const char *word)
{
    const char *path = getenv("DEMO_MARK");
    FILE *file = path == NULL ? NULL : fopen(path, "w");
    if (file == NULL)
        return;
    fputs(word, file);
    fclose(file);
}

static void act(Demo *demo, const Event *event)
{
    hear(demo, event);
    if (event->kind == EVENT_KEY)
        on_key(demo, event->key);
    if (event->kind == EVENT_SUSPEND)
        terminal_suspend(demo->terminal);
    if (event->kind == EVENT_HANGUP || event->kind == EVENT_TERMINATE) {
        leave_a_mark(str_get(&demo->last));
        demo->status = event->kind == EVENT_HANGUP ? 0 : 143;
    }
}

int main(void)
{
    Error err = {0};
    Demo demo = {.mouse = true, .status = -1};
    CursesOptions options = {.theme = THEME_AUTO, .mouse = true, .beacon = getenv("DEMO_BEACON") != NULL};
    setlocale(LC_ALL, "");
    const char *theme = getenv("DEMO_THEME");
    if (theme != NULL && theme_parse(theme, &options.theme))
        demo.theme = options.theme;
    demo.terminal = curses_terminal_open(&options, &err);
    if (demo.terminal == NULL) {
        fprintf(stderr, "demo: %s\n", err.message);
        return error_exit_code(err.kind);
    }
    demo.canvas = canvas_new(1, 1);
    demo.canvas->ascii = demo.terminal->ascii;
    str_append(&demo.last, "ready");
    for (const char *timeout = getenv("DEMO_TIMEOUT"); demo.status < 0;) {
        Event event;
        draw(&demo);
        terminal_next(demo.terminal, timeout == NULL ? -1 : atoi(timeout), &event);
        act(&demo, &event);
        event_clear(&event);
    }
    terminal_close(demo.terminal);
    canvas_free(demo.canvas);
    str_clear(&demo.last);
    return demo.status;
}
