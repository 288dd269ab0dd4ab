// RSS 0.9x, 1.0 (RDF) and 2.0, with the usual modules.
import { parseFeedDate } from './dates.ts'
import { child, construct, field, urlField } from './fields.ts'
import { type Person, parsePerson } from './people.ts'
import type { RawFeed, RawItem } from './raw.ts'
import { isAbsolute, resolveUrl } from './urls.ts'
import { textOf, type XmlElement } from './xml-elements.ts'

export function readRss(xml: string, root: XmlElement): RawFeed {
  const rdf = root.name === 'rdf:rdf'
  const channel = child(root, 'channel') ?? root
  const link = linkOf(xml, channel, root)
  const feedLink = atomLink(channel, 'self')
  const base = isAbsolute(link) ? link : (channel.base ?? feedLink)
  // RSS 0.9 and 1.0 put items beside the channel; some writers of 2.0 do, too.
  const items = [...channel.children, ...(channel === root ? [] : root.children)].filter(({ name }) => name === 'item')
  return {
    format: rdf ? 'rdf' : 'rss',
    version: root.attributes.get('version') ?? (rdf ? '1.0' : ''),
    title: field(xml, channel, 'title', 'dc:title', 'media:title', 'itunes:title'),
    link,
    feedLink,
    description: field(xml, channel, 'description', 'itunes:summary', 'itunes:subtitle', 'dc:description', 'tagline'),
    language: field(xml, channel, 'language', 'dc:language') ?? channel.lang,
    author: authorOf(xml, channel, 'managingeditor', 'webmaster', 'author', 'dc:author', 'dc:creator', 'itunes:author'),
    updated: parseFeedDate(
      field(xml, channel, 'lastbuilddate', 'dc:date', 'pubdate', 'dcterms:modified', 'atom:updated'),
    ),
    base,
    items: items.map((item) => () => readItem(xml, item, base)),
    publishedOf: (index) => publishedOf(xml, items[index] as XmlElement),
  }
}

function readItem(xml: string, item: XmlElement, base: string | null): RawItem {
  const guid = child(item, 'guid')
  const id = field(xml, item, 'guid', 'atom:id', 'id') ?? item.attributes.get('rdf:about') ?? null
  const permalink = guid !== null && (guid.attributes.get('ispermalink') ?? 'true').toLowerCase() !== 'false'
  const own = linkOf(xml, item, null) ?? (permalink && isAbsolute(id) ? id : null)
  const html = bodyOf(xml, item)
  return {
    id,
    title: construct(xml, child(item, 'title', 'dc:title', 'media:title', 'itunes:title'))?.value ?? null,
    link: resolveUrl(own ?? item.attributes.get('rdf:about') ?? null, base),
    published: publishedOf(xml, item),
    updated: parseFeedDate(field(xml, item, 'atom:updated', 'updated', 'dcterms:modified', 'modified', 'dc:date')),
    author: authorOf(xml, item, 'author', 'dc:author', 'dc:creator', 'itunes:author', 'atom:author', 'media:credit'),
    html,
    text: null,
  }
}

function publishedOf(xml: string, item: XmlElement): string | null {
  const names = [
    'pubdate',
    'atom:published',
    'published',
    'dcterms:issued',
    'dcterms:created',
    'dc:date',
    'issued',
    'created',
    'date',
  ]
  return parseFeedDate(field(xml, item, ...names, 'atom:updated', 'updated'))
}

/** The fullest body an item has: encoded content, then description, then what other modules offer. */
function bodyOf(xml: string, item: XmlElement): string | null {
  const names = ['content:encoded', 'atom:content', 'xhtml:body', 'body', 'fullitem', 'fulltext', 'content']
  for (const name of [
    ...names,
    'description',
    'atom:summary',
    'dc:description',
    'itunes:summary',
    'summary',
    'media:description',
  ]) {
    const value = construct(xml, child(item, name))?.value
    if (value !== undefined) return value
  }
  return null
}

/** The last plain link counts, as readers do; then Atom's alternate; then any Atom link of an item. */
function linkOf(xml: string, element: XmlElement, root: XmlElement | null): string | null {
  let link: string | null = null
  for (const candidate of element.children) {
    if (candidate.name !== 'link') continue
    const rel = candidate.attributes.get('rel')?.toLowerCase() ?? 'alternate'
    if (rel !== 'alternate') continue
    const url = resolveUrl(candidate.attributes.get('href') ?? textOf(xml, candidate), candidate.base)
    if (url !== null && !/\s/.test(url)) link = url
  }
  if (link !== null) return link
  const about = root === null ? null : (element.attributes.get('rdf:about') ?? null)
  return (
    atomLink(element, 'alternate') ??
    urlField(xml, element, 'feedburner:origlink') ??
    (root?.name === 'rdf:rdf' ? about : null)
  )
}

function atomLink(element: XmlElement, rel: string): string | null {
  for (const candidate of element.children) {
    if (candidate.name !== 'atom:link') continue
    if ((candidate.attributes.get('rel') ?? 'alternate').toLowerCase() !== rel) continue
    const url = resolveUrl(candidate.attributes.get('href') ?? null, candidate.base)
    if (url !== null) return url
  }
  return null
}

function authorOf(xml: string, element: XmlElement, ...names: string[]): Person | null {
  for (const name of names) {
    const found = child(element, name)
    if (found === null) continue
    const inner = found.children.length > 0 ? child(found, 'name', 'atom:name', 'email', 'atom:email') : null
    if (inner !== null) {
      return { name: field(xml, found, 'name', 'atom:name'), email: field(xml, found, 'email', 'atom:email') }
    }
    const person = parsePerson(textOf(xml, found))
    if (person !== null) return person
  }
  return null
}
