/// What the command line said, after the table has checked it.
struct Arguments: Equatable {
  /// By the option's long name; a switch has an empty value.
  var options: [String: String] = [:]
  var operands: [String] = []

  func has(_ flag: String) -> Bool { options[flag] != nil }
  func value(_ option: String) -> String? { options[option] }
}
