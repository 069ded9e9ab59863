// SPDX-License-Identifier: MIT
// The pictures: right colours, lines as shapes, text that stays text, and an SVG that any reader accepts.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/frame_svg.h"

static void take(const char *script, const char *wait, FrameLook look, Str *svg)
{
    char *argv[] = {(char *)"sh", (char *)"-c", (char *)script, NULL};
    Pty *pty = pty_spawn(4, 40, argv, NULL);
    assert_true(pty_wait(pty, wait));
    frame_svg(pty, look, svg);
    pty_close(pty);
}

static void assert_has(const Str *svg, const char *part)
{
    if (strstr(str_get(svg), part) == NULL)
        fail_msg("no %s in %s", part, str_get(svg));
}

static void test_text_and_colours(void **state)
{
    (void)state;
    Str svg = STR_INIT;
    take("printf 'plain \\033[1;38;5;203mlate\\033[0m \\033[7mback\\033[0m \\033[31mred\\033[0m a<b&c end'; "
         "read x",
         "end", (FrameLook){.title = "R&D"}, &svg);
    assert_has(&svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"388\" height=\"132\"");
    assert_has(&svg, ">plain</text>");
    assert_has(&svg, "fill=\"#ff5f5f\" font-weight=\"700\">late</text>"); // xterm's 203
    assert_has(&svg, "fill=\"#16181f\">back</text>");                     // reversed
    assert_has(&svg, "fill=\"#e06c6c\">red</text>");                      // our own red
    assert_has(&svg, ">&lt;</text>");
    assert_has(&svg, ">&amp;</text>");
    assert_has(&svg, ">R&amp;D</text>");
    assert_string_equal(str_get(&svg) + svg.length - 7, "</svg>\n");
    str_clear(&svg);
}

static void test_lines_are_shapes(void **state)
{
    (void)state;
    static const char *const drawn[] = {"╭", "─", "━", "╮", "│", "▌", "█", "╰", "╯"};
    Str svg = STR_INIT;
    take("printf '╭─━╮│▌█╰╯ 田 end'; read x", "end", (FrameLook){.light = true, .cursor = true, .title = ""},
         &svg);
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        assert_null(strstr(str_get(&svg), drawn[i]));
    assert_has(&svg, ">田</text>");
    assert_has(&svg, "<path d=");
    assert_has(&svg, "fill=\"#fbfbf8\""); // the light window
    str_clear(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_and_colours),
        cmocka_unit_test(test_lines_are_shapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
