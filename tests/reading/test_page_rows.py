"""Rows of boxes, closing lists, headings and repetitions of a page: what of them is the story."""

import pytest

from tests.reading.test_pages import FOURTH, HEADLINE, LEAD, PROSE, SECOND, STORY, THIRD, page, passages

CARD = "<{0} class='tile tile-{1}'><h4><a href='/n/{1}'>Story {1} of the week</a></h4><p>{2}</p></{0}>"
BLURBS = [
    "The market opens an hour later from Monday on, and nobody knows for how long.",
    "A choir of ninety sings on the ice of the lake, if the frost holds until then.",
    "Two bakers of the town share an oven, and say that they do not share a recipe.",
]


def _row(tag: str = "div") -> str:
    return f"<div>{''.join(CARD.format(tag, number, blurb) for number, blurb in enumerate(BLURBS))}</div>"


@pytest.mark.parametrize("tag", ["div", "li", "article", "section"])
@pytest.mark.parametrize("place", ["{0}{1}", "{1}{0}"])
def test_a_row_of_boxes_with_linked_titles_is_no_story(tag: str, place: str) -> None:
    article = page(f"<div class=page>{HEADLINE}<div>{place.format(PROSE, _row(tag))}</div></div>")
    assert passages(article) == STORY


def test_boxes_that_hold_half_of_the_page_are_its_posts() -> None:
    article = page(f"<h1>News of the week</h1>{_row()}", "<title>News of the week</title>")
    assert set(BLURBS) <= set(passages(article))


def test_paragraphs_with_a_link_in_the_middle_are_no_row_of_boxes() -> None:
    inner = "".join(
        f"<div class=para><p>{text} <a href=/x>The council wrote</a> to everyone.</p></div>" for text in STORY
    )
    assert len(passages(page(f"<article>{HEADLINE}{inner}<p>{LEAD[:-1]}, again.</p></article>"))) == 5


LINKS = "".join(f"<div><a href='/n/{number}'>Another story, number {number}</a></div>" for number in range(6))


def test_short_lines_among_the_links_that_close_a_page_are_no_story() -> None:
    foot = f"<div>{LINKS}<h3>In the courts</h3><div>5 hours ago</div><div>Ossel Post</div>{LINKS}<p>Load more</p></div>"
    article = page(f"<div>{HEADLINE}{PROSE}{foot}</div>")
    assert passages(article) == STORY
    assert not [zone for zone in article.zones if zone.zone == "subheading"]


def test_results_below_the_last_paragraph_stay_above_the_links() -> None:
    article = page(f"<div>{HEADLINE}{PROSE}<p>1. Ada Rask, 4:05</p><p>2. Bo Ek, 4:11</p><div>{LINKS}</div></div>")
    assert passages(article) == [*STORY, "1. Ada Rask, 4:05", "2. Bo Ek, 4:11"]


def test_headings_of_the_first_rank_within_the_text_are_subheadings() -> None:
    article = page(f"{HEADLINE}<p>{LEAD}</p><p>{SECOND}</p><h1>What it costs</h1><p>{THIRD}</p><p>{FOURTH}</p>")
    zones = {zone.zone: article.text[zone.start : zone.end].strip() for zone in article.zones}
    assert (article.title, zones["headline"], zones["subheading"]) == (
        "Footbridge at Ossel is closed",
        "Footbridge at Ossel is closed",
        "What it costs",
    )


def test_a_refrain_is_read_each_time_and_the_same_in_a_box_is_not() -> None:
    song = f"<p>{LEAD}</p><p>{THIRD}</p><p>{SECOND}</p><p>{THIRD}</p>"
    assert passages(page(f"<article>{HEADLINE}<div>{song}</div></article>")) == [LEAD, THIRD, SECOND, THIRD]
    boxed = f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p><div><p>{THIRD}</p></div><p>{FOURTH}</p>"
    assert passages(page(f"<article>{HEADLINE}<div>{boxed}</div></article>")) == STORY


def test_a_list_that_is_called_recommendations_of_a_post_is_none_of_its_text() -> None:
    box = f"<div class=post_recommend_new><p>{BLURBS[0]}</p><p>{BLURBS[1]}</p></div>"
    assert passages(page(f"<article>{HEADLINE}{PROSE}{box}</article>")) == STORY
