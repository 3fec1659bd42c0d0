"""What the words and signs beside a number measure: canonical unit and kind.

The aliases are our own table, not a units library's: pint takes a quarter of a second to import and parses one
unit in more time than extraction has for a hundred words. Conversion between units belongs to comparing.
Canonical names: SI symbols, English names in the singular for the rest, ISO 4217 codes for money.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.extracting.numerals.words import word_set
from dossier.model import QuantityKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit and the kind of quantity it makes; `scale` is what one of the alias is of it (pence: .01)."""

    name: str
    kind: QuantityKind
    scale: float = 1.0


# kind | canonical name | aliases; a number in brackets after the name is the scale.
_TABLE = """
duration|second|second seconds sec secs
duration|millisecond|millisecond milliseconds ms
duration|minute|minute minutes min mins
duration|hour|hour hours hr hrs
duration|day|day days
duration|week|week weeks wk wks
duration|month|month months mth mths
duration|year|year years yr yrs
duration|decade|decade decades
duration|century|century centuries
duration|week (2)|fortnight fortnights
duration|night|night nights
distance|km|km kms kilometer kilometers kilometre kilometres
distance|m|m metre metres meter meters
distance|cm|cm cms centimetre centimetres centimeter centimeters
distance|mm|mm millimetre millimetres millimeter millimeters
distance|mile|mile miles mi
distance|nanometre|nanometre nanometres nanometer nanometers
distance|micrometre|micrometre micrometres micrometer micrometers micron microns µm μm
distance|nautical mile|nautical_mile nautical_miles nm
distance|yard|yard yards yd yds
distance|foot|foot feet ft
distance|inch|inch inches
distance|light year|light_year light_years light-year light-years
distance|storey|storey storeys story stories storied storeyed
area|km2|square_kilometer square_kilometers square_kilometre square_kilometres sq_km sq_kms km2 km² square_km
area|km2|square-kilometer square-kilometre
area|m2|square_metre square_metres square_meter square_meters sq_m sqm m2 m² square_m square-metre square-meter
area|square mile|square_mile square_miles sq_miles sq_mi sq_mile square-mile
area|square foot|square_foot square_feet sq_ft sqft square-foot
area|hectare|hectare hectares ha
area|acre|acre acres
mass|kg|kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes
mass|g|gram grams gramme grammes
mass|mg|mg milligram milligrams
mass|tonne|tonne tonnes metric_ton metric_tons metric_tonne metric_tonnes
mass|ton|ton tons short_ton short_tons
mass|lb|lb lbs pound pounds
mass|stone|stone stones st
mass|ounce|ounce ounces oz
volume|litre|litre litres liter liters
volume|cubic km|cubic_kilometre cubic_kilometres cubic_kilometer cubic_kilometers km3 km³
volume|megalitre|megalitre megalitres megaliter megaliters
volume|gigalitre|gigalitre gigalitres gigaliter gigaliters
volume|bushel|bushel bushels
volume|pint|pint pints
volume|cusec|cusec cusecs
volume|ml|ml millilitre millilitres milliliter milliliters
volume|m3|cubic_metre cubic_metres cubic_meter cubic_meters m3 m³
volume|cubic foot|cubic_foot cubic_feet
volume|gallon|gallon gallons
volume|barrel|barrel barrels bbl
speed|km/h|km/h kph kmh kmph km_per_hour kilometers_per_hour kilometres_per_hour kilometers_an_hour
speed|km/h|kilometre_an_hour kilometer_an_hour kilometres_an_hour km_an_hour kilometer_per_hour kilometre_per_hour
speed|mile/h|mile_an_hour mph miles_per_hour miles_an_hour mile_per_hour mile-per-hour mile-an-hour
speed|knot|knot knots
speed|m/s|m/s metres_per_second meters_per_second
temperature|degree Celsius|degree_celsius degrees_celsius degree_centigrade degrees_centigrade degrees_c °c celsius
temperature|degree Celsius|ºc degree-celsius
temperature|degree Fahrenheit|degree_fahrenheit degrees_fahrenheit degrees_f °f fahrenheit ºf
other|degree|degree degrees ° º
percent|percent|% percent per_cent pct percents pc p.c per-cent
percent|percentage point|percentage_point percentage_points percent_points percentage-point pp
percent|basis point|basis_point basis_points basis-point bps
other|kW|kw kilowatt kilowatts
other|MW|mw megawatt megawatts
other|GW|gw gigawatt gigawatts
other|kWh|kwh kilowatt_hours kilowatt-hours
other|Wh|watt_hours watt-hours wh
other|MWh|mwh megawatt_hour megawatt_hours megawatt-hours megawatt-hour
other|GWh|gwh gigawatt_hour gigawatt_hours gigawatt-hours gigawatt-hour
other|TWh|twh terawatt_hour terawatt_hours terawatt-hours terawatt-hour
other|W|watt watts
other|TW|tw terawatt terawatts
other|V|volt volts
other|kV|kv kilovolt kilovolts
other|µg/m3|µg/m3 μg/m3 µg/m³ μg/m³ ug/m3 micrograms_per_cubic_metre micrograms_per_cubic_meter
other|mg/m3|mg/m3 mg/m³
other|µg|µg μg microgram micrograms mcg
other|mg/l|mg/l milligrams_per_litre milligrams_per_liter
other|g/km|g/km grams_per_kilometre grams_per_kilometer
other|ppm|ppm parts_per_million
other|ppb|ppb parts_per_billion
other|decibel|decibel decibels db
other|hectopascal|hpa hectopascal hectopascals
other|millibar|millibar millibars mbar
other|horsepower|horsepower hp bhp
other|calorie|calorie calories kcal
other|megapixel|megapixel megapixels
other|MB|mb megabyte megabytes
other|GB|gb gigabyte gigabytes
other|TB|tb terabyte terabytes
other|Mbit|megabit megabits
other|kbit/s|kbps kilobits_per_second
other|Mbit/s|mbps megabit_per_second megabits_per_second
other|MHz|mhz megahertz
other|GHz|ghz gigahertz
magnitude|magnitude|magnitude strength
money|USD|dollar dollars us_dollar us_dollars american_dollars usd us$ buck bucks u.s_dollars
money|USD (0.01)|cent cents c ¢
money|AUD|australian_dollar australian_dollars aud
money|CAD|canadian_dollar canadian_dollars cad
money|NZD|new_zealand_dollars nzd
money|HKD|hong_kong_dollars hkd
money|SGD|singapore_dollars sgd
money|TWD|taiwan_dollars twd
money|EUR|euro euros eur €
money|EUR (0.01)|eurocents
money|GBP|pound_sterling pounds_sterling sterling gbp quid £
money|GBP (0.01)|pence p
money|JPY|yen jpy
money|CNY|yuan renminbi rmb cny
money|INR|rupee rupees indian_rupees inr
money|PKR|pakistani_rupees pkr
money|LKR|sri_lankan_rupees lkr
money|ZAR|rand rands zar
money|CHF|swiss_franc swiss_francs chf francs franc
money|RUB|ruble rubles rouble roubles rub
money|KRW|won krw
money|BRL|real reais brl
money|MXN|mexican_pesos mxn
money|peso|peso pesos
money|dinar|dinar dinars
money|shilling|shilling shillings
money|COP|colombian_pesos cop
money|CLP|chilean_pesos clp
money|ARS|argentine_pesos ars
money|PHP|philippine_pesos php
money|TRY|lira liras turkish_lira turkish_liras try
money|SEK|krona kronor swedish_kronor swedish_krona sek
money|NOK|norwegian_kroner norwegian_krone nok kroner krone
money|DKK|danish_kroner danish_krone dkk
money|PLN|zloty zlotys pln
money|HUF|forint forints huf
money|CZK|koruna czk
money|UAH|hryvnia hryvnias uah
money|ILS|shekel shekels ils
money|AED|dirham dirhams aed
money|SAR|riyal riyals sar
money|IRR|rial rials irr
money|IDR|rupiah idr
money|MYR|ringgit ringgits myr
money|THB|baht thb
money|VND|dong vnd
money|BDT|taka bdt
money|NGN|naira ngn
money|KES|kenyan_shillings kes
money|UGX|ugandan_shillings ugx
money|GHS|cedi cedis ghs
money|PEN|soles pen
money|EGP|egyptian_pounds egp
"""

# Signs written before the amount. Bare "$", "¥" and "Rs" depend on the article: see `Currencies`.
BEFORE: dict[str, str] = {
    "$us": "USD", "$a": "AUD", "$c": "CAD", "$can": "CAD", "$ca": "CAD", "$nz": "NZD", "$hk": "HKD", "$s": "SGD",
    "$": "$", "us$": "USD", "u.s.$": "USD", "usd": "USD", "usd$": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD",
    "aud$": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "cdn$": "CAD", "cad$": "CAD", "nz$": "NZD", "nzd": "NZD",
    "hk$": "HKD", "hkd": "HKD", "s$": "SGD", "sg$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "z$": "ZWL",
    "j$": "JMD", "tt$": "TTD", "€": "EUR", "eur": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP", "¥": "¥",
    "jpy": "JPY",
    "cny": "CNY", "rmb": "CNY", "₹": "INR", "inr": "INR", "rs": "Rs", "rs.": "Rs", "₩": "KRW", "₦": "NGN", "₱": "PHP",
    "₪": "ILS", "₫": "VND", "₴": "UAH", "₽": "RUB", "₺": "TRY", "฿": "THB", "dh": "AED", "dhs": "AED", "aed": "AED",
    "sr": "SAR", "r": "ZAR", "zar": "ZAR", "chf": "CHF", "sfr": "CHF", "kr": "SEK", "ksh": "KES", "kshs": "KES",
    "sh": "KES", "ush": "UGX", "shs": "shilling", "rm": "MYR", "rp": "IDR", "tk": "BDT", "php": "PHP", "n": "NGN",
    "gh¢": "GHS",
    "pkr": "PKR", "qr": "QAR", "bd": "BHD", "s/": "PEN", "le": "EGP",
}  # fmt: skip


def _aliases() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        kind, name, aliases = line.split("|")
        name, _, factor = name.partition(" (")
        unit = Unit(name, kind, float(factor.rstrip(")")) if factor else 1.0)  # type: ignore[arg-type]
        for alias in aliases.split():
            table[alias.replace("_", " ")] = unit
    return table


UNITS: dict[str, Unit] = _aliases()
# The first words of units of several words, so that one look tells whether to look further.
_LEADS = frozenset(alias.split(" ")[0] for alias in UNITS if " " in alias)
_WORDS_TOO = frozenset({"try", "pen", "real", "won", "rub"})  # codes and units that are common words
# What may stand against the digits ("25km", "30sec", "40%").
GLUED = frozenset(a for a in UNITS if " " not in a) - _WORDS_TOO
_WORD = re.compile(r"[A-Za-z°%ºµμ²³€£¢][A-Za-z²³/.’'-]*(?:(?<=m)[23](?![\w]|\.\d))?")
_NEXT = re.compile(r"[ -]([A-Za-z]+)")
# Adjectives that a hyphened unit runs on to: "a 10-foot-high wall".
_TAILS = word_set("long old high deep wide tall per an strong thick mark owned held controlled plus a denominated and")


def spellings(name: str) -> tuple[str, ...]:
    """Give a canonical unit and the words for it: km, kilometers, kilometres, …."""
    return (name, *(alias for alias, unit in UNITS.items() if unit.name == name and unit.scale == 1.0))


def unit_at(text: str, at: int, end: int) -> tuple[Unit, int, bool] | None:
    """Read the unit at a place: it, where it ends, and whether a hyphen binds it; None where no unit stands."""
    begin = at
    hyphened = begin < end and text[begin] in "-‐‑"
    if hyphened or (begin < end and text[begin] in " \u00a0\u202f"):
        begin += 1
    match = _WORD.match(text, begin, end)
    if match is None:
        return None
    written = "%" if text[begin] == "%" else match[0].rstrip(".’'-")
    word, stop = written.lower(), begin + len(written)
    if begin == at and written in _DEGREES:
        return UNITS[_DEGREES[written]], stop, False
    if word in _LEADS and (longer := _longer(text, word, stop, end)):
        return *longer, hyphened
    if begin == at and word not in GLUED:
        return None
    unit = UNITS.get(word)
    if unit is None:
        lead, dash, tail = word.partition("-")
        if dash and lead in UNITS and (hyphened or tail.partition("-")[0] in _TAILS):
            return UNITS[lead], begin + len(lead), hyphened
        return None
    if word in _CODES and not written.isupper():
        return None  # "a six-try victory", "two cop cars"
    # abbreviations keep their case where they stand apart: "5 M" and "in 10 MI" are no units
    if len(word) <= 2 and word.isalpha() and begin > at and not hyphened and written not in _SPACED:
        return None
    return unit, stop, hyphened


_CODES = word_set("try cop php")  # codes of currencies that are words or names in small letters
_DEGREES = {"C": "celsius", "F": "fahrenheit"}  # "38C", in capitals and against the digits only
_SPACED = word_set("m km cm mm kg g ft ha mi lb ml mg MW GW TW kW kw kV Wh W V hp dB µg μg MB GB TB yr hr wk oz nm")


def _longer(text: str, word: str, stop: int, end: int) -> tuple[Unit, int] | None:
    """Read a unit of several words, the longest that stands there."""
    found: tuple[Unit, int] | None = None
    phrase = word
    for _ in range(2):
        following = _NEXT.match(text, stop, end)
        if following is None:
            break
        phrase, stop = f"{phrase} {following[1].lower()}", following.end()
        if phrase in UNITS:
            found = UNITS[phrase], stop
    return found
