import type { Expert } from '@resonanz/contracts'
import { MessagesSquare, Pencil, Phone, Plus, UserRoundSearch } from 'lucide-react'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { useNow } from '#lib/clock.ts'
import { matchScore } from '#lib/match.ts'
import { useTopics } from '#lib/people.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Avatar } from '#ui/avatar.tsx'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { TextField } from '#ui/field.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { useDirectory } from './consultation-data.ts'
import styles from './consultations.module.css'
import { Holes } from './holes.tsx'
import { reachTone, reachWords } from './reach-words.ts'

const ExpertDialog = lazy(() => import('./expert-dialog.tsx').then((file) => ({ default: file.ExpertDialog })))
const CompanyChatDialog = lazy(() =>
  import('./company-chat-dialog.tsx').then((file) => ({ default: file.CompanyChatDialog })),
)
/** From so many people on a search is quicker than reading. */
const manyPeople = 8

/** Ansprechpartner: who can be asked what, who stands in, who is there, and where nobody is. */
export function DirectoryScreen() {
  const { t } = useTranslation(['consultations', 'ui', 'app'])
  const mayManage = useMay('expert.manage')
  const mayConnect = useMay('settings.manage')
  const navigate = useNavigate()
  // The palette comes here by the hash, also while the page is open already.
  const isAsked = useRouterState({ select: ({ location }) => location.hash === 'company-chat' })
  const [isPressed, setPressed] = useState(false)
  const chatOpen = mayConnect && (isPressed || isAsked)
  function setChatOpen(open: boolean): void {
    setPressed(open)
    if (!open && isAsked) void navigate({ to: '/settings/experts', replace: true })
  }
  useActions([
    {
      id: 'experts.add',
      labelKey: 'consultations:directory.add',
      icon: Plus,
      when: mayManage,
      run: () => setOpen({ expert: null }),
    },
    {
      id: 'experts.companyChat',
      labelKey: 'consultations:chat.open',
      icon: MessagesSquare,
      when: mayConnect,
      run: () => setPressed(true),
    },
  ])
  const directory = useDirectory()
  const [open, setOpen] = useState<{ expert: Expert | null; topicId?: string } | null>(null)
  const items = directory.data?.items
  const add = mayManage && (
    <Button look="primary" icon={Plus} onClick={() => setOpen({ expert: null })}>
      {t('directory.add')}
    </Button>
  )
  return (
    <Page
      wide
      title={t('directory.title')}
      intro={t('directory.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        <>
          {mayConnect && (
            <Button icon={MessagesSquare} onClick={() => setChatOpen(true)}>
              {t('chat.open')}
            </Button>
          )}
          {items && items.length > 0 && add}
        </>
      }
    >
      {directory.error && !items && <ErrorState error={directory.error} onRetry={() => void directory.refetch()} />}
      {!directory.error && !items && <SkeletonRows rows={5} lines={2} />}
      {items?.length === 0 && (
        <EmptyState icon={UserRoundSearch} title={t('directory.none')} actions={add}>
          {t('directory.noneWords')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <>
          <Holes
            holes={directory.data?.holes ?? []}
            {...(mayManage ? { onFill: (topicId: string) => setOpen({ expert: null, topicId }) } : {})}
          />
          <People items={items} {...(mayManage ? { onEdit: (expert: Expert) => setOpen({ expert }) } : {})} />
        </>
      )}
      <Suspense>
        {chatOpen && <CompanyChatDialog onClose={() => setChatOpen(false)} />}
        {open && items && (
          <ExpertDialog
            expert={open.expert}
            others={items}
            onClose={() => setOpen(null)}
            {...(open.topicId ? { topicId: open.topicId } : {})}
          />
        )}
      </Suspense>
    </Page>
  )
}

function People({ items, onEdit }: { items: Expert[]; onEdit?: (expert: Expert) => void }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const topics = useTopics()
  const [typed, setTyped] = useState('')
  const topicNames = (ids: string[]) => topics.filter(({ id }) => ids.includes(id)).map(({ name }) => name[language])
  const wordsOf = (expert: Expert) =>
    [expert.name, expert.department, ...topicNames(expert.topicIds), ...expert.products].join(' ')
  const found = items.filter((expert) => matchScore(typed, wordsOf(expert)) > 0)
  return (
    <Section title={t('directory.people')}>
      {items.length >= manyPeople && (
        <div className={styles.tools}>
          <TextField
            type="search"
            aria-label={t('directory.search')}
            placeholder={t('directory.search')}
            value={typed}
            maxLength={100}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      )}
      {found.length === 0 && (
        <EmptyState
          title={t('directory.noMatch')}
          actions={<Button onClick={() => setTyped('')}>{t('directory.clear')}</Button>}
        />
      )}
      <Rows label={t('directory.people')}>
        {found.map((expert) => (
          <Row
            key={expert.id}
            icon={<Avatar name={expert.name} />}
            title={
              <span className={styles.chips}>
                {expert.name}
                <Chip tone={reachTone[expert.state]}>{reachWords(expert, t, now, language)}</Chip>
                {expert.memberId === null && <Chip>{t('directory.outside')}</Chip>}
              </span>
            }
            meta={
              <>
                {[
                  expert.department,
                  topicNames(expert.topicIds).join(', ') || t('directory.noTopics'),
                  ...expert.products,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                <br />
                {expert.deputies.length > 0
                  ? t('directory.deputies', { names: expert.deputies.map(({ name }) => name).join(', ') })
                  : t('directory.noDeputy')}
                {expert.phone && (
                  <>
                    {' · '}
                    <a href={`tel:${expert.phone.replace(/[^\d+]/g, '')}`}>
                      <Phone size={12} aria-hidden /> {expert.phone}
                    </a>
                  </>
                )}
              </>
            }
            actions={
              onEdit && (
                <IconButton
                  small
                  icon={Pencil}
                  label={t('directory.edit', { name: expert.name })}
                  onClick={() => onEdit(expert)}
                />
              )
            }
          />
        ))}
      </Rows>
    </Section>
  )
}
