/** The word behind an `@` before the cursor: `@mar|` → `mar`. Null where none is being typed. Pure. */
export function mentionAt(text: string, cursor: number): { from: number; typed: string } | null {
  const from = text.lastIndexOf('@', cursor - 1)
  if (from < 0 || cursor - from > 40) return null
  const before = from === 0 ? ' ' : text.charAt(from - 1)
  const typed = text.slice(from + 1, cursor)
  // An address (`name@…`) is no mention, and a mention is one line of at most two words.
  if (/[\p{L}\p{N}._-]/u.test(before) || typed.includes('\n') || typed.split(' ').length > 2) return null
  return { from, typed }
}

/** Puts the name in place of what was typed; answers the new text and where the cursor goes. */
export function withMention(
  text: string,
  cursor: number,
  from: number,
  name: string,
): { text: string; cursor: number } {
  const inserted = `@${name} `
  return { text: text.slice(0, from) + inserted + text.slice(cursor).replace(/^ /, ''), cursor: from + inserted.length }
}

/** Who of those known is mentioned in the final words. Longer names first, so `@Anna Berg` is not `@Anna`. */
export function mentionedIn<T extends { id: string; name: string }>(text: string, known: T[]): T[] {
  let rest = text
  const found: T[] = []
  for (const one of known.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${one.name}`)) continue
    found.push(one)
    rest = rest.replaceAll(`@${one.name}`, '')
  }
  return found
}
