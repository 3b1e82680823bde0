extension Command {
  /// What has to do with telling.
  static let delivering = [deliveries, testReceiver, silence, doctor]

  private static let deliveries = Command(
    name: "deliveries", summary: "Show what is still to be told or was refused; send it again, or drop it",
    details: """
      'list' shows the deliveries that wait, that were begun, and that a receiver refused for good ('dead'). \
      'retry' lets the next run send again what is dead or was dropped. 'drop' gives up what is named.
      """,
    operands: .optional("list|retry|drop"),
    options: [
      config,
      Option(name: "receiver", value: "RECEIVER", summary: "Only those of this receiver"),
      Option(name: "alert", value: "NUMBER", summary: "Only those of this alert: its number or id"),
      Option(name: "state", value: "STATES", summary: "Only those in these states: dead,dropped, or all"),
      json,
    ],
    run: DeliveriesCommand.run)

  private static let testReceiver = Command(
    name: "test-receiver", summary: "Send a message that is marked as a test, and tell whether it arrived",
    details: """
      Sends one message to the receiver, or to all of them at once, and prints a line for each. Of a file it only \
      looks whether lines can be appended. The status is 69 where one failed.
      """,
    operands: .optional("RECEIVER"),
    options: [config, Option(name: "all", summary: "Test every receiver")], run: TestReceiverCommand.run)

  private static let silence = Command(
    name: "silence", summary: "Send no messages about a topic or feed, or to a receiver, until a time",
    details: """
      Without operands it lists what is silent. What comes meanwhile is never sent to chat rooms and webhooks; \
      files get it all the same.
      """,
    operands: Operands(usage: "[topic|feed|receiver NAME]", count: 0...2),
    options: [
      config,
      Option(name: "for", value: "TIME", summary: "How long: 30min, 8h, 3d; at most a year"),
      Option(name: "until", value: "TIME", summary: "Until when: 2026-11-23T07:00Z, 2026-11-23T08:00+01:00"),
      Option(name: "lift", summary: "End the silence now"),
    ],
    run: SilenceCommand.run)

  private static let doctor = Command(
    name: "doctor", summary: "Check that the state and the logs keep what they promise",
    details: """
      Looks at the database, the outbox and the logs with their rotated files, and prints each promise with what \
      breaks it. Changes nothing; no run can work meanwhile. The status is 65 where a promise is broken.
      """,
    options: [config], run: DoctorCommand.run)
}
