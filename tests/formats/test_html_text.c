// SPDX-License-Identifier: MIT
// HTML in messages: tags go, words stay, and what only looks like HTML is left alone.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/formats/html_text.h"

static void test_cases(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        const char *text;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"  plain \r\nlines  \r\rmore\n\n\n\nend\n", "plain\nlines\n\nmore\n\nend"},
        {"I <3 C & <name> a<b, x > y &amp; z", "I <3 C & <name> a<b, x > y &amp; z"},
        {"<p>Hello Ada,</p><p>thanks &amp; bye</p>", "Hello Ada,\n\nthanks & bye"},
        {"<p class=\"spinmail-quill-editor__spin-break\">Hi</p>", "Hi"},
        {"one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"},
        {"<div>a</div><div>b</div>", "a\nb"},
        {"<ul><li>a</li><li>b</li></ul>c", "a\nb\nc"},
        {"<b>bold</b> <i>it</i> I <3 it", "bold it I <3 it"},
        {"<p>&lt;b&gt; &#65;&#x42;&nbsp;&euro; &bogus; &#0; &", "<b> AB \xe2\x82\xac &bogus; &#0; &"},
        {"<p>&#xD800;</p>", "\xef\xbf\xbd"},
        {"<style>p { color: red }</style><p>x</p>", "x"},
        {"<script>never closed", ""},
        {"<p", "<p"},
        {"<p <b>x", "<p x"},
        {"<a href=\"https://acme.example/?a=1&b=2\">our page</a>!",
         "our page (https://acme.example/?a=1&b=2)!"},
        {"<a href=\"https://acme.example\">https://acme.example</a>", "https://acme.example"},
        {"</a><a>x</a>", "x"},
        {"<p><a href=\"https://acme.example\"></a>", "(https://acme.example)"},
        {"<pre>x</pre>", "<pre>x</pre>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str out = STR_INIT;
        str_append(&out, ">");
        html_to_text(&out, cases[i].html);
        assert_string_equal(str_get(&out) + 1, cases[i].text);
        str_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
