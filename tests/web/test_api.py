"""Other programs: what a token opens, never more than its person, and data value sets of a neighbour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.factories import DAY, PASSWORD, WEEK, World, at, deed, figure
from thidua.actions.period import period_close, period_freeze
from thidua.actions.token import token_make, token_revoke
from thidua.core.problem import Refused
from thidua.core.token import Scope
from thidua.store.models import AuditLine, Deed, Figure, Person, Token, Unit

pytestmark = pytest.mark.django_db
ALL = tuple(Scope)
SYSTEM = "he-thong-tinh"


@pytest.fixture(autouse=True)
def _still(settings) -> None:
    """The Monday after the week; throttling counts in the cache table."""
    call_command("createcachetable", verbosity=0)
    settings.DEMO_DAY = DAY


class Program:
    """A program with a token of that person."""

    def __init__(self, world: World, who: Person, *scopes: Scope) -> None:
        made = token_make(
            by=world.see(who), at=at(), name="thử", scopes=scopes or ALL, last_day=DAY + timedelta(days=30)
        )
        self.token, self.secret = made

    def ask(self, method: str, path: str, body: object = None, **query: object):
        return getattr(Client(), method)(
            f"/api/v1{path}",
            **({"data": query} if body is None else {"data": body, "content_type": "application/json"}),
            headers={"Authorization": f"Bearer {self.secret}"},
        )

    def get(self, path: str, **query: object):
        answer = self.ask("get", path, **query)
        assert answer.status_code == 200, answer.content
        return answer.json()


# --- Tokens -----------------------------------------------------------------------------------------------


def test_without_a_token_with_a_wrong_one_and_with_a_session_nothing_opens(world: World):
    an = Client()
    assert an.login(username="an", password=PASSWORD)
    answers = [
        Client().get("/api/v1/figures"),
        an.get("/api/v1/figures"),
        Client().get("/api/v1/figures", headers={"Authorization": "Bearer thidua_sai"}),
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(401, "api.unauthorized")] * 3


def test_a_revoked_token_one_that_ran_out_and_one_of_a_locked_account_open_nothing(world: World):
    revoked, over, locked = (Program(world, world.an) for _ in range(3))
    token_revoke(by=world.see(world.an), at=at(), token=revoked.token)
    Token.objects.filter(pk=over.token.pk).update(last_day=DAY - timedelta(days=1))
    assert revoked.ask("get", "/figures").status_code == 401
    assert over.ask("get", "/figures").status_code == 401
    world.an.account.is_active = False
    world.an.account.save()
    assert locked.ask("get", "/figures").status_code == 401


@pytest.mark.parametrize("scope", ALL)
def test_a_token_opens_only_its_scopes(world: World, scope: Scope):
    paths = {
        "/units": Scope.DIRECTORY_READ, "/figures": Scope.FIGURES_READ, "/deeds": Scope.DEEDS_READ,
        "/movements": Scope.STANDINGS_READ,
    }  # fmt: skip
    program = Program(world, world.an, scope)
    opened = {path for path in paths if program.ask("get", path).status_code == 200}
    assert opened == {path for path, needed in paths.items() if needed is scope}


def test_the_secret_is_shown_once_and_not_kept(world: World):
    an = Client()
    an.login(username="an", password=PASSWORD)
    body = {"name": "báo cáo tỉnh", "scopes": ["figures:read"], "last_day": "19/03/2025"}
    shown = an.post(reverse("tokens"), body).context["secret"]
    assert shown.startswith("thidua_")
    assert shown not in an.get(reverse("tokens")).content.decode()
    assert not Token.objects.filter(sha256=shown).exists()
    assert AuditLine.objects.filter(sentence__contains=shown).count() == 0


def test_all_mistakes_of_a_new_token_are_told_at_once(world: World):
    with pytest.raises(Refused) as refused:
        token_make(
            by=world.see(world.an), at=at(), name=" ", scopes=["mọi thứ"], last_day=DAY - timedelta(days=1)
        )
    assert [p.code for p in refused.value.problems] == [
        "token.name-missing", "token.scope-unknown", "token.last-day-past",
    ]  # fmt: skip


def test_nobody_revokes_the_token_of_another(world: World):
    program = Program(world, world.an)
    chi = Client()
    chi.login(username="chi", password=PASSWORD)
    assert chi.post(reverse("token-revoke", args=[program.token.pk])).status_code == 404
    assert program.ask("get", "/figures").status_code == 200


# --- Reading ----------------------------------------------------------------------------------------------


def test_chi_reads_nothing_of_an(world: World):
    world.fill()
    deed("viec-1", world.lim_xanh, world.clerk)
    chi = Program(world, world.chi)
    assert chi.get("/figures") == []
    assert chi.get("/deeds") == []
    assert chi.get("/movements") == []
    assert chi.ask("get", "/deeds/viec-1").status_code == 404
    assert chi.ask("get", f"/standings/{world.movement.code}/{WEEK.code}").status_code == 404


def test_an_reads_her_figures_exactly(world: World):
    figure("ho-so-dung-han", world.lim_xanh, world.clerk, 24, 31)
    (row,) = Program(world, world.an).get("/figures", figure="ho-so-dung-han")
    assert (row["unit"], row["period"]) == ("ca-xa-lim-xanh", WEEK.code)
    assert row["value"] == {
        "text": "24/31", "value": None, "numerator": "24", "denominator": "31", "yes": None, "not_applicable": False,
    }  # fmt: skip


def test_the_directory_is_that_of_the_day(world: World):
    world.hoa_mo.last_day = date(2025, 2, 28)
    world.hoa_mo.save()
    program = Program(world, world.chi)
    codes = lambda day: {row["code"] for row in program.get("/units", on=day)}  # noqa: E731
    assert codes("2025-02-01") - codes("2025-03-01") == {"ca-xa-hoa-mo"}
    assert program.get("/units/ca-xa-lim-xanh", on="2025-03-01")["under"] == "ca-minh-hoa"


def test_a_standing_opens_down_to_the_sentences(world: World):
    world.fill()
    dung = world.see(world.dung)
    period_freeze(by=dung, at=at(), movement=world.movement, period=WEEK.code)
    close = period_close(by=dung, at=at(), movement=world.movement, period=WEEK.code)
    program = Program(world, world.an)
    standing = program.get(f"/standings/{world.movement.code}/{WEEK.code}")
    assert standing["manifest"] == close.manifest
    assert [(row["subject"], row["place"]) for row in sorted(standing["places"], key=lambda r: r["place"])] == [
        ("ca-xa-hoa-mo", 1), ("ca-xa-lim-xanh", 2),
    ]  # fmt: skip
    working = program.get(f"/standings/{world.movement.code}/{WEEK.code}/ca-xa-lim-xanh")
    assert any("24/31" in line for line in working["lines"])


# --- Writing ----------------------------------------------------------------------------------------------


def one(value: dict, figure: str = "ho-so-dung-han", unit: str = "ca-xa-lim-xanh") -> dict:
    return {"unit": unit, "figure": figure, "period": WEEK.code, "value": value}


def test_figures_are_written_all_or_none_and_sending_again_changes_nothing(world: World):
    program = Program(world, world.clerk)
    good = [one({"numerator": "24", "denominator": "31"}), one({"value": "3"}, "buoi-tuyen-truyen")]
    bad = program.ask("post", "/figures", {"figures": [*good, one({"value": "5"}, "tap-huan")]})
    assert (bad.status_code, bad.json()["problems"][0]["line"]) == (422, 3)
    assert Figure.objects.count() == 0
    first = program.ask("post", "/figures", {"figures": good}).json()
    again = program.ask("post", "/figures", {"figures": good}).json()
    assert [(a["written"], a["same"]) for a in (first, again)] == [(2, 0), (0, 2)]


def test_replacing_a_figure_needs_a_reason_and_keeps_the_old_one(world: World):
    figure("ho-so-dung-han", world.lim_xanh, world.clerk, 24, 31)
    program = Program(world, world.clerk)
    body = {"figures": [one({"numerator": "25", "denominator": "31"})]}
    assert program.ask("post", "/figures", body).status_code == 422
    assert program.ask("post", "/figures", {**body, "reason": "Đếm lại sổ gốc"}).json()["written"] == 1
    assert Figure.objects.filter(figure="ho-so-dung-han").count() == 2


def test_a_program_cannot_write_for_a_unit_of_others(world: World):
    answer = Program(world, world.chi).ask(
        "post", "/figures", {"figures": [one({"value": "3"}, "buoi-tuyen-truyen")]}
    )
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (422, "unit")
    assert Figure.objects.count() == 0


def test_a_deed_is_recorded_and_waits_for_a_person(world: World):
    body = {"unit": "ca-xa-lim-xanh", "kind": "tuyen-truyen", "on": "2025-03-04", "summary": "Hai buổi",
            "quantities": {"buoi": "2", "luot": "64"}}  # fmt: skip
    answer = Program(world, world.clerk).ask("post", "/deeds", body)
    assert answer.status_code == 201, answer.content
    assert answer.json()["quantities"] == {"buoi": "2", "luot": "64"}
    assert Deed.objects.get().confirmed_by is None


def test_a_unit_is_added_by_who_keeps_the_directory(world: World):
    body = {"code": "ca-xa-moi", "kind": "cong-an-xa", "name": "Công an xã Mới", "first_day": "2025-03-10",
            "under": "ca-minh-hoa"}  # fmt: skip
    assert Program(world, world.chi).ask("post", "/units", body).status_code == 404
    assert Program(world, world.an).ask("post", "/units", body).status_code == 404
    answer = Program(world, world.dung).ask("post", "/units", body)
    assert (answer.status_code, answer.json()["under"]) == (201, "ca-minh-hoa")
    assert Unit.objects.get(code="ca-xa-moi").name == "Công an xã Mới"


# --- Exchange ---------------------------------------------------------------------------------------------


@pytest.fixture
def joined(world: World) -> Program:
    program = Program(world, world.dung)
    codes = [("unit", "LX01", "ca-xa-lim-xanh"), ("unit", "HM02", "ca-xa-hoa-mo"), ("figure", "HSDH", "ho-so-dung-han"),
             ("figure", "BTT", "buoi-tuyen-truyen"), ("figure", "BC", "bao-cao-dung-han")]  # fmt: skip
    body = {"owner": "ca-minh-hoa", "codes": [{"kind": k, "foreign": f, "ours": o} for k, f, o in codes]}
    answer = program.ask("put", f"/exchange/{SYSTEM}/codes", body)
    assert answer.json() == {"joined": 5}, answer.content
    return program


def value(element: str, unit: str, text: str, period: str = "2025W10") -> dict[str, str]:
    return {"dataElement": element, "orgUnit": unit, "period": period, "value": text}


def test_a_neighbours_set_comes_in_after_a_trial_and_goes_out_the_same(world: World, joined: Program):
    clerk = Program(world, world.clerk)
    rows = [value("BC", "LX01", "true"), value("BTT", "LX01", "3"), value("HSDH", "LX01", "24/31")]
    path = f"/exchange/{SYSTEM}/dataValueSets"
    trial = clerk.ask("post", path, {"dataValues": rows, "dryRun": True}).json()
    assert (trial["imported"], Figure.objects.count()) == (3, 0)
    done = clerk.ask("post", path, {"dataValues": rows}).json()
    again = clerk.ask("post", path, {"dataValues": rows}).json()
    assert [(d["imported"], d["updated"], d["ignored"]) for d in (done, again)] == [(3, 0, 0), (0, 0, 3)]
    sent = clerk.get(path, period="2025W10")["dataValues"]
    assert sorted(sent, key=lambda row: row["dataElement"]) == rows


def test_every_unknown_code_period_and_value_is_named_with_its_line(world: World, joined: Program):
    rows = [value("XX", "LX01", "3"), value("BTT", "ZZ", "3"), value("BTT", "LX01", "ba"),
            value("BTT", "LX01", "3", "10/2025"), value("HSDH", "LX01", "3")]  # fmt: skip
    answer = Program(world, world.clerk).ask(
        "post", f"/exchange/{SYSTEM}/dataValueSets", {"dataValues": rows}
    )
    assert answer.status_code == 422
    assert [(p["line"], p["field"], p["code"]) for p in answer.json()["problems"]] == [
        (1, "dataElement", "exchange.code-unknown"), (2, "orgUnit", "exchange.code-unknown"),
        (3, "value", "exchange.value-unreadable"), (4, "period", "exchange.period-unknown"),
        (5, "value", "exchange.value-unreadable"),
    ]  # fmt: skip
    assert Figure.objects.count() == 0


def test_refusals_speak_english_to_who_asks_for_it(world: World):
    program = Program(world, world.an, Scope.FIGURES_READ)
    answer = Client().get(
        "/api/v1/deeds", headers={"Authorization": f"Bearer {program.secret}", "Accept-Language": "en"}
    )
    assert answer.json()["sentence"] == "This token lacks the scope deeds:read."


def test_the_document_in_words_names_every_operation(world: World):
    an = Client()
    an.login(username="an", password=PASSWORD)
    text = an.get(reverse("api-document")).content.decode()
    schema = an.get("/api/v1/openapi.json").json()
    assert [path for path in schema["paths"] if path not in text] == []
