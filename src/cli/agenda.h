// SPDX-License-Identifier: MIT
// The agenda as Markdown.
#ifndef RAPPORT_CLI_AGENDA_H
#define RAPPORT_CLI_AGENDA_H

#include "commands.h"
#include "rapport/core/followup.h"

// Prints the rows (by day), and the meetings from today until that day.
bool agenda_markdown(Cli *cli, const FollowupList *rows, int32_t until, Error *err);

#endif
