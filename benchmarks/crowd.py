"""Many people at once: each opens a page, reads it for a while, and opens the next. Used by benchmarks/web.py."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

THINK = 10.0  # seconds between two pages of one person, on average
WAIT = 60.0  # seconds after which a page has not come

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Heard:
    """Seconds of every page that came, by page; what else happened, by name; bytes of the body by page."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    sizes: dict[str, int] = field(default_factory=dict)

    def all(self) -> list[float]:
        return sorted(s for taken in self.seconds.values() for s in taken)

    def quantile(self, share: float) -> float:
        taken = self.all()
        return taken[min(len(taken) - 1, int(share * len(taken)))] if taken else float("nan")


@dataclass(frozen=True)
class Reader:
    """One person: her cookie and the (name, address) of pages she opens."""

    cookie: str
    pages: Sequence[tuple[str, str]]


def crowd(port: int, readers: Sequence[Reader], seconds: float, seed: int = 7) -> Heard:
    """Let all of them read for so long; the first THINK seconds, while they arrive, are not counted."""
    heard = Heard()

    async def together() -> None:
        begun = time.perf_counter()
        until = begun + THINK + seconds
        await asyncio.gather(
            *(
                _read(port, reader, random.Random(seed + n), begun + THINK, until, heard)
                for n, reader in enumerate(readers)
            )
        )

    asyncio.run(together())
    return heard


async def _read(
    port: int, reader: Reader, chance: random.Random, count_from: float, until: float, heard: Heard
) -> None:
    await asyncio.sleep(chance.random() * THINK)
    line: Line | None = None
    while time.perf_counter() < until:
        name, path = chance.choice(list(reader.pages))
        began = time.perf_counter()
        try:
            line, (status, size, kept) = await asyncio.wait_for(_ask(port, line, path, reader.cookie), WAIT)
            line = line if kept else None
            if status != 200:
                heard.errors[f"HTTP {status} {name}"] += 1
            elif began >= count_from:
                heard.seconds.setdefault(name, []).append(time.perf_counter() - began)
                heard.sizes[name] = max(size, heard.sizes.get(name, 0))
        except (TimeoutError, OSError, asyncio.IncompleteReadError, ValueError) as fault:
            heard.errors[f"{type(fault).__name__} {name}"] += 1
            line = None
        pause = chance.expovariate(1 / THINK)
        await asyncio.sleep(max(0.0, min(pause, until - time.perf_counter())))
    if line:
        line[1].close()


async def _ask(port: int, line: Line | None, path: str, cookie: str) -> tuple[Line, tuple[int, int, bool]]:
    """The page over the line that is kept, or over a new one where the server hung up while she was reading.

    Every browser does so (RFC 9112 §9.3.1): a server closes lines that were idle for half a minute.
    """
    if line:
        try:
            return line, await _page(*line, path, cookie)
        except asyncio.IncompleteReadError as fault:
            if fault.partial:
                raise
        except ConnectionError:
            pass
    line = await asyncio.open_connection("127.0.0.1", port)
    return line, await _page(*line, path, cookie)


async def _page(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, cookie: str
) -> tuple[int, int, bool]:
    """Status, bytes of the body, and whether the connection may be used again."""
    told = [
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: {cookie}",
        "Accept-Encoding: gzip, br",
        "",
        "",
    ]
    writer.write("\r\n".join(told).encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    length = next(
        (int(row.split(":")[1]) for row in head.split("\r\n") if row.startswith("content-length:")), None
    )
    if length is None:
        raise ValueError("no length")
    await reader.readexactly(length)
    return status, length, "connection: close" not in head
