-- A Quran app's table, from the sqlite3 shell: sqlite3 -cmd '.load target/release/libnaqi_sqlite' < verses.sql
SELECT naqi_check();
CREATE VIRTUAL TABLE verses USING fts5(body, tokenize = 'naqi default');
INSERT INTO verses VALUES
  ('إِنَّ مَعَ ٱلْعُسْرِ يُسْرًا'),
  ('وَأَقِيمُوا۟ ٱلصَّلَوٰةَ وَءَاتُوا۟ ٱلزَّكَوٰةَ'),
  ('ٱلْحَمْدُ لِلَّهِ رَبِّ ٱلْعَـٰلَمِينَ');

SELECT highlight(verses, 0, '[', ']') FROM verses WHERE verses MATCH 'العسر';
SELECT highlight(verses, 0, '[', ']') FROM verses WHERE verses MATCH 'الصلاة';
SELECT highlight(verses, 0, '[', ']') FROM verses WHERE verses MATCH '"رب العالمين"';

SELECT term, start, end, word FROM naqi_terms('في المدارسِ الجديدة');
SELECT naqi_normalize('المُتَّحِدَة'), 'المُتَّحِدَة' = 'المتحده' COLLATE naqi;
