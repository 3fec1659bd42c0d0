"""The borders between panes, dragged with the mouse."""

from __future__ import annotations

import pytest

from tests.helpers.app import driven


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
