"""Quotations and their speakers: rules one by one, offsets on any text, and the annotated articles where they stand."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting.names.find import find_names
from dossier.extracting.quotations.find import find_quotations
from dossier.extracting.quotations.quotation_marks import marked
from dossier.linking.entities.quote_speakers import among, resolve
from dossier.model import Article, Mention, Quotation, Zone
from dossier.reading import read

LINES = yaml.safe_load((Path(__file__).parents[1] / "data" / "quotations.yaml").read_text(encoding="utf-8"))


def article(text: str, zones: tuple[Zone, ...] = ()) -> Article:
    return Article(id="a", path="a.txt", title="", text=text, sha256="", zones=zones)


def mentions(text: str, names) -> list[Mention]:
    """Every place where one of the names stands, longest first, none inside another."""
    found: list[Mention] = []
    for name in sorted(names, key=lambda n: -len(n[0] if isinstance(n, list) else n)):
        written, kind = name if isinstance(name, list) else (name, "PERSON")
        at = text.find(written)
        while at >= 0:
            if not any(m.start < at + len(written) and at < m.end for m in found):
                found.append(Mention("a", at, at + len(written), written, kind))
            at = text.find(written, at + 1)
    return sorted(found, key=lambda m: m.start)


def found(text: str, names=()) -> dict[str, str | None]:
    quotations = find_quotations(article(text), mentions(text, names))
    assert all(0 <= q.confidence <= 1 for q in quotations)
    return {q.text: q.speaker for q in quotations}


@pytest.mark.parametrize("line", LINES, ids=[line["why"] for line in LINES])
def test_each_line_by_its_rule(line):
    expected = {} if line.get("none") else line["quotes"]
    assert found(line["text"], line.get("names", ())) == expected


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ana Sol told a press conference that “the pier is to close on Monday”.", "told a press conference"),
        ("“The pier is to close,” Ana Sol told reporters.", "told reporters"),
        ("“The pier is to close,” Ana Sol posted on X, formerly Twitter.", "posted on X"),
        ("“The pier is to close,” Ana Sol declared, as cited by Reuters.", "declared, as cited by Reuters"),
        ("“The pier is to close,” according to the plan.", "according to"),
    ],
)
def test_the_cue_says_how_and_via_whom(text, cue):
    (quotation,) = find_quotations(article(text), mentions(text, ["Ana Sol"]))
    assert quotation.cue == cue


def test_whole_sentences_and_fragments_are_told_apart():
    text = "“The pier is to close,” said Ana Sol, who called it “a sad day”."
    kinds = {q.text: q.kind for q in find_quotations(article(text), mentions(text, ["Ana Sol"]))}
    assert kinds == {"The pier is to close,": "whole", "a sad day": "partial"}


def test_works_without_names():
    assert found("“The pier is to close,” said Ana Sol.") == {"The pier is to close,": "Ana Sol"}


def test_furniture_is_left_out():
    text = "“Sign up now to read more,” said Ana Sol.\n\n“The pier is to close,” said Ana Sol."
    cut = text.index("\n\n")
    zones = (Zone(0, cut, "furniture"), Zone(cut, len(text), "body"))
    quotations = find_quotations(article(text, zones), mentions(text, ["Ana Sol"]))
    assert [q.text for q in quotations] == ["The pier is to close,"]


def test_headings_and_headlines_are_no_quotations():
    text = "“We will not close the pier”\n\nThe pier stays.\n\n“No money left”\n\nThe town pays."
    zones = (Zone(0, 29, "headline"), Zone(29, len(text), "body"))
    assert find_quotations(article(text, zones), []) == []


def test_a_headline_that_names_its_speaker_is_quoted():
    text = "Vidal: “We will not close the pier”"
    (quotation,) = find_quotations(article(text, (Zone(0, len(text), "headline"),)), mentions(text, ["Vidal"]))
    assert quotation.speaker == "Vidal"


def test_confidence_falls_with_distance():
    text = "“The pier is to close,” Ana Sol said.\n\n“It is a sad day for us.”"
    first, second = find_quotations(article(text), mentions(text, ["Ana Sol"]))
    assert first.confidence > second.confidence > 0


def test_a_speaker_is_resolved_to_the_entity_of_his_mention():
    text = "“The pier is to close,” Ana Sol said. Sol left."
    named = [Mention("a", 24, 31, "Ana Sol", "PERSON"), Mention("a", 38, 41, "Sol", "PERSON")]
    other = Mention("b", 24, 31, "Ana Sol", "PERSON")
    entities = ["ana-sol", None, "another-ana-sol"]
    assert list(resolve(find_quotations(article(text), named), among([*named, other], entities))) == ["ana-sol"]


def test_a_description_names_no_entity_unless_one_holds_the_role():
    said = Quotation("a", 1, 5, "x", speaker="the mayor")
    ana = Mention("a", 10, 17, "Ana Sol", "PERSON", role="mayor")
    bea = Mention("a", 30, 37, "Bea Sol", "PERSON", role="mayor")
    assert list(resolve([said], among([ana], ["ana-sol"]))) == ["ana-sol"]
    assert list(resolve([said], among([ana, bea], ["ana-sol", "bea-sol"]))) == [None]


@pytest.mark.parametrize("speaker", ["a spokeswoman", "another spokeswoman", "Ana Sol and Bea Sol"])
def test_a_description_of_anybody_is_not_who_was_named_before(speaker):
    said = Quotation("a", 40, 50, "We pay for it.", speaker)
    named = [Mention("a", 0, 7, "Ana Sol", "PERSON", "spokeswoman"), Mention("a", 10, 17, "Bea Sol", "PERSON")]
    assert list(resolve([said], among(named, ["ana-sol", "bea-sol"]))) == [None]


PIECES = ['"', "“", "”", "‘", "’", "'", "«", "»", "„", "''", "``", " ", "\n", "\n\n", ", ", ". ", "? ", "—", "’s"]
PIECES += ["said", "he", "she said", "Ana Sol", "the minister", "told", "who", "according to", "a", "x" * 40, "Mr. "]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=120), st.text(max_size=40))
def test_offsets_hold_on_any_text(pieces, rest):
    text = "".join(pieces) + rest
    last = 0
    for quotation in find_quotations(article(text), mentions(text, ["Ana Sol"])):
        assert text[quotation.start : quotation.end] == quotation.text == quotation.text.strip()
        assert quotation.start >= last
        assert 0 <= quotation.confidence <= 1
        last = quotation.end


@pytest.mark.parametrize(
    "text",
    [
        '"' * 40_000,
        "“" * 40_000,
        "'a " * 15_000,
        '"x," he said. ' * 4_000,
        "saying " * 8_000 + '"yes," he said.',
        "a, " * 15_000 + 'said "x y z w"',
        "who " * 10_000 + '"yes," who said.',
        '"Yes," said Ana Sol of the of the of the of the, ' * 800,
        '"\n\n' * 15_000,
        ', "' + "A" * 40_000,
    ],
    ids=lambda text: text[:12],
)
def test_time_stays_linear(text):
    began = time.process_time()
    find_quotations(article(text), [])
    assert (time.process_time() - began) / len(text) < 60e-6  # measured below 10; shared machines stall


ANNOTATED = Path(__file__).parents[3] / "shared" / "dossiers"
NOT_SPEECH = {"scare", "term", "heading"}


@pytest.mark.skipif(not ANNOTATED.is_dir(), reason="the annotated dossiers are not beside the project")
def test_annotated_dossiers():
    """Precision at least .95, recall .98, speaker .90: by overlap, speakers by a word of the name in common."""
    gold = named = hit = system = right = 0
    for file in sorted(ANNOTATED.glob("*/annotations.yaml")):
        for name, marks in yaml.safe_load(file.read_text(encoding="utf-8"))["articles"].items():
            path = file.parent / "articles" / name
            one = read(path, id=path.stem, shown=name, outlets={})
            mine = find_quotations(one, find_names(one)[0])
            spans = marks.get("quotations", [])
            system += len(mine)
            right += sum(any(_overlap(q, m) for q in spans) for m in mine)
            for q in spans:
                if q.get("skip") or q.get("kind") in NOT_SPEECH:
                    continue
                gold += 1
                same = next((m for m in mine if _overlap(q, m)), None)
                hit += same is not None
                named += same is not None and bool(_words(q["speaker"]) & _words(same.speaker))
    assert right / system >= 0.95
    assert hit / gold >= 0.98
    assert named / gold >= 0.9


def _overlap(marked, quotation: Quotation) -> bool:
    return marked["start"] < quotation.end and quotation.start < marked["end"]


def _words(name: str | None) -> set[str]:
    return set((name or "").lower().split()) - {"the", "a", "of"}


def test_shuffled_words_never_raise():
    words = LINES[0]["text"].split() + " ".join(line["text"] for line in LINES).split(" ")
    shuffle = random.Random(7)
    for _ in range(100):
        shuffle.shuffle(words)
        find_quotations(article(" ".join(words[:200])), [])


def test_of_very_many_marks_the_first_are_looked_at():
    text = "“They left.” " * 10_005
    found = marked(text, [(0, len(text))])
    assert len(found) == 10_000
    assert found[0].outer == (0, 12)
