"""Made-up feeds and items in several languages, the same ones every time."""

import json
import random
from email.utils import formatdate
from html import escape

WORDS = {
    "en": "harbour ministry budget snow election ferry match orchestra prices road court bridge talks border school strike",
    "ru": "город министр бюджет погода выборы мост матч концерт цены дорога суд школа граница переговоры порт завод",
    "uk": "місто міністр бюджет погода вибори міст матч концерт ціни дорога суд школа кордон переговори порт завод",
    "ko": "정부 예산 날씨 선거 다리 경기 공연 물가 도로 법원 학교 국경 회담 항구 공장 시장",
    "ja": "政府 予算 天気 選挙 橋 試合 公演 物価 道路 裁判 学校 国境 会談 港 工場 市場",
    "zh": "政府 预算 天气 选举 桥梁 比赛 演出 物价 道路 法院 学校 边境 会谈 港口 工厂 市场",
    "de": "Hafen Ministerium Haushalt Schnee Wahl Fähre Spiel Orchester Preise Straße Gericht Brücke Schule Grenze Streik Werft",
    "fr": "port ministère budget neige élection pont match orchestre prix route tribunal école frontière grève chantier marché",
}
AUTUMN_2024 = 1_727_740_800  # 2024-10-01T00:00:00Z


def sentence(random_source, language, words):
    chosen = random_source.choices(WORDS[language].split(), k=words)
    separator, end = ("", "。") if language in ("ja", "zh") else (" ", ".")
    return separator.join(chosen) + end


def item(random_source, language, number):
    return {
        "id": f"item-{language}-{number}",
        "lang": language,
        "title": sentence(random_source, language, 7),
        "summary": None,
        "content": "".join(f"<p>{' '.join(sentence(random_source, language, 14) for _ in range(3))}</p>" for _ in range(3)),
        "link": f"https://news.example/{language}/{number}",
        "published": "2024-10-01T12:00:00Z",
    }


def text(count):
    """`count` items as plain text, a line each."""
    random_source = random.Random(11)
    languages = list(WORDS)
    return "".join(
        " ".join(sentence(random_source, languages[number % len(languages)], 14) for _ in range(12)) + "\n"
        for number in range(count)).encode()


def rss(items):
    """`items` are pairs of a number, which gives the date, and an item."""
    body = "\n".join(
        f"<item><title>{escape(each['title'])}</title><link>{each['link']}</link>"
        f"<guid isPermaLink=\"false\">{each['id']}</guid><pubDate>{formatdate(AUTUMN_2024 + at * 600)}</pubDate>"
        f"<description><![CDATA[{each['content']}]]></description></item>"
        for at, each in items)
    return (f"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Made up</title>"
            f"<link>https://news.example/</link><description>-</description>\n{body}\n</channel></rss>\n").encode()


def feeds(count, items_each=25, hours=0, giants=0, giant_items=0):
    """`count` RSS feeds as bytes; after an hour two of five have two items more at the top and two less at the end.

    Of these the last `giants` have `giant_items` items.
    """
    languages = list(WORDS)
    for number in range(count):
        language = languages[number % len(languages)]
        shown = giant_items if number >= count - giants else items_each
        oldest = 2 * hours if number % 5 < 2 else 0
        places = range(oldest + shown - 1, oldest - 1, -1)
        yield rss([(at, item(random.Random(f"{number}:{at}"), language, number * 10_000 + at)) for at in places])


def json_lines(count):
    """`count` items as `pactwatch match --json` takes them."""
    random_source = random.Random(7)
    languages = list(WORDS)
    return b"".join(json.dumps(item(random_source, languages[number % len(languages)], number),
                               ensure_ascii=False).encode() + b"\n" for number in range(count))
