import { absenceRoutes } from './absences.ts'
import { acknowledgementRoutes } from './acknowledgements.ts'
import { actionRoutes } from './actions.ts'
import { approvalRoutes } from './approvals.ts'
import { calendarRoutes } from './calendars.ts'
import { caseFileRoutes } from './case-file.ts'
import { caseRecordRoutes } from './case-records.ts'
import { caseRoutes } from './case-routes.ts'
import { channelSignInRoutes } from './channel-sign-in.ts'
import { chatRoutes } from './chat.ts'
import { checklistRoutes } from './checklists.ts'
import { companyChatRoutes } from './company-chat.ts'
import { consultationRoutes } from './consultations.ts'
import { customerRoutes } from './customers.ts'
import { expertRoutes } from './experts.ts'
import { followUpRoutes } from './follow-ups.ts'
import { goodwillRoutes } from './goodwill.ts'
import { guidelineRoutes } from './guideline.ts'
import { handoverRoutes } from './handovers.ts'
import { holdingReplyRoutes } from './holding-replies.ts'
import { incidentRoutes } from './incidents.ts'
import { intakeRoutes, mentionRoutes } from './intake.ts'
import { languageHelpRoutes } from './language-help.ts'
import { manyAnswerRoutes } from './many-answers.ts'
import { messageActionRoutes } from './message-actions.ts'
import { morningRoutes } from './morning.ts'
import { presenceHealthRoutes } from './presence-health.ts'
import { messageTemplateRoutes } from './message-templates.ts'
import { presenceRoutes } from './presences.ts'
import { privatePageRoutes } from './private-pages.ts'
import { progressRoutes } from './progress.ts'
import { promiseRoutes } from './promises.ts'
import { fileRoutes, healthRoutes, liveRoutes, notificationRoutes, searchRoutes } from './reading.ts'
import { replyRoutes } from './replies.ts'
import { replyApprovalRoutes } from './reply-approvals.ts'
import type { Route } from './route.ts'
import { publishingRoutes } from './publishing.ts'
import { routingRoutes } from './routing.ts'
import { viewRoutes } from './views-and-topics.ts'
import { serviceNoteRoutes } from './service-notes.ts'
import { organisationRoutes, sessionRoutes, settingsRoutes } from './session.ts'
import { selfTestRoutes } from './self-tests.ts'
import { sharedDraftRoutes } from './shared-drafts.ts'
import { signatureRoutes } from './signatures.ts'
import { targetRoutes } from './targets.ts'
import { taskRoutes } from './tasks.ts'
import { textModuleRoutes } from './text-modules.ts'
import { textQualityRoutes, understandingRoutes } from './understanding.ts'
import { workflowRoutes } from './workflows.ts'

/** Every route of the API by its id; the rights matrix and OpenAPI walk this list. */
export const allRoutes: readonly Route[] = [
  sessionRoutes,
  organisationRoutes,
  absenceRoutes,
  settingsRoutes,
  caseRoutes,
  viewRoutes,
  followUpRoutes,
  promiseRoutes,
  morningRoutes,
  acknowledgementRoutes,
  holdingReplyRoutes,
  progressRoutes,
  expertRoutes,
  consultationRoutes,
  companyChatRoutes,
  handoverRoutes,
  caseFileRoutes,
  caseRecordRoutes,
  languageHelpRoutes,
  incidentRoutes,
  manyAnswerRoutes,
  understandingRoutes,
  textQualityRoutes,
  guidelineRoutes,
  textModuleRoutes,
  checklistRoutes,
  taskRoutes,
  calendarRoutes,
  targetRoutes,
  workflowRoutes,
  routingRoutes,
  actionRoutes,
  replyRoutes,
  messageActionRoutes,
  serviceNoteRoutes,
  sharedDraftRoutes,
  signatureRoutes,
  replyApprovalRoutes,
  approvalRoutes,
  goodwillRoutes,
  customerRoutes,
  presenceRoutes,
  messageTemplateRoutes,
  presenceHealthRoutes,
  channelSignInRoutes,
  selfTestRoutes,
  chatRoutes,
  privatePageRoutes,
  publishingRoutes,
  intakeRoutes,
  mentionRoutes,
  fileRoutes,
  searchRoutes,
  notificationRoutes,
  liveRoutes,
  healthRoutes,
].flatMap((group) => Object.values(group) as Route[])
