extension Command {
  /// What is about the lists of feeds.
  static let feeds = [
    Command(
      name: "feeds status", summary: "Show which feeds can be had, and why the others cannot",
      details: """
        Shows for each feed, or for those that are named, how its last request went and when one last went well. \
        Those that fail come first.
        """,
      operands: .any("FEED"), options: [config, json], run: FeedsStatusCommand.run),
    Command(
      name: "feeds list", summary: "List the feeds of the configuration",
      details: "Prints name, language, source and address of each feed, in the order of the configuration.",
      options: [config, json], run: FeedsCommand.list),
    Command(
      name: "feeds find", summary: "Find the feeds of a site",
      details: """
        Asks for a page and then for each feed that it offers, a second apart, and shows what they are. Where the page \
        offers none, the usual places are tried.
        """,
      operands: .one("ADDRESS"), options: [config, json], run: FeedsCommand.find),
    Command(
      name: "feeds import", summary: "Make a feed list from the OPML of another reader",
      details: """
        Reads OPML from a file, or from standard input for '-', and prints a feed list: put it into a file that the \
        configuration includes. Feeds that are configured already are left out. What has no place in a feed list is told.

        Entries that say which secrets go where (login, headers, ca file, pin, proxy) become comments, for a list from \
        elsewhere must not decide that; --own takes them from an export of your own.
        """,
      operands: .optional("FILE"),
      options: [
        config,
        Option(name: "own", summary: "Trust the list with logins and headers: it is an export of mine"),
      ],
      run: FeedsCommand.importList),
    Command(
      name: "feeds export", summary: "Print the feeds as OPML, for other readers",
      details: """
        Prints OPML 2.0 with all that the configuration says of its feeds, folders too. What OPML has no name for stands in \
        attributes of our own, which 'feeds import' takes back.
        """,
      options: [config], run: FeedsCommand.export),
  ]
}
