// Reading single fields of an element, by canonical name.
import { markupOf, textOf, type XmlElement } from './xml-elements.ts'
import { rebaseHtml, resolveUrl } from './urls.ts'

/** First child of the first of these names that is there. */
export function child(element: XmlElement, ...names: string[]): XmlElement | null {
  for (const name of names) {
    const found = element.children.find((candidate) => candidate.name === name)
    if (found !== undefined) return found
  }
  return null
}

/** Trimmed text of the first of these children that has any. */
export function field(xml: string, element: XmlElement, ...names: string[]): string | null {
  for (const name of names)
    for (const candidate of element.children) {
      if (candidate.name !== name) continue
      const text = textOf(xml, candidate).trim()
      if (text !== '') return text
    }
  return null
}

/** An address of the first of these children, absolute where a base is known. */
export function urlField(xml: string, element: XmlElement, ...names: string[]): string | null {
  for (const name of names) {
    const found = child(element, name)
    if (found === null) continue
    const url = resolveUrl(textOf(xml, found), found.base)
    if (url !== null) return url
  }
  return null
}

export type Construct = { value: string; markup: boolean }

/** A text construct of Atom 0.3 or 1.0: type text, html, xhtml, base64 and their old modes. */
export function construct(xml: string, element: XmlElement | null): Construct | null {
  if (element === null) return null
  const type = (element.attributes.get('type') ?? '').toLowerCase().trim()
  const mode = (element.attributes.get('mode') ?? '').toLowerCase().trim()
  const inline = type === 'xhtml' || /[+/]xml$/.test(type) || mode === 'xml'
  const raw = inline && mode !== 'escaped' ? markupOf(xml, element) : textOf(xml, element)
  const decoded = mode === 'base64' || isBinary(type) ? fromBase64(raw) : raw
  const value = withoutDiv(decoded.trim()).trim()
  if (value === '') return null
  const markup = inline || type === 'html' || type === 'text/html' || /<[a-z!/]/i.test(value)
  return { value: markup ? rebaseHtml(value, baseOf(element)) : value, markup }
}

/** Markup is made absolute only against what the document itself declares. */
function baseOf(element: XmlElement): string | null {
  return element.base
}

function isBinary(type: string): boolean {
  if (type === '' || !type.includes('/')) return false
  return (
    !/^text\/|^multipart\/|[+/]xml$|json|xhtml|javascript|x-custom|yaml/.test(type) &&
    /^(?:image|audio|video|font)\/|octet-stream|pdf|zip/.test(type)
  )
}

function fromBase64(text: string): string {
  const compact = text.replace(/\s+/g, '')
  if (compact === '' || !/^[\w+/=-]+$/.test(compact)) return text
  return Buffer.from(compact, 'base64').toString('utf8')
}

/** XHTML content is wrapped in one div that is no part of it. */
function withoutDiv(markup: string): string {
  const open = /^<(?:[\w-]{1,20}:)?div(?:\s[^<>]{0,1000})?>/i.exec(markup)
  const close = /<\/(?:[\w-]{1,20}:)?div\s*>$/i.exec(markup.slice(-60))
  if (open === null || close === null || !/xmlns|xhtml/.test(open[0])) return markup
  return markup.slice(open[0].length, markup.length - close[0].length)
}
