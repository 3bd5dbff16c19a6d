/// Text on a terminal: what a line takes up, and cutting it to size.
enum TextColumns {
  /// Without line ends and control characters: each becomes a blank.
  static func cleaned(_ text: String) -> String {
    var cleaned = ""
    var wasBlank = false
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        || scalar.value == 0x2028 || scalar.value == 0x2029
      guard isControl else {
        cleaned.unicodeScalars.append(scalar)
        wasBlank = scalar == " "
        continue
      }
      if !wasBlank { cleaned.append(" ") }
      wasBlank = true
    }
    return cleaned
  }

  /// Columns that a text takes up: two for wide characters, none for what combines with the one before.
  static func width(of text: String) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  /// The text, cut to so many columns; then it ends in `…`.
  static func fitted(_ text: String, to columns: Int) -> String {
    guard width(of: text) > columns else { return text }
    var fitted = ""
    var used = 0
    for character in text {
      used += width(of: character)
      guard used < columns else { break }
      fitted.append(character)
    }
    return fitted + "…"
  }

  static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }
}
