/// What the command line said, after the table has checked it.
struct Arguments: Equatable {
  /// By the option's long name; a switch has an empty value.
  var options: [String: String] = [:]
  var operands: [String] = []

  func has(_ flag: String) -> Bool { options[flag] != nil }
  func value(_ option: String) -> String? { options[option] }

  /// What an option names that takes several: `a,b`.
  func names(_ option: String) -> [String]? {
    value(option).map { $0.split { $0 == "," || $0 == " " }.map(String.init) }
  }
}
