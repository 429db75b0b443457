"""Swimming results for a club, and the rules of swimming as a library."""

__version__ = "0.1.0"
