"""`dossier explain`: which rules made what stands at a link a name, a quotation, a finding."""

from __future__ import annotations

import json

from dossier.cli import main


def link_of(sample, capsys, *command, text):
    assert main(["--config", str(sample), *command, "--json"]) == 0
    for line in capsys.readouterr().out.splitlines():
        item = json.loads(line)
        if text in item["text"]:
            return f"{item['article']}#char={item['start']},{item['end']}"
    raise AssertionError(text)


def explained(sample, capsys, link):
    assert main(["--config", str(sample), "explain", link, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_name_has_the_evidence_for_its_type(sample, capsys):
    assert main(["--config", str(sample), "entities", "--mentions", "--json"]) == 0
    entity = next(e for e in map(json.loads, capsys.readouterr().out.splitlines()) if e["type"] == "PLACE")
    span = entity["mentions"][0]
    link = f"{span['article']}#char={span['start']},{span['end']}"
    reasons = explained(sample, capsys, link)
    assert {"kind", "article", "start", "end", "text", "rule", "effect", "example"} == set(reasons[0])
    assert any("for place" in reason["effect"] for reason in reasons if reason["kind"] == "name")


def test_a_quotation_has_the_rule_of_its_speaker(sample, capsys):
    link = link_of(sample, capsys, "quotes", text="capacities are fully filled")
    rules = [(reason["kind"], reason["rule"]) for reason in explained(sample, capsys, link)]
    assert any(kind == "quote" and rule.startswith("attribution: ") for kind, rule in rules)


def test_a_number_and_a_date_have_their_rules(sample, capsys):
    link = link_of(sample, capsys, "numbers", text="103")
    assert any(reason["kind"] == "number" for reason in explained(sample, capsys, link))


def test_a_number_tells_what_it_measures_and_why_it_is_set_beside_another(sample, capsys):
    assert main(["--config", str(sample), "numbers", "--json"]) == 0
    numbers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    number = next(one for one in numbers if one["text"] == "103 days" and one["speaker"])
    claim = number["claim"]
    assert (claim["measure"], claim["source"], claim["status"]) == ("left", number["speaker"], "stated")
    link = f"{number['article']}#char={number['start']},{number['end']}"
    reasons = explained(sample, capsys, link)
    assert [reason["effect"] for reason in reasons if reason["rule"] == "claim: measure"] == ["left"]
    weighed = [reason for reason in reasons if reason["kind"] == "evidence"]
    assert weighed[0]["rule"] == "days left in both"
    assert weighed[0]["effect"].startswith("+6.00 with “1")
    assert all(reason["example"] for reason in weighed)
    link = link_of(sample, capsys, "dates", text="March 11")
    reasons = [reason for reason in explained(sample, capsys, link) if reason["kind"] == "date"]
    assert reasons
    assert all(reason["effect"] for reason in reasons)


def test_a_verdict_says_why(sample, capsys):
    assert main(["--config", str(sample), "compare", "--json"]) == 0
    finding = json.loads(capsys.readouterr().out.splitlines()[0])
    span = finding["readings"][0]["spans"][0]
    reasons = explained(sample, capsys, f"{span['article']}#char={span['start']},{span['end']}")
    assert any(r["kind"] == "finding" and r["rule"] == finding["verdict"] for r in reasons)


def test_people_get_text_and_a_place_where_nothing_was_read_says_so(sample, capsys):
    link = link_of(sample, capsys, "quotes", text="capacities are fully filled")
    assert main(["--config", str(sample), "explain", link]) == 0
    assert "quotation  " in capsys.readouterr().out
    article = link.partition("#")[0]
    assert main(["--config", str(sample), "explain", f"{article}#char=0,1"]) == 1
    assert "Nothing was read there" in capsys.readouterr().err
    assert main(["--config", str(sample), "explain", "nonsense"]) == 2


def test_what_the_user_corrected_is_said_first_with_what_the_text_says(sample, capsys):
    capacities = link_of(sample, capsys, "quotes", text="capacities are fully filled")
    days = link_of(sample, capsys, "numbers", text="103")
    for link, *correction in ((capacities, "--speaker", "Rosa Nunes"), (days, "--number", "about 90 days")):
        assert main(["--config", str(sample), "correct", link, *correction]) == 0
    assert main(["--config", str(sample), "correct", days.partition("#")[0], "--outlet", "Andes Post"]) == 0
    capsys.readouterr()
    first, *rest = explained(sample, capsys, capacities)
    assert (first["rule"], first["kind"]) == ("corrected by you", "quote")
    assert first["effect"].startswith("it is spoken by Rosa Nunes (corrections.yaml); the text says “capacities")
    assert all(one["rule"].startswith("without your correction, ") for one in rest if one["kind"] == "quote")
    first, *rest = explained(sample, capsys, days)
    assert first["effect"] == "it counts as “about 90 days” (corrections.yaml); the text says “103 days”"
    assert "the outlet of the article is “Andes Post” (corrections.yaml)" in {one["effect"] for one in rest}
    assert main(["--config", str(sample), "correct", days, "--number", "none"]) == 0
    capsys.readouterr()
    assert explained(sample, capsys, days)[0]["effect"].startswith("it is not a number (corrections.yaml); the text")


def test_what_entities_yaml_says_of_a_name_is_said(sample, capsys):
    (sample.parent / "entities.yaml").write_text("retype: {Radio Tacna: PLACE}\nrename: {Radio Tacna: RT}\n", "utf-8")
    assert main(["--config", str(sample), "entities", "--mentions", "--json"]) == 0
    entity = next(e for e in map(json.loads, capsys.readouterr().out.splitlines()) if e["name"] == "RT")
    span = entity["mentions"][0]
    effects = {r["effect"] for r in explained(sample, capsys, f"{span['article']}#char={span['start']},{span['end']}")}
    assert {"it is listed as PLACE (entities.yaml)", "it is called “RT” (entities.yaml)"} <= effects
