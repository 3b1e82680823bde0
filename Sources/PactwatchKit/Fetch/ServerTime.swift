import Curl
import FeedParsing
import Posix

extension HTTPHeaders {
  /// When the answer was made by the server's own clock, which may be wrong as its other dates then are; by ours where it
  /// does not say. In milliseconds since 1970.
  var serverTime: Int { self["date"].flatMap(FeedDate.parse) ?? Clock.system.now() }
}
