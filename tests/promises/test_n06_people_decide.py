"""N6: no automatic award, grade or sanction: every decision names people, and no code path exists without them."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

import thidua
from tests.factories import at
from thidua import actions
from thidua.core.award import DECIDED_STATES, AwardRow, Category, State, check_award
from thidua.store.models import Award, Decision

PACKAGE = Path(thidua.__file__).parent
DECIDED = sorted(DECIDED_STATES)


def decision(**fields: object) -> Decision:
    row = {
        "code": "12-qd-cat", "number": "12/QĐ-CAT", "decided_on": date(2025, 7, 1), "recorded_at": at(),
        "authority": "Giám đốc Công an tỉnh Minh Họa",
    }  # fmt: skip
    return Decision.objects.create(**{**row, **fields})


def award(state: str, **fields: object) -> Award:
    row = {
        "code": "thu", "form": "giay-khen", "level": "unit", "category": "individual", "state": state, "year": 2025,
        "subject_name": "An", "search": "an", "reason": "Giúp dân mùa lũ",
    }  # fmt: skip
    if state == State.REVOKED:
        row |= {"revoked_on": date(2025, 8, 1), "revoked_reason": "Quyết định hủy bỏ"}
    return Award(**{**row, **fields})


@pytest.mark.django_db
@pytest.mark.parametrize("state", DECIDED)
def test_the_database_takes_no_decided_award_without_its_decision(state: State):
    with pytest.raises(IntegrityError), transaction.atomic():
        award(state).save()


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(set(State) - DECIDED_STATES))
def test_nor_a_decision_on_what_nobody_decided(state: State):
    refused = {"refused_on": date(2025, 7, 1), "refused_reason": "Chưa đủ"} if state == State.REFUSED else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        award(state, decision=decision(), **refused).save()


@pytest.mark.django_db
@pytest.mark.parametrize("missing", [{"number": ""}, {"decided_on": None}, {"authority": ""}])
def test_nor_a_decision_without_number_day_and_who_decided(missing: dict[str, object]):
    with pytest.raises(IntegrityError), transaction.atomic():
        decision(**missing)


@pytest.mark.django_db
@pytest.mark.parametrize("state", DECIDED)
def test_with_its_decision_it_does(state: State):
    award(state, decision=decision()).save()
    assert Award.objects.get().decided_by == "Giám đốc Công an tỉnh Minh Họa"


def test_an_award_said_to_be_decided_without_number_or_day_is_a_problem():
    row = AwardRow(
        code="thu", form="giay-khen", category=Category.INDIVIDUAL, subject="an", year=2025, reason="Giúp dân"
    )
    assert "award.decision-missing" in [problem.code for problem in check_award(row, [])]


def public_actions() -> list[tuple[str, inspect.Signature]]:
    """Functions that write: they take `at`, the moment."""
    found = []
    for item in pkgutil.iter_modules(actions.__path__):
        module = importlib.import_module(f"{actions.__name__}.{item.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            signature = inspect.signature(function)
            if (
                function.__module__ == module.__name__
                and not name.startswith("_")
                and "at" in signature.parameters
            ):
                found.append((f"{item.name}.{name}", signature))
    return found


def test_every_action_names_who_and_when_and_has_no_default_for_them():
    for name, signature in public_actions():
        assert "by" in signature.parameters, name
        for parameter in ("by", "at"):
            assert signature.parameters[parameter].default is inspect.Parameter.empty, name
            assert signature.parameters[parameter].kind is inspect.Parameter.KEYWORD_ONLY, name


def test_only_the_noun_award_makes_awards():
    """Closing a period proposes places and titles in the bundle; it cannot write an award."""
    makers = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in {"Award", "models.Award"} or (
                    called.startswith("Award.objects.") and "create" in called
                ):
                    makers.add(path.relative_to(PACKAGE).as_posix())
    assert makers <= {"actions/award.py"}


def test_scoring_and_closing_know_nothing_of_awards():
    for name in ("core/score", "core/standing.py", "actions/period.py", "store/vault"):
        path = PACKAGE / name
        files = path.rglob("*.py") if path.is_dir() else [path]
        for file in files:
            imported = {
                alias.name
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(node, ast.Import | ast.ImportFrom)
                for alias in node.names
            } | {
                node.module or ""
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(node, ast.ImportFrom)
            }
            assert {module for module in imported if "award" in module.lower()} == set(), file
