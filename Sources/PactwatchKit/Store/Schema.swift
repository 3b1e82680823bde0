internal import SQLite

/// The tables of the state, as the steps that lead from each version to the next.
///
/// A step that has been released is never changed; a new one is appended.
enum Schema {
  /// `pact` in ASCII: marks the file as ours, see https://sqlite.org/pragma.html#pragma_application_id.
  static let applicationID = 0x7061_6374

  static let steps: [String] = [tables]

  /// Version 1. Times are milliseconds since 1970.
  private static let tables = """
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      url TEXT NOT NULL,
      validators_url TEXT,                  -- the address that gave the two below
      etag TEXT,
      last_modified TEXT,
      body_hash BLOB,                       -- of the last body that was taken in
      last_attempt INTEGER,
      last_success INTEGER,
      last_document INTEGER,                -- when it was last sent whole
      failing_since INTEGER,                -- null where the last attempt went well, as in the next three
      failures INTEGER,                     -- since the last success
      failure_kind TEXT,
      failure TEXT,                         -- one sentence
      freshness INTEGER,                    -- milliseconds that its server called the last answer fresh
      update_interval INTEGER,              -- milliseconds between two changes, as the document says
      due INTEGER,                          -- not asked before
      due_reason TEXT,
      move_target TEXT,                     -- where its address redirects for good
      move_since INTEGER,
      move_seen INTEGER,
      notes TEXT NOT NULL DEFAULT '',       -- what is odd about its last document, a line each
      last_news INTEGER,
      usual_gap INTEGER,                    -- milliseconds that it uses to bring nothing new
      seeded INTEGER NOT NULL DEFAULT 0     -- whether its first sight is done
    ) STRICT;

    -- Sites that asked to be left alone.
    CREATE TABLE host_pause (
      site TEXT PRIMARY KEY,                -- host:port
      since INTEGER NOT NULL,
      until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The archive. The short columns stand first: reading them does not touch the pages of long texts.
    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
      identity BLOB NOT NULL,               -- hash of guid, else link, else title
      likeness BLOB,                        -- hash of normalised link with folded title
      text_hash BLOB NOT NULL,
      first_seen INTEGER NOT NULL,
      changed INTEGER,                      -- when its text changed last
      published INTEGER,
      language TEXT,
      guid TEXT,
      link TEXT,
      title TEXT NOT NULL,
      summary TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX item_identity ON item (feed, identity);
    CREATE INDEX item_text ON item (feed, text_hash);
    CREATE INDEX item_likeness ON item (feed, likeness) WHERE likeness IS NOT NULL;

    -- Items that wait for a topic that a mistake hid when they came; * stands for topics of unknown names.
    CREATE TABLE pending_match (
      topic TEXT NOT NULL,
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      kind TEXT NOT NULL,                   -- of the alert it may become
      PRIMARY KEY (topic, item)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_match_item ON pending_match (item);

    CREATE TABLE alert (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      time INTEGER NOT NULL,
      item INTEGER REFERENCES item ON DELETE SET NULL,
      topic TEXT NOT NULL,
      tier TEXT NOT NULL,
      kind TEXT NOT NULL,
      feed TEXT NOT NULL,
      source TEXT NOT NULL,
      language TEXT,
      title TEXT NOT NULL,
      link TEXT,
      published INTEGER,
      why TEXT NOT NULL,
      repeats INTEGER                       -- number of the alert that it may repeat
    ) STRICT;
    CREATE UNIQUE INDEX alert_once ON alert (item, topic, tier) WHERE item IS NOT NULL;

    CREATE TABLE evidence (
      alert INTEGER NOT NULL REFERENCES alert (seq) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      branch INTEGER NOT NULL,
      concept TEXT NOT NULL,
      term TEXT NOT NULL,
      field TEXT NOT NULL,
      text TEXT NOT NULL,
      start INTEGER NOT NULL,
      end INTEGER NOT NULL,
      PRIMARY KEY (alert, position)
    ) STRICT, WITHOUT ROWID;

    -- The outbox: one row for each alert and receiver.
    CREATE TABLE delivery (
      receiver TEXT NOT NULL,
      alert INTEGER NOT NULL REFERENCES alert (seq) ON DELETE CASCADE,
      state TEXT NOT NULL                   -- see DeliveryState
        CHECK (state IN ('pending', 'sending', 'delivered', 'suppressed', 'dead', 'dropped')),
      reason TEXT,                          -- why it is suppressed
      digest INTEGER NOT NULL DEFAULT 0,    -- whether it may only be told with others
      message TEXT,                         -- key of the message that carries it
      attempts INTEGER NOT NULL DEFAULT 0,
      last_error TEXT,
      delivered_at INTEGER,
      PRIMARY KEY (receiver, alert)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_state ON delivery (state, receiver, alert);
    CREATE INDEX delivery_alert ON delivery (alert);

    CREATE TABLE receiver (
      name TEXT PRIMARY KEY,
      not_before INTEGER NOT NULL DEFAULT 0, -- what its Retry-After asked for
      failures INTEGER NOT NULL DEFAULT 0,   -- since the last success
      failing_since INTEGER,
      last_success INTEGER,
      last_error TEXT,
      open INTEGER NOT NULL DEFAULT 0        -- whether its breaker is open: one probe a run
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE silence (
      kind TEXT NOT NULL CHECK (kind IN ('topic', 'feed', 'receiver')),
      name TEXT NOT NULL,
      until INTEGER NOT NULL,
      last_alert INTEGER NOT NULL,          -- before it began: what was to be told by then is told
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;

    -- What is about to be appended where: tells after a crash which lines got there.
    CREATE TABLE file_intent (
      receiver TEXT PRIMARY KEY,
      device INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      offset INTEGER NOT NULL,
      message TEXT NOT NULL                 -- key of the deliveries
    ) STRICT, WITHOUT ROWID;

    -- What is wrong and has been told; gone when it is over.
    CREATE TABLE trouble (
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,                -- name of the feed, receiver or topic
      since INTEGER NOT NULL,
      title TEXT NOT NULL,
      advice TEXT NOT NULL,
      PRIMARY KEY (kind, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE last_good (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      file TEXT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE last_good_topics (
      position INTEGER PRIMARY KEY,
      path TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      started INTEGER NOT NULL,
      ended INTEGER,                        -- null while it runs, and for ever if it was killed
      status INTEGER,
      summary TEXT                          -- JSON
    ) STRICT;
    """
}
