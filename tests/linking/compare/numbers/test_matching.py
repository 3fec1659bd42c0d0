"""Evidence that two numbers are of one thing: the table of weights, word vectors, and what only names a thing."""

from __future__ import annotations

import numpy as np
import pytest

from dossier.linking.compare.numbers.matching.constraints import RULES
from dossier.linking.compare.numbers.matching.evidence import NumberPair, of_context, of_value
from dossier.linking.compare.numbers.matching.groups import Odds, between, in_two_steps
from dossier.linking.compare.numbers.matching.rivals import PairScores, rivalry
from dossier.linking.compare.numbers.matching.same import _packed, table, unpacked
from dossier.linking.compare.numbers.measuring.across import RULES as ACROSS
from dossier.linking.compare.numbers.measuring.identifiers import identifies
from dossier.linking.compare.numbers.measuring.measures import measures
from dossier.linking.compare.numbers.measuring.words_around import gathered, in_common
from dossier.linking.matching.blocking import ScoredPairs
from dossier.linking.text.vectors import nearness
from dossier.model import Quantity
from tests.helpers.facts import article

# Evidence, and two texts whose first numbers have it; without a second text, the first two numbers of the one.
EVIDENCE = [
    ("age beside the same name", "Ada Orr, 34, won.", "Ada Orr, 34, was elected."),
    ("age differs", "Ada Orr, 34, won.", "Ada Orr, 36, won."),
    ("another value in one article", "Storms sank 12 boats.\n\nLater storms sank 14 boats.", ""),
    ("both vague", "Dozens of people were hurt.", "Scores of people were hurt."),
    ("days left in both", "They have 103 days left to leave.", "They have 111 days left to leave."),
    ("digits swapped", "The plant makes 1,350 tonnes.", "The plant makes 1,530 tonnes."),
    ("in one sentence", "Storms sank 12 boats and 14 lorries.", ""),
    ("kind: age", "Ada Orr, 34, won.", "Mia Lind, 51, won."),
    ("kind: count", "Storms sank 12 boats.", "Storms sank 14 boats."),
    ("kind: duration", "The strike lasted 12 days.", "The strike lasted 14 days."),
    ("kind: length", "The wall is 12 metres long.", "The wall is 14 metres long."),
    ("kind: magnitude", "A quake of magnitude 5.9 struck.", "A quake of magnitude 6.9 struck."),
    ("kind: money", "It cost 12 million euros.", "It cost 14 million euros."),
    ("kind: score", "Ostrel beat Marvane 3-1.", "Ostrel beat Marvane 4-1."),
    ("kind: share", "It won 12 percent of the votes.", "It won 14 percent of the votes."),
    ("kindred nouns", "They buried 17 people.", "They buried 17 bodies."),
    ("near values fit", "It has at least 35,500 members.", "It has 35,500 members."),
    ("near words", "The blast killed 12.", "The explosion left 12 dead."),
    ("no name of the sentence shared", "In Ostrel 12 boats sank.", "In Marvane 12 boats sank."),
    ("no noun", "In the end 12 were hurt.", "In the end 12 fell ill."),
    ("no role", "There are 12 boats.", "There are 12 boats."),
    ("numbers beside are the same", "Of 40 samples 12 were bad.", "Of 40 samples 14 were bad."),
    ("numbers beside differ", "They tested 12 of 40 samples.", "They tested 12 of 60 samples."),
    ("numbers further off are the same", "Storms sank 12 boats. The fleet has 412 boats.",
     "Storms sank 14 boats. The fleet has 412 boats."),
    ("one digit differs", "A quake of magnitude 5.9 struck.", "A quake of magnitude 6.9 struck."),
    ("one has a role", "The blast killed 12 people.", "There came 12 people."),
    ("one is a rate", "It sells 250,000 cars a year.", "It sells 250,000 cars."),
    ("one is compound", "It was a 12-boat race.", "It was a race of 12 boats."),
    ("one is past", "In 1998 it had 12 boats.", "On Monday it had 12 boats."),
    ("one is superlative", "They went to the four worst-hit villages.", "They went to four villages."),
    ("one is supposed", "Up to now 12 people may have died.", "Up to now 12 people died."),
    ("one makes the other", "In all 52.3 percent voted for it.", "In all 47.7 percent voted against it."),
    ("other nouns", "Storms sank 12 boats.", "Storms sank 12 lorries."),
    ("other people", "It has 12 drivers.", "It has 12 teachers."),
    ("other role", "The fire burned 12 houses.", "The fire damaged 12 houses."),
    ("other surname", "Ada Orr, 34, won.", "Mia Lind, 34, won."),
    ("other unit", "The wall is 10 km long.", "The wall is 6 miles long."),
    ("other words before the noun", "It has 12 fishing boats.", "It has 12 rescue boats."),
    ("people and things", "It has 12 soldiers.", "It has 12 gates."),
    ("same attribute", "It has a price of $3 million.", "The price was $3 million."),
    ("same noun", "Storms sank 12 boats.", "Storms sank 14 boats."),
    ("same owner", "Ostrel’s 12 percent of the shares were sold.", "Ostrel’s 14 percent of the shares were sold."),
    ("same place", "In Narin 12 boats sank.", "In Narin 14 boats sank."),
    ("same role", "The blast killed 12.", "The blast killed 14."),
    ("same telling value", "It has 1,284 members.", "It has 1,284 members."),
    ("same time", "On 3 March 2024 it had 12 boats.", "On 3 March 2024 it had 14 boats."),
    ("same value", "It has 12 boats.", "It has a dozen boats."),
    ("same value beside", "Storms sank 12 boats.", "Storms sank 14 boats, and 12 boats were lost."),
    ("same weak role", "The town is home to 12,000 people.", "The town has 12,000 inhabitants."),
    ("scope and value differ", "Storms sank 12 boats in total.", "Storms sank 9 boats."),
    ("sentences beside", "Gales hit the harbour. Storms sank 12 boats. Divers searched the wrecks.",
     "Gales hit the harbour. Storms sank 14 boats. Divers searched the wrecks."),
    ("share of another", "It won 84 percent of the seats.", "Its planes were 84 percent booked."),
    ("share of the same", "It won 12 percent of the votes.", "It lost 12 percent of the votes."),
    ("told of another place", "In Ost 12 people were killed.", "In Narin 12 people were killed."),
    ("told of the same place", "In Narin 12 people were killed.", "In Narin 12 people were hurt."),
    ("values apart", "It has 12 boats.", "It has 48 boats."),
    ("values fit", "It has 12 boats.", "It has more than ten boats."),
    ("values fit from afar", "It has more than ten boats.", "It has 900 boats."),
    ("word before", "It was sold for £3m.", "It was bought for £3m."),
    ("words", "Storms sank 12 boats.", "Gales sank 12 ships."),
    ("words in sentences beside", "Storms sank 12 boats in the port.", "Storms hit the port. They sank 12 boats."),
    ("words, value differs", "Storms sank 12 boats.", "Gales sank 14 ships."),
    *((name, *example) for name, _, example in ACROSS),
]  # fmt: skip
BY_RARITY = {"always", "words, as rare here", "same names near", "other names near"}
"""Evidence that a pair of articles has in whatever words."""


@pytest.mark.parametrize(("name", "one", "other"), EVIDENCE, ids=[name for name, *_ in EVIDENCE])
def test_evidence_is_found_in_its_example(name: str, one: str, other: str) -> None:
    here, there = measures(article("a", one)), measures(article("b", other))
    pairs = (
        [NumberPair(here[0], here[1], 0.0, 0.0)]
        if not other
        else [NumberPair(a, b, 0.0, 0.0) for a in here for b in there]
    )
    assert any(dict((*of_value(pair), *of_context(pair))).get(name, 0.0) > 0 for pair in pairs)


def test_every_evidence_with_a_weight_has_an_example_that_is_read() -> None:
    assert set(table()["pairs"]) == {name for name, *_ in EVIDENCE} | BY_RARITY


def test_every_weight_has_an_example() -> None:
    for part in ("pairs", "rivals", "clash"):
        assert [name for name, (weight, example) in table()[part].items() if not example or abs(weight) > 10] == []
    assert len({name for name, _, _ in RULES}) == len(RULES)
    assert all(example for _, _, example in RULES)


def test_words_are_near_that_mean_nearly_the_same() -> None:
    assert nearness("killed", "dead") > nearness("killed", "sold")
    assert nearness("lorries", "lorries") == 1.0
    assert nearness("qqxz", "lorries") == 0.0


def test_what_has_a_counterpart_is_covered() -> None:
    one, same, other = gathered(["boats", "sank"]), gathered(["sank", "boats"]), gathered(["inflation", "percent"])
    nothing = gathered([])
    assert in_common(one, nothing, same, nothing) == pytest.approx((1.0, 1.0, 1.0, 0.0))
    assert max(in_common(one, nothing, other, nothing)) < 0.5
    assert in_common(one, nothing, nothing, nothing) == (0.0, 0.0, 0.0, 0.0)
    # What stands beside the other is found across.
    assert in_common(one, nothing, other, same).across > in_common(one, nothing, other, nothing).across + 0.4


def test_three_scores_are_kept_as_one_number() -> None:
    assert [float(part[0]) for part in unpacked(np.array([_packed(-3.25, 1.5, -2.0)]))] == [-3.25, 1.5, -2.0]
    assert [float(part[0]) for part in unpacked(np.array([_packed(-99, 99, 0.0)]))] == [-32.768, 32.767, 0.0]


def inch(text: str, start: int, value: float) -> Quantity:
    return Quantity("a", start, start + len(text), text, value, value, value, unit="inch", kind="distance")


def test_sizes_that_name_models_measure_nothing() -> None:
    text = "The 13-inch model is cheaper than the 15-inch one. It uses USB 3 and 12 bolts."
    small, large = inch("13-inch", 4, 13), inch("15-inch", 38, 15)
    assert identifies(text, small, [small, large])
    assert not identifies(text, small, [small])
    at = text.index("3 and")
    assert identifies(text, Quantity("a", at, at + 1, "3", 3, 3, 3), [])
    at = text.index("12")
    assert not identifies(text, Quantity("a", at, at + 2, "12", 12, 12, 12), [])


def test_each_is_weighed_against_its_rivals() -> None:
    """0 and 1 are each other's best; 2, of the same article as 1, is the second best of 0."""
    scored = PairScores(
        np.array([0, 0]), np.array([1, 2]), np.array([2.0, 1.0]), np.array([2.0, 1.0]), np.array([1.0, -1.0])
    )
    found = rivalry(scored, [0, 1, 1], ["count"] * 3)
    assert found["best match of both"].tolist() == [1.0, 0.0]
    assert found["margin, value differs"].tolist() == [0.0, -0.5]
    assert found["value fits better elsewhere"].tolist() == [0.0, 1.5]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The storm destroyed 12 boats.", "destroyed"),
        ("It has 12 boats, and a village further up the coast of the lake was destroyed.", None),
        ("It has 12 boats but the harbour at the other end of the island was destroyed.", None),
    ],
)
def test_what_became_of_things_is_said_near_them(text: str, role: str | None) -> None:
    assert measures(article("a", text))[0].counted.role == role


def _two_values(articles: list[int]) -> tuple[Odds, np.ndarray]:
    """Three numbers of one value and two of another, each in one of these articles, all told of much the same."""
    ones, others = np.triu_indices(5, 1)
    differ = (ones < 3) & (others >= 3)
    odds, context = np.where(differ, -1.0, 3.0), np.where(differ, 0.0, 3.0)
    return Odds(ones, others, odds, context, np.where(differ, -1.0, 1.5)), np.array(articles, np.int64)


@pytest.mark.parametrize(
    ("articles", "groups"), [([0, 1, 2, 3, 4], [[0, 1, 2, 3, 4]]), ([0, 1, 2, 0, 1], [[0, 1, 2], [3, 4]])]
)
def test_groups_that_differ_are_one_thing_rather_where_no_article_has_both(articles, groups) -> None:
    pairs, article = _two_values(articles)
    joined = ScoredPairs(pairs.ones, pairs.others, pairs.odds)
    assert in_two_steps(joined, pairs, article, -1.0, -6.0) == groups


def test_groups_are_known_by_the_articles_that_have_both() -> None:
    pairs, article = _two_values([0, 1, 2, 1, 2])
    across = between([[0, 1, 2], [3, 4]], pairs, article)
    assert (across.ones.tolist(), across.others.tolist()) == ([0], [1])
    told = {name: round(float(values[0]), 3) for name, values in across.evidence.items()}
    assert told["articles with both"] == 1.0
    assert told["articles with either"] == round(float(np.log(3)), 3)
    assert told["best"] == round(-1 / 3, 3)
    assert not len(between([[0], [1], [2], [3], [4]], pairs._replace(odds=pairs.odds - 9), article).ones)
