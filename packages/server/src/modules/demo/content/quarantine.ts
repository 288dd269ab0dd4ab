import type { DemoQuarantine } from './types.ts'

const hour = 3_600_000

/** Mails that could not be read: nothing is lost, each waits with its reason. The bytes are broken on purpose. */
export function buildQuarantine(now: Date): DemoQuarantine[] {
  return [
    {
      key: 'quarantine-parts',
      presence: 'mail-service',
      receivedAt: ago(now, 3.2),
      code: 'too-many-parts',
      reason: {
        de: 'Die Mail hat mehr Teile als erlaubt (1.200, Grenze 500).',
        en: 'The mail has more parts than allowed (1,200, limit 500).',
      },
      raw: manyParts(),
    },
    {
      key: 'quarantine-depth',
      presence: 'mail-service',
      receivedAt: ago(now, 20),
      code: 'nested-too-deep',
      reason: {
        de: 'Die Mail ist zu tief verschachtelt (60 Ebenen, Grenze 30).',
        en: 'The mail is nested too deeply (60 levels, limit 30).',
      },
      raw: nested(60),
    },
    {
      key: 'quarantine-truncated',
      presence: 'mail-rechnung',
      receivedAt: ago(now, 31),
      code: 'truncated',
      reason: {
        de: 'Die Mail bricht mitten im Anhang ab, das Ende fehlt.',
        en: 'The mail stops in the middle of an attachment; its end is missing.',
      },
      raw: bytes([
        'From: "Buchhaltung Werft Tarpsiel" <buchhaltung@werft-tarpsiel.example>',
        'To: rechnung@uferlinie.example',
        'Subject: Unsere Aufstellung',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="teil"',
        '',
        '--teil',
        'Content-Type: application/pdf; name="aufstellung.pdf"',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0xLjQKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyAvUGFnZXMg',
        'MiAwIFIgPj4KZW5kb2JqCjIgMCBv',
      ]),
    },
    {
      key: 'quarantine-charset',
      presence: 'mail-service',
      receivedAt: ago(now, 55),
      code: 'unknown-charset',
      reason: {
        de: 'Der Zeichensatz „x-klingon-7“ ist unbekannt, der Text wäre nicht lesbar.',
        en: 'The character set “x-klingon-7” is unknown; the text would not be readable.',
      },
      raw: Buffer.concat([
        bytes([
          'From: pumpe@mailhaus.test',
          'To: service@uferlinie.example',
          'Subject: =?x-klingon-7?B?xOTWw/yf?=',
          'Content-Type: text/plain; charset=x-klingon-7',
          'Content-Transfer-Encoding: 8bit',
          '',
        ]),
        Buffer.from([0xc4, 0xe4, 0xd6, 0xc3, 0xfc, 0x9f, 0x00, 0xff, 0xfe, 0x0a]),
      ]),
    },
    {
      key: 'quarantine-no-sender',
      presence: 'mail-service',
      receivedAt: ago(now, 98),
      code: 'no-sender',
      reason: {
        de: 'Es fehlt jeder Absender, eine Antwort wäre nicht möglich.',
        en: 'There is no sender at all, so nobody could be answered.',
      },
      raw: bytes([
        'Subject: Frage zur Linie 12',
        'Date: gestern gegen Mittag',
        'X-Mailer: Schreibmaschine 1.0',
        '',
        'Hallo, faehrt die 12 noch am Deichtor? Danke!',
      ]),
    },
    {
      key: 'quarantine-addresses',
      presence: 'mail-rechnung',
      receivedAt: ago(now, 160),
      code: 'too-many-addresses',
      reason: {
        de: 'Die Kopfzeile nennt 2.000 Empfänger (Grenze 1.000).',
        en: 'The header names 2,000 recipients (limit 1,000).',
      },
      raw: bytes([
        'From: verteiler@sendlet.example',
        `To: ${Array.from({ length: 2_000 }, (_, index) => `u${index}@sendlet.example`).join(',\r\n ')}`,
        'Subject: Rundschreiben an alle',
        '',
        'Bitte weiterleiten.',
      ]),
    },
  ]
}

function manyParts(): Buffer {
  const part = '--teil\r\nContent-Type: text/plain\r\n\r\n.\r\n'
  const head = [
    'From: galerie@postkasten.example',
    'To: service@uferlinie.example',
    'Subject: Bilder vom Ausflug',
    'MIME-Version: 1.0',
  ]
  return bytes([...head, 'Content-Type: multipart/mixed; boundary=teil', '', `${part.repeat(1_200)}--teil--`])
}

function nested(levels: number): Buffer {
  const lines = [
    'From: matrjoschka@kurier-mail.example',
    'To: service@uferlinie.example',
    'Subject: WG: WG: WG: Fahrplan',
    'MIME-Version: 1.0',
  ]
  for (let level = 0; level < levels; level++) {
    lines.push(`Content-Type: multipart/mixed; boundary=e${level}`, '', `--e${level}`)
  }
  return bytes([...lines, 'Content-Type: text/plain', '', 'Ganz innen steht die Frage.'])
}

function ago(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * hour)
}

function bytes(lines: string[]): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8')
}
