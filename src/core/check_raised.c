// SPDX-License-Identifier: MIT
// Whether it was them who spoke of work first, as I have noted it. Then a first message may take it up, and
// asks-for-job has nothing to say. My own wish for a job in a note is no word of theirs: a sentence counts
// only when somebody else speaks in it.
#include "check_text.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

static const char *const WORK[] = {
    "hiring|recruiting|vacancy|vacancies|openings|referral",
    "an|the|one|two|three|new|open|their|her|his opening",
    "open|vacant|free position|positions|role|roles|post|posts|job|jobs|seat|seats",
    "looking|searching for a|an|somebody|someone|people|one|two|three|more",
    "position|role|job|post|place|seat _ for me|us",
    "join them|her|his|their|the",
    "asked|asks|ask|wants|want|send|told _ cv|resume|portfolio",
    "refer|recommend me",
    "put in _ word",
    "put|pass _ my name|cv|resume",
    "suggested|suggests|told|asked|said _ apply|applied|application",
    NULL};
static const char *const NO_WORK[] = {"not|no|never|isn't|aren't|stopped|without _ "
                                      "hiring|recruiting|vacancy|vacancies|openings|opening|looking",
                                      "opening talk|speech|words|remarks|session|night|keynote|day", NULL};
static const char *const THEY[] = {
    "they|they're|she|she's|he|he's|her|his|their",
    "said|says|told|tells|mentioned|mentions|offered|offers|asked|asks|wrote|writes|"
    "suggested|suggests",
    NULL};
static const char *const MINE[] = {"i ask|asked|told|want|wanted|hope|mentioned|said|offered|look",
                                   "i'm|i am looking|hoping|searching|applying",
                                   "ask|tell her|him|them about|for|if|whether", NULL};

// NOLINTEND(bugprone-suspicious-missing-comma)

bool check_note_raises_work(const char *note)
{
    CheckText text;
    CheckInput input = {.text = note};
    CheckResult result = {0};
    PhraseHit hit;
    check_text_read(&text, &input, &result);
    bool raised = false;
    for (size_t from = 0; !raised && check_phrase_find_but(&text, WORK, NO_WORK, from, &hit);
         from = hit.first + 1) {
        const CheckSentence *sentence = &text.sentences.items[text.words.items[hit.first].sentence];
        raised = check_phrase_in(&text, THEY, sentence) && !check_phrase_in(&text, MINE, sentence);
    }
    check_text_clear(&text);
    check_result_clear(&result);
    return raised;
}
