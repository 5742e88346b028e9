"""The agenda: cadence, occasions and the choice of a week's lines."""
