import Foundation

/// Names for the built binary, given by a library that stands before the C library's `getaddrinfo`.
///
/// `slow.test` is answered after some seconds, `NAME.test` by what the environment says under `NAME`, all else as ever.
package enum NameService {
  /// The environment under which a process asks it; nil where there is no C compiler.
  package static func environment(_ folder: TemporaryDirectory) throws -> [String: String]? {
    guard FileManager.default.isExecutableFile(atPath: compiler) else { return nil }
    let source = try folder.write("names.c", source)
    let library = folder("names.so")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: compiler)
    process.arguments = ["-shared", "-fPIC", "-o", library, source, "-ldl"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? ["LD_PRELOAD": library] : nil
  }

  private static let compiler = "/usr/bin/cc"
  package static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: compiler) }

  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <netdb.h>
    #include <stdlib.h>
    #include <string.h>
    #include <unistd.h>

    typedef int resolver(const char *, const char *, const struct addrinfo *, struct addrinfo **);

    int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
      resolver *real = (resolver *)dlsym(RTLD_NEXT, "getaddrinfo");
      const char *dot = node ? strstr(node, ".test") : NULL;
      if (!dot || dot - node > 30) return real(node, service, hints, result);
      char name[32] = {0};
      memcpy(name, node, dot - node);
      if (strncmp(name, "slow", 4) == 0) {
        sleep(30);
        return EAI_AGAIN;
      }
      const char *address = getenv(name);
      return address ? real(address, service, hints, result) : EAI_NONAME;
    }
    """
}
