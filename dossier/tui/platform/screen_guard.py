"""Keys pressed at any speed, at any moment: each is done before the next, and a screen closes once.

Textual hands a key to a widget and goes on to the next before the widget has looked at it. A second `enter` then closes
a screen that is closed already, and `!` acts on a screen that is not there yet. Every screen of the app closes through
`ClosesOnce`, and the app waits for `settled` before each key.
"""

from __future__ import annotations

import asyncio
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.message_pump import MessagePump
from textual.screen import Screen

_PATIENCE = 2.0  # seconds that a widget may take; one that was removed meanwhile never answers
T = TypeVar("T")


class ClosesOnce(Screen[T]):
    """A screen that may be told to close more than once, or while another one covers it."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with a result; does nothing unless this is the screen on top."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)


async def settled(screen: Screen[object]) -> None:
    """Wait until a screen is there and has done what was asked of it and of the widget that has the keyboard."""
    await _idle(screen)
    focused = screen.focused
    node: object = focused
    while isinstance(node, MessagePump) and node is not screen:
        # What lies between only passes on what it was told, at once: with nothing in its queue there is nothing.
        if node is focused or node.message_queue_size:
            await _idle(node)
        node = node._parent  # noqa: SLF001 - the public `parent` is typed for DOM nodes only
    if focused is not None and screen.message_queue_size:
        await _idle(screen)  # what the widget told it


async def _idle(node: MessagePump) -> None:
    """Wait until a node has worked through the messages it has now.

    With a bare future, since this is done for every key: a task to wait in costs more than the waiting.
    """
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def finish() -> None:
        if not done.done():
            done.set_result(None)

    if node.is_running and node.call_later(finish):
        patience = loop.call_later(_PATIENCE, finish)
        await done
        patience.cancel()
