"""The impact sheet on paper: an annex that is printed and attached to the draft."""

from __future__ import annotations

from html import escape
from typing import Any

from thidua.core.lab.effect import Gravity, Sheet
from thidua.core.score.scheme import Scheme
from thidua.office import chart
from thidua.office.format import NBSP, count, day
from thidua.office.lab import Told, ToldPart, basis, first_page, not_asked, surety, tell, told_number
from thidua.office.lab_words import GRAVITY, WORTH_COLUMNS
from thidua.office.print import pdf

COLUMNS = ("", "Câu hỏi", "Trả lời", "Con số", f"KTC 95{NBSP}%")
WORDS = {
    "first": "Những điều cần xem trước khi ký",
    "summary": "Tóm tắt",
    "how": "Cách làm",
}


def sheet_pdf(sheet: Sheet, scheme: Scheme, author: str = "") -> bytes:
    """The sheet as PDF; the same sheet gives the same bytes."""
    return pdf("lab.typ", sheet_data(sheet, scheme, author))


def sheet_html(sheet: Sheet, scheme: Scheme) -> str:
    """The sheet as one file that opens in any browser without a network; prints like the PDF."""
    data = sheet_data(sheet, scheme)
    rows = "".join(
        f"<tr><td>{row['number']}</td><td>{escape(row['question'])}</td>"
        f'<td class="{row["gravity"]}">{escape(row["weight"])}</td>'
        f"<td><b>{escape(row['figure'])}</b></td><td>{escape(row['surety'])}</td></tr>"
        for row in data["summary"]
    )
    heads = "".join(f"<th>{escape(word)}</th>" for word in COLUMNS)
    first = "".join(f"<p>{_marked(told)}</p>" for told in data["first"])
    parts = "".join(_section(part) for part in data["parts"])
    how_ = "".join(f"<p>{escape(line)}</p>" for line in data["how"])
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(data['heading'])}: {escape(data['title'])}</title>"
        f"<style>{PAGE}{chart.PAPER}</style></head><body>"
        f"<header><p>{escape(data['annex'])}</p><h1>{escape(data['heading'])}</h1><p>{escape(data['reference'])}</p>"
        f'</header><h2>{escape(data["title"])}</h2><p class="quiet">{escape(data["basis"])}</p>'
        f'<section class="first"><h2>{escape(WORDS["first"])}</h2>{first}</section>'
        f"<h2>{escape(WORDS['summary'])}</h2><table><tr>{heads}</tr>{rows}</table>{parts}"
        f"<footer><h2>{escape(WORDS['how'])}</h2>{how_}</footer></body></html>\n"
    )


PAGE = """
body { font: 17px/1.5 Tinos, "Times New Roman", serif; color: #1b1f26; padding: 0 1em }
body { max-width: 760px; margin: 2em auto }
header { text-align: center } h1 { margin: 0; text-transform: uppercase; font-size: 1.2em } h2 { font-size: 1.12em }
header p { margin: .2em } table { border-collapse: collapse; width: 100%; font-size: .9em }
th, td { text-align: left; padding: .3em .4em; border-bottom: 1px solid #cfd5dd; vertical-align: top }
.first { border-left: 4px solid #a3161d; padding-left: 1em } .quiet, small, em { color: #5a6270 }
.fault { color: #a3161d; font-weight: bold } .caution { color: #8a5800; font-weight: bold }
.note { color: #2f5d8c; font-weight: bold } svg { width: 100%; height: auto; display: block; margin: .6em 0 }
footer { border-top: 1px solid #cfd5dd; font-size: .9em; margin-top: 2em }
"""


def _marked(told: dict[str, str]) -> str:
    source = f" <small>{escape(told['source'])}</small>" if "source" in told else ""
    return (
        f'<span class="{told["gravity"]}">{escape(told["weight"])}.</span> {escape(told["sentence"])}{source}'
    )


def _table(part: dict[str, Any]) -> str:
    if not part["worths"]:
        return ""
    heads = "".join(f"<th>{escape(word)}</th>" for word in part["worth_columns"])
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part["worths"]
    )
    return f"<table><tr>{heads}</tr>{rows}</table>"


def _section(part: dict[str, Any]) -> str:
    told = "".join(f"<p>{_marked(one)}</p>" for one in part["told"])
    return (
        f"<section><h2>{part['number']}. {escape(part['title'])}</h2><p><em>{escape(part['question'])}</em></p>"
        f"{told}<p><small>{escape(part['more'])}</small></p>{part['drawing']}"
        f"<p><small>{escape(part['caption'])}</small></p>{_table(part)}</section>"
    )


def sheet_data(sheet: Sheet, scheme: Scheme, author: str = "") -> dict[str, Any]:
    """What the template prints, as JSON values."""
    parts = tell(sheet, scheme)
    asked = [part for part in parts if not part.skipped]
    return {
        "annex": "PHỤ LỤC",
        "heading": "Phiếu tác động",
        "reference": _reference(scheme),
        "title": scheme.title,
        "author": author,
        "basis": basis(sheet, scheme),
        "words": WORDS | {"columns": list(COLUMNS)},
        "first": [_told(told) for told in first_page(parts)],
        "summary": [_summary(number, part) for number, part in enumerate(asked, 1)],
        "parts": [
            _part(n, part)
            for n, part in enumerate(asked, 1)
            if part.gravity is not Gravity.SOUND or part.worths
        ],
        "how": [*how(sheet), *not_asked(parts)],
    }


def _reference(scheme: Scheme) -> str:
    """The paper that the sheet is attached to; a draft has no number and no day yet."""
    source = scheme.source
    if source.issued is None:
        return "(Kèm theo dự thảo quy chế)"
    return f"(Kèm theo {source.number} ngày {day(source.issued)} của {source.issuer})"


def how(sheet: Sheet) -> list[str]:
    """How the numbers came about, for those who will ask."""
    lines = [
        "Mọi điểm trong phiếu do chính bộ tính điểm của phần mềm tính theo dự thảo; mọi thứ hạng do chính bộ xếp hạng. "
        "Con số ghi “chính xác” tìm được bằng cách hỏi bộ tính điểm từng trường hợp; con số có khoảng tin cậy 95 % tìm "
        "được bằng cách bốc ngẫu nhiên nhiều lần (viết tắt: KTC).",
    ]
    if sheet.units and sheet.synthetic:
        lines.append(
            "Các đơn vị giả định có ba quy mô (10, 30, 100 người); tỷ lệ dao động quanh 85 %, chỉ tiêu quanh mức giao, "
            "số việc xảy ra theo quy luật đếm. "
            f"Số kỳ giả định: {count(sheet.worlds)}; hạt giống ngẫu nhiên: {sheet.seed}. "
            "Cùng dự thảo và hạt giống luôn cho cùng phiếu."
        )
    elif sheet.units:
        lines.append(
            "Con số đã báo của mỗi đơn vị được coi là mức thật; may rủi được bốc quanh mức ấy, "
            f"tỷ lệ theo luật nhị thức, số việc theo luật đếm. "
            f"Số lần bốc: {count(sheet.worlds)}; hạt giống ngẫu nhiên: {sheet.seed}."
        )
    lines.append(
        "Cỡ của bước nhảy, điểm được thêm của kẽ hở và số suất mất do làm tròn không phụ thuộc phép bốc; "
        "các tỷ lệ phần trăm số kỳ thì có. Phiếu cho biết quy chế làm gì, không thay người quyết định."
    )
    return lines


def _told(told: Told) -> dict[str, str]:
    return {"gravity": told.gravity, "weight": told.weight, "sentence": told.sentence}


def _summary(number: int, part: ToldPart) -> dict[str, Any]:
    gravest = part.gravest
    sound = gravest is None or part.gravity is Gravity.SOUND
    return {
        "number": number,
        "question": part.question,
        "gravity": part.gravity,
        "weight": GRAVITY[part.gravity],
        "figure": "" if sound or gravest is None else told_number(gravest),
        "surety": "" if sound or gravest is None else surety(gravest, short=True),
    }


def _part(number: int, part: ToldPart) -> dict[str, Any]:
    return {
        "number": number,
        "title": part.title,
        "question": part.question,
        "gravity": part.gravity,
        "weight": GRAVITY[part.gravity],
        "told": [
            _told(told) | {"source": f"({'; '.join(text for text in (told.surety, told.clause) if text)})"}
            for told in part.told
        ],
        "more": f"Còn {part.more} điều nữa, xem hình." if part.more and part.picture else "",
        "worths": [list(row) for row in part.worths],
        "worth_columns": list(WORTH_COLUMNS),
        "caption": part.caption if part.picture else "",
        "drawing": part.picture,
        "picture": chart.on_paper(part.picture) if part.picture else "",
    }
