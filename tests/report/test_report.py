"""The report: one page that needs nothing else, in which nothing of a text runs and every link has its place."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from lxml import html

from dossier.cli import main
from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import Finding, Reading, Span, TimelineEntry
from dossier.report import charts
from dossier.report.page import report_page


@pytest.fixture(scope="module")
def sample_page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    (folder / "one.txt").write_text(
        "Bridge closed\n\nThe Vintra Gazette\n\n2025-03-04\n\nThe bridge at Ombriel was closed on Monday. "
        "About 300 people signed a petition, said the mayor, Mara Oduya. “We will open it again in May,” Oduya said.\n",
        encoding="utf-8",
    )
    (folder / "two.txt").write_text(
        "Petition grows <script>alert(1)</script>\n\nKest Herald\n\n2025-03-06\n\nSome 450 people signed a petition "
        "for the bridge at Ombriel, the mayor, Mara Oduya, said. “We will open it again in May,” Oduya said. "
        "The council met on Tuesday.\n",
        encoding="utf-8",
    )
    (folder / "config.yaml").write_text("sources: [one.txt, two.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as opened:
        opened.index()
        text = opened.article("one").text
        start = text.index("We will open")
        opened.add_note(f"one#char={start},{start + 28}", tags=["bridge"], comment="</script><b>bold</b>")
        return report_page(opened, "The bridge & <b>more</b>")


def test_every_link_leads_to_a_place_in_the_page(sample_page):
    page = html.fromstring(sample_page)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(ids)
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))


def test_a_quotation_leads_to_its_passage(sample_page):
    page = html.fromstring(sample_page)
    target = page.xpath("//section[@id='notes']//a/@href")[0][1:]
    mark = page.xpath(f"//span[@id='{target}']/following-sibling::mark[1]")[0]
    assert mark.text_content().startswith("We will open it again")


def test_nothing_of_a_text_runs_and_nothing_is_fetched(sample_page):
    page = html.fromstring(sample_page)
    assert [script.get("type") for script in page.xpath("//script")] == ["application/ld+json"]
    assert not page.xpath("//b | //img | //link | //iframe | //@onclick | //@src")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert "alert(1)" in page.text_content()


def test_its_linked_data_can_be_read(sample_page):
    data = json.loads(html.fromstring(sample_page).xpath("//script")[0].text_content())
    kinds = [item["type"] for item in data["@graph"]]
    assert kinds[0] == "Annotation"
    assert set(kinds[1:]) <= {"schema:ClaimReview"}
    assert data["@graph"][0]["target"]["selector"][0]["exact"].startswith("We will open it")


def test_headings_are_in_order_and_tables_have_headers(sample_page):
    page = html.fromstring(sample_page)
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(table.xpath("./caption") and table.xpath(".//th[@scope]") for table in page.xpath("//table"))
    assert page.get("lang") == "en"


def test_readings_of_one_day_have_no_chart_and_of_two_days_have_one(sample_page):
    def finding(*articles):
        readings = [
            Reading(str(n), float(n), float(n), None if n else float(n), (a,), (Span(a, 0, 1, "x"),))
            for n, a in enumerate(articles)
        ]
        return Finding("number-1", "number", "petition", "explained", "why", tuple(readings))

    class Days:
        def day(self, article):
            return {"a": "2025-03-04", "b": "2025-03-06"}[article]

        def name(self, article):
            return article

    assert charts.readings_over_time(Days(), finding("a", "a")) is None
    chart = charts.readings_over_time(Days(), finding("a", "b"))
    assert [label for _, label in chart.days] == ["2025-03-04", "2025-03-06"]
    assert [mark.words for mark in chart.marks] == ["2025-03-04, a: 0", "2025-03-06, b: 1"]


def test_a_reading_without_bounds_is_drawn_and_one_without_a_figure_is_hollow():
    class Days:
        def day(self, article):
            return {"a": "2025-03-04", "b": "2025-03-06"}[article]

        def name(self, article):
            return article

    about = Reading("about 300", 300.0, None, None, ("a",), (Span("a", 0, 1, "x"),))
    hundreds = Reading("hundreds", None, 200.0, 999.0, ("b",), (Span("b", 0, 1, "x"),))
    finding = Finding("number-1", "number", "petition", "compatible", "why", (about, hundreds))
    first, second = charts.readings_over_time(Days(), finding).marks
    assert (first.hollow, first.low, first.high) == (False, first.y, first.y)
    assert second.hollow
    assert second.high < second.y < second.low  # in the middle of what the word allows; down is more in a picture


def test_pictures_say_in_words_what_they_draw(sample_page):
    page = html.fromstring(sample_page)
    pictures = page.xpath("//section//*[local-name()='svg']")
    told = {picture.xpath("./*[local-name()='title']")[0].text: picture for picture in pictures}
    assert {"Sentences dated to each day", "Facts that each source reports"} <= set(told)
    for picture in pictures:
        named = [page.get_element_by_id(id_).text for id_ in picture.get("aria-labelledby").split()]
        assert picture.get("role") == "img"
        assert all(named)
    facts = told["Facts that each source reports"].xpath("./*[local-name()='desc']")[0].text
    rows = page.xpath("//section[@id='coverage']//tbody/tr")
    names = page.xpath("//section[@id='coverage']//thead//th/text()")[1:-1]
    assert len(names) == 2
    for at, name in enumerate(names, 1):
        assert f"{name}: {sum(bool(row.xpath(f'./td[{at}]/a')) for row in rows)}" in facts


def test_sentences_are_counted_for_each_day_that_is_told_to_the_day():
    def entry(day, *also, to=None, kind="event"):
        return TimelineEntry(day, to or day, "day", "a", 0, 1, "x", "x", kind=kind, also=also)

    days = [f"2025-03-{day:02}" for day in range(1, 32)]
    entries = [entry(day) for day in ["2025-02-01", *days, *days]]
    entries += [entry("2025-03-04", "b#char=0,1", "c#char=0,1"), entry("2025-03-04", kind="published")]
    entries += [entry("2025-03-05", to="2025-03-06")]
    bars, left_out = charts.dated_by_day(entries)
    assert [bar.label for bar in bars] == days
    assert left_out == 1
    assert [(bar.count, bar.size) for bar in bars[3:5]] == [(5, 1.0), (2, 0.4)]


def test_a_link_has_the_number_of_its_passage_for_paper(sample_page):
    page = html.fromstring(sample_page)
    links = page.xpath("//main//a[starts-with(@href, '#a')]")
    assert links
    for link in links:
        number = page.get_element_by_id(link.get("href")[1:]).xpath("./preceding-sibling::span[@class='number']")[0]
        assert number.text == f"[{link.get('data-passage')}]"


def contrast(one, other):
    """The contrast of two colours, #rrggbb (WCAG 2.2, relative luminance)."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_texts_can_be_read_in_light_dark_and_print(sample_page):
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", sample_page)
    ]
    assert len(palettes) == 3  # light, dark, print
    for colours in palettes:
        for on in ("back", "told", "mark"):
            assert contrast(colours["text"], colours[on]) >= 7, (on, colours)
        for text in ("dim", "link"):
            assert contrast(colours[text], colours["back"]) >= 4.5, (text, colours)
        assert contrast(colours["link"], colours["told"]) >= 4.5


def test_the_command_writes_the_page_and_never_over_another_file(sample, tmp_path, capsys):
    file = tmp_path / "page.html"
    assert main(["--config", str(sample), "export", "report", str(file), "--title", "Sample"]) == 0
    assert re.search(r"<h1>Sample</h1>", file.read_text(encoding="utf-8"))
    assert main(["--config", str(sample), "export", "report", str(file)]) == 2
    assert "--force replaces it" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if ".tmp" in path.name] == []
