"""The sample articles tell their event in words of their own, and keep every fact, figure and spelling of it."""

import re
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
SHARED = Path(__file__).parents[3] / "shared"
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SPOKEN = re.compile(r"[“\"][^“”\"]{1,600}[”\"]")

# What each article must go on saying, disagreements with the others included.
FACTS = {
    "000_andean-courier.txt": (
        " date 2025-11-29 ", "LIMA : ", "‘103 days left’", "Jose Antonio Kast", "Jose Jeri", "Jeannette Jara",
        "Hugo de Zela", "Gabriel Boric", "Cachalluta border crossing", "Chacalluta-Santa Rosa",
        "about 25km north of Arica", "2,200km north of Santiago",
        "60 days", "Dec 14", "March 11", "just over two weeks", "around 330,000",
        "third run", "59-year-old", "ore than 1.5 million Venezuelans", "since 2015", "dozens of migrants",
        "The Clinic", "Radio Tacna", "“binational migration cooperation committee”", "ext week",
        "“To undocumented immigrants in Chile, I say",
        "“We will not allow irregular migration. We",
    ),
    "001_faro-del-sur.txt": (
        " date 2025-11-28 ", "José Jerí", "José Antonio Kast", "Jeanette Jara", "Luis Ramón Torres", "Luis Cordero",
        "National Police (PNP)", "Chacalluta border complex", "Panamericana Sur", "Carabineros", "nearly 100 migrants",
        "Friday morning", "Bloomberg", "“abrupt shift”", "“bottleneck”", "“relatively normal”",
        "“active diplomatic and administrative dialogue”", "“prevent and avoid the entry",
    ),
    "002_pacific-dispatch.txt": (
        "November 29, 2025", "60 days", "60-day", "José Jerí", "José Antonio Kast", "Jeannette Jara", "December 14",
        "March 11, 2026", "exactly 103 days", "estimated 330,000", "third run", "at least 100 foreigners",
        "General Arturo Valverde", "Chacalluta Border Complex", "roughly 2,200 kilometers north of Santiago",
        "more than 1.5 million Venezuelans", "since 2015", "Reuters", "Associated Press", "The Clinic", "Radio Tacna",
        "Hugo de Zela", "formerly Twitter",
        '"We will not allow irregular migration. We',
    ),
    "003_gulf-observer.txt": (
        " date 2025-11-30 ", "60 days", "José Geri", "José Antonio Kast", "Janet Jara", "Arturo Valverde", "over 100",
        "Dozens of migrants", "December 14", "hundreds of thousands", "since 2015", "more than 500,000 Venezuelans",
        "International Organization for Migration", "over a million", "over 100 kilometers", "December 1",
        "Hugo de Zela", "Luis Cordero", "over 7 million people", "United Nations", "20% rise", "Chacalluta",
        '"capacities are fully filled, and we', '"a discourse with consequences,"',
    ),
    "004_southern-ledger.txt": (
        "2025-11-28 19:28", "Friday 28 November 2025 19:28 GMT",
        "710", "José Jarí", "José Antonio Kast", "Luis Cordero",
        "Gabriel Boric", "111 days", "18.5 million people", "Hundreds of thousands", "scores of people", "Dec. 14",
        "“You have 111 days to leave", "“rhetoric sometimes has consequences.”",
        "“If not, we will stop you", "Aldunate Vera", "Lima, Peru",
    ),
}  # fmt: skip


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))}


def runs(text: str, length: int = 8) -> list[tuple[str, int]]:
    """Give every run of `length` words in a row, in lower case, and where it begins."""
    words = [(match.group().lower(), match.start()) for match in WORD.finditer(text)]
    return [(" ".join(w for w, _ in words[i : i + length]), words[i][1]) for i in range(len(words) - length + 1)]


def sentences(text: str) -> set[str]:
    """Give the sentences and lines of their own wording: at least one letter, reported speech apart."""
    own = re.sub(r"(?m)^‘.+’$", "", SPOKEN.sub("\n", text))  # a subheading in marks is speech too
    pieces = re.split(r"(?<=[.!?])\s+|\n+", own)
    found = (" ".join(word.group().lower() for word in WORD.finditer(piece)) for piece in pieces)
    return {sentence for sentence in found if re.search(r"[^\W\d_]", sentence) and " " in sentence}


def test_there_are_five_articles() -> None:
    assert sorted(path.name for path in SEEDS.iterdir()) == sorted(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_an_article_keeps_its_facts(name: str) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    assert [fact for fact in FACTS[name] if fact not in text] == []
    assert "state of emergency" in text


def test_the_scraped_page_keeps_its_furniture_and_the_others_have_none() -> None:
    page = texts(SEEDS)
    headline = page["004_southern-ledger.txt"].splitlines()[2]
    assert page["004_southern-ledger.txt"].count(headline) == 4
    assert re.search(r"\w,\w[\w ]+VeraFriday 28 November 2025", page["004_southern-ledger.txt"])  # a glued byline
    assert "\n\n" not in page["002_pacific-dispatch.txt"]  # a line a paragraph
    assert re.search(r"\n\n\n\n[A-Z].{10,60}[a-z]\n\n", page["003_gulf-observer.txt"])  # a heading between paragraphs


def test_the_articles_disagree_where_their_event_was_told_differently() -> None:
    page = "\n".join(texts(SEEDS).values())
    for spelling in (
        "Jose Jeri",
        "José Jerí",
        "José Geri",
        "José Jarí",
        "Jeannette",
        "Jeanette",
        "Janet",
        "Cachalluta",
    ):
        assert re.search(rf"\b{spelling}\b", page), spelling


@pytest.mark.skipif(not SHARED.is_dir(), reason="the articles to compare with are not here")
def test_no_words_are_taken_over() -> None:
    known = {run: name for folder in ("seeds", "dossiers") for name, text in texts(SHARED / folder).items()
             for run, _ in runs(text)}  # fmt: skip
    taken = []
    for name, text in texts(SEEDS).items():
        spoken = [match.span() for match in SPOKEN.finditer(text)]
        taken += [
            f"{name}: “{run}” stands in {known[run]}"
            for run, at in runs(text)
            if run in known and not any(start <= at < end for start, end in spoken)
        ]
    assert taken == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the articles to compare with are not here")
def test_no_sentence_is_taken_over() -> None:
    known = set().union(*(sentences(text) for text in texts(SHARED / "seeds").values()))
    ours = set().union(*(sentences(text) for text in texts(SEEDS).values()))
    assert sorted(ours & known) == []
