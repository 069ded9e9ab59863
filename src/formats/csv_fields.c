// SPDX-License-Identifier: MIT
// Column titles as a table: one row per field and label, titles normalised (no case, accents, blanks,
// punctuation), '#' standing for a number. Google, Outlook and everybody else differ in titles only, not in
// what they mean - but for Outlook's "Title", which is "Dr.".
#include "csv_fields.h"

#include <stdlib.h>
#include <string.h>

#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "rapport/formats/record.h"

#define LINE(member) CSV_FIELD_LINE, offsetof(ImportContact, member)
#define DAY(member) CSV_FIELD_DAY, offsetof(ImportContact, member)

const CsvField CSV_FIELDS[] = {
    {"name", LINE(name)},
    {"given", LINE(given)},
    {"middle", CSV_FIELD_MIDDLE, 0},
    {"family", LINE(family)},
    {"nickname", LINE(nickname)},
    {"pronouns", LINE(pronouns)},
    {"title", LINE(title)},
    {"company", LINE(company)},
    {"school", LINE(school)},
    {"headline", LINE(headline)},
    {"city", LINE(city)},
    {"zone", LINE(zone)},
    {"industry", LINE(industry)},
    {"birthday", DAY(birthday)},
    {"email", CSV_FIELD_EMAIL, 0},
    {"phone", CSV_FIELD_PHONE, 0},
    {"link", CSV_FIELD_LINK, 0},
    {"about", CSV_FIELD_TEXT, offsetof(ImportContact, about)},
    {"tags", CSV_FIELD_TAGS, 0},
    {"how", CSV_FIELD_HOW, 0},
    {"met_where", LINE(met_where)},
    {"met_day", DAY(met_day)},
    {"introduced_by", LINE(introduced_by)},
    {"connected_day", DAY(connected_day)},
    {"degree", CSV_FIELD_DEGREE, 0},
    {NULL, CSV_FIELD_LINE, 0},
};

typedef struct Titles {
    const char *field;
    const char *label; // implied label; "*" marks a column that holds the label
    const char *names;
} Titles;

static const Titles TITLES[] = {
    {"name", NULL,
     "name|fullname|displayname|contactname|contact|person|vollstandigername|nomcomplet|nombrecompleto|"
     "nomecompleto"},
    {"given", NULL, "firstname|givenname|forename|first|vorname|prenom|nombre|voornaam|nome"},
    {"middle", NULL, "middlename|additionalname|zweitervorname"},
    {"family", NULL,
     "lastname|familyname|surname|last|nachname|familienname|nom|nomdefamille|apellidos|apellido|cognome|"
     "sobrenome|achternaam"},
    {"nickname", NULL, "nickname|spitzname|surnom|apodo|bijnaam"},
    {"pronouns", NULL, "pronouns|pronomen|pronoms"},
    {"title", NULL,
     "jobtitle|title|position|role|organizationtitle|organization#title|jobrole|berufsbezeichnung|"
     "stellenbezeichnung|poste|fonction|cargo|puesto|functie"},
    {"company", NULL,
     "company|companyname|organization|organisation|organizationname|organization#name|employer|firm|firma|"
     "unternehmen|arbeitgeber|entreprise|societe|empresa|azienda|bedrijf"},
    {"school", NULL,
     "school|university|college|almamater|schule|hochschule|universitat|ecole|universite|universidad|"
     "universita"},
    {"headline", NULL, "headline|tagline"},
    {"city", NULL,
     "city|location|town|homecity|businesscity|othercity|address#city|stadt|ort|wohnort|ville|ciudad|citta|"
     "cidade|stad"},
    {"zone", NULL, "timezone|zone|zeitzone"},
    {"industry", NULL, "industry|branche|sector|secteur|industria"},
    {"birthday", NULL,
     "birthday|birthdate|dateofbirth|geburtstag|geburtsdatum|datedenaissance|fechadenacimiento"},
    {"email", NULL,
     "email|mail|emails|emailaddress|emailaddresses|emailaddress#|email#|email#value|email#address|"
     "emailadresse|adresseemail|courriel|correo|correoelectronico|emailadres"},
    {"email", "work", "workemail|businessemail|companyemail"},
    {"email", "home", "homeemail|personalemail|privateemail"},
    {"email", "*", "email#label|email#type"},
    {"phone", NULL,
     "phone|phones|phonenumber|phonenumbers|phone#|phone#value|telephone|tel|telefon|telefonnummer|telefono|"
     "primaryphone|otherphone"},
    {"phone", "mobile", "mobile|mobilephone|cell|cellphone|mobil|handy|mobiltelefon|portable|movil"},
    {"phone", "home", "homephone|homephone#|privatphone|telefonprivat"},
    {"phone", "work", "businessphone|businessphone#|workphone|companymainphone|telefongeschaftlich"},
    {"phone", "*", "phone#label|phone#type"},
    {"link", NULL,
     "link|links|url|website|web|webpage|homepage|website#value|profile|profileurl|internetseite|siteweb"},
    {"link", "LinkedIn", "linkedin|linkedinurl|linkedinprofile|linkedinprofileurl|linkedinlink"},
    {"link", "GitHub", "github|githuburl"},
    {"link", "home", "personalwebpage|personalwebsite"},
    {"link", "*", "website#label|website#type"},
    {"about", NULL,
     "notes|note|about|comment|comments|description|remarks|notizen|bemerkung|bemerkungen|remarques|notas"},
    {"tags", NULL,
     "tags|tag|labels|groups|group|groupmembership|categories|category|kategorien|schlagworter|gruppen"},
    {"how", NULL, "how|met|howwemet|howmet|metkind"},
    {"met_where", NULL, "metwhere|metat|wherewemet|wheremet|placemet"},
    {"met_day", NULL, "metday|meton|datemet|whenwemet|daymet"},
    {"introduced_by", NULL, "introducedby|introducer|referredby|metby"},
    {"connected_day", NULL, "connectedday|connectedon"},
    {"degree", NULL, "degree|connectiondegree"},
};

const CsvField *csv_field_named(const char *name)
{
    char *plain = mem_strdup(name);
    for (char *at = plain; *at != '\0'; at++)
        *at = *at == '-' ? '_' : *at;
    const CsvField *field = CSV_FIELDS;
    while (field->name != NULL && !str_equal_nocase(field->name, plain))
        field++;
    free(plain);
    return field->name == NULL ? NULL : field;
}

// Matches a title with a pattern of the given length, in which '#' stands for digits; *number gets their
// value.
static bool matches(const char *pattern, size_t length, const char *title, int *number)
{
    size_t i = 0;
    *number = 0;
    for (; i < length; i++) {
        if (pattern[i] != '#') {
            if (*title++ != pattern[i])
                return false;
            continue;
        }
        if (*title < '0' || *title > '9')
            return false;
        for (; *title >= '0' && *title <= '9'; title++)
            *number = *number < 10000 ? *number * 10 + (*title - '0') : *number;
    }
    return *title == '\0';
}

static bool listed(const char *names, const char *title, int *number)
{
    for (;;) {
        size_t length = strcspn(names, "|");
        if (matches(names, length, title, number))
            return true;
        if (names[length] == '\0')
            return false;
        names += length + 1;
    }
}

CsvTitle csv_title(CsvDialect dialect, const char *normalised)
{
    CsvTitle title = {0};
    if (dialect == CSV_OUTLOOK && str_equal(normalised, "title"))
        return title;
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++) {
        if (!listed(TITLES[i].names, normalised, &title.number))
            continue;
        title.field = csv_field_named(TITLES[i].field);
        title.label = str_equal(TITLES[i].label, "*");
        title.fixed = title.label ? NULL : TITLES[i].label;
        break;
    }
    return title;
}
