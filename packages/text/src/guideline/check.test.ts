import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGuideline } from './check.ts'
import type { GuidelineRule } from './rules.ts'
import { shippedRules } from './shipped-rules.ts'

const rulesOf = (text: string, channel = 'mastodon', audience: 'public' | 'private' = 'public') => [
  ...new Set(checkGuideline(shippedRules, { text, channel, audience }).map(({ rule }) => rule)),
]

describe('the shipped rules', () => {
  test.each([
    ['Schreiben Sie uns bitte eine Mail an service@nordlicht.de.', ['no-go.email']],
    ['Drop us an email at care@northwind.com.', ['no-go.email']],
    ['Am besten erreichst du uns unter 0800 1234567.', ['no-go.phone']],
    ['Give our helpline a ring.', ['no-go.phone']],
    ['Nutzen Sie dafür unser Kontaktformular.', ['no-go.form']],
    ['Wir haben Ihr Anliegen weitergeleitet.', ['no-go.forwarded']],
    ['Frau Kern aus der Technik prüft das bis Freitag, 12 Uhr, ich melde mich dann.', []],
    ['Ich habe Ihnen gerade eine Mail geschickt.', []],
    ['Sie erhalten die Bestätigung per E-Mail.', []],
    ['Wir rufen Sie morgen um 10 Uhr an.', []],
    ['Sie müssen nicht anrufen, ich kläre das hier bis 15 Uhr.', []],
    ['Wir bitten um Geduld.', ['empty-holding']],
    ['Wir erstatten Ihnen den Betrag.', ['promise-without-date']],
    ['Das ist Ihr eigener Fehler.', ['blame']],
    ['Das tut uns sehr leid. Viele Grüße', ['no-next-step']],
    ['Kannst du prüfen, ob Ihre App aktuell ist?', ['mixed-address']],
    ['Das Angebot gilt nur HEUTE!!!', ['shouting']],
  ])('%s', (text, rules) => {
    expect(rulesOf(text)).toEqual(rules)
  })

  test('data of the customer is stopped in public only, our own contacts never', () => {
    const text = 'Ihre Kundennummer 48213377 stimmt wieder.'
    expect(rulesOf(text)).toEqual(['personal-data-public'])
    expect(rulesOf(text, 'mastodon', 'private')).toEqual([])
    expect(rulesOf('Der Betrag kam von unserem Konto DE44 5001 0517 5407 3249 31.')).toEqual([])
  })

  test('a mail may ask for a mail; a telephone number below the name is a signature', () => {
    const text = 'Antworten Sie einfach auf diese E-Mail.\nFreundliche Grüße\nJan Peters\nTel. 0711 20304050'
    expect(rulesOf(text, 'email', 'private')).toEqual([])
  })

  test('a mail that names another address of ours sends away, one that asks for an answer does not', () => {
    const other = 'Für Rechnungen ist rechnung@nordlicht.de zuständig, bitte wenden Sie sich dorthin.'
    expect(rulesOf(other, 'email', 'private')).toEqual(['no-go.email'])
    expect(rulesOf('Please write to claims@northwind.com instead.', 'email', 'private')).toEqual(['no-go.email'])
    expect(rulesOf('Schreiben Sie uns gern wieder eine Mail.', 'email', 'private')).toEqual([])
    expect(rulesOf('Schicken Sie mir das Foto bitte per E-Mail zurück.', 'email', 'private')).toEqual([])
  })

  test('what stands below the closing formula is a signature, however much a company says there', () => {
    const text =
      'Die neue Rechnung finden Sie im Anhang.\n\nMit freundlichen Grüßen\nJan Peters\nKundenservice Privatkunden\nNordlicht Energie GmbH\nTelefon: 0711 20304050\nMail: service@nordlicht.de'
    expect(rulesOf(text, 'email', 'private')).toEqual([])
    expect(rulesOf(`${text}\nPS: Rufen Sie uns gern an.`, 'email', 'private')).toEqual(['no-go.phone'])
  })

  test('what is changed or blocked is no way to reach us', () => {
    expect(rulesOf('In der App können Sie die E-Mail-Adresse selbst ändern.')).toEqual([])
    expect(rulesOf('Blockieren Sie die Nummer bitte, der Anruf kam nicht von uns.')).toEqual([])
  })

  test('a finding points at its words', () => {
    const text = 'Guten Tag. Nutzen Sie dafür unser Kontaktformular.'
    const [finding] = checkGuideline(shippedRules, { text, channel: 'x', audience: 'public' })
    expect(text.slice(finding!.start, finding!.end)).toBe('Nutzen Sie dafür unser Kontaktformular')
  })
})

describe('rules of a workspace', () => {
  const rule = (find: GuidelineRule['find'], when?: GuidelineRule['when']): GuidelineRule => ({
    id: 'own',
    level: 'hint',
    find,
    when,
    reason: { de: 'r', en: 'r' },
    suggestion: { de: 's', en: 's' },
  })
  const finds = (own: GuidelineRule, text: string, channel = 'x') =>
    checkGuideline([own], { text, channel, audience: 'public' }).length > 0

  test('phrases and patterns', () => {
    expect(
      finds(rule({ kind: 'phrases', phrases: ['wie gesagt (noch einmal)'] }), 'Wie gesagt noch einmal: nein.'),
    ).toBe(true)
    const pattern = rule({ kind: 'patterns', patterns: ['^ (leider|unfortunately) .. (nicht|not) *bar'] })
    expect(finds(pattern, 'Leider ist das nicht lieferbar')).toBe(true)
    expect(finds(pattern, 'Das ist leider nicht lieferbar')).toBe(false)
  })

  test('conditions on channel and facts', () => {
    const find = { kind: 'phrases', phrases: ['hallo'] } as const
    expect(finds(rule(find, { channels: ['email'] }), 'hallo', 'x')).toBe(false)
    expect(finds(rule(find, { facts: { openPromise: true } }), 'hallo')).toBe(false)
  })

  test('any pattern on any text ends', () => {
    const sign = fc.constantFrom('a', '..', '...', '(a|b*)?', '*', '^', '$', '<link>', 'a*', '?')
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 30 }),
        fc.array(fc.constantFrom('a', 'b', 'ab', '.'), { maxLength: 60 }),
        (parts, words) => {
          finds(rule({ kind: 'patterns', patterns: [parts.join(' ')] }), words.join(' '))
        },
      ),
    )
  })
})

test('any text at all: findings lie inside it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const { start, end } of checkGuideline(shippedRules, { text, channel: 'x', audience: 'public' })) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }),
  )
})
