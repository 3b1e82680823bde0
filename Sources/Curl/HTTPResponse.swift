/// What a server answered, complete to the last byte; its body is raw, still encoded as `Content-Encoding` says.
package struct HTTPResponse: Sendable {
  package var url: WebURL
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]
}

/// The header fields of a response in the order they came.
package struct HTTPHeaders: Sendable, Equatable {
  private(set) var fields: [HTTPHeader] = []

  /// The value of the first field of that name, given in lower case.
  package subscript(_ name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// The values of all fields of that name, given in lower case.
  package func all(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  mutating func append(_ field: HTTPHeader) {
    fields.append(field)
  }
}
