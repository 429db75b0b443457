"""Reports of codes and numbers, shown to a person: pure functions from a report to a Screen."""
