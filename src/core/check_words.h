// SPDX-License-Identifier: MIT
// The longest lists of words and phrases, apart from the rules that read them.
#ifndef RAPPORT_CORE_CHECK_WORDS_H
#define RAPPORT_CORE_CHECK_WORDS_H

#include "check_text.h"

#define JOBS                                                                                                 \
    "job|jobs|position|positions|role|roles|opening|openings|vacancy|vacancies|internship|internships|"      \
    "placement|placements|post|posts|apprenticeship|traineeship|opportunity|opportunities|employment"
// Who is taken on.
#define HANDS                                                                                                \
    "intern|interns|apprentice|apprentices|trainee|trainees|assistant|assistants|developer|developers|"      \
    "designer|designers|engineer|engineers|analyst|analysts|graduate|graduates|junior|juniors|hand|hands|"   \
    "staff|freelancer|freelancers|beginner|beginners|newcomer|newcomers|people|candidates|changer|"          \
    "volunteers|students|student|somebody|someone|programmer|programmers|writer|writers|editor|"             \
    "researcher|researchers|technician|technicians|manager|accountant|help|helper|helpers|nurse|nurses|"     \
    "teacher|teachers"

Phrases check_words_job(void); // asks for work
Phrases check_words_no_job(void);
Phrases check_words_not_seeking(void);
Phrases check_words_resume(void); // one comes along
Phrases check_words_no_resume(void);
Phrases check_words_ways_out(void); // allow a no
Phrases check_words_against(void);  // single words: a reason against it

#endif
