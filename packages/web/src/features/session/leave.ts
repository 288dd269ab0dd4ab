import { forgetSession } from '#lib/session.ts'
import { authClient } from './auth-client.ts'

/** Signs out here and forgets what was read. When the server cannot be reached the screen still leaves. */
export async function leave(): Promise<void> {
  await authClient.signOut().catch(() => undefined)
  forgetSession()
}
