// SPDX-License-Identifier: MIT
// A stage with the small network on Contacts, and the questions that the tests of Contacts ask of it.
#ifndef TESTS_TUI_ON_CONTACTS_H
#define TESTS_TUI_ON_CONTACTS_H

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "rapport/app/contacts.h"
#include "rapport/base/str.h"
#include "support/frames.h"

static inline void run(FrameStage *stage, const char *script)
{
    if (!frame_stage_run(stage, script))
        fail_msg("%s", stage->err.message);
}

static inline int open_stage(void **state)
{
    static FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, "size 100x30\ninclude network.setup\nkeys 2");
    frame_stage_shows(&stage, "");
    *state = &stage;
    return 0;
}

static inline int open_empty(void **state)
{
    static FrameStage stage;
    frame_stage_open(&stage);
    run(&stage, "size 80x24\nkeys 2");
    frame_stage_shows(&stage, "");
    *state = &stage;
    return 0;
}

static inline int close_stage(void **state)
{
    frame_stage_close(*state);
    return 0;
}

static inline void must_show(FrameStage *stage, const char *text)
{
    if (frame_stage_shows(stage, text))
        return;
    char *dump = frame_stage_dump(stage);
    print_error("%s\n", dump);
    free(dump);
    fail_msg("\"%s\" is not on the screen", text);
}

static inline void must_hide(FrameStage *stage, const char *text)
{
    if (frame_stage_shows(stage, text))
        fail_msg("\"%s\" is still on the screen", text);
}

static inline int64_t person(FrameStage *stage, const char *name)
{
    ContactIds ids = {0};
    Error err = {0};
    frame_stage_shows(stage, ""); // what was pushed is done
    if (!store_contact_resolve(stage->app->store, name, false, &ids, &err) || ids.count == 0)
        fail_msg("nobody is called %s", name);
    int64_t id = ids.items[0];
    vec_clear(&ids);
    return id;
}

static inline void read_person(FrameStage *stage, const char *name, Contact *contact)
{
    Error err = {0};
    contact_init(contact);
    if (!store_contact_get(stage->app->store, person(stage, name), true, contact, &err))
        fail_msg("%s", err.message);
}

static inline size_t tags_of(FrameStage *stage, const char *name)
{
    Contact contact;
    read_person(stage, name, &contact);
    size_t count = contact.tags.count;
    contact_clear(&contact);
    return count;
}

static inline const char *focused(FrameStage *stage)
{
    static char name[100];
    frame_stage_shows(stage, "");
    Selection selection = tui_selection(stage->tui);
    char *text = store_contact_name(stage->app->store, selection.contact);
    snprintf(name, sizeof name, "%s", text);
    free(text);
    return name;
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

#endif
