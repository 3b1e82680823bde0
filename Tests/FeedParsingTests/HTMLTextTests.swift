import FeedParsing
import Testing

@Suite("HTML to text")
struct HTMLTextTests {
  @Test(
    "a tag that the end cuts off vanishes where it looks like nothing else",
    arguments: [
      ("a <img src='http://x.example/?a=b", "a"), ("a <p", "a <p"), ("a <b and c", "a <b and c"),
      ("a <x y=1", "a <x y=1"), ("1 <2", "1 <2"), ("a <", "a <"),
    ])
  func cutTag(html: String, text: String) {
    #expect(HTMLText.plainText(html) == text)
  }

  @Test(
    "markup becomes what a reader sees",
    arguments: [
      ("<p>one</p><p>two</p>", "one\n\ntwo"), ("a<br>b<br/>c", "a b c"),
      ("North <a href='x'>Kor</a>ea", "North Korea"), ("<b>a</b> <i>b</i>", "a b"),
      ("<ul><li>a<li>b</ul>", "a\n\nb"), ("<table><tr><td>a<td>b</table>", "a b"),
      ("a<script>if (b < c) {}</script>d", "ad"), ("a<style>p{}</style>d<script>", "ad"),
      ("<ruby>北<rp>(</rp><rt>きた</rt><rp>)</rp></ruby>朝鮮", "北朝鮮"),
      ("a <!-- <p> --> b", "a b"), ("<![CDATA[a]]>", "a"),
      ("<![CDATA[<p>a</p>]]>]]> b", "a\n\n]]> b"), ("<![CDATA[a <![CDATA[b]]> c", "a b c"),
      ("<![CDATA[a", "a"), ("<?php x ?>a", "a"), ("<!DOCTYPE html>a", "a"),
      ("<img alt='a > b' src=x>c", "c"), ("<a href=\"x>b</a>", "b"), ("x < y & z", "x < y & z"),
      ("<a b = '>' c=\">\" d>e</a>", "e"), ("<a b==\">\">c", "c"), ("<a b'>'c", "'c"), ("<a b=c'>'d", "'d"),
      ("a <", "a <"), ("a <b", "a <b"), ("a <!b", "a <!b"), ("</", "</"), ("", ""), ("   ", ""),
      ("  a \n\t b  ", "a b"), ("a\u{A0}b&nbsp;c", "a b c"), ("<P>A</P>b", "A\n\nb"),
      ("<unknown>a</unknown>", "a"),
    ])
  func markup(html: String, expected: String) {
    #expect(HTMLText.plainText(html) == expected)
  }

  @Test(
    "references are resolved",
    arguments: [
      ("&lt;b&gt;&amp;&quot;&apos;", "<b>&\"'"), ("&#1055;&#x443;&#X43A;", "Пук"), ("&eacute;&Eacute;", "éÉ"),
      ("&CounterClockwiseContourIntegral;", "∳"), ("&NotEqualTilde;", "≂̸"), ("&ampx &copy2", "&x ©2"),
      ("&#146;&#128;", "’€"), ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("&nosuch; &; &# &#x; &", "&nosuch; &; &# &#x; &"), ("&#65", "A"), ("a&#x202E;b&#27;c", "abc"),
      ("&Lt;&lt;", "≪<"),
    ])
  func references(html: String, expected: String) {
    #expect(HTMLText.plainText(html) == expected)
  }

  @Test("long runs come whole whatever stands at the borders of sixteen bytes", arguments: 0..<40)
  func longRuns(length: Int) {
    let text = String(repeating: "x", count: length)
    for mark in ["&amp;", "<b>", "  ", "\u{A0}", "북", " "] {
      let html = text + mark + text + mark + "end"
      let shown = mark == "&amp;" ? "&" : mark == "<b>" ? "" : mark == "북" ? "북" : " "
      let expected = (text + shown + text + shown + "end").split(separator: " ").joined(separator: " ")
      #expect(HTMLText.plainText(html) == expected)
    }
  }

  @Test("a page names its title and the feeds that it offers")
  func page() {
    let page = HTMLPage(
      """
      <html><head><title>The &lt;Daily&gt;
       News</title><link rel=stylesheet href=a.css>
      <link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2">
      <link rel="alternate" type="application/atom+xml" href="https://b.example/atom">
      <link rel="alternate" type="text/html" hreflang="ko" href="/ko"></head><body><link rel=alternate></body></html>
      """, base: "https://a.example/news/")
    #expect(page.title == "The <Daily> News")
    #expect(page.feeds == ["https://a.example/feed?a=1&b=2", "https://b.example/atom"])
  }
}
