// SPDX-License-Identifier: MIT
// Contact fields. A new field is one row here and one column in the store; form, help and completion follow.
#include "rapport/core/fields.h"

#include <string.h>

#include "rapport/base/str.h"
#include "rapport/base/utf8.h"
#include "rapport/core/fuzzy.h"
#include "rapport/core/kinds.h"
#include "rapport/core/routine.h"

static const FieldInfo fields[FIELD_COUNT] = {
    {"name", FIELD_NAME, FIELD_LINE, true, "Name", "Ada Byron", "The full name as you want to read it"},
    {"given", FIELD_GIVEN, FIELD_LINE, false, "Given name", "Ada", "The name that templates greet with"},
    {"family", FIELD_FAMILY, FIELD_LINE, false, "Family name", "Byron", "The name that lists are sorted by"},
    {"nickname", FIELD_NICKNAME, FIELD_LINE, false, "Nickname", "Addie",
     "What friends call them; search finds it"},
    {"address_as", FIELD_ADDRESS_AS, FIELD_LINE, false, "Address as", "Dr. Byron",
     "Goes before every other name in greetings"},
    {"pronouns", FIELD_PRONOUNS, FIELD_LINE, false, "Pronouns", "she/her", "Shown beside the name"},
    {"title", FIELD_TITLE, FIELD_LINE, false, "Title", "Staff engineer",
     "What they do in their present role"},
    {"company", FIELD_COMPANY, FIELD_ORGANISATION, false, "Company", "Acme",
     "Where they work now; the one before becomes a former role"},
    {"school", FIELD_SCHOOL, FIELD_ORGANISATION, false, "School", "Northeastern",
     "Where they study or studied"},
    {"city", FIELD_CITY, FIELD_LINE, false, "City", "Boston", "Where they live"},
    {"zone", FIELD_ZONE, FIELD_LINE, false, "Time zone", "Europe/Stockholm",
     "Their zone, to offer times that suit"},
    {"industry", FIELD_INDUSTRY, FIELD_LINE, false, "Industry", "Energy", "What their work is about"},
    {"birthday", FIELD_BIRTHDAY, FIELD_DAY, false, "Birthday", "12 may 1990", "Day of birth"},
    {"email", FIELD_EMAIL, FIELD_LIST, false, "E-mail", "ada@acme.example",
     "Mail addresses; the first is written to"},
    {"phone", FIELD_PHONE, FIELD_LIST, false, "Phone", "+1 617 555 0100",
     "Phone numbers as you would dial them"},
    {"link", FIELD_LINK, FIELD_LIST, false, "Link", "https://www.linkedin.com/in/ada",
     "Profiles and pages; a LinkedIn profile is how imports recognise them"},
    {"how", FIELD_HOW, FIELD_CHOICE, false, "How we met", "event", "The way you came to know them"},
    {"met_where", FIELD_MET_WHERE, FIELD_LINE, false, "Met where", "PyCon", "The event or place"},
    {"met_day", FIELD_MET_DAY, FIELD_DAY, false, "Met on", "2026-10-12", "The day you met"},
    {"introduced_by", FIELD_INTRODUCED_BY, FIELD_PERSON, false, "Introduced by", "Sam Okafor",
     "Who brought you together; wants to hear how it went"},
    {"about", FIELD_ABOUT, FIELD_TEXT, false, "About", "Restores old sailing boats",
     "Undated notes about them"},
    {"routine", FIELD_ROUTINE, FIELD_CHOICE, false, "Routine", "patient",
     "The named rules that set follow-ups"},
    {"channel", FIELD_CHANNEL, FIELD_CHOICE, false, "Channel", "email",
     "The way they prefer to be written to"},
};

const FieldInfo *field_info(ContactField field)
{
    return &fields[field];
}

static bool same_name(const char *name, const char *text)
{
    for (; *name != '\0' && *text != '\0'; name++, text++) {
        char letter = *text == '-' ? '_' : *text;
        if (letter >= 'A' && letter <= 'Z')
            letter = (char)(letter - 'A' + 'a');
        if (*name != letter)
            return false;
    }
    return *name == *text;
}

const FieldInfo *field_find(const char *name)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (same_name(fields[i].name, name))
            return &fields[i];
    }
    return NULL;
}

const char *field_choice(ContactField field, size_t position)
{
    int value = position < 100 ? (int)position + 1 : 0;
    static const char *const ROUTINES[] = {"patient", "two-track", "gentle"}; // shipped; there may be more
    if (field == FIELD_HOW)
        return how_met_name((HowMet)value);
    if (field == FIELD_ROUTINE)
        return position < sizeof ROUTINES / sizeof *ROUTINES ? ROUTINES[position] : NULL;
    return field == FIELD_CHANNEL ? channel_name((Channel)value) : NULL;
}

// ---- checks of values

static bool check_choice(const FieldInfo *info, const char *value, Error *err)
{
    const char *names[32];
    size_t count = 0;
    Str list = STR_INIT;
    for (const char *name; count < 32 && (name = field_choice(info->field, count)) != NULL; count++) {
        if (strcmp(name, value) == 0) {
            str_clear(&list);
            return true;
        }
        names[count] = name;
        str_appendf(&list, "%s%s", count > 0 ? ", " : "", name);
    }
    const char *near = suggest(value, names, count);
    if (near != NULL)
        error_set(err, ERROR_INPUT, "%s: no \"%.80s\"; did you mean \"%s\"?", info->name, value, near);
    else
        error_set(err, ERROR_INPUT, "%s: no \"%.80s\"; it is one of %s", info->name, value, str_get(&list));
    str_clear(&list);
    return false;
}

static bool check_email(const char *value, Error *err)
{
    const char *at = strrchr(value, '@');
    bool blank = strpbrk(value, " \t<>,;") != NULL;
    if (blank || at == NULL || at == value || at[1] == '\0' || at[1] == '.')
        return error_set(err, ERROR_INPUT,
                         "email: \"%.80s\" is no mail address; write it like name@host.example", value);
    return true;
}

static bool check_phone(const char *value, Error *err)
{
    size_t digits = 0;
    for (const char *c = value; *c != '\0'; c++)
        digits += *c >= '0' && *c <= '9';
    if (digits < 3)
        return error_set(err, ERROR_INPUT, "phone: \"%.80s\" has no number in it", value);
    return true;
}

static bool check_link(const char *value, Error *err)
{
    if (strchr(value, ' ') != NULL || (strchr(value, '.') == NULL && strchr(value, '/') == NULL))
        return error_set(err, ERROR_INPUT,
                         "link: \"%.80s\" is no link; write it like https://host.example/page", value);
    return true;
}

bool field_check(const FieldInfo *info, const char *value, Error *err)
{
    if (str_blank(value)) {
        if (info->required)
            return error_set(err, ERROR_INPUT, "%s: cannot be empty", info->name);
        return true;
    }
    if (!utf8_valid(value, strlen(value)))
        return error_set(err, ERROR_INPUT, "%s: the value is not UTF-8 text", info->name);
    if (info->kind != FIELD_TEXT && strpbrk(value, "\r\n") != NULL)
        return error_set(err, ERROR_INPUT, "%s: takes one line only", info->name);
    if (info->field == FIELD_ROUTINE)
        return routine_check_name(value, err);
    if (info->kind == FIELD_CHOICE)
        return check_choice(info, value, err);
    if (info->field == FIELD_EMAIL)
        return check_email(value, err);
    if (info->field == FIELD_PHONE)
        return check_phone(value, err);
    return info->field != FIELD_LINK || check_link(value, err);
}

// ---- FIELD=VALUE

static const FieldInfo *find_or_fail(const char *text, size_t length, Error *err)
{
    char name[40];
    if (length >= sizeof name)
        length = sizeof name - 1;
    memcpy(name, text, length);
    name[length] = '\0';
    const FieldInfo *info = field_find(str_trim(name));
    if (info != NULL)
        return info;
    const char *near = suggest_row(name, &fields[0].name, FIELD_COUNT, sizeof fields[0]);
    if (near != NULL)
        error_at(err, ERROR_INPUT, 0, 1, "there is no field \"%s\"; did you mean \"%s\"?", name, near);
    else
        error_at(err, ERROR_INPUT, 0, 1, "there is no field \"%s\"; rapport help edit lists them", name);
    return NULL;
}

static int column_of(const char *text, const char *at)
{
    return (int)utf8_count_codes(text, (size_t)(at - text)) + 1;
}

static FieldChange change_of(char operator_sign)
{
    return operator_sign == '-' ? FIELD_REMOVE : operator_sign == '+' ? FIELD_ADD : FIELD_SET;
}

bool field_edit_parse(const char *text, FieldEdit *out, Error *err)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text)
        return error_at(err, ERROR_INPUT, 0, 1,
                        "\"%.80s\" is no change; write FIELD=VALUE, such as city=Boston", text);
    char sign = equals[-1] == '+' || equals[-1] == '-' ? equals[-1] : '=';
    const char *end = equals - (sign != '=');
    const FieldInfo *info = find_or_fail(text, (size_t)(end - text), err);
    if (info == NULL)
        return false;
    if (sign != '=' && info->kind != FIELD_LIST)
        return error_at(err, ERROR_INPUT, 0, column_of(text, end), "%s has one value; write %s=VALUE",
                        info->name, info->name);
    const char *value = equals + 1 + strspn(equals + 1, " \t");
    FieldChange change = change_of(sign);
    if (change != FIELD_REMOVE && info->kind == FIELD_LIST && str_blank(value))
        return error_at(err, ERROR_INPUT, 0, column_of(text, value), "%s: say which, such as %s%s%s",
                        info->name, info->name, sign == '+' ? "+=" : "=", info->example);
    if (change != FIELD_REMOVE && !field_check(info, value, err)) {
        if (err != NULL)
            err->column = column_of(text, value);
        return false;
    }
    *out = (FieldEdit){info, change, value};
    return true;
}
