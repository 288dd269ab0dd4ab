import { type RoutedMember, routingRoutes, type Skill } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { IconButton } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import type { Places } from './rules-words.ts'
import { skillName } from './skill-name.ts'
import { useSay } from './use-say.ts'

const MemberDialog = lazy(() => import('./member-dialog.tsx').then((file) => ({ default: file.MemberDialog })))

/** Who can do what: a table, on a phone a list. */
export function Members({ places }: { places: Places }) {
  const { t } = useTranslation(['routing', 'ui'])
  const say = useSay()
  const language = useLanguage()
  const { data, error, refetch } = useQuery(read(routingRoutes.members))
  const [edited, setEdited] = useState<RoutedMember | null>(null)
  const of = (member: RoutedMember, kinds: readonly Skill['kind'][]) =>
    member.skills
      .filter(({ kind }) => kinds.includes(kind))
      .map((skill) => `${skillName(skill, places, language, say)} ${skill.level}`)
      .join(', ') || t('members.none')
  return (
    <Section title={t('members.title')} intro={t('members.intro')}>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={4} />}
      {data && (
        <DataTable
          label={t('members.title')}
          rows={data.items}
          keyOf={({ member }) => member.id}
          columns={[
            { id: 'name', label: t('members.name'), bare: true, cell: ({ member }) => <b>{member.name}</b> },
            { id: 'languages', label: t('members.languages'), cell: (row) => of(row, ['language']) },
            { id: 'topics', label: t('members.topics'), cell: (row) => of(row, ['topic']) },
            { id: 'others', label: t('members.others'), cell: (row) => of(row, ['product', 'channel', 'presence']) },
            { id: 'places', label: t('members.places'), cell: (row) => row.places ?? t('members.asAll') },
            {
              id: 'edit',
              label: t('members.actions'),
              hiddenLabel: true,
              bare: true,
              corner: true,
              cell: (row) => (
                <IconButton
                  small
                  icon={Pencil}
                  label={t('members.edit', { name: row.member.name })}
                  onClick={() => setEdited(row)}
                />
              ),
            },
          ]}
        />
      )}
      <Suspense>{edited && <MemberDialog routed={edited} places={places} onClose={() => setEdited(null)} />}</Suspense>
    </Section>
  )
}
