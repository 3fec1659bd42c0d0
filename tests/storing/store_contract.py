"""What every engine must do (dossier.storing.base.store.Store), as a suite that each runs through.

An engine's own test module derives a class from `StoreContract` whose fixture `store` gives an empty store.
"""

from __future__ import annotations

import threading

import pytest

from dossier.model import (
    Article,
    DossierError,
    Entity,
    Extraction,
    Failure,
    Filters,
    LinkError,
    Mention,
    Passage,
    Quantity,
    Quotation,
    Variant,
    Zone,
)
from dossier.storing.base.records import FileState, StoredArticle
from dossier.storing.query.parser import parse
from dossier.storing.query.tree import All


def made(id_: str, title: str, *paragraphs: str, outlet: str = "Harbour Post", day: str = "2025-11-28", **fields):
    """An article with a passage for each paragraph; with Olsen as a person, numbers and a quotation."""
    text, passages = f"{title}\n\n", []
    for paragraph in paragraphs:
        passages.append(Passage(len(text), len(text) + len(paragraph)))
        text += f"{paragraph}\n\n"
    zones = (Zone(0, len(title), "headline"), Zone(len(title), len(text), "body"))
    article = Article(
        id=id_, path=f"{id_}.txt", title=title, text=text, sha256=f"sha-{id_}-{len(text)}", outlet=outlet,
        published=day, zones=zones, passages=tuple(passages), **fields,
    )  # fmt: skip
    mentions, quantities, quotations = [], [], []
    for name in ("Mira Olsen", "Olsen"):
        at = text.find(name)
        if at >= 0 and not any(mention.start <= at < mention.end for mention in mentions):
            mentions.append(Mention(id_, at, at + len(name), name, "PERSON"))
    for word in text.replace("\n", " ").split(" "):
        if word.isdigit():
            at, value = text.index(word), float(word)
            quantities.append(Quantity(id_, at, at + len(word), word, value, value, value, "person"))
    if "“" in text:
        at, end = text.index("“") + 1, text.index("”")
        quotations.append(Quotation(id_, at, end, text[at:end], speaker="Mira Olsen"))
    extraction = Extraction(mentions=tuple(mentions), quantities=tuple(quantities), quotations=tuple(quotations))
    return StoredArticle(article, extraction, FileState(f"/{id_}.txt", len(text), 1))


FERRY = made("ferry", "Ferry stays in port", "The ferry Albatross stays in port.", "Mira Olsen counted 40 passengers.")
QUAY = made(
    "quay", "Quay reopens", "Mira Olsen said: “The quay is safe.”", "A ferry moors at the quay again.",
    outlet="Northern Wire", day="2025-12-02",
)  # fmt: skip
SPANISH = made("puerto", "El puerto", "Las fronteras del puerto se cierran.", outlet="Diario", language="es")
OLSEN = Entity("person:olsen", "PERSON", "Mira Olsen", (Variant("Mira Olsen", 2, 2),), count=2, articles=2)


def filled(store, *articles: StoredArticle):
    """Store articles as an index run does."""
    with store.locked():
        store.create()
        store.put(articles)
        finished(store)
    return store


def finished(store) -> None:
    mentions, quotations = store.annotations(Mention), store.annotations(Quotation)
    store.link(
        [OLSEN], [OLSEN.id for _ in mentions], [OLSEN.id if quotation.speaker else None for quotation in quotations]
    )
    store.synchronise()
    store.finish([], {"generation": str(store.generation() + 1), "linking": "done"})


def found(store, query: str, **options) -> list[tuple[str, int]]:
    return sorted((hit.article, hit.start) for hit in store.search(parse(query), **{"limit": 100, **options}).hits)


class StoreContract:
    """Derive from this, with a fixture `store`."""

    @pytest.fixture
    def full(self, store):
        return filled(store, FERRY, QUAY, SPANISH)

    # State and health

    def test_what_was_never_stored_is_empty(self, store):
        assert not store.exists()
        assert (store.infos(), store.annotations(Mention), list(store.entities()), store.stamps()) == ([], [], [], {})
        assert store.generation() == 0
        assert store.search(All(), limit=5).total == 0
        assert not store.exists()

    def test_a_run_makes_a_new_generation_and_nothing_is_wrong(self, full):
        before = full.generation()
        with full.locked():
            finished(full)
        assert full.generation() == before + 1
        assert full.exists()
        assert full.searchable()
        assert full.trouble() is None
        assert full.notes()["linking"] == "done"

    def test_what_was_mended_is_said_once(self, full):
        full.tell("It was mended.")
        assert (full.take_notice(), full.take_notice()) == ("It was mended.", None)

    def test_it_goes_on_after_it_was_closed(self, full):
        full.close()
        assert found(full, "albatross") == [("ferry", 21)]

    # Articles and annotations

    def test_articles_come_back_as_they_were_stored(self, full):
        assert [info.id for info in full.infos()] == ["ferry", "puerto", "quay"]
        assert full.article("ferry") == FERRY.article
        assert full.articles(["quay", "none"]) == {"quay": QUAY.article}
        assert full.article("none") is None
        assert (full.size().articles, full.size().passages, full.size().mentions) == (3, 5, 2)

    def test_an_article_is_known_by_a_part_of_its_name(self, full):
        assert full.resolve("ferry.txt") == full.resolve("ferr") == "ferry"
        with pytest.raises(DossierError, match="nearest"):
            full.resolve("quai")

    def test_annotations_come_in_order_and_can_be_chosen(self, full):
        mentions = full.annotations(Mention)
        assert [(mention.article, mention.entity) for mention in mentions] == [("ferry", OLSEN.id), ("quay", OLSEN.id)]
        assert full.annotations(Mention, articles=["quay"]) == mentions[1:]
        assert full.annotations(Mention, entity="nobody") == []
        (quantity,) = full.annotations(Quantity)
        assert (quantity.value, quantity.text) == (40.0, "40")
        assert full.annotations(Quantity, articles=["ferry"], within=(0, quantity.start)) == []
        assert full.annotations(Quantity, articles=["ferry"], within=(quantity.start, quantity.end)) == [quantity]
        (quotation,) = full.annotations(Quotation)
        assert quotation.speaker_id == OLSEN.id

    def test_entities_come_back(self, full):
        assert list(full.entities()) == [OLSEN]
        assert list(full.entities(["nobody"])) == []

    def test_a_passage_that_stands_elsewhere_too_is_known(self, store):
        words = "The harbour master of the small town closed the old northern quay to all ships for a second week."
        filled(store, made("one", "One", words), made("two", "Two", "Other news.", words))
        assert set(store.copies()) == {("one", 5), ("two", 18)}

    def test_a_version_changes_with_its_article_alone(self, full):
        before = full.versions()
        assert list(before) == ["ferry", "puerto", "quay"]
        with full.locked():
            full.put([made("quay", "Quay closes", "Mira Olsen closed it.")])
            finished(full)
        after = full.versions()
        assert after["quay"] != before["quay"]
        assert after["ferry"] == before["ferry"]

    # Writing

    def test_an_article_replaces_the_one_with_its_id_and_can_be_removed(self, full):
        with full.locked():
            full.put([made("quay", "Quay closes", "The pier is closed.")])
            assert "linking" not in full.notes()
            full.remove(["ferry"])
            finished(full)
        assert [info.id for info in full.infos()] == ["puerto", "quay"]
        assert found(full, "pier") == [("quay", 13)]
        assert found(full, "albatross OR moors") == []
        assert full.annotations(Mention) == []

    def test_what_files_looked_like_is_kept(self, full):
        stamp = full.stamps()["ferry"]
        assert (stamp.state, stamp.sha256, stamp.shown) == (FERRY.state, FERRY.article.sha256, "ferry.txt")
        full.touch({"ferry": FileState("/ferry.txt", 5, 9)})
        assert full.stamps()["ferry"].state == FileState("/ferry.txt", 5, 9)

    def test_of_some_articles_alone_it_is_told_what_their_files_looked_like(self, full):
        every = full.stamps()
        assert full.stamps(["quay", "none"]) == {"quay": every["quay"]}
        assert full.stamps([]) == {}
        here = full.stamps(["quay"], ["/ferry.txt"])
        assert {id_: here[id_] for id_ in ("ferry", "quay")} == {id_: every[id_] for id_ in ("ferry", "quay")}
        full.touch({"puerto": FileState("/moved/puerto.txt", 5, 9)})
        assert full.stamps([], ["/moved"])["puerto"].state.file == "/moved/puerto.txt"

    def test_what_was_extracted_comes_article_by_article_too(self, full):
        found = full.extractions(["quay", "ferry", "none"])
        assert found.keys() == {"ferry", "quay"}
        for kind, name in ((Mention, "mentions"), (Quantity, "quantities"), (Quotation, "quotations")):
            each = [one for id_ in ("ferry", "quay") for one in getattr(found[id_], name)]
            assert each == full.annotations(kind, articles=["ferry", "quay"])
            assert list(full.each(kind)) == full.annotations(kind)
        assert found["ferry"].mentions[0].entity == OLSEN.id

    def test_what_a_run_could_not_read_replaces_the_last_runs(self, full):
        state = FileState("/x.txt", 3, 4)
        full.finish([(Failure("x.txt", "empty"), state), (Failure("y.txt", "a pipe"), None)], {})
        assert full.failures() == (Failure("x.txt", "empty"), Failure("y.txt", "a pipe"))
        assert full.failed_files() == {state}
        full.finish([], {})
        assert full.failures() == ()

    def test_two_runs_at_once_are_refused(self, full):
        told = []

        def other() -> None:
            with pytest.raises(DossierError) as error, full.locked(wait=0.1):
                pass
            told.append(str(error.value))

        with full.locked():
            thread = threading.Thread(target=other)
            thread.start()
            thread.join(30)
        assert "Another program" in told[0]

    def test_discarding_leaves_nothing(self, full):
        with full.locked():
            full.discard()
            full.create()
            full.synchronise()
            full.note(generation="1")
        assert full.infos() == []
        assert found(full, "ferry") == []

    # Questions

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("ferry", [("ferry", 21), ("quay", 52)]),
            ("FERRIES", [("ferry", 21), ("quay", 52)]),
            ("ferry moors", [("quay", 52)]),
            ("albatross OR moors", [("ferry", 21), ("quay", 52)]),
            ("ferry -moors", [("ferry", 21)]),
            ('"stays in port"', [("ferry", 21)]),
            ('"port in stays"', []),
            ('"ferry quay"~4', [("quay", 52)]),
            ("albat*", [("ferry", 21)]),
            ("albatros~", [("ferry", 21)]),
            ("person:olsen", [("ferry", 57), ("quay", 14)]),
            ("speaker:olsen", [("quay", 14)]),
            ("quote:safe", [("quay", 14)]),
            ("title:quay", [("quay", 14), ("quay", 52)]),
            ("outlet:wire", [("quay", 14), ("quay", 52)]),
            ("date:2025-12", [("quay", 14), ("quay", 52)]),
            ("number:30..50", [("ferry", 57)]),
            ("number:30..50 unit:person", [("ferry", 57)]),
            ('"<person> counted"', [("ferry", 57)]),
            ("frontera", [("puerto", 11)]),
            ("reopens", [("quay", 14)]),
            ("nowhere", []),
        ],
    )
    def test_a_query_finds(self, full, query, expected):
        assert found(full, query) == expected
        assert full.search(parse(query), limit=0).total == len(expected)
        assert full.count(parse(query)).passages == len(expected)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("1500000", {"digits", "commas", "words"}),
            ("1,500,000", {"digits", "commas", "words"}),
            ("1.5 million", {"digits", "commas", "words"}),
            ("1.5m", {"digits", "commas", "words"}),
            ("wellbeing", {"hyphen", "joined"}),
            ("well-being", {"hyphen", "joined"}),
            ("life", {"life", "lives"}),
            ("lives", {"life", "lives"}),
            ("wife", {"wives"}),
            ("https://www.example.org/harbour/quay?utm_source=mail", {"life"}),
            ("محمد", {"arabic"}),
            ("مُحَمَّد", {"arabic"}),
            ("กรุงเทพ", {"thai"}),
        ],
    )
    def test_it_finds_what_is_meant_however_it_is_written(self, store, query, expected):
        amount = made("words", "Costs", "It cost 1.5 million in all.")
        at = amount.article.text.index("1.5")
        value = Quantity("words", at, at + 11, "1.5 million", 1.5e6, 1.5e6, 1.5e6, None)
        filled(
            store,
            made("digits", "Budget", "They want 1500000 from the fund."),
            made("commas", "Budget", "They got 1,500,000 from the fund."),
            StoredArticle(amount.article, Extraction(quantities=(value,)), amount.state),
            made("hyphen", "Health", "The well-being of sailors counts."),
            made("joined", "Health", "Their wellbeing counts."),
            made("life", "Quay", "A long life at sea.", url="http://example.org/harbour/quay/"),
            made("lives", "Quay", "Two wives, nine lives."),
            made("wives", "Quay", "The wives wait."),
            made("arabic", "خبر", "قال مُحَمَّدٌ إن الميناء مفتوح.", language="ar"),
            made("thai", "ข่าว", "เรือออกจากกรุงเทพเมื่อวาน", language="th"),
        )
        assert {article for article, _ in found(store, query)} == expected | ({"lives"} if query == "wife" else set())

    def test_windows_make_up_the_whole_answer_best_first(self, full):
        whole = full.search(All(), limit=10)
        parts = [hit for at in range(5) for hit in full.search(All(), limit=1, offset=at).hits]
        assert tuple(parts) == whole.hits
        assert (whole.total, whole.articles) == (5, 3)
        days = [hit.published for hit in full.search(All(), limit=10, sort="date").hits]
        assert days == sorted(days, reverse=True)

    def test_a_hit_shows_its_place_and_what_answers(self, full):
        (hit,) = full.search(parse("albatross"), limit=5).hits
        text = FERRY.article.text
        assert hit.text == text[hit.start : hit.end] == "The ferry Albatross stays in port."
        assert [text[start:end] for start, end in hit.highlights] == ["Albatross"]

    def test_filters_narrow(self, full):
        assert found(full, "ferry", filters=Filters(outlets=("Northern Wire",))) == [("quay", 52)]
        assert found(full, "ferry", filters=Filters(until="2025-11-30")) == [("ferry", 21)]
        assert len(full.search(All(), limit=9, filters=Filters(entities=(OLSEN.id,))).hits) == 2

    @pytest.mark.parametrize("query", ["ferry", "ferry OR quay OR harbour", "nowhere"])
    def test_the_articles_that_answer_best_are_those_of_the_first_hits(self, full, query):
        hits = full.search(parse(query), limit=3).hits
        assert full.answering(parse(query), limit=3) == [
            (hit.article, pytest.approx(hit.score, abs=1e-3)) for hit in hits
        ]

    def test_counts_and_facets_follow_the_query(self, full):
        assert full.count(parse("ferry")).articles == (("ferry", 1), ("quay", 1))
        facets = full.facets(parse("ferry OR olsen"))
        assert {facet.value: facet.passages for facet in facets.outlets} == {"Harbour Post": 2, "Northern Wire": 2}
        assert [(facet.value, facet.passages) for facet in facets.entities] == [(OLSEN.id, 2)]

    def test_a_question_that_is_no_longer_wanted_ends(self, full):
        assert full.search(parse("ferry"), limit=5, cancelled=lambda: True).total == 0
        assert full.facets(parse("ferry"), cancelled=lambda: True) is None

    def test_related_passages_are_of_other_articles(self, full):
        related = full.related("ferry", 21, 55, limit=5)
        assert related[0].article == "quay"
        assert all(item.article != "ferry" for item in related)
        assert related[0].text == QUAY.article.text[related[0].start : related[0].end]
        with pytest.raises(LinkError):
            full.related("ferry", 0, 10_000, limit=5)
