// SPDX-License-Identifier: MIT
// Contact fields: the table holds together, and FIELD=VALUE is read or refused with a reason.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rapport/core/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void table_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const FieldInfo *info = field_info((ContactField)i);
        Error err = {0};
        assert_int_equal(info->field, i);
        assert_ptr_equal(field_find(info->name), info);
        assert_true(info->label[0] != '\0' && info->help[0] != '\0');
        if (!field_check(info, info->example, &err))
            fail_msg("%s: %s", info->name, err.message);
        assert_int_equal(field_choice(info->field, 0) != NULL, info->kind == FIELD_CHOICE);
        assert_null(field_choice(info->field, 1000));
    }
    assert_ptr_equal(field_find("Met-Where"), field_info(FIELD_MET_WHERE));
    assert_null(field_find("met"));
    assert_null(field_find("names"));
    assert_null(field_find(""));
}

static void reads_edits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ContactField field;
        FieldChange change;
        const char *value;
    } cases[] = {
        {"name=Ada Byron", FIELD_NAME, FIELD_SET, "Ada Byron"},
        {"NAME=Ada", FIELD_NAME, FIELD_SET, "Ada"},
        {"name = Ada", FIELD_NAME, FIELD_SET, "Ada"},
        {"city=", FIELD_CITY, FIELD_SET, ""},
        {"city=  ", FIELD_CITY, FIELD_SET, ""},
        {"company=A=B", FIELD_COMPANY, FIELD_SET, "A=B"},
        {"address-as=Dr. Byron", FIELD_ADDRESS_AS, FIELD_SET, "Dr. Byron"},
        {"met_where=PyCon", FIELD_MET_WHERE, FIELD_SET, "PyCon"},
        {"met_day=last tue", FIELD_MET_DAY, FIELD_SET, "last tue"},
        {"how=event", FIELD_HOW, FIELD_SET, "event"},
        {"how=", FIELD_HOW, FIELD_SET, ""},
        {"channel=linkedin-note", FIELD_CHANNEL, FIELD_SET, "linkedin-note"},
        {"about=one\ntwo", FIELD_ABOUT, FIELD_SET, "one\ntwo"},
        {"email=ada@acme.example", FIELD_EMAIL, FIELD_SET, "ada@acme.example"},
        {"email+=ada@acme.example", FIELD_EMAIL, FIELD_ADD, "ada@acme.example"},
        {"email-=ada@acme.example", FIELD_EMAIL, FIELD_REMOVE, "ada@acme.example"},
        {"email-=", FIELD_EMAIL, FIELD_REMOVE, ""},
        {"email -= old", FIELD_EMAIL, FIELD_REMOVE, "old"},
        {"phone=+1 617 555 0100", FIELD_PHONE, FIELD_SET, "+1 617 555 0100"},
        {"link+=acme.example/ada?x=1", FIELD_LINK, FIELD_ADD, "acme.example/ada?x=1"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        FieldEdit edit;
        Error err = {0};
        if (!field_edit_parse(cases[i].text, &edit, &err))
            fail_msg("'%s': %s", cases[i].text, err.message);
        assert_int_equal(edit.info->field, cases[i].field);
        assert_int_equal(edit.change, cases[i].change);
        assert_string_equal(edit.value, cases[i].value);
    }
}

static void refuses_edits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int column;
        const char *says;
    } cases[] = {
        {"", 1, "FIELD=VALUE"},
        {"name", 1, "FIELD=VALUE"},
        {"=x", 1, "FIELD=VALUE"},
        {"+=x", 1, "no field"},
        {"nmae=Ada", 1, "did you mean \"name\""},
        {"compny=Acme", 1, "did you mean \"company\""},
        {"wxyz=1", 1, "help edit"},
        {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz=1", 1, "no field"},
        {"name=", 6, "cannot be empty"},
        {"name=a\nb", 6, "one line"},
        {"city=\xff", 6, "not UTF-8"},
        {"city+=Boston", 5, "has one value"},
        {"city-=Boston", 5, "has one value"},
        {"how=evnt", 5, "did you mean \"event\""},
        {"how=telepathy", 5, "one of event, online"},
        {"channel= fax", 10, "one of email"},
        {"email=", 7, "say which"},
        {"email=ada", 7, "no mail address"},
        {"email=@acme", 7, "no mail address"},
        {"email=ada@", 7, "no mail address"},
        {"email=a b@acme.example", 7, "no mail address"},
        {"phone=none", 7, "no number"},
        {"link=ada", 6, "no link"},
        {"link=see acme.example", 6, "no link"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        FieldEdit edit;
        Error err = {0};
        if (field_edit_parse(cases[i].text, &edit, &err))
            fail_msg("'%s' is accepted", cases[i].text);
        assert_int_equal(err.kind, ERROR_INPUT);
        if (err.column != cases[i].column || strstr(err.message, cases[i].says) == NULL)
            fail_msg("'%s': column %d: %s", cases[i].text, err.column, err.message);
        assert_false(field_edit_parse(cases[i].text, &edit, NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_whole),
        cmocka_unit_test(reads_edits),
        cmocka_unit_test(refuses_edits),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
