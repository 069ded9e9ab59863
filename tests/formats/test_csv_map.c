// SPDX-License-Identifier: MIT
// Address books as CSV, from files (tests/data/contacts): NAME.csv must give NAME.expected, whatever the
// chunks; and the mapping of columns, its errors and its fingerprint. RAPPORT_ACCEPT=1 writes the expected
// files anew.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "log_sink.h"
#include "rapport/base/file.h"
#include "rapport/base/mem.h"
#include "rapport/formats/csv_map.h"

static const char *const FILES[] = {"google_2024", "google_old", "outlook_classic",
                                    "outlook_com", "generic",    "generic_names"};

static void read_whole(const char *name, const char *ending, Str *text)
{
    Error err = {0};
    char *path = str_format("%s/contacts/%s%s", TEST_DATA, name, ending);
    if (!file_read(path, 1 << 20, text, &err))
        fail_msg("%s: %s", path, err.message);
    free(path);
}

static void accept(const char *name, const Str *log)
{
    char *path = str_format("%s/contacts/%s.expected", TEST_DATA, name);
    assert_true(file_write(path, str_get(log), log->length, FILE_REPLACE, NULL));
    free(path);
}

static void test_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        Str text = STR_INIT, expected = STR_INIT, log = STR_INIT;
        FormatOptions options = {.name = FILES[i]};
        read_whole(FILES[i], ".csv", &text);
        log_format(&options, str_get(&text), text.length, 4096, &log);
        if (getenv("RAPPORT_ACCEPT") != NULL)
            accept(FILES[i], &log);
        read_whole(FILES[i], ".expected", &expected);
        assert_string_equal(str_get(&log), str_get(&expected));
        for (size_t chunk = 1; chunk < 40; chunk += 3) {
            str_truncate(&log, 0);
            log_format(&options, str_get(&text), text.length, chunk, &log);
            assert_string_equal(str_get(&log), str_get(&expected));
        }
        str_clear(&text);
        str_clear(&expected);
        str_clear(&log);
    }
}

typedef struct MapCase {
    const char *maps[3];
    size_t count;
    const char *text;
    const char *expected;
} MapCase;

static const MapCase MAPS[] = {
    {{"name=Who", "company=Where", "tags=2"},
     3,
     "Who,Group,Where\nAda Byron,robots,Acme\n",
     "format csv\n2 contact Ada Byron [csv name/ada byron/] company=Acme tag=robots\n"},
    {{"name= who ", "About=WHERE"},
     2,
     "Who,Group,Where\nAda Byron,robots,Acme\n",
     "format csv\n2 contact Ada Byron [csv name/ada byron/] about=Acme tag=robots\n"},
    {{"met-day=Company"},
     1,
     "Name,Company\nAda,2 Jan 2024\n",
     "format csv\n2 contact Ada [csv name/ada/] met_day=2024-01-02\n"},
    {{"title=Company", "company=Title"},
     2,
     "Name,Title,Company\nAda,Acme,Engineer\n",
     "format csv\n2 contact Ada [csv name/ada/] title=Engineer company=Acme\n"},
    {{"school=Company"},
     1,
     "First Name,Last Name,Company,Connected On\nAda,Byron,Northeastern,02 Jan 2024\n",
     "format csv\n2 contact Ada Byron [csv name/ada byron/] given=Ada family=Byron school=Northeastern "
     "connected=2024-01-02\n"},
    {{"name=Nobody"},
     1,
     "Who,Where\nAda,Acme\n",
     "format csv\nerror 4: there is no column \"Nobody\"; the columns are Who, Where\n"},
    {{"name=3"},
     1,
     "Who,Where\nAda,Acme\n",
     "format csv\nerror 4: there is no column \"3\"; the columns are Who, Where\n"},
    {{NULL},
     0,
     "Colour,Shape\nred,round\n",
     "format csv\nerror 4: no column is known to hold names; say which with --map name=COLUMN; the columns "
     "are Colour, "
     "Shape\n"},
    {{NULL},
     0,
     "",
     "format none\nerror 4: the format is not known; name it with --as, or a CSV's columns with --map "
     "FIELD=COLUMN\n"},
};

static void test_maps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof MAPS / sizeof *MAPS; i++) {
        Str log = STR_INIT;
        FormatOptions options = {.name = "x.csv", .maps = MAPS[i].maps, .map_count = MAPS[i].count};
        log_format(&options, MAPS[i].text, strlen(MAPS[i].text), 5, &log);
        assert_string_equal(str_get(&log), MAPS[i].expected);
        str_clear(&log);
    }
}

static void test_bad_maps(void **state)
{
    (void)state;
    Error err = {0};
    assert_true(csv_map_check("name=Column", &err));
    assert_true(csv_map_check("introduced-by=x", &err));
    static const char *const bad[] = {"", "name", "name=", "=x", "name=  "};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(csv_map_check(bad[i], &err));
        assert_int_equal(err.kind, ERROR_USAGE);
    }
    assert_false(csv_map_check("emial=x", &err));
    assert_true(
        str_starts(err.message, "there is no field \"emial\"; the fields are name, given, middle, family"));

    static const char *const maps[] = {"emial=x"};
    Str log = STR_INIT;
    FormatOptions options = {.name = "x.csv", .maps = maps, .map_count = 1};
    log_format(&options, "Name\nAda\n", 9, 9, &log);
    assert_non_null(strstr(str_get(&log), "there is no field"));
    str_clear(&log);
}

static void test_named_formats(void **state)
{
    (void)state;
    Error err = {0};
    assert_string_equal(format_named("Google-CSV", &err)->name, "google-csv");
    assert_null(format_named("xls", &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_non_null(strstr(err.message, "linkedin-connections, linkedin-messages"));

    Str log = STR_INIT;
    FormatOptions options = {.name = "x", .format = "csv"};
    const char *text = "First Name,Last Name,Connected On\nAda,Byron,02 Jan 2024\n";
    log_format(&options, text, strlen(text), 9, &log);
    assert_true(str_starts(str_get(&log), "format csv\n2 contact Ada Byron [csv "));
    str_truncate(&log, 0);
    options.format = "nonsense";
    log_format(&options, text, strlen(text), 9, &log);
    assert_true(str_starts(str_get(&log), "format none\nerror 3"));
    str_truncate(&log, 0);
    options = (FormatOptions){.name = "x.csv", .found = true};
    log_format(&options, "Name,Firm\nAda,Acme\n", 19, 9, &log);
    assert_true(str_starts(str_get(&log), "format none\nerror 1"));
    str_clear(&log);
}

static void test_fingerprints(void **state)
{
    (void)state;
    char a[CSV_FINGERPRINT_SIZE], b[CSV_FINGERPRINT_SIZE], c[CSV_FINGERPRINT_SIZE];
    assert_true(csv_map_fingerprint("Name,Firm\nx,y\n", 14, a));
    assert_true(csv_map_fingerprint("\xef\xbb\xbf"
                                    "\r\nNAME;\"firm\"\r\nother;rows\r\n",
                                    29, b));
    assert_true(csv_map_fingerprint("Firm,Name\n", 10, c));
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
    assert_int_equal(strlen(a), 16);
    assert_false(csv_map_fingerprint("Name\nAda\n", 9, a));
    assert_false(csv_map_fingerprint("", 0, a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),        cmocka_unit_test(test_maps),
        cmocka_unit_test(test_bad_maps),     cmocka_unit_test(test_named_formats),
        cmocka_unit_test(test_fingerprints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
