// SPDX-License-Identifier: MIT
// Messages that people marked: what an adviser would say of each, and what its sentences do. For the test of
// the draft check and for the learning of its model.
//
// A file holds blocks with a line "%%" between them. A block: head lines ("to: Ann Lee"), an empty line, the
// text, in which "{ask}" stands behind a sentence that asks. tests/README.md explains the heads and marks.
#ifndef RAPPORT_TESTS_MESSAGES_H
#define RAPPORT_TESTS_MESSAGES_H

#include "rapport/core/check.h"

enum { MESSAGE_NAMES_MOST = 16 };

typedef enum Mark { // the first ones are what the model learns, in the order of CheckAct
    MARK_OPENER,
    MARK_ASK,
    MARK_ASK2,
    MARK_JOB,
    MARK_RESUME,
    MARK_OUT,
    MARK_PUSHY,
    MARK_THANKS,
    MARK_MORE,
    MARK_PLAIN,
    MARK_COUNT
} Mark;

typedef struct MarkedPlace {
    size_t at; // right behind the sentence, in bytes of the text
    Mark mark;
} MarkedPlace;

typedef struct Message {
    const char *id;
    size_t file; // of the folder, from 0
    CheckPerson person;
    char *own[4]; // what person and the writer borrow
    char *organisations[MESSAGE_NAMES_MOST], *ground[MESSAGE_NAMES_MOST];
    char *others;
    bool judged[CHECK_RULE_COUNT]; // what somebody said of the message: with marks alone only what they tell
    bool expected[CHECK_RULE_COUNT]; // which faults it has
    VEC(MarkedPlace) marks;
    CheckInput input; // the text without its marks
} Message;

typedef VEC(Message) Messages;

// Adds the messages of a file. A file that cannot be read or understood ends the program with a sentence.
// Their texts live as long as *text.
void messages_read(const char *path, Messages *messages, char **text);
// All files "*.txt" of a folder, by name; *texts: to be freed one by one.
typedef VEC(char *) MessageTexts;
void messages_read_folder(const char *folder, Messages *messages, MessageTexts *texts);
void messages_clear(Messages *messages);
bool message_has(const Message *message, Mark mark); // some sentence of it has the mark
bool mark_parse(const char *name, Mark *mark);       // "ask2"; false = there is no such mark

#endif
