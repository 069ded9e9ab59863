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

// What the speller is asked, and how that ended.
typedef struct Asking {
    SpellQuestion question;
    bool fine;
    Error err;
} Asking;

static bool ask(Store *store, const atomic_bool *stop, void *self)
{
    (void)store;
    Asking *asking = self;
    asking->fine = spelling_ask(&asking->question, stop, &asking->err);
    return true;
}

static void asking_free(void *self)
{
    Asking *asking = self;
    spell_question_clear(&asking->question);
    free(asking);
}

static void check_again(Tui *tui)
{
    OpenDraft *open = draft_of(tui);
    if (open != NULL)
        open->checked = 0;
    tui->stirred = true;
}

// It is told where a language was asked for by name; else nobody may have wanted a speller at all.
static void give_up(Tui *tui, Spelling *spelling, const Asking *asking)
{
    Error err = {0};
    error_set(&err, ERROR_IO, "no word is looked up any more: %s; is there a dictionary %s?",
              asking->err.message, spelling_named(spelling));
    spelling_give_up(spelling);
    if (spelling_is_chosen(spelling))
        tui_error(tui, &err);
    else
        tui_message(tui, err.message);
}

static void answered(Tui *tui, Asking *asking)
{
    Spelling *spelling = app_spelling(tui_app(tui), asking->question.language);
    tui->spell_asked = false;
    if (spelling != NULL && asking->fine)
        spelling_learn(spelling, &asking->question);
    else if (spelling != NULL)
        give_up(tui, spelling, asking);
    check_again(tui);
}

static void send(Tui *tui, const SpellQuestion *question)
{
    Asking *asking = mem_alloc(sizeof *asking);
    asking->question = *question;
    if (tui->speller == NULL && !tui->options.inline_jobs)
        tui->speller = worker_new(tui);
    if (tui->speller != NULL) {
        tui->spell_asked = true;
        worker_ask(tui->speller, &(Task){ask, asking_free, asking, 0});
        return;
    }
    ask(NULL, NULL, asking);
    answered(tui, asking);
    asking_free(asking);
}

void spelling_take(Tui *tui)
{
    Task task;
    if (tui->speller == NULL || !worker_take(tui->speller, &task))
        return;
    answered(tui, task.state);
    task.free(task.state);
}

void spelling_rest(Tui *tui, OpenDraft *open)
{
    Spelling *spelling = tui->spell_asked ? NULL : app_spelling_noted(tui_app(tui));
    int64_t rest = open->editor.changed_ms + REST_MS;
    SpellQuestion question;
    if (spelling == NULL)
        return;
    if (clock_monotonic_ms() < rest)
        tui_draw_again(tui, rest);
    else if (spelling_question(spelling, &question))
        send(tui, &question);
}

void spelling_add_word(Tui *tui, OpenDraft *open)
{
    Spelling *spelling = app_spelling(tui_app(tui), open->language);
    const CheckFinding *one = draft_finding_here(open);
    if (spelling == NULL || one == NULL || one->rule != CHECK_SPELLING) {
        tui_toast(tui, false,
                  spelling == NULL ? "No speller is installed: enchant, hunspell or aspell"
                                   : "Go to a word that the dictionary lacks; M-n goes to the next finding");
        return;
    }
    char *word = mem_strndup(editor_text(&open->editor) + one->from, one->to - one->from);
    spelling_add(spelling, word);
    check_again(tui);
    SpellQuestion question;
    if (!tui->spell_asked && spelling_question(spelling, &question))
        send(tui, &question);
    tui_toast(tui, false, "%s is a word from now on", word);
    free(word);
}
