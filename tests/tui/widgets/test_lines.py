"""What rows look like on the terminal, whichever way they are drawn."""

from __future__ import annotations

import pytest
from textual.filter import ANSIToTruecolor

from dossier.tui import themes
from dossier.tui.text.spans import StyledSpan
from tests.helpers.app import driven


@pytest.mark.parametrize("no_color", [False, True])
async def test_a_terminal_gets_the_same_colours_as_with_every_filter_on_every_line(tmp_path, monkeypatch, no_color):
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with driven(tmp_path, size=(140, 24)) as it:
        reader, filters = it.workspace.reader, it.app.get_line_filters()
        assert isinstance(filters[0], ANSIToTruecolor)
        assert len(filters) == 1 + no_color
        for name in (themes.DARK, themes.LIGHT, "dracula"):
            it.app.theme = name
            await it.settle()
            for kinds in ((), ("furniture",), ("known", "hit")):
                reader.set_spans("test", [StyledSpan(0, 40, kind) for kind in kinds])
                for widget in (reader, it.workspace.results, it.workspace.panel):
                    drawn = [list(strip) for strip in widget.render_lines(widget.size.region)]
                    strips = widget._styles_cache.render_widget(widget, widget.size.region)
                    for one in filters:
                        strips = [strip.apply_filter(one, widget.background_colors[1]) for strip in strips]
                    assert drawn == [list(strip) for strip in strips], (name, kinds)
                    assert not any(style.dim for row in drawn for _, style, _ in row)
