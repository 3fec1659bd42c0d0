"""Drawing only what has changed gives the terminal the very bytes that drawing everything gives."""

from __future__ import annotations

import random

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from tests.helpers.app import driven


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (60, 20)])
async def test_the_terminal_is_told_the_same_as_without_sparing(tmp_path, size):
    chance = random.Random(4)
    async with driven(tmp_path, size=size) as it:
        await it.search("strike")
        ours = it.workspace._compositor
        for _ in range(60):
            changed = set()
            for _ in range(chance.randint(1, 4)):
                x, y = chance.randrange(size[0] - 1), chance.randrange(size[1] - 1)
                wide, high = chance.randint(1, size[0] - x), chance.randint(1, size[1] - y)
                changed.add(Region(x, y, wide, chance.choice([1, high])))
            told = []
            for draw in (ours.render_partial_update, lambda: Compositor.render_partial_update(ours)):
                ours._dirty_regions = set(changed)
                told.append(draw().render_segments(it.app.console))
            assert told[0] == told[1]
