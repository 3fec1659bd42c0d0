"""A draft against itself: what cannot both be true is found, and what can be read in another way is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.extracting import extract
from dossier.linking.checking.consistency import contradictions
from dossier.linking.checking.sums import table
from dossier.linking.facts import ArticleFacts
from dossier.reading.reader import article_of


def found(said, published="2025-03-05"):
    """Return what a draft of one paragraph contradicts in itself: each claim's words with the reason."""
    read = article_of(f"A draft\n\n{said}\n".encode(), ".txt", id="draft", shown="draft")
    draft = replace(read, published=published)
    facts = extract(draft)
    read_draft = ArticleFacts(draft, facts.mentions, facts.quantities, facts.dates, facts.quotations)
    return [(claim.text, claim.why) for claim in contradictions(read_draft)]


@pytest.mark.parametrize("rule", table()["ages"], ids=lambda rule: rule["wrong"])
def test_each_pattern_of_an_age_and_a_birth_finds_its_example_and_only_the_wrong_age(rule):
    ((_, why),) = found(rule["wrong"])
    assert why == "Born in 1970, this person was 54 or 55 then."
    assert [found(rule["wrong"].replace("61", age)) for age in ("54", "55")] == [[], []]
    assert len(found(rule["wrong"].replace("61", "53"))) == len(found(rule["wrong"].replace("61", "56"))) == 1


def test_the_age_beside_the_birth_is_the_one_that_counts():
    assert [text for text, _ in found("Ana Sol, 30, and Paulo Lind, 61, who was born in 1970, left.")] == ["61"]


def test_the_day_of_the_draft_decides_which_age_is_right():
    said = "Born in 1988, the 37-year-old driver came."
    assert found(said) == []
    assert found(said, "2036-01-02") == [("37-year-old", "Born in 1988, this person was 47 or 48 then.")]


@pytest.mark.parametrize(
    "said",
    [
        "Born in 1970, she married at 19.",
        "Ana Sol, 45, whose son was born in 1999, left.",
        "The 45-year-old's son was born in 1999.",
        "The 45-year-old said a girl was born in 1999.",
        "Born in 1988, the 12-year-old won the title in 2000.",
        "Born in 1930, the 80-year-old died on Monday.",
        "Born in 1970, the 30-year-old company is the biggest of its kind.",
        "The 24-year-old club was born in 1990.",
        "The 45-year-old teacher was born in a village that was founded in 1820.",
        "Jon Berg, 45, born in Room 1950 of the clinic, left.",
        "Ana Sol, 45, and Tim, born in 1999, left.",
    ],
)
def test_an_age_of_another_time_or_another_person_is_left_alone(said):
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "total", "sum_"),
    [
        ("Of the 12 killed, 5 were women and 6 were men.", "12", "5 + 6 = 11"),
        ("Of the 40 members, 21 were women and the other 20 men.", "40", "21 + 20 = 41"),
        ("Of the 12 aboard, five were rescued and the remaining six are missing.", "12", "5 + 6 = 11"),
        ("The bus carried 12 people, of whom five were women and six were men.", "12", "5 + 6 = 11"),
        ("The crew of 12 (five women and six men) left.", "12", "5 + 6 = 11"),
        ("Twelve people died: five women, four men and two children.", "Twelve", "5 + 4 + 2 = 11"),
    ],
)
def test_a_total_before_its_parts_is_their_sum(said, total, sum_):
    assert found(said) == [(total, f"The parts are {sum_}.")]


@pytest.mark.parametrize(
    "said",
    [
        "Of the 12 killed, 5 were women and 7 were men.",
        "Of the 12 killed, 8 were women and 6 were children.",
        "Of the 12 killed, 5 were women and 6 were foreigners.",
        "Of the 12 killed, 5 were from Oslo and 6 from Bergen.",
        "Of the 12 killed, 5 were women, 6 were men and one has not been identified.",
        "Of the 12 killed, 5 were women and 6 were men and a child.",
        "Of the 12 killed, at least 5 were women and 6 were men.",
        "Of the 12 killed, five, including two children, were women and the other seven men.",
        "Of the 12 cars, five have two doors, the other seven are vans.",
        "Of the 5,000 killed, 2,100 were women and 2,700 were men.",
        "Of the 12 killed, 5 were women and 6 were men. The last has not been named.",
        "Police asked 24 teams (six groups of four) to wait.",
        "Of the 30 clubs, 12 train women and 25 train men.",
        "The ward has 12 beds: five for women and six for men.",
        "There were 12 women and 15 men, and altogether 30 buses.",
        "There were 12 women and 15 men in one bus, and 30 people in all were hurt.",
        "There were 12 women and 15 men, among them nurses, in all 30 people.",
        "Of the 12 killed, police said five women and six men were locals.",
        "Of the 12 aboard, five were rescued, two on rafts, and the other seven died.",
        "At least 12 people died: five women and six men.",
        "The 12 police, five women and six men left.",
        "There were two men and three women, one of them Danish, five people in all.",
    ],
)
def test_parts_that_may_overlap_or_not_be_all_are_left_alone(said):
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "claim", "why"),
    [
        ("The fire damaged 30 of 120 houses, 35 percent.", "35 percent", "30 of 120 are 25.0 percent."),
        (
            "The fire damaged 30 of the town's 120 houses, about 35 percent.",
            "35 percent",
            "30 of 120 are 25.0 percent.",
        ),
        ("The fire damaged 30 of 120 houses on Monday, or 35%.", "35%", "30 of 120 are 25.0 percent."),
        ("30 percent of the 200 workers, 80 people, left.", "80", "30 percent of 200 are 60."),
        ("Some 30% of the mill's 200 workers (80 people) left.", "80", "30 percent of 200 are 60."),
        ("30 percent of the 200 workers, or 80, left.", "80", "30 percent of 200 are 60."),
        ("30 percent of the 5,000 workers, 800 people, left.", "800", "30 percent of 5,000 are 1,500."),
    ],
)
def test_a_share_fits_the_counts_beside_it(said, claim, why):
    assert found(said) == [(claim, why)]


@pytest.mark.parametrize(
    "said",
    [
        "The fire damaged 30 of 120 houses, 25 percent.",
        "The fire damaged 30 of 120 houses, about 27 percent.",
        "The fire damaged 30 of 120 houses, 35 percent more than in May.",
        "He won 40 of 80 seats with 35 percent of the vote.",
        "He won 40 of 80 seats, 35 percent of the vote.",
        "He hit 12 of 20 shots, 35 percent from three.",
        "It is open in 3 of 4 towns (35 percent, 20 percent and 12 percent).",
        "About 30 of 120 houses (26.9 percent) burned.",
        "The fire damaged 120 of 30 houses, 35 percent.",
        "It failed in 2 of 3 towns, 66 percent.",
        "30 of 120 firms cut output by 35 percent.",
        "About 2 million of 5 million people (42 percent) left.",
        "30 percent of the 200 workers, 60 people, left.",
        "30 percent of the 2,000 workers, 590 people, left.",
        "30 percent of the 200 workers, 80 of them women, left.",
        "30 percent of the 200 workers and 80 managers left.",
        "30 percent of the 200 workers, 80 managers, left.",
        "It owns 30 percent of the 200 shops, 80 of which are old.",
        "It fired 30 percent of the 200 workers, 80 people said.",
        "30 percent of the 200 workers, 80 people, and 12 cooks left.",
        "30 percent of the 200 schools closed, 80 people died.",
    ],
)
def test_a_share_that_fits_or_is_of_something_else_is_left_alone(said):
    assert found(said) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jon Berg", "John Berg"), ("Eric Lund", "Erik Lund"), ("Sarah Holm", "Sara Holm"), ("Thomas Reed", "Tomas Reed")],
)
def test_a_given_name_in_two_spellings_is_one_person(one, other):
    assert found(f"{one} spoke first. Later {other} left.") == [(other, f"The draft also spells it “{one}”.")]


@pytest.mark.parametrize(
    "said",
    [
        "Jon Berg came with John Berg.",
        "Jon Berg came first. His brother John Berg left.",
        "Marta Olveira came first. Her sister Marta Oliveira left.",
        "Jan Berg came first. Jon Berg left.",
        "Jon Berg came first. Joan Berg left.",
        "Erik Berg came first. Erika Berg left.",
        "Anna Berg came first. Hanna Berg left.",
        "Kim Jong-un came first. Kim Jong-il left.",
        "Zhang Wei came first. Zang Wei left.",
        "Jon Berg came first. John Holm left.",
        "Vrann Berg came first. Vran Berg left.",
    ],
)
def test_two_people_with_like_names_are_no_misspelling(said):
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "claim", "why"),
    [
        ("On June 10, a Monday, the harbour was closed.", "June 10", "10 Jun 2025 is a Tuesday."),
        ("The race is on the 15th of June, a Saturday.", "15th of June", "15 Jun 2025 is a Sunday."),
        ("Twelve people were hurt, four women and nine men.", "Twelve", "The parts are 4 + 9 = 13."),
        ("A total of 18 people, 10 men and 7 women, were arrested.", "18", "The parts are 10 + 7 = 17."),
        ("There were 40 guests, 25 of them women and 18 men.", "40", "The parts are 25 + 18 = 43."),
        ("The team won 14 of 20 games and lost the other 5.", "20", "The parts are 14 + 5 = 19."),
        ("Three boys and four girls, eight children in all, left.", "eight", "The parts are 3 + 4 = 7."),
        (
            "It spent 3 million euros on roads and 2 million euros on schools, 9 million euros in total.",
            "9 million euros",
            "The parts are 3,000,000 + 2,000,000 = 5,000,000.",
        ),
        ("Of 400 houses, 100 (35%) were damaged.", "35%", "100 of 400 are 25.0 percent."),
        ("Turnout was 72 percent: 6,200 of 10,000 voters.", "72 percent", "6,200 of 10,000 are 62.0 percent."),
        ("Half of the 90 members, 54, voted no.", "54", "Half of 90 are 45."),
        (
            "Prices rose from 40 to 50 euros, an increase of 45 percent.",
            "45 percent",
            "From 40 to 50 are 25.0 percent.",
        ),
        ("Prices rose 45 percent, from 40 to 50 euros.", "45 percent", "From 40 to 50 are 25.0 percent."),
        ("Sales doubled from 300 to 900 units.", "900", "300 doubled are 600."),
    ],
)
def test_numbers_that_the_words_tie_together_fit_each_other(said, claim, why):
    assert found(said, "2025-06-16") == [(claim, why)]


@pytest.mark.parametrize(
    "said",
    [
        "On June 10, a Tuesday, the harbour was closed.",
        "On June 10, a Monday meeting was called off.",
        "Twelve people were hurt, four women and eight men.",
        "Twelve people, four women and nine men left.",
        "The team won 14 of 20 games and lost the other 6.",
        "The team won 14 of 20 games, and the other club 5.",
        "It spent 3 million euros on roads and 2 million euros on schools, 6 million euros in total.",
        "Of 400 houses, 100 (25%) were damaged.",
        "Half of the 90 members, 47, voted no.",
        "Turnout was 72 percent: 72 of 100 voters.",
        "Prices rose from 40 to 50 euros, an increase of 25 percent.",
        "Prices rose from 4.2 to 4.5 million euros, a rise of 6 percent.",
        "From 2010 to 2020, an increase of 45 percent was seen.",
        "Prices rose from 40 to 50 euros, 45 percent of them by tax.",
        "Sales doubled from 300 to 620 units.",
        "Sales more than doubled from 300 to 900 units.",
    ],
)
def test_numbers_that_fit_or_are_of_something_else_are_left_alone(said):
    assert found(said, "2025-06-16") == []


@pytest.mark.parametrize(
    ("said", "other", "one"),
    [
        ("Piotr Nowak came first. Later Nowack left.", "Nowack", "Piotr Nowak"),
        ("Stephen Hart came first. Later Steven Hart left.", "Steven Hart", "Stephen Hart"),
        ("The bridge in Karlsborg is closed. Cracks were found in Karlsburg.", "Karlsburg", "Karlsborg"),
    ],
)
def test_a_name_is_spelt_one_way(said, other, one):
    assert found(said) == [(other, f"The draft also spells it “{one}”.")]


@pytest.mark.parametrize(
    "said",
    [
        "Piotr Nowak came first. His brother Nowack left.",
        "Piotr Nowak came with Nowack.",
        "Austria came first. Australia came next.",
        "Piotr Nowak came first. The Nowaks left.",
    ],
)
def test_other_names_are_no_second_spelling(said):
    assert found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "The tug towed 40 kilometres (12.5 miles) of cable.",
        "The tug towed 20 kilometres (62.5 miles) of cable.",
        "The tug towed 20 kilometres (12.5 kilometres) of cable.",
        "Gusts of 120 mph (390 km/h) were measured.",
        "It weighed 40 pounds (about 88 kilograms), she said.",
    ],
)
def test_a_measure_and_its_conversion_are_one(said):
    assert len({why for _, why in found(said)}) == 1
    assert len(found(said)) == 2


@pytest.mark.parametrize(
    "said",
    [
        "The tug towed 20 kilometres (12.5 miles) of cable.",
        "The village lies about 100 km (60 miles) north.",
        "The village lies 3 miles (5 km) north.",
        "It weighs 3.04 pounds (1.36 kg).",
        "He is 5 feet 10 inches (1.78 metres) tall.",
        "He ran 10 miles (in 2 hours).",
        "A pipe of 1,200 miles (40 km of it laid) is planned.",
        "It burned 2,000 acres (800 hectares) of forest.",
    ],
)
def test_a_conversion_is_rounded_or_of_something_else(said):
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("He died on Wednesday (4 March 2025).", [("Wednesday", "4 Mar 2025 is a Tuesday.")]),
        ("He died on Tuesday (4 March 2025).", []),
        ("Police found a 55-year-old girl there.", [("55-year-old", "A girl is not 55 years old.")]),
        ("Police found a 15-year-old girl there.", []),
        ("A 9-year-old teenager, the youngest, won.", [("9-year-old", "A teenager is not 9 years old.")]),
        ("The 55-year-old girl scout leader left.", []),
        ("The 55-year-old boys' school closed.", []),
        ("The 55-year-old father and girl left.", []),
    ],
)
def test_a_weekday_before_a_date_in_brackets_and_an_age_of_who_is_called_so(said, expected):
    assert found(said) == expected
