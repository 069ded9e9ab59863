// SPDX-License-Identifier: MIT
// Cells are cleaned once, here, so that no record ever carries a control character in a name, blanks around a
// value, or more than the caps allow; and every complaint names line, column and the column's own title.
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

#include "fnv.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/import_date.h"

enum { TITLE_MAX = 64 }; // bytes; a longer cell is no title of a column we know

void sheet_normalise(const char *name, Str *out)
{
    Str folded = STR_INIT;
    utf8_fold(&folded, name, strlen(name));
    for (const char *at = str_get(&folded); *at != '\0'; at++) {
        bool ascii_letter = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        if (ascii_letter || (unsigned char)*at >= 0x80)
            str_push(out, *at);
    }
    str_clear(&folded);
}

// True when name is one of names ("a|b|c").
static bool listed(const char *names, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = names; length > 0;) {
        size_t item = strcspn(at, "|");
        if (item == length && strncmp(at, name, length) == 0)
            return true;
        if (at[item] == '\0')
            break;
        at += item + 1;
    }
    return false;
}

bool sheet_bind(const SheetColumn *columns, size_t count, const CsvRecord *header, SheetIndex *index)
{
    Str name = STR_INIT;
    for (size_t c = 0; c < SHEET_COLUMNS; c++)
        index->at[c] = -1;
    for (size_t i = 0; i < header->count && i < 256; i++) {
        if (strnlen(header->fields[i], TITLE_MAX + 1) > TITLE_MAX)
            continue;
        str_truncate(&name, 0);
        sheet_normalise(header->fields[i], &name);
        for (size_t c = 0; c < count; c++) {
            if (index->at[c] < 0 && listed(columns[c].names, str_get(&name)))
                index->at[c] = (int)i;
        }
    }
    str_clear(&name);
    for (size_t c = 0; c < count; c++) {
        if (columns[c].required && index->at[c] < 0)
            return false;
    }
    return true;
}

void sheet_header_keep(SheetHeader *header, const CsvRecord *record)
{
    header->cells = mem_array(record->count, sizeof *header->cells);
    header->count = record->count;
    for (size_t i = 0; i < record->count; i++) {
        sheet_clean_line(record->fields[i]);
        header->cells[i] = mem_strdup(record->fields[i]);
    }
}

void sheet_header_clear(SheetHeader *header)
{
    for (size_t i = 0; i < header->count; i++)
        free(header->cells[i]);
    free(header->cells);
    *header = (SheetHeader){0};
}

void sheet_warn(const ImportSink *sink, void *self, int line, int column, const char *sentence)
{
    ImportOutcome outcome = {.verdict = IMPORT_WARNING, .line = line, .column = column, .reason = sentence};
    if (sink->outcome != NULL)
        sink->outcome(self, &outcome);
}

static void tell(const SheetRow *row, ImportVerdict verdict, int position, const char *reason)
{
    if (row->sink->outcome == NULL)
        return;
    bool named = position >= 0 && (size_t)position < row->header->count;
    ImportOutcome outcome = {
        .verdict = verdict,
        .line = row->record->line,
        .column = position + 1,
        .field = named ? row->header->cells[position] : NULL,
        .reason = reason,
        .row = (const char *const *)row->record->fields,
        .row_count = row->record->count,
    };
    row->sink->outcome(row->self, &outcome);
}

void sheet_tell_cell(const SheetRow *row, ImportVerdict verdict, int position, const char *reason)
{
    tell(row, verdict, position, reason);
}

void sheet_tell(const SheetRow *row, ImportVerdict verdict, int column, const char *reason)
{
    tell(row, verdict, column < 0 ? -1 : row->index->at[column], reason);
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte > 0 && byte < ' ') || byte == 0x7F;
}

static size_t prefix(const char *text, size_t limit)
{
    return utf8_cut(text, strnlen(text, limit + 1), limit);
}

// Cuts text to at most limit bytes at a character's border; true when it was longer.
static bool cut(char *text, size_t limit)
{
    if (strnlen(text, limit + 1) <= limit)
        return false;
    text[prefix(text, limit)] = '\0';
    return true;
}

// Bytes with which cleaning has to do: control characters, blanks, DEL, and what a no-break space begins
// with.
static bool is_doubtful(unsigned char byte)
{
    return byte <= ' ' || byte == 0x7F || byte == 0xC2;
}

// True for what most cells are: nothing to change. One quick pass, because each cell of each row comes here.
static bool already_clean(const char *text)
{
    size_t length = 0;
    for (; text[length] != '\0'; length++) {
        if (!is_doubtful((unsigned char)text[length]))
            continue;
        bool single =
            text[length] == ' ' && length > 0 && text[length + 1] != ' ' && text[length + 1] != '\0';
        if (!single)
            return false;
    }
    return length <= IMPORT_LINE_MAX;
}

bool sheet_clean_line(char *text)
{
    if (already_clean(text))
        return false;
    size_t kept = 0;
    bool gap = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (is_blank(*at) || (*at == '\xc2' && at[1] == '\xa0')) {
            at += *at == '\xc2';
            gap = kept > 0;
            continue;
        }
        if (gap)
            text[kept++] = ' ';
        gap = false;
        text[kept++] = *at;
    }
    text[kept] = '\0';
    return cut(text, IMPORT_LINE_MAX);
}

char *sheet_cell_line(const SheetRow *row, int position)
{
    if (position < 0 || (size_t)position >= row->record->count)
        return NULL;
    char *text = row->record->fields[position];
    if (sheet_clean_line(text))
        tell(row, IMPORT_WARNING, position, "the value was longer than 4 kB and was cut");
    return *text == '\0' ? NULL : text;
}

char *sheet_line(const SheetRow *row, int column)
{
    return sheet_cell_line(row, row->index->at[column]);
}

char *sheet_cell_text(const SheetRow *row, int position)
{
    if (position < 0 || (size_t)position >= row->record->count)
        return NULL;
    char *text = str_trim(row->record->fields[position]);
    return *text == '\0' ? NULL : text;
}

char *sheet_text(const SheetRow *row, int column)
{
    return sheet_cell_text(row, row->index->at[column]);
}

int32_t sheet_cell_day(const SheetRow *row, int position)
{
    const char *text = sheet_cell_line(row, position);
    ImportDate date;
    if (text == NULL || import_date_parse(text, &date))
        return text == NULL ? CIVIL_NONE : date.day;
    char *reason = str_format("\"%.*s\" is no date", (int)prefix(text, 60), text);
    tell(row, IMPORT_WARNING, position, reason);
    free(reason);
    return CIVIL_NONE;
}

int32_t sheet_day(const SheetRow *row, int column)
{
    return sheet_cell_day(row, row->index->at[column]);
}

int64_t sheet_told(const SheetRow *row, size_t columns)
{
    uint64_t hash = FNV_START;
    for (size_t i = 0; i < columns; i++) {
        int position = row->index->at[i];
        bool there = position >= 0 && (size_t)position < row->record->count;
        hash = fnv_text(hash, there ? row->record->fields[position] : NULL);
    }
    return hash != 0 ? (int64_t)hash : 1;
}

bool sheet_blank(const CsvRecord *record)
{
    for (size_t i = 0; i < record->count; i++) {
        if (!str_blank(record->fields[i]))
            return false;
    }
    return true;
}

bool sheet_overflows(const SheetRow *row)
{
    for (size_t i = row->header->count; i < row->record->count; i++) {
        if (!str_blank(row->record->fields[i]))
            return true;
    }
    return false;
}
