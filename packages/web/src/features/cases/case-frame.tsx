import type { CaseDetail, Message } from '@resonanz/contracts'
import { FileQuestion } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '#lib/document-title.ts'
import { isProblem } from '#lib/problem.ts'
import { useMe } from '#lib/session.ts'
import { Sheet } from '#ui/dialog.tsx'
import { Button } from '#ui/button.tsx'
import { Panes } from '#ui/panes.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { useCase } from './case-data.ts'
import styles from './case.module.css'
import { useCaseActions } from './case-actions.ts'
import { CaseDialogs } from './dialogs/case-dialogs.tsx'
import type { DialogName } from './dialogs/dialog-types.ts'
import { CaseBanners } from './head/case-banners.tsx'
import { CaseHead } from './head/case-head.tsx'
import { useHeldBack } from './silence.ts'
import { SidePanel, type SideTab } from './side/side-panel.tsx'
import { EventContextProvider } from './timeline/event-lines.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { useActivity } from './use-activity.ts'
import { useSeen } from './use-seen.ts'

const SilenceDialog = lazy(() =>
  import('./dialogs/silence-dialog.tsx').then((file) => ({ default: file.SilenceDialog })),
)

/** Parts of other nouns inside the case; the app fills them in. */
export type CaseSlots = {
  composer: (detail: CaseDetail, onNext: () => void) => ReactNode
  customer: (detail: CaseDetail) => ReactNode
  /** In a tab of its own: words and articles that help here. */
  knowledge: (detail: CaseDetail) => ReactNode
  /** In the head: the five steps, what is missing, what is next. */
  steps: (detail: CaseDetail) => ReactNode
  /** Above the words: who accompanies the case, what was raised. */
  course: (detail: CaseDetail) => ReactNode
  /** In the tab of the case: what the customer was promised; only what is open where closing stops at it. */
  promises: (detail: CaseDetail, onlyOpen: boolean) => ReactNode
  /** Where closing stops for want of facts: what is missing, to fill in. */
  facts: (detail: CaseDetail, onComplete: (isComplete: boolean) => void) => ReactNode
  /** In the tab of the case: what was asked of experts. */
  questions: (detail: CaseDetail) => ReactNode
  delivery: (message: Message, detail: CaseDetail) => ReactNode
}
type Props = {
  caseId: string
  slots: CaseSlots
  /** No list stands beside it: the head offers the way back. */
  alone: boolean
  onClose?: () => void
  onNext: () => void
}

/** One case: head, timeline, composer, side panel, in every state. */
export function CaseFrame({ caseId, slots, alone, onClose, onNext }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const { data, error, refetch } = useCase(caseId)
  useDocumentTitle(data ? `#${data.number} ${data.title}` : t('title'))
  if (data)
    return (
      <CaseBody
        key={data.id}
        detail={data}
        slots={slots}
        alone={alone}
        onNext={onNext}
        {...(onClose ? { onClose } : {})}
      />
    )
  if (isProblem(error, 'not-found'))
    return (
      <EmptyState
        icon={FileQuestion}
        title={t('missing.title')}
        actions={onClose && <Button onClick={onClose}>{t('missing.back')}</Button>}
      >
        {t('missing.words')}
      </EmptyState>
    )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <div className={styles.loading}>
      <SkeletonText lines={7} />
    </div>
  )
}

function CaseBody({ detail, slots, alone, onClose, onNext }: Omit<Props, 'caseId'> & { detail: CaseDetail }) {
  const { t } = useTranslation(['cases', 'ui'])
  const me = useMe()
  const others = useActivity(detail.id, me?.member.id)
  const seenAt = useSeen(detail)
  const held = useHeldBack(detail.id)
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const { ref, isWide } = useWide()
  const [panelOpen, setPanelOpen] = usePanelOpen()
  const [sheetOpen, setSheetOpen] = useState(false)
  const [tab, setTab] = useState<SideTab>('customer')

  function showTab(next: SideTab): void {
    setTab(next)
    if (isWide) setPanelOpen(true)
    else setSheetOpen(true)
  }
  const togglePanel = () => (isWide ? setPanelOpen(!panelOpen) : setSheetOpen(!sheetOpen))
  const actions = useCaseActions({
    detail,
    openDialog: setDialog,
    togglePanel,
    showTab,
    onNext,
    ...(onClose ? { onClose } : {}),
  })
  const panel = (
    <SidePanel
      detail={detail}
      tab={tab}
      onTab={setTab}
      customer={slots.customer(detail)}
      knowledge={slots.knowledge(detail)}
      questions={slots.questions(detail)}
      promises={slots.promises(detail, false)}
      openDialog={setDialog}
    />
  )

  const main = (
    <section className={styles.main} aria-label={t('region', { number: detail.number })}>
      <CaseHead
        detail={detail}
        others={others}
        actions={actions}
        openDialog={setDialog}
        panelOpen={isWide ? panelOpen : sheetOpen}
        alone={alone}
        steps={slots.steps(detail)}
        {...(onClose ? { onClose } : {})}
      />
      <div className={styles.above}>
        <CaseBanners detail={detail} />
        {slots.course(detail)}
      </div>
      <Timeline detail={detail} seenAt={seenAt} delivery={slots.delivery} />
      {slots.composer(detail, onNext)}
    </section>
  )
  const side = {
    id: 'side',
    label: t('side.label'),
    content: (
      <aside className={styles.aside} aria-label={t('side.label')}>
        {panel}
      </aside>
    ),
    width: { start: 328, min: 280, max: 480 },
  }
  return (
    <EventContextProvider>
      <div className={styles.frame} ref={ref}>
        <Panes
          storageKey="case"
          panes={[{ id: 'main', label: t('title'), content: main }, ...(isWide && panelOpen ? [side] : [])]}
        />
        {!isWide && (
          <Sheet open={sheetOpen} title={t('side.label')} onClose={() => setSheetOpen(false)}>
            {panel}
          </Sheet>
        )}
        {held && (
          <Suspense>
            <SilenceDialog
              detail={detail}
              held={held}
              promises={slots.promises(detail, true)}
              facts={(onComplete) => slots.facts(detail, onComplete)}
              onNext={onNext}
            />
          </Suspense>
        )}
        <CaseDialogs detail={detail} open={dialog} onOpen={setDialog} onClose={() => setDialog(null)} onNext={onNext} />
      </div>
    </EventContextProvider>
  )
}

const SIDE_FITS_PX = 820

/** Is there room for the side panel beside the words? Asked of the place itself, not of the window. */
function useWide() {
  const ref = useRef<HTMLDivElement>(null)
  const [isWide, setIsWide] = useState(() => matchMedia('(min-width: 1280px)').matches)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const sizes = new ResizeObserver(() => setIsWide(element.clientWidth >= SIDE_FITS_PX))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return { ref, isWide }
}

const STORAGE_KEY = 'resonanz.case-panel'

function usePanelOpen(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(() => {
    try {
      return localStorage.getItem(STORAGE_KEY) !== 'closed'
    } catch {
      return true
    }
  })
  return [
    open,
    (next) => {
      setOpen(next)
      try {
        localStorage.setItem(STORAGE_KEY, next ? 'open' : 'closed')
      } catch {
        // Holds until the page is left.
      }
    },
  ]
}
