"""Notes are edited, taken out and put back, and given another place, and all else in the file stays as it was."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli import main
from dossier.files import atomic
from dossier.model import LinkError, Note
from dossier.notebook import CandidateArticle, Notebook, NotebookError, candidates, check, relinked
from dossier.notebook.notes_file.items import write
from dossier.notebook.notes_file.layout import layout
from tests.helpers.notes import BY_HAND, EVERY_TEXT, FILE, HARBOUR, NOTES, article, noted, numbered


@FILE
@given(
    st.lists(NOTES, min_size=1, max_size=3, unique_by=lambda one: one.id),
    st.data(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_editing_changes_tags_and_comment_only(
    tmp_path: Path, notes: list[Note], data: st.DataObject, newline: str
) -> None:
    path = tmp_path / "notebook.yaml"
    pieces = [f"# before {one.id}{newline}{write(one, newline=newline)}" for one in notes]
    path.write_bytes("".join(pieces).encode())
    at = data.draw(st.integers(0, len(notes) - 1))
    tags = data.draw(st.none() | st.lists(EVERY_TEXT, max_size=3))
    comment = data.draw(st.none() | EVERY_TEXT)
    wanted = notes[at].tags if tags is None else tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    new = replace(notes[at], tags=wanted, comment=notes[at].comment if comment is None else comment)
    book = Notebook(path)
    assert book.edit(notes[at].id, tags=tags, comment=comment) == new
    pieces[at] = f"# before {new.id}{newline}{write(new, newline=newline)}"
    assert path.read_bytes().decode() == "".join(pieces)
    assert book.notes() == [*notes[:at], new, *notes[at + 1 :]]


def test_an_edit_keeps_what_an_editor_wrote_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    book = Notebook(path)
    book.notes()
    by_now = BY_HAND.replace("  speaker: &ines Ines Duarte", "  speaker: &ines I. Duarte  # as she signs")
    path.write_text(by_now, encoding="utf-8")
    book.edit("a", comment="Ask her twice.\nThen again.\n")
    assert path.read_text(encoding="utf-8") == by_now.replace(
        "    Ask her again.\n    # not a comment\n", "    Ask her twice.\n    Then again.\n"
    )
    path.write_text(BY_HAND, encoding="utf-8")
    book.edit("a", tags=["ferry", "storm"])
    assert path.read_text(encoding="utf-8") == BY_HAND.replace("    - delay\n", "    - storm\n")
    book.edit("a", tags=["storm"])
    assert path.read_text(encoding="utf-8") == BY_HAND.replace("    - ferry\n", "").replace("- delay", "- storm")
    with pytest.raises(NotebookError, match="has no note c"):
        book.edit("c", comment="x")


def test_many_notes_are_brought_up_to_date_in_one_step_and_keep_what_was_written_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    notes = [numbered(number) for number in range(5)]
    path.write_text("# mine\n".join(write(one) for one in notes), encoding="utf-8")
    book = Notebook(path)
    Notebook(path).edit(notes[1].id, comment="written meanwhile")
    moved = [(one, replace(one, start=one.start + 7, end=one.end + 7)) for one in notes[:4]]
    assert [one.start for one in book.update(moved)] == [one.start for _, one in moved]
    assert book.notes() == [
        moved[0][1], replace(moved[1][1], comment="written meanwhile"), moved[2][1], moved[3][1], notes[4],
    ]  # fmt: skip
    assert path.read_text(encoding="utf-8").count("# mine\n") == 4
    assert book.update([]) == []
    with pytest.raises(NotebookError, match="has no note x"):
        book.update([(replace(notes[0], id="x"), notes[1])])


@FILE
@given(
    st.text(alphabet="ab #-:|>\n\t\r\u2028é", max_size=20),
    st.lists(st.sampled_from(["ferry", "delay", "new", "a: b", "#x", "yes"]), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_comment_and_tags_fit_in_what_was_written_by_hand(
    tmp_path: Path, comment: str, tags: list[str], newline: str
) -> None:
    path = tmp_path / "notebook.yaml"
    text = BY_HAND.replace("\n", newline)
    path.write_bytes(text.encode())
    edited = Notebook(path).edit("a", comment=comment, tags=tags)
    assert (edited.comment, edited.tags) == (comment, tuple(dict.fromkeys(tags)))
    assert Notebook(path).notes()[0] == edited
    after = path.read_bytes().decode()
    top, end = text.partition("  comment:")[0], text[text.index("  target:") :]
    assert after.startswith(top)
    assert after.endswith(end)


@FILE
@given(st.lists(NOTES, min_size=1, max_size=4, unique_by=lambda one: one.id), st.data())
def test_what_was_removed_comes_back_byte_for_byte(tmp_path: Path, notes: list[Note], data: st.DataObject) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text("# mine\n".join(write(one) for one in notes) + "# the end", encoding="utf-8")
    text = path.read_bytes()
    book = Notebook(path)
    gone = data.draw(st.permutations([one.id for one in notes]))
    for one in gone:
        book.remove(one)
    for one in reversed(gone):
        back = book.restore()
        assert back is not None
        assert back.id == one
    assert path.read_bytes() == text
    assert book.restore() is None


def test_what_was_removed_comes_back_also_where_the_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(write(numbered(1)) + write(numbered(2)), encoding="utf-8")
    book = Notebook(path)
    book.remove(numbered(1).id)
    Notebook(path).add(numbered(3))
    assert book.restore() == numbered(1)
    assert book.notes() == [numbered(2), numbered(3), numbered(1)]


def test_a_note_tells_its_line(tmp_path: Path) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    book = Notebook(path)
    assert [BY_HAND.splitlines()[book.line(name) - 1][:7] for name in ("a", "b")] == ["- id: a", "- {id: "]


def test_the_places_a_lost_quote_may_have_gone_to_are_shown_best_first() -> None:
    note = noted("“We had no warning at all,” Ines Duarte told a reporter.")
    reworded = HARBOUR.replace("We had no warning at all", "They gave us hardly a warning")
    other = "At the market they said: “We had no warning at all,” and Ines Duarte told a reporter so, too."
    sources = [
        CandidateArticle.of(article(text, name))
        for name, text in (("c", "Nothing here."), ("b", other), ("a", reworded))
    ]
    found = candidates(note, sources)
    assert [one.article for one in found][:2] in (["a", "b"], ["b", "a"])
    assert "c" not in {one.article for one in found}
    for one in found:
        text = reworded if one.article == "a" else other
        assert text[one.start : one.end] == one.text
        assert text[: one.start].endswith(one.before)
        assert text[one.end :].startswith(one.after)
    assert any("hardly a warning" in one.text for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(candidates(note, sources, limit=1)) == 1


def test_a_relinked_note_is_exact_and_keeps_what_its_user_wrote() -> None:
    note = replace(noted("nobody called"), tags=("call",), comment="why?", speaker="Ines Duarte")
    now = article("“No one called us,” she said.", "d")
    assert check(note, [CandidateArticle.of(now)]).status == "orphan"
    mended = relinked(note, now, 1, 17)
    assert (mended.quote, mended.article, mended.title) == ("No one called us", "in/d.txt", now.title)
    assert (mended.id, mended.speaker, mended.tags, mended.comment) == (note.id, "Ines Duarte", ("call",), "why?")
    assert check(mended, [CandidateArticle.of(now)]).status == "exact"
    with pytest.raises(LinkError):
        relinked(note, now, 5, 500)


STEPS = ("open", "fchmod", "write", "fsync", "link", "replace")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("deed", ["add", "remove", "edit"])
def test_a_disk_that_fails_at_any_step_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, deed: str
) -> None:
    path = tmp_path / "notebook.yaml"
    text = write(numbered(1)) + "# mine\n" + write(numbered(2))
    path.write_text(text, encoding="utf-8")
    book = Notebook(path)
    deeds: dict[str, Callable[[], object]] = {
        "add": lambda: book.add(numbered(3)),
        "remove": lambda: book.remove(numbered(1).id),
        "edit": lambda: book.edit(numbered(1).id, comment="new"),
    }
    failing(monkeypatch, step)
    if step == "link":  # keeping the day's first version is no reason to stop
        deeds[deed]()
        assert len(book.notes()) == {"add": 3, "remove": 1, "edit": 2}[deed]
        return
    with pytest.raises(NotebookError, match=r"No space left on device.*Nothing was changed"):
        deeds[deed]()
    assert path.read_text(encoding="utf-8") == text
    monkeypatch.undo()
    deeds[deed]()
    assert len(book.notes()) == {"add": 3, "remove": 1, "edit": 2}[deed]


def failing(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "write":
        real = os.fdopen

        def opened(*arguments: object, **more: object) -> object:
            file = real(*arguments, **more)
            return type("Full", (), {
                "__enter__": lambda self: self, "__exit__": lambda self, *_: file.close(),
                "fileno": lambda _: file.fileno(), "write": full, "flush": full,
            })()  # fmt: skip

        monkeypatch.setattr(os, "fdopen", opened)
    elif step == "replace":
        monkeypatch.setattr(atomic, "_exchange", full)
    else:
        monkeypatch.setattr(os, step, full)


def test_a_notebook_that_may_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notebook.yaml"
    path.write_text(write(numbered(1)), encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    book = Notebook(path)
    with pytest.raises(NotebookError, match="may not be written; nothing was changed"):
        book.edit(numbered(1).id, comment="x")
    assert book.notes() == [numbered(1)]
    assert path.read_text(encoding="utf-8") == write(numbered(1))


@pytest.mark.parametrize(
    "text", ["", "# only words\n", write(numbered(1)), "# a\n" + write(numbered(1)) + write(numbered(2))]
)
def test_the_last_item_alone_is_where_all_items_end(text: str) -> None:
    every, last = layout(text), layout(text, last=True)
    assert (last.starts[-1:], last.indent, last.listed) == (every.starts[-1:], every.indent, every.listed)


def test_the_command_line_exports_what_was_noted(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(sample), "notes", "export"]) == 1  # an empty notebook is a document, too
    assert capsys.readouterr().out == "# Notebook\n"
    main(["--config", str(sample), "quotes", "--json"])
    quotes = [json.loads(line) for line in capsys.readouterr().out.splitlines()[:3]]
    for quote in quotes:
        assert (
            main(["--config", str(sample), "notes", "add", f"{quote['article']}#char={quote['start']},{quote['end']}"])
            == 0
        )
    capsys.readouterr()
    assert main(["--config", str(sample), "notes", "export", "--format", "csl"]) == 0
    out, err = capsys.readouterr()
    cited = [note["quote"] for item in json.loads(out) for note in item["custom"]["notes"]]
    assert cited == [quote["text"].removesuffix(",") for quote in quotes]
    assert "not stand" not in err
    path = sample.parent / "seeds" / f"{quotes[0]['article']}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(quotes[0]["text"], "Nothing"), encoding="utf-8")
    assert main(["--config", str(sample), "notes", "export", "--format", "bibtex"]) == 0
    assert "not stand where noted" in capsys.readouterr().err
