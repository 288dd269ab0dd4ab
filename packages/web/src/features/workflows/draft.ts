import {
  type Condition,
  fieldKindOf,
  operatorsOf,
  type Test,
  type Trigger,
  type WorkflowAction,
  type WorkflowDefinition,
  type WorkflowField,
} from '@resonanz/contracts'

export const emptyDefinition: WorkflowDefinition = {
  trigger: { on: 'event', events: ['case.created', 'message.received'] },
  when: null,
  then: [{ do: 'tags', add: [], remove: [] }],
}

/** A test of this field to begin with. */
export function testOf(field: WorkflowField): Test {
  const kind = fieldKindOf(field)
  return {
    field,
    op: operatorsOf[kind.kind][0]!,
    value: kind.kind === 'flag' ? true : kind.kind === 'number' ? 1 : [],
  }
}

export function triggerOf(on: Trigger['on']): Trigger {
  if (on === 'event') return { on, events: ['case.created', 'message.received'] }
  if (on === 'time') return { on, side: 'after', anchor: 'waiting', minutes: 240, hours: 'working' }
  if (on === 'daily') return { on, at: '08:00', days: 'workdays' }
  return { on, key: null }
}

const zero = '00000000-0000-7000-8000-000000000000'

export function actionOf(what: WorkflowAction['do']): WorkflowAction {
  switch (what) {
    case 'assign':
      return { do: what }
    case 'priority':
      return { do: what, to: 'high' }
    case 'status':
      return { do: what, to: 'open' }
    case 'topic':
      return { do: what, topicId: null }
    case 'tags':
      return { do: what, add: [], remove: [] }
    case 'followUp':
      return { do: what, minutes: 1440, hours: 'working', note: '' }
    case 'promise':
      return { do: what, minutes: 480, hours: 'working', text: '' }
    case 'note':
      return { do: what, text: '', mentionIds: [] }
    case 'draft':
      return { do: what, text: '' }
    case 'reply':
      return { do: what, text: '' }
    case 'ask':
      return { do: what, expertId: null, memberId: null, question: '', minutes: 480, waits: true }
    case 'task':
      return { do: what, text: '', assigneeId: null, teamId: null, minutes: 480 }
    case 'checklist':
      return { do: what, checklistId: zero }
    case 'goodwill':
      return { do: what, kind: 'voucher', amountMinor: 1000, currency: 'EUR', reason: '' }
    case 'document':
      return { do: what, actionId: zero, attach: 'case' }
    default:
      return { do: what, actionId: zero }
  }
}

/** Is there anything that the contract would refuse? */
export function isComplete({ trigger, when, then }: WorkflowDefinition): boolean {
  const fits = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.every(fits)
    if ('any' in condition) return condition.any.every(fits)
    if ('not' in condition) return fits(condition.not)
    return !Array.isArray(condition.value) || condition.value.some((word) => word !== '')
  }
  return (
    (trigger.on !== 'event' || trigger.events.length > 0) &&
    (when === null || fits(when)) &&
    then.length > 0 &&
    then.every((action) => {
      if (action.do === 'tags') return action.add.length + action.remove.length > 0
      if (action.do === 'assign') return action.ownerId !== undefined || action.teamId !== undefined
      if (action.do === 'note' || action.do === 'draft' || action.do === 'reply' || action.do === 'task')
        return action.text.trim() !== ''
      if (action.do === 'ask') return action.question.trim().length >= 3
      if (action.do === 'checklist') return action.checklistId !== zero
      if (action.do === 'goodwill') return action.reason.trim().length >= 3 && action.amountMinor > 0
      return !('actionId' in action) || action.actionId !== zero
    })
  )
}

/** Words with commas between them. */
export function wordsIn(text: string, most: number): string[] {
  return [...new Set(text.split(',').map((word) => word.trim()))].filter(Boolean).slice(0, most)
}

export type Unit = 'minutes' | 'hours' | 'days'
const unitMinutes: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 }

/** The largest unit that says it without a fraction. A day of service hours would be of another length: hours there. */
export function amountOf(minutes: number, hours: 'working' | 'all' = 'all'): { count: number; unit: Unit } {
  const units: Unit[] = hours === 'working' ? ['hours', 'minutes'] : ['days', 'hours', 'minutes']
  const unit = units.find((one) => minutes % unitMinutes[one] === 0) ?? 'minutes'
  return { count: minutes / unitMinutes[unit], unit }
}
export function minutesOf(count: number, unit: Unit): number {
  return Math.min(525_600, Math.max(1, Math.round(count * unitMinutes[unit])))
}
