"""The commands. Each parses, calls one action, prints and sets the exit code.

Modules of the commands import Django and the actions only when they run, so that `score`, `check-rules` and
`verify` start quickly and work on a machine without a database.
"""

from __future__ import annotations

from thidua.cli.account import account
from thidua.cli.audit import audit
from thidua.cli.ballot import ballot
from thidua.cli.check_rules import check_rules
from thidua.cli.close import close
from thidua.cli.daily import daily
from thidua.cli.demo import demo
from thidua.cli.document import document
from thidua.cli.eligible import eligible
from thidua.cli.export_ import export
from thidua.cli.frame import Group
from thidua.cli.honour import honour
from thidua.cli.import_ import bring_in
from thidua.cli.init import init
from thidua.cli.lab import lab
from thidua.cli.language import Both, teach_click
from thidua.cli.scheme import scheme
from thidua.cli.score import score
from thidua.cli.serve import serve
from thidua.cli.tls import tls
from thidua.cli.verify import verify
from thidua.cli.worker import worker

teach_click()

thidua = Group(
    "thidua",
    said=Both(
        "Thi Đua: trọn vòng đời một phong trào thi đua, từ việc làm đến sổ ghi danh.",
        "Thi Đua: the whole life of an emulation movement, from deed to honour register.",
    ),
    commands=[
        demo,
        serve,
        worker,
        daily,
        init,
        account,
        bring_in,
        export,
        check_rules,
        scheme,
        score,
        eligible,
        lab,
        close,
        verify,
        ballot,
        audit,
        honour,
        document,
        tls,
    ],
    context_settings={"help_option_names": ["--help", "-h"]},
)


def main() -> None:
    """Entry of the `thidua` command."""
    thidua(prog_name="thidua")
