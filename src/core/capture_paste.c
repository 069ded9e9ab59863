// SPDX-License-Identifier: MIT
// People copied from a page of profiles or search results. Pages change their layout and mix buttons and
// counters into the text; what is stable is that the name comes first, the headline follows, and degree and
// mutual connections say so.
#include <stdlib.h>
#include <string.h>

#include "capture_internal.h"

// What a page says to its reader and not about the person.
static bool is_noise(Span line)
{
    static const char *const whole[] = {"connect",
                                        "message",
                                        "follow",
                                        "following",
                                        "pending",
                                        "more",
                                        "save",
                                        "invite",
                                        "contact info",
                                        "view profile",
                                        "open to work",
                                        "hiring",
                                        "premium",
                                        "verified",
                                        "show all",
                                        "save in sales navigator",
                                        "\xe2\x80\xa2",
                                        "\xc2\xb7",
                                        NULL};
    static const char *const starts[] = {"view",   "status is", "provides services", "visit my", "summary",
                                         "skills", "see all"};
    static const char *const counters[] = {"follower", "followers", "connections", NULL};
    Span rest;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (span_lead(line, starts[i], &rest))
            return true;
    }
    bool counts = line.length > 0 && line.text[0] >= '0' && line.text[0] <= '9';
    return span_in(line, whole) || (counts && span_has_word(line, counters));
}

static bool mentions_mutual(Span line)
{
    static const char *const mutual[] = {"mutual", NULL};
    return span_has_word(line, mutual);
}

static const char *find(Span span, const char *wanted)
{
    size_t length = strlen(wanted);
    for (size_t i = 0; i + length <= span.length; i++) {
        if (memcmp(span.text + i, wanted, length) == 0)
            return span.text + i;
    }
    return NULL;
}

static void add_mutual(Capture *capture, Span name)
{
    static const char *const stops[] = {"mutual", "other", "others", "connection", "connections", NULL};
    name = span_trim(name);
    bool number = name.length > 0 && name.text[0] >= '0' && name.text[0] <= '9';
    if (name.length > 0 && !number && !span_has_word(name, stops))
        vec_push(&capture->mutuals, span_dup(name));
}

// "Sam Okafor, Ines Costa and 12 other mutual connections", "Sam Okafor is a mutual connection".
static void read_mutuals(Capture *capture, Span line)
{
    static const char *const verbs[] = {" is a mutual", " are mutual"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const char *verb = find(line, verbs[i]);
        if (verb != NULL)
            line.length = (size_t)(verb - line.text);
    }
    size_t start = 0;
    for (size_t i = 0; i < line.length;) {
        bool and = i + 5 <= line.length && memcmp(line.text + i, " and ", 5) == 0;
        size_t separator = line.text[i] == ',' ? 1 : and? 5 : 0;
        if (separator > 0) {
            add_mutual(capture, (Span){line.text + start, i - start});
            start = i + separator;
        }
        i += separator > 0 ? separator : 1;
    }
    add_mutual(capture, (Span){line.text + start, line.length - start});
}

// Cuts " • 2nd" off the end of a name and keeps what it says.
static Span take_degree(Capture *capture, Span line)
{
    static const char *const bullets[] = {"\xe2\x80\xa2", "\xc2\xb7"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        const char *bullet = find(line, bullets[i]);
        if (bullet == NULL)
            continue;
        size_t before = (size_t)(bullet - line.text), size = strlen(bullets[i]);
        int degree = capture_degree(span_trim((Span){bullet + size, line.length - before - size}));
        if (degree == 0)
            continue;
        capture->degree = degree;
        return span_trim((Span){line.text, before});
    }
    return line;
}

static void read_name_line(Capture *capture, Span line)
{
    const char *hidden = find(line, "View "); // the text for screen readers sticks to the name
    if (hidden != NULL && hidden > line.text)
        line.length = (size_t)(hidden - line.text);
    line = span_trim(line);
    capture_take_pronouns(capture, &line);
    capture_set(&capture->name, line);
}

// "Boston, Massachusetts, United States", "Stockholm Metropolitan Area": no digits, every part capitalised.
static bool is_place(Span line)
{
    static const char *const areas[] = {"area", "region", NULL};
    if (capture_is_title(line))
        return false;
    bool comma = false, start = true;
    for (size_t i = 0; i < line.length; i++) {
        char byte = line.text[i];
        if ((byte >= '0' && byte <= '9') || strchr("|@:!?", byte) != NULL ||
            (start && byte >= 'a' && byte <= 'z'))
            return false;
        comma = comma || byte == ',';
        start = byte == ',' || (start && byte == ' ');
    }
    return comma || span_has_word(line, areas);
}

static void read_place(Capture *capture, Span line)
{
    const char *comma = memchr(line.text, ',', line.length);
    if (comma != NULL)
        line.length = (size_t)(comma - line.text);
    capture_set(&capture->city, line);
}

static void read_current(Capture *capture, Span role)
{
    if (capture->company == NULL)
        capture_set_headline(capture, role);
}

static void read_unannounced(Capture *capture, Span line)
{
    if (capture->title == NULL && capture->company == NULL)
        capture_set_headline(capture, line);
    else if (capture->city == NULL && is_place(line))
        read_place(capture, line);
    else
        capture_guessed(capture, line);
}

static void read_words(Capture *capture, Span line, const CaptureDates *dates)
{
    Span rest;
    bool same = capture->name != NULL && span_is(line, capture->name);
    if (same || is_noise(line))
        return;
    if (mentions_mutual(line))
        read_mutuals(capture, line);
    else if (capture->name == NULL && capture_degree(line) == 0)
        read_name_line(capture, line);
    else if (span_lead(line, "current", &rest))
        read_current(capture, rest);
    else if (!capture_announced(capture, line, dates))
        read_unannounced(capture, line);
}

static void read_line(Capture *capture, Span line, const CaptureDates *dates)
{
    Str left = STR_INIT;
    Span whole = take_degree(capture, span_trim(line));
    capture_lift(capture, whole, &left);
    Span words = span_trim(span_of(str_get(&left)));
    if (words.length > 0)
        read_words(capture, words, dates);
    str_clear(&left);
}

static Span take_line(Span *rest)
{
    const char *end = rest->length == 0 ? NULL : memchr(rest->text, '\n', rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->text);
    Span line = {rest->text, length};
    size_t skip = length + (end != NULL);
    rest->text += skip;
    rest->length -= skip;
    return span_trim(line);
}

static size_t count_lines(Span block)
{
    size_t lines = 0;
    while (block.length > 0)
        lines += take_line(&block).length > 0;
    return lines;
}

static bool read_block(Span block, const CaptureDates *dates, Capture *out)
{
    if (count_lines(block) == 1) {
        char *line = span_dup(block);
        bool good = capture_line(line, dates, out, NULL);
        free(line);
        return good;
    }
    capture_init(out);
    while (block.length > 0)
        read_line(out, take_line(&block), dates);
    if (out->name == NULL)
        capture_clear(out);
    return out->name != NULL;
}

// The next block of lines between blank ones; false at the end of the text.
static bool next_block(Span *rest, Span *block)
{
    Span before = *rest, line = {rest->text, 0};
    while (line.length == 0 && rest->length > 0) {
        before = *rest;
        line = take_line(rest);
    }
    const char *end = before.text;
    for (; line.length > 0; line = rest->length > 0 ? take_line(rest) : (Span){rest->text, 0})
        end = line.text + line.length;
    *block = (Span){before.text, (size_t)(end - before.text)};
    return block->length > 0;
}

bool capture_paste(const char *text, const CaptureDates *dates, CaptureList *out, size_t *skipped, Error *err)
{
    Str prepared = STR_INIT;
    size_t found = 0, nameless = 0;
    capture_prepare(text, &prepared);
    Span rest = span_of(str_get(&prepared)), block;
    while (next_block(&rest, &block)) {
        Capture capture;
        if (read_block(block, dates, &capture)) {
            vec_push(out, capture);
            found++;
        } else {
            nameless++;
        }
    }
    str_clear(&prepared);
    if (skipped != NULL)
        *skipped = nameless;
    return found > 0 ||
           error_set(err, ERROR_INPUT,
                     "nobody was found in this text; put a name first and a blank line between two people");
}
