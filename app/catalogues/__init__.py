"""Translations: the rule for each, notes for translators, and a municipality's corrections."""
