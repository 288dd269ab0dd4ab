import sanitizeHtml from 'sanitize-html'
import { textAsHtml } from './escape-html.ts'
import { htmlToText } from '../kit/html-text.ts'
import { cleanStyle } from './html-style.ts'

export type CleanHtmlOptions = {
  /** address under which the part with this content id is served; ids without an entry show nothing */
  cidMap?: ReadonlyMap<string, string>
  /** keeps http(s) pictures instead of the placeholder; only for mails whose reader asked for them */
  allowRemoteImages?: boolean
}

export type CleanHtml = {
  html: string
  /** pictures that wait behind `data-remote-src` for a click */
  remoteImages: number
  /** elements left out, by name, and what else was taken away */
  blocked: { elements: string[]; styles: number; links: number }
  /** the mail was too deep or too long for HTML and is shown as its text */
  asText: boolean
}

const charactersMost = 5_000_000
const depthMost = 200

/**
 * Makes a stranger's HTML fit for a sandboxed frame: an allow-list of elements, attributes and styles, links that open
 * outside without telling where from, remote pictures put off until a click. Costs about 0.1 ms per kB: run it off the
 * event loop. Nothing throws; what is too deep or too long comes back as text.
 */
export function cleanMailHtml(html: string, options: CleanHtmlOptions = {}): CleanHtml {
  const blocked = { elements: new Set<string>(), styles: 0, links: 0 }
  if (html.length > charactersMost || isDeeperThan(html, depthMost)) return asText(html)
  let remoteImages = 0
  const styleOf = (attributes: sanitizeHtml.Attributes) => {
    if (attributes.style === undefined) return attributes
    const { style, dropped } = cleanStyle(attributes.style)
    blocked.styles += dropped
    const { style: _, ...rest } = attributes
    return style === '' ? rest : { ...rest, style }
  }
  const clean = sanitizeHtml(html, {
    allowedTags,
    allowedAttributes,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data', 'cid', 'blob'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'template',
      'xmp',
      'svg',
      'math',
      'iframe',
      'noembed',
      'noframes',
      'plaintext',
    ],
    nestingLimit: depthMost,
    parseStyleAttributes: false,
    onOpenTag: (name) => {
      if (!allowed.has(name) && !frame.has(name) && blocked.elements.size < 50) blocked.elements.add(name)
    },
    transformTags: {
      a: (tagName, attributes) => {
        const href = safeHref(attributes.href)
        if (attributes.href !== undefined && href === '') blocked.links++
        const { href: _, target: __, rel: ___, ...rest } = styleOf(attributes)
        return href === ''
          ? { tagName, attribs: rest }
          : { tagName, attribs: { ...rest, href, target: '_blank', rel: 'noopener noreferrer nofollow' } }
      },
      img: (tagName, attributes) => {
        const { src: _, srcset: __, 'data-remote-src': ___, ...rest } = styleOf(attributes)
        const source = imageSource(attributes.src ?? '', options)
        if (source.remote) remoteImages++
        return { tagName, attribs: { ...rest, ...source.attributes } }
      },
      '*': (tagName, attributes) => ({ tagName, attribs: styleOf(attributes) }),
    },
  })
  return { html: clean, remoteImages, blocked: { ...blocked, elements: [...blocked.elements] }, asText: false }
}

type ImageSource = { attributes: Record<string, string>; remote: boolean }

function imageSource(src: string, options: CleanHtmlOptions): ImageSource {
  const address = src.trim()
  if (/^cid:/i.test(address)) {
    const id = address.slice(4)
    const url = options.cidMap?.get(id) ?? options.cidMap?.get(decoded(id))
    return { attributes: url ? { src: url } : {}, remote: false }
  }
  if (/^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*$/i.test(address) && address.length < 3_000_000) {
    return { attributes: { src: address }, remote: false }
  }
  if (!/^https?:\/\//i.test(address) || address.length > 4_000) return { attributes: {}, remote: false }
  return options.allowRemoteImages
    ? { attributes: { src: address, referrerpolicy: 'no-referrer' }, remote: true }
    : { attributes: { 'data-remote-src': address }, remote: true }
}

/** The address of a link, '' when a browser could do anything else with it than open a page, a mail or a call. */
function safeHref(href: string | undefined): string {
  // browsers drop tabs, line breaks and leading controls of an address, so `java\tscript:` is one to them
  // oxlint-disable-next-line no-control-regex -- these are what must go
  const address = (href ?? '').replace(/[\x00-\x1F\x7F-\xA0]/g, '').trim()
  return address.length <= 10_000 && /^(?:https?:\/\/|mailto:|tel:)/i.test(address) ? address : ''
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** Counts open elements in one pass; those that HTML closes by itself do not add depth. */
function isDeeperThan(html: string, most: number): boolean {
  let depth = 0
  for (const found of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,15})/gi)) {
    const name = (found[2] as string).toLowerCase()
    if (unnested.has(name)) continue
    depth = found[1] === '' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > most) return true
  }
  return false
}

function asText(html: string): CleanHtml {
  return {
    html: textAsHtml(htmlToText(html, charactersMost)),
    remoteImages: 0,
    blocked: { elements: [], styles: 0, links: 0 },
    asText: true,
  }
}

const allowedTags =
  'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  )
const allowed = new Set(allowedTags)
/** the frame of a document says nothing about its content */
const frame = new Set(['html', 'head', 'body', 'meta', 'title', 'style', 'o:p'])
const unnested = new Set(
  'p li td th tr dd dt tbody thead tfoot option br hr img input link meta base area col embed wbr source track param'.split(
    ' ',
  ),
)
const allowedAttributes: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang', 'title', 'align', 'valign', 'bgcolor', 'color'],
  a: ['href', 'target', 'rel'],
  img: ['src', 'data-remote-src', 'referrerpolicy', 'alt', 'width', 'height', 'border', 'hspace', 'vspace'],
  font: ['face', 'size'],
  table: ['width', 'height', 'border', 'cellpadding', 'cellspacing', 'summary'],
  td: ['width', 'height', 'colspan', 'rowspan', 'nowrap'],
  th: ['width', 'height', 'colspan', 'rowspan', 'nowrap', 'scope'],
  col: ['width', 'span'],
  colgroup: ['width', 'span'],
  ol: ['start', 'type', 'reversed'],
  ul: ['type'],
  li: ['value', 'type'],
  hr: ['width', 'size', 'noshade'],
  time: ['datetime'],
  details: ['open'],
}
