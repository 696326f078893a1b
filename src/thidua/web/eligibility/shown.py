"""Verdicts as pages show them: a word with its colour, the shortest way, and where each fact stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from thidua.core.law.verdict import Ground, Outcome, Verdict
from thidua.office.language import spoken
from thidua.office.law import Speaker, missing_sentence
from thidua.rules.catalogue import award_forms

TONES = {
    Outcome.ELIGIBLE: "green",
    Outcome.COUNCIL_CHOOSES: "blue",
    Outcome.FACTS_MISSING: "gold",
    Outcome.ON_HOLD: "gold",
    Outcome.NOT_ELIGIBLE: "red",
}


def speaker() -> Speaker:
    return Speaker(award_forms(), spoken.get())


def badge(verdict: Verdict, say: Speaker) -> dict[str, Any]:
    """For a list of names."""
    return {
        "title": say.outcome(verdict.outcome),
        "tone": TONES[verdict.outcome],
        "missing": missing_sentence(verdict, award_forms()),
        "unverified": bool(verdict.unverified),
        "outcome": verdict.outcome.value,
    }


def grounds(verdict: Verdict, links: Mapping[str, str], say: Speaker) -> list[dict[str, Any]]:
    """Every condition in the order of the law, those inside "one of these" marked with their depth."""
    found: list[dict[str, Any]] = []
    for ground in verdict.grounds:
        _walk(ground, 0, False, links, say, found)
    return found


def _walk(
    ground: Ground,
    depth: int,
    choice: bool,
    links: Mapping[str, str],
    say: Speaker,
    found: list[dict[str, Any]],
) -> None:
    if ground.code:
        found.append(
            {
                "sentence": say.ground(ground),
                "tone": TONES[ground.outcome] if ground.outcome else "",
                "outcome": say.outcome(ground.outcome) if ground.outcome else "",
                "provision": ground.provision,
                "sureness": say.sureness(ground.provision.sureness) if ground.provision else "",
                "facts": [{"said": say.read(fact), "url": address(links.get(fact.where, ""))} for fact in ground.facts],
                "depth": min(depth, 2),
                "choice": choice,
            }
        )  # fmt: skip
    inside = depth + bool(ground.code or ground.any_of)
    for part in ground.parts:
        _walk(part, inside, bool(ground.any_of), links, say, found)


def address(link: str) -> str:
    """ "person:an#yearrating-12" → the page where that record stands; "" for what has none."""
    noun, _, rest = link.partition(":")
    code, _, anchor = rest.partition("#")
    if noun == "remark":
        return reverse("transfer-remark", args=[code])
    if noun == "award":
        return reverse("award", args=[code])
    if noun in ("person", "unit"):
        return f"{reverse('merit', args=['nguoi' if noun == 'person' else 'don-vi', code])}#{anchor}"
    return ""
