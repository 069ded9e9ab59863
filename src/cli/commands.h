// SPDX-License-Identifier: MIT
// The functions behind the rows of the table, by the file they stand in.
#ifndef RAPPORT_CLI_COMMANDS_H
#define RAPPORT_CLI_COMMANDS_H

#include "command.h"

// cmd_contacts.c
bool cmd_add(Cli *cli, Error *err);
bool cmd_edit(Cli *cli, Error *err);
bool cmd_tag(Cli *cli, Error *err);
bool cmd_rm(Cli *cli, Error *err);
bool cmd_restore_contact(Cli *cli, Error *err);
// cmd_purge.c
bool purge_contacts(Cli *cli, Error *err); // rm --purge
// cmd_attitude.c
bool cmd_stage(Cli *cli, Error *err);
bool cmd_rest(Cli *cli, Error *err);
bool cmd_rhythm(Cli *cli, Error *err);
bool cmd_hook(Cli *cli, Error *err);
// cmd_find.c
bool cmd_find(Cli *cli, Error *err);
bool cmd_who(Cli *cli, Error *err);
bool cmd_path(Cli *cli, Error *err);
bool find_people(Cli *cli, const char *query,
                 Error *err); // find with this query and the options that are given
// cmd_list.c
bool cmd_list(Cli *cli, Error *err);
// cmd_show.c
bool cmd_show(Cli *cli, Error *err);
bool cmd_why(Cli *cli, Error *err);
// cmd_log.c
bool cmd_log(Cli *cli, Error *err);
bool cmd_meet(Cli *cli, Error *err);
bool cmd_settle(Cli *cli, Error *err);
// cmd_prep.c
bool cmd_prep(Cli *cli, Error *err);
bool cmd_questions(Cli *cli, Error *err);
bool cmd_debrief(Cli *cli, Error *err);
// cmd_followups.c
bool cmd_followup(Cli *cli, Error *err);
bool cmd_due(Cli *cli, Error *err);
bool cmd_done(Cli *cli, Error *err);
bool cmd_drop(Cli *cli, Error *err);
bool cmd_snooze(Cli *cli, Error *err);
// cmd_today.c
bool cmd_today(Cli *cli, Error *err);
bool cmd_board(Cli *cli, Error *err);
// cmd_review.c
bool cmd_review(Cli *cli, Error *err);
// cmd_history.c
bool cmd_undo(Cli *cli, Error *err);
bool cmd_redo(Cli *cli, Error *err);
bool cmd_history(Cli *cli, Error *err);
// cmd_import.c
bool cmd_import(Cli *cli, Error *err);
bool cmd_imports(Cli *cli, Error *err);
bool cmd_meetings(Cli *cli, Error *err);
// cmd_export.c
bool cmd_export(Cli *cli, Error *err);
// cmd_templates.c
bool cmd_template(Cli *cli, Error *err);
// cmd_drafts.c
bool cmd_draft(Cli *cli, Error *err);
bool cmd_drafts(Cli *cli, Error *err);
bool cmd_check(Cli *cli, Error *err);
bool cmd_sent(Cli *cli, Error *err);
bool cmd_send(Cli *cli, Error *err);
// cmd_backup.c
bool cmd_backup(Cli *cli, Error *err);
bool cmd_restore(Cli *cli, Error *err);
void backup_advice(Cli *cli);     // after ERROR_DAMAGED: which backup helps, and how; into cli->details
void backup_of_the_day(Cli *cli); // after a command that changed something; a failure is a remark
// cmd_database.c
bool cmd_check_db(Cli *cli, Error *err);
bool cmd_set(Cli *cli, Error *err);
bool cmd_pause(Cli *cli, Error *err);
// cmd_routine.c
bool cmd_routine(Cli *cli, Error *err);
// cmd_targets.c
bool cmd_target(Cli *cli, Error *err);
bool cmd_watch(Cli *cli, Error *err);
bool cmd_opening(Cli *cli, Error *err);
bool cmd_event(Cli *cli, Error *err);
bool cmd_tie(Cli *cli, Error *err);
bool cmd_intro(Cli *cli, Error *err);
// cmd_stats.c
bool cmd_stats(Cli *cli, Error *err);
bool cmd_landed(Cli *cli, Error *err);
// cmd_mutt.c
bool cmd_mutt_query(Cli *cli, Error *err);
// docs.c
bool cmd_docs(Cli *cli, Error *err);
bool cmd_help(Cli *cli, Error *err);

#endif
