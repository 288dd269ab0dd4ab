// Atom 0.3 and 1.0, with or without a prefix.
import { parseFeedDate } from './dates.ts'
import { child, construct, field } from './fields.ts'
import type { Person } from './people.ts'
import type { RawFeed, RawItem } from './raw.ts'
import { isAbsolute, resolveUrl } from './urls.ts'
import type { XmlElement } from './xml-elements.ts'

export function readAtom(xml: string, root: XmlElement): RawFeed {
  const self = linkBy(root, 'self')
  const base = root.base ?? (isAbsolute(self) ? self : null)
  const link = resolveUrl(linkBy(root, 'alternate') ?? otherLink(root), base)
  // A lone entry document is a feed of one.
  const lone = root.name.endsWith('entry')
  const entries = lone ? [root] : root.children.filter(({ name }) => name === 'entry' || name === 'atom:entry')
  const author = lone ? null : authorOf(xml, root)
  return {
    format: 'atom',
    version: root.attributes.get('version') ?? '1.0',
    title: lone ? null : text(xml, root, 'title'),
    link,
    feedLink: self,
    description: text(xml, root, 'subtitle') ?? text(xml, root, 'tagline'),
    language: root.lang ?? field(xml, root, 'language', 'dc:language'),
    author,
    updated: parseFeedDate(field(xml, root, ...both('updated', 'modified'), 'dc:date')),
    base: base ?? link,
    items: entries.map((entry) => () => readEntry(xml, entry, base ?? link)),
    publishedOf: (index) => publishedOf(xml, entries[index] as XmlElement),
  }
}

function readEntry(xml: string, entry: XmlElement, base: string | null): RawItem {
  const content = construct(xml, child(entry, ...both('content'), 'content:encoded'))
  const summary = construct(xml, child(entry, ...both('summary'), 'description', 'media:description'))
  const body = content ?? summary
  return {
    id: idOf(xml, entry),
    title: text(xml, entry, 'title') ?? field(xml, entry, 'dc:title', 'media:title'),
    link: resolveUrl(linkBy(entry, 'alternate') ?? otherLink(entry), entry.base ?? base),
    published: publishedOf(xml, entry),
    updated: parseFeedDate(field(xml, entry, ...both('updated', 'modified'), 'dcterms:modified', 'dc:date')),
    author: authorOf(xml, entry),
    html: body?.value ?? null,
    text: null,
  }
}

/** An id is an address by its specification, so a relative one follows the base the document declares. */
function idOf(xml: string, entry: XmlElement): string | null {
  const id = field(xml, entry, ...both('id'), 'guid')
  return id === null ? null : resolveUrl(id, child(entry, ...both('id'))?.base ?? null)
}

function publishedOf(xml: string, entry: XmlElement): string | null {
  return parseFeedDate(
    field(xml, entry, ...both('published', 'issued', 'created'), 'dc:date', 'pubdate', ...both('updated', 'modified')),
  )
}

function text(xml: string, element: XmlElement, name: string): string | null {
  return construct(xml, child(element, ...both(name)))?.value ?? null
}

function authorOf(xml: string, element: XmlElement): Person | null {
  const author = child(element, ...both('author'))
  if (author === null) {
    const creator = field(xml, element, 'dc:creator', 'itunes:author')
    return creator === null ? null : { name: creator, email: null }
  }
  const name = field(xml, author, ...both('name'))
  const email = field(xml, author, ...both('email'))
  return name === null && email === null ? null : { name, email }
}

function linkBy(element: XmlElement, rel: string): string | null {
  let first: string | null = null
  for (const link of element.children) {
    if (link.name !== 'link' && link.name !== 'atom:link') continue
    if ((link.attributes.get('rel') ?? 'alternate').toLowerCase().trim() !== rel) continue
    const url = resolveUrl(link.attributes.get('href') ?? null, link.base)
    if (url === null) continue
    // Of several alternates the web page is meant, not the same in another format.
    if (/html/.test(link.attributes.get('type') ?? 'html')) return url
    first ??= url
  }
  return first
}

/** Without an alternate, the first link that leads to something to read. */
function otherLink(element: XmlElement): string | null {
  return linkBy(element, 'related') ?? linkBy(element, 'via')
}

function both(...names: string[]): string[] {
  return names.flatMap((name) => [name, `atom:${name}`])
}
