import { ChecklistInput, TextModuleInput } from '@resonanz/contracts'
import { shippedRules } from '@resonanz/text'
import { expect, test } from 'vitest'
import { findingsOf } from '../guideline/engine.ts'
import { complete } from '../guideline/rules.ts'
import { checklists, textModules } from './content/text-modules.ts'

test('sample modules and checklists are such as may be saved, in both languages', () => {
  expect(textModules).toHaveLength(12)
  for (const { title, folder, variants } of textModules) {
    TextModuleInput.parse({ title, folder, variants })
    expect(new Set(variants.map(({ language }) => language)), title).toEqual(new Set(['de', 'en']))
  }
  for (const { name, steps } of checklists) ChecklistInput.parse({ name, steps })
})

test('the guideline has nothing against them', async () => {
  expect(shippedRules.length).toBeGreaterThan(5)
  for (const { title, variants } of textModules)
    for (const { text, audience } of variants) {
      const findings = await findingsOf(text, complete([]), {
        channel: 'email',
        audience: audience === 'public' ? 'public' : 'private',
        language: 'de',
        hasNextUpdate: true,
        isSolved: true,
        isPraise: false,
      })
      const against = findings.filter(({ level, end, start }) => level !== 'hint' && end > start)
      expect(against.map(({ rule, start, end }) => `${title}: ${rule} ${text.slice(start, end)}`)).toEqual([])
    }
})
