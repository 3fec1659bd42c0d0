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
    found = printed_dates.find(rule.example)
    line = date_lines.DateLine(reading, 1, rule.example, found, above=True)
    assert next(one for one in date_lines.RULES if one.read(line)) is rule
    page = read_plain(text)
    assert (page.published, page.title) == ("2014-03-04", "Footbridge at Ossel is closed")
    assert any(zone.zone == rule.kind and rule.example in text[zone.start : zone.end] for zone in page.zones)
