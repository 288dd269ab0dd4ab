import type { Block } from './document.ts'

/**
 * Plain lines of a template as blocks: `# heading`, `## smaller heading`, `Label: value` lines below one another as
 * facts (two at least, or one that stands alone), `a | b | c` lines as a table with its first line as head, `---` as a
 * rule, everything else as paragraphs that end with an empty line. Linear in the length of the text.
 */
export function readText(text: string): Block[] {
  const blocks: Block[] = []
  const lines = text.split(/\r?\n/)
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!.trim()
    if (line === '') at += 1
    else if (line.startsWith('## ')) blocks.push({ block: 'heading', level: 2, text: lines[at++]!.trim().slice(3) })
    else if (line.startsWith('# ')) blocks.push({ block: 'heading', level: 1, text: lines[at++]!.trim().slice(2) })
    else if (line === '---') {
      blocks.push({ block: 'rule' })
      at += 1
    } else {
      const kind = kindOf(line)
      const own: string[] = []
      while (at < lines.length && lines[at]!.trim() !== '' && kindOf(lines[at]!.trim()) === kind)
        own.push(lines[at++]!.trim())
      blocks.push(blockOf(kind, own))
    }
  }
  return blocks
}

type Kind = 'table' | 'facts' | 'paragraph' | 'other'

function kindOf(line: string): Kind {
  if (line.startsWith('# ') || line.startsWith('## ') || line === '---') return 'other'
  if (line.includes(' | ')) return 'table'
  const colon = line.indexOf(': ')
  return colon > 0 && colon <= 40 && !/[.!?]/.test(line.slice(0, colon)) ? 'facts' : 'paragraph'
}

function blockOf(kind: Kind, lines: readonly string[]): Block {
  if (kind === 'table') {
    const [head = [], ...rows] = lines.map((line) => line.split(' | ').map((cell) => cell.trim()))
    return { block: 'table', head, rows }
  }
  if (kind === 'facts')
    return {
      block: 'facts',
      rows: lines.map((line) => {
        const colon = line.indexOf(': ')
        return { label: line.slice(0, colon), value: line.slice(colon + 2).trim() }
      }),
    }
  return { block: 'paragraph', text: lines.join('\n') }
}
