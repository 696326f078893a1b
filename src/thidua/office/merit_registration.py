"""Registrations pasted from a sheet: a person by name or code, and in the next column what she aims for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thidua.core.award import AwardForm
from thidua.core.problem import Problem, Where, problem
from thidua.core.text import fold

PASTED = "paste"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Code of a person → code of a title, as read; and what could not be read, line by line."""

    chosen: Mapping[str, str]
    problems: Sequence[Problem]


def read_registrations(text: str, people: Mapping[str, str], forms: Iterable[AwardForm]) -> Pasted:
    """Read lines as a sheet gives them, cells apart by tabs (or semicolons): anything, who, title, anything.

    Args:
        people: code → name; a name that two of them share must be given as a code.

    Codes: merit.paste-nobody, merit.paste-namesakes, merit.paste-title.
    """
    codes = {fold(code): [code] for code in people}
    for code, name in people.items():
        codes.setdefault(fold(name), []).append(code)
    titles = {fold(word): form.code for form in forms for word in (form.code, form.title, form.short) if word}
    chosen: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [fold(cell) for cell in line.replace(";", "\t").split("\t")]
        who = [place for place, cell in enumerate(cells) if cell in codes]
        if not who:
            if any(cells) and not (number == 1 and not titles.keys() & set(cells)):
                problems.append(problem("merit.paste-nobody", Where(line=number), text=line.strip()[:60]))
            continue
        found = min((codes[cells[place]] for place in who), key=len)
        if len(found) > 1:
            problems.append(problem("merit.paste-namesakes", Where(line=number), name=people[found[0]]))
            continue
        wanted = cells[who[-1] + 1] if len(cells) > who[-1] + 1 else ""
        if wanted and wanted not in titles:
            problems.append(
                problem("merit.paste-title", Where(line=number), name=people[found[0]], text=wanted)
            )
        elif wanted:
            chosen[found[0]] = titles[wanted]
    return Pasted(chosen, problems)
