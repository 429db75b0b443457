"""Telegram: updates in, messages out, and what lies between: parse, call a use case, render."""
