"""A draft against five articles on one event: what another event, person or body explains bears nothing out."""

from __future__ import annotations

import pytest

from dossier.config import load
from dossier.dossier import Dossier
from dossier.model import WRONG_STATUSES

ARTICLES = (
    """Bridge over the Ostra collapses

The Velde Courier

2024-09-12

Six people were killed and 23 injured when the old road bridge over the Ostra at Velde collapsed on Wednesday
morning, police said. The bridge, built in 1931, was 184 metres long and carried about 9,000 cars a day.

“We heard a crack and then the whole middle part went down into the river,” said Hanne Brekk, who drives the school
bus. Two lorries and eleven cars fell into the water.

Transport minister Karel Dusik came to Velde on Wednesday evening. “The inspectors found nothing wrong with the
piers in May,” Dusik said. The region had planned to spend 14.5 million euros on repairs next year.
""",
    """Six dead after bridge falls into the Ostra

Mark Post

2024-09-12

Six people died on Wednesday when a bridge at Velde fell into the river Ostra. Another 23 people were hurt, four of
them badly, the hospital in Velde said.

Rescuers searched the river with three boats until midnight. A 41-year-old lorry driver from Arlen was pulled from
his cab alive.

“The inspectors found nothing wrong with the piers in May,” transport minister Karel Dusik told reporters. The head
of the engineers' union, Petra Lomax, said the region had been warned twice, in 2019 and in 2022. “A bridge of this
age needs a look every year and not every six years,” Lomax said.
""",
    """Ferry to replace Velde bridge from Monday

Ostra Radio

2024-09-14

A ferry will carry cars across the Ostra from Monday, the regional government said on Friday. It takes 40 cars and
crosses in 12 minutes. The passage is free until the end of the year.

The road bridge at Velde collapsed on Wednesday and killed six people. The detour by Arlen is 37 kilometres long.

“We know that 40 cars are not enough, but it is what we can have now,” said Tove Ainsley, who leads the region.
Shops in the old town have lost 60 percent of their sales, the chamber of commerce said in a statement. “Without a
bridge the old town will not live through the winter,” the chamber of commerce said.
""",
    """Who knew of the cracks?

Mark Post

2024-09-20

Engineers of the firm Kolbe & Rand found cracks in two piers of the Velde bridge in May and reported them on 28 May,
letters show that this paper has seen. Transport minister Karel Dusik had said that nothing was found.

The bridge fell on 11 September; six people died. Prosecutor Milan Oder opened an investigation on Thursday and had
offices of the region searched.

“We wrote to the ministry on 28 May and had no answer,” said Ruth Kolbe, 58, who owns the firm. The new bridge will
cost 92 million euros and will be ready in 2027 at the earliest, the ministry said.
""",
    """Minister steps down over Velde bridge

The Velde Courier

2024-09-24

Transport minister Karel Dusik stepped down on Monday, twelve days after the bridge at Velde fell and killed six
people. He is 63 and had been in office since 2021.

“I was not told of the letter, but I answer for the house,” Dusik said. His deputy, Lena Marsh, takes over until a
successor is named.

Tove Ainsley, who leads the region, said a new bridge would cost 92 million euros. Ruth Kolbe, 58, whose firm found
the cracks, said that she had given her letters to prosecutor Milan Oder. The ferry has carried 5,400 cars in its
first week.
""",
)
MARISOL = (
    """Towing of the Marisol

Kest Herald

2024-10-02

“We shall tow it on Friday whatever the tide does,” the Ombriel harbour ministry said. Nobody from there came.

“The cause of the leak remains unclear and will be examined,” a statement said. Tarn Lines sent it to all papers.

A group of about 200 fishermen held up a banner. “Give us back our quiet bay,” it read.

“There is always some oil in this harbour,” a government official said.
""",
    """Tugs at sea

Sund Mail

2024-10-02

President Ada Orr saw the tugs.

Jon Berg, a pilot, was at home. Sailors waited for hours. They had been told to come early, and they had come early,
with bread and with coffee, and they sat in the sun on the long wall of the quay until it was dark and the lamps burned.
Nobody knew when the tow would begin, and nobody came to tell them before the night was over and the tide was out.

At the other end of the town the minister of harbours, Ines Hald, opened the new school.
""",
    "Loans\n\nVintra Post\n\n2024-10-02\n\nPresident Ada Orr signed the loan.\n",
    "Roads\n\nVintra Mail\n\n2024-10-02\n\nPresident Ada Orr closed the road.\n",
)


def indexed(folder, articles):
    for at, text in enumerate(articles):
        (folder / f"{at}.txt").write_text(text, encoding="utf-8")
    dossier = Dossier(load(folder=folder))
    dossier.index()
    return dossier


@pytest.fixture(scope="module")
def bridge(tmp_path_factory):
    with indexed(tmp_path_factory.mktemp("bridge"), ARTICLES) as dossier:
        yield dossier


@pytest.fixture(scope="module")
def marisol(tmp_path_factory):
    with indexed(tmp_path_factory.mktemp("marisol"), MARISOL) as dossier:
        yield dossier


def checked(dossier, said, published):
    return dossier.check(f"A draft\n\n{said}\n".encode(), published=published)


# Written, and marked as right or wrong, before the program was run on them.
@pytest.mark.parametrize(
    ("said", "claim", "is_wrong"),
    [
        ("Six people were killed when the bridge at Velde collapsed.", "Six", False),
        ("Nine people were killed when the bridge at Velde collapsed on 11 September.", "Nine", True),
        ("The death toll of the Velde bridge stands at 4, police said.", "4", True),
        ("Another 28 people were hurt at Velde, four of them badly.", "28", True),
        ("Another 23 people were hurt at Velde, four of them badly.", "23", False),
        ("The bridge at Velde fell into the Ostra on Thursday and killed six people.", "Thursday", True),
        ("The road bridge at Velde collapsed on Wednesday (12 September 2024).", "Wednesday", True),
        ("The old bridge was 184 metres long and carried about 9,000 cars a day.", "184 metres", False),
        ("The old bridge was 134 metres long and carried about 9,000 cars a day.", "134 metres", True),
        ("The old bridge was 184 kilometres long.", "184 kilometres", True),
        ("A 47-year-old lorry driver from Arlen was pulled alive from his cab.", "47-year-old", True),
        ("A 41-year-old lorry driver from Arlen was pulled alive from his cab.", "41-year-old", False),
        (
            "“A bridge of this age needs a look every year and not every six years,” said Petra Lomax.",
            "A bridge of this age",
            False,
        ),
        (
            "“A bridge of this age needs a look every year and not every six years,” said Ruth Kolbe.",
            "A bridge of this age",
            True,
        ),
        (
            "“A bridge of this age needs a look every year and not every two years,” said Petra Lomax.",
            "A bridge of this age",
            True,
        ),
        (
            "“We heard a crack and then the whole middle part went down into the river,” the bus driver said.",
            "We heard a crack",
            False,
        ),
        (
            "“Without a bridge the old town will not live through the winter,” said Karel Dusik.",
            "Without a bridge",
            True,
        ),
        (
            "“Without a bridge the old town will not live through the winter,” the chamber of commerce said.",
            "Without a bridge",
            False,
        ),
        ("The ferry takes 40 cars and crosses the Ostra in 12 minutes.", "12 minutes", False),
        ("The ferry takes 70 cars and crosses the Ostra in 12 minutes.", "70", True),
        ("The detour by Arlen is 37 miles long.", "37 miles", True),
        ("The new bridge will cost 92 billion euros, the ministry said.", "92 billion euros", True),
        ("Transport minister Karl Dusik stepped down.", "Karl Dusik", True),
        ("Ruth Kolbe, 53, owns the firm that found the cracks.", "53", True),
        (
            "“The inspectors found nothing wrong with the piers in May, but it is what we can have now,” Dusik said.",
            "The inspectors",
            True,
        ),
    ],
)
def test_what_the_sources_tell_otherwise_is_wrong_and_what_they_tell_is_not(bridge, said, claim, is_wrong):
    published = "2024-09-24" if "stepped down" in said else "2024-09-14"
    found = [one for one in checked(bridge, said, published) if claim in one.text]
    assert found
    assert any(one.status in WRONG_STATUSES for one in found) == is_wrong, found


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("Minister Meets Petra Lomux At Velde", "Petra Lomux"),
        ("Ferry For Tove Ainslei From Monday", "Tove Ainslei"),
        ("BRIDGE Named Karal Dusik as minister.", "Karal Dusik"),
    ],
)
def test_a_word_beside_a_known_name_is_misspelt(bridge, said, claim):
    found = [one for one in checked(bridge, said, "2024-09-24") if claim.split()[-1] in one.text]
    assert "misspelt" in {one.status for one in found}, found


@pytest.mark.parametrize(
    ("words", "speaker", "status"),
    [
        ("We shall tow it on Friday whatever the tide does,", "Jon Berg", "misattributed"),
        ("We shall tow it on Friday whatever the tide does,", "Ines Hald", "single"),  # she is minister of harbours
        ("The cause of the leak remains unclear and will be examined,", "Jon Berg", "misattributed"),
        ("The cause of the leak remains unclear and will be examined,", "Tarn Lines", "single"),
        ("Give us back our quiet bay,", "Jon Berg", "misattributed"),
        ("There is always some oil in this harbour,", "Ada Orr", "misattributed"),  # whom three sources name
        ("There is always some oil in this harbour,", "Jon Berg", "single"),  # who may be an official
    ],
)
def test_words_of_a_body_a_statement_a_group_or_an_official_are_not_anybodys(marisol, words, speaker, status):
    (found,) = [one for one in checked(marisol, f"“{words}” {speaker} said.", "2024-10-03") if one.kind == "quote"]
    assert found.status == status, found


def test_a_quotation_that_goes_on_with_words_of_another_is_joined(marisol):
    said = "“We will tow it on Friday whatever the tide does unclear and will be examined,” Jon Berg said."
    (found,) = [one for one in checked(marisol, said, "2024-10-03") if one.kind == "quote"]
    assert (found.status, "Joined" in found.why) == ("misquoted", True), found
