// SPDX-License-Identifier: MIT
// CSV in and out: what programs really write, encodings, line numbers, limits, any chunking the same, and the
// guard against formulas with its exact inverse.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/formats/csv.h"
#include "support/random.h"

// Everything the reader says, as text: "line:field|field\n", "! line.column sentence\n".
static bool note_record(void *self, const CsvRecord *record, Error *err)
{
    (void)err;
    Str *log = self;
    str_appendf(log, "%d:", record->line);
    for (size_t i = 0; i < record->count; i++)
        str_appendf(log, "%s%s", i > 0 ? "|" : "", record->fields[i]);
    str_push(log, '\n');
    return true;
}

static void note_warning(void *self, int line, int column, const char *sentence)
{
    str_appendf(self, "! %d.%d %s\n", line, column, sentence);
}

static const CsvHandler NOTE = {note_record, note_warning};

static bool read_chunks(const char *text, size_t length, size_t chunk, Str *log)
{
    CsvReader *reader = csv_reader_new(&NOTE, log, 0);
    Error err = {0};
    bool ok = true;
    for (size_t at = 0; ok && at < length; at += chunk)
        ok = csv_reader_feed(reader, text + at, length - at < chunk ? length - at : chunk, &err);
    ok = ok && csv_reader_end(reader, &err);
    if (!ok)
        str_appendf(log, "ERROR %d %s\n", err.line, err.message);
    csv_reader_free(reader);
    return ok;
}

typedef struct Case {
    const char *text;
    size_t length; // 0 = strlen
    const char *expected;
} Case;

static const Case CASES[] = {
    {"", 0, ""},
    {"\n\n", 0, ""},
    {"a,b\n1,2\n", 0, "1:a|b\n2:1|2\n"},
    {"a,b\r\n1,2", 0, "1:a|b\n2:1|2\n"},
    {"a,b\r1,2\r3,4", 0, "1:a|b\n2:1|2\n3:3|4\n"},
    {"a,b\n\n\n1,2\n", 0, "1:a|b\n4:1|2\n"},
    {"a,b\r\n\r\n  \r\n1,2\r\n", 0, "1:a|b\n4:1|2\n"},
    {"a,b\n1\n1,2,3\n,\n", 0, "1:a|b\n2:1\n3:1|2|3\n4:|\n"},
    {"a,b\n\"x\ny\r\nz\",2\n3,4\n", 0, "1:a|b\n2:x\ny\r\nz|2\n5:3|4\n"},
    {"\"a \"\"b\"\"\",\"c,d\"\n", 0, "1:a \"b\"|c,d\n"},
    {"\"\",\"\"\n\"\"\n", 0, "1:|\n2:\n"},
    {" a , \"b\" ,c\n", 0, "1:a|b|c\n"},
    {"a;b\n1,5;2\n", 0, "1:a|b\n2:1,5|2\n"},
    {"a\tb\nx, y\tz\n", 0, "1:a|b\n2:x, y|z\n"},
    {"a\t\tb\n\t\t\n", 0, "1:a||b\n2:||\n"},
    {"sep=;\r\na;b\r\n", 0, "2:a|b\n"},
    {"name\nAda\n", 0, "1:name\n2:Ada\n"},
    {"a,b\n\"never closed,x\ny\n", 0, "1:a|b\n2:never closed,x\ny\n\n"},
    {"\xef\xbb\xbf"
     "a,b\n",
     0, "1:a|b\n"},
    {"\xef\xbb\xbf", 0, ""},
    {"caf\xc3\xa9,\xe6\x97\xa5\n", 0, "1:caf\xc3\xa9|\xe6\x97\xa5\n"},
    {"caf\xe9,M\xfcller\n\x80\n", 0,
     "1:caf\xc3\xa9|M\xc3\xbcller\n2:\xe2\x82\xac\n"
     "! 0.0 the file is not UTF-8; it was read as Windows-1252, so check accented letters\n"},
    {"\xc3\xa9,1\n2,x\xffy\xc3\n", 0,
     "1:\xc3\xa9|1\n2:2|x\xef\xbf\xbdy\xef\xbf\xbd\n"
     "! 2.0 2 unreadable characters were replaced by \xef\xbf\xbd, the first in this line\n"},
    {"\xc3\xa9\n\xc0\xaf\n", 0,
     "1:\xc3\xa9\n2:\xef\xbf\xbd\xef\xbf\xbd\n"
     "! 2.0 2 unreadable characters were replaced by \xef\xbf\xbd, the first in this line\n"},
    {"\xff\xfe"
     "a\0,\0\xe9\0\n\0",
     10, "1:a|\xc3\xa9\n"},
    {"\xfe\xff"
     "\0a\0,\xd8\x3d\xdc\x4d\0\n",
     12, "1:a|\xf0\x9f\x91\x8d\n"},
    {"a\0,\0b\0\n\0", 8, "1:a|b\n"},
    {"\0a\0,\0b\0\n", 8, "1:a|b\n"},
    {"\xff\xfe"
     "a\0\x00\xd8"
     "b\0\n\0",
     10,
     "1:a\xef\xbf\xbd"
     "b\n! 1.0 1 unreadable character was replaced by \xef\xbf\xbd, the first in this line\n"},
    {"a,b\n1,\0\n", 8, "1:a|b\nERROR 2 line 2: there is a NUL byte, so this is no CSV text\n"},
};

static void test_cases_in_any_chunks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        size_t length = CASES[i].length > 0 ? CASES[i].length : strlen(CASES[i].text);
        for (size_t chunk = 1; chunk <= length + 1; chunk++) {
            Str log = STR_INIT;
            read_chunks(CASES[i].text, length, chunk, &log);
            if (strcmp(str_get(&log), CASES[i].expected) != 0)
                fail_msg("case %zu in chunks of %zu:\n%s\nexpected:\n%s", i, chunk, str_get(&log),
                         CASES[i].expected);
            str_clear(&log);
        }
    }
}

// Random bytes from an alphabet of everything special, around the sample's border as well: any chunking is
// the same.
static void test_chunking_never_matters(void **state)
{
    (void)state;
    random_start_rand(17);
    static const char alphabet[] = "ab,;\t\"\"\n\r \xc3\xa9\xff";
    for (int round = 0; round < 400; round++) {
        Str text = STR_INIT, whole = STR_INIT, parts = STR_INIT;
        if (round % 20 == 0) {
            for (int i = 0; i < 65500 / 10; i++)
                str_append(&text, "abc,\"d\xc3\xa9\"\n");
        }
        for (int i = rand() % 200; i > 0; i--)
            str_push(&text, alphabet[(size_t)rand() % (sizeof alphabet - 1)]);
        read_chunks(str_get(&text), text.length, text.length + 1, &whole);
        read_chunks(str_get(&text), text.length, 1 + (size_t)rand() % 7, &parts);
        if (strcmp(str_get(&whole), str_get(&parts)) != 0)
            fail_msg("round %d", round);
        str_clear(&text);
        str_clear(&whole);
        str_clear(&parts);
    }
}

typedef struct Sizes {
    size_t records, widest, longest, warnings;
} Sizes;

static bool measure(void *self, const CsvRecord *record, Error *err)
{
    (void)err;
    Sizes *sizes = self;
    sizes->records++;
    sizes->widest = record->count > sizes->widest ? record->count : sizes->widest;
    for (size_t i = 0; i < record->count; i++) {
        size_t length = strlen(record->fields[i]);
        sizes->longest = length > sizes->longest ? length : sizes->longest;
    }
    return true;
}

static void count_warning(void *self, int line, int column, const char *sentence)
{
    (void)line, (void)column, (void)sentence;
    ((Sizes *)self)->warnings++;
}

static Sizes measure_repeated(const char *start, const char *unit, size_t times, const char *end, bool *ok,
                              Error *err)
{
    static const CsvHandler handler = {measure, count_warning};
    Sizes sizes = {0};
    CsvReader *reader = csv_reader_new(&handler, &sizes, ',');
    Str block = STR_INIT;
    while (block.length < 32768)
        str_append(&block, unit);
    size_t per_block = block.length / strlen(unit);
    *ok = csv_reader_feed(reader, start, strlen(start), err);
    for (size_t done = 0; *ok && done < times; done += per_block)
        *ok = csv_reader_feed(reader, str_get(&block), block.length, err);
    *ok = *ok && csv_reader_feed(reader, end, strlen(end), err) && csv_reader_end(reader, err);
    str_clear(&block);
    csv_reader_free(reader);
    return sizes;
}

static void test_limits(void **state)
{
    (void)state;
    bool ok;
    Error err = {0};
    Sizes sizes = measure_repeated("a,", "\xc3\xa9", 200000, "\n1,2\n", &ok, &err);
    assert_true(ok);
    assert_int_equal(sizes.records, 2);
    assert_int_equal(sizes.longest, CSV_FIELD_MAX);
    assert_int_equal(sizes.warnings, 1);

    sizes = measure_repeated("a", ",", 100000, "\n1,2\n", &ok, &err);
    assert_true(ok);
    assert_int_equal(sizes.records, 2);
    assert_int_equal(sizes.widest, CSV_COLUMNS_MAX);
    assert_int_equal(sizes.warnings, 1);

    measure_repeated("a,b\nc,\"", "x\n", 200000000, "", &ok, &err);
    assert_false(ok);
    assert_int_equal(err.kind, ERROR_INPUT);
    assert_int_equal(err.line, 2);
    assert_non_null(strstr(err.message, "never closed"));
}

static bool stop_at_two(void *self, const CsvRecord *record, Error *err)
{
    (*(int *)self)++;
    return record->line < 2 || error_set(err, ERROR_INTERRUPTED, "stopped");
}

static void test_handler_stops(void **state)
{
    (void)state;
    static const CsvHandler handler = {stop_at_two, NULL};
    int calls = 0;
    Error err = {0};
    CsvReader *reader = csv_reader_new(&handler, &calls, ',');
    assert_true(csv_reader_feed(reader, "a\nb\nc\nd\n", 8, &err));
    assert_false(csv_reader_end(reader, &err));
    assert_int_equal(err.kind, ERROR_INTERRUPTED);
    assert_int_equal(calls, 2);
    error_clear(&err);
    assert_false(csv_reader_feed(reader, "e\n", 2, &err));
    assert_int_equal(err.kind, ERROR_INTERRUPTED);
    assert_int_equal(calls, 2);
    csv_reader_free(reader);
}

static void test_delimiters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {
        {"", ','},
        {"one column\nAda\n", ','},
        {"a;b;c\n1,5;2,5;3,5\n", ';'},
        {"Name\tFirm\nAda\tAcme, Inc.\nBo\tNorthwind, Ltd.\n", '\t'},
        {"Notes:\n\"When exporting; mails; may be missing\"\n\nFirst Name,Last Name\nAda,Byron\n", ','},
        {"\"a;b\",\"c;d\"\n\"x;y\",\"z\"\n", ','},
        {"\"a\"\"b;c\";d\n1;2\n", ';'},
        {"a;b", ';'},
        {"a,b\nc;d;e", ','},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(csv_sniff_delimiter(cases[i].text, strlen(cases[i].text)), cases[i].delimiter);
}

static void test_writer(void **state)
{
    (void)state;
    Str out = STR_INIT;
    CsvWriter raw = csv_write_to(&out, CSV_RAW);
    csv_write_cell(&raw, "a \"b\"");
    csv_write_cell(&raw, NULL);
    csv_write_cell(&raw, "=1");
    csv_write_row_end(&raw);
    csv_write_cell(&raw, "x\ny");
    csv_write_row_end(&raw);
    assert_string_equal(str_get(&out), "\"a \"\"b\"\"\",\"\",\"=1\"\r\n\"x\ny\"\r\n");
    str_clear(&out);
}

static const char *const FORMULAS[] = {
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+49 30 1234",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "'=1",
    "''=1",
    "' =1",
    "\xef\xbc\x9d"
    "1",
    "\xef\xbc\x8b"
    "1",
    "\xef\xbc\x8d"
    "1",
    "\xef\xbc\xa0"
    "1",
    " \xef\xbc\x9d"
    "1",
    "=HYPERLINK(A1)",
    "-",
    "+",
    "=",
    "@",
};
static const char *const HARMLESS[] = {
    "", "Ada", "'", "''", "'quoted'", "a=b", "1-2", "O'Neil", "ada@acme.example", " ", "' '"};

static void expect_guard(const char *text, bool guarded)
{
    Str out = STR_INIT;
    CsvWriter writer = csv_write_to(&out, CSV_SPREADSHEET);
    csv_write_cell(&writer, text);
    char *cell = str_format("%s%s", guarded ? "'" : "", text);
    char *quoted = str_format("\"%s\"", cell);
    assert_string_equal(str_get(&out), quoted);
    assert_string_equal(csv_unguard(cell), text);
    free(quoted);
    free(cell);
    str_clear(&out);
}

static void test_formula_guard(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FORMULAS / sizeof *FORMULAS; i++)
        expect_guard(FORMULAS[i], true);
    for (size_t i = 0; i < sizeof HARMLESS / sizeof *HARMLESS; i++)
        expect_guard(HARMLESS[i], false);
    assert_null(csv_unguard(NULL));
}

static bool keep_first(void *self, const CsvRecord *record, Error *err)
{
    (void)err;
    str_append(self, record->fields[0]);
    return true;
}

// What is written, guarded or not, reads back as it was.
static void test_round_trip(void **state)
{
    (void)state;
    random_start_rand(5);
    static const CsvHandler handler = {keep_first, NULL};
    for (int round = 0; round < 3000; round++) {
        char text[12];
        size_t length = (size_t)rand() % sizeof text;
        for (size_t i = 0; i < length; i++)
            text[i] = "'=+-@ab ,;\"\n\t"[rand() % 13];
        text[length] = '\0';
        Str out = STR_INIT, back = STR_INIT;
        CsvWriter writer = csv_write_to(&out, round % 2 ? CSV_SPREADSHEET : CSV_RAW);
        csv_write_cell(&writer, text);
        csv_write_row_end(&writer);
        CsvReader *reader = csv_reader_new(&handler, &back, ',');
        assert_true(csv_reader_feed(reader, str_get(&out), out.length, NULL));
        assert_true(csv_reader_end(reader, NULL));
        const char *read = round % 2 ? csv_unguard(str_get(&back)) : str_get(&back);
        if (strcmp(read, text) != 0)
            fail_msg("round %d: [%s] became [%s]", round, text, read);
        csv_reader_free(reader);
        str_clear(&out);
        str_clear(&back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_in_any_chunks),
        cmocka_unit_test(test_chunking_never_matters),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_handler_stops),
        cmocka_unit_test(test_delimiters),
        cmocka_unit_test(test_writer),
        cmocka_unit_test(test_formula_guard),
        cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
