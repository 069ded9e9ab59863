// SPDX-License-Identifier: MIT
// Learns what the sentences of a message do (see src/core/check_acts.h) from the marked messages of a folder,
// and writes the model's weights:
//     learn WEIGHTS FOLDER [LINES...]
// One linear support vector machine for each act, squared hinge loss, by dual coordinate descent: Hsieh,
// Chang, Lin, Keerthi, Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML
// 2008. Rare acts weigh as much as frequent ones. Each file of the folder is one writer: how a rule fares
// with somebody unknown, and from which score on an act counts, is told by models that have not seen the
// writer. The same input gives the same output, so the weights can be learned anew by anybody.
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_acts.h"
#include "rapport/base/file.h"
#include "rapport/base/hashmap.h"
#include "rapport/base/mem.h"
#include "support/messages.h"

_Static_assert((int)MARK_OPENER == (int)ACT_OPENER && (int)MARK_PUSHY == (int)ACT_PRESS,
               "marks begin as acts do");

typedef struct Row { // a sentence
    size_t message;  // NOWHERE = it stands alone
    bool opens;      // the first one of a message
    VEC(uint32_t) features;
    double norm;    // one over the root of how many features there were
    unsigned acts;  // what it does: bits 1u << CheckAct
    unsigned known; // of which acts somebody said whether it does them
} Row;

#define NOWHERE SIZE_MAX

typedef struct Corpus {
    Messages messages;
    MessageTexts texts;
    VEC(Row) rows;
    HashMap ids;
    VEC(char *) features;
    VEC(unsigned) seen; // how often
} Corpus;

// ---- reading

typedef struct Reading {
    Corpus *corpus;
    Row *row;
} Reading;

static void take_feature(void *self, const char *feature, size_t first, size_t count)
{
    Reading *reading = self;
    Corpus *corpus = reading->corpus;
    (void)first;
    (void)count;
    bool added;
    uint64_t *id = hashmap_put(&corpus->ids, hash_text(1, feature), &added);
    if (added) {
        *id = corpus->features.count;
        vec_push(&corpus->features, mem_strdup(feature));
        vec_push(&corpus->seen, 0);
    }
    corpus->seen.items[*id]++;
    vec_push(&reading->row->features, (uint32_t)*id);
}

static unsigned marks_of(const Message *message, const CheckText *text, size_t sentence)
{
    unsigned marks = 0;
    const CheckSentence *one = &text->sentences.items[sentence];
    size_t end = sentence + 1 < text->sentences.count ? one[1].from : text->length;
    for (size_t i = 0; i < message->marks.count; i++) {
        const MarkedPlace *place = &message->marks.items[i];
        if (place->at > one->from && place->at <= end)
            marks |= 1u << place->mark;
    }
    return marks;
}

static void push_row(Corpus *corpus, Row *row, size_t count)
{
    row->norm = 1 / sqrt((double)count);
    vec_push(&corpus->rows, *row);
}

enum { ACTS = (1u << ACT_COUNT) - 1 };

// What asks for a job, or says more of an ask, asks as well; but the mark is another one.
static void read_sentence(Corpus *corpus, size_t message, const CheckText *text, size_t sentence)
{
    unsigned marks = marks_of(&corpus->messages.items[message], text, sentence);
    bool asks = (marks & 1u << MARK_ASK) != 0, other = (marks & (1u << MARK_JOB | 1u << MARK_MORE)) != 0;
    bool opens = sentence == 0 || text->sentences.items[sentence - 1].first < text->body;
    Row row = {.message = message,
               .opens = opens,
               .acts = marks & ACTS,
               .known = other && !asks ? ACTS & ~(1u << ACT_ASK) : ACTS};
    push_row(corpus, &row, check_features(text, sentence, take_feature, &(Reading){corpus, &row}));
}

static void read_one(Corpus *corpus, size_t message)
{
    CheckText text;
    CheckResult result = {0};
    check_text_read(&text, &corpus->messages.items[message].input, &result);
    for (size_t i = 0; text.english && i < text.sentences.count; i++)
        if (text.sentences.items[i].first >= text.body && text.sentences.items[i].from < text.close)
            read_sentence(corpus, message, &text, i);
    check_text_clear(&text);
}

// ---- sentences that stand alone: "job + Are you taking on deckhands?", "job - Who taught your deckhands?"

// Where it stands is not told.
static void take_words(void *self, const char *feature, size_t first, size_t count)
{
    if (feature[0] != '@')
        take_feature(self, feature, first, count);
}

static bool read_alone(Corpus *corpus, const CheckText *text, Mark act, bool does)
{
    size_t count = text->sentences.count;
    for (size_t i = does && count > 0 ? count - 1 : 0; i < count; i++) { // the last one does it
        Row row = {.message = NOWHERE, .opens = true, .acts = does ? 1u << act : 0, .known = 1u << act};
        push_row(corpus, &row, check_features(text, i, take_words, &(Reading){corpus, &row}));
    }
    return count > 0;
}

static bool read_alone_line(Corpus *corpus, char *line)
{
    Mark act;
    char *sign = strchr(line, ' ');
    if (sign == NULL || (sign[1] != '+' && sign[1] != '-') || sign[2] != ' ')
        return false;
    *sign = '\0';
    if (!mark_parse(line, &act) || act >= (Mark)ACT_COUNT)
        return false;
    CheckInput input = {.text = sign + 3};
    CheckResult result = {0};
    CheckText text;
    check_text_read(&text, &input, &result);
    bool fine = read_alone(corpus, &text, act, sign[1] == '+');
    check_text_clear(&text);
    return fine;
}

static bool read_lines(Corpus *corpus, const char *path)
{
    Str file = STR_INIT;
    Error err = {0};
    bool fine = true;
    size_t number = 0;
    if (!file_read(path, 1 << 24, &file, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return false;
    }
    char *text = str_take(&file);
    for (char *line = text, *next; line != NULL && *line != '\0'; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        number++;
        if (!read_alone_line(corpus, line)) {
            fprintf(stderr, "%s, line %zu is not understood: %s\n", path, number, line);
            fine = false;
        }
    }
    free(text);
    return fine;
}

// What is seen once only teaches nothing.
static void drop_rare(Corpus *corpus)
{
    for (size_t i = 0; i < corpus->rows.count; i++) {
        Row *row = &corpus->rows.items[i];
        size_t kept = 0;
        for (size_t k = 0; k < row->features.count; k++)
            if (corpus->seen.items[row->features.items[k]] > 1)
                row->features.items[kept++] = row->features.items[k];
        row->features.count = kept;
    }
}

static void corpus_clear(Corpus *corpus)
{
    for (size_t i = 0; i < corpus->rows.count; i++)
        vec_clear(&corpus->rows.items[i].features);
    for (size_t i = 0; i < corpus->features.count; i++)
        free(corpus->features.items[i]);
    for (size_t i = 0; i < corpus->texts.count; i++)
        free(corpus->texts.items[i]);
    messages_clear(&corpus->messages);
    vec_clear(&corpus->rows);
    vec_clear(&corpus->features);
    vec_clear(&corpus->seen);
    vec_clear(&corpus->texts);
    hashmap_clear(&corpus->ids);
}

// ---- learning

typedef struct Model { // of one act
    double *weights;   // by feature
    double bias;
} Model;

static double score(const Model *model, const Row *row)
{
    double sum = 0;
    for (size_t i = 0; i < row->features.count; i++)
        sum += model->weights[row->features.items[i]];
    return sum * row->norm + model->bias;
}

static void add_row(Model *model, const Row *row, double much)
{
    for (size_t i = 0; i < row->features.count; i++)
        model->weights[row->features.items[i]] += much * row->norm;
    model->bias += much;
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

typedef struct Sample {
    const Row *row;
    double sign, slack, alpha; // slack: 1 / 2C of its class
} Sample;

typedef VEC(Sample) Samples;

// Only the first sentence opens a message.
static bool may_do(const Row *row, CheckAct act)
{
    return (row->known & 1u << act) != 0 && (act != ACT_OPENER || row->opens);
}

// All sentences but those of one writer.
static void take_samples(const Corpus *corpus, CheckAct act, size_t without, Samples *samples)
{
    static const double COST = 1;
    size_t count[2] = {0};
    for (size_t i = 0; i < corpus->rows.count; i++) {
        const Row *row = &corpus->rows.items[i];
        bool his = row->message != NOWHERE && corpus->messages.items[row->message].file == without;
        if (his || !may_do(row, act))
            continue;
        bool does = (row->acts & 1u << act) != 0;
        count[does]++;
        vec_push(samples, ((Sample){.row = row, .sign = does ? 1 : -1}));
    }
    for (size_t i = 0; i < samples->count; i++) {
        Sample *one = &samples->items[i];
        double cost = COST * (double)samples->count / (2.0 * (double)count[one->sign > 0]);
        one->slack = 1 / (2 * cost);
    }
}

static double square_of(const Row *row)
{
    return (double)row->features.count * row->norm * row->norm + 1;
}

// One step on one sentence; by how far it was off.
static double step(Model *model, Sample *sample)
{
    double gradient = sample->sign * score(model, sample->row) - 1 + sample->alpha * sample->slack;
    double off = sample->alpha > 0 || gradient < 0 ? fabs(gradient) : 0;
    if (off > 0) {
        double before = sample->alpha;
        sample->alpha = fmax(before - gradient / (square_of(sample->row) + sample->slack), 0);
        add_row(model, sample->row, (sample->alpha - before) * sample->sign);
    }
    return off;
}

// ---- as it is written: small whole numbers, and none for the features that say little

enum { LEAST = 5, MOST = 127 };

static int rounded(double weight)
{
    return (int)lround(fmax(fmin(weight * CHECK_WEIGHT_UNIT, MOST), -MOST));
}

static void fit(Model *model, Samples *samples)
{
    enum { ROUNDS = 200 };
    static const double ENOUGH = 0.02;
    uint64_t state = UINT64_C(88172645463325252);
    double off = 1;
    for (int round = 0; round < ROUNDS && off > ENOUGH; round++) {
        off = 0;
        for (size_t left = samples->count; left > 1; left--) {
            size_t other = (size_t)(next_random(&state) % left);
            Sample kept = samples->items[left - 1];
            samples->items[left - 1] = samples->items[other];
            samples->items[other] = kept;
        }
        for (size_t i = 0; i < samples->count; i++)
            off = fmax(off, step(model, &samples->items[i]));
    }
}

// All writers but one; writer NOWHERE: all. The weights are as they will be written.
static void model_learn(const Corpus *corpus, CheckAct act, size_t writer, Model *model)
{
    Samples samples = {0};
    *model = (Model){mem_array(corpus->features.count, sizeof *model->weights), 0};
    take_samples(corpus, act, writer, &samples);
    fit(model, &samples);
    for (size_t i = 0; i < corpus->features.count; i++) {
        int whole = rounded(model->weights[i]);
        model->weights[i] = abs(whole) < LEAST ? 0 : (double)whole / CHECK_WEIGHT_UNIT;
    }
    vec_clear(&samples);
}

// false = a line is not understood, and said so.
static bool corpus_read(Corpus *corpus, const char *folder, char **lines, int count)
{
    bool fine = true;
    *corpus = (Corpus){0};
    messages_read_folder(folder, &corpus->messages, &corpus->texts);
    for (size_t i = 0; i < corpus->messages.count; i++)
        read_one(corpus, i);
    for (int i = 0; i < count; i++)
        fine = read_lines(corpus, lines[i]) && fine;
    drop_rare(corpus);
    return fine;
}

// ---- from which score on an act counts

// A rule that finds a fault where some sentence does the act, or where none does.
typedef struct Told {
    CheckRuleId rule;
    CheckAct act;
    bool absent;
} Told;

static const Told TOLD[] = {
    {CHECK_WEAK_OPENER, ACT_OPENER, false},
    {CHECK_NO_QUESTION, ACT_ASK, true},
    {CHECK_SEVERAL_ASKS, ACT_SECOND_ASK, false},
    {CHECK_ASKS_FOR_JOB, ACT_JOB, false},
    {CHECK_RESUME_ATTACHED, ACT_RESUME, false},
    {CHECK_NO_WAY_OUT, ACT_WAY_OUT, true},
    {CHECK_PUSHY, ACT_PRESS, false},
};

// Whether the act alone decides: a resume speaks for the job, and a job is a question.
static bool applies(const Message *message, CheckRuleId rule)
{
    const CheckInput *input = &message->input;
    bool first = !input->answered && !input->met;
    bool work = first && !input->they_raised_work && input->occasion != OCCASION_THANK_YOU;
    switch (rule) {
    case CHECK_NO_QUESTION:
        return input->occasion == OCCASION_REQUEST && !message_has(message, MARK_JOB);
    case CHECK_NO_WAY_OUT:
        return first && input->occasion == OCCASION_REQUEST;
    case CHECK_ASKS_FOR_JOB:
        return work && !message_has(message, MARK_RESUME);
    case CHECK_RESUME_ATTACHED:
        return work;
    default:
        return true;
    }
}

typedef struct Verdict {
    double best; // of the message's sentences
    bool fault;
} Verdict;

static int by_score(const void *a, const void *b)
{
    double x = ((const Verdict *)a)->best, y = ((const Verdict *)b)->best;
    return (x > y) - (x < y);
}

// The threshold that serves the rule best, when a wrong finding weighs twice as much as a missed fault
// (F0.5).
static double best_threshold(const Told *told, Verdict *verdicts, size_t count)
{
    double faults = 0, right = 0, found = 0, best = -1, threshold = 0, precision = 0, recall = 0;
    if (count > 1)
        qsort(verdicts, count, sizeof *verdicts, by_score);
    for (size_t i = 0; i < count; i++)
        faults += verdicts[i].fault ? 1 : 0;
    for (size_t i = 0; i + 1 < count; i++) { // found: those below, or those above
        size_t at = told->absent ? i : count - 1 - i, next = told->absent ? i + 1 : count - 2 - i;
        right += verdicts[at].fault ? 1 : 0;
        found += 1;
        double p = right / found, r = right / fmax(faults, 1), f = 1.25 * p * r / fmax(0.25 * p + r, 1e-9);
        if (f > best && verdicts[at].best != verdicts[next].best) {
            best = f;
            threshold = (verdicts[at].best + verdicts[next].best) / 2;
            precision = p;
            recall = r;
        }
    }
    printf("%-18s %5.0f faults  precision %3.0f%%  recall %3.0f%%  from %.2f\n", check_rule(told->rule)->id,
           faults, 100 * precision, 100 * recall, threshold);
    return threshold;
}

// By models that know nothing of the message's writer.
static double find_threshold(const Corpus *corpus, const Told *told)
{
    double *best = mem_array(corpus->messages.count, sizeof *best);
    for (size_t i = 0; i < corpus->messages.count; i++)
        best[i] = -9;
    for (size_t writer = 0; writer < corpus->texts.count; writer++) {
        Model model;
        model_learn(corpus, told->act, writer, &model);
        for (size_t i = 0; i < corpus->rows.count; i++) {
            const Row *row = &corpus->rows.items[i];
            bool may = told->act != ACT_OPENER || row->opens;
            if (row->message != NOWHERE && corpus->messages.items[row->message].file == writer && may)
                best[row->message] = fmax(best[row->message], score(&model, row));
        }
        free(model.weights);
    }
    VEC(Verdict) verdicts = {0};
    for (size_t i = 0; i < corpus->messages.count; i++) {
        const Message *message = &corpus->messages.items[i];
        if (applies(message, told->rule))
            vec_push(&verdicts, ((Verdict){best[i], message->expected[told->rule]}));
    }
    double threshold = best_threshold(told, verdicts.items, verdicts.count);
    vec_clear(&verdicts);
    free(best);
    return threshold;
}

// ---- writing

typedef struct Line {
    const char *feature;
    size_t id;
} Line;

static int by_feature(const void *a, const void *b)
{
    return strcmp(((const Line *)a)->feature, ((const Line *)b)->feature);
}

static void write_line(FILE *out, const char *feature, const int *weights)
{
    fprintf(out, "{\"%s\", {", feature);
    for (size_t act = 0; act < ACT_COUNT; act++)
        fprintf(out, "%s%d", act > 0 ? ", " : "", weights[act]);
    fputs("}},\n", out);
}

static size_t write_weights(const Corpus *corpus, const Model *models, const double *thresholds, FILE *out)
{
    VEC(Line) lines = {0};
    int weights[ACT_COUNT];
    size_t written = 0;
    for (size_t i = 0; i < corpus->features.count; i++)
        vec_push(&lines, ((Line){corpus->features.items[i], i}));
    if (lines.count > 1)
        qsort(lines.items, lines.count, sizeof *lines.items, by_feature);
    for (size_t act = 0; act < ACT_COUNT; act++)
        weights[act] = rounded(models[act].bias - thresholds[act]);
    write_line(out, "", weights);
    for (size_t i = 0; i < lines.count; i++) {
        bool any = false;
        for (size_t act = 0; act < ACT_COUNT; act++) {
            weights[act] = rounded(models[act].weights[lines.items[i].id]);
            any = any || weights[act] != 0;
        }
        if (any)
            write_line(out, lines.items[i].feature, weights);
        written += any ? 1 : 0;
    }
    vec_clear(&lines);
    return written;
}

int main(int argc, char **argv)
{
    Corpus corpus;
    Model models[ACT_COUNT];
    double thresholds[ACT_COUNT] = {0};
    if (argc < 3) {
        fprintf(stderr, "usage: learn WEIGHTS FOLDER [LINES...]\n");
        return 2;
    }
    if (!corpus_read(&corpus, argv[2], argv + 3, argc - 3))
        return 1;
    printf("%zu messages of %zu writers, %zu sentences, %zu features\n", corpus.messages.count,
           corpus.texts.count, corpus.rows.count, corpus.features.count);
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++)
        thresholds[TOLD[i].act] = find_threshold(&corpus, &TOLD[i]);
    for (size_t act = 0; act < ACT_COUNT; act++)
        model_learn(&corpus, (CheckAct)act, corpus.texts.count, &models[act]);
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        perror(argv[1]);
        return 1;
    }
    size_t written = write_weights(&corpus, models, thresholds, out);
    bool fine = fclose(out) == 0;
    printf("%zu features in %s\n", written, argv[1]);
    for (size_t act = 0; act < ACT_COUNT; act++)
        free(models[act].weights);
    corpus_clear(&corpus);
    return fine ? 0 : 1;
}
