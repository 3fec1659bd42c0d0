"""Converting, rounding and bounding numbers, grouping them, and saying it all on the command line."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli import main
from dossier.linking.compare.numbers.measuring.intervals import amount, figures, relation
from dossier.linking.matching.blocking import ScoredPairs
from dossier.linking.matching.blocking_keys import pairs
from dossier.linking.matching.clusters import grouped
from dossier.model import Quantity
from dossier.text.quantities import in_words

VAGUE = {"dozens": (24.0, 99.0), "hundreds": (200.0, 999.0)}


def number(words: str) -> Quantity:
    """`~100`, `>= 100 km`, `2-3 day`, `dozens`."""
    head, _, unit = words.partition(" ")
    bound = head.rstrip("0123456789.-") or "="
    figure = head.removeprefix(bound)
    value: float | None = None
    if head in VAGUE:
        (low, high), bound = VAGUE[head], "~"
    elif "-" in figure:
        low, high = (float(part) for part in figure.split("-"))
    else:
        value = low = high = float(figure)
    kind = "age" if unit == "age" else "magnitude" if unit == "magnitude" else "count"
    return Quantity("a", 0, len(words), words, value, low, high, unit=unit or None, bound=bound, kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("100", "100", "same"),
        ("~12", "12", "same"),
        ("10 km", "6.2 mile", "same"),
        ("6 mile", "10 km", "same"),
        ("60 day", "2 month", "same"),
        ("43 month", "4 year", "compatible"),
        ("18 month", "2 year", "different"),
        ("23 year", "2 decade", "compatible"),
        ("27 year", "2 decade", "different"),
        ("82 percent", "80 percent", "different"),
        ("82000000", "80000000", "different"),
        ("112", "~100", "compatible"),
        ("118", "~100", "different"),
        ("41", "40", "different"),
        ("41", "~40", "same"),
        ("96", "~100", "same"),
        ("96", "100", "different"),
        ("7.2 percent", "~7 percent", "compatible"),
        ("22.4", "22", "same"),
        ("612", "600", "same"),
        ("6 foot", "1.83 m", "same"),
        ("32 degree Fahrenheit", "0 degree Celsius", "same"),
        ("0.5 fraction", "50 percent", "same"),
        ("2 tonne", "2000 kg", "same"),
        ("110", "100", "different"),
        ("63 day", "60 day", "different"),
        ("60 magnitude", "61 magnitude", "different"),
        ("100", ">=100", "compatible"),
        (">100", ">=100", "compatible"),
        (">26000", ">31000", "compatible"),
        (">3000", "15000", "different"),
        ("<=700", "400", "compatible"),
        ("<=5000", "250", "different"),
        (">=3", "10", "compatible"),
        ("<=20", "18", "compatible"),
        ("<=20", "25", "different"),
        ("~100", "108", "compatible"),
        ("~100", "120", "different"),
        ("dozens", "70", "compatible"),
        ("dozens", "100", "compatible"),
        ("dozens", "330", "different"),
        ("dozens", "dozens", "same"),
        ("dozens", "hundreds", "different"),
        ("2-3 day", "3 day", "compatible"),
        ("24-30 foot", "8 m", "compatible"),
        ("35 mile", "60 km", "compatible"),
    ],
)
def test_what_words_allow(one: str, other: str, wanted: str) -> None:
    first, second = amount(number(one)), amount(number(other))
    assert first.dimension == second.dimension
    assert relation(first, second) == relation(second, first) == wanted


def test_currencies_and_units_are_dimensions_of_their_own() -> None:
    dollars = Quantity("a", 0, 1, "$5", 5, 5, 5, unit="USD", kind="money")
    euros = Quantity("a", 0, 1, "€5", 5, 5, 5, unit="EUR", kind="money")
    kinds = {amount(q).dimension for q in (dollars, euros, number("5"), number("5 km"), number("5 age"))}
    assert len(kinds) == 5


@given(st.floats(1, 1e12), st.sampled_from(["=", "~", ">", ">=", "<", "<="]))
def test_a_number_agrees_with_itself(value: float, bound: str) -> None:
    quantity = Quantity("a", 0, 1, "x", value, value, value, bound=bound)  # type: ignore[arg-type]
    assert relation(amount(quantity), amount(quantity)) == "same"
    assert amount(quantity).low <= value <= amount(quantity).high


def test_figures() -> None:
    assert [figures(value) for value in (5, 22, 2200, 22.4, 0.05, 330_000, 1e20)] == [1, 2, 2, 3, 1, 2, 1]


def test_numbers_are_told_as_people_write_them() -> None:
    words = [
        in_words(number(n)) for n in ("1500000", ">=100", "103 day", "1 day", "5.9 magnitude", "2-3 day", "59 age")
    ]
    assert words == ["1.5 million", "at least 100", "103 days", "1 day", "magnitude 5.9", "2 to 3 days", "59 years old"]
    nobody = Quantity("a", 0, 6, "No one", 0, 0, 0)
    calibre = Quantity("a", 0, 11, ".38-caliber", 38, 38, 38, "calibre", kind="other")
    assert [in_words(nobody), in_words(calibre), in_words(number("0"))] == ["no one", ".38-caliber", "0"]


def weighed(*pairs: tuple[int, int, float]) -> ScoredPairs:
    ones, others, values = zip(*pairs, strict=True) if pairs else ((), (), ())
    return ScoredPairs(np.array(ones, np.int64), np.array(others, np.int64), np.array(values, np.float64))


def test_one_good_pair_does_not_chain_unlike_things() -> None:
    assert grouped(3, weighed((0, 1, 3.0), (1, 2, 2.0), (0, 2, 1.0))) == [[0, 1, 2]]
    assert grouped(3, weighed((0, 1, 3.0), (1, 2, 2.0))) == [[0, 1]]  # 0 and 2: never weighed, so not the same
    assert grouped(4, weighed((0, 1, 1.0), (2, 3, 1.0), (1, 2, 0.5), (0, 3, -9.0))) == [[0, 1], [2, 3]]
    assert grouped(2, weighed((0, 1, -1.0))) == grouped(0, weighed()) == []


@given(st.dictionaries(st.tuples(st.integers(0, 8), st.integers(9, 17)), st.floats(-8, 8), max_size=40))
def test_groups_never_overlap(scores: dict[tuple[int, int], float]) -> None:
    groups = grouped(18, weighed(*((one, other, score) for (one, other), score in scores.items())))
    members = [member for group in groups for member in group]
    assert len(members) == len(set(members))
    assert all(len(group) > 1 for group in groups)


def paired(kinds: list[str], clues: list[int]) -> list[tuple[int, int]]:
    """Pair up things by their clue, each with its place as its size."""
    members = np.arange(len(kinds))
    found = pairs(kinds, np.array(clues, np.int64), members, members.astype(np.float64))
    return [(pair >> 32, pair & 0xFFFFFFFF) for pair in found.tolist()]


def test_many_are_paired_by_clues_only() -> None:
    assert len(paired(["km"] * 20, list(range(20)))) == 190
    assert paired(["km"] * 2000, [i // 2 for i in range(2000)]) == [(i, i + 1) for i in range(0, 2000, 2)]
    crowded = paired(["km"] * 2000, [7] * 2000)
    assert len(crowded) < 2000 * 12 + 1
    assert len(set(crowded)) == len(crowded)
    mixed = paired(["km", "day"] * 1000, [7] * 2000)
    assert all(one % 2 == other % 2 for one, other in mixed)


def test_the_sample_explains_its_countdown(both, capsys) -> None:
    code = main(["--config", str(both), "compare", "--kind", "number", "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == any(item["verdict"] == "conflict" for item in found)
    assert list(found[0]) == ["id", "kind", "about", "verdict", "why", "readings"]
    assert list(found[0]["readings"][0]) == ["reading", "value", "low", "high", "articles", "spans"]
    assert list(found[0]["readings"][0]["spans"][0]) == ["article", "start", "end", "text"]

    def holding(*values: float) -> list[dict]:
        return [item for item in found if {r["value"] for r in item["readings"]} >= set(values)]

    (countdown,) = holding(103, 111)
    assert countdown["verdict"] == "explained"
    words = ("103", "111", "“friday”", "“last week”", "11 mar 2026")
    assert all(word in countdown["why"].lower() for word in words)
    assert countdown["about"].startswith("days to leave Chile")
    (gathered,) = holding(100)
    assert gathered["verdict"] == "compatible"
    assert {"at least 100", "more than 100"} <= {r["reading"] for r in gathered["readings"]}
    # "Nearly 100" walked back: other people than those who gathered.
    assert not [r for item in found for r in item["readings"] if r["reading"] == "nearly 100"]
    (venezuelans,) = holding(1_500_000, 1_000_000)
    assert venezuelans["verdict"] == "compatible"
    assert [item["verdict"] for item in holding(60)] == ["agree"]
    assert [item["verdict"] for item in holding(2200)] == ["agree"]
    assert not [item for item in found if item["verdict"] == "conflict"]


def test_the_sample_dates_agree(both, capsys) -> None:
    assert main(["--config", str(both), "compare", "--kind", "date", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    days = {r["reading"] for item in found for r in item["readings"]}
    assert {"14 Dec 2025", "1 Dec 2025", "1–7 Dec 2025"} <= days
    # "Friday would declare" beside "declared on November 29": one tells of a plan, so the texts do not settle it.
    assert {item["verdict"] for item in found} <= {"agree", "unclear"}


def test_a_conflict_ends_with_one_and_shows_both_sides(tmp_path, capsys) -> None:
    for name, figure in (("one", 41), ("two", 47)):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: Trucks\noutlet: The {name.title()}\ndate: 2024-03-05\n---\n\n"
            f"The council of Port Emmer bought {figure} trucks from the army in May, the mayor said.\n",
            encoding="utf-8",
        )
    (tmp_path / "config.yaml").write_text(
        "sources: [one.md, two.md]\nindex: index\nnotebook: n.yaml\n", encoding="utf-8"
    )
    assert main(["--config", str(tmp_path / "config.yaml"), "compare"]) == 1
    shown = capsys.readouterr().out
    for words in ("CONFLICT", "41", "The One", "«41» trucks", "47", "The Two", "one#char="):
        assert words in shown
    assert main(["--config", str(tmp_path / "config.yaml"), "compare", "--verdict", "agree", "--kind", "number"]) == 0


def test_open_ends_are_open() -> None:
    assert amount(number(">5")).high == math.inf
    assert amount(number("<5")).low == -math.inf


def test_a_share_of_a_whole_and_its_count_agree(tmp_path, capsys) -> None:
    told = {
        "one": "Inspectors counted 80 jars in the cellar, of which 21 were broken when the shelf fell in May.",
        "two": "When the shelf in the cellar fell in May, about a quarter of the jars were broken.",
    }
    for name, words in told.items():
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: Old jars\noutlet: The {name.title()}\ndate: 2024-03-05\n---\n\n{words}\n", encoding="utf-8"
        )
    (tmp_path / "config.yaml").write_text(
        "sources: [one.md, two.md]\nindex: index\nnotebook: n.yaml\n", encoding="utf-8"
    )
    main(["--config", str(tmp_path / "config.yaml"), "compare", "--kind", "number", "--json"])
    (found,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert found["verdict"] == "agree"
    assert {reading["reading"] for reading in found["readings"]} == {"21", "about a quarter"}


def test_a_profit_and_a_loss_of_one_sum_are_not_the_same(tmp_path, capsys) -> None:
    for name, what in (("one", "profit"), ("two", "loss")):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: Kest Ferries\noutlet: The {name.title()}\ndate: 2024-03-05\n---\n\n"
            f"Kest Ferries made a {what} of $14 million in the second quarter, it said.\n",
            encoding="utf-8",
        )
    (tmp_path / "config.yaml").write_text(
        "sources: [one.md, two.md]\nindex: index\nnotebook: n.yaml\n", encoding="utf-8"
    )
    main(["--config", str(tmp_path / "config.yaml"), "compare", "--kind", "number", "--json"])
    assert "14 million" not in capsys.readouterr().out
