// SPDX-License-Identifier: MIT
// Takes a picture of a real program: runs it on a pseudo-terminal, presses keys, writes what a person would
// see.
//
//     frame_png --size 100x30 --keys "2" --theme dark -o contacts.svg -o contacts.png -- rapport --demo
//
// The file's ending chooses the form: .svg, .png (needs rsvg-convert), .txt.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/base/file.h"
#include "rapport/base/vec.h"
#include "support/frame_svg.h"

typedef VEC(const char *) Words;

typedef struct Order {
    int rows, cols;
    const char *zoom;
    FrameLook look;
    Words keys; // each --keys is waited for, --wait TEXT too, in their order
    Words outputs;
    Words env;
    char **program;
} Order;

static const char usage[] = "usage: frame_png [OPTION]... -o FILE... -- PROGRAM [ARGUMENT]...\n"
                            "  --size COLSxROWS   the window, 100x30\n"
                            "  --keys \"2 j Enter\" keys to press, as often as needed\n"
                            "  --type TEXT        text to type\n"
                            "  --wait TEXT        wait until TEXT is on the screen\n"
                            "  --theme dark|light the window's own colours\n"
                            "  --title TEXT       in the window's frame, rapport\n"
                            "  --zoom FACTOR      of the PNG, 1.3\n"
                            "  --cursor           draw the cursor\n"
                            "  --env NAME=VALUE   of the program\n"
                            "  -o FILE            .svg, .png or .txt, as often as needed\n";

static bool parse_size(const char *text, Order *order)
{
    return sscanf(text, "%dx%d", &order->cols, &order->rows) == 2 && order->cols > 0 && order->rows > 0 &&
           order->cols <= 500 && order->rows <= 300;
}

// An option with its value; false: unknown or wrong.
static bool parse_option(Order *order, const char *option, const char *value)
{
    bool acts =
        strcmp(option, "--keys") == 0 || strcmp(option, "--type") == 0 || strcmp(option, "--wait") == 0;
    if (acts) {
        vec_push(&order->keys, option);
        vec_push(&order->keys, value);
    } else if (strcmp(option, "-o") == 0) {
        vec_push(&order->outputs, value);
    } else if (strcmp(option, "--env") == 0) {
        vec_push(&order->env, value);
    } else if (strcmp(option, "--title") == 0) {
        order->look.title = value;
    } else if (strcmp(option, "--zoom") == 0) {
        order->zoom = value;
    } else if (strcmp(option, "--theme") == 0) {
        order->look.light = strcmp(value, "light") == 0;
    } else {
        return strcmp(option, "--size") == 0 && parse_size(value, order);
    }
    return true;
}

static bool parse(Order *order, int argc, char **argv)
{
    int i = 1;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--cursor") == 0) {
            order->look.cursor = true;
        } else if (i + 1 == argc || !parse_option(order, argv[i], argv[i + 1])) {
            return false;
        } else {
            i++;
        }
    }
    order->program = argv + i + 1;
    return i + 1 < argc && order->outputs.count > 0;
}

static bool act(Pty *pty, const Order *order)
{
    for (size_t i = 0; i + 1 < order->keys.count; i += 2) {
        const char *how = order->keys.items[i], *what = order->keys.items[i + 1];
        if (strcmp(how, "--wait") == 0) {
            if (!pty_wait(pty, what))
                return false;
        } else if (strcmp(how, "--type") == 0) {
            pty_type(pty, what);
        } else if (!pty_key(pty, what)) {
            return false;
        }
        pty_quiet(pty, 150);
    }
    return true;
}

static bool write_png(const char *svg_path, const char *png_path, const char *zoom)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("rsvg-convert", "rsvg-convert", "--zoom", zoom, "--output", png_path, svg_path, (char *)NULL);
        fprintf(stderr, "frame_png: rsvg-convert is not here (package librsvg2-bin)\n");
        _exit(127);
    }
    int status = 1;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static bool write_file(const char *path, const char *text, Error *err)
{
    return file_write(path, text, strlen(text), FILE_REPLACE, err);
}

static bool write_output(const Pty *pty, const Order *order, const char *path, Error *err)
{
    if (str_ends(path, ".txt")) {
        char *text = pty_screen(pty);
        bool written = write_file(path, text, err);
        free(text);
        return written;
    }
    Str svg = STR_INIT;
    frame_svg(pty, order->look, &svg);
    bool is_png = str_ends(path, ".png");
    char *svg_path = str_format(is_png ? "%s.svg" : "%s", path);
    bool written = write_file(svg_path, str_get(&svg), err);
    if (written && is_png) {
        written = write_png(svg_path, path, order->zoom) ||
                  error_set(err, ERROR_IO, "%s could not be written", path);
        unlink(svg_path);
    }
    free(svg_path);
    str_clear(&svg);
    return written;
}

int main(int argc, char **argv)
{
    Order order = {.rows = 30, .cols = 100, .zoom = "1.3", .look = {.title = "rapport"}};
    Error err = {0};
    if (!parse(&order, argc, argv)) {
        fputs(usage, stderr);
        return 2;
    }
    vec_push(&order.env, NULL);
    Pty *pty = pty_spawn(order.rows, order.cols, order.program, order.env.items);
    pty_window(pty, order.look.light ? "ffff/ffff/ffff" : "1c1c/1c1c/1c1c");
    pty_quiet(pty, 300);
    bool done = act(pty, &order);
    for (size_t i = 0; done && i < order.outputs.count; i++)
        done = write_output(pty, &order, order.outputs.items[i], &err);
    if (!done)
        fprintf(stderr, "frame_png: %s\n",
                err.message[0] != '\0' ? err.message : "the program did not answer");
    pty_close(pty);
    vec_clear(&order.keys);
    vec_clear(&order.outputs);
    vec_clear(&order.env);
    return done ? 0 : 1;
}
