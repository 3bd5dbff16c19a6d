-- A web shop. What it lacks on purpose: an index on payments.order_id and on orders.state.
DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop CHARACTER SET utf8mb4;
USE shop;
CREATE TABLE users (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(190) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  name VARCHAR(100) NOT NULL,
  city VARCHAR(80) NOT NULL,
  status ENUM('active','banned','deleted') NOT NULL DEFAULT 'active',
  profile JSON DEFAULT NULL,
  created_at DATETIME NOT NULL,
  last_login DATETIME DEFAULT NULL,
  UNIQUE KEY uk_email (email),
  KEY idx_phone (phone),
  KEY idx_city_status (city, status)
) ENGINE=InnoDB;
CREATE TABLE addresses (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id INT UNSIGNED NOT NULL,
  street VARCHAR(200) NOT NULL,
  zip VARCHAR(12) NOT NULL,
  KEY idx_user (user_id),
  CONSTRAINT fk_addr_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE categories (
  id SMALLINT UNSIGNED NOT NULL PRIMARY KEY,
  parent_id SMALLINT UNSIGNED DEFAULT NULL,
  name VARCHAR(60) NOT NULL
) ENGINE=InnoDB;
CREATE TABLE products (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sku CHAR(10) NOT NULL,
  category_id SMALLINT UNSIGNED NOT NULL,
  title VARCHAR(150) NOT NULL,
  description TEXT,
  price DECIMAL(10,2) NOT NULL,
  stock INT NOT NULL,
  reserved INT NOT NULL DEFAULT 0,
  attrs JSON DEFAULT NULL,
  image BLOB,
  UNIQUE KEY uk_sku (sku),
  KEY idx_title (title),
  KEY idx_cat_price (category_id, price),
  FULLTEXT KEY ft_title (title)
) ENGINE=InnoDB;
CREATE TABLE orders (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id INT UNSIGNED NOT NULL,
  state VARCHAR(12) NOT NULL,
  total DECIMAL(12,2) NOT NULL,
  coupon VARCHAR(20) DEFAULT NULL,
  note TEXT,
  created_at DATETIME NOT NULL,
  shipped_at DATETIME DEFAULT NULL,
  KEY idx_user_created (user_id, created_at),
  KEY idx_created (created_at)
) ENGINE=InnoDB;
CREATE TABLE order_items (
  order_id INT UNSIGNED NOT NULL,
  line SMALLINT UNSIGNED NOT NULL,
  product_id INT UNSIGNED NOT NULL,
  qty INT NOT NULL,
  price DECIMAL(10,2) NOT NULL,
  PRIMARY KEY (order_id, line),
  KEY idx_product (product_id)
) ENGINE=InnoDB;
CREATE TABLE payments (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id INT UNSIGNED NOT NULL,
  method VARCHAR(20) NOT NULL,
  amount DECIMAL(12,2) NOT NULL,
  ref VARCHAR(40) NOT NULL
) ENGINE=InnoDB;
CREATE TABLE sessions (
  sid CHAR(32) NOT NULL PRIMARY KEY,
  user_id INT UNSIGNED DEFAULT NULL,
  data MEDIUMBLOB,
  expires INT UNSIGNED NOT NULL
) ENGINE=InnoDB;
CREATE TABLE reviews (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  product_id INT UNSIGNED NOT NULL,
  user_id INT UNSIGNED NOT NULL,
  stars TINYINT NOT NULL,
  body TEXT,
  UNIQUE KEY uk_once (product_id, user_id)
) ENGINE=InnoDB;
CREATE TABLE audit_log (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at DATETIME(6) NOT NULL,
  actor VARCHAR(40) NOT NULL,
  message TEXT
) ENGINE=InnoDB;
CREATE TABLE import_rows (sku CHAR(10), title VARCHAR(150), price DECIMAL(10,2)) ENGINE=InnoDB;
CREATE VIEW paid_orders AS SELECT * FROM orders WHERE state IN ('paid','packed','shipped');
DELIMITER //
CREATE PROCEDURE close_order(IN p_id INT)
BEGIN
  DECLARE n INT;
  SELECT COUNT(*) INTO n FROM order_items WHERE order_id = p_id;
  IF n > 0 THEN
    UPDATE orders SET state = 'shipped', shipped_at = NOW() WHERE id = p_id;
  END IF;
  INSERT INTO audit_log (at, actor, message) VALUES (NOW(6), 'close_order', CONCAT('closed ', p_id));
END //
CREATE FUNCTION order_total(p_id INT) RETURNS DECIMAL(12,2) READS SQL DATA
  RETURN (SELECT SUM(qty * price) FROM order_items WHERE order_id = p_id) //
CREATE TRIGGER reviews_ai AFTER INSERT ON reviews FOR EACH ROW
  INSERT INTO audit_log (at, actor, message) VALUES (NOW(6), 'trigger', CONCAT('review ', NEW.id)) //
DELIMITER ;
CREATE USER IF NOT EXISTS 'shop_app'@'%' IDENTIFIED BY 'app', 'shop_app'@'localhost' IDENTIFIED BY 'app',
  'report'@'localhost' IDENTIFIED BY 'report', ''@'localhost' IDENTIFIED BY '';
GRANT ALL ON shop.* TO 'shop_app'@'%', 'shop_app'@'localhost';
GRANT ALL ON shop.* TO 'report'@'localhost';
