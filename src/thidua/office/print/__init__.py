"""PDF by Typst: a template beside this file, data as JSON, our own fonts, the same bytes everywhere.

Data reaches the template through `sys.inputs` and is never part of its markup. Fonts are ours (Tinos, metric
twin of Times New Roman), system fonts are ignored, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typst

_HERE = files(__name__)


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The template (such as "lab.typ") filled in, as PDF.

    Args:
        data: plain JSON values; pictures are SVG text.
    """
    made = _compile(template, data, format="pdf")
    assert isinstance(made, bytes)
    return made


def png(template: str, data: Mapping[str, Any], dots: float) -> list[bytes]:
    """The same pages as pictures, so many dots to the inch."""
    made = _compile(template, data, format="png", ppi=dots)
    return [made] if isinstance(made, bytes) else list(made or ())


def marks(template: str, data: Mapping[str, Any], label: str) -> list[Any]:
    """What the template has left under that label, such as where it put something."""
    with as_file(_HERE) as folder:
        told = typst.query(str(folder / template), f"<{label}>", field="value", **_given(folder, data))
    found: list[Any] = json.loads(told)
    return found


def _compile(template: str, data: Mapping[str, Any], **how: Any) -> bytes | list[bytes] | None:
    with as_file(_HERE) as folder:
        made: bytes | list[bytes] | None = typst.compile(
            str(folder / template), **_given(folder, data), **how
        )
        return made


def _given(folder: Path, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "root": str(folder),
        "font_paths": [str(folder / "fonts")],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    }
