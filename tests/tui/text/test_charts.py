"""Small charts: the same for everybody, whatever the colours, and true to the values."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dossier.tui.text.charts import ChartRow, bars, readings_chart, shade
from dossier.tui.text.wrap import cell_count
from tests.helpers.app import driven


def drawn(*readings, width=21):
    return [line for _, line, _ in readings_chart(readings, width)]


def reading(value=None, low=None, high=None):
    return ChartRow("3 Mar 2025", value, low, high, "words")


def test_values_stand_on_one_scale_and_bounds_are_bars():
    assert drawn(reading(0, 0, 0), reading(50, 50, 50), reading(None, 0, 100), reading(100, 100, 100)) == [
        "·●···················",
        "··········●··········",
        "·├─────────────────┤·",
        "···················●·",
    ]


def test_an_open_side_is_an_arrow():
    at_least, nearly = drawn(reading(100, 100, None), reading(100, None, 100), width=9)
    assert at_least.endswith("▸")
    assert nearly.startswith("◂")


def test_where_values_differ_widely_the_scale_is_of_powers():
    lines = drawn(reading(1, 1, 1), reading(100, 100, 100), reading(10_000, 10_000, 10_000))
    assert [line.index("●") for line in lines] == [1, 10, 19]


def test_without_a_number_there_is_nothing_to_draw():
    assert drawn(reading()) == []


VALUES = st.floats(-1e12, 1e12)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=6), st.integers(3, 60))
def test_every_line_has_the_width_of_the_scale(values, width):
    lines = drawn(*(reading(a, min(b, c), max(b, c)) for a, b, c in values), width=width)
    assert {cell_count(line) for line in lines} == {width}


def test_anything_but_nothing_is_seen():
    assert bars([0, 1, 1000], 8) == ["", "▏", "████████"]
    assert bars([], 8) == []
    assert [shade(part) for part in (0, 0.01, 0.3, 0.6, 0.8, 1)] == ["·", "░", "▒", "▓", "█", "█"]
    assert [shade(count / 4) for count in range(5)] == ["·", "░", "▒", "▓", "█"], "as the title of the heat map says"


async def test_readings_of_a_number_are_drawn_over_the_days_beside_the_finding(tmp_path):
    async with driven(tmp_path, size=(140, 45)) as it:
        await it.type("c")
        lines = it.text().splitlines()
        chart = [line for line in lines if "●" in line and "Mar 2025" in line]
        assert ["Northern Wire" in line for line in chart][:1] == [True]
        assert len(chart) >= 2
        days = [line[line.index("Mar 2025") - 2 : line.index("Mar 2025")] for line in chart]
        assert days == sorted(days)
    async with driven(tmp_path, size=(80, 24)) as it:
        await it.type("c")
        assert not [line for line in it.text().splitlines() if "●" in line and "Mar 2025" in line]


async def test_a_names_mentions_are_drawn_by_day_and_lead_there(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        await it.type("1", "I")
        assert "by day of publication" in it.text()
        assert re.search(r"4 Mar 2025 +█+ +\d", it.text()), "day, bar and number stand in one line"
        assert "█" in it.text()
        await it.type("enter")
        assert it.workspace.where == "reader"
    async with driven(tmp_path) as it:
        await it.type("5", "I")
        assert "No name stands here" in it.said


async def test_a_heat_map_says_how_much_each_outlet_reports(tmp_path):
    for size in ((140, 45), (60, 20)):
        async with driven(tmp_path, size=size) as it:
            await it.type("M", "V")
            text = it.text()
            assert "numbers (" in text
            assert any(sign in text for sign in "░▒▓█")
            await it.type("enter")
            assert it.app.screen.left.kind


async def test_tab_moves_down_in_a_heat_map_of_one_page(tmp_path):
    kinds = []
    for keys in (("enter",), ("tab", "enter")):
        async with driven(tmp_path / str(len(kinds)), size=(140, 45)) as it:
            await it.type("M", "V", *keys)
            kinds.append(it.app.screen.left.kind)
    assert kinds[0] != kinds[1]


async def test_what_is_typed_into_a_heat_map_leaves_the_outlets_over_their_columns(tmp_path):
    for size in ((140, 45), (60, 20)):
        async with driven(tmp_path, size=size) as it:
            await it.type("M", "V")
            heads = heads_of(it.text())
            assert "Northern Wire" in heads
            await it.type(*"num")
            assert heads_of(it.text()) == heads
            assert "names (" not in it.text()


async def test_many_outlets_stand_on_pages_that_tab_turns(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        rows = it.app.dossier.coverage()
        many = {f"Outlet {number}": links for number in range(9) for links in [next(iter(rows[0].outlets.values()))]}
        it.app.dossier.coverage = lambda **_: [replace(rows[0], outlets=many)]
        infos = it.app.dossier.articles()
        more = [replace(infos[0], id=f"x{number}", outlet=f"Outlet {number}") for number in range(9)]
        it.app.dossier.articles = lambda: [*infos, *more]
        await it.type("M", "V")
        assert "1 of 3 · tab turns · ░ to ¼ ▒ ½ ▓ ¾ █ more ─" in it.text()
        heads = {heads_of(it.text())}
        for keys in ("tab", "tab"):
            await it.type(keys)
            heads.add(heads_of(it.text()))
        assert len(heads) == 3, "each outlet stands on a page"
        assert "3 of 3 · tab turns" in it.text()
        await it.type("shift+tab", "shift+tab")
        assert heads_of(it.text()) in heads
        assert "1 of 3" in it.text()


async def test_a_heat_map_keeps_its_columns_when_the_terminal_changes(tmp_path):
    async with driven(tmp_path, size=(140, 40)) as it:
        rows = it.app.dossier.coverage()
        links = next(iter(rows[0].outlets.values()))
        it.app.dossier.coverage = lambda **_: [replace(rows[0], outlets={f"Outlet {n}": links for n in range(6)})]
        infos = it.app.dossier.articles()
        more = [replace(infos[0], id=f"x{n}", outlet=f"Outlet {n}") for n in range(6)]
        it.app.dossier.articles = lambda: [*infos, *more]
        await it.type("M", "V")
        assert len(shaded(it.text())) == 1
        columns = shaded(it.text())[0].count("█")
        await it.pilot.resize_terminal(60, 20)
        await it.settle()
        assert len(shaded(it.text())) == 1, "what does not fit is left out, not put into the next line"
        assert shaded(it.text())[0].count("█") < columns
        assert "1 of 2 · tab turns · ░ to ¼ ▒ ½ ▓ ¾ █ more ─" in it.text()


async def test_heads_of_a_heat_map_are_whole_where_the_terminal_is_wide_enough(tmp_path):
    names = [f"The {place} Evening Correspondent" for place in ("Harbour", "Mountain", "Northern", "Southern")]
    for size, whole in (((200, 60), True), ((100, 30), False)):
        async with driven(tmp_path, size=size) as it:
            rows, infos = it.app.dossier.coverage(), it.app.dossier.articles()
            links = next(iter(rows[0].outlets.values()))
            it.app.dossier.coverage = lambda rows=rows, links=links, **_: [
                replace(rows[0], outlets=dict.fromkeys(names, links))
            ]
            named = [replace(infos[0], id=f"x{n}", outlet=name) for n, name in enumerate(names)]
            it.app.dossier.articles = lambda named=named: named
            await it.type("M", "V")
            line = next(line for line in it.text().splitlines() if "The Harbour" in line or "THEC" in line)
            assert all(name in line for name in names) == whole
            assert shaded(it.text())[0].count("█") == len(names)
            assert max(map(cell_count, it.text().splitlines())) <= size[0]


def heads_of(text):
    """Return the line of a heat map that names outlets."""
    return next(before for before, after in pairwise(text.splitlines()) if " ▸ " in after and "█ " in after)


def shaded(text):
    """Return the lines of a heat map that have shades."""
    return [line for line in text.splitlines() if "█ 1" in line]
