"""The site as one WSGI callable; `thidua serve` runs it under granian."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
application = get_wsgi_application()

# Every view and library is loaded now, not by the first reader; and what is loaded stays: the collector, which would
# walk through all of it again and again in the middle of a page, never looks at it.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
