"""The audit log under attack with plain SQL, on the database of this run."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tests.factories import DAY, World, at
from thidua.actions.audit import audit, note, read_note
from thidua.actions.audit_verify import audit_verify, head_note
from thidua.core.problem import problem
from thidua.store import chain
from thidua.store.models import AuditLine, AuditLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(db: None) -> list[AuditLine]:
    """Five lines, linked as if each had been a transaction of its own."""
    made = [
        note(by="Người dựng", at=at(), action="unit-add", subject=f"unit:to-{n}", sentence=f"Thêm Tổ {n}.")
        for n in range(5)
    ]
    settle()
    return made


def settle() -> None:
    """Let the deferred trigger of PostgreSQL do at once what it does at the end of a transaction."""
    connection.check_constraints()


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values or None)


@pytest.fixture
def unguarded(lines: list[AuditLine]):
    """Somebody with the right to change the schema has taken the triggers off."""
    for statement in chain.OFF[connection.vendor]:
        run(statement)
    yield lines
    settle()
    for statement in chain.ON[connection.vendor]:
        run(statement)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE store_auditline SET sentence = 'Khác.'",
        "UPDATE store_auditline SET sentence = 'Khác.' WHERE id = (SELECT min(id) FROM store_auditline)",
        "DELETE FROM store_auditline",
        "DELETE FROM store_auditline WHERE id = (SELECT max(id) FROM store_auditline)",
        "UPDATE store_auditlink SET sha256 = previous",
        "DELETE FROM store_auditlink",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(sql: str, lines: list[AuditLine]):
    with pytest.raises(DatabaseError, match="Nhật ký không sửa, không xóa được"):
        run(sql)
    assert list(AuditLine.objects.order_by("id")) == lines
    assert audit_verify().problems == ()


def test_postgresql_refuses_to_empty_the_table(lines: list[AuditLine]):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="Nhật ký không sửa, không xóa được"):
        run("TRUNCATE store_auditline")


def test_the_program_itself_cannot_change_a_line(lines: list[AuditLine]):
    lines[0].sentence = "Khác."
    for change in (lines[0].save, lines[0].delete, AuditLine.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_each_line_is_linked_to_the_one_before(lines: list[AuditLine]):
    links = list(AuditLink.objects.all())
    assert [(link.number, link.line) for link in links] == [(n, line.pk) for n, line in enumerate(lines, 1)]
    assert [link.previous for link in links[1:]] == [link.sha256 for link in links[:-1]]
    found = audit_verify()
    assert (found.lines, found.number, found.head, found.problems) == (5, 5, links[-1].sha256, ())


def test_an_edited_line_is_found(unguarded: list[AuditLine]):
    run("UPDATE store_auditline SET sentence = 'Khác.' WHERE id = %s", unguarded[2].pk)
    assert audit_verify().problems == (problem("audit.edited", number=3, line=unguarded[2].pk),)


def test_a_line_taken_away_is_found(unguarded: list[AuditLine]):
    run("DELETE FROM store_auditline WHERE id = %s", unguarded[2].pk)
    assert audit_verify().problems == (problem("audit.missing", number=3, line=unguarded[2].pk),)


def test_a_line_slipped_in_is_found(unguarded: list[AuditLine]):
    slipped = note(by="Ai đó", at=at(), action="unit-add", subject="unit:x", sentence="Như thật.")
    assert audit_verify().problems == (problem("audit.slipped-in", line=slipped.pk),)


def test_a_line_written_by_plain_sql_without_its_digest_is_found(lines: list[AuditLine]):
    run(
        'INSERT INTO store_auditline (at, "by", by_code, account, kind, action, subject, unit, about, sentence,'
        " search, digest) SELECT at, 'Ai đó', '', '', kind, action, subject, unit, about, sentence, search, digest"
        " FROM store_auditline WHERE id = %s",
        lines[0].pk,
    )
    settle()
    newest = AuditLine.objects.order_by("-id")[0]
    assert audit_verify().problems == (problem("audit.edited", number=6, line=newest.pk),)


def test_the_end_cut_off_is_found_by_the_head_of_the_day(unguarded: list[AuditLine], home):
    noted = head_note(day=DAY)
    assert (home / "audit-heads").read_text() == f"{noted}\n"
    run("DELETE FROM store_auditline WHERE id = %s", unguarded[4].pk)
    run("DELETE FROM store_auditlink WHERE number = 5")
    assert audit_verify().problems == (problem("audit.link-missing", first=5, last=5),)


def test_a_head_kept_elsewhere_must_still_be_there(lines: list[AuditLine]):
    head = AuditLink.objects.get(number=4).sha256
    assert audit_verify(number=4, head=head).problems == ()
    assert audit_verify(number=4, head="0" * 64).problems == (problem("audit.head", number=4),)


def test_a_look_is_written_once_a_day_and_never_at_oneself(world: World):
    an, chi = world.see(world.an), world.chi
    for day, who in ((10, an), (10, an), (11, an), (10, world.see(world.binh)), (10, world.see(chi))):
        read_note(
            by=who, at=at(at().date().replace(day=day)), action="person-read", subject="person:chi", about=chi,
            sentence="Xem hồ sơ của Lê Thị Chi.",
        )  # fmt: skip
    rows = AuditLine.objects.order_by("id")
    assert [(row.by_code, row.at.day, row.kind, row.about) for row in rows] == [
        ("an", 10, "read", "chi"), ("an", 11, "read", "chi"), ("binh", 10, "read", "chi"),
    ]  # fmt: skip


def test_a_line_knows_whose_affair_it_is(world: World):
    made = audit(by=world.see(world.dung), at=at(), action="deed-confirm", subject="deed:x", sentence="Xong.")
    assert (made.by, made.by_code, made.unit, made.search) == (
        "Phạm Tiến Dung", "dung", world.province.code, "pham tien dung xong.",
    )  # fmt: skip
    named = audit(
        by=world.see(world.dung), at=at(), action="figure-correct", subject="person:an", sentence="Sửa.",
        unit=world.lim_xanh,
    )  # fmt: skip
    assert (named.unit, named.about) == (world.lim_xanh.code, "an")


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one at a time, and the tests' SQLite lives in memory")
    gate = threading.Barrier(4)

    def write(who: int) -> None:
        gate.wait()
        for n in range(25):
            with transaction.atomic():
                note(by=f"Người {who}", at=at(), action="x", subject="x", sentence=f"Một, {n}.")
                note(by=f"Người {who}", at=at(), action="x", subject="x", sentence=f"Hai, {n}.")
        connections.close_all()

    writers = [threading.Thread(target=write, args=[who]) for who in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = audit_verify()
    assert (found.lines, found.number, found.problems) == (200, 200, ())
