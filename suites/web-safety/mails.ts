/** A mail file with one mail per payload, each payload as sender, subject, text, HTML and file name. */
export function mboxOf(payloads: readonly string[], perThread: number): string {
  return payloads
    .map((payload, index) => `From x\n${mailOf(payload, index, perThread).replace(/^(>*From )/gm, '>$1')}\n\n`)
    .join('')
}

function mailOf(payload: string, index: number, perThread: number): string {
  const root = index - (index % perThread)
  const boundary = `grenze-${index}`
  return [
    `From: ${encoded(payload)} <kunde-${root}@kunden.example>`,
    'To: service@laden.example',
    `Subject: ${encoded(`${index} ${payload}`)}`,
    `Date: ${new Date(Date.UTC(2026, 10, 1) + index * 1000).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <web-safety-${index}@kunden.example>`,
    ...(root === index ? [] : [`References: <web-safety-${root}@kunden.example>`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(
      `<!doctype html><html><head><title>${payload}</title></head><body><p>${payload}</p>${payload}</body></html>`,
    ),
    `--${boundary}`,
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(wellFormed(payload).slice(0, 180))}`,
    'Content-Transfer-Encoding: base64',
    '',
    base64(payload),
    `--${boundary}--`,
  ].join('\n')
}

function encoded(text: string): string {
  // Words of at most 45 bytes each, as the RFC asks; cut at characters.
  const words: string[] = []
  let word = ''
  for (const character of wellFormed(text)) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\n ')
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n')
}

function wellFormed(text: string): string {
  return text.toWellFormed()
}
