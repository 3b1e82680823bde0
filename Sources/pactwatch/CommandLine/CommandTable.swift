extension Command {
  /// All commands, in the order of help.
  static let table =
    [run, check, status, alerts, explain, match, parse, replay, topicsFormat, topicsWords] + feeds
    + delivering + [completions]

  static let config = Option(
    name: "config", letter: "c", value: "FILE",
    summary: "Read this configuration (default: \(defaultConfiguration))")
  private static let topics = Option(
    name: "topics", value: "DIR", summary: "Ask the topic files in this folder instead of the shipped ones")
  private static let topicsOfConfig = Option(
    name: "config", letter: "c", value: "FILE", summary: "Ask the topics of this configuration")
  static let json = Option(name: "json", summary: "Print JSON, one object a line")

  private static let since = Option(
    name: "since", value: "TIME", summary: "Only those since then: 30m, 12h, 7d, or 2026-11-21")

  static let defaultConfiguration = "/etc/pactwatch/pactwatch.conf"

  private static let run = Command(
    name: "run", summary: "Run one tick: fetch, match, record and deliver; what the timer calls",
    details: """
      Fetches all feeds, finds what is new, matches it against the topics, records the alerts and delivers \
      what is due. The last line sums up. Only one run works at a time; a second one ends at once with status 75.

      With --feed only the feeds that are named are asked, at once, though they rest because they fail or are still fresh. \
      What a server has asked for (Retry-After, 429) and the gap between two requests are kept all the same.
      """,
    options: [
      config,
      Option(
        name: "dry-run", letter: "n",
        summary: "Show what a run would tell of what is new, not what waits; change and send nothing"),
      Option(
        name: "feed", value: "FEED", summary: "Ask only this feed, or several: a,b; at once, due or not"),
    ],
    run: RunCommand.run)

  private static let check = Command(
    name: "check", summary: "Check the configuration, the feed lists, the topics and their tests",
    details: """
      Reads everything that a run reads and reports every mistake in one go, each with its place. \
      Runs the test lines of the topics too. Nothing is changed, and without --live nothing is fetched.

      With --live each feed is asked once and its format, items and newest date are shown, or what is wrong and \
      what to do. Ends with 69 where a feed fails, and with 78 where there is a mistake or a feed or receiver cannot \
      be used.
      """,
    options: [
      config, Option(name: "live", summary: "Ask each feed once, too"),
      Option(name: "json", summary: "Print what the feeds said as JSON, one object a line"),
    ],
    run: CheckCommand.run)

  private static let status = Command(
    name: "status", summary: "Tell on one screen whether the watch works, what waits and what is wrong",
    details: """
      Reads the state, so ask as root or as the user of the service. Ends with 0 where the watch works, with 75 where it works \
      and deliveries wait or something is wrong, and with 69 where no run has done its work in the last hours.
      """,
    options: [config, Option(name: "json", summary: "Print all of it as one JSON object")],
    run: StatusCommand.run)

  private static let explain = Command(
    name: "explain", summary: "Tell why an item fires or not: branch by branch, terms, distances",
    details: """
      Takes a feed, a page, plain text or items as JSON Lines from a file, from standard input for '-', or an item \
      of the archive by its number ('item' in the log). Shows for each item what was found and, where a topic does not \
      fire, which branch came closest and what was missing. Of an item of the archive it shows first what is known: its \
      feed, dates and link, and which alerts told whom of it. Its topics are those of the configuration, unless --topics is given.
      """,
    operands: .one("FILE|ITEM"), options: [topicsOfConfig, topics], run: ExplainCommand.run)

  private static let match = Command(
    name: "match", summary: "Match items, a feed, a page or plain text against the topics",
    details: """
      Reads items as JSON Lines, a feed, a page or plain text and prints the verdict on each item. \
      Without --config and --topics it uses the shipped topics.
      """,
    operands: .optional("FILE"), options: [json, topicsOfConfig, topics], run: MatchCommand.run)

  private static let parse = Command(
    name: "parse", summary: "Show what the feed parser sees",
    details: """
      Reads a feed from a file, or from standard input for '-', and shows its items; tells why a document is \
      not a feed.
      """,
    operands: .many("FILE"),
    options: [
      Option(name: "json", summary: "Print the feed as one JSON object"),
      Option(name: "summary", summary: "Print a line a file: format, encoding, items, bytes, text, file"),
      Option(name: "date", summary: "Take the operands as dates and print the instant of each, or 'none'"),
      Option(name: "url", value: "URL", summary: "Resolve relative links against this address"),
      Option(name: "content-type", value: "TYPE", summary: "What the server said of the document"),
      Option(name: "content-language", value: "LANG", summary: "What the server said of its language"),
    ],
    run: ParseCommand.run)

  private static let alerts = Command(
    name: "alerts", summary: "Show the alerts of the log",
    details: """
      Reads the alert log that the configuration names, with its rotated files, and shows each alert with its reason. \
      Anyone who may read the log may use it. --follow begins with the last 10, as tail does: --last and --since say otherwise.
      """,
    options: [
      config,
      since,
      Option(
        name: "last", letter: "n", value: "NUMBER", summary: "Only the last so many; 'all' for every one"),
      Option(name: "topic", value: "TOPIC", summary: "Only those of this topic, or of several: a,b"),
      Option(name: "json", summary: "Print the lines of the log as JSON"),
      Option(name: "follow", letter: "f", summary: "Go on and show new ones as they come"),
    ],
    run: AlertsCommand.run)

  private static let replay = Command(
    name: "replay", summary: "Try other topics on the archive: items gained and lost",
    details: """
      Asks the topics of a folder about every item of the archive and shows where their verdict differs from that \
      of the configured topics: what would be gained and why, what would be lost and what is missing for it. \
      Without --topics the configured topics are asked, and compared with the alerts that were recorded. \
      The state is only read.
      """,
    options: [
      config, since,
      Option(name: "topics", value: "DIR", summary: "Ask the topic files in this folder"),
      json,
    ],
    run: ReplayCommand.run)

  private static let topicsFormat = Command(
    name: "topics format", summary: "Rewrite topic files in the house style",
    details: """
      Puts topic files into one style: indentation, lines of at most 110 columns, operators in capitals. The aliases that \
      Lexis and Factiva taught (w/5, pre/3, /s, /p, hd=) become the operators that they stand for. Comments and blank \
      lines stay, and so does the meaning. For '-' it reads standard input and writes standard output.
      """,
    operands: .many("FILE"),
    options: [
      Option(name: "check", summary: "Change nothing; name the files that are not so, with status 65")
    ],
    run: TopicsFormatCommand.run)

  private static let topicsWords = Command(
    name: "topics words", summary: "Show what a term really hits in the archive",
    details: """
      Looks for one term, written as in a topic file ('направ*', '"North Korean*"', '北~'), in every item of the archive and \
      shows the forms that it hit, the most frequent first: how often, in items of which languages, and an example.
      """,
    operands: .one("TERM"), options: [config, since, json], run: TopicsWordsCommand.run)

  private static let completions = Command(
    name: "completions", summary: "Print a completion script for a shell",
    details: """
      The package installs these scripts; without it: 'source <(pactwatch completions bash)', \
      'source <(pactwatch completions zsh)' or 'pactwatch completions fish | source'. With 'feeds', 'topics' or \
      'receivers' it prints the names that the scripts offer.
      """,
    operands: .one("bash|zsh|fish|feeds|topics|receivers"), options: [config], run: CompletionsCommand.run)
}
