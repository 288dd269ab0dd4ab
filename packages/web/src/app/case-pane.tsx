import { lazy, type ReactElement, Suspense } from 'react'
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
const MessageActions = lazy(() =>
  import('../features/message-actions/message-actions.tsx').then((file) => ({ default: file.MessageActions })),
)
const NotesCard = lazy(() =>
  import('../features/service-notes/notes-card.tsx').then((file) => ({ default: file.NotesCard })),
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

const ChatLines = lazy(() => import('../features/chat/chat-lines.tsx').then((file) => ({ default: file.ChatLines })))
const ExposedBanner = lazy(() =>
  import('../features/private-pages/exposed-banner.tsx').then((file) => ({ default: file.ExposedBanner })),
)
const PrivateCard = lazy(() =>
  import('../features/private-pages/private-card.tsx').then((file) => ({ default: file.PrivateCard })),
)

/**
 * Each piece waits for its own words and code alone. What waited together would take the whole case off the screen for a
 * moment, and the focus out of the answer field with it.
 */
function apart(...pieces: ReactElement[]): ReactElement[] {
  return pieces.map((piece) => <Suspense key={piece.key}>{piece}</Suspense>)
}

const slots: CaseSlots = {
  composer: (detail, onNext) =>
    apart(
      <CaseMacros key={`${detail.id} macros`} detail={detail} />,
      <HoldingStrip key={`${detail.id} holding`} detail={detail} />,
      <CaseHelp key={`${detail.id} language`} detail={detail} />,
      <ReplyBox key={detail.id} detail={detail} onNext={onNext} />,
    ),
  steps: (detail) => apart(<FiveSteps key={detail.id} detail={detail} />),
  course: (detail) =>
    apart(
      <ChatLines key={`${detail.id} chat`} detail={detail} />,
      <IncidentBanner key={`${detail.id} incident`} detail={detail} />,
      <MorningLine key={`${detail.id} morning`} detail={detail} />,
      <EarlierCard key={`${detail.id} earlier`} detail={detail} />,
      <CaseCourse key={detail.id} detail={detail} />,
      <ExposedBanner key={`${detail.id} exposed`} detail={detail} />,
    ),
  promises: (detail, onlyOpen) =>
    apart(<PromisesCard key={`promises ${detail.id}`} detail={detail} onlyOpen={onlyOpen} />),
  facts: (detail, onComplete) =>
    apart(<ClosingFacts key={`${detail.id} facts`} detail={detail} onComplete={onComplete} />),
  questions: (detail) =>
    apart(
      <WhyCard key={`${detail.id} why`} detail={detail} />,
      <ChecklistCard key={`${detail.id} checklists`} detail={detail} />,
      <TaskCard key={`${detail.id} tasks`} detail={detail} />,
      <CaseQuestions key={detail.id} detail={detail} />,
      <PrivateCard key={`${detail.id} private`} detail={detail} />,
      <SummaryCard key={`${detail.id} summary`} detail={detail} />,
      <CaseWorkflows key={`${detail.id} workflows`} detail={detail} />,
      <MorningCard key={`${detail.id} morning card`} detail={detail} />,
      <RelationsCard key={`${detail.id} relations`} detail={detail} />,
      <RecordsCard key={`${detail.id} records`} detail={detail} />,
      <NotesCard key={`${detail.id} service notes`} detail={detail} />,
      <GoodwillCard key={`${detail.id} goodwill`} detail={detail} />,
    ),
  knowledge: (detail) => apart(<KnowledgeTab key={`${detail.id} knowledge`} detail={detail} />),
  customer: (detail) => apart(<CustomerTab key={`${detail.id} customer`} detail={detail} />),
  delivery: (message, detail) =>
    apart(
      message.direction === 'out' ? (
        <DeliveryLine key={message.id} message={message} detail={detail} />
      ) : (
        <MessageTranslation key={message.id} message={message} detail={detail} />
      ),
      <MessageActions key={`${message.id} actions`} message={message} detail={detail} />,
    ),
}

type Props = { caseId: string; alone: boolean; onClose?: () => void; onNext: () => void }

/** A case with everything in it, put together from cases, replies and customers. */
export function CasePane(props: Props) {
  return <CaseFrame slots={slots} {...props} />
}
