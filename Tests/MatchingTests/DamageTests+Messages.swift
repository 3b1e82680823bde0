extension DamageTests {
  /// Something wrong in nearly every line.
  static let damaged = """
      en: stray
    concept North
      en: Korea
    concept north-korea
      en: "North Korea, Pyongyang
      englisch: Korea
      ko: 북한, 북*, ~, {}
      weak: KCNA
      except en: Korea{a,{b}}
      mach Pyongyang
    concept treaty
      en: treaty, two words, "pact" x, tr*ty, st*
      except: treaty
      match @pakt SENT @treaty
    concept a
      match @b
    concept b
      match @a
    concept b
      en: bb
    topic
      match @treaty
    topic pact
      match @treaty AND @north-korea OR @russia
      match @treaty NEAR @a
      match (@treaty SENT @a
      match NOT @treaty
      match @treaty @a
      match @treaty OR NOT @a
      match @treaty NEAR/500 @a
      possible
      titel: x
    tset pact + "x"
    test pakt + "x"
    test pact "x"
    test pact + "x
    test pact + "x" / y

    """

  /// What is said about it.
  static let report = """
    a.topic:1:3: error: an indented line needs a statement above it; move it to the margin
          en: stray
          ^~~~~~~~~
    a.topic:2:9: error: North is no name; use small letters a-z, digits, - _ and . and begin with a letter, as in concept north-korea
        concept North
                ^~~~~
    a.topic:5:7: error: the quotation mark is never closed; put another at the end
          en: "North Korea, Pyongyang
              ^~~~~~~~~~~~~~~~~~~~~~~
    a.topic:6:3: error: englisch is no language; write its tag of two or three letters, such as en or ko, or any
          englisch: Korea
          ^~~~~~~~
    a.topic:7:15: error: the term is empty; write a word or delete the comma
          ko: 북한, 북*, ~, {}
                         ^
    a.topic:7:18: error: empty braces; write the endings between them, as in stem{a,b,}
          ko: 북한, 북*, ~, {}
                            ^~
    a.topic:8:3: error: a language is missing; write, for instance, weak en: word (any: for all languages)
          weak: KCNA
          ^~~~
    a.topic:9:14: error: braces inside braces; write the inner choices out
          except en: Korea{a,{b}}
                     ^~~~~~~~~~~~
    a.topic:10:3: error: mach is no entry of a concept (did you mean match?); write LANG: terms, weak LANG: terms, except: terms or match EXPRESSION
          mach Pyongyang
          ^~~~
    a.topic:12:7: error: treaty is a term and a decoy of the same concept; delete one of them
          en: treaty, two words, "pact" x, tr*ty, st*
              ^~~~~~
    a.topic:12:15: error: several words without quotes; write "two words" for a phrase, or a comma between two terms
          en: treaty, two words, "pact" x, tr*ty, st*
                      ^~~~~~~~~
    a.topic:12:26: error: x stands behind the closing quotation mark; put a comma between two terms
          en: treaty, two words, "pact" x, tr*ty, st*
                                 ^~~~~~~~
    a.topic:12:36: error: * may end any word but begin only the first, and ~ may only end the term
          en: treaty, two words, "pact" x, tr*ty, st*
                                           ^~~~~
    a.topic:12:43: error: a term with a wildcard needs 3 letters; this one would hit nearly every word
          en: treaty, two words, "pact" x, tr*ty, st*
                                                  ^~~
    a.topic:14:9: error: unknown concept @pakt
          match @pakt SENT @treaty
                ^~~~~
    a.topic:19:9: error: concept b is defined twice
        concept b
                ^
      note: the other is at a.topic:17:9
    a.topic:21:6: error: the topic has no name; write, for instance, topic treaty
        topic
             ^
    a.topic:24:34: error: AND and OR mixed without parentheses
          match @treaty AND @north-korea OR @russia
                                         ^~
      note: write (@treaty AND @north-korea) OR @russia
      note: or @treaty AND (@north-korea OR @russia)
    a.topic:25:17: error: NEAR needs a number; write NEAR/5 for at most 5 words between
          match @treaty NEAR @a
                        ^~~~
    a.topic:26:9: error: this parenthesis is never closed
          match (@treaty SENT @a
                ^
    a.topic:27:9: error: only a NOT: nothing is looked for; write what must occur, then AND NOT
          match NOT @treaty
                ^~~~~~~~~~~
    a.topic:28:17: error: an operator is missing before @a; write AND, OR, SENT or NEAR/n
          match @treaty @a
                        ^~
    a.topic:29:20: error: NOT stands only behind AND; for a smaller region write A NOT SENT B, A NOT PARA B or A NOT NEAR/n B
          match @treaty OR NOT @a
                           ^~~~~~
    a.topic:30:17: error: the number behind the slash is how many words may stand between, from 0 to 100
          match @treaty NEAR/500 @a
                        ^~~~~~~~
    a.topic:31:11: error: an expression is missing here; write, for instance, @one SENT @two
          possible
                  ^
    a.topic:32:3: error: titel is no entry of a topic (did you mean title?); write match, possible or title:
          titel: x
          ^~~~~
    a.topic:33:1: error: tset is no statement of a topic file (did you mean test?); write concept, topic or test
        tset pact + "x"
        ^~~~
    a.topic:34:6: error: unknown topic pakt (did you mean pact?)
        test pakt + "x"
             ^~~~
    a.topic:35:6: error: a test is written test TOPIC + "title" / "text" (+ must fire, - must not, ? must be possible; the text may be left out)
        test pact "x"
             ^~~~~~~~
    a.topic:36:6: error: the quotation mark is never closed; put another at the end
        test pact + "x
             ^~~~~~~~~
    a.topic:37:6: error: a test is written test TOPIC + "title" / "text" (+ must fire, - must not, ? must be possible; the text may be left out)
        test pact + "x" / y
             ^~~~~~~~~~~~~~

    """
}
