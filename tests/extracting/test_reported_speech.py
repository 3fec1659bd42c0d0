"""Speech that is reported without quotation marks: what is said, by whom, how surely; never among the quotations."""

import dataclasses

import pytest

from dossier.extracting.quotations.find import find_quotations
from dossier.extracting.quotations.reported import find_reported
from dossier.model import Article, Mention

NAMES = {"Rosa Ibel": "PERSON", "Tom Orr": "PERSON", "Harbour Line": "ORG"}


def read(text):
    article = Article(id="a", path="a.txt", title="", text=text, sha256="", language="en")
    mentions = sorted(
        (
            Mention("a", text.find(name), text.find(name) + len(name), name, kind)
            for name, kind in NAMES.items()
            if name in text
        ),
        key=lambda mention: mention.start,
    )
    return article, mentions


@pytest.mark.parametrize(
    ("text", "said", "speaker", "certainty"),
    [
        ("Rosa Ibel said that the pier was to close.", "the pier was to close", "Rosa Ibel", "said"),
        ("Rosa Ibel said the pier was to close.", "the pier was to close", "Rosa Ibel", "said"),
        ("Tom Orr told reporters the town had no money.", "the town had no money", "Tom Orr", "said"),
        (
            "Rosa Ibel announced that, together with Sund, she would close the pier.",
            "together with Sund, she would close the pier",
            "Rosa Ibel",
            "said",
        ),
        (
            "Rosa Ibel announced Jon Amm, the head and founder of the yard, will take over.",
            "Jon Amm, the head and founder of the yard, will take over",
            "Rosa Ibel",
            "said",
        ),
        ("Tom Orr told reporters that the town had no money.", "the town had no money", "Tom Orr", "said"),
        (
            "The crew will be paid until May, according to Harbour Line.",
            "The crew will be paid until May",
            "Harbour Line",
            "said",
        ),
        (
            "According to Harbour Line, the crew will be paid until May.",
            "the crew will be paid until May",
            "Harbour Line",
            "said",
        ),
        ("Two men were on the wall, said Rosa Ibel, an engineer.", "Two men were on the wall", "Rosa Ibel", "said"),
        ("Two men were on the wall, police said.", "Two men were on the wall", "police", "said"),
        ("Tom Orr denied that he had known of the crack.", "he had known of the crack", "Tom Orr", "denied"),
        ("Tom Orr did not say that the wall was safe.", "the wall was safe", "Tom Orr", "denied"),
        (
            "Tom Orr allegedly told his clerk that the files were to be burned.",
            "the files were to be burned",
            "Tom Orr",
            "alleged",
        ),
    ],
)
def test_what_is_reported(text, said, speaker, certainty):
    article, mentions = read(text)
    (found,) = find_reported(article, mentions)
    assert (found.text, found.speaker, found.certainty, found.kind) == (said, speaker, certainty, "indirect")
    assert article.text[found.start : found.end] == said
    assert find_quotations(article, mentions) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Sund met Rosa Ibel on Monday.",
        "Rosa Ibel said so on Monday.",
        "“The pier is to close,” Rosa Ibel said.",
        "Rosa Ibel told Tom Orr a story.",
        "Rosa Ibel notes problems that would arise in May.",
        "Rosa Ibel warned the owners once more and called on them to stop.",
        "Rosa Ibel confirmed the troubles on the pier of Sund.",
        "Rosa Ibel told of a storm that grew by the hour in May.",
        "Rosa Ibel will ask of both sides that they keep the peace.",
    ],
)
def test_what_is_no_reported_speech(text):
    assert find_reported(*read(text)) == []


def test_who_she_is():
    article, mentions = read("Rosa Ibel said the pier was full. She added that it would close in May.")
    assert [one.speaker for one in find_reported(article, mentions)] == ["Rosa Ibel", "Rosa Ibel"]


def test_other_languages_are_left_alone():
    article, mentions = read("Rosa Ibel said that the pier was to close.")
    assert find_reported(dataclasses.replace(article, language="fr"), mentions) == []
