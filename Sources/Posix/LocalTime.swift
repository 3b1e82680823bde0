import Glibc
import Synchronization

/// The time of day in the zones of the tz database; see tzset(3) and tzfile(5).
package enum LocalTime {
  private static let zones = "/usr/share/zoneinfo"
  /// The C library knows one zone at a time.
  private static let lock = Mutex<Void>(())

  /// Whether this machine knows a zone such as `Europe/Berlin`; the C library would take an unknown one for UTC.
  package static func isZone(_ name: String) -> Bool {
    let isName = name.utf8.allSatisfy { byte in
      byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || "/_+-".utf8.contains(byte)
    }
    return isName && !name.isEmpty && !name.hasPrefix("/") && Files.isRegular("\(zones)/\(name)")
  }

  /// Minutes since midnight in a zone, at a moment in milliseconds since 1970.
  ///
  /// It leaves TZ as it sets it: all other times of this program are UTC. Threads that resolve names may read the
  /// environment meanwhile, which is safe while nothing else sets a variable: setenv(3) of glibc then changes a single
  /// pointer of the array and frees nothing.
  package static func minuteOfDay(at moment: Int, zone: String) -> Int {
    lock.withLock { _ in
      var seconds = time_t(moment / 1_000)
      var parts = unsafe tm()
      unsafe setenv("TZ", ":\(zone)", 1)
      tzset()
      unsafe localtime_r(&seconds, &parts)
      return unsafe Int(parts.tm_hour) * 60 + Int(parts.tm_min)
    }
  }
}
