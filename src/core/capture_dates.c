// SPDX-License-Identifier: MIT
// Where a date stands at the end of a sentence. Every word gets a letter for what it could be, and a date is
// a string of letters from a list: shorter to read, and to extend, than a grammar in code.
#include <stdlib.h>
#include <string.h>

#include "capture_internal.h"
#include "rapport/base/mem.h"

enum { DATE_WORDS = 5 }; // "tue 15 dec at 10:30" and the like

static const char *const weekdays[] = {"mon",       "monday",   "tue",  "tues",   "tuesday",  "wed", "weds",
                                       "wednesday", "thu",      "thur", "thurs",  "thursday", "fri", "friday",
                                       "sat",       "saturday", "sun",  "sunday", NULL};
static const char *const months[] = {"jan",      "january", "feb",      "february",  "mar", "march",   "apr",
                                     "april",    "may",     "jun",      "june",      "jul", "july",    "aug",
                                     "august",   "sep",     "sept",     "september", "oct", "october", "nov",
                                     "november", "dec",     "december", NULL};
static const char *const days[] = {"today", "tomorrow", "yesterday", "tonight", "eow", "eom", NULL};
static const char *const units[] = {"day", "days", "week", "weeks", "month", "months", "year", "years", NULL};
static const char *const numbers[] = {"a", "an", "one", "two", "three", "four", "five", "six", "ten", NULL};
static const char *const which[] = {"next", "this", "last", "coming", NULL};
static const char *const connectors[] = {"by", "on", "before", "until", "till", "for", "due", NULL};
// A date behind one of these belongs to the sentence: "an intro to Sun", "the Friday demo of May".
static const char *const binders[] = {"to", "with", "about", "of", "the", "my", "and", "from", "named", NULL};

static size_t digits_at(Span word, size_t at)
{
    size_t count = 0;
    while (at + count < word.length && word.text[at + count] >= '0' && word.text[at + count] <= '9')
        count++;
    return count;
}

static Span tail(Span word, size_t from)
{
    return (Span){word.text + from, word.length - from};
}

// "12/15", "12/15/2026", "2026-12-15", "15.12.", "15.12.2026". Two numbers around one dot are a version, not
// a date.
static bool is_numeric_date(Span word)
{
    size_t groups = 0, at = 0;
    char sign = '\0';
    while (at < word.length) {
        size_t digits = digits_at(word, at);
        if (digits == 0 || digits > 4)
            return false;
        groups++;
        at += digits;
        if (at == word.length)
            break;
        if (strchr("/-.", word.text[at]) == NULL || (sign != '\0' && sign != word.text[at]))
            return false;
        sign = word.text[at++];
    }
    bool dot_ends = word.length > 0 && word.text[word.length - 1] == '.';
    return groups == 3 || (groups == 2 && (sign == '/' || (sign == '.' && dot_ends)));
}

static bool is_relative(Span word)
{
    static const char *const shorts[] = {"d", "w", "m", "y", "bd", NULL};
    size_t sign = word.length > 0 && (word.text[0] == '+' || word.text[0] == '-');
    size_t digits = digits_at(word, sign);
    return digits > 0 && digits <= 3 && span_in(tail(word, sign + digits), shorts);
}

static bool is_time(Span word)
{
    static const char *const halves[] = {"am", "pm", "h", NULL};
    size_t hour = digits_at(word, 0);
    if (hour == 0 || hour > 2 || hour == word.length)
        return false;
    if (word.text[hour] != ':')
        return span_in(tail(word, hour), halves);
    size_t minute = digits_at(word, hour + 1);
    Span rest = tail(word, hour + 1 + minute);
    return minute == 2 && (rest.length == 0 || span_in(rest, halves));
}

// W weekday, M month, D day word, U unit, X next/this, n number, N day number with st/nd/rd/th, Y year, I
// numeric date, R "+2w", T time, i in, a at, g ago; 0 = none of these.
static char letter_of(Span word)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th", NULL};
    size_t digits = digits_at(word, 0);
    if (digits == word.length && digits > 0)
        return digits <= 3 ? 'n' : digits == 4 && (word.text[0] == '1' || word.text[0] == '2') ? 'Y' : '\0';
    if (digits > 0 && digits <= 2 && span_in(tail(word, digits), ordinals))
        return 'N';
    static const struct {
        const char *const *words;
        char letter;
    } lists[] = {{weekdays, 'W'}, {months, 'M'}, {days, 'D'}, {units, 'U'}, {numbers, 'n'}, {which, 'X'}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (span_in(word, lists[i].words))
            return lists[i].letter;
    }
    if (is_numeric_date(word))
        return 'I';
    if (is_relative(word))
        return 'R';
    if (is_time(word))
        return 'T';
    return span_is(word, "in") ? 'i' : span_is(word, "at") ? 'a' : span_is(word, "ago") ? 'g' : '\0';
}

static bool pattern_is_date(const char *pattern)
{
    static const char *const dates[] = {"W",   "D",   "I",   "R",   "N",  "XW",  "XU",  "XM",  "inU",
                                        "nUg", "Mn",  "nM",  "MN",  "NM", "MnY", "nMY", "MNY", "NMY",
                                        "WnM", "WMn", "WNM", "WMN", "WI", "iR",  "T",   "MY",  NULL};
    static const char *const times[] = {"", "T", "aT", "an", NULL};
    for (size_t i = 0; dates[i] != NULL; i++) {
        size_t length = strlen(dates[i]);
        if (strncmp(pattern, dates[i], length) != 0)
            continue;
        for (size_t t = 0; times[t] != NULL; t++) {
            if (strcmp(pattern + length, times[t]) == 0)
                return true;
        }
    }
    return false;
}

bool capture_looks_like_date(const char *text)
{
    char pattern[DATE_WORDS + 2] = "";
    Span rest = span_of(text), word;
    for (size_t count = 0; span_word(&rest, &word); count++) {
        char letter = letter_of(word);
        if (count >= DATE_WORDS || letter == '\0')
            return false;
        pattern[count] = letter;
    }
    return pattern_is_date(pattern);
}

static bool ask_date(const CaptureDates *dates, const char *text)
{
    return dates != NULL && dates->is_date != NULL ? dates->is_date(dates->self, text)
                                                   : capture_looks_like_date(text);
}

// The length of what stands before the date at words[first], without "by" or "by the"; 0 when nothing else is
// left or the date belongs to the sentence.
static size_t length_before(const Span *words, size_t first, bool bare_number)
{
    bool article = first >= 2 && span_is(words[first - 1], "the") && span_in(words[first - 2], connectors);
    size_t last = first - (article ? 1 : 0);
    bool connected = last >= 1 && span_in(words[last - 1], connectors);
    if (!connected && (bare_number || span_in(words[first - 1], binders)))
        return 0;
    last -= connected;
    return last == 0 ? 0 : (size_t)(words[last - 1].text + words[last - 1].length - words[0].text);
}

bool capture_split_date(const char *text, const CaptureDates *dates, size_t *text_length, const char **date)
{
    VEC(Span) words = {0};
    Span rest = span_of(text), word;
    bool found = false;
    while (span_word(&rest, &word))
        vec_push(&words, word);
    size_t most = words.count > DATE_WORDS ? DATE_WORDS : words.count > 0 ? words.count - 1 : 0;
    for (size_t take = most; take > 0 && !found; take--) {
        size_t first = words.count - take;
        const char *start = words.items[first].text;
        if (span_in(words.items[first], connectors) || !ask_date(dates, start))
            continue;
        bool bare_number = take == 1 && digits_at(words.items[first], 0) == words.items[first].length;
        size_t before = length_before(words.items, first, bare_number);
        if (before == 0)
            continue;
        *text_length = (size_t)(words.items[0].text - text) + before;
        *date = start;
        found = true;
    }
    vec_clear(&words);
    return found;
}
