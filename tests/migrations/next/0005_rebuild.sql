-- closes the history
-- For tests of upgrades only: a table made anew with another column order, and values that change.
CREATE TABLE new_reach (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contact,
    label TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind = 'email' OR kind = 'phone' OR kind = 'link'),
    value TEXT NOT NULL, fold TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    import INTEGER REFERENCES import
) STRICT;
INSERT INTO new_reach (id, contact, label, kind, value, fold, position, import)
    SELECT id, contact, ifnull(label, ''), kind, value, fold, position, import FROM reach;
DROP TABLE reach;
ALTER TABLE new_reach RENAME TO reach;
CREATE INDEX reach_contact ON reach (contact);
CREATE INDEX reach_fold ON reach (kind, fold);
UPDATE contact SET pronounced = lower(name), rev = rev + 1 WHERE state = 'active';
DELETE FROM place WHERE name NOT IN (SELECT city FROM contact WHERE state = 'active' AND city IS NOT NULL);
