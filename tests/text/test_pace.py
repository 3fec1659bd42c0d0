"""How far work is, how quickly it goes on and how much longer it takes."""

from __future__ import annotations

from dossier.text.pace import Pace, duration, waited


def test_rate_and_time_left_are_told_after_a_second():
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.told("reading", 0, 1200) == "reading 0/1,200"
    now[0] = 0.5
    assert pace.told("reading", 100, 1200) == "reading 100/1,200"
    now[0] = 2.0
    assert pace.told("reading", 400, 1200) == "reading 400/1,200 · 200/s · 4 s left"
    assert pace.told("reading", 1200, 1200) == "reading 1,200/1,200"
    assert pace.told("linking", 5, 10) == "linking 5/10"
    now[0] = 4.0
    assert pace.told("linking", 8, 10) == "linking 8/10 · 1.5/s · 1 s left"


def test_what_was_asked_before_says_how_much_longer_it_takes():
    assert waited(0.5, 9) == ""
    assert waited(3, 9) == "3 s, about 6 s left"
    assert waited(12, 9) == waited(12, None) == "12 s"
    assert duration(0) == "1 s"
    assert duration(150) == "2 min"
