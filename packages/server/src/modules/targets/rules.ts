import type { TargetRule } from '@resonanz/contracts'
import { Refusal } from '#platform/errors'
import { defaultSettings } from '#settings'

const noConditions: TargetRule['when'] = {
  unitId: null,
  teamId: null,
  presenceId: null,
  channel: null,
  kind: null,
  priority: null,
}

/** The default's two plain values are settings; what a version says beyond them stays. */
export function withDefault(rules: readonly TargetRule[] | null, settings: Record<string, unknown>): TargetRule[] {
  const answer = minutesOf(settings.answerTargetHours, defaultSettings.answerTargetHours)
  const update = minutesOf(settings.nextUpdateHours, defaultSettings.nextUpdateHours)
  const kept = rules?.find(isDefault)
  const atMost = (goal: TargetRule['firstAnswer'], atMostMinutes: number) => ({
    averageMinutes: goal?.averageMinutes && goal.averageMinutes <= atMostMinutes ? goal.averageMinutes : null,
    atMostMinutes,
  })
  return [
    ...(rules ?? []).filter((rule) => !isDefault(rule)),
    {
      id: 'default',
      when: noConditions,
      inServiceHours: kept?.inServiceHours ?? true,
      firstAnswer: atMost(kept?.firstAnswer ?? null, answer),
      nextAnswer: kept?.nextAnswer ?? null,
      resolution: kept?.resolution ?? null,
      nextUpdate: atMost(kept?.nextUpdate ?? null, update),
    },
  ]
}

export function isDefault({ id }: TargetRule): boolean {
  return id === 'default'
}

/** A stored value that does not fit counts as never set. */
function minutesOf(hours: unknown, otherwise: number): number {
  return Math.round((typeof hours === 'number' && hours > 0 ? hours : otherwise) * 60)
}

const hourMinutes = 60

/** Refuses rules that contradict themselves or each other, and says which. */
export function checkRules(rules: readonly TargetRule[]): void {
  const refuse = (text: string, rule?: string) => {
    throw new Refusal('invalid-input', text, rule ? { rule } : undefined)
  }
  const standard = rules.filter(isDefault)
  if (standard.length !== 1) refuse('Exactly one rule holds for everything else: the one called "default".')
  const [{ when, firstAnswer, nextUpdate }] = standard as [TargetRule]
  if (Object.values(when).some((value) => value !== null)) refuse('The default has no conditions.', 'default')
  if (!firstAnswer || !nextUpdate) return refuse('The default names a first answer and a next word.', 'default')
  for (const goal of [firstAnswer, nextUpdate])
    if (goal.atMostMinutes < hourMinutes / 4 || goal.atMostMinutes > 720 * hourMinutes)
      refuse('The default lies between a quarter of an hour and 30 days.', 'default')
  const seen = new Map<string, string>()
  for (const rule of rules) {
    const key = JSON.stringify(Object.entries(rule.when).toSorted())
    if (seen.has(key) || [...seen.values()].includes(rule.id))
      refuse('Two rules have the same conditions or the same id.', rule.id)
    seen.set(key, rule.id)
    const goals = [rule.firstAnswer, rule.nextAnswer, rule.resolution, rule.nextUpdate].filter((goal) => goal !== null)
    if (goals.length === 0) refuse('A rule names at least one target.', rule.id)
    if (goals.some((goal) => goal.averageMinutes !== null && goal.averageMinutes > goal.atMostMinutes))
      refuse('"On average" is not longer than "at most".', rule.id)
    if (!isDefault(rule) && Object.values(rule.when).every((value) => value === null))
      refuse('A rule beside the default names at least one condition.', rule.id)
  }
}

export function changedRules(before: readonly TargetRule[], after: readonly TargetRule[]): string[] {
  const was = new Map(before.map((rule) => [rule.id, JSON.stringify(rule)]))
  const is = new Map(after.map((rule) => [rule.id, JSON.stringify(rule)]))
  return [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id))
}
