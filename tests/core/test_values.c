// SPDX-License-Identifier: MIT
// Contacts, interactions and follow-ups as values: what unknown looks like, that all of it is freed (the leak
// checker watches), and which role and address stand for a person.
#include "support/check.h"

#include "rapport/base/mem.h"
#include "rapport/core/contact.h"
#include "rapport/core/followup.h"
#include "rapport/core/interaction.h"

static void a_new_contact_knows_nothing(void **state)
{
    (void)state;
    Contact contact;
    contact_init(&contact);
    const int32_t days[] = {contact.birthday, contact.met_day, contact.last_out_day, contact.last_in_day,
                            contact.next_due_day};
    for (size_t i = 0; i < COUNT(days); i++)
        assert_int_equal(days[i], CIVIL_NONE);
    assert_int_equal(contact.degree, -1);
    assert_null(contact.name);
    assert_false(contact.active);
    assert_null(contact_role(&contact, ORGANISATION_COMPANY));
    assert_null(contact_reach(&contact, REACH_EMAIL));
    contact_clear(&contact);
}

static void add_role(Contact *contact, const char *name, OrganisationKind kind, bool current, int32_t from,
                     int32_t until)
{
    vec_push(&contact->roles, ((ContactRole){.name = mem_strdup(name),
                                             .title = mem_strdup("Engineer"),
                                             .kind = kind,
                                             .current = current,
                                             .from = from,
                                             .until = until}));
}

static void add_reach(Contact *contact, ReachKind kind, const char *value)
{
    vec_push(&contact->reaches,
             ((Reach){.kind = kind, .value = mem_strdup(value), .label = mem_strdup("work")}));
}

static void clearing_frees_everything_and_starts_anew(void **state)
{
    (void)state;
    Contact contact;
    contact_init(&contact);
    char **texts[] = {&contact.name,       &contact.given,        &contact.family,   &contact.nickname,
                      &contact.address_as, &contact.pronouns,     &contact.headline, &contact.city,
                      &contact.zone,       &contact.industry,     &contact.about,    &contact.routine,
                      &contact.met_where,  &contact.introduced_by};
    for (size_t i = 0; i < COUNT(texts); i++)
        *texts[i] = mem_strdup("x");
    add_role(&contact, "Example Ltd", ORGANISATION_COMPANY, true, 0, CIVIL_NONE);
    add_reach(&contact, REACH_EMAIL, "ada@mail.example");
    vec_push(&contact.tags, mem_strdup("climbing"));
    contact.degree = 1;
    contact_clear(&contact);
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_null(*texts[i]);
    assert_int_equal(contact.degree, -1);
    assert_int_equal(contact.roles.count + contact.reaches.count + contact.tags.count, 0);
    contact_clear(&contact); // twice is fine
}

static void the_role_that_stands_for_a_person(void **state)
{
    (void)state;
    static const struct {
        struct {
            const char *name;
            OrganisationKind kind;
            bool current;
            int32_t from, until;
        } roles[3];
        const char *company;
    } cases[] = {
        {{{"A", ORGANISATION_COMPANY, false, 10, 20}, {"B", ORGANISATION_COMPANY, true, 5, CIVIL_NONE}}, "B"},
        {{{"A", ORGANISATION_COMPANY, true, 10, CIVIL_NONE},
          {"B", ORGANISATION_COMPANY, true, 30, CIVIL_NONE}},
         "B"},
        {{{"A", ORGANISATION_COMPANY, true, 30, CIVIL_NONE},
          {"B", ORGANISATION_COMPANY, true, 10, CIVIL_NONE}},
         "A"},
        {{{"A", ORGANISATION_COMPANY, false, 10, 40}, {"B", ORGANISATION_COMPANY, false, 20, 30}}, "A"},
        {{{"A", ORGANISATION_COMPANY, false, 10, CIVIL_NONE}, {"B", ORGANISATION_COMPANY, false, 1, 2}}, "B"},
        {{{"A", ORGANISATION_COMPANY, false, 10, 40}, {"B", ORGANISATION_COMPANY, false, 20, 40}}, "B"},
        {{{"A", ORGANISATION_SCHOOL, true, 10, 40}, {"B", ORGANISATION_COMPANY, false, 1, 2}}, "B"},
        {{{"A", ORGANISATION_COMPANY, true, CIVIL_NONE, CIVIL_NONE},
          {"B", ORGANISATION_COMPANY, true, CIVIL_NONE, CIVIL_NONE}},
         "A"}, // the first of equals
        {{{"A", ORGANISATION_SCHOOL, true, 10, 40}}, NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Contact contact;
        contact_init(&contact);
        for (size_t k = 0; k < 3 && cases[i].roles[k].name != NULL; k++)
            add_role(&contact, cases[i].roles[k].name, cases[i].roles[k].kind, cases[i].roles[k].current,
                     cases[i].roles[k].from, cases[i].roles[k].until);
        const ContactRole *role = contact_role(&contact, ORGANISATION_COMPANY);
        if (cases[i].company == NULL)
            assert_null(role);
        else
            assert_string_equal(role->name, cases[i].company);
        contact_clear(&contact);
    }
}

static void the_first_address_of_a_kind(void **state)
{
    (void)state;
    Contact contact;
    contact_init(&contact);
    add_reach(&contact, REACH_PHONE, "+1 555 0100");
    add_reach(&contact, REACH_EMAIL, "first@mail.example");
    add_reach(&contact, REACH_EMAIL, "second@mail.example");
    assert_string_equal(contact_reach(&contact, REACH_EMAIL), "first@mail.example");
    assert_string_equal(contact_reach(&contact, REACH_PHONE), "+1 555 0100");
    assert_null(contact_reach(&contact, REACH_LINK));
    contact_clear(&contact);
}

static void an_interaction(void **state)
{
    (void)state;
    Interaction interaction;
    interaction_init(&interaction);
    assert_int_equal(interaction.day, CIVIL_NONE);
    assert_int_equal(interaction.answer_day, CIVIL_NONE);
    assert_int_equal(interaction.expects_answer, -1);
    interaction.subject = mem_strdup("x");
    interaction.text = mem_strdup("x");
    interaction.event_name = mem_strdup("x");
    interaction.source_key = mem_strdup("x");
    vec_push(&interaction.participants, 7);
    interaction_clear(&interaction);
    assert_null(interaction.text);
    assert_int_equal(interaction.participants.count, 0);
    assert_int_equal(interaction.expects_answer, -1);
}

static void followups(void **state)
{
    (void)state;
    FollowupList list = {0};
    for (int i = 0; i < 3; i++) {
        Followup followup;
        followup_init(&followup);
        const int32_t days[] = {followup.day, followup.earliest, followup.latest, followup.closed_day};
        for (size_t k = 0; k < COUNT(days); k++)
            assert_int_equal(days[k], CIVIL_NONE);
        assert_int_equal(followup.minute, -1);
        assert_int_equal(followup.state, FOLLOWUP_OPEN);
        char **texts[] = {&followup.contact_name, &followup.organisation_name,
                          &followup.text,         &followup.rule,
                          &followup.reason,       &followup.repeat};
        for (size_t k = 0; k < COUNT(texts); k++)
            *texts[k] = mem_strdup("x");
        vec_push(&list, followup);
    }
    followup_list_clear(&list);
    assert_int_equal(list.count, 0);
    assert_null(list.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_contact_knows_nothing),
        cmocka_unit_test(clearing_frees_everything_and_starts_anew),
        cmocka_unit_test(the_role_that_stands_for_a_person),
        cmocka_unit_test(the_first_address_of_a_kind),
        cmocka_unit_test(an_interaction),
        cmocka_unit_test(followups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
