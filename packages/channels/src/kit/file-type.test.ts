import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeFileName, sniffType } from './file-type.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('type by bytes (K1)', () => {
  it.each([
    ['a picture', png, 'image/png', 'a.png', 'image/png', true, false],
    ['a picture called text', png, 'text/plain', 'a.txt', 'image/png', true, true],
    [
      'SVG called a picture',
      Buffer.from('<?xml version="1.0"?><svg xmlns="x" onload="alert(1)"/>'),
      'image/png',
      'a.png',
      'image/svg+xml',
      false,
      true,
    ],
    [
      'HTML without a name',
      Buffer.from('\uFEFF  <!-- a --><!DOCTYPE html><script>alert(1)</script>'),
      '',
      '',
      'text/html',
      false,
      false,
    ],
    ['HTML in UTF-16', Buffer.from('\uFEFF<html>', 'utf16le'), 'text/plain', 'a.txt', 'text/html', false, true],
    ['XML', Buffer.from('<?xml version="1.0"?><a/>'), 'text/plain', 'a.txt', 'application/xml', false, true],
    ['a script', Buffer.from('#!/bin/sh\nrm'), 'image/jpeg', 'a.jpg', 'application/x-sh', false, true],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf', 'a.pdf', 'application/pdf', false, false],
    ['text', Buffer.from('Grüße'), 'text/plain', 'a.txt', 'text/plain', true, false],
    ['a table', Buffer.from('a;b\n1;2'), 'application/octet-stream', 'a.csv', 'text/csv', false, false],
    ['a declared page that is plain text', Buffer.from('hallo'), 'text/html', 'a.html', 'text/plain', true, true],
    [
      'a program',
      Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
      'image/png',
      'a.png',
      'application/x-msdownload',
      false,
      true,
    ],
    ['noise', Buffer.from([0, 1, 2, 3, 4, 5]), 'image/png', 'a.png', 'application/octet-stream', false, true],
    ['nothing', Buffer.alloc(0), 'text/plain', 'a.txt', 'text/plain', true, false],
  ])('%s', async (_, bytes, declared, name, type, inline, disguised) => {
    expect(await sniffType(bytes, declared, name)).toMatchObject({ type, inline, disguised })
  })

  it('never shows markup and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('<html', '<svg', '<script', '<?xml', 'GIF89a', 'PK\x03\x04', '%PDF', 'RIFF'),
        fc.uint8Array(),
        async (start, rest) => {
          const bytes = Buffer.concat([Buffer.from(`${start}>`, 'latin1'), rest])
          const found = await sniffType(bytes, 'image/png', 'a.png')
          if (start.startsWith('<')) expect(found.inline).toBe(false)
        },
      ),
    )
  })
})

describe('names of files (K2)', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Temp\\a.pdf', 'a.pdf'],
    ['.htaccess', 'htaccess'],
    ['\u200B.htaccess', 'htaccess'],
    ['x\u202Egnp.exe', 'xgnp.exe'],
    ['a\0b\r\n.pdf', 'ab.pdf'],
    ['CON.txt', '_CON.txt'],
    ['Grüße 😀.pdf', 'Grüße 😀.pdf'],
    ['   ', 'file'],
    ['a<b>:"c".pdf', 'a_b___c_.pdf'],
  ])('%s', (name, expected) => {
    expect(safeFileName(name)).toBe(expected)
  })

  it('keeps the ending of a long one', () => {
    const name = safeFileName(`${'a'.repeat(300)}.pdf`)
    expect(name).toHaveLength(120)
    expect(name.endsWith('.pdf')).toBe(true)
  })
})
