/** Words for generated posts and mails: deterministic, shaped like real ones (length, German and English, names). */
const german =
  'Seit gestern warte ich auf meine Rückerstattung und niemand antwortet mir. Die Bestellung kam beschädigt an, der Karton war offen und das Ladekabel fehlte. Ich habe bereits zweimal angerufen und jedes Mal hieß es, dass sich jemand meldet. Können Sie bitte prüfen, wann die Gutschrift angewiesen wird? Mit freundlichen Grüßen'.split(
    ' ',
  )
const english =
  'I have been waiting for a reply since last week and nobody can tell me where my parcel is. The tracking page has not changed in days and the hotline sends me in circles. Please let me know when I can expect the refund for the damaged charger. Kind regards'.split(
    ' ',
  )
const first = ['Jana', 'Thomas', 'Aylin', 'Lukas', 'Gerda', 'Mehmet', 'Sofia', 'Piotr', 'Emma', 'Noah', 'Ines', 'Karl']
const last = [
  'Berger',
  'Reinhardt',
  'Demir',
  'Hoffmann',
  'Nowak',
  'Rossi',
  'Fischer',
  'Brandt',
  'Keller',
  'Yilmaz',
  'Schulz',
  'Otto',
]

export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
const pick = <T>(next: () => number, list: readonly T[]) => list[Math.floor(next() * list.length)]!

export function words(next: () => number, count: number): string {
  const source = next() < 0.75 ? german : english
  const start = Math.floor(next() * source.length)
  return Array.from({ length: count }, (_, i) => source[(start + i + (next() < 0.1 ? 3 : 0)) % source.length]).join(' ')
}
export function name(next: () => number): string {
  return `${pick(next, first)} ${pick(next, last)}`
}

export function post(index: number, seed: number) {
  const next = random(seed * 1_000_003 + index)
  const handle = `@kunde${Math.floor(next() * 40_000)}@social.example`
  return {
    id: `post-${seed}-${index}`,
    thread: `post-${seed}-${index}`,
    occurredAt: '2026-11-20T10:00:00Z',
    author: { name: name(next), handle },
    text: `${words(next, 18 + Math.floor(next() * 22))} #${1000 + index}`,
    link: `https://social.example/p/${seed}/${index}`,
    visibility: 'public' as const,
  }
}

/** A mail of a usual size: headers of a real path, text and HTML alternative, a third with a quoted reply. */
export function mail(index: number, seed: number): Buffer {
  const next = random(seed * 7_000_003 + index)
  const who = name(next)
  const address = `${who.toLowerCase().replace(/[^a-z]+/g, '.')}${Math.floor(next() * 9_000)}@example.test`
  const text = `Guten Tag,\r\n\r\n${words(next, 60)}\r\n\r\n${words(next, 40)}\r\n\r\nMit freundlichen Grüßen\r\n${who}\r\n${next() < 0.33 ? `\r\nAm 12.11.2026 um 09:14 schrieb Service <service@firma.test>:\r\n> ${words(next, 50)}\r\n> ${words(next, 20)}\r\n` : ''}`
  const html = `<html><body><p>Guten Tag,</p><p>${words(next, 60)}</p><table><tr><td style="color:#333;font-family:Arial">${words(next, 60)}</td></tr></table><p>Mit freundlichen Gr&uuml;&szlig;en<br>${who}</p></body></html>`
  const qp = (body: string) =>
    body.replace(/[^\x20-\x3c\x3e-\x7e\r\n]|=/g, (c) =>
      [...Buffer.from(c)].map((b) => `=${b.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
  return Buffer.from(
    [
      `Return-Path: <${address}>`,
      'Received: from mx.example.test (mx.example.test [192.0.2.10]) by mail.firma.test with ESMTPS id 4XyZ',
      '\tfor <service@firma.test>; Fri, 20 Nov 2026 10:00:00 +0100 (CET)',
      'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=mail; h=from:to:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=dGVzdA==',
      `From: "${who}" <${address}>`,
      'To: service@firma.test',
      `Subject: =?UTF-8?Q?${qp(`Frage zu Bestellung ${1000 + index}`).replaceAll(' ', '_')}?=`,
      'Date: Fri, 20 Nov 2026 10:00:00 +0100',
      `Message-ID: <${seed}.${index}@example.test>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      qp(text),
      '--b1',
      'Content-Type: text/html; charset=UTF-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      qp(html),
      '--b1--',
      '',
    ].join('\r\n'),
  )
}

/** 250 kB with 43 inline pictures, as newsletters and long office threads are. */
export function heavyMail(index: number, seed: number): Buffer {
  const next = random(seed * 9_000_003 + index)
  const picture = Buffer.alloc(4_200, index).toString('base64').replace(/.{76}/g, '$&\r\n')
  const parts = Array.from(
    { length: 43 },
    (_, i) =>
      `--b1\r\nContent-Type: image/png; name="bild${i}.png"\r\nContent-ID: <bild${i}@mail>\r\nContent-Disposition: inline; filename="bild${i}.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${picture}\r\n`,
  )
  const html = `<html><body>${Array.from({ length: 43 }, (_, i) => `<p>${words(next, 12)}<img src="cid:bild${i}@mail" alt=""></p>`).join('')}</body></html>`
  return Buffer.from(
    `From: "${name(next)}" <schwer${index}@example.test>\r\nTo: service@firma.test\r\nSubject: Bilder ${index}\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\nMessage-ID: <schwer.${seed}.${index}@example.test>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n${html}\r\n${parts.join('')}--b1--\r\n`,
  )
}
