"""What people do, step by step: acts and their rules. No HTTP, no HTML, no sockets."""
