"""How much each kind of evidence that two numbers measure one thing counts, in logarithms of odds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; set by hand on annotated dossiers."""

    start: float = -1.6  # two numbers of one dimension are rather not the same thing
    magnitude: float = 1.5  # few numbers in a story are magnitudes
    story: float = 3.0  # articles about the same people and places, from half to all
    itself: float = -0.8  # an article seldom contradicts itself
    context: float = 5.0  # the same words around, by the cosine of their weighted stems
    slot: float = 2.0  # the same words directly before and behind: the same sentence, reprinted
    beside: float = 0.8  # a 24-hour strike and a 24-hour walkout
    noun: float = 1.6  # the same thing counted
    kin: float = 0.6  # people and migrants
    kin_apart: float = -3.0
    modifier: float = 0.5
    role: float = 2.8  # both killed
    living: float = 0.8  # everybody lives somewhere: the place must tell
    person: float = 5.0  # the age of one and the same person
    strangers: float = -1.5  # sums and times told of different persons
    attribute: float = 1.5  # both a price, both a depth
    other_attribute: float = -2.0  # a price, and a revenue
    base: float = 0.8  # shares of traffic
    other_base: float = -2.0  # a share of all traffic, and of voice traffic
    owners: float = -2.5  # of other persons or bodies
    own: float = 0.6
    own_attribute: float = 1.2  # where the shares of one company closed
    another: float = -1.2  # of one and the same, and of two others besides
    crowd: float = -0.4  # an article that tells several such numbers, for each of the others
    no_role: float = -1.8  # killed, and nothing told of the other
    equal: float = 1.0  # the same number, and more for each figure it has
    figure: float = 1.3
    compatible: float = 0.3
    apart: float = -0.6  # per factor of 2 between them
    vague: float = -1.5  # a word that wide, and still does not fit
    place: float = 0.9
    home: float = 2.5  # living in the same place
    country: float = -2.0  # told of other countries
    other_place: float = -1.2
    foreign: float = -3.5  # told of a place that the other article never names
    local: float = -7.0  # told directly of another place
    far_end: float = -5.0  # a distance to, or from, another place
    more: float = -1.5  # "another 20,000" are others
    occasion: float = -2.5  # games, seasons, times: there are many
    open_end: float = -1.5  # at least three seasons, and seven, per factor of 2
    compound: float = -2.0  # a 181-run partnership, and 246 runs
    original: float = 2.5  # conversions of the same sum
    time: float = 0.5
    crowded: float = 1.5  # gathered and protesting
    damage: float = -0.8  # destroyed and damaged
    other_time: float = -2.5
    other_day: float = -1.5  # another crowd, on another day
    change: float = -1.0  # a change, and what is not told to be one
    past: float = -2.5  # long ago, and of now
    supposed: float = -2.0  # may happen, and did
    part: float = -2.5
    lonely: float = -1.5  # nothing but the number: no shared noun or role, hardly a shared word


WEIGHTS = Weights()
