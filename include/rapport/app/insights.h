// SPDX-License-Identifier: MIT
// Insights as text: what came of writing, for the command line and the screen. Counts while numbers are
// small; nobody is ranked.
#ifndef RAPPORT_APP_INSIGHTS_H
#define RAPPORT_APP_INSIGHTS_H

#include "rapport/base/str.h"
#include "rapport/store/stats.h"

enum { INSIGHTS_PERCENT_FROM = 20, INSIGHTS_BAR = 16 };

// "3 of 9"; from 20 on "12 of 40, 30 %".
void insights_rate(int answered, int sent, Str *out);

int insights_percent(int answered, int sent); // of at least one sent
// ", after 2 days", ", the same day"; nothing when there is no answer (-1).
void insights_after(int median_days, Str *out);

// Active contacts at the stage or beyond it; those who rest count for resting alone.
int insights_reached(const Stats *stats, Stage stage);

// Lines with bars; headings begin with "## ". ascii: bars of # and -.
void insights_text(const Stats *stats, bool ascii, Str *out);

#endif
