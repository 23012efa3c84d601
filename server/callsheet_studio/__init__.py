"""The studio: the hosted APIs again, on this machine, rendering for real."""

import os

from callsheet_studio.telemetry import switch_off

switch_off(os.environ)  # libraries read their switches when they are imported
