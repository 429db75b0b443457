"""What a person can do: one file, one verb, one class."""
