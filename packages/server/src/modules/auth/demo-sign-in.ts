import type { Config } from '#platform/config'
import type { Deps } from '#platform/deps'
import { sampleOwner } from './store.ts'

/** Stands in the README and on the sign-in page, so it opens nothing on a server that others can reach. */
export const demoPassword = 'resonanz-demo-2026'

/** The sample owner's sign-in, where there is sample data and nobody but this machine gets in; else null. */
export async function demoSignIn(deps: Deps): Promise<{ email: string; password: string } | null> {
  const email = demoAllowed(deps.config) ? await sampleOwner(deps.db.system) : null
  return email ? { email, password: demoPassword } : null
}

/** Whether the sample password may be told and used. */
export function demoAllowed(config: Config): boolean {
  const loopback = new Set(['127.0.0.1', 'localhost', '::1'])
  if (!config.demo || !loopback.has(config.host)) return false
  return !config.publicUrl || loopback.has(new URL(config.publicUrl).hostname.replace(/^\[|\]$/g, ''))
}
