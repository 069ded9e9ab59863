// SPDX-License-Identifier: MIT
// Imports: people, three-way merges, messages, whose archive it is, and that nothing is left behind.
#include "fixture.h"

#include <dirent.h>

#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/views.h"
#include "rapport/store/bulk.h"
#include "rapport/store/imports.h"
#include "rapport/store/interactions.h"
#include "rapport/store/search.h"
#include "rapport/store/settings.h"

typedef struct World {
    char *folder;
    App *app;
} World;

static void start(World *world)
{
    world->folder = fixture_folder();
    world->app = fixture_open(":memory:", 5);
}

static void stop(World *world)
{
    app_close(world->app);
    fixture_remove(world->folder);
}

static ImportReport import_with(World *world, const ImportRequest *how)
{
    ImportRequest request = *how;
    const char *paths[] = {world->folder};
    if (request.paths == NULL) {
        request.paths = paths;
        request.path_count = 1;
    }
    ImportReport report;
    FINE(app_import(world->app, &request, &report, err));
    for (size_t i = 0; i < report.files.count; i++) {
        const ImportFile *file = &report.files.items[i];
        assert_int_equal(file->rows, file->created + file->updated + file->unchanged + file->hidden +
                                         file->duplicates + file->rejected);
    }
    return report;
}

static ImportReport import(World *world)
{
    return import_with(world, &(ImportRequest){0});
}

static void import_quietly(World *world)
{
    ImportReport report = import(world);
    import_report_clear(&report);
}

static int64_t person(World *world, const char *name)
{
    ContactIds ids = {0};
    FINE(store_contact_resolve(world->app->store, name, false, &ids, err));
    int64_t id = ids.count == 1 ? ids.items[0] : 0;
    vec_clear(&ids);
    return id;
}

static Contact read_contact(World *world, const char *name)
{
    Contact contact;
    contact_init(&contact);
    int64_t id = person(world, name);
    if (id == 0)
        fail_msg("%s is not there", name);
    FINE(store_contact_get(world->app->store, id, true, &contact, err));
    return contact;
}

static size_t history_length(World *world)
{
    JournalStep steps[50];
    return store_history(world->app->store, 0, steps, 0, 50);
}

static size_t import_count(World *world)
{
    ImportRows rows = {0};
    FINE(store_imports(world->app->store, &rows, err));
    size_t count = rows.count;
    store_imports_clear(&rows);
    return count;
}

static void no_finding(void *self, const char *finding)
{
    (void)self;
    fail_msg("%s", finding);
}

static void check_sound(World *world)
{
    Error err = {0};
    assert_int_equal(store_check(world->app->store, no_finding, NULL, &err), 0);
}

#define HEADER "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
static const char CONNECTIONS[] =
    "Notes:\n\"Some addresses are missing, as members wish.\"\n\n" HEADER
    "Ada,Byron,https://www.linkedin.com/in/ada-byron,ada@acme.example,Acme,Engineer,02 Jan 2024\n"
    "Bo,Lindqvist,https://www.linkedin.com/in/bo-lindqvist,,Northwind AB,Director,15 Dec 2023\n"
    ",,,,,,07 Jun 2026\n"
    "Chi,王,https://www.linkedin.com/in/%E7%8E%8B-chi,,,Painter,28 Feb 2022\n"
    "Ada,Byron,https://www.linkedin.com/in/ada-byron,ada@acme.example,Acme,Engineer,02 Jan 2024\n";

static void test_connections(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    ImportReport report = import(&world);
    assert_int_equal(report.files.count, 1);
    const ImportFile *file = &report.files.items[0];
    assert_string_equal(file->format, "linkedin-connections");
    assert_int_equal(file->rows, 5);
    assert_int_equal(file->created, 3);
    assert_int_equal(file->hidden, 1);
    assert_int_equal(file->duplicates, 1);
    assert_true(report.id > 0);
    import_report_clear(&report);
    Contact ada = read_contact(&world, "Ada Byron");
    assert_false(ada.active);
    assert_int_equal(ada.degree, 1);
    assert_int_equal(ada.met_day, CIVIL_NONE);
    assert_string_equal(contact_reach(&ada, REACH_EMAIL), "ada@acme.example");
    assert_string_equal(contact_reach(&ada, REACH_LINK), "https://www.linkedin.com/in/ada-byron");
    const ContactRole *role = contact_role(&ada, ORGANISATION_COMPANY);
    assert_string_equal(role->name, "Acme");
    assert_string_equal(role->title, "Engineer");
    contact_clear(&ada);
    Contact chi = read_contact(&world, "Chi 王");
    assert_string_equal(chi.headline, "Painter");
    contact_clear(&chi);
    assert_int_equal(store_contact_count(world.app->store), 3);
    check_sound(&world);
    stop(&world);
}

static void test_twice_is_once(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    import_quietly(&world);
    size_t history = history_length(&world);
    ImportReport report = import(&world);
    assert_int_equal(report.id, 0);
    assert_int_equal(report.files.items[0].unchanged, 4);
    assert_int_equal(report.files.items[0].created + report.files.items[0].updated, 0);
    import_report_clear(&report);
    assert_int_equal(history_length(&world), history);
    assert_int_equal(import_count(&world), 1);
    stop(&world);
}

static void test_dry_run_changes_nothing(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    ImportReport report = import_with(&world, &(ImportRequest){.dry_run = true});
    assert_int_equal(report.files.items[0].created, 3);
    assert_int_equal(report.id, 0);
    import_report_clear(&report);
    assert_int_equal(store_contact_count(world.app->store), 0);
    assert_int_equal(import_count(&world), 0);
    assert_int_equal(history_length(&world), 0);
    stop(&world);
}

static void edit(World *world, const char *name, const char *assignment)
{
    FieldEdit change = {0};
    FINE(field_edit_parse(assignment, &change, err));
    int64_t id = person(world, name);
    FINE(app_edit(world->app, &id, 1, 0, &change, 1, err));
}

static void test_untouched_follows_edited_stays(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    import_quietly(&world);
    edit(&world, "Bo Lindqvist", "name=Bosse Lindqvist");
    fixture_file(world.folder, "Connections.csv",
                 HEADER
                 "Ada,King,https://www.linkedin.com/in/ada-byron,ada@king.example,Quux Ltd,Head,02 Jan 2024\n"
                 "Bo,Lind,https://www.linkedin.com/in/bo-lindqvist,,Northwind AB,Director,15 Dec 2023\n");
    ImportReport report = import(&world);
    assert_int_equal(report.files.items[0].updated, 1);
    assert_int_equal(report.files.items[0].unchanged, 1);
    assert_int_equal(report.job_changes.count, 1);
    assert_string_equal(report.job_changes.items[0].from, "Engineer, Acme");
    assert_string_equal(report.job_changes.items[0].to, "Head, Quux Ltd");
    import_report_clear(&report);
    Contact ada = read_contact(&world, "Ada King");
    assert_string_equal(ada.family, "King");
    assert_int_equal(ada.roles.count, 2);
    assert_string_equal(contact_role(&ada, ORGANISATION_COMPANY)->name, "Quux Ltd");
    assert_false(ada.roles.items[1].current);
    assert_int_equal(ada.reaches.count, 3);
    contact_clear(&ada);
    assert_int_not_equal(person(&world, "Bosse Lindqvist"), 0);
    // And taken back: everything is as it was.
    JournalStep step;
    FINE(app_undo(world.app, false, &step, err));
    ada = read_contact(&world, "Ada Byron");
    assert_string_equal(contact_role(&ada, ORGANISATION_COMPANY)->name, "Acme");
    assert_true(contact_role(&ada, ORGANISATION_COMPANY)->current);
    assert_int_equal(ada.roles.count, 1);
    assert_int_equal(ada.reaches.count, 2);
    contact_clear(&ada);
    check_sound(&world);
    stop(&world);
}

static void test_trashed_stay_trashed(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    import_quietly(&world);
    int64_t ada = person(&world, "Ada Byron");
    FINE(app_trash(world.app, &ada, 1, err));
    fixture_file(world.folder, "Connections.csv",
                 HEADER "Ada,King,https://www.linkedin.com/in/ada-byron,,Quux Ltd,Head,02 Jan 2024\n");
    ImportReport report = import(&world);
    assert_int_equal(report.files.items[0].unchanged, 1);
    import_report_clear(&report);
    assert_int_equal(person(&world, "Ada Byron"), 0);
    assert_int_equal(person(&world, "Ada King"), 0);
    stop(&world);
}

static void test_undo_takes_all_back(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    import_quietly(&world);
    JournalStep step;
    FINE(app_undo(world.app, false, &step, err));
    assert_true(step.is_import);
    assert_int_equal(store_contact_count(world.app->store), 0);
    check_sound(&world);
    // And it can be imported again.
    ImportReport report = import(&world);
    assert_int_equal(report.files.items[0].created, 3);
    import_report_clear(&report);
    stop(&world);
}

// An earlier import, with something done and somebody added since: its changes go back, the rest stays.
static void test_undo_of_an_earlier_import(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    import_quietly(&world);
    fixture_file(world.folder, "Connections.csv",
                 HEADER "Ada,Byron,https://www.linkedin.com/in/ada-byron,,Quux Ltd,Head,02 Jan 2024\n");
    import_quietly(&world);
    AddResult added;
    FINE(app_add(world.app, "Sam Okafor @ Quux Ltd", &added, err));
    add_result_clear(&added);
    FINE(app_import_undo(world.app, 2, err));
    Contact ada = read_contact(&world, "Ada Byron");
    assert_string_equal(contact_role(&ada, ORGANISATION_COMPANY)->name, "Acme");
    assert_true(contact_role(&ada, ORGANISATION_COMPANY)->current);
    assert_int_equal(ada.roles.count, 1);
    contact_clear(&ada);
    assert_int_not_equal(person(&world, "Sam Okafor"), 0);
    assert_false(app_import_undo(world.app, 2, NULL));
    check_sound(&world);
    stop(&world);
}

// Who I am goes as well when only the import said so, and nothing of it stands in the way of other steps.
static void test_undo_forgets_me(void **state)
{
    (void)state;
    World world;
    start(&world);
    AddResult added;
    FINE(app_add(world.app, "Sam Okafor @ Acme", &added, err));
    add_result_clear(&added);
    fixture_file(world.folder, "Profile.csv",
                 "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo "
                 "Location,Twitter Handles,Websites,Instant Messengers\nMia,Moss,,,,Student,,,,,,,\n");
    fixture_file(world.folder, "Positions.csv",
                 "Company Name,Title,Description,Location,Started On,Finished On\nAcme,Intern,,,Jun 2023,\n");
    import_quietly(&world);
    assert_int_not_equal(store_me(world.app->store), 0);
    JournalStep step;
    FINE(app_undo(world.app, false, &step, err));
    assert_int_equal(store_me(world.app->store), 0);
    FINE(app_undo(world.app, false, &step, err));
    assert_int_equal(store_contact_count(world.app->store), 0);
    check_sound(&world);
    stop(&world);
}

static void test_somebody_known_is_filled_in(void **state)
{
    (void)state;
    static const char *const LINES[] = {"Ada Byron ada@acme.example", "Ada Byron linkedin.com/in/ada-byron"};
    for (size_t i = 0; i < COUNT(LINES); i++) {
        World world;
        start(&world);
        AddResult added;
        FINE(app_add(world.app, LINES[i], &added, err));
        add_result_clear(&added);
        fixture_file(world.folder, "Connections.csv", CONNECTIONS);
        ImportReport report = import(&world);
        assert_int_equal(report.files.items[0].created, 2);
        assert_int_equal(report.files.items[0].updated, 1);
        import_report_clear(&report);
        Contact ada = read_contact(&world, "Ada Byron");
        assert_true(ada.active);
        assert_int_equal(ada.degree, 1);
        assert_int_equal(ada.reaches.count, 2);
        contact_clear(&ada);
        JournalStep step;
        FINE(app_undo(world.app, false, &step, err));
        ada = read_contact(&world, "Ada Byron");
        assert_int_equal(ada.reaches.count, 1);
        assert_int_equal(ada.degree, -1);
        contact_clear(&ada);
        stop(&world);
    }
}

static void test_profiles_came_later(void **state)
{
    (void)state;
    static const char OLD[] = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
                              "Ada,Byron,,Acme,Engineer,02 Jan 2024\n";
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", OLD);
    import_quietly(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    import_quietly(&world);
    assert_int_equal(store_contact_count(world.app->store), 3);
    fixture_file(world.folder, "Connections.csv", OLD);
    import_quietly(&world);
    assert_int_equal(store_contact_count(world.app->store), 3);
    stop(&world);
}

static void test_activate(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    import_quietly(&world);
    ImportReport report = import_with(&world, &(ImportRequest){.activate = true});
    import_report_clear(&report);
    Contact ada = read_contact(&world, "Ada Byron");
    assert_true(ada.active);
    contact_clear(&ada);
    check_sound(&world);
    stop(&world);
}

// ---- messages

#define ME "https://www.linkedin.com/in/robin-alder"
#define ADA "https://www.linkedin.com/in/ada-byron"
#define ZED "https://www.linkedin.com/in/zed-new"
static const char MESSAGES[] =
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE "
    "URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    "c1,,Robin Alder," ME ",Ada Byron," ADA ",2026-11-10 10:00:00 UTC,,May I ask you something?,INBOX\n"
    "c2,,Zed New," ZED ",Robin Alder," ME ",2026-11-20 08:00:00 UTC,,Can we talk?,INBOX\n"
    "c3,,Spam House,,Robin Alder," ME ",2026-11-20 09:00:00 UTC,,Buy!,SPAM\n"
    "c4,,Robin Alder," ME ",\"Ada Byron, Zed New\",\"" ADA "," ZED
    "\",2026-10-20 09:00:00 UTC,,Hello both,INBOX\n";
static const char INVITATIONS[] =
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    "Robin Alder,Pia Pending,\"11/20/26, 3:43 PM\",,OUTGOING," ME ",https://www.linkedin.com/in/pia-pending\n"
    "Robin Alder,Ada Byron,\"1/1/24, 3:43 PM\",,OUTGOING," ME "," ADA "\n"
    "Kim Kind,Robin Alder,\"11/21/26, 8:00 AM\",Let us connect,INCOMING,"
    "https://www.linkedin.com/in/kim-kind," ME "\n";

static void archive(World *world)
{
    fixture_file(world->folder, "Connections.csv", CONNECTIONS);
    fixture_file(world->folder, "messages.csv", MESSAGES);
    fixture_file(world->folder, "Invitations.csv", INVITATIONS);
}

static bool has_row(const WaitRows *rows, const char *name)
{
    for (size_t i = 0; i < rows->count; i++)
        if (strcmp(rows->items[i].name, name) == 0)
            return true;
    return false;
}

static void test_deleted_messages_stay_away(void **state)
{
    (void)state;
    World world;
    start(&world);
    archive(&world);
    import_quietly(&world);
    Interactions timeline = {0};
    int64_t zed = person(&world, "Zed New");
    FINE(store_timeline(world.app->store, zed, 0, 0, 10, &timeline, err));
    size_t before = timeline.count;
    FINE(app_delete_interaction(world.app, timeline.items[0].id, err));
    store_interactions_clear(&timeline);
    ImportReport report = import(&world);
    assert_int_equal(report.messages + report.invitations, 0);
    import_report_clear(&report);
    FINE(store_timeline(world.app->store, zed, 0, 0, 10, &timeline, err));
    assert_int_equal(timeline.count, before - 1);
    store_interactions_clear(&timeline);
    // What is taken back is as if it had never been deleted.
    JournalStep step;
    FINE(app_undo(world.app, false, &step, err));
    import_quietly(&world);
    FINE(store_timeline(world.app->store, zed, 0, 0, 10, &timeline, err));
    assert_int_equal(timeline.count, before);
    store_interactions_clear(&timeline);
    check_sound(&world);
    stop(&world);
}

static void test_messages_reach_the_board(void **state)
{
    (void)state;
    World world;
    start(&world);
    archive(&world);
    ImportReport report = import(&world);
    assert_true(report.me_known);
    assert_int_equal(report.messages, 3);
    assert_int_equal(report.invitations, 2);
    assert_int_equal(report.rejects.count, 0);
    import_report_clear(&report);
    char *me = store_contact_name(world.app->store, store_me(world.app->store));
    assert_string_equal(me, "Robin Alder");
    free(me);
    BoardView board;
    FINE(board_load(world.app, 50, &board, err));
    assert_true(has_row(&board.owe, "Zed New"));
    assert_true(has_row(&board.owe, "Kim Kind"));
    assert_true(has_row(&board.waiting, "Ada Byron"));
    assert_true(has_row(&board.pending, "Pia Pending"));
    assert_int_equal(board.pending.count, 1);
    board_clear(&board);
    Contact zed = read_contact(&world, "Zed New");
    assert_false(zed.active);
    assert_int_equal(zed.degree, -1);
    assert_int_equal(zed.last_in_day, civil_day(2026, 11, 20));
    contact_clear(&zed);
    assert_int_equal(store_timeline_count(world.app->store, person(&world, "Ada Byron")), 2);
    check_sound(&world);
    report = import(&world);
    assert_int_equal(report.id, 0);
    import_report_clear(&report);
    JournalStep step;
    FINE(app_undo(world.app, false, &step, err));
    assert_int_equal(store_contact_count(world.app->store), 0);
    check_sound(&world);
    stop(&world);
}

static void test_message_by_hand_is_adopted(void **state)
{
    (void)state;
    World world;
    start(&world);
    AddResult added;
    FINE(app_add(world.app, "Ada Byron linkedin.com/in/ada-byron", &added, err));
    int64_t ada = added.contact;
    add_result_clear(&added);
    LogRequest log = {.kind = INTERACTION_MESSAGE,
                      .direction = DIRECTION_OUT,
                      .channel = CHANNEL_LINKEDIN,
                      .expects_answer = -1,
                      .timed = true,
                      .at = {(int64_t)civil_day(2026, 11, 11) * 86400, 0},
                      .text = "may I ask  you something?",
                      .contacts = &ada,
                      .contact_count = 1};
    StepResult result;
    FINE(app_log(world.app, &log, &result, err));
    step_result_clear(&result);
    archive(&world);
    ImportReport report = import(&world);
    assert_int_equal(report.messages, 2);
    import_report_clear(&report);
    assert_int_equal(store_timeline_count(world.app->store, ada), 2);
    JournalStep step;
    FINE(app_undo(world.app, false, &step, err));
    assert_int_equal(store_timeline_count(world.app->store, ada), 1);
    check_sound(&world);
    stop(&world);
}

// Nobody stands out: messages are refused with a sentence, people come all the same.
static void test_whose_archive(void **state)
{
    (void)state;
    static const struct {
        const char *profile, *messages;
        bool known;
    } CASES[] = {
        {NULL,
         "c,,A B,https://www.linkedin.com/in/a-b,C D,https://www.linkedin.com/in/c-d,2026-11-10 "
         "10:00:00 UTC,,x,INBOX\n",
         false},
        {"First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo "
         "Location,Twitter Handles,Websites,Instant Messengers\nC,D,,,,Painter,,,,,,,\n",
         "c,,A B,https://www.linkedin.com/in/a-b,C D,https://www.linkedin.com/in/c-d,2026-11-10 10:00:00 "
         "UTC,,x,INBOX\n"
         "c,,C D,https://www.linkedin.com/in/c-d,A B,https://www.linkedin.com/in/a-b,2026-11-11 10:00:00 "
         "UTC,,y,INBOX\n",
         true},
        {NULL,
         "c,,C D,https://www.linkedin.com/in/c-d,A B,https://www.linkedin.com/in/a-b,2026-11-10 10:00:00 "
         "UTC,,1,INBOX\n"
         "c,,C D,https://www.linkedin.com/in/c-d,E F,https://www.linkedin.com/in/e-f,2026-11-10 10:00:00 "
         "UTC,,2,INBOX\n"
         "c,,C D,https://www.linkedin.com/in/c-d,A B,https://www.linkedin.com/in/a-b,2026-11-10 10:00:00 "
         "UTC,,3,INBOX\n"
         "c,,A B,https://www.linkedin.com/in/a-b,C D,https://www.linkedin.com/in/c-d,2026-11-10 10:00:00 "
         "UTC,,4,INBOX\n",
         true},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        World world;
        start(&world);
        char *text = str_format("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT "
                                "PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n%s",
                                CASES[i].messages);
        fixture_file(world.folder, "messages.csv", text);
        free(text);
        if (CASES[i].profile != NULL)
            fixture_file(world.folder, "Profile.csv", CASES[i].profile);
        ImportReport report = import(&world);
        assert_int_equal(report.me_known, CASES[i].known);
        if (CASES[i].known) {
            assert_int_equal(report.rejects.count, 0);
            char *me = store_contact_name(world.app->store, store_me(world.app->store));
            assert_string_equal(me, "C D");
            free(me);
            assert_int_not_equal(person(&world, "A B"), 0);
        } else {
            assert_int_equal(report.rejects.count, 1);
            assert_non_null(strstr(report.rejects.items[0], "rapport edit me"));
        }
        import_report_clear(&report);
        stop(&world);
    }
}

// ---- the rest of an archive

static void test_own_files(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "Profile.csv",
                 "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo "
                 "Location,Twitter Handles,Websites,Instant Messengers\n"
                 "Robin,Alder,,,May 5,Data engineer,I count,Research,02115,Boston,,,\n");
    fixture_file(world.folder, "Positions.csv",
                 "Company Name,Title,Description,Location,Started On,Finished On\n"
                 "Tidewater Bank,Engineer,,,Jan 2024,\nJuniper Street Press,Analyst,,,2019,Dec 2023\n");
    fixture_file(world.folder, "Education.csv",
                 "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
                 "Harbour State University,2015,2017,,MSc,\n");
    fixture_file(world.folder, "Company Follows.csv",
                 "Organization,Followed On\nKestrel Robotics,Mon Jan 01 10:00:00 UTC 2024\n");
    fixture_file(world.folder, "Saved Jobs.csv",
                 "Saved Date,Job Url,Job Title,Company Name\n"
                 "1/1/24,https://www.linkedin.com/jobs/view/1,Engineer,Halcyon Games\n");
    import_quietly(&world);
    Contact me = read_contact(&world, "me");
    assert_string_equal(me.headline, "Data engineer");
    assert_int_equal(me.roles.count, 3);
    contact_clear(&me);
    OrganisationRows rows = {0};
    FINE(store_organisations(world.app->store, NULL, 0, 50, &rows, err));
    size_t targets = 0, watched = 0;
    for (size_t i = 0; i < rows.count; i++) {
        targets += rows.items[i].target;
        watched += rows.items[i].watch;
    }
    assert_int_equal(targets, 2);
    assert_int_equal(watched, 1);
    store_organisations_clear(&rows);
    ImportReport report = import(&world);
    assert_int_equal(report.id, 0);
    import_report_clear(&report);
    check_sound(&world);
    stop(&world);
}

static void test_generic_csv_remembers_its_mapping(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "people.csv",
                 "Who,Alma Mater,Shoe size\nAda Byron,Harbour State,38\nBo Lind,Nordhav,44\n");
    char *path = str_format("%s/people.csv", world.folder);
    const char *paths[] = {path}, *maps[] = {"name=Who", "school=Alma Mater"};
    ImportRequest request = {.paths = paths, .path_count = 1, .maps = maps, .map_count = 2};
    ImportReport report = import_with(&world, &request);
    assert_int_equal(report.files.items[0].created, 2);
    import_report_clear(&report);
    Contact ada = read_contact(&world, "Ada Byron");
    assert_string_equal(contact_role(&ada, ORGANISATION_SCHOOL)->name, "Harbour State");
    assert_non_null(strstr(ada.about, "Shoe size: 38"));
    contact_clear(&ada);
    fixture_file(world.folder, "people.csv", "Who,Alma Mater,Shoe size\nCy Moss,Nordhav,40\n");
    request.maps = NULL;
    request.map_count = 0;
    report = import_with(&world, &request);
    assert_int_equal(report.files.items[0].created, 1);
    import_report_clear(&report);
    assert_int_not_equal(person(&world, "Cy Moss"), 0);
    free(path);
    stop(&world);
}

static bool stop_in_writing(void *self, const ImportProgress *progress)
{
    ++*(int *)self;
    return strncmp(progress->what, "writing", 7) != 0;
}

static void test_stopping_while_writing(void **state)
{
    (void)state;
    World world;
    start(&world);
    Str text = STR_INIT;
    str_append(&text, HEADER);
    for (int i = 0; i < 300; i++)
        str_appendf(&text, "Ada,B%d,https://www.linkedin.com/in/ada-%d,,Acme,Engineer,02 Jan 2024\n", i, i);
    fixture_file(world.folder, "Connections.csv", str_get(&text));
    str_clear(&text);
    const char *paths[] = {world.folder};
    int calls = 0;
    ImportRequest request = {.paths = paths, .path_count = 1, .progress = stop_in_writing, .self = &calls};
    ImportReport report;
    FAILS(ERROR_INTERRUPTED, app_import(world.app, &request, &report, err));
    assert_int_equal(calls, 2);
    assert_int_equal(store_contact_count(world.app->store), 0);
    assert_int_equal(history_length(&world), 0);
    assert_false(store_in_transaction(world.app->store));
    check_sound(&world);
    import_quietly(&world);
    assert_int_equal(store_contact_count(world.app->store), 300);
    check_sound(&world);
    stop(&world);
}

// Rules look at active people whose archive brings news; a message asks for an answer.
static void test_news_of_active_people_become_followups(void **state)
{
    (void)state;
    World world;
    start(&world);
    AddResult added;
    FINE(app_add(world.app, "Zed New linkedin.com/in/zed-new", &added, err));
    add_result_clear(&added);
    archive(&world);
    import_quietly(&world);
    TodayView today;
    FINE(today_load(world.app, false, &today, err));
    bool found = false;
    for (size_t i = 0; i < today.late.count; i++)
        found = found || (str_equal(today.late.items[i].rule, "reply") &&
                          str_equal(today.late.items[i].contact_name, "Zed New"));
    assert_true(found);
    today_clear(&today);
    JournalStep step;
    FINE(app_undo(world.app, false, &step, err));
    FINE(today_load(world.app, false, &today, err));
    assert_int_equal(today.late.count, 0);
    today_clear(&today);
    check_sound(&world);
    stop(&world);
}

// Every file of every era at once: all rows are accounted for, the second time brings nothing, undo takes
// all.
static void test_archives_of_all_eras(void **state)
{
    (void)state;
    World world;
    start(&world);
    const char *paths[] = {TEST_DATA "/linkedin/eras"};
    ImportRequest request = {.paths = paths, .path_count = 1};
    ImportReport report = import_with(&world, &request);
    assert_true(report.files.count >= 20);
    assert_true(report.me_known);
    assert_true(report.messages > 0);
    import_report_clear(&report);
    assert_true(store_contact_count(world.app->store) > 5);
    check_sound(&world);
    report = import_with(&world, &request);
    for (size_t i = 0; i < report.files.count; i++)
        if (report.files.items[i].created > 0)
            fail_msg("%s brings something twice", report.files.items[i].path);
    import_report_clear(&report);
    while (history_length(&world) > 0) {
        JournalStep step;
        Error err = {0};
        if (!app_undo(world.app, false, &step, &err)) {
            assert_int_equal(err.kind, ERROR_NOT_FOUND);
            break;
        }
    }
    assert_int_equal(store_contact_count(world.app->store), 0);
    check_sound(&world);
    stop(&world);
}

// ---- stopping and failing

static bool stop_at_once(void *self, const ImportProgress *progress)
{
    assert_non_null(progress->what);
    ++*(int *)self;
    return false;
}

static size_t count_files(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void test_stopping_leaves_nothing(void **state)
{
    (void)state;
    World world;
    start(&world);
    char *database = str_format("%s/db/r.db", world.folder);
    app_close(world.app);
    world.app = fixture_open(database, 5);
    fixture_file(world.folder, "Connections.csv", CONNECTIONS);
    char *path = str_format("%s/Connections.csv", world.folder), *home = str_format("%s/db", world.folder);
    const char *paths[] = {path};
    size_t before = count_files(home);
    int calls = 0;
    ImportRequest request = {.paths = paths, .path_count = 1, .progress = stop_at_once, .self = &calls};
    ImportReport report;
    FAILS(ERROR_INTERRUPTED, app_import(world.app, &request, &report, err));
    assert_int_equal(calls, 1);
    assert_int_equal(store_contact_count(world.app->store), 0);
    assert_int_equal(count_files(home), before);
    request.progress = NULL;
    report = import_with(&world, &request);
    assert_int_equal(report.files.items[0].created, 3);
    import_report_clear(&report);
    assert_int_equal(count_files(home), before);
    free(path);
    free(home);
    free(database);
    stop(&world);
}

static void test_refusals(void **state)
{
    (void)state;
    World world;
    start(&world);
    fixture_file(world.folder, "poem.csv", "roses\n");
    char *poem = str_format("%s/poem.csv", world.folder), *missing = str_format("%s/none.csv", world.folder);
    const char *const PATHS[] = {poem, missing, world.folder};
    for (size_t i = 0; i < COUNT(PATHS); i++) {
        ImportRequest request = {.paths = &PATHS[i], .path_count = 1};
        ImportReport report;
        Error err = {0};
        assert_false(app_import(world.app, &request, &report, &err));
        assert_true(err.kind != ERROR_NONE && strlen(err.message) > 0);
        assert_int_equal(report.files.count, 0);
    }
    free(poem);
    free(missing);
    stop(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_connections),
        cmocka_unit_test(test_twice_is_once),
        cmocka_unit_test(test_dry_run_changes_nothing),
        cmocka_unit_test(test_untouched_follows_edited_stays),
        cmocka_unit_test(test_trashed_stay_trashed),
        cmocka_unit_test(test_undo_takes_all_back),
        cmocka_unit_test(test_undo_of_an_earlier_import),
        cmocka_unit_test(test_undo_forgets_me),
        cmocka_unit_test(test_somebody_known_is_filled_in),
        cmocka_unit_test(test_profiles_came_later),
        cmocka_unit_test(test_activate),
        cmocka_unit_test(test_messages_reach_the_board),
        cmocka_unit_test(test_deleted_messages_stay_away),
        cmocka_unit_test(test_message_by_hand_is_adopted),
        cmocka_unit_test(test_whose_archive),
        cmocka_unit_test(test_own_files),
        cmocka_unit_test(test_generic_csv_remembers_its_mapping),
        cmocka_unit_test(test_stopping_while_writing),
        cmocka_unit_test(test_news_of_active_people_become_followups),
        cmocka_unit_test(test_archives_of_all_eras),
        cmocka_unit_test(test_stopping_leaves_nothing),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
