import type { CaseKind, ClosingException, ClosingField, ClosingLevel, ClosingLevels } from '@resonanz/contracts'
import { ClosingField as fields } from '@resonanz/contracts'

export type ClosingRules = { levels: Partial<ClosingLevels>; exceptions: readonly ClosingException[] }

/** A company that has said nothing is reminded of everything and stopped by nothing. */
const unsaid: ClosingLevel = 'hint'

export function complete(levels: Partial<ClosingLevels>): ClosingLevels {
  return Object.fromEntries(fields.options.map((field) => [field, levels[field] ?? unsaid])) as ClosingLevels
}

/** What holds for a case of this kind and team: the first exception that fits, else the rule for all. Pure. */
export function levelsFor(
  { levels, exceptions }: ClosingRules,
  facts: { kind: CaseKind | null; teamId: string | null },
): ClosingLevels {
  const fits = exceptions.find(
    ({ kinds, teamIds }) =>
      (kinds.length === 0 || (facts.kind !== null && kinds.includes(facts.kind))) &&
      (teamIds.length === 0 || (facts.teamId !== null && teamIds.includes(facts.teamId))),
  )
  return complete(fits?.levels ?? levels)
}

export function fieldsAt(levels: ClosingLevels, level: ClosingLevel): ClosingField[] {
  return fields.options.filter((field) => levels[field] === level)
}

export function isAnyRequired({ levels, exceptions }: ClosingRules): boolean {
  return [levels, ...exceptions.map((one) => one.levels)].some((each) => Object.values(each).includes('required'))
}
