// SPDX-License-Identifier: MIT
// LinkedIn files about the owner of the archive: profile, posts, education, and the companies and jobs of
// interest.
#include "linkedin_kinds.h"

enum { GIVEN, FAMILY, MAIDEN, BIRTH, HEADLINE, SUMMARY, INDUSTRY, LOCATION, WEBSITES };

static const SheetColumn PROFILE_COLUMNS[] = {
    [GIVEN] = {"firstname|vorname|prenom", true},
    [FAMILY] = {"lastname|nachname|nom", true},
    [MAIDEN] = {"maidenname", false},
    [BIRTH] = {"birthdate", false},
    [HEADLINE] = {"headline", true},
    [SUMMARY] = {"summary", true},
    [INDUSTRY] = {"industry", false},
    [LOCATION] = {"geolocation", false},
    [WEBSITES] = {"websites", false},
};

static void profile_row(const SheetRow *row, LinkedinScratch *scratch)
{
    (void)scratch;
    ImportMe me = {
        .line = row->record->line,
        .given = sheet_line(row, GIVEN),
        .family = sheet_line(row, FAMILY),
        .maiden = sheet_line(row, MAIDEN),
        .birthday = sheet_day(row, BIRTH),
        .headline = sheet_line(row, HEADLINE),
        .summary = sheet_text(row, SUMMARY),
        .industry = sheet_line(row, INDUSTRY),
        .city = sheet_line(row, LOCATION),
        .websites = sheet_line(row, WEBSITES),
    };
    if (row->sink->me != NULL)
        row->sink->me(row->self, &me);
}

const LinkedinKind LINKEDIN_PROFILE = {PROFILE_COLUMNS, sizeof PROFILE_COLUMNS / sizeof *PROFILE_COLUMNS,
                                       profile_row};

// Posts and studies have the same meaning and differ only in their columns' names.
enum { ORGANISATION, TITLE, TEXT, PLACE, FROM, UNTIL };

static const SheetColumn POSITION_COLUMNS[] = {
    [ORGANISATION] = {"companyname", true}, [TITLE] = {"title", true},    [TEXT] = {"description", false},
    [PLACE] = {"location", false},          [FROM] = {"startedon", true}, [UNTIL] = {"finishedon", false},
};

static const SheetColumn EDUCATION_COLUMNS[] = {
    [ORGANISATION] = {"schoolname", true}, [TITLE] = {"degreename", true}, [TEXT] = {"notes", false},
    [PLACE] = {"location", false},         [FROM] = {"startdate", true},   [UNTIL] = {"enddate", false},
};

static void role_row(const SheetRow *row, OrganisationKind kind, const char *missing)
{
    ImportRole role = {
        .line = row->record->line,
        .kind = kind,
        .organisation = sheet_line(row, ORGANISATION),
        .title = sheet_line(row, TITLE),
        .text = sheet_text(row, TEXT),
        .place = sheet_line(row, PLACE),
        .from = sheet_day(row, FROM),
        .until = sheet_day(row, UNTIL),
    };
    if (role.organisation == NULL)
        sheet_tell(row, IMPORT_REJECTED, ORGANISATION, missing);
    else if (row->sink->role != NULL)
        row->sink->role(row->self, &role);
}

static void position_row(const SheetRow *row, LinkedinScratch *scratch)
{
    (void)scratch;
    role_row(row, ORGANISATION_COMPANY, "the company is missing");
}

static void education_row(const SheetRow *row, LinkedinScratch *scratch)
{
    (void)scratch;
    role_row(row, ORGANISATION_SCHOOL, "the school is missing");
}

const LinkedinKind LINKEDIN_POSITIONS = {POSITION_COLUMNS, sizeof POSITION_COLUMNS / sizeof *POSITION_COLUMNS,
                                         position_row};
const LinkedinKind LINKEDIN_EDUCATION = {EDUCATION_COLUMNS,
                                         sizeof EDUCATION_COLUMNS / sizeof *EDUCATION_COLUMNS, education_row};

enum { FOLLOWED, FOLLOWED_ON };

static const SheetColumn FOLLOW_COLUMNS[] = {
    [FOLLOWED] = {"organization|organisation", true},
    [FOLLOWED_ON] = {"followedon", true},
};

static void follow_row(const SheetRow *row, LinkedinScratch *scratch)
{
    (void)scratch;
    ImportFollow follow = {row->record->line, sheet_line(row, FOLLOWED), sheet_day(row, FOLLOWED_ON)};
    if (follow.organisation == NULL)
        sheet_tell(row, IMPORT_REJECTED, FOLLOWED, "the organisation is missing");
    else if (row->sink->follow != NULL)
        row->sink->follow(row->self, &follow);
}

const LinkedinKind LINKEDIN_FOLLOWS = {FOLLOW_COLUMNS, sizeof FOLLOW_COLUMNS / sizeof *FOLLOW_COLUMNS,
                                       follow_row};

enum { SAVED, JOB_URL, JOB_TITLE, JOB_COMPANY };

static const SheetColumn SAVED_JOB_COLUMNS[] = {
    [SAVED] = {"saveddate", true},
    [JOB_URL] = {"joburl", true},
    [JOB_TITLE] = {"jobtitle", true},
    [JOB_COMPANY] = {"companyname", true},
};

static void saved_job_row(const SheetRow *row, LinkedinScratch *scratch)
{
    (void)scratch;
    ImportSavedJob job = {
        .line = row->record->line,
        .title = sheet_line(row, JOB_TITLE),
        .company = sheet_line(row, JOB_COMPANY),
        .link = sheet_line(row, JOB_URL),
        .day = sheet_day(row, SAVED),
    };
    if (job.title == NULL && job.company == NULL)
        sheet_tell(row, IMPORT_REJECTED, JOB_TITLE, "title and company are missing");
    else if (row->sink->saved_job != NULL)
        row->sink->saved_job(row->self, &job);
}

const LinkedinKind LINKEDIN_SAVED_JOBS = {
    SAVED_JOB_COLUMNS, sizeof SAVED_JOB_COLUMNS / sizeof *SAVED_JOB_COLUMNS, saved_job_row};
