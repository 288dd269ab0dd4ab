import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTemplate, placeholdersIn, templateFaults, templateVariables } from './template.ts'

test('fills what is known and says where the rest stands', () => {
  const filled = fillTemplate('{{customer.greeting}},\n\nIhr Fall {{ case.number }} vom {{case.opened}}.', {
    'customer.greeting': 'Guten Tag Frau Wagner',
    'case.number': '1042',
    'case.opened': '  ',
  })
  expect(filled.text).toBe('Guten Tag Frau Wagner,\n\nIhr Fall 1042 vom {{case.opened}}.')
  const [missing] = filled.missing
  expect(filled.missing).toHaveLength(1)
  expect(filled.text.slice(missing!.start, missing!.end)).toBe('{{case.opened}}')
})

test.each([
  ['{{customer.nam}}', ['{{customer.nam}}']],
  ['{{__proto__}} {{constructor}} {{toString}}', ['{{__proto__}}', '{{constructor}}', '{{toString}}']],
  ['{{{{agent.name}}}}', ['{{']],
  ['offen {{case.number', ['{{']],
  ['zu }} früh', ['}}']],
  ['{{case.number}} {einfach}', []],
])('%j as a template: %j', (text, faults) => {
  expect(templateFaults(text)).toEqual(faults)
})

test('names of the language’s own are nothing to be filled in', () => {
  const values = JSON.parse('{"__proto__": "böse", "constructor": "böse"}') as Record<string, string>
  expect(fillTemplate('{{__proto__}} {{constructor}} {{hasOwnProperty}}', values as never).missing).toHaveLength(3)
})

const variable = fc.constantFrom(...templateVariables)
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  variable.map((name) => `{{${name}}}`),
  fc.constantFrom(
    '{',
    '}',
    '{{',
    '}}',
    '{{{{case.number}}}}',
    '\n\nMit freundlichen Grüßen',
    '\u202e',
    '\u0000',
    '{{__proto__}}',
    '\ud83d',
  ),
)
/** What may be saved as a template. */
const template = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      variable.map((name) => `{{${name}}}`),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => templateFaults(text).length === 0)

test('no value becomes a variable, a line or a sign that turns the others round; only what had no value is missing', () => {
  fc.assert(
    fc.property(template, fc.dictionary(variable, hostile, { noNullPrototype: false }), (text, values) => {
      const filled = fillTemplate(text, values)
      expect(placeholdersIn(filled.text)).toEqual(filled.missing)
      for (const { name, start, end } of filled.missing) {
        expect(filled.text.slice(start, end)).toContain(name)
        expect(placeholdersIn(text).map((one) => one.name)).toContain(name)
      }
      expect(filled.text.split('\n')).toHaveLength(text.split('\n').length)
      expect(filled.text.includes('\u202e')).toBe(text.includes('\u202e'))
      expect(filled.text.length).toBeLessThanOrEqual(text.length + placeholdersIn(text).length * 200)
      // One pass: filled a second time with other values, what was filled in stays.
      const known = Object.fromEntries(templateVariables.map((name) => [name, 'X']))
      if (filled.missing.length === 0) expect(fillTemplate(filled.text, known).text).toBe(filled.text)
    }),
    { numRuns: 2_000 },
  )
})

test('a long text of braces is read at once', () => {
  const text = '{{'.repeat(50_000)
  expect(placeholdersIn(text)).toEqual([])
  expect(templateFaults(text)).toEqual(['{{'])
})
