"""Same local time: two zones with one offset at every instant from 2026-11 through 2028."""
import datetime
import functools
import zoneinfo

FIRST = datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc)
LAST = datetime.datetime(2029, 1, 1, tzinfo=datetime.timezone.utc)


@functools.cache
def clock(zone):
    """The offsets of a zone, an hour at a time on days when they change; None: no such zone."""
    try:
        there = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, IsADirectoryError):
        return None
    offsets = []
    instant = FIRST
    day = datetime.timedelta(days=1)
    while instant < LAST:
        here = instant.astimezone(there).utcoffset()
        offsets.append((instant, here))
        if here != (instant + day).astimezone(there).utcoffset():
            for hour in range(1, 24):
                later = instant + datetime.timedelta(hours=hour)
                offsets.append((later, later.astimezone(there).utcoffset()))
        instant += day
    turns = [offsets[0]]
    for instant, offset in offsets:
        if offset != turns[-1][1]:
            turns.append((instant, offset))
    return tuple(turns)


def same(one, other):
    return clock(one) is not None and clock(one) == clock(other)
