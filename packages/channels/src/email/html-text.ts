import { Parser } from 'htmlparser2'

/**
 * HTML as readable plain text: paragraphs, lists, table rows, quotes as `> `, links with their address behind.
 * One pass, linear; scripts, styles and hidden parts are left out. At most `most` characters are read.
 */
export function htmlToText(html: string, most = 5_000_000): string {
  const writer = new TextWriter()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      ontext: (text) => writer.text(text),
      onclosetag: (name) => writer.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: false },
  )
  parser.write(html.length > most ? html.slice(0, most) : html)
  parser.end()
  return writer.finish()
}

type Link = { href: string; start: number }

class TextWriter {
  lines: string[] = []
  line = ''
  /** blank lines owed before the next word: 0 none, 1 a line break, 2 an empty line */
  gap = 0
  blank = false
  skipped = 0
  pre = 0
  quote = 0
  lists: (number | null)[] = []
  links: Link[] = []
  size = 0

  open(name: string, attributes: Record<string, string>): void {
    if (unseen.has(name) || (this.skipped > 0 && !empty.has(name))) {
      if (!empty.has(name)) this.skipped++
      return
    }
    if (!empty.has(name) && isHidden(attributes)) {
      this.skipped = 1
      return
    }
    switch (name) {
      case 'br':
        this.flush()
        return
      case 'hr':
        this.space(1)
        this.word('---')
        this.space(1)
        return
      case 'img':
        if (attributes.alt && attributes.alt.length < 200) this.text(attributes.alt)
        return
      case 'a':
        if (this.links.length < 100) this.links.push({ href: attributes.href ?? '', start: this.size })
        return
      case 'li': {
        this.space(1)
        const list = this.lists.at(-1)
        if (typeof list === 'number') this.lists[this.lists.length - 1] = list + 1
        this.word(
          `${'  '.repeat(Math.max(0, Math.min(8, this.lists.length) - 1))}${typeof list === 'number' ? `${list}.` : '-'} `,
        )
        return
      }
      case 'ul':
      case 'ol':
        this.space(this.lists.length > 0 ? 1 : 2)
        this.lists.push(name === 'ol' ? 1 : null)
        return
      case 'td':
      case 'th':
        this.blank = true
        return
      case 'blockquote':
        this.space(2)
        this.flush()
        this.quote++
        return
      case 'pre':
        this.space(2)
        this.pre++
        return
    }
    if (paragraphs.has(name)) this.space(2)
    else if (blocks.has(name)) this.space(1)
  }

  close(name: string): void {
    if (this.skipped > 0) {
      if (!empty.has(name)) this.skipped--
      return
    }
    switch (name) {
      case 'a':
        return this.closeLink()
      case 'ul':
      case 'ol':
        this.lists.pop()
        return this.space(this.lists.length > 0 ? 1 : 2)
      case 'blockquote':
        this.flush()
        this.quote = Math.max(0, this.quote - 1)
        return this.space(2)
      case 'pre':
        this.pre = Math.max(0, this.pre - 1)
        return this.space(2)
    }
    if (paragraphs.has(name)) this.space(2)
    else if (blocks.has(name)) this.space(1)
  }

  text(text: string): void {
    if (this.skipped > 0) return
    if (this.pre > 0) return this.preformatted(text)
    let at = 0
    const { length } = text
    while (at < length) {
      let from = at
      while (from < length && isBlank(text.charCodeAt(from))) from++
      if (from > at) this.blank = true
      if (from === length) return
      at = from
      while (at < length && !isBlank(text.charCodeAt(at))) at++
      this.word(text.slice(from, at))
    }
  }

  finish(): string {
    this.flush()
    return this.lines.join('\n').replaceAll('\u00A0', ' ').replace(/^\n+/, '').trimEnd()
  }

  private preformatted(text: string): void {
    const lines = text.split('\n')
    lines.forEach((line, i) => {
      if (line !== '') this.word(line.trimEnd())
      if (i < lines.length - 1) this.flush()
    })
  }

  private word(word: string): void {
    if (this.gap > 0) this.breakLine()
    if (this.blank && this.line !== '' && !this.line.endsWith(' ')) this.line += ' '
    this.blank = false
    this.line += word
    this.size += word.length
  }

  /** Asks for at least this gap before the next word; gaps do not add up. */
  private space(gap: number): void {
    if (gap > this.gap) this.gap = gap
    this.blank = false
  }

  private breakLine(): void {
    const { gap } = this
    this.gap = 0
    if (this.line !== '') this.flush()
    if (gap === 2 && this.lines.length > 0 && this.lines.at(-1) !== '' && !/^>+ ?$/.test(this.lines.at(-1) ?? '')) {
      this.lines.push(this.quote > 0 ? '>'.repeat(Math.min(this.quote, 20)) : '')
    }
  }

  private flush(): void {
    if (this.gap > 0 && this.line === '') this.gap = Math.max(this.gap, 1)
    const mark = this.quote > 0 ? `${'>'.repeat(Math.min(this.quote, 20))} ` : ''
    if (this.line !== '' || this.gap === 0) this.lines.push(mark + this.line.trimEnd())
    this.line = ''
    this.blank = false
  }

  private closeLink(): void {
    const link = this.links.pop()
    if (!link || !/^https?:/i.test(link.href) || link.href.length > 2_000) return
    const shown = this.size > link.start ? this.line.slice(-(this.size - link.start)) : ''
    if (shown === '' || link.href.includes(shown) || shown.includes(link.href)) return
    this.line += ` <${link.href}>`
  }
}

/** White on white and the like is not looked for; what says that it is hidden is. */
function isHidden(attributes: Record<string, string>): boolean {
  if ('hidden' in attributes) return true
  const { style } = attributes
  return (
    style !== undefined &&
    style.length < 2_000 &&
    /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all/i.test(style)
  )
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

const unseen = new Set(['style', 'script', 'title', 'template', 'iframe', 'svg', 'math', 'select', 'textarea'])
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
  'basefont',
  'command',
  'frame',
  'isindex',
  'keygen',
])
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'dl', 'figure'])
const blocks = new Set([
  'div',
  'tr',
  'section',
  'article',
  'header',
  'footer',
  'center',
  'address',
  'dt',
  'dd',
  'form',
  'fieldset',
  'li',
  'caption',
  'body',
  'main',
  'aside',
  'nav',
  'details',
  'summary',
])
