// SPDX-License-Identifier: MIT
// Completions of the shells: each prints the script that the shell reads.
#ifndef RAPPORT_CLI_COMPLETIONS_H
#define RAPPORT_CLI_COMPLETIONS_H

#include "command.h"

void completions_bash(Cli *cli);
void completions_zsh(Cli *cli);
void completions_fish(Cli *cli);

#endif
