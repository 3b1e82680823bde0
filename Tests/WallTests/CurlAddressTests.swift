import Curl
import Support
import Testing

@Suite struct CurlAddressTests {
  /// One address of each range that the IANA registries set apart, and both ends of some.
  @Test(
    arguments: [
      "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
      "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
      "192.168.1.1",
      "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
      "240.0.0.1",
      "255.255.255.255",
      "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
      "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:10::1", "2001:db8::1",
      "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254",
      "fe80::1",
      "fe80::1%eth0", "fec0::1", "ff02::1",
    ])
  func `special addresses are refused`(text: String) throws {
    #expect(!AddressPolicy().permits(try #require(IPAddress(text))))
  }

  @Test(
    arguments: [
      "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
      "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.255.255", "192.169.0.0", "198.17.255.255",
      "198.20.0.0",
      "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2001:200::1", "::ffff:1.1.1.1",
      "64:ff9b::1.1.1.1",
      "2002:101:101::1",
    ])
  func `public addresses are permitted`(text: String) throws {
    #expect(AddressPolicy().permits(try #require(IPAddress(text))))
  }

  @Test func `a listed range is permitted, and nothing beside it`() throws {
    let policy = AddressPolicy(allowing: [try AddressPrefix("10.1.0.0/16"), try AddressPrefix("fd00:1::/32")])
    for text in ["10.1.0.0", "10.1.255.255", "::ffff:10.1.2.3", "fd00:1::1", "fd00:1:ffff::1"] {
      #expect(policy.permits(try #require(IPAddress(text))), "\(text)")
    }
    for text in ["10.0.255.255", "10.2.0.0", "fd00:2::1", "127.0.0.1"] {
      #expect(!policy.permits(try #require(IPAddress(text))), "\(text)")
    }
  }

  @Test func `a range of length 0 is everything of its family`() throws {
    let policy = AddressPolicy(allowing: [try AddressPrefix("0.0.0.0/0")])
    #expect(policy.permits(try #require(IPAddress("127.0.0.1"))))
    #expect(!policy.permits(try #require(IPAddress("::1"))))
  }

  @Test(
    arguments: [
      ("10.1.0.0", "'10.1.0.0' has no prefix length; write 10.1.0.0/32 for this one address"),
      ("fd00::1", "'fd00::1' has no prefix length; write fd00::1/128 for this one address"),
      ("10.1.0.0/33", "'10.1.0.0/33' needs a prefix length from 0 to 32 after the slash"),
      ("10.1.0.0/", "'10.1.0.0/' needs a prefix length from 0 to 32 after the slash"),
      ("10.1.0.0/+8", "'10.1.0.0/+8' needs a prefix length from 0 to 32 after the slash"),
      ("fd00::/129", "'fd00::/129' needs a prefix length from 0 to 128 after the slash"),
      ("10.1.2.3/16", "'10.1.2.3/16' has bits after its prefix; write 10.1.0.0/16"),
      ("localhost/8", "'localhost/8' is not an address range; write it like 10.1.0.0/16 or fd00::/8"),
      ("10.1/16", "'10.1/16' is not an address range; write it like 10.1.0.0/16 or fd00::/8"),
      ("fe80::%eth0/10", "'fe80::%eth0/10' is not an address range; write it like 10.1.0.0/16 or fd00::/8"),
      ("", "'' is not an address range; write it like 10.1.0.0/16 or fd00::/8"),
    ])
  func `a mistake in a range says what to write`(text: String, message: String) {
    #expect { try AddressPrefix(text) } throws: { "\($0)" == message }
  }

  @Test(arguments: [
    "127.0.0.2", "localhost", "2130706434", "0x7f.2", "0177.0.0.2", "127.2", "[::ffff:127.0.0.2]", "0",
    "[::1]",
  ])
  func `an address that is not permitted sees no connection, however it is written`(host: String) throws {
    let server = try LoopbackServer(hosts: ["127.0.0.2", "127.0.0.1"]) { _ in .ok("secret") }
    let nothing = AddressPolicy()
    guard case .blockedAddress = try failure(of: "http://\(host):\(server.port)/", policy: nothing) else {
      Issue.record("not blocked")
      return
    }
    #expect(server.connections(to: "127.0.0.2") + server.connections(to: "127.0.0.1") == 0)
  }

  @Test func `an earlier permission is no way around the policy`() throws {
    let server = try LoopbackServer(hosts: ["127.0.0.2"]) { _ in .ok("hook") }
    let queue = TransferQueue()
    let url = server.url("/", host: "127.0.0.2")
    let open = AddressPolicy(allowing: [try AddressPrefix("127.0.0.2/32")])
    #expect(try transfer(url, policy: open, on: queue).get().status == 200)
    let second = try transfer(url, policy: loopbackPolicy, on: queue)
    #expect(throws: TransferError.blockedAddress(try #require(IPAddress("127.0.0.2")))) { try second.get() }
    #expect(server.requests.count == 1)
  }

  @Test func `the message names the address and the setting`() throws {
    let error = TransferError.blockedAddress(try #require(IPAddress("fd00::1")))
    #expect(
      error.description
        == "blocked: fd00::1 is not a public address; list it under 'allow private' if it is meant")
  }
}
