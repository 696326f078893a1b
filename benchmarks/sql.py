"""The rival, by hand: the same close in plain SQL, for DuckDB (on Parquet) and for PostgreSQL (on loaded tables).

The regulation is put into SQL by somebody who knows it: sums, caps and classes are the regulation's numbers, and
nothing is more general than this regulation needs. Only `//` (DuckDB) and `/` (PostgreSQL) differ.
"""

from __future__ import annotations

from thidua.core.period import Period
from thidua.core.score.scheme import Events, PointsIn, Scheme

GROUPS = ("cong-viec", "ky-luat", "thuong", "tru")
VETO_FIGURE = 14


def rules(schemes: tuple[Scheme, ...]) -> list[tuple[int, ...]]:
    """Rows of the table `rule`: version, figure, each, low, high, group."""
    rows = []
    for version, scheme in enumerate(schemes, 1):
        figure = 0
        for at, group in enumerate(scheme.forms[0].groups):
            for criterion in group.criteria:
                assert isinstance(criterion.method, Events)
                rows.append(
                    (version, figure, criterion.method.each, criterion.minimum, criterion.maximum, at)
                )
                figure += 1
    return rows


RULE = "CREATE TABLE rule (version int, figure int, each_ int, low int, high int, grp int)"
RULE_IN = "INSERT INTO rule VALUES ({})"

# Entries to cells: a reversal takes one entry back; a cell of which all was taken back is no cell.
CELLS = """
CREATE {kind} TABLE cells AS
SELECT week, subject, figure, sum(CASE WHEN reversal THEN -value ELSE value END)::bigint AS value
FROM {entries}
GROUP BY week, subject, figure
HAVING sum(CASE WHEN reversal THEN -1 ELSE 1 END) > 0
"""

LINES = """
CREATE {kind} TABLE lines AS
SELECT week, subject, figure, value, raw, grp,
       least(greatest(raw, low), high) AS points,
       CASE WHEN raw > high THEN 1 WHEN raw < low THEN 2 ELSE 0 END AS flags
FROM (SELECT week, subject, cells.figure, value, value * each_ {div} 1000 AS raw, low, high, grp
      FROM cells JOIN rule ON rule.figure = cells.figure AND rule.version = {version}) AS scored
"""


def standing(scheme: Scheme) -> str:
    """Everyone on the roster, every week: group sums held, total held, class, veto."""
    form = scheme.forms[0]
    held = ",\n       ".join(
        f"least(greatest(coalesce(g{at}, 0), {group.minimum}), {group.maximum}) AS g{at}"
        for at, group in enumerate(form.groups)
    )
    sums = ",\n             ".join(
        f"sum(CASE WHEN grp = {at} THEN points ELSE 0 END)::bigint AS g{at}" for at in range(len(form.groups))
    )
    return f"""
CREATE {{kind}} TABLE standing AS
SELECT week, subject, total, vetoed, g0, g1, g2, g3,
       CASE WHEN vetoed THEN 3 ELSE {by_total(scheme, form.rules)} END AS class
FROM (SELECT week, subject, vetoed, g0, g1, g2, g3,
             least(greatest({form.start} + g0 + g1 + g2 + g3, {form.minimum}), {form.maximum}) AS total
      FROM (SELECT week, subject, coalesce(vetoed, false) AS vetoed,
       {held}
            FROM (SELECT * FROM roster CROSS JOIN weeks) AS everyone
            LEFT JOIN (SELECT week, subject, bool_or(figure = {VETO_FIGURE} AND value >= 1000) AS vetoed,
             {sums}
                       FROM lines GROUP BY week, subject) AS summed USING (week, subject)) AS held) AS totalled
"""


def by_total(scheme: Scheme, rules: tuple) -> str:
    """The class by the total: the regulation's bands, best first."""
    order = {name.code: index for index, name in enumerate(scheme.classes)}
    lines = []
    for rule in rules:
        assert isinstance(rule.when, PointsIn)
        low = rule.when.bounds.low
        if low is not None:
            lines.append(f"WHEN total >= {int(low * 1000)} THEN {order[rule.code]}")
    return f"CASE {' '.join(lines)} ELSE 3 END"


def half_up(total: str, number: str) -> str:
    """A mean of non-negative thousandths, rounded half up to hundredths."""
    return f"((2 * ({total}) + 10 * ({number})) {{div}} (20 * ({number})) * 10)"


def month(scheme: Scheme, period: Period) -> str:
    rule = scheme.roll_up(period.kind)
    assert rule is not None
    return f"""
CREATE {{kind}} TABLE month_standing AS
SELECT subject, total, {by_total(scheme, rule.rules)} AS class, vetoed
FROM (SELECT subject, {half_up("sum(total)::bigint", "count(*)")} AS total,
             sum(CASE WHEN vetoed THEN 1 ELSE 0 END)::bigint AS vetoed
      FROM standing GROUP BY subject) AS averaged
"""


SUMS = "sum(members)::bigint AS members, sum(points)::bigint AS points, sum(vetoed)::bigint AS vetoed"


def units(period: Period) -> str:
    """Teams, communes, provinces and the ministry: means over the officers below, by the tree of the last day."""
    day = period.end.year * 10_000 + period.end.month * 100 + period.end.day
    link = "(SELECT position, parent FROM tree WHERE level = {level} AND first_day <= {day} AND last_day >= {day})"
    return f"""
CREATE {{kind}} TABLE month_units AS
WITH team AS (SELECT team AS unit, count(*) AS members, sum(total)::bigint AS points, sum(vetoed)::bigint AS vetoed
              FROM month_standing JOIN roster USING (subject) GROUP BY team),
commune AS (SELECT parent AS unit, {SUMS}
            FROM team JOIN {link.format(level=0, day=day)} AS link ON unit = position GROUP BY parent),
province AS (SELECT parent AS unit, {SUMS}
             FROM commune JOIN {link.format(level=1, day=day)} AS link ON unit = position GROUP BY parent),
ministry AS (SELECT 0 AS unit, {SUMS} FROM province)
SELECT '{period.code}' AS month, level, unit, members, points, vetoed, {half_up("points", "members")} AS total
FROM (SELECT 0 AS level, * FROM team UNION ALL SELECT 1, * FROM commune
      UNION ALL SELECT 2, * FROM province UNION ALL SELECT 3, * FROM ministry) AS every
"""


def year(scheme: Scheme, period: Period) -> dict[str, str]:
    """Name of a table → how it is made, from the tables `months` and `unit_months`."""
    rule = scheme.roll_up(period.kind)
    assert rule is not None
    return {
        "year_standing": f"""
SELECT subject, total, {by_total(scheme, rule.rules)} AS class
FROM (SELECT subject, {half_up("sum(total)::bigint", "count(*)")} AS total FROM months GROUP BY subject) AS averaged
""",
        "year_units": f"""
SELECT level, unit, total, vetoed,
       CASE WHEN level = 1 THEN rank() OVER (PARTITION BY level, peers ORDER BY total DESC, vetoed) ELSE 0 END AS place
FROM (SELECT level, unit, {half_up("sum(total)::bigint", "count(*)")} AS total, sum(vetoed)::bigint AS vetoed
      FROM unit_months GROUP BY level, unit) AS averaged
LEFT JOIN peers USING (level, unit)
""",
        "quotas": """
SELECT grp AS "group", count(*) AS headcount, sum(CASE WHEN class <> 3 THEN 1 ELSE 0 END)::bigint AS eligible,
       sum(CASE WHEN class <> 3 THEN 1 ELSE 0 END)::bigint * 20 {div} 100 AS allowed,
       sum(CASE WHEN class = 0 THEN 1 ELSE 0 END)::bigint AS actual
FROM year_standing JOIN roster USING (subject) GROUP BY grp
""",
    }
