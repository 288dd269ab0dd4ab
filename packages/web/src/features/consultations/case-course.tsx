import { type CaseCourse as Course, type CaseDetail, handoverRoutes } from '@resonanz/contracts'
import { ArrowLeftRight, Forward, MessageCircleQuestion, Siren } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { useMay } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Banner } from '#ui/states.tsx'
import { doAround, useCourse } from './consultation-data.ts'
import styles from './consultations.module.css'

const AskDialog = lazy(() => import('./ask-dialog.tsx').then((file) => ({ default: file.AskDialog })))
const HandOverDialog = lazy(() => import('./hand-over-dialog.tsx').then((file) => ({ default: file.HandOverDialog })))
const EscalateDialog = lazy(() => import('./escalate-dialog.tsx').then((file) => ({ default: file.EscalateDialog })))
const endings = () => import('./end-dialogs.tsx')
const FinishDialog = lazy(() => endings().then((file) => ({ default: file.FinishDialog })))
const TakeBackDialog = lazy(() => endings().then((file) => ({ default: file.TakeBackDialog })))

type Open = 'ask' | 'handOver' | 'escalate' | 'finish' | 'takeBack'

/** What must be known about the way of a case, above its words; and the keys that ask, hand over and raise. */
export function CaseCourse({ detail }: { detail: CaseDetail }) {
  const course = useCourse(detail.id).data
  const mayWrite = useMay('case.write')
  const [open, setOpen] = useState<Open | null>(null)
  const may = (what: Course['allowed'][number]) => course?.allowed.includes(what) === true
  useActions([
    {
      id: 'case.ask',
      labelKey: 'consultations:ask.act',
      icon: MessageCircleQuestion,
      key: 'f',
      when: mayWrite && detail.mergedInto === null,
      run: () => setOpen('ask'),
    },
    {
      id: 'case.handOver',
      labelKey: 'consultations:handover.act',
      icon: Forward,
      when: may('handOver'),
      run: () => setOpen('handOver'),
    },
    {
      id: 'case.finishHandover',
      labelKey: 'consultations:course.finish',
      icon: Forward,
      when: may('finish'),
      run: () => setOpen('finish'),
    },
    {
      id: 'case.escalate',
      labelKey: 'consultations:escalate.act',
      icon: Siren,
      when: may('escalate'),
      run: () => setOpen('escalate'),
    },
  ])
  const close = () => setOpen(null)
  return (
    <>
      {course && <Banners course={course} caseId={detail.id} onOpen={setOpen} />}
      <Suspense>
        {open === 'ask' && <AskDialog detail={detail} onClose={close} />}
        {open === 'handOver' && <HandOverDialog detail={detail} onClose={close} />}
        {open === 'escalate' && <EscalateDialog caseId={detail.id} onClose={close} />}
        {open === 'finish' && course && <FinishDialog caseId={detail.id} course={course} onClose={close} />}
        {open === 'takeBack' && course && <TakeBackDialog caseId={detail.id} course={course} onClose={close} />}
      </Suspense>
    </>
  )
}

function Banners({ course, caseId, onOpen }: { course: Course; caseId: string; onOpen: (open: Open) => void }) {
  const { t } = useTranslation(['consultations', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const at = (moment: string) => formatMoment(new Date(moment), now, { language })
  const handover = course.handovers.find(({ state }) => state === 'open')
  const raised = course.escalations.filter(({ settledAt }) => settledAt === null)
  const settle = (id: string) =>
    doAround(caseId, t('course.settled'), () => call(handoverRoutes.settleEscalation, { params: { id } }))
  return (
    <div className={styles.banners}>
      {raised.map(({ id, level, cause, by, reason }) => (
        <Banner
          key={id}
          tone="bad"
          icon={Siren}
          actions={
            course.allowed.includes('settleEscalation') && (
              <Button small onClick={() => void settle(id)}>
                {t('course.settle')}
              </Button>
            )
          }
        >
          {t('course.escalated', { level })}. {t(`course.cause.${cause}`, { name: by?.name ?? '', reason })}
        </Banner>
      ))}
      {handover && (
        <Banner
          icon={Forward}
          tone={new Date(handover.dueAt) < now ? 'bad' : 'neutral'}
          actions={
            course.allowed.includes('finish') && (
              <>
                <Button small look="primary" onClick={() => onOpen('finish')}>
                  {t('course.finish')}
                </Button>
                <Button small look="quiet" onClick={() => onOpen('takeBack')}>
                  {t('course.takeBack')}
                </Button>
              </>
            )
          }
        >
          {t('course.accompanied', {
            team: course.responsibleTeam?.name ?? '',
            name: (handover.toMember ?? handover.toTeam)?.name ?? '',
          })}{' '}
          ({t(new Date(handover.dueAt) < now ? 'course.overdue' : 'course.dueBy', { at: at(handover.dueAt) })}):{' '}
          {handover.what}
        </Banner>
      )}
      {course.pingPong && (
        <Banner tone="soon" icon={ArrowLeftRight}>
          {t('course.pingPong', { path: course.pingPong.path.map(({ name }) => name).join(' → ') })}
        </Banner>
      )}
    </div>
  )
}
