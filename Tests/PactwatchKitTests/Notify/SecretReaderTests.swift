import Posix
import Support
import Testing

@testable import PactwatchKit

@Suite struct SecretReaderTests {
  let directory: TemporaryDirectory
  let reader: SecretReader

  init() throws {
    directory = try TemporaryDirectory()
    reader = SecretReader(credentials: directory.path)
  }

  @Test("a secret is read from its credential or file, without the white space around it")
  func reading() throws {
    let path = try directory.write("key", "  whsec_ab cd\n\n")
    #expect(try reader.read(.credential("key")) == "whsec_ab cd")
    #expect(try reader.read(.file(path)) == "whsec_ab cd")
    #expect(try reader.read(.plain("https://example.org/")) == "https://example.org/")
  }

  @Test("what cannot be read is named, with what to do")
  func refusing() throws {
    let empty = try directory.write("empty", " \n")
    func message(_ secret: Secret, _ reader: SecretReader) -> String? {
      #expect(throws: SecretError.self) { try reader.read(secret) }?.message
    }
    #expect(
      message(.credential("no"), reader) == "cannot open \(directory("no")): No such file or directory")
    #expect(message(.file(empty), reader) == "the secret \(empty) is empty")
    #expect(message(.credential("../key"), reader) == "'../key' is not the name of a credential")
    #expect(
      message(.file(directory.path), reader) == "cannot read \(directory.path): it is not a regular file")
    #expect(
      message(.credential("key"), SecretReader(credentials: nil))
        == "there is no credential 'key': $CREDENTIALS_DIRECTORY is not set. "
        + "Let systemd set it with LoadCredential=, or name the file by its absolute path")
  }

  @Test("a secret that everybody can read is a warning")
  func worldReadable() throws {
    let path = try directory.write("key", "x")
    try Files.setMode(path, 0o600)
    #expect(reader.warning(about: .credential("key")) == nil)
    try Files.setMode(path, 0o644)
    #expect(
      reader.warning(about: .file(path))
        == "the secret \(path) can be read by everybody on this machine; chmod o-r it")
    #expect(reader.warning(about: .plain("https://example.org/")) == nil)
    #expect(reader.warning(about: .credential("absent")) == nil)
  }
}
