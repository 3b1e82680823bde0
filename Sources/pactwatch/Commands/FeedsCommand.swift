import FeedParsing
import JSON
import PactwatchKit
import Posix

/// `pactwatch feeds list|export|import|find`: the lists of feeds.
enum FeedsCommand {
  static func list(_ arguments: Arguments) -> ExitStatus {
    withConfiguration(arguments) { configuration in
      if arguments.has("json") {
        for feed in configuration.feeds { Terminal.print(json(feed).text) }
      } else {
        var table = TextTable(header: ["FEED", "LANG", "SOURCE", "ADDRESS"])
        for feed in configuration.feeds {
          table.append([feed.name, feed.language ?? "-", feed.source, feed.url])
        }
        Terminal.print(table.text)
      }
    }
  }

  private static func json(_ feed: Feed) -> JSONValue {
    .object(pairs: [
      ("name", .string(feed.name)), ("url", .string(feed.url)), ("lang", .optional(feed.language)),
      ("source", .string(feed.source)),
    ])
  }

  static func export(_ arguments: Arguments) -> ExitStatus {
    withConfiguration(arguments) { configuration in
      let document = FeedList.exported(configuration)
      Terminal.print(document.text(namespaces: [FeedList.namespace]), terminator: "")
    }
  }

  /// Even with mistakes: what is right is shown.
  static func withConfiguration(_ arguments: Arguments, _ show: (Configuration) -> Void) -> ExitStatus {
    switch LoadedConfiguration.read(arguments) {
    case .failure(let failure): return failure.status
    case .success(let configuration):
      LoadedConfiguration.tellProblems(of: configuration)
      show(configuration)
      return configuration.hasErrors ? .configuration : .ok
    }
  }
}

// MARK: - From elsewhere

extension FeedsCommand {
  static func importList(_ arguments: Arguments) -> ExitStatus {
    do throws(CommandFailure) {
      let name = arguments.operands.first ?? "-"
      let document = try read(name)
      let known = try configurationIfAny(arguments)?.feeds ?? []
      let list = ImportedFeeds(document, known: known, trustsAccess: arguments.has("own"))
      for note in list.notes { Terminal.message("\(name): \(note)") }
      let title = document.title.map { " \"\($0)\"" } ?? ""
      Terminal.print(
        "# \(RunReport.count(list.count, "feed")) of the OPML list\(title)\n\(list.text)", terminator: "")
      Terminal.message(
        "\(RunReport.count(list.count, "feed")): put them into a file that the configuration includes")
      return list.count == 0 ? .data : .ok
    } catch {
      return error.status
    }
  }

  private static func read(_ name: String) throws(CommandFailure) -> OPMLDocument {
    let bytes = try InputFile.read(name)
    do throws(OPMLError) {
      return try OPMLReader.read(bytes)
    } catch {
      Terminal.message("\(name): \(error.description)")
      throw CommandFailure(status: .data)
    }
  }

  /// The configuration that is named, or else the usual one where it is there.
  private static func configurationIfAny(_ arguments: Arguments) throws(CommandFailure) -> Configuration? {
    guard arguments.has("config") || Files.exists(Command.defaultConfiguration) else { return nil }
    return try LoadedConfiguration.read(arguments).get()
  }

  static func find(_ arguments: Arguments) -> ExitStatus {
    StopSignal.install()
    do throws(CommandFailure) {
      let settings = try configurationIfAny(arguments)?.settings ?? Settings()
      return try find(arguments.operands[0], settings, asJSON: arguments.has("json"))
    } catch {
      return error.status
    }
  }

  private static func find(
    _ address: String, _ settings: Settings, asJSON: Bool
  ) throws(CommandFailure) -> ExitStatus {
    do throws(FeedProbe.Failure) {
      let probes = try FeedSearch.run(
        address, FetchSettings(settings), isStopped: { StopSignal.isRequested })
      if StopSignal.isRequested {
        Terminal.message("\(address): stopped before all was asked")
        return .temporary
      }
      if probes.isEmpty {
        Terminal.message("\(address): the page offers no feed, and there is none in the usual places")
        return .data
      }
      ProbeReport(probes: probes, label: ("ADDRESS", { $0.feed.url })).print(asJSON: asJSON)
      return .ok
    } catch {
      Terminal.message("\(address): \(error.message)")
      throw CommandFailure(status: .data)
    }
  }
}
