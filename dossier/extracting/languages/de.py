"""German."""

# ruff: noqa: E501 - tables
from __future__ import annotations

from dossier.extracting.languages import tables as t

_UNITS = ("ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun")
_TENS = ("zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_NUMBERS = t.spread("""
    1: ein eine einen einem einer eins
    2: zwei
    3: drei
    4: vier
    5: funf
    6: sechs
    7: sieben
    8: acht
    9: neun
    10: zehn
    11: elf
    12: zwolf
    13: dreizehn
    14: vierzehn
    15: funfzehn
    16: sechzehn
    17: siebzehn
    18: achtzehn
    19: neunzehn
""")
_NUMBERS |= {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_NUMBERS |= {f"{one}und{ten}": 20 + 10 * i + j for i, ten in enumerate(_TENS) for j, one in enumerate(_UNITS, 1)}
_NUMBERS |= {f"{one}hundert": 100 * j for j, one in enumerate(_UNITS, 1)} | {"hundert": 100}
_NUMBERS |= {f"{word}tausend": 1000 * value for word, value in list(_NUMBERS.items()) if value > 1} | {
    "eintausend": 1000
}

TONGUE = t.Tongue(
    code="de",
    numbers=_NUMBERS,
    scales={
        "tausend": 1000, "tsd": 1000, "million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9,
        "milliarden": 10**9, "mrd": 10**9, "billion": 10**12, "billionen": 10**12,
    },
    vague={
        "dutzende": (24, 99), "dutzenden": (24, 99), "hunderte": (200, 999), "hunderten": (200, 999),
        "tausende": (2000, 9999), "tausenden": (2000, 9999), "zehntausende": (20_000, 99_999),
        "zehntausenden": (20_000, 99_999), "hunderttausende": (200_000, 999_999), "hunderttausenden": (200_000, 999_999),
        "millionen": (2 * 10**6, 10**7 - 1), "milliarden": (2 * 10**9, 10**10 - 1),
    },
    joiners=t.words("und"),
    of=t.words(""),
    bounds=(
        ("mehr als", ">"), ("uber", ">"), ("weniger als", "<"), ("unter", "<"), ("mindestens", ">="), ("wenigstens", ">="),
        ("bis zu", "<="), ("hochstens", "<="), ("maximal", "<="), ("rund", "~"), ("etwa", "~"), ("circa", "~"), ("ca", "~"),
        ("ungefahr", "~"), ("knapp", "<"), ("fast", "<"), ("beinahe", "<"), ("gut", ">="),
    ),
    units=t.of(
        (t.DAY, "tag tage tagen"), (t.WEEK, "woche wochen"), (t.MONTH, "monat monate monaten"), (t.YEAR, "jahr jahre jahren"),
        (t.HOUR, "stunde stunden"), (t.MINUTE, "minute minuten"), (t.SECOND, "sekunde sekunden"),
        (t.DECADE, "jahrzehnt jahrzehnte jahrzehnten"), (t.KM, "kilometer kilometern"), (t.METRE, "meter metern"),
        (t.CM, "zentimeter zentimetern"), (t.KG, "kilo kilogramm"), (t.TONNE, "tonne tonnen"), (t.HECTARE, "hektar"),
        (t.DEGREE, "grad"), (t.LITRE, "liter litern"), (t.EUR, "euro"), (t.USD, "dollar"), (t.CHF, "franken"),
        (t.GBP, "pfund"), (t.PERCENT, "prozent"),
    ),
    no_count=t.words(
        "ab aber als am an auch auf aus bei bis da das dass dem den der des die doch durch ein eine er es fur gegen hat hatten "
        "im in ist mit nach nicht noch oder ohne sei seien seit sich sie sind so uber um und uns unter von vor war waren wegen "
        "wenn wie wird wurde wurden zu zum zur uhr"
    ),
    says=t.words(
        "sagte sagten sagt sagen erklarte erklarten erklart betonte betonten betont teilte teilten mahnte mahnt warnte warnten "
        "warnt forderte forderten fordert fugte erganzte kundigte behauptete meinte meint schrieb schreibt berichtete "
        "berichteten erzahlte erzahlt antwortete versicherte bestatigte bekraftigte kritisierte raumte gab hiess rief fragte "
        "versprach nannte ausserte"
    ),
    said=t.words("gesagt erklart betont mitgeteilt gewarnt gefordert geschrieben berichtet erzahlt bestatigt"),
    auxiliaries=t.words("hat haben hatte hatten"),
    that=t.words("dass"),
    according=("laut", "nach angaben von", "nach angaben der", "nach angaben des", "so"),
    determiners=t.words("der die das ein eine einer eines dem den"),
    nobody=t.words("er sie es man wir ich ihr das dies"),
    pronouns=t.words("er sie"),
    drops=False,
    roles=t.words(
        "bundeskanzler bundeskanzlerin kanzler kanzlerin prasident prasidentin bundesprasident burgermeister burgermeisterin "
        "oberburgermeister oberburgermeisterin minister ministerin innenminister innenministerin aussenminister "
        "aussenministerin finanzminister verteidigungsminister justizminister ministerprasident ministerprasidentin sprecher "
        "sprecherin regierungssprecher polizeisprecher chef chefin general oberst hauptmann kandidat kandidatin senator "
        "senatorin abgeordneter abgeordnete sekretar generalsekretar anwalt anwaltin richter richterin bischof konig konigin "
        "papst botschafter botschafterin doktor dr professor professorin prof direktor direktorin herr frau landrat landratin "
        "fischer premierminister premierministerin"
    ),
    in_place=t.words("in aus nach bei"),
    small=t.words(
        "ab aber alle allem alles als also am an auch auf aus bei beide bis da dabei dadurch daher damit danach dann daran darauf "
        "das dass dazu dem den denn der deren des deshalb dessen die dies diese dieser dieses doch dort durch ein eine einem "
        "einen einer eines er erst es etwa fast fur gegen gestern heute hier ich ihm ihr ihre im immer in ins ist ja jede jeder "
        "jetzt kein keine laut man mehr mit nach nachdem nicht nichts niemand noch nun nur ob oder ohne rund schon sehr sein "
        "seine seit sich sie sind so sogar sondern soll solche trotz uber um und uns unter viele vom von vor wahrend war was weil "
        "wenn wer wie wir wird wo zu zudem zum zur zuvor zwar zwischen am mehr"
    ),
    nouns_capital=True,
)  # fmt: skip
