/** The HTML part a mail program would have sent beside the text. */
export function html(text: string): string {
  const [body = '', ...signature] = text.split('\n\n-- \n')
  const paragraphs = body.split('\n\n').map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
  const foot = signature.map(
    (part) => `<p style="color:#6b7280;font-size:12px">${escaped(part).replaceAll('\n', '<br>')}</p>`,
  )
  return `<html><body style="font-family:Verdana,sans-serif">${[...paragraphs, ...foot].join('')}</body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
