"""Every YAML file, however it is written: a change does what it says and nothing else, or is refused."""

import os
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.config import ConfigError, load
from dossier.linking.entities.corrections import CorrectionsError, load_corrections
from dossier.linking.entities.corrections_file import CorrectionsFile
from dossier.model import Correction, DossierError, Note
from dossier.notebook import Notebook, saved_searches
from dossier.notebook.finding_marks import FindingMarks, MarksError
from tests.helpers.yaml_files import loaded, notebook, pairs

NEW = Note(id="n-new", quote="fresh words", article="in/b.txt", start=3, end=14, created="2026")
SEEDS = st.integers(0, 2**32)
FILE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def only(documents: object) -> object:
    """Return the one document of what was loaded, None for none."""
    return documents[0] if isinstance(documents, list) and documents else None


def is_of(item: object, note: Note) -> bool:
    """Return whether an item is a note's: its id, or its words where it was written by hand without one."""
    if not isinstance(item, dict):
        return False
    by_hand = item.get("id") in {None, "", "~", "null"} and item.get("quote") == note.quote
    return by_hand or item.get("id") == note.id


@FILE
@given(SEEDS)
def test_a_notebook_however_written_is_edited_or_left_alone(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    text = notebook(rng)
    path = tmp_path / "notebook.yaml"
    path.write_bytes(text.encode())
    book = Notebook(path)
    notes = book.notes()
    target = rng.choice(notes) if notes else None
    key = rng.choice(("tags", "comment"))
    action = rng.choice(("add", "remove", "edit", "undo", "undo later")) if target else "add"
    try:
        if action == "add":
            book.add(NEW)
        elif action == "edit":
            value = (
                rng.choice((["x"], [], ["a", "new"]))
                if key == "tags"
                else rng.choice(("new", "", "two\nlines", "x: #"))
            )
            book.edit(target.id, **{key: value})
        else:
            book.remove(target.id)
            if action == "undo later":  # the empty line may become part of a text that ends the file
                path.write_bytes(path.read_bytes() + b"\n# later\n")
                meanwhile = only(loaded(path.read_bytes().decode())) or []
            if action != "remove":
                book.restore()
    except DossierError:
        if action != "undo later":
            assert path.read_bytes().decode() == text
        return
    after = path.read_bytes().decode()
    before, now = loaded(text), loaded(after)
    if before is None:
        return
    was, is_ = only(before) or [], only(now) or []
    if action == "add":
        assert (is_[:-1], is_[-1]["id"]) == (was, "n-new"), text
    elif action == "undo":
        assert after == text
    elif action == "undo later":
        back = [item for item in was if is_of(item, target)]
        said = sorted(map(repr, is_))
        assert any(said == sorted(map(repr, [*meanwhile, item])) for item in back), text
    else:
        places = [i for i, item in enumerate(was) if is_of(item, target)]
        if len(places) > 1:  # an item that is broken, because a key stands twice in it, has the id too
            return
        at = places[0]
        left = was[:at] + was[at + 1 :]
        assert (is_ if action == "remove" else is_[:at] + is_[at + 1 :]) == left, text
        if action == "edit":
            assert {**is_[at], key: None} == {**was[at], key: None}, text


@FILE
@given(SEEDS)
def test_lines_of_names_and_values_are_changed_or_left_alone(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    text = pairs(rng, ("seen", "wrong", "harbour AND ferry", 'outlet:"a b" #x'))
    path = tmp_path / "searches.yaml"
    path.write_bytes(text.encode())
    name = rng.choice(("a", "b c", "two\nlines", "“x”", "12", "new", "#no"))
    remove = rng.random() < 0.4
    try:
        if remove:
            saved_searches.remove(path, name)
        else:
            saved_searches.save(path, name, "rain: OR #snow")
    except DossierError:
        assert path.read_bytes().decode() == text
        return
    if loaded(text) is None:  # no YAML, such as one anchor twice: nothing to compare with
        return
    was, now = dict(only(loaded(text)) or {}), dict(only(loaded(path.read_bytes().decode())) or {})
    if remove:
        was.pop(name)
    else:
        was[name] = "rain: OR #snow"
    assert now == was, text


@FILE
@given(SEEDS)
def test_corrections_are_written_or_the_file_is_left_alone(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    newline = rng.choice(("\n", "\r\n"))
    parts = [
        "merge:\n- [A, B]", "merge:\n- [A, B]  # why", "ignore: [Breaking News]", "ignore:\n  - X\n  # - Y", "# mine",
        "rename: {A: B}", "rename:\n  A: 'B'", "keep apart:", "retype: {}", "merge: null", "merge:\n- - A\n  - C",
        "? ignore\n: [x]", "merge: &x [[A, B]]", "keep apart: *x",
    ]  # fmt: skip
    parts = [part.replace("\n", newline) for part in parts]
    text = newline.join(rng.sample(parts, rng.randrange(5))) + rng.choice(("", newline, f"{newline}# end"))
    path = tmp_path / "entities.yaml"
    path.write_bytes(text.encode())
    new = rng.choice((
        Correction("merge", ("A", "D")), Correction("keep apart", ("A", "B")), Correction("rename", ("A",), "C: d"),
        Correction("ignore", ("No #1",)), Correction("retype", ("A",), "ORG"),
    ))  # fmt: skip
    file = CorrectionsFile(path)
    try:
        file.add(new)
    except CorrectionsError:
        assert path.read_bytes().decode() == text
        return
    assert only(loaded(path.read_bytes().decode()))
    load_corrections(path)
    if file.undo():
        assert path.read_bytes().decode() == text


BOMB = "a: &a [x]\n" + "".join(
    f"{chr(97 + n)}: &{chr(97 + n)} [{', '.join([f'*{chr(96 + n)}'] * 9)}]\n" for n in range(1, 9)
)
BAD = {
    "pipe": None,
    "device": None,
    "folder": None,
    "large": "x: y\n" * 300_000,
    "deep": "[" * 9000,
    "nul": "a: b\0c\n",
    "bomb": BOMB,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_such_file_is_refused_in_one_sentence_and_never_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "some.yaml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_text(BAD[kind])
    for ask, error in (
        (lambda: load_corrections(path), CorrectionsError), (lambda: FindingMarks(path).read(), MarksError),
        (lambda: FindingMarks(path).mark("x", "seen"), MarksError), (lambda: saved_searches.load(path), DossierError),
        (lambda: saved_searches.save(path, "x", "rain"), DossierError), (lambda: load(path), ConfigError),
        (lambda: CorrectionsFile(path).add(Correction("ignore", ("X",))), CorrectionsError),
    ):  # fmt: skip
        if kind == "folder" and error is ConfigError:
            continue
        with pytest.raises(error) as raised:
            ask()
        assert "\n" not in str(raised.value)
    assert kind in {"pipe", "device", "folder"} or path.read_text() == BAD[kind]


def test_a_search_is_saved_in_a_large_file_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "searches.yaml"
    text = "".join(f"name {n}: {'rain ' * 30}\n" for n in range(6000))
    path.write_text(text)
    saved_searches.save(path, "new", "snow")
    assert path.read_text() == f"{text}new: snow\n"


@pytest.mark.parametrize(
    "item", ["- id: x\n  quote: y\n", "- just words\n", '- id: "open\n', "- id: [\n", "-\n", "- {a: b}\n"]
)
def test_fifty_thousand_broken_items_are_named_and_notes_among_them_still_read(tmp_path: Path, item: str) -> None:
    path = tmp_path / "notebook.yaml"
    from dossier.notebook.notes_file.items import write

    path.write_text(item * 25_000 + write(NEW) + item * 25_000)
    book = Notebook(path)
    assert NEW in book.notes()
    assert any("50,000 items could not be read" in problem.sentence for problem in book.problems())


def test_an_id_that_is_a_number_and_a_comment_that_is_null_stay_so(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    target = "target: {{selector: [{{start: 1, end: 2}}]}}"
    item = f"- id: {{}}\n  quote: q\n  article: a\n  comment: null\n  tags:\n  # none\n  {target}\n"
    path.write_text(item.format(7) + item.format("n-2") + "# the end")
    book = Notebook(path)
    book.edit("n-2", tags=["x"], comment="y")
    book.edit("n-2", tags=[], comment="")
    first, _ = yaml.safe_load(path.read_text())
    assert (first["id"], first["comment"], first["tags"]) == (7, None, None)
    book.remove("n-2")
    path.write_text(path.read_text() + "\n")
    book.remove("7")
    path.write_text("# new\n" + path.read_text())
    book.restore()
    assert yaml.safe_load(path.read_text())[0]["comment"] is None
