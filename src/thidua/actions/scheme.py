"""Regulations of this home: which text holds on a day, drafts, their check, and publication.

A code names a packaged regulation until somebody here publishes a version of it; from that version's first day on,
the version holds. A published version never changes, and closed bundles carry the text they were made with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db import transaction
from django.db.models import Max, QuerySet

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.core.problem import Problem, Refused, Severity, Where, errors, problem
from thidua.core.score.scheme import Scheme
from thidua.core.text import is_code
from thidua.office.format import day
from thidua.rules import catalogue
from thidua.rules.scheme import Loaded, load
from thidua.rules.text import Mapping, Scalar, read
from thidua.rules.write import Tree, dump, head_of, plain, put
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Movement, MovementPeriod, SchemeVersion, Unit

TEXT_MAX = 400_000  # characters; the longest packaged regulation has 30 thousand
_LAST = date(9990, 1, 1)
State = SchemeVersion.State


# --- Which text holds -------------------------------------------------------------------------------------


def scheme_codes() -> tuple[str, ...]:
    """Every code a movement may name: packaged, or published here."""
    ours = SchemeVersion.objects.published().values_list("code", flat=True)
    return tuple(sorted({*catalogue.scheme_codes(), *ours}))


class SchemeTexts:
    """The texts of some regulations on any day, fetched in one question."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._versions: dict[str, list[SchemeVersion]] = {}
        rows = SchemeVersion.objects.published().filter(code__in=set(codes))
        for row in rows.order_by("first_day", "version"):
            self._versions.setdefault(row.code, []).append(row)

    def version(self, code: str, on: date) -> SchemeVersion | None:
        """The version published here that holds on that day; None where the packaged text does.

        Before the first day of the first version of a code that is not packaged, that version answers: it says
        itself that it is not in force yet.
        """
        rows = self._versions.get(code, [])
        held = [row for row in rows if row.first_day is not None and row.first_day <= on]
        if not held and rows and code not in catalogue.scheme_codes():
            return rows[0]
        return held[-1] if held else None

    def text(self, code: str, on: date) -> str:
        """The text that a movement naming this code is scored by on that day.

        Raises:
            KeyError: the code is neither packaged nor published here.
        """
        held = self.version(code, on)
        return held.text if held is not None else catalogue.scheme_text(code)

    def scheme(self, code: str, on: date) -> Scheme | None:
        """The regulation itself; None where there is none or its text is faulty."""
        try:
            return loaded_text(self.text(code, on), f"{code}.yaml").scheme
        except KeyError:
            return None


def scheme_text_for(code: str, on: date) -> str:
    """One text, as `SchemeTexts.text`.

    Raises:
        KeyError: the code is neither packaged nor published here.
    """
    return SchemeTexts([code]).text(code, on)


@lru_cache(maxsize=64)
def loaded_text(text: str, source: str = "") -> Loaded:
    """`rules.scheme.load`, remembered: the same text is asked for by every period and page."""
    return load(text, source)


def schemes_listed() -> Iterator[dict[str, str]]:
    """Packaged regulations, then the versions of this home."""
    for code in catalogue.scheme_codes():
        held = loaded_text(catalogue.scheme_text(code), f"{code}.yaml").scheme
        yield {"code": code, "title": held.title if held else code, "what": "kèm theo phần mềm"}
    for row in SchemeVersion.objects.select_related("owner"):
        since = f"có hiệu lực từ {day(row.first_day)}" if row.first_day else "bản nháp"
        yield {"code": row.code, "title": row.title, "what": f"bản {row.version}, {since}, {row.owner.name}"}


# --- Drafts -----------------------------------------------------------------------------------------------


@transaction.atomic
def scheme_draft(
    *, by: Viewer, at: datetime, owner: Unit, code: str, text: str, begun_from: SchemeVersion | None = None
) -> SchemeVersion:
    """Begin a draft. There is one draft of a code at a time.

    Raises:
        Refused: "access.may-not-write-scheme"; "scheme.draft-refused" with all problems.
    """
    person = acting(by)
    allow(access.may_write_schemes(by, owner), "access.may-not-write-scheme", unit=owner.name)
    found = [*_code_problems(code, owner), *_size_problems(text)]
    if found:
        raise Refused("scheme.draft-refused", found)
    last = SchemeVersion.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
    row = SchemeVersion.objects.create(
        code=code, version=last + 1, owner=owner, title=title_of(text) or code, text=text, sha256=sum_of(text),
        begun_from=begun_from, created_by=person, created_at=at, changed_by=person, changed_at=at,
    )  # fmt: skip
    audit(
        by=by, at=at, action="scheme-draft", subject=f"scheme:{code}",
        sentence=f"Lập bản nháp thứ {row.version} của quy chế “{row.title}”.",
    )  # fmt: skip
    return row


@transaction.atomic
def scheme_save(*, by: Viewer, at: datetime, draft: SchemeVersion, text: str, seen: str) -> SchemeVersion:
    """Keep what was typed into a draft, sound or not.

    Args:
        seen: SHA-256 of the text that the writer started from; another one means that somebody else has saved.

    Raises:
        Refused: "access.may-not-write-scheme"; "scheme.not-a-draft"; "scheme.draft-changed";
            "scheme.draft-refused".
    """
    person = acting(by)
    row = _locked_draft(by, draft)
    allow(
        row.sha256 == seen,
        "scheme.draft-changed",
        name=row.changed_by.name,
        at=f"{row.changed_at.astimezone(at.tzinfo):%H:%M %d/%m/%Y}",
    )
    text = _lines_in_order(text)
    if found := _size_problems(text):
        raise Refused("scheme.draft-refused", found)
    if text == row.text:
        return row
    row.text, row.sha256, row.title = text, sum_of(text), title_of(text) or row.title
    row.changed_by, row.changed_at = person, at
    row.save()
    audit(
        by=by, at=at, action="scheme-save", subject=f"scheme:{row.code}",
        sentence=f"Sửa bản nháp thứ {row.version} của quy chế “{row.title}”.",
    )  # fmt: skip
    return row


@transaction.atomic
def scheme_discard(*, by: Viewer, at: datetime, draft: SchemeVersion) -> None:
    """Throw a draft away; the audit line stays.

    Raises:
        Refused: "access.may-not-write-scheme"; "scheme.not-a-draft".
    """
    acting(by)
    row = _locked_draft(by, draft)
    audit(
        by=by, at=at, action="scheme-discard", subject=f"scheme:{row.code}",
        sentence=f"Bỏ bản nháp thứ {row.version} của quy chế “{row.title}”.",
    )  # fmt: skip
    row.delete()


def scheme_check(text: str, code: str = "") -> Loaded:
    """Everything wrong with a text, as the loader says it and as this home sees it. Writes nothing.

    Args:
        code: the code that the text must have; "" for any.
    """
    if found := _size_problems(text):
        return Loaded(None, tuple(found))
    loaded = loaded_text(_lines_in_order(text))
    problems = list(loaded.problems)
    if loaded.scheme is not None:
        if code and loaded.scheme.code != code:
            where = Where(line=loaded.scheme.lines.get("scheme", 1), field="scheme")
            problems.append(problem("scheme.code-differs", where, code=loaded.scheme.code, wanted=code))
        problems += _without_definition(loaded.scheme)
    return replace(loaded, scheme=None if errors(problems) else loaded.scheme, problems=tuple(problems))


# --- Publication ------------------------------------------------------------------------------------------


@transaction.atomic
def scheme_publish(
    *,
    by: Viewer,
    at: datetime,
    draft: SchemeVersion,
    seen: str,
    first_day: date,
    last_day: date | None = None,
) -> SchemeVersion:
    """Make a draft the text that holds from `first_day` on. From then it never changes.

    Where the days differ from those in the text they are written into it.

    Raises:
        Refused: "access.may-not-write-scheme"; "scheme.not-a-draft"; "scheme.draft-changed";
            "scheme.publish-refused" with every problem of the text and of the days.
    """
    person = acting(by)
    row = _locked_draft(by, draft)
    allow(
        row.sha256 == seen, "scheme.draft-changed", name=row.changed_by.name, at=f"{row.changed_at:%d/%m/%Y}"
    )
    text = with_days(row.text, first_day, last_day)
    checked = scheme_check(text, row.code)
    found = [*errors(checked.problems), *_day_problems(row, text, first_day, last_day)]
    if found or checked.scheme is None:
        raise Refused("scheme.publish-refused", found, scheme=row.title)
    row.text, row.sha256, row.title = text, sum_of(text), checked.scheme.title
    row.state, row.first_day = State.PUBLISHED, first_day
    row.changed_by, row.changed_at = person, at
    row.published_by, row.published_at = person, at
    row.save()
    audit(
        by=by, at=at, action="scheme-publish", subject=f"scheme:{row.code}",
        sentence=f"Công bố bản {row.version} của quy chế “{row.title}”, có hiệu lực từ {day(first_day)}"
        f" (SHA-256 {row.sha256[:12]}…).",
    )  # fmt: skip
    return row


def publish_problems(
    draft: SchemeVersion, first_day: date, last_day: date | None = None
) -> tuple[Problem, ...]:
    """What stands in the way of publishing from that day, warnings included. Writes nothing."""
    text = with_days(draft.text, first_day, last_day)
    return (*scheme_check(text, draft.code).problems, *_day_problems(draft, text, first_day, last_day))


def with_days(text: str, first_day: date, last_day: date | None) -> str:
    """The text with these days in force; the text itself where it says them already or cannot be read."""
    node, _ = read(text)
    tree = plain(node) if node is not None else ""
    if not isinstance(tree, dict):
        return text
    loaded = loaded_text(text)
    if loaded.scheme is not None and (loaded.scheme.first_day, loaded.scheme.last_day) == (
        first_day,
        last_day,
    ):
        return text
    days: dict[str, Tree] = {"from": day(first_day)}
    put(tree, "in-force", days | ({"to": day(last_day)} if last_day else {}))
    return dump(tree, head_of(text))


def first_day_possible(code: str) -> date:
    """The earliest day from which a new version of that code may hold; `date.min` where nothing stands before it."""
    before = SchemeVersion.objects.published().filter(code=code).aggregate(last=Max("first_day"))["last"]
    closed = _closed(code).aggregate(last=Max("last_day"))["last"]
    held = [on for on in (before, closed) if on is not None]
    return max(held) + timedelta(days=1) if held else date.min


def _closed(code: str) -> QuerySet[MovementPeriod]:
    """Periods that were closed by this regulation."""
    return MovementPeriod.objects.filter(movement__scheme=code, closes__isnull=False)


def _day_problems(row: SchemeVersion, text: str, first_day: date, last_day: date | None) -> Iterable[Problem]:
    before = SchemeVersion.objects.published().filter(code=row.code).order_by("first_day").last()
    if last_day is not None and last_day < first_day:
        yield problem("scheme.days-reversed", Where(field="last_day"))
    if before is not None and before.first_day is not None:
        if first_day <= before.first_day:
            yield problem(
                "scheme.first-day-too-early", Where(field="first_day"),
                version=before.version, first_day=day(before.first_day),
            )  # fmt: skip
        if before.text == text:
            yield problem("scheme.nothing-changed", version=before.version)
    closed = _closed(row.code).filter(last_day__gte=first_day)
    latest = closed.select_related("movement").order_by("-last_day", "code").first()
    if latest is not None:
        yield problem(
            "scheme.first-day-closed", Where(field="first_day"),
            period=latest.code, movement=latest.movement.title, last_day=day(latest.last_day),
        )  # fmt: skip


# --- Inside -----------------------------------------------------------------------------------------------


def sum_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def title_of(text: str) -> str:
    """The title a text gives itself, or "" where it cannot be read."""
    node, _ = read(text) if len(text) <= TEXT_MAX else (None, ())
    title = node.get("title") if isinstance(node, Mapping) else None
    return title.text[:300] if isinstance(title, Scalar) else ""


def _lines_in_order(text: str) -> str:
    """Browsers send CR LF; what is stored and summed has LF and ends with one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _locked_draft(by: Viewer, draft: SchemeVersion) -> SchemeVersion:
    row = SchemeVersion.objects.select_for_update().get(pk=draft.pk)
    allow(access.may_write_schemes(by, row.owner), "access.may-not-write-scheme", unit=row.owner.name)
    allow(not row.published, "scheme.not-a-draft", version=row.version, scheme=row.title)
    return row


def _code_problems(code: str, owner: Unit) -> Iterable[Problem]:
    """A code is short plain text, and belongs to whoever uses it."""
    where = Where(field="code")
    if not is_code(code) or len(code) > 80:
        yield problem("scheme.code-wrong", where, code=code)
        return
    rows = SchemeVersion.objects.filter(code=code)
    if rows.drafts().exists():
        yield problem("scheme.draft-exists", where, code=code)
    elsewhere = rows.exclude(owner=owner).exists()
    if elsewhere or Movement.objects.filter(scheme=code).exclude(owner=owner).exists():
        yield problem("scheme.code-elsewhere", where, code=code)


def _size_problems(text: str) -> list[Problem]:
    return [problem("yaml.too-long", limit=TEXT_MAX)] if len(text) > TEXT_MAX else []


def _without_definition(scheme: Scheme) -> Iterable[Problem]:
    """Figures that the entry screens of this home do not know yet: a file can bring them, people cannot type them."""
    days = (scheme.first_day, scheme.last_day or min(scheme.first_day, _LAST) + timedelta(days=366))
    for use in scheme.figures:
        if use.feed is None and not any(figure_definition(use.code, on) for on in days):
            where = Where(line=scheme.lines.get(f"figures.{use.code}", 0), field=f"figures.{use.code}")
            yield problem("scheme.figure-not-defined", where, Severity.WARNING, figure=use.title)
