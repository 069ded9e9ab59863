// SPDX-License-Identifier: MIT
// The question bank: groups of questions for a talk, as a text that people can read and edit.
//
//     # a remark
//     ## Trends
//     What has changed most since you began?
//
// A blank line means nothing. The text may hold placeholders (core/template.h): it is filled first and read
// afterwards.
#ifndef RAPPORT_CORE_QUESTIONS_H
#define RAPPORT_CORE_QUESTIONS_H

#include <stdbool.h>

#include "rapport/base/error.h"
#include "rapport/base/vec.h"

typedef struct QuestionGroup {
    char *name;
    VEC(char *) questions;
} QuestionGroup;

typedef VEC(QuestionGroup) QuestionBank;

// Reads the groups in order; one without a question is left out. False, with the line, for a question before
// the first group or a group without a name; nothing is held then.
bool questions_read(const char *text, QuestionBank *out, Error *err);
void questions_clear(QuestionBank *bank);

#endif
