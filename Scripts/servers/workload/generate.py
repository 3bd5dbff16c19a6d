#!/usr/bin/env python3
"""Write SQL of the web-shop workload: generate.py PART [--scale S] [--rows R] [--seed N]

PART    data            the rows of schema.sql's tables
        app, report     what web servers, and analysts and cron jobs send (app1, app2: other draws)
        night [new]     a shop's day: what its web servers send, and some reports; with `new` one more statement
        planted HOW     statements of planted.tsv that run in that way, shuffled
        bytes           long and binary literals
--scale how many statements; --rows how many rows, as a share of what schema.sql is thought for.
The same arguments always give the same bytes. run-workload feeds them to the servers' own clients,
with --force --comments --binary-mode.
"""
import argparse
import pathlib
import random
import sys

CITIES = ["Lisboa", "São Paulo", "Zürich", "Kraków", "東京", "Москва", "Malmö", "İzmir", "New York"]
FIRST_NAMES = ["Ana", "Jürgen", "Zoë", "Miloš", "李雷", "O'Brien", "Søren", "Иван", "Chloé", "Bob"]
WORDS = "blue red large small wool cotton steel oak lamp chair mug scarf kettle rug clock shelf".split()
STATES = ["new", "paid", "packed", "shipped", "returned", "cancelled"]
STATUSES = ["active"] * 8 + ["banned", "deleted"]
METHODS = ["card"] * 6 + ["iban"] * 3 + ["paypal"]
COMMENTS = ["très bien 👍", "it's \"ok\"", "line one\nline two", "# not a header\n# Time: soon", "50% off; -- really",
            "tab\there", "日本語のレビュー", "/* hm */ \\o/", "a\r\nb"]
EPOCH = 1790000000


def escaped(text):
    return text.replace("\\", "\\\\").replace("'", "\\'")


def quoted(text):
    return f"'{escaped(text)}'"


class Shop:
    """Draws literals that fit the rows which `data` writes."""

    def __init__(self, rnd, rows):
        self.rnd = rnd
        self.users, self.products, self.orders = (max(10, round(n * rows)) for n in (20000, 3000, 40000))
        self.sessions, self.reviews, self.categories = max(10, round(10000 * rows)), max(10, round(8000 * rows)), 30
        self.draws = {
            "user": lambda: rnd.randint(1, self.users),
            "product": lambda: rnd.randint(1, self.products),
            "order": lambda: rnd.randint(1, self.orders),
            "category": lambda: rnd.randint(1, self.categories),
            "products": lambda: ", ".join(str(self.product()) for _ in range(rnd.choice([1, 2, 3, 5, 8, 13, 40]))),
            "many": lambda: ", ".join(str(self.order()) for _ in range(600)),
            "deep": lambda: rnd.randint(self.orders // 4, self.orders - 100) // 20 * 20,
            "hot": lambda: 77,
            "number": lambda: rnd.randint(100, 999),
            "small": lambda: rnd.randint(1, 9),
            "price": lambda: f"{rnd.randint(1, 900)}.{rnd.randint(10, 99)}",
            "low_price": lambda: rnd.randint(1, 9),
            "phone": lambda: 35190000000 + rnd.randint(1, self.users),
            "sku": lambda: f"{self.product():07}",
            "sid": lambda: f"{rnd.getrandbits(128):032x}",
            "free": lambda: rnd.randint(10 ** 8, 4 * 10 ** 9),
            "time": lambda: EPOCH + rnd.randint(0, 999999),
            "day": lambda: f"2026-{rnd.randint(1, 11):02}-{rnd.randint(1, 28):02}",
            "early_day": lambda: f"2026-{rnd.randint(1, 3):02}-{rnd.randint(1, 28):02}",
            "word": lambda: rnd.choice(WORDS),
            "city": lambda: escaped(rnd.choice(CITIES)),
            "name": lambda: escaped(rnd.choice(FIRST_NAMES)),
            "state": lambda: rnd.choice(STATES),
            "comment": lambda: escaped(rnd.choice(COMMENTS)),
            "trace": lambda: f"{rnd.getrandbits(64):016x}",
            "page": lambda: rnd.randint(0, 5) * 20,
            "stars": lambda: rnd.randint(1, 5),
        }

    def __getattr__(self, name):
        return self.draws[name]

    def __getitem__(self, name):
        """For str.format_map: a literal drawn anew for every {word}."""
        return self.draws[name]()

    def fill(self, template):
        return template.format_map(self)


def data(shop):
    rnd = shop.rnd
    print("USE shop;\nSET autocommit = 0;")

    def insert(table, columns, rows, size=1000):
        for i in range(0, len(rows), size):
            print(f"INSERT INTO {table} ({columns}) VALUES\n" + ",\n".join(rows[i:i + size]) + ";")

    def when():
        return f"'2026-{rnd.randint(1, 11):02}-{rnd.randint(1, 28):02} {rnd.randint(0, 23):02}:{rnd.randint(0, 59):02}:00'"

    insert("categories", "id, parent_id, name", [
        f"({i},{'NULL' if i < 4 else rnd.randint(1, i - 1)},{quoted(rnd.choice(WORDS) + str(i))})"
        for i in range(1, shop.categories + 1)])
    insert("users", "id, email, phone, name, city, status, profile, created_at, last_login", [
        f"({i},'user{i}@example.{rnd.choice(['com'] * 3 + ['org'])}','{35190000000 + i}',{quoted(rnd.choice(FIRST_NAMES))},"
        f"{quoted(rnd.choice(CITIES))},'{rnd.choice(STATUSES)}',"
        f"'{{\"lang\": \"{rnd.choice(['en', 'pt', 'ja'])}\", \"age\": {rnd.randint(18, 90)}}}',{when()},{when()})"
        for i in range(1, shop.users + 1)])
    insert("addresses", "user_id, street, zip", [
        f"({shop.user()},'Rua {i}','{rnd.randint(10000, 99999)}')" for i in range(1, shop.users // 2)])
    insert("products", "id, sku, category_id, title, description, price, stock, attrs", [
        f"({i},'SKU{i:07}',{shop.category()},{quoted(' '.join(rnd.sample(WORDS, 3)))},"
        f"{quoted('A fine ' + ' '.join(rnd.choices(WORDS, k=20)))},{rnd.randint(100, 99999) / 100},{rnd.randint(0, 500)},"
        f"'{{\"color\": \"{rnd.choice(WORDS[:2])}\", \"kg\": {rnd.randint(1, 90) / 10}}}')"
        for i in range(1, shop.products + 1)])
    insert("orders", "id, user_id, state, total, note, created_at", [
        f"({i},{shop.user()},'{rnd.choice(STATES)}',{rnd.randint(500, 90000) / 100},'note {rnd.getrandbits(32):08x}',{when()})"
        for i in range(1, shop.orders + 1)])
    insert("order_items", "order_id, line, product_id, qty, price", [
        f"({i},{line},{shop.product()},{rnd.randint(1, 5)},{rnd.randint(100, 9999) / 100})"
        for i in range(1, shop.orders + 1) for line in range(1, rnd.randint(2, 5))])
    insert("payments", "order_id, method, amount, ref", [
        f"({shop.order()},'{rnd.choice(METHODS)}',{rnd.randint(500, 90000) / 100},'{rnd.getrandbits(64):016x}')"
        for _ in range(shop.orders)])
    insert("sessions", "sid, user_id, data, expires", [
        f"('{rnd.getrandbits(128):032x}',{shop.user()},'a:0:{{}}',{EPOCH + rnd.randint(0, 9999999)})"
        for _ in range(shop.sessions)])
    insert("reviews", "product_id, user_id, stars, body", [
        f"({i % shop.products + 1},{i},{rnd.randint(1, 5)},{quoted(' '.join(rnd.choices(WORDS, k=8)))})"
        for i in range(1, shop.reviews)])
    print("COMMIT;\nANALYZE TABLE users, addresses, categories, products, orders, order_items, payments, sessions, reviews;")


# What the shop's web servers send: many short statements. (weight, statement)
APP = [
    (30, "SELECT * FROM users WHERE id = {user}"),
    (14, "SELECT id, name, city FROM users WHERE email = 'user{user}@example.com' LIMIT 1"),
    (16, "SELECT `p`.`id`, `p`.`title`, `p`.`price` FROM `products` `p` WHERE `p`.`id` IN ({products})"),
    (10, "select p.*, c.name from products p join categories c on c.id = p.category_id where p.category_id = {category} "
         "order by p.price desc limit 20 offset {page}"),
    (8, "SELECT SQL_CALC_FOUND_ROWS * FROM products WHERE price < {price} ORDER BY title LIMIT {page},10"),
    (8, "SELECT o.id, o.total, o.coupon FROM orders o WHERE o.user_id = {user} ORDER BY o.created_at DESC LIMIT 10"),
    (8, "SELECT oi.line, oi.qty, p.title\n  FROM order_items oi\n  JOIN products p ON p.id = oi.product_id\n"
        " WHERE oi.order_id = {order}\n ORDER BY oi.line"),
    (12, "SELECT user_id, data FROM sessions WHERE sid = '{sid}' AND expires > {time}"),
    (10, "INSERT INTO sessions (sid, user_id, data, expires) VALUES ('{sid}', {user}, 'cart|a:{small}:{{}}', {time})"),
    (8, "UPDATE users SET last_login = NOW(), status = 'active' WHERE id = {user}"),
    (6, "UPDATE products SET stock = stock - {small} WHERE id = {product} AND stock > 0"),
    (5, "INSERT INTO orders (user_id, state, total, note, created_at) VALUES ({user}, 'new', {price}, '{comment}', NOW())"),
    (5, "INSERT INTO order_items VALUES (LAST_INSERT_ID() + {free}, 1, {product}, 1, 9.99), "
        "(LAST_INSERT_ID() + {free}, 2, {product}, {small}, {price})"),
    (5, "REPLACE INTO reviews (product_id, user_id, stars, body) VALUES ({product}, {user}, {stars}, '{comment}')"),
    (4, "DELETE FROM sessions WHERE sid='{sid}'"),
    (4, "CALL close_order({order})"),
    (3, "SELECT order_total({order}) AS total"),
    (5, "/* controller='orders',action='show',trace='{trace}' */ SELECT COUNT(*) AS n FROM orders WHERE user_id = {user}"),
    (3, "SELECT COUNT(*) FROM reviews WHERE product_id = {product} AND stars >= 4 /* app:web-{small} */"),
    (3, "BEGIN"), (3, "COMMIT"),
    (2, "SET @last_seen = {time}"),
    (2, "SELECT @@session.autocommit, @@version_comment LIMIT 1"),
]

# What analysts and cron jobs send: few, long, varied statements.
REPORT = [
    "SELECT state, COUNT(*) AS n, SUM(total) AS revenue FROM orders WHERE created_at >= '{day}' GROUP BY state ORDER BY revenue DESC",
    "SELECT DATE(created_at) d, COUNT(*) FROM orders WHERE DATE(created_at) = '{day}' GROUP BY d",
    "SELECT u.id, u.email, COUNT(o.id) AS orders, SUM(o.total) AS spent\nFROM users u\nLEFT JOIN orders o ON o.user_id = u.id\n"
    "WHERE u.city = '{city}'\nGROUP BY u.id, u.email\nHAVING spent > {number}\nORDER BY spent DESC\nLIMIT 25",
    "SELECT * FROM products WHERE title LIKE '%{word}%'",
    "SELECT * FROM orders WHERE state = '{state}' LIMIT 200",
    "SELECT * FROM payments WHERE order_id = {order}",
    "SELECT id, name FROM users WHERE id NOT IN (SELECT user_id FROM orders WHERE created_at > '{day}') AND status = 'active'",
    "SELECT p.id, p.title FROM products p WHERE EXISTS (SELECT 1 FROM order_items i WHERE i.product_id = p.id AND i.qty >= {stars}) LIMIT 50",
    "SELECT p.title, (SELECT MAX(stars) FROM reviews r WHERE r.product_id = p.id) AS stars FROM products p WHERE p.category_id = {category}",
    "(SELECT id, 'user' AS kind FROM users WHERE created_at > '{day}' LIMIT 5) UNION ALL "
    "(SELECT id, 'order' FROM orders WHERE created_at > '{day}' LIMIT 5) UNION SELECT id, 'review' FROM reviews WHERE stars = {stars} ORDER BY id LIMIT 10",
    "WITH monthly AS (\n  SELECT DATE_FORMAT(created_at, '%Y-%m') AS m, SUM(total) AS t FROM orders GROUP BY m\n)\n"
    "SELECT m, t, t - LAG(t) OVER (ORDER BY m) AS diff FROM monthly WHERE t > {number}",
    "WITH RECURSIVE tree AS (SELECT id, parent_id, name, 0 AS depth FROM categories WHERE id = {stars} "
    "UNION ALL SELECT c.id, c.parent_id, c.name, depth + 1 FROM categories c JOIN tree t ON c.parent_id = t.id) SELECT * FROM tree",
    "SELECT * FROM (SELECT o.*, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY total DESC) AS rn FROM orders o) x WHERE rn = 1 AND total > 8{number}",
    "SELECT id, JSON_EXTRACT(attrs, '$.color') AS color FROM products WHERE JSON_EXTRACT(attrs, '$.kg') > {small} ORDER BY JSON_EXTRACT(attrs, '$.kg') LIMIT 10",
    "SELECT u.* FROM users u, orders o, order_items i WHERE u.id = o.user_id AND o.id = i.order_id AND i.product_id = {product}",
    "SELECT COUNT(DISTINCT user_id), MIN(total), MAX(total), AVG(total) FROM orders WHERE total BETWEEN {small} AND {number}.5",
    "SELECT a.id, b.id FROM products a JOIN products b ON a.title = b.title AND a.id < b.id WHERE a.category_id = {category}",
    "SELECT id, title, MATCH(title) AGAINST ('{word}') AS score FROM products WHERE MATCH(title) AGAINST ('{word} {word}' IN NATURAL LANGUAGE MODE)",
    "SELECT id, name FROM users WHERE status = 'active' AND (city = '{city}' OR name = '{name}') ORDER BY created_at LIMIT 100",
    "SELECT state, COUNT(*) FROM paid_orders WHERE user_id < {number} GROUP BY state WITH ROLLUP",
    "UPDATE orders o JOIN users u ON u.id = o.user_id SET o.coupon = CONCAT('C', u.id) WHERE u.city = '{city}' AND o.state = 'new'",
    "DELETE FROM sessions WHERE expires < {time}",
    "DELETE a FROM addresses a LEFT JOIN users u ON u.id = a.user_id WHERE u.status = 'deleted' AND a.zip > '99{number}'",
    "INSERT INTO audit_log (at, actor, message) SELECT NOW(6), 'report', CONCAT('order ', id) FROM orders WHERE total > 899.{number}",
    "SELECT /*+ MAX_EXECUTION_TIME(2000) */ COUNT(*) FROM order_items WHERE price < {price}",
    "SELECT SLEEP(0.1{small})",
    "EXPLAIN SELECT * FROM orders WHERE total > 100",
    "SELECT id FROM users FORCE INDEX (PRIMARY) WHERE city = '{city}' LIMIT 500 FOR UPDATE",
]


def app(shop, scale):
    print("SET NAMES utf8mb4;")
    drawn = shop.rnd.choices([s for _, s in APP], [w for w, _ in APP], k=round(150 * scale))
    for template in [s for _, s in APP] + drawn:
        print(shop.fill(template) + ";")


# What a release brought: in no night but the last.
NEW = ("SELECT p.id, p.title, COUNT(*) AS sold FROM products p JOIN order_items i ON i.product_id = p.id "
       "WHERE p.title LIKE '%{word}%' GROUP BY p.id ORDER BY sold DESC LIMIT 5")


def night(shop, scale, how):
    print("SET NAMES utf8mb4;")
    weighted = [(w, s) for w, s in APP if s not in ("BEGIN", "COMMIT")]
    # The reports but one, which would take hours in the night without an index.
    weighted += [(1, s) for s in REPORT[:10] if "LEFT JOIN" not in s] + ([(6, NEW)] if how == "new" else [])
    weights, templates = zip(*weighted)
    for template in shop.rnd.choices(templates, weights, k=round(900 * scale)):
        print(shop.fill(template) + ";")


def report(shop, scale):
    print("SET NAMES utf8mb4;\nSET sql_mode = '';")
    for _ in range(max(1, round(2 * scale))):
        for template in shop.rnd.sample(REPORT, len(REPORT)):
            print(shop.fill(template) + ";")


def planted(shop, scale, how):
    print("SET NAMES utf8mb4;")
    statements = []
    for line in (pathlib.Path(__file__).parent / "planted.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            _, _, kind, times, template = line.split("\t")
            if kind == how:
                # A burst is none if it is short.
                count = int(times) if how in ("burst", "lock") else max(1, round(int(times) * scale))
                statements += [template] * count
    if how != "report":  # There, a statement may need what the one before it left.
        shop.rnd.shuffle(statements)
    for template in statements:
        print(shop.fill(template) + ";")


def raw_bytes(shop):
    rnd = shop.rnd
    blob = "".join(f"{rnd.randrange(256):02x}" for _ in range(600))
    print(f"UPDATE products SET image = 0x{blob} WHERE id = 1;")
    escapes = {0: "\\0", 10: "\\n", 13: "\\r", 26: "\\Z", 34: '\\"', 39: "\\'", 92: "\\\\"}
    print("UPDATE products SET image = _binary '"
          + "".join(escapes.get(b, chr(b)) for b in (rnd.randrange(128) for _ in range(400))) + "' WHERE id = 2;")
    print("SELECT COUNT(*) FROM users WHERE id IN (" + ",".join(str(rnd.randint(1, 9999)) for _ in range(700)) + ");")
    print("INSERT INTO import_rows VALUES " + ",".join(
        f"('SKU{i:07}','{rnd.choice(WORDS)}',{rnd.randint(1, 99)}.00)" for i in range(120)) + ";")
    print("SELECT " + "(" * 30 + "1" + ")" * 30 + ", '" + "x" * 3000 + "';")
    sys.stdout.flush()
    # Bytes that are no UTF-8, and a statement whose lines end in CR LF.
    sys.stdout.buffer.write(b"SET NAMES latin1;\nSELECT 'caf\xe9 \xff\xfe';\nSET NAMES utf8mb4;\n"
                            b"SELECT _binary'\xc3\x28\x80';\nSELECT 'windows',\r\n  'line ends'\r\n  FROM users WHERE id = 3;\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part")
    parser.add_argument("how", nargs="?")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--rows", type=float, default=1)
    parser.add_argument("--seed", type=int, default=20261122)
    args = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    shop = Shop(random.Random(f"{args.seed} {args.part} {args.how}"), args.rows)
    if args.part == "data":
        data(shop)
    elif args.part.startswith("app"):
        app(shop, args.scale)
    elif args.part == "night":
        night(shop, args.scale, args.how)
    elif args.part == "report":
        report(shop, args.scale)
    elif args.part == "planted" and args.how:
        planted(shop, args.scale, args.how)
    elif args.part == "bytes":
        raw_bytes(shop)
    else:
        parser.error(f"unknown part {args.part}")


if __name__ == "__main__":
    main()
