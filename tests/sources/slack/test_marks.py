"""Bold, italic and struck text in Slack."""

import time

import pytest

from pipeline.domain.material import Person
from pipeline.sources.slack.directory import Directory
from pipeline.sources.slack.mrkdwn import Mrkdwn

MRKDWN = Mrkdwn(Directory({"U1": Person("Ada Byron"), "U_2*": Person("Kofi_M*")}), {})


@pytest.mark.parametrize(
    ("wire", "plain"),
    [
        ("*bold* _it_ ~no~", "bold it no"),
        ("*Severity:* SEV1", "Severity: SEV1"),
        ('(*yes*), "_no_".', '(yes), "no".'),
        ("*_both_* and _*both*_", "both and both"),
        ("*two words* in *one line*", "two words in one line"),
        ("*<https://a.example/x_y_|graph>* is up", "graph (https://a.example/x_y_) is up"),
        ("_<@U1>_ leads, *<@U_2*>* helps", "@Ada Byron leads, @Kofi_M* helps"),
        ("*Status*\n_down_\n&gt; *x*\n&gt;*y*", "Status\ndown\n> x\n>y"),
        ("*run `a*b` now*", "run `a*b` now"),
        ("*the pool was full*: 200 of 200", "the pool was full: 200 of 200"),
        ("*done*!? _maybe_…", "done!? maybe…"),
        ("_snake_case_ is italic", "_snake_case_ is italic"),
    ],
)
def test_marks_around_words_are_dropped(wire: str, plain: str):
    assert MRKDWN.plain(wire) == plain


@pytest.mark.parametrize(
    "text",
    [
        "rm *.log and *.txt",
        "rm *.log,*.txt *.gz",
        "2 * 3 * 4 and 5*3*2",
        "*/5 * * * * and 0 */6 * * *",
        "about ~5 min, not ~10 min",
        "~5ms,~10ms",
        "~/bin:~/lib and ~/x",
        "pool_max_size and __init__ and a_b_",
        "SELECT * FROM t; SELECT * FROM u",
        "**twice** as loud",
        "* a list\n* of things",
        "*one line\nthe next*",
        "`*code*` and ```\n_more_ *code*\n```",
        "/var/_build_/x and /*all*/",
        "char *p, *q; f(*p)",
        "mail_*_old_*",
    ],
)
def test_signs_that_mark_nothing_stay(text: str):
    assert MRKDWN.plain(text) == text


def test_a_sign_that_stands_for_what_is_fixed_is_harmless():
    assert MRKDWN.plain("a \ue000 *b* <@U1>") == "a \ue000 *b* @Ada Byron"


@pytest.mark.parametrize("text", ["*" * 20_000, "*a " * 20_000, "_a*b~" * 10_000, " *_~" * 10_000, "*a" * 20_000, "(_" * 20_000])
def test_many_signs_take_no_time(text: str):
    start = time.perf_counter()
    MRKDWN.plain(text)
    assert time.perf_counter() - start < 1
