import { sessionRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMe } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { enterWorkspace } from './enter-workspace.ts'
import styles from './onboarding.module.css'

/** One quiet line while somebody looks at the sample company: nothing here is real, and the way to what is. */
export function SampleBanner() {
  const me = useMe()
  return me?.workspace.sampleData ? <SampleLine me={me} /> : null
}

function SampleLine({ me }: { me: NonNullable<ReturnType<typeof useMe>> }) {
  const { t } = useTranslation(['onboarding', 'ui'])
  const [busy, setBusy] = useState(false)
  const own = me.workspaces.find(({ id }) => id !== me.workspace.id)
  const setUp = useQuery({ ...read(sessionRoutes.setupState), enabled: !own, staleTime: Number.POSITIVE_INFINITY })
  async function leave(id: string): Promise<void> {
    setBusy(true)
    await enterWorkspace(id).catch(() => {
      setBusy(false)
      showNotice({ text: t('ui:problem.unavailable.title'), tone: 'bad' })
    })
  }
  return (
    <aside className={styles.sample} aria-label={t('sample.label')}>
      <FlaskConical size={14} />
      <span>{t('sample.text')}</span>
      {own && (
        <button type="button" disabled={busy} onClick={() => void leave(own.id)}>
          {t('sample.toOwn', { name: own.name })}
        </button>
      )}
      {!own && setUp.data?.needed && <Link to="/set-up">{t('sample.setUp')}</Link>}
    </aside>
  )
}
