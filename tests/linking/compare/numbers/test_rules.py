"""The rules of comparing numbers do what the sentences show that they are told with."""

from __future__ import annotations

from itertools import combinations

import pytest

from dossier.linking.compare.findings import compare
from dossier.linking.compare.numbers.matching.constraints import RULES
from dossier.linking.compare.numbers.matching.evidence import NumberPair
from dossier.linking.compare.numbers.measuring.across import RULES as ACROSS
from dossier.linking.compare.numbers.measuring.across import across, bridge, keys
from dossier.linking.compare.numbers.measuring.clause_words import words
from dossier.linking.compare.numbers.measuring.further_numbers import rules
from dossier.linking.compare.numbers.measuring.intervals import relation
from dossier.linking.compare.numbers.measuring.measures import Measure, measures
from dossier.linking.compare.numbers.verdicts import accounts
from dossier.linking.compare.numbers.verdicts.accounts import account
from dossier.linking.compare.numbers.verdicts.clash import Known
from dossier.linking.compare.numbers.verdicts.verdict import NumberGroup, judged
from tests.helpers.facts import article, dossier


def told(name: str, day: str, text: str) -> list[Measure]:
    """What the numbers of a text measure."""
    return measures(article(name, f"{day}: {text}"))


@pytest.mark.parametrize(("name", "rule", "example"), RULES, ids=[name for name, *_ in RULES])
def test_a_rule_keeps_apart_what_its_example_tells(name, rule, example) -> None:
    found = [measure for i, text in enumerate(example) if text for measure in told(f"a{i}", "2024-03-05", text)]
    assert any(rule(NumberPair(one, other, 0.0, 0.0)) for one, other in combinations(found, 2))


@pytest.mark.parametrize(("name", "rule", "example"), ACROSS, ids=[name for name, *_ in ACROSS])
def test_numbers_of_two_dimensions_meet_by_the_rule_that_has_them_as_example(name, rule, example) -> None:
    here, there = (told(f"a{i}", "2024-03-05", text) for i, text in enumerate(example))
    met = [NumberPair(one, other, 0.0, 0.0) for one in here for other in there]
    assert any(pair.bridge == name and set(keys(pair.one)) & set(keys(pair.other)) for pair in met)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("A quarter of the jars were broken.", "Of the 80 jars 40 were broken."),
        ("The strait sees 40 percent of all oil.", "Of the five villagers two were hurt."),
        ("It was to pay 30.", "Its part was £38."),
        ("It has spent 310 billion yen.", "It has spent $20bn."),
        ("They are 2-8 since May.", "They have eight new players."),
        ("Five players were ill.", "They were away for five days."),
    ],
)
def test_other_numbers_of_two_dimensions_are_never_of_one_thing(here, there) -> None:
    every = [NumberPair(a, b, 0, 0) for a in told("a", "2024-03-05", here) for b in told("b", "2024-03-05", there)]
    assert not any(pair.bridge for pair in every)


@pytest.mark.parametrize(("name", "rule", "example"), accounts.RULES, ids=[name for name, *_ in accounts.RULES])
def test_what_accounts_for_a_difference_is_found_by_the_rule_that_has_it_as_example(name, rule, example) -> None:
    here, there = (told(f"a{i}", f"2024-03-0{5 + i}", text) for i, text in enumerate(example))
    found = accounts.account(here[0], there[0])
    assert found is not None
    assert found.name == name
    assert found.here or found.there


@pytest.mark.parametrize("kind", list(words()))
def test_words_that_may_account_for_a_difference_are_found_in_their_example(kind) -> None:
    assert words()[kind].pattern.search(words()[kind].example)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("The fee is 6 euros, up from 5.", "The fee, raised by a euro to 7 euros, is too low."),
        ("It made 60 tunes on Thursday.", "It made 90 tunes on Friday, a day after the other."),
        ("He borrowed 40,000 euros when he founded it in 2011.", "He borrowed 14,000 euros for it."),
        ("It was to employ 900 people, at least 600 of them from Ost.", "It was to employ 300 workers."),
        ("The tower, 56 metres high, was finished in 1987.", "The 58-metre tower was opened in 1988."),
        ("Ada Orr, 44, begins in 2019.", "Ada Orr, 41, joined in 2009."),
    ],
)
def test_what_both_tell_alike_or_of_something_else_accounts_for_nothing(here, there) -> None:
    (one, *_), (other, *_) = told("a", "2024-03-05", here), told("b", "2024-03-06", there)
    assert account(one, other) is None


def test_nothing_accounts_for_two_plain_numbers() -> None:
    (one,), (other,) = told("a", "2024-03-05", "The blast killed 12 people."), told("b", "2024-03-06", "It killed 14.")
    assert accounts.account(one, other) is None


def verdict(here: str, there: str, *, first: int = 0, second: int = 0) -> tuple[str, str]:
    """The verdict on a number of each of two texts, the second of a day later, and why."""
    texts = {"a": article("a", f"2024-03-05: {here}"), "b": article("b", f"2024-03-06: {there}")}
    chosen = [measures(texts["a"])[first], measures(texts["b"])[second]]
    return judged(NumberGroup(chosen, texts, {}))


@pytest.mark.parametrize(
    ("here", "there", "wanted"),
    [
        ("The plan was turned down in eight of the 11 wards.", "Just three of the 11 wards voted for the plan.", "11"),
        ("The line said 71% of trains ran.", "The union said 29% of trains were called off.", "100 percent"),
        ("The senate voted 40 to 29 for it.", "It was approved with a majority of 11.", "40 and 29"),
    ],
)
def test_one_result_told_from_two_sides_agrees(here, there, wanted) -> None:
    found = verdict(here, there)
    assert found[0] == "agree"
    assert wanted in found[1]


def test_a_small_share_is_no_count_of_nearly_that_share() -> None:
    (share,) = told("a", "2024-03-05", "Brandt took 2 percent of the votes.")
    (count, _) = told("b", "2024-03-05", "Brandt gained 11 votes of 300 votes that were counted.")
    assert bridge(share, count) is None


def test_two_shares_of_other_sizes_are_not_one_result() -> None:
    assert (
        verdict("The plan was turned down in eight of the 11 wards.", "Just two of the 11 wards voted for it.")[0]
        != "agree"
    )
    assert verdict("Some 71% of trains ran.", "Only 28% of trains were called off.")[0] != "agree"


@pytest.mark.parametrize(
    ("here", "there", "wanted"),
    [
        ("Of 630 parts 212 are cast.", "About a third of the 630 parts are cast.", "same"),
        ("Of 630 parts 512 are cast.", "About a third of the 630 parts are cast.", "compatible"),
        ("Northumbria must pay 58 million.", "Northumbria must pay £58 million.", "same"),
        ("Northumbria must pay 58 million.", "Northumbria must pay £85 million.", "different"),
        ("It will take five days.", "There were 400 of them.", "compatible"),
    ],
)
def test_numbers_told_in_other_dimensions_are_set_side_by_side(here, there, wanted) -> None:
    (one, *more), (other, *_) = told("a", "2024-03-05", here), told("b", "2024-03-06", there)
    assert across(more[0] if more else one, other) == wanted


def test_a_number_that_is_told_to_have_been_brought_up_to_date_is_explained() -> None:
    here, there = "There were 96 flights on the list.", "By evening 131 flights had been put on the list."
    assert verdict(here, there)[0] == "explained"


@pytest.mark.parametrize(
    ("here", "there", "because"),
    [
        ("Nineteen people were hurt.", "The other 18 people were in hospital.", "“The other 18”"),
        (
            "The port has offered 5 percent.",
            "The port improved its offer by a point to 6 percent.",
            "improved its offer",
        ),
        ("Seven people were hurt.", "Ten people were hurt, three of them badly.", "7 and the 3 told beside 10 make 10"),
        ("Some 400 barrels leaked out.", "Twice as much as first reported leaked out: 800 barrels.", "first reported"),
        ("Mara Oduya, 28, has signed.", "Mara Oduya, who turns 29 in April, has signed.", "turns 29"),
        ("It drew 1.3 million visitors in 2023.", "In 2019 it drew almost 1.5 million visitors.", "2019"),
        ("It was the third of three days of riots.", "The town saw four days of riots.", "from 3 days to 4 days"),
    ],
)
def test_a_difference_is_explained_by_words_that_are_quoted(here, there, because) -> None:
    first = len(told("a", "2024-03-05", here)) - 1
    found = verdict(here, there, first=first)
    assert found[0] == "explained"
    assert because in found[1]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Mara Oduya, 33, scored.", "Mara Oduya, 34, scored."),
        ("The dividend is £3m.", "The dividend of £4m follows a profit before tax of £60m."),
        ("After three days of riots it is calm.", "After twelve days of riots it is calm."),
        ("He had a 38 caliber gun when he was killed.", "He had a 45 caliber gun when he was killed."),
        ("Terms run from six to 75 years.", "Terms run from seven to 75 years."),
    ],
)
def test_a_day_between_explains_none_of_these(here, there) -> None:
    assert verdict(here, there)[0] in {"conflict", "unclear"}


def test_a_birthday_may_lie_between_two_months() -> None:
    texts = {
        "a": article("a", "2024-01-05: Mara Oduya, 33, scored."),
        "b": article("b", "2024-03-05: Mara Oduya, 34, scored."),
    }
    assert judged(NumberGroup([measures(texts["a"])[0], measures(texts["b"])[0]], texts, {}))[0] == "explained"


def test_money_that_was_raised_is_no_count_brought_up_to_date() -> None:
    (one,), (other,) = (
        told("a", "2024-03-05", "It raised 40 boats from the lake."),
        told("b", "2024-03-06", "It raised 60 boats from the lake."),
    )
    assert account(one, other) is None


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Each week 60,000 insects were set free.", "week"),
        ("The law demands one nurse for every 30 residents.", "every"),
        ("It lost 37 million a year earlier.", None),
    ],
)
def test_a_number_is_told_for_each_of_something(text, rate) -> None:
    assert told("a", "2024-03-05", text)[-1].around.rate == rate


def test_a_time_between_two_events_lasts() -> None:
    texts = [
        "It closed two weeks later.",
        "It came 40 minutes after the alarm.",
        "It ran five hours before it stopped.",
    ]
    assert [told("a", "2024-03-05", text)[0].counted.attribute for text in texts] == ["later", None, None]


def test_a_height_is_no_record_of_its_day() -> None:
    kind, _ = verdict("The mast is 56 metres high.", "Painted on 3 March 2024, the mast is 58 metres tall.")
    assert kind != "explained"


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ((67, 59, 48), ("explained", "The count fell from 67 to 48 while the story ran.")),
        ((48, 59, 67), ("explained", "The count rose from 48 to 67 while the story ran.")),
        ((59, 48, 67), ("unclear", "The articles count 48 to 67, and later ones do not always have more.")),
    ],
)
def test_the_missing_are_found_as_a_story_runs(counts, wanted) -> None:
    days = ("2024-03-05", "2024-03-06", "2024-03-07")
    sides = [(f"a{day}", day, f"After the flood {n} people were missing.") for n, day in zip(counts, days, strict=True)]
    texts = {name: article(name, f"{day}: {text}") for name, day, text in sides}
    assert judged(NumberGroup([told(*side)[0] for side in sides], texts, {})) == wanted


def test_an_age_of_then_is_explained() -> None:
    texts = {
        "a": article("a", "2024-03-05: The boy, aged 17, went on trial."),
        "b": article("b", "2024-03-05: The boy was 16 when the police came."),
    }
    chosen = [measures(texts["a"])[0], measures(texts["b"])[0]]
    assert judged(NumberGroup(chosen, texts, {})) == (
        "explained",
        "17 years old, and “16 when”: the other age is of then.",
    )


@pytest.mark.parametrize("last", ["wound", "close", "home"])
def test_a_sentence_may_end_on_a_word_of_two_senses(last) -> None:
    assert told("a", "2024-03-05", f"Of the 12 people nine were {last}")


def test_a_length_converted_and_rounded_as_its_words_say_can_be_the_same() -> None:
    (km,), (miles,) = (
        told("a", "2024-03-05", "It was 22 kilometres long."),
        told("b", "2024-03-05", "It was almost 14 miles."),
    )
    (plain,) = told("b", "2024-03-05", "It was 14 miles.")
    assert relation(km.amount, miles.amount) == "compatible"
    assert relation(km.amount, plain.amount) == "same"


@pytest.mark.parametrize(
    ("weeks", "months", "wanted"),
    [
        ("six weeks", "a month and a half", "same"),
        ("eight weeks", "two months", "same"),
        ("ten weeks", "two months", "different"),
        ("44 weeks", "11 months", "different"),
    ],
)
def test_a_few_months_are_told_as_four_weeks_each(weeks, months, wanted) -> None:
    (one,), (other,) = (
        told("a", "2024-03-05", f"It lasts {weeks}."),
        told("b", "2024-03-05", f"It lasts {months}."),
    )
    assert relation(one.amount, other.amount) == relation(other.amount, one.amount) == wanted


@pytest.mark.parametrize(("event", "wanted"), [("explosion", "unclear"), ("fire", "conflict")])
def test_days_after_other_events_do_not_contradict_each_other(event, wanted) -> None:
    fire = "The owner of the mill was questioned by police two days after the fire, the prosecutor Ines Vold said."
    found = compare(dossier(fire, fire.replace("two", "five").replace("fire", event)))
    assert [finding.verdict for finding in found if finding.kind == "number"] == [wanted]


def test_another_crowd_elsewhere_accounts_for_nothing() -> None:
    (one,), (other,) = (
        told("a", "2024-03-05", "In Vintra another 20,000 people marched."),
        told("b", "2024-03-05", "In Vintra 50,000 people marched."),
    )
    assert account(one, other) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("In December only 4,850 came, the fewest since March 2021.", "In December 8,450 came, he said."),
        ("Three men, two of them in the fields, have died of heat since Sunday.", "Four men have died since Sunday."),
        ("The pill cut deaths by 78 percent in the first 90 days.", "In three months it cut deaths by 68 percent."),
        ("On Sunday 1,214 ballots were lost.", "On Monday 1,241 ballots were found."),
    ],
)
def test_no_stretch_or_day_explains_what_both_tell_of_it_or_what_is_a_slip(here, there) -> None:
    texts = {"a": article("a", f"2024-03-05: {here}"), "b": article("b", f"2024-03-05: {there}")}
    numbers = [[m for m in measures(text) if m.amount.dimension in {"count", "share"}] for text in texts.values()]
    chosen = [max(each, key=lambda m: m.amount.value or 0) for each in numbers]
    assert judged(NumberGroup(chosen, texts, {}))[0] != "explained"


@pytest.mark.parametrize(
    ("here", "there", "wanted"),
    [
        ("It will make 35,000 wafers a month.", "It will make 420,000 wafers a year.", "agree"),
        ("Orrin lost 31–29 to Narin.", "Narin beat Orrin 29–31.", "agree"),
        ("The boat was certified for no more than 90 people.", "The boat was certified for 90 people.", "agree"),
        ("Each point would cost it 2.4 million euros.", "For 1.5 points it would pay 3.6 million euros.", "explained"),
        ("Of those hurt, 11 were named.", "Ten others were hurt.", "explained"),
        ("It had cost 2.9 billion euros.", "Its cost has climbed by 1.1 billion euros.", "unclear"),
        ("The lorries cost 50,000 euros a week.", "The lorries cost 6,000 euros a day.", "unclear"),
        ("Work is 76 percent complete.", "Three quarters of the work is complete.", "agree"),
        ("They seized 412 kilograms.", "They seized nearly half a tonne.", "compatible"),
        ("It was 31 who were injured when two died.", "It was 29 who were injured.", "conflict"),
    ],
)
def test_what_is_one_thing_told_otherwise_is_no_conflict(here, there, wanted) -> None:
    texts = {"a": article("a", f"2024-03-05: {here}"), "b": article("b", f"2024-03-05: {there}")}
    chosen = [max(measures(text), key=lambda m: m.amount.value or 0) for text in texts.values()]
    assert judged(NumberGroup(chosen, texts, {(0, 1): Known(6.0, 3.0, 2.0)}))[0] == wanted


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The boat was licensed to carry up to 70 people.", "="),
        ("They may stay no more than nine months.", "="),
        ("He may get up to 119 years.", "<="),
        ("The quake killed more than 70 people.", ">"),
        ("They are allowed nearly 70 people.", "<"),
    ],
)
def test_what_a_rule_sets_as_a_limit_is_the_number_itself(text, bound) -> None:
    (found,) = told("a", "2024-03-05", text)
    assert found.amount.bound == bound


def test_a_stretch_of_time_told_once_does_not_explain_what_contradicts() -> None:
    texts = {
        "a": article("a", "2024-03-05: The pill cut deaths by 78 percent within the first year, its maker said."),
        "b": article("b", "2024-03-05: The pill cut deaths by 68 percent, its maker said."),
    }
    chosen = [measures(texts[name])[0] for name in "ab"]
    assert judged(NumberGroup(chosen, texts, {(0, 1): Known(6.0, 3.0, 2.0)}))[0] == "conflict"
    assert judged(NumberGroup(chosen, texts, {(0, 1): Known(-3.0, -1.0, 0.0)}))[0] == "explained"


@pytest.mark.parametrize("name", list(rules()))
def test_a_number_that_extraction_does_not_list_is_found_in_the_example_of_its_rule(name) -> None:
    rule, listed = rules()[name], article("a", f"2024-03-05: {rules()[name].example}").quantities
    (found,) = (m.quantity for m in told("a", "2024-03-05", rule.example) if m.quantity not in listed)
    assert (found.unit, found.kind) == (rule.unit, rule.kind)
    assert found.low is not None
    assert found.high is not None
    assert not rule.values or (found.low, found.high) in rule.values.values()


def test_rain_in_litres_on_a_square_metre_is_a_depth() -> None:
    (one,), (other,) = (
        told("a", "2024-03-05", text)
        for text in ("The storm brought 58 litres per square metre of rain.", "There fell 58 mm of rain.")
    )
    assert relation(one.amount, other.amount) == "same"


def test_what_extraction_or_a_name_has_is_no_further_number() -> None:
    found = told(
        "a", "2024-03-05", "Some 38 calibre rifles and No One Was There, a band, were heard. Killing 1 is no sport."
    )
    assert [measure.quantity.text for measure in found] == ["38 calibre", "1"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Orrin was fined 121 million francs, of which its rival had to pay 30 million.", ["CHF", "CHF"]),
        ("The lake fell below 19 percent. It stood at 18.7 on Friday.", ["percent", "percent"]),
        ("On board were a boy of 16 and his aunt. She, a baker, was 54, the court said.", ["year", "year"]),
        ("The two were aged 79 and 90.", [None, "year", "year"]),
        ("The eldest of them, Ada Orr, was 90.", ["year"]),
        ("Ada Orr was 12 points ahead.", [None]),
        ("They were fined 121 million francs after nine years. Orrin must pay 58 million.", ["CHF", "year", "CHF"]),
        ("Orrin was fined 121 million francs. It has 30 million users.", ["CHF", None]),
        ("The lake fell below 19 percent. It was 18 on Friday.", ["percent", None]),
        ("A man of 71 died. The group was 300 strong.", ["year", None]),
        ("The victim in Ost, a retired roofer, was 69, the court said.", ["year"]),
        ("Its owner and managing director is 36 and trained as a nurse.", ["year"]),
        ("It began with a stranger, a teacher of 48.", ["year"]),
        ("The scorer, at 34 the oldest on the pitch, wept.", ["year"]),
        ("A girl of two drowned off Ost.", ["year"]),
        ("The number of pilots was 36, and that of boats 12.", [None, None]),
        ("The county was 36. He led a team of 48.", [None, None]),
        ("Support was 61 percent in Ost and weakest in Narin, where it was 38.", ["percent", "percent"]),
        ("They use 110 litres; a year ago the average was 162.", ["litre", "litre"]),
        ("It scored 71.5 percent, up from 58 last year.", ["percent", "percent"]),
        ("Ada Orr stood at 37.1 percent and Bo Lind at 35.0.", ["percent", "percent"]),
        ("He got five and a half years, his driver two and a half.", ["year", "year"]),
        ("He was six years into a sentence of 12.", ["year", "year"]),
        ("Sales rose 12 percent to 36 million.", ["percent", None]),
        ("In 2023, 112 people drowned, 21 of them children.", [None, None]),
    ],
)
def test_a_number_has_the_unit_that_it_leaves_to_the_one_before(text, units) -> None:
    assert [measure.quantity.unit for measure in told("a", "2024-03-05", text)] == units


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("More than 500,000 people have made Chile their home.", "chile"),
        ("More than 1.5 million people, in flight from want, have reached Peru since 2015.", "peru"),
        ("More than 500,000 people left Peru and Chile.", None),
    ],
)
def test_a_count_is_told_of_the_only_country_that_its_clause_names_behind_it(text, place) -> None:
    assert told("a", "2024-03-05", text)[0].setting.local == place


def test_counts_of_two_countries_are_apart_though_both_may_be_true() -> None:
    (one,) = told("a", "2024-03-05", "More than 500,000 people have made Chile their home.")
    (other,) = told("b", "2024-03-05", "More than 600,000 people have reached Peru.")
    assert {name: rule for name, rule, _ in RULES}["two places"](NumberPair(one, other, 0.0, 0.0))
    assert not NumberPair(one, other, 0.0, 0.0).differs
