// SPDX-License-Identifier: MIT
// LinkedIn files about other people: connections, invitations, and the owner's notes on people.
#include <inttypes.h>
#include <string.h>

#include "fnv.h"
#include "linkedin_kinds.h"
#include "rapport/base/utf8.h"
#include "rapport/formats/import_date.h"

// ---- Connections.csv. English, German, French, Spanish, Portuguese, Italian, Dutch.

enum { GIVEN, FAMILY, URL, EMAIL, COMPANY, TITLE, CONNECTED };

static const SheetColumn CONNECTION_COLUMNS[] = {
    [GIVEN] = {"firstname|vorname|prenom|nombre|nome|primeironome|voornaam", true},
    [FAMILY] =
        {"lastname|nachname|familienname|nom|nomdefamille|apellidos|apellido|sobrenome|cognome|achternaam",
         true},
    [URL] =
        {"url|profileurl|profilurl|linkedinurl|urlduprofil|urldelperfil|urldoperfil|urldelprofilo|profielurl",
         false},
    [EMAIL] = {"emailaddress|email|emailadresse|adresseemail|adressemail|direcciondecorreoelectronico|"
               "correoelectronico|"
               "enderecodeemail|indirizzoemail|emailadres",
               false},
    [COMPANY] = {"company|unternehmen|firma|entreprise|societe|empresa|azienda|bedrijf", false},
    [TITLE] = {"position|jobtitle|poste|fonction|cargo|puesto|posizione|functie", false},
    [CONNECTED] =
        {"connectedon|verbundenam|vernetztam|connectele|relationdepuis|enrelationdepuis|conectadoel|"
         "conectadoem|collegatoil|connessoil|verbondenop|gekoppeldop",
         true},
};

// "name/ada byron/2024-01-02": the best there is where the archive has no profile URL.
static void name_key(const char *name, int32_t day, Str *key)
{
    char date[16];
    civil_format(day, date);
    str_append(key, "name/");
    utf8_fold(key, name, strlen(name));
    str_appendf(key, "/%s", date);
}

static void join_name(const char *given, const char *family, Str *out)
{
    str_append(out, given);
    if (given != NULL && family != NULL)
        str_push(out, ' ');
    str_append(out, family);
}

// An e-mail address or NULL with a warning.
static const char *email_in(const SheetRow *row, int column)
{
    const char *email = sheet_line(row, column);
    if (email == NULL || (strchr(email, '@') != NULL && strpbrk(email, " <>") == NULL))
        return email;
    sheet_tell(row, IMPORT_WARNING, column, "this is no e-mail address");
    return NULL;
}

static void connection_row(const SheetRow *row, LinkedinScratch *scratch)
{
    ImportContact contact = {.line = row->record->line,
                             .source = "linkedin",
                             .degree = 1,
                             .birthday = CIVIL_NONE,
                             .met_day = CIVIL_NONE,
                             .told = sheet_told(row, CONNECTED + 1)};
    if (row->sink->is_known != NULL && row->sink->is_known(row->self, contact.told))
        return;
    contact.given = sheet_line(row, GIVEN);
    contact.family = sheet_line(row, FAMILY);
    contact.slug = linkedin_slug_in(row, URL, &scratch->slug);
    if (contact.given == NULL && contact.family == NULL && contact.slug == NULL) {
        sheet_tell(row, IMPORT_HIDDEN, -1, "the member hides or has closed the account");
        return;
    }
    contact.company = sheet_line(row, COMPANY);
    contact.title = sheet_line(row, TITLE);
    contact.connected_day = sheet_day(row, CONNECTED);
    ImportValue email = {.value = email_in(row, EMAIL)}, link = {.value = sheet_line(row, URL)};
    contact.emails = (ImportValues){&email, email.value != NULL};
    link.label = contact.slug != NULL ? "LinkedIn" : NULL;
    contact.links = (ImportValues){&link, link.value != NULL};
    str_truncate(&scratch->text, 0);
    join_name(contact.given, contact.family, &scratch->text);
    contact.name = scratch->text.length > 0 ? str_get(&scratch->text) : contact.slug;
    str_truncate(&scratch->key, 0);
    str_append(&scratch->key, contact.slug != NULL ? "in/" : NULL);
    str_append(&scratch->key, contact.slug);
    if (contact.slug == NULL)
        name_key(str_get(&scratch->text), contact.connected_day, &scratch->key);
    contact.key = str_get(&scratch->key);
    if (row->sink->contact != NULL)
        row->sink->contact(row->self, &contact);
}

const LinkedinKind LINKEDIN_CONNECTIONS = {
    CONNECTION_COLUMNS, sizeof CONNECTION_COLUMNS / sizeof *CONNECTION_COLUMNS, connection_row};

// ---- Invitations.csv; the profile URLs came in late 2023.

enum { FROM, TO, SENT, MESSAGE, DIRECTION, INVITER, INVITEE };

static const SheetColumn INVITATION_COLUMNS[] = {
    [FROM] = {"from", true},
    [TO] = {"to", true},
    [SENT] = {"sentat", true},
    [MESSAGE] = {"message", false},
    [DIRECTION] = {"direction", true},
    [INVITER] = {"inviterprofileurl", false},
    [INVITEE] = {"inviteeprofileurl", false},
};

static uint64_t person_hash(uint64_t hash, const char *slug, const char *name)
{
    return fnv_text(hash, slug != NULL ? slug : name);
}

static void invitation_row(const SheetRow *row, LinkedinScratch *scratch)
{
    const char *direction = sheet_line(row, DIRECTION);
    bool outgoing = direction != NULL && str_equal_nocase(direction, "outgoing");
    if (!outgoing && (direction == NULL || !str_equal_nocase(direction, "incoming"))) {
        sheet_tell(row, IMPORT_REJECTED, DIRECTION, "the direction is neither INCOMING nor OUTGOING");
        return;
    }
    ImportInvitation invitation = {.line = row->record->line, .outgoing = outgoing, .minute = -1};
    invitation.from_name = sheet_line(row, FROM);
    invitation.to_name = sheet_line(row, TO);
    invitation.from_slug = linkedin_slug_in(row, INVITER, &scratch->slug);
    invitation.to_slug = linkedin_slug_in(row, INVITEE, &scratch->other_slug);
    const char *other_slug = outgoing ? invitation.to_slug : invitation.from_slug;
    const char *other_name = outgoing ? invitation.to_name : invitation.from_name;
    if (other_slug == NULL && other_name == NULL) {
        sheet_tell(row, IMPORT_HIDDEN, -1, "the other person is not named");
        return;
    }
    invitation.day = sheet_day(row, SENT);
    ImportDate date;
    if (import_date_parse(sheet_line(row, SENT), &date) && date.second >= 0)
        invitation.minute = date.second / 60;
    invitation.text = sheet_text(row, MESSAGE);
    uint64_t hash = person_hash(FNV_START, invitation.from_slug, invitation.from_name);
    hash = person_hash(hash, invitation.to_slug, invitation.to_name);
    hash = fnv_number(fnv_number(fnv_number(hash, outgoing), invitation.day), invitation.minute);
    str_truncate(&scratch->key, 0);
    str_appendf(&scratch->key, "inv/%016" PRIx64, hash);
    invitation.key = str_get(&scratch->key);
    if (row->sink->invitation != NULL)
        row->sink->invitation(row->self, &invitation);
}

const LinkedinKind LINKEDIN_INVITATIONS = {
    INVITATION_COLUMNS, sizeof INVITATION_COLUMNS / sizeof *INVITATION_COLUMNS, invitation_row};

// ---- Notes.csv (2026).

enum { NOTE_GIVEN, NOTE_FAMILY, NOTE_URL, NOTE_TEXT, NOTE_CREATED, NOTE_EDITED };

static const SheetColumn NOTE_COLUMNS[] = {
    [NOTE_GIVEN] = {"connectionfirstname", false}, [NOTE_FAMILY] = {"connectionlastname", false},
    [NOTE_URL] = {"connectionprofileurl", true},   [NOTE_TEXT] = {"note", true},
    [NOTE_CREATED] = {"createdon", false},         [NOTE_EDITED] = {"editedon", false},
};

static void note_row(const SheetRow *row, LinkedinScratch *scratch)
{
    ImportNote note = {.line = row->record->line, .slug = linkedin_slug_in(row, NOTE_URL, &scratch->slug)};
    str_truncate(&scratch->text, 0);
    join_name(sheet_line(row, NOTE_GIVEN), sheet_line(row, NOTE_FAMILY), &scratch->text);
    note.name = scratch->text.length > 0 ? str_get(&scratch->text) : NULL;
    note.text = sheet_text(row, NOTE_TEXT);
    if (note.name == NULL && note.slug == NULL) {
        sheet_tell(row, IMPORT_HIDDEN, -1, "the person is not named");
        return;
    }
    if (note.text == NULL) {
        sheet_tell(row, IMPORT_REJECTED, NOTE_TEXT, "the note is empty");
        return;
    }
    note.day = sheet_day(row, NOTE_CREATED);
    uint64_t hash = fnv_number(fnv_text(person_hash(FNV_START, note.slug, note.name), note.text), note.day);
    str_truncate(&scratch->key, 0);
    str_appendf(&scratch->key, "note/%016" PRIx64, hash);
    note.key = str_get(&scratch->key);
    if (row->sink->note != NULL)
        row->sink->note(row->self, &note);
}

const LinkedinKind LINKEDIN_NOTES = {NOTE_COLUMNS, sizeof NOTE_COLUMNS / sizeof *NOTE_COLUMNS, note_row};
