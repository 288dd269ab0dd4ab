import {
  actionRoutes,
  checklistRoutes,
  type Condition,
  expertRoutes,
  fieldKindOf,
  presenceRoutes,
  type Test,
  type Trigger,
  type WorkflowAction,
  type WorkflowDefinition,
} from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMembers, useNames } from '#lib/people.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { amountOf } from './draft.ts'

/** Words' key of a name with dots. */
export const keyOf = (name: string) => name.replaceAll('.', '_')

export type Option = { value: string; label: string }

/** Everything a rule names, by id: for sentences and for the fields of the editor. */
export function useNamed() {
  const language = useLanguage()
  const { teams, topics } = useNames()
  const members = useMembers()
  const presences = useQuery(read(presenceRoutes.list)).data?.items ?? []
  const experts = useQuery(read(expertRoutes.list)).data?.items ?? []
  const checklists = useQuery(read(checklistRoutes.list)).data?.items ?? []
  const mayManage = useMay('workflow.manage')
  const actions = useQuery({ ...read(actionRoutes.list), enabled: mayManage }).data?.items ?? []
  const option = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name })
  return {
    member: members.filter(({ active }) => active).map(option),
    team: teams.map(option),
    topic: topics.map(({ id, name }) => ({ value: id, label: name[language] })),
    presence: presences.map(option),
    expert: experts.map(({ id, name, department }) => ({
      value: id,
      label: department ? `${name} (${department})` : name,
    })),
    checklist: checklists.map(option),
    actions,
  }
}

/** A rule read aloud, in the reader's language. */
export function useSentences() {
  const { t } = useTranslation('workflows')
  const language = useLanguage()
  const named = useNamed()
  const word = (value: string) => t(`choice.${value}` as 'choice.new', { defaultValue: value })
  const nameOf = (options: readonly Option[], id: string) =>
    id === 'none' ? word('none') : (options.find(({ value }) => value === id)?.label ?? t('says.gone'))
  const listed = (words: string[]) => words.join(t('says.or'))
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)} …` : text)
  const duration = (minutes: number, hours: 'working' | 'all') => {
    const { count, unit } = amountOf(minutes, hours)
    const plain = t(`duration.${unit}`, { count })
    return hours === 'working' ? t('says.inWorking', { duration: plain }) : plain
  }

  function valueOf({ field, value }: Test): string {
    if (!Array.isArray(value)) return String(value)
    const kind = fieldKindOf(field)
    if (kind.kind === 'choice') return listed(value.map(word))
    if (kind.kind === 'id') return listed(value.map((id) => nameOf(named[kind.of], id)))
    return listed(value.map((one) => (language === 'de' ? `„${one}“` : `“${one}”`)))
  }
  function test(condition: Test): string {
    const field = t(`field.${keyOf(condition.field)}` as 'field.case_status')
    if (typeof condition.value === 'boolean') return t(condition.value ? 'says.yes' : 'says.no', { field })
    return t(`says.${condition.op}`, { field, value: valueOf(condition) })
  }
  function condition(when: Condition): string {
    if ('all' in when) return when.all.map(inner).join(t('says.and'))
    if ('any' in when) return when.any.map(inner).join(t('says.or'))
    if (!('not' in when)) return test(when)
    const { not } = when
    if ('any' in not) return t('says.none', { list: not.any.map(inner).join('; ') })
    if ('all' in not) return t('says.notAll', { list: not.all.map(inner).join('; ') })
    return t('says.not', { condition: condition(not) })
  }
  const inner = (part: Condition) => ('all' in part || 'any' in part ? `(${condition(part)})` : condition(part))

  function trigger(on: Trigger): string {
    if (on.on === 'event')
      return t('says.event', {
        events: listed(on.events.map((event) => t(`event.${keyOf(event)}` as 'event.case_created'))),
      })
    if (on.on === 'time')
      return t(`says.${on.side}`, { duration: duration(on.minutes, on.hours), anchor: t(`anchor.${on.anchor}`) })
    if (on.on === 'daily') return t(on.days === 'all' ? 'says.daily' : 'says.workdays', { at: on.at })
    return on.key ? `${t('says.manual')} (q ${on.key})` : t('says.manual')
  }
  function action(one: WorkflowAction): string {
    switch (one.do) {
      case 'assign': {
        const to = [
          ...(one.ownerId ? [nameOf(named.member, one.ownerId)] : []),
          ...(one.teamId ? [nameOf(named.team, one.teamId)] : []),
        ]
        return to.length > 0 ? t('doing.assign', { to: to.join(', ') }) : t('doing.unassign')
      }
      case 'priority':
      case 'status':
        return t(`doing.${one.do}`, { to: word(one.to) })
      case 'topic':
        return one.topicId ? t('doing.topic', { to: nameOf(named.topic, one.topicId) }) : t('doing.noTopic')
      case 'tags':
        return t('doing.tags', {
          tags: [...one.add.map((tag) => `+${tag}`), ...one.remove.map((tag) => `−${tag}`)].join(' ') || '…',
        })
      case 'followUp':
      case 'promise': {
        const within = { in: duration(one.minutes, one.hours) }
        if (one.do === 'followUp') return t(one.untilReply ? 'doing.untilReply' : 'doing.followUp', within)
        const kind = one.kind ?? 'next_update'
        return kind === 'next_update'
          ? t('doing.promise', within)
          : t('doing.promiseOf', { ...within, what: t(`promise.${kind}`) })
      }
      case 'note':
      case 'draft':
      case 'reply':
        return t(`doing.${one.do}`, { text: short(one.text) })
      case 'ask': {
        const who = one.memberId
          ? nameOf(named.member, one.memberId)
          : one.expertId
            ? nameOf(named.expert, one.expertId)
            : t('doing.bestExpert')
        return t('doing.ask', { who, in: duration(one.minutes, 'working'), text: short(one.question) })
      }
      case 'task': {
        const who = [
          ...(one.assigneeId ? [nameOf(named.member, one.assigneeId)] : []),
          ...(one.teamId ? [nameOf(named.team, one.teamId)] : []),
        ]
        const to = who.length > 0 ? who.join(', ') : t('doing.whoever')
        return one.minutes === null
          ? t('doing.task', { to, text: short(one.text) })
          : t('doing.taskDue', { to, text: short(one.text), in: duration(one.minutes, 'working') })
      }
      case 'checklist':
        return t('doing.checklist', { name: nameOf(named.checklist, one.checklistId) })
      case 'goodwill': {
        const amount = new Intl.NumberFormat(language, { style: 'currency', currency: one.currency })
        return t('doing.goodwill', { amount: amount.format(one.amountMinor / 100), kind: t(`goodwill.${one.kind}`) })
      }
      default: {
        const name = named.actions.find(({ id }) => id === one.actionId)?.name ?? t(`do.${one.do}`)
        return t(one.do === 'document' && one.attach === 'draft' ? 'doing.documentDraft' : `doing.${one.do}`, { name })
      }
    }
  }
  function whole({ trigger: on, when, then }: WorkflowDefinition): string {
    const parts = [
      trigger(on),
      ...(when ? [t('says.if', { condition: condition(when) })] : []),
      t('says.then', { actions: then.map(action).join(t('says.and')) }),
    ]
    return `${parts.join(', ')}.`
  }
  return { trigger, condition, action, whole, word }
}
