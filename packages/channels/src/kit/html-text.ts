import { type HtmlEvents, scanHtml } from './html-scan.ts'

/**
 * HTML as readable plain text: paragraphs, lists, table rows, quotes as `> `, links with their address behind.
 * One pass, linear; scripts, styles and parts that say they are hidden are left out. At most `most` characters are read.
 */
export function htmlToText(html: string, most = 5_000_000): string {
  const page: Page = {
    lines: [],
    words: [],
    gap: 0,
    blank: false,
    hidden: '',
    hiddenDepth: 0,
    pre: 0,
    quote: 0,
    lists: [],
    links: [],
  }
  const events: HtmlEvents = {
    open: (name, attribute) => open(page, name, attribute),
    close: (name) => close(page, name),
    text: (text) => write(page, text),
  }
  scanHtml(html.length > most ? html.slice(0, most) : html, events)
  endLine(page)
  return page.lines.join('\n').replaceAll('\u00A0', ' ').replace(/^\n+/, '').trimEnd()
}

type Page = {
  lines: string[]
  /** pieces of the line being written */
  words: string[]
  /** owed before the next word: 0 nothing, 1 a line break, 2 an empty line */
  gap: 0 | 1 | 2
  blank: boolean
  /** name of the hidden element we are in, and how many of that name are open */
  hidden: string
  hiddenDepth: number
  pre: number
  quote: number
  /** numbers of the open lists, null for bullets */
  lists: (number | null)[]
  links: { href: string; line: number; word: number }[]
}

function open(page: Page, name: string, attribute: (name: string) => string | undefined): void {
  if (page.hidden !== '') {
    if (name === page.hidden) page.hiddenDepth++
    return
  }
  if (!empty.has(name) && (unseen.has(name) || isHidden(attribute))) {
    page.hidden = name
    page.hiddenDepth = 1
    return
  }
  switch (name) {
    case 'br':
      return breakLine(page)
    case 'hr':
      space(page, 1)
      word(page, '---')
      return space(page, 1)
    case 'img':
      return write(page, (attribute('alt') ?? '').slice(0, 200))
    case 'a':
      if (page.links.length < 100)
        page.links.push({ href: attribute('href') ?? '', line: page.lines.length, word: page.words.length })
      return
    case 'li':
      return openItem(page)
    case 'ul':
    case 'ol':
      space(page, page.lists.length > 0 ? 1 : 2)
      if (page.lists.length < 100) page.lists.push(name === 'ol' ? 1 : null)
      return
    case 'td':
    case 'th':
      page.blank = true
      return
    case 'blockquote':
      space(page, 2)
      settle(page)
      page.quote++
      return
    case 'pre':
      space(page, 2)
      page.pre++
      return
  }
  if (paragraphs.has(name)) space(page, 2)
  else if (blocks.has(name)) space(page, 1)
}

function close(page: Page, name: string): void {
  if (page.hidden !== '') {
    if (name === page.hidden && --page.hiddenDepth === 0) page.hidden = ''
    return
  }
  switch (name) {
    case 'a':
      return closeLink(page)
    case 'ul':
    case 'ol':
      page.lists.pop()
      return space(page, page.lists.length > 0 ? 1 : 2)
    case 'blockquote':
      endLine(page)
      page.quote = Math.max(0, page.quote - 1)
      return space(page, 2)
    case 'pre':
      page.pre = Math.max(0, page.pre - 1)
      return space(page, 2)
  }
  if (paragraphs.has(name)) space(page, 2)
  else if (blocks.has(name)) space(page, 1)
}

function openItem(page: Page): void {
  space(page, 1)
  const number = page.lists.at(-1)
  if (typeof number === 'number') page.lists[page.lists.length - 1] = number + 1
  const indent = '  '.repeat(Math.max(0, Math.min(8, page.lists.length) - 1))
  word(page, `${indent}${typeof number === 'number' ? `${number}.` : '-'}`)
  page.blank = true
}

function write(page: Page, text: string): void {
  if (page.hidden !== '') return
  if (page.pre > 0) return writePreformatted(page, text)
  const { length } = text
  let at = 0
  while (at < length) {
    const from = at
    while (at < length && isBlank(text.charCodeAt(at))) at++
    if (at > from) page.blank = true
    const start = at
    while (at < length && !isBlank(text.charCodeAt(at))) at++
    if (at > start) word(page, text.slice(start, at))
  }
}

function writePreformatted(page: Page, text: string): void {
  const lines = text.split('\n')
  lines.forEach((line, i) => {
    if (line !== '') word(page, line.trimEnd())
    if (i < lines.length - 1) breakLine(page)
  })
}

function word(page: Page, text: string): void {
  settle(page)
  if (page.blank && page.words.length > 0) page.words.push(' ')
  page.blank = false
  page.words.push(text)
}

/** Asks for at least this gap before the next word; gaps do not add up. */
function space(page: Page, gap: 1 | 2): void {
  if (gap > page.gap) page.gap = gap
  page.blank = false
}

/** Pays the gap that is owed. */
function settle(page: Page): void {
  const { gap } = page
  if (gap === 0) return
  page.gap = 0
  endLine(page)
  const last = page.lines.at(-1)
  if (gap === 2 && last !== undefined && last !== '' && !/^>{1,20}$/.test(last))
    page.lines.push('>'.repeat(Math.min(page.quote, 20)))
}

function endLine(page: Page): void {
  if (page.words.length > 0) breakLine(page)
}

function breakLine(page: Page): void {
  if (page.gap > 0 && page.words.length === 0) return
  const text = page.words.join('').trimEnd()
  page.lines.push(page.quote > 0 ? `${'>'.repeat(Math.min(page.quote, 20))} ${text}`.trimEnd() : text)
  page.words = []
  page.gap = 0
  page.blank = false
}

/** The address stands behind the words of a link unless the words are the address. */
function closeLink(page: Page): void {
  const link = page.links.pop()
  if (!link || link.href.length > 2_000 || !/^https?:/i.test(link.href)) return
  const words = link.line === page.lines.length ? page.words.slice(link.word) : page.words.slice(-20)
  if (words.length === 0 || words.length > 500) return
  const shown = words.join('').trim()
  if (shown === '' || link.href.includes(shown) || shown.includes(link.href)) return
  page.words.push(` <${link.href}>`)
}

/** White on white and the like is not looked for; what says that it is hidden is. */
function isHidden(attribute: (name: string) => string | undefined): boolean {
  const style = attribute('style')
  if (style === undefined) return attribute('hidden') !== undefined
  return (
    style.length < 2_000 &&
    /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all/i.test(style)
  )
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

const unseen = new Set([
  'style',
  'script',
  'title',
  'template',
  'iframe',
  'svg',
  'math',
  'select',
  'textarea',
  'xmp',
  'noembed',
  'noframes',
])
const empty = new Set([
  'br',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'base',
  'area',
  'col',
  'embed',
  'wbr',
  'source',
  'track',
  'param',
])
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'dl', 'figure'])
const blocks = new Set(
  'div tr section article header footer center address dt dd form fieldset caption body main aside nav details summary li'.split(
    ' ',
  ),
)
