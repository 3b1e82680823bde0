/// The exit statuses of the command, from sysexits(3).
package enum ExitStatus: Int32, Sendable {
  case ok = 0
  case usage = 64
  case data = 65
  case noInput = 66
  case unavailable = 69
  case software = 70
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case configuration = 78
}
