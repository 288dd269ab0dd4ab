import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes packages/text/models/<name>.bin. */
export function storeModel(name: string, bytes: Uint8Array): void {
  const folder = join(import.meta.dirname, '../models')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.bin`), bytes)
}
