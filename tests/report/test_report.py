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
from dossier.model import Finding, Reading, Span
from dossier.report import charts
from dossier.report.page import write_report


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
        "for the bridge at Ombriel, the mayor, Mara Oduya, said. “We will open it again in May,” Oduya said.\n",
        encoding="utf-8",
    )
    (folder / "config.yaml").write_text("sources: [one.txt, two.txt]\nindex: index\nnotebook: notebook.yaml\n")
    with Dossier(load(folder / "config.yaml")) as opened:
        opened.index()
        text = opened.article("one").text
        start = text.index("We will open")
        opened.add_note(f"one#char={start},{start + 28}", tags=["bridge"], comment="</script><b>bold</b>")
        return write_report(opened, "The bridge & <b>more</b>")


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
    assert data["@graph"][0]["target"]["selector"]["exact"].startswith("We will open it")


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


def test_the_command_writes_the_page_and_never_over_another_file(sample, tmp_path, capsys):
    file = tmp_path / "page.html"
    assert main(["--config", str(sample), "export", "report", str(file), "--title", "Sample"]) == 0
    assert re.search(r"<h1>Sample</h1>", file.read_text(encoding="utf-8"))
    assert main(["--config", str(sample), "export", "report", str(file)]) == 2
    assert "--force replaces it" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if ".tmp" in path.name] == []
