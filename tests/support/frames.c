// SPDX-License-Identifier: MIT
// Scripts that drive the interface in memory, and files of expected frames; see frames.h.
#include "support/frames.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "locales.h"
#include "rapport/app/contacts.h"
#include "rapport/app/outreach.h"
#include "rapport/app/settings.h"
#include "rapport/app/transfer.h"
#include "rapport/base/locale.h"
#include "rapport/base/mem.h"
#include "rapport/store/drafts.h"
#include "writing/draft.h"

enum { FIELDS = 7 };

// ---- the stage

void frame_stage_open(FrameStage *stage)
{
    frame_stage_open_at(stage, ":memory:");
}

void frame_stage_open_at(FrameStage *stage, const char *path)
{
    Moment now = {(int64_t)civil_day(2026, 11, 24) * 86400 + (9 * 60 + 41) * 60, 0};
    StoreOptions options = {
        .path = path, .create = true, .clock = clock_fixed(now), .ids = id_source_seeded(7)};
    setenv("RAPPORT_SPELLER", "", 0); // whatever is installed here
    setlocale(LC_CTYPE, "C.UTF-8");   // widths of characters come from there
    setlocale(LC_TIME, "C");
    *stage = (FrameStage){.rows = 30, .cols = 100};
    if (!app_open(&options, &stage->app, &stage->err)) {
        fprintf(stderr, "the database does not open: %s\n", stage->err.message);
        abort();
    }
}

void frame_stage_close(FrameStage *stage)
{
    tui_free(stage->tui);
    terminal_close(stage->terminal);
    app_close(stage->app);
    if (stage->speller)
        setenv("RAPPORT_SPELLER", "", 1);
}

// The interface opens with the first key, so that what is put in before is there from the start.
static void begin(FrameStage *stage)
{
    if (stage->tui != NULL)
        return;
    stage->terminal = memory_terminal_new(stage->rows, stage->cols);
    stage->terminal->ascii = stage->ascii;
    TuiOptions options = {.app = stage->app,
                          .terminal = stage->terminal,
                          .inline_jobs = true,
                          .plain = stage->plain,
                          .monday_first = !stage->sunday};
    stage->tui = tui_new(&options, &stage->err);
}

// Handles what was pushed and draws; then the interface waits as if nobody had told it to end.
static void settle(FrameStage *stage)
{
    begin(stage);
    memory_terminal_push(stage->terminal, (Event){.kind = EVENT_TERMINATE});
    tui_run(stage->tui);
    stage->tui->quit = false;
}

// ---- lines of the script

typedef struct Fields {
    char *copy;
    const char *at[FIELDS]; // "" when missing
} Fields;

static Fields split(const char *text)
{
    Fields fields = {.copy = mem_strdup(text)};
    char *rest = fields.copy;
    for (int i = 0; i < FIELDS; i++) {
        char *field = strsep(&rest, "|");
        fields.at[i] = field != NULL ? str_trim(field) : "";
    }
    return fields;
}

static bool find(FrameStage *stage, const char *name, int64_t *id)
{
    ContactIds ids = {0};
    bool fine = store_contact_resolve(stage->app->store, name, false, &ids, &stage->err) &&
                (ids.count > 0 || error_set(&stage->err, ERROR_NOT_FOUND, "nobody is called %s", name));
    *id = fine ? ids.items[0] : 0;
    vec_clear(&ids);
    return fine;
}

static bool read_date(FrameStage *stage, const char *text, DateValue *when)
{
    DateContext context = app_date_context(stage->app, false);
    return date_parse(text, &context, when, &stage->err);
}

static bool line_size(FrameStage *stage, const char *args)
{
    return sscanf(args, "%dx%d", &stage->cols, &stage->rows) == 2 ||
           error_set(&stage->err, ERROR_INPUT, "%s: is no size", args);
}

static bool line_locale(FrameStage *stage, const char *args)
{
    stage->skipped = !locales_have(args);
    if (stage->skipped)
        return error_set(&stage->err, ERROR_IO, "%s", LOCALES_MISSING);
    setlocale(LC_CTYPE, args);
    setlocale(LC_TIME, args);
    stage->sunday = !locale_monday_first();
    stage->ascii = !locale_utf8();
    stage->app->month_first = locale_month_first();
    return true;
}

static bool line_sunday(FrameStage *stage, const char *args)
{
    (void)args;
    return stage->sunday = true;
}

static bool line_ascii(FrameStage *stage, const char *args)
{
    (void)args;
    return stage->ascii = true;
}

static bool line_add(FrameStage *stage, const char *args)
{
    AddResult result;
    if (!app_add(stage->app, args, &result, &stage->err))
        return false;
    add_result_clear(&result);
    return true;
}

static bool line_me(FrameStage *stage, const char *args)
{
    return app_name_me(stage->app, args, &stage->err);
}

static bool line_sample(FrameStage *stage, const char *args)
{
    (void)args;
    return app_load_sample(stage->app, &stage->err);
}

static bool line_plain(FrameStage *stage, const char *args)
{
    (void)args;
    return stage->plain = true;
}

static bool line_follow(FrameStage *stage, const char *args)
{
    Fields fields = split(args);
    FollowupRequest request = {.text = fields.at[2]};
    DateValue when;
    StepResult result = {0};
    bool fine = read_date(stage, fields.at[1], &when) &&
                (strcmp(fields.at[0], "-") == 0 || find(stage, fields.at[0], &request.contact));
    if (fine) {
        request.day = when.day;
        request.minute = when.minute;
        request.repeat = *fields.at[3] != '\0' ? fields.at[3] : NULL;
        fine = app_followup_add(stage->app, &request, &result, &stage->err);
    }
    step_result_clear(&result);
    free(fields.copy);
    return fine;
}

static bool line_log(FrameStage *stage, const char *args)
{
    Fields fields = split(args);
    int64_t contact = 0;
    DateValue when;
    StepResult result = {0};
    LogRequest request = {.kind = interaction_kind_parse(fields.at[1]),
                          .direction = strcmp(fields.at[2], "both") == 0 ? DIRECTION_MUTUAL
                                                                         : direction_parse(fields.at[2]),
                          .expects_answer = -1,
                          .answer_day = CIVIL_NONE,
                          .moved_day = CIVIL_NONE,
                          .timed = true,
                          .text = fields.at[4],
                          .contacts = &contact,
                          .contact_count = 1,
                          .minutes = atoi(fields.at[5]),
                          .place = *fields.at[6] != '\0' ? fields.at[6] : NULL,
                          .anyway = true};
    bool fine = find(stage, fields.at[0], &contact) && read_date(stage, fields.at[3], &when);
    if (fine) {
        int minute = when.minute >= 0 ? when.minute : 9 * 60;
        request.at = (Moment){(int64_t)when.day * 86400 + minute * 60, 0};
        fine = app_log(stage->app, &request, &result, &stage->err);
    }
    step_result_clear(&result);
    free(fields.copy);
    return fine;
}

static bool line_rhythm(FrameStage *stage, const char *args)
{
    Fields fields = split(args);
    int64_t contact;
    bool fine = find(stage, fields.at[0], &contact) &&
                app_rhythm(stage->app, &contact, 1, atoi(fields.at[1]), &stage->err);
    free(fields.copy);
    return fine;
}

static bool line_target(FrameStage *stage, const char *args)
{
    Store *store = stage->app->store;
    if (!store_begin(store, "target", &stage->err))
        return false;
    int64_t id = store_organisation(store, ORGANISATION_COMPANY, args, true, &stage->err);
    if (id != 0 && store_target_seed(store, id, true, &stage->err))
        return store_commit(store, &stage->err);
    store_rollback(store);
    return false;
}

static bool line_draft(FrameStage *stage, const char *args)
{
    Fields fields = split(args);
    Store *store = stage->app->store;
    int64_t contact;
    Draft draft = {.channel = channel_parse(fields.at[1]), .state = DRAFT_OPEN, .planned_day = CIVIL_NONE};
    bool fine = find(stage, fields.at[0], &contact) && store_begin(store, "draft", &stage->err);
    if (fine) {
        draft.text = mem_strdup(fields.at[2]);
        vec_push(&draft.recipients, contact);
        fine = store_draft_insert(store, &draft, &stage->err) && store_commit(store, &stage->err);
        if (!fine)
            store_rollback(store);
    }
    draft_clear(&draft);
    free(fields.copy);
    return fine;
}

static bool line_set(FrameStage *stage, const char *args)
{
    size_t length = strcspn(args, " ");
    char *name = mem_strndup(args, length);
    bool fine = app_set(stage->app, name, args + length + strspn(args + length, " "), &stage->err);
    free(name);
    return fine;
}

// A file of tests/data.
static bool import_file(FrameStage *stage, const char *args, bool activate)
{
    char *path = str_format("%s/tests/data/%s", TEST_SOURCE, args);
    const char *paths[] = {path};
    ImportRequest request = {.paths = paths, .path_count = 1, .activate = activate};
    ImportReport report;
    bool fine = app_import(stage->app, &request, &report, &stage->err);
    if (fine)
        import_report_clear(&report);
    free(path);
    return fine;
}

// Its people become active.
static bool line_import(FrameStage *stage, const char *args)
{
    return import_file(stage, args, true);
}

// Its people wait in the pool.
static bool line_pool(FrameStage *stage, const char *args)
{
    return import_file(stage, args, false);
}

static bool line_keys(FrameStage *stage, const char *args)
{
    begin(stage);
    return memory_terminal_push_keys(stage->terminal, args) ||
           error_set(&stage->err, ERROR_INPUT, "%s: are no keys", args);
}

static bool line_text(FrameStage *stage, const char *args)
{
    begin(stage);
    memory_terminal_push_text(stage->terminal, args);
    return true;
}

static bool line_paste(FrameStage *stage, const char *args)
{
    begin(stage);
    memory_terminal_push_paste(stage->terminal, args);
    return true;
}

static bool push_mouse(FrameStage *stage, MouseAction action, const char *args)
{
    int row, col;
    begin(stage);
    if (sscanf(args, "%d %d", &row, &col) != 2)
        return error_set(&stage->err, ERROR_INPUT, "%s: is no place", args);
    settle(stage); // a click needs the screen it is on
    memory_terminal_push_mouse(stage->terminal, action, row, col);
    return true;
}

static bool line_click(FrameStage *stage, const char *args)
{
    return push_mouse(stage, MOUSE_PRESS, args);
}

static bool line_double(FrameStage *stage, const char *args)
{
    return push_mouse(stage, MOUSE_DOUBLE, args);
}

static bool line_wheel_up(FrameStage *stage, const char *args)
{
    return push_mouse(stage, MOUSE_WHEEL_UP, args);
}

static bool line_wheel_down(FrameStage *stage, const char *args)
{
    return push_mouse(stage, MOUSE_WHEEL_DOWN, args);
}

static bool line_resize(FrameStage *stage, const char *args)
{
    begin(stage);
    if (!line_size(stage, args))
        return false;
    memory_terminal_push_resize(stage->terminal, stage->rows, stage->cols);
    return true;
}

// ---- the open draft

static bool line_speller(FrameStage *stage, const char *args)
{
    (void)args;
    stage->speller = true;
    setenv("RAPPORT_SPELLER", TEST_SOURCE "/tests/support/speller", 1);
    return true;
}

static OpenDraft *open_draft(FrameStage *stage)
{
    settle(stage);
    OpenDraft *open = draft_of(stage->tui);
    if (open == NULL)
        error_set(&stage->err, ERROR_INPUT, "no draft is open");
    return open;
}

static bool line_rest(FrameStage *stage, const char *args)
{
    (void)args;
    OpenDraft *open = open_draft(stage);
    if (open == NULL)
        return false;
    open->editor.changed_ms = 0;
    stage->tui->stirred = true;
    return true;
}

static bool line_elsewhere(FrameStage *stage, const char *args)
{
    OpenDraft *open = open_draft(stage);
    int64_t rev = open != NULL ? open->rev : 0;
    return open != NULL &&
           store_draft_save_text(stage->app->store, open->draft.id, &rev, "", args, NULL, 0, &stage->err);
}

// ---- scripts

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    Str text = STR_INIT;
    char buffer[4096];
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
        str_append_n(&text, buffer, got);
    fclose(file);
    return str_take(&text);
}

static bool line_include(FrameStage *stage, const char *args)
{
    char *path = str_format("%s/tests/tui/frames/%s", TEST_SOURCE, args);
    char *text = read_text(path);
    bool fine = text != NULL ? frame_stage_run(stage, text)
                             : error_set(&stage->err, ERROR_INPUT, "%s: cannot be read", path);
    free(text);
    free(path);
    return fine;
}

typedef struct Line {
    const char *name;
    bool (*run)(FrameStage *stage, const char *args);
} Line;

static const Line LINES[] = {
    {"locale", line_locale},
    {"size", line_size},
    {"sunday", line_sunday},
    {"ascii", line_ascii},
    {"add", line_add},
    {"include", line_include},
    {"log", line_log},
    {"keys", line_keys},
    {"follow", line_follow},
    {"rhythm", line_rhythm},
    {"text", line_text},
    {"target", line_target},
    {"draft", line_draft},
    {"set", line_set},
    {"paste", line_paste},
    {"click", line_click},
    {"double", line_double},
    {"wheel-up", line_wheel_up},
    {"wheel-down", line_wheel_down},
    {"resize", line_resize},
    {"sample", line_sample},
    {"plain", line_plain},
    {"me", line_me},
    {"import", line_import},
    {"pool", line_pool},
    {"speller", line_speller},
    {"rest", line_rest},
    {"elsewhere", line_elsewhere},
};

static bool run_line(FrameStage *stage, char *line)
{
    line = str_trim(line);
    size_t length = strcspn(line, " ");
    if (*line == '\0' || *line == '#')
        return true;
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        if (strlen(LINES[i].name) == length && strncmp(LINES[i].name, line, length) == 0)
            return LINES[i].run(stage, line + length + strspn(line + length, " ")) ||
                   error_prefix(&stage->err, "%s", line);
    return error_set(&stage->err, ERROR_INPUT, "%s: there is no such line", line);
}

bool frame_stage_run(FrameStage *stage, const char *script)
{
    char *copy = mem_strdup(script), *rest = copy;
    bool fine = true;
    for (char *line; fine && (line = strsep(&rest, "\n")) != NULL;)
        fine = run_line(stage, line);
    free(copy);
    return fine;
}

// ---- reading the screen

char *frame_stage_dump(FrameStage *stage)
{
    Str out = STR_INIT;
    settle(stage);
    memory_terminal_dump(stage->terminal, &out);
    return str_take(&out);
}

char *frame_stage_row(FrameStage *stage, int row)
{
    Str out = STR_INIT;
    settle(stage);
    canvas_row_text(memory_terminal_canvas(stage->terminal), row, &out);
    return str_take(&out);
}

bool frame_stage_shows(FrameStage *stage, const char *text)
{
    char *dump = frame_stage_dump(stage);
    bool found = strstr(dump, text) != NULL;
    free(dump);
    return found;
}

// ---- files

static bool write_frame(const char *path, const char *script, size_t length, const char *frame, char **why)
{
    FILE *file = fopen(path, "wb");
    bool fine = file != NULL && fwrite(script, 1, length, file) == length && fputs(frame, file) >= 0;
    if ((file != NULL && fclose(file) != 0) || !fine) {
        *why = str_format("%s: cannot be written", path);
        return false;
    }
    return true;
}

bool frame_file_check(const char *path, char **why)
{
    FrameStage stage;
    char *text = read_text(path), *actual = NULL;
    char *expected = text != NULL ? strstr(text, "\nframe\n") : NULL;
    *why = NULL;
    if (expected == NULL) {
        free(text);
        *why = str_format("%s: has no line \"frame\"", path);
        return false;
    }
    expected += strlen("\nframe\n");
    char *script = mem_strndup(text, (size_t)(expected - text) - strlen("frame\n"));
    frame_stage_open(&stage);
    bool fine = frame_stage_run(&stage, script);
    if (fine)
        actual = frame_stage_dump(&stage);
    if (!fine)
        *why = str_format("%s: %s", path, stage.err.message);
    else if (getenv("UPDATE_FRAMES") != NULL)
        fine = write_frame(path, text, (size_t)(expected - text), actual, why);
    else if (!(fine = strcmp(actual, expected) == 0))
        *why = str_format("%s\nexpected:\n%s\nis:\n%s", path, expected, actual);
    fine = fine || stage.skipped;
    frame_stage_close(&stage);
    free(actual);
    free(script);
    free(text);
    return fine;
}
