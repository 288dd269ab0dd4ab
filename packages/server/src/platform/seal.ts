import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Seals small secrets with a key that never lies in the database, and makes keyed hashes for separate purposes. */
export type Seal = {
  close(value: unknown, purpose: string): Buffer
  open<T>(sealed: Buffer, purpose: string): T
  /** HMAC-SHA256 under a key of its own per purpose. */
  mac(purpose: string, value: string | Buffer): Buffer
}

export function makeSeal(masterKey: string): Seal {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'resonanz', purpose, 32))
  return {
    close(value, purpose) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key(`seal:${purpose}`), iv)
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([1]), iv, cipher.getAuthTag(), body])
    },
    open(sealed, purpose) {
      if (sealed[0] !== 1) throw new Error('sealed with an unknown version')
      const decipher = createDecipheriv('aes-256-gcm', key(`seal:${purpose}`), sealed.subarray(1, 13))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8'))
    },
    mac: (purpose, value) =>
      createHmac('sha256', key(`mac:${purpose}`))
        .update(value)
        .digest(),
  }
}

export function equalBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The master key from the configuration, else from a key file in the data folder, made on first use (0600). */
export function masterKey(configured: string | undefined, dataDir: string): string {
  if (configured) return configured
  const file = join(dataDir, 'resonanz.key')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8').trim()
}
