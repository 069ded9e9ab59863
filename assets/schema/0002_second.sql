-- Schema 2. Only indices change: no row is written anew, and the history stays.

-- All that Today asks of a follow-up stands in the index: its start reads one stretch of it, and of the rows
-- themselves those that are shown.
DROP INDEX followup_open;
CREATE INDEX followup_open ON followup (
    day, minute, id, contact, organisation, origin, rule, earliest_day, latest_day, cause, pinned
) WHERE state = 'open';

-- How many notes went with invitations this month: a free account may send a few.
CREATE INDEX interaction_note ON interaction (day) WHERE channel = 'linkedin-note' AND direction = 'out';
