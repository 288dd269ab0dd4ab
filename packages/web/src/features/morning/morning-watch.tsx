import { type CaseDetail, type MorningWatch as Watch, morningRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Sunrise } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Banner } from '#ui/states.tsx'
import { WordsDialog } from '#ui/words-dialog.tsx'
import styles from './morning.module.css'

/** Above the words of a case: that it is looked at every morning, and why. The key works whether it is or not. */
export function MorningLine({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('morning')
  const { data } = useWatch(detail.id)
  const [asked, setAsked] = useState(false)
  const isOn = data?.isOn ?? false
  useActions([
    {
      id: 'case.morning',
      key: 'Shift+o',
      labelKey: isOn ? 'morning:watch.off' : 'morning:watch.on',
      icon: Sunrise,
      when: data?.allowed.includes('watch') ?? false,
      run: () => setAsked(true),
    },
  ])
  return (
    <>
      {data && isOn && (
        <Banner
          icon={Sunrise}
          actions={
            data.allowed.includes('watch') && (
              <Button small onClick={() => setAsked(true)}>
                {t('watch.off')}
              </Button>
            )
          }
        >
          <Link to="/morning">{t('title')}</Link> · <WatchWords watch={data} />
        </Banner>
      )}
      {asked && <WatchDialog caseId={detail.id} isOn={isOn} onClose={() => setAsked(false)} />}
    </>
  )
}

/** In the tab of the case: the way on and off the list. */
export function MorningCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('morning')
  const { data } = useWatch(detail.id)
  const [asked, setAsked] = useState(false)
  if (!data) return null
  return (
    <section className={styles.watch} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className={styles.quiet}>
        {t(data.isOn ? 'watch.isOn' : 'watch.isOff')} <WatchWords watch={data} />
      </p>
      {data.allowed.includes('watch') && (
        <span className={styles.chips}>
          <Button small icon={Sunrise} keyHint="Shift+o" onClick={() => setAsked(true)}>
            {t(data.isOn ? 'watch.off' : 'watch.on')}
          </Button>
          {data.byHand && (
            <Button small look="quiet" onClick={() => void watch(detail.id, null, '', t('watch.byRuleDone'))}>
              {t('watch.byRule')}
            </Button>
          )}
        </span>
      )}
      {asked && <WatchDialog caseId={detail.id} isOn={data.isOn} onClose={() => setAsked(false)} />}
    </section>
  )
}

const useWatch = (id: string) => useQuery({ ...read(morningRoutes.ofCase, { params: { id } }), staleTime: 60_000 })

/** Which rules put it there, who did by hand, and why. */
function WatchWords({ watch: { because, byHand } }: { watch: Watch }) {
  const { t } = useTranslation('morning')
  const rules = because.filter((code) => code !== 'by-hand').map((code) => t(`because.${code}`))
  const hand = byHand && { name: byHand.by?.name ?? t('watch.somebody'), reason: byHand.reason }
  return [rules.join(', '), hand ? t(byHand.isWatched ? 'watch.putBy' : 'watch.takenBy', hand) : '']
    .filter(Boolean)
    .join(' · ')
}

function WatchDialog({ caseId, isOn, onClose }: { caseId: string; isOn: boolean; onClose: () => void }) {
  const { t } = useTranslation('morning')
  return (
    <WordsDialog
      title={t(isOn ? 'watch.off' : 'watch.on')}
      label={t('watch.reason')}
      help={t('watch.reasonHelp')}
      saveLabel={t(isOn ? 'watch.take' : 'watch.put')}
      maxLength={300}
      least={3}
      oneLine
      onSave={(reason) => watch(caseId, !isOn, reason, t(isOn ? 'watch.offDone' : 'watch.onDone'))}
      onClose={onClose}
    />
  )
}

/** False when it was refused; the reason is told. */
async function watch(caseId: string, isWatched: boolean | null, reason: string, words: string): Promise<boolean> {
  try {
    await call(morningRoutes.watch, { params: { id: caseId }, body: { isWatched, reason } })
    showNotice({ text: words, tone: 'ok' })
    return true
  } catch (error) {
    tellProblem(error)
    return false
  } finally {
    invalidateRoute(queryClient, morningRoutes.read)
    void queryClient.invalidateQueries({
      queryKey: read(morningRoutes.ofCase, { params: { id: caseId } }).queryKey,
    })
  }
}
