import type { Config } from '#platform/config'

/** Stands in the README and on the sign-in page, so it opens nothing on a server that others can reach. */
export const demoPassword = 'resonanz-demo-2026'

/** Whether the sample sign-in may be offered and used: only where nobody but this machine gets in. */
export function demoSignIn(config: Config): boolean {
  const loopback = new Set(['127.0.0.1', 'localhost', '::1'])
  if (!config.demo || !loopback.has(config.host)) return false
  return !config.publicUrl || loopback.has(new URL(config.publicUrl).hostname.replace(/^\[|\]$/g, ''))
}
