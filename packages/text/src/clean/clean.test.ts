import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { htmlToText } from './html-to-text.ts'
import { findMarks } from './marks.ts'
import { normalise, shortenStretched } from './normalise.ts'

describe('normalise', () => {
  test.each([
    ['Ku\u0308ndigung', 'Kündigung'],
    ['ver\u200bsteckt\u200d und\u00ad\ufeff', 'versteckt und'],
    ['\u202eumgedreht\u202c', 'umgedreht'],
    ['fester\u00a0Abstand\tund\r\nZeile', 'fester Abstand und\nZeile'],
    ['halb \ud83d und \udc4d', 'halb \ufffd und \ufffd'],
    ['👩‍👩‍👧 bleibt', '👩‍👩‍👧 bleibt'],
    ['\u1112\u1161\u11ab', '한'],
    ['Größe – „gut“', 'Größe – „gut“'],
  ])('%j becomes %j', (text, clean) => {
    expect(normalise(text).text).toBe(clean)
  })

  it('leads back to where a word stood', () => {
    const text = 'Sehr\u200b u\u0308bel: \u202eKündigung\u202c!'
    const cleaned = normalise(text)
    const start = cleaned.text.indexOf('Kündigung')
    const from = cleaned.originalOffset(start)
    expect(text.slice(from, cleaned.originalOffset(start + 'Kündigung'.length))).toContain('Kündigung')
  })

  it('keeps four marks of a tower', () => {
    expect(normalise(`a${'\u0335'.repeat(100_000)}b`).text.length).toBeLessThanOrEqual(7)
  })

  it('never grows a text, never throws, and its offsets rise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = normalise(text)
        expect(cleaned.text.length).toBeLessThanOrEqual(text.length)
        expect(cleaned.text.isWellFormed()).toBe(true)
        let last = 0
        for (let offset = 0; offset <= cleaned.text.length; offset++) {
          const original = cleaned.originalOffset(offset)
          expect(original).toBeGreaterThanOrEqual(last)
          expect(original).toBeLessThanOrEqual(text.length)
          last = original
        }
      }),
    )
  })
})

describe('stretched letters', () => {
  test.each([
    ['sooooo schlecht', 'soo schlecht'],
    ['NEEEEIIIIN', 'NEEIIN'],
    ['Kaffee mit Schnee', 'Kaffee mit Schnee'],
    ['1000000 Euro', '1000000 Euro'],
  ])('%j becomes %j', (text, short) => {
    expect(shortenStretched(text).text).toBe(short)
  })

  it('leads back', () => {
    const text = 'sooooo schleeeecht ist es'
    const short = shortenStretched(text)
    for (const word of ['ist', 'es'])
      expect(text.slice(short.originalOffset(short.text.indexOf(word))).startsWith(word)).toBe(true)
  })
})

describe('marks', () => {
  it('finds what is not a word', () => {
    const text =
      '@Anna seht https://example.org/a?b=c. oder www.x.de! #Stadtbahn :-( 👍🏽 mail a.b@c.example @uli@social.example 🇩🇪🇫🇷 :)))'
    expect(findMarks(text).map((mark) => `${mark.kind} ${text.slice(mark.start, mark.end)}`)).toEqual([
      'handle @Anna',
      'url https://example.org/a?b=c',
      'url www.x.de',
      'hashtag #Stadtbahn',
      'emoticon :-(',
      'emoji 👍🏽',
      'email a.b@c.example',
      'handle @uli@social.example',
      'emoji 🇩🇪',
      'emoji 🇫🇷',
      'emoticon :)))',
    ])
  })

  it('finds none in plain text', () => {
    expect(findMarks('Treffen um 8:30 Uhr, Preis: 12,80 € (inkl. MwSt.)')).toEqual([])
  })

  it('gives rising spans that do not overlap, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0
        for (const mark of findMarks(text)) {
          expect(mark.start).toBeGreaterThanOrEqual(last)
          expect(mark.end).toBeGreaterThan(mark.start)
          last = mark.end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('HTML', () => {
  test.each([
    ['<p>Guten Tag,</p><p>meine&nbsp;Lampe   ist <b>kaputt</b>.</p>', 'Guten Tag,\n\nmeine Lampe ist kaputt.'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>eins<li>zwei</ul>', '- eins\n- zwei'],
    ['<style>p{color:red}</style>x<script>alert("</p>")</script>y', 'xy'],
    ['K&uuml;ndigung &#228;ndern &#xE4; &euro; &amp;lt;', 'Kündigung ändern ä € &lt;'],
    ['1 < 2 und 3 > 2', '1 < 2 und 3 > 2'],
    ['vor <!-- nicht --> nach', 'vor nach'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['offen <a href="x', 'offen <a href="x'],
  ])('%j is %j', (html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  it('reads any bytes', () => {
    for (const piece of ['<', '<!--', '<script>', '</', '<div>', '&', '&#', '<p><td>', ' '])
      expect(typeof htmlToText(piece.repeat(100_000))).toBe('string')
  })
})
