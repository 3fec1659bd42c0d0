"""Spanish."""

# ruff: noqa: E501 - tables
from __future__ import annotations

from dossier.extracting.languages import tables as t

TONGUE = t.Tongue(
    code="es",
    numbers=t.spread("""
        1: un uno una
        2: dos
        3: tres
        4: cuatro
        5: cinco
        6: seis
        7: siete
        8: ocho
        9: nueve
        10: diez
        11: once
        12: doce
        13: trece
        14: catorce
        15: quince
        16: dieciseis
        17: diecisiete
        18: dieciocho
        19: diecinueve
        20: veinte
        21: veintiun veintiuno veintiuna
        22: veintidos
        23: veintitres
        24: veinticuatro
        25: veinticinco
        26: veintiseis
        27: veintisiete
        28: veintiocho
        29: veintinueve
        30: treinta
        40: cuarenta
        50: cincuenta
        60: sesenta
        70: setenta
        80: ochenta
        90: noventa
        100: cien ciento
        200: doscientos doscientas
        300: trescientos trescientas
        400: cuatrocientos cuatrocientas
        500: quinientos quinientas
        600: seiscientos seiscientas
        700: setecientos setecientas
        800: ochocientos ochocientas
        900: novecientos novecientas
    """),
    scales={"mil": 1000, "millon": 10**6, "millones": 10**6, "billon": 10**12, "billones": 10**12},
    vague={
        "decenas": (20, 99), "docenas": (24, 99), "centenares": (200, 999), "cientos": (200, 999), "miles": (2000, 9999),
        "millones": (2 * 10**6, 10**7 - 1),
    },
    joiners=t.words("y"),
    of=t.words("de"),
    bounds=(
        ("mas de", ">"), ("menos de", "<"), ("al menos", ">="), ("por lo menos", ">="), ("como minimo", ">="),
        ("un minimo de", ">="), ("hasta", "<="), ("como maximo", "<="), ("un maximo de", "<="), ("cerca de", "~"),
        ("alrededor de", "~"), ("aproximadamente", "~"), ("unos", "~"), ("unas", "~"), ("casi", "<"), ("en torno a", "~"),
        ("superior a", ">"), ("inferior a", "<"),
    ),
    units=t.of(
        (t.DAY, "dia dias"), (t.WEEK, "semana semanas"), (t.MONTH, "mes meses"), (t.YEAR, "ano anos"), (t.HOUR, "hora horas"),
        (t.MINUTE, "minuto minutos"), (t.SECOND, "segundo segundos"), (t.DECADE, "decada decadas"),
        (t.KM, "kilometro kilometros"), (t.METRE, "metro metros"), (t.CM, "centimetro centimetros"), (t.MILE, "milla millas"),
        (t.KG, "kilo kilos kilogramo kilogramos"), (t.TONNE, "tonelada toneladas"), (t.HECTARE, "hectarea hectareas"),
        (t.DEGREE, "grados"), (t.LITRE, "litro litros"), (t.EUR, "euro euros"), (t.USD, "dolar dolares"), (t.PEN, "sol soles"),
        (t.GBP, "libras"),
    ),
    no_count=t.words(
        "ellas ellos sus suyos nosotros ustedes veces primeros ultimos otros otras grandes nuevos a al como con contra cuando de del desde e el ella en entre era es esta este fue fueron ha han hasta la las le lo "
        "los mas no o para pero por que quien se segun si sin sobre son su tambien u un una y ya"
    ),
    says=t.words(
        "dijo dicen dice dijeron afirmo afirma afirmaron aseguro asegura aseguraron declaro declara declararon anadio anade "
        "explico explica explicaron senalo senala senalaron indico indica indicaron advirtio advierte sostuvo sostiene "
        "manifesto manifiesta subrayo subraya reconocio reconoce admitio admite anuncio anuncia conto cuenta pregunto "
        "respondio responde insistio insiste agrego agrega comento comenta apunto apunta escribio escribe preciso precisa "
        "denuncio denuncia reitero reitera recordo recuerda lamento lamenta expreso expresa aclaro aclara nego niega "
        "confirmo confirma destaco destaca resumio concluyo concluye exclamo prometio promete pidio pide exigio exige"
    ),
    said=t.words("dicho afirmado asegurado declarado anadido explicado senalado indicado advertido manifestado subrayado "
                 "reconocido admitido anunciado insistido comentado apuntado escrito precisado denunciado recordado"),
    auxiliaries=t.words("ha han habia habian"),
    that=t.words("que"),
    according=("segun", "de acuerdo con"),
    determiners=t.words("el la los las un una unos unas"),
    nobody=t.words("el ella ellos ellas quien que se lo le esto eso este esta yo nosotros usted"),
    pronouns=t.words("él ella"),
    drops=True,
    roles=t.words(
        "presidente presidenta expresidente ministro ministra alcalde alcaldesa portavoz vocero vocera gobernador "
        "gobernadora director directora jefe jefa general coronel capitan candidato candidata senador senadora diputado "
        "diputada secretario secretaria abogado abogada fiscal juez jueza obispo rey reina papa canciller embajador "
        "embajadora doctor doctora profesor profesora comisario"
    ),
    in_place=t.words("en hacia desde hasta"),
    small=t.words(
        "a al algunos ante asi aunque bajo cada como con contra cuando cuanto de del desde donde durante e el ella ellos en "
        "entre es esa ese eso esta este esto fue ha hasta hay hoy la las le lo los mas mientras muchos muy nadie ni no nos "
        "otra otro para pero por porque pues que quien se segun si sin sobre solo son su sus tal tambien tampoco tras un una "
        "unas unos y ya ayer ademas ahora luego despues antes"
    ),
)  # fmt: skip
