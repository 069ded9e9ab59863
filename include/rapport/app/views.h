// SPDX-License-Identifier: MIT
// What the Today screen and the board show, computed; read only.
#ifndef RAPPORT_APP_VIEWS_H
#define RAPPORT_APP_VIEWS_H

#include "rapport/app/app.h"
#include "rapport/core/followup.h"
#include "rapport/store/board.h"
#include "rapport/store/drafts.h"
#include "rapport/store/meetings.h"
#include "rapport/store/targets.h"

// A person who waits or is waited for.
typedef struct WaitRow {
    int64_t contact;
    Id uid;
    char *name;
    int32_t since; // civil day
    int days;
    int32_t
        polite_from; // while waiting: first day a nudge is polite, come or not; CIVIL_NONE = no further one
    Direction last_direction;
    int32_t last_day;
    char *last_text; // first line of the last message behind its greeting; of those who fade a fresh reason
                     // to write; NULL = none
} WaitRow;
typedef VEC(WaitRow) WaitRows;

// What may be done about somebody whom one waits for: "nudge from Thu", "nudge now" or "no further nudge".
enum { WAIT_NUDGE_SIZE = DATE_TEXT_SIZE + 12 };
const char *wait_nudge(const WaitRow *row, int32_t today, char text[WAIT_NUDGE_SIZE]);

typedef struct BoardView {
    WaitRows owe, waiting, quiet, pending;
    size_t hidden; // beyond max, of all places
    bool more;     // and at least so many: they are counted up to a limit
} BoardView;

// From messages and invitations of the last 90 days, pool and active alike, at most max rows a list.
bool board_load(App *app, size_t max, BoardView *out, Error *err);
void board_clear(BoardView *view);

enum { TODAY_OWED_MOST = 100 };

// Whom one meets: today's meetings of which nobody said yet how they went, and those up to the next working
// day that it is time to prepare. The follow-ups that ask for that are in no other list then.
typedef struct TodayMeeting {
    Meeting meeting;
    int64_t prepare; // the follow-up that asks to prepare it; 0 = it is prepared
} TodayMeeting;
typedef VEC(TodayMeeting) TodayMeetings;

typedef struct TodayView {
    TodayMeetings meetings; // by time
    // late and today in the order of urgency: answers, hours, what is one's own, then the rules of the table.
    FollowupList late, today, week, done;  // week: the six days after today; done: closed today
    size_t hidden;                         // first messages capped away, of late and today
    size_t late_more, due_more, week_more; // beyond those that are here
    bool partial;                          // sections that lie below were left out
    WaitRows waiting, owe, fading;
    WaitRows moved;   // a new post of theirs, not congratulated on: last_text is the post
    TargetRows watch; // watched organisations where it is time to look
    Drafts drafts;
    size_t imported; // who only came with an import and wait for an answer, as store_board_imported counts
    bool empty;      // nobody and nothing yet: first run
    bool have_people, have_followup, have_draft, have_sent; // for the first-run list
} TodayView;

// Everything, in full. all: without the cap and with lists of any length.
bool today_load(App *app, bool all, TodayView *out, Error *err);

// What a screen shows of it: the same rows in the same order. Follow-ups are outlines (see
// store_followups_outline), and a row of people is a name and since when, of those who let one wait also
// polite_from.
typedef struct TodayWish {
    bool all;
    // So many rows on each side are enough, 0 = all of them: sections that lie wholly below are left out.
    size_t rows;
} TodayWish;
bool today_look(App *app, const TodayWish *wish, TodayView *out, Error *err);

// Four numbers for a status bar. meetings: of today. owed: counted up to TODAY_OWED_MOST.
typedef struct TodayCounts {
    size_t late, today, meetings, owed;
} TodayCounts;
bool today_count(App *app, TodayCounts *out, Error *err);

void today_clear(TodayView *view);

#endif
