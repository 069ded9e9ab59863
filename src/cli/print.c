// SPDX-License-Identifier: MIT
// Text out. The answer is collected and written at the end, so that an error in the middle leaves no half
// answer; what is said passes the sanitiser before colours are put around it.
#include "print.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rapport/base/mem.h"
#include "rapport/base/sanitise.h"
#include "rapport/base/width.h"

// Select Graphic Rendition by role; the sixteen colours that every terminal's owner has chosen.
static const char *const COLOURS[] = {
    [PRINT_PLAIN] = "",  [PRINT_NAME] = "1",  [PRINT_DIM] = "2",
    [PRINT_LATE] = "31", [PRINT_GOOD] = "32", [PRINT_TAG] = "36",
};

static void append_safe(const Cli *cli, Str *out, const char *text, Sanitise mode)
{
    if (!cli->ascii) {
        sanitise(out, text, strlen(text), mode);
        return;
    }
    Str safe = STR_INIT;
    sanitise(&safe, text, strlen(text), mode);
    sanitise_ascii(out, str_get(&safe), safe.length);
    str_clear(&safe);
}

void print_as(Cli *cli, PrintRole role, const char *text)
{
    bool coloured = cli->colours && *COLOURS[role] != '\0' && *text != '\0';
    if (coloured)
        str_appendf(&cli->out, "\x1b[%sm", COLOURS[role]);
    append_safe(cli, &cli->out, text, SANITISE_TEXT);
    if (coloured)
        str_append(&cli->out, "\x1b[0m");
}

void print(Cli *cli, const char *format, ...)
{
    Str text = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&text, format, args);
    va_end(args);
    append_safe(cli, &cli->out, str_get(&text), SANITISE_TEXT);
    str_clear(&text);
}

enum { WRAP_COLUMNS = 80, WRAP_MOST = 100, WRAP_LEAST = 20 };

void print_wrapped(Cli *cli, int indent, const char *text)
{
    int columns = cli->columns == 0 ? WRAP_COLUMNS : cli->columns < WRAP_MOST ? cli->columns : WRAP_MOST;
    int room = columns - indent > WRAP_LEAST ? columns - indent : WRAP_LEAST, at = 0;
    for (const char *word = text; *word != '\0';) {
        size_t length = strcspn(word, " ");
        int width = width_text(word, length);
        if (at > 0 && !cli->plain && at + 1 + width > room) {
            print(cli, "\n%*s", indent, "");
            at = 0;
        }
        print(cli, "%s%.*s", at > 0 ? " " : "", (int)length, word);
        at += width + (at > 0);
        word += length + (word[length] == ' ');
    }
    print(cli, "\n");
}

void print_section(Cli *cli, const char *title, size_t count)
{
    if (cli->out.length > 0)
        print(cli, "\n");
    print_as(cli, PRINT_NAME, title);
    print(cli, " %zu\n", count);
}

// ---- standard error and the end

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

bool print_flush(Cli *cli, Error *err)
{
    bool fine = write_all(STDOUT_FILENO, str_get(&cli->out), cli->out.length);
    str_clear(&cli->out);
    return fine || error_set(err, ERROR_IO, "cannot write the answer: %s", strerror(errno));
}

static void complain(const Cli *cli, const char *text, Sanitise mode)
{
    Str line = STR_INIT;
    append_safe(cli, &line, text, mode);
    write_all(STDERR_FILENO, str_get(&line), line.length);
    str_clear(&line);
}

void print_failure(Cli *cli, const Error *err)
{
    Str text = STR_INIT;
    str_append(&text, "rapport: ");
    if (cli->command != NULL)
        str_appendf(&text, "%s: ", cli->command->name);
    bool placed = str_starts(err->message, "line "); // says it itself
    if (err->line > 0 && !placed)
        str_appendf(&text, "line %d%s", err->line, err->column > 0 ? ", " : ": ");
    if (err->column > 0 && !placed)
        str_appendf(&text, "column %d: ", err->column);
    str_append(&text, err->message);
    complain(cli, str_get(&text), SANITISE_LINE);
    complain(cli, "\n", SANITISE_TEXT);
    complain(cli, str_get(&cli->details), SANITISE_TEXT);
    str_clear(&text);
}

void print_note(Cli *cli, const char *format, ...)
{
    if (cli->quiet)
        return;
    Str text = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&text, format, args);
    va_end(args);
    append_safe(cli, &cli->notes, str_get(&text), SANITISE_LINE);
    str_push(&cli->notes, '\n');
    str_clear(&text);
}

void print_notes(Cli *cli)
{
    write_all(STDERR_FILENO, str_get(&cli->notes), cli->notes.length);
    str_clear(&cli->notes);
}

const char *short_id(Id id, char text[SHORT_ID_SIZE])
{
    char full[ID_TEXT_SIZE];
    id_format(id, full);
    memcpy(text, full, SHORT_ID_SIZE - 1);
    text[SHORT_ID_SIZE - 1] = '\0';
    return text;
}

// ---- columns

Table table_begin(Cli *cli, const Column *columns, size_t count)
{
    return (Table){.cli = cli, .columns = columns, .count = count};
}

void table_cell(Table *table, const char *text)
{
    Str cell = STR_INIT;
    append_safe(table->cli, &cell, text != NULL ? text : "", SANITISE_LINE);
    vec_push(&table->cells, str_take(&cell));
}

void table_cellf(Table *table, const char *format, ...)
{
    Str text = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vappendf(&text, format, args);
    va_end(args);
    table_cell(table, str_get(&text));
    str_clear(&text);
}

void table_id(Table *table, Id id)
{
    char text[SHORT_ID_SIZE];
    table_cell(table, short_id(id, text));
}

static int widest(const Table *table, size_t column)
{
    int width = 0;
    for (size_t i = column; i < table->cells.count; i += table->count) {
        int own = width_text(table->cells.items[i], strlen(table->cells.items[i]));
        width = own > width ? own : width;
    }
    int title = (int)strlen(table->columns[column].title);
    return width > 0 && !table->headless && title > width ? title : width;
}

enum { PADDED_MOST = 48 }; // elsewhere one long name would make every row as long

// Column widths: as wide as the texts; on a terminal the widest gives until the row fits.
static void fit(const Table *table, int *widths)
{
    int total = 0;
    for (size_t i = 0; i < table->count; i++) {
        widths[i] = widest(table, i);
        int most = table->columns[i].most;
        if (table->cli->columns > 0 && most > 0 && widths[i] > most)
            widths[i] = most;
        if (table->cli->columns == 0 && widths[i] > PADDED_MOST)
            widths[i] = PADDED_MOST;
        total += widths[i] > 0 ? widths[i] + 2 : 0;
    }
    while (table->cli->columns > 0 && total - 2 > table->cli->columns) {
        size_t wide = 0;
        for (size_t i = 1; i < table->count; i++)
            wide = widths[i] > widths[wide] ? i : wide;
        if (widths[wide] <= 8)
            break;
        widths[wide]--;
        total--;
    }
}

static void print_row(const Table *table, const int *widths, char *const *cells)
{
    Cli *cli = table->cli;
    int pending = 0; // blanks before the next text
    for (size_t i = 0; i < table->count; i++) {
        const char *text = cells != NULL ? cells[i] : table->columns[i].title;
        if (widths[i] == 0 || (cli->plain && *text == '\0'))
            continue;
        Str cell = STR_INIT;
        if (cli->columns > 0 && !cli->plain)
            width_truncate(&cell, text, widths[i], TRUNCATE_END, cli->ascii ? "." : "…");
        else
            str_append(&cell, text);
        if (cell.length > 0) {
            str_appendf(&cli->out, "%*s", pending, "");
            print_as(cli, cells != NULL ? table->columns[i].role : PRINT_DIM, str_get(&cell));
            pending = 0;
        }
        int spare = cli->plain ? 0 : widths[i] - width_text(str_get(&cell), cell.length);
        pending += 2 + (spare > 0 ? spare : 0);
        str_clear(&cell);
    }
    str_push(&cli->out, '\n');
}

void table_end(Table *table)
{
    int *widths = mem_array(table->count, sizeof *widths);
    fit(table, widths);
    if (table->cells.count > 0 && !table->headless && !table->cli->quiet)
        print_row(table, widths, NULL);
    for (size_t i = 0; i + table->count <= table->cells.count; i += table->count)
        print_row(table, widths, &table->cells.items[i]);
    for (size_t i = 0; i < table->cells.count; i++)
        free(table->cells.items[i]);
    vec_clear(&table->cells);
    free(widths);
}

void print_advice(Cli *cli, const AdviceList *advice, size_t first)
{
    for (size_t i = first; i < advice->count; i++) {
        const Advice *one = &advice->items[i];
        char day[DATE_TEXT_SIZE];
        print(cli, "  next: %s, %s\n", one->text, date_preview(one->due, -1, app_today(cli->app), day));
    }
}
