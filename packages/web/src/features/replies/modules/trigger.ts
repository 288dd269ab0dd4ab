/** What is being looked for at the cursor: `/rück|` at the start of a line, `::rück|` after a blank. */
export type Trigger = { from: number; typed: string }

const longest = 40

/** Null where no text module is being looked for. Pure. */
export function triggerAt(text: string, cursor: number): Trigger | null {
  const lineStart = text.lastIndexOf('\n', cursor - 1) + 1
  const line = text.slice(lineStart, cursor)
  if (line.startsWith('/')) return fitting(lineStart, line.slice(1))
  const at = line.lastIndexOf('::')
  if (at < 0 || (at > 0 && !/\s/.test(line[at - 1]!))) return null
  return fitting(lineStart + at, line.slice(at + 2))
}

/** Who goes on for long, or writes a path or a date, looks for nothing. */
function fitting(from: number, typed: string): Trigger | null {
  if (typed.length > longest || /[/:]/.test(typed) || typed.startsWith(' ') || typed.split(' ').length > 4) return null
  return { from, typed }
}
