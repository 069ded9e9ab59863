// SPDX-License-Identifier: MIT
// A Connections.csv as LinkedIn writes it, of any size, always the same for the same number: names of many
// scripts, companies as unevenly spread as they are (Zipf), some without an e-mail address, some hidden.
// Invented people only.
//     generate N > Connections.csv
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state = 20261124;

static uint64_t next(void)
{
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static size_t below(size_t limit)
{
    return (size_t)(next() % limit);
}

#define PICK(table) ((table)[below(sizeof(table) / sizeof *(table))])

static const char *const GIVEN[] = {
    "Ada",  "Björn", "Chidi",  "Dóra",   "Eun-ji", "Farid", "Gül",     "Hana",  "Iñigo",  "Jonas",  "芳",
    "健太", "Łucja", "Maya",   "Nguyễn", "Olga",   "Priya", "Quentin", "Rafał", "Søren",  "Tom",    "Úna",
    "Véra", "Wren",  "Ximena", "Yusuf",  "Zoë",    "Anna",  "Ben",     "Carla", "Dmitri", "Эльвира"};
static const char *const FAMILY_HEAD[] = {"Lind", "Nor", "Ok",  "Ber", "Cas", "Dun", "Feld",
                                          "Gar",  "Hol", "Kas", "Mar", "Pet", "Rei", "San",
                                          "Tak",  "Vas", "Wes", "Zie", "Öz",  "Šim"};
static const char *const FAMILY_TAIL[] = {"qvist", "wood", "afor", "mann",   "ini",  "can", "er",
                                          "cía",   "den",  "hara", "tinez",  "rov",  "lly", "tos",
                                          "ada",   "ova",  "ton",  "liński", "türk", "ek"};
static const char *const COMPANY_HEAD[] = {"Kestrel", "Interlark", "Gitanya", "Northwind", "Globex",
                                           "Hooli",   "Vandelay",  "Acme",    "Initech",   "Müller"};
static const char *const COMPANY_TAIL[] = {" GmbH", " Inc.",  " AB",   " Labs",
                                           "",      ", Ltd.", " & Co", " Systems"};
static const char *const TITLES[] = {"Engineer",
                                     "Senior Engineer",
                                     "Director of Engineering",
                                     "Recruiter",
                                     "\"Product Manager, Platform\"",
                                     "Data Scientist",
                                     "Founder",
                                     "Designer",
                                     "VP Sales",
                                     "Account Executive"};
static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// 1 .. most, the first ones very often.
static size_t zipf(size_t most)
{
    double u = (double)(next() >> 11) / 9007199254740992.0;
    return (size_t)pow((double)most, u);
}

static void company(size_t people)
{
    size_t rank = zipf(people / 8 + 10);
    const char *tail = COMPANY_TAIL[rank * 7 % 8];
    const char *quote = tail[0] == ',' ? "\"" : "";
    printf("%s%s", quote, COMPANY_HEAD[rank % 10]);
    if (rank >= 10)
        printf(" %zu", rank / 10);
    printf("%s%s", tail, quote);
}

static void person(size_t i, size_t people)
{
    const char *month = PICK(MONTHS);
    size_t day = 1 + below(28), year = 2012 + below(14);
    if (below(200) == 0) { // a hidden member
        printf(",,,,,,%02zu %s %zu\n", day, month, year);
        return;
    }
    printf("%s,%s%s,https://www.linkedin.com/in/person-%zu-%zu,", PICK(GIVEN), PICK(FAMILY_HEAD),
           PICK(FAMILY_TAIL), below(1000), i);
    if (below(8) == 0)
        printf("p%zu@mail.example", i);
    putchar(',');
    company(people);
    printf(",%s,%02zu %s %zu\n", PICK(TITLES), day, month, year);
}

int main(int argc, char **argv)
{
    size_t people = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000;
    puts("Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are "
         "missing.\"\n");
    puts("First Name,Last Name,URL,Email Address,Company,Position,Connected On");
    for (size_t i = 0; i < people; i++)
        person(i, people);
    return 0;
}
