"""Tests of kreds.web.api."""
