"""The studio: the hosted APIs again, on this machine, rendering for real."""
