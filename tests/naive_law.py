"""The law of commendation once more, naively: numbers typed in from the texts, one list of answers, no provisions.

Written from the articles and not from the product, to disagree with it. Only outcomes, for a few titles, from
2018 on. Words: "yes", "choose" (the council chooses), "missing", "hold", "no".
"""

from __future__ import annotations

from datetime import date

from thidua.core.law.facts import PersonFacts, UnitFacts

WORDS = {
    "yes": "eligible",
    "choose": "council-chooses",
    "missing": "facts-missing",
    "hold": "on-hold",
    "no": "not-eligible",
}
BAD = ["yes", "choose", "missing", "hold", "no"]
FIGHTERS_OF_PROVINCE = ["chien-si-thi-dua-cap-tinh", "chien-si-thi-dua-toan-luc-luong"]
LETTERS = ["bang-khen-bo-cong-an", "bang-khen-uy-ban-nhan-dan-tinh"]
ADVANCED = ["lao-dong-tien-tien", "chien-si-tien-tien"]
TITLES = [*ADVANCED, "chien-si-thi-dua-co-so", *FIGHTERS_OF_PROVINCE, "chien-si-thi-dua-toan-quoc",
          "don-vi-tien-tien", "don-vi-quyet-thang"]  # fmt: skip
STARS = {"HTXSNV": 4, "HTTNV": 3, "HTNV": 2, "KHTNV": 1}
WIDE = {"co-so": 1, "bo-tinh": 2, "toan-quoc": 3}


def worst(answers: list[str]) -> str:
    return max(answers, key=BAD.index) if answers else "yes"


def best(answers: list[str]) -> str:
    return min(answers, key=BAD.index)


def naive(p: PersonFacts | UnitFacts, title: str, on: date, year: int) -> str:
    """The outcome, as `core.law.verdict.Outcome` spells it."""
    new = on >= date(2024, 1, 1)
    return WORDS[
        worst(stops(p, on, new) + (of_titles if title in TITLES else of_forms)(p, title, on, year, new))
    ]


def of_titles(p, title: str, on: date, year: int, new: bool) -> list[str]:
    if title in ADVANCED:
        return advanced(p, on, year, new)
    if title == "chien-si-thi-dua-co-so":
        return base_fighter(p, title, on, year, new)
    if title in FIGHTERS_OF_PROVINCE:
        return [*three_years(p, on, year, new), ideas(p, title, year, 2, on, applied=True), "choose"]
    if title == "chien-si-thi-dua-toan-quoc":
        return [*twice(p, on, year, new), ideas(p, title, year, 3, on, applied=True), "choose"]
    if title == "don-vi-tien-tien":
        return [stars(p, year, 3), *members_advanced(p, year, new)]
    if title == "don-vi-quyet-thang":
        return [stars(p, year, 4), *members_excellent(p, year)]
    raise KeyError(title)


def of_forms(p, title: str, on: date, year: int, new: bool) -> list[str]:
    if title == "bang-khen-thu-tuong":
        return [prime(p, on, year) if new else prime_before(p, on, year)]
    if not new:
        return ["missing"]
    return [letter(p, title, on, year)] if title in LETTERS else [stars(p, year, 3), deeds(p, 1)]


def base_fighter(p, title: str, on: date, year: int, new: bool) -> list[str]:
    held = any(
        h.code in ADVANCED and h.year == year and not h.revoked and whole(p, h, on, new) == "yes"
        for h in p.honours or []
    )
    idea = ideas(p, title, year, 1, on, applied=False)
    return [*([] if held else advanced(p, on, year, new)), best([stars(p, year, 4), idea]) if new else idea]


def stops(p: PersonFacts | UnitFacts, on: date, new: bool) -> list[str]:
    """Holds; a discipline that has not been served."""
    answers = []
    if p.holds is None and on >= date(2019, 5, 29):
        answers.append("missing")
    for h in p.holds or []:
        counts = new or (on >= date(2019, 5, 29) and h.kind.value == "dang-xem-xet-ky-luat")
        if counts and h.since <= on and not (h.until and h.until < on):
            answers.append("hold")
    if p.disciplines is None:
        answers.append("missing")
    for d in p.disciplines or []:
        if d.decided_on <= on and (d.served_on is None or d.served_on > on):
            answers.append("no")
    return answers


def stars(p: PersonFacts | UnitFacts, year: int, wanted: int) -> str:
    for r in p.ratings:
        if r.year == year:
            return "yes" if STARS[r.rating.value] >= wanted else "no"
    begun = p.recruited_on if isinstance(p, PersonFacts) else p.founded_on
    if begun is not None and year < begun.value.year:
        return "no"
    return "missing"


def advanced(p: PersonFacts, on: date, year: int, new: bool) -> list[str]:
    """Article 24 and who was there long enough."""
    answers = [stars(p, year, 3)]
    for c in p.confirmed:
        if c.what.value == "tinh-than" and c.year == year:
            answers.append("yes" if c.holds else "no")
            break
    months = 6 if new else 10
    if p.recruited_on is None:
        answers.append("missing")
    else:
        day = p.recruited_on.value
        served = 12 * (year + 1 - day.year) + (1 - day.month)
        if day.day > 1:
            served -= 1
        answers.append("yes" if served >= months else "no")
    answers += away(p, on, year, new)
    for t in p.transfers or []:
        if t.on.year != year:
            continue
        if t.seconded:
            if new:
                answers.append("yes" if t.remark else "missing")
        elif not t.remark and (t.months_before is None or t.months_before >= 6):
            answers.append("missing")
    return answers


def away(p: PersonFacts, on: date, year: int, new: bool) -> list[str]:
    if p.absences is None:
        return [] if new else ["missing"]
    answers, days, unsure, counted = [], 0, False, False
    for a in p.absences:
        if not a.first.year <= year <= a.last.year:
            continue
        answer = excuse(a, on, new)
        if answer is not None:
            answers.append(answer)
            continue
        counted = True
        if a.workdays is None:
            unsure = True
        else:
            days += a.workdays
    if counted and days >= 40:
        answers.append("choose" if new else "no")
    elif counted and unsure:
        answers.append("missing")
    return answers


def excuse(a, on: date, new: bool) -> str | None:
    """What an absence with a rule of its own gives; None: its days are counted."""
    kind = a.kind.value
    if kind == "thai-san":
        return "yes"
    if kind == "bi-thuong":
        ruled = on < date(2019, 5, 29) or on >= date(2024, 4, 15)
        if not ruled or a.medical_conclusion is False:
            return None
        return "yes" if a.medical_conclusion else "missing"
    if kind == "hoc-tap":
        months = 12 * (a.last.year - a.first.year) + a.last.month - a.first.month - (a.last.day < a.first.day)
        ruled = not new or on >= date(2024, 4, 15)
        if not ruled:
            return None
        if months < 12:
            if a.rules_kept is False:
                return None
            return "yes" if a.rules_kept else "missing"
        if new:
            return "yes"
        if a.result is None:
            return "missing"
        return "yes" if a.result.value in ("gioi", "kha") else "no"
    return None


def whole(p, record, on: date, new: bool) -> str:
    """Whether a record counts, after mergers and after a discipline: yes, choose or no."""
    merged = carried(p, record)
    return after_discipline(p, record.year, on) if merged == "yes" and new else merged


def carried(p, record) -> str:
    for h in p.heritages:
        if record.unit and h.unit == record.unit:
            return "choose" if h.carry is None else "yes" if h.carry.value in ("inherit", "sum") else "no"
    return "yes"


def after_discipline(p, year: int, on: date) -> str:
    """A year that ended before the discipline was served is lost; the year it was served in is open."""
    answers = []
    for d in p.disciplines or []:
        if d.served_on and d.served_on <= on:
            begins, ends = date(year, 1, 1), date(year, 12, 31)
            answers.append("yes" if begins >= d.served_on else "no" if ends < d.served_on else "choose")
    return worst(answers)


def title_in(p, codes: list[str], year: int, asked: int, on: date, new: bool) -> str:
    mine = [
        whole(p, h, on, new) for h in p.honours or [] if h.code in codes and h.year == year and not h.revoked
    ]
    if mine:
        return best(mine)
    if year == asked:
        return "missing"
    begun = p.recruited_on if isinstance(p, PersonFacts) else p.founded_on
    if begun is not None and year < begun.value.year:
        return "no"
    if p.honours is None:
        return "missing"
    first = p.history_from
    if first is None:
        first = min([h.year for h in p.honours] + [r.year for r in p.ratings] + [9999])
    return "no" if year >= first else "missing"


def stars_in(p, year: int, wanted: int, on: date, new: bool) -> str:
    found = stars(p, year, wanted)
    if found != "yes":
        return found
    for r in p.ratings:
        if r.year == year:
            return whole(p, r, on, new)
    raise AssertionError(year)


def three_years(p: PersonFacts, on: date, year: int, new: bool) -> list[str]:
    answers = [title_in(p, ["chien-si-thi-dua-co-so"], y, year, on, new) for y in (year - 2, year - 1, year)]
    for h in p.honours or []:
        if h.code in FIGHTERS_OF_PROVINCE and not h.revoked and h.year != year:
            begin = h.since if h.since else h.year - 2
            if h.year >= year - 2 and begin <= year:
                answers.append("choose")
    return answers


def twice(p: PersonFacts, on: date, year: int, new: bool) -> list[str]:
    if p.honours is None:
        return ["missing"]
    mine = []
    for h in p.honours:
        if h.code in FIGHTERS_OF_PROVINCE and not h.revoked and h.year <= year:
            mine.append(h)
    mine.sort(key=lambda h: h.year)
    if len(mine) < 2:
        return ["no"]
    older, newer = mine[-2], mine[-1]
    begin = newer.since if newer.since else newer.year - 2
    answers = ["yes" if begin == older.year + 1 else "choose"]
    decided = newer.decided_on.year if newer.decided_on else newer.year
    if not new:
        answers.append("yes" if on.year == decided + 1 else "no")
    elif on.year > decided + 1:
        answers.append("choose")
    return answers


def ideas(p, title: str, year: int, wide: int, on: date, *, applied: bool) -> str:
    """The best that one initiative gives."""
    if p.initiatives is None:
        return "missing"
    answers = ["no"]
    for i in p.initiatives:
        answers.append(idea(i, title, year, wide, on, applied))
    return best(answers)


def idea(i, title: str, year: int, wide: int, on: date, applied: bool) -> str:
    if on >= date(2023, 1, 1):
        for u in i.uses:
            if (u.code, u.year) == (title, year):
                continue
            if title not in TITLES or u.code not in TITLES:
                return "no"
    if i.breadth is None or WIDE[i.breadth.value] < wide:
        return "no"
    if applied and i.applied is not True:
        return "missing" if i.applied is None else "no"
    return "yes"


def deeds(p, wide: int) -> str:
    if p.achievements is None:
        return "missing"
    for a in p.achievements:
        reach = 9 if a.type.value == "phong-trao" else WIDE[a.breadth.value] if a.breadth else 1
        if not a.used_for and reach >= wide:
            return "choose"
    return "no"


def used_before(p, codes: list[str], title: str, first: int, year: int) -> list[str]:
    """The same form already thanked for one of these years."""
    for h in p.honours or []:
        if h.code in codes and not h.revoked and h.type.value == "cong-trang":
            begin = h.year if h.since is None else h.since
            if (h.code, h.year) != (title, year) and h.year >= first and begin <= year:
                return ["no"]
    return []


def letter(p: PersonFacts, title: str, on: date, year: int) -> str:
    base = ["chien-si-thi-dua-co-so"]
    used = used_before(p, LETTERS, title, year - 1, year)
    by_titles = worst([title_in(p, base, y, year, on, True) for y in (year - 1, year)] + used)
    rated = [stars_in(p, y, 4, on, True) for y in (year - 1, year)]
    if p.initiatives is None:
        two = "missing"
    else:
        fit = [idea(i, title, year, 1, on, True) for i in p.initiatives if year - 1 <= i.year <= year]
        fit.sort(key=BAD.index)
        two = worst(fit[:2]) if len(fit) >= 2 else "no"
    ways = [by_titles, worst([*rated, two, *used]), deeds(p, 1)]
    years = {h.year for h in p.honours or [] if h.code in base and not h.revoked and h.year < year}
    for y in years:
        thanked = False
        for h in p.honours:
            if h.code in LETTERS and not h.revoked and h.type.value == "cong-trang":
                begin = h.year if h.since is None else h.since
                if begin <= y <= h.year or begin <= y - 1 <= h.year:
                    thanked = True
        if y - 1 in years and not thanked:
            ways.append("choose")
    return best(ways)


def letters_held(p, before: int, on: date, new: bool) -> str:
    mine = [h for h in p.honours or [] if h.code in LETTERS and not h.revoked and h.year < before]
    if new:
        mine = [h for h in mine if h.type.value not in ("dot-xuat", "phong-trao")]
    found = best(["no", *(carried(p, h) for h in mine)])
    return "missing" if found == "no" and p.honours is None else found


def prime(p: PersonFacts, on: date, year: int) -> str:
    five = range(year - 4, year + 1)
    answers = [letters_held(p, year + 1, on, True)]
    answers += [stars_in(p, y, 3, on, True) for y in five]
    fighter = sorted(
        (title_in(p, ["chien-si-thi-dua-co-so"], y, year, on, True) for y in five), key=BAD.index
    )
    answers += fighter[:3]
    answers += used_before(p, ["bang-khen-thu-tuong"], "bang-khen-thu-tuong", year - 4, year)
    return best([worst(answers), deeds(p, 2)])


def prime_before(p: PersonFacts, on: date, year: int) -> str:
    five = [title_in(p, ["chien-si-thi-dua-co-so"], y, year, on, False) for y in range(year - 4, year + 1)]
    return worst([letters_held(p, year - 4, on, False), *five])


def members_advanced(p: UnitFacts, year: int, new: bool) -> list[str]:
    for m in p.members:
        if m.year == year:
            if not m.total or m.base_titles is None:
                share = "missing"
            elif new:
                share = "yes" if 10 * m.base_titles >= 7 * m.total else "no"
            else:
                share = "yes" if 2 * m.base_titles > m.total else "no"
            warned = "missing" if m.warned is None else "yes" if m.warned == 0 else "no"
            return [share, warned]
    return ["missing"]


def members_excellent(p: UnitFacts, year: int) -> list[str]:
    for m in p.members:
        if m.year == year:
            answers = []
            if not m.total or m.done is None:
                answers.append("missing")
            else:
                answers.append("yes" if m.done == m.total else "no")
            if not m.total or m.base_titles is None:
                answers.append("missing")
            else:
                answers.append("yes" if 10 * m.base_titles >= 7 * m.total else "no")
            answers.append("missing" if m.fighters is None else "yes" if m.fighters >= 1 else "no")
            return answers
    return ["missing"]
