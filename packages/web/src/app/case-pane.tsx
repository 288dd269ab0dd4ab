import { lazy, Suspense } from 'react'
import { CaseCourse } from '../features/consultations/case-course.tsx'
import { CaseQuestions } from '../features/consultations/case-questions.tsx'
import { CustomerTab } from '../features/customers/customer-tab.tsx'
import { ChecklistCard } from '../features/checklists/checklist-card.tsx'
import { CaseFrame, type CaseSlots } from '../features/cases/case-frame.tsx'
import { CaseMacros, CaseWorkflows } from '../features/workflows/macros.tsx'
import { DeliveryLine } from '../features/replies/delivery-line.tsx'
import { FiveSteps } from '../features/progress/five-steps.tsx'
import { PromisesCard } from '../features/promises/promises-card.tsx'
import { TaskCard } from '../features/tasks/task-card.tsx'
import { EarlierCard } from '../features/records/earlier-card.tsx'
import { IncidentBanner } from '../features/incidents/incident-banner.tsx'
import { ReplyBox } from '../features/replies/reply-box.tsx'

const KnowledgeTab = lazy(() =>
  import('../features/text-modules/knowledge-tab.tsx').then((file) => ({ default: file.KnowledgeTab })),
)
const HoldingStrip = lazy(() =>
  import('../features/holding-replies/holding-strip.tsx').then((file) => ({ default: file.HoldingStrip })),
)
const MorningLine = lazy(() =>
  import('../features/morning/morning-watch.tsx').then((file) => ({ default: file.MorningLine })),
)
const MorningCard = lazy(() =>
  import('../features/morning/morning-watch.tsx').then((file) => ({ default: file.MorningCard })),
)
const WhyCard = lazy(() => import('../features/routing/why-card.tsx').then((file) => ({ default: file.WhyCard })))
const RecordsCard = lazy(() =>
  import('../features/records/records-card.tsx').then((file) => ({ default: file.RecordsCard })),
)
const CaseHelp = lazy(() =>
  import('../features/language-help/case-help.tsx').then((file) => ({ default: file.CaseHelp })),
)
const SummaryCard = lazy(() =>
  import('../features/language-help/summary-card.tsx').then((file) => ({ default: file.SummaryCard })),
)
const MessageTranslation = lazy(() =>
  import('../features/language-help/message-translation.tsx').then((file) => ({ default: file.MessageTranslation })),
)
const ClosingFacts = lazy(() =>
  import('../features/records/closing-facts.tsx').then((file) => ({ default: file.ClosingFacts })),
)
const RelationsCard = lazy(() =>
  import('../features/incidents/relations-card.tsx').then((file) => ({ default: file.RelationsCard })),
)
const GoodwillCard = lazy(() =>
  import('../features/goodwill/goodwill-card.tsx').then((file) => ({ default: file.GoodwillCard })),
)

const slots: CaseSlots = {
  composer: (detail, onNext) => (
    <>
      <CaseMacros key={`${detail.id} macros`} detail={detail} />
      <Suspense>
        <HoldingStrip key={`${detail.id} holding`} detail={detail} />
      </Suspense>
      <Suspense>
        <CaseHelp key={`${detail.id} language`} detail={detail} />
      </Suspense>
      <ReplyBox key={detail.id} detail={detail} onNext={onNext} />
    </>
  ),
  steps: (detail) => <FiveSteps key={detail.id} detail={detail} />,
  course: (detail) => (
    <>
      <IncidentBanner key={`${detail.id} incident`} detail={detail} />
      <Suspense>
        <MorningLine key={`${detail.id} morning`} detail={detail} />
      </Suspense>
      <EarlierCard key={`${detail.id} earlier`} detail={detail} />
      <CaseCourse key={detail.id} detail={detail} />
    </>
  ),
  promises: (detail, onlyOpen) => <PromisesCard key={`promises ${detail.id}`} detail={detail} onlyOpen={onlyOpen} />,
  facts: (detail, onComplete) => (
    <Suspense>
      <ClosingFacts key={`${detail.id} facts`} detail={detail} onComplete={onComplete} />
    </Suspense>
  ),
  questions: (detail) => (
    <>
      <Suspense>
        <WhyCard key={`${detail.id} why`} detail={detail} />
      </Suspense>
      <ChecklistCard key={`${detail.id} checklists`} detail={detail} />
      <TaskCard key={`${detail.id} tasks`} detail={detail} />
      <CaseQuestions key={detail.id} detail={detail} />
      <Suspense>
        <SummaryCard key={`${detail.id} summary`} detail={detail} />
      </Suspense>
      <CaseWorkflows key={`${detail.id} workflows`} detail={detail} />
      <Suspense>
        <MorningCard key={`${detail.id} morning card`} detail={detail} />
        <RelationsCard key={`${detail.id} relations`} detail={detail} />
        <RecordsCard key={`${detail.id} records`} detail={detail} />
        <GoodwillCard key={`${detail.id} goodwill`} detail={detail} />
      </Suspense>
    </>
  ),
  knowledge: (detail) => (
    <Suspense>
      <KnowledgeTab key={`${detail.id} knowledge`} detail={detail} />
    </Suspense>
  ),
  customer: (detail) => <CustomerTab detail={detail} />,
  delivery: (message, detail) =>
    message.direction === 'out' ? (
      <DeliveryLine message={message} detail={detail} />
    ) : (
      <Suspense>
        <MessageTranslation message={message} detail={detail} />
      </Suspense>
    ),
}

type Props = { caseId: string; alone: boolean; onClose?: () => void; onNext: () => void }

/** A case with everything in it, put together from cases, replies and customers. */
export function CasePane(props: Props) {
  return <CaseFrame slots={slots} {...props} />
}
