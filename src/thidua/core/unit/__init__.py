"""Units over time: what hangs under what on a day, what became of whom, and what is carried over."""

from thidua.core.unit.carry import Carried, NeedsDecision, carried
from thidua.core.unit.kind import AreaKind, Level, UnitKind, kind_problems
from thidua.core.unit.succession import (
    DEFAULT_RULES,
    Carry,
    OpenItem,
    Purpose,
    Succession,
    SuccessionKind,
    predecessors,
    proposed_heir,
    retire_problems,
    rule,
    succession_problems,
    successors,
)
from thidua.core.unit.tree import Link, LinkKind, Role, Tree, Unit, in_force, link_problems, tree_on

__all__ = [
    "DEFAULT_RULES", "AreaKind", "Carried", "Carry", "Level", "Link", "LinkKind", "NeedsDecision", "OpenItem",
    "Purpose", "Role", "Succession", "SuccessionKind", "Tree", "Unit", "UnitKind", "carried", "in_force",
    "kind_problems", "link_problems", "predecessors", "proposed_heir",
    "retire_problems", "rule", "succession_problems", "successors", "tree_on",
]  # fmt: skip
