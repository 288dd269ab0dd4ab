import type { ClosingLevels, ClosingPolicy } from '@resonanz/contracts'
import { ClosingField } from '@resonanz/contracts'
import type { Deps } from '../packages/server/src/platform/deps.ts'
import { readClosingPolicy, saveClosingPolicy } from '../packages/server/src/modules/closing/policy.ts'
import type { House } from './deps.ts'

/** What a company wants to know at closing; the rest is off. */
export async function closingPolicy(
  deps: Deps,
  house: House,
  levels: Partial<ClosingLevels>,
  evidence: ClosingPolicy['evidence'] = 'serious',
): Promise<void> {
  const { version } = await readClosingPolicy(deps, house.lead)
  const all = Object.fromEntries(ClosingField.options.map((field) => [field, levels[field] ?? 'off'])) as ClosingLevels
  await saveClosingPolicy(deps, house.lead, { levels: all, exceptions: [], evidence, version })
}
