"""The close of a ministry: the engine over every (period, province) of a year, into a vault of Parquet files.

No Django and no database: the ledger, the roster and the tree are files (`books`), and so is the result. One
province's week is a partition (`part`) that runs anywhere; units are added up from the teams (`units`); a year is
closed, and a corrected week closed again, by `close`; `recall` reads one officer's point back out, and verifies.
"""

from thidua.actions.scale.books import Books
from thidua.actions.scale.close import in_turn, on_processes, on_threads, week_reclose, year_close
from thidua.actions.scale.recall import Why, verify, why
from thidua.actions.scale.shelf import Moment

__all__ = [
    "Books", "Moment", "Why", "in_turn", "on_processes", "on_threads", "verify", "week_reclose", "why", "year_close",
]  # fmt: skip
