from thidua.core.finding import find
from thidua.rules.published import COLUMNS, load, packaged


def found():
    return {(f.code, f.figures): f.numbers for f in find([row.figure for row in packaged()])}


def numbers(code):
    return next(value for (name, _), value in found().items() if name == code)


def test_the_published_contradictions_are_computed():
    overlap = numbers("finding.opposite-lists-undated")
    assert (overlap["both"], overlap["both_left"]) == (67, 54)
    wider = numbers("finding.opposite-lists-wider")
    assert (wider["both"], wider["both_left"]) == (55, 42)
    assert numbers("finding.coverage-gap")["gap"] == 14
    assert numbers("finding.percent-grim")["smallest"] == 41
    assert numbers("finding.sum-holds")["parts"] == "755 + 307"
    assert numbers("finding.instances")["sum"] == 12188


def test_every_row_says_where_it_was_printed_and_has_a_code_of_its_own():
    rows = packaged()
    assert len(rows) == 49
    assert all(row.source and row.subject_text and len(row.figure.code) <= 20 for row in rows)
    assert len({row.figure.code for row in rows}) == 49


def test_faults_of_a_file_are_all_reported_with_line_and_column():
    cells = dict.fromkeys(COLUMNS, "")
    good = {**cells, "code": "a", "indicator": "A", "value": "1.5", "measure": "%", "qualifier": "exact",
            "subject_text": "B", "source": "C"}  # fmt: skip
    bad = {**good, "value": "x", "qualifier": "about", "numerator": "5", "as_of": "31/02/2020", "covers": "z"}
    lines = [",".join(row[column] for column in COLUMNS) for row in (good, bad)]
    rows, problems = load("\n".join([",".join(COLUMNS), *lines]), "x.csv")
    assert rows is None
    assert [(p.code, p.where.line, p.where.field) for p in problems] == [
        ("published.number", 2, "value"),
        ("published.parts", 3, "denominator"),
        ("published.number", 3, "value"),
        ("published.choice", 3, "qualifier"),
        ("published.day", 3, "as_of"),
        ("published.twice", 0, ""),
        ("published.mark-unknown", 0, "a"),
    ]


def test_other_columns_are_refused():
    rows, problems = load("a,b\n1,2\n")
    assert rows is None
    assert [p.code for p in problems] == ["published.columns"]
