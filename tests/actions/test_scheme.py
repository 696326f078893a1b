"""Drafts are worked on, published versions hold from their day and never change."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tests import factories
from tests.factories import World, at
from thidua.actions.movement import movement_create
from thidua.actions.period import period_close, period_freeze
from thidua.actions.scheme import (
    scheme_check,
    scheme_codes,
    scheme_discard,
    scheme_draft,
    scheme_publish,
    scheme_save,
    scheme_text_for,
    sum_of,
)
from thidua.actions.standing_input import scheme_of, vault_folder
from thidua.core.problem import Refused
from thidua.rules.catalogue import scheme_text
from thidua.store import access
from thidua.store.models import AuditLine, PublishedIsFixedError, SchemeVersion

CODE = "vi-an-ninh-to-quoc"
TEXT = scheme_text(CODE)
OWN = "xa-phuong-2025"


def stricter(text: str = TEXT) -> str:
    """The best class from 92 points, the second up to there."""
    return text.replace("{points: total, from: 90}", "{points: total, from: 92}").replace(
        "from: 80, below: 90", "from: 80, below: 92"
    )


def own_text(code: str = OWN) -> str:
    return TEXT.replace(f"scheme: {CODE}", f"scheme: {code}")


def draft(world: World, code: str = CODE, text: str | None = None) -> SchemeVersion:
    by = world.see(world.dung)
    return scheme_draft(
        by=by, at=at(), owner=world.province, code=code, text=stricter() if text is None else text
    )


def publish(world: World, row: SchemeVersion, first_day: date, last_day: date | None = None) -> SchemeVersion:
    by = world.see(world.dung)
    return scheme_publish(by=by, at=at(), draft=row, seen=row.sha256, first_day=first_day, last_day=last_day)


def refused(code: str, found: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert found.value.code == code
    return [p.code for p in found.value.problems]


def test_draft_is_saved_whatever_it_says_and_each_save_is_a_line_in_the_log(world: World) -> None:
    row = draft(world)
    saved = scheme_save(
        by=world.see(world.dung), at=at(hour=9), draft=row, text="scheme: [\r\n", seen=row.sha256
    )
    assert (saved.text, saved.sha256, saved.title) == ("scheme: [\n", sum_of("scheme: [\n"), row.title)
    told = AuditLine.objects.filter(subject=f"scheme:{CODE}").order_by("at").values_list("action", flat=True)
    assert list(told) == ["scheme-draft", "scheme-save"]


def test_two_writers_do_not_overwrite_each_other(world: World) -> None:
    row = draft(world)
    scheme_save(by=world.see(world.dung), at=at(), draft=row, text=TEXT, seen=row.sha256)
    with pytest.raises(Refused) as found:
        scheme_save(by=world.see(world.dung), at=at(), draft=row, text="khác", seen=row.sha256)
    assert refused("scheme.draft-changed", found) == []
    assert SchemeVersion.objects.get().text == TEXT


def test_only_who_leads_the_emulation_of_an_owner_of_movements_writes(world: World) -> None:
    for who in (world.an, world.binh, world.clerk, world.chi):
        unit = world.lim_xanh if who is not world.chi else world.other_commune
        with pytest.raises(Refused) as found:
            scheme_draft(by=world.see(who), at=at(), owner=unit, code=OWN, text=own_text())
        assert refused("access.may-not-write-scheme", found) == []


def test_drafts_are_seen_by_their_writers_and_published_ones_by_whom_they_score(world: World) -> None:
    row = draft(world)
    for who in (world.an, world.chi):
        with pytest.raises(Http404):
            access.scheme_draft_for(world.see(who), CODE)
    assert access.scheme_draft_for(world.see(world.dung), CODE) == row
    publish(world, row, date(2025, 4, 1))
    assert access.scheme_version_for(world.see(world.an), CODE, 1) == row
    with pytest.raises(Http404):
        access.scheme_version_for(world.see(world.chi), CODE, 1)


def test_one_draft_of_a_code_at_a_time_and_no_code_of_somebody_else(world: World) -> None:
    draft(world)
    with pytest.raises(Refused) as found:
        draft(world)
    assert refused("scheme.draft-refused", found) == ["scheme.draft-exists"]
    factories.movement("phong-trao-khac", "Phong trào khác", world.other_province, "e29-thang", [])
    with pytest.raises(Refused) as found:
        draft(world, "e29-thang", scheme_text("e29-thang"))
    assert refused("scheme.draft-refused", found) == ["scheme.code-elsewhere"]
    with pytest.raises(Refused) as found:
        draft(world, "Quy chế")
    assert refused("scheme.draft-refused", found) == ["scheme.code-wrong"]


def test_a_published_version_holds_from_its_day_and_the_packaged_text_before(world: World) -> None:
    row = publish(world, draft(world), date(2025, 4, 1), date(2026, 12, 31))
    assert scheme_text_for(CODE, date(2025, 3, 31)) == TEXT
    assert scheme_text_for(CODE, date(2025, 4, 1)) == row.text
    scheme, _ = scheme_of(world.movement, date(2025, 4, 6))
    assert (scheme.first_day, scheme.last_day) == (date(2025, 4, 1), date(2026, 12, 31))
    assert scheme.forms[0].rules[0].when.bounds.low == 92


def test_a_regulation_of_the_home_can_be_named_by_a_movement_once_published(world: World) -> None:
    assert OWN not in scheme_codes()
    with pytest.raises(KeyError):
        scheme_text_for(OWN, date(2025, 4, 1))
    row = draft(world, OWN, own_text())
    made = {"by": world.see(world.dung), "at": at(), "code": "phong-trao-moi", "title": "Mới",
            "owner": world.province, "scheme": OWN, "first_day": date(2025, 4, 1)}  # fmt: skip
    with pytest.raises(Refused) as found:
        movement_create(**made)
    assert refused("movement.refused", found) == ["movement.scheme-unknown"]
    publish(world, row, date(2025, 4, 1))
    assert movement_create(**made).scheme == OWN
    scheme, _ = scheme_of(world.movement.__class__.objects.get(code="phong-trao-moi"), date(2025, 1, 1))
    assert not scheme.in_force(date(2025, 1, 1))


def test_a_faulty_text_is_not_published_and_every_fault_is_named(world: World) -> None:
    row = draft(world, text=TEXT.replace("max: 105", "max: 90").replace("of: week", "of: hour", 1))
    with pytest.raises(Refused) as found:
        publish(world, row, date(2025, 4, 1))
    assert "scheme.sum-differs" in refused("scheme.publish-refused", found)
    assert SchemeVersion.objects.get().state == "draft"


def test_the_code_in_the_text_is_that_of_the_draft(world: World) -> None:
    checked = scheme_check(own_text(), CODE)
    assert [(p.code, p.where.line) for p in checked.problems if p.severity == "error"] == [
        ("scheme.code-differs", 3)
    ]
    assert scheme_check(own_text(), OWN).scheme is not None


def test_figures_without_definition_are_pointed_out(world: World) -> None:
    text = TEXT.replace("buoi-tuyen-truyen", "buoi-khac")
    told = [p for p in scheme_check(text).problems if p.code == "scheme.figure-not-defined"]
    assert [(p.where.field, p.severity) for p in told] == [("figures.buoi-khac", "warning")]


def test_versions_follow_each_other_in_time_and_say_something_new(world: World) -> None:
    publish(world, draft(world), date(2025, 4, 1))
    again = draft(world, text=SchemeVersion.objects.get().text)
    with pytest.raises(Refused) as found:
        publish(world, again, date(2025, 4, 1))
    assert refused("scheme.publish-refused", found) == [
        "scheme.first-day-too-early",
        "scheme.nothing-changed",
    ]
    with pytest.raises(Refused) as found:
        publish(world, again, date(2025, 7, 1), date(2025, 6, 1))
    assert "scheme.days-reversed" in refused("scheme.publish-refused", found)
    assert publish(world, again, date(2025, 7, 1)).version == 2


def test_closed_periods_are_out_of_reach_and_their_bundles_untouched(world: World) -> None:
    world.fill()
    by = world.see(world.dung)
    given = {"by": by, "at": at(), "movement": world.movement, "period": world.week.code}
    period_freeze(**given)
    close = period_close(**given)
    row = draft(world)
    with pytest.raises(Refused) as found:
        publish(world, row, world.week.last_day)
    assert refused("scheme.publish-refused", found) == ["scheme.first-day-closed"]
    publish(world, row, date(2025, 3, 10))
    bundles = list(vault_folder().rglob("scheme.yaml"))
    assert [path.read_text(encoding="utf-8") for path in bundles] == [TEXT]
    assert close is not None


def test_a_published_row_refuses_every_change(world: World) -> None:
    row = publish(world, draft(world), date(2025, 4, 1))
    for change in (
        lambda: row.save(),
        lambda: row.delete(),
        lambda: SchemeVersion.objects.filter(pk=row.pk).update(text="khác"),
        lambda: SchemeVersion.objects.filter(pk=row.pk).delete(),
        lambda: SchemeVersion.objects.bulk_update([row], ["text"]),
    ):
        with pytest.raises(PublishedIsFixedError):
            change()
    by = world.see(world.dung)
    for action in (
        lambda: scheme_save(by=by, at=at(), draft=row, text="khác", seen=row.sha256),
        lambda: scheme_discard(by=by, at=at(), draft=row),
    ):
        with pytest.raises(Refused) as found:
            action()
        assert refused("scheme.not-a-draft", found) == []
    assert SchemeVersion.objects.get().text == row.text


def test_a_published_row_without_its_day_cannot_be_stored(world: World) -> None:
    row = draft(world)
    row.state = "published"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_draft_can_be_thrown_away(world: World) -> None:
    scheme_discard(by=world.see(world.dung), at=at(), draft=draft(world))
    assert not SchemeVersion.objects.exists()
    assert draft(world).version == 1
