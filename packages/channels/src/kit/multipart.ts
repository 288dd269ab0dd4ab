import { randomBytes } from 'node:crypto'

export type FormPart = { name: string; value: string } | { name: string; file: FormFile }
export type FormFile = { name: string; type: string; content: Uint8Array }

/** A multipart/form-data body (RFC 7578) with its content type. Names of files are a stranger's: they break no line. */
export function multipart(parts: readonly FormPart[]): { contentType: string; body: Uint8Array } {
  const boundary = `----resonanz${randomBytes(18).toString('hex')}`
  const pieces: Uint8Array[] = []
  for (const part of parts) {
    pieces.push(Buffer.from(`--${boundary}\r\n${headOf(part)}\r\n\r\n`))
    pieces.push('file' in part ? part.file.content : Buffer.from(part.value), Buffer.from('\r\n'))
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`))
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(pieces) }
}

function headOf(part: FormPart): string {
  const head = `Content-Disposition: form-data; name="${quoted(part.name)}"`
  if (!('file' in part)) return head
  const type = /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(part.file.type) ? part.file.type : 'application/octet-stream'
  return `${head}; filename="${quoted(part.file.name)}"\r\nContent-Type: ${type}`
}

/** As browsers write it: percent for what would end the field. */
function quoted(text: string): string {
  return text.slice(0, 200).replace(/[\r\n"\u0000]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
