"""What is extracted does not depend on where lines end, nor on the signs of footnotes."""

import re
import textwrap
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting import extract
from dossier.model import Article, Extraction
from dossier.reading.reader import article_of

PARAGRAPHS = tuple(
    " ".join(one.replace("-\n", "-").split())
    for one in """
The minister for fisheries, Orla Brandt-Nielsen, met the North Sea Fishing Council in Port Ellis on Tuesday
and promised $2.4 million, or 12.5 percent more than last year, for 1,350 boats that stay in harbour until 3
May 2024.

“We have waited for thirty-five days, and nobody has told us when the nets may go out again,” said Tomas
Heide, who owns two trawlers and employs nineteen people. His brother-in-law sold a third in March.

About 40 of the 1,350 boats – most of them from the island of Sund – may be scrapped, the council said in a
statement. It put the loss at 7 to 9 million dollars a month; the ministry at less than half of that.

Jean-Luc Amiot, a spokesman for the port, called the plan “a net full of holes” and asked the European
Commission to look at it before the end of June. The commission declined to comment on Wednesday.

On 14 February 2024 a storm sank the Marie Alette with six men on board; four were saved by the coast guard of
Port Ellis after three hours in water of 5 degrees Celsius.
""".split("\n\n")
)
HEAD = "Boats stay in harbour until May\n\nBy Ines Calder\n\n4 April 2024\n\n"


def one_line(text: str | None) -> str | None:
    return None if text is None else re.sub(r"-\s+", "-", " ".join(text.split()))


def answers(article: Article) -> list[list[tuple[object, ...]]]:
    """Return everything extracted but where it stands, words on one line."""
    found: Extraction = extract(article)
    skipped = {"start", "end"}
    return [
        [
            tuple(
                one_line(value) if isinstance(value := getattr(item, field.name), str) else value
                for field in fields(item)
                if field.name not in skipped
            )
            for item in getattr(found, kind.name)
        ]
        for kind in fields(found)
    ]


def article(text: str, suffix: str = ".txt") -> Article:
    return article_of(text.encode(), suffix, id="a", shown="a" + suffix)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    order=st.permutations(PARAGRAPHS),
    width=st.integers(50, 100),
    suffix=st.sampled_from([".txt", ".md"]),
    line_end=st.sampled_from(["\n", "\r\n", "\n  "]),
)
def test_wrapping_paragraphs_changes_no_answer(order: list[str], width: int, suffix: str, line_end: str) -> None:
    plain = article(HEAD + "\n\n".join(order) + "\n", suffix)
    wrapped = article(
        HEAD + "\n\n".join(textwrap.fill(one, width).replace("\n", line_end) for one in order) + "\n", suffix
    )
    assert answers(wrapped) == answers(plain)
    assert (wrapped.title, wrapped.byline, wrapped.published) == (plain.title, plain.byline, plain.published)
    assert len(wrapped.passages) == len(plain.passages)
    found = extract(wrapped)
    for kind in fields(found):
        for item in getattr(found, kind.name):
            assert wrapped.text[item.start : item.end] == item.text


@pytest.mark.parametrize(
    ("text", "number", "counted"),
    [
        ("The pier was lengthened by 40 metres and 300\nberths were added, the port said.", "300", "berths"),
        ("The club sold 12\n  season tickets on Friday, its treasurer said.", "12", "season tickets"),
        ("More than 60 gulls were ringed there, and 15 terns¹ were found dead.", "15", "terns"),
        ("It seated 240¹,² guests on the day that it opened.", "240", "guests"),
        ("More than 60 gulls were ringed there, and 15 ter\u00adns were found dead.", "15", "terns"),
        ("It seat\u00aded 24\u00ad0 gue\u00adsts on the day that it opened.", "24\u00ad0", "guests"),
        ("More than 60 gulls were ringed there, and fif\u200bteen terns were found dead.", "fif\u200bteen", "terns"),
        ("The hall held 75† chairs when the fire began.", "75", "chairs"),
    ],
)
def test_numbers_are_read_over_line_ends_and_footnote_signs(text: str, number: str, counted: str) -> None:
    found = [(one.text, one.counted) for one in extract(article(text)).quantities]
    assert (number, counted) in found


@pytest.mark.parametrize(
    "text", ["They painted 30 m² of wall.", "The reservoir holds 4 km³ of water.", "It takes 10⁶ steps."]
)
def test_powers_and_units_are_no_footnotes(text: str) -> None:
    from dossier.reading.text.running_text import running

    assert running(article(text)) is None


def test_lists_and_short_lines_stay_apart() -> None:
    names = "Ada Brook\nBo Lindqvist\nCarl Moe"
    text = f"The winners of the day\n\n{names}\n\nThe fair ended at noon after a long night of rain.\n"
    assert [passage for passage in article(text).passages if "\n" in text[passage.start : passage.end]] == []


def test_marks_of_code_in_markdown_open_no_quotation() -> None:
    text = (
        f"{HEAD}It costs `5` euros.\n\n```sh\nls\n```\n\n“We wait for the nets of the other boats,” said Tomas Heide.\n"
    )
    (quote,) = extract(article(text, ".md")).quotations
    assert (quote.text, quote.speaker) == ("We wait for the nets of the other boats,", "Tomas Heide")


def test_references_to_footnotes_in_markdown_are_no_numbers() -> None:
    text = f"{HEAD}It lost 120[^7] boats[^a] to storms.\n\n[^7]: Of 1,350 boats.\n"
    assert [one.text for one in extract(article(text, ".md")).quantities] == ["120", "1,350"]
