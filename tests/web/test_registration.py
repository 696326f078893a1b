"""Đăng ký thi đua: a unit's year on one page, filled, pasted, written all or none, taken away and brought back."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import PASSWORD, World, at, person, world
from thidua.core.unit import Role
from thidua.store.models import AuditLine, TitleRegistration

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 10)
CSTT, CSTDCS = "chien-si-tien-tien", "chien-si-thi-dua-co-so"
PAPER = {"paper": "02/ĐK-CAX", "paper_on": "10/01/2025"}


@pytest.fixture(autouse=True)
def _march(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return at(TODAY)

    for module in ("door", "merit.registration", "dossier.choose", "merit.views"):
        monkeypatch.setattr(f"thidua.web.{module}.now", now)


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def url(scene: World, year: int = 2025) -> str:
    return f"{reverse('merit-registrations', args=[scene.lim_xanh.code])}?nam={year}"


def held() -> dict[str, str]:
    rows = TitleRegistration.objects.holding().select_related("person", "unit")
    return {(row.person or row.unit).code: row.form for row in rows}


def test_a_whole_unit_is_registered_at_once_and_changed_beneath(scene: World) -> None:
    an = enter("an")
    sent = {"ghi": "1", "dang-ky-lan": CSTT, "dang-ky-binh": CSTDCS, **PAPER}
    sent["dang-ky-don-vi-ca-xa-lim-xanh"] = "don-vi-tien-tien"
    assert an.post(url(scene), sent).status_code == 302
    assert held() == {"lan": CSTT, "binh": CSTDCS, "ca-xa-lim-xanh": "don-vi-tien-tien"}
    assert "2/3 người đã đăng ký" in an.get(url(scene)).content.decode()
    again = an.post(url(scene), sent)
    assert [told for _, told in again.context["faults"]] == ["Chưa có gì thay đổi."]
    an.post(url(scene), {**sent, "dang-ky-lan": CSTDCS, "dang-ky-binh": "", "paper": "03/ĐK-CAX"})
    assert held() == {"lan": CSTDCS, "ca-xa-lim-xanh": "don-vi-tien-tien"}
    assert TitleRegistration.objects.count() == 5  # nothing was written over
    said = list(AuditLine.objects.filter(action="merit-registration").values_list("sentence", flat=True))
    assert any(CSTT in line and f"→ năm 2025: {CSTDCS}" in line for line in said)


def test_every_mistake_of_the_page_is_told_at_once_and_nothing_is_written(scene: World) -> None:
    sent = {"ghi": "1", "dang-ky-lan": "khong-co", "dang-ky-binh": "don-vi-tien-tien", "paper": ""}
    refused = enter("an").post(url(scene), sent)
    assert refused.status_code == 400
    assert [field for field, _ in refused.context["faults"]] == ["paper", "dang-ky-lan", "dang-ky-binh"]
    assert held() == {}
    year = enter("an").post(url(scene, 2031), {"ghi": "1", "dang-ky-lan": CSTT, **PAPER})
    assert (year.status_code, held()) == (400, {})


def test_nobody_registers_herself(scene: World) -> None:
    an = enter("an")
    assert 'name="dang-ky-an"' not in an.get(url(scene)).content.decode()
    an.post(url(scene), {"ghi": "1", "dang-ky-an": CSTDCS, "dang-ky-lan": CSTT, **PAPER})
    assert held() == {"lan": CSTT}
    enter("dung").post(url(scene), {"ghi": "1", "dang-ky-an": CSTDCS, "dang-ky-lan": CSTT, **PAPER})
    assert held() == {"lan": CSTT, "an": CSTDCS}
    assert "Chiến sĩ thi đua cơ sở" in an.get(url(scene)).content.decode()


def test_the_same_for_all_who_have_none_and_a_pasted_sheet_fill_without_writing(scene: World) -> None:
    an = enter("an")
    filled = an.post(url(scene), {"dien": "1", "all": CSTT, "dang-ky-binh": CSTDCS})
    values = {line["subject"].code: line["value"] for line in filled.context["lines"]}
    assert values == {"an": "", "lan": CSTT, "binh": CSTDCS}
    lines = ("Họ tên\tDanh hiệu", "1\tLò Thị Lan\tCSTĐCS", "Trần Văn Bình\tchiến sĩ tiên tiến\tx", "Lê Ai Đó\tCSTT",
             "lan\tCSTĐ xã")  # fmt: skip
    pasted = "\n".join(lines)
    read = an.post(url(scene), {"doc": "1", "paste": pasted})
    values = {line["subject"].code: line["value"] for line in read.context["lines"]}
    assert (values["lan"], values["binh"]) == (CSTDCS, CSTT)
    assert [told for _, told in read.context["faults"]] == [
        "dòng 4: Không thấy ai của đơn vị trong “Lê Ai Đó\tCSTT”.",
        "dòng 5: Lò Thị Lan: không có danh hiệu “cstd xa”.",
    ]
    assert held() == {}


def test_the_sheet_comes_back_as_it_went(scene: World) -> None:
    an = enter("an")
    an.post(url(scene), {"ghi": "1", "dang-ky-lan": CSTT, "dang-ky-binh": CSTDCS, **PAPER})
    answer = an.get(f"{reverse('merit-registrations-excel', args=[scene.lim_xanh.code])}?nam=2025")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert ["lan", "Lò Thị Lan", "Chiến sĩ tiên tiến"] in [row[:3] for row in rows]
    text = "\n".join("\t".join(str(cell) for cell in row) for row in rows[rows_from(rows) :])
    read = an.post(url(scene, 2024), {"doc": "1", "paste": text})
    assert read.context["faults"] == []
    values = {line["subject"].code: line["value"] for line in read.context["lines"]}
    assert values == {"an": "", "lan": CSTT, "binh": CSTDCS}


def rows_from(rows: list[list]) -> int:
    return next(n for n, row in enumerate(rows) if row[0] == "Mã") + 1


def test_it_stands_beside_whoever_is_to_be_named(scene: World) -> None:
    an = enter("an")
    an.post(url(scene), {"ghi": "1", "dang-ky-lan": CSTT, "dang-ky-binh": CSTDCS, **PAPER})
    choose = reverse("dossier-choose") + f"?nam=2025&hinh-thuc={CSTT}"
    lines = {line["subject"].code: line for line in an.get(choose).context["lines"]}
    assert (lines["lan"]["aims_here"], lines["an"]["aim"]) == (True, "")
    assert (lines["binh"]["aims_here"], lines["binh"]["aim"]) == (False, "Chiến sĩ thi đua cơ sở")
    fall = an.post(choose, {"phan-bo": "1", "chon": ["lan", "binh"]})
    assert (fall.context["fall"].registered, fall.context["fall"].chosen) == (1, 2)


def test_chi_and_a_clerk_find_nothing(scene: World) -> None:
    for who in ("chi", "lan"):
        client = enter(who)
        for name in ("merit-registrations", "merit-registrations-excel"):
            assert client.get(reverse(name, args=[scene.lim_xanh.code])).status_code == 404
        assert client.post(url(scene), {"ghi": "1", "dang-ky-binh": CSTT, **PAPER}).status_code == 404
    assert held() == {}


def test_a_list_of_many_asks_as_often_as_one_of_few(scene: World) -> None:
    an = enter("an")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert an.get(url(scene)).status_code == 200
        return len(asked)

    questions()
    before = questions()
    for number in range(4):
        person(f"cs-{number}", f"Chiến sĩ {number}", scene.lim_xanh, Role.OFFICER)
    assert questions() == before
