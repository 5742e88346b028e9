"""Calendars (ICS, RFC 5545): who was met and when."""

from kreds.sources.calendar.reader import VERSION, CalendarRead, read_calendar

__all__ = ["VERSION", "CalendarRead", "read_calendar"]
