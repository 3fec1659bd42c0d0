"""Portuguese, of Portugal and Brazil."""

# ruff: noqa: E501 - tables
from __future__ import annotations

from dossier.extracting.languages import tables as t

TONGUE = t.Tongue(
    code="pt",
    numbers=t.spread("""
        1: um uma
        2: dois duas
        3: tres
        4: quatro
        5: cinco
        6: seis
        7: sete
        8: oito
        9: nove
        10: dez
        11: onze
        12: doze
        13: treze
        14: quatorze catorze
        15: quinze
        16: dezesseis dezasseis
        17: dezessete dezassete
        18: dezoito
        19: dezenove dezanove
        20: vinte
        30: trinta
        40: quarenta
        50: cinquenta
        60: sessenta
        70: setenta
        80: oitenta
        90: noventa
        100: cem cento
        200: duzentos duzentas
        300: trezentos trezentas
        400: quatrocentos quatrocentas
        500: quinhentos quinhentas
        600: seiscentos seiscentas
        700: setecentos setecentas
        800: oitocentos oitocentas
        900: novecentos novecentas
    """),
    scales={
        "mil": 1000, "milhao": 10**6, "milhoes": 10**6, "bilhao": 10**9, "bilhoes": 10**9, "biliao": 10**12,
        "bilioes": 10**12, "trilhao": 10**12, "trilhoes": 10**12,
    },
    vague={
        "dezenas": (20, 99), "duzias": (24, 99), "centenas": (200, 999), "milhares": (2000, 9999),
        "milhoes": (2 * 10**6, 10**7 - 1), "bilhoes": (2 * 10**9, 10**10 - 1),
    },
    joiners=t.words("e"),
    of=t.words("de"),
    bounds=(
        ("mais de", ">"), ("menos de", "<"), ("pelo menos", ">="), ("ao menos", ">="), ("no minimo", ">="), ("ate", "<="),
        ("no maximo", "<="), ("cerca de", "~"), ("aproximadamente", "~"), ("em torno de", "~"), ("por volta de", "~"),
        ("uns", "~"), ("umas", "~"), ("quase", "<"), ("perto de", "~"),
    ),
    units=t.of(
        (t.DAY, "dia dias"), (t.WEEK, "semana semanas"), (t.MONTH, "mes meses"), (t.YEAR, "ano anos"), (t.HOUR, "hora horas"),
        (t.MINUTE, "minuto minutos"), (t.SECOND, "segundo segundos"), (t.DECADE, "decada decadas"),
        (t.KM, "quilometro quilometros"), (t.METRE, "metro metros"), (t.CM, "centimetro centimetros"), (t.MILE, "milha milhas"),
        (t.KG, "quilo quilos quilograma quilogramas"), (t.TONNE, "tonelada toneladas"), (t.HECTARE, "hectare hectares"),
        (t.DEGREE, "graus"), (t.LITRE, "litro litros"), (t.EUR, "euro euros"), (t.USD, "dolar dolares"), (t.BRL, "real reais"),
        (t.GBP, "libras"),
    ),
    no_count=t.words(
        "eles elas seus suas vezes primeiros ultimos outros outras a ao aos as ate com como contra da das de do dos e ela ele em entre era essa este esta foi foram ha ja mais mas na nas "
        "nao no nos o os ou para pela pelas pelo pelos por quando que quem se sem sobre sua um uma"
    ),
    says=t.words(
        "disse diz dizem disseram afirmou afirma afirmaram declarou declara declararam acrescentou acrescenta explicou explica "
        "explicaram informou informa informaram avisou avisa garantiu garante destacou destaca ressaltou ressalta salientou "
        "salienta sublinhou sublinha reconheceu reconhece admitiu admite anunciou anuncia contou conta perguntou respondeu "
        "responde insistiu insiste comentou comenta escreveu escreve lamentou lamenta negou nega confirmou confirma prometeu "
        "promete pediu pede exigiu exige frisou frisa referiu refere considerou considera"
    ),
    said=t.words("dito afirmado declarado acrescentado explicado informado garantido admitido anunciado"),
    auxiliaries=t.words("tem tinha tinham havia"),
    that=t.words("que"),
    according=("segundo", "de acordo com", "conforme"),
    determiners=t.words("o a os as um uma uns umas"),
    nobody=t.words("ele ela eles elas quem que se isso isto eu nos voce"),
    pronouns=t.words("ele ela"),
    drops=True,
    roles=t.words(
        "presidente presidenta ministro ministra primeiro prefeito prefeita autarca porta voz governador governadora diretor "
        "diretora chefe general coronel capitao candidato candidata senador senadora deputado deputada secretario secretaria "
        "advogado advogada procurador procuradora juiz juiza bispo rei rainha papa chanceler embaixador embaixadora doutor "
        "doutora professor professora delegado delegada"
    ),
    in_place=t.words("em na no nas nos para ate"),
    small=t.words(
        "a agora ainda alem alguns ante antes ao aos apenas apos as assim ate bem cada com como contra da das de depois desde do "
        "dos durante e ela elas ele eles em enquanto entao entre era essa esse esta este eu foi ha hoje isso isto ja la mais mas "
        "mesmo muito na nao nas nem ninguem no nos nossa nosso o onde ontem os ou outra outro para pela pelo pois por porem "
        "porque quando quanto que quem se segundo sem sempre seu sob sobre sua tambem todo todos um uma umas uns"
    ),
)  # fmt: skip
