"""The offline checker: one page with the register inside it, that any browser opens from a stick."""

from __future__ import annotations

from importlib.resources import files


def checker_page(register: str) -> str:
    """HTML that needs nothing beside itself. The register is data to it: "<" cannot begin a tag there."""
    here = files(__package__)
    page = (here / "checker.html").read_text(encoding="utf-8")
    script = (here / "checker.js").read_text(encoding="utf-8")
    return page.replace("{{script}}", script).replace("{{register}}", register.replace("<", "\\u003c"))
