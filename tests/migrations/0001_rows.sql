-- What a database of schema 1 holds: the rows of invented people, to be read into assets/schema/0001_first.sql.
-- tests/store/test_migrate.c upgrades it to every later schema.
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, introduced_by, card, degree, unanswered, next_due_day, added_day, rev) VALUES (1, x'0ae94d59e0b243cb99097a3514eefe92', 'active', 'Yara Benali', 'benali yara', 'Yara', 'Benali', 'Casablanca', 'Africa/Casablanca', 0, 'spotted', 0, 0, 'introduced', 'Chris Park', 0, 1, 0, 20780, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (2, x'12c536ed087240fb983fbe8d90a743f9', 'active', 'Noor Haddad', 'haddad noor', 'Noor', 'Haddad', 'Oslo', 'Europe/Oslo', 0, 'met', 0, 0, 'cold', 0, 1, 20781, 20780, 0, 20801, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, added_day, rev) VALUES (3, x'12eb49b6feaf42398761a677e0d79f2f', 'active', 'Ferencz Ágnes', 'ferencz agnes', 'Ágnes', 'Ferencz', 'Budapest', 'Europe/Budapest', 0, 'in-touch', 0, 180, 'chance', 0, 1, 20722, 20721, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, headline, city, zone, favourite, stage, stage_by_hand, rhythm_days, card, degree, unanswered, added_day, rev) VALUES (4, x'1e0f185b4c0a407096b15784f76bb6c5', 'me', 'Robin Alder', 'alder robin', 'Robin', 'Alder', 'Data engineer', 'Boston', 'America/New_York', 0, 'spotted', 0, 0, 0, 0, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, favourite, stage, stage_by_hand, rhythm_days, card, degree, unanswered, added_day, rev) VALUES (5, x'20b67848de5944e5a67cd6435d3f7312', 'pool', 'Dmitri Volkov', 'volkov dmitri', 'Dmitri', 'Volkov', 0, 'spotted', 0, 0, 0, 1, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, favourite, stage, stage_by_hand, rhythm_days, card, degree, unanswered, added_day, rev) VALUES (6, x'2a8d2fce2c4247f29df722c2d9bc0302', 'pool', 'Hassan Farouk', 'farouk hassan', 'Hassan', 'Farouk', 0, 'spotted', 0, 0, 0, 1, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, favourite, stage, stage_by_hand, rhythm_days, card, degree, unanswered, added_day, rev) VALUES (7, x'2e261e4f1f7a4640bc93cf9a7b785818', 'pool', 'Giulia Ferri', 'ferri giulia', 'Giulia', 'Ferri', 0, 'spotted', 0, 0, 0, 1, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, unanswered, next_due_day, added_day, rev) VALUES (8, x'30e05c10ea534d778a5fe9f80b785564', 'active', 'Tom Reilly', 'reilly tom', 'Tom', 'Reilly', 'Dublin', 'Europe/Dublin', 0, 'approached', 0, 0, 'cold', 0, 2, 20767, 2, 20781, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, unanswered, next_due_day, added_day, rev) VALUES (9, x'30f1b0929db8400c94424c02ecc8afcc', 'active', 'Tomáš Dvořák', 'dvorak tomas', 'Tomáš', 'Dvořák', 'Brno', 'Europe/Prague', 0, 'approached', 0, 0, 'cold', 0, 2, 20776, 1, 20790, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, nickname, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, added_day, rev) VALUES (10, x'35e2283bbd99416094e077b8aa9ecbf1', 'active', 'नेहा शर्मा', 'शर्मा नेहा', 'नेहा', 'शर्मा', 'Neha', 'Pune', 'Asia/Kolkata', 0, 'talking', 0, 0, 'cold', 0, 1, 20772, 20772, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (11, x'38a7a22e58f7493390abb9c28cda48be', 'active', 'José Álvarez', 'alvarez jose', 'José', 'Álvarez', 'Madrid', 'Europe/Madrid', 0, 'met', 0, 0, 'cold', 0, 1, 20781, 20781, 0, 20781, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, met_where, met_day, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (12, x'3a0427cfc0d74c4599cd895b630435d1', 'active', 'Çağla Öztürk', 'ozturk cagla', 'Çağla', 'Öztürk', 'Ankara', 'Europe/Istanbul', 0, 'talking', 0, 0, 'event', 'Games and numbers', 20779, 0, 1, 20779, 20779, 0, 20781, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, unanswered, added_day, rev) VALUES (13, x'3f7f5ee4a0274d63a5f44e6a6fb76b57', 'active', 'Mei-Ling Chen', 'chen mei-ling', 'Mei-Ling', 'Chen', 'Taipei', 'Asia/Taipei', 0, 'spotted', 0, 0, 'cold', 0, 2, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (14, x'4638e66c3c3d49758eb748d061289590', 'active', 'Gwen ap Rhys', 'rhys gwen ap', 'Gwen ap', 'Rhys', 'Boston', 0, 'met', 0, 30, 'chance', 0, 1, 20763, 20763, 0, 20784, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, unanswered, next_due_day, added_day, rev) VALUES (15, x'489b715311f446e0ac860cd3bd7938b1', 'active', 'Abebe Tesfaye', 'tesfaye abebe', 'Abebe', 'Tesfaye', 'Addis Ababa', 'Africa/Addis_Ababa', 0, 'spotted', 0, 0, 'cold', 0, 3, 0, 20781, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, nickname, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (16, x'501baa321ba4478e824534d824cbbef0', 'active', '李伟', '李 伟', '伟', '李', 'Wei', 'Chengdu', 'Asia/Shanghai', 0, 'talking', 0, 0, 'online', 0, 1, 20719, 20718, 0, 20795, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, nickname, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (17, x'50efc6fd0ecf4fbf8be4fbd607751025', 'active', 'Nguyễn Thị Mai', 'mai nguyen thi', 'Nguyễn Thị', 'Mai', 'Mai', 'Đà Nẵng', 'Asia/Ho_Chi_Minh', 0, 'met', 0, 120, 'event', 0, 1, 20764, 20763, 0, 20784, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, favourite, stage, stage_by_hand, rhythm_days, card, degree, unanswered, added_day, rev) VALUES (18, x'652ab40c498a447792304646ad401559', 'pool', 'Anders Holm', 'holm anders', 'Anders', 'Holm', 0, 'spotted', 0, 0, 0, 1, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, favourite, stage, stage_by_hand, rhythm_days, card, degree, unanswered, added_day, rev) VALUES (19, x'69d92f1acbcd4504aa5af01cfda7a894', 'pool', 'Ioana Popescu', 'popescu ioana', 'Ioana', 'Popescu', 0, 'spotted', 0, 0, 0, 1, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, met_where, met_day, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (20, x'6b002a35399449aeb6187b6ba5ba5ba6', 'active', 'Sam Okafor', 'okafor sam', 'Sam', 'Okafor', 'Lagos', 'Africa/Lagos', 1, 'talking', 0, 90, 'chance', 'A train that did not move', 20381, 0, 1, 20747, 20746, 0, 20781, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, nickname, favourite, stage, stage_by_hand, rhythm_days, card, degree, unanswered, added_day, rev) VALUES (21, x'6e16a206fb5249428dfba30e0b4f64b6', 'pool', 'สมชาย ใจดี', 'ใจดี สมชาย', 'สมชาย', 'ใจดี', 'Somchai', 0, 'spotted', 0, 0, 0, 1, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, added_day, rev) VALUES (22, x'6f4b2d50ab6d4f6196b86337aa584acd', 'active', 'Luz García', 'garcia luz', 'Luz', 'García', 'Guadalajara', 0, 'talking', 0, 0, 'event', 0, 1, 20755, 20753, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, met_where, met_day, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (23, x'708e173a2dca4b2a96daac6789d15c01', 'active', 'Rita Duarte', 'duarte rita', 'Rita', 'Duarte', 'Porto', 'Europe/Lisbon', 0, 'talking', 0, 0, 'event', 'Evening of maps', 20759, 0, 1, 20762, 20761, 0, 20788, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, card, degree, last_out_day, last_in_day, unanswered, added_day, rev) VALUES (24, x'73fe2918055c4f199d413ba3284f7cdf', 'active', 'Olú Adéyẹmí', 'adeyemi olu', 'Olú', 'Adéyẹmí', 'Ibadan', 'Africa/Lagos', 0, 'met', 0, 60, 'event', 0, 1, 20707, 20706, 0, 20781, 1);
INSERT INTO contact (id, uid, state, name, sort_key, given, family, city, zone, favourite, stage, stage_by_hand, rhythm_days, how, met_where, met_day, card, degree, last_out_day, last_in_day, unanswered, next_due_day, added_day, rev) VALUES (25, x'7d15c8d622ec4078b4f28c428d028b1d', 'active', 'Björn Þórsson', 'thorsson bjorn', 'Björn', 'Þórsson', 'Reykjavík', 'Atlantic/Reykjavik', 0, 'talking', 0, 0, 'event', 'Wind and data', 20778, 0, 1, 20778, 20778, 0, 20781, 20781, 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (1, 1, 'email', 'yara@orchardvale.example', 'yara@orchardvale.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (2, 1, 'link', 'https://www.linkedin.com/in/yara-benali-sample', 'in/yara-benali-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (3, 2, 'email', 'noor.haddad@nordlicht.example', 'noor.haddad@nordlicht.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (4, 2, 'link', 'https://www.linkedin.com/in/noor-haddad-sample', 'in/noor-haddad-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (5, 3, 'email', 'agnes@juniperstreet.example', 'agnes@juniperstreet.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (6, 4, 'email', 'robin@alder.example', 'robin@alder.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (7, 4, 'phone', '+1 617 555 0100', '175550100', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (8, 5, 'link', 'https://www.linkedin.com/in/dmitri-volkov-sample', 'in/dmitri-volkov-sample', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (9, 6, 'link', 'https://www.linkedin.com/in/hassan-farouk-sample', 'in/hassan-farouk-sample', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (10, 7, 'link', 'https://www.linkedin.com/in/giulia-ferri-sample', 'in/giulia-ferri-sample', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (11, 8, 'email', 'tom@interlark.example', 'tom@interlark.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (12, 8, 'link', 'https://www.linkedin.com/in/tom-reilly-sample', 'in/tom-reilly-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (13, 9, 'email', 'tomas@copperline.example', 'tomas@copperline.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (14, 9, 'link', 'https://www.linkedin.com/in/tomas-dvorak-sample', 'in/tomas-dvorak-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (15, 10, 'email', 'neha@bluefin.example', 'neha@bluefin.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (16, 10, 'link', 'https://www.linkedin.com/in/neha-sharma-sample', 'in/neha-sharma-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (17, 11, 'email', 'jose.alvarez@alderly.example', 'jose.alvarez@alderly.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (18, 11, 'link', 'https://www.linkedin.com/in/jose-alvarez-sample', 'in/jose-alvarez-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (19, 11, 'phone', '+34 600 555 123', '600555123', 2);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (20, 12, 'email', 'cagla@halcyon.example', 'cagla@halcyon.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (21, 12, 'link', 'https://www.linkedin.com/in/cagla-ozturk-sample', 'in/cagla-ozturk-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (22, 13, 'email', 'meiling@marigold.example', 'meiling@marigold.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (23, 13, 'link', 'https://www.linkedin.com/in/mei-ling-chen-sample', 'in/mei-ling-chen-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (24, 14, 'email', 'gwen@harbourstate.example', 'gwen@harbourstate.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (25, 15, 'email', 'abebe@saltmarsh.example', 'abebe@saltmarsh.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (26, 15, 'link', 'https://www.linkedin.com/in/abebe-tesfaye-sample', 'in/abebe-tesfaye-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (27, 16, 'email', 'li.wei@bytewise.example', 'li.wei@bytewise.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (28, 16, 'link', 'https://www.linkedin.com/in/li-wei-sample', 'in/li-wei-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (29, 17, 'email', 'mai@lotuslane.example', 'mai@lotuslane.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (30, 17, 'link', 'https://www.linkedin.com/in/nguyen-thi-mai-sample', 'in/nguyen-thi-mai-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (31, 18, 'link', 'https://www.linkedin.com/in/anders-holm-sample', 'in/anders-holm-sample', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (32, 19, 'link', 'https://www.linkedin.com/in/ioana-popescu-sample', 'in/ioana-popescu-sample', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (33, 20, 'email', 'sam.okafor@sonora.example', 'sam.okafor@sonora.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (34, 20, 'link', 'https://www.linkedin.com/in/sam-okafor-sample', 'in/sam-okafor-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (35, 21, 'link', 'https://www.linkedin.com/in/somchai-jaidee-sample', 'in/somchai-jaidee-sample', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (36, 22, 'email', 'luz@cabana.example', 'luz@cabana.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (37, 22, 'link', 'https://www.linkedin.com/in/luz-garcia-sample', 'in/luz-garcia-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (38, 23, 'email', 'rita@outpost.example', 'rita@outpost.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (39, 23, 'link', 'https://www.linkedin.com/in/rita-duarte-sample', 'in/rita-duarte-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (40, 24, 'email', 'olu@paylane.example', 'olu@paylane.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (41, 24, 'link', 'https://www.linkedin.com/in/olu-adeyemi-sample', 'in/olu-adeyemi-sample', 1);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (42, 25, 'email', 'bjorn@saltmarsh.example', 'bjorn@saltmarsh.example', 0);
INSERT INTO reach (id, contact, kind, value, fold, position) VALUES (43, 25, 'link', 'https://www.linkedin.com/in/bjorn-thorsson-sample', 'in/bjorn-thorsson-sample', 1);
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (1, x'07a68b223aff48a48b10609e7188a22e', 'company', 'Soundfjord', 'soundfjord');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (2, x'0a002573f3dd4a968a8b29808c3174a7', 'company', '虹ソフト', '虹ソフト');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (3, x'11ecd6b526ef46f3a93fee6bf9b9d175', 'company', 'Orchard & Vale', 'orchard and vale');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (4, x'141550cef27e473e9a0b54e2a2c75d70', 'company', 'Altura Maps', 'altura maps');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (5, x'1c99a141086546e4a0d08a3ad85004ee', 'company', 'Alderly', 'alderly');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (6, x'21071056517d48028ebd8648befe8227', 'company', 'Harbour State University', 'harbour state university');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (7, x'268155c3fcc543858b5b4c4369d5d873', 'company', 'Pinewood Search', 'pinewood search');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (8, x'3ac538e8df7a40399ffe31636665d326', 'company', 'Lumen Freight', 'lumen freight');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (9, x'42305a2e880d4bd4bab33bf3d366a28d', 'company', 'Kōwhai Data', 'kowhai data');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (10, x'460ae95b7627477ea1bdcff157d1235f', 'school', 'Harbour State University', 'harbour state university');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (11, x'471254250183404f8dde06aab6c5998d', 'company', 'Cabana Foods', 'cabana foods');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (12, x'55749dd744554ca18ef8a5f9fa66e580', 'company', 'Juniper Street Press', 'juniper street press');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (13, x'5fb7c2a639f0458ea3028aa9e33714cd', 'company', 'Stratum Labs', 'stratum labs');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (14, x'6cdedbdbd30940df84aaecc199e644b2', 'company', 'Paylane', 'paylane');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (15, x'6dbfabdf05b94a248459c7946d532d42', 'school', 'Nordhav Institute of Technology', 'nordhav institute of technology');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (16, x'72a3f7a75bda413089069cf114181697', 'company', 'Marigold Health', 'marigold health');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (17, x'72d0d7c904ac48078e286794961de1b0', 'company', 'Lunaria Space', 'lunaria space');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (18, x'7439f3fad9d7443095750854bcaf9f6c', 'company', 'Bluefin Analytics', 'bluefin analytics');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (19, x'81a226d48a8f4f0897c2232a42c5369c', 'company', 'Kestrel Robotics', 'kestrel robotics');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (20, x'825d29ce9a1744fda94be5f1c390f489', 'company', 'Postbox Mail', 'postbox mail');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (21, x'84cf9a51623c49178d4423de43c42994', 'company', 'Adela', 'adela');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (22, x'85a621b6ccc8453a822be0472a3e33e2', 'company', 'Nordlicht Media', 'nordlicht media');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (23, x'885a1613503a42ecbb0ce5ee01aa6d8a', 'company', 'Wavecrest', 'wavecrest');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (24, x'88d0298d6a8f449ba40f3b0a9f723b67', 'company', 'Figment Works', 'figment works');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (25, x'8c36d07d225740fbb7d6e3e463b3bfb5', 'company', 'Outpost Travel', 'outpost travel');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (26, x'91bd9a641c9a487d91adc0769a5e78ba', 'company', 'Monark Freight', 'monark freight');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (27, x'a26d7fe6cbe6485b91fb319be7dd3a61', 'company', 'Bytewise', 'bytewise');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (28, x'a44e483d98844aefa926969223938173', 'company', 'Zephyra', 'zephyra');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (29, x'a5b4d9c0b67240c992248871b918995e', 'company', 'Tidewater Bank', 'tidewater bank');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (30, x'ac29a55578c34bf797b7481bac085320', 'company', 'Lotus Lane', 'lotus lane');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (31, x'ad6a63a28d124eb791fcf7614a103e92', 'company', 'Tulipa', 'tulipa');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (32, x'af92b7b5eb7947cfa0284cff98b6e62e', 'company', 'Interlark', 'interlark');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (33, x'bfeb8cabb98e4c6c909542dd2a984d14', 'company', 'Saltmarsh Energy', 'saltmarsh energy');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (34, x'c4e7d21a00c140f5aee52746eae7c46f', 'company', 'Sonora', 'sonora');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (35, x'c98609842a6b4cdda81a1a575a28050d', 'company', 'Copperline Systems', 'copperline systems');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (36, x'cd89a881e1ae459287e0f2848f14bb61', 'company', 'Bookwell', 'bookwell');
INSERT INTO organisation (id, uid, kind, name, fold) VALUES (37, x'e9d2f6e3874c4ccab5c79bb1f07b62b1', 'company', 'Halcyon Games', 'halcyon games');
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (1, 1, 3, 'Partner', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (2, 2, 22, 'Data editor', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (3, 3, 12, 'Editor', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (4, 4, 10, 'MSc Statistics', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (5, 4, 12, 'Analyst', 0, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (6, 4, 29, 'Data engineer', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (7, 5, 35, 'Support lead', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (8, 6, 26, 'Planner', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (9, 7, 3, 'Associate', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (10, 8, 32, 'Head of data', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (11, 9, 35, 'CTO', 1, 0);
INSERT INTO role (id, contact, organisation, current, position) VALUES (12, 10, 10, 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (13, 10, 18, 'Senior data engineer', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (14, 11, 5, 'Staff engineer', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (15, 11, 10, 'BSc Mathematics', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (16, 12, 37, 'Engineering lead', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (17, 13, 16, 'Head of data', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (18, 14, 6, 'Careers adviser', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (19, 15, 33, 'Head of forecasting', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (20, 16, 27, 'Database engineer', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (21, 17, 30, 'Founder', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (22, 18, 1, 'Product', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (23, 19, 37, 'Tester', 1, 0);
INSERT INTO role (id, contact, organisation, current, position) VALUES (24, 20, 10, 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (25, 20, 34, 'Solutions architect', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (26, 21, 30, 'Logistics', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (27, 22, 11, 'Analyst', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (28, 23, 25, 'Growth', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (29, 24, 14, 'Payments engineer', 1, 0);
INSERT INTO role (id, contact, organisation, title, current, position) VALUES (30, 25, 33, 'Geologist', 1, 0);
INSERT INTO tag (id, name, fold) VALUES (1, 'adviser', 'adviser');
INSERT INTO tag (id, name, fold) VALUES (2, 'alumni', 'alumni');
INSERT INTO tag (id, name, fold) VALUES (3, 'audio', 'audio');
INSERT INTO tag (id, name, fold) VALUES (4, 'berlin', 'berlin');
INSERT INTO tag (id, name, fold) VALUES (5, 'books', 'books');
INSERT INTO tag (id, name, fold) VALUES (6, 'consulting', 'consulting');
INSERT INTO tag (id, name, fold) VALUES (7, 'databases', 'databases');
INSERT INTO tag (id, name, fold) VALUES (8, 'design', 'design');
INSERT INTO tag (id, name, fold) VALUES (9, 'energy', 'energy');
INSERT INTO tag (id, name, fold) VALUES (10, 'food', 'food');
INSERT INTO tag (id, name, fold) VALUES (11, 'former-colleague', 'former-colleague');
INSERT INTO tag (id, name, fold) VALUES (12, 'founder', 'founder');
INSERT INTO tag (id, name, fold) VALUES (13, 'freight', 'freight');
INSERT INTO tag (id, name, fold) VALUES (14, 'friend', 'friend');
INSERT INTO tag (id, name, fold) VALUES (15, 'games', 'games');
INSERT INTO tag (id, name, fold) VALUES (16, 'growth', 'growth');
INSERT INTO tag (id, name, fold) VALUES (17, 'health', 'health');
INSERT INTO tag (id, name, fold) VALUES (18, 'hiring', 'hiring');
INSERT INTO tag (id, name, fold) VALUES (19, 'ireland', 'ireland');
INSERT INTO tag (id, name, fold) VALUES (20, 'japan', 'japan');
INSERT INTO tag (id, name, fold) VALUES (21, 'law', 'law');
INSERT INTO tag (id, name, fold) VALUES (22, 'mail', 'mail');
INSERT INTO tag (id, name, fold) VALUES (23, 'maps', 'maps');
INSERT INTO tag (id, name, fold) VALUES (24, 'ocean', 'ocean');
INSERT INTO tag (id, name, fold) VALUES (25, 'payments', 'payments');
INSERT INTO tag (id, name, fold) VALUES (26, 'platform', 'platform');
INSERT INTO tag (id, name, fold) VALUES (27, 'press', 'press');
INSERT INTO tag (id, name, fold) VALUES (28, 'product', 'product');
INSERT INTO tag (id, name, fold) VALUES (29, 'recruiter', 'recruiter');
INSERT INTO tag (id, name, fold) VALUES (30, 'robotics', 'robotics');
INSERT INTO tag (id, name, fold) VALUES (31, 'search', 'search');
INSERT INTO tag (id, name, fold) VALUES (32, 'space', 'space');
INSERT INTO tag (id, name, fold) VALUES (33, 'spain', 'spain');
INSERT INTO contact_tag (contact, tag) VALUES (14, 1);
INSERT INTO contact_tag (contact, tag) VALUES (10, 2);
INSERT INTO contact_tag (contact, tag) VALUES (11, 2);
INSERT INTO contact_tag (contact, tag) VALUES (3, 5);
INSERT INTO contact_tag (contact, tag) VALUES (16, 7);
INSERT INTO contact_tag (contact, tag) VALUES (15, 9);
INSERT INTO contact_tag (contact, tag) VALUES (25, 9);
INSERT INTO contact_tag (contact, tag) VALUES (22, 10);
INSERT INTO contact_tag (contact, tag) VALUES (3, 11);
INSERT INTO contact_tag (contact, tag) VALUES (17, 12);
INSERT INTO contact_tag (contact, tag) VALUES (20, 14);
INSERT INTO contact_tag (contact, tag) VALUES (12, 15);
INSERT INTO contact_tag (contact, tag) VALUES (23, 16);
INSERT INTO contact_tag (contact, tag) VALUES (13, 17);
INSERT INTO contact_tag (contact, tag) VALUES (12, 18);
INSERT INTO contact_tag (contact, tag) VALUES (13, 18);
INSERT INTO contact_tag (contact, tag) VALUES (15, 18);
INSERT INTO contact_tag (contact, tag) VALUES (8, 19);
INSERT INTO contact_tag (contact, tag) VALUES (1, 21);
INSERT INTO contact_tag (contact, tag) VALUES (23, 23);
INSERT INTO contact_tag (contact, tag) VALUES (24, 25);
INSERT INTO contact_tag (contact, tag) VALUES (9, 26);
INSERT INTO contact_tag (contact, tag) VALUES (2, 27);
INSERT INTO contact_tag (contact, tag) VALUES (11, 33);
INSERT INTO event (id, name, fold, day) VALUES (1, 'Evening of maps', 'evening of maps', 20766);
INSERT INTO event (id, name, fold, day) VALUES (2, 'Games and numbers', 'games and numbers', 20779);
INSERT INTO event (id, name, fold, day) VALUES (3, 'Northern Data Days', 'northern data days', 20685);
INSERT INTO event (id, name, fold, day) VALUES (4, 'Wind and data', 'wind and data', 20761);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, event, overridden) VALUES (5, x'0a18a4bf543941d98486f37483fafd11', 1795338720, 0, 20779, 'event', 'in-person', 'mutual', 'Games and numbers', 'Asked what I would measure first', 'held', 2, 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, overridden) VALUES (13, x'18f8f2c3be5a46a2ac78cdf86dd48bbf', 1793265120, 0, 20755, 'message', 'email', 'out', 'I did; here is where it lives.', 'reply', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (17, x'224bb118a10d4cbebfd36b99426ba4a4', 1790154720, 0, 20719, 'message', 'email', 'out', 'Thank you', 'I dropped six indexes. Nobody noticed but the disk.', 'thank-you', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, overridden) VALUES (20, x'2f63566905fc49cea94e1f51ca57501d', 1793783520, 0, 20761, 'message', 'email', 'in', 'Likewise! Send me the deck when it is done?', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (21, x'311d85d81db646ad9cee3aafa60f4478', 1795511100, 0, 20781, 'message', 'email', 'out', 'Thank you for two hours', 'I found our double count this morning. It is named after you.', 'thank-you', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (22, x'3378043056a34f759ea2eabd8e8edcc9', 1794129120, 0, 20765, 'message', 'email', 'out', 'Two questions from a fellow Harbour State graduate', 'Dear José,

we sat in the same lecture hall some years apart. May I ask how you moved from statistics to systems?', 'request', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (24, x'3547feeac0b943f98e0c8a5860852e22', 1795079520, 0, 20776, 'message', 'email', 'out', 'Moving a platform in one weekend', 'Dear Tomáš,

your talk on the one weekend was brave. What would you do otherwise today?', 'request', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (26, x'3664febe09034fe5b973fccd25a1c250', 1792573920, 0, 20747, 'message', 'email', 'out', 'Sonora!', 'They do not know yet how lucky they are.', 'congratulation', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (33, x'41aed488588741f4b27028270d322bd1', 1792919520, 0, 20751, 'message', 'email', 'out', 'How you checked the harbour numbers', 'Dear Noor,

your piece on the harbour made me check my own numbers. How did you find the double count?', 'request', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, overridden) VALUES (36, x'4707dda49ab34025b5482f98413566bf', 1794733200, 0, 20772, 'message', 'linkedin', 'out', 'Thank you, Neha. Near the window, noted.', 'thank-you', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, answer, overridden) VALUES (38, x'4cf443e7c4c9418d9c1bccd089954ea4', 1793869920, 0, 20762, 'message', 'linkedin', 'in', 'Busy, kind, loud. Ask away!', 'reply', 'yes', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, overridden) VALUES (44, x'5e50c43c25c84f9da7825351e4b1d971', 1793869920, 0, 20762, 'message', 'email', 'out', 'With pleasure.', 'reply', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (46, x'613ac6160c4a49ca98e6ba0fd8a39d9b', 1790413920, 0, 20722, 'message', 'email', 'out', 'Old times', 'It was good to be corrected again.', 'update', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, overridden) VALUES (48, x'671fe75764b24f72be375543dd59a6ee', 1789034400, 0, 20706, 'meeting', 'in-person', 'mutual', 'Money that arrives twice', 'Idempotence, with jokes', 'held', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, answer, overridden) VALUES (49, x'69e1c354dc6148b4ae2b65b933bd0b78', 1794301920, 0, 20767, 'message', 'email', 'in', 'With pleasure. I have time on the day you name.', 'reply', 'time', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, overridden) VALUES (52, x'6c2da088fe8446e69ccd5c9ceb6661cd', 1790362800, 0, 20721, 'meeting', 'in-person', 'mutual', 'Old times', 'Still laughs at my commas', 'held', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (54, x'71e433002d3f43c98a64b4366ad6e5bd', 1792919520, 0, 20751, 'message', 'email', 'out', 'How Interlark counts listens', 'Dear Tom,

your article on counting was a pleasure. May I ask one question about it?', 'request', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, overridden) VALUES (56, x'7e09010981a94e3e896241db354974b3', 1792487520, 0, 20746, 'message', 'email', 'in', 'I took the job at Sonora! Start next month.', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (58, x'80debdece4a247e4a6bdbe6e25dfb3e6', 1794301920, 0, 20767, 'message', 'email', 'out', 'How Interlark counts listens', 'I know how full a week can be; a few lines would be enough.', 'nudge', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, overridden) VALUES (60, x'85c80cc3bd47436b942938bdde4bafe3', 1794388320, 0, 20768, 'message', 'email', 'out', 'Wonderful, I will call you at half past ten.', 'reply', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, overridden) VALUES (61, x'861e060882294b1cbfb64e1bd55eea47', 1793697120, 0, 20760, 'message', 'linkedin', 'out', 'May I ask what a week at Bluefin looks like?', 'request', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, event, overridden) VALUES (64, x'8cb7a9351050442da0341829a0c9ead4', 1795252320, 0, 20778, 'event', 'in-person', 'mutual', 'Wind and data', 'Hot water under everything', 'held', 4, 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, outcome, overridden) VALUES (65, x'9162b2d782b2477695c03e1518310532', 1795168800, 0, 20777, 'meeting', 'in-person', 'mutual', 'First talk; she had to fly', 'moved', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, overridden) VALUES (71, x'9ee5d1b99c8f46209196f935928259af', 1793092320, 0, 20753, 'message', 'email', 'in', 'Did you ever find the recipe data set?', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, overridden) VALUES (73, x'a00acccc847f4fb5b47fe38279f05744', 1795516200, 0, 20781, 'meeting', 'in-person', 'mutual', 'How he moved from statistics to systems', 'By phone', 'held', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, overridden) VALUES (78, x'a898dacf5dec4338bfaa69d8d0fea201', 1786039200, 0, 20671, 'call', 'phone', 'mutual', 'His plans', 'Thinking of leaving architecture for teaching', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, overridden) VALUES (79, x'a991142143bd4ce1be0bd3f06b570c35', 1793962800, 0, 20763, 'meeting', 'in-person', 'mutual', 'Lanterns by mail', 'Packs each one herself', 'held', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, event, overridden) VALUES (80, x'aa2a5232ad61434cb092df90ab38a60e', 1793610720, 0, 20759, 'event', 'in-person', 'mutual', 'Evening of maps', 'Wants to see the deck', 'held', 1, 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (81, x'ace7c879a2a9453ca203f6fa9f4cb3ed', 1793980800, 0, 20763, 'message', 'email', 'out', 'Thank you', 'Fewer, better. I will.', 'thank-you', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (87, x'b82e6892ebab4c8c924265382185f854', 1794042720, 0, 20764, 'message', 'email', 'out', 'Thank you', 'The lantern came whole.', 'thank-you', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (88, x'bca6f54e39394e37916e7e1fdea691a4', 1789117920, 0, 20707, 'message', 'email', 'out', 'Thank you', 'The joke arrived only once. Well done.', 'thank-you', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, overridden) VALUES (90, x'bef1a6afe4dd478493d71bdfa8ff540e', 1795431600, 0, 20780, 'meeting', 'in-person', 'mutual', 'How to find a double count', 'Two hours! Knows the people at Marigold Health', 'held', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, occasion, overridden) VALUES (91, x'bf9e8bf9b5224370bd7926ae0e485844', 1793697120, 0, 20760, 'message', 'email', 'out', 'The evening', 'Good to meet you between all the maps.', 'update', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, text, occasion, answer, overridden) VALUES (98, x'd1adfbb9e0b0459f8dd7c0ffcb5410c0', 1793178720, 0, 20754, 'message', 'email', 'in', 'By being wrong first. Let us talk.', 'reply', 'yes', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, overridden) VALUES (100, x'd965ff8acb6f4f75a17d1866efdba6c2', 1790065800, 0, 20718, 'call', 'phone', 'mutual', 'Indexes', 'Fewer is more', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, overridden) VALUES (104, x'e7d91b2100e649e3b1640a9bc5f4c98f', 1794727800, 0, 20772, 'call', 'phone', 'mutual', 'A week at Bluefin', 'Standup is at nine, and it is short; sit near the window', 0);
INSERT INTO interaction (id, uid, at_utc, offset_min, day, kind, channel, direction, subject, text, outcome, overridden) VALUES (105, x'e9dd42e9b8ce4ed09f6670b814006b5d', 1793970000, 0, 20763, 'meeting', 'in-person', 'mutual', 'The search so far', 'Said: fewer messages, better ones', 'held', 0);
INSERT INTO participant (interaction, contact, role) VALUES (5, 12, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (13, 22, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (17, 16, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (20, 23, 'from');
INSERT INTO participant (interaction, contact, role) VALUES (21, 2, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (22, 11, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (24, 9, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (26, 20, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (33, 2, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (36, 10, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (38, 10, 'from');
INSERT INTO participant (interaction, contact, role) VALUES (44, 23, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (46, 3, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (48, 24, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (49, 11, 'from');
INSERT INTO participant (interaction, contact, role) VALUES (52, 3, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (54, 8, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (56, 20, 'from');
INSERT INTO participant (interaction, contact, role) VALUES (58, 8, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (60, 11, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (61, 10, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (64, 25, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (65, 1, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (71, 22, 'from');
INSERT INTO participant (interaction, contact, role) VALUES (73, 11, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (78, 20, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (79, 17, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (80, 23, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (81, 14, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (87, 17, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (88, 24, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (90, 2, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (91, 23, 'to');
INSERT INTO participant (interaction, contact, role) VALUES (98, 2, 'from');
INSERT INTO participant (interaction, contact, role) VALUES (100, 16, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (104, 10, 'present');
INSERT INTO participant (interaction, contact, role) VALUES (105, 14, 'present');
INSERT INTO hook (id, contact, text, state, until_day) VALUES (1, 20, 'starts a course for school children in spring', 'fresh', 21146);
INSERT INTO opening (id, organisation, title, noted_day, closes_day, applied_day, state) VALUES (1, 18, 'Senior data engineer', 20781, 20786, 20775, 'applied');
INSERT INTO opening (id, organisation, title, noted_day, closes_day, state) VALUES (2, 19, 'Analytics engineer', 20781, 20811, 'open');
INSERT INTO opening (id, organisation, title, noted_day, closes_day, state) VALUES (3, 19, 'Data engineer, fleet telemetry', 20781, 20793, 'open');
INSERT INTO target (organisation, motivation, advocate, state, watch) VALUES (15, 1, 0, 'open', 0);
INSERT INTO target (organisation, motivation, posting, advocate, state, watch) VALUES (16, 3, 1, 0, 'open', 1);
INSERT INTO target (organisation, motivation, posting, advocate, state, watch) VALUES (18, 3, 2, 0, 'open', 1);
INSERT INTO target (organisation, motivation, posting, advocate, state, watch) VALUES (19, 3, 3, 1, 'open', 1);
INSERT INTO target (organisation, motivation, posting, advocate, state, watch) VALUES (33, 2, 2, 0, 'open', 0);
INSERT INTO target (organisation, motivation, posting, advocate, state, watch) VALUES (35, 2, 1, 0, 'open', 0);
INSERT INTO target (organisation, motivation, posting, advocate, state, watch) VALUES (37, 2, 3, 0, 'open', 0);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (1, x'016b634aa7c14d36b55de4ffe492f338', 11, 20781, 'thank for the meeting of 24 Nov', 'rule', 'thank', 20781, 20782, 'You met José on 24 Nov; a thank-you that names one thing from the talk is best the same day.', 73, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, pinned, snoozes, state, closed_utc, closed_day, rev) VALUES (2, x'05dfe336a79a4c5aa85abca181bb6e57', 2, 20781, 'send Noor the thank-you', 'hand', 0, 0, 'done', 1795513260, 20781, 1);
INSERT INTO followup (id, uid, contact, day, text, origin, pinned, snoozes, state, rev) VALUES (3, x'08dd1741392546d4b0ac494356f3ec59', 20, 20781, 'congratulate on the first month', 'hand', 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, pinned, snoozes, state, rev) VALUES (4, x'0da1f9ec800d4a25a56c71284e9648d6', 15, 20781, 'read his paper on calm days before writing', 'hand', 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (5, x'0df86db1cc1b4b25ab2ddde1ccfd0418', 12, 20781, 'write after meeting on 22 Nov', 'rule', 'met', 20780, 20782, 'You met Çağla on 22 Nov; write while you both remember.', 5, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (7, x'10e13f4436e34ca298abfde7e444dd34', 9, 20790, 'nudge: no answer to your request of 19 Nov', 'rule', 'nudge', 20783, 20804, 'You wrote to Tomáš on 19 Nov and there is no answer yet; a nudge is polite from Thu 26 Nov.', 24, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (12, x'3999b9c4031f4d49bcb8e7f455efc35e', 17, 20784, 'tell what came of the meeting of 6 Nov', 'rule', 'update', 20777, 20823, 'You met Mai on 6 Nov; tell what you did with the advice. "Nothing yet" is fine too: move it.', 79, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, reason, cause, pinned, snoozes, state, rev) VALUES (14, x'553aa0d570b74943a28a9e723977b4cf', 8, 20781, 'let it rest: no answer to your nudge of 10 Nov', 'rule', 'rest', 20781, 'Tom has not answered your nudge of 10 Nov; let it rest from Tue 24 Nov on and try somebody else there.', 58, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, earliest_day, pinned, snoozes, state, rev) VALUES (19, x'6b91cb38169647fc9c39910ba7f08264', 14, 20787, 'send the list of graduates in energy', 'their-promise', 20779, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, minute, text, origin, pinned, repeat, snoozes, state, rev) VALUES (22, x'7b334c88de744b47a29890ff88b782ae', 14, 20787, 780, 'talk about the search', 'hand', 0, 'every month on the 30', 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (27, x'a728872db84d47fba462d046e9ca586a', 1, 20780, 'agree on a new time', 'rule', 'reschedule', 20777, 20780, 'The meeting with Yara on 20 Nov was moved; offer two times.', 65, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, pinned, snoozes, state, rev) VALUES (28, x'be4a5b6540874f4ab1cf516da68e5d6c', 23, 20788, 'share the deck', 'my-promise', 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (30, x'dbb04cdb3ada49d095b65d9c4dbdde34', 2, 20801, 'tell what came of the meeting of 23 Nov', 'rule', 'update', 20794, 20840, 'You met Noor on 23 Nov; tell what you did with the advice. "Nothing yet" is fine too: move it.', 90, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (31, x'e4ad2c56d19f44c896e8aa7812b41c08', 25, 20781, 'write after meeting on 21 Nov', 'rule', 'met', 20780, 20781, 'You met Björn on 21 Nov; write while you both remember.', 64, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, pinned, snoozes, state, rev) VALUES (33, x'e8d0f63e05964929b0d1c16e4ed29cdc', 16, 20795, 'ask how the migration went', 'hand', 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (35, x'ed4d39e35d6b4c7ba5481fba5351d0bf', 11, 20802, 'tell what came of the meeting of 24 Nov', 'rule', 'update', 20795, 20843, 'You met José on 24 Nov; tell what you did with the advice. "Nothing yet" is fine too: move it.', 73, 0, 0, 'open', 1);
INSERT INTO followup (id, uid, contact, day, text, origin, rule, earliest_day, latest_day, reason, cause, pinned, snoozes, state, rev) VALUES (37, x'f64c7d79e56a45fbb9fae4f999b9ee86', 14, 20784, 'tell what came of the meeting of 6 Nov; and say hello: the last word was on 6 Nov', 'rule', 'update', 20777, 20808, 'You met Gwen ap on 6 Nov; tell what you did with the advice. "Nothing yet" is fine too: move it. Say both at once: say hello: the last word was on 6 Nov.', 105, 0, 0, 'open', 1);
INSERT INTO draft (id, uid, channel, occasion, state, created_utc) VALUES (1, x'3f33cf6f4b524ca092548448265bd767', 'email', 'confirm', 'open', 1795513260);
INSERT INTO draft (id, uid, channel, occasion, state, created_utc) VALUES (2, x'44e66c34a0ef47e0b6d4dfb2f78662a4', 'email', 'request', 'open', 1795513260);
INSERT INTO draft (id, uid, channel, occasion, state, created_utc) VALUES (3, x'522b6e0747ca40d9bce56bde771ea946', 'linkedin', 'update', 'open', 1795513260);
INSERT INTO draft (id, uid, channel, occasion, state, created_utc) VALUES (4, x'6827f9c7d5bd47b89208a139f6092926', 'email', 'thank-you', 'open', 1795513260);
INSERT INTO draft_recipient (draft, contact, position) VALUES (1, 11, 0);
INSERT INTO draft_recipient (draft, contact, position) VALUES (2, 13, 0);
INSERT INTO draft_text (draft, subject, text, saved_utc, rev) VALUES (1, 'Our talk', 'Hello José,

A short word before our talk: the time that we agreed still works well for me, and I have a few questions ready about How he moved from statistics to systems.

If something has come up on your side, another day is no trouble at all.

See you soon,
Robin', 1795513260, 1);
INSERT INTO draft_text (draft, subject, text, saved_utc, rev) VALUES (2, 'A short question about your work at Marigold Health', 'Hello Mei-Ling,

You know your field and Marigold Health from the inside, and I would like to understand what it is like from day to day.

Would you have fifteen minutes for a few questions, by phone or in writing?

If it does not fit, that is perfectly fine.

Kind regards,
Robin', 1795513260, 1);
INSERT INTO draft_text (draft, subject, text, saved_utc, rev) VALUES (3, '', 'Hello Amara,

You should know what became of your advice about Ranking: I followed it, and I see the next step more clearly than before. Thank you once more; no answer is needed.

Robin', 1795513260, 1);
INSERT INTO draft_text (draft, subject, text, saved_utc, rev) VALUES (4, 'Thank you for the introduction', 'Hello Maya,

Thank you for putting me in touch; it is kind of you to lend me your good name, and I will treat it with care.

I will tell you how it goes. If I can do something for you in return, please say so.

With warm thanks,
Robin', 1795513260, 1);
INSERT INTO people (rowid, tokens) VALUES (1, ' yara benali 
 orchard vale 
 partner 
 law 
');
INSERT INTO people (rowid, tokens) VALUES (2, ' noor haddad 
 nordlicht media 
 data editor 
 press 
');
INSERT INTO people (rowid, tokens) VALUES (3, ' ferencz agnes 
 juniper street press 
 editor 
 books 
 former colleague 
');
INSERT INTO people (rowid, tokens) VALUES (4, ' robin alder 
 data engineer 
 harbour state university 
 msc statistics 
 juniper street press 
 analyst 
 tidewater bank 
');
INSERT INTO people (rowid, tokens) VALUES (5, ' dmitri volkov 
 copperline systems 
 support lead 
');
INSERT INTO people (rowid, tokens) VALUES (6, ' hassan farouk 
 monark freight 
 planner 
');
INSERT INTO people (rowid, tokens) VALUES (7, ' giulia ferri 
 orchard vale 
 associate 
');
INSERT INTO people (rowid, tokens) VALUES (8, ' tom reilly 
 interlark 
 head of data 
 ireland 
');
INSERT INTO people (rowid, tokens) VALUES (9, ' tomas dvorak 
 copperline systems 
 cto 
 platform 
');
INSERT INTO people (rowid, tokens) VALUES (10, ' नेहा शर्मा 
 neha 
 harbour state university 
 bluefin analytics 
 senior data engineer 
 alumni 
');
INSERT INTO people (rowid, tokens) VALUES (11, ' jose alvarez 
 alderly 
 staff engineer 
 harbour state university 
 bsc mathematics 
 alumni 
 spain 
');
INSERT INTO people (rowid, tokens) VALUES (12, ' cagla ozturk 
 halcyon games 
 engineering lead 
 hiring 
');
INSERT INTO people (rowid, tokens) VALUES (13, ' mei ling chen 
 marigold health 
 head of data 
 hiring 
');
INSERT INTO people (rowid, tokens) VALUES (14, ' gwen ap rhys 
 harbour state university 
 careers adviser 
');
INSERT INTO people (rowid, tokens) VALUES (15, ' abebe tesfaye 
 saltmarsh energy 
 head of forecasting 
 hiring 
');
INSERT INTO people (rowid, tokens) VALUES (16, ' 李 伟 
 wei 
 bytewise 
 database engineer 
 databases 
');
INSERT INTO people (rowid, tokens) VALUES (17, ' nguyen thi mai 
 lotus lane 
 founder 
');
INSERT INTO people (rowid, tokens) VALUES (18, ' anders holm 
 soundfjord 
 product 
');
INSERT INTO people (rowid, tokens) VALUES (19, ' ioana popescu 
 halcyon games 
 tester 
');
INSERT INTO people (rowid, tokens) VALUES (20, ' sam okafor 
 harbour state university 
 sonora 
 solutions architect 
 friend 
');
INSERT INTO people (rowid, tokens) VALUES (21, ' ส ม ช า ย ใ จ ดี 
 somchai 
 lotus lane 
 logistics 
');
INSERT INTO people (rowid, tokens) VALUES (22, ' luz garcia 
 cabana foods 
 analyst 
 food 
');
INSERT INTO people (rowid, tokens) VALUES (23, ' rita duarte 
 outpost travel 
 growth 
 maps 
');
INSERT INTO people (rowid, tokens) VALUES (24, ' olu adeyemi 
 paylane 
 payments engineer 
');
INSERT INTO people (rowid, tokens) VALUES (25, ' bjorn thorsson 
 saltmarsh energy 
 geologist 
');
INSERT INTO words (rowid, subject, text) SELECT id, subject, text FROM interaction;
UPDATE state SET value = 1000 WHERE name = 'seq';
