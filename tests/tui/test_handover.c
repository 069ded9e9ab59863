// SPDX-License-Identifier: MIT
// What a link may do: nothing but be the one last argument of the browser, and only when it is a web or a
// mail address. Everything else stays on the screen.
#include "on_editor.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "handover.h"
#include "rapport/base/file.h"
#include "rapport/base/str.h"
#include "support/fixture.h"

static const char *const BEGINNINGS[] = {
    "https://",    "http://",         "mailto:",    "HTTPS://",  "file://",
    "javascript:", "data:text/html,", "ftp://",     "",          "-",
    "--",          "https:",          "vbscript:",  "about:",    "view-source:http://",
    "ssh://",      "https://-oX",     "\nhttps://", " https://", "x-apple:",
};

// Harmless as a piece of an argument, or not at all.
static const char *const ENDINGS[] = {
    "maya.example/in/maya",
    "maya.example/?a=b&c=d#e",
    "maya.example/$(touch${IFS}x)",
    "maya.example/`id`",
    "maya.example/;rm -rf ~",
    "maya.example/;rm",
    "maya.example/|tee",
    "maya.example/&&x",
    "maya.example/\nBcc: evil@x.example",
    "maya.example/\r\n",
    "maya.example/\x1b]52;c;YQ==\a",
    "maya.example/\"x\"",
    "maya.example/'x'",
    "maya.example/\\x",
    "maya.example/%0AX",
    "maya.example/%s",
    "maya.example/%s%s%n",
    "maya.example/<x>",
    "maya.example/\x7f",
    "maya.example/\xe2\x80\xaeyaam",
    "maya.example/\xff",
    "-x@maya.example",
    "maya@maya.example?cc=x@y.example",
    "",
};

typedef struct Browser {
    FrameStage stage;
    char *folder, *args;
} Browser;

// Its arguments come through a pipe with a name, which waits for both ends.
static void browser_open(Browser *browser)
{
    browser->folder = fixture_folder();
    browser->args = str_format("%s/args", browser->folder);
    char *path = str_format("%s/browse", browser->folder);
    char *text = str_format("#!/bin/sh\n{ echo \"$#\"; printf '%%s\\n' \"$@\"; } > '%s'\n", browser->args);
    assert_int_equal(mkfifo(browser->args, 0600), 0);
    assert_true(file_write(path, text, strlen(text), FILE_KEEP, NULL));
    assert_int_equal(chmod(path, 0700), 0);
    frame_stage_open(&browser->stage);
    SCRIPT(&browser->stage, EDITOR_PEOPLE);
    SCRIPT(&browser->stage, "keys 2");
    char *line = str_format("set browser '%s --new'", path);
    assert_true(tui_run_command(browser->stage.tui, line));
    free(line);
    free(text);
    free(path);
}

static void browser_close(Browser *browser)
{
    frame_stage_close(&browser->stage);
    free(browser->args);
    fixture_remove(browser->folder);
}

static void check_args(const Browser *browser, const char *link)
{
    char *expected = str_format("2\n--new\n%s\n", link);
    Str args = STR_INIT;
    FINE(file_read(browser->args, 1 << 16, &args, err));
    assert_string_equal(str_get(&args), expected);
    str_clear(&args);
    free(expected);
}

// 480 links; those that may be opened are exactly one argument, the others start nothing.
static void test_every_link_is_one_argument(void **state)
{
    (void)state;
    Browser browser;
    int opened = 0, refused = 0;
    browser_open(&browser);
    for (size_t i = 0; i < COUNT(BEGINNINGS); i++)
        for (size_t k = 0; k < COUNT(ENDINGS); k++) {
            char *link = str_format("%s%s", BEGINNINGS[i], ENDINGS[k]);
            Error err = {0};
            bool web =
                str_starts(link, "https://") || str_starts(link, "http://") || str_starts(link, "mailto:");
            bool fine = link_allowed(link);
            assert_true(web || !fine);
            assert_int_equal(link_open(browser.stage.tui, link, &err), fine);
            if (fine)
                check_args(&browser, link);
            else
                assert_int_equal(err.kind, ERROR_INPUT);
            opened += fine;
            refused += !fine;
            free(link);
        }
    assert_true(opened >= 30 && refused >= 200);
    int pipe = open(browser.args, O_RDONLY | O_NONBLOCK); // nobody else writes there
    char byte;
    assert_int_equal(read(pipe, &byte, 1), 0);
    close(pipe);
    browser_close(&browser);
}

// What people enter becomes a web address, whatever it is.
static void test_what_was_entered(void **state)
{
    (void)state;
    static const struct {
        const char *entered, *link;
    } CASES[] = {{"linkedin.com/in/maya", "https://linkedin.com/in/maya"},
                 {"http://maya.example", "http://maya.example"},
                 {"HTTPS://Maya.example/A", "https://Maya.example/A"},
                 {"linkedin.com/in/jos\xc3\xa9", "https://linkedin.com/in/jos%C3%A9"},
                 {"javascript:alert(1)", "https://javascript:alert(1)"},
                 {"file:///etc/passwd", "https://file:///etc/passwd"},
                 {"-x", "https://-x"}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        Str link = STR_INIT;
        link_complete(&link, CASES[i].entered);
        assert_string_equal(str_get(&link), CASES[i].link);
        assert_true(link_allowed(str_get(&link)));
        str_clear(&link);
    }
}

static void test_a_contact_is_opened(void **state)
{
    (void)state;
    Browser browser;
    browser_open(&browser);
    SCRIPT(&browser.stage, "keys g o");
    SHOWS(&browser.stage, "Opened https://www.linkedin.com/in/maya-example");
    check_args(&browser, "https://www.linkedin.com/in/maya-example");
    SCRIPT(&browser.stage, "keys j g o");
    SHOWS(&browser.stage, "No page of Sam Okafor is known");
    SCRIPT(&browser.stage, "keys k y u");
    assert_string_equal(memory_terminal_clipboard(browser.stage.terminal),
                        "https://www.linkedin.com/in/maya-example");
    browser_close(&browser);
}

int main(void)
{
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_link_is_one_argument),
        cmocka_unit_test(test_what_was_entered),
        cmocka_unit_test(test_a_contact_is_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
