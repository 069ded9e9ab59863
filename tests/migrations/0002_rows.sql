-- What a database of schema 2 holds beside the rows of schema 1: how applications ended, and a template with
-- the draft that was written from its first version.
UPDATE opening SET state = 'closed', ended_day = 20781, answer = 'no' WHERE id = 1;
INSERT INTO template (id, uid, name, occasion, channel, version) VALUES (1, x'5f1e7c5a3b0d4e0c8f5b2a7d9c3e1f60', 'after the fair', 'request', 'email', 2);
INSERT INTO template_version (template, version, subject, text) VALUES (1, 1, 'The fair', 'Hi {{greeting}}, it was good to talk at the fair.'), (1, 2, NULL, 'Hi {{greeting}}, may I ask you one thing?');
INSERT INTO draft (id, uid, channel, occasion, template, template_version, state, created_utc) VALUES (5, x'9a7d1b7e52f64a7cb0cf0f6c1f2b3d41', 'email', 'request', 1, 1, 'sent', 1795513260);
INSERT INTO draft_recipient (draft, contact, position) VALUES (5, 2, 0);
INSERT INTO draft_text (draft, subject, text, saved_utc, rev) VALUES (5, 'The fair', 'Hi Noor, it was good to talk at the fair.', 1795513260, 1);
INSERT INTO words (rowid, subject, text) SELECT id, subject, text FROM interaction;
