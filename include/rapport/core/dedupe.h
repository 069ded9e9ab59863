// SPDX-License-Identifier: MIT
// Are two records one person? Keys to find candidates by equality, and a confirmation that looks at both
// records. Two people with the same name are common, so a name alone never joins anybody: "certain" may be
// merged silently, "likely" is shown to the person who decides. Pure.
#ifndef RAPPORT_CORE_DEDUPE_H
#define RAPPORT_CORE_DEDUPE_H

#include <stdbool.h>
#include <stddef.h>

#include "rapport/base/str.h"

// Keys are appended; nothing is appended when there is no key. Equal keys mean a candidate, no more.

// The words of the name without titles, credentials and remarks, folded and in alphabetical order, so that
// "Byron, Ada" and "Dr. Ada Byron" agree.
void dedupe_name_key(const char *name, Str *out);

// Name key, a tab, and the key of the organisation (org_fold); nothing when one of them is missing.
void dedupe_name_company_key(const char *name, const char *company, Str *out);

// The address in lower case without "mailto:" and blanks; nothing unless it has a local part and a host. Tags
// behind "+" stay: they may be different people at some hosts.
void dedupe_email_key(const char *email, Str *out);

// The last 9 digits, so that "+46 70 123 45 67" and "070-123 45 67" agree; nothing for fewer than 7 digits.
// An extension behind "x" or "ext" does not count.
void dedupe_phone_key(const char *phone, Str *out);

// What is known of one record; all borrowed, NULL = not known.
typedef struct DedupePerson {
    const char *name;
    const char *slug;    // of the LinkedIn profile, as normalised by formats
    const char *company; // of the present role
    const char *const *emails;
    size_t email_count;
    const char *const *phones;
    size_t phone_count;
} DedupePerson;

typedef enum DedupeVerdict { DEDUPE_NO, DEDUPE_LIKELY, DEDUPE_CERTAIN } DedupeVerdict;

// Symmetric. *reason (may be NULL) is a static sentence part: "the same LinkedIn profile"; never NULL, also
// for NO.
//   certain   the same profile; or the same name with a shared mail address or phone number
//   likely    the same name and company; the same name while nothing speaks against it; a shared mail address
//   or phone
//             number under different names (a family, an office, a married name)
//   no        two different profiles (likely where name and address agree all the same); different names; the
//   same name at
//             different companies
DedupeVerdict same_person(const DedupePerson *a, const DedupePerson *b, const char **reason);

#endif
