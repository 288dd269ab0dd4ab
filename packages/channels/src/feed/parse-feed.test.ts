import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FeedError, feedLimits, feedToJson, itemKeys, parseFeed } from './index.ts'

const now = Date.parse('2025-03-10T00:00:00Z')

describe('parseFeed', () => {
  it('reads RSS 2.0 with its modules', () => {
    const feed = parseFeed(fixture('rss-20.xml'), { now })
    expect(feed).toMatchObject({
      format: 'rss',
      title: 'Lampenforum – Neue Beiträge',
      language: 'de-de',
      truncated: false,
    })
    expect(feed.items[0]).toMatchObject({
      id: 'beitrag-17',
      title: 'Lumenwerk & der Kundendienst',
      link: 'https://forum.example/thema/17',
      published: '2025-03-04T08:12:00.000Z',
      author: 'Petra L.',
      text: 'Meine Lampe brummt.',
    })
    expect(feed.items[1]).toMatchObject({
      id: 'https://forum.example/thema/18',
      idGiven: false,
      published: null,
      author: 'Mara Schulz',
      authorEmail: 'mara@forum.example',
      html: 'Nur <em>Beschreibung</em> & mehr',
      text: 'Nur Beschreibung & mehr',
    })
  })

  it('keeps and flags a date in the future', () => {
    const [, , ahead] = parseFeed(fixture('rss-20.xml'), { now }).items
    expect(ahead).toMatchObject({
      publishedInFuture: true,
      published: '2030-01-01T00:00:00.000Z',
      link: 'https://forum.example/thema/19',
    })
  })

  it('takes an item whose guid changed for the same item', () => {
    const item = { id: 'a', title: 'T', link: 'https://a.example/', text: 'x' }
    expect(itemKeys(item).twinKey).toBe(itemKeys({ ...item, id: 'b' }).twinKey)
    expect(itemKeys(item).contentHash).not.toBe(itemKeys({ ...item, text: 'y' }).contentHash)
    expect(parseFeed(fixture('rss-20.xml'), { now }).items).toHaveLength(4)
    const twice =
      '<rss><channel><item><title>T</title><link>https://a.example/</link><guid>1</guid></item><item><title>T</title><link>https://a.example/</link><guid>2</guid></item></channel></rss>'
    expect(parseFeed(bytes(twice)).items.map(({ id }) => id)).toEqual(['1'])
  })

  it('reads Atom under a prefix, relative addresses by xml:base', () => {
    const feed = parseFeed(fixture('atom-10.xml'), { now })
    expect(feed).toMatchObject({
      format: 'atom',
      link: 'https://blog.example/index.html',
      language: 'en',
      author: 'Jonas Weber',
    })
    expect(feed.items[0]).toMatchObject({
      id: 'tag:blog.example,2025:1',
      title: 'Dim <em>lamps</em>',
      titleText: 'Dim lamps',
      link: 'https://blog.example/posts/1',
      published: '2025-03-04T08:12:00.000Z',
      updated: '2025-03-05T10:00:00.000Z',
      html: '<p>See <a href="https://blog.example/pic.png">this</a>.</p>',
    })
  })

  it('reads RSS 1.0, JSON Feed and a broken feed', () => {
    expect(parseFeed(fixture('rss-10.xml')).items[0]).toMatchObject({
      id: 'https://news.example/1',
      published: '2025-03-04T08:12:00.000Z',
    })
    expect(feedToJson('f', parseFeed(fixture('json-11.json'))).items).toMatchObject([
      { id: '7', link: 'https://licht.example/7', text: 'Nur Text.', html: null, author: 'Mara' },
      { id: '8', link: 'https://else.example/8', text: 'Acht', html: '<p>Acht</p>' },
    ])
    const broken = parseFeed(fixture('broken.xml'))
    expect(broken).toMatchObject({ title: 'Fish & Chips', language: 'de' })
    expect(broken.items).toHaveLength(2)
    expect(broken.items[1]).toMatchObject({ link: 'https://a.example/2', titleText: 'Zweites fett' })
  })

  it('reads the encoding from the bytes when the label is wrong', () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="utf-8"?><rss><channel><title>Grüße</title></channel></rss>',
      'latin1',
    )
    expect(parseFeed(latin).title).toBe('Grüße')
    const utf8 = bytes(
      '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>Grüße €</title></channel></rss>',
    )
    expect(parseFeed(utf8).title).toBe('Grüße €')
    const utf16 = Buffer.from('\ufeff<rss><channel><title>Grüße</title></channel></rss>', 'utf16le')
    expect(parseFeed(utf16)).toMatchObject({ title: 'Grüße', encoding: 'utf-16le' })
    const kyrillic = Uint8Array.from([
      ...Buffer.from('<rss><channel><title>'),
      0xcf,
      0xf0,
      ...Buffer.from('</title></channel></rss>'),
    ])
    expect(parseFeed(kyrillic, { contentType: 'text/xml; charset=windows-1251' }).title).toBe('Пр')
  })

  it('expands nothing a document type declares', () => {
    const bomb =
      '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&b;&f;&eacute;</title></channel></rss>'
    expect(parseFeed(bytes(bomb)).title).toBe('&b;&f;é')
  })

  it('keeps the newest items of a long feed', () => {
    const items = Array.from(
      { length: feedLimits.itemsKept + 10 },
      (_, day) =>
        `<item><guid>${day}</guid><pubDate>${new Date(Date.UTC(2000, 0, day)).toUTCString()}</pubDate></item>`,
    )
    const feed = parseFeed(bytes(`<rss><channel>${items.join('')}</channel></rss>`))
    expect(feed.truncated).toBe(true)
    expect(feed.items).toHaveLength(feedLimits.itemsKept)
    expect(feed.items[0]?.id).toBe('10')
  })

  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['<html><body>Hallo</body></html>', 'not_a_feed'],
    ['{"items":', 'not_a_feed'],
    ['kein Feed', 'not_a_feed'],
  ])('refuses %j', (text, code) => {
    expect(() => parseFeed(bytes(text))).toThrowError(expect.objectContaining({ code }))
  })

  it('throws nothing but FeedError, whatever the bytes', () => {
    const part = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<!DOCTYPE [',
      '&#x110000;',
      '&#0;',
      '<a b="',
      "'",
      '<feed>',
      '<entry xml:base="::">',
      '<link href="//[">',
      '{"items":[',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 40 }), (parts) => {
        expect(['read', 'FeedError']).toContain(outcomeOf(bytes(parts.join(''))))
      }),
    )
  })

  it.each([
    ['open tags', '<div>'],
    ['open items', '<item><title>x'],
    ['declarations', '<!DOCTYPE ['],
    ['quotes', '<item a="'],
    ['unended references', '&amp'],
  ])('reads a megabyte of %s', (_, part) => {
    const feed = parseFeed(bytes(`<rss><channel>${part.repeat(1_000_000 / part.length)}`))
    expect(feed.format).toBe('rss')
  })
})

function outcomeOf(raw: Uint8Array): string {
  try {
    parseFeed(raw, { url: 'https://a.example/feed' })
    return 'read'
  } catch (error) {
    return error instanceof FeedError ? 'FeedError' : String(error)
  }
}

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url))
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
