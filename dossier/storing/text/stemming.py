"""The stems and stop words of the languages that are searched by stem: what an article's language makes of a word.

Snowball's stemmers are meant for words with their accents, but a query may be typed without. So they are given words
that are folded (`words.fold`), after rules that bring forms together which folding, or Snowball itself, would keep
apart (naciones/nación, nações/nação, policière/policier). Articles in other languages are searched by whole words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from dossier.storing.text.tokens import STOP_WORDS, stem

_SNOWBALL = {"es": "spanish", "fr": "french", "de": "german", "pt": "portuguese"}
LANGUAGES = ("en", *_SNOWBALL)
"""Codes of the languages with stems of their own. An article that does not tell its language is taken for English."""
PLAIN = "other"
"""Stands for all other languages."""

# Ending → what it is an inflection of, the first that fits; at least two letters stand before it.
_INFLECTIONS = {
    "es": (("ces", "z"), ("yes", "y"), (r"([nrlds])es", r"\1"), (r"([aeio])s", r"\1")),
    "fr": (
        ("ees?", "e"), ("ieres?", "ier"), ("([ts])ives?", r"\1if"), ("ifs", "if"), ("eaux", "eau"), ("aux", "al"),
        ("(?<!m)(?<!i)ent", "e"),
    ),
    "de": (),
    "pt": (
        ("[oa]es", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m"), (r"([rzs])es", r"\1"),
        (r"([aeio])s", r"\1"),
    ),
}  # fmt: skip
_IRREGULAR = {
    "fr": {
        "lois": "loi", "rois": "roi", "travaux": "travail", "yeux": "oeil", "taux": "taux", "faux": "faux",
        # Words that end like “ils arrivent” but are not verbs.
        **{word: word for word in """
        absent accent accident adjacent adolescent agent antecedent apparent ardent argent cent coherent competent
        confident contingent continent content convent couvent decent dent different diligent dissident divergent
        eloquent emergent eminent equivalent evident excellent fervent florent frequent imminent imprudent incident
        indecent indifferent indigent indulgent innocent insolent insurgent intelligent intransigent laurent lent
        negligent opulent parent permanent pertinent polyvalent precedent present president prudent recent referent
        regent resident reticent sergent serpent souvent strident subsequent succulent talent tangent torrent
        transparent turbulent urgent vent vincent violent virulent""".split()},
    },
    "pt": {"leis": "lei", "reis": "rei", "pais": "pais", "paises": "pais", "pao": "pao"},
    "de": {},
    "es": {"pais": "pais", "paises": "pais"},
}  # fmt: skip
# Words, folded, that are too common to rank by.
_STOPS = {
    "es": """a al algo ante antes aqui asi aun aunque cada como con contra cual cuando de del desde donde dos e el ella
    ellas ellos en entre era eran es esa ese eso esta estaba estan este esto estos fue fueron ha habia han hasta
    hay la las le les lo los mas me mi mientras muy ni no nos o otra otro otros para pero por porque que quien
    se sea segun ser si sido sin sobre son su sus tambien tan te tiene todo todos tras tu un una uno unos y ya
    yo""",
    "fr": """a ai ainsi alors apres au aussi autre autres aux avait avant avec c car ce cela celle celui ces cet cette
    chez comme d dans de des deux dont du elle elles en encore entre est et etait ete etre eu fait il ils j je l
    la le les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas peu peut
    plus pour qu quand que qui s sa sans se ses si son sont sous sur t ta te tes toi ton tous tout toute tres tu
    un une vers vos votre vous y""",
    "de": """aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis da damit dann das dass dem
    den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer
    eines er es etwa euch fur gegen hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem
    ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kein keine konnen man mehr mein mit nach
    nicht noch nun nur ob oder ohne sehr sei sein seine seinem seinen seiner seit sich sie sind so soll sowie
    uber um und uns unter vom von vor war waren was weil wenn wer werden wie wieder will wir wird wo worden
    wurde wurden zu zum zur zwischen""",
    "pt": """a ao aos apos as ate cada com como contra da das de dela dele deles depois desde dessa desse desta deste do
    dos e ela elas ele eles em entre era eram essa esse esta estao estava este eu foi foram ha isso isto ja la
    lhe lo mais mas me mesmo meu minha muito na nao nas nem no nos o os ou para pela pelas pelo pelos por porque
    qual quando que quem se sem ser seu seus so sobre sua suas tambem tem tinha um uma umas uns voce""",
}  # fmt: skip


def searched_as(language: str | None) -> str:
    """Return the language that an article's words are taken to be of: one of LANGUAGES, or PLAIN."""
    if language is None:
        return "en"
    code = language[:2].lower()
    return code if code in LANGUAGES else PLAIN


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded words of a language that are too common to rank by."""
    return STOP_WORDS if language == "en" else frozenset(_STOPS.get(language, "").split())


def term(word: str, language: str) -> str | None:
    """Return what the index keeps of a folded word in an article of a language; None for stop words.

    Terms of several languages are never the same, so that no word is taken for a form of another language's.
    """
    if word in stop_words(language):
        return None
    found = word_root(word, language)
    return found if language == "en" else f"{language}:{found}"


def terms(word: str, languages: Iterable[str]) -> list[str]:
    """Return the terms by which articles of these languages have any form of a word."""
    return [found for language in languages if (found := term(word, language)) is not None]


def word_root(word: str, language: str) -> str:
    """Return the stem of a folded word in a language; whole words where the language has none."""
    return stem(word) if language == "en" else root(word, language)


def other_forms(word: str) -> Sequence[str]:
    """Return the forms of an English noun that its stem does not bring together with it: `life` → `lives`."""
    return _irregular_plurals().get(word, ())


@cache
def _irregular_plurals() -> dict[str, tuple[str, ...]]:
    file = Path(__file__).with_name("irregular_plurals.txt")
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            one, many = line.split()
            forms[one].append(many)
            forms[many].append(one)
    return {word: tuple(others) for word, others in forms.items()}


@lru_cache(maxsize=200_000)
def root(word: str, language: str) -> str:
    """Return the stem of a folded word; other alphabets, numbers and other languages' words stay as they are."""
    if language not in _SNOWBALL or not (word.isascii() and word.isalpha()):
        return word
    singular = _IRREGULAR[language].get(word)
    if singular is None:
        singular = next((rule.sub(form, word) for rule, form in _rules(language) if rule.search(word)), word)
    return _snowball(language)(singular)


@cache
def _rules(language: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"(?<=..){ending}\Z"), form) for ending, form in _INFLECTIONS[language]]


@cache
def _snowball(language: str) -> Callable[[str], str]:
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord
    return stem_word
