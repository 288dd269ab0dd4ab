import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Document } from './document.ts'
import { readText } from './read-text.ts'
import { renderDocx, renderPdf } from './render.ts'

const document: Document = {
  title: 'Einsatzauftrag für Überstörung',
  subtitle: 'Fall 1042',
  company: 'Stadtwerke Uferlinie GmbH',
  language: 'de',
  madeAt: new Date('2026-11-22T10:00:00Z'),
  timeZone: 'Europe/Berlin',
  blocks: [
    { block: 'heading', level: 1, text: 'Größe, Maß, Straße' },
    {
      block: 'facts',
      rows: [
        { label: 'Kundin', value: 'Selma Yıldız, Łódź, Ελλάδα, Дом 😀' },
        { label: 'Leer', value: '' },
      ],
    },
    { block: 'paragraph', text: 'Wir prüfen das.\nZweite Zeile.', tone: 'note' },
    {
      block: 'table',
      head: ['Schritt', 'Wer', 'Bis'],
      rows: Array.from({ length: 90 }, (_, n) => [`Schritt ${n}`, 'Technik', '24.11.2026']),
    },
    { block: 'rule' },
    { block: 'page-break' },
    { block: 'paragraph', text: 'Ende', tone: 'quiet' },
  ],
}

test('a PDF: A4, its font inside, pages counted, whatever the letters', async () => {
  const pdf = await renderPdf(document)
  const plain = pdf.toString('latin1')
  expect(plain.slice(0, 5)).toBe('%PDF-')
  expect(plain).toContain('/MediaBox [0 0 595.28 841.89]')
  expect(plain).toMatch(/FontFile[23]/)
  expect(plain).toContain('/Lang (de)')
  const pages = Number(
    /\/Type \/Pages\s+\/Count (\d+)/.exec(plain)?.[1] ?? plain.match(/\/Type \/Page\b(?!s)/g)?.length,
  )
  expect(pages).toBeGreaterThan(2)
})

test('a DOCX: a zip with the words in it', async () => {
  const docx = await renderDocx(document)
  expect(docx.subarray(0, 2).toString()).toBe('PK')
  expect(docx.length).toBeGreaterThan(5_000)
})

test('a DOCX holds only what XML may hold, its title as well', async () => {
  const odd = 'A\u0007\ufffe\uffff\ud800Z'
  const docx = await renderDocx({
    ...document,
    title: odd,
    company: odd,
    blocks: [{ block: 'paragraph', text: odd }],
  })
  for (const part of ['word/document.xml', 'docProps/core.xml'])
    expect(xmlIn(docx, part)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff\ufffd]/)
  expect(xmlIn(docx, 'word/document.xml').match(/AZ/g)).toHaveLength(2)
})

test('a template’s plain lines are read as what they mean', () => {
  expect(
    readText('# Auftrag\n\nKunde: Kim Berger\nFall: 1042\n\nWas zu tun ist:\nbitte prüfen.\n\nA | B\n1 | 2\n---\nEnde'),
  ).toEqual([
    { block: 'heading', level: 1, text: 'Auftrag' },
    {
      block: 'facts',
      rows: [
        { label: 'Kunde', value: 'Kim Berger' },
        { label: 'Fall', value: '1042' },
      ],
    },
    { block: 'paragraph', text: 'Was zu tun ist:\nbitte prüfen.' },
    { block: 'table', head: ['A', 'B'], rows: [['1', '2']] },
    { block: 'rule' },
    { block: 'paragraph', text: 'Ende' },
  ])
})

test('many at once wait for their turn; one that is too long is refused', async () => {
  const small = { ...document, blocks: document.blocks.slice(0, 2) }
  const made = await Promise.all(Array.from({ length: 5 }, () => renderPdf(small)))
  expect(made.every((pdf) => pdf.length > 1_000)).toBe(true)
  const endless = { ...document, blocks: Array.from({ length: 20_001 }, () => ({ block: 'rule' as const })) }
  await expect(renderPdf(endless)).rejects.toMatchObject({ code: 'too-large' })
})

test('more documents at once than anybody waits for are refused, and the others made', async () => {
  const small = { ...document, blocks: [] }
  const ends = await Promise.allSettled(Array.from({ length: 25 }, () => renderDocx(small)))
  const refused = ends.filter((end) => end.status === 'rejected')
  expect(refused).toHaveLength(3)
  expect(refused[0]).toMatchObject({ reason: { code: 'unavailable' } })
})

function xmlIn(docx: Buffer, name: string): string {
  const at = docx.indexOf(name)
  const start = at + name.length + docx.readUInt16LE(at - 2)
  return inflateRawSync(docx.subarray(start)).toString()
}

test('the date below is the day of the house', async () => {
  const late = { ...document, madeAt: new Date('2026-11-22T23:30:00Z') }
  const footerOf = async (timeZone: string) => xmlIn(await renderDocx({ ...late, timeZone }), 'word/footer1.xml')
  expect(await footerOf('Europe/Lisbon')).toContain('22. November 2026')
  expect(await footerOf('Europe/Berlin')).toContain('23. November 2026')
})
