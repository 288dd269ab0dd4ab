import { type PageLook, privatePageRoutes, type QuestionSet, settingsRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { LockKeyhole, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useTouched } from '#lib/touched.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { TextField } from '#ui/field.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { HoursField } from './ask-dialog.tsx'
import { useSets } from './pages-data.ts'
import styles from './private-pages.module.css'

const SetDialog = lazy(() => import('./set-dialog.tsx').then((file) => ({ default: file.SetDialog })))

/** Prepared questions per topic, and how private pages look. */
export function SetsScreen() {
  const { t } = useTranslation(['private-pages', 'app', 'ui'])
  const language = useLanguage()
  const topics = useTopics()
  const { data, error, refetch } = useSets()
  const [edited, setEdited] = useState<QuestionSet | 'new' | null>(null)
  const may = data?.mayManage ?? false
  return (
    <Page
      title={t('sets.title')}
      intro={t('sets.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        may && (
          <Button look="primary" icon={Plus} onClick={() => setEdited('new')}>
            {t('sets.add')}
          </Button>
        )
      }
    >
      {data && !may && <Banner>{t('sets.readOnly')}</Banner>}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={6} />}
      {data?.items.length === 0 && (
        <EmptyState icon={LockKeyhole} title={t('sets.none')}>
          {t('sets.noneHelp')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Rows label={t('sets.title')}>
          {data.items.map((set) => (
            <Row
              key={set.id}
              icon={<LockKeyhole size={18} />}
              title={set.name}
              meta={[
                topics.find(({ id }) => id === set.topicId)?.name[language] ?? t('sets.forAll'),
                t('sets.count', { count: set.questions.length }),
                t('sets.masked', { count: set.questions.filter(({ isMasked }) => isMasked).length }),
              ].join(' · ')}
              actions={
                may && (
                  <Button small onClick={() => setEdited(set)} aria-label={`${t('sets.edit')}: ${set.name}`}>
                    {t('sets.edit')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
      {data && <LookSection look={data.look} may={may} />}
      <Suspense>
        {edited && (
          <SetDialog
            key={edited === 'new' ? 'new' : edited.id}
            set={edited === 'new' ? null : edited}
            onClose={() => setEdited(null)}
          />
        )}
      </Suspense>
    </Page>
  )
}

function LookSection({ look, may }: { look: PageLook; may: boolean }) {
  const { t } = useTranslation('private-pages')
  const form = useTouched({ colour: look.colour ?? '', hours: look.validHours })
  const { colour, hours } = form.values
  const publicUrl = useQuery(read(settingsRoutes.read)).data?.publicUrl
  const isWrong = colour !== '' && !/^#[0-9a-f]{6}$/i.test(colour)
  const save = useMutation({
    mutationFn: (_sent: typeof form.touched) =>
      call(privatePageRoutes.saveLook, {
        body: { colour: colour === '' ? null : colour.toLowerCase(), validHours: hours },
      }),
    onSuccess: async (_, sent) => {
      invalidateRoute(queryClient, privatePageRoutes.ofCase)
      await queryClient.invalidateQueries({ queryKey: [privatePageRoutes.sets.id] })
      form.settle(sent)
      showNotice({ text: t('look.saved'), tone: 'ok' })
    },
  })
  return (
    <Section title={t('look.title')} intro={t('look.intro')}>
      <div className={styles.form}>
        {save.error && <ErrorState compact error={save.error} />}
        <fieldset className={styles.pair} disabled={!may}>
          <TextField
            optional
            label={t('look.colour')}
            description={t('look.colourHelp')}
            maxLength={7}
            value={colour}
            error={isWrong && t('look.colourWrong')}
            leftSection={<span className={styles.colour} style={{ background: isWrong ? 'none' : colour }} />}
            onChange={(event) => form.set({ colour: event.currentTarget.value.trim() })}
          />
          <HoursField label={t('look.valid')} hours={hours} onChange={(next) => form.set({ hours: next })} />
        </fieldset>
        <div className={styles.words}>
          <CopyBlock
            label={t('look.checkTitle')}
            text={`${publicUrl ?? location.origin}/p`}
            copyLabel={t('result.copy')}
            copiedLabel={t('result.copied')}
          />
          <p className={styles.none}>{t('look.check')}</p>
        </div>
        {may && (
          <span className={styles.actions}>
            <Button busy={save.isPending} onClick={() => !isWrong && save.mutate(form.touched)}>
              {t('look.save')}
            </Button>
          </span>
        )}
      </div>
    </Section>
  )
}
