import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// WCAG 2.2: text 4.5 to 1, signs and borders of controls 3 to 1, on every ground they stand on.
const text: [string, string[]][] = [
  ['text', ['bg', 'surface', 'sunken', 'raised', 'selected', 'hover']],
  ['muted', ['bg', 'surface', 'sunken', 'raised', 'selected', 'hover']],
  ['primary', ['bg', 'surface', 'selected']],
  ['on-primary', ['primary', 'primary-hover']],
  ['on-danger', ['danger', 'danger-hover']],
  ['danger', ['bg', 'surface', 'sunken', 'raised', 'hover']],
  ['ok', ['bg', 'surface', 'sunken']],
  ['warn', ['bg', 'surface', 'sunken']],
  ['info', ['bg', 'surface', 'sunken']],
  ['chip-bad-text', ['chip-bad']],
  ['chip-soon-text', ['chip-soon']],
  ['chip-ok-text', ['chip-ok']],
  ['chip-neutral-text', ['chip-neutral']],
  ['note-text', ['note']],
  ['bg', ['text']],
]
const signs: [string, string[]][] = [
  ['control', ['bg', 'surface', 'sunken']],
  ['focus', ['bg', 'surface', 'sunken', 'selected']],
  ['primary', ['bg', 'surface', 'selected']],
]

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const blocks = css.split('}')
const themes = { light: tokensOf(blocks[0] ?? ''), dark: tokensOf(blocks[1] ?? '') }

for (const [name, tokens] of Object.entries(themes)) {
  test(`${name}: every pair can be read`, () => {
    const bad = [...pairs(text, 4.5), ...pairs(signs, 3)].filter(
      ([front, ground, least]) => contrast(tokens, front, ground) < least,
    )
    expect(
      bad.map(([front, ground]) => `${front} on ${ground}: ${contrast(tokens, front, ground).toFixed(2)}`),
    ).toEqual([])
  })
}

function pairs(list: [string, string[]][], least: number): [string, string, number][] {
  return list.flatMap(([front, grounds]) => grounds.map((ground): [string, string, number] => [front, ground, least]))
}

function tokensOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, token, colour]) => [token ?? '', colour ?? '']),
  )
}

test('the lists above name tokens that exist', () => {
  const named = [...text, ...signs].flatMap(([front, grounds]) => [front, ...grounds])
  for (const tokens of Object.values(themes)) expect(named.filter((token) => !tokens.has(token))).toEqual([])
})

function contrast(tokens: Map<string, string>, front: string, ground: string): number {
  const [light, dark] = [front, ground].map((token) => luminance(tokens.get(token) ?? '')).toSorted((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
