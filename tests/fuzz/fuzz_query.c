// SPDX-License-Identifier: MIT
// Any text as a query: strict queries survive being written down and read again, and mean the same.
#include <stdint.h>
#include <stdlib.h>

#include "rapport/base/mem.h"
#include "rapport/core/query.h"
#include "rapport/core/query_match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const int32_t TODAY = 20781; // 2026-11-24

static bool matches(const Query *query)
{
    static const char *const names[] = {"Ada Byron", "\u7530\u4e2d"};
    static const QueryRole roles[] = {{ORGANISATION_COMPANY, "Acme", "Engineer", true}};
    QueryPerson person = {.names = names,
                          .name_count = 2,
                          .roles = roles,
                          .role_count = 1,
                          .met = TODAY - 30,
                          .last = TODAY,
                          .next = TODAY + 7,
                          .added = TODAY - 400,
                          .degree = 2,
                          .active = true};
    return query_match(query, &person);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_strndup((const char *)data, size);
    Query *query = NULL, *again = NULL;
    Str canonical = STR_INIT;
    if (query_parse(text, QUERY_LENIENT, TODAY, &query, NULL))
        matches(query);
    query_free(query);
    if (query_parse(text, QUERY_STRICT, TODAY, &query, NULL)) {
        query_format(query, &canonical);
        // Canonical text may be longer than the limit of a query ("OR" for "or" is not, "company:" for "@"
        // is).
        if (canonical.length <= QUERY_MAX_BYTES &&
            (!query_parse(str_get(&canonical), QUERY_STRICT, TODAY, &again, NULL) ||
             !query_equal(query, again) || matches(query) != matches(again)))
            abort();
    }
    query_free(query);
    query_free(again);
    str_clear(&canonical);
    free(text);
    return 0;
}
