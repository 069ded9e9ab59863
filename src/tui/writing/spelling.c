// SPDX-License-Identifier: MIT
// Spelling behind the screen: the words of the open draft that the speller was not asked about yet go to it
// when the keys rest, and the check reads its answers with the next frame.
#include "rapport/app/spelling.h"

#include <stdlib.h>

#include "draft.h"
#include "rapport/base/clock.h"
#include "rapport/base/mem.h"
#include "rapport/base/str.h"
#include "worker.h"

enum { REST_MS = 600 };

static bool ask(Store *store, const atomic_bool *stop, void *self)
{
    (void)store;
    SpellQuestion *question = self;
    bool fine = spelling_ask(question, stop, NULL);
    if (!fine)
        str_clear(&question->words); // tells that there is no answer
    return true;
}

static void question_free(void *self)
{
    spell_question_clear(self);
    free(self);
}

static void check_again(Tui *tui)
{
    OpenDraft *open = draft_of(tui);
    if (open != NULL)
        open->checked = 0;
    tui->stirred = true;
}

static void answered(Tui *tui, SpellQuestion *question)
{
    Spelling *spelling = app_spelling(tui_app(tui));
    if (spelling != NULL && question->words.length > 0)
        spelling_learn(spelling, question);
    else if (spelling != NULL)
        spelling_give_up(spelling);
    check_again(tui);
}

// A question cancels the one that is not answered yet: it asks that again too.
static void note_asked(Tui *tui, SpellQuestion *question)
{
    str_append_n(&question->words, str_get(&tui->spelt), tui->spelt.length);
    str_truncate(&tui->spelt, 0);
    str_append_n(&tui->spelt, str_get(&question->words), question->words.length);
    tui->spell_ticket++;
}

static void send(Tui *tui, SpellQuestion question)
{
    SpellQuestion *sent = mem_alloc(sizeof *sent);
    *sent = question;
    if (tui->speller == NULL && !tui->options.inline_jobs)
        tui->speller = worker_new(tui);
    if (tui->speller != NULL) {
        note_asked(tui, sent);
        worker_ask(tui->speller, &(Task){ask, question_free, sent, tui->spell_ticket});
        return;
    }
    ask(NULL, NULL, sent);
    answered(tui, sent);
    question_free(sent);
}

void spelling_take(Tui *tui)
{
    Task task;
    if (tui->speller == NULL || !worker_take(tui->speller, &task))
        return;
    if (task.ticket == tui->spell_ticket)
        str_truncate(&tui->spelt, 0);
    answered(tui, task.state);
    task.free(task.state);
}

void spelling_rest(Tui *tui, OpenDraft *open)
{
    Spelling *spelling = app_spelling(tui_app(tui));
    int64_t rest = open->editor.changed_ms + REST_MS;
    SpellQuestion question;
    if (spelling == NULL || !spelling_has_noted(spelling))
        return;
    if (clock_monotonic_ms() < rest)
        tui_draw_again(tui, rest);
    else if (spelling_question(spelling, &question))
        send(tui, question);
}

void spelling_add_word(Tui *tui, OpenDraft *open)
{
    Spelling *spelling = app_spelling(tui_app(tui));
    const CheckFinding *one = draft_finding_here(open);
    if (spelling == NULL || one == NULL || one->rule != CHECK_SPELLING) {
        tui_toast(tui, false,
                  spelling == NULL ? "No speller is installed: enchant, hunspell or aspell"
                                   : "Go to a word that the dictionary lacks; M-n goes to the next finding");
        return;
    }
    char *word = mem_strndup(editor_text(&open->editor) + one->from, one->to - one->from);
    SpellQuestion question;
    spelling_add(spelling, word, &question);
    send(tui, question);
    check_again(tui);
    tui_toast(tui, false, "%s is a word from now on", word);
    free(word);
}
