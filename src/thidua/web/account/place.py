"""A session in words: on which device, from where."""

from __future__ import annotations

from ipaddress import ip_address

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_PROGRAMS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc", gettext_lazy("Cốc Cốc")), ("Firefox/", "Firefox"),
             ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


def device(user_agent: str) -> str:
    """ "Chrome trên Windows"; the first mark that fits, for browsers name their forefathers too."""
    program = next((name for mark, name in _PROGRAMS if mark in user_agent), _("Trình duyệt khác"))
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return _("%(program)s trên %(system)s") % {"program": program, "system": system} if system else program


def place(address: str) -> str:
    """ "Mạng nội bộ (10.1.2.3)"."""
    try:
        found = ip_address(address)
    except ValueError:
        return _("không rõ nơi")
    if found.is_unspecified:
        return _("không rõ nơi")
    if found.is_loopback:
        return _("ngay trên máy chủ")
    if found.is_private:
        return _("mạng nội bộ (%(address)s)") % {"address": address}
    return _("ngoài mạng nội bộ (%(address)s)") % {"address": address}
