"""The end of a connection."""

import asyncio


def end(transport: asyncio.Transport) -> None:
    """Closes the connection. What the peer has not taken is thrown away."""
    if transport.get_write_buffer_size():
        transport.abort()
    else:
        transport.close()


def let_go(transport: asyncio.Transport) -> None:
    """For a connection that is over: asyncio's object still holds a method of its own, and such a
    circle would lie about, with its socket, until the collector has looked through everything old.
    """
    vars(transport).pop("_read_ready_cb", None)
