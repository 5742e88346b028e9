"""Tests of the lists of CRM programs."""
