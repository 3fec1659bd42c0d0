"""Who is who across a dossier: the stress set of names, and what a person sees of the linking."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.linking.entities.assemble import slug
from dossier.linking.entities.corrections import CorrectionsError, EntityCorrections, load_corrections
from dossier.linking.entities.link import link
from dossier.linking.entities.numbering import Drafts
from dossier.linking.entities.occupations import ages_conflict
from dossier.model import ENTITY_TYPES, Definition, Entity, Mention
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "data" / "aliases.yaml").read_text(encoding="utf8"))


def mention(text, *, article="one", kind="PERSON", role=None, age=None, start=0):
    return Mention(article, start, start + len(text), text, kind, role, age=age)


def names(linked):
    return {entity.name for entity in linked.entities}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['a']} = {c['b']}: {c['why']}")
def test_stress(case):
    kind = case.get("type", "PERSON")
    where = "one" if case.get("together") else "two"
    mentions = [
        mention(case["a"], kind=kind, role=case.get("ra"), age=case.get("aa")),
        mention(
            case["b"], article=where, kind=case.get("tb", kind), role=case.get("rb"), age=case.get("ab"), start=100
        ),
        *(mention(other, kind=case.get("tw", kind), start=50) for other in case.get("with", ())),
        *(mention(other, kind=kind, article=where, start=300) for other in case.get("beside", ())),
    ]
    definitions = []
    if case.get("defined"):
        text = f"{case['a']} ({case['b']})"
        definitions = [Definition("one", 0, len(text), text, case["a"], case["b"])]
    linked = link(mentions, definitions, None)
    assert (linked.assigned[0] == linked.assigned[1]) is case["same"], case["why"]


def test_a_surname_is_the_one_person_of_that_name_who_was_named_before():
    mentions = [
        mention("Esteban Roca", start=0),
        mention("Roca", start=20),
        mention("Elena Roca", role="wife", start=40),
        mention("Roca", start=60),
    ]
    assigned = link(mentions, [], None).assigned
    assert assigned[1] == assigned[0]
    assert assigned[3] not in {assigned[0], assigned[2]}


def test_an_article_that_gives_no_role_goes_with_the_namesake_whose_circle_it_shares():
    mentions = [
        mention("Glenn Arkwright", article="court", role="judge"),
        mention("Olga Tench", article="court"),
        mention("Glenn Arkwright", article="match", role="striker"),
        mention("Pavel Rusk", article="match"),
        mention("Glenn Arkwright", article="replay"),
        mention("Arkwright", article="replay"),
        mention("Pavel Rusk", article="replay"),
        mention("Glenn Arkwright", article="gala"),
    ]
    court, _, match, _, replay, bare, _, gala = link(mentions, [], None).assigned
    assert match == replay == bare != court
    assert gala not in (court, match)  # it says neither, and shares no other name


def test_one_article_with_both_roles_makes_them_one_persons():
    roles = {"a": ["actor"], "b": ["governor"], "c": ["actor", "governor"]}
    mentions = [mention("Glenn Arkwright", article=a, role=r) for a, called in roles.items() for r in called]
    assert len(link(mentions, [], None).entities) == 1


def test_what_the_user_keeps_apart_stays_apart_though_an_acronym_has_two_meanings():
    mentions = [
        mention("AFP", article="one", kind="ORG"),
        mention("Andean Farmers Party", article="one", kind="ORG"),
        mention("AFP", article="two", kind="ORG"),
    ]
    assert link(mentions, [], None).assigned[0] == link(mentions, [], None).assigned[1]
    apart = EntityCorrections(apart=(("AFP", "Andean Farmers Party"),))
    linked = link(mentions, [], apart).assigned
    assert linked[0] != linked[1]


def test_the_commission_is_the_one_that_its_article_names():
    mentions = [
        mention("Mining Commission", article="mine", kind="ORG"),
        mention("Commission", article="mine", kind="ORG"),
        mention("Commission for Fisheries", article="sea", kind="ORG"),
        mention("Commission", article="sea", kind="ORG"),
        mention("Commission", article="both", kind="ORG"),
        mention("Mining Commission", article="both", kind="ORG"),
        mention("Fair Commission", article="both", kind="ORG"),
    ]
    mining, its, fisheries, theirs, open_, same, fair = link(mentions, [], None).assigned
    assert mining == its == same
    assert fisheries == theirs
    assert open_ not in (mining, fisheries, fair)
    apart = EntityCorrections(apart=(("Commission", "Mining Commission"),))
    kept = link(mentions, [], apart).assigned
    assert kept[0] != kept[1]


def test_letters_that_name_the_nation_join_its_body():
    text = "National Police (PNP)"
    mentions = [
        mention("National Police", article="one", kind="ORG"),
        mention("PNP", article="one", kind="ORG"),
        mention("Peruvian National Police", article="two", kind="ORG"),
        mention("Chilean National Police", article="three", kind="ORG"),
    ]
    short, letters, peruvian, chilean = link(
        mentions, [Definition("one", 0, len(text), text, "National Police", "PNP")], None
    ).assigned
    assert short == letters == peruvian != chilean


def test_a_country_in_capitals_is_not_named_by_a_slip():
    mentions = [mention(t, kind="PLACE") for t in ("US", "US", "Us", "United States")]
    assert link(mentions[:3], [], None).entities[0].name == "US"


def test_a_president_with_four_spellings_and_a_candidate_with_three():
    mentions = []
    for i, (president, candidate) in enumerate(
        [
            ("José Jerí", "Jeanette Jara"),
            ("Jose Jeri", "Jeannette Jara"),
            ("José Geri", "Janet Jara"),
            ("José Jarí", "Jara"),
        ]
    ):
        mentions += [
            mention(president, article=f"a{i}", role="president"),
            mention(president.split()[1], article=f"a{i}", start=50),
            mention(candidate, article=f"a{i}", role="left-wing candidate", start=100),
        ]
    linked = link(mentions, [], None)
    assert len(linked.entities) == 2
    president, candidate = linked.entities
    assert president.name == "José Jerí"
    assert president.id == "person:jose-jeri"
    assert {v.text for v in president.variants} >= {"Jerí", "Jeri", "Geri", "Jarí"}
    assert {v.text for v in candidate.variants} == {"Jeanette Jara", "Jeannette Jara", "Janet Jara", "Jara"}
    assert all(why.endswith(".") and "joins" in why for why in president.merged)


def test_two_brothers_keep_their_surname_open():
    linked = link([mention("Juan Paz"), mention("Pablo Paz", start=20), mention("Paz", start=40)], [], None)
    assert names(linked) == {"Juan Paz", "Pablo Paz", "Paz"}


def test_the_same_surname_means_another_person_in_another_article():
    linked = link(
        [
            mention("Juan Paz"),
            mention("Paz", start=20),
            mention("Pablo Paz", article="two"),
            mention("Paz", article="two", start=20),
        ],
        [],
        None,
    )
    assert linked.assigned[0] == linked.assigned[1]
    assert linked.assigned[2] == linked.assigned[3]
    assert linked.assigned[0] != linked.assigned[2]


def test_types_are_voted_across_articles():
    mentions = [mention("Seacable", article=f"a{i}", kind="ORG") for i in range(3)] + [mention("Seacable", article="b")]
    linked = link(mentions, [], None)
    assert [e.type for e in linked.entities] == ["ORG"]
    assert len(set(linked.assigned)) == 1


def test_order_of_articles_does_not_matter():
    rows = [
        ("x", "Bill Tarrant", "PERSON"),
        ("y", "William Tarrant", "PERSON"),
        ("z", "Tarrant", "PERSON"),
        ("x", "Lima", "PLACE"),
        ("y", "Andean Mining Corp", "ORG"),
        ("z", "Andean Mining", "ORG"),
    ]
    mentions = [mention(text, article=article, kind=kind) for article, text, kind in rows]
    one = link(mentions, [], None)
    other = link(mentions[::-1], [], None)
    assert list(one.assigned) == other.assigned[::-1]
    assert {e.id for e in one.entities} == {e.id for e in other.entities}


def test_ids_are_readable_and_unique():
    mentions = [
        mention("Juan Paz", role="judge"),
        mention("北京", kind="PLACE", start=9),
        mention("Juan Paz", article="two", role="suspect"),
    ]
    assert [e.id for e in link(mentions, [], None).entities] == [
        "person:juan-paz",
        "person:juan-paz-2",
        "place:beijing",
    ]


# --- corrections


def test_corrections_win():
    mentions = [mention("José Geri", role="president"), mention("José Jerí", article="two", role="president"),
                mention("Show All", kind="ORG", start=30), mention("Puerto Viejo", kind="ORG", start=50)]  # fmt: skip
    assert len(link(mentions[:2], [], None).entities) == 1
    linked = link(mentions, [], EntityCorrections(
        apart=(("José Geri", "José Jerí"),), rename=(("José Jerí", "José Jerí Oré"),),
        retype=(("Puerto Viejo", "PLACE"),), ignore=("Show All",),
    ))  # fmt: skip
    assert names(linked) == {"José Geri", "José Jerí Oré", "Puerto Viejo"}
    assert linked.assigned[2] is None
    assert linked.assigned[3] == "place:puerto-viejo"
    assert linked.assigned[1] == "person:jose-jeri-ore"


def test_corrections_join_strangers_and_say_so():
    mentions = [mention("Carmen Ruiz"), mention("Carmela Ruiz Soto", article="two")]
    assert len(link(mentions, [], None).entities) == 2
    linked = link(mentions, [], EntityCorrections(merge=(("Carmen Ruiz", "Carmela Ruiz Soto"),)))
    assert len(linked.entities) == 1
    assert linked.entities[0].merged == ("“Carmen Ruiz” and “Carmela Ruiz Soto” are one: your corrections say so.",)


def test_corrections_by_entity_id_and_by_accents_alone():
    mentions = [mention("José Paz"), mention("Jose Paz", article="two")]
    assert len(link(mentions, [], None).entities) == 1
    assert len(link(mentions, [], EntityCorrections(apart=(("José Paz", "Jose Paz"),))).entities) == 2
    assert names(link(mentions, [], EntityCorrections(rename=(("person:jose-paz", "Pepe Paz"),)))) == {"Pepe Paz"}


def test_a_surname_kept_apart_stays_open():
    mentions = [mention("Juan Paz"), mention("Paz", start=20)]
    linked = link(mentions, [], EntityCorrections(apart=(("Juan Paz", "Paz"),)))
    assert linked.assigned[0] != linked.assigned[1]


def test_load_corrections(tmp_path):
    path = tmp_path / "entities.yaml"
    assert load_corrections(path) == EntityCorrections()
    path.write_text("# nothing yet\n", encoding="utf8")
    assert load_corrections(path) == EntityCorrections()
    path.write_text(
        "merge:\n- [A, B]\nkeep apart:\n- [C, D]\nrename: {E: F}\nretype: {G: place}\nignore: [H]\n", encoding="utf8"
    )
    assert load_corrections(path) == EntityCorrections(
        (("A", "B"),), (("C", "D"),), (("E", "F"),), (("G", "PLACE"),), ("H",)
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("merge: [A, B]\n", 1, "lists of names"),
        ("ignore:\n- A\nmerged: []\n", 3, "not a correction"),
        ("retype:\n  A: PLANET\n", 2, "PLANET"),
        ("merge:\n- [A]\n", 2, "at least two"),
        ("rename: A\n", 1, "old name: new name"),
        ("ignore: {A: B}\n", 1, "list of names"),
        ("ignore: [[A]]\n", 1, "expected a name"),
        ("- A\n", 1, "keys"),
        ("merge: [\n", 2, "YAML"),
        ("ignore: []\nignore: []\n", 2, "twice"),
    ],
)
def test_wrong_corrections_name_the_line(tmp_path, text, line, says):
    path = tmp_path / "entities.yaml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(CorrectionsError) as error:
        load_corrections(path)
    assert f"entities.yaml, line {line}:" in str(error.value)
    assert says in str(error.value)


def test_corrections_that_are_no_text(tmp_path):
    path = tmp_path / "entities.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionsError, match="UTF-8"):
        load_corrections(path)


# --- properties

PARTS = [
    "Ana",
    "Ann",
    "Anna",
    "Bo",
    "Paz",
    "Pas",
    "Roca",
    "Jr.",
    "de",
    "X.",
    "ABC",
    "(Kiki)",
    "🦙",
    "-",
    "'",
    "Union",
    "Inc.",
]
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map(" ".join)
ROLES = st.sampled_from([None, "president", "judge", "suspect", "president of peru", "president of chile"])


@given(st.lists(st.tuples(NAMES, st.sampled_from("abc"), st.sampled_from(ENTITY_TYPES), ROLES), max_size=25))
@settings(max_examples=150, deadline=None)
def test_every_mention_has_one_entity_that_counts_it(rows):
    mentions = [mention(t, article=a, kind=k, role=r) for t, a, k, r in rows]
    linked = link(mentions, [], None)
    assert len(linked.assigned) == len(mentions)
    assert all(linked.assigned)
    for entity in linked.entities:
        mine = [m for m, e in zip(mentions, linked.assigned, strict=True) if e == entity.id]
        assert entity.count == len(mine) > 0
        assert entity.articles == len({m.article for m in mine})
        assert {v.text for v in entity.variants} == {m.text for m in mine}
        assert sum(v.count for v in entity.variants) == entity.count


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_linked(texts):
    linked = link([mention(t) for t in texts] + [mention(t, kind="ORG") for t in texts], [], None)
    assert all(linked.assigned)


def test_a_large_dossier_is_linked_quickly():
    given_names = ["Ana", "Bo", "Carla", "Dan", "Eva", "Finn", "Gus", "Hal", "Ida", "Jon"]
    mentions = []
    for i in range(20_000):
        person = f"{given_names[i % 10]} Sur{(i * 7919) % 3001}name"
        article = f"a{i % 1000}"
        mentions += [mention(person, article=article, role="minister"), mention(person.split()[1], article=article)]
        mentions.append(mention(f"Puerto{(i * 31) % 2000}", article=article, kind="PLACE"))
    begun = time.process_time()
    link(mentions, [], None)
    assert time.process_time() - begun < 20  # measured: about 3 s; a quadratic step would take minutes


def test_every_entity_has_an_id_of_its_own_whatever_others_are_called():
    names = ["Post", "Post", "Post 2", "Post 2", "Post-2", "Post", "Post 2-2", "Mail-2"]
    drafts = Drafts()
    for i, name in enumerate(names):
        drafts.append(Entity(f"org:{slug(name)}", "ORG", name, count=9 - i), i)
    ids = [entity.id for entity in drafts.done()]
    assert len(set(ids)) == len(names)
    assert ids[0] == "org:post"
    assert ids[-1] == "org:mail-2"


def test_two_figures_in_the_other_order_are_a_slip_and_no_second_person():
    assert not ages_conflict({34}, {43})
    assert not ages_conflict({34}, {36})
    assert ages_conflict({34}, {45})
