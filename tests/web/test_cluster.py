"""Pages of a cluster's year: for its members and the lead; nobody else learns that it exists."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.clusters import CONFERENCE, Seven, confer, hand_over, kwargs, nominate, seven, sign_all, vote
from tests.factories import PASSWORD, World, at, world
from thidua.actions.cluster import cluster_review_write
from thidua.actions.cluster_consolidated import cluster_issue
from thidua.actions.cluster_published import cluster_printed_load
from thidua.actions.cluster_year import year_view
from thidua.actions.directory import directory_load
from thidua.actions.period import period_close
from thidua.actions.published import published_load
from thidua.store.models import ClusterEdition, ClusterSignature, Limitation, MemberReport, Unit

pytestmark = pytest.mark.django_db
PAGES = ("cluster", "cluster-compact", "cluster-reviews", "cluster-total", "cluster-conference", "cluster-items",
         "cluster-hand-over", "cluster-excel")  # fmt: skip


@pytest.fixture(autouse=True)
def the_day(settings) -> None:
    settings.DEMO_DAY = CONFERENCE


@pytest.fixture
def scene() -> World:
    return world()


@pytest.fixture
def year(scene: World) -> Seven:
    return seven(scene)


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def page(year: Seven, name: str, *more: str) -> str:
    return reverse(name, args=[year.edition.cluster.code, *more])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_every_page_opens_for_members_and_none_for_others(year: Seven):
    hand_over(year)
    report = page(year, "cluster-report", year.units[2].code)
    inside, lead = enter("giam-doc-3"), enter("dung")
    urls = [page(year, name) for name in PAGES] + [report]
    for url in urls:
        assert inside.get(url).status_code == 200, url
        assert lead.get(url).status_code == 200, url
    for stranger in ("chi", "an"):
        client = enter(stranger)
        assert [url for url in urls if client.get(url).status_code != 404] == []
        assert year.edition.cluster.title not in text(client, reverse("clusters"))
    assert inside.get(page(year, "cluster-plan")).status_code == 404
    assert lead.get(page(year, "cluster-plan")).status_code == 200
    assert inside.get(page(year, "cluster-report", "ca-khong-co")).status_code == 404


def test_a_stranger_changes_nothing(year: Seven):
    year.file_all()
    limit = Limitation.objects.first()
    posts = [page(year, name) for name in (*PAGES[1:-1], "cluster-plan", "cluster-represent")]
    posts += [
        page(year, "cluster-report", "ca-3"),
        page(year, "cluster-report-return", "ca-3"),
        page(year, "cluster-limit-settle", limit.pk),
        page(year, "cluster-item-done", "1"),
    ]
    for who in ("chi", "an"):
        client = enter(who)
        assert {
            url: client.post(url, {"step": "open", "unit": "ca-3"}).status_code for url in posts
        } == dict.fromkeys(posts, 404)


def test_a_draft_is_for_its_member_and_the_lead(year: Seven):
    third = year.units[2]
    MemberReport.objects.create(edition=year.edition, unit=third)
    report = page(year, "cluster-report", third.code)
    assert enter("giam-doc-3").get(report).status_code == 200
    assert enter("dung").get(report).status_code == 200
    assert enter("giam-doc-4").get(report).status_code == 404


def fill(year: Seven, unit: Unit, **changed: str) -> dict[str, str]:
    """What the form sends when it was opened and its limitations were written."""
    return {
        "step": "file", "figure-buoi-tuyen-truyen": "33", "figure-ho-so-dung-han": "253/330",
        "limit-text-1": "Hồ sơ trả chậm", "limit-cause-1": "Thiếu người", "limit-owner-1": "Phòng Tham mưu",
        "limit-due-1": "31/03/2026", "results": "Đã làm", **changed,
    }  # fmt: skip


def test_the_form_is_filled_from_the_units_own_months(year: Seven):
    third = year.units[2]
    said = text(enter("giam-doc-3"), page(year, "cluster-report", third.code))
    assert 'name="figure-buoi-tuyen-truyen" value="33"' in said
    assert 'name="figure-ho-so-dung-han" value="253/330"' in said
    assert "chưa chốt" in said


def test_filing_through_the_page(year: Seven):
    third = year.units[2]
    client, url = enter("giam-doc-3"), page(year, "cluster-report", third.code)
    answer = client.post(url, fill(year, third, **{"figure-buoi-tuyen-truyen": "40", "limit-cause-1": ""}))
    said = answer.content.decode()
    assert answer.status_code == 400
    assert "ghi 40, nhưng 11 tháng của chính đơn vị cộng lại là 33" in said
    assert 'href="#figure-buoi-tuyen-truyen"' in said
    assert 'href="#limit-cause-1"' in said
    assert 'value="40"' in said
    lead = text(enter("dung"), page(year, "cluster"))
    assert "cộng lại là 33" in lead
    assert client.post(url, fill(year, third)).status_code == 302
    assert MemberReport.objects.get(unit=third).state == "filed"
    assert "2025" in text(client, url)


def test_without_limitations_it_is_not_taken(year: Seven):
    third = year.units[2]
    sent = {name: value for name, value in fill(year, third).items() if not name.startswith("limit")}
    answer = enter("giam-doc-3").post(page(year, "cluster-report", third.code), sent)
    assert answer.status_code == 400
    assert "Chưa nêu hạn chế, tồn tại nào" in answer.content.decode()


def test_what_cannot_be_read_is_said_at_its_field(year: Seven):
    third = year.units[2]
    wrong = {"figure-buoi-tuyen-truyen": "nhiều", "limit-due-1": "hôm qua", "step": "keep"}
    answer = enter("giam-doc-3").post(page(year, "cluster-report", third.code), fill(year, third, **wrong))
    assert answer.status_code == 400
    assert 'aria-describedby="figure-buoi-tuyen-truyen-fault"' in answer.content.decode()


def test_rows_from_excel_fill_the_fields(year: Seven):
    third = year.units[2]
    sent = {"step": "paste", "paste": "Buổi tuyên truyền\tbuổi\t31\r\nTên lạ\t7\n"}
    said = enter("giam-doc-3").post(page(year, "cluster-report", third.code), sent).content.decode()
    assert 'name="figure-buoi-tuyen-truyen" value="31"' in said
    assert "Không có số liệu nào tên là “Tên lạ”" in said
    assert not MemberReport.objects.filter(unit=third).exists()


def test_the_consolidated_page_names_the_silent_and_links_each_number(year: Seven):
    for unit in year.units[:6]:
        year.file(unit, at(date(2025, 12, 3)))
    lead = enter("dung")
    said = text(lead, page(year, "cluster-total"))
    assert "1 thành viên chưa báo cáo:" in said
    assert "Công an tỉnh Trăng Non" in said
    assert page(year, "cluster-report", "ca-3") + "#figure-buoi-tuyen-truyen" in said
    assert lead.post(page(year, "cluster-total")).status_code == 400
    assert lead.post(page(year, "cluster-total"), {"reason": "Đang sửa máy"}).status_code == 302
    said = text(lead, page(year, "cluster-total"))
    assert "Thiếu thành viên: Đang sửa máy" in said


def test_excel_opens_with_numbers_as_numbers(year: Seven):
    year.file_all()
    answer = enter("dung").get(page(year, "cluster-excel"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    figures, limits = book.worksheets
    rows = list(figures.iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if row[0] == "Số liệu")
    first = rows[head + 1]
    assert first[0] == "Buổi tuyên truyền"
    assert first[3] == sum(first[4:11]) == 308
    assert limits.max_row == 8


def test_papers_open_as_word_and_pdf(year: Seven):
    hand_over(year)
    client = enter("dung")
    for which in ("bao-cao", "bien-ban", "de-nghi"):
        word = client.get(page(year, "cluster-document", which, "docx"))
        pdf = client.get(page(year, "cluster-document", which, "pdf"))
        assert (word.content[:2], pdf.content[:5]) == (b"PK", b"%PDF-")
    assert client.get(page(year, "cluster-document", "khac", "pdf")).status_code == 404
    assert client.get(page(year, "cluster-document", "bao-cao", "xls")).status_code == 404


def test_a_paper_of_nothing_says_so(year: Seven):
    answer = enter("dung").get(page(year, "cluster-document", "bao-cao", "pdf"), follow=True)
    assert "Chưa ban hành báo cáo tổng hợp" in answer.content.decode()


def test_compact_reviews_and_work_through_the_pages(year: Seven):
    lead, third = enter("dung"), enter("giam-doc-3")
    lead.post(page(year, "cluster-compact"), {"text": "Điều 1. Cùng làm."})
    assert "Ký" in text(third, page(year, "cluster-compact"))
    assert third.post(page(year, "cluster-compact"), {"unit": "ca-3"}).status_code == 302
    assert third.post(page(year, "cluster-compact"), {"unit": "ca-4"}).status_code == 400
    assert ClusterSignature.objects.filter(edition=year.edition).count() == 1
    given = {"step": "review", "quarter": "1", "on": "10/04/2025", "place": "", "findings": "Ba đơn vị muộn."}
    assert third.post(page(year, "cluster-reviews"), given).status_code == 400
    assert lead.post(page(year, "cluster-reviews"), given).status_code == 302
    check = {
        "step": "check",
        "quarter": "1",
        "checker": "ca-3",
        "checked": "ca-4",
        "looked": "12",
        "wrong": "1",
        "finding": "Thiếu",
    }
    assert third.post(page(year, "cluster-reviews"), check).status_code == 302
    assert "sai 1/12" in text(lead, page(year, "cluster"))


def test_the_conference_from_opening_to_counting(year: Seven):
    year.file_all()
    cluster_issue(**kwargs(year))
    lead, url = enter("dung"), page(year, "cluster-conference")
    assert lead.post(url, {"step": "open", "present": ["ca-2"]}).status_code == 400
    codes = [unit.code for unit in year.units]
    opened = lead.post(url, {"step": "open", "present": codes})
    assert opened.status_code == 302, opened.context["faults"]
    first, second, third = (line["form"] for line in year.edition.forms)
    awards = {f"award-{code}": second if n in (1, 2, 3) else third for n, code in enumerate(codes)}
    awards[f"award-{codes[0]}"] = first
    assert lead.post(url, {"step": "nominate", **awards}).status_code == 302
    said = text(lead, url)
    assert "1 + 3 + 3 trên 7 đơn vị" in said
    assert "Công an tỉnh Minh Họa, cũng là Cụm trưởng" in said
    assert lead.post(url, {"step": "vote"}).status_code == 302
    assert "Đã nhận phiếu: 0/7 đại diện" in text(lead, url)
    assert "Bạn có phiếu" in text(enter("giam-doc-3"), url)
    assert "Bạn có phiếu" not in text(lead, url)
    assert lead.post(url, {"step": "seal"}).status_code == 400
    assert enter("giam-doc-3").post(url, {"step": "seal"}).status_code == 400
    assert lead.post(url, {"step": "khac"}).status_code == 404
    box = reverse("ballot", args=["suy-ton-cum-mau-2025"])
    opens = {who: enter(who).get(box).status_code for who in ("giam-doc-3", "thi-dua-4", "chi", "an")}
    assert opens == {"giam-doc-3": 200, "thi-dua-4": 200, "chi": 404, "an": 404}


def test_hand_over_through_the_page(year: Seven):
    confer(year)
    nominate(year)
    vote(year)
    lead, last, url = enter("giam-doc-1"), enter("giam-doc-7"), page(year, "cluster-hand-over")
    assert lead.post(url, {"step": "prepare", "to_lead": "ca-7", "to_deputy": "ca-6"}).status_code == 302
    assert lead.post(url, {"step": "sign", "unit": year.lead.code}).status_code == 400
    for line in year.edition.hand_over.lines.all():
        assert last.post(url, {"step": "tick", "line": line.pk}).status_code == 302
    assert lead.post(url, {"step": "sign", "unit": year.lead.code}).status_code == 302
    assert last.post(url, {"step": "sign", "unit": "ca-7"}).status_code == 302
    made = ClusterEdition.objects.get(year=2026)
    assert reverse("cluster", args=[made.cluster.code]) in text(last, url)
    assert last.post(url, {"step": "void", "reason": "không"}).status_code == 400


def test_the_printed_conference_is_shown_to_all_and_invents_nothing(scene: World):
    Unit.objects.filter(code="bo-cong-an").update(code="bo-cong-an-cu")
    directory_load(by="Bộ", at=at())
    published_load(by="Bộ", at=at())
    from thidua.actions.award_published import award_proposals_load

    award_proposals_load(by="Bộ", at=at())
    assert cluster_printed_load(by="Bộ", at=at()) == 1
    assert cluster_printed_load(by="Bộ", at=at()) == 0
    row = ClusterEdition.objects.get(cluster__code="cum-so-2-2023")
    assert (row.conference_on, row.host.code, row.cut_off) == (date(2023, 11, 25), "ca-tinh-lai-chau", None)
    forms = [(given.form, given.unit.code, given.votes) for given in row.proposals.select_related("unit")]
    assert forms == [
        ("co-thi-dua-chinh-phu", "ca-tinh-lai-chau", None),
        *(
            ("co-thi-dua-bo-cong-an", f"ca-tinh-{name}", None)
            for name in ("cao-bang", "lang-son", "ha-giang")
        ),
        *(("bang-khen-bo-cong-an", f"ca-tinh-{name}", None) for name in ("dien-bien", "lao-cai", "son-la")),
    ]
    assert all(given.award.state == "proposed" for given in row.proposals.select_related("award"))
    assert (row.hand_over.to_lead.code, row.hand_over.to_deputy.code) == (
        "ca-tinh-lang-son",
        "ca-tinh-cao-bang",
    )
    said = text(enter("chi"), reverse("cluster", args=["cum-so-2-2023"]))
    told = (
        "1 + 3 + 3 trên 7 đơn vị", "Công an tỉnh Lai Châu, cũng là Cụm trưởng và đơn vị đăng cai", "4.213", "5.435",
        "2.847", "9.341", "25/11/2023", "Công an tỉnh Lạng Sơn", "số phiếu không công bố",
    )  # fmt: skip
    for part in told:
        assert part in said, part
    assert said.count("không công bố</td>") >= 7 * 6
    assert enter("chi").get(reverse("cluster-total", args=["cum-so-2-2023"])).status_code == 404


def test_as_many_questions_for_one_member_as_for_seven(year: Seven):
    sign_all(year)
    year.file_all()
    cluster_review_write(**kwargs(year, quarter=1, on=date(2025, 4, 10), place="", findings="Đã xem."))
    client = enter("dung")

    def asked(name: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(page(year, name)).status_code == 200
        return len(caught)

    names = ("cluster", "cluster-reviews", "cluster-items", "cluster-total", "cluster-conference")
    for name in names:
        asked(name)
    many = {name: asked(name) for name in names}
    year.edition.cluster.members.exclude(unit__in=year.units[:2]).delete()
    few = {name: asked(name) for name in names}
    assert few == many


def test_where_a_movement_compares_the_members_their_points_stand_beside_them(scene: World):
    scene.fill()
    by = scene.see(scene.dung)
    period_close(by=by, at=at(), movement=scene.movement, period=scene.week.code)
    row = ClusterEdition.objects.create(
        cluster=scene.communes,
        series="khoi-xa",
        year=2025,
        cut_off=date(2025, 2, 28),
        figures=["buoi-tuyen-truyen"],
    )
    lines = {line.member.unit.code: line for line in year_view(row, date(2025, 3, 10)).members}
    assert [lines[unit.code].score.place for unit in (scene.hoa_mo, scene.lim_xanh)] == [1, 2]
    said = text(enter("an"), reverse("cluster", args=[scene.communes.code]))
    assert "hạng 2" in said
