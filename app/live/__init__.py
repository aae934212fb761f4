"""The engine: one writer, the hub of all sockets, what is shown to whom, and who is present."""
