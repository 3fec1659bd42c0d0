"""The app as a person meets it, driven through its own pilot on a small dossier in memory."""

from __future__ import annotations

import contextlib
import json

import pytest
from textual import events
from textual.widgets import Input

from dossier.model import DossierError
from dossier.tui.app import DossierApp
from dossier.tui.dialogs.picker import Picker
from dossier.tui.keys.keymap import Keymap
from dossier.tui.screens.lists.list_detail import ListDetailScreen
from dossier.tui.session import state as state_file
from dossier.tui.session.state import State
from dossier.tui.workspace.screen import Workspace
from tests.helpers.app import Driven, driven, spans_at
from tests.helpers.fake_dossier import FakeDossier, fake_config


async def test_the_first_screen_shows_articles_text_and_names(tmp_path):
    async with driven(tmp_path) as it:
        text = it.text()
        assert "Ferry strike closes the harbour" in text
        assert "Some 120 dock workers" in text
        assert "Tomas Reed" in text
        assert "/ search 3 articles" in text
        assert "? keys" in text


async def test_results_change_while_typing(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("str")
        assert [query for query in it.app.dossier.asked if query != "compare"] == ["s", "st", "str"]
        assert "4 passages in 3 articles" in it.text()
        await it.type("backspace", "backspace", "backspace")
        assert "Articles" in it.text()


async def test_keys_typed_in_one_burst_go_where_they_belong(tmp_path):
    async with driven(tmp_path) as it:
        for key, character in [("slash", "/"), *((c, c) for c in "mayor"), ("enter", "\r"), ("j", "j"), ("2", "2")]:
            it.app.post_message(events.Key(key, character))
        await it.settle()
        assert it.workspace.bar.input.value == "mayor"
        assert it.workspace.document.article.id == "mayor"
        assert it.workspace.side.title == "Numbers"


async def test_keys_typed_before_the_first_paint_wait_for_it(tmp_path, monkeypatch):
    paint = Workspace._painted

    def painted(workspace):
        # Still being mounted, a search box would take the keys and be emptied afterwards.
        for character in "yor":
            app.post_message(events.Key(character, character))
        app.post_message(events.Key("ctrl+j", "\n"))  # enter, while the terminal was not raw yet
        app.call_later(app.call_later, paint, workspace)

    monkeypatch.setattr(Workspace, "_painted", painted)
    app = DossierApp(FakeDossier(fake_config(tmp_path)), Keymap(), State(), typed="j/ma")
    async with app.run_test(size=(140, 40)) as pilot:
        it = Driven(app, pilot)
        for _ in range(500):
            if app.screen.painted:
                break
            await pilot.pause(0.01)
        await it.settle()
        assert app.screen.bar.input.value == "mayor"
        assert app.screen.document.article.id == "mayor"
        assert app.focused is app.screen.reader


async def test_enter_reads_the_first_hit_and_n_goes_on_through_the_articles(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("enter")
        assert it.app.focused is it.workspace.reader
        assert it.workspace.document.article.id == "harbour"
        assert it.workspace.listing.position() == "1/4"
        assert it.workspace.reader.article.text[it.workspace.reader.cursor :].startswith("strike began")
        await it.type("n")
        assert (it.workspace.document.article.id, it.workspace.listing.position()) == ("mayor", "2/4")
        assert "2/4" in it.text()
        await it.type("n", "n", "n")
        assert it.workspace.listing.position() == "4/4"
        assert it.said == "That was the last hit."
        await it.type("N", "N", "N")
        assert (it.workspace.document.article.id, it.workspace.listing.position()) == ("harbour", "1/4")


async def test_back_and_forward_through_places(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("enter")
        first = it.workspace.document.here
        await it.type("n", "n")
        third = it.workspace.document.here
        await it.type("H", "ctrl+o")
        assert it.workspace.document.here == first
        await it.type("L", "L")
        assert it.workspace.document.here == third
        await it.type("L")
        assert it.said == "No place ahead."


async def test_moving_in_the_results_shows_the_passage_but_keeps_the_keyboard(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "j")
        assert it.app.focused is it.workspace.results
        assert it.workspace.document.article.id == "mayor"


async def test_a_link_typed_into_the_search_goes_there(tmp_path):
    async with driven(tmp_path) as it:
        start = it.app.dossier.article("mayor").text.index("The port")
        await it.search(f"mayor#char={start},{start + 8}")
        assert "nothing found" not in it.text().casefold()
        await it.type("enter")
        assert it.workspace.document.article.id == "mayor"
        assert it.workspace.reader.selection == (start, start + 8)


async def test_a_bookmark_takes_the_quotation_else_the_sentence_else_the_selection(tmp_path):
    async with driven(tmp_path) as it:
        text = it.app.dossier.article("harbour").text
        await it.type("enter")
        it.workspace.navigation.go("harbour", text.index("unload"))
        await it.type("m")
        assert it.app.dossier.kept[-1].quote == "We will not unload another crate"
        assert "Bookmarked in notebook.yaml: “We will not unload" in it.said
        it.workspace.navigation.go("harbour", text.index("strike began"))
        await it.type("m")
        assert it.app.dossier.kept[-1].quote == "The strike began on March 3."
        it.workspace.navigation.go("harbour", text.index("4,000"))
        await it.type("v", "e", "m")
        assert it.app.dossier.kept[-1].quote == "4,000"
        assert it.workspace.reader.selection is None
        await it.type("v", "e", "m")
        assert len(it.app.dossier.kept) == 4


async def test_the_same_words_are_kept_once(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter", "m", "m", "m")
        assert len(it.app.dossier.kept) == 1
        assert it.said.startswith("Bookmarked in")


async def test_the_panel_lists_and_enter_goes_to_each_place_in_turn(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("1", "enter")
        first = it.workspace.document.here
        assert it.app.dossier.article(first.article).text[first.offset :].startswith("Tomas Reed")
        await it.type("1", "enter")
        second = it.workspace.document.here
        assert second != first
        assert it.app.dossier.article(second.article).text[second.offset :].startswith("Reed")
        assert "2 of 3 places" in it.said


async def test_the_panel_is_about_this_article_or_all(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("1")
        assert "Names · whole dossier" in it.text()
        await it.type("w")
        assert "Names · article" in it.text()
        assert "Tomas Reed" not in it.text()  # harbour does not name him
        await it.type("2")
        assert "4,000" in it.text()


async def test_typing_narrows_the_panel_down(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "1", "F", *"porto")
        assert [entry.text for entry in it.workspace.panel._entries] == ["Porto Vale"]
        assert "panel /" in it.text()
        await it.type("enter")
        assert it.app.focused is it.workspace.reader
        assert it.workspace.bar.input.value == "strike"
        await it.type("1", "escape")
        assert len(it.workspace.panel._entries) > 1
        await it.type("F", *"r", "down", "down", "up", "tab")
        assert it.app.focused is it.workspace.panel
        assert it.workspace.panel.selected.text == "Ana Prado"


async def test_enter_goes_on_from_place_to_place_and_entry_to_entry(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter")
        assert "enter next place" not in it.text()
        await it.type("enter")
        assert it.said.startswith("Nothing was read from the side panel yet")
        await it.type("1", "enter")
        assert it.said == "1 of 3 places · Tomas Reed"
        assert spans_at(it.workspace.reader, it.workspace.reader.cursor, ["current-hit"])
        it.workspace.footer._unsay()
        await it.pilot.pause()
        assert "enter next place" in it.text()
        await it.type("enter", "enter")
        assert it.said == "3 of 3 places · Tomas Reed"
        await it.type("enter")
        assert it.said == "That was the last place of Tomas Reed. 1 of 2 places · Ana Prado"
        await it.search("strike")
        await it.type("enter", "enter")
        assert it.said.startswith("Nothing was read")


async def test_whoever_is_followed_is_found_in_the_next_article(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("1", "j", "j", "enter")
        assert it.said == "1 of 3 places · Porto Vale"
        for name in ("mayor", "talks"):
            await it.type("J")
            reader = it.workspace.reader
            assert reader.article.id == name
            assert reader.article.text[reader.cursor :].startswith("Porto Vale")
            assert spans_at(reader, reader.cursor, ["current-hit"])


async def test_related_passages_and_back(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter")
        here = it.workspace.document.here
        await it.type("r")
        assert "Related · to this passage" in it.text()
        await it.type("enter")
        assert it.workspace.document.article.id != "harbour"
        await it.type("H")
        assert it.workspace.document.here == here


async def test_labels_lead_to_what_they_stand_on(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter", "s")
        assert it.workspace.labels.on
        await it.type("s")  # the second label from the top: 120, then Porto Vale
        text = it.workspace.reader.article.text
        assert not it.workspace.labels.on
        assert text[it.workspace.reader.cursor :].startswith("Porto Vale")
        await it.type("s", "escape")
        assert not it.workspace.labels.on


async def test_passages_and_articles_follow_each_other(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter")
        starts = [p.start for p in it.workspace.document.article.passages]
        await it.type("]")
        assert it.workspace.reader.cursor == starts[1]
        await it.type("[")
        assert it.workspace.reader.cursor == starts[0]
        await it.type("J")
        assert it.workspace.document.article.id == "mayor"
        await it.type("K")
        assert it.workspace.document.article.id == "harbour"
        await it.type("K")
        assert it.said == "This is the first article."


async def test_filters_leave_one_outlet_and_x_clears(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "f", *"gazette", "enter", "escape")
        assert "only Vale Gazette" in it.text()
        assert {hit.outlet for hit in it.workspace.search.found} == {"Vale Gazette"}
        await it.type("x")
        assert len(it.workspace.search.found) == 4


async def test_filters_take_days_as_typed(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("f", *"2025-03-04..")
        assert "published on these days" in it.text()
        await it.type("enter", "escape")
        assert it.workspace.search.filters.since == "2025-03-04"
        assert "Ferry strike" not in [info.title for info in it.workspace.search.articles()]
        assert "only 4 Mar 2025 to …" in it.text()


async def test_help_shows_every_key_and_does_what_is_chosen(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("question_mark")
        assert isinstance(it.app.screen, Picker)
        first, *others = it.app.screen.lines._choices
        assert (first.group, first.key, first.label) == (
            "Here",
            "enter",
            "Read what is chosen; again for its next place",
        )
        assert {c.label for c in others if c.key == "enter"} >= {"Read the first hit (in the search box)"}
        assert all(" (" in c.label or ": " in c.label for c in others if c.key == "enter")
        await it.type("shift+tab")
        assert "search; results change as you type" in it.text()
        await it.type("tab")
        await it.type("with a verdict", "enter")
        assert isinstance(it.app.screen, ListDetailScreen)


async def test_help_takes_any_line_wherever_one_is(tmp_path):
    async with driven(tmp_path) as it:
        for words in ("take this note", "a character right", "to the next word", "read the first hit"):
            await it.type("question_mark", *words, "enter")
            assert it.app.screen is it.workspace
            await it.type("escape", "escape")


async def test_files_that_could_not_be_read_are_named_with_the_reason(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("exclamation_mark")
        assert "locked.txt" in it.text()
        assert "may not be read by you" in it.text()


async def test_the_palette_finds_actions_by_name(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("ctrl+p", *"figure", "enter")
        assert it.workspace.side.title == "Numbers"


async def test_themes_show_as_the_bar_moves_and_escape_keeps_the_old_one(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("T", "down")
        assert it.app.theme == "dossier-light"
        await it.type("escape")
        assert it.app.theme == "dossier-dark"
        await it.type("T", "down", "enter")
        assert it.app.theme == it.app.state.theme == "dossier-light"


@pytest.mark.parametrize(("key", "words"), [("c", "workers"), ("t", "3 Mar 2025"), ("o", "Notebook")])
async def test_the_other_screens_list_and_lead_back(tmp_path, key, words):
    async with driven(tmp_path) as it:
        await it.type("enter", "m", key)
        assert words.casefold() in it.text().casefold()
        await it.type("escape")
        assert it.app.screen is it.workspace
        await it.type(key, "enter")
        assert it.app.screen is it.workspace
        assert it.app.focused is it.workspace.reader


async def test_a_note_is_taken_out_in_the_notebook(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter", "m", "o", "d")
        assert it.app.dossier.kept == []
        assert "No bookmarks yet" in it.text()


@pytest.mark.parametrize(("size", "seen"), [((140, 40), 3), ((100, 30), 2), ((80, 24), 1), ((60, 20), 1)])
async def test_panes_share_the_terminal(tmp_path, size, seen):
    async with driven(tmp_path, size=size) as it:
        assert len(it.workspace.panes.in_sight()) == seen
        for pane in ("reader", "panel", "results"):
            await it.type("tab")
            assert pane in it.workspace.panes.in_sight()
            assert it.app.focused is it.workspace.panes.widget
            lines = it.text().splitlines()
            assert len(lines) == size[1]
            assert lines[-1].rstrip().endswith("? keys")


async def test_a_pane_takes_the_whole_screen_and_gives_it_back(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("enter", "z")
        assert it.workspace.panes.in_sight() == ("reader",)
        await it.type("escape")
        assert len(it.workspace.panes.in_sight()) == 3


async def test_pane_widths_change_and_are_remembered(tmp_path):
    async with driven(tmp_path) as it:
        before = it.app.state.results_width
        await it.type("greater_than_sign")
        assert it.workspace.results.outer_size.width == it.app.state.results_width == before + 4


async def test_the_link_of_a_passage_is_copied(tmp_path, monkeypatch):
    from dossier.tui.platform import clipboard

    given = []
    monkeypatch.setattr(clipboard, "hand_over", lambda text: given.append(text) or "through a test")
    async with driven(tmp_path) as it:
        await it.type("enter", "Y")
        passage = it.app.dossier.article("harbour").passages[0]
        assert given == [f"harbour#char={passage.start},{passage.end}"]
        assert it.said.endswith("(through a test).")


async def test_words_are_copied_with_their_citation(tmp_path, monkeypatch):
    from dossier.tui.platform import clipboard

    given = []
    monkeypatch.setattr(clipboard, "hand_over", lambda text: given.append(text) or "through a test")
    async with driven(tmp_path) as it:
        it.workspace.navigation.go("harbour", it.app.dossier.article("harbour").text.index("unload"))
        await it.type("y")
        assert given[0].startswith("“We will not unload another crate” — Ana Prado")
        assert "Northern Wire" in given[0]


async def test_the_mouse_takes_the_keyboard_to_a_pane(tmp_path):
    async with driven(tmp_path) as it:
        await it.pilot.click("Panel", offset=(5, 3))
        await it.settle()
        assert it.workspace.panes.at == "panel"
        assert it.workspace.where == "panel"


async def test_keys_in_the_last_line_and_numbers_of_the_panel_can_be_clicked(tmp_path):
    async with driven(tmp_path) as it:
        lines = it.text().splitlines()
        await it.pilot.click(offset=(lines[-1].index("c compare") + 3, len(lines) - 1))
        await it.settle()
        assert "Compare" in it.text().splitlines()[0]
        lines = it.text().splitlines()
        await it.pilot.click(offset=(lines[-1].index("esc back") + 1, len(lines) - 1))
        await it.settle()
        assert it.app.screen is it.workspace
        row, line = next((y, line) for y, line in enumerate(it.text().splitlines()) if " 2num" in line and "╯" in line)
        await it.pilot.click(offset=(line.index(" 2num") + 1, row))
        await it.settle()
        assert it.workspace.side.title == "Numbers"


async def test_x_clears_the_search_where_nothing_is_filtered(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("escape", "x")
        assert it.workspace.search.found == []
        assert "Articles" in it.text()
        await it.type("slash", "up")
        assert it.workspace.bar.input.value == "strike"


async def test_a_query_that_finds_nothing_says_what_to_try(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("zeppelin")
        assert "Nothing found for zeppelin" in it.text()


async def test_a_wrong_query_is_a_sentence(tmp_path, monkeypatch):
    def refuse(self, query, **_):
        raise DossierError("A star needs three letters before it.")

    monkeypatch.setattr(FakeDossier, "search", refuse)
    async with driven(tmp_path) as it:
        await it.search("a*")
        assert it.workspace.results.message == "A star needs three letters before it."


async def test_an_empty_folder_says_what_to_do(tmp_path):
    async with driven(tmp_path, names=()) as it:
        assert "Put texts, pages, PDFs into" in it.text()
        await it.type("n", "]", "J", "m", "y", "s", "r", "1", "f", "escape", "c", "escape")
        assert it.app.is_running


async def test_text_with_markup_and_escapes_shows_as_it_is(tmp_path, monkeypatch):
    from tests.helpers import fake_dossier

    nasty = ("[bold]Title[/] \x1b[31m", "[/red] \x1b]0;x\x07", "2025-03-03", "[draft] \x1b[2J \u202eabc [/] end.")
    monkeypatch.setitem(fake_dossier.TEXTS, "nasty", nasty)
    async with driven(tmp_path, names=("nasty",)) as it:
        await it.type("enter", "m", "1", "o", "escape", "f", "escape")
        text = it.text()
        assert "[bold]Title[/]" in text
        assert "[draft]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


async def test_where_you_were_is_remembered(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("strike")
        await it.type("enter", "n", "2", "w")
        here = it.workspace.document.here
    state = it.app.state
    assert (state.query, state.article, state.offset, state.panel, state.whole) == (
        "strike", here.article, here.offset, 1, False,
    )  # fmt: skip
    state_file.save(tmp_path / "state", state)
    async with driven(tmp_path, state=state_file.load(tmp_path / "state")) as it:
        assert it.workspace.document.here == here
        assert it.workspace.bar.input.value == "strike"
        assert "Numbers · article" in it.text()


async def test_an_index_run_leaves_the_article_that_is_read_where_it_is(tmp_path):
    async with driven(tmp_path, size=(90, 12)) as it:
        await it.type("enter", "G", "k", "k")
        before = (it.workspace.document.here, it.workspace.reader.top)
        it.workspace.document.forget()
        await it.settle()
        assert (it.workspace.document.here, it.workspace.reader.top) == before
        assert it.workspace.document.annotations.numbers


async def test_the_history_of_searches_is_walked_in_the_box(tmp_path):
    async with driven(tmp_path, state=State(history=["union", "port"])) as it:
        await it.type("slash", "up")
        assert it.workspace.bar.input.value == "port"
        await it.type("up")
        assert it.workspace.bar.input.value == "union"
        await it.type("down", "down")
        assert it.workspace.bar.input.value == ""


async def test_keys_of_ones_own_work_and_show(tmp_path):
    async with driven(tmp_path, keys={"bookmark": "B"}) as it:
        await it.type("enter", "m")
        assert it.app.dossier.kept == []
        assert "m" in it.said.split()[0]
        assert "does nothing here" in it.said
        await it.type("B")
        assert len(it.app.dossier.kept) == 1


async def test_an_unknown_theme_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(DossierError, match="'dossier-dark'"):
        DossierApp(FakeDossier(fake_config(tmp_path, theme="dosier-dark")), Keymap(), State())


async def test_a_crash_is_kept_for_the_command_line_to_tell(tmp_path):
    app = DossierApp(FakeDossier(fake_config(tmp_path)), Keymap(), State())
    with contextlib.suppress(ZeroDivisionError):  # the pilot raises it, as the command line does
        async with app.run_test() as pilot:
            app.call_later(lambda: 1 / 0)
            await pilot.pause()
    assert isinstance(app.crash, ZeroDivisionError)


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"panel": 99, "results_width": "x", "query": 3}', "\x00" * 50])
def test_a_damaged_state_file_is_ignored(tmp_path, damage):
    (tmp_path / "window.json").write_text(damage, encoding="utf-8")
    assert state_file.load(tmp_path) == State()


def test_the_state_is_written_in_one_step(tmp_path):
    state_file.save(tmp_path / "new", State(query="a"))
    assert json.loads((tmp_path / "new" / "window.json").read_text(encoding="utf-8"))["query"] == "a"
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["window.json"]


async def test_the_box_is_an_input_that_takes_any_letter(tmp_path):
    async with driven(tmp_path) as it:
        await it.search("qjk?")
        assert it.app.query_one(Input).value == "qjk?"


async def test_an_index_that_cannot_be_read_is_begun_anew_and_ends_nothing(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise DossierError("The catalogue was written by another version of the program.")

    asked = []
    monkeypatch.setattr("dossier.tui.session.index_status.IndexStatus.refresh", lambda _: asked.append(1))
    monkeypatch.setattr(FakeDossier, "stale", lambda self: True)
    for name in ("articles", "article", "search", "entities", "mentions", "numbers", "compare", "facets", "notes"):
        monkeypatch.setattr(FakeDossier, name, refuse)
    async with driven(tmp_path) as it:
        assert asked
        await it.search("a")
        await it.type("enter", "escape", "n", "J", "2", "w", "r", "m", "f", "escape", "c", "escape", "d", "x")
        assert it.app.is_running


async def test_keys_behind_enter_wait_for_the_first_hit(tmp_path, monkeypatch):
    import threading

    go = threading.Event()
    search = FakeDossier.search
    monkeypatch.setattr(FakeDossier, "search", lambda *args, **named: go.wait(5) and search(*args, **named))
    async with driven(tmp_path) as it:
        keys = [("slash", "/"), *((c, c) for c in "unlawful"), ("enter", "\r"), ("m", "m"), ("slash", "/"), ("a", "a")]
        for key, character in keys:
            it.app.post_message(events.Key(key, character))
        for _ in range(5):
            await it.pilot.pause()
        assert it.app.dossier.kept == []
        it.app.post_message(events.Key("b", "b"))
        go.set()
        await it.settle()
        assert it.app.dossier.kept == []  # nothing is called so: there is no hit to keep
        assert it.workspace.bar.input.value == "unlawful"
        go.clear()
        keys[1:9] = [(c, c) for c in "mayor"]
        for key, character in keys:
            it.app.post_message(events.Key(key, character))
        for _ in range(5):
            await it.pilot.pause()
        it.app.post_message(events.Key("b", "b"))
        go.set()
        await it.settle()
        assert [note.quote for note in it.app.dossier.kept] == [
            "Mayor Tomas Reed said on Tuesday that the strike broke the law."
        ]
        assert it.workspace.bar.input.value == "ab"


async def test_enter_reads_from_the_list_that_was_asked_for_not_from_the_one_before(tmp_path, monkeypatch):
    import threading

    go = threading.Event()
    related = FakeDossier.related
    monkeypatch.setattr(FakeDossier, "related", lambda *args, **named: go.wait(5) and related(*args, **named))
    async with driven(tmp_path) as it:
        for key in ("enter", "r", "enter"):
            await it.pilot.press(key)
        assert it.workspace.document.article.id == "harbour"
        assert it.workspace.where == "panel"
        go.set()
        await it.settle()
        assert it.workspace.document.article.id == "mayor"
        assert it.workspace.where == "reader"


async def test_an_answer_asked_for_anew_does_not_take_the_first_hit_away(tmp_path, monkeypatch):
    import threading

    go = threading.Event()
    search = FakeDossier.search
    monkeypatch.setattr(FakeDossier, "search", lambda *args, **named: go.wait(5) and search(*args, **named))
    async with driven(tmp_path) as it:
        for key in ("slash", *"talks", *("backspace",) * 5, *"mayor", "enter"):
            await it.pilot.press(key)
        it.workspace.search.ask(keep=True)  # as when it is found that no article has changed
        await it.pilot.press("m")
        go.set()
        await it.settle()
        assert it.workspace.listing.position() == "1/1"
        assert [note.quote[:16] for note in it.app.dossier.kept] == ["Mayor Tomas Reed"]
