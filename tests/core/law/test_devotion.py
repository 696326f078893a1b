"""Time in posts of leadership, and orders for it once the years are typed in by somebody who has read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.law.eligible import eligible
from thidua.core.law.facts import Discipline, DisciplineLevel, PersonFacts, Stated
from thidua.core.law.post import PostHeld, months_held
from thidua.core.law.verdict import Outcome
from thidua.rules.catalogue import law_book, law_library
from thidua.rules.law import load

ON = date(2025, 12, 1)
ORDER = "huan-chuong-doc-lap-hang-ba"
LINE = "text: quy-che-don-vi, article: thử, mark: C, seen: quy-che-don-vi, first_day: 01/01/2025"
TYPED_IN = f"""title: Số năm do người đã đọc văn bản nhập vào
overlay: Thử
checked_on: 31/12/2025
provisions:
  {ORDER}.devotion-2:
    - {{{LINE}, value: 9, says: Chín năm ở chức vụ này.}}
  {ORDER}.devotion-1:
    - {{{LINE}, value: 15, says: Mười lăm năm ở chức vụ này.}}
"""
LAW = law_book().laid_over(load(TYPED_IN, law_library())[0])


def post(rung: int, first: date, last: date | None, kept: date | None = None) -> PostHeld:
    return PostHeld(f"Chức vụ {rung}", rung, first, "Lý lịch", last, kept)


LEADER = PersonFacts(
    code="lanh-dao", name="Lãnh đạo", disciplines=(), holds=(),
    woman=Stated(False, "Lý lịch"), retiring_on=Stated(date(2025, 11, 1), "Thông báo"),
    posts=(post(1, date(2012, 1, 1), date(2019, 12, 31)), post(2, date(2020, 1, 1), date(2025, 10, 31))),
)  # fmt: skip


def outcome(facts: PersonFacts) -> Outcome:
    """Of the way of devotion, which stands beside the order's own."""
    (ways,) = [ground.any_of for ground in eligible(facts, ORDER, ON, LAW).grounds if ground.any_of]
    return ways[1].outcome


def test_time_in_a_higher_post_is_added_to_the_one_below_and_not_the_other_way():
    assert months_held(LEADER.posts, 1, ON) == 8 * 12 + 5 * 12 + 10
    assert months_held(LEADER.posts, 2, ON) == 5 * 12 + 10


def test_of_posts_held_at_once_the_months_count_once():
    both = (post(1, date(2020, 1, 1), date(2023, 12, 31)), post(2, date(2021, 1, 1), date(2021, 12, 31)))
    assert (months_held(both, 1, ON), months_held(both, 2, ON)) == (48, 12)


def test_who_was_moved_down_keeps_the_post_before_to_the_end_of_its_term_and_not_into_the_future():
    moved = (post(2, date(2021, 1, 1), date(2022, 12, 31), kept=date(2025, 12, 31)),
             post(1, date(2023, 1, 1), None))  # fmt: skip
    assert months_held(moved, 2, date(2024, 1, 1)) == 36
    assert months_held(moved, 2, date(2030, 1, 1)) == 60


def test_men_need_the_years_and_women_two_thirds_of_them():
    assert outcome(LEADER) is Outcome.NOT_ELIGIBLE  # 5 years 10 of 9, 13 years 10 of 15
    assert outcome(replace(LEADER, woman=Stated(True, "Lý lịch"))) is Outcome.ELIGIBLE  # 13 years 10 of 10
    assert outcome(replace(LEADER, posts=(post(2, date(2016, 1, 1), None),))) is Outcome.ELIGIBLE


def test_no_notice_of_retirement_is_a_missing_fact():
    long = replace(LEADER, posts=(post(2, date(2010, 1, 1), None),), retiring_on=None)
    verdict = eligible(long, ORDER, ON, LAW)
    assert verdict.outcome is Outcome.FACTS_MISSING
    assert "law.need-leaving" in {n.code for g in verdict.grounds for leaf in g.leaves() for n in leaf.needs}


def test_a_discipline_of_other_days_does_not_stand_in_the_way():
    long = replace(LEADER, posts=(post(2, date(2014, 1, 1), None),))
    inside = Discipline(DisciplineLevel.REPRIMAND, "QĐ", date(2015, 3, 1), served_on=date(2016, 3, 1))
    before = Discipline(DisciplineLevel.REPRIMAND, "QĐ", date(2013, 3, 1), served_on=date(2014, 3, 1))
    assert outcome(replace(long, disciplines=(inside,))) is Outcome.NOT_ELIGIBLE
    assert outcome(replace(long, disciplines=(before,))) is Outcome.ELIGIBLE


DAYS = st.dates(date(2000, 1, 1), date(2025, 11, 30))
POSTS = st.lists(
    st.builds(
        lambda rung, day, length, kept: post(
            rung, day, day + timedelta(days=length), day + timedelta(days=kept) if kept else None
        ),
        st.integers(1, 3), DAYS, st.integers(0, 4000), st.sampled_from([0, 0, 300, 5000]),
    ),
    max_size=6,
)  # fmt: skip


@given(POSTS)
def test_months_are_what_counting_days_gives_and_no_day_counts_twice(posts: list[PostHeld]):
    """Twenty-eight to thirty-one days make a month."""
    for rung in (1, 2, 3):
        days = {
            day
            for post in posts
            if post.rung >= rung
            for day in range(post.first.toordinal(), post.counts_until(ON).toordinal() + 1)
        }
        assert len(days) / 31 - 1 <= months_held(posts, rung, ON) <= len(days) / 28


@given(POSTS, st.randoms())
def test_the_order_in_which_posts_are_told_does_not_matter(posts: list[PostHeld], random):
    turned = list(posts)
    random.shuffle(turned)
    assert [months_held(turned, r, ON) for r in (1, 2, 3)] == [months_held(posts, r, ON) for r in (1, 2, 3)]
