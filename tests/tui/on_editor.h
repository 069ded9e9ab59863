// SPDX-License-Identifier: MIT
// What the tests of the editor share: a stage with one draft open, and looks at what is in it.
#ifndef TESTS_TUI_ON_EDITOR_H
#define TESTS_TUI_ON_EDITOR_H

#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "support/frames.h"
#include "writing/draft.h"

#define SCRIPT(stage, script)                                                                                \
    do {                                                                                                     \
        if (!frame_stage_run((stage), (script)))                                                             \
            fail_msg("%s", (stage)->err.message);                                                            \
        free(frame_stage_dump(stage));                                                                       \
    } while (0)

#define SHOWS(stage, text)                                                                                   \
    do {                                                                                                     \
        char *dump_ = frame_stage_dump(stage);                                                               \
        if (strstr(dump_, (text)) == NULL)                                                                   \
            fail_msg("\"%s\" is not on the screen:\n%s", (text), dump_);                                     \
        free(dump_);                                                                                         \
    } while (0)

#define HOLDS(stage, text) assert_string_equal(editor_text(&editor_stage_draft(stage)->editor), (text))

static const char EDITOR_PEOPLE[] =
    "me Noor Haddad\n"
    "add Maya Lindqvist @ Kestrel, maya@kestrel.example, https://www.linkedin.com/in/maya-example\n"
    "add Sam Okafor @ Ravenna, sam@ravenna.example";

static inline OpenDraft *editor_stage_draft(FrameStage *stage)
{
    OpenDraft *open = draft_of(stage->tui);
    if (open == NULL)
        fail_msg("no draft is open");
    return open;
}

// Blank draft to Maya.
static inline void editor_stage_open(FrameStage *stage)
{
    frame_stage_open(stage);
    SCRIPT(stage, EDITOR_PEOPLE);
    SCRIPT(stage, "keys 2 c\ntext blank\nkeys Enter");
}

static inline Draft editor_stage_stored(FrameStage *stage, int64_t id)
{
    Draft draft = {0};
    if (!store_draft_get(stage->app->store, id, &draft, &stage->err))
        fail_msg("%s", stage->err.message);
    return draft;
}

#endif
