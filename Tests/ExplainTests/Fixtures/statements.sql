-- Statements whose plans are in this folder. "-- name" begins each; "-- name: SETTING" changes an optimizer setting
-- for it on both servers.

-- card_lookup
SELECT name FROM member WHERE card = '00007919';
-- no_such_row
SELECT * FROM member WHERE id = 999999;
-- ref_or_null
SELECT id FROM member WHERE referrer_id = 40 OR referrer_id IS NULL;
-- pages_range
SELECT title FROM book WHERE pages BETWEEN 100 AND 110;
-- covering_scan
SELECT author, year FROM book WHERE year > 1990;
-- loose_groups
SELECT author, MIN(year) FROM book GROUP BY author;
-- newest_first
SELECT id, taken FROM loan ORDER BY taken DESC LIMIT 5;
-- full_scan
SELECT * FROM loan WHERE returned IS NULL AND fee * 2 > 20;
-- words
SELECT id FROM book WHERE MATCH (title, blurb) AGAINST ('island storm');
-- two_indexes
SELECT * FROM loan WHERE fee = 3.25 OR book_id = 17;
-- both_indexes
SELECT COUNT(*) FROM loan WHERE book_id = 30 AND member_id = 14;
-- three_tables
SELECT b.title, m.name FROM branch r JOIN member m ON m.branch_id = r.id JOIN loan l ON l.member_id = m.id JOIN book b ON b.id = l.book_id WHERE r.town = 'Town 4' AND b.pages > 700;
-- hash_join
SELECT l.id, b.id FROM loan l JOIN book b ON b.pages = l.fee + 90 WHERE b.blurb LIKE '%ship%';
-- every_pair
SELECT COUNT(*) FROM branch a, shelf b WHERE a.town < b.label;
-- left_join
SELECT m.name, l.taken FROM member m LEFT JOIN loan l ON l.member_id = m.id AND l.returned IS NULL WHERE m.born < '1951-01-01';
-- left_without_index
SELECT r.town, s.label FROM branch r LEFT JOIN shelf s ON s.label = r.town;
-- without_loans
SELECT m.id FROM member m LEFT JOIN loan l ON l.member_id = m.id WHERE l.id IS NULL;
-- exists
SELECT b.id FROM book b WHERE EXISTS (SELECT 1 FROM loan l WHERE l.book_id = b.id AND l.fee > 12);
-- not_exists
SELECT b.id FROM book b WHERE NOT EXISTS (SELECT 1 FROM loan l WHERE l.book_id = b.id);
-- not_in_nullable
SELECT id FROM member WHERE id NOT IN (SELECT referrer_id FROM member WHERE born > '1990-01-01');
-- in_or
SELECT id FROM member WHERE id < 4 OR referrer_id IN (SELECT member_id FROM loan WHERE fee > 12);
-- per_row_subquery
SELECT m.name, (SELECT MAX(l.taken) FROM loan l WHERE l.member_id = m.id) AS latest FROM member m WHERE m.branch_id = 3;
-- subquery_in_where
SELECT m.id FROM member m WHERE 4 < (SELECT COUNT(*) FROM loan l WHERE l.member_id = m.id AND l.fee > 3);
-- once_subquery
SELECT id FROM loan WHERE fee > (SELECT AVG(fee) FROM loan) AND taken > '2025-11-01';
-- derived
SELECT m.name, x.n FROM (SELECT member_id, COUNT(*) AS n FROM loan GROUP BY member_id HAVING n > 5) x JOIN member m ON m.id = x.member_id ORDER BY x.n DESC LIMIT 10;
-- cte_twice
WITH t AS (SELECT author, COUNT(*) AS n FROM book GROUP BY author) SELECT a.author FROM t a JOIN t b ON a.n = b.n AND a.author < b.author;
-- recursive
WITH RECURSIVE up AS (SELECT id, parent_id FROM shelf WHERE id = 50 UNION SELECT s.id, s.parent_id FROM shelf s JOIN up ON s.id = up.parent_id) SELECT * FROM up;
-- lateral_groups
SELECT m.name, x.n FROM member m JOIN (SELECT member_id, taken, COUNT(*) AS n FROM loan GROUP BY member_id, taken) x ON x.member_id = m.id WHERE m.id IN (3, 5, 8);
-- ranking
SELECT id, RANK() OVER (PARTITION BY book_id ORDER BY taken) AS r FROM loan WHERE fee > 10;
-- union_all
SELECT id FROM member WHERE branch_id = 2 UNION ALL SELECT id FROM book WHERE year = 1950;
-- union_sorted
SELECT name AS n FROM member WHERE branch_id = 2 UNION SELECT author FROM book WHERE pages > 700 ORDER BY n LIMIT 3;
-- except
SELECT id FROM member WHERE branch_id = 2 EXCEPT SELECT member_id FROM loan WHERE fee > 11;
-- distinct_sort
SELECT DISTINCT author FROM book WHERE pages > 300 ORDER BY author;
-- group_sort
SELECT b.author, COUNT(*) AS n FROM loan l JOIN book b ON b.id = l.book_id GROUP BY b.author ORDER BY n DESC LIMIT 3;
-- rollup
SELECT branch_id, YEAR(born), COUNT(*) FROM member GROUP BY branch_id, YEAR(born) WITH ROLLUP;
-- partitions
SELECT SUM(count) FROM visit WHERE day BETWEEN '2024-02-01' AND '2024-02-20';
-- table_function
SELECT j.v FROM JSON_TABLE('[1,2,3]', '$[*]' COLUMNS (v INT PATH '$')) j;
-- optimized_away
SELECT MIN(taken), MAX(taken) FROM loan;
-- impossible
SELECT * FROM loan WHERE 1 = 2;
-- impossible_having
SELECT COUNT(*) FROM loan HAVING 1 = 0;
-- no_table
SELECT NOW();
-- limit_zero
SELECT * FROM book LIMIT 0;
-- odd_names
SELECT o.`a b` FROM `odd | name` o WHERE o.`c,d` = 'v3';
-- odd_literals
SELECT id FROM book WHERE title IN ('say "hi"', 'it''s', 'a | b', 'two
lines', '-> Table scan on x  (cost=1 rows=2)', '{"a": [1]}') AND author <> '*** 1. row ***';
-- forced_first_match: semijoin=on,materialization=off,loosescan=off,duplicateweedout=off
SELECT r.id FROM branch r WHERE r.id IN (SELECT m.branch_id FROM member m WHERE m.born > '1999-01-01');
-- insert_select
INSERT INTO shelf SELECT id + 1000, NULL, title FROM book WHERE year = 1955;
-- update_one
UPDATE member SET name = 'X' WHERE born < '1950-03-01';
-- update_of_one_member
UPDATE loan l JOIN member m ON m.id = l.member_id SET l.fee = 0 WHERE m.card = '00007919';
-- delete_join
DELETE l FROM loan l JOIN book b ON b.id = l.book_id WHERE b.pages > 775;
-- delete_all
DELETE FROM visit;
