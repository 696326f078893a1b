"""Talking about a figure: who may, who is told, and what is settled."""

from __future__ import annotations

import pytest

from tests.factories import WEEK, World, at
from thidua.actions.comment import comment_add, comment_settle
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import AuditLine, Comment, Notice

FIGURE = "ho-so-dung-han"


def say(world: World, who, text: str = "Sao tuần này chỉ có 24?") -> Comment:  # type: ignore[no-untyped-def]
    by = world.see(who)
    return comment_add(by=by, at=at(), unit=world.lim_xanh, figure=FIGURE, period=WEEK.code, text=text)


def test_a_question_from_above_reaches_those_who_record_and_the_answer_reaches_the_asker(
    world: World,
) -> None:
    say(world, world.dung)
    assert set(Notice.objects.values_list("to__code", flat=True)) == {"an", "binh", "lan"}
    say(world, world.clerk, "Thiếu sổ ngày 7, đã bổ sung.")
    assert Notice.objects.filter(to=world.dung).get().sentence.startswith("Lò Thị Lan trao đổi về Hồ sơ")
    assert not Notice.objects.filter(to=world.clerk, sentence__startswith="Lò Thị Lan").exists()
    assert AuditLine.objects.filter(action="comment-add").count() == 2
    assert "Sao tuần này" not in AuditLine.objects.order_by("pk")[0].sentence


def test_chi_neither_speaks_nor_hears(world: World) -> None:
    row = say(world, world.an)
    with pytest.raises(Refused) as caught:
        say(world, world.chi)
    assert caught.value.code == "comment.may-not-see"
    assert list(access.comments(world.see(world.chi))) == []
    with pytest.raises(Refused):
        comment_settle(by=world.see(world.chi), at=at(), row=row)


def test_empty_and_endless_words_are_refused(world: World) -> None:
    for text, code in ((" \u200b ", "comment.empty"), ("a" * 601, "comment.too-long")):
        with pytest.raises(Refused) as caught:
            say(world, world.an, text)
        assert [p.code for p in caught.value.problems] == [code]


def test_a_question_is_settled_once_by_its_writer_or_who_records(world: World) -> None:
    row = say(world, world.dung)
    comment_settle(by=world.see(world.clerk), at=at(), row=row)
    assert Comment.objects.get().settled_by == world.clerk
    with pytest.raises(Refused) as caught:
        comment_settle(by=world.see(world.dung), at=at(), row=Comment.objects.get())
    assert caught.value.code == "comment.settled-already"
