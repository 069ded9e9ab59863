// SPDX-License-Identifier: MIT
// The tables of commands as a whole: every key can be typed, no two commands fight for one, a letter means
// the same wherever it exists, every row can be shown, and a binding of one's own wins.
#include "support/check.h"

#include <ctype.h>
#include <string.h>

#include "frame.h"
#include "rapport/base/str.h"

enum { DEFAULTS_MOST = 512, KEY_TEXT = 48 };

// One default key of one command.
typedef struct Default {
    const Command *command;
    char text[KEY_TEXT];
    Key keys[SEQUENCE_MOST];
    int count;
} Default;

typedef struct Defaults {
    Default rows[DEFAULTS_MOST];
    size_t count;
} Defaults;

static void add_default(Defaults *all, const Command *command, const char *text, size_t length)
{
    assert_true(all->count < DEFAULTS_MOST && length < KEY_TEXT);
    Default *row = &all->rows[all->count++];
    memcpy(row->text, text, length);
    row->text[length] = '\0';
    row->command = command;
    row->count = keys_parse(row->text, row->keys, SEQUENCE_MOST);
    if (row->count == 0)
        fail_msg("%s: \"%s\" is no key", command->name, row->text);
}

static Defaults *defaults(void)
{
    static Defaults all;
    if (all.count > 0)
        return &all;
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        for (const char *at = command->keys; at != NULL && *at != '\0';) {
            const char *end = strstr(at, "  ");
            add_default(&all, command, at, end != NULL ? (size_t)(end - at) : strlen(at));
            at = end != NULL ? end + 2 : NULL;
        }
    }
    return &all;
}

static const ViewKind *const VIEWS[] = {&VIEW_TODAY,    &VIEW_CONTACTS,  &VIEW_DRAFTS,
                                        &VIEW_CALENDAR, &VIEW_COMPANIES, &VIEW_TEMPLATES,
                                        &VIEW_EDITOR,   &VIEW_REVIEW,    &VIEW_MEETINGS};

static unsigned narrowest(unsigned scopes)
{
    unsigned top = 0;
    for (unsigned bit = 1; bit != 0 && bit <= scopes; bit <<= 1)
        if (scopes & bit)
            top = bit;
    return top;
}

static int common_keys(const Default *a, const Default *b)
{
    int same = 0;
    while (same < a->count && same < b->count && key_equal(a->keys[same], b->keys[same]))
        same++;
    return same;
}

// ---- every key can be typed

static void test_keys_parse(void **state)
{
    (void)state;
    assert_true(defaults()->count > 60);
}

// ---- no two commands fight for a key where both are active

static void check_pair(const PaneKind *pane, const Default *a, const Default *b)
{
    unsigned scopes = pane->scopes | SCOPE_GLOBAL;
    unsigned a_here = a->command->scope & scopes, b_here = b->command->scope & scopes;
    if (a_here == 0 || b_here == 0 || a->command == b->command)
        return;
    int same = common_keys(a, b);
    if (same == a->count && same == b->count && narrowest(a_here) == narrowest(b_here))
        fail_msg("in %s \"%s\" is both %s and %s", pane->name, a->text, a->command->name, b->command->name);
    // A key that is a command of its own can never begin a longer one.
    if (same == a->count && a->count < b->count)
        fail_msg("in %s \"%s\" (%s) hides \"%s\" (%s)", pane->name, a->text, a->command->name, b->text,
                 b->command->name);
}

static void test_no_clash(void **state)
{
    (void)state;
    const Defaults *all = defaults();
    for (size_t v = 0; v < COUNT(VIEWS); v++)
        for (int p = 0; p < VIEW_PANES && VIEWS[v]->panes[p] != NULL; p++)
            for (size_t i = 0; i < all->count; i++)
                for (size_t j = 0; j < all->count; j++)
                    check_pair(VIEWS[v]->panes[p], &all->rows[i], &all->rows[j]);
}

// The tables alone: the same keys twice in the same scope would silently replace one another.
static void test_no_key_twice(void **state)
{
    (void)state;
    const Defaults *all = defaults();
    for (size_t i = 0; i < all->count; i++)
        for (size_t j = i + 1; j < all->count; j++) {
            const Default *a = &all->rows[i], *b = &all->rows[j];
            if ((a->command->scope & b->command->scope) != 0 && a->count == b->count &&
                common_keys(a, b) == a->count && narrowest(a->command->scope) == narrowest(b->command->scope))
                fail_msg("\"%s\" is both %s and %s", a->text, a->command->name, b->command->name);
        }
}

// ---- a letter means the same wherever it exists

// What a narrower scope may make of a letter of things: the same act on its own kind of thing.
static const struct {
    const char *key, *summary;
} SAME_ACT[] = {
    {"Enter", "*"},                       // opens what is there
    {"x", "sent"},                        // done, in drafts: mark sent
    {"x", "mark sent"},  {"r", "repeat"}, // repeat, rhythm
    {"r", "the series"},                  // what repeats
};

static bool same_act(const Default *thing, const Default *other)
{
    if (strcmp(thing->command->name, other->command->name) == 0 ||
        strncmp(thing->command->summary, other->command->summary, strlen(thing->command->summary)) == 0 ||
        strstr(other->command->name, thing->command->name) != NULL)
        return true;
    for (size_t i = 0; i < COUNT(SAME_ACT); i++)
        if (strcmp(SAME_ACT[i].key, thing->text) == 0 &&
            (*SAME_ACT[i].summary == '*' || strcmp(SAME_ACT[i].summary, other->command->summary) == 0))
            return true;
    return false;
}

static void test_letters_of_things_mean_one_act(void **state)
{
    (void)state;
    const Defaults *all = defaults();
    for (size_t i = 0; i < all->count; i++)
        for (size_t j = 0; j < all->count; j++) {
            const Default *thing = &all->rows[i], *other = &all->rows[j];
            if (thing->command->scope == SCOPE_THING && other->command->scope != SCOPE_THING &&
                other->command->scope != SCOPE_EDITOR && thing->count == other->count &&
                common_keys(thing, other) == thing->count && !same_act(thing, other))
                fail_msg("\"%s\" is %s, but also %s", thing->text, thing->command->name,
                         other->command->name);
        }
}

// ---- every row can be shown

static bool sentence(const char *text)
{
    size_t length = text != NULL ? strlen(text) : 0;
    return length > 0 && text[length - 1] != '.' && text[length - 1] != ' ' && text[0] != ' ';
}

static void test_rows_are_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count(); i++) {
        const Command *command = command_at(i);
        if (command->name == NULL || strchr(command->name, ' ') != NULL || isupper(command->name[0]))
            fail_msg("row %zu has no name that can be typed", i);
        if (!sentence(command->summary) || strlen(command->summary) > 18)
            fail_msg("%s: the summary is two or three words without a full stop", command->name);
        if (!sentence(command->help) || isupper((unsigned char)command->help[1]))
            fail_msg("%s: the help is a sentence without a full stop", command->name);
        if (command->scope == 0 || command->run == NULL)
            fail_msg("%s: has no scope or does nothing", command->name);
        if (command->example != NULL && !str_starts(command->example + 1, command->name))
            fail_msg("%s: the example shows something else: %s", command->name, command->example);
        for (size_t j = 0; j < i; j++)
            if (strcmp(command_at(j)->name, command->name) == 0)
                fail_msg("%s is there twice", command->name);
    }
}

// ---- twins of Meta

static void test_meta_has_a_twin(void **state)
{
    (void)state;
    Tui tui = {0};
    keymap_build(&tui);
    for (size_t i = 0; i < defaults()->count; i++) {
        const Default *row = &defaults()->rows[i];
        if (row->count != 1 || (row->keys[0].mods & MOD_ALT) == 0)
            continue;
        bool sent = row->keys[0].code == K_ENTER; // "C-g s": mark sent
        Key twin[2] = {{'g', MOD_CTRL}, {sent ? 's' : row->keys[0].code, 0}};
        const Command *found = NULL;
        if (keymap_find(&tui, row->command->scope, twin, 2, &found) != KEYMAP_FOUND || found != row->command)
            fail_msg("%s: %s has no C-g twin", row->command->name, row->text);
    }
    vec_clear(&tui.bindings);
}

static void run_nothing(Tui *tui, const Selection *selection, const char *args)
{
    (void)tui, (void)selection, (void)args;
}

static const Command ONE = {.name = "one", .scope = SCOPE_CONTACTS, .summary = "one", .run = run_nothing};
static const Command TWO = {.name = "two", .scope = SCOPE_GLOBAL, .summary = "two", .run = run_nothing};

// ---- finding

static const Command *find(const Tui *tui, unsigned scopes, const char *text, KeymapAnswer *answer)
{
    Key keys[SEQUENCE_MOST];
    const Command *command = NULL;
    int count = keys_parse(text, keys, SEQUENCE_MOST);
    assert_true(count > 0);
    *answer = keymap_find(tui, scopes, keys, count, &command);
    return command;
}

static void test_the_narrow_scope_wins(void **state)
{
    (void)state;
    Tui tui = {0};
    KeymapAnswer answer;
    assert_true(keymap_bind(&tui, SCOPE_CONTACTS, "X", &ONE));
    assert_true(keymap_bind(&tui, SCOPE_GLOBAL, "X", &TWO));
    assert_ptr_equal(find(&tui, SCOPE_CONTACTS | SCOPE_GLOBAL, "X", &answer), &ONE);
    assert_ptr_equal(find(&tui, SCOPE_CALENDAR | SCOPE_GLOBAL, "X", &answer), &TWO);
    assert_int_equal(answer, KEYMAP_FOUND);
    vec_clear(&tui.bindings);
}

static void test_sequences(void **state)
{
    (void)state;
    Tui tui = {0};
    KeymapAnswer answer;
    char shown[32];
    assert_true(keymap_bind(&tui, SCOPE_GLOBAL, "g d", &ONE));
    find(&tui, SCOPE_GLOBAL, "g", &answer);
    assert_int_equal(answer, KEYMAP_MORE);
    assert_ptr_equal(find(&tui, SCOPE_GLOBAL, "g d", &answer), &ONE);
    find(&tui, SCOPE_GLOBAL, "g x", &answer);
    assert_int_equal(answer, KEYMAP_NOTHING);
    find(&tui, SCOPE_CALENDAR, "g", &answer);
    assert_int_equal(answer, KEYMAP_NOTHING);
    assert_string_equal(command_keys(&tui, &ONE, shown, sizeof shown), "gd");
    assert_string_equal(command_keys(&tui, &TWO, shown, sizeof shown), "");
    vec_clear(&tui.bindings);
}

static void test_binding_replaces(void **state)
{
    (void)state;
    Tui tui = {0};
    KeymapAnswer answer;
    assert_true(keymap_bind(&tui, SCOPE_GLOBAL, "X", &ONE));
    assert_true(keymap_bind(&tui, SCOPE_GLOBAL, "X", &TWO));
    assert_ptr_equal(find(&tui, SCOPE_GLOBAL, "X", &answer), &TWO);
    assert_int_equal(tui.bindings.count, 1);
    assert_false(keymap_bind(&tui, SCOPE_GLOBAL, "C-Enter", &ONE)); // no terminal can send it
    assert_false(keymap_bind(&tui, SCOPE_GLOBAL, "", &ONE));
    assert_int_equal(tui.bindings.count, 1);
    vec_clear(&tui.bindings);
}

static void test_command_find(void **state)
{
    (void)state;
    const Command *quit = command_find("quit", 4);
    assert_non_null(quit);
    assert_string_equal(quit->name, "quit");
    assert_null(command_find("qui", 3));
    assert_null(command_find("quits", 5));
    assert_null(command_find("", 0));
    assert_null(command_at(command_count()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_parse),
        cmocka_unit_test(test_no_clash),
        cmocka_unit_test(test_no_key_twice),
        cmocka_unit_test(test_letters_of_things_mean_one_act),
        cmocka_unit_test(test_rows_are_whole),
        cmocka_unit_test(test_meta_has_a_twin),
        cmocka_unit_test(test_the_narrow_scope_wins),
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_binding_replaces),
        cmocka_unit_test(test_command_find),
    };
    return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
