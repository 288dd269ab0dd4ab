import { createHash, timingSafeEqual } from 'node:crypto'
import type { RawItem, Receive } from '../connector.ts'
import { header } from '../kit/header.ts'
import { hookSecretOf, type TelegramSecrets, type TelegramSettings } from './settings.ts'

/** One update a call, proven by the header we named when we set the address. */
export const receiveTelegram: Receive<TelegramSettings, TelegramSecrets> = {
  secretsOf(secrets: TelegramSecrets) {
    const secret = hookSecretOf(secrets)
    return secret === null ? [] : [secret]
  },
  verify(_raw, headers, { secrets }) {
    if (secrets.length === 0) return { ok: false, reason: 'no-secret' }
    const sent = header(headers, 'x-telegram-bot-api-secret-token')
    if (!sent) return { ok: false, reason: 'no-signature' }
    let ok = false
    for (const secret of secrets) ok = timingSafeEqual(digest(secret), digest(sent)) || ok
    return ok ? { ok: true } : { ok: false, reason: 'wrong' }
  },
  unpack: (raw) => [{ sourceKey: keyOf(raw), contentType: 'application/json', source: {}, raw }],
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The number of the update, so that pushed twice and asked for once is one; of what cannot be read, its bytes. */
function keyOf(raw: Uint8Array): RawItem['sourceKey'] {
  try {
    const id = (JSON.parse(Buffer.from(raw).toString('utf8')) as { update_id?: unknown } | null)?.update_id
    if (Number.isSafeInteger(id)) return String(id)
  } catch {
    // Stands in quarantine with all its bytes.
  }
  return `bytes:${createHash('sha256').update(raw).digest('hex')}`
}
