"""French."""

# ruff: noqa: E501 - tables
from __future__ import annotations

from dossier.extracting.languages import tables as t

TONGUE = t.Tongue(
    code="fr",
    numbers=t.spread("""
        1: un une
        2: deux
        3: trois
        4: quatre
        5: cinq
        6: six
        7: sept
        8: huit
        9: neuf
        10: dix
        11: onze
        12: douze
        13: treize
        14: quatorze
        15: quinze
        16: seize
        20: vingt vingts
        30: trente
        40: quarante
        50: cinquante
        60: soixante
        70: septante
        80: huitante
        90: nonante
        100: cent cents
    """),
    scales={
        "mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "billion": 10**12,
        "billions": 10**12,
    },
    vague={
        "dizaines": (20, 99), "douzaines": (24, 99), "centaines": (200, 999), "milliers": (2000, 9999),
        "millions": (2 * 10**6, 10**7 - 1), "milliards": (2 * 10**9, 10**10 - 1),
    },
    joiners=t.words("et"),
    of=t.words("de d"),
    bounds=(
        ("plus de", ">"), ("plus d", ">"), ("moins de", "<"), ("au moins", ">="), ("jusqu a", "<="), ("au plus", "<="),
        ("environ", "~"), ("quelque", "~"), ("pres de", "<"), ("presque", "<"), ("autour de", "~"), ("a peu pres", "~"),
        ("un minimum de", ">="), ("un maximum de", "<="),
    ),
    units=t.of(
        (t.DAY, "jour jours journee journees"), (t.WEEK, "semaine semaines"), (t.MONTH, "mois"), (t.YEAR, "an ans annee annees"),
        (t.HOUR, "heure heures"), (t.MINUTE, "minute minutes"), (t.SECOND, "seconde secondes"), (t.DECADE, "decennie decennies"),
        (t.KM, "kilometre kilometres"), (t.METRE, "metre metres"), (t.CM, "centimetre centimetres"),
        (t.KG, "kilo kilos kilogramme kilogrammes"), (t.TONNE, "tonne tonnes"), (t.HECTARE, "hectare hectares"),
        (t.DEGREE, "degres"), (t.LITRE, "litre litres"), (t.EUR, "euro euros"), (t.USD, "dollar dollars"), (t.CHF, "francs"),
        (t.GBP, "livres"),
    ),
    no_count=t.words(
        "eux elles ses nos vos fois premiers derniers autres a au aux avec car ce ces cette comme contre d dans de des dont du elle en entre est et etait etaient eu il ils la le "
        "les leur mais ne ni on ont ou par pas plus pour qu que qui s sa sans se selon ses si son sont sous sur un une y"
    ),
    says=t.words(
        "dit disent affirme affirment assure assurent declare declarent ajoute ajoutent explique expliquent souligne "
        "soulignent indique indiquent precise precisent estime estiment annonce annoncent raconte racontent repond repondent "
        "insiste insistent rappelle rappellent reconnait admet avertit previent regrette denonce confirme dement ecrit note "
        "resume conclut confie lance promet demande soutient poursuit lacha lanca declara affirma ajouta assura expliqua"
    ),
    said=t.words(
        "dit affirme assure declare ajoute explique souligne indique precise estime annonce raconte repondu insiste rappele "
        "reconnu admis averti prevenu regrette denonce confirme dementi ecrit note resume conclu confie lance promis demande "
        "soutenu poursuivi"
    ),
    auxiliaries=t.words("a ont avait avaient"),
    that=t.words("que qu"),
    according=("selon", "d apres"),
    determiners=t.words("le la les l un une des"),
    nobody=t.words("il elle ils elles on je nous vous ce c cela qui t"),
    pronouns=t.words("il elle"),
    drops=False,
    roles=t.words(
        "president presidente ministre premier maire maires porte parole gouverneur directeur directrice chef general "
        "colonel capitaine candidat candidate senateur senatrice depute deputee secretaire avocat avocate procureur "
        "procureure juge eveque roi reine pape chancelier ambassadeur ambassadrice docteur professeur prefet prefete "
        "commissaire m mme"
    ),
    in_place=t.words("a au aux en dans vers"),
    small=t.words(
        "a afin ainsi alors apres au aucun aussi aux avant avec beaucoup bien c car ce cela celle celui ces cet cette chaque "
        "chez comme d dans de depuis des deux donc du elle elles en encore enfin entre est et hier ici il ils j je jusqu l la "
        "le les leur lors mais malgre meme n ne ni non nos notre nous on or ou par parce parmi pas pendant plus plusieurs pour "
        "pourtant puis qu quand que quel quelques qui s sa sans se selon ses si son sous sur tandis tous tout toute trop un une "
        "vers vos votre vous y"
    ),
)  # fmt: skip
