import type { Config } from '#platform/config'
import { examineDatabase } from './database.ts'
import type { Finding } from './finding.ts'
import { examineMachine } from './machine.ts'

export { type Finding, type FindingCode, findingCodes, type Severity } from './finding.ts'

/** Looks at everything an installation needs, running or not, and changes nothing in it. Never throws for what it finds. */
export async function examine(config: Config): Promise<Finding[]> {
  return [...(await examineMachine(config)), ...(await examineDatabase(config))]
}
