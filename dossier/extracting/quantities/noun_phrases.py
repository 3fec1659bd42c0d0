"""The noun phrase a number counts: the head that stands beside it, without a tagger.

The phrase runs from the number to the first plural noun; words that cannot be inside a noun phrase end it. Where
no plural comes, a participle that stands for people ("killed", "injured") or nothing: what must be guessed is None.
"""

from __future__ import annotations

import re

from dossier.extracting.numerals.words import read, word_set
from dossier.extracting.quantities.context_words import CHANGE_NOUNS

# Function words and common verbs at which a noun phrase ends.
STOPS = word_set(
    """
    about above across after against along although am amid among an and any are around as at be because been
    before being below beneath beside besides between beyond both but by can could despite did do does done down
    during each either even ever every except for from had has have he her here hers him his how however i if in
    into is it its itself just least less like may me might mine must my near neither never no nor not now of
    off on once only onto or our out over per rather said says shall she should since so some still such than
    that the their them then there these they this those though through throughout thus till to too toward
    towards under until up upon us versus via was we were what when where whereas whether which while who whom
    whose why will with within without would yet you your ago outside inside nearby abroad ahead aboard ashore
    afloat also always already again away back gets got get goes went come came comes took takes take makes made
    make yesterday today tomorrow tonight later earlier apiece total altogether together overall respectively
    worth is monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december perhaps its ours yes vs alone instead including include includes
    involving following according left remain remains remained fled flee live lives lived died die dies became
    become becomes began begins turned voted tried told killing injuring wounding leaving marched rallied
    gathered protested attended believed thought feared reported confirmed expected found used based aged showed
    wants suggests reveals warns believes thinks means requires seems appears buy buys
    shows say saying accused
    """
)
DETERMINERS = word_set("the a an this that these those its his her their our my your all such both")
# Plurals without -s, and words that count people by what happened to them.
PLURALS = word_set(
    """
    people men women children police staff cattle sheep fish aircraft troops personnel youth youths clergy feet
    teeth mice geese oxen media data criteria fishermen policemen policewomen firemen businessmen businesswomen
    congressmen lawmen gunmen crewmen servicemen servicewomen spokesmen workmen salesmen townspeople folk crew
    infantry cavalry militia population workforce electorate livestock poultry deer salmon trout species series
    headquarters spacecraft hovercraft offspring elderly
    """
)
PREDICATES = word_set(
    """
    dead killed injured wounded hurt missing arrested homeless displaced detained hospitalized hospitalised sick
    ill infected jailed stranded trapped rescued evacuated shot dying drowned unemployed alive casualties
    kidnapped captured unaccounted charged indicted sentenced executed
    """
)
_NO_NOUNS = STOPS | PREDICATES
_NO_SECOND = STOPS | DETERMINERS
# Peoples and a few other plurals that end in -is.
_IN_IS = word_set(
    """
    israelis iraqis pakistanis bangladeshis yemenis saudis omanis kuwaitis somalis nepalis qataris emiratis bahrainis
    azeris bengalis punjabis kashmiris tutsis zanzibaris nazis taxis bikinis safaris tsunamis skis alibis rabbis corgis
    """
)
_ACRONYMS = re.compile(r"[A-Z]{2,}s")  # CPUs, NGOs
# Peoples whose name has no plural of its own, where no noun follows: 200 East Timorese.
_PEOPLE = re.compile(r"[A-Z]\w+(?:ese|nch|tch)|British|English|Irish|Scottish|Spanish|Danish|Finnish|Swiss|Chinese")
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|’s|'s|[aiou]as|ics)$")
_S_WORDS = word_set(
    """
    as its his this yes gas bus plus perhaps always versus besides less across various whereas was is has does
    us afterwards towards news says sometimes overseas downstairs upstairs indoors outdoors nowadays christmas
    plainclothes texas kansas paris athens hamas reuters
    """
)
_ADJECTIVE = re.compile(r"(?:al|ous|ive|ic|ish|able|ible|ary|ese|less|ful|ern|ed|ing|est|ian|an|old|like|wide|y)$")
# Nouns with an adjective's ending, as heads of "one …".
_HEADS = word_set(
    """
    officer worker soldier teacher player leader member minister lawmaker driver passenger rider killer father
    mother brother sister daughter partner prisoner reporter teenager fighter number letter paper chapter order
    river computer protester demonstrator official animal hospital journal trial arrival deal proposal rival
    survival city country company family party body army baby county agency enemy study story boy lady play way
    day key survey policy factory incident student resident president accident agent patient client parent event
    moment shipment apartment department man woman human plan van republican american veteran civilian
    politician physician musician librarian pedestrian building meeting wedding shooting ring king thing evening
    morning warning painting killing bombing hearing manager owner farmer banker lawyer trader supporter
    villager shopper bus train tower center quarter voter customer consumer winner loser buyer seller user
    supplier provider operator carrier dealer employer prisoner stranger ranger trooper commander adviser
    speaker gunner sniper bomber helicopter tanker cluster disaster murder corner protest request forest nest
    test arrest chest guest priest tourist activist journalist scientist analyst dentist delegation item infant
    tenant merchant restaurant plant giant merchant servant lieutenant sergeant assistant lobby copy penny
    memory theory library diary secretary military cemetery anniversary century bakery battery
    """
)
_WORD = re.compile(r"[^\W\d_](?:[^\W¹²³⁰⁴-⁹]|[’'-])*|\d[\d,.]*(?:-\w+)*|\S")
_REACH = 120  # code points a noun phrase may run over
_NOUNS_FIRST = word_set("lives shows")  # verbs elsewhere
_FIRST_ONLY = word_set("live earlier later confirmed reported used expected feared accused")  # of a phrase
_MORE = word_set("more other further additional extra fewer less")
_NO_MODIFIERS = _NO_NOUNS | _MORE


def noun_phrase(text: str, start: int, end: int, *, single: bool = False, mass: bool = False) -> str | None:
    """Give the noun phrase that begins at `start`; None where its head would have to be guessed.

    `single` looks for a singular head (after "one"); `mass` takes what stands there where no plural comes ("83% of
    the required capacity").
    """
    words: list[tuple[int, int, str]] = []
    ended = False
    for match in _WORD.finditer(text, start, min(end, start + _REACH)):
        word, lower = match[0], match[0].lower()
        gap = text[words[-1][1] if words else start : match.start()]
        if "\n" in gap or len(gap) > 2:
            break
        if not word[0].isalpha():
            if word in '"“' and not words:
                continue
            # six US top 10 albums, 70 Boeing 737-800 planes, three 15-year-old boys
            if word[0].isdigit() and (
                "-something" in word
                or (words and (words[-1][2] == "top" or text[words[-1][0]].isupper()))
                or "-year" in word
            ):
                words.append((match.start(), match.end(), lower))
                if word.endswith("-somethings"):
                    ended = True
                    break
                continue
            if word == "," and words and not mass and _adjective(words[-1][2]):
                words.append((match.start(), match.end(), lower))
                continue
            break
        if lower in DETERMINERS and not words:
            start = match.end()
            continue
        if lower == "and" and len(words) == 1 and not single and _joins(words[0][2], text, match.end(), end):
            words.append((match.start(), match.end(), lower))
            continue
        named = lower == "and" and bool(words) and all(text[begin].isupper() for begin, _, _ in words)
        if named and _NAME_NEXT.match(text, match.end(), end):  # Hamas and Islamic Jihad offices
            words.append((match.start(), match.end(), lower))
            continue
        if lower in _FIRST_ONLY and not words and _modifies(text, match.end(), end):
            words.append((match.start(), match.end(), lower))
            continue
        if lower in _NOUNS_FIRST and not words:  # 21 lives
            words.append((match.start(), match.end(), lower))
            ended = True
            break
        if lower in STOPS and word != "US" and not (mass and lower == "total"):  # 1,000 US marines
            break
        head, dash, _ = lower.partition("-")
        if dash and plural(head) and not single:  # a dash that lost its spaces: "two men-both armed"
            words.append((match.start(), match.start() + len(head), head))
            ended = True
            break
        words.append((match.start(), match.end(), lower))
        if single and plural(word):
            return None  # a verb: "one imagines that"
        if single:
            ended = _single_head(lower, text, match.end(), end)
        elif word in ("States", "Nations", "Arab") and words[-2:-1] and words[-2][2] == "united":
            ended = False  # two United States fighter jets
        else:
            titled = word[0].isupper() and _TITLED.match(text, match.end(), end) is not None  # two Smarties Book Prizes
            ended = plural(word) and not titled and not _plural_next(text, match.end(), end)
        if ended or len(words) >= 6:
            break
    while words and words[-1][2] in (",", "and"):
        words.pop()
    if mass and not ended and len(words) > 1 and words[-1][2].endswith("ed"):
        words.pop()  # the verb: "a third of the harvest rotted"
    if not ended and words and _PEOPLE.fullmatch(text[words[-1][0] : words[-1][1]]):
        ended = True
    if not ended and not mass:
        words = words[:1] if words and words[0][2] in PREDICATES else []
    if not words or (len(words) == 1 and words[0][2] in _MORE):
        return None
    return text[words[0][0] : words[-1][1]]


def _joins(first: str, text: str, at: int, end: int) -> bool:
    """Whether "and" joins two nouns before one plural: 200 league and cup goals."""
    second = _WORD.match(text, at + 1, end) if text[at : at + 1] == " " else None
    if second is None or plural(first) or first in _NO_MODIFIERS:
        return False
    if second[0].lower() in _NO_SECOND or plural(second[0]) or not second[0][0].isalpha():
        return False
    return _modifies(text, second.end(), end)


def _modifies(text: str, at: int, end: int) -> bool:
    """Whether a plural follows what would else be a verb or adverb: two earlier protests, 30 confirmed deaths."""
    following = _WORD.match(text, at + 1, end) if text[at : at + 1] == " " else None
    return following is not None and following[0].lower() not in STOPS and plural(following[0])


def _plural_next(text: str, at: int, end: int) -> bool:
    """Whether a plural follows a plural, which makes the first a modifier: police officers, arms dealers."""
    following = _WORD.match(text, at + 1, end) if text[at : at + 1] == " " else None
    return following is not None and following[0].lower() not in _NO_NOUNS and plural(following[0])


_OF = re.compile(r"\sof\s")
_OF_THEM = re.compile(r"\sof\s(?:them|whom|those)\s(?=[A-Z])")
_SOME_OF = re.compile(
    r"(?:more\sthan|less\sthan|fewer\sthan|at\sleast|up\sto|about|around|nearly|almost|over|some|roughly)\s(?=\d)"
)
_DETERMINER = re.compile(r"(?:the|its|his|her|their|our|my|your|these|those|all|this|that|a|an)\s", re.IGNORECASE)
_RANKED = re.compile(r"(?:last|first|next|final|opening|past)\s(?=\d|two|three|four|five|six|seven|eight|nine|ten)")
_POSSESSIVE = re.compile(r"(?:[A-Z][\w.&-]*\s){0,3}[\w.]+(?:[’']s|s[’'])\s")
_CHANGE_IN = re.compile(r"\s([a-z]+)\s(?:in|of)\s(?:the\s)?")
_TITLED = re.compile(r"(?:\s[A-Z][\w’'-]+){0,3}\s[A-Z]\w+s\b")
_NAME_NEXT = re.compile(r"\s[A-Z][a-z]")
_NO_NOUN = word_set("strong fold way odd plus deep high long wide old part")  # a 3,000-strong force
_TIMES = re.compile(r"\s(times)\s(?P<the>the\s|as\s(?:many|much)\s)?")  # 12 times the bandwidth
_HYPHENED = re.compile(r"[-‐‑]([A-Za-z]+)")


def beside(text: str, at: int, end: int, *, single: bool, unit: str | None, vague: bool = False) -> str | None:
    """Give what a number that ends at `at` counts: after "of", after a hyphen, or right beside it.

    `unit` is the number's unit (percent, fraction) or None; `single` tells that the number is one, `vague` that it
    may count what has no plural ("billions of revenue").
    """
    if at >= end or text[at] in "([.,;:)":
        return None
    if text.startswith(" of whom", at):
        return "whom"
    if unit is None and (times := _TIMES.match(text, at, end)):
        compared = noun_phrase(text, times.end(), end, mass=True) if times["the"] else None
        return f"{text[times.start(1) : times.end()]}{compared}" if compared else times[1]
    if them := _OF_THEM.match(text, at, end):  # 14 of them Australians
        return noun_phrase(text, them.end(), end)
    if of := _OF.match(text, at, end):
        phrase = _after_of(text, of.end(), end, mass=unit is not None)
        if phrase is None and vague and (mass := _after_of(text, of.end(), end, mass=True)) and " " not in mass:
            return mass  # billions of revenue
        return phrase
    if unit is None:
        if hyphened := _HYPHENED.match(text, at, end):
            return None if hyphened[1] in _NO_NOUN or hyphened[1].endswith("ed") else hyphened[1]
        return noun_phrase(text, at, end, single=single)
    if (change := _CHANGE_IN.match(text, at, end)) and (change[1] in CHANGE_NOUNS or change[1] in ("share", "stake")):
        phrase = noun_phrase(text, change.end(), end, mass=True)
        return text[change.start(1) : change.end()] + phrase if phrase else None
    if unit == "fraction":
        owned = _DETERMINER.match(text, at + 1, end) if text.startswith(" ", at) else None  # half the nation's output
        return _after_of(text, at + 1, end, mass=True) if owned else noun_phrase(text, at, end)
    following = noun_phrase(text, at, end)
    return following if following and following.split()[0].lower() in _MORE else None


def _after_of(text: str, begin: int, end: int, *, mass: bool) -> str | None:
    """Step over "the 80", "its", "Egypt's" to the noun: 30 of the 80 wounded, two of Egypt's largest providers."""
    for _ in range(4):
        if ranked := _RANKED.match(text, begin, end):  # two of their last three games
            begin = ranked.end()
        elif determiner := _DETERMINER.match(text, begin, end):
            begin = determiner.end()
        elif begin < end and text[begin].isalnum() and (inner := read(text, begin, end)):
            begin = inner.end
    if possessive := _POSSESSIVE.match(text, begin, end):
        begin = possessive.end()
        if bound := _SOME_OF.match(text, begin, end):  # of the club's more than 300 members
            begin = bound.end()
        if begin < end and text[begin].isalnum() and (inner := read(text, begin, end)):  # two of her three children
            begin = inner.end
    return noun_phrase(text, begin, end, mass=mass)


def plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    if _ACRONYMS.fullmatch(word):
        return True
    lower = word.lower()
    if lower in PLURALS or lower in _IN_IS or lower.endswith(("men", "people", "women", "children")):
        return True
    return lower.endswith("s") and len(lower) > 3 and lower not in _S_WORDS and not _NOT_PLURAL.search(lower)


def _single_head(lower: str, text: str, at: int, end: int) -> bool:
    """Whether a word is the head of a singular phrase: no adjective, and no noun after it that is."""
    following = _WORD.match(text, at + 1, end) if at + 1 < end and text[at] == " " else None
    if following and following[0].lower() in _HEADS:
        return False
    if following and text[at - len(lower)].isupper() and following[0][0].isupper():  # one Sri Lankan blogger
        return False
    return lower in _HEADS or not _adjective(lower)


def _adjective(lower: str) -> bool:
    return lower not in PREDICATES and (lower in _MODIFIERS or _ADJECTIVE.search(lower) is not None)


_MODIFIERS = word_set(
    """
    other more new young strong ultimate slight senior local major minor big small large great good bad huge single
    separate male female former top key prime main last first second third next recent few poor rich free high low
    long short late heavy light rare strange black white red blue green yellow grey gray brown different whole half
    full extra suspected alleged police army government state bank union city town village older younger bigger
    larger smaller lower upper inner outer longer shorter higher stronger weaker rubber silver super senior
    junior recent different violent important independent militant permanent urgent ancient current frequent
    prominent apparent innocent distant instant pregnant dominant relevant constant giant earlier later
    """
)
