// SPDX-License-Identifier: MIT
// What a person does to a planned meeting: another day, time, length, place or topic; calling it off; saying
// that it was held. Each is one step, and whoever comes is told about by the rules.
#ifndef RAPPORT_APP_MEETINGS_H
#define RAPPORT_APP_MEETINGS_H

#include "rapport/app/app.h"
#include "rapport/base/str.h"
#include "rapport/store/meetings.h"

typedef struct MeetingChange {
    int32_t day;
    int minute;        // of the day; -1 = no time is said
    int length;        // minutes; 0 = not said
    const char *topic; // what it is about; NULL = as it is
    const char *place; // or a link; NULL or blank = not said
} MeetingChange;

// ERROR_INPUT for one that was held or called off: it stays where it was. The summary names what else is at
// that time.
bool app_meeting_change(App *app, int64_t id, const MeetingChange *change, StepResult *result, Error *err);
// By so many days, at the same time; or to that day, at that minute unless it is -1. All of them or none.
bool app_meetings_shift(App *app, const int64_t *ids, size_t count, int days, StepResult *result, Error *err);
bool app_meetings_move(App *app, const int64_t *ids, size_t count, int32_t day, int minute,
                       StepResult *result, Error *err);
// How it went, or that it will not take place. Held: only one whose day has come.
bool app_meeting_tell(App *app, int64_t id, Outcome outcome, StepResult *result, Error *err);

// What the agenda shows as its topic: the subject, else the first line of the text; borrowed, "" = nothing.
// length: of it.
const char *app_meeting_topic(const char *subject, const char *text, size_t *length);

// In a line: what it is about, who else comes, where, how long it takes.
void app_meeting_describe(const Meeting *meeting, Str *out);
// In a list of the next days: "14:00" or "today" for one of today, "Wed 14:00", "Wed".
const char *app_meeting_when(const Meeting *meeting, int32_t today, char text[DATE_TEXT_SIZE]);

// Behind the first sentence of the summary: what else is at the time of the meeting.
void app_meeting_say_clash(App *app, int64_t id, StepResult *result);

#endif
