"""Template filters that write numbers, points and days as Vietnamese readers expect them."""

from __future__ import annotations

from django import template

register = template.Library()
