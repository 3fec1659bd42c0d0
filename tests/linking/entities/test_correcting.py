"""The reader's corrections written from the program: one entry changes, every other byte stays, and links follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.dossier import Dossier
from dossier.linking.entities.corrections import CorrectionsError, load_corrections, read_corrections
from dossier.linking.entities.corrections_file import CorrectionsFile, corrected
from dossier.model import Correction, DossierError
from tests.helpers.dossier import FIRST, SECOND, config_in

HERE = Path("entities.yaml")
MERGE = Correction("merge", ("Ana Sol", "Anna Soll"))
BLOCK = """\
# who is who
merge:                      # these are one
- [José Jerí, Jose Geri]    # the president
keep apart:
  - [John Smith, Jon Smith]

rename:
  Jose Jeri: José Jerí
retype: {Carabineros: ORG}
ignore: [Breaking News]     # no names at all
"""


def edited(text, new):
    after = corrected(text, new, HERE)
    lines = after.splitlines()
    return [line for line in lines if line not in text.splitlines()], [
        line for line in text.splitlines() if line not in lines
    ]


@pytest.mark.parametrize(
    ("new", "came", "went"),
    [
        (MERGE, ["- [Ana Sol, Anna Soll]"], []),
        (Correction("keep apart", ("Paz", "Pas")), ["  - [Paz, Pas]"], []),
        (Correction("rename", ("Jara",), "Jeannette Jara"), ["  Jara: Jeannette Jara"], []),
        (Correction("rename", ("Jose Jeri",), "J. Jerí"), ["  Jose Jeri: J. Jerí"], ["  Jose Jeri: José Jerí"]),
        (
            Correction("retype", ("Tacna",), "PLACE"),
            ["retype: {Carabineros: ORG, Tacna: PLACE}"],
            ["retype: {Carabineros: ORG}"],
        ),
        (
            Correction("retype", ("Carabineros",), "PLACE"),
            ["retype: {Carabineros: PLACE}"],
            ["retype: {Carabineros: ORG}"],
        ),
        (
            Correction("ignore", ("Read: more",)),
            ['ignore: [Breaking News, "Read: more"]     # no names at all'],
            ["ignore: [Breaking News]     # no names at all"],
        ),
        (
            Correction("merge", ("John Smith", "Jon Smith")),
            ["- [John Smith, Jon Smith]"],
            ["  - [John Smith, Jon Smith]"],
        ),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
def test_one_entry_changes_and_nothing_else(new, came, went):
    assert edited(BLOCK, new) == (came, went)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "merge:\n- [Ana Sol, Anna Soll]\n"),
        ("# mine\n", "# mine\nmerge:\n- [Ana Sol, Anna Soll]\n"),
        ("ignore: [Ads]", "ignore: [Ads]\nmerge:\n- [Ana Sol, Anna Soll]"),
        ("merge: # none yet\nignore: [Ads]\n", "merge: # none yet\n- [Ana Sol, Anna Soll]\nignore: [Ads]\n"),
        ("merge: []\n", "merge: [[Ana Sol, Anna Soll]]\n"),
        ("merge: ~\n", "merge: [[Ana Sol, Anna Soll]]\n"),
        ("merge:\r\n- [A, B]\r\n", "merge:\r\n- [A, B]\r\n- [Ana Sol, Anna Soll]\r\n"),
        ("merge:\n- - A\n  - B\n# end\n", "merge:\n- - A\n  - B\n- [Ana Sol, Anna Soll]\n# end\n"),
        ("{merge: [[A, B]]}\n", "{merge: [[A, B], [Ana Sol, Anna Soll]]}\n"),
        ("{ignore: [A]}\n", "{ignore: [A], merge: [[Ana Sol, Anna Soll]]}\n"),
        ("  merge:\n    - [A, B]\n", "  merge:\n    - [A, B]\n    - [Ana Sol, Anna Soll]\n"),
        ("merge:\n- [A, B]", "merge:\n- [A, B]\n- [Ana Sol, Anna Soll]"),
        ("merge:\n- [A,\n   B]  # two lines\n", "merge:\n- [A,\n   B]  # two lines\n- [Ana Sol, Anna Soll]\n"),
        ("\ufeffmerge:\n- [A, B]\n", "\ufeffmerge:\n- [A, B]\n- [Ana Sol, Anna Soll]\n"),
        ("merge:\n- [Anna Soll, Ana Sol]\n", "merge:\n- [Anna Soll, Ana Sol]\n"),
        ("keep apart:\n- [Ana Sol, Anna Soll]\n", "keep apart:\nmerge:\n- [Ana Sol, Anna Soll]\n"),
        (
            "keep_apart: [[A, Ana Sol, Anna Soll]]\n",
            "keep_apart: [[A, Ana Sol]]\nmerge:\n- [Ana Sol, Anna Soll]\n",
        ),
    ],
)
def test_every_way_of_writing_the_file(before, after):
    assert corrected(before, MERGE, HERE) == after
    assert set(MERGE.names) in [set(group) for group in read_corrections(after.removeprefix("\ufeff"), HERE).merge]


@pytest.mark.parametrize(
    "before", ["- a list", "merge: [", "merge: {a: b}", "a: &x [1]\nmerge: *x\n", "merge:\n- [A]\n"]
)
def test_what_cannot_be_changed_is_said_and_left(before):
    with pytest.raises(CorrectionsError, match=r"entities\.yaml"):
        corrected(before, MERGE, HERE)


names = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)
corrections = st.one_of(
    st.builds(
        Correction, st.sampled_from(["merge", "keep apart"]), st.tuples(names, names).filter(lambda n: n[0] != n[1])
    ),
    st.builds(Correction, st.just("rename"), st.tuples(names), names),
    st.builds(Correction, st.just("retype"), st.tuples(names), st.sampled_from(["ORG", "PLACE"])),
    st.builds(Correction, st.just("ignore"), st.tuples(names)),
)


@given(st.sampled_from(["", BLOCK, BLOCK.replace("\n", "\r\n")]), st.lists(corrections, max_size=4))
def test_whatever_is_corrected_is_read_back(text, several):
    for new in several:
        text = corrected(text, new, HERE)
        assert corrected(text, new, HERE) == text
        said = read_corrections(text, HERE)
        held = {"merge": said.merge, "keep apart": said.apart, "ignore": [(name,) for name in said.ignore]}
        if new.kind in held:
            assert any(set(new.names) <= set(group) for group in held[new.kind])
        else:
            assert dict(getattr(said, new.kind))[new.names[0]] == new.to


def test_undo_restores_the_bytes(tmp_path):
    path = tmp_path / "entities.yaml"
    path.write_bytes(b"ignore: [Ads]\r\n# kept")
    file = CorrectionsFile(path)
    file.add(MERGE)
    file.add(Correction("ignore", ("More",)))
    assert load_corrections(path).ignore == ("Ads", "More")
    assert file.undo() == Correction("ignore", ("More",))
    assert file.undo() == MERGE
    assert path.read_bytes() == b"ignore: [Ads]\r\n# kept"
    assert file.undo() is None


def test_undo_of_the_first_correction_leaves_no_file(tmp_path):
    file = CorrectionsFile(tmp_path / "entities.yaml")
    file.add(MERGE)
    file.undo()
    assert not file.path.exists()


def test_undo_takes_nothing_back_that_was_edited_since(tmp_path):
    file = CorrectionsFile(tmp_path / "entities.yaml")
    file.add(MERGE)
    file.path.write_text(file.path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(CorrectionsError, match="by hand"):
        file.undo()
    assert file.path.read_text(encoding="utf-8").endswith("# mine\n")


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CorrectionsError, match="cannot be written"):
        CorrectionsFile(tmp_path / "file" / "entities.yaml").add(MERGE)


# Through the façade


@pytest.fixture
def opened(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "articles" / "second.txt").write_text(SECOND, encoding="utf-8")
    with Dossier(config_in(tmp_path)) as made:
        made.index()
        yield made


def found(dossier, text):
    return next(e for e in dossier.entities() if e.name == text or text in {v.text for v in e.variants})


def test_a_reader_merges_renames_and_ignores(opened):
    before = opened.entities()
    mayor, brum = found(opened, "Ana Sol"), found(opened, "Pedro Brum")
    generation = opened.generation()
    opened.correct("merge", mayor.id, brum.id)
    assert found(opened, "Ana Sol") == found(opened, "Pedro Brum")
    assert any("your corrections" in why for why in found(opened, "Ana Sol").merged)
    assert opened.generation() > generation
    assert not opened.stale()
    opened.correct("rename", found(opened, "Ana Sol").id, "Mayor Sol")
    opened.correct("rename", found(opened, "Ana Sol").id, "Mayor  Ana Sol")
    assert found(opened, "Ana Sol").name == "Mayor Ana Sol"
    opened.correct("ignore", found(opened, "Tacna").id)
    opened.correct("retype", found(opened, "Arica").id, "org")
    assert found(opened, "Arica").type == "ORG"
    assert "Tacna" not in {entity.name for entity in opened.entities()}
    opened.index(rebuild=True)
    assert found(opened, "Ana Sol").name == "Mayor Ana Sol"
    while opened.undo_correction():
        pass
    assert opened.entities() == before
    assert not opened.config.entities.exists()


def test_a_spelling_is_split_off_again(opened):
    opened.correct("merge", found(opened, "Ana Sol").id, found(opened, "Pedro Brum").id)
    opened.correct("keep apart", found(opened, "Ana Sol").id, "Pedro Brum")
    assert found(opened, "Ana Sol") != found(opened, "Pedro Brum")
    assert not load_corrections(opened.config.entities).merge


def test_what_makes_no_sense_is_a_sentence(opened):
    mayor = found(opened, "Ana Sol").id
    for kind, other, words in [
        ("merge", mayor, "Two different"),
        ("merge", "person:nobody", "no name"),
        ("keep apart", "Nobody", "not a spelling"),
        ("rename", " ", "new name"),
        ("retype", "SHIP", "not a type"),
    ]:
        with pytest.raises(DossierError, match=words):
            opened.correct(kind, mayor, other)
    assert not opened.config.entities.exists()
