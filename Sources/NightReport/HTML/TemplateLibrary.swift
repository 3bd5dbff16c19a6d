import Mustache

/// The templates in the program, parsed once.
enum TemplateLibrary {
  /// Renders a template; the context's strings are escaped unless the template says `{{{…}}}`.
  static func text(_ name: String, _ context: [String: Any]) -> String {
    guard let text = library.render(context, withTemplate: name) else {
      preconditionFailure("there is no template '\(name)'")
    }
    return text
  }

  /// What every page has in its head: styles, script, and the policy that lets only these in.
  static var head: [String: Any] {
    let style = PackageResources.page_css
    let script = PackageResources.page_js
    return [
      "style": String(decoding: style, as: UTF8.self), "script": String(decoding: script, as: UTF8.self),
      "policy": "default-src 'none'; style-src 'sha256-\(base64(SHA256.digest(of: style)))'; "
        + "script-src 'sha256-\(base64(SHA256.digest(of: script)))'; base-uri 'none'; form-action 'none'",
    ]
  }

  private static let library: MustacheLibrary = {
    MustacheContentTypes.register(HTMLText(), named: "ESCAPED")
    let sources = [
      "report": PackageResources.report_html, "row": PackageResources.row_html, "class": PackageResources.class_html,
      "index": PackageResources.index_html,
    ]
    return MustacheLibrary(
      templates: sources.mapValues { source in
        do {
          return try MustacheTemplate(string: "{{% CONTENT_TYPE:ESCAPED}}" + String(decoding: source, as: UTF8.self))
        } catch {
          preconditionFailure("a template of the program does not parse: \(error)")
        }
      })
  }()
}
