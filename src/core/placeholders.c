// SPDX-License-Identifier: MIT
// One row for each placeholder: its name, what it means, and how its value follows from what is known of a
// person.
#include "rapport/core/placeholders.h"

#include <string.h>

#include "rapport/base/civil.h"
#include "rapport/core/fuzzy.h"
#include "rapport/core/names.h"
#include "rapport/core/textbuf.h"

void placeholder_source_init(PlaceholderSource *source)
{
    *source = (PlaceholderSource){.today = CIVIL_NONE};
    source->contact.met_day = source->contact.last_day = CIVIL_NONE;
    source->other.met_day = source->other.last_day = CIVIL_NONE;
    source->me.met_day = source->me.last_day = CIVIL_NONE;
}

void placeholder_date(int32_t day, int32_t today, Str *out)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    if (day == CIVIL_NONE)
        return;
    CivilDate date = civil_date(day);
    str_appendf(out, "%d %s", date.day, months[date.month - 1]);
    if (today == CIVIL_NONE || civil_date(today).year != date.year)
        str_appendf(out, " %d", date.year);
}

static void put_greeting(const PlaceholderPerson *person, int32_t today, Str *out)
{
    (void)today;
    if (str_blank(person->address_as))
        name_greeting(person->given, person->name, out);
    else
        str_append(out, person->address_as);
}

static void put_first_name(const PlaceholderPerson *person, int32_t today, Str *out)
{
    (void)today;
    name_greeting(person->given, person->name, out);
}

static void put_last_name(const PlaceholderPerson *person, int32_t today, Str *out)
{
    (void)today;
    Str given = STR_INIT;
    if (!str_blank(person->family))
        name_clean(person->family, out);
    else
        name_split(person->name, &given, out);
    str_clear(&given);
}

static void put_full_name(const PlaceholderPerson *person, int32_t today, Str *out)
{
    (void)today;
    if (!str_blank(person->name)) {
        name_clean(person->name, out);
    } else if (!str_blank(person->given) || !str_blank(person->family)) {
        str_append(out, person->given);
        str_append(out, str_blank(person->given) || str_blank(person->family) ? "" : " ");
        str_append(out, person->family);
    }
}

// Plain fields need no more than to be copied.
#define FIELD(field)                                                                                         \
    static void put_##field(const PlaceholderPerson *person, int32_t today, Str *out)                        \
    {                                                                                                        \
        (void)today;                                                                                         \
        str_append(out, person->field);                                                                      \
    }

FIELD(nickname)
FIELD(pronouns)
FIELD(title)
FIELD(company)
FIELD(school)
FIELD(industry)
FIELD(location)
FIELD(email)
FIELD(phone)
FIELD(link)
FIELD(met_where)
FIELD(introduced_by)
FIELD(introduced_to)
FIELD(common_ground)
FIELD(slots)
FIELD(opening)

// Words that have a capital only because a note began with them.
static bool begins_clause(const char *text, size_t length)
{
    static const char *const WORDS[] = {"How", "What",  "Why", "Where", "When", "Who",   "Which", "Whether",
                                        "The", "A",     "An",  "This",  "That", "These", "Those", "His",
                                        "Her", "Their", "My",  "Our",   "Your", "Some",  "Two",   "Three"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strlen(WORDS[i]) == length && memcmp(WORDS[i], text, length) == 0)
            return true;
    return false;
}

// What was noted stands in the middle of a sentence.
static void put_clause(const char *text, Str *out)
{
    size_t at = out->length;
    str_append(out, text);
    if (text != NULL && strchr(text, ' ') != NULL && begins_clause(text, strcspn(text, " ")))
        out->data[at] = (char)(out->data[at] - 'A' + 'a');
}

#define CLAUSE(field)                                                                                        \
    static void put_##field(const PlaceholderPerson *person, int32_t today, Str *out)                        \
    {                                                                                                        \
        (void)today;                                                                                         \
        put_clause(person->field, out);                                                                      \
    }

CLAUSE(last_topic)
CLAUSE(hook)
CLAUSE(their_promise)
CLAUSE(my_promise)

static void put_met_when(const PlaceholderPerson *person, int32_t today, Str *out)
{
    placeholder_date(person->met_day, today, out);
}

static void put_last_date(const PlaceholderPerson *person, int32_t today, Str *out)
{
    placeholder_date(person->last_day, today, out);
}

static void put_date(const PlaceholderPerson *person, int32_t today, Str *out)
{
    (void)person;
    placeholder_date(today, today, out);
}

static const Placeholder table[] = {
    {"greeting", "How to address the person: \"address as\" when it is set, else the first name.", "Maya",
     put_greeting},
    {"first_name", "The first name, without titles, emoji and capitals that came with an import.", "Maya",
     put_first_name},
    {"last_name", "The family name.", "Lindqvist", put_last_name},
    {"full_name", "First and family name.", "Maya Lindqvist", put_full_name},
    {"nickname", "The nickname.", "May", put_nickname},
    {"pronouns", "The pronouns as entered.", "she/her", put_pronouns},
    {"title", "The title of the present role.", "Data engineer", put_title},
    {"company", "The company of the present role.", "Acme", put_company},
    {"school", "The school, the present or the last one.", "Northfield College", put_school},
    {"industry", "The industry.", "public transport", put_industry},
    {"location", "The city.", "Gothenburg", put_location},
    {"email", "The first mail address.", "maya@acme.example", put_email},
    {"phone", "The first phone number.", "+46 31 555 0100", put_phone},
    {"link", "The first link, such as a profile.", "https://maya.example", put_link},
    {"met_where", "Where we met.", "the autumn career fair", put_met_where},
    {"met_when", "The day we met.", "24 November", put_met_when},
    {"introduced_by", "Who introduced us.", "Erik Holm", put_introduced_by},
    {"introduced_to", "To whom I introduced them last.", "Sam Okafor", put_introduced_to},
    {"common_ground", "What we have in common: a school, an employer, a group.", "the robotics club",
     put_common_ground},
    {"last_topic", "What we talked about last.", "timetables as open data", put_last_topic},
    {"last_date", "The day of the last contact.", "3 November", put_last_date},
    {"hook", "The newest fresh reason to write.", "the new line to the harbour", put_hook},
    {"their_promise", "What the person promised.", "the reading list", put_their_promise},
    {"my_promise", "What I promised.", "the slides", put_my_promise},
    {"slots", "The times that I offer.", "Tuesday at 10 or Thursday at 15", put_slots},
    {"opening", "The title of the opening this is about.", "Analyst, network planning", put_opening},
    {"date", "Today; date+14d is in fourteen days (d days, w weeks, m months; minus goes back).",
     "24 November", put_date},
};

enum { TABLE_COUNT = sizeof table / sizeof table[0] };

const Placeholder *placeholder_table(size_t *count)
{
    *count = TABLE_COUNT;
    return table;
}

const Placeholder *placeholder_find(const char *name, size_t length)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
            return &table[i];
    return NULL;
}

size_t placeholder_prefix(const char *name, size_t length)
{
    static const char *const PREFIXES[] = {"me.", "other."};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        size_t size = strlen(PREFIXES[i]);
        if (length > size && memcmp(name, PREFIXES[i], size) == 0)
            return size;
    }
    return 0;
}

static const PlaceholderPerson *person_of(const PlaceholderSource *source, const char *name, size_t prefix)
{
    return prefix == 0 ? &source->contact : *name == 'm' ? &source->me : &source->other;
}

bool placeholder_suggest(const char *name, size_t length, Str *out)
{
    size_t skip = placeholder_prefix(name, length);
    Str word = STR_INIT;
    str_append_n(&word, name + skip, length - skip);
    const char *near = suggest_row(str_get(&word), &table[0].name, TABLE_COUNT, sizeof table[0]);
    str_clear(&word);
    if (near == NULL)
        return false;
    str_append_n(out, name, skip);
    str_append(out, near);
    return true;
}

bool placeholder_value(const void *source, const char *name, Str *out)
{
    const PlaceholderSource *facts = source;
    size_t prefix = placeholder_prefix(name, strlen(name));
    const char *bare = name + prefix;
    const Placeholder *placeholder = placeholder_find(bare, strlen(bare));
    if (placeholder == NULL)
        return false;
    Str raw = STR_INIT, line = STR_INIT;
    placeholder->append(person_of(facts, name, prefix), facts->today, &raw);
    text_sanitise(&line, str_get(&raw), raw.length, TEXT_ONE_LINE);
    if (line.length > 0)
        str_append(out, str_trim(line.data));
    bool filled = line.length > 0 && line.data[0] != '\0';
    str_clear(&raw);
    str_clear(&line);
    return filled;
}
