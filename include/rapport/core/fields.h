// SPDX-License-Identifier: MIT
// The TABLE of contact fields that a person fills in: `edit CONTACT FIELD=VALUE`, the form, completion and
// the manual are made from it. Values that need a calendar, a time zone list or the database are checked by
// whoever stores them.
#ifndef RAPPORT_CORE_FIELDS_H
#define RAPPORT_CORE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/error.h"

typedef enum ContactField {
    FIELD_NAME,
    FIELD_GIVEN,
    FIELD_FAMILY,
    FIELD_NICKNAME,
    FIELD_ADDRESS_AS,
    FIELD_PRONOUNS,
    FIELD_TITLE,
    FIELD_COMPANY,
    FIELD_SCHOOL,
    FIELD_CITY,
    FIELD_ZONE,
    FIELD_INDUSTRY,
    FIELD_BIRTHDAY,
    FIELD_EMAIL,
    FIELD_PHONE,
    FIELD_LINK,
    FIELD_HOW,
    FIELD_MET_WHERE,
    FIELD_MET_DAY,
    FIELD_INTRODUCED_BY,
    FIELD_ABOUT,
    FIELD_ROUTINE,
    FIELD_CHANNEL,
    FIELD_COUNT
} ContactField;

typedef enum FieldKind {
    FIELD_LINE,         // one line of text
    FIELD_TEXT,         // several lines
    FIELD_DAY,          // anything the date field takes
    FIELD_CHOICE,       // one name of a vocabulary (field_choice)
    FIELD_ORGANISATION, // name of an organisation; setting it makes or ends a role
    FIELD_PERSON,       // name of another contact
    FIELD_LIST,         // several values: = and += add, -= removes
} FieldKind;

typedef struct FieldInfo {
    const char *name; // as typed: "met_where"
    ContactField field;
    FieldKind kind;
    bool required;       // cannot be emptied
    const char *label;   // as the form shows it: "Met where"
    const char *example; // a value
    const char *help;    // a sentence without its full stop
} FieldInfo;

typedef enum FieldChange {
    FIELD_SET,    // value may be "": forget it; of a list: before what it has
    FIELD_ADD,    // lists only: behind what it has
    FIELD_REMOVE, // lists only; value "" removes all
} FieldChange;

typedef struct FieldEdit {
    const FieldInfo *info;
    FieldChange change;
    const char *value; // borrowed from the text that was parsed, without blanks in front
} FieldEdit;

const FieldInfo *field_info(ContactField field);

// The row of a name, read without case and with - for _; NULL when there is none.
const FieldInfo *field_find(const char *name);

// The names that a FIELD_CHOICE takes, by position from 0; NULL at the end.
const char *field_choice(ContactField field, size_t position);

// Parses "FIELD=VALUE", "FIELD+=VALUE", "FIELD-=VALUE". Checks what can be checked here: the field, the
// operator, fixed names, the form of addresses, phones and links, line breaks, and that the name is not
// emptied. ERROR_INPUT with a column.
bool field_edit_parse(const char *text, FieldEdit *out, Error *err);

// The same checks on a value alone (from a form). Empty is good where the field may be empty.
bool field_check(const FieldInfo *info, const char *value, Error *err);

#endif
