import { Priority, type StatusCategory, viewRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { CircleDashed, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMembers, useTeams, useTopics } from '#lib/people.ts'
import { read } from '#lib/query.ts'
import { useMe } from '#lib/session.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Avatar } from '#ui/avatar.tsx'
import { FollowUpDialog } from '#ui/follow-up-dialog.tsx'
import { type Choice, PickDialog } from '#ui/pick-dialog.tsx'
import type { BulkChange } from './plan.ts'

export type ChangeKind =
  | 'assign'
  | 'team'
  | 'status'
  | 'priority'
  | 'topic'
  | 'tag'
  | 'untag'
  | 'followUp'
  | 'irrelevant'
type Props = { kind: ChangeKind; onChange: (change: BulkChange, words: string) => void; onClose: () => void }

/** Why something is no case for us; kept as a tag, so that one can look for it. */
const reasons = ['spam', 'automatic', 'double', 'notForUs', 'settled'] as const
const statuses: StatusCategory[] = ['open', 'waiting_customer', 'waiting_internal', 'done', 'closed']

/** Asks what a change shall be; the answer is the change and its name. */
export function ChangeDialog({ kind, onChange, onClose }: Props) {
  const { t } = useTranslation('inbox')
  const choices = useChoices(kind)
  const language = useLanguage()
  if (kind === 'followUp')
    return (
      <FollowUpDialog
        title={t('change.followUp')}
        onSet={({ at, untilReply }) =>
          onChange({ followUp: { at: at.toISOString(), untilReply } }, formatMoment(at, new Date(), { language }))
        }
        onNone={() => onChange({ followUp: null }, t('followUpNone'))}
        onClose={onClose}
      />
    )
  return (
    <PickDialog
      title={t(`change.${kind}`)}
      label={t(`change.${kind}_label`)}
      choices={choices}
      onClose={onClose}
      onPick={(id) => onChange(changeOf(kind, id), choices.find((choice) => choice.id === id)?.label ?? id)}
      {...(kind === 'tag' ? { own: (typed: string) => ({ id: typed, label: typed, hint: t('pick.newTag') }) } : {})}
    />
  )
}

function changeOf(kind: Exclude<ChangeKind, 'followUp'>, id: string): BulkChange {
  switch (kind) {
    case 'assign':
      return { ownerId: id || null }
    case 'team':
      return { teamId: id || null }
    case 'status':
      return { category: id as StatusCategory }
    case 'priority':
      return { priority: id as Priority }
    case 'topic':
      return { topicId: id || null }
    case 'tag':
      return { addTags: [id] }
    case 'untag':
      return { removeTags: [id] }
    case 'irrelevant':
      return { category: 'closed', addTags: [id] }
  }
}

function useChoices(kind: ChangeKind): Choice[] {
  const { t } = useTranslation('inbox')
  const language = useLanguage()
  const me = useMe()
  const members = useMembers()
  const teams = useTeams()
  const topics = useTopics()
  const tags = useQuery({ ...read(viewRoutes.tags), enabled: kind === 'tag' || kind === 'untag' }).data?.items ?? []
  const teamsOf = (ids: string[]) => teams.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  switch (kind) {
    case 'assign': {
      const mine = (id: string) => (id === me?.member.id ? 0 : 1)
      const people = members
        .filter(({ active, role }) => active && role !== 'reader')
        .toSorted((a, b) => mine(a.id) - mine(b.id) || a.name.localeCompare(b.name))
        .map(({ id, name, teamIds }) => ({
          id,
          label: id === me?.member.id ? t('pick.me', { name }) : name,
          hint: teamsOf(teamIds).join(', '),
          icon: <Avatar name={name} size={24} />,
        }))
      return [...people, { id: '', label: t('pick.nobody'), icon: <CircleDashed size={18} /> }]
    }
    case 'team':
      return teams.map(({ id, name }) => ({ id, label: name, icon: <Users size={18} /> }))
    case 'status':
      return statuses.map((id) => ({ id, label: t(`state.${id}`) }))
    case 'priority':
      return Priority.options.map((id) => ({ id, label: t(`priority.${id}`) }))
    case 'topic': {
      const nameOf = (id: string | null) => topics.find((topic) => topic.id === id)?.name[language]
      const active = topics.filter((topic) => topic.active)
      return [
        ...active.map(({ id, name, parentId }) => ({ id, label: name[language], hint: nameOf(parentId) })),
        { id: '', label: t('pick.noTopic') },
      ]
    }
    case 'tag':
    case 'untag':
      return tags.map(({ name, count }) => ({ id: name, label: name, hint: String(count) }))
    case 'irrelevant':
      return reasons.map((reason) => ({ id: t(`irrelevant.${reason}_tag`), label: t(`irrelevant.${reason}`) }))
    case 'followUp':
      return []
  }
}
