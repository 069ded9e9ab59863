// SPDX-License-Identifier: MIT
// kill -9 of the real interface on a pseudo-terminal while it works, before a random system call or after a
// random part of half the time that a life takes. What the screen had acknowledged is in the file, what was
// under way is there or not, the file is sound, and the next start is an ordinary one.
#include "support/check.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/mem.h"
#include "rapport/base/vec.h"
#include "support/fault_counts.h"
#include "support/pty.h"
#include "support/random.h"
#include "support/scene.h"
#include "support/world.h"

#define PROGRAM TEST_BINARY "/tests/rapport_failing"

enum { CUT_KILLS = 40, FULL_KILLS = 10000, LIVES = 20, DEEDS_A_LIFE = 12, CALLS = 700 };

// What a person does: the keys up to the point where the screen shows the token, and those that order it. It
// is done when what was asked for is gone and the screen says so (messages stay for a while: they alone
// prove nothing).
typedef struct Wish {
    const char *name, *open, *text, *order, *gone, *told, *sql;
    bool pushed; // leads away from the list: 2 leads back
    bool undoable;
} Wish;

static const Wish WISHES[] = {
    {"note", "i n", "note%ld", "Enter", "Note on", "undo", "SELECT count(*) FROM interaction WHERE text = ?",
     false, true},
    {"follow-up", "f 1", "task%ld", "Enter", "Follow up with", "undo",
     "SELECT count(*) FROM followup WHERE text = ?", false, true},
    {"tag", "#", "tag%ld", "Enter", "Tags (", "undo",
     "SELECT count(*) FROM contact_tag JOIN tag ON tag.id = tag WHERE name = ?", false, true},
    {"add", "a", "Given%ld", "Enter", "Add somebody", "undo", "SELECT count(*) FROM contact WHERE name = ?",
     false, true},
    {"draft", "c Enter", "draft%ld", "Esc", "Drafts ›", "",
     "SELECT count(*) FROM draft_text WHERE text || ' ' GLOB '*' || ? || '[^0-9]*'", true, false},
    {"import", ":", "import person%ld.csv", "Enter", ":import", "1 new",
     "SELECT count(*) FROM contact WHERE name = ?", true, false},
};

typedef enum Fact { FACT_ABSENT, FACT_PRESENT, FACT_UNKNOWN } Fact;

typedef struct Told {
    const Wish *wish;
    char *token;
    Fact fact;
} Told;

typedef struct Play {
    Scene scene;
    Random random;
    VEC(Told) told;
    Pty *pty;
    int64_t death;    // when it is killed from outside, in pty_now_us; 0: it is killed at a call
    int64_t lifetime; // of a life that came to its end, in us; they differ by the machine
    long token, kills, acknowledged, lost;
} Play;

// ---- the screen

// Until the screen says so; false: it died.
static bool alive_until(Play *play, bool (*said)(Pty *pty, const char *text), const char *text)
{
    int64_t deadline = pty_deadline();
    while (!said(play->pty, text)) {
        if (play->death != 0 && pty_now_us() >= play->death)
            pty_signal(play->pty, SIGKILL);
        bool came = pty_pump(play->pty, 2);
        if (!came && pty_ended(play->pty)) {
            while (pty_pump(play->pty, 0)) // its last words
                continue;
            return said(play->pty, text);
        }
        if (pty_now_us() > deadline) {
            pty_print(play->pty);
            fail_msg("%s: waited in vain for: %s",
                     play->told.count > 0 ? play->told.items[play->told.count - 1].token : "start", text);
        }
    }
    return true;
}

static bool shows(Pty *pty, const char *text)
{
    return pty_shows(pty, text);
}

static bool hides(Pty *pty, const char *text)
{
    return !pty_shows(pty, text);
}

static bool last_row_shows(Pty *pty, const char *text)
{
    char *row = pty_row(pty, pty_rows(pty) - 1);
    bool found = strstr(row, text) != NULL;
    free(row);
    return found;
}

// ---- a life

static void put_person(Play *play, const char *token)
{
    Str csv = STR_INIT;
    char *name = str_format("%s.csv", token);
    str_appendf(&csv, "First Name,Last Name,Company\n%s,,Globex\n", token);
    assert_true(scene_put(&play->scene, name, &csv));
    free(name);
    str_clear(&csv);
}

// True: it was done and told. The token's fact is what is known at the end.
static bool order(Play *play, const Wish *wish)
{
    char *text = str_format(wish->text, ++play->token); // NOLINT: the table's own
    const char *blank = strrchr(text, ' ');
    char *token = mem_strdup(blank != NULL ? blank + 1 : text);
    if (str_ends(token, ".csv")) {
        token[strlen(token) - strlen(".csv")] = '\0';
        put_person(play, token);
    }
    vec_push(&play->told, ((Told){wish, token, FACT_ABSENT}));
    Told *told = &play->told.items[play->told.count - 1];
    pty_key(play->pty, wish->open);
    if (str_equal(wish->name, "draft"))
        told->fact = FACT_UNKNOWN; // saved by itself while it is typed, perhaps before it is seen
    pty_type(play->pty, text);
    free(text);
    if (!alive_until(play, shows, token))
        return false;
    told->fact = FACT_UNKNOWN;
    pty_key(play->pty, wish->order); // Esc alone: with a key behind it, it would be Meta
    if (!alive_until(play, hides, wish->gone) || !alive_until(play, shows, wish->told))
        return false;
    told->fact = FACT_PRESENT;
    play->acknowledged++;
    if (str_equal(wish->name, "import")) {
        pty_key(play->pty, "Esc");
        if (!alive_until(play, hides, "Imported"))
            return false;
    }
    if (wish->pushed)
        pty_key(play->pty, "2");
    return true;
}

static bool take_back(Play *play)
{
    Told *told = &play->told.items[play->told.count - 1];
    told->fact = FACT_UNKNOWN;
    pty_key(play->pty, "u");
    if (!alive_until(play, last_row_shows, "Undone"))
        return false;
    told->fact = FACT_ABSENT;
    play->acknowledged++;
    return true;
}

static void live(Play *play)
{
    const Wish *last = NULL;
    if (!alive_until(play, shows, "Contacts "))
        return;
    pty_key(play->pty, "2");
    for (int i = 0; i < DEEDS_A_LIFE; i++) {
        bool undo = last != NULL && last->undoable && random_below(&play->random, 3) == 0;
        const Wish *wish = &WISHES[random_below(&play->random, COUNT(WISHES))];
        if (!(undo ? take_back(play) : order(play, wish)))
            return;
        last = undo ? NULL : wish;
    }
}

// ---- the verdict

static long count_of(sqlite3 *db, const Told *told)
{
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, told->wish->sql, -1, &stmt, NULL), SQLITE_OK);
    sqlite3_bind_text(stmt, 1, told->token, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    long count = (long)sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return count;
}

static void check_file(Play *play)
{
    Error err = {0};
    App *app = NULL;
    if (!world_open(play->scene.db, NULL, 9, 0, &app, &err))
        fail_msg("does not open again: %s", err.message);
    char *findings = world_findings(app);
    if (*findings != '\0')
        fail_msg("after a kill: %s", findings);
    free(findings);
    app_close(app);
}

static void check_told(Play *play)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(play->scene.db, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    for (size_t i = 0; i < play->told.count; i++) {
        Told *told = &play->told.items[i];
        long count = count_of(db, told);
        Fact fact = count > 0 ? FACT_PRESENT : FACT_ABSENT;
        if (count > 1 || (told->fact != FACT_UNKNOWN && fact != told->fact)) {
            pty_print(play->pty);
            fail_msg("%s %s: %ld in the file, told otherwise on the screen", told->wish->name, told->token,
                     count);
        }
        told->fact = fact;
    }
    sqlite3_close(db);
}

static void run_life(Play *play)
{
    char *argv[] = {(char *)(uintptr_t)PROGRAM,  (char *)(uintptr_t) "--db",   play->scene.db,
                    (char *)(uintptr_t) "--now", (char *)(uintptr_t)SCENE_NOW, NULL};
    bool whole = play->lifetime == 0, at_call = !whole && random_below(&play->random, 2) == 0;
    char *wish = str_format("RAPPORT_FAILING=kill:%zu", at_call ? 1 + random_below(&play->random, CALLS) : 0);
    char *home = str_format("HOME=%s", play->scene.folder);
    const char *const env[] = {home, wish, "ASAN_OPTIONS=detect_leaks=0", NULL};
    assert_int_equal(chdir(play->scene.folder), 0);
    int64_t born = pty_now_us();
    play->death =
        whole || at_call ? 0 : born + (int64_t)random_below(&play->random, (size_t)play->lifetime / 2);
    play->pty = pty_spawn(30, 100, argv, env);
    live(play);
    if (whole)
        play->lifetime = pty_now_us() - born;
    pty_signal(play->pty, SIGKILL);
    play->kills++;
    check_file(play);
    check_told(play);
    pty_close(play->pty);
    free(wish);
    free(home);
}

static void begin(Play *play)
{
    static const char *const words[] = {"edit me name=Robin",
                                        "add 'Maya Lindqvist @ Kestrel, maya@kestrel.example'",
                                        "add 'Tom Reilly @ Interlark, tom@interlark.example'"};
    scene_clean(&play->scene);
    for (size_t i = 0; i < COUNT(words); i++)
        scene_must(&play->scene, PROGRAM, words[i]);
    for (size_t i = 0; i < play->told.count; i++)
        free(play->told.items[i].token);
    play->told.count = 0;
}

static void test_killed(void **state)
{
    (void)state;
    Play play = {.scene = scene_new(), .random = random_start(1)};
    long kills = fault_count(CUT_KILLS, FULL_KILLS);
    while (play.kills < kills) {
        if (play.kills % LIVES == 0)
            begin(&play);
        run_life(&play);
    }
    fault_report(play.kills, "kills of the interface", "%ld changes acknowledged on the screen, 0 lost",
                 play.acknowledged);
    assert_true(play.acknowledged > play.kills / 2);
    begin(&play);
    vec_clear(&play.told);
    assert_int_equal(chdir("/"), 0);
    scene_free(&play.scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_killed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
