"""Who "he", "the minister" or "Cordero" is: the speaker of a quotation by the name the article gives in full.

Pronouns and roles are resolved to the nearest speaker or subject before them that fits.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from typing import NamedTuple

from dossier.extracting.quotations.antecedents import SPOKEN, Antecedents, named, named_in
from dossier.extracting.quotations.grammar.tokens import ONE_OF, SpeechSource
from dossier.extracting.quotations.grammar.vocabulary import CALLED_AGAIN, ORG_WORDS, ORGANISATION_NOUNS, PERSON_NOUNS
from dossier.model import Mention

# "The company" may be any organisation named before; "the ministry" only one that is called a ministry.
_ANY_BODY = ORGANISATION_NOUNS - frozenset(
    """ministry government party committee council commission court bank police department office institute university
    army military board parliament senate embassy survey administration authority""".split()
)
_AGED = re.compile(r"\d+-year-old|former|outgoing|ex-")
_OFFICES = frozenset(
    "secretary minister president premier chancellor governor mayor chairman chief boss leader".split()
)
_NO_MINISTER = frozenset("press general private executive party union permanent treasury".split())  # secretaries
_OF_A_SIDE = frozenset({"boss", "coach", "manager", "captain", "skipper"})


ANTECEDENT = "fitting speaker or subject before"
NAMED_BEFORE = "last person named that fits"


class Discourse(Antecedents):
    """The sentences of an article, and who "he" or "the minister" is in them."""

    def resolved_by(self, source: SpeechSource) -> str:
        """Return the name of the rule that resolved a pronoun or role; nothing for names and where nobody fits."""
        return self._rules.get(source.start, "")

    def keep_apart(self, source: SpeechSource, other: SpeechSource) -> None:
        """Let a role stand for itself where it would be resolved to `other`: whom she asked is not herself."""
        if self.canonical(self.resolve(source)) == self.canonical(self.resolve(other)):
            self._resolved[source.start] = source
            self._rules.pop(source.start, None)

    def resolve(self, source: SpeechSource, spoken: str = "") -> SpeechSource:
        """Return who a pronoun or a definite role stands for; the source itself where nobody fits.

        `spoken` is what they say: who is named in it is spoken of, and is not "he".
        """
        if source.kind == "name":
            return source
        if source.start not in self._resolved:
            self._resolved[source.start] = source  # nobody yet, should it lead back to itself
            found, rule = self._antecedent(source, spoken) if source.kind == "pronoun" else self._role(source)
            self._resolved[source.start] = found or source
            if found is not None:
                self._rules[source.start] = rule
                self.refer(source, found)
        return self._resolved[source.start]

    def _antecedent(self, source: SpeechSource, spoken: str) -> tuple[SpeechSource | None, str]:
        word = source.text.lower()
        spoken_of = named_in(spoken)
        wanted = {"they": {"people", "thing"}, "it": {"thing"}, "we": {"people", "thing"}}.get(word, {"person"})
        for candidate in self.candidates(source.start):
            if (
                candidate.number in wanted
                and not self.contradicts(word, candidate)
                and not self.is_one_of(candidate, spoken_of)
            ):
                return self.resolve(candidate), ANTECEDENT
        last = bisect.bisect_left(self.people_at, source.start) if wanted == {"person"} else 0
        people = (named(mention) for mention in reversed(self.people[max(0, last - SPOKEN) : last]))
        return next((candidate for candidate in people if not self.contradicts(word, candidate)), None), NAMED_BEFORE

    def _role(self, source: SpeechSource) -> tuple[SpeechSource | None, str]:
        """Resolve `the minister`, `the official`, `the company` to whom it named before; with the rule that did."""
        words = source.text.lower().split()
        if words[:1] != ["the"] or not 1 < len(words) < (10 if words[1] == "former" else 5):
            return None, ""
        role = DefiniteDescription(self, source, words)
        for rule in ROLE_RULES:
            if rule.applies(role):
                found = rule.find(role)
                if found is not None or rule.final:
                    return found, rule.name
        return None, ""


class DefiniteDescription(NamedTuple):
    """A definite description, `the former mayor`, with its words in lower case."""

    discourse: Discourse
    source: SpeechSource
    words: list[str]

    @property
    def head(self) -> str:
        """The noun it turns on."""
        return self.source.head

    @property
    def one_of_a_people(self) -> bool:
        """Whether it is `the Scot`."""
        return ONE_OF.fullmatch(self.source.text) is not None

    @property
    def of_a_side(self) -> bool:
        """Whether others have one too: another team's coach, another people's Scot."""
        return self.head in _OF_A_SIDE or self.one_of_a_people

    @property
    def office(self) -> bool:
        """Whether it is an office nobody was said to hold: `Ana Sol spoke. The culture secretary said`."""
        return not self.of_a_side and self.head in _OFFICES and not self.discourse.mentioned(self.head, self.source)

    @property
    def one_person_around(self) -> bool:
        """Whether only one person is named in the sentences before."""
        return len(self.discourse.around(self.source)) == 1


class RoleRule(NamedTuple):
    """Whom a role stands for; a final rule decides even where it finds nobody."""

    name: str
    applies: Callable[[DefiniteDescription], bool]
    find: Callable[[DefiniteDescription], SpeechSource | None]
    example: str
    final: bool = False


def _person_before(role: DefiniteDescription) -> SpeechSource | None:
    people = (c for c in role.discourse.candidates(role.source.start) if c.kind == "name" and c.number == "person")
    return next(people, None)


def _called_again(role: DefiniteDescription) -> bool:
    own = not role.of_a_side and not role.office
    return own and (role.head in CALLED_AGAIN or role.words[1:3] == ["member", "for"])


def _aged(role: DefiniteDescription) -> bool:
    """Return whether it is somebody known already: "the 59-year-old ex-MP"."""
    thing = role.words[1] == "former" and role.source.number == "thing"  # `the former monopoly` is nobody
    return not thing and any(_AGED.match(word) for word in role.words)


def _holder(role: DefiniteDescription) -> SpeechSource | None:
    holders = [
        mention
        for office in ((role.head, "secretary") if role.head == "minister" else (role.head,))
        for mention in role.discourse.roles.get(office, ())  # Britain's secretaries are ministers
        if mention.end <= role.source.start
        and (office == role.head or _NO_MINISTER.isdisjoint((mention.role or "").lower().split()))
    ]
    return named(holders[-1]) if holders else None


def _organisation_of_its_sentence(role: DefiniteDescription) -> SpeechSource | None:
    """Return the organisation named before it in its own sentence: names inside quotations are none of its words."""
    own = role.discourse.sentences[role.discourse.at(role.source.start)].tokens
    here = [t.mention for t in own if t.mention is not None and t.start < role.source.start]
    organisations = [mention for mention in here if mention.type == "ORG"]
    return named(organisations[-1]) if organisations else None


def _fitting_before(role: DefiniteDescription) -> SpeechSource | None:
    return next((c for c in role.discourse.candidates(role.source.start) if _fits(role, c)), None)


def _fits(role: DefiniteDescription, candidate: SpeechSource) -> bool:
    if candidate.kind == "nominal":
        return _is_fuller(role, candidate)
    if candidate.mention is None:
        return False
    if _is_body(candidate, candidate.mention) and _is_called(role.head, candidate):
        return True
    person = candidate.mention.type == "PERSON" and role.head in PERSON_NOUNS
    return person and role.discourse.titled(candidate, role.source)


def _is_fuller(role: DefiniteDescription, candidate: SpeechSource) -> bool:
    """Return whether a description before says more: `GM said … the company said`, where GM was not read as a name."""
    longer = candidate.head == role.head and len(candidate.text) > len(role.source.text)
    return longer or (candidate.text.isupper() and role.head in _ANY_BODY)


def _is_body(candidate: SpeechSource, mention: Mention) -> bool:
    place = mention.type == "PLACE" and not ORG_WORDS.isdisjoint(candidate.text.lower().split())
    return mention.type == "ORG" or place


def _is_called(head: str, candidate: SpeechSource) -> bool:
    """Return whether an organisation may be called so: any a company, only a ministry a ministry."""
    return head in _ANY_BODY or (head in ORGANISATION_NOUNS and head in candidate.text.lower())


def _only_holder_around(role: DefiniteDescription) -> SpeechSource | None:
    """Return the one person called so just before: `asked Captain Luis Gil. … the captain replied`."""
    held = {m.text: m for m in role.discourse.people_before(role.source) if role.discourse.called(m, role.head)}
    return named(next(iter(held.values()))) if len(held) == 1 else None


ROLE_RULES: tuple[RoleRule, ...] = (
    RoleRule(
        "the only one with this title around",
        lambda role: len(role.words) == 2,
        _only_holder_around,
        "“Where is he?” Ana Sol asked Captain Luis Gil.\n\n“We are looking,” the captain said.",
    ),
    RoleRule(
        "the only person around",
        lambda role: (role.of_a_side or role.office) and role.one_person_around,
        _person_before,
        "Ana Sol rose late at the meeting.\n\n“We will pay,” the coach said.",
        final=True,
    ),
    RoleRule(
        "the only one who spoke",
        lambda role: role.of_a_side or (role.office and len(role.words) > 2),
        lambda role: role.discourse.sole_speaker(role.source),
        "Ana Sol said it was late. Luis Gil slept.\n\n“We will pay,” the coach said.",
    ),
    RoleRule(
        "who the sentence before is about",
        lambda role: role.one_of_a_people,
        lambda role: role.discourse.told_of(role.source),
        "Luis Gil and Eva Rey came in May. Ana Sol played on.\n\n“We will win,” the German said.",
    ),
    RoleRule(
        "somebody known, called something else",
        lambda role: _called_again(role) or _aged(role),
        _person_before,
        "Ana Sol met Luis Gil.\n\n“We will sing,” the singer said.",
        final=True,
    ),
    RoleRule(
        "holder of the office",
        lambda _: True,
        _holder,
        "Ana Sol, the minister, met Luis Gil.\n\n“We will pay,” the minister said.",
    ),
    RoleRule(
        "organisation of its sentence",
        lambda role: role.head in _ANY_BODY,
        _organisation_of_its_sentence,
        "In a statement from Harbour Line, the company said: “We will pay.”",
    ),
    RoleRule(
        ANTECEDENT,
        lambda _: True,
        _fitting_before,
        "Ana Sol, a nurse, rose. Luis Gil sat.\n\n“We will pay,” the nurse said.",
    ),
)
