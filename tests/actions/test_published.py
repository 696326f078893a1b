"""Published figures as records, and the findings the system computes from them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import at
from thidua.actions.directory import directory_load
from thidua.actions.published import published_findings, published_load
from thidua.core.finding import FindingKind
from thidua.core.problem import Refused
from thidua.office.words.finding import finding_sentence
from thidua.store.models import PublishedFigure

TODAY = date(2026, 11, 22)


@pytest.fixture
def published(db: None) -> None:
    directory_load(by="Quản trị", at=at())
    published_load(by="Quản trị", at=at())


def test_published_figures_load_once_with_unit_qualifier_and_source(published: None) -> None:
    assert PublishedFigure.objects.count() == 49
    assert published_load(by="Quản trị", at=at()) == 0
    transformed = PublishedFigure.objects.get(indicator__contains="chuyển hóa")
    assert (transformed.numerator, transformed.denominator, transformed.area.code) == (13, 74, "lai-chau")
    assert PublishedFigure.objects.get(indicator__startswith="Tổng kinh phí").qualifier == "above"
    assert PublishedFigure.objects.filter(value="-75.74").count() == 1


def test_published_figures_need_the_directory(db: None) -> None:
    with pytest.raises(Refused) as refused:
        published_load(by="Quản trị", at=at())
    assert {p.code for p in refused.value.problems} == {"published.unit-unknown", "published.area-unknown"}
    assert PublishedFigure.objects.count() == 0


def test_the_contradictions_are_findings_and_read_as_sentences(published: None) -> None:
    found = published_findings(day=TODAY)
    first = finding_sentence(found[0])
    assert found[0].kind is FindingKind.CONTRADICTION
    assert "Ít nhất 67 đơn vị phải nằm trong cả hai danh sách" in first
    assert "ít nhất 54" in first
    sentences = [finding_sentence(finding) for finding in found]
    assert "755 + 307 = 1.062, khớp với tổng đã công bố." in sentences
    assert any("2.847 + 9.341 = 12.188 lượt" in s for s in sentences)
    assert any("360.664 m² (từ 360.590 đến 360.737)" in s for s in sentences)
    assert any("1 + 3 + 3 = 7 khen thưởng cho 7 thành viên" in s for s in sentences)
    assert any("Công an tỉnh Lai Châu nhận (hoặc được đề nghị) hình thức cao nhất" in s for s in sentences)
    assert any("từ ngày 31/12/2020; nay là từ ngày 01/07/2025" in s for s in sentences)
    assert all("{" not in finding_sentence(finding, lang) for finding in found for lang in ("vi", "en"))


def test_a_figure_changed_in_the_record_changes_the_finding(published: None) -> None:
    PublishedFigure.objects.filter(indicator="Hộ sửa chữa").update(value=308)
    codes = [finding.code for finding in published_findings(day=TODAY)]
    assert "finding.sum-differs" in codes
    assert "finding.sum-holds" not in codes


def test_before_the_territory_changed_there_was_no_break(published: None) -> None:
    codes = [finding.code for finding in published_findings(day=date(2021, 6, 1))]
    assert "finding.territory-changed" not in codes


def test_without_figures_there_is_nothing_to_find(db: None) -> None:
    assert published_findings(day=TODAY) == ()
