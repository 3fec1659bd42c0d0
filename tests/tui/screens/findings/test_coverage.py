"""Coverage of more outlets than can be seen side by side, and what a source without an outlet is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.cli import main
from dossier.model import Coverage
from dossier.text.counting import nameless
from dossier.tui.text.wrap import cell_count
from tests.helpers.app import driven
from tests.helpers.fake_dossier import fake_article


def told(number, *, outlet="Wire {}"):
    """Give a dossier's articles and who tells what: of `number` articles the first tells all, the others one thing."""
    harbour = fake_article("harbour")
    articles = {
        f"a{n}": replace(harbour, id=f"a{n}", path=f"a{n}.txt", outlet=outlet and outlet.format(n))
        for n in range(number)
    }
    names = {a.id: a.outlet or a.id for a in articles.values()}
    links = {names[id_]: (f"{id_}#char=39,55",) for id_ in articles}
    first = names["a0"]
    alone = {first: ("a0#char=39,55",)}
    rows = [
        Coverage("Ana Prado", "entity", links, None, False),
        Coverage("strikers", "number", links, first, False, (), {}, number),
        Coverage("crates", "number", alone, None, True),
    ]
    return articles, rows


async def shown(it, articles, rows, *keys):
    it.app.dossier.texts, it.app.dossier.compare = articles, lambda **_: []
    it.app.dossier.coverage = lambda **_: rows
    await it.type("M", *keys)
    return it.text()


def line_of(text, words):
    return next(line for line in text.splitlines() if words in line)


async def test_of_many_outlets_a_row_names_those_that_have_the_fact(tmp_path):
    async with driven(tmp_path) as it:
        text = await shown(it, *told(30))
        assert "TOLD BY 10 OR MORE OF 30 OUTLETS" in text
        line = line_of(text, "▸Strikers")
        assert " 30  1st Wire 0  Wire 1" in line
        assert "+" in line
        assert "only  Wire 0" in line_of(text, "Crates")
        assert "30 of 30 outlets have it, Wire 0" in text
        assert text.index("TOLD BY ONE OUTLET ALONE") < text.index("NAMED BY 10 OR MORE")
        it.app.screen.left.place = 10
        await it.type("right")
        assert "Wire 11  " in line_of(it.text(), "▸Strikers")
        assert "Wire 11 · 3 Mar 2025" in it.text()
        await it.type("left")
        assert "Wire 10 · 3 Mar 2025" in it.text()


@pytest.mark.parametrize("width", [60, 140])
async def test_a_row_that_names_outlets_fills_no_more_than_its_pane(tmp_path, width):
    async with driven(tmp_path, size=(width, 24)) as it:
        await shown(it, *told(130, outlet="Ämter & 新聞 🇵🇪 Zeitung {}"))
        panel = it.app.screen.panel
        for row in range(panel.row_count):
            drawn = panel.draw(row, panel.scrollable_content_region.width)
            assert drawn.cell_length <= panel.scrollable_content_region.width
            assert cell_count(drawn.text) == drawn.cell_length


async def test_articles_without_an_outlet_are_not_called_outlets(tmp_path):
    async with driven(tmp_path) as it:
        text = await shown(it, *told(30, outlet=None))
        assert "30 of 30 articles" in text
        assert "reported by one article only" in text
        assert "30 articles name no outlet" in text


async def test_outlets_and_articles_without_one_are_sources(tmp_path):
    articles, rows = told(3)
    articles["a2"] = replace(articles["a2"], outlet=None)
    async with driven(tmp_path) as it:
        assert "1 reported by one source only" in await shown(it, articles, rows)


def test_one_article_and_several_without_an_outlet_are_told():
    assert nameless(1).startswith("1 article names no outlet and stands")
    assert nameless(1200).startswith("1,200 articles name no outlet and each stands")


def test_the_command_counts_those_it_does_not_name(tmp_path, capsys):
    for n in range(12):
        (tmp_path / f"{n:02}.txt").write_text(
            f"Notes of reporter {n}\n\nThe bridge at Orvel collapsed into the river after the flood of Sunday.\n",
            encoding="utf-8",
        )
    (tmp_path / "config.yaml").write_text("sources: [.]\nindex: ../built\n", encoding="utf-8")
    config = ["--config", str(tmp_path / "config.yaml")]
    assert main([*config, "index", "--trust"]) == 0
    capsys.readouterr()
    assert main([*config, "coverage"]) == 0
    out, err = capsys.readouterr()
    assert "12: 00 (1), 01 (1), 02 (1), 03 (1), 04 (1), 05 (1) and 6 more" in out
    assert out.rindex("fact  ") < out.index("name  ")
    assert "12 articles name no outlet" in err


async def test_first_letters_over_narrow_columns_are_explained_and_tell_outlets_apart(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        text = await shown(it, *told(5, outlet="Northern Harbour Wire {}"))
        assert " NHW0" in text.splitlines()[1]
        assert "NHW0 Northern Harbour Wire 0  1st was first  only alone" in text.splitlines()[2]
        await it.type("j", "j", "right")
        assert "NHW1 Northern Harbour Wire 1" in it.text().splitlines()[2]
        await it.type("V")
        assert "…3" in line_of(it.text(), "…2")


async def test_one_article_alone_is_not_called_none_and_no_columns_are_headed(tmp_path):
    async with driven(tmp_path, names=("harbour",)) as it:
        text = await shown(it, it.app.dossier.texts, [])
        assert "Coverage needs at" in text
        assert "no articles have been read" not in text
        assert "1st was first" not in text


async def test_a_name_of_three_words_stands_over_its_column_without_its_article(tmp_path):
    async with driven(tmp_path, size=(80, 24)) as it:
        rows = (await shown(it, *told(5, outlet="The Southern Ledger {}"))).splitlines()
        assert "Southern" in rows[1]
        assert "Ledger" in rows[2]
        assert "The " not in rows[1]


async def test_an_outlets_address_is_not_divided_where_there_is_room(tmp_path):
    async with driven(tmp_path, size=(140, 45)) as it:
        text = await shown(it, *told(2, outlet="harbourpost{}.net"))
        assert "harbourpost1.net" in "".join(text.splitlines()[1:3])


async def test_of_a_fact_all_that_is_told_of_it_has_room_in_the_usual_terminal(tmp_path):
    async with driven(tmp_path, size=(80, 24)) as it:
        await shown(it, *told(2))
        remark = it.app.screen._remark
        remark.update("word " * 70)
        await it.pilot.pause()
        assert remark.size.height == 4


async def test_a_remark_that_is_cut_says_so_and_cuts_no_number(tmp_path):
    async with driven(tmp_path, size=(60, 20)) as it:
        await shown(it, *told(2))
        remark = it.app.screen._remark
        row = "word " * 11
        for words, last in (
            (row * 2 + row, row),
            (row * 4, row.rstrip() + "…"),
            (row * 2 + "word " * 10 + "10,300 days", "word " * 9 + "word…"),
        ):
            remark.update(words)
            await it.pilot.pause()
            assert remark.size == (56, 3)
            assert remark.render_line(2).text.rstrip() == last.rstrip()
            assert last.rstrip() in it.text()


@pytest.mark.parametrize("size", [(140, 45), (60, 20), (300, 45)])
async def test_a_long_fact_takes_one_row_and_stands_whole_beside_the_matrix(tmp_path, size):
    articles, rows = told(2)
    about = "crates of oranges that the harbour master counted on the quay before the strike of the dock workers began"
    async with driven(tmp_path, size=size) as it:
        text = await shown(it, articles, [replace(rows[1], about=about)])
        [line] = [line for line in text.splitlines() if "▸" in line]
        assert line.count("1st") == 1
        assert text.count("1st") == 2, "and in the legend"
        assert ("workers began" in line) is (size[0] == 300), "cut only where there is no room"
        assert "●" not in text.splitlines()[text.splitlines().index(line) + 1]
