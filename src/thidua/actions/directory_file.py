"""A directory from a folder of its own, in the form of the packaged one."""

from __future__ import annotations

from pathlib import Path

from thidua.core.problem import Problem, Refused, Where, problem
from thidua.rules.directory import Directory, load


def directory_read(folder: Path) -> Directory:
    """Read the .yaml files of a folder.

    Raises:
        Refused: "directory.folder-refused" with every problem, each with its file and line.
        OSError: a file cannot be read.
    """
    texts: dict[str, str] = {}
    found: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            texts[path.name] = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            found.append(problem("rule.not-utf8", Where(source=path.name), byte=wrong.start + 1))
    directory, problems = load(texts)
    if found or directory is None:
        raise Refused("directory.folder-refused", [*found, *problems], folder=folder)
    return directory
