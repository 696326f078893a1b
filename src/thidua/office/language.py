"""In which language sentences are said: Vietnamese, unless whoever answers a reader has said otherwise."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Literal, ParamSpec, TypeVar

Lang = Literal["vi", "en"]
spoken: ContextVar[Lang] = ContextVar("spoken", default="vi")

Given = ParamSpec("Given")
Said = TypeVar("Said")


def speaks(function: Callable[Given, Said]) -> Callable[Given, Said]:
    """Let a function's last argument `lang` be the language now spoken where it is not given."""
    place = list(inspect.signature(function).parameters).index("lang")

    @wraps(function)
    def said(*args: Given.args, **kwargs: Given.kwargs) -> Said:
        if len(args) <= place and "lang" not in kwargs:
            kwargs["lang"] = spoken.get()
        return function(*args, **kwargs)

    return said
