import { viewRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { languageName } from '#lib/language-name.ts'
import { useMembers, useTeams, useTopics } from '#lib/people.ts'
import { read } from '#lib/query.ts'
import type { Language } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { type FilterField, isTableField, valueNames } from './terms.ts'

/** Fields that are offered for choosing; the others are typed (`vor:`, `nach:`, `kunde:`, `#4711`). */
export const offeredFields = [
  'status',
  'channel',
  'topic',
  'owner',
  'team',
  'priority',
  'kind',
  'sentiment',
  'urgency',
  'anger',
  'repeated',
  'offence',
  'language',
  'tag',
  'has',
  'is',
  'due',
] as const satisfies FilterField[]
export type OfferedField = (typeof offeredFields)[number]

export type FieldValue = { value: string; label: string }

/** What a field can be, in the reader's words. */
export function useFieldValues(field: OfferedField | null): FieldValue[] {
  const { t } = useTranslation(['inbox', 'ui'])
  const language = useLanguage()
  const members = useMembers()
  const teams = useTeams()
  const topics = useTopics()
  const tags = useQuery({ ...read(viewRoutes.tags), enabled: field === 'tag' }).data?.items ?? []
  if (!field) return []
  const none = { value: 'none', label: t(`value.${field === 'topic' ? 'noTopic' : 'nobody'}`) }
  if (field === 'owner') {
    const people = members.filter(({ active }) => active).map(({ name }) => ({ value: name, label: name }))
    return [{ value: 'me', label: t('value.me') }, none, ...people]
  }
  if (field === 'team')
    return [...teams.map(({ name }) => ({ value: name, label: name })), { ...none, label: t('value.noTeam') }]
  if (field === 'topic')
    return [
      ...topics.filter(({ active }) => active).map(({ name }) => ({ value: name[language], label: name[language] })),
      none,
    ]
  if (field === 'tag') return tags.map(({ name }) => ({ value: name, label: name }))
  return Object.keys(valueNames[field]).map((value) => ({ value, label: labelOf({ t, language }, field, value) }))
}

type Words = { t: ReturnType<typeof useTranslation<['inbox', 'ui']>>['t']; language: Language }

/** A value as a person reads it: table values by their word, names as they are. */
export function labelOf({ t, language }: Words, field: FilterField, value: string): string {
  if (isTableField(field)) {
    if (!Object.hasOwn(valueNames[field], value)) return value
    if (field === 'language') return languageName(value, language)
    if (field === 'kind') return t(`ui:understood.kind.${value}` as 'ui:understood.kind.question')
    if (field === 'sentiment') return t(`ui:understood.sentiment.${value}` as 'ui:understood.sentiment.positive')
    return t(`filterValue.${field}.${value}` as 'filterValue.status.open')
  }
  if (field === 'owner' && value === 'me') return t('value.me')
  if (field === 'team' && value === 'none') return t('value.noTeam')
  if (field === 'topic' && value === 'none') return t('value.noTopic')
  if (value === 'none') return t('value.nobody')
  return value
}
