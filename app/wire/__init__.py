"""Connections, before any request: how many there may be, how long one may take, and which one is
closed.
"""
