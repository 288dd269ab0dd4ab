import { sendMorningOnce } from '../../packages/server/src/modules/morning/send-morning.ts'
import { testDeps } from '../deps.ts'

/** Of the crash test of the morning list: sends what is due at a moment; the fail point of its environment ends it. */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_FAIL_POINT: process.env.RESONANZ_FAIL_POINT ?? '' })
while (await sendMorningOnce(deps, new Date(process.argv[2] ?? '')));
await deps.db.close()
