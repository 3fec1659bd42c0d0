"""The compare screen as a person meets it: verdicts, readings side by side, marks, filters, there and back."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from dataclasses import replace

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import Finding, Progress, Reading, Span
from dossier.tui.platform import compare_process
from dossier.tui.screens.findings import entries
from dossier.tui.screens.findings.compare import CompareScreen
from dossier.tui.screens.findings.side_by_side import side_by_side
from dossier.tui.screens.findings.story_days import FOLD
from dossier.tui.session import findings as findings_cache
from dossier.tui.workspace.screen import Workspace
from tests.helpers.app import driven, spans_at
from tests.helpers.fake_dossier import FakeDossier, fake_config


def row_of(text: str, words: str) -> int:
    return next(i for i, line in enumerate(text.splitlines()) if words in line)


async def test_findings_stand_under_their_verdicts_and_readings_beside_each_other(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c")
        text = it.text()
        assert row_of(text, "≠ CONFLICT · 1") < row_of(text, "≈ COMPATIBLE · 1") < row_of(text, "= AGREE · 1")
        assert "120 and 90 cannot both be true." in text
        assert "3 findings · 1 unseen conflict" in text
        line = text.splitlines()[row_of(text, "Northern Wire · 3 Mar 2025")]
        assert "Vale Gazette · 4 Mar 2025" in line


async def test_the_words_that_matter_are_pointed_out(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c")
        strips = it.app.screen._compositor.render_strips()
        bold = [s.text for strip in strips for s in strip if s.style and s.style.bold and s.style.bgcolor]
        assert any("120 dock workers" in piece for piece in bold)


async def test_enter_reads_the_place_and_escape_comes_back_to_the_same_finding(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "j", "j", "n", "n")
        assert it.app.screen.left.place == 2
        await it.type("enter")
        assert isinstance(it.app.screen, Workspace)
        assert it.workspace.document.article.id == "mayor"
        assert it.workspace.reader.article.text[it.workspace.reader.cursor :].startswith("Tuesday")
        assert spans_at(it.workspace.reader, it.workspace.reader.cursor, ["current-hit"])
        assert it.said == "esc goes back to compare."
        await it.type("escape")
        assert isinstance(it.app.screen, CompareScreen)
        assert it.app.screen.panel.selected.key == "date-1"
        assert it.app.screen.readings.item == 2
        await it.type("enter", "H")
        assert isinstance(it.app.screen, CompareScreen)


async def test_back_goes_through_the_places_since_before_it_returns_to_the_screen(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "enter")
        here = it.workspace.document.article.id
        await it.type("J")
        assert it.workspace.document.article.id != here
        await it.type("H")
        assert (isinstance(it.app.screen, Workspace), it.workspace.document.article.id) == (True, here)
        await it.type("H")
        assert isinstance(it.app.screen, CompareScreen)


async def test_a_screen_that_was_left_is_not_come_back_to(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "enter", "escape", "escape")
        assert isinstance(it.app.screen, Workspace)
        await it.type("escape")
        assert isinstance(it.app.screen, Workspace)


async def test_places_are_walked_round_and_round(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c")
        assert "1 of 3 places" in it.text()
        await it.type("N")
        assert "3 of 3 places" in it.text()
        await it.type("n")
        assert "1 of 3 places" in it.text()


async def test_filters_by_kind_and_verdict_are_said_and_cleared(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "f")
        assert "Compare · numbers" in it.text()
        assert "1 of 3 findings" in it.text()
        await it.type("f", "f", "f")
        assert "3 findings" in it.text()
        await it.type("v", "v")
        assert "only compatible" in it.text()
        assert [f.key for f in it.app.screen.panel._entries] == ["quote-1"]
        await it.type("f", "x")
        assert "3 findings" in it.text()


async def test_nothing_of_a_kind_says_how_to_see_everything(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "v", "f", "f", "f")
        assert it.app.screen.panel.selected is None
        assert "x shows everything again" in it.text()
        await it.type("enter", "m", "n")


async def test_marks_are_kept_taken_away_and_counted(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "s")
        assert it.app.dossier.marks == {"number-1": "seen"}
        assert "✓ seen" in it.text()
        assert "unseen conflict" not in it.text()
        await it.type("w")
        assert it.app.dossier.marks == {"number-1": "wrong"}
        await it.type("w")
        assert it.app.dossier.marks == {}
        assert "1 unseen conflict" in it.text()


async def test_unseen_conflicts_stand_beside_the_key_that_shows_them(tmp_path):
    async with driven(tmp_path) as it:
        it.workspace.session.findings.count_now()
        await it.settle()
        assert "c compare (1 conflict)" in it.text()
        await it.type("c", "s", "escape")
        assert "conflict" not in it.text()


async def test_many_articles_are_compared_by_a_process_of_its_own(tmp_path, monkeypatch):
    asked = []
    compared = asyncio.Event()

    async def compare(config, told):
        asked.append(config)
        compared.set()

    monkeypatch.setattr(compare_process, "compare", compare)
    monkeypatch.setattr(findings_cache, "_QUICKLY", 1)
    monkeypatch.setattr(findings_cache, "_PAUSE", 0.01)
    async with driven(tmp_path) as it:
        it.workspace.session.findings.count()
        await compared.wait()
        await it.settle()
        assert "c compare (1 conflict)" in it.text()
        assert asked == [it.app.dossier.config] * len(asked)


async def test_that_process_keeps_what_it_finds(tmp_path):
    (tmp_path / "articles").mkdir()
    for name, count in (("one", "4"), ("two", "5")):
        text = (
            f"# A quake in Vintra\n\nThe quake on Monday killed {count} people in Vintra, the mayor of Vintra said.\n"
        )
        (tmp_path / "articles" / f"{name}.md").write_text(text)
    (tmp_path / "config.yaml").write_text("sources: [articles]\nindex: index\n")
    with Dossier(load(tmp_path / "config.yaml")) as dossier:
        dossier.index()
        assert not dossier.compared()
        steps: list[Progress] = []
        await compare_process.compare(dossier.config, steps.append)
        assert steps[0].stage == "reading names"
        assert dossier.compared()
        assert dossier.compare()


async def test_compare_waits_for_that_process_and_tells_how_far_it_is(tmp_path, monkeypatch):
    done = asyncio.Event()

    async def compare(config, told):
        told(Progress("comparing numbers", 300, 1200))
        await done.wait()

    monkeypatch.setattr(compare_process, "compare", compare)
    monkeypatch.setattr(findings_cache, "_QUICKLY", 1)
    monkeypatch.setattr(findings_cache, "_PAUSE", 0.01)
    async with driven(tmp_path) as it:
        it.app.dossier.asked.clear()
        it.workspace.session.findings._kept.clear()
        it.workspace.session.findings.count()
        await it.pilot.pause(0.1)
        await it.pilot.press("c")
        await it.pilot.pause(1.2)
        assert "comparing numbers 300/1,200" in it.text()
        assert not it.app.dossier.asked
        done.set()
        await it.settle()
        assert "Strikers" in it.text()


async def test_waiting_tells_rate_and_time_left_and_esc_ends_the_work(tmp_path):
    ended = threading.Event()

    def compare(progress):
        try:
            for done in range(0, 5_000, 10):
                progress(Progress("comparing numbers", done, 5_000))
                time.sleep(0.01)
        finally:
            ended.set()
        return []  # for whoever counts conflicts a second later, where the machine is slow

    async with driven(tmp_path) as it:
        it.app.dossier.compare = compare
        it.workspace.session.findings._kept.clear()
        await it.pilot.press("c")
        await it.pilot.pause(2.3)
        assert re.search(r"comparing numbers [\d,]+/5,000 · [\d,]+/s · \d+ s left", " ".join(it.text().split()))
        assert not ended.is_set()
        await it.pilot.press("escape")
        assert await asyncio.to_thread(ended.wait, 1.0)
        assert it.app.screen is it.workspace
        assert not it.said


async def test_the_articles_are_compared_once_between_two_index_runs(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "escape", "c")
        assert it.app.dossier.asked.count("compare") == 1
        it.app.dossier.run = 2
        await it.type("escape", "c")
        assert it.app.dossier.asked.count("compare") == 2


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_finding_and_readings_are_seen_at_every_size(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("c")
        text = it.text()
        assert "≠ Strikers" in text
        assert "cannot both be true" in text
        assert all(len(line) <= size[0] for line in text.splitlines())
        await it.type("tab", "j", "j")
        assert it.app.screen.left.place == 2
        await it.type("enter")
        assert it.workspace.document.article.id == "talks"


async def test_an_empty_list_says_what_it_takes(tmp_path):
    async with driven(tmp_path, names=("harbour",)) as it:
        await it.type("c")
        assert "No two articles report the same thing." in it.text()
        await it.type("n", "m", "enter", "v", "f", "c")
        assert isinstance(it.app.screen, Workspace)


async def test_a_failure_is_told_and_the_screen_can_be_left(tmp_path, monkeypatch):
    from dossier.model import DossierError

    def broken(self, progress=None):
        raise DossierError("The index is damaged; run dossier index --rebuild.")

    monkeypatch.setattr(FakeDossier, "compare", broken)
    async with driven(tmp_path) as it:
        await it.type("c")
        assert "The index is damaged" in it.text()
        await it.type("escape")
        assert isinstance(it.app.screen, Workspace)


def test_wordings_are_marked_where_they_differ_and_whole_where_they_agree(tmp_path):
    dossier = FakeDossier(fake_config(tmp_path))
    text = dossier.texts["harbour"].text
    words = "We will not unload another crate"
    at = text.index(words)
    span = Span("harbour", at, at + len(words), words)
    other = Span("harbour", at, at + len(words), "We will not unload another box")

    def finding(*spans):
        readings = tuple(Reading("", None, None, None, ("harbour",), (s,)) for s in spans)
        return Finding("quote-2", "quote", "", "compatible", "", readings)

    def marked(*spans):
        side = side_by_side(finding(*spans), "", dossier.article, dossier.word_diff, {})
        told = side.columns[0].told[0]
        return [told.text[a:b] for a, b in told.marks]

    assert marked(span, other) == ["crate"]
    assert marked(span, span) == [words]
    assert marked(span) == [words]


async def test_a_difference_that_the_texts_account_for_is_called_that(tmp_path):
    async with driven(tmp_path) as it:
        found = it.app.dossier.compare()
        it.app.dossier.compare = lambda **_: [replace(found[0], verdict="explained")]
        await it.type("c")
        assert "different, and the texts account for it" in it.text()


def test_each_verdict_has_a_sign_of_its_own():
    assert len(set(entries.SIGNS.values())) == len(entries.SIGNS) == 5


async def test_marks_pressed_at_once_are_all_written(tmp_path, monkeypatch):
    import time

    real = FakeDossier.mark_finding

    def slow(self, finding, mark):
        time.sleep(0.05)
        real(self, finding, mark)

    monkeypatch.setattr(FakeDossier, "mark_finding", slow)
    async with driven(tmp_path) as it:
        await it.type("c")
        for key in ("s", "j", "w", "j", "s"):
            await it.pilot.press(key)
        await it.settle()
        assert it.app.dossier.marks == {"number-1": "seen", "quote-1": "wrong", "date-1": "seen"}


async def test_a_mark_that_cannot_be_written_is_said_and_not_shown(tmp_path, monkeypatch):
    from dossier.model import DossierError

    def locked(self, finding, mark):
        raise DossierError("findings.yaml may not be written by you.")

    monkeypatch.setattr(FakeDossier, "mark_finding", locked)
    async with driven(tmp_path) as it:
        await it.type("c", "s")
        assert it.said == "findings.yaml may not be written by you."
        assert "✓ seen" not in it.text()


@pytest.mark.parametrize("key", ["c", "t", "M"])
async def test_no_key_waits_for_the_answer_and_it_may_come_too_late(tmp_path, monkeypatch, key):
    import threading

    go = threading.Event()

    def held(real):
        def late(self, progress=None):
            assert go.wait(20)
            return real(self)

        return late

    for name in ("compare", "timeline", "coverage"):
        monkeypatch.setattr(FakeDossier, name, held(getattr(FakeDossier, name)))
    async with driven(tmp_path) as it:
        await it.pilot.press(key)
        assert "…" in it.text()
        await it.pilot.press("j")
        await it.pilot.press("escape")
        assert it.app.screen is it.workspace
        go.set()
        await it.settle()
        await it.type(key)
        assert it.app.screen.panel.selected is not None


async def test_a_screen_opened_anew_is_no_way_back(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("c", "enter", "c", "escape", "escape")
        assert isinstance(it.app.screen, Workspace)


async def test_the_real_thing_fills_all_three_screens(both):
    from dossier.config import load
    from dossier.dossier import Dossier
    from dossier.tui.app import DossierApp
    from dossier.tui.keys.keymap import Keymap
    from dossier.tui.session.state import State
    from tests.helpers.app import Driven

    with Dossier(load(both)) as dossier:
        dossier.index()
        app = DossierApp(dossier, Keymap(), State())
        async with app.run_test(size=(140, 45)) as pilot:
            it = Driven(app, pilot)
            await it.type("c")
            assert "103 days" in it.text()
            assert "111 days" in it.text()
            panel = app.screen.panel
            for entry in panel._entries:
                assert panel.select(entry.key)
                app.screen._look()
                await it.settle()
                side = app.screen.readings._side
                assert side.finding.id == entry.key
                for told in (told for column in side.columns for told in column.told):
                    said = dossier.article(told.place.article).text[told.place.start : told.place.end]
                    assert all(told.text[a:b] in said for a, b in told.marks)
                    assert told.marks
            await it.type("s", "t")
            assert dossier.finding_marks()
            assert "28 NOV 2025" in it.text()
            screen = app.screen
            for entry in screen.panel._entries:
                assert entry.places or entry.key == FOLD
            await it.type("M")
            assert re.search(r"TOLD BY \d OF 5 ", it.text())
            assert app.errors == []


def test_an_article_without_an_outlet_is_named_by_its_title_in_the_sentence(tmp_path):
    dossier = FakeDossier(fake_config(tmp_path))
    number = dossier.compare()[0]
    nameless = {"harbour": replace(dossier.article("harbour"), id="003_29", outlet=None)}
    spans = tuple(replace(span, article="003_29") for span in number.readings[0].spans)
    finding = replace(
        number,
        why="003_29 says 120; 1003_29 is another; Vale Gazette says 90.",
        readings=(replace(number.readings[0], spans=spans), number.readings[1]),
    )

    def article(name):
        return nameless["harbour"] if name == "003_29" else dossier.article(name)

    why = side_by_side(
        finding, "", article, dossier.word_diff, {"003_29": "Ferry strike closes the harbour"}
    ).finding.why
    assert why == "“Ferry strike closes the harbour” says 120; 1003_29 is another; Vale Gazette says 90."


@pytest.mark.parametrize(
    ("key", "words", "kept"),
    [
        ("c", "strikers", "trikers"),
        ("c", "cannot both", "cannot both be true"),
        ("t", "ferry", "Ferry"),
        ("M", "ana", "Ana Prado"),
    ],
)
async def test_a_list_is_narrowed_down_to_what_is_typed_and_back(tmp_path, key, words, kept):
    async with driven(tmp_path) as it:
        await it.type(key)
        everything = len(it.app.screen.panel._entries)
        await it.type("F", *words)
        texts = [" ".join((entry.text, *entry.lines, entry.beside)) for entry in it.app.screen.panel._entries]
        assert 0 < len(texts) < everything
        assert all(kept in text for text in texts)
        assert f"containing “{words}”" in it.text().splitlines()[0]
        await it.type("enter", "escape")  # out of the box, then everything again
        assert len(it.app.screen.panel._entries) == everything
        assert "containing" not in it.text()
        await it.type("F", *"zzz")
        assert "Nothing here contains “zzz”" in it.text()
        await it.type("escape")
        assert len(it.app.screen.panel._entries) == everything
        await it.type("escape")
        assert it.app.screen is it.workspace


async def test_long_agreement_leaves_the_rival_reading_on_the_screen(tmp_path):
    async with driven(tmp_path, size=(60, 24)) as it:
        found = it.app.dossier.compare()
        number = found[0]
        many = replace(number.readings[0], spans=number.readings[0].spans * 6)
        it.app.dossier.compare = lambda **_: [replace(number, readings=(many, *number.readings[1:]))]
        await it.type("c")
        text = it.text()
        assert "more say the same" in text
        assert number.readings[1].spans[0].text in text.replace("\n", " ")
        await it.type("n", "n")
        assert "3 of" in it.text()


async def test_where_there_is_room_every_place_of_a_reading_is_shown(tmp_path):
    async with driven(tmp_path, size=(200, 60)) as it:
        found = it.app.dossier.compare()
        number = found[0]
        many = replace(number.readings[0], spans=number.readings[0].spans * 4)
        it.app.dossier.compare = lambda **_: [replace(number, readings=(many, *number.readings[1:]))]
        await it.type("c")
        text = it.text()
        assert "more say the same" not in text
        beside = [line.split("││")[-1] for line in text.splitlines()]
        assert sum(number.readings[0].spans[0].text in line for line in beside) >= 4


async def test_the_places_of_the_only_reading_stand_side_by_side_where_the_terminal_is_wide(tmp_path):
    async with driven(tmp_path, size=(200, 60)) as it:
        number = it.app.dossier.compare()[0]
        both = tuple(span for reading in number.readings for span in reading.spans)
        only = replace(number.readings[0], spans=both)
        it.app.dossier.compare = lambda **_: [replace(number, verdict="agree", readings=(only,))]
        await it.type("c")
        lines = it.text().splitlines()
        assert any("Northern Wire · 3 Mar 2025" in line and "Vale Gazette · 4 Mar 2025" in line for line in lines)
        await it.type("n")
        marked = [line for line in it.text().splitlines() if "▸Vale Gazette · 4 Mar 2025" in line]
        assert len(marked) == 1
        assert "Northern Wire · 3 Mar 2025" in marked[0]


@pytest.mark.parametrize(("size", "whole"), [((140, 45), True), ((140, 18), False)])
async def test_a_passage_is_cut_only_where_the_finding_would_not_fit(tmp_path, size, whole):
    async with driven(tmp_path, size=size) as it:
        span = it.app.dossier.compare()[0].readings[0].spans[0]
        article = it.app.dossier.texts[span.article]
        told = next(p for p in article.passages if p.start <= span.start < p.end)
        tail = " and so on" * 20 + " until May."
        text = article.text[: told.end] + tail
        it.app.dossier.texts[span.article] = replace(
            article,
            text=text,
            passages=(replace(told, end=len(text)),),
            zones=(replace(article.zones[1], end=len(text)),),
        )
        await it.type("c")
        assert "and so on" in it.text()
        assert ("until May." in it.text()) == whole
