// SPDX-License-Identifier: MIT
// The configuration file: what it may say, and that a mistake is told with its line and changes nothing else.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "frame.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/screen/memory_terminal.h"

typedef struct Fixture {
    Tui tui;
    char folder[64];
    char *path;
} Fixture;

static int open_fixture(void **state)
{
    Fixture *fixture = mem_alloc(sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/rapport-config-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->path = str_format("%s/config", fixture->folder);
    fixture->tui.options.terminal = memory_terminal_new(24, 80);
    fixture->tui.config = config_new();
    keymap_build(&fixture->tui);
    *state = fixture;
    return 0;
}

static int close_fixture(void **state)
{
    Fixture *fixture = *state;
    unlink(fixture->path);
    rmdir(fixture->folder);
    for (size_t i = 0; i < fixture->tui.messages.count; i++)
        free(fixture->tui.messages.items[i]);
    vec_clear(&fixture->tui.messages);
    vec_clear(&fixture->tui.bindings);
    config_free(fixture->tui.config);
    terminal_close(fixture->tui.options.terminal);
    free(fixture->path);
    free(fixture);
    return 0;
}

static void load(Fixture *fixture, const char *text)
{
    FILE *file = fopen(fixture->path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    fclose(file);
    chmod(fixture->path, 0600);
    config_load(&fixture->tui, fixture->path);
}

static void test_values(void **state)
{
    Fixture *fixture = *state;
    load(fixture, "# a comment\n\n  set theme light  \nset mouse off\nset sendmail \"msmtp -t\"\n");
    assert_string_equal(config_get(fixture->tui.config, "theme"), "light");
    assert_string_equal(config_get(fixture->tui.config, "mouse"), "off");
    assert_string_equal(config_get(fixture->tui.config, "sendmail"), "msmtp -t");
    assert_string_equal(config_get(fixture->tui.config, "clipboard"), "auto"); // the default
    assert_string_equal(config_get(fixture->tui.config, "nonsense"), "");
    assert_int_equal(memory_terminal_theme(fixture->tui.options.terminal), THEME_LIGHT);
    assert_false(memory_terminal_mouse(fixture->tui.options.terminal));
    assert_int_equal(fixture->tui.messages.count, 0);
}

static void test_binding(void **state)
{
    Fixture *fixture = *state;
    load(fixture, "bind contacts Z edit\nbind global \"C-x C-c\" quit\n");
    const Command *command = NULL;
    Key z = {'Z', 0}, leave[2] = {{'x', MOD_CTRL}, {'c', MOD_CTRL}};
    unsigned scopes = SCOPE_CONTACTS | SCOPE_THING | SCOPE_GLOBAL;
    assert_int_equal(keymap_find(&fixture->tui, scopes, &z, 1, &command), KEYMAP_FOUND);
    assert_string_equal(command->name, "edit");
    assert_int_equal(keymap_find(&fixture->tui, SCOPE_GLOBAL, leave, 1, &command), KEYMAP_MORE);
    assert_int_equal(keymap_find(&fixture->tui, SCOPE_GLOBAL, leave, 2, &command), KEYMAP_FOUND);
    assert_string_equal(command->name, "quit");
    assert_int_equal(fixture->tui.messages.count, 0);
}

// A key of one's own is the one that help and footer show.
static void test_binding_is_shown(void **state)
{
    Fixture *fixture = *state;
    char shown[32];
    load(fixture, "bind things E edit\n");
    const Command *edit = command_find("edit", 4);
    assert_string_equal(command_keys(&fixture->tui, edit, shown, sizeof shown), "E");
}

typedef struct Mistake {
    const char *text;
    int line;
    const char *says; // part of the message
} Mistake;

static const Mistake MISTAKES[] = {
    {"set thene light\n", 1, "did you mean theme?"},
    {"\n# ok\nset theme lght\n", 3, "did you mean light?"},
    {"set theme purple\n", 1, "auto dark light mono"},
    {"set mouse maybe\n", 1, "on off"},
    {"set theme\n", 1, "a name and a value"},
    {"set sendmail msmtp -t\n", 1, "several words stand in quotes"},
    {"set nudge-after-days-of 4\n", 1, "no such setting"},
    {"bind contacts X\n", 1, "a scope, keys and a command"},
    {"bind kontacts X edit\n", 1, "did you mean contacts?"},
    {"bind contacts X edti\n", 1, "did you mean edit?"},
    {"bind contacts X xyzzy\n", 1, "no such command"},
    {"bind contacts C-Enter edit\n", 1, "is no key"},
    {"source other\n", 1, "set or bind"},
    {"bnid contacts X edit\n", 1, "did you mean bind?"},
    {"set sendmail \"msmtp -t\n", 1, ""},
};

static void check_mistake(void **state, const Mistake *mistake)
{
    Fixture *fixture = *state;
    size_t before = fixture->tui.messages.count;
    load(fixture, mistake->text);
    if (fixture->tui.messages.count != before + 1)
        fail_msg("\"%s\": %zu messages", mistake->text, fixture->tui.messages.count - before);
    const char *message = fixture->tui.messages.items[before];
    char *place = str_format("%s:%d", fixture->path, mistake->line);
    if (!str_starts(message, place) || strstr(message, mistake->says) == NULL)
        fail_msg("\"%s\" says: %s", mistake->text, message);
    free(place);
}

static void test_mistakes(void **state)
{
    for (size_t i = 0; i < COUNT(MISTAKES); i++)
        check_mistake(state, &MISTAKES[i]);
}

static void test_a_mistake_stops_nothing(void **state)
{
    Fixture *fixture = *state;
    load(fixture, "set thene light\nset theme dark\nbind x y z\nset mouse off\n");
    assert_string_equal(config_get(fixture->tui.config, "theme"), "dark");
    assert_string_equal(config_get(fixture->tui.config, "mouse"), "off");
    assert_int_equal(fixture->tui.messages.count, 2);
    assert_true(fixture->tui.toast.error);
}

static void test_not_there(void **state)
{
    Fixture *fixture = *state;
    config_load(&fixture->tui, "/nonexistent/config");
    assert_int_equal(fixture->tui.messages.count, 0);
}

// Whoever can write the file can name programs that run: then it is not read at all.
static void test_refused_when_others_can_write(void **state)
{
    Fixture *fixture = *state;
    static const mode_t MODES[] = {0620, 0602, 0666};
    for (size_t i = 0; i < COUNT(MODES); i++) {
        FILE *file = fopen(fixture->path, "wb");
        assert_non_null(file);
        fputs("set theme light\n", file);
        fclose(file);
        chmod(fixture->path, MODES[i]);
        config_load(&fixture->tui, fixture->path);
        assert_string_equal(config_get(fixture->tui.config, "theme"), "auto");
        assert_int_equal(fixture->tui.messages.count, i + 1);
        assert_non_null(strstr(fixture->tui.messages.items[i], "chmod go-w"));
    }
}

static void test_every_setting_has_its_default(void **state)
{
    Fixture *fixture = *state;
    Error err = {0};
    for (size_t i = 0; i < config_count(); i++) {
        char *fallback = mem_strdup(config_get(fixture->tui.config, config_name(i)));
        if (!config_set(&fixture->tui, config_name(i), fallback, &err))
            fail_msg("%s", err.message);
        assert_string_equal(config_get(fixture->tui.config, config_name(i)), fallback);
        free(fallback);
    }
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_values),
        CASE(test_binding),
        CASE(test_binding_is_shown),
        CASE(test_mistakes),
        CASE(test_a_mistake_stops_nothing),
        CASE(test_not_there),
        CASE(test_refused_when_others_can_write),
        CASE(test_every_setting_has_its_default),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
