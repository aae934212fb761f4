"""The engine: one writer, the hub of all sockets, one renderer for all screens, and who is present."""
