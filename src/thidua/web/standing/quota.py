"""Limits of a regulation as the standing page shows them: allowed, held, and how that was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.score.scheme import Quota, Scheme
from thidua.core.standing import StandingRow
from thidua.office.wording import sentence
from thidua.web.standing.snapshot import Snapshot


def quota_lines(held: Snapshot, group: str) -> list[dict[str, str]]:
    """Each limit of each quota: allowed, held, and too many; why there is none where there is none."""
    titles = {quota.code: quota for quota in held.scheme.quotas}
    classes = {name.code: name.title for name in held.scheme.classes}
    lines = []
    for result in held.proposals["quotas"]:
        if result["group"] != group:
            continue
        quota = titles[result["quota"]]
        if result.get("exempt"):  # bundles closed before there were exemptions do not say
            lines.append(_exempt(quota))
            continue
        worked = _worked(held.scheme, quota, result)
        for limit in result["limits"]:
            actual, allowed = limit["actual"], limit["allowed"]
            over = max(0, actual - allowed)
            name = classes.get(limit["class_code"], limit["class_code"])
            unverified = f" · {quota.unverified}" if quota.unverified else ""
            lines.append(
                {
                    "quota": quota.title,
                    "short": f"{name}: {actual}/{allowed}",
                    "title": _("%(name)s: %(actual)s trên %(allowed)s được phép")
                    % {"name": name, "actual": actual, "allowed": allowed},
                    "note": f"{quota.title} · {quota.clause}{unverified}",
                    "worked": worked if limit is result["limits"][0] else "",
                    "tag": _("quá %(over)s") % {"over": over} if over else _("trong hạn mức"),
                    "tone": "red" if over else "green",
                }
            )
        if not result["limits"]:
            counted = result["steps"][-1][1] if result["steps"] else None
            known = counted is not None
            lines.append(
                {
                    "quota": quota.title,
                    "short": _("nhiều nhất %(counted)s người") % {"counted": counted} if known else "",
                    "title": _("%(title)s: nhiều nhất %(counted)s")
                    % {"title": quota.title, "counted": counted}
                    if known
                    else quota.title,
                    "note": f"{quota.title} · {quota.clause}" if known else _missing(held, quota, group),
                    "worked": worked,
                    "tag": _("con người chọn") if known else _("chưa đủ"),
                    "tone": "",
                }
            )
    return lines


def choice_lines(scheme: Scheme, rows: Sequence[StandingRow]) -> list[dict[str, str]]:
    """What the regulation leaves to a vote or a council, and how many are formally eligible."""
    return [
        {
            "title": choice.title,
            "clause": choice.clause,
            "tag": _("%(rows)s đủ điều kiện") % {"rows": sum(row.class_code in choice.among for row in rows)}
            if choice.among
            else "",
        }
        for choice in scheme.choices
    ]


def _exempt(quota: Quota) -> dict[str, str]:
    return {
        "quota": quota.title,
        "short": _("không áp dụng"),
        "title": _("%(title)s: không áp dụng") % {"title": quota.title},
        "note": _("Tập thể thuộc diện không áp dụng hạn mức này · %(clause)s") % {"clause": quota.clause},
        "worked": "",
        "tag": _("không áp dụng"),
        "tone": "",
    }


def _worked(scheme: Scheme, quota: Quota, result: Mapping[str, Any]) -> str:
    """How the amounts came about: who counts, the collective's own class, each step of the regulation."""
    if not result["steps"]:
        return ""
    own = result["collective_class"]
    told = [
        _("quân số %(headcount)s, được xét %(eligible)s")
        % {"headcount": result["headcount"], "eligible": result["eligible"]}
    ]
    if own:
        use = next(use for use in scheme.figures if use.code == quota.collective_class)
        told.append(f"{use.title}: {own}")
    titles = {name.code: name.title for name in scheme.classes}
    told += [f"{titles.get(name, name)}: {amount}" for name, amount in result["steps"]]
    return "; ".join(told)


def _missing(held: Snapshot, quota: Quota, group: str) -> str:
    """Why nothing could be counted; the reason is not kept in the vault, but what was lacking is."""
    said = [sentence(p) for p in held.problems if p.where.field == f"{group}/{quota.code}"]
    if said:
        return said[0]
    if quota.collective_class:
        return _("Chưa có xếp loại của tập thể nên chưa tính được.")
    return _("Chưa có số liệu chung của tập thể mà hạn mức này cần nên chưa tính được.")
