"""A draft against sources that differ among themselves, name people by other roles, or do not name who spoke."""

from __future__ import annotations

import dataclasses

import pytest

from dossier.cli import main
from dossier.config import load
from dossier.dossier import Dossier
from dossier.linking.checking.differences import day_difference
from dossier.linking.checking.figures import disputed
from dossier.linking.checking.quote_words import is_unnamed, same_words
from dossier.linking.checking.source_names import people_of
from dossier.linking.compare.reasons import Occurrence, who_says
from dossier.linking.entities.naming import DRAFT
from dossier.linking.facts import ArticleFacts
from dossier.linking.text.terms import meaning
from dossier.model import DateSpan, Mention
from dossier.reading.reader import article_of

LOAN = """{title}

{outlet}

2025-03-0{day}

Vintra agreed on Monday to a loan of {sum} billion from the fund, the finance ministry said. {more}
"""
MORE = (
    (
        "Prime Minister Ada Sorel thanked the fund. Mr. Jon Petrak came with Foreign Minister Per Holm. "
        "Protesters shouted “thieves and liars out of this house” in the rain."
    ),
    "Prime Minister Ada Sorel left early. Kest Chancellor Ruth Amann saw how hard it was.",
    "Prime Minister Ada Sorel spoke to Kest Chancellor Ruth Amann on the phone.",
)
QUOTES = (
    "“We realised too late how deep the water was,” said Ruth Amann. “Never,” said Ada Sorel. Ines Kafner, 33, left. "
    "Otto Lindén came. Otto Lindon stayed away. “Water of every colour,” Ruth Amann said of it."
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    sums = ("$141", "$144", "$158")
    for at, (amount, more) in enumerate(zip(sums, MORE, strict=True)):
        text = LOAN.format(title=f"Loan for Vintra {at}", outlet=f"Paper {at}", day=at + 4, sum=amount, more=more)
        (folder / f"{at}.txt").write_text(text, encoding="utf-8")
    (folder / "3.txt").write_text(f"Deep water\n\nKest Post\n\n2025-03-04\n\n{QUOTES}\n", encoding="utf-8")
    (folder / "config.yaml").write_text(
        "sources: [0.txt, 1.txt, 2.txt, 3.txt]\nindex: index\nnotebook: notebook.yaml\n"
    )
    with Dossier(load(folder / "config.yaml")) as dossier:
        dossier.index()
        yield dossier


def claims(opened, text):
    return {claim.text: claim for claim in opened.check(f"A draft\n\n{text}\n".encode(), published="2025-03-07")}


@pytest.mark.parametrize(("said", "status"), [("$143 billion", "unclear"), ("$743 billion", "differs")])
def test_one_account_more_is_unclear_where_the_sources_differ_and_a_slip_is_not(opened, said, status):
    found = claims(opened, f"Vintra agreed on Monday to a loan of {said} from the fund, the finance ministry said.")
    assert found[said].status == status, found[said]


def test_a_disputed_number_names_what_each_source_says(opened):
    found = claims(
        opened, "Vintra agreed on Monday to a loan of $143 billion from the fund, the finance ministry said."
    )
    assert "$141 billion" in found["$143 billion"].why
    assert "$158 billion" in found["$143 billion"].why


@pytest.fixture
def ferry(tmp_path):
    """Two papers that differ over a ferry, and a third account as `draft.txt`."""
    said = "The ferry Astrid sank off Norland on Monday, police said. The harbour opens again on {day}."
    told = (("1", "Friday", "Coast Post\n\n2025-03-04"), ("2", "Saturday", "Daily Wire\n\n2025-03-05"))
    for name, day, head in told:
        text = f"Ferry sinks off Norland\n\n{head}\n\n{said.format(day=day)}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    draft = f"A ferry in my own words\n\n{said.format(day='Sunday')}\n"
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [1.txt, 2.txt]\nindex: index\nnotebook: notebook.yaml\n")
    return tmp_path


def test_a_reason_calls_the_draft_your_draft(ferry):
    with Dossier(load(ferry / "config.yaml")) as dossier:
        dossier.index()
        reasons = {claim.text: claim.why for claim in dossier.check(ferry / "draft.txt", published="2025-03-06")}
    assert "(“Sunday” in your draft)" in reasons["Sunday"]
    assert "Coast Post: 7 Mar 2025; Daily Wire: 8 Mar 2025." in reasons["Sunday"]
    assert not any("my own words" in why for why in reasons.values())


def test_the_command_calls_the_draft_your_draft_whatever_outlet_it_names(ferry, capsys):
    draft = ferry / "draft.txt"
    draft.write_text(draft.read_text(encoding="utf-8").replace("words\n", "words\n\nCoast Post\n"), encoding="utf-8")
    assert main(["--config", str(ferry / "config.yaml"), "check", str(draft), "--date", "2025-03-06"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "(“Friday” in Coast Post)" in said
    assert "(“Sunday” in your draft)" in said


def test_of_sides_whose_days_differ_only_the_draft_has_none():
    told = (("“12”", "Post", "2025-03-04"), ("“18”", DRAFT, "2025-03-06"))
    articles = {
        outlet: ArticleFacts(article_of(f"{words} died.".encode(), ".txt", id=outlet, shown=outlet), (), (), (), ())
        for words, outlet, _ in told
    }
    for _, outlet, day in told:
        article = dataclasses.replace(articles[outlet].article, outlet=outlet, published=day)
        articles[outlet] = dataclasses.replace(articles[outlet], article=article)
    said = who_says([Occurrence(words, words.strip("“”"), outlet, 0, 2) for words, outlet, _ in told], articles)
    assert said == "“12” (Post, 4 Mar 2025) and “18” (your draft)"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Kest Chancellor Ada Sorel thanked the fund.", "differs"),
        ("Prime Minister Ruth Amann spoke on the phone.", "differs"),
        ("Prime Minister Ada Sorel thanked the fund.", "supported"),
        ("Union leader Ada Sorel thanked the fund.", "supported"),
        # A minister of something else, which another is; a form of address is nobody's alone.
        ("Foreign Minister Ada Sorel thanked the fund.", "differs"),
        ("Finance Minister Ada Sorel thanked the fund.", "supported"),
        ("Mr. Ada Sorel thanked the fund.", "supported"),
    ],
)
def test_a_role_that_the_sources_give_to_another_differs(opened, said, status):
    name = "Ruth Amann" if "Amann" in said else "Ada Sorel"
    assert claims(opened, said)[name].status == status


@pytest.mark.parametrize(
    ("said", "role", "status"),
    [
        ("Union leader Ada Sorel thanked the fund.", "Union leader", "absent"),
        ("Finance Minister Ada Sorel thanked the fund.", "Finance Minister", "unclear"),
        ("Prime Minister Ada Sorel thanked the fund.", "Prime Minister", None),
        ("Fund guest Ada Sorel thanked it.", "Fund guest", None),
        ("Union leader Jon Petrak came.", "Union leader", None),  # the sources call him nothing
    ],
)
def test_a_role_that_no_source_gives_is_told_beside_the_name(opened, said, role, status):
    found = claims(opened, said)
    assert (found[role].status if role in found else None) == status, found


OFFICES = (
    "Norwegian Prime Minister Aksel Brune opened the tunnel with Jorun Hald, the left-wing president.",
    "The prime minister of Norway, Aksel Brune, met Finnish President Jorun Hald and Foreign Minister Ilta Sarno.",
)


@pytest.fixture(scope="module")
def tunnel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tunnel")
    for at, text in enumerate(OFFICES):
        (folder / f"{at}.txt").write_text(f"Tunnel {at}\n\nPaper {at}\n\n2025-03-04\n\n{text}\n", encoding="utf-8")
    with Dossier(load(folder=folder)) as dossier:
        dossier.index()
        yield dossier


@pytest.mark.parametrize(
    ("said", "name", "status"),
    [
        ("The president of Finland, Jorun Hald, came.", "Jorun Hald", "supported"),
        ("Norway's prime minister, Aksel Brune, came.", "Aksel Brune", "supported"),
        ("The prime minister of Norway, Jorun Hald, came.", "Jorun Hald", "differs"),
        ("The president of Finland, Aksel Brune, came.", "Aksel Brune", "differs"),
        ("Norwegian Prime Minister Ilta Sarno came.", "Ilta Sarno", "differs"),
    ],
)
def test_an_office_is_of_one_country_however_it_is_written(tunnel, said, name, status):
    assert claims(tunnel, said)[name].status == status


@pytest.mark.parametrize("said", ["The president of Norway, Jorun Hald, came.", "Norwegian President Jorun Hald came."])
def test_an_office_of_another_country_is_told_at_the_office(tunnel, said):
    (found,) = [one for text, one in claims(tunnel, said).items() if "resident" in text]
    assert (found.status, "finnish president" in found.why) == ("unclear", True), found


@pytest.fixture(scope="module")
def spelt_twice(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spelt")
    for at, name in enumerate(("José Kerí", "José Gerí")):
        text = f"Peruvian President {name} opened the tunnel. “It is open,” {name.split()[1]} said."
        (folder / f"{at}.txt").write_text(f"Tunnel {at}\n\nPaper {at}\n\n2025-03-04\n\n{text}\n", encoding="utf-8")
    with Dossier(load(folder=folder)) as dossier:
        dossier.index()
        yield dossier


def test_a_short_surname_that_the_sources_spell_two_ways_stands_one_way_in_a_draft(spelt_twice):
    (found,) = [
        one
        for text, one in claims(spelt_twice, "President José Kerí came.\n\nPresident Gerí spoke.").items()
        if text == "Gerí"
    ]
    assert (found.status, "José Kerí" in found.why) == ("inconsistent", True), found
    assert claims(spelt_twice, "President José Kerí came.\n\nPresident Kerí spoke.")["Kerí"].status == "single"


PORT = (
    "“The engines ran as they should have done all night,” Tarn Lines said. Its captain, Marek Dahl, was at home.",
    (
        "Vintra Mayor Oskar Brandt was asked about the ferry.\n\nBefore the meeting Ines Vold was seen on the quay. "
        "“The sand has moved by forty metres since May,” the harbour master told the council."
    ),
)


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    folder = tmp_path_factory.mktemp("port")
    for at, text in enumerate(PORT):
        (folder / f"{at}.txt").write_text(f"Ferry {at}\n\nPaper {at}\n\n2025-03-04\n\n{text}\n", encoding="utf-8")
    with Dossier(load(folder=folder)) as dossier:
        dossier.index()
        yield dossier


@pytest.mark.parametrize(
    ("said", "status"),
    [
        # Nobody names the mayor with the company, and the captain is named beside it.
        ("“The engines ran as they should have done all night,” Oskar Brandt said.", "misattributed"),
        ("“The engines ran as they should have done all night,” Marek Dahl said.", "single"),
        ("“The engines ran as they should have done all night,” said Oskar Brandt of Tarn Lines.", "single"),
        # The captain is not named beside the harbour master, and has another role.
        ("“The sand has moved by forty metres since May,” Marek Dahl said.", "misattributed"),
        ("“The sand has moved by forty metres since May,” Ines Vold said.", "single"),
        ("“The sand has moved by forty metres since May,” harbour master Per Lund said.", "single"),
    ],
)
def test_words_of_a_body_or_of_an_office_are_nobodys_who_has_nothing_to_do_with_it(port, said, status):
    (found,) = [one for one in claims(port, said).values() if one.kind == "quote"]
    assert found.status == status, found


def test_defeats_alone_do_not_bear_out_a_score(tmp_path):
    for at, lost in enumerate(("have lost eight of their last 10 games", "lost 8 of their last 10 games under him")):
        text = f"Terns {at}\n\nPaper {at}\n\n2025-03-04\n\nCoach Olaf Berg was fired. The Terns {lost}.\n"
        (tmp_path / f"{at}.txt").write_text(text, encoding="utf-8")
    with Dossier(load(folder=tmp_path)) as dossier:
        dossier.index()
        found = claims(dossier, "The Terns are 4-8 in their last 10 games under coach Olaf Berg.")
    assert (found["4-8"].status, found["10"].status) == ("absent", "supported")


SHARES = (
    "Vold will sell the boats “for as long as anybody wants them,” said Lisa Holm, its president and chief executive.",
    "“For as long as anybody wants them,” said Lisa Holm, the president of Vold. Ola Brandt, a chief executive, left.",
    "Vold said that it would sell boats “for as long as anybody wants them.” Otto Kern, the treasurer, stayed at home.",
)


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    folder = tmp_path_factory.mktemp("company")
    for at, text in enumerate(SHARES):
        (folder / f"{at}.txt").write_text(f"Boats {at}\n\nPaper {at}\n\n2025-03-04\n\n{text}\n", encoding="utf-8")
    with Dossier(load(folder=folder)) as dossier:
        dossier.index()
        yield dossier


@pytest.mark.parametrize(
    ("speaker", "status"), [("Ola Brandt", "misattributed"), ("Lisa Holm", "supported"), ("Vold", "supported")]
)
def test_words_of_one_person_and_of_the_company_are_no_third_persons(company, speaker, status):
    found = claims(company, f"The boats will be sold “for as long as anybody wants them,” said {speaker}.")
    assert [one.status for one in found.values() if one.kind == "quote"] == [status], found


def test_one_of_two_offices_is_not_that_of_another(company):
    assert claims(company, "Chief executive Lisa Holm left.")["Lisa Holm"].status == "supported"


@pytest.mark.parametrize(
    ("speaker", "status"),
    [
        ("shouted Ada Sorel", "misattributed"),
        ("shouted Ruth Amann", "misattributed"),  # whom another source names
        ("shouted people in the square", "single"),
        ("shouted Jon Berg", "single"),
    ],
)
def test_words_of_a_crowd_are_nobodys_whom_the_source_names(opened, speaker, status):
    (found,) = [
        one
        for one in claims(opened, f"“Thieves and liars out of this house,” {speaker} in the rain.").values()
        if one.kind == "quote"
    ]
    assert found.status == status, found


def test_one_word_is_said_by_many(opened):
    found = claims(opened, "“Never,” said Ruth Amann.")
    assert [one.status for one in found.values() if one.kind == "quote"] == ["unclear"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("“Water of any colour,” Ruth Amann said of it.", "misquoted"),
        ("“Water of every colour,” Ruth Amann said of it.", "single"),
        ("“Water of any colour,” Ada Sorel said of it.", "absent"),
        ("“Water of no taste,” Ruth Amann said of it.", "absent"),
    ],
)
def test_a_short_quotation_with_one_word_changed_is_of_the_same_speaker(opened, said, status):
    assert [one.status for one in claims(opened, said).values() if one.kind == "quote"] == [status]


def test_british_and_american_spelling_is_one_wording(opened):
    found = claims(opened, "“We realized too late how deep the water was,” said Ruth Amann.")
    assert [one.status for one in found.values() if one.kind == "quote"] == ["single"]


def test_many_small_changes_are_rather_another_translation(opened):
    said = "“We had realised too late just how deep that water was,” said Ruth Amann."
    assert [one.status for one in claims(opened, said).values() if one.kind == "quote"] == ["unclear"]


def test_a_surname_of_two_whom_the_draft_names_both_is_no_slip(opened):
    assert claims(opened, "Greta Kafner came alone.")["Greta Kafner"].status == "differs"
    assert claims(opened, "Greta Kafner came with Ines Kafner.")["Greta Kafner"].status == "absent"


@pytest.mark.parametrize(("name", "status"), [("Otto Linden", "compatible"), ("Otto Lindan", "misspelt")])
def test_a_name_without_its_accents_is_no_other_name_misspelt(opened, name, status):
    assert claims(opened, f"{name} came late.")[name].status == status


@pytest.mark.parametrize(
    "speaker",
    [
        "A government official",
        "a group of about 200 residents",
        "protesters",
        "young people",
        "some of the drivers",
        "the driver, who asked to remain anonymous",
        "One Norwegian driver",
    ],
)
def test_who_is_not_named(speaker):
    assert is_unnamed(speaker)


@pytest.mark.parametrize(
    "speaker", ["the head of the union", "Ada Sorel", "her deputy", "Friends United", "police", "the boss", ""]
)
def test_who_may_be_named_elsewhere(speaker):
    assert not is_unnamed(speaker)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("realised", "realized"), ("centre", "center"), ("labour", "labor"), ("travelled", "traveled"),
        ("analyse", "analyze"), ("advisors", "advisers"), ("defence", "defense"), ("towards", "toward"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_word(one, other):
    assert same_words([one], [other])


@pytest.mark.parametrize(
    ("one", "other"), [("our", "or"), ("filled", "filed"), ("hour", "our"), ("raised", "razed"), ("war", "wars")]
)
def test_two_words_are_not_two_spellings(one, other):
    assert not same_words([one], [other])


def test_words_of_one_concept_mean_the_same():
    assert meaning("killed") == meaning("died")
    assert meaning("ferries") == meaning("ferry") != meaning("killed")


@pytest.mark.parametrize(
    ("said", "claim", "status"),
    [
        ("Ines Kafner, 83, came too.", "83", "differs"),
        ("Lena Holt, 83, came too.", "83", "absent"),
    ],
)
def test_an_age_is_that_of_the_person_beside_it(opened, said, claim, status):
    assert claims(opened, said)[claim].status == status


def test_a_people_is_no_misspelt_country():
    place, people = (
        Mention("a", 0, 6, text, kind) for text, kind in (("Canada", "PLACE"), ("Canadian", "NATIONALITY"))
    )
    assert people_of(place, people)
    assert not people_of(place, place)


@pytest.mark.parametrize(
    ("text", "theirs", "apart"),
    [("Tuesday", "2025-03-04", "weekday"), ("Monday", "2025-02-24", None), ("Tuesday", "2025-02-03", None)],
)
def test_a_weekday_is_a_slip_for_another_of_its_week(text, theirs, apart):
    one = DateSpan("a", 0, 6, "Monday", "2025-03-03", "2025-03-03", "day", None, "")
    other = DateSpan("b", 0, 7, text, theirs, theirs, "day", None, "")
    assert day_difference(one, other) == apart


@pytest.mark.parametrize(
    ("text", "day", "difference"),
    [("14 June 2025", "2025-06-14", "day slip"), ("24 July 2025", "2025-07-24", "day slip"),
     ("14 July 2025", "2025-07-14", "day"), ("24 June 2025", "2025-06-24", "same")],
)  # fmt: skip
def test_a_date_one_part_off_is_a_slip(text, day, difference):
    one = DateSpan("a", 0, len(text), text, day, day, "day", None, "")
    other = DateSpan("b", 0, 12, "24 June 2025", "2025-06-24", "2025-06-24", "day", None, "")
    assert day_difference(one, other) == difference


@pytest.mark.parametrize(
    ("text", "year", "difference"),
    [("in 1984", 1984, "year slip"), ("1978", 1978, "year slip"), ("2004", 2004, None), ("last year", 1986, None)],
)
def test_a_year_with_another_figure_is_a_slip(text, year, difference):
    one = DateSpan("a", 0, len(text), text, f"{year}-01-01", f"{year}-12-31", "year", None, "")
    other = DateSpan("b", 0, 4, "1988", "1988-01-01", "1988-12-31", "year", None, "")
    assert day_difference(one, other) == difference


def test_a_name_that_the_draft_spells_two_ways_is_misspelt_where_the_sources_have_one(opened):
    found = claims(opened, "Ada Sorel thanked the fund. Later Ada Soral left.")["Ada Soral"]
    assert (found.status, "also spells it" in found.why) == ("misspelt", True), found


@pytest.mark.parametrize(
    ("values", "is_disputed"),
    [
        ([(141, "a"), (158, "b")], True),
        ([(141, "a"), (141, "b")], False),
        ([(141, "a"), (None, "b")], False),
        ([(141, "a"), (158, "a"), (141, "b"), (158, "b")], False),
    ],
)
def test_a_number_is_disputed_where_two_articles_differ(values, is_disputed):
    assert disputed(143, values) is is_disputed
    assert not disputed(159, values)
    assert not disputed(743, values)
    assert not disputed(None, values)


BRIDGE = "The bridge at Lowen will open in May, said Ines Vold, the county engineer. It cost $18.5 million."


@pytest.mark.parametrize("saved", ["draft.md", "story.md"])
def test_a_draft_that_lies_among_the_articles_is_no_source_for_itself(tmp_path, saved):
    draft = tmp_path / saved
    draft.write_text("A bridge\n\nThe bridge at Lowen cost $18.5 million and 712 tonnes of steel.\n", encoding="utf-8")
    (tmp_path / "source.txt").write_text(f"Lowen\n\n{BRIDGE}\n", encoding="utf-8")
    with Dossier(load(folder=tmp_path)) as dossier:
        dossier.index()
        read = dossier.draft(draft)
        assert read.id not in {info.id for info in dossier.articles()}
        every = [
            dossier.check(draft),
            dossier.check(draft.read_bytes()),  # what is piped in
            dossier.check_draft(dossier.draft(draft.read_bytes() + b"Unsaved.\n", file=draft)),  # of an editor
        ]
    for found in every:
        assert {claim.text: claim.status for claim in found} | {"$18.5 million": "single", "712 tonnes": "absent"} == {
            claim.text: claim.status for claim in found
        }


def test_the_command_says_that_a_draft_lies_among_the_articles(tmp_path, capsys, monkeypatch):
    (tmp_path / "source.txt").write_text(f"Lowen\n\n{BRIDGE}\n", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "elsewhere"):
        folder.mkdir(exist_ok=True)
        (folder / "story.md").write_text("A bridge\n\nThe bridge at Lowen cost $18.5 million.\n", encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [source.txt, story.md]\nindex: index\nnotebook: notebook.yaml\n")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "story.md"]) == 0
    assert "story.md is in the folder of the articles" in capsys.readouterr().err
    assert main(["check", "elsewhere/story.md"]) == 0
    assert "in the folder of the articles" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["draft.md", "story.md"])
def test_a_draft_is_checked_where_nothing_else_is_in_the_folder(tmp_path, name):
    (tmp_path / name).write_text("A bridge\n\nOn Sunday it cost $18.5 million.\n", encoding="utf-8")
    with Dossier(load(folder=tmp_path)) as dossier:
        dossier.index()
        assert {claim.status for claim in dossier.check(tmp_path / name)} == {"absent"}


def test_a_weekday_that_no_source_gives_is_said_with_the_day_that_it_was_read_as(opened):
    found = claims(opened, "On Sunday it rained, and on 3 May 2021 too.")
    assert found["Sunday"].why == "No source gives this day, read as 2 Mar 2025."
    assert found["3 May 2021"].why == "No source gives this."


def test_each_spelling_is_told_with_the_source_that_has_it(tmp_path):
    for name, spelt in (("one", "José Jerál"), ("two", "Jose Jeral"), ("three", "José Jerál")):
        text = f"Talks in {name}\n\nPaper {name}\n\n2025-03-04\n\nPresident {spelt} met the owners on Monday.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: [one.txt, two.txt, three.txt]\nindex: index\n")
    with Dossier(load(tmp_path / "config.yaml")) as dossier:
        dossier.index()
        found = claims(dossier, "President José Jeral met the owners.")["José Jeral"]
    assert (found.status, found.why) == (
        "compatible",
        "“Talks in one” and “Talks in three”: “José Jerál”; “Talks in two”: “Jose Jeral”.",
    )


def test_a_last_s_is_a_spelling_of_a_name_and_not_another_name(opened):
    found = claims(opened, "The chancellor of Kests spoke.")["Kests"]
    assert (found.status, "“Kest" in found.why) == ("compatible", True), found
