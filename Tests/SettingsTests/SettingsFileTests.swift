import Testing

@testable import Settings

@Suite struct SettingsFileTests {
  private func read(_ text: String) throws(SettingsError) -> SettingValue {
    try SettingsFile.read(Array(text.utf8), name: "s.toml")
  }

  private static let toml = """
    # settings
    limit = "95%"
    jobs = 2
    ratio = 1.5
    quiet = true

    [rules]
    QD101 = false
    "QD 150" = { ratio = 500 }
    text = '''
    [not.a.header]
    x = 1
    '''

    [[suppress]]
    rule = "QD103"
    until = 2026-12-31
      [[suppress]]
      rule = "QD104"
    """

  @Test func readsValuesOfEachKind() throws {
    let value = try read(Self.toml)
    #expect(value["limit"]?.text == "95%")
    #expect(value["jobs"]?.number == 2)
    #expect(value["ratio"]?.number == 1.5)
    #expect(value["quiet"]?.bool == true)
    #expect(value["rules"]?["QD101"]?.bool == false)
    #expect(value["rules"]?["QD 150"]?["ratio"]?.number == 500)
    #expect(value["suppress"]?.list?.map { $0["rule"]?.text } == ["QD103", "QD104"])
    #expect(value["suppress"]?.list?[0]["until"]?.day == "2026-12-31")
  }

  @Test func knowsWhereEachKeyStands() throws {
    let value = try read(Self.toml)
    #expect(value["limit"]?.place.description == "s.toml: line 2, column 1")
    #expect(value["rules"]?["QD101"]?.place.description == "s.toml: line 8, column 1")
    #expect(value["rules"]?["QD 150"]?["ratio"]?.place.description == "s.toml: line 9, column 1")
    #expect(value["suppress"]?.list?[1].place.description == "s.toml: line 18, column 3")
    #expect(value["suppress"]?.list?[1]["rule"]?.place.description == "s.toml: line 19, column 3")
  }

  @Test(arguments: [
    ("a = 1\nb = \n", 2), ("[x\n", 1), ("a = 1\na = 2", 2), ("a = \"open", 1), ("just words", 1),
  ])
  func saysWhereTheFaultIs(text: String, line: Int) {
    #expect { try read(text) } throws: {
      guard let error = $0 as? SettingsError else { return false }
      return error.place.line == line && !error.text.isEmpty
    }
  }

  @Test func readsJSONWhereABraceComesFirst() throws {
    let value = try read(#" {"rules": {"QD101": false, "QD150": {"ratio": 2.5}}, "n": [1, "x", null]}"#)
    #expect(value["rules"]?["QD101"]?.bool == false)
    #expect(value["rules"]?["QD150"]?["ratio"]?.number == 2.5)
    #expect(value["n"]?.list?.map(\.number) == [1, nil, nil])
    #expect { try read("{\n  \"a\": }") } throws: { ($0 as? SettingsError)?.place.line == 2 }
  }

  /// A key with a control character ended the process.
  @Test func controlCharactersAreTold() {
    for (text, line, column) in [("[\u{1}a]\n", 1, 2), ("a = 1\nb\u{7F} = 2\n", 2, 2), ("\u{0}", 1, 1)] {
      let error = #expect(throws: SettingsError.self) { try SettingsFile.read(Array(text.utf8), name: "s.toml") }
      #expect(error?.place == SettingPlace(file: "s.toml", line: line, column: column))
    }
  }

  /// It ended the process, too.
  @Test func aHeaderWithoutANameIsTold() {
    for (text, line, column) in [
      ("[[[a]]]\n", 1, 3), ("a = 1\n[ = b]\n", 2, 2), ("[", 1, 2), ("[[\n", 1, 3), ("[#]", 1, 2), ("\u{FEFF}[;", 1, 2),
    ] {
      let error = #expect(throws: SettingsError.self) { try SettingsFile.read(Array(text.utf8), name: "s.toml") }
      #expect(error?.place == SettingPlace(file: "s.toml", line: line, column: column), "\(text)")
    }
  }

  /// TOMLKit ended the process over `2026-11-22T:`.
  @Test func aTimeWithoutQuotesIsTold() throws {
    for (text, line, column) in [
      ("a = 2026-11-22T:1000", 1, 5), ("[r]\n50 = 2026-11-2\n", 2, 6), ("a = [1, 07:32:00]", 1, 9),
      ("a = { b = 1979-05-27 07:32:00Z }", 1, 11),
    ] {
      let error = #expect(throws: SettingsError.self) { try SettingsFile.read(Array(text.utf8), name: "s.toml") }
      #expect(error?.place == SettingPlace(file: "s.toml", line: line, column: column), "\(text)")
    }
    // None of these is one.
    let fine =
      "a = \"2026-11-22T:\" # 2026-11-22\nb = [1, 20, 2026, -5, 2026-11-22 ]\nc = '07:32'\nd = \"\"\"\n2026-11-22\n\"\"\"\n"
    #expect(try read(fine).members?.count == 4)
  }

  /// TOMLKit ended the process over `[0,}`.
  @Test func aListWithoutAnItemIsTold() throws {
    for (text, line, column) in [("a = [[0,}m", 1, 9), ("[r]\nb = [ , 1]\n", 2, 7), ("a = [1,\n\n , 2]", 3, 2)] {
      let error = #expect(throws: SettingsError.self) { try SettingsFile.read(Array(text.utf8), name: "s.toml") }
      #expect(error?.place == SettingPlace(file: "s.toml", line: line, column: column), "\(text)")
    }
    let fine = "a = [1, [2, \"}\", 'x'], ]\nb = { c = [1,\n# ,}\n2], d = {} }\ne = []\nf = [{ g = 1 }, { g = 2 }]\n"
    #expect(try read(fine).members?.count == 4)
  }

  @Test func anEmptyFileIsAnEmptyTable() throws { #expect(try read("# nothing\n").members == []) }
}
