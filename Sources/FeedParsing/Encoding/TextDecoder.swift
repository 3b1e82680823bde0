import Bytes
import Iconv

/// Finds out in which encoding a document is and makes UTF-8 of it.
///
/// In this order: a byte order mark, the pattern of UTF-16 and UTF-32, text that is valid UTF-8 and more
/// than ASCII or nearly so, the HTTP header, the XML declaration, and else UTF-8 or windows-1252, whichever
/// fits better.
enum TextDecoder {
  static func decode(_ bytes: [UInt8], contentType: String?) -> Document {
    if let (encoding, mark) = ByteOrder.mark(of: bytes) {
      let text = Array(bytes[mark...])
      return encoding == .utf8 ? utf8(text, UTF8Survey(text)) : convert(text, encoding)
    }
    if let wide = ByteOrder.pattern(of: bytes) { return convert(bytes, wide) }
    let survey = UTF8Survey(bytes)
    let labels = [ContentType.charset(of: contentType), XMLDeclaration.encoding(in: bytes)]
    let declared = labels.compactMap { $0.flatMap(Encoding.init(label:)) }.filter { $0.unit == 1 }
    if survey.malformed == 0, let stateful = declared.first, stateful.isStateful {
      return convert(bytes, stateful)
    }
    if survey.malformed == 0 {
      let name = survey.multibyte == 0 ? declared.first?.name : nil
      return utf8(bytes, survey, name: name ?? Encoding.utf8.name)
    }
    if survey.isDamagedUTF8 { return utf8(bytes, survey) }
    for encoding in declared where encoding != .utf8 {
      let document = convert(bytes, encoding)
      if document.encoding == encoding.name { return document }
    }
    return survey.multibyte >= survey.malformed
      ? utf8(bytes, survey) : convert(bytes, .windows1252)
  }

  private static func utf8(
    _ bytes: [UInt8], _ survey: UTF8Survey, name: String = Encoding.utf8.name
  ) -> Document {
    let isClean = survey.malformed == 0 && !survey.hasControls
    return Document(
      bytes: isClean ? bytes : UTF8Cleaner.clean(bytes, malformed: survey.malformed), encoding: name,
      malformed: survey.malformed, hadControls: survey.hasControls, hadForbidden: survey.hasForbidden)
  }

  /// Through iconv; a character set it does not know leaves the text as UTF-8.
  private static func convert(_ bytes: [UInt8], _ encoding: Encoding) -> Document {
    guard let conversion = Iconv.utf8(bytes, from: encoding.charset, unit: encoding.unit) else {
      return utf8(bytes, UTF8Survey(bytes))
    }
    let survey = UTF8Survey(conversion.bytes)
    let text = survey.hasControls ? UTF8Cleaner.clean(conversion.bytes) : conversion.bytes
    return Document(
      bytes: text, encoding: encoding.name, malformed: conversion.malformed, hadControls: survey.hasControls,
      hadForbidden: survey.hasForbidden)
  }
}
