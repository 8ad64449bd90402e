"""Moments as the person's locale writes them, in their own time zone.

Days near today have names, because a log is read as "yesterday afternoon" and not as a number.
"""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale

from kriptik_desktop.ui.wording import translated

_SHORT = QLocale.FormatType.ShortFormat
_LONG = QLocale.FormatType.LongFormat


def day_words(at_ms: int, now_ms: int) -> str:
    """Return the day of a moment (UTC milliseconds): "Today", "Yesterday", else the date in full."""
    day, today = (QDateTime.fromMSecsSinceEpoch(each).date() for each in (at_ms, now_ms))
    if day == today:
        return translated("Today")
    if day.daysTo(today) == 1:
        return translated("Yesterday")
    return QLocale().toString(day, _LONG)


def clock_words(at_ms: int) -> str:
    """Return the time of day of a moment (UTC milliseconds), to the second."""
    locale = QLocale()
    form = locale.timeFormat(_SHORT)
    return locale.toString(QDateTime.fromMSecsSinceEpoch(at_ms).time(), form.replace("mm", "mm:ss"))


def moment_words(at_ms: int) -> str:
    """Return date and time of a moment (UTC milliseconds), to the minute."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(at_ms), _SHORT)


def date_words(at_ms: int) -> str:
    """Return the date of a moment (UTC milliseconds) in a few letters."""
    locale = QLocale()
    date = QDateTime.fromMSecsSinceEpoch(at_ms).date()
    return locale.toString(date, translated("d MMM yyyy"))
