"""The doors: pages, acts and sockets over HTTP."""
