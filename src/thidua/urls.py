"""Every address of the site; one module per noun under `thidua.web`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

# The order matters once: a movement's fixed addresses stand before "<movement>/<period>/<subject>/".
NOUNS = (
    "today",
    "tour",
    "sign_in",
    "account",
    "unit",
    "figure",
    "report",
    "deed",
    "sync",
    "outreach",
    "directive",
    "document",
    "bulletin",
    "proposal",
    "movement",
    "dispute",
    "inspection",
    "standing",
    "paper",
    "award",
    "law",
    "cluster",
    "ballot",
    "council",
    "decision",
    "dossier",
    "eligibility",
    "identity",
    "merit",
    "succession",
    "directory",
    "published",
    "search",
    "api",
    "scheme",
    "lab",
    "look",
    "area",
    "board",
    "job",
    "audit",
    "notice",
    "person",
)

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"thidua.web.{noun}.urls")) for noun in NOUNS]
handler500 = "thidua.web.mishap.server_error"
