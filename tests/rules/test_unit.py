from datetime import date
from importlib.resources import files

from thidua.core.unit import Level, LinkKind, Unit, kind_problems
from thidua.rules.unit import load

PACKAGED = files("thidua.rules").joinpath("data/units.yaml").read_text("utf-8")


def packaged():
    kinds, problems = load(PACKAGED, "units.yaml")
    assert problems == ()
    return kinds


def test_packaged_kinds_load_without_problems():
    kinds = packaged()
    assert kinds.units["cong-an-dac-khu"].level is Level.COMMUNE
    assert kinds.units["cong-an-xa"].parents[LinkKind.COMMAND] == ("cong-an-tinh", "cong-an-huyen")
    assert kinds.abbreviations["antt"] == "an ninh trật tự"


def test_district_police_ends_on_28_february_2025():
    kinds = packaged().units
    assert kinds["cong-an-huyen"].last_day == date(2025, 2, 28)
    ended = Unit("a", "cong-an-huyen", "Công an huyện", date(2020, 1, 1), date(2025, 2, 28))
    going_on = Unit("b", "cong-an-huyen", "Công an huyện", date(2020, 1, 1))
    special = Unit("c", "cong-an-dac-khu", "Công an đặc khu", date(2025, 6, 30))
    problems = kind_problems(kinds, [ended, going_on, special])
    assert [(p.code, p.where.field) for p in problems] == [
        ("unit.outside-kind", "unit.b"),
        ("unit.outside-kind", "unit.c"),
    ]


def test_every_fault_is_reported_with_its_line():
    text = """title: x
units:
  doi:
    title: Đội
    level: nowhere
    parents:
      command: [phongg]
    color: red
areas: {}
abbreviations:
  Đv: đơn vị
"""
    kinds, problems = load(text, "x.yaml")
    assert kinds is None
    assert [(p.code, p.where.line) for p in problems] == [
        ("rule.choice-unknown", 5),
        ("rule.key-unknown", 8),
        ("unit.abbreviation-not-folded", 11),
        ("unit.kind-parent-unknown", 7),
    ]
