-- For tests of upgrades only: what is added at the end. The history stays.
ALTER TABLE contact ADD COLUMN pronounced TEXT;
CREATE TABLE place (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO place (name) SELECT DISTINCT city FROM contact WHERE city IS NOT NULL ORDER BY city;
CREATE INDEX contact_pronounced ON contact (pronounced) WHERE pronounced IS NOT NULL;
