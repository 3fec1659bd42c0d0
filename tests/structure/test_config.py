"""config.yaml: what is found, what is refused, and how it is said."""

import pytest

from dossier.config import TEMPLATE, ConfigError, load


def write(tmp_path, text):
    (tmp_path / "articles").mkdir(exist_ok=True)
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_paths_are_relative_to_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    config = load(write(tmp_path, "sources: [articles]\nnotebook: notes/mine.yaml\n"))
    assert config.sources == (tmp_path / "articles",)
    assert config.notebook == tmp_path / "notes/mine.yaml"
    assert config.index == tmp_path / "index"
    assert config.shown(tmp_path / "articles/a.txt") == "articles/a.txt"


def test_a_source_given_absolute_is_shown_so(tmp_path):
    (tmp_path / "else").mkdir()
    place = tmp_path / "dossier"
    place.mkdir()
    config = load(write(place, f"sources: [articles, {tmp_path}/else, ../else]\n"))
    assert config.shown(place / "articles/a.txt") == "articles/a.txt"
    assert config.shown(tmp_path / "else/a.txt") == f"{tmp_path}/else/a.txt"


def test_it_is_found_in_a_parent_folder(tmp_path):
    write(tmp_path, "sources: [articles]\n")
    assert load(folder=tmp_path / "articles").base == tmp_path


def test_another_programs_config_in_a_parent_is_passed_over(tmp_path):
    write(tmp_path, "site: example\nplugins: []\n")
    assert load(folder=tmp_path / "articles").file is None


def test_a_folder_without_one_is_opened_as_it_is(tmp_path, home):
    config = load(folder=tmp_path)
    assert config.file is None
    assert config.sources == (tmp_path,)
    assert config.notebook == tmp_path / "notebook.yaml"
    assert config.index.is_relative_to(home)
    assert config.state.is_relative_to(home)


def test_two_dossiers_of_one_name_have_states_of_their_own(tmp_path):
    (tmp_path / "a/story").mkdir(parents=True)
    (tmp_path / "b/story").mkdir(parents=True)
    assert load(folder=tmp_path / "a/story").state != load(folder=tmp_path / "b/story").state


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sources: [articles]\nnotebok: n.yaml\n", "line 2: unknown key 'notebok'; did you mean 'notebook'?"),
        ("sources: [articles]\nzzz: 1\n", "line 2: unknown key 'zzz'; the keys are sources, index"),
        ("sources: [gone]\n", "line 1: the source 'gone' does not exist"),
        ("index: index\n", "names no sources"),
        ("", "names no sources"),
        ("sources: [articles]\nkeys: [a]\n", "line 2: 'keys' must be a list of 'key: value' lines"),
        ("sources: [articles]\nindex: {a: b}\n", "line 2: 'index' must be text"),
        ("sources: [articles]\nindex:\n", "line 2: 'index' is empty"),
        ("sources: [articles]\nindex: a\nindex: b\n", "line 3: 'index' stands here a second time"),
        ("sources: [articles\n", "line 1: this is not YAML"),
        ("- a\n", "line 1: the file must be a list of 'key: value' lines"),
        (
            "sources: [articles]\nstore: https://ana:secret@host/x\n",
            "line 2: the store must hold no password: set DOSSIER_STORE_PASSWORD",
        ),
        ("sources: [articles]\nstore: files\n", "line 2: the store must be 'local' or an address"),
        (
            "sources: [articles]\nstore: https://host:9200/A dossier\n",
            "line 2: the store must end in the dossier's name",
        ),
        ("sources: [articles]\nkeys:\n  bookmark: [m]\n", "line 3: keys: bookmark must be text"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, said):
    with pytest.raises(ConfigError) as error:
        load(write(tmp_path, text))
    assert said in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_aliases_are_never_expanded(tmp_path):
    bomb = "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*{'a' if i == 0 else f'b{i - 1}'},x]\n" for i in range(90))
    with pytest.raises(ConfigError, match="unknown key 'a'"):
        load(write(tmp_path, bomb))


def test_a_missing_file_or_folder_is_said(tmp_path):
    with pytest.raises(ConfigError, match=r"config\.yaml cannot be read"):
        load(tmp_path / "config.yaml")
    with pytest.raises(ConfigError, match="does not exist"):
        load(folder=tmp_path / "gone")


def test_the_template_is_valid(tmp_path):
    assert load(write(tmp_path, TEMPLATE.format(source="articles"))).sources == (tmp_path / "articles",)
