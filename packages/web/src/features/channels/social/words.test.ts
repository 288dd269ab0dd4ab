import { describe, expect, test } from 'vitest'
import de from '../locales/de.json'
import en from '../locales/en.json'
import { startFields } from '../sign-in/start-fields.ts'
import { networkFields } from './fields.ts'

describe.each([
  ['de', de],
  ['en', en],
])('words of networks, %s', (_, words) => {
  test.each(Object.entries(networkFields))('%s', (kind, fields) => {
    const at = (...path: string[]) =>
      path.reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], words)
    for (const key of ['title', 'text', 'intro']) expect(at('network', kind, key), key).toMatch(/\S/)
    for (const { name, choices = [] } of fields) {
      expect(at('network', kind, 'field', name, 'label'), name).toMatch(/\S/)
      for (const choice of choices)
        expect(at('network', kind, 'field', name, 'choice', choice), `${name}: ${choice}`).toMatch(/\S/)
    }
  })
  test.each(Object.entries(startFields))('signing in at %s', (kind, fields) => {
    const { network, signIn } = words as unknown as {
      network: Record<string, { field: Record<string, { label?: string }> }>
      signIn: { at: Record<string, string> }
    }
    expect(signIn.at[kind]).toMatch(/\S/)
    for (const { name } of fields) expect(network[kind]!.field[name]?.label, name).toMatch(/\S/)
  })
  test('the words around them are there', () => {
    const { network } = words as unknown as { network: Record<string, unknown> }
    expect(network.stored).toBeTypeOf('string')
  })
})
