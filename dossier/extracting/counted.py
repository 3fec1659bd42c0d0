"""The noun phrase a number counts: the head that stands beside it, without a tagger.

The phrase runs from the number to the first plural noun; words that cannot be inside a noun phrase end it. Where
no plural comes, a participle that stands for people ("killed", "injured") or nothing: what must be guessed is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Function words and common verbs at which a noun phrase ends.
STOPS = frozenset(
    """about above across after against along although am amid among an and any are around as at be because been before
    being below beneath beside besides between beyond both but by can could despite did do does done down during each
    either even ever every except for from had has have he her here hers him his how however i if in into is it its itself
    just least less like may me might mine must my near neither never no nor not now of off on once only onto or our
    out over per rather said says shall she should since so some still such than that the their them then there these
    they this those though through throughout thus till to too toward towards under until up upon us versus via was we
    were what when where whereas whether which while who whom whose why will with within without would yet you your ago
    also always already again away back gets got get goes went come came comes took takes take makes made make
    yesterday today tomorrow tonight later earlier apiece total altogether together overall respectively worth is
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december perhaps its ours yes vs alone instead including include includes involving following
    according left remain remains remained fled flee live lives lived died die dies became become becomes began
    begins turned voted tried told killing injuring wounding leaving marched rallied gathered protested attended
    believed thought feared reported confirmed expected found used based aged showed shows say saying accused""".split()
)
DETERMINERS = frozenset("the a an this that these those its his her their our my your all such both".split())
# Plurals without -s, and words that count people by what happened to them.
PLURALS = frozenset(
    """people men women children police staff cattle sheep fish aircraft troops personnel youth youths clergy feet teeth
    mice geese oxen media data criteria fishermen policemen policewomen firemen businessmen businesswomen congressmen
    lawmen gunmen crewmen servicemen servicewomen spokesmen workmen salesmen townspeople folk crew infantry cavalry
    militia livestock poultry deer salmon trout species series headquarters spacecraft hovercraft offspring elderly""".split()
)
PREDICATES = frozenset(
    """dead killed injured wounded hurt missing arrested homeless displaced detained hospitalized hospitalised sick ill
    infected jailed stranded trapped rescued evacuated shot dying drowned unemployed alive casualties kidnapped
    captured unaccounted charged indicted sentenced executed""".split()
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|’s|'s|[aiou]as|ics)$")
_S_WORDS = frozenset(
    "as its his this yes gas bus plus perhaps always versus besides less across various whereas was is has does us afterwards towards news says sometimes overseas downstairs upstairs indoors outdoors nowadays christmas texas kansas paris athens".split()
)
_ADJECTIVE = re.compile(
    r"(?:al|ous|ive|ic|ish|able|ible|ary|ese|less|ful|ern|ed|ing|est|ian|an|old|er|ant|ent|like|wide|y)$"
)
# Nouns with an adjective's ending, as heads of "one …".
_HEADS = frozenset(
    """officer worker soldier teacher player leader member minister lawmaker driver passenger rider killer father mother
    brother sister daughter partner prisoner reporter teenager fighter number letter paper chapter order river computer
    protester demonstrator official animal hospital journal trial arrival deal proposal rival survival city country
    company family party body army baby county agency enemy study story boy lady play way day key survey policy factory
    incident student resident president accident agent patient client parent event moment shipment apartment department
    man woman human plan van republican american veteran civilian politician physician musician librarian pedestrian
    building meeting wedding shooting ring king thing evening morning warning painting killing bombing hearing
    manager owner farmer banker lawyer trader supporter villager shopper bus train tower center quarter voter customer
    consumer winner loser buyer seller user supplier provider operator carrier dealer employer prisoner stranger
    ranger trooper commander adviser speaker gunner sniper bomber helicopter tanker cluster disaster murder corner
    protest request forest nest test arrest chest guest priest tourist activist journalist scientist analyst dentist
    delegation item infant tenant merchant restaurant plant giant merchant servant lieutenant sergeant assistant
    lobby copy penny memory theory library diary secretary military cemetery anniversary century bakery battery""".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d,.]*|\S")


def noun_phrase(text: str, start: int, end: int, *, singular: bool = False, mass: bool = False) -> str | None:
    """Give the noun phrase that begins at `start`; `singular` after "one", `mass` where no plural is asked for."""
    words: list[tuple[int, int, str]] = []
    head_found = False
    for match in _WORD.finditer(text, start, min(end, start + 120)):
        word, lower = match[0], match[0].lower()
        gap = text[words[-1][1] if words else start : match.start()]
        if "\n" in gap or len(gap) > 2:
            break
        if not word[0].isalpha():
            if word == "," and words and not head_found and words[-1][2].endswith(_COMMA_ADJECTIVES):
                words.append((match.start(), match.end(), lower))
                continue
            break
        if lower in DETERMINERS and not words:
            start = match.end()
            continue
        if lower in STOPS and not (words == [] and lower == "left"):
            break
        words.append((match.start(), match.end(), lower))
        if plural(word) and not singular:
            head_found = True
            break
        if singular and _single_head(words, text, match.end(), end):
            head_found = True
            break
        if len(words) >= 6:
            break
    while words and words[-1][2] == ",":
        words.pop()
    if not words:
        return None
    if not head_found and not mass:
        if words[0][2] in PREDICATES:
            words = words[:1]
        elif not singular:
            return None
        else:
            return None
    if len(words) == 1 and words[0][2] in ("more", "other", "further", "additional", "extra", "fewer"):
        return None
    return text[words[0][0] : words[-1][1]]


_COMMA_ADJECTIVES = ("al", "y", "ed", "ing", "e", "d")


def plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    lower = word.lower()
    if lower in PLURALS or lower.endswith(("men", "people", "women")):
        return True
    return lower.endswith("s") and len(lower) > 3 and lower not in _S_WORDS and not _NOT_PLURAL.search(lower)


def _single_head(words: Sequence[tuple[int, int, str]], text: str, at: int, end: int) -> bool:
    """Whether the last word is the head of a singular phrase: no adjective, and no noun after it that is."""
    lower = words[-1][2]
    if lower in _HEADS:
        following = _WORD.match(text, at + 1, end) if at + 1 < end else None
        return not (following and following[0].lower() in _HEADS and text[at] == " ")
    if _ADJECTIVE.search(lower) or lower in _MODIFIERS:
        return False
    following = _WORD.match(text, at + 1, end) if at + 1 < end and text[at] == " " else None
    return not (following and following[0].lower() in _HEADS)


_MODIFIERS = frozenset(
    """other more new young slight senior local major minor big small large great good bad huge single separate male
    female former top key prime main last first second third next recent few poor rich free high low long short late
    heavy light rare strange black white red blue green yellow grey gray brown different whole half full extra
    suspected alleged police army government state bank union city town village""".split()
)
