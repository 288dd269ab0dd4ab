// Feed parsing against four public suites. Each library names its fields in its own way; the readers below say how
// they map to ours. A field counts only when the expected JSON has it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type FeedItem, FeedError, type ParsedFeed, parseFeed } from '../packages/channels/src/feed/index.ts'
import { dataFolder, type Miss, normaliseSpace, score, type SuiteResult } from './result.ts'

const folder = new URL('feeds/', dataFolder)

type Json = Record<string, unknown>
type Fields = { title?: unknown; link?: unknown; language?: unknown; items?: ItemFields[] }
type ItemFields = Partial<Record<'id' | 'title' | 'link' | 'published' | 'updated' | 'author' | 'body', unknown>>

export async function run(): Promise<SuiteResult[]> {
  return [gofeed(), feedsmith(), rssParser(), miniflux()]
}

function gofeed(): SuiteResult {
  const paths = ['parser/atom', 'parser/rss', 'parser/json', 'translator/atom', 'translator/rss', 'translator/json']
  const misses = [...paths, 'extensions/dublincore', 'extensions/itunes', 'extensions/media'].flatMap((path) =>
    pairs(new URL(`gofeed/${path}/`, folder)).flatMap(([input, expected]) =>
      compare(`gofeed/${path}/${nameOf(input)}`, input, gofeedFields(json(expected), path.startsWith('parser/'))),
    ),
  )
  return score('feeds gofeed', [...misses, ...gofeedUniversal()])
}

/** Files of which only kind and title are asked. */
function gofeedUniversal(): Miss[] {
  const base = new URL('gofeed/parser/universal/', folder)
  return list(base)
    .filter((name) => /\.(?:xml|json)$/.test(name))
    .map((name) => {
      const isFeed = !/empty|invalid|unknown/.test(name)
      const got = attempt(() => parse(new URL(name, base)).format)
      const kind = name.startsWith('atom')
        ? 'atom'
        : name.startsWith('rdf')
          ? 'rdf'
          : name.startsWith('rss')
            ? 'rss'
            : 'json'
      return { id: `gofeed/parser/universal/${name}`, field: 'format', expected: isFeed ? kind : 'FeedError', got }
    })
}

function gofeedFields(feed: Json, raw: boolean): Fields {
  const items = (feed.items ?? feed.entries ?? []) as Json[]
  return {
    title: feed.title,
    link: feed.link ?? feed.home_page_url ?? (raw ? alternate(feed.links) : undefined),
    language: feed.language,
    items: items.map((item) => ({
      id: item.guid === undefined ? item.id : isJson(item.guid) ? item.guid.value : item.guid,
      title: item.title,
      link: item.link ?? item.url ?? (raw ? alternate(item.links) : undefined),
      published: item.publishedParsed ?? item.pubDateParsed ?? item.date_published,
      updated: item.updatedParsed ?? item.date_modified,
      author: personOf(item.author ?? (item.authors as unknown[] | undefined)?.[0]),
      body: firstText(contentValue(item.content), item.content_html, item.content_text, item.summary, item.description),
    })),
  }
}

function feedsmith(): SuiteResult {
  const misses = ['atom', 'rdf', 'rss'].flatMap((kind) =>
    pairs(new URL(`feedsmith/src/feeds/${kind}/references/`, folder)).flatMap(([input, expected]) =>
      compare(`feedsmith/${nameOf(input)}`, input, feedsmithFields(json(expected))),
    ),
  )
  return score('feeds feedsmith', misses)
}

function feedsmithFields(feed: Json): Fields {
  const items = (feed.items ?? feed.entries ?? []) as Json[]
  return {
    title: feed.title,
    link: feed.link ?? alternate(feed.links),
    language: feed.language,
    items: items.map((item) => ({
      id: isJson(item.guid) ? item.guid.value : (item.guid ?? item.id),
      title: item.title,
      link: item.link ?? alternate(item.links),
      published: item.pubDate ?? item.published,
      updated: item.updated,
      author: personOf((item.authors as unknown[] | undefined)?.[0]),
      body: firstText((item.content as Json | undefined)?.encoded, item.content, item.summary, item.description),
    })),
  }
}

function rssParser(): SuiteResult {
  const input = new URL('rss_parser/input/', folder)
  const output = new URL('rss_parser/output/', folder)
  const misses = list(input).flatMap((name) => {
    const expected = new URL(name.replace(/\.\w+$/, '.json'), output)
    // Two inputs have no output: one is no feed at all, one only asks that nothing breaks.
    if (!existsSync(expected)) {
      const got = attempt(() => parse(new URL(name, input)).format)
      const wanted = name.startsWith('unrecognized') ? 'FeedError' : 'rss'
      return [{ id: `rss_parser/${name}`, field: 'format', expected: wanted, got }]
    }
    return compare(`rss_parser/${name}`, new URL(name, input), rssParserFields(json(expected).feed as Json))
  })
  return {
    ...score('feeds rss_parser', misses),
    note: 'Its expected files write XHTML anew from a tree that lost the order of mixed content, and bytes read in the wrong encoding.',
  }
}

function rssParserFields(feed: Json): Fields {
  return {
    title: feed.title,
    link: feed.link,
    language: feed.language,
    items: ((feed.items ?? []) as Json[]).map((item) => ({
      id: item.guid ?? item.id,
      title: item.title,
      link: item.link,
      published: item.isoDate,
      author: personOf(item.author ?? item.creator),
      // "EMPTY" is what an option of that library puts in place of an empty field.
      body: item.content === 'EMPTY' ? undefined : firstText(item['content:encoded'], item.content, item.summary),
    })),
  }
}

/** Without expected files: encodings must come out right, large feeds whole. Words as the files hold them. */
function miniflux(): SuiteResult {
  const encodings: [string, string][] = [
    ['encoding/testdata/iso-8859-1.xml', 'Café'],
    ['encoding/testdata/koi8r.xml', 'Пример RSS ленты'],
    ['encoding/testdata/utf8.xml', '테스트 피드'],
    ['encoding/testdata/utf8-incorrect-prolog.xml', '테스트 피드'],
    ['encoding/testdata/invalid-prolog.xml', '테스트 피드'],
    ['encoding/testdata/windows-1252.xml', 'Euro €'],
    ['encoding/testdata/windows-1252-incorrect-prolog.xml', 'Euro €'],
    ['parser/testdata/encoding_WINDOWS-1251.xml', 'iBash.Org.Ru'],
    ['xml/testdata/koi8r.xml', 'Пример RSS ленты'],
  ]
  const sizes: [string, number][] = [
    ['parser/testdata/large_atom.xml', 0],
    ['parser/testdata/large_rss.xml', 0],
    ['parser/testdata/small_atom.xml', 0],
    ['parser/testdata/rdf_UTF8.xml', 0],
    ['parser/testdata/urdu_UTF8.xml', 0],
    ['parser/testdata/encoding_ISO-8859-1.xml', 0],
    ['parser/testdata/no_encoding_ISO-8859-1.xml', 0],
  ]
  const base = new URL('miniflux/', folder)
  if (!existsSync(base)) return score('feeds miniflux', [])
  return score('feeds miniflux', [
    ...encodings.map(([path, title]) => ({
      id: path,
      field: 'title',
      expected: title,
      got: attempt(() => parse(new URL(path, base)).title ?? ''),
    })),
    ...sizes.map(([path]) => {
      const source = readFileSync(new URL(path, base), 'latin1')
      return {
        id: path,
        field: 'items',
        expected: `${source.match(/<(?:item|entry)[\s>]/g)?.length ?? 0} items, no broken character`,
        got: attempt(() => {
          const feed = parse(new URL(path, base))
          return `${feed.items.length} items, ${JSON.stringify(feed).includes('\ufffd') ? 'a' : 'no'} broken character`
        }),
      }
    }),
  ])
}

function compare(id: string, input: URL, expected: Fields): Miss[] {
  let feed: ParsedFeed
  try {
    feed = parse(input)
  } catch (error) {
    return [{ id, field: 'feed', expected: 'a feed', got: String(error) }]
  }
  const misses: Miss[] = [{ id, field: 'items', expected: expected.items?.length ?? 0, got: feed.items.length }]
  for (const key of ['title', 'link', 'language'] as const) add(misses, id, key, expected[key], feed[key], feed)
  expected.items?.forEach((item, index) => {
    const got = feed.items[index]
    if (got === undefined) return
    for (const key of ['id', 'title', 'link', 'published', 'updated', 'author', 'body'] as const)
      add(misses, id, `items[${index}].${key}`, item[key], valueOf(got, key), feed)
  })
  return misses
}

function valueOf(item: FeedItem, key: keyof ItemFields): unknown {
  return key === 'body' ? (item.html ?? item.text) : item[key]
}

function add(misses: Miss[], id: string, name: string, expected: unknown, got: unknown, feed: ParsedFeed): void {
  if (expected === undefined || expected === null || expected === '') return
  const last = name.replace(/^.*\./, '')
  if (last === 'published' || last === 'updated') {
    const at = Date.parse(textOf(expected))
    // An expected value that is no date at all is one this library kept as text.
    misses.push({
      id,
      field: name,
      expected: Number.isNaN(at) ? null : at,
      got: got === null ? null : Date.parse(textOf(got)),
    })
  } else if (last === 'link') {
    misses.push({ id, field: name, expected: absolute(textOf(expected), feed), got: absolute(textOf(got), feed) })
  } else {
    const [left, right] = [expected, got ?? ''].map((value) => normaliseSpace(withoutDiv(textOf(value))))
    misses.push({ id, field: name, expected: left, got: sameButUnread(left ?? '', right ?? '') ? left : right })
  }
}

/** Some libraries hand over XHTML content with the div around it that is no part of it. */
function withoutDiv(value: string): string {
  const inner = /^\s*<div[^>]*>([\s\S]*)<\/div>\s*$/.exec(value)?.[1]
  return inner === undefined ? value : withoutDiv(inner)
}

/** rss_parser's files were written from bytes read in the wrong encoding: "Not\ufffdcias" stands for "Notícias". */
function sameButUnread(expected: string, got: string): boolean {
  if (!expected.includes('\ufffd') || expected.length !== got.length) return false
  return [...expected].every((char, index) => char === '\ufffd' || char === got[index])
}

/** Some libraries leave links relative; both sides are made absolute by the feed's own address. */
function absolute(url: string, feed: ParsedFeed): string {
  const base = [feed.link, feed.feedLink].find((candidate) => candidate?.startsWith('http')) ?? undefined
  try {
    return base === undefined ? url.trim() : new URL(url.trim(), base).href
  } catch {
    return url.trim()
  }
}

function personOf(value: unknown): unknown {
  if (typeof value === 'string') {
    const person = /^(\S+@\S+) \((.+)\)$/.exec(value) ?? /^(.+) \((\S+@\S+)\)$/.exec(value)
    if (person === null) return value
    return person[1]?.includes('@') ? person[2] : person[1]
  }
  return isJson(value) ? (value.name ?? value.email) : undefined
}

function alternate(links: unknown): unknown {
  if (!Array.isArray(links)) return undefined
  const found = links.find((link: Json) => (link.rel ?? 'alternate') === 'alternate')
  return isJson(found) ? found.href : undefined
}

function contentValue(content: unknown): unknown {
  return isJson(content) ? content.value : content
}

function firstText(...values: unknown[]): unknown {
  for (const value of values) {
    const text = isJson(value) ? value.value : value
    if (typeof text === 'string' && text !== '') return text
  }
  return undefined
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(url: URL): ParsedFeed {
  return parseFeed(readFileSync(url))
}

function attempt(get: () => string): string {
  try {
    return get()
  } catch (error) {
    return error instanceof FeedError ? 'FeedError' : String(error)
  }
}

/** Inputs with their expected file: x.xml + x.json, or x.json + x_expected.json. */
function pairs(base: URL): [URL, URL][] {
  const names = new Set(list(base))
  return [...names].flatMap((name): [URL, URL][] => {
    if (name.endsWith('.xml')) {
      const expected = name.replace(/\.xml$/, '.json')
      return names.has(expected) ? [[new URL(name, base), new URL(expected, base)]] : []
    }
    const expected = name.replace(/\.json$/, '_expected.json')
    return name.endsWith('.json') && names.has(expected) ? [[new URL(name, base), new URL(expected, base)]] : []
  })
}

function list(base: URL): string[] {
  return existsSync(base) ? readdirSync(base).toSorted() : []
}

function json(url: URL): Json {
  return JSON.parse(readFileSync(url, 'utf8')) as Json
}

function nameOf(url: URL): string {
  return decodeURIComponent(url.pathname.replace(/^.*\//, ''))
}

/** A value of a suite's JSON as text; what is no text is shown as it stands there. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
