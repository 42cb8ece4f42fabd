"""Stock and devices in words, for the screen and for plain lines; and the letter that asks for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.reading import Quantity
from carelog.model.stock import DeviceKind, DeviceState, Group
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from carelog.model.home import Facility
    from carelog.model.stock import Article
    from carelog.station.staffing.roster import Post
    from carelog.station.stock.rows import DeviceReading, DeviceRow, ShelfRow, Stand


_LINE = "_" * 24


def called(article: Article) -> str:
    """What an article is called in the language spoken now."""
    return article.named(language())


def name(row: ShelfRow) -> str:
    """What the article of a line is called."""
    return called(row.article)


def amount(row: ShelfRow) -> str:
    """How many there are; a delivery that nobody counted is the least there can be."""
    if row.outlook is None or row.outlook.amount is None or row.holding is None:
        return tr("stock.not_counted")
    return f"{'' if row.holding.counted_at else '>='}{row.outlook.amount}"


def use(row: ShelfRow) -> str:
    """Pieces a day, '' where nothing can be said of it."""
    if row.outlook is None or row.outlook.use is None:
        return ""
    return f"{float(row.outlook.use):.1f}"


def left(row: ShelfRow) -> str:
    """For how many days it lasts, '' where no use is known."""
    if row.outlook is None or row.outlook.days_left is None or row.holding is None:
        return ""
    return f"{'' if row.holding.counted_at else '>='}{row.outlook.days_left}"


def notes(row: ShelfRow) -> list[str]:
    """What else is to be known of an article, what matters most first."""
    if row.outlook is None or row.holding is None:
        return []
    seen, out = row.outlook, []
    out += [tr("stock.short")] if row.short else []
    out += [tr("stock.over", n=row.holding.over)] if row.holding.over else []
    out += [tr("stock.expired", n=lot.amount, lot=lot.lot or "-", on=lot.expires) for lot in seen.expired]
    out += [tr("stock.expiring", n=lot.amount, lot=lot.lot or "-", on=lot.expires) for lot in seen.expiring]
    out += [tr("stock.by_plan")] if seen.by_plan else []
    out += [tr("stock.never_counted")] if seen.amount is not None and row.holding.counted_at is None else []
    others = [lot for lot in row.holding.lots if lot.lot and lot not in (*seen.expired, *seen.expiring)]
    return [*out, *(tr("stock.lot", lot=lot.lot, n=lot.amount, on=lot.expires or "-") for lot in others)]


def checked(row: DeviceRow) -> str:
    """What its newest round says of a device; '' where nothing was measured with it of late."""
    if row.checked is None or row.checked.off is None:
        return "" if row.checked is None else tr("stock.check_not_known", people=row.checked.people)
    warm = row.kind is DeviceKind.THERMOMETER
    off = f"{row.checked.off / 10:+.1f}" if warm else f"{row.checked.off:+.0f} %"
    return tr(f"stock.check_{row.checked.fit}", off=off, people=row.checked.people)


def device(row: DeviceRow) -> str:
    """What a device is, and how it is called."""
    return tr("stock.device_named", kind=tr(f"stock.kind_{row.kind}"), code=row.code)


def value(one: DeviceReading) -> str:
    """What a reading shows, or why it shows nothing."""
    reading = one.reading
    if reading.value is None:
        return tr(f"reason.{reading.not_measured}") if reading.not_measured else tr("reading.missing")
    warm = reading.quantity in (Quantity.TEMPERATURE, Quantity.OXYGEN)
    return f"{reading.value / 10:.1f}" if warm else str(reading.value)


# the letter


def letter(facility: Facility, stand: Stand, at: datetime, days: int, posts: Sequence[Post] = ()) -> str:
    """A page that asks for help: what is short, for how many days, how many are lacking; blanks for a person to fill.

    `posts` are today's on the roster; without any the page leaves the staff to be filled in.

    Of what nobody counted nothing is claimed; it is named as not counted.
    """
    lines = [facility.name, tr("stock.letter", at=f"{at:%Y-%m-%d %H:%M}")]
    lines += [tr("cli.demo_mark")] if facility.demo else []
    lines += ["", tr("stock.letter_to", line=_LINE), ""]
    short = [row for row in stand.articles if row.short]
    lines.append(tr("stock.letter_short", days=days) if short else tr("stock.letter_nothing", days=days))
    for group in Group:
        mine = [row for row in short if row.article.group is group]
        lines += [tr("stock.letter_group", group=tr(f"stock.group_{group}"))] if mine else []
        lines += [f"  - {_asked(row, days)}" for row in mine]
    lines += ["", *_staff(posts), *_devices(stand.devices), *_unused(stand.articles), *_uncounted(stand.articles)]
    return "\n".join([*lines, "", tr("stock.letter_sign", line=_LINE), tr("stock.letter_call", line=_LINE), ""])


def _asked(row: ShelfRow, days: int) -> str:
    """One article that is short; how many are needed is left blank where no use is known."""
    parts = [tr("stock.letter_left", amount=amount(row), name=name(row))]
    if row.outlook is not None and row.outlook.use:
        plan = tr("stock.by_plan") if row.outlook.by_plan else ""
        parts.append(tr("stock.letter_use", use=use(row), left=left(row)) + (f" ({plan})" if plan else ""))
        parts.append(tr("stock.letter_needed", n=row.needed, days=days))
    else:
        parts.append(tr("stock.letter_blank", line=_LINE[:8], days=days))
    parts += [note for note in notes(row) if note not in (tr("stock.short"), tr("stock.by_plan"))]
    return tr("stock.then").join(parts)


def _staff(posts: Sequence[Post]) -> list[str]:
    """Who is lacking today by the roster; where nobody said how many are needed, a person fills it in."""
    told = [post for post in posts if post.needed is not None]
    lacking = [post for post in told if post.gap]
    if not told:
        return [tr("stock.letter_staff", line=_LINE[:8])]
    if not lacking:
        return [tr("stock.letter_staffed", n=sum(len(post.able) for post in told))]
    return [tr("stock.letter_lacking"), *(f"  - {_post(post)}" for post in lacking)]


def _post(post: Post) -> str:
    shift = tr(f"work.shift_{post.shift}").removeprefix("work.shift_")
    place = " ".join(part for part in (post.zone, shift) if part)
    return tr("stock.letter_post", place=place, able=len(post.able), needed=post.needed, gap=post.gap)


def _devices(rows: Iterable[DeviceRow]) -> list[str]:
    bad = [f"{device(row)} {tr(f'stock.state_{row.state}')}" for row in rows if row.state is not DeviceState.IN_USE]
    return [tr("stock.letter_devices", devices=tr("stock.comma").join(bad))] if bad else []


def _unused(rows: Iterable[ShelfRow]) -> list[str]:
    """What was counted and nobody wrote down any use of: how long it lasts is not known."""
    mine = [row for row in rows if row.holding and row.holding.counted_at and not row.short]
    names = [f"{name(row)} {amount(row)}" for row in mine if row.outlook and not row.outlook.use]
    return [tr("stock.letter_unused", names=tr("stock.comma").join(names))] if names else []


def _uncounted(rows: Iterable[ShelfRow]) -> list[str]:
    """What nobody counted; of what came, at least so many."""
    mine = [row for row in rows if row.holding is None or row.holding.counted_at is None]
    known = {row.number: f" {amount(row)}" for row in mine if row.outlook and row.outlook.amount is not None}
    names = [f"{name(row)}{known.get(row.number, '')}" for row in mine]
    return [tr("stock.letter_uncounted", names=tr("stock.comma").join(names))] if names else []
