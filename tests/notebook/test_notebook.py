"""The notebook file: notes come back as they were written, and nothing else in the file ever changes."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.files.yaml_tree import parse
from dossier.model import LinkError, Note
from dossier.notebook import Notebook, NotebookError, citation, make_note
from dossier.notebook.notes_file.items import read_as_written, read_node, write
from tests.helpers.notes import ARTICLE, BY_HAND, FERRY, FILE, NOTES, NOW, note, numbered


def test_an_item_has_the_form_of_the_format(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    Notebook(path).add(note(tags=("ferry", "yes"), comment='call "Ines"', id="n-20261121T231005Z-4f2a"))
    start = FERRY.index("No one")
    assert path.read_text(encoding="utf-8") == (
        "- id: n-20261121T231005Z-4f2a\n"
        '  quote: "No one told us anything"\n'
        "  speaker: Ines Duarte\n"
        "  article: seeds/000_ferry.txt\n"
        "  title: Late again\n"
        "  outlet: Harbour Post\n"
        "  published: 2025-11-29\n"
        '  tags: [ferry, "yes"]\n'
        '  comment: "call \\"Ines\\""\n'
        "  created: 2026-11-21T23:10:05Z\n"
        "  target:\n"
        f"    source: seeds/000_ferry.txt#char={start},{start + 23}\n"
        f"    sha256: {'0f' * 32}\n"
        "    selector:\n"
        '    - {type: TextQuoteSelector, exact: "No one told us anything", prefix: "The ferry was late again. “", '
        f'suffix: "{FERRY[start + 23 : start + 71]}"}}\n'
        f"    - {{type: TextPositionSelector, start: {start}, end: {start + 23}}}\n"
    )


@FILE
@given(NOTES)
def test_any_text_comes_back_and_both_readers_agree(wanted: Note) -> None:
    item = write(wanted)
    assert item.count("\n") == 16
    root = parse(item)
    assert root is not None
    assert read_node(root.items[0]).note == wanted
    assert read_as_written(item).note == wanted
    assert read_as_written(item.replace("\n", "\r\n")).note == wanted
    loaded = yaml.safe_load(item)[0]
    assert (loaded["quote"], loaded["comment"], loaded["speaker"]) == (wanted.quote, wanted.comment, wanted.speaker)


@FILE
@given(
    NOTES,
    st.lists(st.tuples(st.integers(0, 16), st.sampled_from(["# mine", "  # mine", "", "  ", " #x", "#"])), max_size=4),
)
def test_both_readers_agree_on_comments_in_between(wanted: Note, comments: list[tuple[int, str]]) -> None:
    lines = write(wanted).splitlines(keepends=True)
    for at, comment in comments:
        if comment == " #x" and at < len(lines):
            lines[at] = lines[at].removesuffix("\n") + " #x\n"
        else:
            lines.insert(max(1, at), comment + "\n")
    item = "".join(lines)
    root = parse(item)
    assert root is not None
    assert read_node(root.items[0]).note == wanted
    assert read_as_written(item).note == wanted
    assert read_as_written(item.removesuffix("\n")).note == wanted


def test_what_only_looks_as_written_is_left_to_the_parser() -> None:
    item = write(numbered(1))
    for old, new in (("Late again", "Late #again"), ("Late again", '"Late" again'), ("Duarte\n", "Duarte\n   more\n")):
        changed = item.replace(old, new)
        fast = read_as_written(changed)
        assert fast is None or fast.note == read_node(parse(changed).items[0]).note, changed


BETWEEN = st.lists(st.sampled_from(["", "# my own words", "  # indented", "#", "\t", "   "]), max_size=3)


@FILE
@given(
    st.data(),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from(["", "  "]),
    st.sampled_from(["", "\ufeff"]),
)
def test_adding_and_removing_leave_every_other_byte(
    tmp_path: Path, data: st.DataObject, newline: str, ended: bool, indent: str, bom: str
) -> None:
    notes = data.draw(st.lists(NOTES, max_size=4, unique_by=lambda one: one.id))
    pieces: list[str] = []
    for one in notes:
        pieces.append("".join(line + newline for line in data.draw(BETWEEN) if line != "\t"))
        pieces.append(write(one, indent=indent, newline=newline))
    pieces.append("".join(line + newline for line in data.draw(BETWEEN) if line != "\t"))
    text = "".join(pieces)
    text = bom + (text if ended else text.removesuffix(newline))
    path = tmp_path / "notebook.yaml"
    path.write_bytes(text.encode())
    book = Notebook(path)
    assert book.notes() == notes
    assert book.problems() == []

    added = book.add(data.draw(NOTES))
    assert book.notes() == [*notes, added]
    after = path.read_bytes().decode()
    assert after.startswith(text)
    assert ("\r\n" in after.removeprefix(text)) == (newline == "\r\n" and newline in text)
    book.remove(added.id)
    assert path.read_bytes().decode() == text

    if notes:
        index = data.draw(st.integers(0, len(notes) - 1))
        book.remove(notes[index].id)
        item = write(notes[index], indent=indent, newline=newline)
        left = path.read_bytes().decode()
        assert left in (text.replace(item, "", 1), text.replace(newline + item.removesuffix(newline), "", 1), bom)
        assert book.notes() == notes[:index] + notes[index + 1 :]


@FILE
@given(st.lists(NOTES, min_size=2, max_size=2, unique_by=lambda one: one.id), NOTES, st.sampled_from(["\n", "\r\n"]))
def test_rewriting_changes_the_values_of_one_note_only(
    tmp_path: Path, notes: list[Note], other: Note, newline: str
) -> None:
    path = tmp_path / "notebook.yaml"
    first, second = (write(one, newline=newline) for one in notes)
    comment = f"# between{newline}"
    path.write_bytes((first + comment + second).encode())
    new = replace(other, id=notes[0].id)
    book = Notebook(path)
    assert book.rewrite(new) == new
    assert path.read_bytes().decode() == write(new, newline=newline) + comment + second
    assert book.notes() == [new, notes[1]]


def test_notes_written_by_hand_are_read(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    book = Notebook(path)
    first, second = book.notes()
    assert (first.quote, first.speaker, first.tags) == ("No one told us anything", "Ines Duarte", ("ferry", "delay"))
    assert first.comment == "Ask her again.\n# not a comment\n"
    assert (second.quote, second.speaker, second.start, second.end) == ("late", "Ines Duarte", 14, 18)
    assert book.problems() == []


def test_a_change_by_the_program_keeps_what_was_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    book = Notebook(path)
    book.rewrite(replace(book.notes()[0], start=30, end=53))
    moved = "- {start: 30, end: 53}\n    source: seeds/000_ferry.txt#char=30,53\n"
    assert path.read_text(encoding="utf-8") == BY_HAND.replace("- {start: 27, end: 50}\n", moved)
    path.write_text(BY_HAND, encoding="utf-8")
    book.rewrite(replace(book.notes()[0], comment="Asked.", tags=("ferry",)))
    text = path.read_text(encoding="utf-8")
    assert "  comment: |-\n    Asked.\n  tags:\n    - ferry\n    # - harbour\n  target:\n" in text
    assert text.startswith("# what I keep\n- id: a    # the first\n")
    assert text.endswith("   # in brackets\n# the end")
    path.write_text(BY_HAND, encoding="utf-8")
    book.rewrite(replace(book.notes()[0], outlet="Harbour Post"))  # a key that was not there
    assert path.read_text(encoding="utf-8") == BY_HAND.replace("the first\n", "the first\n  outlet: Harbour Post\n")


def test_a_note_is_added_below_one_that_refers_to_another(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    book = Notebook(path)
    book.add(numbered(1))
    assert path.read_text(encoding="utf-8") == f"{BY_HAND}\n{write(numbered(1))}".removesuffix("\n")
    assert [one.id for one in book.notes()] == ["a", "b", numbered(1).id]


def test_a_notebook_that_multiplies_itself_is_harmless(tmp_path: Path) -> None:
    chain = [
        "- x0: &x0 {k: v}\n",
        *(f"  x{n}: &x{n} {{<<: [{', '.join([f'*x{n - 1}'] * 9)}]}}\n" for n in range(1, 40)),
    ]
    path = tmp_path / "notebook.yaml"
    path.write_text("".join(chain) + "  <<: *x39\n" + GOOD, encoding="utf-8")
    book = Notebook(path)
    assert book.notes() == [numbered(1)]
    assert book.problems()


def test_removing_what_others_refer_to_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    with pytest.raises(NotebookError, match="by hand"):
        Notebook(path).remove("a")
    assert path.read_text(encoding="utf-8") == BY_HAND


GOOD = write(numbered(1))


@pytest.mark.parametrize(
    ("broken", "line", "sentence"),
    [
        ("- id: x\n  quote: \tyes\n\tspeaker: z\n", 19, "tab"),
        ("- id: x\n  quote: y\n", 17, "no article"),
        ("- article: z\n", 17, "no quote"),
        ("- id: x\n  quote: y\n  article: z\n  target: {}\n", 20, "TextPositionSelector"),
        ("- id: x\n  quote: [y\n", 18, "not YAML"),
        ("- just words\n", 17, "not a note"),
        (GOOD.replace("0001", "0003").replace("speaker", "speeker"), 19, "did you mean “speaker”"),
        (GOOD.replace("0001", "0003").replace("  comment:", "  quote: again\n  comment:"), 25, "twice"),
        (GOOD, 17, "given to a note before"),
        ("<<<<<<< ours\n" + GOOD.replace("0001", "4") + "=======\n" + GOOD.replace("0001", "5") + ">>>>>>> theirs\n",
         17, "merge conflict"),
        ("- &a [*a]\n", 17, "inside itself"),
        ("- " + "[" * 100_000 + "\n", 17, "nested"),
        ("- id: x\x01\n", 17, "control character"),
    ],
)  # fmt: skip
def test_a_broken_note_is_named_and_the_others_work(tmp_path: Path, broken: str, line: int, sentence: str) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(GOOD + broken + write(numbered(2)), encoding="utf-8")
    book = Notebook(path)
    assert {numbered(1), numbered(2)} <= set(book.notes())
    problems = book.problems()
    assert problems, broken
    assert (problems[0].line, sentence in problems[0].sentence) == (line, True), problems
    assert str(problems[0]).startswith(f"notebook.yaml, line {line}: ")


@pytest.mark.parametrize("text", ["", "# only a comment", "---\n", "\ufeff# x\n\n", "[]\n", "# x\n[ ]  # y\n"])
def test_a_file_without_notes_is_an_empty_notebook(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(text, encoding="utf-8")
    book = Notebook(path)
    assert (book.notes(), book.problems()) == ([], [])
    book.add(numbered(1))
    assert book.notes() == [numbered(1)]
    assert len(yaml.safe_load(path.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "notes: []\n",
        "[{id: a}]\n",
        "just words",
        GOOD + '- id: "open\n',
        GOOD + "<<<<<<< ours\n",
        GOOD + "...\n",
        "- a: [\n",
    ],
)
def test_what_cannot_take_a_note_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebookError, match=r"notebook\.yaml, line \d+: .*Nothing was changed"):
        Notebook(path).add(numbered(1))
    assert path.read_text(encoding="utf-8") == text
    assert Notebook(path).problems() or "..." in text


@pytest.mark.parametrize(
    "text", ["- milk\n- bread\n", "- name: web\n  hosts: all\n", "- id: 7\n  title: x\n", "# mine\n- []\n"]
)
@pytest.mark.parametrize("name", ["notebook.yaml", "list.md"])
def test_a_list_of_something_else_is_never_written_into(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebookError, match="is not a notebook"):
        Notebook(path).add(numbered(1))
    assert path.read_text(encoding="utf-8") == text


def test_a_taken_id_is_given_out_only_once(tmp_path: Path) -> None:
    book = Notebook(tmp_path / "notebook.yaml")
    assert book.add(numbered(1)) == numbered(1)
    assert book.add(numbered(1)).id != numbered(1).id
    assert len({one.id for one in book.notes()}) == 2
    with pytest.raises(NotebookError, match="no note n-none"):
        book.remove("n-none")


def test_a_link_to_a_notebook_elsewhere_is_followed(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    real, link = tmp_path / "vault" / "real.yaml", tmp_path / "notebook.yaml"
    link.symlink_to(real)
    Notebook(link).add(numbered(1))
    assert link.is_symlink()
    assert Notebook(real).notes() == [numbered(1)]


def test_mode_and_the_version_before_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0o640)
    Notebook(path).add(numbered(2))
    Notebook(path).add(numbered(3))
    assert path.stat().st_mode & 0o777 == 0o640
    kept = [one for one in tmp_path.iterdir() if re.fullmatch(r"\.notebook\.yaml\.\d{4}-\d\d-\d\d~", one.name)]
    assert [one.read_text(encoding="utf-8") for one in kept] == [GOOD]
    assert not (tmp_path / ".notebook.yaml.tmp").exists()


def test_only_the_ten_newest_versions_stay(tmp_path: Path) -> None:
    for day in range(1, 15):
        (tmp_path / f".notebook.yaml.2020-01-{day:02}~").write_text("old")
    path = tmp_path / "notebook.yaml"
    path.write_text(GOOD, encoding="utf-8")
    Notebook(path).add(numbered(2))
    kept = sorted(one.name for one in tmp_path.glob(".notebook.yaml.*~"))
    assert len(kept) == 10
    assert kept[0] == ".notebook.yaml.2020-01-06~"


def test_what_an_editor_wrote_in_between_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dossier.files import atomic

    path = tmp_path / "notebook.yaml"
    path.write_text(GOOD, encoding="utf-8")
    write_file, written = atomic.replace, []

    def replace_late(real: Path, data: bytes, before: os.stat_result | None) -> bool:
        if not written:
            written.append(path.write_text(GOOD + "# from the editor\n", encoding="utf-8"))
        return write_file(real, data, before)

    monkeypatch.setattr(atomic, "replace", replace_late)
    Notebook(path).add(numbered(2))
    assert path.read_text(encoding="utf-8") == GOOD + "# from the editor\n" + write(numbered(2))


def test_a_disk_that_is_full_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(GOOD, encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotebookError, match=r"No space left on device.*Nothing was changed"):
        Notebook(path).add(numbered(2))
    assert path.read_text(encoding="utf-8") == GOOD
    assert {one.name for one in tmp_path.iterdir()} == {"notebook.yaml", ".notebook.yaml.lock"}


@pytest.mark.parametrize("kind", ["folder", "pipe", "latin", "nowhere"])
def test_what_cannot_be_a_notebook_is_refused_in_a_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "notebook.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "latin":
        path.write_bytes(b"# caf\xe9\n")
    else:
        path = tmp_path / "missing" / "notebook.yaml"
        assert Notebook(path).notes() == []
    with pytest.raises(NotebookError):
        Notebook(path).add(numbered(1))


def test_a_folder_that_may_not_be_written(bound: Path) -> None:
    path = bound / "notebook.yaml"
    path.write_text(GOOD, encoding="utf-8")
    bound.chmod(0o500)
    with pytest.raises(NotebookError, match=r"Permission denied.*Nothing was changed"):
        Notebook(path).add(numbered(2))
    with pytest.raises(NotebookError, match=r"Permission denied.*Nothing was changed"):
        Notebook(bound / "new.yaml").add(numbered(2))
    bound.chmod(0o700)
    assert [file.name for file in bound.iterdir()] == ["notebook.yaml"]
    assert path.read_text(encoding="utf-8") == GOOD
    path.chmod(0)
    with pytest.raises(NotebookError, match=r"cannot be read \(Permission denied\)"):
        Notebook(path).notes()


WRITER = """
import sys
from pathlib import Path
from dossier.model import Note
from dossier.notebook import Notebook
book = Notebook(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    note = Note(id="n-20261121T231005Z-0000", quote=f"{sys.argv[3]} {number}", article="a.txt", start=0, end=9)
    print(book.add(note).id, flush=True)
"""


def writer(path: Path, count: int, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(count), name], stdout=subprocess.PIPE, text=True
    )


def test_two_programs_adding_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    both = [writer(path, 50, name) for name in ("left", "right")]
    for one in both:
        one.communicate(timeout=60)
    notes = Notebook(path).notes()
    assert len({one.id for one in notes}) == 100
    for name in ("left", "right"):
        assert [one.quote for one in notes if one.quote.startswith(name)] == [f"{name} {n}" for n in range(50)]


def test_a_program_killed_while_writing_loses_nothing_it_saved(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    for turn in range(6):
        child = writer(path, 10_000, f"turn {turn}")
        assert child.stdout is not None
        first = child.stdout.readline().strip()
        time.sleep(0.003 * turn)
        child.send_signal(signal.SIGKILL)
        saved = {first, *child.stdout.read().split()}
        child.stdout.close()
        child.wait()
        book = Notebook(path)
        assert saved <= {one.id for one in book.notes()}
        assert book.problems() == []
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_note_is_made_of_the_words_without_the_space_around_them() -> None:
    made = make_note(ARTICLE, 3, 10, tags=("a", " a ", ""), now=NOW)
    assert (made.quote, made.start, made.end, made.tags) == ("ferry", 4, 9, ("a",))
    assert re.fullmatch(r"n-20261121T231005Z-[0-9a-f]{4}", made.id)
    assert (made.created, made.prefix) == ("2026-11-21T23:10:05Z", "The ")
    for start, end in ((5, 5), (9, 4), (-1, 4), (0, len(FERRY) + 1), (3, 4)):
        with pytest.raises(LinkError):
            make_note(ARTICLE, start, end)


def test_a_citation_is_one_harmless_line() -> None:
    start = FERRY.index("No one")
    assert citation(note()) == (
        "“No one told us anything” — Ines Duarte, “Late again”, Harbour Post, 29 November 2025, "
        f"seeds/000_ferry.txt#char={start},{start + 23}"
    )
    rough = citation(
        replace(note(), quote="two\nlines\x1b[31m", speaker=None, title=None, outlet=None, published="undated")
    )
    assert rough.startswith("“two lines␛[31m” — undated, seeds/")


def test_ten_thousand_notes_open_quickly(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text("# many\n".join(write(numbered(n)) for n in range(10_000)), encoding="utf-8")
    began = time.process_time()
    assert len(Notebook(path).notes()) == 10_000
    assert time.process_time() - began < 2  # measured: a third of a second; a parser for all would take ten
