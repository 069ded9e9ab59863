// SPDX-License-Identifier: MIT
// The database is made once and kept as bytes: a file in memory is written anew for each life, which is a
// tenth of the time that making it takes.
#include "support/monkey.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frame.h"
#include "rapport/app/contacts.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/screen/memory_terminal.h"
#include "support/place.h"

enum { ROWS_MOST = 70, COLS_MOST = 220, FILE_LIMIT = 16 << 20 };

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

typedef struct MonkeyBytes {
    const uint8_t *data;
    size_t size;
} MonkeyBytes;

static uint8_t take(MonkeyBytes *bytes)
{
    if (bytes->size == 0)
        return 0;
    bytes->size--;
    return *bytes->data++;
}

static void require(bool fact, const char *what)
{
    if (fact)
        return;
    fprintf(stderr, "monkey: %s\n", what);
    abort();
}

static void push_key(Terminal *terminal, Key key)
{
    memory_terminal_push(terminal, (Event){.kind = EVENT_KEY, .key = key});
}

static void push_paste(Terminal *terminal, MonkeyBytes *bytes)
{
    size_t length = take(bytes);
    length = length > bytes->size ? bytes->size : length;
    char *text = mem_strndup((const char *)bytes->data, length);
    bytes->data += length;
    bytes->size -= length;
    memory_terminal_push_paste(terminal, text);
    free(text);
}

static void push(Terminal *terminal, MonkeyBytes *bytes)
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

static void check_frame(void *terminal, const Canvas *canvas)
{
    int rows, cols;
    terminal_size(terminal, &rows, &cols);
    require(canvas->rows == rows && canvas->cols == cols, "the frame is not as large as the screen");
    require(!canvas->cursor_visible || (canvas->cursor_row >= 0 && canvas->cursor_row < rows &&
                                        canvas->cursor_col >= 0 && canvas->cursor_col < cols),
            "the cursor is not on the screen");
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++) {
            const Cell *cell = canvas_cell(canvas, row, col);
            require(cell->width <= 2 && (cell->width != 2 || col + 1 < cols),
                    "a row is wider than the screen");
            require((cell->length == 0) == (cell->width == 0), "a cell has text and no width");
            for (int i = 0; i < cell->length; i++)
                require((unsigned char)cell->text[i] >= ' ' && cell->text[i] != 0x7F, "a control character");
        }
}

static void complain(void *self, const char *finding)
{
    (void)self;
    require(false, finding);
}

// ---- a life

static App *open_file(const char *path)
{
    Moment now = {(int64_t)civil_day(2026, 11, 24) * 86400 + (9 * 60 + 41) * 60, 0};
    StoreOptions options = {
        .path = path, .create = true, .clock = clock_fixed(now), .ids = id_source_seeded(7)};
    App *app = NULL;
    Error err = {0};
    require(app_open(&options, &app, &err), err.message);
    return app;
}

static void remove_files(const MonkeyHouse *house)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *path = str_format("%s%s", house->path, ends[i]);
        unlink(path);
        free(path);
    }
}

static void make_network(MonkeyHouse *house)
{
    Error err = {0};
    ContactIds ids = {0};
    setlocale(LC_CTYPE, "C.UTF-8");
    house->path = str_format("%s/rapport-monkey-%d.db", place_in_memory(), getpid());
    remove_files(house);
    App *app = open_file(house->path);
    require(app_add_lines(app, PEOPLE, false, &ids, &err), err.message);
    vec_clear(&ids);
    app_close(app);
    require(file_read(house->path, FILE_LIMIT, &house->bytes, &err), err.message);
}

void monkey_house_leave(MonkeyHouse *house)
{
    app_close(house->app);
    if (house->path != NULL)
        remove_files(house);
    free(house->path);
    str_clear(&house->bytes);
    *house = (MonkeyHouse){0};
}

static void put_network(const MonkeyHouse *house)
{
    remove_files(house);
    FILE *file = fopen(house->path, "wx");
    require(file != NULL && fwrite(house->bytes.data, 1, house->bytes.length, file) == house->bytes.length,
            "no room for the database");
    require(fclose(file) == 0, "no room for the database");
}

// Whatever is written goes to the -wal first.
static struct stat wal_state(const MonkeyHouse *house)
{
    struct stat state = {0};
    char *path = str_format("%s-wal", house->path);
    stat(path, &state);
    free(path);
    return state;
}

static bool has_written(const MonkeyHouse *house)
{
    struct stat now = wal_state(house);
    const struct stat *then = &house->written;
    return now.st_size != then->st_size || now.st_ino != then->st_ino ||
           now.st_mtim.tv_sec != then->st_mtim.tv_sec || now.st_mtim.tv_nsec != then->st_mtim.tv_nsec;
}

Monkey monkey_new(MonkeyHouse *house, uint8_t look)
{
    Error err = {0};
    if (house->path == NULL)
        make_network(house);
    if (house->app == NULL) {
        put_network(house);
        house->app = open_file(house->path);
        house->written = wal_state(house);
    }
    setenv("RAPPORT_SPELLER", "", 0); // whatever is installed here
    Monkey monkey = {.house = house, .terminal = memory_terminal_new(24, 80)};
    monkey.terminal->ascii = look & 1;
    memory_terminal_on_frame(monkey.terminal, check_frame, monkey.terminal);
    TuiOptions options = {
        .app = house->app, .terminal = monkey.terminal, .inline_jobs = true, .plain = look & 2};
    monkey.tui = tui_new(&options, &err);
    require(monkey.tui != NULL, err.message);
    return monkey;
}

int monkey_live(Monkey *monkey, const uint8_t *data, size_t size, int most)
{
    MonkeyBytes bytes = {data, size};
    int events = 0;
    for (; events < most && bytes.size > 0; events++)
        push(monkey->terminal, &bytes);
    memory_terminal_push(monkey->terminal, (Event){.kind = EVENT_TERMINATE});
    while (tui_run(monkey->tui) == 0) // who leaves comes back, until the end
        monkey->tui->quit = false;
    return events;
}

void monkey_end(Monkey *monkey)
{
    Error err = {0};
    MonkeyHouse *house = monkey->house;
    tui_free(monkey->tui);
    terminal_close(monkey->terminal);
    if (!has_written(house))
        return;
    require(store_check(house->app->store, complain, NULL, &err) == 0, err.message);
    app_close(house->app);
    house->app = NULL;
}
