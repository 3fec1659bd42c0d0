"""The list of results: groups, snippets with their highlights, and a selection that stays where it was."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from dossier.model import ArticleInfo, ArticleList, Hit, Hits
from dossier.text.days import day
from dossier.tui.text.snippet import height, snippet
from dossier.tui.text.wrap import cell_count
from dossier.tui.widgets import Results
from dossier.tui.widgets.messages import ArticleChosen, ArticleHighlighted, HitChosen, HitHighlighted, MoreWanted

LONG = "The queue at the crossing grew through the night while the officers at the gate asked each family for papers."


def hit(article: str, start: int, text: str = LONG, word: str = "officers", title: str = "") -> Hit:
    at = text.find(word)
    marks = ((start + at, start + at + len(word)),) if at >= 0 else ()
    return Hit(
        article, start, start + len(text), text, title or f"Title of {article}", "Dawn", "2025-11-29", 1.0, marks
    )


def info(name: str) -> ArticleInfo:
    return ArticleInfo(name, name, f"Title of {name}", "Dawn", None, "2025-11-29", None, None, "en", 1200, 9, "")


class Harness(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.results = Results()
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.results

    def on_mount(self) -> None:
        self.results.focus()

    def on_hit_highlighted(self, message: HitHighlighted) -> None:
        self.heard.append(("look", message.hit.article, message.hit.start))

    def on_hit_chosen(self, message: HitChosen) -> None:
        self.heard.append(("read", message.hit.article, message.hit.start))

    def on_article_highlighted(self, message: ArticleHighlighted) -> None:
        self.heard.append(("look", message.article_id))

    def on_article_chosen(self, message: ArticleChosen) -> None:
        self.heard.append(("read", message.article_id))

    def on_more_wanted(self, _: MoreWanted) -> None:
        self.heard.append("more")


def screen(results: Results) -> list[str]:
    return [results.render_line(y).text.rstrip() for y in range(results.size.height)]


async def test_hits_are_grouped_by_article_where_its_best_one_stands():
    app = Harness()
    async with app.run_test(size=(44, 24)) as pilot:
        app.results.show([hit("b", 0), hit("a", 0, "Short officers."), hit("b", 900)])
        await pilot.pause()
        assert screen(app.results)[:12] == [
            " Title of b",
            " Dawn · 29 Nov 2025                      2",
            " ▸ The queue at the crossing grew through",
            "   the night while the officers at the…",
            "   The queue at the crossing grew through",
            "   the night while the officers at the…",
            "",
            " Title of a",
            " Dawn · 29 Nov 2025                      1",
            "   Short officers.",
            "",
            "",
        ]
        assert [(h.article, h.start) for h in app.results.hits] == [("b", 0), ("b", 900), ("a", 0)]
        words = [
            s.text for y in range(6) for s in app.results.render_line(y) if s.style and s.style.bold and "off" in s.text
        ]
        assert words == ["officers", "officers"]


async def test_moving_previews_and_enter_reads():
    app = Harness()
    async with app.run_test(size=(44, 24)) as pilot:
        app.results.show([hit("b", 0), hit("a", 0), hit("b", 900)])
        await pilot.pause()
        assert app.heard == []
        app.results.move("line")
        app.results.move("line")
        app.results.move("line")
        app.results.choose()
        app.results.select(2)
        assert app.results.selected.start == 900
        await pilot.pause()
        assert app.heard == [("look", "b", 900), "more", ("look", "a", 0), ("read", "a", 0)]


async def test_a_click_previews_and_a_second_one_reads_once():
    app = Harness()
    async with app.run_test(size=(44, 24)) as pilot:
        app.results.show([hit("b", 0), hit("b", 900)])
        await pilot.pause()
        await pilot.click(Results, offset=(10, 5))
        await pilot.click(Results, offset=(10, 0))
        await pilot.click(Results, offset=(10, 4), times=2)
        assert ("look", "b", 900) in app.heard
        assert app.heard[-1] == ("read", "b", 900)
        await pilot.click(Results, offset=(10, 2))
        assert app.heard[-1] == ("look", "b", 0)
        before = len(app.heard)
        await pilot.click(Results, offset=(10, 3), times=2)
        assert app.heard[before:] == [("read", "b", 0)]


async def test_new_results_keep_the_passage_that_was_chosen_where_asked():
    app = Harness()
    async with app.run_test(size=(44, 12)) as pilot:
        hits = [hit(f"a{n}", 0) for n in range(30)]
        app.results.show(hits)
        app.results.select(20)
        await pilot.pause()
        line = app.results.firsts[app.results.index] - app.results.top
        app.results.show(hits[5:], keep_selection=True)
        await pilot.pause()
        assert app.results.selected.article == "a20"
        assert app.results.firsts[app.results.index] - app.results.top == line
        app.results.show(hits, keep_selection=False)
        await pilot.pause()
        assert (app.results.selected.article, app.results.top) == ("a0", 0)
        app.results.show(hits[:3], keep_selection=True)
        assert app.results.selected.article == "a0"


async def test_more_hits_are_asked_for_once_near_the_end_and_move_nothing():
    app = Harness()
    async with app.run_test(size=(44, 20)) as pilot:
        app.results.show(Hits(tuple(hit(f"a{n}", 0) for n in range(60)), 90, 45, 1.0))
        app.results.select(44)
        app.results.move("line")
        app.results.move("line")
        await pilot.pause()
        assert app.heard.count("more") == 1
        before = screen(app.results)
        chosen = app.results.selected
        app.results.append([hit("a0", 900), *(hit(f"a{n}", 0) for n in range(60, 89))])
        await pilot.pause()
        assert screen(app.results) == before
        assert app.results.selected is chosen
        assert len(app.results.hits) == 90
        assert app.results.hits[1].start == 900


async def test_articles_are_listed_where_nothing_is_searched_for():
    app = Harness()
    async with app.run_test(size=(50, 20)) as pilot:
        app.results.show_articles(ArticleList([info("a"), info("b"), info("c")]), "b", unread=lambda _: False)
        await pilot.pause()
        assert screen(app.results)[3:5] == ["▸Title of b", " Dawn · 29 Nov 2025                  1,200 words"]
        app.results.move("bottom")
        app.results.choose()
        await pilot.pause()
        assert app.heard == [("look", "c"), ("read", "c")]
        assert app.results.selected is None
        assert app.results.selected_article == "c"


async def test_empty_states_are_words_and_keys_do_nothing():
    app = Harness()
    async with app.run_test(size=(40, 10)) as pilot:
        app.results.show([hit("a", 0)])
        app.results.show_message("Nothing found.\nTry fewer words.")
        await pilot.pause()
        assert [line.strip() for line in screen(app.results) if line.strip()] == ["Nothing found.", "Try fewer words."]
        app.results.move("line")
        app.results.choose()
        await pilot.click(Results, offset=(3, 3))
        app.results.show([])
        app.results.show_articles(ArticleList(), unread=bool)
        await pilot.pause()
        assert app.heard == []
        assert not any(screen(app.results))


async def test_highlights_outside_of_the_passage_do_not_move_its_snippet():
    app = Harness()
    async with app.run_test(size=(40, 10)) as pilot:
        found = hit("a", 500)
        app.results.show([replace(found, highlights=((3, 9), *found.highlights))])
        await pilot.pause()
        assert any("officers" in line for line in screen(app.results))


async def test_titles_from_strangers_are_harmless():
    app = Harness()
    async with app.run_test(size=(60, 10)) as pilot:
        app.results.show([hit("a", 0, "x \x1b[2J [/] officers\n\tline", title="\x1b]0;pwn\x07 [b]T[/b]\n\u202eabc")])
        await pilot.pause()
        shown = "".join(screen(app.results))
        assert "␛]0;pwn␇ [b]T[/b] �abc" in shown
        assert "x ␛[2J [/] officers" in shown


async def test_a_hundred_thousand_hits_scroll_at_once():
    app = Harness()
    hits = [hit(f"a{n // 3}", n * 1000) for n in range(100_000)]
    async with app.run_test(size=(60, 40)) as pilot:
        app.results.show(hits)
        await pilot.pause()
        app.results.move("bottom")
        screen(app.results)
        app.results.move("page", -1)
        screen(app.results)
        assert app.results.index > 99_900
        assert len(app.results._snippets) < 200  # only what was seen has been cut


TEXT = st.lists(
    st.sampled_from(["word", "漢字漢字", "a", "Supercalifragilistic", "é", "👩\u200d👧", "\n", "\t", ","]), max_size=60
)


@given(TEXT.map(" ".join), st.data(), st.integers(8, 60), st.integers(1, 4))
def test_snippets_fit_and_show_the_first_mark(text, data, width, most):
    words = [i for i in range(len(text)) if text[i].isalpha() and (not i or text[i - 1] == " ")]
    marks = []
    if words:
        start = data.draw(st.sampled_from(words))
        marks = [(start, start + 1)]
    lines = snippet(text, marks, width, most)
    assert 1 <= len(lines) <= most
    assert all(sum(cell_count(piece) for piece, _ in line) <= width for line in lines)
    assert len(lines) <= height(text.strip(), width, most) or not text.strip()
    if marks:
        assert any(marked for line in lines for _, marked in line)


def test_snippets_show_the_place_where_most_of_what_was_asked_stands():
    text = "The gate was closed at noon, they say, and " * 4 + "then the gate officers closed the gate again."
    marks = [(4, 8), *((at, at + 4) for at in (text.index("gate officers"), text.rindex("gate")))]
    [first, second] = snippet(text, marks, 30, 2)
    assert [piece for piece, marked in first + second if marked] == ["gate", "gate"]
    assert first[0][0].startswith("…")
    assert snippet(text, marks[:1], 30, 2)[0][:2] == [("The ", False), ("gate", True)]


def test_what_is_cut_behind_an_ellipsis_gets_no_second_one():
    text = "Around 2,200 km, a mill near Arne, … kilometres north of Oste"
    assert snippet(text, (), 40, 1) == [[("Around 2,200 km, a mill near Arne,…", False)]]


def test_days_are_written_as_people_do():
    assert day("2025-11-09") == "9 Nov 2025"
    assert day(None) == day("soon") == ""


def test_dates_never_break():
    for width in range(16, 60):
        for date in ("29 Nov 2025", "March 11, 2026", "Dec. 14"):
            rows = snippet(f"Vale Gazette · {date} said so", (), width, 9)
            rows = ["".join(text for text, _ in row) for row in rows]
            assert any(date in row for row in rows), width


async def test_who_else_has_a_passage_stands_below_its_snippet():
    hits = [
        Hit("a", 0, len(LONG), LONG, "Title", "Dawn", "2025-11-29", 1.0, (), ("b#char=0,9", "c#char=0,9")),
        Hit("d", 0, len(LONG), LONG, "Other", "Dawn", "2025-11-29", 1.0),
    ]
    app = Harness()
    async with app.run_test(size=(50, 20)) as pilot:
        app.results.show(hits)
        await pilot.pause()
        rows = screen(app.results)[:12]
    assert [row.strip() for row in rows if "also" in row] == ["also in 2"]
    assert rows.index("   also in 2") == 4
    assert rows[6].strip().startswith("Other")
