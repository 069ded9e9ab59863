// SPDX-License-Identifier: MIT
// Two small dynamic programs. Ranking finds the best way to lay the needle over the text, not the first one,
// because the highlighted letters have to look like what the person meant ("fu" in "Follow Up", not in "Find
// User"). Suggesting is the optimal string alignment distance, which counts the swap of neighbours, the
// commonest typing mistake, as one.
#include "rapport/core/fuzzy.h"

#include <limits.h>
#include <string.h>

#include "rapport/base/str.h"
#include "rapport/base/utf8.h"

enum {
    SCORE_MATCH = 16,
    SCORE_WORD_START = 12,
    SCORE_TEXT_START = 6, // on top of a word start
    SCORE_RUN = 10,       // follows directly on the match before
    PENALTY_GAP = 1,      // per character between two matches
    PENALTY_LENGTH = 8,   // one point per so many characters of the text
    IMPOSSIBLE = INT_MIN / 2,
};

// Text in its search form, one folded character a cell, with the place it came from.
typedef struct Letter {
    uint32_t code;
    size_t at; // byte offset in the original
    bool word_start;
} Letter;

typedef struct Letters {
    Letter items[FUZZY_TEXT_MAX];
    size_t count;
} Letters;

static void letters_add_folded(Letters *letters, const Str *folded, size_t at, bool word_start, size_t limit)
{
    for (size_t i = 0; i < folded->length && letters->count < limit;) {
        uint32_t code;
        i += utf8_decode(folded->data + i, folded->length - i, &code, NULL);
        letters->items[letters->count++] = (Letter){code, at, word_start};
        word_start = false;
    }
}

static bool upper_follows_lower(uint32_t before, uint32_t code)
{
    return before >= 'a' && before <= 'z' && code >= 'A' && code <= 'Z';
}

static void letters_read(Letters *letters, const char *text, bool keep_blanks, size_t limit)
{
    size_t length = strlen(text);
    uint32_t before = ' ';
    Str folded = STR_INIT;
    letters->count = 0;
    for (size_t at = 0; at < length && letters->count < limit;) {
        uint32_t code;
        size_t size = utf8_decode(text + at, length - at, &code, NULL);
        bool start = utf8_is_word(code) &&
                     (!utf8_is_word(before) || utf8_is_cjk(code) || upper_follows_lower(before, code));
        if (code < 0x80 && utf8_is_word(code)) { // most of all letters
            bool capital = code >= 'A' && code <= 'Z';
            letters->items[letters->count++] = (Letter){capital ? code + ('a' - 'A') : code, at, start};
        } else if (keep_blanks || !utf8_is_space(code)) {
            str_truncate(&folded, 0);
            utf8_fold(&folded, text + at, size);
            letters_add_folded(letters, &folded, at, start, limit);
        }
        before = code;
        at += size;
    }
    str_clear(&folded);
}

static int letter_score(const Letters *text, size_t at)
{
    int score = SCORE_MATCH;
    if (text->items[at].word_start)
        score += SCORE_WORD_START;
    if (at == 0)
        score += SCORE_TEXT_START;
    return score;
}

// best[i][j]: the highest score with needle letter i laid on text letter j; from[i][j]: where letter i - 1
// lies then.
typedef struct Layout {
    int best[FUZZY_NEEDLE_MAX][FUZZY_TEXT_MAX];
    short from[FUZZY_NEEDLE_MAX][FUZZY_TEXT_MAX];
} Layout;

static void layout_row(Layout *layout, const Letters *needle, const Letters *text, size_t i)
{
    int reach = IMPOSSIBLE; // best score of letter i - 1 anywhere before, less the gap to here
    short reach_from = -1;
    for (size_t j = 0; j < text->count; j++) {
        int run = i > 0 && j > 0 ? layout->best[i - 1][j - 1] : IMPOSSIBLE;
        if (reach > IMPOSSIBLE)
            reach -= PENALTY_GAP;
        int before = i == 0 ? 0 : reach;
        short from = reach_from;
        if (run > IMPOSSIBLE && run + SCORE_RUN >= before) {
            before = run + SCORE_RUN;
            from = (short)(j - 1);
        }
        bool fits = before > IMPOSSIBLE && needle->items[i].code == text->items[j].code;
        layout->best[i][j] = fits ? before + letter_score(text, j) : IMPOSSIBLE;
        layout->from[i][j] = from;
        if (run > reach) {
            reach = run;
            reach_from = (short)(j - 1);
        }
    }
}

static void match_positions(const Layout *layout, const Letters *needle, const Letters *text, size_t last,
                            FuzzyMatch *match)
{
    size_t reversed[FUZZY_NEEDLE_MAX];
    size_t j = last;
    match->count = 0;
    for (size_t i = needle->count; i-- > 0;) {
        size_t at = text->items[j].at;
        // One original letter may fold to two ("ß"): it is marked once.
        if (match->count == 0 || reversed[match->count - 1] != at)
            reversed[match->count++] = at;
        if (i > 0)
            j = (size_t)layout->from[i][j];
    }
    for (size_t i = 0; i < match->count; i++)
        match->positions[i] = reversed[match->count - 1 - i];
}

// The cheap test first: most texts do not contain the letters at all.
static bool letters_contain(const Letters *text, const Letters *needle)
{
    size_t i = 0;
    for (size_t j = 0; j < text->count && i < needle->count; j++)
        i += needle->items[i].code == text->items[j].code;
    return i == needle->count;
}

bool fuzzy_match(const char *needle, const char *text, FuzzyMatch *match)
{
    FuzzyMatch unused;
    Letters pattern, letters;
    if (match == NULL)
        match = &unused;
    *match = (FuzzyMatch){0};
    letters_read(&pattern, needle, false, FUZZY_NEEDLE_MAX);
    if (pattern.count == 0)
        return true;
    letters_read(&letters, text, true, FUZZY_TEXT_MAX);
    if (!letters_contain(&letters, &pattern))
        return false;
    Layout layout;
    for (size_t i = 0; i < pattern.count; i++)
        layout_row(&layout, &pattern, &letters, i);
    const int *last_row = layout.best[pattern.count - 1];
    size_t last = 0;
    for (size_t j = 1; j < letters.count; j++) {
        if (last_row[j] > last_row[last])
            last = j;
    }
    match->score = last_row[last] - (int)letters.count / PENALTY_LENGTH;
    match_positions(&layout, &pattern, &letters, last, match);
    return true;
}

enum { WORD_MAX = 40 }; // longer words are nobody's typing mistake

static int least(int a, int b)
{
    return a < b ? a : b;
}

// Optimal string alignment distance of folded bytes; both at most WORD_MAX long.
static int edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        int *row = rows[i % 3], *above = rows[(i - 1) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

static int near_enough(size_t length)
{
    return length < 3 ? 1 : (int)(length + 2) / 3;
}

const char *suggest(const char *word, const char *const *names, size_t count)
{
    return suggest_row(word, names, count, sizeof *names);
}

const char *suggest_row(const char *word, const char *const *first, size_t count, size_t stride)
{
    Str folded = STR_INIT, name = STR_INIT;
    const char *best = NULL;
    utf8_fold(&folded, word, strlen(word));
    int limit = near_enough(folded.length);
    bool possible = folded.length > 0 && folded.length <= WORD_MAX;
    for (size_t i = 0; possible && i < count && limit >= 0; i++) {
        const char *candidate = *(const char *const *)(const void *)((const char *)first + i * stride);
        if (candidate == NULL)
            continue;
        str_truncate(&name, 0);
        utf8_fold(&name, candidate, strlen(candidate));
        if (name.length == 0 || name.length > WORD_MAX)
            continue;
        bool begins = folded.length >= 2 && str_starts(name.data, folded.data);
        int distance = edit_distance(folded.data, folded.length, name.data, name.length);
        if (begins)
            distance = least(distance, 1);
        // All letters replaced is no resemblance, however short the word.
        if (distance <= limit && distance < (int)name.length) {
            best = candidate;
            limit = distance - 1;
        }
    }
    str_clear(&folded);
    str_clear(&name);
    return best;
}
