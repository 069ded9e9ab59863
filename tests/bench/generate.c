// SPDX-License-Identifier: MIT
// A realistic network of any size in the formats that Rapport and its peers read, always the same for the
// same number: names of many scripts, companies and schools as unevenly spread as they are (Zipf), some
// people without an address, some members hidden. Person i is the same in every format. Invented people only.
//     generate FORMAT N [FOLDER]       FORMAT is a row of FORMATS below; those of many files want the folder
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 96, FULL_SIZE = 2 * NAME_SIZE, FIRST_YEAR = 2014, HIDDEN_ONE_IN = 200 };

typedef struct Random {
    uint64_t state;
} Random;

static uint64_t next(Random *random)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static size_t below(Random *random, size_t limit)
{
    return (size_t)(next(random) % limit);
}

// 0 .. most - 1, the first ones very often.
static size_t zipf(Random *random, size_t most)
{
    double u = (double)(next(random) >> 11) / 9007199254740992.0;
    return (size_t)pow((double)most, u) - (most > 1 ? 1 : 0);
}

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define PICK(random, table) ((table)[below(random, COUNT(table))])

// ---- names

typedef struct Culture {
    const char *given[10], *family[10]; // family "*": made of two halves
} Culture;

static const Culture CULTURES[] = {
    {{"James", "Olivia", "Maya", "Noah", "Emma", "Liam", "Grace", "Owen", "Ruth", "Caleb"}, {"*"}},
    {{"Anna", "Lukas", "Jürgen", "Greta", "Björn", "Käthe", "Jonas", "Lena", "Sören", "Frieda"}, {"*"}},
    {{"Priya", "Arjun", "Ananya", "Rohan", "Kavya", "Vikram", "Meera", "Sanjay", "Diya", "Ishaan"},
     {"Sharma", "Patel", "Iyer", "Reddy", "Gupta", "Nair", "Chatterjee", "Singh", "Menon", "Rao"}},
    {{"芳", "伟", "秀英", "娜", "敏", "静", "强", "磊", "洋", "艳"},
     {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"}},
    {{"健太", "陽子", "翔", "美咲", "蓮", "葵", "大輔", "さくら", "直樹", "恵"},
     {"佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "小林", "加藤"}},
    {{"José", "Lucía", "Iñigo", "Camila", "Mateo", "Sofía", "Andrés", "Valentina", "Raúl", "Ximena"},
     {"García", "Núñez", "Fernández", "Ibáñez", "Muñoz", "Rojas", "Peña", "Castaño", "Ortiz", "Vega"}},
    {{"Chidi", "Amara", "Ngozi", "Tunde", "Zainab", "Kwame", "Abena", "Sefu", "Makena", "Thabo"},
     {"Okafor", "Adeyemi", "Mensah", "Eze", "Diallo", "Nkosi", "Abara", "Kamau", "Mbeki", "Owusu"}},
    {{"Эльвира", "Дмитрий", "Ольга", "Сергей", "Наталья", "Олег", "Мария", "Юрий", "Анна", "Игорь"},
     {"Иванова", "Петров", "Соколова", "Кузнецов", "Попова", "Лебедев", "Козлова", "Новиков", "Орлова",
      "Волков"}},
    {{"Farid", "Layla", "Yusuf", "Noor", "Khalid", "Mariam", "Tariq", "Salma", "Omar", "Huda"},
     {"al-Masri", "Haddad", "Khoury", "Najjar", "Rahman", "Aziz", "Saleh", "Mansour", "Darwish", "Bakri"}},
    {{"Łucja", "Rafał", "Zoë", "Kateřina", "Jiří", "Dóra", "Gül", "Šimon", "Agnė", "Ștefan"}, {"*"}},
    {{"Nguyễn", "Thị", "Minh", "Hương", "Quang", "Linh", "Đức", "Mai", "Tuấn", "Ngọc"},
     {"Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"}},
    {{"Eun-ji", "민준", "서연", "Ji-hoon", "하은", "Min-seo", "도윤", "Soo-ah", "지우", "Hyun"},
     {"김", "이", "박", "최", "Jeong", "강", "Cho", "윤", "Jang", "임"}},
    {{"Seán", "Aoife", "Ciarán", "Niamh", "Úna", "Rhys", "Siân", "Ewan", "Isla", "Fiona"}, {"*"}},
};
static const char *const FAMILY_HEADS[] = {"Lind", "Nor",  "Ash",  "Ber", "Cas",  "Dun",  "Feld", "Gar",
                                           "Hol",  "Kas",  "Mar",  "Pet", "Rei",  "San",  "Tak",  "Vas",
                                           "Wes",  "Zie",  "Öz",   "Šim", "Grön", "Stan", "Bra",  "Hal",
                                           "Win",  "Carl", "Thor", "Ell", "Kirk", "Lang"};
static const char *const FAMILY_TAILS[] = {
    "qvist", "wood", "ford", "mann",  "ini",   "can",  "er",    "berg",   "den",   "hara",
    "ström", "rov",  "ley",  "ton",   "ada",   "ova",  "by",    "liński", "feldt", "ek",
    "worth", "well", "dal",  "gaard", "brook", "more", "stone", "field",  "son",   "hurst"};
static const char *const COMPANY_HEADS[] = {
    "Kestrel",  "Interlark", "Gitanya", "Northwind", "Juniper", "Vandelay", "Müller",   "Acorn",
    "Bluebird", "Tessera",   "Harbour", "Lumen",     "Quarry",  "Solstice", "Meridian", "Pinnacle",
    "Cobalt",   "Fjord",     "Granite", "Hazel",     "Indigo",  "Kelp",     "Larch",    "Marigold",
    "Nimbus",   "Orchard",   "Pelican", "Ravine",    "Sable",   "Thistle"};
static const char *const COMPANY_NOUNS[] = {"",         "Systems", "Labs",     "Energy",    "Health",
                                            "Robotics", "Foods",   "Media",    "Analytics", "Logistics",
                                            "Capital",  "Studio",  "Motors",   "Data",      "Biotech",
                                            "Telecom",  "Games",   "Security", "Travel",    "Consulting"};
static const char *const COMPANY_FORMS[] = {"", " Inc.", " GmbH", " AB", ", Ltd.", " & Co", "", " S.A."};
static const char *const TITLES[] = {"Engineer",
                                     "Senior Engineer",
                                     "Director of Engineering",
                                     "Recruiter",
                                     "Product Manager, Platform",
                                     "Data Scientist",
                                     "Founder",
                                     "Designer",
                                     "VP Sales",
                                     "Account Executive",
                                     "Staff Engineer",
                                     "Researcher",
                                     "Chief of Staff",
                                     "Marketing Manager",
                                     "Nurse Practitioner",
                                     "Head of Growth",
                                     "Analyst",
                                     "Teacher",
                                     "Operations Director",
                                     "Software Developer",
                                     "Ingénieure",
                                     "工程师",
                                     "Consultant",
                                     "Solutions Architect",
                                     "Student"};
static const char *const CITIES[] = {"Boston", "Berlin", "Nairobi", "São Paulo", "Kraków",  "Pune",
                                     "Oslo",   "Seoul",  "Toronto", "Lagos",     "Zürich",  "上海",
                                     "Lyon",   "Austin", "Osaka",   "Santiago",  "Utrecht", "Galway"};
static const char *const TAGS[] = {"python", "climbing", "hiring", "alumni",
                                   "mentor", "pycon",    "choir",  "investor"};

typedef struct Person {
    size_t number;
    char name[FULL_SIZE], given[NAME_SIZE], family[NAME_SIZE];
    char company[NAME_SIZE], school[NAME_SIZE]; // "" = none
    const char *title, *city, *tag;             // NULL = none
    char slug[32], email[40];                   // email "" = none
    int degree, year, month, day;
} Person;

static void make_name(Random *random, Person *p)
{
    const Culture *culture = &CULTURES[zipf(random, 8 * COUNT(CULTURES)) % COUNT(CULTURES)];
    snprintf(p->given, sizeof p->given, "%s", PICK(random, culture->given));
    if (*culture->family[0] == '*')
        snprintf(p->family, sizeof p->family, "%s%s", PICK(random, FAMILY_HEADS), PICK(random, FAMILY_TAILS));
    else
        snprintf(p->family, sizeof p->family, "%s", PICK(random, culture->family));
    snprintf(p->name, sizeof p->name, "%s %s", p->given, p->family);
}

static void make_company(Random *random, size_t people, Person *p)
{
    size_t heads = COUNT(COMPANY_HEADS), nouns = COUNT(COMPANY_NOUNS), rank = zipf(random, people / 11 + 20);
    const char *noun = COMPANY_NOUNS[rank / heads % nouns];
    size_t length = (size_t)snprintf(p->company, sizeof p->company, "%s%s%s", COMPANY_HEADS[rank % heads],
                                     *noun != '\0' ? " " : "", noun);
    if (rank >= heads * nouns)
        length += (size_t)snprintf(p->company + length, sizeof p->company - length, " %zu",
                                   rank / heads / nouns + 1);
    snprintf(p->company + length, sizeof p->company - length, "%s",
             COMPANY_FORMS[rank * 7 % COUNT(COMPANY_FORMS)]);
}

static void make_school(Random *random, size_t people, Person *p)
{
    size_t most = people / 200 + 20, rank = zipf(random, most > 5000 ? 5000 : most);
    p->school[0] = '\0';
    if (below(random, 5) < 2)
        return;
    if (rank == 0)
        snprintf(p->school, sizeof p->school, "Northeastern University");
    else
        snprintf(p->school, sizeof p->school, rank % 3 == 0 ? "%s%s College" : "University of %s%s",
                 FAMILY_HEADS[rank % COUNT(FAMILY_HEADS)],
                 FAMILY_TAILS[rank / COUNT(FAMILY_HEADS) % COUNT(FAMILY_TAILS)]);
}

static Person person(size_t i, size_t people)
{
    Random random = {20261124 + i * UINT64_C(0xD1342543DE82EF95)};
    Person p = {.number = i};
    make_name(&random, &p);
    make_company(&random, people, &p);
    make_school(&random, people, &p);
    p.title = PICK(&random, TITLES);
    p.city = below(&random, 2) == 0 ? PICK(&random, CITIES) : NULL;
    p.tag = below(&random, 10) == 0 ? PICK(&random, TAGS) : NULL;
    p.degree = below(&random, 4) < 3 ? 1 : below(&random, 5) == 0 ? 3 : 2;
    snprintf(p.slug, sizeof p.slug, "person-%zu-%zu", below(&random, 1000), i);
    if (below(&random, 8) == 0)
        snprintf(p.email, sizeof p.email, "p%zu@mail.example", i);
    p.day = 1 + (int)below(&random, 28);
    p.month = 1 + (int)below(&random, 12);
    p.year = FIRST_YEAR + (int)below(&random, 12);
    return p;
}

// ---- what Rapport reads

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static const char *quoted(const char *text, char buffer[NAME_SIZE + 3])
{
    if (text == NULL || strchr(text, ',') == NULL)
        return text != NULL ? text : "";
    snprintf(buffer, NAME_SIZE + 3, "\"%s\"", text);
    return buffer;
}

static void connections_head(void)
{
    puts("Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are "
         "missing.\"\n");
    puts("First Name,Last Name,URL,Email Address,Company,Position,Connected On");
}

static void connections(const Person *p, const char *folder)
{
    (void)folder;
    char company[NAME_SIZE + 3], title[NAME_SIZE + 3];
    if (p->number % HIDDEN_ONE_IN == HIDDEN_ONE_IN - 1) { // a hidden member
        printf(",,,,,,%02d %s %d\n", p->day, MONTHS[p->month - 1], p->year);
        return;
    }
    printf("%s,%s,https://www.linkedin.com/in/%s,%s,%s,%s,%02d %s %d\n", p->given, p->family, p->slug,
           p->email, quoted(p->company, company), quoted(p->title, title), p->day, MONTHS[p->month - 1],
           p->year);
}

static void people_head(void)
{
    puts("First Name,Last Name,Link,Email,Company,Title,School,City,Tags,Degree");
}

static void people(const Person *p, const char *folder)
{
    (void)folder;
    char company[NAME_SIZE + 3], title[NAME_SIZE + 3];
    printf("%s,%s,https://www.linkedin.com/in/%s,%s,%s,%s,%s,%s,%s,%d\n", p->given, p->family, p->slug,
           p->email, quoted(p->company, company), quoted(p->title, title), p->school,
           p->city != NULL ? p->city : "", p->tag != NULL ? p->tag : "", p->degree);
}

static void messages_head(void)
{
    puts("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
         "CONTENT,FOLDER");
}

static void messages(const Person *p, const char *folder)
{
    (void)folder;
    bool mine = p->number % 2 == 0;
    char them[FULL_SIZE + 64];
    snprintf(them, sizeof them, "%s,https://www.linkedin.com/in/%s", p->name, p->slug);
    printf("2-c%zu,,%s,%s,2026-%02d-%02d %02zu:%02zu:07 UTC,,\"Hello, how did the talk on %s go?\nBest "
           "wishes\",INBOX\n",
           p->number / 3, mine ? "Wren Ashby,https://www.linkedin.com/in/wren-ashby" : them,
           mine ? them : "Wren Ashby,https://www.linkedin.com/in/wren-ashby", 1 + p->month % 10, p->day,
           p->number % 24, p->number / 24 % 60, p->title);
}

// ---- what the peers read

static void lines(const Person *p, const char *folder)
{
    (void)folder;
    printf("%s, %s, %s, %s\n", p->name, p->company, p->title, p->school);
}

static void abook(const Person *p, const char *folder)
{
    (void)folder;
    printf("[%zu]\nname=%s\nemail=p%zu@mail.example\n\n", p->number, p->name, p->number);
}

static void tasks(const Person *p, const char *folder)
{
    (void)folder;
    static const size_t SPAN = 400;
    printf("{\"description\":\"Write to %s at %s\",\"status\":\"pending\",\"entry\":\"20261001T090000Z\","
           "\"uuid\":\"%08zx-0000-4000-8000-000000000000\",\"due\":\"%dT090000Z\"}\n",
           p->name, p->company, p->number,
           20260101 + 10000 * (int)(p->number % SPAN / 200) + 100 * (p->month - 1) + p->day - 1);
}

static void appointments(const Person *p, const char *folder)
{
    (void)folder;
    printf("%02d/%02d/2026 @ 09:%02zu -> %02d/%02d/2026 @ 10:00 |Write to %s\n", p->month, p->day,
           p->number % 60, p->month, p->day, p->name);
}

static FILE *create(const char *folder, size_t number, const char *ending)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%zu%s", folder, number, ending);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    return file;
}

static void mails(const Person *p, const char *folder)
{
    FILE *file = create(folder, p->number, "");
    fprintf(file,
            "From: %s <p%zu@mail.example>\nTo: me@home.example\nSubject: %s, %s\nDate: %02d %s %d 10:00:00 "
            "+0000\n"
            "Message-ID: <%zu@mail.example>\nContent-Type: text/plain; charset=utf-8\n\n%s\n",
            p->name, p->number, p->company, p->title, p->day, MONTHS[p->month - 1], p->year, p->number,
            p->school);
    fclose(file);
}

static void vcards(const Person *p, const char *folder)
{
    FILE *file = create(folder, p->number, ".vcf");
    fprintf(
        file,
        "BEGIN:VCARD\nVERSION:3.0\nUID:p%zu\nFN:%s\nN:%s;%s;;;\nORG:%s\nEMAIL:p%zu@mail.example\nEND:VCARD\n",
        p->number, p->name, p->family, p->given, p->company, p->number);
    fclose(file);
}

typedef struct Format {
    const char *name;
    void (*head)(void); // NULL = none
    void (*write)(const Person *p, const char *folder);
} Format;

static const Format FORMATS[] = {
    {"connections", connections_head, connections}, // LinkedIn's Connections.csv
    {"people", people_head, people},                // any CSV: with schools, cities, tags, degrees
    {"messages", messages_head, messages},          // LinkedIn's messages.csv
    {"lines", NULL, lines},                         // fzf
    {"abook", NULL, abook},
    {"tasks", NULL, tasks},               // taskwarrior
    {"appointments", NULL, appointments}, // calcurse
    {"mails", NULL, mails},               // notmuch: a message a person
    {"vcards", NULL, vcards},             // khard
};

int main(int argc, char **argv)
{
    size_t count = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 0;
    const Format *format = NULL;
    for (size_t i = 0; argc > 2 && i < COUNT(FORMATS); i++)
        if (strcmp(FORMATS[i].name, argv[1]) == 0)
            format = &FORMATS[i];
    if (format == NULL) {
        fprintf(stderr, "usage: generate FORMAT N [FOLDER]\n");
        return 2;
    }
    if (format->head != NULL)
        format->head();
    for (size_t i = 0; i < count; i++) {
        Person p = person(i, count);
        format->write(&p, argc > 3 ? argv[3] : ".");
    }
    return 0;
}
