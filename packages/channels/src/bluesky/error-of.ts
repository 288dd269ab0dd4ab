import type { NetworkAnswer } from '../kit/network-call.ts'

/** The name a server gives to what went wrong. */
export function errorOf({ json }: Pick<NetworkAnswer, 'json'>): string {
  const error = (json as { error?: unknown } | null | undefined)?.error
  return typeof error === 'string' ? error.slice(0, 100) : ''
}
