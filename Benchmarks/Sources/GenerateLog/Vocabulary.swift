/// A piece of text by its place among a vocabulary's letters, so that it can be passed around without reference counting.
struct Word {
  var start: UInt32
  var count: UInt32
}

/// The words that names, literals, users and hosts are made of, and the forms of the statements.
struct Vocabulary {
  private(set) var letters: [UInt8] = []
  private(set) var tables: [Word] = []
  private(set) var columns: [Word] = []
  private(set) var words: [Word] = []
  private(set) var users: [Word] = []
  private(set) var databases: [Word] = []
  private(set) var hosts: [Word] = []
  private(set) var shapes: [Shape] = []

  init() {
    tables = added(
      """
      orders items users sessions payments products carts reviews addresses shipments invoices tickets messages visits
      coupons stocks suppliers prices refunds returns wishlists ratings images tags brands stores regions taxes carriers
      parcels campaigns clicks searches logins devices tokens roles grants audits jobs
      """)
    columns = added(
      """
      id user_id order_id product_id status state created_at updated_at total amount price qty name email title city
      country zip code kind type source channel parent_id owner_id group_id account_id region_id shop_id locale currency
      discount weight height width color size sku slug token hash phone street notes label position rank score level
      version expires_at deleted_at shipped_at paid_at visible enabled locked priority category_id brand_id supplier_id
      """)
    words = added(
      """
      blue red large small wool cotton steel oak lamp chair mug scarf kettle rug clock shelf Lisboa Zürich Kraków Malmö
      pending shipped active closed newsletter mobile desktop premium basic trial gift return express standard pickup
      """)
    users = added("shop_app shop_app shop_app api api worker report billing search admin")
    databases = added("shop shop shop shop shop shop billing search analytics crm")
    hosts = (0..<48).map { add("web-\($0).example.net [10.0.\($0 / 8).\($0 % 8 + 10)]") }
    shapes = Shape.patterns.map { Shape($0, in: &self) }
  }

  mutating func add(_ text: some StringProtocol) -> Word {
    let word = Word(start: UInt32(letters.count), count: UInt32(text.utf8.count))
    letters.append(contentsOf: text.utf8)
    return word
  }

  private mutating func added(_ text: String) -> [Word] {
    text.split(whereSeparator: \.isWhitespace).map { add($0) }
  }
}
