"""Follow-up: what becomes of what was agreed, when residents are told, and what has been published of it."""
