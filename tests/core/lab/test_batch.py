"""Worlds side by side are the same worlds one by one: nothing leaks from copy to copy."""

from __future__ import annotations

import numpy as np
import pytest

from thidua.core.lab.batch import Batch, plain
from thidua.core.lab.effect import Part
from thidua.core.lab.ground import Ground, prepare
from thidua.core.score.engine import score
from thidua.core.standing import stand
from thidua.rules.catalogue import scheme_text
from thidua.rules.scheme import load

SHIPPED = ("cum-so-voi-don-vi-dan-dau", "vi-an-ninh-to-quoc", "hai-phong-212-2025")


def ground(code: str) -> Ground:
    scheme = load(scheme_text(code), code).scheme
    assert scheme is not None
    made = prepare(scheme, scheme.forms[0], seed=5, worlds=10)
    assert made is not None
    return made


@pytest.mark.parametrize("code", SHIPPED)
def test_a_batch_is_its_copies_scored_alone(code: str):
    asked = ground(code)
    rng = asked.rng(Part.BEST)
    batch = asked.strayed(asked.truths(6, rng), rng)
    together = asked.run(batch)
    for copy in range(batch.copies):
        arrays = (batch.state, batch.numerator, batch.denominator, batch.target)
        alone = Batch(asked.table, *(array[copy : copy + 1] for array in arrays))
        table = alone.table()
        scored = score(asked.scheme, table)
        assert (together.total[copy] == scored.total).all()
        assert (together.points[copy] == scored.points).all()
        assert (together.place[copy] == stand(asked.scheme, scored, table).place).all()


@pytest.mark.parametrize("code", SHIPPED)
def test_a_unit_of_the_reference_is_scored_and_stands_in_the_middle(code: str):
    asked = ground(code)
    out = asked.run(Batch.of(asked.reference, 1))
    assert out.complete.all()
    assert out.place[0, asked.middle] == len(asked.reference.subjects) // 2 + 1


def test_chance_of_one_question_does_not_move_another():
    asked = ground("vi-an-ninh-to-quoc")
    first = asked.truths(3, asked.rng(Part.LUCK)).numerator
    asked.rng(Part.BEST).random(1000)
    assert (asked.truths(3, asked.rng(Part.LUCK)).numerator == first).all()


def test_what_is_drawn_strays_around_the_truth():
    asked = ground("vi-an-ninh-to-quoc")
    truth = asked.equals(800)
    drawn = asked.strayed(truth, asked.rng(Part.LUCK))
    for law in asked.laws:
        seen, true = drawn.numerator[:, :, law.column].mean(axis=0), truth.numerator[0, :, law.column]
        assert np.allclose(seen, true, rtol=0.12, atol=120), law.figure


def test_the_laboratory_asks_no_quotas_of_its_worlds():
    scheme = load(scheme_text("e29-thang"), "e29").scheme
    assert scheme is not None
    assert plain(scheme).quotas == ()
