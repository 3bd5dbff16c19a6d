-- A lending library: what the plans in this folder were made for.
CREATE TABLE branch (id INT PRIMARY KEY, town VARCHAR(40) NOT NULL, UNIQUE KEY town (town)) CHARACTER SET utf8mb4;
CREATE TABLE member (
  id INT PRIMARY KEY, card CHAR(8) NOT NULL, name VARCHAR(60) NOT NULL, branch_id INT NOT NULL, born DATE,
  referrer_id INT, UNIQUE KEY card (card), KEY branch_born (branch_id, born), KEY referrer (referrer_id)
) CHARACTER SET utf8mb4;
CREATE TABLE book (
  id INT PRIMARY KEY, title VARCHAR(120) NOT NULL, author VARCHAR(60) NOT NULL, year SMALLINT, pages INT NOT NULL,
  blurb TEXT, KEY author_year (author, year), KEY year (year), KEY pages (pages), FULLTEXT KEY words (title, blurb)
) CHARACTER SET utf8mb4;
CREATE TABLE loan (
  id INT PRIMARY KEY, member_id INT NOT NULL, book_id INT NOT NULL, taken DATE NOT NULL, returned DATE, fee DECIMAL(6,2),
  KEY member_taken (member_id, taken), KEY book (book_id), KEY taken (taken), KEY fee (fee)
) CHARACTER SET utf8mb4;
CREATE TABLE shelf (id INT PRIMARY KEY, parent_id INT, label VARCHAR(40), KEY parent (parent_id)) CHARACTER SET utf8mb4;
CREATE TABLE visit (
  day DATE NOT NULL, branch_id INT NOT NULL, count INT NOT NULL, KEY day (day)
) CHARACTER SET utf8mb4 PARTITION BY RANGE (YEAR(day)) (
  PARTITION p2023 VALUES LESS THAN (2024), PARTITION p2024 VALUES LESS THAN (2025),
  PARTITION p2025 VALUES LESS THAN (2026), PARTITION later VALUES LESS THAN MAXVALUE);
CREATE TABLE `odd | name` (`a b` INT PRIMARY KEY, `c,d` VARCHAR(20), KEY `key | one` (`c,d`)) CHARACTER SET utf8mb4;

-- Numbers 1 to 8000, for filling the tables.
CREATE TABLE counter (n INT PRIMARY KEY);
INSERT INTO counter
  WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 900) SELECT n FROM c;
INSERT INTO counter SELECT n + 900 FROM counter;
INSERT INTO counter SELECT n + 1800 FROM counter;
INSERT INTO counter SELECT n + 3600 FROM counter;
INSERT INTO branch SELECT n, CONCAT('Town ', n) FROM counter WHERE n <= 12;
INSERT INTO member
  SELECT n, LPAD(n * 7919 % 100000, 8, '0'), CONCAT(ELT(1 + n % 5, 'Ada', 'Ben', 'Cleo', 'Dan', 'Eve'), ' ', n), 1 + n % 12,
    DATE_ADD('1950-01-01', INTERVAL n * 37 % 20000 DAY), IF(n % 3 = 0, n / 3, NULL) FROM counter WHERE n <= 1500;
INSERT INTO book
  SELECT n, CONCAT(ELT(1 + n % 4, 'The Quiet ', 'A Short ', 'Some ', 'My '), ELT(1 + n % 7, 'River', 'Garden', 'Machine', 'War',
    'Winter', 'Letter', 'Island'), ' ', n), CONCAT('Author ', n % 90), 1900 + n * 31 % 125, 80 + n * 53 % 700,
    CONCAT('On page ', n, ' a ', ELT(1 + n % 3, 'stranger', 'storm', 'ship'), ' arrives.') FROM counter WHERE n <= 800;
INSERT INTO loan
  SELECT n, 1 + n * 13 % 1500, 1 + n * 29 % 800, DATE_ADD('2024-01-01', INTERVAL n * 17 % 700 DAY),
    IF(n % 9 = 0, NULL, DATE_ADD('2024-01-15', INTERVAL n * 17 % 700 DAY)), n % 50 / 4 FROM counter;
INSERT INTO shelf SELECT n, IF(n = 1, NULL, n DIV 3 + 1), CONCAT('Shelf ', n) FROM counter WHERE n <= 60;
UPDATE shelf SET parent_id = 1 WHERE id IN (2, 3);
INSERT INTO visit SELECT DATE_ADD('2023-01-01', INTERVAL n % 1200 DAY), 1 + n % 12, n % 300 FROM counter WHERE n <= 3000;
INSERT INTO `odd | name` SELECT n, CONCAT('v', n % 40) FROM counter WHERE n <= 200;
DROP TABLE counter;
ANALYZE TABLE branch, member, book, loan, shelf, visit, `odd | name`;
