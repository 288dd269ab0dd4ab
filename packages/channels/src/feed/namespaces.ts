// One name per meaning, however a feed spells its prefixes.

const prefixes: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/atom/app#': 'app',
  'http://purl.org/rss/1.0/': '',
  'http://purl.org/rss/1.0': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'http://channel.netscape.com/rdf/simple/0.9/': '',
  'http://backend.userland.com/rss': '',
  'http://backend.userland.com/rss2': '',
  'http://backend.userland.com/rss191': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://cyber.law.harvard.edu/rss/rss.html': '',
  'http://purl.org/net/rss1.1#': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/elements/1.0/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.rssboard.org/media-rss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://example.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.georss.org/georss': 'georss',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
}

/** "a10:Link" → "atom:link"; the core of RSS and of an Atom document carry no prefix (atom.ts strips its own). */
export function canonicalName(tag: string, namespaces: ReadonlyMap<string, string>): string {
  const colon = tag.indexOf(':')
  const prefix = colon === -1 ? '' : tag.slice(0, colon)
  const local = (colon === -1 ? tag : tag.slice(colon + 1)).toLowerCase()
  const uri = namespaces.get(prefix.toLowerCase())?.toLowerCase()
  const known = uri === undefined ? undefined : prefixes[uri]
  if (known !== undefined) return known === '' || (prefix === '' && known === 'atom') ? local : `${known}:${local}`
  if (prefix === '') return local
  // A prefix a feed forgot to declare, or an unknown one, is taken at its word.
  return `${prefix.toLowerCase()}:${local}`
}
