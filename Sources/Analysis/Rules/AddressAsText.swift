import SQLText

/// QD163: an IP address is compared as text.
package struct AddressAsText: Rule {
  package static let page = RulePage(
    id: "QD163", title: "an IP address is compared as text", whenConfirmed: .note, whenSuspect: .note,
    isOnByDefault: false,
    why:
      "As text an address takes up to 15 characters, sorts wrongly, and has no ranges; as a number it takes 4 bytes.",
    example: "SELECT id FROM visits WHERE ip = '192.168.0.17'",
    better: "SELECT id FROM visits WHERE ip = INET_ATON('192.168.0.17')",
    advice: "store addresses by INET_ATON or INET6_ATON",
    silentWhen: "unless it is turned on; versions such as '1.2.3.4' look alike",
    source: "pt-query-advisor LIT.001")

  package static func verdict(on subject: Subject, _ limits: RuleLimits) -> Verdict? {
    let outline = subject.outline
    let index = outline.pieces.indices.first {
      outline.isKind($0, .string) && isAddress(outline.value($0))
        && !(outline.isKind($0 - 1, .leftParenthesis) && outline.isCall($0 - 2))
    }
    return index.map { .suspect("\(outline.short($0)) stands as text") }
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) } && Int(part) ?? 256 < 256
      }
  }
}
