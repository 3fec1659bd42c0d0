"""PDFs as printers and programs lay them out: what their characters' places show is read as a person would."""

import pytest

from dossier.extracting import extract
from dossier.model import Article
from dossier.reading.reader import article_of
from tests.helpers.hostile import pdf

pytest.importorskip("pdfminer")

Words = tuple[float, float, float, str]  # x, y, size of type, words


def page(*words: Words) -> Article:
    drawn = "".join(
        f"BT /F {size:g} Tf {x:g} {y:g} Td ({text.replace('(', '[').replace(')', ']')}) Tj ET\n"
        for x, y, size, text in words
    )
    return article_of(pdf(drawn.encode("cp1252")), ".pdf", id="a", shown="a.pdf")


def body(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.passages]


TITLE = (60.0, 780.0, 20.0, "Footbridge at Ossel is closed")
LEAD = (
    "The footbridge over the Varn at Ossel was closed on",
    "Tuesday after an engineer found two cracked bolts in",
    "its deck, the town council said in a letter.",
)


def lead(y: float = 700.0, x: float = 60.0) -> list[Words]:
    return [(x, y - 13 * number, 10.0, line) for number, line in enumerate(LEAD)]


@pytest.mark.parametrize(
    "line",
    [
        [(60, 640, 10, "It was built for 250"), (146, 644, 6, "1"), (152, 640, 10, "people, it said.")],
        [(60, 640, 10, "It was built for 250"), (149, 644, 6, "12"), (159, 640, 10, "people, it said.")],
        [(60, 640, 10, "It was built for 250 people"), (187, 644, 6, "3"), (192, 640, 10, "and 12 dogs.")],
    ],
)
def test_raised_figures_are_no_digits_of_numbers(line: list[Words]) -> None:
    article = page(TITLE, *lead(), *line, (60, 120, 8, "1 An earlier version said 112."))
    assert ("250", "people") in [(one.text, one.counted) for one in extract(article).quantities]


@pytest.mark.parametrize("start", [1, 14])
@pytest.mark.parametrize("x", [40.0, 560.0])
def test_the_numbers_of_lines_stand_apart(start: int, x: float) -> None:
    said = [
        "JUDGE HOLM: How many people had crossed",
        "the bridge on that day?",
        "MR. BERG: Some three hundred, or so the",
        "counter says. It broke at noon, and only",
        "forty of them came back.",
        "JUDGE HOLM: Thank you.",
    ]
    lines = [(90.0, 700.0 - 24 * n, 10.0, line) for n, line in enumerate(said)]
    numbers = [(x, 700.0 - 24 * n, 10.0, str(start + n)) for n in range(len(said))]
    article = page(TITLE, *(one for pair in zip(numbers, lines, strict=True) for one in pair))
    assert body(article) == [" ".join(said[:2]), " ".join(said[2:5]), said[5]]
    assert any(z.zone == "furniture" and f"{start} {start + 1}" in article.text[z.start : z.end] for z in article.zones)


@pytest.mark.parametrize(
    ("initial", "x", "first"),
    [("T", 90.0, LEAD[0][1:]), ("T", 92.0, "HE FOOTBRIDGE" + LEAD[0][14:]), ('"T', 108.0, LEAD[0][1:])],
)
def test_an_initial_over_several_lines_begins_the_first(initial: str, x: float, first: str) -> None:
    rest = [(x, 700.0 - 13 * n, 10.0, line) for n, line in enumerate((first, *LEAD[1:]))]
    article = page(TITLE, (60, 678, 40, initial), *rest)
    assert body(article) == [" ".join([initial + first, *LEAD[1:]])]


def test_letters_set_apart_are_words() -> None:
    spaced = "T H E   F O O T B R I D G E   I S   C L O S E D"
    assert "THE FOOTBRIDGE IS CLOSED" in page(TITLE, *lead(), (60, 600, 10, spaced)).text


@pytest.mark.parametrize("y", [560.0, 552.0, 610.0])
def test_a_caption_in_the_next_column_cuts_no_sentence(y: float) -> None:
    text = [
        "The council has set aside 85,000", "crowns and hopes to open the", "bridge again before the summer,",
        "but nobody who crosses it every", "day believes that it will. They", "ask for a boat, and for a lamp",
        "on each of the two banks, so that", "children can see the steps when", "it is dark. The council wants",
        "to talk about it in April, when", "the snow on the hills is gone.",
    ]  # fmt: skip
    left = [(50.0, 700.0 - 13 * n, 10.0, line) for n, line in enumerate(text)]
    right = [(310.0, y - 14 - 13 * n, 10.0, line) for n, line in enumerate(reversed(text))]
    article = page(TITLE, *left, (310, y, 7, "The bridge on Monday. Photo: K. Ost"), *right)
    assert " ".join(text) in article.text


CAPTION = "The bridge on Monday. Photo: K. Ost"


@pytest.mark.parametrize(
    ("note", "x", "y"),
    [
        ((310.0, 700.0, 7.0, CAPTION), 310.0, 670.0),  # above the next column
        ((60.0, 640.0, 7.0, "1 Letter of the council, 2024."), 310.0, 700.0),  # below the first
        ((60.0, 645.0, 7.0, CAPTION), 60.0, 615.0),  # in the middle of one column
    ],
)
def test_a_caption_or_note_between_two_halves_of_a_sentence_cuts_it_not(
    note: tuple[float, float, float, str], x: float, y: float
) -> None:
    first = [
        "The council has set aside money",
        "and hopes to open the bridge",
        "again before the summer, but",
        "nobody who crosses it on any",
    ]
    second = [
        "day believes that it will. They",
        "ask for a boat, and for a lamp",
        "on each of the banks. In April",
        "the council meets again.",
    ]
    above = [(60.0, 700.0 - 13 * n, 10.0, line) for n, line in enumerate(first)]
    below = [(x, y - 13 * n, 10.0, line) for n, line in enumerate(second)]
    article = page(TITLE, *above, note, *below)
    assert "on any day believes" in article.text
    assert note[3] in article.text


@pytest.mark.parametrize(
    ("end", "begin", "word"),
    [
        ("an out-of-", "date lamp", "out-of-date lamp"),
        ("its co-", "owner said", "co-owner said"),
        ("the Ossel-", "based firm", "Ossel-based firm"),
        ("cost 1,200-", "1,500 crowns", "1,200-1,500 crowns"),
        ("twenty-", "five people", "twenty-five people"),
        ("its engi-", "neers said", "engineers said"),
        ("it was re-", "built again", "rebuilt again"),
    ],
)
def test_hyphens_at_the_ends_of_lines_stay_where_the_word_has_them(end: str, begin: str, word: str) -> None:
    lines = [
        (60.0, 640.0, 10.0, f"The council of the town says that {end}"),
        (60.0, 627.0, 10.0, f"{begin} on Friday."),
    ]
    assert word in page(TITLE, *lead(), *lines).text


def test_byline_and_date_on_lines_of_their_own_stay_apart() -> None:
    article = page(TITLE, (60, 760, 10, "By Ida Berg"), (60, 748, 10, "OSSEL, March 5, 2024"), *lead())
    assert (article.byline, article.published) == ("Ida Berg", "2024-03-05")


def test_text_that_runs_from_right_to_left_is_read_so() -> None:
    from dossier.reading.formats.pdf_lines import _logical

    class Char:
        def __init__(self, text: str, x0: float) -> None:
            self.x0, self._text = x0, text

        def get_text(self) -> str:
            return self._text

    for read, seen in [
        ("הגשר נסגר", "רגסנ רשגה"),
        ("עלות של 85,000 כתר", "רתכ 85,000 לש תולע"),
        ("הגשר (הישן) נסגר", "רגסנ (ןשיה) רשגה"),
        ("הגשר של Ossel נסגר", "רגסנ Ossel לש רשגה"),
    ]:
        drawn = [Char(letter, float(n)) for n, letter in enumerate(seen)]
        assert _logical(seen, drawn) == read
        assert _logical(read, [Char(letter, -float(n)) for n, letter in enumerate(read)]) == read


@pytest.mark.parametrize("between", [b"\nendstream endobj", b"\nendstreamendobj", b"\rendstreamendobj"])
def test_a_stream_and_its_object_may_end_in_one_word(between: bytes) -> None:
    line = b"BT /F 10 Tf 60 700 Td (The footbridge was closed.) Tj ET"
    data = pdf(line).replace(b"\nendstream endobj", between)
    assert "The footbridge was closed." in article_of(data, ".pdf", id="a", shown="a.pdf").text
