"""Rules of reading: each shows in its own example."""

import pytest

from dossier.reading.text import sentences
from dossier.reading.text.head import date_lines, printed_dates
from dossier.reading.text.plain import TextReading, read_plain


@pytest.mark.parametrize("rule", sentences.RULES, ids=lambda rule: rule.name)
def test_each_rule_of_full_stops_decides_its_example(rule, monkeypatch) -> None:
    text = rule.example.replace("|", "")
    ends = [part.strip() for part in rule.example.split("|")]
    told = []
    monkeypatch.setattr(
        sentences,
        "RULES",
        [
            one._replace(ends=lambda stop, one=one: told.append((one, one.ends(stop))) or told[-1][1])
            for one in sentences.RULES
        ],
    )
    assert [text[start:end] for start, end in sentences.sentences(text)] == ends
    assert any(one is rule and answer is not None for one, answer in told)


@pytest.mark.parametrize("rule", date_lines.RULES, ids=lambda rule: rule.name)
def test_each_rule_of_date_lines_reads_its_example(rule) -> None:
    story = "The footbridge at Ossel was closed on Tuesday after an engineer found cracked bolts in its deck."
    text = f"Footbridge at Ossel is closed\n\n{rule.example}\n\n{story}\n"
    reading = TextReading(text)
    for index in range(1, 1 + rule.at):
        reading.kinds[index] = date_lines.kind(reading, index, below=False)
    read = rule.example.splitlines()[rule.at]
    line = date_lines.DateLine(reading, 1 + rule.at, read, printed_dates.find(read), above=True)
    assert next(one for one in date_lines.RULES if one.read(line)) is rule
    page = read_plain(text)
    assert (page.published, page.title) == ("2014-03-04", "Footbridge at Ossel is closed")
    assert any(zone.zone == rule.kind and read in text[zone.start : zone.end] for zone in page.zones)


_STORY = (
    "The footbridge at Ossel was closed on Tuesday after an engineer found cracked bolts in its deck.\n\n"
    "It will stay shut until the spring, the council said in a statement.\n"
)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "outlet", ["The Ossel Courier", "OSSEL FREE PRESS", "Meridian News Agency", "Reuters", "courier.example.org"]
)
@pytest.mark.parametrize("order", ["OHBD", "HOD", "HBOD", "HDO", "HBDO", "ODHB", "HOBD"])
def test_an_outlet_on_a_line_of_its_own_is_read_and_is_no_headline(order, outlet, gap) -> None:
    parts = {"H": "Footbridge at Ossel is closed", "B": "By Mira Dahl", "O": outlet, "D": "4 March 2014"}
    page = read_plain(gap.join(parts[one] for one in order) + "\n\n" + _STORY)
    assert (page.title, page.outlet, page.published) == (parts["H"], outlet, "2014-03-04")
    assert page.byline == ("Mira Dahl" if "B" in order else None)


@pytest.mark.parametrize(
    "headline",
    ["Post Office Review Ordered", "Mail delayed at Ossel", "Council press officer resigns", "The Long Wait"],
)
def test_a_headline_with_a_paper_s_word_stays_the_headline(headline) -> None:
    page = read_plain(f"{headline}\n\nWorks on the deck to begin in May\n\nBy Mira Dahl\n4 March 2014\n\n{_STORY}")
    assert (page.title, page.outlet) == (headline, None)


def test_a_mail_saved_as_text_has_its_subject_for_a_title() -> None:
    head = "From: alerts@courier.example\nDate: Tue, 4 Mar 2014 07:12:00 +0000\nTo: desk@news.example\nSubject: "
    page = read_plain(f"{head}Footbridge at Ossel is closed\n\nFootbridge at Ossel is closed\nOssel Wire\n\n{_STORY}")
    assert (page.title, page.outlet, page.published) == ("Footbridge at Ossel is closed", "Ossel Wire", "2014-03-04")
    assert [zone.zone for zone in page.zones][-1] == "body"
