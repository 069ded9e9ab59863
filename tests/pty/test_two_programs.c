// SPDX-License-Identifier: MIT
// Two interfaces on one file: each sees what the other did, and where both write the same thing nothing is
// lost: a draft is kept twice, a form says what the other one wrote.
#include "support/check.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/store/drafts.h"
#include "support/pty.h"
#include "support/scene.h"

#define PROGRAM TEST_BINARY "/rapport"

static const char WAITS[] = "waiting for another program to finish writing";

static Scene scene_with_people(void)
{
    Scene scene = scene_new();
    scene_must(&scene, PROGRAM, "edit me name=Robin");
    scene_must(&scene, PROGRAM, "add 'Maya Lindqvist @ Kestrel, maya@kestrel.example'");
    scene_must(&scene, PROGRAM, "add 'Tom Reilly @ Interlark, tom@interlark.example'");
    return scene;
}

static Pty *start(const Scene *scene)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM,  (char *)(uintptr_t) "--db",   scene->db,
                    (char *)(uintptr_t) "--now", (char *)(uintptr_t)SCENE_NOW, NULL};
    char *home = str_format("HOME=%s", scene->folder);
    const char *const env[] = {home, "ASAN_OPTIONS=detect_leaks=0", "RAPPORT_TEST_BEACON=1", NULL};
    Pty *pty = pty_spawn(30, 100, argv, env);
    free(home);
    assert_true(pty_wait(pty, "Contacts"));
    pty_key(pty, "2");
    assert_true(pty_wait(pty, "Reilly"));
    return pty;
}

static void end(Pty *one, Pty *two, Scene *scene)
{
    pty_close(one);
    pty_close(two);
    scene_must(scene, PROGRAM, "check-db");
    scene_free(scene);
}

static void assert_says(const Scene *scene, const char *words, const char *text)
{
    SceneResult result = scene_run(scene, PROGRAM, words, NULL);
    if (strstr(str_get(&result.output), text) == NULL)
        fail_msg("%s: no \"%s\" in: %s", words, text, str_get(&result.output));
    scene_result_clear(&result);
}

// A list and a filter that is open: both show who was added elsewhere, without a key and within a second.
static void test_lists_and_search(void **state)
{
    (void)state;
    Scene scene = scene_with_people();
    Pty *list = start(&scene), *search = start(&scene);
    pty_key(search, "/");
    pty_type(search, "abas");
    assert_true(pty_wait_gone(search, "Reilly"));
    scene_must(&scene, PROGRAM, "add 'Ximena Abascal @ Globex'");
    assert_true(pty_wait(search, "Abascal") && pty_wait(list, "Abascal"));
    scene_must(&scene, PROGRAM, "rm Ximena");
    assert_true(pty_wait_gone(search, "Abascal") && pty_wait_gone(list, "Abascal"));
    end(list, search, &scene);
}

// This program is the other one: it begins to write and does not end.
static Store *hold(const Scene *scene)
{
    StoreOptions options = {.path = scene->db, .clock = clock_system(), .ids = id_source_random()};
    Store *store = NULL;
    Error err = {0};
    if (!store_open(&options, &store, &err) || !store_begin(store, "elsewhere", &err))
        fail_msg("%s", err.message);
    return store;
}

static void open_draft(Pty *pty)
{
    pty_key(pty, "3");
    assert_true(pty_wait(pty, "Reilly"));
    pty_key(pty, "Enter");
    assert_true(pty_wait(pty, "Drafts \xe2\x80\xba"));
}

static void write_elsewhere(Store *store, const char *text)
{
    Draft draft = {0};
    Error err = {0};
    assert_true(store_draft_get(store, 1, &draft, &err));
    int64_t rev = draft.rev;
    if (!store_draft_save_text(store, 1, &rev, "", text, NULL, 0, &err))
        fail_msg("%s", err.message);
    draft_clear(&draft);
}

// While this program holds the database nothing that is typed can be saved; then it writes the same draft.
// The one who typed is stopped meanwhile, so that nobody comes between.
static void test_the_same_draft(void **state)
{
    (void)state;
    Scene scene = scene_with_people();
    scene_must(&scene, PROGRAM, "draft Tom --template ''");
    Pty *one = start(&scene), *two = start(&scene);
    open_draft(one);
    open_draft(two);
    Store *store = hold(&scene);
    pty_type(two, "written there ");
    assert_true(pty_wait(two, "written there"));
    pty_signal(two, SIGSTOP);
    assert_true(pty_wait_stopped(two));
    store_rollback(store);
    write_elsewhere(store, "written here");
    store_close(store);
    pty_signal(two, SIGCONT);
    assert_true(pty_wait(one, "written here"));
    assert_true(pty_wait(two, "kept as a second one"));
    assert_says(&scene, "--json drafts", "written here");
    assert_says(&scene, "--json drafts", "written there");
    pty_type(two, "and more ");
    pty_key(two, "Esc"); // leaves it, saved
    assert_true(pty_wait_gone(two, "Drafts \xe2\x80\xba"));
    assert_says(&scene, "--json drafts", "there and more");
    end(one, two, &scene);
}

// The form on Maya, with the focus on the nickname.
static void open_form(Pty *pty)
{
    pty_key(pty, "gg");
    pty_key(pty, "e");
    assert_true(pty_wait(pty, "Edit Maya"));
    pty_key(pty, "Tab Tab Tab");
}

static void test_the_same_form(void **state)
{
    (void)state;
    Scene scene = scene_with_people();
    Pty *one = start(&scene), *two = start(&scene);
    open_form(one);
    open_form(two);
    pty_type(one, "May");
    pty_key(one, "Enter");
    assert_true(pty_wait(one, "Saved."));
    pty_type(two, "Mimi");
    pty_key(two, "Enter");
    assert_true(pty_wait(two, "meanwhile Nickname is now \"May\"; Enter saves yours"));
    assert_true(pty_wait(two, "Mimi"));
    assert_says(&scene, "--json show Maya", "\"nickname\":\"May\"");
    pty_key(two, "Enter");
    assert_true(pty_wait(two, "Saved."));
    assert_says(&scene, "--json show Maya", "\"nickname\":\"Mimi\"");
    end(one, two, &scene);
}

static void test_forms_of_other_fields(void **state)
{
    (void)state;
    Scene scene = scene_with_people();
    Pty *one = start(&scene), *two = start(&scene);
    open_form(one);
    open_form(two);
    pty_type(one, "May");
    pty_key(one, "Enter");
    assert_true(pty_wait(one, "Saved."));
    pty_key(two, "Tab");
    pty_type(two, "Dr Maya");
    pty_key(two, "Enter");
    assert_true(pty_wait(two, "theirs is shown where you typed nothing"));
    assert_true(pty_wait(two, "May"));
    pty_key(two, "Enter");
    assert_true(pty_wait(two, "Saved."));
    assert_says(&scene, "--json show Maya", "\"nickname\":\"May\"");
    assert_says(&scene, "export --format jsonl", "Dr Maya");
    end(one, two, &scene);
}

// The screen lives while it waits: it takes another size, and keys. What was asked is done in its order.
static void test_interface_waits(void **state)
{
    (void)state;
    Scene scene = scene_with_people();
    Pty *pty = start(&scene);
    Store *store = hold(&scene);
    pty_key(pty, "gg");
    pty_key(pty, "*");
    assert_true(pty_wait(pty, WAITS));
    pty_key(pty, "j *");
    assert_true(pty_wait(pty, "2 keys kept  Esc gives up"));
    pty_resize(pty, 24, 90);
    assert_true(pty_wait_row(pty, 23, WAITS));
    store_close(store);
    assert_true(pty_wait_gone(pty, WAITS));
    assert_true(pty_wait(pty, "Favourite changed"));
    pty_key(pty, "1"); // after both
    assert_true(pty_wait(pty, "Today"));
    assert_says(&scene, "--json find is:favourite --count", "\"total\":2");
    pty_close(pty);
    scene_must(&scene, PROGRAM, "check-db");
    scene_free(&scene);
}

static void test_interface_gives_up(void **state)
{
    (void)state;
    Scene scene = scene_with_people();
    Pty *pty = start(&scene);
    Store *store = hold(&scene);
    pty_key(pty, "*");
    assert_true(pty_wait(pty, WAITS));
    pty_key(pty, "Esc");
    assert_true(pty_wait(pty, "nothing was changed"));
    pty_key(pty, "*");
    assert_true(pty_wait(pty, WAITS));
    pty_hangup(pty); // the window is closed: nobody waits any more
    assert_true(pty_exits_with(pty, 0));
    store_close(store);
    assert_says(&scene, "--json find is:favourite --count", "\"total\":0");
    pty_close(pty);
    scene_free(&scene);
}

static Pty *command(const Scene *scene, const char *name)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM, (char *)(uintptr_t) "--db", scene->db,
                    (char *)(uintptr_t) "add",  (char *)(uintptr_t)name,    NULL};
    return pty_spawn(24, 100, argv, NULL);
}

// The command line says that it waits, goes on by itself, and gives up after five seconds.
static void test_command_waits(void **state)
{
    (void)state;
    Scene scene = scene_with_people();
    Store *store = hold(&scene);
    Pty *patient = command(&scene, "Ada Byron");
    assert_true(pty_wait(patient, WAITS));
    store_rollback(store);
    assert_true(pty_exits_with(patient, 0));
    Error err = {0};
    assert_true(store_begin(store, "elsewhere", &err));
    Pty *refused = command(&scene, "Bo Nobody");
    assert_true(pty_exits_with(refused, 4));
    assert_true(pty_shows(refused, "still writing; nothing was changed"));
    store_close(store);
    assert_says(&scene, "find Ada", "Byron");
    pty_close(patient);
    pty_close(refused);
    scene_free(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_and_search), cmocka_unit_test(test_the_same_draft),
        cmocka_unit_test(test_the_same_form),    cmocka_unit_test(test_forms_of_other_fields),
        cmocka_unit_test(test_interface_waits),  cmocka_unit_test(test_interface_gives_up),
        cmocka_unit_test(test_command_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
