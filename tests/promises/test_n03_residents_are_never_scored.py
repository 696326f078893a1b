"""N3: officers, units and cluster members can be scored; residents, households and villages cannot."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import models

from thidua.core.score.scheme import SubjectKind
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load
from thidua.store.models import Deed, Figure, Target

RESIDENTS = re.compile(
    r"resident|household|villager|village|lineage|clan|citizen|inhabitant|family|neighbour|voter|believer"
)

# Members of a council or a cluster, who draw a paper; a `Person` serves, and no resident is one.
COUNCIL = {
    "ballotquestion.voters", "ballotvoter.id", "ballotvoter.person", "ballotvoter.question", "ballotvoter.signature",
    "ballotvoter.way", "clusterproposal.voters",
}  # fmt: skip


def test_the_subjects_of_scoring_are_these_three_and_no_other():
    assert {kind.value for kind in SubjectKind} == {"officer", "unit", "cluster-member"}


def test_no_table_or_column_speaks_of_residents():
    names = {
        f"{model.__name__}.{field.name}".lower()
        for model in apps.get_app_config("store").get_models(include_auto_created=True)
        for field in model._meta.get_fields()
    }
    assert {name for name in names if RESIDENTS.search(name)} == COUNCIL


def test_whatever_carries_a_number_belongs_to_a_unit_or_an_officer():
    """A score would need a foreign key to whoever is scored; there is nobody else to point at."""
    holders = {
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in (Figure, Target, Deed)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.name in {"unit", "person", "subject", "area"}
    }
    assert holders == {
        "Figure.unit → Unit",
        "Figure.person → Person",
        "Target.unit → Unit",
        "Target.person → Person",
        "Deed.unit → Unit",
        "Deed.person → Person",
        "Deed.area → Area",
    }


def test_a_scheme_that_scores_households_is_refused():
    text = scheme_text(scheme_codes()[0])
    changed = re.sub(r"(?m)^subject:.*$", "subject: household", text)
    assert changed != text
    loaded = load(changed)
    assert loaded.scheme is None
    assert "household" in {value for problem in loaded.problems for value in problem.values.values()}
