"""The demonstration's home folder: emptied and marked. No folder without the mark is ever deleted."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from thidua.core.problem import Refused

MARK = "demo"
TODAY = date(2026, 2, 4)  # where the made-up story has come to; the pages stand still on this day
_SAID = "Thư mục này chứa dữ liệu trình diễn giả định. Lệnh thidua demo được phép xóa và dựng lại nó.\n"


def fresh_home(home: Path) -> None:
    """An empty folder with the mark, in place of an earlier demonstration if there is one.

    Raises:
        Refused: "demo.not-a-demonstration" when the folder holds anything else; nothing is touched.
    """
    if home.is_symlink() or (home.exists() and not home.is_dir()):
        raise Refused("demo.not-a-demonstration", home=home)
    if home.exists() and any(home.iterdir()):
        mark = home / MARK
        if not mark.is_file() or not mark.read_text(encoding="utf-8").endswith(_SAID):
            raise Refused("demo.not-a-demonstration", home=home)
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    (home / MARK).write_text(f"{TODAY}\n{_SAID}", encoding="utf-8")
