import { type TextModule, textModuleRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Download, Plus, TextQuote, Upload } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { matchScore } from '#lib/match.ts'
import { toDayInput } from '#lib/moments.ts'
import { useTopics } from '#lib/people.ts'
import { read } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { TextField } from '#ui/field.tsx'
import { Menu } from '#ui/menu.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { ModuleDialog } from './module-dialog.tsx'
import { saveExport } from './save-export.ts'
import styles from './text-modules.module.css'

const ImportDialog = lazy(() => import('./import-dialog.tsx').then((file) => ({ default: file.ImportDialog })))
type Edited = { module: TextModule | null; isPersonal: boolean }

/** The text modules of the house and my own: found, written, counted, carried in and out. */
export function ModulesScreen() {
  const { t } = useTranslation(['text-modules', 'app', 'ui'])
  const { online } = useConnection()
  const [typed, setTyped] = useState('')
  const [edited, setEdited] = useState<Edited | null>(null)
  const [importing, setImporting] = useState(false)
  const { data, error, refetch } = useQuery(read(textModuleRoutes.list))
  const found = (data?.items ?? []).filter(
    ({ title, folder, variants }) =>
      typed.trim() === '' || matchScore(typed, [title, folder, ...variants.map(({ text }) => text)].join(' ')) > 0,
  )
  const add = (isPersonal: boolean) => setEdited({ module: null, isPersonal })
  const rows = (items: readonly TextModule[]) => (
    <Rows label={t('title')}>
      {items.map((module) => (
        <ModuleRow
          key={module.id}
          module={module}
          onOpen={() => setEdited({ module, isPersonal: module.isPersonal })}
        />
      ))}
    </Rows>
  )
  const ofHouse = found.filter(({ isPersonal }) => !isPersonal)
  const own = found.filter(({ isPersonal }) => isPersonal)
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        <>
          {data?.mayManage && (
            <Menu
              target={<Button icon={Download}>{t('carry')}</Button>}
              entries={[
                { label: t('exportCsv'), icon: Download, run: () => void saveExport('csv') },
                { label: t('exportJson'), icon: Download, run: () => void saveExport('json') },
                { label: t('import'), icon: Upload, run: () => setImporting(true) },
              ]}
            />
          )}
          {data?.mayWriteOwn && !data.mayManage && (
            <Button look="primary" icon={Plus} onClick={() => add(true)}>
              {t('addOwn')}
            </Button>
          )}
          {data?.mayManage && (
            <Button look="primary" icon={Plus} onClick={() => add(false)}>
              {t('add')}
            </Button>
          )}
        </>
      }
    >
      {!online && <Banner tone="soon">{t('offline')}</Banner>}
      {data && !data.mayManage && <Banner>{t(data.mayWriteOwn ? 'ownOnly' : 'readOnly')}</Banner>}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={6} lines={2} />}
      {data?.items.length === 0 && (
        <EmptyState icon={TextQuote} title={t('none')}>
          {t('noneHelp')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <>
          <TextField
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {found.length === 0 && <p className={styles.none}>{t('noMatch')}</p>}
          {ofHouse.length > 0 && (
            <Section title={t('ofHouse')} intro={t('count', { count: ofHouse.length })}>
              {rows(ofHouse)}
            </Section>
          )}
          {data.mayWriteOwn && (
            <Section
              title={t('mine')}
              intro={t('mineHelp')}
              actions={
                data.mayManage && (
                  <Button small icon={Plus} onClick={() => add(true)}>
                    {t('addOwn')}
                  </Button>
                )
              }
            >
              {own.length > 0 ? rows(own) : <p className={styles.none}>{t('mineNone')}</p>}
            </Section>
          )}
        </>
      )}
      {edited && (
        <ModuleDialog
          key={edited.module?.id ?? 'new'}
          module={edited.module}
          isPersonal={edited.isPersonal}
          onClose={() => setEdited(null)}
        />
      )}
      <Suspense>{importing && <ImportDialog onClose={() => setImporting(false)} />}</Suspense>
    </Page>
  )
}

function ModuleRow({ module, onOpen }: { module: TextModule; onOpen: () => void }) {
  const { t } = useTranslation(['text-modules', 'ui'])
  const language = useLanguage()
  const topics = useTopics()
  const languages = [...new Set(module.variants.map((variant) => variant.language.toUpperCase()))].join(', ')
  const meta = [
    module.folder,
    topics.find(({ id }) => id === module.topicId)?.name[language],
    languages,
    t('variants', { count: module.variants.length }),
    t('uses', { count: module.usesInNinetyDays }),
    module.owner?.name,
  ]
  return (
    <Row
      icon={<TextQuote size={18} />}
      title={
        <>
          {module.title} {!module.isActive && <Chip>{t('off')}</Chip>}
          {isOver(module.validUntil) && <Chip tone="soon">{t('over')}</Chip>}
        </>
      }
      meta={meta.filter(Boolean).join(' · ')}
      actions={
        <Button small onClick={onOpen} aria-label={`${t(module.mayChange ? 'edit' : 'look')}: ${module.title}`}>
          {t(module.mayChange ? 'edit' : 'look')}
        </Button>
      }
    />
  )
}

function isOver(day: string | null): boolean {
  return day !== null && day < toDayInput(new Date())
}
