"""Reasons in the words that a reader takes in at once; all sentences are made up."""

from __future__ import annotations

import pytest

from dossier.linking.compare.findings import compare
from tests.helpers.facts import dossier

SAID = [
    ("a day in a week", "“12 March” falls within “next week” (11–17 Mar 2024)",
     ["The talks of Orvo Mill with the union of Ost begin on 12 March, the mayor Jana Rusk said.",
      "The talks of Orvo Mill with the union of Ost begin next week, the mayor Jana Rusk said."]),
    ("one day at the end of two counts", "end on the same day",
     ["“You have 10 days left to leave Ost Mill,” Ada Lind said on 4 March 2024. Its lease ends on 14 March 2024.",
      "“You have 14 days left to leave Ost Mill,” Ada Lind said on 29 February. Its lease ends on 14 March 2024."]),
    ("two names of one person", "possibly one person",
     ["The coach of Ost, Mauris Chelk, was dismissed on Saturday after nine wins and fourteen defeats.",
      "The coach of Ost, Mauris Chelt, was dismissed on Saturday after nine wins and fourteen defeats."]),
    ("what one article accounts for, told by a third too", "400 and the 50 told beside 450 make 450",
     ["The mill of Ost will cut 400 of its 3,200 jobs, the owner Jana Rusk said.",
      "The mill of Ost will cut 450 jobs, 50 more than it announced last week, the owner Jana Rusk said.",
      "The mill of Ost will cut 450 of its 3,200 jobs."]),
    ("a source behind a day", "from the mill)",
     ["The works at Ost Mill cost $196,500. On Monday the mill said that its works had cost $196,500 in all.",
      "The works at Ost Mill cost $216,500. On Monday the mill said that its works had cost $216,500 in all."]),
    ("a source whose name is a common word", "from Tuck",
     ["The works at Ost Mill cost $196,500, Rosa Tuck said. The works cost $196,500 in all, Tuck said.",
      "The works at Ost Mill cost $216,500, Rosa Tuck said. The works cost $216,500 in all, Tuck said."]),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "texts"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_a_reason_says_it_in_these_words(reason: str, texts: list[str]) -> None:
    whys = [finding.why for finding in compare(dossier(*texts))]
    assert any(reason in why for why in whys), whys
