// SPDX-License-Identifier: MIT
// UTF-8 under any bytes: decoding, repair, clusters both ways, folding and tokens keep their promises.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rapport/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 4096 }; // walking back from every cluster is slow in one endless cluster

static void require(bool kept)
{
    if (!kept)
        abort();
}

static void check_repair(const char *text, size_t length)
{
    Str repaired = STR_INIT;
    utf8_repair(&repaired, text, length);
    require(utf8_valid(str_get(&repaired), repaired.length));
    require(utf8_valid(text, length) == (repaired.length == length));
    require(utf8_count_codes(text, length) == utf8_count_codes(str_get(&repaired), repaired.length));
    require(utf8_count_utf16(text, length) >= utf8_count_codes(text, length));
    str_clear(&repaired);
}

static void check_clusters(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t used = utf8_cluster(text + at, length - at);
        require(used > 0 && used <= length - at);
        require(utf8_cluster_before(text, at + used) == at);
        at += used;
    }
}

static bool check_token(void *self, const char *token, size_t length)
{
    const char **end = self;
    require(length > 0 && token >= *end && utf8_valid(token, length));
    *end = token + length;
    return true;
}

static void check_fold(const char *text, size_t length)
{
    Str once = STR_INIT, twice = STR_INIT;
    utf8_fold(&once, text, length);
    require(utf8_valid(str_get(&once), once.length));
    utf8_fold(&twice, str_get(&once), once.length);
    require(once.length == twice.length && memcmp(str_get(&once), str_get(&twice), once.length) == 0);
    const char *end = str_get(&once);
    utf8_tokens(str_get(&once), once.length, check_token, &end);
    str_clear(&once);
    str_clear(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    size_t length = size < MOST ? size : MOST;
    check_repair(text, length);
    check_clusters(text, length);
    check_fold(text, length);
    return 0;
}
