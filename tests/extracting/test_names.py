"""Proper names in one article: found, typed, with roles, and nothing else."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.extracting.lexicon import common, demonym, listed, nation, words
from dossier.extracting.names.definitions import abbreviates
from dossier.extracting.names.find import find_names
from dossier.model import Article, Zone
from dossier.text.folding import fold


def article(text, *, zone="body"):
    return Article("a", "a.txt", "", text, "", zones=(Zone(0, len(text), zone),))


def names(text, **kwargs):
    mentions, _ = find_names(article(text, **kwargs))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    return [(m.text, m.type) for m in mentions]


def roles(text):
    return {m.text: m.role for m in find_names(article(text))[0] if m.type == "PERSON"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # people
        ("On Monday the senator met Elena Quispe in her office.", [("Elena Quispe", "PERSON")]),
        ("Peruvian President José Jerí spoke.", [("Peruvian", "NATIONALITY"), ("José Jerí", "PERSON")]),
        ("Peru's President Jose Jeri spoke.", [("Peru", "PLACE"), ("Jose Jeri", "PERSON")]),
        (
            "The minister of Security Luis Cordero and Minister of Defence Ana Paz met.",
            [("Luis Cordero", "PERSON"), ("Ana Paz", "PERSON")],
        ),
        ("Hugo de Solís spoke. However, de Solís left.", [("Hugo de Solís", "PERSON"), ("de Solís", "PERSON")]),
        ("Kimani (Kiki) Gray lived here.", [("Kimani (Kiki) Gray", "PERSON")]),
        ("A coach, William J. Bratton Jr., resigned.", [("William J. Bratton Jr", "PERSON")]),
        ("Billy King stayed. King said so.", [("Billy King", "PERSON"), ("King", "PERSON")]),
        ("They saw Mr. Ferreyra leave.", [("Ferreyra", "PERSON")]),
        ("Oruro, 24, was held.", [("Oruro", "PERSON")]),
        (
            "Mr. Oakes met President Roh Min-seo. Roh smiled.",
            [("Oakes", "PERSON"), ("Roh Min-seo", "PERSON"), ("Roh", "PERSON")],
        ),
        ("Rep. Ana Paz, D-Ga., spoke.", [("Ana Paz", "PERSON")]),
        ("Senator Hill and Mr Farmer agreed.", [("Hill", "PERSON"), ("Farmer", "PERSON")]),
        (
            "On came Ashdown, Griffin, Brenlow, Taylor, Quashtie, Stone and Berger.",
            [(name, "PERSON") for name in ("Ashdown", "Griffin", "Brenlow", "Taylor", "Quashtie", "Stone", "Berger")],
        ),
        ("It is led by moderate Muslim Hamid Sahar.", [("Hamid Sahar", "PERSON")]),
        ("He met former Secretary of State Oriana Rice.", [("Oriana Rice", "PERSON")]),
        ("They defended the Quorvan administration in May.", [("Quorvan", "PERSON")]),
        ("In May she became Miss Idaho.", [("Idaho", "PLACE")]),
        ("In May she met Miss Paz.", [("Paz", "PERSON")]),
        ("The Secretary of State Office shut.", []),
        ("Then Olga Moss and Will Greenwood left.", [("Olga Moss", "PERSON"), ("Will Greenwood", "PERSON")]),
        (
            "He sailed home to Liberia, Tamba Kesselo, head of the port, said.",
            [("Liberia", "PLACE"), ("Tamba Kesselo", "PERSON")],
        ),
        ("I hear that Petra I’d met left.", [("Petra", "PERSON")]),
        # bodies
        ("The Veterinary Nurses' Association met.", [("Veterinary Nurses' Association", "ORG")]),
        ("She left the British Red Cross.", [("British Red Cross", "ORG")]),
        ("He joined the Department of Justice.", [("Department of Justice", "ORG")]),
        ("The Elkhart County Sheriff's Department came.", [("Elkhart County Sheriff's Department", "ORG")]),
        ("Then the Sheriff's deputies came.", []),
        ("Then GM shut its plant.", [("GM", "ORG")]),
        ("They tore up GM maize, which is genetically modified.", []),
        ("Then Labour MP Ana Paz spoke.", [("Labour", "ORG"), ("Ana Paz", "PERSON")]),
        ("Last year Kansas City President Ana Paz spoke.", [("Kansas City", "PLACE"), ("Ana Paz", "PERSON")]),
        ("He put $50 million in Abacus Critical.", [("Abacus Critical", "ORG")]),
        ("He plays for Michigan State now.", [("Michigan State", "ORG")]),
        ("She left her former club Southampton.", [("Southampton", "ORG")]),
        ("Then the Southampton striker left.", [("Southampton", "ORG")]),
        ("On Sunday it is Burnley v Preston.", [("Burnley", "ORG"), ("Preston", "ORG")]),
        # places
        ("Michigan voted.", [("Michigan", "PLACE")]),
        ("He moved to Tampa, FL.", [("Tampa", "PLACE"), ("FL", "PLACE")]),
        ("The Mayes counties are dry.", [("Mayes", "PLACE")]),
        ("Ana Paz, the MP for Grantham, left.", [("Ana Paz", "PERSON"), ("Grantham", "PLACE")]),
        # peoples
        ("The Greek Cypriot minister left.", [("Greek Cypriot", "NATIONALITY")]),
        # none
        ("He made a U-turn in a T-shirt.", []),
        ("She saw the film A Little Princess.", []),
        ("An Ebola patient left Dallas.", [("Dallas", "PLACE")]),
        ("It was Mia Quispe who won.", [("Mia Quispe", "PERSON")]),
        ("An envoy to Pakistan Abdul Salam Zahir spoke.", [("Pakistan", "PLACE"), ("Abdul Salam Zahir", "PERSON")]),
        ("Counsel for Elena Quispe QC spoke.", [("Elena Quispe", "PERSON")]),
        ("The Elena Marsh affair goes on.", [("Elena Marsh", "PERSON")]),
        (
            "Elena Paz (UK) Ana Ruiz (Peru) came.",
            [("Elena Paz", "PERSON"), ("UK", "PLACE"), ("Ana Ruiz", "PERSON"), ("Peru", "PLACE")],
        ),
        # bodies
        ("Orchard CEO Ana Paz spoke.", [("Orchard", "ORG"), ("Ana Paz", "PERSON")]),
        ("The Kenya Red Cross helped.", [("Kenya Red Cross", "ORG")]),
        ("She entered the Ana Paz Center.", [("Ana Paz Center", "ORG")]),
        ("“The Peruvian National Police will act,” it says.", [("Peruvian National Police", "ORG")]),
        ("A nurse at the University of Northby spoke.", [("University of Northby", "ORG")]),
        ("The Ministry of Trade and Industry agreed.", [("Ministry of Trade and Industry", "ORG")]),
        ("She told the outlet The Lantern about it.", [("The Lantern", "ORG")]),
        ("Shares of Andina Minerals, Inc. fell.", [("Andina Minerals, Inc", "ORG")]),
        ("He posted it on X, formerly Twitter.", [("X", "ORG"), ("Twitter", "ORG")]),
        ("It was aired by Radio Tacna today.", [("Radio Tacna", "ORG")]),
        ("He joined the Philadelphia 76ers.", [("Philadelphia 76ers", "ORG")]),
        ("Chilean Carabineros cleared the road.", [("Chilean", "NATIONALITY"), ("Carabineros", "ORG")]),
        (
            "The Northern Low-cost Carriers Association (NLCA) and the Miners and Smelters Union (MSU) agreed.",
            [
                ("Northern Low-cost Carriers Association", "ORG"),
                ("NLCA", "ORG"),
                ("Miners and Smelters Union", "ORG"),
                ("MSU", "ORG"),
            ],
        ),
        (
            "The Rural and Coastal Research Council met the Committee to Protect Lighthouses.",
            [("Rural and Coastal Research Council", "ORG"), ("Committee to Protect Lighthouses", "ORG")],
        ),
        (
            "Senior Harbour Mining and Energy Union (HMEU) men left.",
            [("Harbour Mining and Energy Union", "ORG"), ("HMEU", "ORG")],
        ),
        (
            "The Andean Mining Commission met the Bureau for Fisheries. Later the Commission and the Bureau agreed.",
            [
                ("Andean Mining Commission", "ORG"),
                ("Bureau for Fisheries", "ORG"),
                ("Commission", "ORG"),
                ("Bureau", "ORG"),
            ],
        ),
        (
            "The Andean Mining Commission met. Commission staff and the Agency left.",
            [("Andean Mining Commission", "ORG")],
        ),
        ("It sold its stake in Andinex last year.", [("Andinex", "ORG")]),
        ("Seacable, which owns two ships, said Seacable has grown.", [("Seacable", "ORG"), ("Seacable", "ORG")]),
        ("Ana Velour, which floated last year, fell.", [("Ana Velour", "ORG")]),
        ("On Monday Seacable, Norway's largest carrier, fell.", [("Seacable", "ORG"), ("Norway", "PLACE")]),
        ("Workers at Al Qaeda and Al Jazeera were named.", [("Al Qaeda", "ORG"), ("Al Jazeera", "ORG")]),
        ("An EU-backed plan and Ex-Andinex staff.", [("EU", "ORG"), ("Andinex", "ORG")]),
        ("He told Radio 4 and Channel 5.", [("Radio 4", "ORG"), ("Channel 5", "ORG")]),
        ("The auditor Ernst and Young left.", [("Ernst and Young", "ORG")]),
        ("Then DEC said it would appeal on 14 DEC 2003.", [("DEC", "ORG")]),
        ("It is read in the People's Daily.", [("People's Daily", "ORG")]),
        ("Voters left New Labour.", [("New Labour", "ORG")]),
        ("Aid came. Soyuzia said so. Broadband has grown.", [("Soyuzia", "ORG")]),
        # places
        ("US lawmakers, US shareholders and US executives met.", [("US", "PLACE")] * 3),
        ("They were held at the Quillacas Detention Centre.", [("Quillacas Detention Centre", "PLACE")]),
        ("It reached the West Bank towns first.", [("West Bank", "PLACE")]),
        ("It was the 57th Sydney show, near S Africa.", [("Sydney", "PLACE"), ("S Africa", "PLACE")]),
        (
            "Fires at the Marrowby Detention Centre went on. Trouble in Marrowby and Marrowby’s suburbs.",
            [("Marrowby Detention Centre", "PLACE"), ("Marrowby", "PLACE"), ("Marrowby", "PLACE")],
        ),
        ("It rained over Goulburn.", [("Goulburn", "PLACE")]),  # a small town of the gazetteer
        ("They drove to Arica, Chile.", [("Arica", "PLACE"), ("Chile", "PLACE")]),
        ("The Chile-Peru border was shut.", [("Chile", "PLACE"), ("Peru", "PLACE")]),
        ("They blocked the Panamericana Sur highway.", [("Panamericana Sur", "PLACE")]),
        ("Crowds stood at the Quillacas Border Complex.", [("Quillacas Border Complex", "PLACE")]),
        ("The U. S. Geological Survey said so.", [("U. S. Geological Survey", "ORG")]),
        ("US troops left, the WHO said. Who told us? Us, he said.", [("US", "PLACE"), ("WHO", "ORG")]),
        ("City Public Advocate Bill de Blasio came.", [("Bill de Blasio", "PERSON")]),
        ("It reached the U.S. on Friday.", [("U.S.", "PLACE")]),
        ("Crowds filled St. Peter's Square.", [("St. Peter's Square", "PLACE")]),
        ("He went from Northby, Ala., to Oruro.", [("Northby", "PLACE"), ("Ala", "PLACE"), ("Oruro", "PLACE")]),
        # peoples and events
        ("Most are Venezuelans.", [("Venezuelans", "NATIONALITY")]),
        (
            "Most Gibraltarians and one Victorian came.",
            [("Gibraltarians", "NATIONALITY"), ("Victorian", "NATIONALITY")],
        ),
        ("The anti-Taliban Afghan groups met.", [("Taliban", "ORG"), ("Afghan", "NATIONALITY")]),
        ("It won the America's Cup.", [("America's Cup", "EVENT")]),
        (
            "It was shown at the Kestrel Gadgets Show, and CGS visitors at the KGS liked it.",
            [("Kestrel Gadgets Show", "EVENT"), ("CGS", "ORG"), ("KGS", "EVENT")],
        ),
        ("He ran at the Athens Olympics.", [("Athens Olympics", "EVENT")]),
        (
            "Some Kashmiris and Kiwis left for the Philippines.",
            [("Kashmiris", "NATIONALITY"), ("Kiwis", "NATIONALITY"), ("Philippines", "PLACE")],
        ),
        ("One Venezuelan migrant spoke.", [("Venezuelan", "NATIONALITY")]),
        ("It rained during the World Cup.", [("World Cup", "EVENT")]),
        ("Hurricane Alda came ashore.", [("Hurricane Alda", "EVENT")]),
        # no names
        ("The sale ran from April-July and the Test began in the 19th Century.", []),
        ("On Friday, December 14, the President and the Foreign Minister met.", []),
        ("Show all. Sign up! Read our Privacy notice.", []),
        ("Severing a cable is a crime. Rioters fled. Hundreds followed.", []),
        ("“We will not allow it,” he said. “Our borders are respected.”", []),
        ("I don't know, he'll say. Didn't they?", []),
    ],
)
def test_names(text, expected):
    assert names(text) == expected


def test_furniture_bylines_and_datelines_hold_no_names():
    text = "Elena Quispe met José Jerí in Lima."
    for zone in ("furniture", "byline", "dateline"):
        assert names(text, zone=zone) == []
    for zone in ("headline", "caption", "subheading", "body"):
        assert len(names(text, zone=zone)) == 3


def test_a_heading_in_title_case_names_only_what_the_article_names():
    heading = "Dramatic Rescue Stuns Quiet Harbour Town As Quispe Calls For Calm In Chile\n"
    body = "Mayor Elena Quispe asked for calm. Quispe spoke in Chile."
    found = names(heading + body)
    assert found[:2] == [("Quispe", "PERSON"), ("Chile", "PLACE")]
    assert len(found) == 5


def test_a_capital_at_the_beginning_of_a_sentence_is_settled_elsewhere():
    assert names("Lantern sellers left. The lantern was lit.") == []
    assert ("Valverde", "PERSON") in names("General Arturo Valverde spoke. Valverde left.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The tow was short,” said Per Lund, a pilot.", "Per Lund"),
        ("“The tow was short,” added Even Solberg.", "Even Solberg"),
    ],
)
def test_a_word_that_begins_no_name_is_a_given_name_behind_a_verb_of_saying(text, name):
    assert [found for found, _ in names(text)] == [name]


def test_an_unknown_speaker_that_trades_is_a_body():
    found = names("Cable operator Seacable said on Monday that Seacable’s network works. The Seacable service is back.")
    assert {kind for name, kind in found if name == "Seacable"} == {"ORG"}


def test_acronyms_are_defined_in_brackets():
    text = "The Peruvian National Police (PNP) and the National Guard (GN) came. The PNP left."
    _, definitions = find_names(article(text))
    assert [(d.full, d.short) for d in definitions] == [("Peruvian National Police", "PNP")]
    assert text[definitions[0].start : definitions[0].end] == "Peruvian National Police (PNP)"


def test_an_acronym_whose_words_would_begin_inside_a_word_is_left_apart():
    find_names(article("WorlAnti-Dopi”ngﬁ Agİency (DA) chí"))  # letters of other alphabets do not raise


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("PNP", "Peruvian National Police", True),
        ("PNP", "National Police", True),  # the nation's initial added
        ("IOM", "International Organization for Migration", True),
        ("MoD", "Ministry of Defence", True),
        ("SES", "Northern State Emergency Service", True),  # the state left out
        ("GN", "National Guard", False),
        ("ATYT", "ATI Technologies", False),
        ("INTC", "Intel", False),
        ("P", "Police", False),
    ],
)
def test_abbreviates(short, full, fits):
    assert abbreviates(short, full) is fits


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Peruvian President Ana Paz spoke.", "peruvian president"),
        ("Peru’s President Ana Paz spoke.", "president of peru"),
        ("Peru’s foreign minister Ana Paz spoke.", "foreign minister of peru"),
        ("They fear far-right candidate Ana Paz now.", "far-right candidate"),
        ("It came from the regional governor of Tacna, Ana Paz, who spoke.", "regional governor of tacna"),
        ("They asked Ana Paz, a 59-year-old lawyer, to speak.", "lawyer"),
        ("The mayor of Tacna, Ana Paz, spoke.", "mayor of tacna"),
        ("They asked Ana Paz, the Peruvian Security Minister, to speak.", "peruvian security minister"),
        ("They asked Ana Paz, a former chief executive of the port, to speak.", "former chief executive"),
        ("They asked Ana Paz, security minister Jon Berg and others to speak.", None),
        ("They asked Ana Paz to speak.", None),
    ],
)
def test_roles(text, role):
    assert roles(text)["Ana Paz"] == role


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("They asked Ana Paz, 34, to speak.", 34),
        ("They asked Ana Paz, a 59-year-old lawyer, to speak.", 59),
        ("They asked Ana Paz, aged 7, to speak.", 7),
        ("The 41-year-old driver Ana Paz spoke.", 41),
        ("Sent off: Ana Paz (82).", None),
        ("They asked Ana Paz, 340 times.", None),
    ],
)
def test_ages(text, age):
    (mention,) = find_names(article(text))[0]
    assert mention.age == age


def test_the_lists_load_and_look_up():
    assert {"elena", "jose"} <= listed("given")
    assert "reuters" in words("organisations")
    assert demonym("venezuelans")
    assert nation("peruvians") == "peru"
    assert common("severing")
    assert common("undersea")
    assert not common("quispe")
    assert fold("Jerí’s") == "jeri's"
    with pytest.raises(FileNotFoundError):
        words("no such section")


# --- properties

PIECES = [
    "José",
    "Jerí",
    "de",
    "Zela",
    "President",
    "of",
    "the",
    "Peru",
    "’s",
    "PNP",
    "(",
    ")",
    "“",
    "”",
    "-",
    "Police",
    "said",
    "Kiki",
    "X",
    "İstanbul",
    "ﬁ",
    "ß",
    "👩\u200d👧",
    "Dec",
    "14",
    "É",
    "ΑΒΓ",
    "Ж",
    "&",
    "Inc.",
    ",",
    ".",
    "U. S.",
    "\n",
    " ",
    "\u200b",
]
PIECED = st.lists(st.sampled_from(PIECES), max_size=60)


@given(st.one_of(st.text(max_size=200), PIECED.map("".join), PIECED.map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_names_where_they_stand(text):
    mentions, definitions = find_names(article(text))
    assert all(0 <= m.start < m.end <= len(text) and text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(text[d.start : d.end] == d.text for d in definitions)
    assert find_names(article(text)) == (mentions, definitions)


@pytest.mark.parametrize(
    "piece",
    ["A", "A ", "A. ", "Aa ", "Aa-", "Aa'", "(A", "“A ", "President ", "of A ", "Aa, ", "a" * 50 + " ", ". ", "A&",
     "\n", "AA\n", "é", " - ", "1ers "],
)  # fmt: skip
def test_no_text_is_slow(piece):
    text = (piece * 30_000)[:30_000]
    find_names(article(text[:100]))
    begun = time.process_time()
    find_names(article(text))
    assert time.process_time() - begun < 3  # 100 µs a character, for slow machines; measured: 6


def test_a_title_and_what_it_is_over_is_an_office_and_no_name():
    text = "Anna Berg, the Norwegian Minister of Security, met the Secretary of State in Oslo."
    article = Article(id="a", path="a", title="t", text=text, sha256="", zones=(Zone(0, len(text), "body"),))
    mentions, _ = find_names(article)
    assert [m.text for m in mentions] == ["Anna Berg", "Norwegian", "Oslo"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("In Karvolos, 10,000 people are reported as marching.", "Karvolos", "PLACE"),
        ("In Tarnas, around 20,000 marched.", "Tarnas", "PLACE"),
        ("They met a senior analyst at Quilbrast 64.", "Quilbrast", "ORG"),
        ("A cable between Abu Zorvan and Lisbon broke.", "Abu Zorvan", "PLACE"),
        ("The shock hit Muscat, Al Ain and Dubai.", "Al Ain", "PLACE"),
        ("The villages were identified as Zorvan, Meldar and Tarn.", "Meldar", "PLACE"),
        ("On its news page, Zorvatel Tarni said so.", "Zorvatel Tarni", "ORG"),
        ("The head of the team, Zorvan Safrat, estimated that half fell.", "Zorvan Safrat", "PERSON"),
        ("The chief of the Interior Ministry's rescuers, Zorvan Safrat, said so.", "Zorvan Safrat", "PERSON"),
        ("They stood at the Tomb of the Unknown Soldier again.", "Tomb of the Unknown Soldier", "PLACE"),
        ("It is on the Investor Services page of its site.", "Investor Services", "ORG"),
        ("They praised Petra Quilbrast 64 times.", "Petra Quilbrast", "PERSON"),
        ("“I sold it,” said Greta Holm, a retired crane operator who lives in Tarn.", "Greta Holm", "PERSON"),
        ("The beer is made by Greta Holm, a brewer in Tarn.", "Greta Holm", "PERSON"),
        ("The beer is made by Zorvan, a brewer in Tarn.", "Zorvan", "ORG"),
        ("Zorvan said her client would appeal.", "Zorvan", "PERSON"),
        ("They met Davvit Pereira again. Pereira conceded at ten.", "Pereira", "PERSON"),
        ("Zorvan said its lawyers would appeal.", "Zorvan", "ORG"),
    ],
)
def test_the_words_around_a_name_tell_people_places_and_organisations_apart(text, name, kind):
    assert (name, kind) in names(text)


def test_the_kinds_of_full_names_stay():
    found = dict(names("The talks between Petra Quilbrast and Lisbon failed, said their leader, Olga Tarn, on Friday."))
    assert (found["Petra Quilbrast"], found["Olga Tarn"]) == ("PERSON", "PERSON")
    assert names("Zorvan, 34, left.") == [("Zorvan", "PERSON")]
    assert names("Petra Quilbrast (34) left.") == [("Petra Quilbrast", "PERSON")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tarn Corp fell. Tarn Corp's Zorvix chips sold. Zorvix-based servers cost more.", ["Tarn Corp", "Tarn Corp"]),
        ("Tarn Corp rose. They want the Tarn Zorvix E3-1260L. Zorvix chips are cheap.", ["Tarn Corp", "Tarn"]),
        ("They want a 64-bit Zorvix. Zorvix chips are cheap.", []),
        ("They want single-core Zorvix servers. Lisbon buys them.", ["Lisbon"]),
        (
            "Lisbon buys Xeon E3-1260L servers and a Prius. The Linux Foundation does too.",
            ["Lisbon", "Linux Foundation"],
        ),
        (
            "Tarn Corp fell. Tarn Corp's Zorvix sold. A Zorvix or Quillet CPU is dear.",
            ["Tarn Corp", "Tarn Corp", "Quillet"],
        ),
        (
            "Zorvix trucks burned. Lisbon wants Zorvix trucks back, Zorvix said.",
            ["Zorvix", "Lisbon", "Zorvix", "Zorvix"],
        ),
        ("It will sell a tablet chip, code named Tarnado, later.", []),
        ("Banners read “Give the Stolen Money Back” on Tuesday.", []),
        ('Banners read "Peoples of Europe, Rise Up. " on Tuesday.', ["Europe"]),
        ("THREE PEOPLE died in Lisbon on Monday.", ["Lisbon"]),
        ("A FIRE-BOMB attack cost the shop Dh472 on Monday.", []),
        ("They met the RED CROSS on Monday.", ["RED CROSS"]),
    ],
)
def test_products_slogans_and_words_in_capitals_are_no_names(text, left):
    assert [name for name, _ in names(text)] == left


def test_the_last_word_of_a_short_name_in_brackets_may_stand_whole():
    _, definitions = find_names(
        article("A cut hit the Zorvan Telecom North (ZT North) cable. They met Ana Tarn (ZT South).")
    )
    assert [(d.full, d.short) for d in definitions] == [("Zorvan Telecom North", "ZT North")]


def test_a_letter_that_labels_a_place_is_no_initial():
    assert names("It was calm in Terminal C. Lisbon slept. They met Coach C. Quilbrast.") == [
        ("Terminal C", "PLACE"),
        ("Lisbon", "PLACE"),
        ("C. Quilbrast", "PERSON"),
    ]


def test_a_company_beside_another_is_no_product_of_it():
    text = "Tarn Corp's rival Zorvix said that Zorvix chips sell well. Tarn Corp and Zorvix Inc compete."
    assert "Zorvix" in [name for name, _ in names(text)]
