"""Titles, bylines and dates that a page shows outside of its description and its text."""

import pytest

from tests.reading.test_pages import HEADLINE, PROSE, TITLE, page, passages

NAME = "Footbridge at Ossel is closed"
OG = f"<meta property='og:title' content='{NAME}'>"


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1><span>On foot</span> {NAME}</h1>",
        f"<h1><em>On foot</em><span>{NAME}</span></h1>",
        f"<h1>{NAME} <small>Ossel Post</small></h1>",
        f"<h1>On foot<br>{NAME}</h1>",
    ],
)
def test_a_line_of_its_own_in_the_heading_is_no_part_of_the_title(heading: str) -> None:
    article = page(f"{heading}<div class=by>By Petra Lund</div><div class=text>{PROSE}</div>", TITLE + OG)
    assert (article.title, article.byline) == (NAME, "Petra Lund")


def test_a_first_line_that_ends_with_a_colon_is_of_the_title() -> None:
    article = page(f"<h1><span>Cracked bolts:</span> <span>{NAME}</span></h1>{PROSE}", TITLE + OG)
    assert article.title == f"Cracked bolts: {NAME}"


def test_words_that_the_heading_has_more_in_one_line_are_of_the_title() -> None:
    article = page(f"<h1>{NAME} until the summer</h1>{PROSE}", TITLE + OG)
    assert article.title == f"{NAME} until the summer"


@pytest.mark.parametrize("rank", ["h2", "h3"])
def test_a_lower_heading_that_is_the_title_of_the_page_counts_before_a_section(rank: str) -> None:
    article = page(f"<h1>Roads and Bridges Centre</h1><{rank}>{NAME}</{rank}>{PROSE}", f"<title>{NAME}</title>")
    assert article.title == NAME


@pytest.mark.parametrize(
    "line",
    [
        "<p class=byline>by <a class=byauthor href=/a>Mira Holt</a></p>",
        "<cite class=byline><span>By </span><span>MIRA HOLT</span> <abbr>March 11, 2015 3:46 PM</abbr></cite>",
        "<div id=site class=hfeed><span class=author-name>Mira Holt</span></div>",
    ],
)
def test_who_wrote_it_is_read_outside_of_the_text(line: str) -> None:
    article = page(f"<div><div>{line}</div></div><div><div class=text>{PROSE}</div></div>", "<title></title>")
    assert article.byline == "Mira Holt"


@pytest.mark.parametrize(
    "lines",
    [
        "<span class=author>Mira Holt</span><span class=author>Bo Ek</span>",
        "<div class=comments><span class=author>Mira Holt</span></div>",
        "<ul class=latest-news><li class=author>Mira Holt</li></ul>",
    ],
)
def test_the_authors_of_other_stories_and_comments_did_not_write_it(lines: str) -> None:
    article = page(f"{HEADLINE}<div class=text>{PROSE}</div><div><div>{lines}</div></div>")
    assert article.byline is None


@pytest.mark.parametrize(
    "line",
    [
        "<div class=tip>2019-09-26 10:56:28</div>",
        "<div><i>x</i><br>Veröffentlicht am 26.09.2019</div>",
        "<b title=x>发布时间：2019-09-26</b>",
        "<h2 class=date-header>26 September 2019</h2>",
        "<div class='widget Blog'><h2 class=date-header>26 September 2019</h2></div>",
    ],
)
def test_the_day_is_read_from_a_line_outside_of_the_text(line: str) -> None:
    article = page(f"{HEADLINE}<div><div class=text>{PROSE}</div></div><div><div>{line}</div></div>")
    assert article.published == "2019-09-26"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>Thursday, 2016-10-06, 0:26 AM</div>{0}",  # the hour at which the page was opened
        "{0}<div>3.4.40-1.0.141 (build 9:38)</div>",
        "{0}<div>2018-03-02 08:58:39</div><div>2018-03-01 14:40:53</div>",
        "{0}<div class=comment>2018-03-02 08:58:39</div>",
    ],
)
def test_other_days_and_hours_of_a_page_are_not_its_date(markup: str) -> None:
    story = f"{HEADLINE}<div class=text>{PROSE}</div>"
    assert page(f"<div>{markup.format(story)}</div>").published is None


def test_a_long_paragraph_without_blanks_is_prose() -> None:
    line = (
        "小镇上的渡轮今天早上停运因为工程师发现甲板上有两个螺栓开裂镇议会在给居民的信中表示修理工作可能持续到夏天为止"
    )
    article = page(
        f"<h1>渡轮停运</h1><div><p>{line}</p><p>镇上</p><p>{line[::-1]}</p></div>", "<title>渡轮停运</title>"
    )
    assert passages(article)[0] == line
    assert line[::-1] in passages(article)
