import type { RawItem } from '../connector.ts'
import { unpackPush } from './unpack.ts'

/** Items as they come out of one push. For the examination of connectors. */
export function pushed(object: string, account: string, entry: Record<string, unknown>): RawItem[] {
  const push = { object, entry: [{ id: account, time: 1_795_080_000, ...entry }] }
  return unpackPush(Buffer.from(JSON.stringify(push)))
}

export const settingsOfMeta = { verifyToken: 'ein-langes-wort-zum-pruefen' }
