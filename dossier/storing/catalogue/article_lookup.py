"""Which article a person means by a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from dossier.model import DossierError
from dossier.storing.catalogue.catalogue import Catalogue
from dossier.text.visible import one_line

_Row = tuple[int, str, str]  # number, id, path


def number_of(catalogue: Catalogue, name: str) -> int:
    """Return the number of the article that a person means; raises as `named`."""
    return named(catalogue, name)[0]


def named(catalogue: Catalogue, name: str) -> tuple[int, str]:
    """Return the number and id of the article that has this id, path or file name.

    Else of the one with such an ending, beginning or part of it. Raises DossierError with those it could be, or the
    nearest names.
    """
    if exact := catalogue.rows("SELECT no FROM article WHERE id = ?", (name,)):
        return int(exact[0][0]), name
    return chosen([(*row,) for row in catalogue.rows("SELECT no, id, path FROM article ORDER BY path, id")], name)


def chosen(rows: Sequence[_Row], name: str) -> tuple[int, str]:
    """Return the number and id of the one of these articles that has such an ending, beginning or part; raises so."""
    for test in _tests(name) if name else ():
        found = [row for row in rows if test(*row[1:])]
        if len(found) == 1:
            return found[0][:2]
        if found:
            raise DossierError(f"“{one_line(name)}” could be {_several([path for *_, path in found])}.")
    raise DossierError(f"There is no article “{one_line(name)}”; {_nearest(name, [id_ for _, id_, _ in rows])}")


def _tests(name: str) -> Sequence[Callable[[str, str], bool]]:
    """Return what an article's id and path may have of a name, the nearest first."""
    return (
        lambda _, path: path == name,
        lambda id_, path: name in {_file(path).name, _file(path).stem, _file(id_).name},
        lambda id_, path: path.endswith(name) or id_.endswith(name),
        lambda id_, path: id_.startswith(name) or path.startswith(name) or _file(path).name.startswith(name),
        lambda id_, path: name in id_ or name in path,
    )


def _several(paths: Sequence[str]) -> str:
    return ", ".join(map(one_line, paths[:3])) + (" or others" if len(paths) > 3 else "")


def _nearest(name: str, ids: Sequence[str]) -> str:
    from rapidfuzz import process

    near = process.extract(name, ids, limit=3, score_cutoff=60)
    if near:
        return f"the nearest are {', '.join(one_line(id_) for id_, _, _ in near)}."
    return "`dossier articles` lists them."


def _file(path: str) -> PurePosixPath:
    return PurePosixPath(path)
