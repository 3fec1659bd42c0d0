"""What can be told apart by everybody: contrast in both themes, and kinds of text where there are no colours."""

from __future__ import annotations

import pytest

from dossier.tui import themes
from tests.helpers.app import driven

LEAST = 4.5  # WCAG 2.2, level AA
DRAWN = set("│─╭╮╰╯█▏▎▍▌▋▊▉▐▁▂▃▄━")  # borders, bars and scrollbars say nothing that is not said in words too


def luminance(colour):
    parts = ((v / 255 / 12.92) if v / 255 <= 0.03928 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(segment):
    """The contrast of a piece of text to its ground, dimmed as Textual does it."""
    style = segment.style
    front, back = (colour.get_truecolor() for colour in (style.color, style.bgcolor))
    if style.dim:
        front = tuple((a + b) // 2 for a, b in zip(front, back, strict=True))
    dark, light = sorted((luminance(front), luminance(back)))
    return (light + 0.05) / (dark + 0.05)


def pieces(it):
    """The text on the screen that has the keyboard; what lies behind a chooser is dimmed on purpose."""
    top, bottom, left, right = 0, it.app.size.height, 0, it.app.size.width
    if it.app.screen.is_modal:
        box = it.app.screen.children[0].region
        top, bottom, left, right = box.y, box.bottom, box.x, box.right
    for strip in it.app.screen._compositor.render_strips()[top:bottom]:
        for segment in strip.crop(left, right):
            if segment.text.strip() and not set(segment.text.strip()) <= DRAWN:
                yield segment


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT])
async def test_every_text_stands_out_from_its_ground(tmp_path, theme):
    ways = ((), ("slash", *"vale", "enter"), ("m",), ("v", "l"), ("escape", "2"), ("3",), ("c",), ("escape", "M"))
    more = (("escape", "t"), ("escape", "o"), ("escape", "f"), ("escape", "question_mark"), ("tab",))
    others = (
        *("M V", "escape escape *", "escape 1 I", "escape 1 p", "escape escape s", "escape O", "escape X"),
        *("escape 1 e", "escape O f e r r y enter V j", "escape f2"),
    )
    async with driven(tmp_path, theme=theme, size=(120, 34)) as it:
        for keys in (*ways, *more, *(("escape", *keys.split()) for keys in others)):
            await it.type(*keys)
            faint = {(s.text.strip(), round(contrast(s), 2)) for s in pieces(it) if contrast(s) < LEAST}
            assert faint == set(), keys
        it.workspace.footer.say("The disk is full.", trouble=True)
        await it.settle()
        assert [s.text for s in pieces(it) if "disk" in s.text and contrast(s) >= LEAST]


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT])
async def test_names_numbers_and_dates_differ_from_the_text_around_them(tmp_path, theme):
    async with driven(tmp_path, theme=theme) as it:
        palette = it.workspace.reader.palette
        text = palette.stack(()).color.get_truecolor()
        for kind in ("person", "org", "place", "nationality", "event", "number", "date"):
            colour = palette.stack([kind]).color.get_truecolor()
            assert sum(abs(a - b) for a, b in zip(colour, text, strict=True)) > 90, kind


async def test_a_sign_has_the_colour_of_its_kind_whatever_the_order_of_a_set(tmp_path):
    async with driven(tmp_path) as it:
        palette = it.workspace.panel.palette
        for kind in ("title", "heading", "detail"):
            assert palette.stack(["marker", kind]).color == palette.layer(kind).color, kind


MARKS = ("person", "org", "place", "nationality", "event", "number", "date", "quote", "hit", "current-hit", "pointed",
         "selection", "cursor", "label", "note")  # fmt: skip
ZONES = ("headline", "subheading", "byline", "dateline", "caption", "furniture")


async def test_kinds_of_text_differ_where_there_are_no_colours(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with driven(tmp_path) as it:
        reader = it.workspace.reader
        assert reader.has_class("-plain")
        for kinds in (MARKS, ZONES):
            looks = {}
            for kind in kinds:
                style = reader.palette.layer(kind)
                look = (style.bold, style.dim, style.italic, style.underline, style.reverse, style.bgcolor is None)
                looks.setdefault(look, []).append(kind)
            assert [alike for alike in looks.values() if len(alike) > 1] == []


@pytest.mark.parametrize("theme", themes.SIXTEEN, ids=lambda theme: theme.name)
def test_terminals_of_16_colours_are_given_only_their_own(theme):
    from textual.color import Color

    own = {f"#{r}{g}{b}" for level in ("00", "AA") for r in ("00", level) for g in ("00", level) for b in ("00", level)}
    own |= {f"#{r}{g}{b}" for r in ("55", "FF") for g in ("55", "FF") for b in ("55", "FF")} | {"#AA5500"}
    shades = (theme.primary, theme.secondary, theme.background, theme.foreground, theme.panel, theme.accent)
    assert {Color.parse(shade).hex for shade in (*shades, *theme.variables.values())} <= own
    assert {each.name for each in themes.SIXTEEN} == {each.name for each in themes.THEMES}


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_an_empty_notebook_says_what_to_do_at_every_size(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("o")
        assert "No bookmarks yet" in it.text()


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20), (200, 60)])
@pytest.mark.parametrize("key", ["c", "t", "M", "o", "asterisk"])
async def test_an_empty_list_has_the_screen_to_itself(tmp_path, monkeypatch, key, size):
    async with driven(tmp_path, names=(), size=size) as it:
        for answer in ("timeline", "coverage", "news"):
            monkeypatch.setattr(it.app.dossier, answer, lambda **_: [])
        await it.type(key)
        assert it.text().count("╭") == 1
        assert len(it.text().splitlines()[0].rstrip()) == size[0]
        assert "tab next pane" not in it.text()
        await it.type("tab")
        assert it.said == "There is no other pane here."


@pytest.mark.parametrize(("size", "boxes"), [((140, 45), 2), ((60, 20), 1), ((60, 9), 1)])
async def test_what_is_listed_again_has_its_article_beside_it_where_there_is_room(tmp_path, monkeypatch, size, boxes):
    async with driven(tmp_path, size=size) as it:
        real = it.app.dossier.timeline
        monkeypatch.setattr(it.app.dossier, "timeline", lambda **_: [])
        await it.type("t")
        assert it.text().count("╭") == 1
        monkeypatch.setattr(it.app.dossier, "timeline", real)
        it.app.dossier.run += 1
        it.workspace.session.index_changed(anew=True)
        await it.settle()
        assert it.text().count("╭") == boxes
        await it.type("tab")
        assert (it.said == "There is no other pane here.") is (boxes == 1)


async def test_in_a_few_rows_what_stands_below_a_list_is_left_out(tmp_path):
    async with driven(tmp_path, size=(60, 9)) as it:
        for key in ("c", "M"):
            await it.type(key)
            assert it.text().count("╭") == 1
            await it.type("escape")


async def test_where_no_entry_holds_the_words_no_article_is_named_beside_them(tmp_path):
    async with driven(tmp_path) as it:
        await it.type("t")
        assert it.text().count("╭") == 2
        assert " Northern Wire · 3 Mar 2025 ─╯" in it.text()
        await it.type("F", *"zebra")
        assert it.text().count("╭") == 2, "panes stay where they are while one types"
        assert " Northern Wire · 3 Mar 2025 ─╯" not in it.text()


@pytest.mark.parametrize("key", ["c", "t", "M"])
async def test_the_last_line_of_an_empty_screen_offers_nothing_that_does_nothing(tmp_path, key):
    async with driven(tmp_path, names=(), size=(200, 40)) as it:
        it.app.dossier.timeline = it.app.dossier.coverage = lambda **_: []
        await it.type(key)
        it.app.screen.footer._unsay()
        await it.settle()
        last = it.text().splitlines()[-1]
        assert "enter read" not in last
        for pressed in ("enter", "right", "left", "n", "N", "m", "y", "Y", "#", "s", "w"):
            if it.app.screen.session.keymap.find(pressed, it.app.screen.where):
                await it.pilot.press(pressed)
                assert it.said == "Nothing is listed here."
        assert "F find here" not in last
        assert "esc back" in last


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_labels_stand_in_the_text_at_every_size_and_say_what_to_do(tmp_path, size):
    async with driven(tmp_path, size=size) as it:
        await it.type("s")
        assert it.workspace.labels.on
        assert "Type a label" in it.said
        assert it.workspace.reader._labels


async def test_in_a_few_rows_lists_still_show_an_entry(tmp_path):
    async with driven(tmp_path, size=(20, 6)) as it:
        for key, words in (("c", "CONFLICT"), ("M", "TOLD BY"), ("*", "▸")):
            await it.type(key)
            it.app.screen.footer.say("")
            await it.pilot.pause()
            assert words in it.text()
            await it.type("escape")


async def test_the_panels_border_is_written_anew_when_it_is_seen_again(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        it.workspace.side.entitle()
        it.workspace.panes.show("panel")
        await it.settle()
        assert "1 names  2 numbers  3 quotes" in it.text()
