// Authors as RSS writes them in one string: "mail (Name)", "Name (mail)", "Name <mail>", either alone.

export type Person = { name: string | null; email: string | null }

export function parsePerson(text: string | null): Person | null {
  const value = (text ?? '').slice(0, 500).replace(/\s+/g, ' ').trim()
  if (value === '') return null
  const open = value.search(/[(<]/)
  if (open === -1) return isEmail(value) ? { name: null, email: value } : { name: value, email: null }
  const outside = value.slice(0, open).trim()
  const inside = value
    .slice(open + 1)
    .replace(/[)>]\s*$/, '')
    .trim()
  if (isEmail(inside)) return { name: outside || null, email: inside }
  if (isEmail(outside)) return { name: inside || null, email: outside }
  return { name: value, email: null }
}

function isEmail(text: string): boolean {
  return /^(?:mailto:)?[^\s@<>()]{1,200}@[^\s@<>()]{1,200}$/i.test(text)
}
