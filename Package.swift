// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: see docs/design.md, "Rules of the house".
let settings: [SwiftSetting] = [
  // Regular expressions and tasks, which nothing here uses, would be linked in whole: 1.7 MB.
  .unsafeFlags([
    "-Xfrontend", "-disable-implicit-string-processing-module-import",
    "-Xfrontend", "-disable-implicit-concurrency-module-import",
  ]),
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// `make fuzz` sets PACTWATCH_FUZZ: everything is then built with the marks that libFuzzer follows.
let isFuzzing = Context.environment["PACTWATCH_FUZZ"] != nil
let fuzzSettings: [SwiftSetting] =
  isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])] : []

/// Tests may use Foundation, whose macros do not know strict memory safety.
let testSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Hardened as Debian wants it (bindnow, relro; PIE is the default). Packed relocations and no exported symbols make
/// the program a tenth smaller and its start faster; only lld knows both.
let linkerSettings: [LinkerSetting] = [
  .unsafeFlags([
    "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "now", "-Xlinker", "-z", "-Xlinker", "relro",
    "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "--no-export-dynamic",
  ])
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings + fuzzSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, swiftSettings: testSettings)
}

let package = Package(
  name: "pactwatch",
  products: [.executable(name: "pactwatch", targets: ["pactwatch"])],
  targets: [
    // C libraries from Debian, each behind one wall; `unsafe` lives only here.
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
    .target(
      name: "CBytes", cSettings: isFuzzing ? [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])] : []),
    module("Bytes", ["CBytes"]),
    module("Posix"),
    module("Curl", ["CCurl", "Bytes"]),
    module("SQLite", ["CSQLite"]),
    module("Zlib", ["CZlib"]),
    module("Iconv"),
    module("Crypto", ["CCrypto"]),

    // Pure modules: bytes and structs in, structs out, no I/O.
    module("JSON", ["Bytes"]),
    module("Statements", ["Bytes"]),
    module("FeedParsing", ["Bytes", "Iconv", "JSON"]),
    module("Matching", ["Bytes", "Statements"]),

    // The agent, in the order of a tick: configuration, fetch, store, notify, watch.
    module(
      "PactwatchKit",
      [
        "Bytes", "Posix", "Curl", "SQLite", "Zlib", "Crypto", "JSON", "Statements", "FeedParsing",
        "Matching",
      ]),
    .executableTarget(
      name: "pactwatch",
      dependencies: ["Bytes", "Posix", "JSON", "Statements", "FeedParsing", "Matching", "PactwatchKit"],
      swiftSettings: settings, linkerSettings: linkerSettings),

    // What `make bench` measures of matching alone: no part of the product.
    .executableTarget(
      name: "measure-matching",
      dependencies: ["Bytes", "FeedParsing", "JSON", "Matching", "Posix"], path: "Benchmarks/Matching",
      swiftSettings: settings),

    // Tests mirror Sources.
    .target(
      name: "Support", path: "Tests/Support", swiftSettings: testSettings),
    tests("WallTests", ["Bytes", "CBytes", "Posix", "Curl", "SQLite", "Zlib", "Iconv", "Crypto", "Support"]),
    tests("StatementsTests", ["Statements"]),
    tests("FeedParsingTests", ["FeedParsing", "Bytes", "CBytes", "JSON", "Iconv", "Support"]),
    tests("MatchingTests", ["Matching", "Statements", "JSON", "Support"]),
    tests(
      "PactwatchKitTests",
      [
        "PactwatchKit", "Posix", "Curl", "SQLite", "Crypto", "JSON", "Statements", "FeedParsing",
        "Matching", "Support",
      ]),
    tests("CommandTests", ["Support", "JSON", "FeedParsing", "pactwatch"]),
  ]
)

if isFuzzing {
  package.products.append(.executable(name: "fuzz", targets: ["Fuzz"]))
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Bytes", "FeedParsing", "JSON", "Matching", "Statements"],
      path: "Tests/Fuzz",
      exclude: ["Seeds"],
      swiftSettings: settings + fuzzSettings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]))
}
