import { connectorOf } from '@resonanz/channels'
import { makeSender } from '../../packages/server/src/modules/presences/index.ts'
import { startSending } from '../../packages/server/src/modules/replies/index.ts'
import { testDeps } from '../deps.ts'

/** Of the test of lanes: hands over what is due, as the product does, until it is killed. */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_EGRESS_ALLOW: process.env.CRASH_ALLOW ?? '' })
startSending({ ...deps, sender: makeSender(deps, connectorOf), processName: String(process.pid) }, { alone: false })
