"""Connections, before anything is asked: how long one may take, how many there may be, and which of them goes."""
