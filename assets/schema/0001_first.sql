-- Schema 1. Everything a person enters is in a *base table* (journaled for undo). Tables under "kept by the program"
-- are derived or bookkeeping and are never journaled. No ON DELETE CASCADE anywhere: a deletion that would orphan
-- something fails, so that undo can never take away silently what came later.
--
-- Days are civil-day numbers (days since 1970-01-01), moments are UTC seconds with the offset in minutes beside them,
-- vocabularies are stored by name (see core/kinds.h), uid is a random UUID of 16 bytes. Checks are chains of OR because
-- a longer IN list would make SQLite build a temporary table for every row that is inserted.

------------------------------------------------------------------ people

CREATE TABLE import (                      -- one run of `rapport import`
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_utc INTEGER NOT NULL, offset_min INTEGER NOT NULL,
    paths TEXT NOT NULL, format TEXT NOT NULL,
    created INTEGER NOT NULL DEFAULT 0, updated INTEGER NOT NULL DEFAULT 0,
    summary TEXT,                          -- the printed summary as JSON
    state TEXT NOT NULL CHECK (state IN ('done', 'undone'))
) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL CHECK (length(uid) = 16),
    state TEXT NOT NULL CHECK (state = 'active' OR state = 'pool' OR state = 'me'),
    name TEXT NOT NULL, sort_key TEXT NOT NULL,          -- sort_key: folded "family given"
    given TEXT, family TEXT, nickname TEXT, address_as TEXT, pronouns TEXT,
    headline TEXT, city TEXT, zone TEXT, industry TEXT, about TEXT, birthday INTEGER,
    favourite INTEGER NOT NULL DEFAULT 0,
    stage TEXT, stage_by_hand INTEGER NOT NULL DEFAULT 0, rested_until INTEGER,
    rhythm_days INTEGER NOT NULL DEFAULT 0, rhythm_tier TEXT, routine TEXT, channel TEXT,
    how TEXT, met_where TEXT, met_day INTEGER, introduced_by TEXT, card INTEGER NOT NULL DEFAULT 0,
    degree INTEGER,                                      -- 0 = me, 1..3; NULL = nothing says so
    last_out_day INTEGER, last_in_day INTEGER,           -- derived, in the same transaction
    unanswered INTEGER NOT NULL DEFAULT 0, next_due_day INTEGER,
    owed_day INTEGER, waiting_day INTEGER, pending_day INTEGER,  -- derived: since when who waits for whom
    added_day INTEGER NOT NULL,
    deleted_at INTEGER,                                  -- in the trash since (UTC second)
    rev INTEGER NOT NULL DEFAULT 1,
    import INTEGER REFERENCES import
) STRICT;
CREATE UNIQUE INDEX contact_uid ON contact (uid);      -- named, as source_record_key: large imports make them anew
CREATE UNIQUE INDEX contact_me ON contact (state) WHERE state = 'me';
CREATE INDEX contact_order ON contact (state, sort_key, id) WHERE deleted_at IS NULL;
CREATE INDEX contact_last ON contact (max(ifnull(last_out_day, -999999), ifnull(last_in_day, -999999)))
    WHERE deleted_at IS NULL AND (last_out_day IS NOT NULL OR last_in_day IS NOT NULL);
CREATE INDEX contact_next ON contact (next_due_day) WHERE next_due_day IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX contact_rhythm ON contact (rhythm_days, max(ifnull(last_out_day, -999999), ifnull(last_in_day, -999999)))
    WHERE rhythm_days <> 0 AND deleted_at IS NULL AND state = 'active';
CREATE INDEX contact_owed ON contact (owed_day) WHERE owed_day IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX contact_waiting ON contact (waiting_day) WHERE waiting_day IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX contact_pending ON contact (pending_day) WHERE pending_day IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX contact_trash ON contact (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX contact_import ON contact (import) WHERE import IS NOT NULL;

CREATE TABLE reach (                       -- ways to reach a contact
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contact,
    kind TEXT NOT NULL CHECK (kind = 'email' OR kind = 'phone' OR kind = 'link'),
    value TEXT NOT NULL, fold TEXT NOT NULL,             -- fold: lower-case address, last nine digits, LinkedIn slug or URL
    label TEXT, position INTEGER NOT NULL DEFAULT 0,
    import INTEGER REFERENCES import
) STRICT;
CREATE INDEX reach_contact ON reach (contact);
CREATE INDEX reach_fold ON reach (kind, fold);

CREATE TABLE organisation (                -- a company, school or group
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    kind TEXT NOT NULL CHECK (kind = 'company' OR kind = 'school' OR kind = 'group'),
    name TEXT NOT NULL, fold TEXT NOT NULL,              -- fold: without case, accents and legal suffix; not unique
    import INTEGER REFERENCES import
) STRICT;
CREATE INDEX organisation_fold ON organisation (kind, fold);

CREATE TABLE organisation_alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation INTEGER NOT NULL REFERENCES organisation,
    name TEXT NOT NULL, fold TEXT NOT NULL
) STRICT;
CREATE INDEX organisation_alias_fold ON organisation_alias (fold);
CREATE INDEX organisation_alias_of ON organisation_alias (organisation);

CREATE TABLE role (                        -- a contact at an organisation; studying is a role
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contact,
    organisation INTEGER NOT NULL REFERENCES organisation,
    title TEXT, from_day INTEGER, until_day INTEGER,
    current INTEGER NOT NULL DEFAULT 1, position INTEGER NOT NULL DEFAULT 0,
    import INTEGER REFERENCES import
) STRICT;
CREATE INDEX role_contact ON role (contact);
CREATE INDEX role_organisation ON role (organisation, current, contact);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL, fold TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE contact_tag (
    contact INTEGER NOT NULL REFERENCES contact,
    tag INTEGER NOT NULL REFERENCES tag,
    PRIMARY KEY (contact, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tag_tag ON contact_tag (tag, contact);

CREATE TABLE tie (                         -- contact a knows contact b
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    a INTEGER NOT NULL REFERENCES contact, b INTEGER NOT NULL REFERENCES contact,
    kind TEXT NOT NULL, note TEXT, day INTEGER,
    CHECK (a <> b)
) STRICT;
CREATE INDEX tie_a ON tie (a);
CREATE INDEX tie_b ON tie (b);

CREATE TABLE introduction (                -- connector introduces (or was asked to introduce) target
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    connector INTEGER NOT NULL REFERENCES contact, target INTEGER NOT NULL REFERENCES contact,
    state TEXT NOT NULL, day INTEGER NOT NULL, note TEXT
) STRICT;
CREATE INDEX introduction_connector ON introduction (connector);
CREATE INDEX introduction_target ON introduction (target);

CREATE TABLE source_record (               -- what an outside source said last: the base of three-way merges
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL, key TEXT NOT NULL,
    contact INTEGER,                       -- no foreign key: it outlives a purge as a tombstone (NULL)
    last_seen TEXT, hash INTEGER,
    import INTEGER REFERENCES import
) STRICT;
CREATE UNIQUE INDEX source_record_key ON source_record (source, key);
CREATE INDEX source_record_contact ON source_record (contact);

------------------------------------------------------------------ what happened

CREATE TABLE event (                       -- a gathering where contacts are met
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL, fold TEXT NOT NULL, place TEXT, day INTEGER
) STRICT;
CREATE INDEX event_fold ON event (fold);

CREATE TABLE interaction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL CHECK (length(uid) = 16),
    at_utc INTEGER NOT NULL, offset_min INTEGER NOT NULL, day INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'message' OR kind = 'call' OR kind = 'meeting' OR kind = 'event' OR kind = 'introduction' OR kind = 'note'),
    channel TEXT, direction TEXT CHECK (direction = 'out' OR direction = 'in' OR direction = 'mutual'),
    subject TEXT, text TEXT, occasion TEXT,
    expects_answer INTEGER,                -- NULL = follows from the occasion
    answer TEXT, answer_day INTEGER, outcome TEXT,
    event INTEGER REFERENCES event,
    minutes INTEGER, place TEXT,           -- of a meeting
    overridden INTEGER NOT NULL DEFAULT 0, -- sent although it came too soon
    source_key TEXT UNIQUE, message_id TEXT,
    draft INTEGER,                         -- the draft it was, kept even if that is purged
    import INTEGER REFERENCES import
) STRICT;
CREATE INDEX interaction_meeting ON interaction (day) WHERE kind = 'meeting';
CREATE INDEX interaction_import ON interaction (import) WHERE import IS NOT NULL;

CREATE TABLE participant (                 -- who took part; me is implied
    interaction INTEGER NOT NULL REFERENCES interaction,
    contact INTEGER NOT NULL REFERENCES contact,
    role TEXT NOT NULL CHECK (role = 'from' OR role = 'to' OR role = 'cc' OR role = 'present'),
    PRIMARY KEY (interaction, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_contact ON participant (contact, interaction);

CREATE TABLE hook (                        -- a reason to write later
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contact,
    text TEXT NOT NULL, interaction INTEGER REFERENCES interaction,
    state TEXT NOT NULL DEFAULT 'fresh' CHECK (state = 'fresh' OR state = 'used' OR state = 'expired'), until_day INTEGER
) STRICT;
CREATE INDEX hook_contact ON hook (contact);
CREATE INDEX hook_interaction ON hook (interaction) WHERE interaction IS NOT NULL;

CREATE TABLE opening (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation INTEGER NOT NULL REFERENCES organisation,
    title TEXT NOT NULL, link TEXT, noted_day INTEGER, closes_day INTEGER, applied_day INTEGER,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'applied' OR state = 'closed'),
    import INTEGER REFERENCES import
) STRICT;
CREATE INDEX opening_organisation ON opening (organisation);

CREATE TABLE target (                      -- an organisation one wants to get into
    organisation INTEGER PRIMARY KEY REFERENCES organisation,
    motivation INTEGER, posting INTEGER, advocate INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open', routine TEXT, watch INTEGER NOT NULL DEFAULT 0,
    looked_day INTEGER,                    -- watched: when one looked there last
    import INTEGER REFERENCES import
) STRICT;

------------------------------------------------------------------ what is to be done

CREATE TABLE followup (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    contact INTEGER REFERENCES contact, organisation INTEGER REFERENCES organisation,
    day INTEGER NOT NULL, minute INTEGER CHECK (minute BETWEEN 0 AND 1439), zone TEXT,
    text TEXT NOT NULL, kind TEXT,
    origin TEXT NOT NULL CHECK (origin = 'hand' OR origin = 'my-promise' OR origin = 'their-promise' OR origin = 'rule'), rule TEXT,
    earliest_day INTEGER, latest_day INTEGER, reason TEXT,
    cause INTEGER,                         -- the interaction (or, for promises, the follow-up) it follows from
    pinned INTEGER NOT NULL DEFAULT 0,     -- a person moved a row of a rule
    repeat TEXT, snoozes INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'done' OR state = 'dropped'),
    closed_utc INTEGER, closed_day INTEGER,
    rev INTEGER NOT NULL DEFAULT 1,
    CHECK (contact IS NULL OR organisation IS NULL)
) STRICT;
CREATE INDEX followup_open ON followup (day, minute, id) WHERE state = 'open';
CREATE INDEX followup_closed ON followup (closed_day, state) WHERE closed_day IS NOT NULL;
CREATE INDEX followup_contact ON followup (contact, state);
CREATE INDEX followup_organisation ON followup (organisation) WHERE organisation IS NOT NULL;

------------------------------------------------------------------ what is written

CREATE TABLE template (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    name TEXT NOT NULL UNIQUE, occasion TEXT, channel TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    shipped TEXT,                          -- file name in assets/templates that it came from
    deleted_at INTEGER
) STRICT;

CREATE TABLE template_version (
    template INTEGER NOT NULL REFERENCES template,
    version INTEGER NOT NULL,
    subject TEXT, text TEXT NOT NULL,
    PRIMARY KEY (template, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    channel TEXT, occasion TEXT,
    template INTEGER REFERENCES template, template_version INTEGER,
    message_id TEXT, in_reply_to TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'sent' OR state = 'discarded'),
    created_utc INTEGER NOT NULL, planned_day INTEGER
) STRICT;
CREATE INDEX draft_state ON draft (state, created_utc);
CREATE INDEX draft_template ON draft (template) WHERE template IS NOT NULL;

CREATE TABLE draft_recipient (
    draft INTEGER NOT NULL REFERENCES draft,
    contact INTEGER NOT NULL REFERENCES contact,
    position INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (draft, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_recipient_contact ON draft_recipient (contact);

CREATE TABLE routine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    name TEXT NOT NULL UNIQUE, text TEXT NOT NULL
) STRICT;

CREATE TABLE saved_list (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    name TEXT NOT NULL UNIQUE, query TEXT NOT NULL
) STRICT;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE column_map (                  -- remembered --map, by fingerprint of the header row
    fingerprint TEXT PRIMARY KEY, mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------ kept by the program, never journaled

CREATE TABLE draft_text (                  -- has its own undo log; stays when a draft is undone so that redo finds it
    draft INTEGER PRIMARY KEY,
    subject TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
    saved_utc INTEGER NOT NULL DEFAULT 0, rev INTEGER NOT NULL DEFAULT 1, undo_log BLOB
) STRICT;

CREATE TABLE state (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;   -- seq, counters, salt
INSERT INTO state VALUES ('file', hex(randomblob(8)));                         -- another one in each copy: whose -wal it is
INSERT INTO state VALUES ('seq', 0), ('contacts-active', 0), ('contacts-pool', 0), ('contacts-trash', 0);

CREATE TABLE purged (hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;             -- salted slugs that imports must not revive

CREATE TABLE change (                      -- what the transaction seq touched, for other processes; id 0 = all of the kind
    kind INTEGER NOT NULL, id INTEGER NOT NULL, seq INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_seq ON change (seq);

CREATE TABLE journal (                     -- the steps that can be undone
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL, at_utc INTEGER NOT NULL, offset_min INTEGER NOT NULL,
    instance TEXT NOT NULL, what TEXT NOT NULL,
    contact INTEGER,                       -- whom it was about, for the history
    import INTEGER,                        -- set: undone by removing what the import made
    state TEXT NOT NULL CHECK (state = 'done' OR state = 'undone' OR state = 'closed')
) STRICT;
CREATE INDEX journal_contact ON journal (contact) WHERE contact IS NOT NULL;
CREATE INDEX journal_undone ON journal (id) WHERE state = 'undone';

CREATE TABLE journal_chunk (
    journal INTEGER NOT NULL REFERENCES journal, n INTEGER NOT NULL,
    changeset BLOB NOT NULL,
    PRIMARY KEY (journal, n)
) STRICT;

CREATE TABLE day_count (                   -- open follow-ups a day, for the month grid
    day INTEGER PRIMARY KEY, open INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE people USING fts5 (   -- rowid = contact; folded search tokens joined by blanks
    tokens, tokenize = 'ascii', prefix = '1 2 3 4', detail = none, columnsize = 0
);
CREATE VIEW interaction_words AS           -- in the search form; folded() is the program's
    SELECT id, folded(subject) AS subject, folded(text) AS text FROM interaction;
CREATE VIRTUAL TABLE words USING fts5 (    -- rowid = interaction
    subject, text, content = 'interaction_words', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER followup_counted AFTER INSERT ON followup WHEN new.state = 'open' BEGIN
    INSERT INTO day_count VALUES (new.day, 1) ON CONFLICT (day) DO UPDATE SET open = open + 1;
END;
CREATE TRIGGER followup_uncounted AFTER DELETE ON followup WHEN old.state = 'open' BEGIN
    UPDATE day_count SET open = open - 1 WHERE day = old.day;
END;
CREATE TRIGGER followup_recounted AFTER UPDATE OF day, state ON followup
WHEN old.day <> new.day OR old.state <> new.state BEGIN
    UPDATE day_count SET open = open - 1 WHERE day = old.day AND old.state = 'open';
    INSERT INTO day_count SELECT new.day, 1 WHERE new.state = 'open'
        ON CONFLICT (day) DO UPDATE SET open = open + 1;
END;

CREATE TRIGGER contact_counted AFTER INSERT ON contact WHEN new.state <> 'me' BEGIN
    UPDATE state SET value = value + 1
     WHERE name = CASE WHEN new.deleted_at IS NULL THEN 'contacts-' || new.state ELSE 'contacts-trash' END;
END;
CREATE TRIGGER contact_uncounted AFTER DELETE ON contact WHEN old.state <> 'me' BEGIN
    UPDATE state SET value = value - 1
     WHERE name = CASE WHEN old.deleted_at IS NULL THEN 'contacts-' || old.state ELSE 'contacts-trash' END;
END;
CREATE TRIGGER contact_recounted AFTER UPDATE OF state, deleted_at ON contact
WHEN old.state <> new.state OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) BEGIN
    UPDATE state SET value = value - 1
     WHERE name = CASE WHEN old.deleted_at IS NULL THEN 'contacts-' || old.state ELSE 'contacts-trash' END;
    UPDATE state SET value = value + 1
     WHERE name = CASE WHEN new.deleted_at IS NULL THEN 'contacts-' || new.state ELSE 'contacts-trash' END;
END;
