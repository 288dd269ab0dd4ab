import {
  AlignmentType,
  BorderStyle,
  Document as Docx,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Document } from './document.ts'

type Part = Paragraph | Table

export async function docxOf(document: Document): Promise<Buffer> {
  const words = document.language === 'de' ? { page: 'Seite ', of: ' von ' } : { page: 'Page ', of: ' of ' }
  const date = new Intl.DateTimeFormat(document.language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: document.timeZone,
  }).format(document.madeAt)
  const docx = new Docx({
    title: clean(document.title),
    creator: clean(document.company),
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 21, language: { value: document.language === 'de' ? 'de-DE' : 'en-GB' } },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 } } },
        headers: { default: new Header({ children: [quiet(document.company)] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({ text: `${date} · ${words.page}`, color: '566273', size: 16 }),
                  new TextRun({
                    children: [PageNumber.CURRENT, words.of, PageNumber.TOTAL_PAGES],
                    color: '566273',
                    size: 16,
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ text: clean(document.title), heading: HeadingLevel.TITLE }),
          ...(document.subtitle ? [quiet(document.subtitle)] : []),
          ...document.blocks.flatMap(partsOf),
        ],
      },
    ],
  })
  return Packer.toBuffer(docx)
}

function partsOf(block: Block): Part[] {
  switch (block.block) {
    case 'heading':
      return [
        new Paragraph({
          text: clean(block.text),
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        }),
      ]
    case 'paragraph':
      return [
        block.tone === 'quiet'
          ? quiet(block.text)
          : new Paragraph({ spacing: { after: 120 }, children: runs(block.text) }),
      ]
    case 'facts':
      return [
        grid(
          block.rows.map(({ label, value }) => [label, value || '–']),
          [],
        ),
        new Paragraph(''),
      ]
    case 'table':
      return [grid(block.rows, block.head), new Paragraph('')]
    case 'rule':
      return [new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: 'D7DDE5' } } })]
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true })]
  }
}

function grid(rows: readonly (readonly string[])[], head: readonly string[]): Table {
  const columns = Math.max(1, head.length, ...rows.map((row) => row.length))
  const row = (cells: readonly string[], bold: boolean) =>
    new TableRow({
      tableHeader: bold,
      children: Array.from(
        { length: columns },
        (_, n) => new TableCell({ children: [new Paragraph({ children: runs(cells[n] ?? '', bold) })] }),
      ),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...(head.length > 0 ? [row(head, true)] : []), ...rows.map((cells) => row(cells, false))],
  })
}

function quiet(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text: clean(text), color: '566273', size: 18 })] })
}

function runs(text: string, bold = false): TextRun[] {
  return clean(text)
    .split('\n')
    .map((line, n) => new TextRun({ text: line, bold, ...(n > 0 ? { break: 1 } : {}) }))
}

function clean(text: string): string {
  return text.replace(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\p{Surrogate}]/gu,
    '',
  )
}
