import Statements

/// A `topic` statement, read but not yet resolved.
struct TopicStatement {
  struct Branch {
    var tier: Tier
    var source: SourceText
    var expression: Expression
  }

  var name: SourceText
  var title: String?
  var branches: [Branch] = []
  var problems: [Problem] = []

  init(_ statement: Statement) {
    name = statement.arguments
    if let mistake = Names.mistake(in: name, of: "topic", example: "topic treaty") {
      problems.append(mistake)
    }
    if name.text == TopicSet.operational {
      problems.append(
        Problem(at: name, "operational is the topic of alerts about the watch itself; take another name"))
    }
    for entry in statement.entries { read(entry) }
    if branches.isEmpty, problems.isEmpty {
      problems.append(
        Problem(at: statement.keyword, "the topic has no branch; write match EXPRESSION below it"))
    }
  }

  private mutating func read(_ entry: Statement.Entry) {
    switch (entry.key.text, entry.hasColon) {
    case ("title", true): title = entry.value.text.oneLine
    case ("match", _): readBranch(.alert, entry.value)
    case ("possible", _): readBranch(.possible, entry.value)
    default:
      let hint = Suggestion.hint(for: entry.key.text, among: ["match", "possible", "title"])
      problems.append(
        Problem(
          at: entry.key, "\(entry.key.text) is no entry of a topic\(hint); write match, possible or title:"))
    }
  }

  private mutating func readBranch(_ tier: Tier, _ source: SourceText) {
    let parsed = ExpressionParser.parse(source)
    problems += parsed.problems
    if let expression = parsed.expression {
      branches.append(Branch(tier: tier, source: source, expression: expression))
    }
  }
}
