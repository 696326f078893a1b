"""Word files as LibreOffice shows them, against the PDF: opened without repair, each line in the same place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.office.papers import line_of, needs_office, words_of
from tests.office.test_paper_kinds import VALUES
from thidua.office.document import to_pdf
from thidua.office.paper.form import filled
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.word import word

pytestmark = needs_office
KINDS = ("quyet-dinh", "to-trinh", "bien-ban-hop", "trang-so")
GRID = 7  # mm: two papers agree where the same squares have ink


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All kinds converted in one start of LibreOffice, with a profile of its own."""
    folder = tmp_path_factory.mktemp("office")
    for kind in KINDS:
        (folder / f"{kind}.docx").write_bytes(word(FORMS[kind], VALUES[kind]))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         folder, *(folder / f"{kind}.docx" for kind in KINDS)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {kind: (folder / f"{kind}.pdf").read_bytes() for kind in KINDS}


def ink(pdf: bytes, folder: Path, page: int) -> Image.Image:
    """Page as squares of GRID millimetres, 0 without ink."""
    (folder / "ink.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "50", "-f", str(page), "-l", str(page), "-gray", "-png", "-singlefile", folder / "ink.pdf",
         folder / "ink"],
        check=True,
    )  # fmt: skip
    drawn = Image.open(folder / "ink.png").convert("L")
    return drawn.resize((210 // GRID, 297 // GRID), Image.Resampling.BOX)


@pytest.mark.parametrize("kind", KINDS)
def test_word_looks_like_the_pdf(kind: str, shown: dict[str, bytes], tmp_path: Path) -> None:
    ours = to_pdf(filled(FORMS[kind], VALUES[kind]))
    theirs = shown[kind]
    pages = len(words_of(theirs, tmp_path))
    assert pages == len(words_of(ours, tmp_path))
    for page in range(1, pages + 1):
        a, b = ink(ours, tmp_path, page), ink(theirs, tmp_path, page)
        inked = [max(x, y) < 250 for x, y in zip(a.get_flattened_data(), b.get_flattened_data(), strict=True)]
        either = [
            min(x, y) < 250 for x, y in zip(a.get_flattened_data(), b.get_flattened_data(), strict=True)
        ]
        assert sum(inked) / sum(either) > 0.75, (kind, page)


def test_the_lines_of_the_decree_stand_within_two_millimetres(
    shown: dict[str, bytes], tmp_path: Path
) -> None:
    ours = words_of(to_pdf(filled(FORMS["quyet-dinh"], VALUES["quyet-dinh"])), tmp_path)[0][1]
    theirs = words_of(shown["quyet-dinh"], tmp_path)[0][1]
    for text, apart in (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1.5),
        ("Độc lập - Tự do - Hạnh phúc", 1.5),
        ("CÔNG AN XÃ LIM XANH", 1.5),
        ("Số: 05/QĐ-CAX", 1.5),
        ("Lim Xanh, ngày 05 tháng 02 năm 2026", 1.5),
        ("QUYẾT ĐỊNH", 2.0),
    ):
        a, b = line_of(ours, text), line_of(theirs, text)
        assert a[0] == pytest.approx(b[0], abs=apart), text
        assert a[1] == pytest.approx(b[1], abs=apart), text
