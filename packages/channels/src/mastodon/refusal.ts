import { z } from 'zod'
import type { SendOutcome } from '../connector.ts'
import type { NetworkAnswer } from '../kit/network-call.ts'

const Told = z.object({ error: z.string() })

/** What a 4xx answer to a writing says; null when it is none. The server's own words go along for the person who reads it. */
export function refusalOf({ status, json }: NetworkAnswer): SendOutcome | null {
  if (status < 400 || status >= 500) return null
  const detail = Told.safeParse(json).data?.error.slice(0, 300) ?? ''
  // The same writing is under way: another attempt of ours that we lost sight of.
  if (status === 409) return { state: 'unclear', code: 'already-submitted', detail }
  if (status === 413) return { state: 'failed', code: 'file-too-large', detail }
  if (status === 404 || status === 410) return { state: 'failed', code: 'message-gone', detail }
  if (status === 403) return { state: 'failed', code: 'not-allowed', detail }
  if (/character|zeichen|too long|zu lang/i.test(detail)) return { state: 'failed', code: 'too-long', detail }
  return { state: 'failed', code: 'refused', detail }
}
