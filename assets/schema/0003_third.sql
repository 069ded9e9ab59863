-- Schema 3. Columns are added at the end: no row is written anew, and the history stays.

-- When a version of a template was saved; NULL = not known: it came with the program, or before this column.
ALTER TABLE template_version ADD COLUMN saved_day INTEGER;
