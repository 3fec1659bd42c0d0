"""Where a dossier on a cluster is."""

from __future__ import annotations

import pytest

from dossier.files.store_address import parse


def test_an_address_names_hosts_and_the_dossier():
    read = parse("https://ana@one.example,two.example:9300/port-strike?shards=6&replicas=1")
    assert read.hosts == (("one.example", 9200), ("two.example", 9300))
    assert (read.name, read.tls, read.user, read.shards, read.replicas) == ("port-strike", True, "ana", 6, 1)
    assert str(read) == "https://one.example:9200,two.example:9300/port-strike"
    assert not read.here


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]:9200"])
def test_this_machine_is_known(host):
    assert parse(f"http://{host}/a").here


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cluster", "must be 'local' or an address"),
        ("https://host", "must end in the dossier's name"),
        ("https://host/Story", "must end in the dossier's name"),
        ("https://host/a/b", "must end in the dossier's name"),
        ("https://ana:secret@host/a", "must hold no password"),
        ("https://ho st/a", "names no host"),
        ("https://host:99999/a", "names no host"),
        ("https://host/a?shards=0", "a number from 1 to 1000 as shards"),
        ("https://host/a?verify=no", "not 'verify'"),
    ],
)
def test_what_is_wrong_is_said_and_no_password_with_it(text, said):
    with pytest.raises(ValueError) as error:
        parse(text)
    assert said in str(error.value)
    assert "secret" not in str(error.value)
