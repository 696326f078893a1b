"""A voter's telephone without a browser: it signs in, makes papers in Python, and casts without cookies."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.request import Request, urlopen

from tests.journeys.test_strangers import Visitor, visitor
from thidua.core.ballot import Asked
from thidua.core.ballot_paper import ALPHABET, LENGTH, Paper


@dataclass
class Handset:
    owner: Visitor
    code: str

    @staticmethod
    def of(site, username: str) -> Handset:
        letters = "".join(letter for letter in username.upper() if letter in ALPHABET)
        return Handset(visitor(site, username), (letters * LENGTH)[:LENGTH])

    def draw(self, ballot: str) -> None:
        data = self._page(ballot)
        blinded = {name: f"{paper.blind():x}" for name, paper in self._papers(data).items()}
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.owner.jar)
        sender = {"Cookie": cookies, "X-CSRFToken": self.owner.token, "Referer": self.owner.site.url}
        assert set(self._post(data["drawUrl"], blinded, sender)["signatures"]) == set(blinded)

    def cast(self, ballot: str, votes: Mapping[str, str]) -> None:
        data = self._page(ballot)
        signed = {question["name"]: int(question["signature"], 16) for question in data["questions"]}
        papers = self._papers(data)
        slips = {name: asdict(papers[name].mark(vote, signed[name])) for name, vote in votes.items()}
        assert self._post(data["castUrl"], slips, {}) == {}

    def _page(self, ballot: str) -> dict:
        status, text = self.owner.ask(f"/bo-phieu/{ballot}/")
        assert status == 200, ballot
        held = re.search(r'<script id="ballot-data" type="application/json">(.*?)</script>', text)
        assert held is not None
        return json.loads(held[1])

    def _papers(self, data: dict) -> dict[str, Paper]:
        return {
            question["name"]: Paper(
                Asked(question["code"], tuple(question["choices"]), int(question["key"], 16)), self.code
            )
            for question in data["questions"]
        }

    def _post(self, path: str, held: object, headers: Mapping[str, str]) -> dict:
        request = Request(  # noqa: S310 - our own server
            self.owner.site.url + path, data=json.dumps(held).encode(),
            headers={"Content-Type": "application/json", **headers},
        )  # fmt: skip
        with urlopen(request) as answer:  # noqa: S310
            return json.loads(answer.read())
