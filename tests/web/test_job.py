"""Background jobs in the page: only for who asked, the moving part alone for htmx, the file as an attachment."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, World, at
from thidua.store import job as desk
from thidua.store.models import Job

pytestmark = pytest.mark.django_db


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def job(world: World, state: str = "waiting", **values: object) -> Job:
    made = Job.objects.create(owner=world.an, work="x", title="Đếm", asked_at=at(), state=state, **values)
    desk.clear(made.pk)
    return made


def test_everything_is_exported_and_fetched(world: World):
    an = enter("an")
    page = an.post(reverse("job-export"), follow=True)
    row = Job.objects.get()
    assert page.redirect_chain == [(reverse("job", args=[row.pk]), 302)]
    assert f"Tải {row.result_name}" in page.content.decode()
    file = an.get(reverse("job-result", args=[row.pk]))
    assert file["Content-Disposition"] == f'attachment; filename="{row.result_name}"'
    assert b"".join(file.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("name", ["job", "job-result"])
def test_nobody_else_sees_it(name: str, world: World):
    row = job(world, "done", result_name="dem.txt")
    desk.keep(row.pk, b"3")
    for who in ("binh", "chi", "dung"):
        assert enter(who).get(reverse(name, args=[row.pk])).status_code == 404
    for address in ("job-stop", "job-again"):
        assert enter("chi").post(reverse(address, args=[row.pk])).status_code == 404


def test_the_fragment_asks_again_until_the_work_is_over(world: World):
    an, row = enter("an"), job(world, "running")
    with desk.beating(row.pk):
        desk.tell(row.pk, 1200, 3321)
        text = an.get(reverse("job", args=[row.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert "Xong 1.200 trên 3.321." in text
    assert f'hx-get="{reverse("job", args=[row.pk])}"' in text
    lost = an.get(reverse("job", args=[row.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "Dừng giữa chừng" in lost
    assert "Chạy lại" in lost
    assert "hx-get" not in lost


def test_who_waits_for_no_worker_is_told(world: World):
    an, row = enter("an"), job(world)
    assert "Chưa có tiến trình nào" in an.get(reverse("job", args=[row.pk])).content.decode()
    with desk.worker_beating():
        assert "Chưa có tiến trình nào" not in an.get(reverse("job", args=[row.pk])).content.decode()


def test_stop_and_again_by_button(world: World):
    an, row = enter("an"), job(world)
    assert "Đã hủy" in an.post(reverse("job-stop", args=[row.pk]), follow=True).content.decode()
    told = an.post(reverse("job-stop", args=[row.pk]), follow=True).content.decode()
    assert "“Đếm” đã kết thúc, không còn gì để dừng." in told


def test_the_list_asks_as_much_for_three_as_for_one(world: World):
    an = enter("an")
    an.get(reverse("jobs"))  # the first page of a session asks more

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert an.get(reverse("jobs")).status_code == 200
        return len(asked)

    job(world)
    one = questions()
    job(world, "done", message="Xong.")
    job(world, "failed")
    assert questions() == one
