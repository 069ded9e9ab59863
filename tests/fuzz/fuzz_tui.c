// SPDX-License-Identifier: MIT
// The whole interface driven by bytes: keys, letters, pastes, clicks and changes of size over a small network
// in memory. It never crashes, every frame is a sound canvas of the terminal's size, and the database stays
// sound. A script is a row of steps of one to four bytes; see step().
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/tui/frame.h"
#include "rapport/app/contacts.h"
#include "rapport/base/mem.h"
#include "rapport/screen/memory_terminal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEPS_MOST = 300, ROWS_MOST = 70, COLS_MOST = 220 };

static const char PEOPLE[] = "Maya Lindqvist @ Kestrel, Engineering manager, met at PyCon, card, #hiring\n"
                             "田中 健 @ 虹ソフト\n"
                             "Zoë van den Berg @ Adela, I promised slides fri\n"
                             "José Álvarez <jose@alderly.example>\n";

// Keys that commands and text fields know; letters come by themselves.
static const Key KEYS[] = {
    {K_ENTER, 0},      {K_ESCAPE, 0},      {K_TAB, 0},           {K_TAB, MOD_SHIFT}, {K_BACKSPACE, 0},
    {K_DELETE, 0},     {K_UP, 0},          {K_DOWN, 0},          {K_LEFT, 0},        {K_RIGHT, 0},
    {K_HOME, 0},       {K_END, 0},         {K_PAGE_UP, 0},       {K_PAGE_DOWN, 0},   {K_F1, 0},
    {K_F1 + 7, 0},     {K_LEFT, MOD_CTRL}, {K_RIGHT, MOD_SHIFT}, {'p', MOD_CTRL},    {'r', MOD_CTRL},
    {'u', MOD_CTRL},   {'d', MOD_CTRL},    {'w', MOD_CTRL},      {'k', MOD_CTRL},    {'z', MOD_CTRL},
    {'y', MOD_CTRL},   {'c', MOD_CTRL},    {'g', MOD_CTRL},      {'l', MOD_CTRL},    {'s', MOD_CTRL},
    {'f', MOD_CTRL},   {' ', MOD_CTRL},    {'o', MOD_CTRL},      {'n', MOD_ALT},     {'.', MOD_ALT},
    {'h', MOD_ALT},    {'c', MOD_ALT},     {K_ENTER, MOD_ALT},   {'j', MOD_ALT},     {'b', MOD_ALT},
    {K_HOME, MOD_CTRL}};

typedef struct Bytes {
    const uint8_t *data;
    size_t size;
} Bytes;

static uint8_t take(Bytes *bytes)
{
    if (bytes->size == 0)
        return 0;
    bytes->size--;
    return *bytes->data++;
}

static void require(bool fact)
{
    if (!fact)
        abort();
}

static void push_key(Terminal *terminal, Key key)
{
    memory_terminal_push(terminal, (Event){.kind = EVENT_KEY, .key = key});
}

static void push_paste(Terminal *terminal, Bytes *bytes)
{
    size_t length = take(bytes);
    length = length > bytes->size ? bytes->size : length;
    char *text = mem_strndup((const char *)bytes->data, length);
    bytes->data += length;
    bytes->size -= length;
    memory_terminal_push_paste(terminal, text);
    free(text);
}

// One step: the first byte is a letter (what can be printed), else it chooses.
static void step(Terminal *terminal, Bytes *bytes)
{
    uint8_t first = take(bytes);
    if (first >= ' ' && first < 0x7F) {
        push_key(terminal, (Key){first, 0});
    } else if (first >= 0x80 && first < 0x80 + sizeof KEYS / sizeof *KEYS) {
        push_key(terminal, KEYS[first - 0x80]);
    } else if (first == 1) {
        push_paste(terminal, bytes);
    } else if (first == 2) {
        int rows = 1 + take(bytes) % ROWS_MOST, cols = 1 + take(bytes) % COLS_MOST;
        memory_terminal_push_resize(terminal, rows, cols);
    } else if (first == 3) {
        MouseAction action = (MouseAction)(take(bytes) % (MOUSE_WHEEL_DOWN + 1));
        int row = take(bytes) % ROWS_MOST, col = take(bytes) % COLS_MOST;
        memory_terminal_push_mouse(terminal, action, row, col);
    } else if (first == 4) {
        memory_terminal_push(terminal, (Event){.kind = EVENT_FOCUS, .focused = take(bytes) & 1});
    } else {
        push_key(terminal, (Key){0xA0u + first * 37u, 0}); // letters of other scripts
    }
}

static void check_frame(Terminal *terminal)
{
    const Canvas *canvas = memory_terminal_canvas(terminal);
    int rows, cols;
    terminal_size(terminal, &rows, &cols);
    require(canvas->rows == rows && canvas->cols == cols);
    require(!canvas->cursor_visible || (canvas->cursor_row >= 0 && canvas->cursor_row < rows &&
                                        canvas->cursor_col >= 0 && canvas->cursor_col < cols));
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++) {
            const Cell *cell = canvas_cell(canvas, row, col);
            require(cell->width <= 2 && (cell->width != 2 || col + 1 < cols));
            require((cell->length == 0) == (cell->width == 0));
            for (int i = 0; i < cell->length; i++)
                require((unsigned char)cell->text[i] >= ' ' && cell->text[i] != 0x7F);
        }
}

// q leaves before the end is read, and a suspend is followed by its return.
static void drop_waiting(Terminal *terminal)
{
    while (memory_terminal_waiting(terminal) > 0) {
        Event event;
        terminal_next(terminal, 0, &event);
        event_clear(&event);
    }
}

static void complain(void *self, const char *finding)
{
    (void)self, (void)finding;
    abort();
}

static App *open_network(void)
{
    Moment now = {(int64_t)civil_day(2026, 11, 24) * 86400 + (9 * 60 + 41) * 60, 0};
    StoreOptions options = {
        .path = ":memory:", .create = true, .clock = clock_fixed(now), .ids = id_source_seeded(7)};
    App *app = NULL;
    Error err = {0};
    ContactIds ids = {0};
    require(app_open(&options, &app, &err) && app_add_lines(app, PEOPLE, false, &ids, &err));
    vec_clear(&ids);
    return app;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes bytes = {data, size};
    Error err = {0};
    setlocale(LC_CTYPE, "C.UTF-8");
    App *app = open_network();
    Terminal *terminal = memory_terminal_new(24, 80);
    uint8_t look = take(&bytes);
    terminal->ascii = look & 1;
    TuiOptions options = {.app = app, .terminal = terminal, .inline_jobs = true, .plain = look & 2};
    Tui *tui = tui_new(&options, &err);
    require(tui != NULL);
    for (int i = 0; i < STEPS_MOST && bytes.size > 0; i++) {
        step(terminal, &bytes);
        memory_terminal_push(terminal, (Event){.kind = EVENT_TERMINATE});
        tui_run(tui);
        drop_waiting(terminal);
        tui->quit = false;
        check_frame(terminal);
    }
    tui_free(tui);
    require(store_check(app->store, complain, NULL, &err) == 0);
    terminal_close(terminal);
    app_close(app);
    return 0;
}
