import { type Settings, settingsRoutes } from '@resonanz/contracts'
import { ImageUp, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { isProblem, type Problem } from '#lib/problem.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/page.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './settings.module.css'

/** The company's mark on pages for customers, as they will see it on light and on dark ground. */
export function LogoSection({ settings, locked }: { settings: Settings; locked: boolean }) {
  const { t } = useTranslation(['settings', 'ui'])
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  useActions([
    {
      id: 'settings.logo',
      labelKey: 'settings:workspace.logo.choose',
      icon: ImageUp,
      when: !locked,
      run: () => input.current?.click(),
    },
  ])
  async function change(work: () => Promise<Settings>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      queryClient.setQueryData(read(settingsRoutes.read).queryKey, await work())
      showNotice({ text: t('ui:saved'), tone: 'ok' })
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return
    const body = new FormData()
    body.append('file', file, file.name)
    await change(() => call(settingsRoutes.saveLogo, { body }))
    if (input.current) input.current.value = ''
  }
  const { logo, name } = settings
  return (
    <Section id="logo" title={t('workspace.logo.title')} intro={t('workspace.logo.intro')}>
      {problem && <ErrorState compact error={problem} />}
      {logo ? (
        <div className={styles.logos}>
          {(['light', 'dark'] as const).map((ground) => (
            <figure key={ground} className={styles.logoGround} data-ground={ground}>
              <img src={logo.path} alt={name} width={logo.width} height={logo.height} />
              <figcaption>{t(`workspace.logo.${ground}`)}</figcaption>
            </figure>
          ))}
        </div>
      ) : (
        <p className={styles.quietWords}>{t('workspace.logo.none', { name })}</p>
      )}
      {!locked && (
        <div className={styles.logoButtons}>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp"
            aria-label={t('workspace.logo.choose')}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
          <Button icon={ImageUp} busy={busy} onClick={() => input.current?.click()}>
            {t('workspace.logo.choose')}
          </Button>
          {logo && (
            <Button look="quiet" icon={Trash2} onClick={() => void change(() => call(settingsRoutes.removeLogo))}>
              {t('workspace.logo.remove')}
            </Button>
          )}
        </div>
      )}
    </Section>
  )
}
