"""Related passages: what ranks above what, what is said to be shared, and how fast."""

from __future__ import annotations

from collections import Counter

import pytest

from dossier.linking.related.rank import PassageFeatures, about, features_of, rank, when
from dossier.linking.text.terms import concepts, stem, surface, terms, things
from dossier.model import DateSpan, Quantity, Quotation


def passage(key: str, text: str, article: str | None = None, **features) -> PassageFeatures:
    return PassageFeatures(key, article or key, 0, len(text), text, **features)


def ranked(query: PassageFeatures, *candidates: PassageFeatures, limit: int = 10):
    counts = Counter(key for one in (query, *candidates) for key in features_of(one))
    return rank(query, candidates, lambda key: counts[key], len(candidates) + 1, limit)


def number(text: str, value: float, unit: str | None = None) -> Quantity:
    return Quantity("x", 0, len(text), text, value, value, value, unit)


def day(text: str, iso: str) -> DateSpan:
    return DateSpan("x", 0, len(text), text, iso, iso, "day", None, "")


def said(text: str) -> Quotation:
    return Quotation("x", 0, len(text), text)


def keys(scored) -> list[str]:
    return [one.key for one in scored]


QUERY = passage("q", "The council shut the old harbour bridge after rust was found.")
SAME = passage("same", "Rust was found on the bridge in the old harbour, and the council shut it.")
LOOSE = passage("loose", "The council discussed the budget for schools.")
OTHER = passage("other", "Snow fell on the hills.")


def test_the_passage_that_tells_the_same_comes_first_and_what_shares_nothing_not_at_all():
    assert keys(ranked(QUERY, OTHER, LOOSE, SAME)) == ["same", "loose"]


def test_passages_of_the_same_article_are_passed_over():
    twin = passage("twin", QUERY.text, article="q")
    assert keys(ranked(QUERY, twin, SAME)) == ["same"]


def test_the_limit_holds_and_ties_keep_a_fixed_order():
    copies = [passage(f"c{n}", SAME.text) for n in range(5)]
    first = ranked(QUERY, *copies, limit=3)
    assert keys(first) == ["c0", "c1", "c2"]
    assert keys(ranked(QUERY, *reversed(copies), limit=3)) == keys(first)


def test_rare_words_tell_more_than_common_ones():
    common = [passage(f"n{n}", "The bridge was busy.") for n in range(6)]
    rust = passage("rust", "Rust worried them.")
    assert ranked(QUERY, rust, *common)[0].key == "rust"


def test_other_words_for_the_same_happening_count():
    query = passage("q", "A tremor killed ten villagers.")
    dead = passage("dead", "Ten deaths followed the earthquake.")
    fair = passage("fair", "Ten stalls opened at the fair.")
    first, _ = ranked(query, fair, dead)
    assert first.key == "dead"
    assert any("≈" in term for term in first.shared.terms)


def test_a_name_spelt_otherwise_counts_and_is_told():
    query = passage("q", "Jarí signed it.", names=(("jose-jeri", "Jarí"),))
    same = passage("same", "Jerí put pen to paper.", names=(("jose-jeri", "Jerí"),))
    (only,) = ranked(query, same, passage("other", "Jara slept.", names=(("jeannette-jara", "Jara"),)))
    assert only.key == "same"
    assert only.shared.names == ("Jarí",)


def test_numbers_and_dates_written_otherwise_count_and_are_told():
    query = passage("q", "Sixty days, from Friday.", numbers=(number("Sixty days", 60, "day"),),
                    dates=(day("Friday", "2025-11-28"),))  # fmt: skip
    both = passage("both", "It began on 28 November and lasts 60 d.", numbers=(number("60 d", 60, "day"),),
                   dates=(day("28 November", "2025-11-28"),))  # fmt: skip
    hours = passage("hours", "It lasts 60 h.", numbers=(number("60 h", 60, "hour"),))
    (only,) = ranked(query, both, hours)
    assert only.key == "both"
    assert only.shared.numbers == ("Sixty days",)
    assert only.shared.dates == ("Friday",)


def test_the_same_quotation_trimmed_counts_and_is_told():
    words = "We will not let the bridge fall into the sea"
    query = passage("q", f"“{words},” she said.", quotes=(said(words),))
    trimmed = passage("trimmed", "He would “not let the bridge fall”.", quotes=(said("not let the bridge fall"),))
    plain = passage("plain", "He would not let the bridge fall.")
    first, second = ranked(query, plain, trimmed)
    assert (first.key, second.key) == ("trimmed", "plain")
    assert first.shared.quotes == (words,)


def test_articles_about_the_same_event_come_first():
    fire = about(["Fire in the mill at Alder.", "The mill burnt down."])
    flood = about(["Flood in the mill at Birch.", "The river rose."])
    query = passage("q", "Two men were hurt.", about=fire)
    here = passage("here", "Two men were hurt.", about=fire)
    there = passage("there", "Two men were hurt.", about=flood)
    assert keys(ranked(query, there, here)) == ["here", "there"]


def test_articles_of_other_weeks_tell_of_another_happening():
    may = when("2024-05-02", [("2024-05-01", "2024-05-01")])
    query = passage("q", "The ferry line failed on Monday.", when=may)
    again = passage("again", "The ferry line failed on Monday.", when=when("2024-07-30", []))
    later = passage("later", "The ferry line failed on Monday.", when=when("2024-05-09", []))
    retold = passage("retold", "The ferry line failed on Monday.",
                     when=when("2025-06-01", [("2024-05-01", "2024-05-31"), ("2025-06-01", "2025-06-01")]))  # fmt: skip
    unknown = passage("unknown", "The ferry line failed on Monday.")
    found = ranked(query, again, later, retold, unknown)
    assert keys(found) == ["later", "retold", "unknown", "again"]
    assert len({one.score for one in found[:3]}) == 1
    assert found[-1].score < found[0].score


@pytest.mark.parametrize(
    ("published", "intervals", "days"),
    [
        (None, [], 0),
        ("2024-05-02", [], 1),
        (None, [("2024-05-01", "2024-05-31")], 0),  # some day of May: too vague to stand alone
        ("2024-05-02", [("2024-05-01", "2024-05-31")], 2),
        ("2024-05-02", [("2020-01-01", "2020-12-31")], 1),  # a year says nothing
        ("2024-05-02", [("2024-05-02", "2024-05-02")], 1),
    ],
)
def test_the_days_an_article_is_of(published, intervals, days):
    assert len(when(published, intervals)) == days


def test_a_happening_in_common_says_more_than_a_sort_of_person():
    query = passage("q", "The attorney was slain.")
    happening = passage("happening", "He died.")
    person = passage("person", "A lawyer slept.")
    assert keys(ranked(query, person, happening)) == ["happening", "person"]


def test_shared_terms_are_words_as_written_rarest_first_without_what_is_told_already():
    query = passage("q", "Hugo’s ferries waited in Arica’s harbour.", names=(("arica", "Arica"),))
    other = passage("o", "Ferries waited at Arica and Hugo slept.", names=(("arica", "Arica"),))
    (only,) = ranked(query, other, passage("x", "Ferries."), passage("y", "Ferries."))[:1]
    assert only.shared.names == ("Arica",)
    assert only.shared.terms == ("Hugo", "waited", "ferries")


def test_feature_keys():
    one = passage("p", "Sixty dead.", names=(("ana-sol", "Sol"),), numbers=(number("Sixty", 60),),
                  dates=(day("today", "2025-11-28"),))  # fmt: skip
    assert features_of(one) == {"t:sixti", "t:dead", "c:kill", "n:ana-sol", "q:60:", "d:2025-11-28:2025-11-28"}


def test_numbers_without_a_value_have_their_interval_as_key():
    dozens = Quantity("x", 0, 6, "dozens", None, 24, 99)
    at_least = Quantity("x", 0, 12, "at least 100", None, 100, None)
    assert {"q:24-99:", "q:100-:"} <= features_of(passage("p", "x", numbers=(dozens, at_least)))


def test_words_fold_accents_and_stem():
    assert set(terms("Jerí’s emergencies; the 1,500 ÉMIGRÉS")) == {"jeri", "emerg", "1500", "emigr"}
    assert surface("Jerí’s men")["jeri"] == "Jerí"
    assert stem("1,500") == "1500"


def test_concepts_name_the_stems_that_mean_them():
    assert concepts(["death", "velvet"]) == {"kill": ("death",)}


def test_concepts_are_happenings_or_things():
    assert "lawyer" in things()
    assert "kill" not in things()


def test_nothing_in_common_and_nothing_at_all():
    assert ranked(passage("q", "…"), SAME) == []
    assert ranked(QUERY) == []


@pytest.mark.parametrize("text", ["", "\x00\x1b[31m", "漢字かな", "\u202ertl", "a" * 5_000, "1" * 5_000])
def test_any_text_can_be_compared(text):
    ranked(passage("q", text), passage("o", text + " bridge"), SAME)


def test_a_sign_that_is_folded_to_letters_is_no_shared_word():
    (found,) = ranked(passage("a", "The harbour asked for £5m more."), passage("b", "It lost £ and the harbour too."))
    assert found.shared.terms == ("harbour",)


def test_what_shares_few_telling_words_is_not_called_the_same_fact():
    found = {
        one.key: one.close
        for one in ranked(QUERY, SAME, LOOSE, OTHER, *(passage(f"x{n}", f"Snow {n} fell.") for n in range(9)))
    }
    assert found["same"]
    assert not found["loose"]


def test_the_same_quotation_makes_passages_close_whatever_else_they_tell():
    quoting = passage(
        "q", "“We will not go back,” the driver of the blue lorry said.", quotes=(said("We will not go back"),)
    )
    other = passage("o", "Earlier, outside: “We will not go back.”", quotes=(said("We will not go back"),))
    assert ranked(quoting, other)[0].close


def test_words_that_share_a_stem_but_not_a_meaning_are_not_shared():
    query = passage("q", "The yard has ten engineers.")
    same = passage("same", "An engineer of the yard left.")
    engine = passage("engine", "The engine of the ferry failed in the yard.")
    first, second = ranked(query, engine, same)
    assert first.key == "same"
    assert "engineers" in first.shared.terms
    assert "engineers" not in second.shared.terms


def test_a_figure_that_measures_something_else_is_not_shared():
    query = passage("q", "The yard employs 80 people.", numbers=(counted("80", 80, None, "people"),))
    same = passage("same", "Some 80 people work there.", numbers=(counted("80", 80, None, "people"),))
    other = passage("other", "The yard lies 80 km north of Vale.", numbers=(counted("80 km", 80, "km", None),))
    found = ranked(query, other, same)
    assert [one.key for one in found if "80" in (*one.shared.terms, *one.shared.numbers)] == ["same"]


def counted(text: str, value: float, unit: str | None, noun: str | None) -> Quantity:
    return Quantity("x", 0, len(text), text, value, value, value, unit, noun)


def test_a_word_with_a_hyphen_is_shown_whole_or_not_at_all():
    query = passage("q", "The far-right paper wants the old harbour shut.")
    whole, part = ranked(
        query,
        passage("whole", "A far-right paper wants the harbour shut."),
        passage("part", "The right paper for the harbour was found."),
    )
    assert "far-right" in whole.shared.terms
    assert not {"far", "right"} & set(whole.shared.terms)
    assert not {"far", "right", "far-right"} & set(part.shared.terms)
