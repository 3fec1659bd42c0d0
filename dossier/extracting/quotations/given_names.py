"""Given names that are hers or his nearly everywhere, so that "she said" does not go to a Pablo.

Written by hand for this program; names given to both (Alex, Andrea, Jean, Kim, Robin, Sasha) are left out.
"""

from __future__ import annotations

HERS = frozenset(
    """
    adriana agnes aisha alejandra alice alicia amanda amelia amy ana angela angelina anita ann anna anne annette annie
    antonia barbara beatriz bella bertha beth bianca brenda brigitte camila carla carmen carol carolina caroline
    catherine cecilia charlotte chiara christina christine claire clara claudia cristina cynthia daniela deborah delia
    diana dolores donna dorothy elena elisa elisabeth elizabeth ellen elsa emily emma erica esther eva evelyn fatima
    fernanda fiona florence francesca gabriela gloria grace greta guadalupe hannah heather helen helena hilary hillary
    ida ines ingrid irene isabel isabella jane janet janice jeanette jeannette jennifer jessica joan joanna josefina
    judith judy julia juliana julie karen karin kate katherine kathleen katie keiko khadija kristen laura lauren leila
    lena leticia lidia linda lisa louisa louise lucia lucy luisa lydia magdalena margaret margarita maria mariana marie
    marina marta martha mary maryam matilda megan melanie melissa mercedes michelle miriam monica nadia nancy natalia
    natalie nicole nina nora olga olivia pamela patricia paula petra pilar rachel raquel rebecca regina rita rosa rose
    ruth sabrina samantha sandra sara sarah silvia simone sofia sonia sophia sophie stella stephanie susan susana
    susanne sylvia tamara tatiana teresa theresa tina ursula valentina valeria vanessa vera veronica victoria virginia
    wendy yolanda yvonne
    """.split()
)
HIS = frozenset(
    """
    aaron abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro alessandro alexander alfred alfredo ali
    alvaro andres andrew anthony antonio arthur arturo august benjamin bernard bill billy bob boris brian bruce bruno
    carl carlos charles charlie chris christopher craig daniel david dennis diego dimitri donald douglas ed eduardo
    edward enrique eric ernesto esteban eugene felipe felix fernando francisco frank franz frederick gabriel gary george
    gerald gerhard gianni gilbert giovanni giuseppe gonzalo gregory guillermo gustavo hans harold harry hassan hector
    henri henry herman hugo hussein ian ibrahim igor ivan jack jacob jacques jaime jake james jason javier jeff jeffrey
    jeremy jerry jim joachim joe joel john jon jonathan jorge jose joseph joshua juan julio justin karl keith ken
    kenneth kevin klaus larry lars lawrence leo leon leonardo louis lucas luigi luis luke manuel marco marcos mario mark
    martin matthew max mehmet michael miguel mike mohamed mohammad mohammed muhammad nathan neil nicholas nick nikolai
    omar oscar oswaldo pablo patrick paul pedro peter philip philippe pierre rafael ramon raymond ricardo richard robert
    roberto rodrigo roger roland ronald russell ruben salvador samuel scott sean sebastian sergei sergio simon stefan
    stephen steve steven stuart thomas tim timothy todd tom tomas tony victor vincent vladimir walter wayne werner
    wilhelm william wolfgang yusuf
    """.split()
)
