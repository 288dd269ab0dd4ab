import { Priority, type Priority as PriorityName } from '@resonanz/contracts'
import { CircleDashed, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMembers, useTeams, useTopics } from '#lib/people.ts'
import { useMe } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Avatar } from '#ui/avatar.tsx'
import { type Choice, PickDialog } from '#ui/pick-dialog.tsx'
import { useChange } from '../use-change.ts'
import type { DialogProps } from './dialog-types.ts'

/** People and teams in one list: me first, then who is in the case's team. */
export function AssignDialog({ detail, onClose }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const me = useMe()
  const members = useMembers().filter((member) => member.active && member.role !== 'reader')
  const teams = useTeams()
  const change = useChange(detail)
  const teamNames = (ids: string[]) =>
    teams
      .filter((team) => ids.includes(team.id))
      .map((team) => team.name)
      .join(', ')
  const near = (id: string, teamIds: string[]) =>
    id === me?.member.id ? 0 : detail.team && teamIds.includes(detail.team.id) ? 1 : 2
  const choices: Choice[] = [
    ...members
      .toSorted((a, b) => near(a.id, a.teamIds) - near(b.id, b.teamIds) || a.name.localeCompare(b.name))
      .map((member) => ({
        id: `member ${member.id}`,
        label: member.id === me?.member.id ? t('choose.me', { name: member.name }) : member.name,
        hint: teamNames(member.teamIds),
        icon: <Avatar name={member.name} size={24} />,
        current: member.id === detail.owner?.id,
      })),
    ...teams.map((team) => ({
      id: `team ${team.id}`,
      label: team.name,
      hint: t('choose.team'),
      icon: <Users size={18} />,
      current: team.id === detail.team?.id,
    })),
    ...(detail.owner ? [{ id: 'nobody', label: t('act.return'), icon: <CircleDashed size={18} /> }] : []),
  ]
  function choose(chosen: string): void {
    onClose()
    const [what, id = null] = chosen.split(' ')
    const name = choices.find((option) => option.id === chosen)?.label ?? ''
    if (what === 'member') void change({ ownerId: id }, t('done.assigned', { name }))
    else if (what === 'team') void change({ teamId: id, ownerId: null }, t('done.assigned', { name }))
    else void change({ ownerId: null }, t('done.returned'))
  }
  return (
    <PickDialog title={t('act.assign')} label={t('choose.who')} choices={choices} onPick={choose} onClose={onClose} />
  )
}

export function PriorityDialog({ detail, onClose }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const change = useChange(detail)
  const choices = Priority.options.map((priority) => ({
    id: priority,
    label: t(`priority.${priority}`),
    current: priority === detail.priority,
  }))
  function choose(priority: string): void {
    onClose()
    void change(
      { priority: priority as PriorityName },
      t('done.priority', { priority: t(`priority.${priority as PriorityName}`) }),
    )
  }
  return (
    <PickDialog
      title={t('act.priority')}
      label={t('choose.priority')}
      choices={choices}
      onPick={choose}
      onClose={onClose}
    />
  )
}

export function TopicDialog({ detail, onClose }: DialogProps) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const topics = useTopics()
  const change = useChange(detail)
  const nameOf = (id: string | null) => topics.find((topic) => topic.id === id)?.name[language]
  const choices: Choice[] = [
    ...topics
      .filter((topic) => topic.active)
      .map((topic) => ({
        id: topic.id,
        label: topic.name[language],
        hint: nameOf(topic.parentId),
        current: topic.id === detail.topic?.id,
      }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
    ...(detail.topic ? [{ id: '', label: t('choose.noTopic') }] : []),
  ]
  function choose(id: string): void {
    onClose()
    void change({ topicId: id || null }, id ? t('done.topic', { topic: nameOf(id) ?? '' }) : t('done.topicNone'))
  }
  return (
    <PickDialog title={t('act.topic')} label={t('choose.topic')} choices={choices} onPick={choose} onClose={onClose} />
  )
}
