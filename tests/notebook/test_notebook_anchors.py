"""A note's quote is found again wherever its words went, and is never attached to others without saying so."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.model import Note, NoteCheck
from dossier.notebook import CandidateArticle, check, fixed, make_note
from dossier.notebook.anchoring.normalised import plain, reads
from tests.helpers.notes import HARBOUR, SEEDS, article, noted, title

HEADLINE = "Harbour stays shut while skippers wait for word"


def checked(note: Note, *texts: str, **more: str) -> NoteCheck:
    return check(
        note, [CandidateArticle.of(article(text, name, **more)) for text, name in zip(texts, "abcdef", strict=False)]
    )


def test_a_quote_that_stands_is_exact() -> None:
    note = noted("no warning at all")
    assert checked(note, HARBOUR) == NoteCheck(
        note.id, "exact", "a", note.start, note.end, "no warning at all", "no warning at all"
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "A first line.\n\n" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\n", 7).replace("at all", "at\n   all"),
        lambda text: text.replace("“", '"').replace("”", '"'),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "\n\n".join(reversed(text.split("\n\n"))),
    ],
)  # fmt: skip
def test_a_quote_whose_words_stand_elsewhere_has_moved(edit: Callable[[str], str]) -> None:
    for quote in ("“We had no warning at all,” Ines Duarte told", "Željko Horvat said, and nobody would pay for that"):
        text = edit(HARBOUR)
        found = checked(noted(quote), text, title=title(HARBOUR))
        assert found.status in {"exact", "moved"}, (quote, found)
        assert reads(text[found.start : found.end]) == reads(quote)
        assert found.now == text[found.start : found.end]


@pytest.mark.parametrize(
    ("quote", "old", "new", "now"),
    [
        ("lost 40,000 euros", "40,000", "45,000", "lost 45,000 euros"),
        ("We had no warning at all", "no warning", "little warning", "We had little warning at all"),
        ("Nobody came, nobody called.", "nobody called", "nobody phoned us", "Nobody came, nobody phoned us."),
        ("Nobody came, nobody called.", "Nobody came", "No one came", "No one came, nobody called."),
    ],
)
def test_a_quote_whose_words_were_changed_is_said_to_be(quote: str, old: str, new: str, now: str) -> None:
    found = checked(noted(quote), "Corrected.\n" + HARBOUR.replace(old, new))
    assert (found.status, found.was, found.now) == ("changed", quote, now)


def test_of_several_places_only_the_one_in_its_context_is_taken() -> None:
    later = noted("12 days", nth=1)
    text = "Some new words.\n\n" + HARBOUR
    found = checked(later, text)
    assert (found.status, found.start) == ("moved", text.rindex("12 days"))
    gone = HARBOUR.replace("within 12 days", "soon")
    assert checked(later, gone).status in {"changed", "orphan"}  # the other “12 days” is another's
    assert checked(later, gone).start != gone.index("12 days")


def test_two_places_that_fit_equally_are_ambiguous() -> None:
    note = noted("nobody called")
    paragraph = HARBOUR.split("\n\n")[1]
    assert checked(note, f"New.\n\n{paragraph}\n\nOther words stood here.\n\n{paragraph}\n\nOld.").status == "ambiguous"


def test_a_text_that_is_gone_is_an_orphan_and_keeps_what_it_had() -> None:
    note = noted("We had no warning at all")
    assert checked(note, "Something else entirely stands in this article today.") == NoteCheck(
        note.id, "orphan", "a", None, None, note.quote, None
    )
    assert checked(note).article == "in/a.txt"


def test_a_part_of_a_word_is_not_the_word() -> None:
    note = noted("ten", "It took ten men.")
    assert checked(note, "The tension took many men.").status != "moved"


def test_a_renamed_article_is_known_by_its_bytes_and_an_edited_one_by_its_title() -> None:
    note = noted("no warning at all")
    same = CandidateArticle("b", "in/b.txt", note.sha256, lambda: HARBOUR)
    found = check(note, [same])
    assert (found.status, found.article, found.start) == ("moved", "b", note.start)
    text = "Updated today.\n" + HARBOUR.replace("dozens of boats", "many boats")
    others = [
        CandidateArticle.of(article("Other words.", "c")),
        CandidateArticle.of(article(text, "d", title=title(HARBOUR))),
    ]
    found = check(note, others)
    assert (found.status, found.article, found.now) == ("moved", "d", note.quote)


def test_of_two_articles_that_changed_names_the_bytes_decide() -> None:
    note = noted("no warning at all")
    swapped = [
        CandidateArticle.of(article("Another article now has its name: they had little warning at all.", "a")),
        CandidateArticle("b", "in/b.txt", note.sha256, lambda: HARBOUR),
    ]
    found = check(note, swapped)
    assert (found.status, found.article, found.start) == ("moved", "b", note.start)
    assert fixed(note, found, swapped).article == "in/b.txt"


def test_the_same_words_in_another_article_are_not_taken_for_them() -> None:
    note = noted("We had no warning at all")
    other = "At the market people grumbled. We had no warning at all, said one of them, and went home."
    assert checked(note, HARBOUR.replace("We had no warning at all", "No comment"), other).article == "a"
    assert check(note, [CandidateArticle.of(article(other, "b"))]).status == "orphan"


CORRECTED = HARBOUR.replace("no warning at all", "little warning")
WITHDRAWN = HARBOUR.replace("“We had no warning at all,” Ines Duarte told a reporter. ", "")


@pytest.mark.parametrize(("now", "status"), [(CORRECTED, "changed"), (WITHDRAWN, "orphan")], ids=["other", "no"])
def test_who_kept_the_old_version_or_has_a_copy_hears_of_the_correction(now: str, status: str) -> None:
    note = noted("We had no warning at all")
    kept = CandidateArticle.of(article(HARBOUR, "kept", note.sha256))
    copied = CandidateArticle.of(article(HARBOUR.replace("dozens", "many"), "copy"))
    found = check(note, [kept, copied, CandidateArticle.of(article(now))])
    assert (found.status, found.article) == (status, "a")


@pytest.mark.parametrize("more", [{"outlet": "Harbour Courier"}, {"title": "What skippers say of the shut harbour"}])
def test_a_copy_by_another_outlet_or_below_another_title_is_not_the_article_renamed(more: dict[str, str]) -> None:
    note = replace(noted("We had no warning at all"), outlet="Harbour Post", title=HEADLINE)
    for sha256 in (note.sha256, "its own"):
        assert (
            check(note, [CandidateArticle.of(article(HARBOUR, "b", sha256, **{"title": HEADLINE, **more}))]).status
            == "orphan"
        )
    renamed = article(HARBOUR, "b", note.sha256, title=HEADLINE.replace("stays", "is"), outlet="harbour post")
    assert check(note, [CandidateArticle.of(renamed)]).status == "moved"
    edited = replace(renamed, sha256="its own")
    assert check(note, [CandidateArticle.of(replace(edited, title=HEADLINE))]).status == "moved"
    found = check(note, [CandidateArticle.of(edited)])
    assert (found.status, found.candidates) == ("orphan", (f"b#char={note.start},{note.end}",))


def test_what_another_article_under_the_name_says_word_for_word_is_its_own() -> None:
    note = noted("“We had no warning at all,” Ines Duarte told a reporter.")
    other = "Fishers meet in the north\n\nStorms came early. “We had no warning at all,” Ines Duarte told a reporter."
    assert checked(note, other).status not in {"exact", "moved"}
    assert checked(replace(note, prefix="", suffix=""), other).status not in {"exact", "moved"}


def test_what_somebody_else_said_in_the_same_words_is_not_taken_for_it() -> None:
    text = HARBOUR.replace("at all", "at all from anybody")
    note = noted("We had no warning at all from anybody", text)
    far = WITHDRAWN + "Ships came and went as before, all day long.\n" * 20
    assert checked(note, far + "“We had no warning at all from anybody,” says a cook.\n").status == "orphan"
    one, two = "“We had no warning at all from anybody,” Ines Duarte told a reporter.", "“Nobody came, nobody called.”"
    assert checked(note, text.replace(f"{one} {two}", f"{two} {one}")).status == "moved"


@pytest.mark.parametrize(
    "text",
    [
        "시장은 “오늘 사임하지 않겠다”고 말했다",
        "港は「がぎぐ」と呼ばれる",
        "Đường phố rất vắng vẻ",
        "यह क़िला बंद है",
        "5 Å",
    ],
)
def test_every_script_is_found_in_either_unicode_form(text: str) -> None:
    for one, other in (("NFC", "NFD"), ("NFD", "NFC")):
        quote, now = unicodedata.normalize(one, text), unicodedata.normalize(other, text)
        note = replace(noted(quote, f"{quote}\n"), title=HEADLINE)
        found = checked(note, f"New.\n{now}\n", title=HEADLINE)
        assert (found.status, found.now) == ("moved", now)


def test_only_what_moved_is_fixed() -> None:
    note = noted("no warning at all")
    text = "New.\r\n" + HARBOUR.replace("no warning at all", "no  warning at all")
    candidates = [CandidateArticle.of(article(text))]
    result = check(note, candidates)
    mended = fixed(note, result, candidates)
    assert (result.status, mended.quote) == ("moved", "no  warning at all")
    assert check(mended, candidates).status == "exact"
    assert replace(mended, quote="", start=0, end=1, sha256="", prefix="", suffix="") == replace(
        note, quote="", start=0, end=1, sha256="", prefix="", suffix=""
    )
    changed = [CandidateArticle.of(article(HARBOUR.replace("no warning", "little warning")))]
    assert fixed(note, check(note, changed), changed) == note


def joins(character: str) -> bool:
    return unicodedata.category(character) == "Mn" or "\u1160" <= character <= "\u11ff"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab é“\u0301\u00ad\n\r\u3000’Z각ᄀ\u1161\u11a8Å", max_size=30))
def test_a_plain_text_leads_back_to_its_original(text: str) -> None:
    page = plain(text)
    for start in range(len(page.text)):
        for end in range(start + 1, len(page.text) + 1):
            words = page.text[start:end]
            if words.strip() != words or any(joins(one) for one in (page.text[start], page.text[end : end + 1] or " ")):
                continue  # begins or ends inside a character
            low, high = page.original(start, end)
            assert 0 <= low < high <= len(text)
            assert plain(text[low:high]).text.strip() == words


def surviving(seed: int, text: str) -> tuple[Note, str, int | None, str]:
    """Note some words, edit the text around them at random, and give where they now stand if their words survive.

    Gives the note, the text as edited, the place and the kinds of edits.
    """
    rng = random.Random(seed)
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = rng.randrange(len(words) - 2)
    last = min(len(words) - 1, first + rng.choice((1, 3, 6, 12, 25)))
    start, end = words[first][0], words[last][1]
    note = make_note(article(text), start, end)
    left, right = "\ue000", "\ue001"  # private characters travel with the words, to know where they went
    marked = text[:start] + left + text[start:end] + right + text[end:]
    kinds = [rng.choice(sorted(EDITS)) for _ in range(rng.randrange(1, 4))]
    for kind in kinds:
        marked = EDITS[kind](marked, rng)
    unique = marked.count(left) == 1 and marked.count(right) == 1 and marked.find(left) < marked.find(right)
    at = marked.find(left) if unique else None
    return note, marked.replace(left, "").replace(right, ""), at, "+".join(kinds)


def _spot(text: str, rng: random.Random) -> int:
    return rng.randrange(len(text) + 1)


def _typo(text: str, rng: random.Random) -> str:
    at = _spot(text, rng)
    return text[:at] + rng.choice("aeiou") + text[at + 1 :]


def _insert(text: str, rng: random.Random) -> str:
    places = [match.end() for match in re.finditer(r"[.!?][”\"]?\s", text)] or [0]
    at = rng.choice(places)
    return text[:at] + "It rained all the while, as one would expect. " * rng.randrange(1, 4) + text[at:]


def _delete(text: str, rng: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?]) ", text)
    del sentences[rng.randrange(len(sentences))]
    return " ".join(sentences)


def _swap(text: str, rng: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?]) ", text)
    at = rng.randrange(max(1, len(sentences) - 1))
    sentences[at : at + 2] = sentences[at : at + 2][::-1]
    return " ".join(sentences)


def _double(text: str, rng: random.Random) -> str:
    paragraphs = text.split("\n\n")
    at = rng.randrange(len(paragraphs))
    paragraphs.insert(rng.randrange(len(paragraphs) + 1), re.sub("[\ue000\ue001]", "", paragraphs[at]))
    return "\n\n".join(paragraphs)


def _wrap(text: str, rng: random.Random) -> str:
    width = rng.randrange(30, 90)
    return re.sub(rf"(.{{{width},}}?) ", r"\1\n", text)


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "typo": _typo, "insert": _insert, "delete": _delete, "swap": _swap, "double": _double, "wrap": _wrap,
    "crlf": lambda text, _: re.sub(r"\r?\n", "\r\n", text),
    "nfd": lambda text, _: unicodedata.normalize("NFD", text),
    "nfc": lambda text, _: unicodedata.normalize("NFC", text),
    "straight": lambda text, _: text.translate(str.maketrans("“”‘’", "\"\"''")),
    "rename": lambda text, _: text,
    "replace": lambda text, _: text,
}  # fmt: skip


def dossier(text: str, kinds: str, others: Iterable[str]) -> list[CandidateArticle]:
    """Give a dossier with an article as it is after these kinds of edits, and other articles beside it.

    After `rename` it stands under another name, after `replace` another article has its old one.
    """
    own = "b" if "rename" in kinds or "replace" in kinds else "a"
    names = ["a" if "replace" in kinds else "x", *"mnopq"]
    beside = [article(other, name) for other, name in zip(others, names, strict=False)]
    return [CandidateArticle.of(one) for one in (*beside, article(text, own))]


def attached(result: NoteCheck, note: Note, articles: Iterable[CandidateArticle], text: str) -> bool:
    """Say whether a note that is said to stand does so: in the text that was edited, with the very words."""
    found = next(one.load() for one in articles if one.id == result.article)
    return found == text and reads(found[result.start : result.end]) == reads(note.quote)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from(SEEDS))
def test_no_note_is_attached_to_words_it_did_not_quote(seed: int, path: Path) -> None:
    note, text, _, kinds = surviving(seed, path.read_text(encoding="utf-8"))
    articles = dossier(text, kinds, (other.read_text(encoding="utf-8") for other in SEEDS if other != path))
    found = check(note, articles)
    if found.status in {"exact", "moved"}:
        assert attached(found, note, articles, text)
    elif found.status == "changed":
        assert found.now
        assert found.why
    else:
        assert (found.start, found.end, found.now) == (None, None, None)


def found_again(seeds: Iterable[int], paths: list[Path]) -> tuple[int, int, list[str]]:
    """Count the quotes whose words survive, those answered rightly, and name the ones that were not.

    Where an edit doubled the words with all around them, to call them ambiguous is right too.
    """
    survived = right = 0
    missed: list[str] = []
    for seed in seeds:
        path = paths[seed % len(paths)]
        original = path.read_text(encoding="utf-8")
        note, text, at, kinds = surviving(seed, original)
        words = reads(note.quote)
        if at is None or not reads(text[at:]).startswith(words):
            continue
        survived += 1
        others = [other for other in paths[seed % 7 :] if other != path][:6]
        result = check(note, dossier(text, kinds, (other.read_text(encoding="utf-8") for other in others)))
        doubled = reads(text).count(words) > reads(original).count(words)
        if (result.status in {"exact", "moved"} and (result.start == at or doubled)) or (
            result.status == "ambiguous" and doubled
        ):
            right += 1
        else:
            missed.append(f"{seed} {path.name} {kinds}: {result.status} {at} {result.start} “{note.quote[:60]}”")
    return survived, right, missed


def test_nearly_all_quotes_whose_words_survive_are_found() -> None:
    survived, right, missed = found_again(range(800), SEEDS)
    assert survived > 600
    assert right >= 0.97 * survived, "\n".join(missed)


@pytest.mark.parametrize(
    ("now", "status"),
    [(HARBOUR, "moved"), (HARBOUR.replace("no warning at all", "little warning"), "changed"), (WITHDRAWN, "orphan")],
    ids=["same", "other", "gone"],
)
def test_a_renamed_article_is_known_by_its_headline_below_a_new_line(now: str, status: str) -> None:
    original = f"{HEADLINE}\n\n{HARBOUR}"
    start = original.index("We had no warning at all")
    note = make_note(article(original, title=HEADLINE), start, start + 24)
    renamed = article(f"Corrected on Monday after a complaint.\n\n{HEADLINE}\n\n{now}", "b")
    other = article(f"What skippers say\n\n{HARBOUR}", "c")
    found = check(note, [CandidateArticle.of(other), CandidateArticle.of(renamed)])
    assert (found.status, found.article) == (status, "in/a.txt" if status == "orphan" else "b")


def test_a_quote_changed_in_an_article_without_a_title_is_known_by_its_surroundings() -> None:
    note = replace(noted("no warning at all"), title=None)
    texts = [HARBOUR.replace("no warning at all", "little warning"), "They had little warning at all, it was said."]
    found = check(note, [CandidateArticle.of(article(text, name)) for text, name in zip(texts, "bc", strict=True)])
    assert (found.status, found.article, found.now) == ("changed", "b", "little warning")
    elsewhere = texts[0].replace("told a reporter", "wrote on Sunday to all of us")
    assert check(note, [CandidateArticle.of(article(elsewhere, "b"))]).status == "orphan"


TWINS = (
    "Two towns, one mill\n\nThe town of Tarn said that the new mill would cost three million euros.\n\n"
    "The town of Velm said that the new mill would cost three million euros.\n\n"
    "The two councils meet again on Friday to settle who is to pay for it.\n"
)


@pytest.mark.parametrize(("noted_of", "gone"), [(0, "Velm"), (1, "Tarn")])
def test_the_sentence_that_stays_when_its_twin_goes_is_still_the_one_that_was_noted(noted_of: int, gone: str) -> None:
    words = "the new mill would cost three million euros"
    start = [TWINS.index(words), TWINS.rindex(words)][noted_of]
    note = make_note(article(TWINS), start, start + len(words))
    deleted = TWINS.replace(f"The town of {gone} said that {words}.\n\n", "")
    assert checked(note, deleted).status in {"exact", "moved"}
    other = TWINS.replace(f"The town of {'Tarn' if gone == 'Velm' else 'Velm'} said that {words}.\n\n", "")
    assert checked(note, other).status in {"orphan", "changed"}
