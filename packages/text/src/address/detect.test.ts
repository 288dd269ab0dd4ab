import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectAddress } from './detect.ts'

const formOf = (text: string) => detectAddress(text).form

describe('detectAddress', () => {
  test.each([
    ['Schreiben Sie mir bitte hier Ihre Frage.', 'sie'],
    ['Sie erhalten die Karte morgen.', 'sie'],
    ['Schreib uns einfach hier!', 'du'],
    ['Habt ihr die Karten schon?', 'du'],
    ['Kannst du bitte prüfen, ob Ihre App aktuell ist?', 'mixed'],
    ['Starten Sie die App neu und sag mir hier, ob es klappt.', 'mixed'],
    ['Deine Kinder fahren umsonst mit, sie brauchen nur den Ausweis.', 'du'],
    ['Frau Kern hat das geprüft. Sie hat es gutgeschrieben.', 'none'],
    ['Du meine Güte, das ist ärgerlich.', 'none'],
    ['Danke für Ihre Geduld, ich habe die Gutschrift veranlasst und melde mich am Freitag.', 'sie'],
    ['Ich prüfe das heute und schicke die Rechnung dann an die Werkstatt.', 'none'],
    ['Ich prüfe das gern, und melde dich bitte, wenn sie ankommt.', 'du'],
    ['Ich schaue nach und schreibe mir bitte kurz die Nummer.', 'du'],
    ['Le menu du jour est terminé', 'none'],
    ['We close at 4pm.', 'none'],
  ])('%s is %s', (text, form) => {
    expect(formOf(text)).toBe(form)
  })

  test('greeting, name and closing', () => {
    const text = 'Sehr geehrte Frau Dr. Albrecht,\ndie Karte ist da.\nFreundliche Grüße\nJan Peters'
    const { greeting, closing, name } = detectAddress(text)
    expect(name).toBe('Albrecht')
    expect(text.slice(greeting!.start, greeting!.end)).toBe('Sehr geehrte Frau Dr. Albrecht')
    expect(text.slice(closing!.start)).toBe('Grüße\nJan Peters')
    expect(detectAddress('Die Karte ist da.')).toMatchObject({ greeting: null, closing: null, name: null })
  })

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => ['sie', 'du', 'mixed', 'none'].includes(formOf(text))),
    )
  })
})
