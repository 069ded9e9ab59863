// SPDX-License-Identifier: MIT
// What a piece of a quick-add line is. Three tables decide, from sure to guessed: pieces known as a whole
// ("card"), first words that announce what follows ("met at ..."), and lists of words by which titles,
// schools and interests are known.
#include <stdlib.h>
#include <string.h>

#include "capture_internal.h"

// ---- setting fields

void capture_set(char **field, Span value)
{
    value = span_trim(value);
    if (value.length == 0)
        return;
    free(*field);
    *field = span_dup(value);
}

static void add_text(CaptureTexts *texts, Span value)
{
    value = span_trim(value);
    if (value.length > 0)
        vec_push(texts, span_dup(value));
}

void capture_add_note(Capture *capture, Span note)
{
    note = span_trim(note);
    if (note.length == 0)
        return;
    Str joined = STR_INIT;
    if (capture->note != NULL)
        str_appendf(&joined, "%s, ", capture->note);
    str_append_n(&joined, note.text, note.length);
    free(capture->note);
    capture->note = str_take(&joined);
}

// Splits "slides by fri"; *date stays empty when there is none.
static void split_date(Span text, const CaptureDates *dates, Span *before, Span *date)
{
    char *copy = span_dup(text);
    size_t length = text.length;
    const char *start = NULL;
    *before = text;
    *date = (Span){text.text + text.length, 0};
    if (capture_split_date(copy, dates, &length, &start)) {
        *date = (Span){text.text + (start - copy), text.length - (size_t)(start - copy)};
        *before = (Span){text.text, length};
    }
    free(copy);
}

static bool is_whole_date(Span text, const CaptureDates *dates)
{
    char *copy = span_dup(text);
    bool date = dates != NULL && dates->is_date != NULL ? dates->is_date(dates->self, copy)
                                                        : capture_looks_like_date(copy);
    free(copy);
    return date;
}

static void add_promise(Capture *capture, Span rest, bool mine, const CaptureDates *dates)
{
    Span text, date;
    // A sentence ends with a full stop, "15.12." does too.
    if (rest.length > 1 && rest.text[rest.length - 1] == '.' &&
        strchr("0123456789", rest.text[rest.length - 2]) == NULL)
        rest.length--;
    split_date(rest, dates, &text, &date);
    CapturePromise promise = {.mine = mine, .text = span_dup(text)};
    promise.when = date.length > 0 ? span_dup(date) : NULL;
    vec_push(&capture->promises, promise);
}

static const char *const online_places[] = {"linkedin", "online",  "slack",     "discord",  "zoom",
                                            "teams",    "twitter", "mastodon",  "github",   "reddit",
                                            "email",    "bluesky", "instagram", "facebook", NULL};

// "yesterday at PyCon": the day first, then a small word and the place. *event: the word was "at" or
// "during".
static bool split_leading_date(Span text, const CaptureDates *dates, Span *date, Span *where, bool *event)
{
    static const struct {
        const char *word;
        bool event;
    } small[] = {{"at", true}, {"during", true}, {"in", false}, {"on", false}};
    for (size_t i = 0; i + 1 < text.length; i++)
        for (size_t j = 0; text.text[i] == ' ' && j < sizeof small / sizeof *small; j++) {
            Span rest = {text.text + i + 1, text.length - i - 1}, before = {text.text, i};
            if (!span_lead(rest, small[j].word, where) || where->length == 0 || !is_whole_date(before, dates))
                continue;
            *date = before;
            *event = small[j].event;
            return true;
        }
    return false;
}

void capture_set_met(Capture *capture, Span rest, HowMet how, const CaptureDates *dates)
{
    if (how == HOW_NONE && span_in(rest, online_places))
        how = HOW_ONLINE;
    if (how != HOW_NONE)
        capture->how = how;
    if (rest.length == 0)
        return;
    if (is_whole_date(rest, dates)) {
        capture_set(&capture->met_when, rest);
        return;
    }
    Span where, date;
    bool event = false;
    if (!split_leading_date(rest, dates, &date, &where, &event))
        split_date(rest, dates, &where, &date);
    if (event && how == HOW_NONE)
        capture->how = HOW_EVENT;
    capture_set(&capture->met_where, where);
    capture_set(&capture->met_when, date);
}

static void set_introducer(Capture *capture, Span rest, const CaptureDates *dates)
{
    if (span_in(rest, online_places)) { // "via LinkedIn"
        capture_set_met(capture, rest, HOW_ONLINE, dates);
        return;
    }
    capture->how = HOW_INTRODUCED;
    capture_set(&capture->introduced_by, rest);
}

// ---- pieces that announce themselves

typedef enum Target {
    TO_SCHOOL,
    TO_COMPANY,
    TO_TITLE,
    TO_CITY,
    TO_NICKNAME,
    TO_PRONOUNS,
    TO_NOTE,
    TO_INTEREST,
    TO_PHONE,
    TO_INTRODUCER,
    TO_MINE,
    TO_THEIRS,
    TO_MET,
} Target;

// The longer of two leads with the same beginning comes first.
static const struct {
    const char *lead;
    Target target;
    HowMet how;
    bool alone; // may stand without anything behind it
} leads[] = {
    {"note", TO_NOTE, HOW_NONE, false},
    {"school", TO_SCHOOL, HOW_NONE, false},
    {"education", TO_SCHOOL, HOW_NONE, false},
    {"studied at", TO_SCHOOL, HOW_NONE, false},
    {"studies at", TO_SCHOOL, HOW_NONE, false},
    {"student at", TO_SCHOOL, HOW_NONE, false},
    {"graduated from", TO_SCHOOL, HOW_NONE, false},
    {"went to school at", TO_SCHOOL, HOW_NONE, false},
    {"alum of", TO_SCHOOL, HOW_NONE, false},
    {"alumna of", TO_SCHOOL, HOW_NONE, false},
    {"alumnus of", TO_SCHOOL, HOW_NONE, false},
    {"company", TO_COMPANY, HOW_NONE, false},
    {"employer", TO_COMPANY, HOW_NONE, false},
    {"works at", TO_COMPANY, HOW_NONE, false},
    {"works for", TO_COMPANY, HOW_NONE, false},
    {"working at", TO_COMPANY, HOW_NONE, false},
    {"at", TO_COMPANY, HOW_NONE, false},
    {"title", TO_TITLE, HOW_NONE, false},
    {"role", TO_TITLE, HOW_NONE, false},
    {"position", TO_TITLE, HOW_NONE, false},
    {"works as", TO_TITLE, HOW_NONE, false},
    {"city", TO_CITY, HOW_NONE, false},
    {"lives in", TO_CITY, HOW_NONE, false},
    {"living in", TO_CITY, HOW_NONE, false},
    {"based in", TO_CITY, HOW_NONE, false},
    {"nickname", TO_NICKNAME, HOW_NONE, false},
    {"goes by", TO_NICKNAME, HOW_NONE, false},
    {"aka", TO_NICKNAME, HOW_NONE, false},
    {"pronouns", TO_PRONOUNS, HOW_NONE, false},
    {"phone", TO_PHONE, HOW_NONE, false},
    {"mobile", TO_PHONE, HOW_NONE, false},
    {"cell", TO_PHONE, HOW_NONE, false},
    {"tel", TO_PHONE, HOW_NONE, false},
    {"shared interest", TO_INTEREST, HOW_NONE, false},
    {"interest", TO_INTEREST, HOW_NONE, false},
    {"interests", TO_INTEREST, HOW_NONE, false},
    {"interested in", TO_INTEREST, HOW_NONE, false},
    {"hobby", TO_INTEREST, HOW_NONE, false},
    {"likes", TO_INTEREST, HOW_NONE, false},
    {"loves", TO_INTEREST, HOW_NONE, false},
    {"fan of", TO_INTEREST, HOW_NONE, false},
    {"we both like", TO_INTEREST, HOW_NONE, false},
    {"we both", TO_INTEREST, HOW_NONE, false},
    {"both like", TO_INTEREST, HOW_NONE, false},
    {"introduced by", TO_INTRODUCER, HOW_NONE, false},
    {"introduction by", TO_INTRODUCER, HOW_NONE, false},
    {"intro by", TO_INTRODUCER, HOW_NONE, false},
    {"intro from", TO_INTRODUCER, HOW_NONE, false},
    {"introduced through", TO_INTRODUCER, HOW_NONE, false},
    {"referred by", TO_INTRODUCER, HOW_NONE, false},
    {"met through", TO_INTRODUCER, HOW_NONE, false},
    {"met via", TO_INTRODUCER, HOW_NONE, false},
    {"via", TO_INTRODUCER, HOW_NONE, false},
    {"i promised them to", TO_MINE, HOW_NONE, false},
    {"i promised them", TO_MINE, HOW_NONE, false},
    {"i promised to", TO_MINE, HOW_NONE, false},
    {"i promised", TO_MINE, HOW_NONE, false},
    {"i owe them", TO_MINE, HOW_NONE, false},
    {"i owe", TO_MINE, HOW_NONE, false},
    {"i'll", TO_MINE, HOW_NONE, false},
    {"i will", TO_MINE, HOW_NONE, false},
    {"promised me to", TO_THEIRS, HOW_NONE, false},
    {"promised me", TO_THEIRS, HOW_NONE, false},
    {"promised to", TO_MINE, HOW_NONE, false},
    {"promised", TO_MINE, HOW_NONE, false},
    {"they promised me", TO_THEIRS, HOW_NONE, false},
    {"they promised to", TO_THEIRS, HOW_NONE, false},
    {"they promised", TO_THEIRS, HOW_NONE, false},
    {"she promised me", TO_THEIRS, HOW_NONE, false},
    {"she promised to", TO_THEIRS, HOW_NONE, false},
    {"she promised", TO_THEIRS, HOW_NONE, false},
    {"he promised me", TO_THEIRS, HOW_NONE, false},
    {"he promised to", TO_THEIRS, HOW_NONE, false},
    {"he promised", TO_THEIRS, HOW_NONE, false},
    {"they owe me", TO_THEIRS, HOW_NONE, false},
    {"they'll", TO_THEIRS, HOW_NONE, false},
    {"they will", TO_THEIRS, HOW_NONE, false},
    {"she'll", TO_THEIRS, HOW_NONE, false},
    {"she will", TO_THEIRS, HOW_NONE, false},
    {"he'll", TO_THEIRS, HOW_NONE, false},
    {"he will", TO_THEIRS, HOW_NONE, false},
    {"we met at", TO_MET, HOW_EVENT, false},
    {"met at", TO_MET, HOW_EVENT, false},
    {"met during", TO_MET, HOW_EVENT, false},
    {"met online", TO_MET, HOW_ONLINE, true},
    {"met by chance", TO_MET, HOW_CHANCE, true},
    {"by chance", TO_MET, HOW_CHANCE, true},
    {"met on", TO_MET, HOW_NONE, false},
    {"met in", TO_MET, HOW_NONE, false},
    {"met", TO_MET, HOW_NONE, false},
    {"cold", TO_MET, HOW_COLD, true},
};

// "met online on Slack": the little word between is not part of the place.
static Span without_preposition(Span rest)
{
    static const char *const small[] = {"at", "on", "in", "during"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        Span behind;
        if (span_lead(rest, small[i], &behind) && behind.length > 0)
            return behind;
    }
    return rest;
}

static void apply(Capture *capture, Target target, HowMet how, Span rest, const CaptureDates *dates)
{
    switch (target) {
    case TO_SCHOOL:
        capture_set(&capture->school, rest);
        break;
    case TO_COMPANY:
        capture_set(&capture->company, rest);
        break;
    case TO_TITLE:
        capture_set_headline(capture, rest);
        break;
    case TO_CITY:
        capture_set(&capture->city, rest);
        break;
    case TO_NICKNAME:
        capture_set(&capture->nickname, rest);
        break;
    case TO_PRONOUNS:
        capture_set(&capture->pronouns, rest);
        break;
    case TO_NOTE:
        capture_add_note(capture, rest);
        break;
    case TO_INTEREST:
        add_text(&capture->interests, rest);
        break;
    case TO_PHONE:
        add_text(&capture->phones, rest);
        break;
    case TO_INTRODUCER:
        set_introducer(capture, rest, dates);
        break;
    case TO_MINE:
    case TO_THEIRS:
        add_promise(capture, rest, target == TO_MINE, dates);
        break;
    case TO_MET:
        capture_set_met(capture, without_preposition(rest), how, dates);
        break;
    }
}

static bool apply_lead(Capture *capture, Span piece, const CaptureDates *dates)
{
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        Span rest;
        if (!span_lead(piece, leads[i].lead, &rest) || (rest.length == 0 && !leads[i].alone))
            continue;
        if (leads[i].target == TO_PHONE && !capture_is_phone(rest)) // "cell biology"
            continue;
        apply(capture, leads[i].target, leads[i].how, rest, dates);
        return true;
    }
    return false;
}

// Pieces that are known as a whole.
static bool apply_whole(Capture *capture, Span piece)
{
    static const char *const cards[] = {"card",
                                        "business card",
                                        "got card",
                                        "got a card",
                                        "got the card",
                                        "got her card",
                                        "got his card",
                                        "got their card",
                                        "has card",
                                        "card received",
                                        "exchanged cards",
                                        "gave me her card",
                                        "gave me a card",
                                        "gave me his card",
                                        "gave me their card",
                                        "cards",
                                        NULL};
    static const char *const colds[] = {"cold email", "cold message", "cold contact", "cold call", NULL};
    if (span_in(piece, cards)) {
        capture->card = true;
        return true;
    }
    if (span_in(piece, colds)) {
        capture->how = HOW_COLD;
        return true;
    }
    return false;
}

bool capture_announced(Capture *capture, Span piece, const CaptureDates *dates)
{
    int degree = capture_degree(piece);
    if (degree > 0) {
        capture->degree = degree;
        return true;
    }
    if (capture_is_phone(piece) && !is_whole_date(piece, dates)) {
        add_text(&capture->phones, piece);
        return true;
    }
    if (capture_is_pronouns(piece)) {
        capture_set(&capture->pronouns, piece);
        return true;
    }
    if (piece.length > 1 && piece.text[0] == '@') {
        capture_set(&capture->company, (Span){piece.text + 1, piece.length - 1});
        return true;
    }
    return apply_whole(capture, piece) || apply_lead(capture, piece, dates);
}

// ---- guesses

bool capture_is_title(Span piece)
{
    static const char *const words[] = {
        "engineer",   "developer",    "designer",   "manager",    "director",    "analyst",  "scientist",
        "researcher", "professor",    "lecturer",   "teacher",    "student",     "founder",  "cofounder",
        "recruiter",  "consultant",   "architect",  "lead",       "head",        "vp",       "president",
        "chief",      "ceo",          "cto",        "cfo",        "coo",         "cmo",      "cpo",
        "intern",     "officer",      "accountant", "lawyer",     "attorney",    "nurse",    "doctor",
        "physician",  "editor",       "writer",     "journalist", "producer",    "owner",    "partner",
        "principal",  "associate",    "assistant",  "specialist", "coordinator", "advisor",  "adviser",
        "programmer", "counsel",      "strategist", "technician", "investor",    "postdoc",  "phd",
        "fellow",     "dean",         "buyer",      "planner",    "trainer",     "coach",    "administrator",
        "sysadmin",   "librarian",    "curator",    "chef",       "pilot",       "marketer", "copywriter",
        "economist",  "statistician", NULL};
    return span_has_word(piece, words);
}

static bool is_school(Span piece)
{
    static const char *const words[] = {
        "university", "universit\xc3\xa4t", "universidad", "universit\xc3\xa9", "universitet", "college",
        "institute",  "polytechnic",        "academy",     "hochschule",        NULL};
    Span last;
    bool ends_with_school = piece.length > 7 && span_is((Span){piece.text + piece.length - 7, 7}, " school");
    return span_has_word(piece, words) || ends_with_school || span_lead(piece, "school of", &last);
}

static bool is_interest(Span piece)
{
    static const char *const words[] = {
        "club",        "meetup",  "society",   "climbing", "running", "chess",        "sailing", "hiking",
        "cycling",     "cooking", "music",     "guitar",   "piano",   "jazz",         "choir",   "band",
        "photography", "garden",  "gardening", "football", "soccer",  "basketball",   "tennis",  "yoga",
        "skiing",      "surfing", "swimming",  "rowing",   "gaming",  "knitting",     "reading", "books",
        "travel",      "theatre", "theater",   "dance",    "dancing", "volunteering", NULL};
    return span_has_word(piece, words);
}

// The bytes of the separator at a position of a headline; 0 when there is none.
static size_t separator_size(Span text, size_t at)
{
    static const char *const separators[] = {" | ", " \xc2\xb7 ",     " \xe2\x80\xa2 ",
                                             " - ", " \xe2\x80\x93 ", ", "};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t length = strlen(separators[i]);
        if (at + length <= text.length && memcmp(text.text + at, separators[i], length) == 0)
            return length;
    }
    return 0;
}

void capture_set_headline(Capture *capture, Span headline)
{
    Span title = headline, company;
    if (!capture_split_at(headline, true, &title, &company)) {
        capture_set(&capture->title, headline);
        return;
    }
    size_t end = 0;
    while (end < company.length && separator_size(company, end) == 0)
        end++;
    size_t more = end + separator_size(company, end);
    capture_set(&capture->title, title);
    capture_set(&capture->company, (Span){company.text, end});
    capture_add_note(capture, (Span){company.text + more, company.length - more});
}

void capture_guessed(Capture *capture, Span piece)
{
    Span before, behind;
    bool has_at = capture_split_at(piece, false, &before, &behind);
    if (!has_at && capture_split_at(piece, true, &before, &behind))
        has_at = capture_is_title(before);
    if (has_at)
        capture_set_headline(capture, piece);
    else if (capture->title == NULL && capture_is_title(piece))
        capture_set(&capture->title, piece);
    else if (capture->school == NULL && is_school(piece))
        capture_set(&capture->school, piece);
    else if (is_interest(piece))
        add_text(&capture->interests, piece);
    else
        capture_add_note(capture, piece);
}
