"""A directory from a folder of its own, in the form of the packaged one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from thidua.actions.directory import Loaded, directory_load
from thidua.actions.job import Made, Progress, long_work
from thidua.core.problem import Problem, Refused, Where, plain, problem
from thidua.rules.directory import Directory, load
from thidua.store import access
from thidua.store import job as desk
from thidua.store.access import Viewer
from thidua.store.models import Area, Person, Unit, UnitLink, UnitSuccession

SHOWN = 200  # problems; more do not help anybody
LARGE = 60_000  # bytes of YAML: more take over a second to read and write


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


@long_work
def directory_files_bring(*, by: Viewer, at: datetime, progress: Progress, file: str) -> Made:
    """Large files in the background; `file`: name → text as JSON, as it was handed over (`store.job.hand_over`).

    Raises:
        Refused: "job.file-gone"; as `directory_bring`.
    """
    path = desk.handed(file)
    if path is None:
        raise Refused("job.file-gone", name="danh bạ")
    loaded = directory_bring(by=by, at=at, texts=json.loads(path.read_bytes()), progress=progress)
    path.unlink(missing_ok=True)
    told = f"Đã nạp: {loaded.units} đơn vị, {loaded.areas} địa bàn, {loaded.people} người mới."
    return Made(told, link="/danh-ba/")


@long_work
def directory_files_look(*, by: Viewer, at: datetime, progress: Progress, file: str) -> Made:
    """Look at large files: what would be new, or every fault; kept on the desk for the page that asked.

    Raises:
        Refused: "job.file-gone"; as `directory_bring` where it names no place.
    """
    path = desk.handed(file)
    if path is None:
        raise Refused("job.file-gone", name="danh bạ")
    texts = json.loads(path.read_bytes())
    found: dict[str, Any] = {"names": sorted(texts), "loaded": None, "problems": []}
    told = "Đã xem tệp danh bạ."
    try:
        loaded = directory_bring(by=by, at=at, texts=texts, dry_run=True, progress=progress)
        found["loaded"] = asdict(loaded)
    except Refused as refused:
        if not refused.problems:
            raise
        found["problems"] = [plain(p) for p in refused.problems[:SHOWN]]
        told = f"Đã xem tệp danh bạ: {len(refused.problems)} chỗ cần sửa."
    return Made(told, content=json.dumps(found).encode(), link="/danh-ba/tep/?xem=1")


@transaction.atomic
def directory_bring(
    *,
    by: Viewer,
    at: datetime,
    texts: Mapping[str, str],
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
) -> Loaded:
    """Bring in a directory from the texts of its files, all or nothing, inside what this person keeps.

    Raises:
        Refused: "directory.files-refused" with every problem, each with its file and line; what lies outside the
            units and areas she keeps is a problem as well.
    """
    directory, problems = load(texts)
    if directory is None:
        raise Refused("directory.files-refused", problems)
    if outside := _outside(by, directory):
        raise Refused("directory.files-refused", outside)
    loaded = directory_load(by=by, at=at, directory=directory, progress=progress)
    if dry_run:
        transaction.set_rollback(True)
    return loaded


def _outside(by: Viewer, directory: Directory) -> list[Problem]:
    """Units, posts, areas and successions that somebody else keeps."""
    kept = set(access.kept_units(by).values_list("code", flat=True))
    there = set(Unit.objects.values_list("code", flat=True))
    links = set(UnitLink.objects.values_list("child__code", "parent__code", "kind"))
    people = set(Person.objects.values_list("code", flat=True))
    steps = set(UnitSuccession.objects.values_list("on", "before__code"))
    parents = {link.child: link.parent for link in directory.links}
    new = {entry.unit.code for entry in directory.units} - there
    mine = kept | {code for code in new if parents.get(code) in kept | new}
    wanted = new | {k.child for k in directory.links if (k.child, k.parent, k.kind) not in links}
    wanted |= {post.unit for one in directory.people if one.code not in people for post in one.posts}
    wanted |= {
        code
        for step in (entry.succession for entry in directory.unit_successions)
        for code in step.before
        if (step.on, code) not in steps
    }
    found = [problem("directory.outside", Where(field=code), name=code) for code in sorted(wanted - mine)]
    areas = set(access.kept_areas(by).values_list("code", flat=True))
    known = set(Area.objects.values_list("code", flat=True))
    fresh = {e.area.code for e in directory.areas} - known
    found += [
        problem("directory.outside", Where(field=e.area.code), name=e.area.name)
        for e in directory.areas
        if e.area.code in fresh and e.area.parent not in areas | fresh
    ]
    return found
