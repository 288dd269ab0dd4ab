import { crc32, deflateSync } from 'node:zlib'
import type { DemoAttachment } from './types.ts'

/** Small real files made in code: they open in any viewer and weigh a few hundred bytes. */
export function pdf(name: string, lines: string[]): DemoAttachment {
  const content = `BT /F1 12 Tf 56 780 Td 18 TL ${lines.map((line) => `(${escapePdf(line)}) Tj T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`
  return { name, type: 'application/pdf', bytes: Buffer.from(file, 'latin1') }
}

type Shade = (x: number, y: number) => [red: number, green: number, blue: number]

/** A drawn stand-in for a photo, 96 × 72 points. */
export function png(name: string, shade: Shade): DemoAttachment {
  const width = 96
  const height = 72
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.set(shade(x, y), y * (width * 3 + 1) + 1 + x * 3)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return { name, type: 'image/png', bytes: Buffer.concat([signature, ...chunks]) }
}

/** A bicycle light with a dark spot: the fault many customers send a picture of. */
export const faultyLight: Shade = (x, y) => {
  const distance = Math.hypot(x - 48, y - 36)
  if (distance < 9) return [70, 30, 24]
  if (distance < 24) return [214, 208, 196]
  return distance < 28 ? [90, 94, 102] : [38, 44 + Math.floor(y / 3), 58]
}

/** A timetable board behind rain. */
export const displayBoard: Shade = (x, y) => {
  if ((x + y * 2) % 17 === 0) return [150, 165, 180]
  return y > 18 && y < 54 && y % 12 < 5 && x > 10 && x < 84 ? [240, 170, 40] : [22, 26, 34]
}

/** A parcel with a torn corner. */
export const tornParcel: Shade = (x, y) => {
  if (x + y < 34) return [52, 42, 34]
  return Math.abs(x - 48) < 4 ? [226, 214, 190] : [176, 134 + (y % 3), 88]
}

export function text(name: string, content: string): DemoAttachment {
  return { name, type: 'text/plain', bytes: Buffer.from(content, 'utf8') }
}

export function appointment(name: string, title: string, at: Date): DemoAttachment {
  const stamp = (time: Date) => time.toISOString().replace(/[-:]|\.\d+/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Uferlinie Mobil//Termin//DE',
    'BEGIN:VEVENT',
    `UID:${stamp(at)}@uferlinie.example`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(new Date(at.getTime() + 1_800_000))}`,
    `SUMMARY:${title}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return { name, type: 'text/calendar', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8') }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function escapePdf(line: string): string {
  return line.replace(/[\\()]/g, (mark) => `\\${mark}`)
}
