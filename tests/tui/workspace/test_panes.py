"""The borders between panes, dragged with the mouse."""

from __future__ import annotations

import pytest

from tests.helpers.app import driven
from tests.helpers.fake_dossier import TEXTS


@pytest.mark.parametrize(("line", "to", "width"), [(0, 10, 10), (1, 10, 10), (0, -100, 16 - 34)])
async def test_the_border_of_the_results_is_dragged(tmp_path, line, to, width):
    async with driven(tmp_path) as it:
        before = it.workspace.results.region.width
        at = (it.workspace.results.region.right - 1 + line, 10)
        await it.pilot.mouse_down(offset=at)
        await it.pilot.hover(offset=(max(0, it.workspace.results.region.right - 1 + to), 10))
        await it.pilot.mouse_up(offset=(max(0, before - 1 + to), 10))
        await it.settle()
        assert it.workspace.results.region.width == before + width
        assert it.app.state.results_width == before + width
        await it.pilot.hover(offset=(70, 10))
        assert it.workspace.results.region.width == before + width


async def test_the_border_of_the_panel_is_dragged(tmp_path):
    async with driven(tmp_path) as it:
        before = it.workspace.panel.region
        await it.pilot.mouse_down(offset=(before.x, 10))
        await it.pilot.hover(offset=(before.x - 8, 10))
        await it.pilot.mouse_up(offset=(before.x - 8, 10))
        await it.settle()
        assert it.workspace.panel.region.width == before.width + 8


async def test_elsewhere_nothing_is_dragged(tmp_path):
    async with driven(tmp_path) as it:
        before = it.workspace.results.region.width
        await it.pilot.mouse_down(offset=(70, 10))
        await it.pilot.hover(offset=(50, 10))
        await it.pilot.mouse_up(offset=(50, 10))
        assert it.workspace.results.region.width == before


async def test_wide_terminals_widen_the_panes_at_the_sides_until_somebody_chooses(tmp_path):
    async with driven(tmp_path, size=(200, 40)) as it:
        assert it.workspace.results.region.width == 34 + 21
        assert it.workspace.panel.region.width == 32 + 21
        await it.type("<")
        assert it.workspace.results.region.width == 34 + 21 - 4
        assert it.workspace.panel.region.width == 32 + 21
    async with driven(tmp_path) as it:
        assert it.workspace.results.region.width == 34


LONG = "The Brennick and Lower Estuary Weekly Intelligencer and Shipping Gazette of the Northern Ports"


@pytest.fixture
def long_outlet(monkeypatch):
    title, _, *rest = TEXTS["harbour"]
    monkeypatch.setitem(TEXTS, "harbour", (title, LONG, *rest))


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20), (200, 60)])
async def test_an_outlet_with_a_long_name_leaves_the_day_whole_on_every_border(tmp_path, long_outlet, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("slash", *"strike", "enter")
        while it.workspace.document.article.id != "harbour":
            await it.type("n")
        [written] = [line for line in it.text().splitlines() if " · 3 Mar 2025 · " in line and "─" in line]
        assert "The Brenn" in written
        assert written.count("/") == 1, "and its place among the hits"
        await it.type("escape", "escape", "M")
        assert "3 Mar 2025 ─╯" in it.text()


async def test_where_nothing_of_an_outlet_has_room_the_day_is_still_whole(tmp_path, long_outlet):
    async with driven(tmp_path, size=(96, 28)) as it:
        await it.type("M")
        assert "─ 1 of 3 places · 3 Mar 2025 ─╯" in it.text()


async def test_a_source_is_written_anew_when_there_is_more_room(tmp_path, long_outlet):
    async with driven(tmp_path, size=(60, 20)) as it:
        await it.type("tab")
        assert "Estuary Weekly Int… · 3 Mar 2025─" in it.text()
        await it.pilot.resize_terminal(160, 40)
        await it.settle()
        assert "Estuary Weekly Intelligencer and" in it.text()


async def test_where_no_pane_can_give_way_the_keys_for_it_say_so(tmp_path):
    async with driven(tmp_path, size=(80, 24)) as it:
        for key in ("<", ">"):
            await it.type(key)
            assert it.said == "One pane is shown at a time here."
    async with driven(tmp_path) as it:
        await it.type(*["<"] * 9)
        assert it.said == "The panes cannot give more room."
        it.workspace.footer._unsay()
        await it.type(">")
        assert it.said == ""


async def test_a_title_on_a_border_is_cut_before_a_number(tmp_path, monkeypatch):
    title = "Ferry operators and dock workers of Porto Vale agree on 12,500 places"
    monkeypatch.setitem(TEXTS, "harbour", (title, *TEXTS["harbour"][1:]))
    async with driven(tmp_path, size=(60, 20)) as it:
        await it.type("tab")
        assert "Porto Vale agree on…" in it.text()
        await it.pilot.resize_terminal(80, 24)
        await it.settle()
        assert f"─{title}─" in it.text()
