"""Words of the news that say what a number counts: who they are, and what they did or suffered.

Written by hand for this program: classes that hold for any story, no lists of one story's words.
"""

from __future__ import annotations

from functools import lru_cache

from dossier.linking.text.terms import stem

# What people counted did or suffered. Two numbers under different roles never measure one thing.
_PERSON_ROLES = """
killed kill kills killed killing dead death deaths die died dies dying fatality fatalities toll slain murdered perished
killed corpses bodies executed drowned massacred lives suffocated
injured injure injures injured injuring injuries injury wounded wounding wounds wound hurt hurting
missing missing unaccounted disappeared vanished
arrested arrest arrests arrested arresting detained detentions custody jailed imprisoned
homeless homeless displaced shelter shelterless accommodation housing housed
evacuated evacuate evacuated evacuating evacuation evacuees
rescued rescue rescued rescuing saved ushered pulled
trapped trapped stranded stuck buried
hospital hospitalised hospitalized hospital hospitals
protesting rally rallied rallying rallies march marched marching demonstrated demonstrating demonstrators protesters
protesting streets protested joined attended turnout
gathered gathered gather gathering crowd crowds assembled thronged
returned returned returning deported deportations repatriated back
living population inhabitants residents home live lives living inhabited resident
infected infected cases infections diagnosed
employed employs employees staff workforce employed
dismissed redundancies layoffs
"""
_THING_ROLES = """
destroyed destroy destroyed destroying destruction razed flattened flattening leveled levelled leveling demolished
destroyed collapsed toppled ruined gutted wrecked devastated
damaged damage damaged damaging hit affected cracked
burning fire fires ablaze blaze blazes burned burnt burning alight torched
"""
# A resident may be dead and a member of the population: such words are roles only where no other is told.
_WEAK_ROLES = frozenset({"living", "employed"})
# What a sum, a share, a length or a time is of, by kind of quantity.
_ATTRIBUTES = {
    "money": """
price acquire acquires acquired acquiring acquisition purchase purchased purchasing buy buys buying bought takeover bid
price merger sold sale sell sells selling price prices priced
revenue revenue revenues sales turnover
profit profit profits earnings earned income
loss loss losses
debt debt debts owed owes
cash cash
cost cost costs costing damage damages
aid aid donated donation donations pledged pledge relief
fine fine fined fines penalty
worth worth valued values value valuation capitalisation capitalization
invested invested investment investments invest
pay salary wage wages pension pensions
close close closed closing finish finished
""",
    "percent": """
market market
turnout turnout
unemployment unemployment jobless
inflation inflation
interest interest
revenue revenue revenues sales turnover
profit profit profits earnings
damaged damage damaged destroyed ruined
disrupted disrupted disruption down offline affected lost cut
carried carry carries carrying carried
speed speed speeds
vote vote votes
""",
    "distance": """
depth depth deep beneath below underground
height tall high height
length long length stretch
distance away off from north south east west
""",
    "duration": """
term sentenced sentence jail jailed prison imprisonment imprisoned
lasting lasted lasts lasting last duration
""",
}
# Whom a number counts when it counts anyone.
_ANYONE = frozenset(
    "people person persons individual individuals human humans victim victims others other soul souls life lives "
    "dead killed injured wounded hurt missing more casualty casualties body bodies citizen citizens civilian "
    "civilians resident residents inhabitant inhabitants population".split()
)
# Parts of a group, told beside the whole: two women are not the three people.
_PARTS = """
woman woman women female females girl girls mother mothers
man man men male males boy boys father fathers
child child children kid kids baby babies minor minors toddler toddlers infant infants
"""
_KIN = """
migrant migrant migrants immigrant immigrants foreigner foreigners refugee refugees
protester protester protesters protestor protestors demonstrator demonstrators marcher marchers striker strikers
protester unionist unionists rioter rioters youths
police policeman policemen policewoman officer officers police cop cops
soldier soldier soldiers troops troop serviceman servicemen
student student students pupil pupils schoolchildren
quake quake quakes earthquake earthquakes tremor tremors temblor temblors jolt
aftershock aftershock aftershocks
house house houses home homes dwelling dwellings
building building buildings structure structures
village village villages
town town towns city cities
company company companies firm firms business businesses
car car cars vehicle vehicles
inmate inmate inmates prisoner prisoners detainee detainees
employee employee employees staff staffer staffers worker workers job jobs post posts
country country countries nation nations state states
stock stock stocks share shares equity
bullet bullet bullets shot shots round rounds
"""
_PEOPLE = frozenset(
    "migrant protester police soldier student inmate employee woman man child passenger patient suspect teacher doctor "
    "nurse driver fan gunman lawmaker expert tourist supporter subscriber user customer voter reporter journalist "
    "official actor player rebel militant hostage survivor mourner witness neighbour neighbor firefighter rescuer "
    "volunteer communist fascist hooligan crew".split()
)
_PERSON_ENDINGS = ("ers", "ors", "ists", "ians", "eers", "ants", "ees", "men", "women", "people", "ans")


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        name, *words = line.split()
        for word in words:
            if name not in found.get(word, ()):
                found[word] = (*found.get(word, ()), name)
    return found


_ATTRIBUTE = {kind: _table(lines) for kind, lines in _ATTRIBUTES.items()}
_PERSON_ROLE = _table(_PERSON_ROLES)
_THING_ROLE = _table(_THING_ROLES)
_PART = _table(_PARTS)
_CLASS = _table(_KIN)


@lru_cache(maxsize=8192)
def roles(word: str, *, people: bool | None) -> tuple[str, ...]:
    """Return the roles that a word, in lower case, can put people (or things; None: either) in."""
    person, thing = _PERSON_ROLE.get(word, ()), _THING_ROLE.get(word, ())
    return (*person, *thing) if people is None else person if people else thing


def attributes(word: str, kind: str) -> tuple[str, ...]:
    """Return what a word, in lower case, tells that a quantity of this kind is of: `price`, `revenue`, `depth`."""
    return _ATTRIBUTE.get(kind, {}).get(word, ())


def weak(role: str) -> bool:
    """Return whether a role gives way to any other that is told."""
    return role in _WEAK_ROLES


@lru_cache(maxsize=8192)
def classes(noun: str) -> frozenset[str]:
    """Return the classes of a counted noun, in lower case: its kin, else its stem; `anyone` for people at large."""
    if noun in _ANYONE:
        return frozenset({"anyone"})
    return frozenset([*_PART.get(noun, ()), *_CLASS.get(noun, ())]) or frozenset({stem(noun)})


def is_part(noun: str) -> bool:
    """Return whether a noun tells a part of a group by sex or age."""
    return noun in _PART


@lru_cache(maxsize=8192)
def is_person(noun: str) -> bool:
    """Return whether a noun, in lower case, counts people."""
    if noun in _ANYONE or classes(noun) & _PEOPLE:
        return True
    return noun.endswith(_PERSON_ENDINGS) and noun not in _NO_PERSONS and stem(noun) not in _NO_PERSONS


_NO_PERSONS = frozenset(
    "numbers papers centers centres chapters letters quarters orders computers servers towers rivers dollars meters "
    "metres kilometers kilometres miles hours doors floors factors sectors errors colors colours plants grants "
    "helicopters trees degrees committees fees means plans loans clans bans vans beans oceans restaurants offers "
    "riders members bunkers bankers containers stickers posters trailers boilers counters shelters aftershocks "
    "campaigns semesters tankers carriers fighters bombers freighters liners dinners winters summers".split()
) - {"members", "riders", "bankers"}
