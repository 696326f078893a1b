"""The made-up world's rows in the database, fetched once: units, people, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from thidua.actions.demo.units import COMPANY
from thidua.actions.demo.world import World
from thidua.store.access import Viewer, viewer_of
from thidua.store.models import Person, Unit

ALL_STAND = date(2025, 12, 31)  # a day on which every made-up unit and post is in force


@dataclass(slots=True)
class Rows:
    """`world`'s units and people as rows, found by their codes."""

    world: World
    units: dict[str, Unit]
    people: dict[str, Person]
    _viewers: dict[str, Viewer] = field(default_factory=dict)

    @staticmethod
    def of(world: World) -> Rows:
        units = {unit.code for unit in world.units}
        people = {person.code for person in world.people}
        return Rows(
            world,
            Unit.objects.in_bulk(units, field_name="code"),
            Person.objects.in_bulk(people, field_name="code"),
        )

    def viewer(self, person: str) -> Viewer:
        """That person acting, as of a day on which all posts hold."""
        if person not in self._viewers:
            self._viewers[person] = viewer_of(self.people[person], ALL_STAND)
        return self._viewers[person]

    def recorder(self, unit: str) -> Viewer:
        """Who writes a unit's figures and deeds: its clerk, else its deputy, else its head."""
        holders = [p for p in self.world.people if unit in (p.post.unit, *p.also)]
        roles = {p.post.role: p.code for p in reversed(holders)}
        return self.viewer(next(roles[role] for role in ("clerk", "deputy", "head") if role in roles))

    def confirmer(self, unit: str) -> Viewer:
        return self.viewer(self.world.leader(unit).code)

    def subject(self, code: str) -> Unit | Person:
        return self.units.get(code) or self.people[code]

    @property
    def emulation(self) -> Viewer:
        """Dung, who owns the movement's paperwork and closes its periods."""
        return self.viewer("dung")

    @property
    def company(self) -> Viewer:
        return self.viewer(self.world.leader(COMPANY).code)
