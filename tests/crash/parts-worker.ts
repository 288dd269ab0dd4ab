import { appendFileSync } from 'node:fs'
import { handOverNext } from '../../packages/server/src/modules/replies/hand-over.ts'
import { testDeps } from '../deps.ts'

/**
 * Of the crash test of numbered threads: hands over what is due until nothing is left, or until it is killed. The network is a
 * file.
 */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_FAIL_POINT: process.env.RESONANZ_FAIL_POINT ?? '' })
const wire = process.env.CRASH_WIRE ?? ''
const sending = {
  ...deps,
  processName: String(process.pid),
  sender: {
    async send(_presence: string, outgoing: { clientToken: string; text: string }) {
      appendFileSync(wire, `${outgoing.clientToken} ${outgoing.text.slice(-3)}\n`)
      return { state: 'handed_over' as const, providerId: `n-${outgoing.clientToken}` }
    },
    lookup: async () => 'unknown' as const,
  },
}
if (process.env.RESONANZ_FAIL_POINT === 'one') await handOverNext(sending)
else while (await handOverNext(sending));
await deps.db.close()
