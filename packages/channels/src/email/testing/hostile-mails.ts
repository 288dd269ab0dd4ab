/** Mails that were made to hurt a parser, generated: name, bytes, and what must at least come out. */
export type HostileMail = { name: string; raw: () => Buffer; subject?: string }

const head =
  'From: Mia Krüger <mia@example.org>\r\nTo: hilfe@firma.example\r\nSubject: Test\r\nMessage-ID: <m1@example.org>\r\nDate: Fri, 20 Nov 2026 10:11:12 +0100\r\nMIME-Version: 1.0\r\n'

export function hostileMails(): HostileMail[] {
  return [
    { name: '50 MB attachment, base64', raw: () => attachment(37_000_000), subject: 'Test' },
    { name: '55 MB attachment (over the limit)', raw: () => attachment(41_000_000), subject: 'Test' },
    { name: '50 MB of base64 garbage', raw: () => garbage(), subject: 'Test' },
    { name: '20,000 parts', raw: () => manyParts(20_000), subject: 'Test' },
    { name: 'multipart nested 2,000', raw: () => nestedMultipart(2_000), subject: 'Test' },
    { name: 'message/rfc822 nested 5,000', raw: () => nestedMessages(5_000), subject: 'Test' },
    { name: 'nested 50 with 20 MB below', raw: () => nestedWithWeight(), subject: 'Test' },
    { name: '100,000 headers', raw: () => mail(`${head}${'X-A: b\r\n'.repeat(100_000)}`, 'Text'), subject: 'Test' },
    {
      name: '1 MB header line',
      raw: () => mail(`${head}X-Long: ${'a'.repeat(1_000_000)}\r\n`, 'Text'),
      subject: 'Test',
    },
    {
      name: 'folded header, 300,000 lines',
      raw: () => mail(`${head}X-Long: a${'\r\n b'.repeat(300_000)}\r\n`, 'Text'),
      subject: 'Test',
    },
    { name: '20,000 recipients', raw: () => mail(`${head}Cc: ${recipients(20_000)}\r\n`, 'Text'), subject: 'Test' },
    {
      name: '250,000 open comments in From',
      raw: () => mail(`From: ${'('.repeat(250_000)}\r\nSubject: Test\r\n`, 'Text'),
      subject: 'Test',
    },
    {
      name: '250,000 quotes in From',
      raw: () => mail(`From: ${'"a" '.repeat(60_000)}\r\nSubject: Test\r\n`, 'Text'),
      subject: 'Test',
    },
    {
      name: '80,000 open encoded words in Subject',
      raw: () => mail(`Subject: ${'=?utf-8?q?a '.repeat(20_000)}\r\n`, 'Text'),
    },
    {
      name: '20,000 encoded words in Subject',
      raw: () => mail(`Subject: ${'=?utf-8?q?=C3?= '.repeat(15_000)}\r\n`, 'Text'),
    },
    {
      name: '60,000 parameters',
      raw: () => mail(`${head}Content-Type: text/plain${'; a=b'.repeat(50_000)}\r\n`, 'Text'),
      subject: 'Test',
    },
    {
      name: '5 MB HTML of links',
      raw: () => html('<a href="https://example.org/a">hier klicken</a> '.repeat(100_000)),
      subject: 'Test',
    },
    { name: '5 MB HTML of <', raw: () => html('<'.repeat(5_000_000)), subject: 'Test' },
    {
      name: '100,000 nested div',
      raw: () => html(`${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`),
      subject: 'Test',
    },
    { name: '2,000 nested tables', raw: () => html('<table><tr><td>'.repeat(2_000)), subject: 'Test' },
    {
      name: '1 MB Word HTML',
      raw: () =>
        html(
          '<p class=MsoNormal style="mso-margin-top-alt:auto"><o:p>&nbsp;</o:p><span style="font-size:11.0pt">Wort</span></p>'.repeat(
            9_000,
          ),
        ),
      subject: 'Test',
    },
    {
      name: '2.7 MB text of URLs',
      raw: () => mail(head, 'https://example.org/abc?d=e '.repeat(100_000)),
      subject: 'Test',
    },
    { name: '5 MB in one line', raw: () => mail(head, 'a'.repeat(5_000_000)), subject: 'Test' },
    {
      name: '1,000,000 quote marks per line',
      raw: () => mail(head, `${'>'.repeat(1_000_000)}\r\n`.repeat(3)),
      subject: 'Test',
    },
    {
      name: '3 MB of soft breaks',
      raw: () => mail(`${head}Content-Transfer-Encoding: quoted-printable\r\n`, '= '.repeat(1_500_000)),
      subject: 'Test',
    },
    {
      name: '3 MB format=flowed',
      raw: () => mail(`${head}Content-Type: text/plain; format=flowed\r\n`, `${'>'.repeat(40)} a \r\n`.repeat(65_000)),
      subject: 'Test',
    },
    {
      name: '300,000 boundary look-alikes',
      raw: () => multipart('--b x\r\n--bb\r\n'.repeat(150_000)),
      subject: 'Test',
    },
    {
      name: 'bounce with 3 MB notice',
      raw: () =>
        mail(
          `From: MAILER-DAEMON@example.org\r\nSubject: failure notice\r\n`,
          `<a@example.org>: 550 5.1.1 User unknown ${'a@'.repeat(1_500_000)}`,
        ),
      subject: 'failure notice',
    },
    { name: 'mail in a loop of cid', raw: () => html('<img src="cid:a">'.repeat(250_000)), subject: 'Test' },
  ]
}

function mail(header: string, body: string): Buffer {
  return Buffer.from(`${header}\r\n${body}\r\n`)
}

function html(body: string): Buffer {
  return mail(`${head}Content-Type: text/html; charset=utf-8\r\n`, body)
}

function multipart(body: string): Buffer {
  return mail(`${head}Content-Type: multipart/mixed; boundary=b\r\n`, body)
}

function attachment(bytes: number): Buffer {
  const line = `${Buffer.alloc(57, 'Resonanz').toString('base64')}\r\n`
  const start =
    '--b\r\nContent-Type: text/plain\r\n\r\nAnbei.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  return multipart(`${start}${line.repeat(Math.ceil(bytes / 57))}--b--`)
}

function garbage(): Buffer {
  const start = '--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  return multipart(`${start}${'!§$%&()?'.repeat(5_000_000)}\r\n--b--`)
}

function manyParts(count: number): Buffer {
  return multipart(`${'--b\r\nContent-Type: text/plain\r\n\r\nTeil\r\n'.repeat(count)}--b--`)
}

function nestedMultipart(depth: number): Buffer {
  let open = ''
  let close = ''
  for (let i = 0; i < depth; i++) {
    open += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`
    close = `\r\n--b${i}--${close}`
  }
  return Buffer.from(`${head}${open}Content-Type: text/plain\r\n\r\nText${close}\r\n`)
}

function nestedMessages(depth: number): Buffer {
  return Buffer.from(`${head}${'Content-Type: message/rfc822\r\n\r\nSubject: innen\r\n'.repeat(depth)}\r\nText\r\n`)
}

function nestedWithWeight(): Buffer {
  let open = ''
  for (let i = 0; i < 49; i++) open += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`
  return Buffer.from(`${head}${open}Content-Type: text/plain\r\n\r\n${'--b \r\n'.repeat(3_500_000)}`)
}

function recipients(count: number): string {
  return Array.from({ length: count }, (_, i) => `Kunde ${i} <kunde${i}@example.org>`).join(',\r\n ')
}
