"""PDF by Typst: a template beside this file, data as JSON, our own fonts, the same bytes everywhere.

Data reaches the template through `sys.inputs` and is never part of its markup. Fonts are ours (Tinos, metric
twin of Times New Roman), system fonts are ignored, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Any

import typst

_HERE = files(__name__)


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The template (such as "lab.typ") filled in, as PDF.

    Args:
        data: plain JSON values; pictures are SVG text.
    """
    with as_file(_HERE) as folder:
        made = typst.compile(
            str(folder / template),
            root=str(folder),
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        )
    assert isinstance(made, bytes)
    return made
