/**
 * Joins the soft-wrapped lines of `format=flowed` (RFC 3676): a line that ends in a blank goes on in the next one of
 * the same quote depth. The signature mark `-- ` never flows.
 */
export function unflow(text: string, removeBlank: boolean): string {
  const out: string[] = []
  let open: { depth: number; parts: string[] } | null = null
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line)
    const content = line.slice(line[depth] === ' ' ? depth + 1 : depth)
    const soft = content.endsWith(' ') && content !== '-- '
    if (open && (open.depth !== depth || content === '-- ')) {
      out.push(quoted(open))
      open = null
    }
    open ??= { depth, parts: [] }
    open.parts.push(soft && removeBlank ? content.slice(0, -1) : content)
    if (soft) continue
    out.push(quoted(open))
    open = null
  }
  if (open) out.push(quoted(open))
  return out.join('\n')
}

function quoted(block: { depth: number; parts: string[] }): string {
  const content = block.parts.join('')
  return block.depth === 0 ? content : `${'>'.repeat(block.depth)} ${content}`
}

function quoteDepth(line: string): number {
  let depth = 0
  while (line.charCodeAt(depth) === 62) depth++
  return depth
}
