"""Comments and evidence at a cell, on the page and beside the grid."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, figure, world
from thidua.store.models import Comment, Figure

pytestmark = pytest.mark.django_db
FIGURE = "ho-so-dung-han"
SCRIPT = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def url(scene: World, name: str) -> str:
    return reverse(name, args=[scene.lim_xanh.code, WEEK.code, FIGURE])


def test_what_is_said_stands_at_the_cell_with_the_promise_beside_the_field(scene: World) -> None:
    assert enter("dung").post(url(scene, "comment-new"), {"text": "Sao chỉ có 24?"}).status_code == 302
    part = enter("lan").get(url(scene, "figure-cell"), **SCRIPT).content.decode()
    assert "Sao chỉ có 24?" in part
    assert "không chính kiến, tôn giáo, dân tộc" in part
    answer = enter("lan").post(reverse("comment-settle", args=[Comment.objects.get().pk]), **SCRIPT)
    assert "xong, Lò Thị Lan" in answer.content.decode()


def test_nothing_said_comes_back_with_the_fault(scene: World) -> None:
    answer = enter("dung").post(url(scene, "comment-new"), {"text": " "})
    assert answer.status_code == 400
    assert "Viết điều muốn trao đổi." in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_file_is_kept_behind_the_figure_that_stands(scene: World) -> None:
    pdf = SimpleUploadedFile("so.pdf", b"%PDF-1.4 minh hoa", "application/pdf")
    assert enter("lan").post(url(scene, "figure-evidence"), {"file": pdf}).status_code == 404
    figure(FIGURE, scene.lim_xanh, scene.clerk, 24, 31)
    pdf = SimpleUploadedFile("so.pdf", b"%PDF-1.4 minh hoa", "application/pdf")
    sent = {"file": pdf, "title": "Trang sổ ngày 7"}
    assert (
        "Trang sổ ngày 7" in enter("lan").post(url(scene, "figure-evidence"), sent, **SCRIPT).content.decode()
    )
    assert Figure.objects.get().evidence.count() == 1
    wrong = SimpleUploadedFile("so.exe", b"MZ", "application/x-msdownload")
    assert enter("lan").post(url(scene, "figure-evidence"), {"file": wrong}).status_code == 400


def test_chi_finds_none_of_it(scene: World) -> None:
    enter("dung").post(url(scene, "comment-new"), {"text": "Sao chỉ có 24?"})
    chi = enter("chi")
    assert chi.post(url(scene, "comment-new"), {"text": "x"}).status_code == 404
    assert chi.post(url(scene, "figure-evidence")).status_code == 404
    assert chi.post(reverse("comment-settle", args=[Comment.objects.get().pk])).status_code == 404
    assert Comment.objects.count() == 1
