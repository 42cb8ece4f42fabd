"""Every table of `carelog.db`: the book, the private texts, and the views, which can be dropped and folded again."""

BOOK = """
CREATE TABLE home (one INTEGER PRIMARY KEY CHECK (one = 1), book TEXT NOT NULL) STRICT;
CREATE TABLE entry (
  n INTEGER PRIMARY KEY,
  book TEXT NOT NULL, page INTEGER NOT NULL CHECK (page > 0), tick INTEGER NOT NULL CHECK (tick > 0),
  id TEXT NOT NULL UNIQUE, act TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, person TEXT,
  happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL,
  body TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL,
  UNIQUE (book, page)
) STRICT;
CREATE INDEX entry_act ON entry (act, person);
CREATE TABLE private (
  entry TEXT NOT NULL REFERENCES entry (id), field TEXT NOT NULL, salt TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (entry, field)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER home_stays BEFORE UPDATE ON home BEGIN SELECT RAISE(ABORT, 'a home keeps its book'); END;
CREATE TRIGGER home_kept BEFORE DELETE ON home BEGIN SELECT RAISE(ABORT, 'a home keeps its book'); END;
CREATE TRIGGER home_once BEFORE INSERT ON home WHEN EXISTS (SELECT 1 FROM home)
  BEGIN SELECT RAISE(ABORT, 'a home keeps its book'); END;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER entry_once BEFORE INSERT ON entry
  WHEN EXISTS (SELECT 1 FROM entry WHERE n = NEW.n) OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'an entry is never replaced'); END;
CREATE TRIGGER entry_next BEFORE INSERT ON entry
  WHEN (NEW.page, NEW.prev) IS NOT (
    SELECT coalesce(max(page), 0) + 1,
           coalesce((SELECT hash FROM entry WHERE book = NEW.book AND page = NEW.page - 1), printf('%064d', 0))
    FROM entry WHERE book = NEW.book)
  BEGIN SELECT RAISE(ABORT, 'an entry is the next page of its book'); END;
CREATE TRIGGER private_stays BEFORE UPDATE ON private BEGIN SELECT RAISE(ABORT, 'a private text is never changed'); END;
CREATE TRIGGER private_kept BEFORE DELETE ON private BEGIN SELECT RAISE(ABORT, 'a private text is never deleted'); END;
CREATE TRIGGER private_once BEFORE INSERT ON private
  WHEN EXISTS (SELECT 1 FROM private WHERE entry = NEW.entry AND field = NEW.field)
  BEGIN SELECT RAISE(ABORT, 'a private text is never replaced'); END;
"""

DECIDED = """
CREATE INDEX entry_decided ON entry (person, tick, happened_at) WHERE kind = 'assessed';
"""

DEEDS_BY_KIND = """
CREATE INDEX IF NOT EXISTS deed_kind ON deed (kind, happened, tick);
"""

PURGING = """
CREATE INDEX entry_purged ON entry (id) WHERE kind = 'purged';
DROP TRIGGER private_kept;
CREATE TRIGGER private_kept BEFORE DELETE ON private
  WHEN NOT EXISTS (SELECT 1 FROM entry, json_each(entry.body, '$.entries') AS named
                   WHERE entry.kind = 'purged' AND named.value = OLD.entry)
  BEGIN SELECT RAISE(ABORT, 'a private text is never deleted but by a purge'); END;
"""

VIEWS = """
CREATE TABLE pulse (one INTEGER PRIMARY KEY CHECK (one = 1), tick INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT;
INSERT INTO pulse VALUES (1, 0, 0);
CREATE TABLE person (
  p INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, tick INTEGER NOT NULL, earlier INTEGER NOT NULL,
  kind TEXT NOT NULL, code TEXT NOT NULL, fact INTEGER, moved INTEGER
) STRICT;
CREATE INDEX person_code ON person (code);
CREATE TABLE deed (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, p INTEGER NOT NULL, happened INTEGER NOT NULL, tick INTEGER NOT NULL
) STRICT;
CREATE INDEX deed_time ON deed (p, kind, happened, tick);
CREATE INDEX IF NOT EXISTS deed_kind ON deed (kind, happened, tick);
CREATE TABLE acknowledgement (
  episode TEXT NOT NULL, rule TEXT NOT NULL, p INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (episode, rule, p, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE undone (act TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE correction (n INTEGER PRIMARY KEY, target INTEGER NOT NULL, undone INTEGER NOT NULL) STRICT;
CREATE INDEX correction_target ON correction (target);
CREATE TABLE part (
  n INTEGER PRIMARY KEY, p INTEGER NOT NULL, happened INTEGER NOT NULL, tick INTEGER NOT NULL,
  head INTEGER NOT NULL, source INTEGER NOT NULL, standing INTEGER NOT NULL
) STRICT;
CREATE INDEX part_time ON part (p, happened, tick);
CREATE INDEX part_undone ON part (happened) WHERE standing = 2;
CREATE INDEX part_head ON part (head) WHERE head <> n;
CREATE TABLE observation (
  n INTEGER PRIMARY KEY, p INTEGER NOT NULL, happened INTEGER NOT NULL, tick INTEGER NOT NULL, whole INTEGER NOT NULL,
  last INTEGER NOT NULL, paper INTEGER NOT NULL, day INTEGER, slot TEXT,
  temperature INTEGER, site TEXT, spo2 INTEGER, oxygen INTEGER, respiratory_rate INTEGER, pulse INTEGER,
  systolic INTEGER, diastolic INTEGER, consciousness INTEGER, symptoms TEXT, reasons TEXT
) STRICT;
CREATE INDEX observation_person ON observation (p, happened, tick);
CREATE INDEX observation_time ON observation (happened, tick, p, temperature, spo2);
CREATE INDEX observation_round ON observation (day, slot) WHERE day IS NOT NULL;
CREATE TABLE step (
  p INTEGER NOT NULL, start INTEGER NOT NULL, severity INTEGER NOT NULL, tasks TEXT NOT NULL, fired TEXT NOT NULL,
  PRIMARY KEY (p, start)
) STRICT, WITHOUT ROWID;
"""

VIEW_TABLES = ("pulse", "person", "deed", "acknowledgement", "undone", "correction", "part", "observation", "step")
"""What can be dropped and folded from the entries again."""


def statements(script: str) -> list[str]:
    """The statements of a script one by one, so that they can run inside an open transaction."""
    from carelog.log.engine import sqlite3

    out: list[str] = []
    held = ""
    for line in script.strip().splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            out.append(held)
            held = ""
    return out
