"""Two codes that are one person: joined by a record that says what moved, and taken apart again by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import IntegrityError, models, transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import visible
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Account, Person, PersonMerge

# Who did something stays who did it; what is *about* a person moves.
ABOUT = frozenset({"person", "subject_person"})


def _columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every column that says whom a row is about."""
    for model in apps.get_app_config("store").get_models():
        for field in model._meta.get_fields():
            about = isinstance(field, models.ForeignKey) and field.related_model is Person
            if about and field.name in ABOUT and model is not Account:
                yield model, field.name


@transaction.atomic
def person_merge(*, by: Viewer, at: datetime, kept: Person, gone: Person, why: str) -> PersonMerge:
    """`gone` is `kept`: what is about the one is from now on about the other; posts keep their days.

    Raises:
        Refused: "identity.may-not"; "identity.same"; "identity.gone"; "identity.account"; "identity.why-missing";
            "identity.clash".
    """
    person = acting(by)
    allow(kept.pk != gone.pk, "identity.same")
    allow(access.may_write_merit(by, kept) and access.may_write_merit(by, gone), "identity.may-not")
    if PersonMerge.objects.filter(gone__in=[kept, gone], undone_at__isnull=True).exists():
        raise Refused("identity.gone")
    if Account.objects.filter(person=gone, is_active=True).exists():
        raise Refused("identity.account", name=gone.name, code=gone.code)
    if not why.strip():
        raise Refused("merit.refused", [problem("identity.why-missing", Where(field="why"))])
    moved = {f"{model.__name__}.{name}": _move(model, name, gone, kept) for model, name in _columns()}
    row = PersonMerge.objects.create(
        kept=kept, gone=gone, why=visible(why)[:300], moved={key: keys for key, keys in moved.items() if keys},
        merged_by=person, merged_at=at,
    )  # fmt: skip
    audit(
        by=by, at=at, action="person-merge", subject=f"person:{kept.code}", about=kept,
        sentence=f"Nhập mã {gone.code} vào mã {kept.code} ({kept.name}). Lý do: {row.why}.",
    )  # fmt: skip
    return row


def _move(model: type[models.Model], name: str, gone: Person, kept: Person) -> list[int]:
    rows = model._default_manager.filter(**{name: gone})
    keys = list(rows.values_list("pk", flat=True))
    _set(model, name, keys, kept)
    return keys


def _set(model: type[models.Model], name: str, keys: list[int], person: Person) -> None:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=keys).update(**{name: person})
    except IntegrityError as wrong:
        raise Refused("identity.clash", table=str(model._meta.verbose_name)) from wrong


@transaction.atomic
def person_merge_undo(*, by: Viewer, at: datetime, merge: PersonMerge, why: str) -> PersonMerge:
    """Take two people apart again: exactly the rows that moved go back.

    Raises:
        Refused: "identity.undone"; "identity.may-not"; "identity.why-missing".
    """
    person = acting(by)
    row = PersonMerge.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=merge.pk)
    allow(row.undone_at is None, "identity.undone")
    allow(access.may_write_merit(by, row.kept), "identity.may-not")
    if not why.strip():
        raise Refused("merit.refused", [problem("identity.why-missing", Where(field="why"))])
    for model, name in _columns():
        keys = row.moved.get(f"{model.__name__}.{name}")
        if keys:
            _set(model, name, keys, row.gone)
    row.undone_by, row.undone_at = person, at
    row.save(update_fields=["undone_by", "undone_at"])
    audit(
        by=by, at=at, action="person-merge-undo", subject=f"person:{row.kept.code}", about=row.kept,
        sentence=f"Hoàn lại việc nhập mã {row.gone.code} vào mã {row.kept.code}. Lý do: {visible(why)}.",
    )  # fmt: skip
    return row
