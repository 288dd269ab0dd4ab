import { presenceRoutes, type ReplyApprovalRule } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMembers, useTeams } from '#lib/people.ts'
import { read } from '#lib/query.ts'

/** A rule as one sentence: whose answers, where, who looks at them, how long that may take. */
export function useRuleSentence(): (rule: ReplyApprovalRule) => string {
  const { t } = useTranslation('approvals')
  const members = useMembers()
  const teams = useTeams()
  const presences = useQuery(read(presenceRoutes.list)).data?.items ?? []
  const nameOf = (list: { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? '…'
  return (rule) => {
    const who =
      rule.memberIds.length > 0
        ? t('rules.of', { names: rule.memberIds.map((id) => nameOf(members, id)).join(', ') })
        : rule.teamId
          ? t('rules.ofTeam', { team: nameOf(teams, rule.teamId) })
          : rule.role
            ? t('rules.ofRole', { role: t(`rules.role.${rule.role}`) })
            : t('rules.everyone')
    const where = [
      rule.presenceId ? t('rules.on', { presence: nameOf(presences, rule.presenceId) }) : t('rules.anywhere'),
      ...(rule.audience === 'any' ? [] : [t(`rules.audience.${rule.audience}`)]),
    ].join(', ')
    const { approvers } = rule
    const named = [
      ...approvers.memberIds.map((id) => nameOf(members, id)),
      ...(approvers.teamId ? [nameOf(teams, approvers.teamId)] : []),
    ]
    const approver = named.length > 0 ? named.join(', ') : t(`rules.role.${approvers.role}`)
    return t(rule.onlyWithFinding ? 'rules.sentenceFinding' : 'rules.sentence', {
      who,
      where,
      approver,
      minutes: rule.dueMinutes,
    })
  }
}
