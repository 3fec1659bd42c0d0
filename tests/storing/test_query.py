"""The query language: what people type, and what they mistype."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.storing.query.parser import QueryError, parse
from dossier.storing.query.suggestions import small_operator
from dossier.storing.query.tree import (
    Address,
    All,
    And,
    Field,
    Fuzzy,
    Not,
    Number,
    NumberTerm,
    Or,
    Phrase,
    Prefix,
    Published,
    QuantityNode,
    Similar,
    Term,
)

A, B = Term("kast"), Term("jara")
AGE_OR_COUNT = (Field("kind", Term("age")), Field("kind", Term("count")))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("kast", A),
        ("Kast", A),
        ("KAST’s", A),
        ("kast jara", And((A, B))),
        ("kast AND jara", And((A, B))),
        ("kast OR jara", Or((A, B))),
        ("kast or jara", And((A, B))),  # operators are capitals; “or” is a word like “the”
        ("kast -jara", And((A, Not(B)))),
        ("kast NOT jara", And((A, Not(B)))),
        ("+kast jara", And((A, B))),
        ("NOT kast", Not(A)),
        ("NOT (kast OR jara)", Not(Or((A, B)))),
        ("kast OR jara tacna", Or((A, And((B, Term("tacna")))))),
        ('"state of emergency"', Phrase(("state", "of", "emergency"))),
        ("“state of emergency”", Phrase(("state", "of", "emergency"))),
        ('"kast"', Phrase(("kast",))),
        ('"army border"~5', Phrase(("army", "border"), 5)),
        ("state of emergency", And((Term("state"), Term("emergency")))),
        ("the of", And((Term("the"), Term("of")))),
        ("hard-line", Or((Phrase(("hard", "line")), Term("hardline")))),
        ("O'Higgins", Phrase(("o", "higgins"))),
        ("330,000", NumberTerm(("330000",), 330_000.0)),
        ("330 000", NumberTerm(("330", "000"), 330_000.0)),
        ("1 500 000 people", And((NumberTerm(("1", "500", "000"), 1_500_000.0), Term("people")))),
        ("2024 100", And((NumberTerm(("2024",), 2024.0), NumberTerm(("100",), 100.0)))),  # no thousands
        ("1.5 million", NumberTerm(("1.5", "million"), 1_500_000.0)),
        ("1.5m people", And((NumberTerm(("1.5", "m"), 1_500_000.0), Term("people")))),
        ("title:1,500,000", Field("title", Term("1500000"))),
        ("https://www.Example.org/a", Or((Address("example.org/a"), Phrase(("https", "www", "example", "org", "a"))))),
        ("www.example.org/a", Or((Address("example.org/a"), Phrase(("www", "example", "org", "a"))))),
        ("example.org/a", Or((Address("example.org/a"), Phrase(("example", "org", "a"))))),
        ("and/or", Phrase(("and", "or"))),
        (
            "rain https://example.org/b",
            And((Term("rain"), Or((Address("example.org/b"), Phrase(("https", "example", "org", "b")))))),
        ),
        ("19:28", Phrase(("19", "28"))),
        ("emerg*", Prefix("emerg")),
        ("jara~", Fuzzy("jara", 1)),
        ("chacalluta~", Fuzzy("chacalluta", 2)),
        ("jara~2", Fuzzy("jara", 2)),
        ("title:border", Field("title", Term("border"))),
        ("Title:border", Field("title", Term("border"))),
        ('person:"José Kast"', Field("person", Phrase(("jose", "kast")))),
        ("person:(kast OR jara)", Or((Field("person", A), Field("person", B)))),
        ("outlet:cour*", Field("outlet", Prefix("cour"))),
        ("-title:kast", Not(Field("title", A))),
        ("date:2025-11-28", Published("2025-11-28", "2025-11-28")),
        ("date:2025-02", Published("2025-02-01", "2025-02-28")),
        ("date:2024", Published("2024-01-01", "2024-12-31")),
        ("date:2025-11-28..2025-12", Published("2025-11-28", "2025-12-31")),
        ("date:..2025-12-01", Published("0001-01-01", "2025-12-01")),
        ("date:2025-12-01..", Published("2025-12-01", "9999-12-31")),
        ("number:60", Number(60, 60)),
        ("number:100..500", Number(100, 500)),
        ("number:>=1.5m", Number(1_500_000, None)),
        ("number:<=2k", Number(None, 2_000)),
        ("kast & jara", And((A, B))),
        ("note: kast", And((Term("note"), A))),
        ('"<person> expelled"~8', Phrase(("<person>", "expelled"), 8)),
        ("`<Person> expelled`~8", Phrase(("<person>", "expelled"), 8)),
        ("number:>=1m unit:km", QuantityNode((Number(1_000_000, None), Field("unit", Term("km"))))),
        ("kast number:60 kind:(age OR count)", And((A, QuantityNode((Number(60, 60), Or(AGE_OR_COUNT)))))),
        ("number:60 number:70", And((Number(60, 60), Number(70, 70)))),
        ("similar:000#char=120,380", Similar("000", 120, 380)),
        ('similar:"my article#char=120,380" kast', And((Similar("my article", 120, 380), A))),
        ("日本語", Phrase(("日", "本", "語"))),
    ],
)
def test_reads_what_people_type(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("", 0, "no word"),
        ("  ( ) ", 0, "no word"),
        ("kast (jara", 5, "never closed. Did you mean: kast (jara)"),
        ("kast) jara", 4, "never opened. Did you mean: kast jara"),
        ('kast "jara', 5, "never closed"),
        ("kast AND", 5, "something after"),
        ("OR kast", 0, "something before"),
        ("kast OR", 5, "something after"),
        ("kast -", 0, ""),
        ("NOT", 0, "something after"),
        ("(kast -) jara", 6, "something after"),
        ("*tion", 0, "beginning of a word"),
        ("go*vt", 2, "only at the end"),
        ("je*", 0, "at least 3 letters"),
        ("jara~5", 0, "~1 and ~2"),
        ("tilte:kast", 0, "Did you mean: title:kast"),
        ("author:diaz", 0, "Did you mean: byline:diaz"),
        ("zzzz:kast", 0, "there are title:, outlet:"),
        ('"<persn> expelled"~8', 1, 'Did you mean: "<person> expelled"~8'),
        ("similar:000", 8, "is not a link"),
        ("kast titel:x", 5, "Did you mean: kast title:x"),
        ("title:", 0, "needs something"),
        ("date:yesterday", 5, "such as date:2025-11-28"),
        ("date:2025-13", 5, "is not a date"),
        ("number:many", 7, "is not a number"),
        ("x" * 2001, 2000, "longer than 2,000"),
        (" ".join(["kast"] * 65), 324, "more than 64 words"),
        ("(" * 40 + "x" + ")" * 40, 32, "More than 32"),
        ("-" * 40 + "x", 32, "More than 32"),
    ],
)
def test_says_where_and_why_a_query_makes_no_sense(text, position, says):
    if not says:
        assert parse(text) == A  # a lone sign is punctuation
        return
    with pytest.raises(QueryError) as error:
        parse(text)
    assert says in str(error.value)
    assert error.value.position == position


def test_what_is_still_being_typed_is_read_kindly():
    for text in (
        "kast (jara",
        "kast) jara",
        'kast "jara',
        "kast AND",
        "kast jara~9",
        "kast je*",
        "tilte:kast",
        "kast title:",
    ):
        parse(text, lenient=True)
    assert parse("", lenient=True) == All()
    assert parse("kast emerg", lenient=True) == And((A, Or((Term("emerg"), Prefix("emerg")))))
    assert parse("kast emerg ", lenient=True) == And((A, Term("emerg")))
    assert parse("kast em", lenient=True) == And((A, Term("em")))
    assert parse("kast the", lenient=True) == A
    # What is left out does not change with every letter.
    assert parse("kast -jar", lenient=True) == And((A, Not(Term("jar"))))


def _refused(text: str, lenient: bool) -> QueryError | None:
    try:
        parse(text, lenient)
    except QueryError as error:
        return error
    return None


@settings(deadline=None)
@given(st.text(max_size=80), st.booleans())
def test_no_text_raises_anything_but_a_query_error(text, lenient):
    error = _refused(text, lenient)
    assert error is None or (str(error) and 0 <= error.position <= len(text))


@settings(deadline=None)
@given(st.text(alphabet='ab "()*~:-+.,0159ANDORT\t', max_size=60), st.booleans())
def test_no_mixture_of_signs_raises_anything_but_a_query_error(text, lenient):
    error = _refused(text, lenient)
    assert error is None or 0 <= error.position <= len(text)


HOSTILE = [
    "(" * 10_000,
    ")" * 1_000,
    "a" * 100_000,
    "a" * 1_999,
    "NOT " * 490,
    "-" * 1_999,
    '"' * 1_999,
    '"a"~9999999999999999999999',
    "a~" * 900,
    "*" * 1_999,
    " OR ".join(["x"] * 400),
    " OR ".join(f"w{i}" for i in range(20_000)),
    "title:" * 300,
    "date:" + "9" * 1_900,
    "number:" + "9" * 1_900,
    "number:1e999",
    "date:0000-00-00",
    "date:9999-99",
    "\x00\x1b[31m\u202e" * 600,
    "\ud800" * 100,
    "\u0301" * 1_900,
    "a\u0301" * 900,
    "ﷺ" * 60,
    "'" * 1_999,
    "1,1" * 600,
    "((a) OR (b" * 190,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_refused_or_read_at_once(text):
    began = time.process_time()
    for lenient in (False, True):
        error = _refused(text, lenient)
        assert error is None or len(str(error)) < 400
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("number:500..100", "number:100..500"),
        ('kast number:"2m..1k"', 'kast number:"1k..2m"'),
        ("date:2025-12..2025-11", "date:2025-11..2025-12"),
    ],
)
def test_a_range_that_ends_before_it_begins_is_turned_round(text, meant):
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert "ends before it begins" in str(raised.value)
    assert raised.value.suggestion == meant
    parse(text, lenient=True)


@pytest.mark.parametrize("text", ["kast or jara", "(kast) not jara", "a or (b c)"])
def test_an_operator_in_small_letters_is_said_to_be_a_word(text):
    assert small_operator(text)


@pytest.mark.parametrize(
    "text", ["kast OR jara", '"kast or jara"', "or else", "whether or", "normal note", "“a or b” c"]
)
def test_words_that_are_no_operators_are_let_be(text):
    assert small_operator(text) is None
