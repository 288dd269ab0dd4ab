// A forgiving reader of feed XML. One pass over the text; it keeps the few elements a feed is made of and, for the
// rest, only where their content lies. Document types are skipped whole: no entity is ever declared or fetched.
import { decodeEntities } from './entities.ts'
import { canonicalName } from './namespaces.ts'
import { feedLimits } from './types.ts'
import { nestBase } from './urls.ts'

export type XmlElement = {
  /** Canonical prefix and lower-case local name: "item", "dc:creator", "atom:link". */
  name: string
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  /** Where the content lies in the document. */
  from: number
  to: number
  base: string | null
  lang: string | null
}

type Open = {
  tag: string
  /** Null inside an element whose content is kept as text only. */
  element: XmlElement | null
  namespaces: ReadonlyMap<string, string>
  base: string | null
  lang: string | null
}

/** Elements whose children are read; everything else is a leaf. */
const structural = new Set(
  'rss channel rdf:rdf feed item entry items image author contributor source media:group atom:feed atom:entry atom:author atom:contributor itunes:owner document:'.split(
    ' ',
  ),
)

/** Ends that occur in unescaped markup inside a field. */
const htmlTags = new Set(
  'a abbr address article aside b big blockquote body br button caption center cite code col dd del details div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr html i iframe img input ins li main nav ol p picture pre q s script section small source span strike strong style sub summary sup table tbody td tfoot th thead time tr tt u ul video'.split(
    ' ',
  ),
)

const nameEnd = /[\s/>=<]/

/** The document as an element whose children are the roots (normally one). */
export function readElements(xml: string): XmlElement {
  const root: XmlElement = {
    name: 'document:',
    attributes: new Map(),
    children: [],
    from: 0,
    to: xml.length,
    base: null,
    lang: null,
  }
  const stack: Open[] = [{ tag: '', element: root, namespaces: new Map(), base: null, lang: null }]
  let tooDeep = 0
  let items = 0
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open === -1) break
    const next = xml.charCodeAt(open + 1)
    if (next === 33 || next === 63) {
      at = skipDeclaration(xml, open)
    } else if (next === 47) {
      const end = xml.indexOf('>', open)
      const tag = xml.slice(open + 2, end === -1 ? xml.length : Math.min(end, open + 200)).trim()
      if (tooDeep > 0) tooDeep--
      else close(stack, tag, open)
      at = end === -1 ? xml.length : end + 1
    } else if (isNameStart(next)) {
      const tag = readTag(xml, open)
      at = tag.end
      const top = stack.at(-1) as Open
      if (isItem(tag.name)) {
        if (++items > feedLimits.itemsRead) break
        closeOpenItem(stack, tag.name, open)
      }
      if (stack.length > feedLimits.depth) {
        if (!tag.selfClosed) tooDeep++
        continue
      }
      push(stack, stack.at(-1) ?? top, tag)
    } else {
      at = open + 1
    }
  }
  for (const { element } of stack) if (element !== null && element !== root) element.to = Math.min(at, xml.length)
  return root
}

/** Text of an element, entities decoded once, CDATA as it stands, inner tags kept as written. */
export function textOf(xml: string, element: XmlElement): string {
  return readText(xml, element.from, Math.min(element.to, element.from + feedLimits.fieldChars), true)
}

/** Inner markup of an element, nothing decoded: for XHTML content. */
export function markupOf(xml: string, element: XmlElement): string {
  return readText(xml, element.from, Math.min(element.to, element.from + feedLimits.fieldChars), false)
}

function readText(document: string, from: number, to: number, decode: boolean): string {
  // Cut first: a search in the whole document would run on to its end for every field.
  const xml = document.slice(from, to)
  const parts: string[] = []
  let at = 0
  while (at < xml.length) {
    const special = xml.indexOf('<!', at)
    const stop = special === -1 ? xml.length : special
    const text = xml.slice(at, stop)
    parts.push(decode ? decodeEntities(text) : text)
    if (special === -1) break
    at = skipDeclaration(xml, stop)
    if (xml.startsWith('<![CDATA[', stop)) parts.push(xml.slice(stop + 9, xml.startsWith(']]>', at - 3) ? at - 3 : at))
    else if (!xml.startsWith('<!--', stop)) parts.push(xml.slice(stop, at))
  }
  return parts.join('').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

/** Index behind a comment, CDATA, instruction or document type; the end of the text when it is never closed. */
function skipDeclaration(xml: string, open: number): number {
  if (xml.startsWith('<!--', open)) return behind(xml, '-->', open + 4)
  if (xml.startsWith('<![CDATA[', open)) return behind(xml, ']]>', open + 9)
  if (xml.charCodeAt(open + 1) === 63) return behind(xml, '>', open)
  if (!/^<!doctype/i.test(xml.slice(open, open + 9))) return behind(xml, '>', open)
  const end = xml.indexOf('>', open)
  const subset = xml.indexOf('[', open)
  if (subset === -1 || (end !== -1 && end < subset)) return end === -1 ? xml.length : end + 1
  const closed = /\]\s{0,100}>/g
  closed.lastIndex = subset
  const found = closed.exec(xml)
  return found === null ? xml.length : found.index + found[0].length
}

function behind(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from)
  return at === -1 ? xml.length : at + mark.length
}

type Tag = { name: string; from: number; end: number; selfClosed: boolean; attributes: string }

/** Reads to the closing ">", quotes respected; a "<" outside quotes ends a tag that was never closed. */
function readTag(xml: string, open: number): Tag {
  let at = open + 1
  while (at < xml.length && at < open + 200 && !nameEnd.test(xml.charAt(at))) at++
  const name = xml.slice(open + 1, at)
  const from = at
  while (at < xml.length) {
    const code = xml.charCodeAt(at)
    if (code === 62 || code === 60) break
    if (code === 34 || code === 39) {
      const quote = xml.indexOf(code === 34 ? '"' : "'", at + 1)
      if (quote === -1) break
      at = quote
    }
    at++
  }
  const closed = xml.charCodeAt(at) === 62
  const selfClosed = closed && xml.charCodeAt(at - 1) === 47
  const end = closed ? at + 1 : Math.max(at, open + 1)
  return { name, from, end, selfClosed, attributes: xml.slice(from, selfClosed ? at - 1 : at) }
}

function push(stack: Open[], parent: Open, tag: Tag): void {
  const keep = parent.element !== null && structural.has(parent.element.name)
  if (!keep) {
    if (!tag.selfClosed) stack.push({ ...parent, tag: tag.name, element: null })
    return
  }
  const attributes = readAttributes(tag.attributes)
  const namespaces = nestNamespaces(parent.namespaces, attributes)
  const base = nestBase(attributes.get('xml:base') ?? null, parent.base)
  const lang = attributes.get('xml:lang') ?? parent.lang
  const element: XmlElement = {
    name: canonicalName(tag.name, namespaces),
    attributes,
    children: [],
    from: tag.end,
    to: tag.end,
    base,
    lang,
  }
  parent.element?.children.push(element)
  if (!tag.selfClosed) stack.push({ tag: tag.name, element, namespaces, base, lang })
}

/** Closes the nearest open element of that name and all inside it; a stray end tag is passed over. */
function close(stack: Open[], tag: string, at: number): void {
  let i = stack.length - 1
  while (i > 0 && stack[i]?.tag !== tag) i--
  if (i === 0) {
    const lower = tag.toLowerCase()
    i = stack.length - 1
    while (i > 0 && stack[i]?.tag.toLowerCase() !== lower) i--
    if (i === 0) {
      // "<language>en</langauge>": a misspelt end closes the field it stands in. Markup's own stray ends do not.
      const field = stack.at(-1)?.element ?? null
      if (field === null || structural.has(field.name) || htmlTags.has(lower)) return
      i = stack.length - 1
    }
  }
  for (const { element } of stack.splice(i)) if (element !== null) element.to = at
}

/** A new item inside an unclosed one means the closing tag was forgotten. */
function closeOpenItem(stack: Open[], tag: string, at: number): void {
  const open = stack.findIndex((entry) => entry.element !== null && entry.tag === tag)
  if (open === -1) return
  const inside = stack.slice(open + 1)
  if (inside.some(({ element }) => element === null || element.name.endsWith(':content') || element.name === 'content'))
    return
  for (const { element } of stack.splice(open)) if (element !== null) element.to = at
}

function isItem(name: string): boolean {
  return /^(?:[\w.-]{1,20}:)?(?:item|entry)$/i.test(name)
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127
}

const attributesRead = 60
const attributeChars = 60_000

/** One walk, no pattern: what stands in a tag may be anything. */
function readAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>()
  const text = source.length > attributeChars ? source.slice(0, attributeChars) : source
  let at = 0
  while (at < text.length && attributes.size < attributesRead) {
    at = skip(text, at, blankOrSlash)
    const nameFrom = at
    while (at < text.length && !attributeNameEnd.has(text.charAt(at))) at++
    const name = text.slice(nameFrom, at).toLowerCase()
    at = skip(text, at, blank)
    if (text.charAt(at) !== '=') {
      if (at === nameFrom) at++
      continue
    }
    at = skip(text, at + 1, blank)
    const quote = text.charAt(at)
    const quoted = quote === '"' || quote === "'"
    const from = quoted ? at + 1 : at
    let to = quoted ? text.indexOf(quote, from) : from
    if (to === -1) to = text.length
    while (!quoted && to < text.length && !blank.has(text.charAt(to))) to++
    if (name !== '' && !attributes.has(name)) attributes.set(name, decodeEntities(text.slice(from, to)))
    at = quoted ? to + 1 : to
  }
  return attributes
}

const blank = new Set([' ', '\t', '\n', '\r', '\f'])
const blankOrSlash = new Set([...blank, '/'])
const attributeNameEnd = new Set([...blank, '=', '/', '"', "'"])

function skip(text: string, from: number, chars: ReadonlySet<string>): number {
  let at = from
  while (at < text.length && chars.has(text.charAt(at))) at++
  return at
}

function nestNamespaces(
  outer: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let own: Map<string, string> | null = null
  for (const [key, value] of attributes) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
    own ??= new Map(outer)
    own.set(key === 'xmlns' ? '' : key.slice(6), value.trim())
  }
  return own ?? outer
}
