"""N10: where people write freely the page reminds them of the promises, and what they write is in no search index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.factories import World, at
from thidua.actions.audit import note
from thidua.store.models import AuditLine
from thidua.store.models.searched import Searched

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "thidua" / "web" / "templates"
# Textareas for something else than free words.
NOT_FREE = {
    "merit/registrations.html": "rows of a sheet, read and not kept",
    "scheme/edit.html": "the text of a regulation",
    "scheme/field.html": "fields of a regulation",
    "scheme/form.html": "fields of a regulation",
    "scheme/new.html": "criteria of a regulation",
}


def test_every_textarea_stands_under_the_reminder():
    bare = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if "<textarea" in (text := path.read_text(encoding="utf-8"))
        and len(re.findall(r"<textarea", text)) > len(re.findall(r"parts/reminder\.html", text))
    }
    assert bare - set(NOT_FREE) == set()


def test_the_reminder_says_what_is_not_written_down():
    text = (TEMPLATES / "parts" / "reminder.html").read_text(encoding="utf-8")
    for word in ("chính kiến", "tôn giáo", "dân tộc", "không đưa vào tìm kiếm"):
        assert word in text


# Table → what its search column is made of: names, titles and numbers of papers, never what somebody wrote.
INDEXED = {"Area", "AuditLine", "Award", "Directive", "Movement", "Person", "Plan", "Unit"}
FREE = {"text", "summary", "note", "reason", "answer", "message", "benefit", "sentence", "comment", "body"}


def test_only_names_and_titles_are_indexed():
    models = set(apps.get_app_config("store").get_models())
    indexed = {model.__name__ for model in models if "search" in {f.name for f in model._meta.get_fields()}}
    assert indexed <= INDEXED
    for model in models:
        if issubclass(model, Searched):
            assert not set(model.searched) & FREE, model


@pytest.mark.django_db
def test_the_log_is_not_searched_by_what_people_wrote(world: World):
    note(
        by=world.see(world.an), at=at(), action="deed-record", subject="deed:x",
        sentence="Ghi việc “Ông Tư ở đầu xóm” của Công an xã Lim Xanh. Lý do: bà Năm kể.",
    )  # fmt: skip
    assert AuditLine.objects.get().search == "nguyen thi an ghi viec cua cong an xa lim xanh."
