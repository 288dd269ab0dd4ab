import { createRequire } from 'node:module'
import Writer from 'pdfkit'
import type { Block, Document } from './document.ts'

const require = createRequire(import.meta.url)
const millimetre = 72 / 25.4
const page = { left: 22 * millimetre, right: 22 * millimetre, top: 26 * millimetre, bottom: 24 * millimetre }
const ink = { text: '#18202B', quiet: '#566273', line: '#D7DDE5', accent: '#1C5BB8', note: '#F5F7FA', paper: '#FFFFFF' }
const size = { title: 20, heading1: 13.5, heading2: 11.5, text: 10, small: 8 }

type Weight = 'regular' | 'bold'
type Pdf = PDFKit.PDFDocument

/** Inter, embedded; each character in the first part of it that has the letter. */
const parts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese'] as const
const fileOf = (part: string, weight: Weight) =>
  require.resolve(`@fontsource/inter/files/inter-${part}-${weight === 'bold' ? 700 : 400}-normal.woff`)

export function pdfOf(document: Document): Promise<Buffer> {
  const pdf = new Writer({
    size: 'A4',
    margins: page,
    bufferPages: true,
    lang: document.language,
    displayTitle: true,
    pdfVersion: '1.7',
    tagged: true,
    info: { Title: document.title, Author: document.company, Creator: 'Resonanz', CreationDate: document.madeAt },
  })
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  drawBars(pdf)
  const pen = makePen(pdf)
  pen.write(document.title, { size: size.title, weight: 'bold' })
  if (document.subtitle) pen.write(document.subtitle, { color: ink.quiet, before: 2 })
  pdf.y += 10
  for (const block of document.blocks) draw(pdf, pen, block)
  furnish(pdf, pen, document)
  pdf.end()
  return whole
}

/** Words between these two are drawn white on black: something was here and is not shown. */
const bar = { open: '\ue000', close: '\ue001', name: 'bar' }

/** Where a word stands is known only while it is set; the hook for inner links gives the place of each piece. */
function drawBars(pdf: Pdf): void {
  const goTo = pdf.goTo.bind(pdf)
  pdf.goTo = (x, y, width, height, name, ...rest) => {
    if (name === '') return pdf
    if (name !== bar.name) return goTo(x, y, width, height, name, ...rest)
    pdf
      .save()
      .rect(x - 1, y - 0.5, width + 2, height - 1)
      .fill(ink.text)
      .restore()
    return pdf
  }
}

function draw(pdf: Pdf, pen: Pen, block: Block): void {
  if (block.block === 'page-break') pdf.addPage()
  else if (block.block === 'rule') {
    pdf.y += 6
    pen.line(pdf.y)
    pdf.y += 8
  } else if (block.block === 'heading') {
    // A heading never stands alone at the foot of a page.
    pen.room(60)
    pdf.y += block.level === 1 ? 12 : 8
    pen.write(block.text, { size: block.level === 1 ? size.heading1 : size.heading2, weight: 'bold' })
    pdf.y += 3
  } else if (block.block === 'paragraph') {
    if (block.tone === 'note') drawNote(pdf, pen, block.text)
    else {
      pen.write(block.text, block.tone === 'quiet' ? { color: ink.quiet, size: size.small + 1 } : {})
      pdf.y += 6
    }
  } else if (block.block === 'facts') drawFacts(pdf, pen, block.rows)
  else drawTable(pdf, pen, block)
}

function drawNote(pdf: Pdf, pen: Pen, text: string): void {
  const inner = pen.width - 20
  const height = pen.height(text, { width: inner }) + 14
  if (height < 500) {
    pen.room(height)
    pdf.rect(page.left, pdf.y, pen.width, height).fill(ink.note)
  }
  const top = pdf.y
  pdf.y += 7
  pen.write(text, { x: page.left + 10, width: inner })
  pdf.y = Math.max(pdf.y, height < 500 ? top + height : pdf.y) + 8
}

function drawFacts(pdf: Pdf, pen: Pen, rows: readonly { label: string; value: string }[]): void {
  const labels = 130
  for (const { label, value } of rows) {
    const height = Math.max(
      pen.height(label, { width: labels - 10 }),
      pen.height(value || '–', { width: pen.width - labels }),
    )
    pen.room(Math.min(height, 200))
    const top = pdf.y
    pen.write(label, { color: ink.quiet, width: labels - 10 })
    const after = pdf.y
    pdf.y = top
    const pageBefore = pdf.bufferedPageRange().count
    pen.write(value || '–', { x: page.left + labels, width: pen.width - labels })
    if (pdf.bufferedPageRange().count === pageBefore) pdf.y = Math.max(pdf.y, after)
    pdf.y += 3
  }
  pdf.y += 6
}

function drawTable(
  pdf: Pdf,
  pen: Pen,
  { head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] },
): void {
  const columns = Math.max(1, head.length, ...rows.slice(0, 200).map((row) => row.length))
  const widths = widthsOf(pen, columns, [head, ...rows.slice(0, 100)])
  const drawRow = (row: readonly string[], weight: Weight) => {
    const cells = Array.from({ length: columns }, (_, n) => row[n] ?? '')
    const height = Math.max(...cells.map((cell, n) => pen.height(cell, { width: widths[n]! - 8, size: 9, weight })))
    const before = pdf.bufferedPageRange().count
    pen.room(Math.min(height + 8, 400))
    if (weight === 'regular' && pdf.bufferedPageRange().count !== before) drawRow(head, 'bold')
    const top = pdf.y + 4
    let x = page.left
    for (const [n, cell] of cells.entries()) {
      pdf.y = top
      pen.write(cell, { x, width: widths[n]! - 8, size: 9, weight })
      x += widths[n]!
    }
    pdf.y = top + Math.min(height, 600) + 4
    pen.line(pdf.y)
  }
  drawRow(head, 'bold')
  for (const row of rows) drawRow(row, 'regular')
  pdf.y += 10
}

/** As wide as the words ask for, none below a tenth, together the page. */
function widthsOf(pen: Pen, columns: number, rows: readonly (readonly string[])[]): number[] {
  const wishes = Array.from({ length: columns }, (_, n) =>
    Math.max(4, ...rows.map((row) => Math.min(40, (row[n] ?? '').length))),
  )
  const all = wishes.reduce((sum, wish) => sum + wish, 0)
  const wide = wishes.map((wish) => Math.max(wish / all, 0.5 / columns))
  const together = wide.reduce((sum, share) => sum + share, 0)
  return wide.map((share) => (share / together) * pen.width)
}

/** The company above, page x of y and the date below, on every page once all are known. */
function furnish(pdf: Pdf, pen: Pen, document: Document): void {
  const { count } = pdf.bufferedPageRange()
  const date = new Intl.DateTimeFormat(document.language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: document.timeZone,
  }).format(document.madeAt)
  for (let n = 0; n < count; n += 1) {
    pdf.switchToPage(n)
    // Below the margin text would open a page of its own.
    const { bottom } = pdf.page.margins
    pdf.page.margins.bottom = 0
    pdf.y = 13 * millimetre
    pen.write(document.company, { size: size.small, color: ink.quiet, oneLine: true })
    pen.line(18.5 * millimetre)
    const foot = pdf.page.height - 14 * millimetre
    pdf.y = foot
    pen.write(date, { size: size.small, color: ink.quiet, oneLine: true })
    pdf.y = foot
    const number = document.language === 'de' ? `Seite ${n + 1} von ${count}` : `Page ${n + 1} of ${count}`
    pen.write(number, { size: size.small, color: ink.quiet, oneLine: true, align: 'right' })
    pdf.page.margins.bottom = bottom
  }
}

type Style = {
  size?: number
  weight?: Weight
  color?: string
  x?: number
  width?: number
  before?: number
  oneLine?: boolean
  align?: 'left' | 'right'
}
type Pen = ReturnType<typeof makePen>

function makePen(pdf: Pdf) {
  const width = pdf.page.width - page.left - page.right
  const known = new Map<string, { name: string; has(code: number): boolean }>()
  const fontOf = (part: string, weight: Weight) => {
    const name = `${part}-${weight}`
    let font = known.get(name)
    if (!font) {
      pdf.registerFont(name, fileOf(part, weight))
      pdf.font(name)
      // The library tells nobody else which letters a font has.
      const inner = (pdf as unknown as Record<string, { font: { hasGlyphForCodePoint(code: number): boolean } }>)[
        '_font'
      ]!.font
      font = { name, has: (code) => inner.hasGlyphForCodePoint(code) }
      known.set(name, font)
    }
    return font
  }
  /** The text in runs that one part of the font can write; what none has becomes a square. */
  function runsOf(text: string, weight: Weight): { font: string; text: string; isBar: boolean }[] {
    const runs: { font: string; text: string; isBar: boolean }[] = []
    let isBar = false
    for (const character of clean(text)) {
      if (character === bar.open || character === bar.close) {
        isBar = character === bar.open
        continue
      }
      const code = character.codePointAt(0)!
      const first = fontOf('latin', weight)
      const font =
        code < 0x20 || first.has(code)
          ? first
          : (parts.map((part) => fontOf(part, weight)).find(({ has }) => has(code)) ?? null)
      const name = font?.name ?? first.name
      const shown = font ? character : '\u25a1'
      const last = runs.at(-1)
      if (last?.font === name && last.isBar === isBar) last.text += shown
      else runs.push({ font: name, text: shown, isBar })
    }
    return runs
  }
  return {
    width,
    room(height: number) {
      if (pdf.y + height > pdf.page.height - page.bottom) pdf.addPage()
    },
    line(y: number) {
      pdf
        .moveTo(page.left, y)
        .lineTo(page.left + width, y)
        .lineWidth(0.6)
        .strokeColor(ink.line)
        .stroke()
    },
    height(text: string, style: Style): number {
      pdf.font(fontOf('latin', style.weight ?? 'regular').name).fontSize(style.size ?? size.text)
      return pdf.heightOfString(clean(text).replaceAll(/[\ue000\ue001]/g, '') || ' ', {
        width: style.width ?? width,
        lineGap: 2,
      })
    },
    write(text: string, style: Style) {
      const { before = 0, weight = 'regular', x = page.left } = style
      pdf.y += before
      pdf.x = x
      pdf.fontSize(style.size ?? size.text).fillColor(style.color ?? ink.text)
      // Line by line: a piece that goes on behind another would begin its next lines where that one ended.
      for (const line of text.split('\n')) {
        const runs = runsOf(line === '' ? ' ' : line, weight)
        pdf.x = x
        runs.forEach((run, n) => {
          pdf.font(run.font).fillColor(run.isBar ? ink.paper : (style.color ?? ink.text))
          pdf.text(run.text, {
            // What one piece of a line is given holds for the next unless it says otherwise.
            goTo: run.isBar ? bar.name : '',
            width: style.width ?? width,
            lineGap: 2,
            continued: n < runs.length - 1,
            align: style.align ?? 'left',
            ...(style.oneLine ? { lineBreak: runs.length > 1, ellipsis: true, height: 12 } : {}),
          })
        })
      }
      pdf.x = page.left
    },
  }
}

/** Signs that steer (also the reading direction) have no place in a file that people trust. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
}
