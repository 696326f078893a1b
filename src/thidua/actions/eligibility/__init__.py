"""Who may be given what: facts of people and units from the records, and what the law makes of them."""

from thidua.actions.eligibility.gather import Gathered, facts_of
from thidua.actions.eligibility.verdict import Verdicts, verdict_mark, verdicts_of

__all__ = ["Gathered", "Verdicts", "facts_of", "verdict_mark", "verdicts_of"]
