"""The voter's side of a secret ballot: a code of twenty letters, and everything that follows from it.

The code is made by the voter's own device and never leaves it. From it follow the secrets of a paper and the number
that blinds it, so that a voter whose telephone went dark types twenty letters at another one and goes on.
`static/js/ballot.js` computes the same in a browser; this is its reference, and what tests and the demonstration
vote with.
"""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.ballot import EXPONENT, Asked, Slip, digest, expand, leaf, message, signs, token

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without letters that look like digits, and U
LENGTH = 20  # 5 bits each: 100 bits


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper for one question, made from a voter's code."""

    asked: Asked
    code: str

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(
            digest("thidua-ballot-secret", self.code, self.asked.code, choice)
            for choice in self.asked.choices
        )

    @property
    def leaves(self) -> tuple[str, ...]:
        pairs = zip(self.asked.choices, self.secrets, strict=True)
        return tuple(leaf(self.asked, choice, secret) for choice, secret in pairs)

    @property
    def number(self) -> str:
        return token(self.asked, self.leaves)

    @property
    def _factor(self) -> int:
        return expand(self.asked.key, "thidua-ballot-blind", self.code, self.asked.code)

    def blind(self) -> int:
        """What is handed over to be signed."""
        signed = message(self.asked, self.number)
        return signed * pow(self._factor, EXPONENT, self.asked.key) % self.asked.key

    def unblind(self, signed: int) -> int:
        """The signature of this paper, from the signature of what was handed over.

        Raises:
            ValueError: it was not signed with the key that everybody was shown.
        """
        signature = signed * pow(self._factor, -1, self.asked.key) % self.asked.key
        if not signs(self.asked.key, signature, message(self.asked, self.number)):
            raise ValueError("signed with another key")
        return signature

    def mark(self, choice: str, signed: int) -> Slip:
        """The paper, filled in and ready to be cast."""
        secret = self.secrets[self.asked.choices.index(choice)]
        return Slip(choice, self.leaves, secret, f"{self.unblind(signed):x}")


def plain_code(typed: str) -> str:
    """A code as typed, without spaces and hyphens, O for 0 and I or L for 1; "" if it cannot be one."""
    looks = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": ""})
    code = typed.upper().translate(looks)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
