"""Figures of a draft that stand where the sources have another one, though comparing cannot set them side by side."""

from __future__ import annotations

import dataclasses
import random
from types import SimpleNamespace

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.drafts import Checker
from dossier.extracting import extract
from dossier.linking.checking.counterparts import Counterparts, Rival
from dossier.linking.checking.differences import day_difference, named_by, number_difference
from dossier.linking.checking.draft import PreparedSources
from dossier.linking.checking.figures import is_day_misread
from dossier.linking.checking.likeness import ToldFigure, evidence, likeness, weights
from dossier.linking.checking.retold import Sentences, ToldSentence
from dossier.linking.compare.numbers import compare
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.sentences import sentences
from dossier.model import DateSpan, Quantity, Span
from dossier.reading.reader import article_of

ONE = """Ferry runs aground near Halsen

The Vintra Gazette

2025-03-05

The ferry Marisol ran aground near Halsen on Tuesday with at least 412 passengers on board, the coast guard said. Its
owner, Tarn Lines, paid $18.5 million for the ship in 2019. Shares of Tarn Lines fell 7.2 percent in Ombriel. The crew
of the tug Perlin worked for 36 hours to pull it free.

“Nobody was hurt, and we are looking at the charts of the bay to see what went wrong,” said Ines Vold, the harbour
master. “The weather was calm all night and the engines ran as they should have done,” said Marek Dahl, the captain.

Vold has been in office since 2011. She was 54.
"""
TWO = """Marisol free again

Kest Herald

2025-03-06

A tug has pulled the ferry Marisol free near Halsen after 36 hours. At least 412 passengers were on board when it ran
aground on Tuesday. Tarn Lines, its owner, bought the ship for $18.5 million. Its shares fell 7.2 percent.

There was room for 81 trawlers in the old harbour of Kest.

“The tide was with us and the tow was short,” said Per Lund, a pilot. “We had two tugs and needed only one of them.”
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "config.yaml").write_text("sources: [one.txt, two.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as dossier:
        dossier.index()
        yield dossier


def claims(opened, text):
    return {claim.text: claim for claim in opened.check(f"A draft\n\n{text}\n".encode(), published="2025-03-06")}


@pytest.mark.parametrize(
    ("said", "claim", "theirs"),
    [
        ("The ferry Marisol ran aground near Halsen with at least 472 passengers on board.", "472", "412"),
        ("Tarn Lines, the owner, paid $19.5 million for the ship.", "$19.5 million", "$18.5 million"),
        ("Tarn Lines, the owner, paid $18.5 billion for the ship.", "$18.5 billion", "$18.5 million"),
        ("The owner, Tarn Lines, paid $18.5 million for the ship in 2016.", "2016", "2019"),
        ("The ferry Marisol ran aground near Halsen with at most 412 passengers on board.", "412", "412"),
        ("Shares of Tarn Lines rose 7.2 percent in Ombriel.", "7.2 percent", "7.2 percent"),
        ("The crew of the tug Perlin worked for 36 days to pull the ferry free.", "36 days", "36 hours"),
        # A length of time of the same figures that no source has.
        ("The tug needed almost 36 days.", "36 days", "36 hours"),
        # A noun is counted by one number only, and no source has the draft's.
        ("At Ombriel the wharves have room for 61 trawlers.", "61", "81"),
        # Nobody tells of that day, and it is a weekday beside the one on which the same happened.
        ("The ferry ran aground on Wednesday near Halsen.", "Wednesday", "Tuesday"),
        # The draft has the right figure too, in a sentence that is likelier still.
        (
            "At least 412 passengers were on board.\n\nThe Marisol ran aground near Halsen with at least 472 on it.",
            "472",
            "412",
        ),
        # Nobody in the dossier is told of in like words, and yet no source has the figure, and one is a digit apart.
        ("Of the ships that Vintra has lost, one was bought for $19.5 million.", "$19.5 million", "$18.5 million"),
    ],
)
def test_another_figure_in_the_same_place_differs(opened, said, claim, theirs):
    found = claims(opened, said)[claim]
    assert (found.status, theirs in found.why) == ("differs", True), found


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("The ferry Marisol ran aground near Halsen with at least 412 passengers on board.", "412"),
        ("About 400 passengers were on board the ferry Marisol near Halsen.", "400"),
        ("The bakery in Halsen sold 472 loaves.", "472"),
        ("The crew of the tug Perlin is 14 strong.", "14"),
        ("Vold was 55 when the ship was freed.", "55"),
        ("The bakery owns 61 cranes.", "61"),
    ],
)
def test_other_figures_are_not_called_wrong(opened, said, claim):
    assert claims(opened, said)[claim].status != "differs"


@pytest.mark.parametrize(
    ("difference", "margin", "status"),
    [("slip", 0.4, "compatible"), ("slip", 0.6, "differs"), ("sense", 0.4, "differs")],
)
def test_where_comparing_has_a_reason_a_rival_must_be_surer(opened, monkeypatch, difference, margin, status):
    said = "About 400 passengers were on board the ferry Marisol near Halsen."
    (source,) = [one for one in opened.numbers() if one.text.endswith("412") and "one" in one.article]
    rival = Rival(source, difference, 1.0, margin)
    monkeypatch.setattr(Counterparts, "rivals", lambda self, mine: [rival] if mine.text.endswith("400") else [])
    (found,) = [one for text, one in claims(opened, said).items() if "400" in text]
    assert found.status == status, found


def test_a_bound_that_differs_is_told_in_the_words_of_the_sources(opened):
    found = claims(opened, "The ferry Marisol ran aground near Halsen with at most 412 passengers on board.")["412"]
    assert "at least 412" in found.why.casefold()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("At least 412 lorries were on board the ferry Marisol when it ran aground near Halsen.", "absent"),
        ("At least 412 people were on board the ferry Marisol when it ran aground near Halsen.", "supported"),
        ("At least 412 passengers were on board the ferry Marisol when it ran aground near Halsen.", "supported"),
    ],
)
def test_a_figure_of_another_thing_bears_nothing_out(opened, said, status):
    found = claims(opened, said)["412"]
    assert found.status == status, found
    assert found.evidence
    assert ("have this figure of passengers." in found.why) == (status == "absent")


def test_a_direction_that_differs_is_told(opened):
    found = claims(opened, "Shares of Tarn Lines rose 7.2 percent in Ombriel.")["7.2 percent"]
    assert "7.2 percent, a fall" in found.why


def test_a_count_of_days_to_come_does_not_differ_by_the_day_of_the_draft():
    one = DateSpan("a", 0, 8, "103 days", "2026-03-13", "2026-03-13", "day", "2025-11-30", "")
    other = DateSpan("b", 0, 14, "103 days to go", "2026-03-11", "2026-03-11", "day", "2025-11-28", "")
    assert day_difference(one, other) is None
    assert named_by("103 days to leave") == named_by("in 10 more weeks") == "other"
    assert named_by("12 March") == "figures"


def test_a_figure_that_a_source_has_of_something_else_is_not_said_to_be_nowhere(opened):
    bakery, pilots = (claims(opened, said) for said in ("A baker sold 81 loaves.", "A baker sold 97 loaves."))
    assert (bakery["81"].status, bakery["81"].why) == (
        "absent",
        "Kest Herald has this figure, but perhaps of something else.",
    )
    assert (pilots["97"].status, pilots["97"].why) == ("absent", "No source gives this.")


def test_two_quotations_made_one_are_misquoted(opened):
    said = "“Nobody was hurt, and we are looking at the engines ran as they should have done,” said Ines Vold."
    (found,) = [claim for claim in claims(opened, said).values() if claim.kind == "quote"]
    assert found.status == "misquoted"
    assert "Joined from two quotations" in found.why
    assert len(found.evidence) == 2


def test_two_quotations_that_only_their_speaker_parts_may_be_joined(opened):
    said = "“The tide was with us and the tow was short. We had two tugs and needed only one of them,” said Per Lund."
    (found,) = [claim for claim in claims(opened, said).values() if claim.kind == "quote"]
    assert (found.status, "side by side" in found.why) == ("compatible", True)


def test_a_word_written_as_two_is_no_other_word(opened):
    said = "“The weather was calm all night and the engines ran as they should have done,” said Marek Dahl."
    (found,) = [one for one in claims(opened, said.replace("all night", "allnight")).values() if one.kind == "quote"]
    assert found.status in {"single", "supported"}


def test_a_short_sentence_that_differs_in_its_figure_alone_differs(opened):
    assert claims(opened, "She was 57.")["57"].status == "differs"


def test_today_and_a_weekday_are_no_rivals(opened):
    found = claims(opened, "The ferry Marisol ran aground near Halsen yesterday, the coast guard said.")
    assert {one.status for one in found.values() if one.kind == "date"} <= {"absent", "compatible", "unclear"}


def quantity(text, value, **more):
    return Quantity("a", 0, len(text), text, float(value), float(value), float(value), **more)


@pytest.mark.parametrize(
    ("mine", "theirs", "difference"),
    [
        (quantity("340", 340), quantity("350", 350), "slip"),
        (quantity("345", 345), quantity("355", 355), "distinct slip"),
        (quantity("34", 34), quantity("43", 43), "slip"),
        (quantity("17.40", 17.4), quantity("14.70", 14.7), "distinct slip"),
        (quantity("1.25", 1.25), quantity("13.5", 13.5), "other"),
        (quantity("7", 7), quantity("9", 9), "other"),
        (quantity("400", 400, bound=">"), quantity("600", 600, bound=">"), "slip"),
        (quantity("13", 13), quantity("15-inch", 15, unit="inch", kind="distance"), "slip"),
        (quantity("13", 13, counted="boats"), quantity("15-inch", 15, unit="inch", kind="distance"), None),
        (quantity("5 miles", 5, unit="mile", kind="distance"), quantity("5 years", 5, unit="year", kind="age"), None),
        (quantity("5 km", 5, unit="km", kind="distance"), quantity("5 miles", 5, unit="mile", kind="distance"), "unit"),
        (quantity("602 miles", 602, unit="mile", kind="distance"), quantity("600", 600), None),
        (quantity("35-year", 35, unit="year", kind="duration"), quantity("35", 35, unit="year", kind="age"), None),
        (quantity("60", 60, bound=">="), quantity("60", 60, bound="<="), "sense"),
        (quantity("60", 60, bound=">="), quantity("60", 60), "compatible"),
        (quantity("60", 60), quantity("60 percent", 60, unit="percent", kind="percent"), "same"),
        (quantity("100 km", 100, unit="km", kind="distance"), quantity("100", 100, counted="migrants"), None),
        (quantity("1,200", 1200), quantity("1200", 1200), "same"),
        (quantity("12", 12), quantity("12.5 km", 12.5, unit="km", kind="distance"), None),
    ],
)
def test_in_what_two_numbers_differ(mine, theirs, difference):
    assert number_difference(mine, theirs) == difference


def test_each_weight_is_of_a_kind_of_evidence():
    mine = ToldSentence(*told("At least 412 passengers drowned near Halsen."))
    place = ToldFigure(mine, mine.facts.quantities[0], alone=True)
    found = evidence(place, place, Sentences([mine.facts]), articles=1, told_too=False)
    assert set(weights("number")) | set(weights("date")) <= set(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 412 passengers were on board.", "At least 472 crews were paid."),
        ("At least 412 passengers were on board.", "Of the boats 472 sank near Ombriel in the storm."),
    ],
)
def test_a_figure_is_likelier_the_same_in_like_words(one, other):
    """The likeness falls with the words that are not shared; the values say nothing."""
    mine, same, rest = (ToldSentence(*told(text)) for text in (one, one.replace("412", "472"), other))
    sources = Sentences([same.facts, rest.facts])
    place, *places = (ToldFigure(each, each.facts.quantities[0], alone=True) for each in (mine, same, rest))
    alike, unlike = (evidence(place, theirs, sources, articles=1, told_too=False) for theirs in places)
    assert likeness("number", alike) > likeness("number", unlike)
    assert (alike["same noun"], unlike["same noun"]) == (1.0, 0.0)


def told(text, published=None):
    article = article_of(text.encode(), ".txt", id=text[:12], shown=text[:12])
    article = dataclasses.replace(article, published=published or article.published)
    found = extract(article)
    facts = ArticleFacts(article, found.mentions, found.quantities, found.dates, found.quotations)
    return facts, sentences(facts, titled=True)[0]


@pytest.mark.parametrize(
    ("said", "is_misread"),
    [
        ("They hired her on 27 April 2024.", True),
        ("They hired her on 21 May 2024.", False),
        ("They hired her in April 2024.", False),
        ("They hired her on 2 April 2024.", False),  # a source tells of that day, too
        ("They hired her on Saturday.", False),  # hardly ever a slip
        ("They hired her yesterday.", False),
    ],
)
def test_a_day_that_no_source_has_is_another_of_the_month(said, is_misread):
    theirs, _ = told("The club hired her on 21 April 2024. It had lost on 2 April 2024.")
    mine, _ = told(said, published="2024-04-24")
    day = theirs.dates[0]
    dossier = SimpleNamespace(by_id={theirs.article.id: theirs}, prepared=PreparedSources([theirs]))
    spans = [Span(theirs.article.id, day.start, day.end, day.text)]
    assert is_day_misread(dossier, mine.dates[0], spans) is is_misread


def test_an_edit_gives_what_a_fresh_check_gives(opened):
    """What is kept of the last draft changes no answer, wherever the rest of the draft has moved to."""
    before = "A draft\n\nIt rained.\n\nTarn Lines, the owner, paid $19.5 million. “Nobody was hurt,” she said.\n"
    after = before.replace("It rained.", "The ferry Marisol ran aground on Tuesday with at most 412 passengers.")
    opened.check(before.encode(), published="2025-03-06")
    edited = opened.check(after.encode(), published="2025-03-06")
    assert edited == Checker(opened._store).check(opened.draft(after.encode(), published="2025-03-06"))
    assert {"$19.5 million", "412"} <= {claim.text for claim in edited if claim.wrong}


def test_an_edit_is_not_compared_anew(opened, monkeypatch):
    """Only the pairs of numbers that an edit touches are weighed again; all others are known."""
    text = (
        f"A draft\n\nIt rained.\n\n{'Nothing else happened here. ' * 3}\n\nTarn Lines, the owner, paid $18.5 million.\n"
    )
    opened.check(text.encode(), published="2025-03-06")
    weighed = []
    real = compare.packed_score
    monkeypatch.setattr(compare, "packed_score", lambda *of, **how: (weighed.append(of), real(*of, **how))[1])
    opened.check(text.replace("It rained", "It had rained").encode(), published="2025-03-06")
    assert not weighed
    opened.check(text.replace("18.5", "19.5").encode(), published="2025-03-06")
    assert weighed


def test_a_sentence_more_weighs_its_own_numbers_alone(opened, monkeypatch):
    """That its words and names are now less rare makes no pair of other numbers weighed again."""
    far = "Nothing else happened here.\n\n" * 3
    text = f"A draft\n\nTarn Lines paid $18.5 million. The Marisol had 212 passengers.\n\n{far}It rained.\n"
    more = text.replace("It rained.", "It rained. Tarn Lines, the owner, has 31 ships, and the Marisol had 40 crew.")
    weighed = []
    real = compare.weighed_of
    monkeypatch.setattr(compare, "weighed_of", lambda pair: weighed.append(pair) or real(pair))
    checker = Checker(opened._store)
    checker.check(opened.draft(text.encode(), published="2025-03-06"))
    assert weighed
    weighed.clear()
    checker.check(opened.draft(more.encode(), published="2025-03-06"))
    assert weighed
    assert all({"31", "40"} & {pair.one.quantity.text, pair.other.quantity.text} for pair in weighed)


WRITTEN = (
    "Nobody had expected that.",
    "Tarn Lines, the owner, has 31 ships.",
    "Maria Holmberg agreed.",
    "The ferry Marisol ran aground on Tuesday with at most 412 passengers.",
    "It paid $19.5 million on 4 March.",
)


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_give_what_a_check_from_nothing_gives(opened, seed):
    chance = random.Random(seed)
    kept = ["Tarn Lines paid $18.5 million.", "The Marisol had 212 passengers.", "It ran aground on Monday."]
    for _ in range(6):
        at = chance.randrange(len(kept) + 1)
        kept[at : at + chance.randrange(2)] = [chance.choice(WRITTEN)]
        text = "A draft\n\n" + "\n\n".join(kept)
        fresh = Checker(opened._store).check(opened.draft(text.encode(), published="2025-03-06"))
        assert opened.check(text.encode(), published="2025-03-06") == fresh
