"""The way of an award on the pages: from the ratings of a year to a decision, for a commune; nothing for strangers."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import PASSWORD, World, at, decision, person, world
from thidua.actions.dossier.open import Nomination, dossiers_open
from thidua.actions.eligibility.bulk import eligibility_run
from thidua.actions.merit import merit_add
from thidua.core.merit import MeritKind
from thidua.core.unit import Role
from thidua.store.models import Award, Decision, Dossier, Evidence, Job, Submission, YearRating

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 8)
CSTT = "chien-si-tien-tien"


@pytest.fixture(autouse=True)
def _december(settings) -> None:
    """The pages stand on a day of December."""
    settings.DEMO_DAY = TODAY


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def named(scene: World, *people) -> list[Dossier]:
    return dossiers_open(
        by=scene.see(scene.an), at=at(TODAY), unit=scene.lim_xanh, form=CSTT, year=2025,
        chosen=[Nomination(who, "Giúp dân sau lũ") for who in people],
    )  # fmt: skip


def test_a_commune_goes_from_ratings_to_a_decision(scene: World) -> None:
    an, lan, dung = enter("an"), enter("lan"), enter("dung")
    board = an.get(reverse("season"), {"nam": 2025}).content.decode()
    assert "0/3" in board
    assert "Chưa có hồ sơ nào của năm 2025" in board
    url = reverse("merit-ratings", args=[scene.lim_xanh.code]) + "?nam=2025"
    wrong = an.post(url, {"xep-lan": "HTTNV", "paper": ""})
    assert (wrong.status_code, [field for field, _ in wrong.context["faults"]]) == (400, ["paper"])
    assert '<option value="HTTNV" selected>' in wrong.content.decode()
    an.post(
        url, {"xep-lan": "HTTNV", "xep-binh": "HTXSNV", "paper": "TB 12/TB-CAX", "paper_on": "05/12/2025"}
    )
    assert set(YearRating.objects.values_list("person__code", "rating")) == {
        ("lan", "HTTNV"),
        ("binh", "HTXSNV"),
    }
    choose = reverse("dossier-choose") + f"?nam=2025&hinh-thuc={CSTT}"
    names = [line["subject"].name for line in an.get(choose).context["lines"]]
    assert names == ["Lò Thị Lan", "Nguyễn Thị An", "Trần Văn Bình"]  # by name, not by merit
    fall = an.post(choose, {"phan-bo": "1", "chon": ["lan", "an"]}).content.decode()
    assert "Đồng chí tự đề nghị mình" in fall
    assert "không có dữ liệu" in fall
    assert an.post(choose, {"tiep": "1"}).status_code == 400
    reasons = an.post(choose, {"tiep": "1", "chon": ["lan"]}).content.decode()
    assert "Hoàn thành tốt nhiệm vụ năm 2025" in reasons
    made = an.post(
        choose, {"ghi": "1", "chon": ["lan"], "ly-do-lan": "Ghi chép đủ", "loai-lan": "cong-trang"}
    )
    dossier = Dossier.objects.get()
    page_of = reverse("dossier", args=[dossier.award.code])
    assert made["Location"] == page_of
    assert "Đồng chí có đồng ý được đề nghị không?" in lan.get(page_of).content.decode()
    step = reverse("dossier-step", args=[dossier.award.code, "tra-loi"])
    assert lan.post(step, {"agrees": "co", "public": "1"}).status_code == 302
    for paper in dossier.papers.exclude(kind="submission"):
        an.post(
            reverse("dossier-paper", args=[dossier.award.code, paper.kind]),
            {"state": "present", "number": "7/BC"},
        )
    assert an.post(reverse("dossier-step", args=[dossier.award.code, "tham-dinh"])).status_code == 302
    sent = an.post(
        reverse("submission-new") + "?nam=2025",
        {"chon": [dossier.award.code], "number": "45/TTr-CAX", "on": "08/12/2025", "signer": "Nguyễn Thị An"},
    )
    submission = Submission.objects.get()
    assert sent["Location"] == reverse("submission", args=[submission.code])
    assert "Thẩm định xong" in dung.get(sent["Location"]).content.decode()
    dung.post(sent["Location"], {"chon": [dossier.award.code]})
    new = reverse("decision-new") + "?nam=2025"
    assert "710.000" in dung.get(new).content.decode()  # 0,3 × 2.340.000 rounded up to tens of thousands
    bad = dung.post(
        new, {"chon": [dossier.award.code], "number": "", "decided_on": "08/12/2025", "signer": "Cường"}
    )
    assert [field for field, _ in bad.context["faults"]] == ["number", "authority"]
    done = dung.post(
        new,
        {"chon": [dossier.award.code], "number": "31/QĐ-CAT", "decided_on": "08/12/2025", "signer": "Cường",
         "authority": "Giám đốc Công an tỉnh", "grounds": "Luật 06/2022/QH15\n\n"},
    )  # fmt: skip
    decision = Decision.objects.get()
    assert done["Location"] == reverse("decision", args=[decision.code])
    award = Award.objects.get()
    assert (award.register_number, award.money, award.public_on) == (1, 710_000, TODAY)
    assert decision.grounds == ["Luật 06/2022/QH15"]
    dung.post(done["Location"], {"trao": "1", "chon": [award.code], "on": "08/12/2025", "by": "Phó Giám đốc"})
    award.refresh_from_db()
    assert (award.state, award.presented_by) == ("presented", "Phó Giám đốc")


def pages(scene: World) -> list[str]:
    (dossier,) = named(scene, scene.clerk)
    return [
        reverse("dossier", args=[dossier.award.code]),
        reverse("merit", args=["nguoi", "lan"]),
        reverse("merit", args=["don-vi", scene.lim_xanh.code]),
        reverse("merit-record", args=["nguoi", "lan", "discipline"]),
        reverse("merit-ratings", args=[scene.lim_xanh.code]),
        reverse("eligibility", args=[CSTT, "nguoi", "lan"]),
    ]


def test_chi_finds_none_of_it(scene: World) -> None:
    urls, chi = pages(scene), enter("chi")
    assert {url: chi.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)
    assert {url: enter("an").get(url).status_code for url in urls} == dict.fromkeys(urls, 200)
    (dossier,) = Dossier.objects.all()
    assert chi.post(reverse("dossier-step", args=[dossier.award.code, "rut"])).status_code == 404
    assert chi.post(reverse("dossier-paper", args=[dossier.award.code, "report"])).status_code == 404
    assert "Lim Xanh" not in chi.get(reverse("season") + "?nam=2025").content.decode()


def test_a_clerk_reads_her_own_and_nobody_elses(scene: World) -> None:
    named(scene, scene.binh)
    clerk = enter("lan")
    assert clerk.get(reverse("merit", args=["nguoi", "lan"])).status_code == 200
    assert clerk.get(reverse("merit", args=["nguoi", "binh"])).status_code == 404
    assert clerk.get(reverse("merit-record", args=["nguoi", "lan", "rating"])).status_code == 404
    assert clerk.get(reverse("dossier-choose")).status_code == 404


def test_reading_a_persons_record_is_noted_and_reading_ones_own_is_not(scene: World) -> None:
    from thidua.store.models import AuditLine

    enter("an").get(reverse("merit", args=["nguoi", "lan"]))
    enter("lan").get(reverse("merit", args=["nguoi", "lan"]))
    assert [line.by for line in AuditLine.objects.filter(action="merit-read")] == ["Nguyễn Thị An"]


def test_a_record_is_added_corrected_and_voided_on_its_page(scene: World) -> None:
    an = enter("an")
    url = reverse("merit-record", args=["nguoi", "lan", "initiative"])
    typed = {"title": "Sổ hẹn", "year": "2025", "kind": "sang-kien", "breadth": "co-so", "applied": "co"}
    bad = an.post(url, {**typed, "paper": "QĐ 7"})
    assert [field for field, _ in bad.context["faults"]] == ["recognised_by"]
    assert 'value="Sổ hẹn"' in bad.content.decode()
    assert an.post(url, {**typed, "paper": "QĐ 7", "recognised_by": "Công an tỉnh"}).status_code == 302
    page = an.get(reverse("merit", args=["nguoi", "lan"])).content.decode()
    assert "“Sổ hẹn”, phạm vi cơ sở" in page
    row = scene.clerk.initiatives.get()
    fix = f"{url}?sua={row.pk}"
    assert 'value="Công an tỉnh"' in an.get(fix).content.decode()
    bad = an.post(fix, {**typed, "recognised_by": "Bộ", "paper": "QĐ 8", "why": ""})
    assert [field for field, _ in bad.context["faults"]] == ["why"]
    an.post(fix, {**typed, "paper": "QĐ 7", "recognised_by": "Bộ", "why": "Ghi nhầm cấp", "bo": "1"})
    assert list(scene.clerk.initiatives.filter(void=True).values_list("replaces", flat=True)) == [row.pk]


def test_why_shows_every_ground_with_its_article_and_leads_to_the_record(scene: World) -> None:
    row = merit_add(
        by=scene.see(scene.an), at=at(TODAY), kind=MeritKind.RATING, subject=scene.clerk, paper="TB 12",
        values={"year": 2025, "rating": "HTNV"},
    )  # fmt: skip
    page = enter("an").get(reverse("eligibility", args=[CSTT, "nguoi", "lan"]) + "?nam=2025").content.decode()
    assert f"{reverse('merit', args=['nguoi', 'lan'])}#yearrating-{row.pk}" in page
    assert "Luật 06/2022/QH15, Điều 24" in page


def test_a_file_becomes_the_paper(scene: World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    (dossier,) = named(scene, scene.clerk)
    url = reverse("dossier-paper", args=[dossier.award.code, "report"])
    an = enter("an")
    refused = an.post(url, {"file": SimpleUploadedFile("a.pdf", b"MZ", "application/pdf")})
    assert refused.status_code == 400
    an.post(url, {"file": SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.7\n", "application/pdf")})
    paper = dossier.papers.get(kind="report")
    assert (paper.state, paper.evidence) == ("present", Evidence.objects.get())


def test_what_stands_in_the_way_is_said_beside_the_step(scene: World) -> None:
    (dossier,) = named(scene, scene.clerk)
    page = enter("an").get(reverse("dossier", args=[dossier.award.code])).content.decode()
    assert "Chờ người được đề nghị trả lời" in page
    refused = enter("an").post(reverse("dossier-step", args=[dossier.award.code, "rut"]), {"reason": ""})
    assert refused.status_code == 400
    assert "Phải nêu lý do." in refused.content.decode()


def test_a_count_of_opinions_that_is_no_number_is_told_and_not_taken_for_nobody(scene: World) -> None:
    (dossier,) = named(scene, scene.binh)
    url = reverse("dossier-step", args=[dossier.award.code, "y-kien"])
    wrong = enter("an").post(url, {"agree": "ba", "disagree": "1,5", "text": "Nên nêu rõ ngày"})
    assert (wrong.status_code, sorted(wrong.context["fault_of"])) == (400, ["agree", "disagree"])
    assert not dossier.voices.exists()
    assert enter("an").post(url, {"agree": "3", "disagree": "", "text": ""}).status_code == 302
    assert [(row.agree, row.disagree) for row in dossier.voices.all()] == [(3, 0)]


def questions(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_lists_ask_as_often_for_three_as_for_one(scene: World) -> None:
    an = enter("an")
    urls = [reverse("season") + "?nam=2025", reverse("dossier-choose") + f"?nam=2025&hinh-thuc={CSTT}",
            reverse("merit-ratings", args=[scene.lim_xanh.code])]  # fmt: skip
    named(scene, scene.clerk)
    for url in urls:
        questions(an, url)
    before = [questions(an, url) for url in urls]
    more = [person(f"cs-{n}", f"Chiến sĩ {n}", scene.lim_xanh, Role.OFFICER) for n in range(3)]
    named(scene, *more, scene.binh)
    assert [questions(an, url) for url in urls] == before


@pytest.mark.parametrize("text", ["²", "9" * 50, "a/b", ".."])
def test_no_address_typed_by_hand_breaks_a_page(scene: World, text: str) -> None:
    an = enter("an")
    for name in ("season", "dossier-choose", "submission-new", "decision-new"):
        answer = an.get(reverse(name), {"nam": text, "don-vi": text, "hinh-thuc": text, "tim": text})
        assert answer.status_code == 200, name
    assert an.get(reverse("merit-record", args=["nguoi", "lan", "rating"]), {"sua": text}).status_code == 404


def test_a_whole_province_is_asked_in_the_background_and_comes_back_as_a_workbook(scene: World) -> None:
    made = eligibility_run(
        by=scene.see(scene.dung), at=at(TODAY), progress=lambda done, total: None, form=CSTT, year=2025
    )
    assert made.content is not None
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made.content)).get_sheet_by_index(0).to_python()
    names = {row[0] for row in rows}
    assert {"Lò Thị Lan", "Nguyễn Thị An", "Trần Văn Bình"} <= names
    assert scene.chi.name not in names
    url = reverse("eligibility-run", args=[CSTT])
    assert enter("dung").post(url)["Location"] == reverse("job", args=[Job.objects.get().pk])
    assert enter("lan").post(url).status_code == 404


def test_the_public_register_names_only_who_agreed_and_nothing_cancelled(scene: World) -> None:
    for number, (state, public) in enumerate(
        (("decided", TODAY), ("presented", None), ("revoked", TODAY)), 1
    ):
        more = {"revoked_on": TODAY, "revoked_reason": "x"} if state == "revoked" else {}
        Award.objects.create(
            code=f"gk-{number}", register_number=number, form="giay-khen", level="unit", category="individual",
            state=state, person=scene.binh, subject_name=f"Người {number}", search="x", reason="Giúp dân", year=2025,
            decision=decision(f"{number}/QĐ"), public_on=public, **more,
        )  # fmt: skip
    page = Client().get(reverse("public-register")).content.decode()
    assert [name for name in ("Người 1", "Người 2", "Người 3") if name in page] == ["Người 1"]


def test_a_good_deed_is_told_of_a_colleague_who_can_take_it_away(scene: World) -> None:
    an, url = enter("an"), reverse("good-deeds")
    bad = an.post(url, {"person": "lan", "on": "10/03/2025", "text": " "})
    assert [field for field, _ in bad.context["faults"]] == ["text"]
    an.post(url, {"person": "lan", "on": "10/03/2025", "text": "Dìu cụ già qua suối"})
    assert "Dìu cụ già qua suối" in enter("binh").get(url).content.decode()
    assert "Dìu cụ già" in enter("lan").get("/du-lieu-ve-toi/").content.decode()
    chi = enter("chi")
    assert "Dìu cụ già" not in chi.get(url).content.decode()
    note = scene.clerk.good_deeds.get()
    assert chi.post(url, {"xoa": note.pk}).status_code == 404
    assert an.post(url, {"person": "chi", "on": "10/03/2025", "text": "x"}).status_code == 404
    enter("binh").post(url, {"xoa": note.pk})
    assert scene.clerk.good_deeds.exists()
    enter("lan").post(url, {"xoa": note.pk})
    assert not scene.clerk.good_deeds.exists()
