import type { Outgoing } from '@resonanz/channels'
import { sendNextPost } from '../../packages/server/src/modules/publishing/send-posts.ts'
import { testDeps } from '../deps.ts'

/** Of the crash test of planned posts: hands over what is due to a network at an address; the fail point of its environment ends it. */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_FAIL_POINT: process.env.RESONANZ_FAIL_POINT ?? '' })
const sender = {
  async send(_presenceId: string, { clientToken }: Outgoing) {
    await fetch(`${process.env.CRASH_NETWORK}/?token=${clientToken}`, { method: 'POST' })
    return { state: 'handed_over' as const, providerId: clientToken }
  },
  lookup: async () => 'unknown' as const,
}
while (await sendNextPost({ ...deps, sender, processName: `worker-${process.pid}` }));
await deps.db.close()
