import SQLText
import Testing

@Suite struct TokenizerTests {
  typealias Kind = Token.Kind

  struct Example: Sendable, CustomTestStringConvertible {
    var sql: String
    /// Each token as `kind:text`, without blanks.
    var expected: String
    var options: Tokenizer.Options
    init(_ sql: String, _ expected: String, options: Tokenizer.Options = []) {
      self.sql = sql
      self.expected = expected
      self.options = options
    }
    var testDescription: String { sql }
  }

  static func tokens(_ bytes: [UInt8], _ options: Tokenizer.Options = []) -> [Token] {
    var tokenizer = Tokenizer(options: options)
    var tokens: [Token] = []
    while true {
      let token = tokenizer.next(in: bytes.span)
      if token.kind == .end { return tokens }
      tokens.append(token)
    }
  }

  static func described(_ sql: String, _ options: Tokenizer.Options) -> String {
    let bytes = Array(sql.utf8)
    return tokens(bytes, options).filter { $0.kind != .blank }.map { token in
      let text = String(decoding: bytes[token.range], as: UTF8.self)
      let kind = token.keyword == nil ? "\(token.kind)" : "key"
      return kind + ":" + text + (token.flags.contains(.unterminated) ? "!" : "")
    }.joined(separator: " ")
  }

  // What MySQL 9.7.4 and MariaDB 10.11 make of these was tried on servers.
  @Test(arguments: [
    // Names
    Example("a a1 _a $a a$b", "word:a word:a1 word:_a word:$a word:a$b"),
    Example("2024_log 1a 1$a 1ex", "word:2024_log word:1a word:1$a word:1ex"),
    Example("é 日本 caf\u{e9}", "word:é word:日本 word:café"),
    Example("t.1a t.1e5 t.5", "word:t dot:. word:1a word:t dot:. word:1e5 word:t dot:. word:5"),
    Example("t.select t. select", "word:t dot:. word:select word:t dot:. key:select"),
    Example(
      "select.a key.`b` from.*", "word:select dot:. word:a word:key dot:. quotedIdentifier:`b` word:from dot:. symbol:*"
    ),
    Example("t .1a", "word:t decimal:.1 word:a"),
    Example(
      "`a` `a``b` `a b` `", "quotedIdentifier:`a` quotedIdentifier:`a``b` quotedIdentifier:`a b` quotedIdentifier:`!"),
    Example(#""a""b" "a"#, #"quotedIdentifier:"a""b" quotedIdentifier:"a!"#, options: .ansiQuotes),
    Example("SELECT Status sql_no_cache", "key:SELECT key:Status key:sql_no_cache"),
    Example("selects _select", "word:selects word:_select"),
    Example(
      "minute_microsecond MASTER_SSL_VERIFY_SERVER_CERT", "key:minute_microsecond key:MASTER_SSL_VERIFY_SERVER_CERT"),
    // Numbers
    Example("1 1.5 .5 5. 1.e2", "integer:1 decimal:1.5 decimal:.5 decimal:5. float:1.e2"),
    Example("1E5 1e-5 1e+5 1.5e3", "float:1E5 float:1e-5 float:1e+5 float:1.5e3"),
    Example("1e 1e5x 1.5a 1.5e", "float:1e float:1e5 word:x decimal:1.5 word:a decimal:1.5 word:e"),
    Example("1.2.3", "decimal:1.2 decimal:.3"),
    Example("0xFF 0XFF 0xFFg 0x", "hexNumber:0xFF hexNumber:0XFF word:0xFFg word:0x"),
    Example("0b01 0B01 0b012 0b", "bitNumber:0b01 bitNumber:0B01 word:0b012 word:0b"),
    Example("5-1 5--1 -1", "integer:5 symbol:- integer:1 integer:5 symbol:- symbol:- integer:1 symbol:- integer:1"),
    Example("1e", "float:1e"), Example("1E-", "float:1E symbol:-"), Example("1ex", "word:1ex"),
    // Strings
    Example("'a' 'it''s' '' ''''", "string:'a' string:'it''s' string:'' string:''''"),
    Example(#"'a\'b' "a\"b" "a""b" 'a"b'"#, #"string:'a\'b' string:"a\"b" string:"a""b" string:'a"b'"#),
    Example(#"'a\\' 'b'"#, #"string:'a\\' string:'b'"#),
    Example(#"'C:\' x"#, #"string:'C:\' word:x"#, options: .noBackslashEscapes),
    Example(#"'C:\' x"#, #"string:'C:\' x!"#),
    Example("'abc", "string:'abc!"), Example("'abc''", "string:'abc''!"), Example(#"'abc\"#, #"string:'abc\!"#),
    Example("N'a' n'b' n 'c' n\"d\"", "nationalString:N'a' nationalString:n'b' word:n string:'c' word:n string:\"d\""),
    Example("X'4D' x'4d' x '4d'", "hexString:X'4D' hexString:x'4d' word:x string:'4d'"),
    Example("b'01' B'1' b'01", "bitString:b'01' bitString:B'1' bitString:b'01!"),
    Example(
      "_utf8mb4'a' _LATIN1 0x41 _foo'a'", "key:_utf8mb4 string:'a' key:_LATIN1 hexNumber:0x41 word:_foo string:'a'"),
    Example("$$a 'b$$ x", "dollarString:$$a 'b$$ word:x"), Example("$t$ a $$ $t $t$", "dollarString:$t$ a $$ $t $t$"),
    Example("$$abc", "dollarString:$$abc!"), Example("a$$b$$", "word:a$$b$$"),
    Example(#"\N \n"#, #"null:\N junk:\ word:n"#),
    Example("<secret> < secret> <secret", "secret:<secret> symbol:< word:secret symbol:> symbol:< word:secret"),
    Example("? ?,?", "placeholder:? placeholder:? comma:, placeholder:?"),
    // Variables
    Example("@x @a.b @$c @1", "userVariable:@x userVariable:@a.b userVariable:@$c userVariable:@1"),
    Example("@'x y' @\"x\" @`x y` @ x", "userVariable:@'x y' userVariable:@\"x\" userVariable:@`x y` symbol:@ word:x"),
    Example(
      "@@a @@global.b @@`c` @@",
      "systemVariable:@@a systemVariable:@@global dot:. word:b systemVariable:@@`c` systemVariable:@@"),
    Example("'u'@'h%' u@h", "string:'u' userVariable:@'h%' word:u userVariable:@h"),
    // Comments
    Example("a -- b\nc", "word:a comment:-- b word:c"), Example("a --b", "word:a symbol:- symbol:- word:b"),
    Example("a --\tb\n--\nc --", "word:a comment:--\tb comment:-- word:c comment:--"),
    Example("a # 'b\nc#", "word:a comment:# 'b word:c comment:#"),
    Example("a/* ' */b /**/ /*/ */ /* x", "word:a comment:/* ' */ word:b comment:/**/ comment:/*/ */ comment:/* x!"),
    Example("/*+ a(1) */ b", "hintStart:/*+ word:a leftParenthesis:( integer:1 rightParenthesis:) hintEnd:*/ word:b"),
    Example("/*+ don't */ b", "hintStart:/*+ word:don string:'t ! hintEnd:*/ word:b"),
    Example("/*+ a", "comment:/*+ a!"),
    Example("/*!40001 a */ b", "versionStart:/*!40001 word:a versionEnd:*/ word:b"),
    Example(
      "/*!400011 a*//*! 1*/", "versionStart:/*!400011 word:a versionEnd:*/ versionStart:/*! integer:1 versionEnd:*/"),
    Example("/*!1234 a*/", "versionStart:/*! integer:1234 word:a versionEnd:*/"),
    Example("/*M!100100 a */ /*m!1*/", "versionStart:/*M!100100 word:a versionEnd:*/ comment:/*m!1*/"),
    Example("/*!40001 'x */ ' /* y */ */", "versionStart:/*!40001 string:'x */ ' comment:/* y */ versionEnd:*/"),
    Example(
      "/*!40001 a /*!40001 b */ */",
      "versionStart:/*!40001 word:a versionStart:/*!40001 word:b versionEnd:*/ symbol:* symbol:/"),
    // Symbols
    Example(
      "a->'$.x' a->>'y' a - > b",
      "word:a symbol:-> string:'$.x' word:a symbol:->> string:'y' word:a symbol:- symbol:> word:b"),
    Example(
      ":= <=> || && != <> <= >= << >>",
      "symbol::= symbol:<=> symbol:|| symbol:&& symbol:!= symbol:<> symbol:<= symbol:>= symbol:<< symbol:>>"),
    Example(
      "+-*/%=<>!&|^~:",
      "symbol:+ symbol:- symbol:* symbol:/ symbol:% symbol:= symbol:<> symbol:! symbol:& symbol:| symbol:^ symbol:~ symbol::"
    ),
    Example("(a,b);", "leftParenthesis:( word:a comma:, word:b rightParenthesis:) semicolon:;"),
    Example("*/", "symbol:* symbol:/"), Example("{d [1]\u{0}", "junk:{ word:d junk:[ integer:1 junk:] junk:\u{0}"),
    Example("", ""),
  ])
  func cutsText(_ example: Example) {
    #expect(Self.described(example.sql, example.options) == example.expected)
  }

  @Test func marksWhatStandsInHintsAndVersionComments() {
    let tokens = Self.tokens(Array("a /*+ b */ /*!40001 c */ d".utf8)).filter { $0.kind == .word }
    #expect(tokens.map(\.flags) == [[], .inHint, .inVersionComment, []])
  }

  @Test func findsEachKeywordInAnyCase() {
    for keyword in Keyword.allCases where keyword != .charsetIntroducer {
      for spelling in [keyword.rawValue, keyword.rawValue.uppercased()] {
        let tokens = Self.tokens(Array(spelling.utf8))
        #expect(tokens.map(\.keyword) == [keyword], "\(spelling)")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func tokensCoverTheText(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<5_000 {
      let bytes = StatementSoup.any(&generator)
      let tokens = Self.tokens(bytes, StrictPropertyTests.optionSets[round % 4])
      var end = 0
      var hasGap = false
      for token in tokens {
        if token.start != end || token.end <= token.start { hasGap = true }
        end = token.end
      }
      #expect(!hasGap && end == bytes.count, "seed \(seed) round \(round): \(shown(bytes))")
    }
  }
}
