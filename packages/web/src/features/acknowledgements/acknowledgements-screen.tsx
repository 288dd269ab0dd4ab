import { type Acknowledgements, acknowledgementRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { isProblem } from '#lib/problem.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { SwitchField, TextAreaField } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './acknowledgements.module.css'

type Shown = Acknowledgements['texts'][number]
const key = read(acknowledgementRoutes.read).queryKey
const keep = (data: Acknowledgements) => queryClient.setQueryData(key, data)

/** What customers hear at once when their message arrived: the words, and which mailboxes say them. */
export function AcknowledgementsScreen() {
  const { t } = useTranslation(['acknowledgements', 'app'])
  const { data, error, refetch } = useQuery(read(acknowledgementRoutes.read))
  return (
    <Page title={t('title')} intro={t('intro')} above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={8} />}
      {data && (
        <div className={styles.stack}>
          <section className={styles.stack}>
            <h2>{t('mailboxes')}</h2>
            {data.presences.length === 0 && <p className={styles.none}>{t('noMailbox')}</p>}
            {data.presences.map((presence) => (
              <SwitchField
                key={presence.id}
                label={presence.name}
                checked={presence.isOn}
                disabled={!data.allowed.includes('switch')}
                onChange={(event) => void switchOn(presence.id, event.currentTarget.checked)}
              />
            ))}
            <p className={styles.none}>{t('never')}</p>
          </section>
          {data.texts.map((text) => (
            <Words key={`${text.language} ${text.address}`} shown={text} may={data.allowed.includes('text')} />
          ))}
        </div>
      )}
    </Page>
  )
}

function Words({ shown, may }: { shown: Shown; may: boolean }) {
  const { t } = useTranslation(['acknowledgements', 'ui'])
  // Null: nobody typed, and the words follow what stands.
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? shown.text
  const [trouble, setTrouble] = useState<string | null>(null)
  async function save(words: string | null): Promise<void> {
    setTrouble(null)
    try {
      const { language, address } = shown
      keep(await call(acknowledgementRoutes.saveText, { body: { language, address, text: words } }))
      setTyped((held) => (words === null || held === words ? null : held))
      showNotice({ text: t('saved'), tone: 'ok' })
    } catch (error) {
      if (!isProblem(error)) return tellProblem(error)
      const missing = error.extra?.missing as string[] | undefined
      const findings = error.extra?.findings as { reason: string }[] | undefined
      if (missing) setTrouble(t('missing', { places: missing.map((place) => `{{${place}}}`).join(', ') }))
      else if (findings) setTrouble(findings.map(({ reason }) => reason).join(' '))
      else tellProblem(error)
    }
  }
  return (
    <section className={styles.stack}>
      <TextAreaField
        label={t(`text.${shown.language}_${shown.address}`)}
        description={t('places')}
        lang={shown.language}
        value={text}
        maxLength={2000}
        minRows={8}
        maxRows={18}
        readOnly={!may}
        error={trouble}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {may && (
        <span className={styles.actions}>
          <Button small look="primary" disabled={text === shown.text} onClick={() => void save(text)}>
            {t('save')}
          </Button>
          {shown.isOwn && (
            <Button small look="quiet" onClick={() => void save(null)}>
              {t('ours')}
            </Button>
          )}
        </span>
      )}
    </section>
  )
}

async function switchOn(id: string, isOn: boolean): Promise<void> {
  try {
    keep(await call(acknowledgementRoutes.switch, { params: { id }, body: { isOn } }))
  } catch (error) {
    tellProblem(error)
  }
}
