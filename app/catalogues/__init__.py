"""Translations: the one rule for what a sentence in another language must keep of the English one."""
