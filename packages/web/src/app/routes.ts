import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { needSession } from './need-session.ts'

// Every screen is a chunk of its own; this table is all the app knows of them at the start.

const root = createRootRoute()

const search = (names: string[]) => (given: Record<string, unknown>) =>
  Object.fromEntries(names.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name] as string]] : [])))

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search(['next']) as (given: Record<string, unknown>) => { next?: string },
  component: lazyRouteComponent(() => import('../features/session/sign-in-screen.tsx'), 'SignInScreen'),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  validateSearch: search(['token']) as (given: Record<string, unknown>) => { token?: string },
  component: lazyRouteComponent(() => import('../features/session/set-up-screen.tsx'), 'SetUpScreen'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../features/session/invitation-screen.tsx'), 'InvitationScreen'),
})
const catalogue = createRoute({
  getParentRoute: () => root,
  path: '/catalogue',
  component: lazyRouteComponent(() => import('../ui/catalogue/catalogue.tsx'), 'Catalogue'),
})

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: ({ location }) => needSession(location.href),
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
})
const toMine = () => {
  throw redirect({ to: '/inbox/$view', params: { view: 'mine' }, replace: true })
}
const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: toMine,
})
const anyInbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  beforeLoad: toMine,
})
/** `view`: a fixed view (`mine`, `team`, …) or the id of a saved one. The open case is the child route. */
const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox/$view',
  validateSearch: search(['filter', 'sort']) as (given: Record<string, unknown>) => { filter?: string; sort?: string },
  component: lazyRouteComponent(() => import('./inbox.tsx'), 'Inbox'),
})
const inboxCase = createRoute({
  getParentRoute: () => inbox,
  path: '$caseId',
  component: lazyRouteComponent(() => import('./inbox-case.tsx'), 'InboxCase'),
})
const singleCase = createRoute({
  getParentRoute: () => app,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./case-screen.tsx'), 'CaseScreen'),
})
const newCase = createRoute({
  getParentRoute: () => app,
  path: '/new',
  component: lazyRouteComponent(() => import('../features/new-case/new-case-screen.tsx'), 'NewCaseScreen'),
})
const searchScreen = createRoute({
  getParentRoute: () => app,
  path: '/search',
  validateSearch: search(['q']) as (given: Record<string, unknown>) => { q?: string },
  component: lazyRouteComponent(() => import('../features/search/search-screen.tsx'), 'SearchScreen'),
})
const mentions = createRoute({
  getParentRoute: () => app,
  path: '/mentions',
  component: lazyRouteComponent(() => import('../features/mentions/mentions-screen.tsx'), 'MentionsScreen'),
})
const quarantine = createRoute({
  getParentRoute: () => app,
  path: '/quarantine',
  component: lazyRouteComponent(() => import('../features/quarantine/quarantine-screen.tsx'), 'QuarantineScreen'),
})
const outbox = createRoute({
  getParentRoute: () => app,
  path: '/outbox',
  component: lazyRouteComponent(() => import('../features/outbox/outbox-screen.tsx'), 'OutboxScreen'),
})
const customers = createRoute({
  getParentRoute: () => app,
  path: '/customers',
  validateSearch: search(['q']) as (given: Record<string, unknown>) => { q?: string },
  component: lazyRouteComponent(() => import('../features/customers/customers-screen.tsx'), 'CustomersScreen'),
})
const customer = createRoute({
  getParentRoute: () => app,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => import('../features/customers/customer-screen.tsx'), 'CustomerScreen'),
})
const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-home.tsx'), 'SettingsHome'),
})
const workspaceSettings = createRoute({
  getParentRoute: () => app,
  path: '/settings/workspace',
  component: lazyRouteComponent(() => import('../features/settings/workspace-screen.tsx'), 'WorkspaceScreen'),
})
const topics = createRoute({
  getParentRoute: () => app,
  path: '/settings/topics',
  component: lazyRouteComponent(() => import('../features/settings/topics-screen.tsx'), 'TopicsScreen'),
})
const textModules = createRoute({
  getParentRoute: () => app,
  path: '/settings/text-modules',
  component: lazyRouteComponent(() => import('../features/text-modules/modules-screen.tsx'), 'ModulesScreen'),
})
const checklists = createRoute({
  getParentRoute: () => app,
  path: '/settings/checklists',
  component: lazyRouteComponent(() => import('../features/checklists/checklists-screen.tsx'), 'ChecklistsScreen'),
})
const privatePages = createRoute({
  getParentRoute: () => app,
  path: '/settings/private-pages',
  component: lazyRouteComponent(() => import('../features/private-pages/sets-screen.tsx'), 'SetsScreen'),
})
const tasks = createRoute({
  getParentRoute: () => app,
  path: '/tasks',
  component: lazyRouteComponent(() => import('../features/tasks/my-tasks-screen.tsx'), 'MyTasksScreen'),
})
const guideline = createRoute({
  getParentRoute: () => app,
  path: '/settings/guideline',
  component: lazyRouteComponent(() => import('../features/guideline/guideline-screen.tsx'), 'GuidelineScreen'),
})
const morning = createRoute({
  getParentRoute: () => app,
  path: '/morning',
  component: lazyRouteComponent(() => import('../features/morning/morning-screen.tsx'), 'MorningScreen'),
})
const acknowledgements = createRoute({
  getParentRoute: () => app,
  path: '/settings/acknowledgements',
  component: lazyRouteComponent(
    () => import('../features/acknowledgements/acknowledgements-screen.tsx'),
    'AcknowledgementsScreen',
  ),
})
const holdingReplies = createRoute({
  getParentRoute: () => app,
  path: '/settings/holding-replies',
  component: lazyRouteComponent(() => import('../features/holding-replies/holding-screen.tsx'), 'HoldingScreen'),
})
const signatures = createRoute({
  getParentRoute: () => app,
  path: '/settings/signatures',
  component: lazyRouteComponent(() => import('../features/signatures/signatures-screen.tsx'), 'SignaturesScreen'),
})
const serviceNotes = createRoute({
  getParentRoute: () => app,
  path: '/settings/service-notes',
  component: lazyRouteComponent(() => import('../features/service-notes/notes-screen.tsx'), 'NotesScreen'),
})
const targets = createRoute({
  getParentRoute: () => app,
  path: '/settings/targets',
  component: lazyRouteComponent(() => import('../features/targets/targets-screen.tsx'), 'TargetsScreen'),
})
const serviceHours = createRoute({
  getParentRoute: () => app,
  path: '/settings/service-hours',
  component: lazyRouteComponent(() => import('../features/targets/hours-screen.tsx'), 'HoursScreen'),
})
const routing = createRoute({
  getParentRoute: () => app,
  path: '/settings/routing',
  component: lazyRouteComponent(() => import('../features/routing/routing-screen.tsx'), 'RoutingScreen'),
})
const approvals = createRoute({
  getParentRoute: () => app,
  path: '/approvals',
  component: lazyRouteComponent(() => import('../features/approvals/approvals-screen.tsx'), 'ApprovalsScreen'),
})
const approval = createRoute({
  getParentRoute: () => app,
  path: '/approvals/$approvalId',
  component: lazyRouteComponent(() => import('../features/approvals/approval-screen.tsx'), 'ApprovalScreen'),
})
const approvalRules = createRoute({
  getParentRoute: () => app,
  path: '/settings/approvals',
  component: lazyRouteComponent(() => import('../features/approvals/rules-screen.tsx'), 'ApprovalRulesScreen'),
})
const incidents = createRoute({
  getParentRoute: () => app,
  path: '/incidents',
  component: lazyRouteComponent(() => import('../features/incidents/incidents-screen.tsx'), 'IncidentsScreen'),
})
const incident = createRoute({
  getParentRoute: () => app,
  path: '/incidents/$incidentId',
  component: lazyRouteComponent(() => import('./incident-page.tsx'), 'IncidentPage'),
})
const answerMany = createRoute({
  getParentRoute: () => app,
  path: '/incidents/$incidentId/answer',
  component: lazyRouteComponent(() => import('../features/incidents/many-screen.tsx'), 'ManyScreen'),
})
/** Which cases: in the state of the history. */
const answerChosen = createRoute({
  getParentRoute: () => app,
  path: '/answers/new',
  component: lazyRouteComponent(() => import('../features/incidents/many-screen.tsx'), 'ChosenManyScreen'),
})
const manyResult = createRoute({
  getParentRoute: () => app,
  path: '/answers/$manyId',
  component: lazyRouteComponent(() => import('../features/incidents/result-screen.tsx'), 'ResultScreen'),
})
const sameCases = createRoute({
  getParentRoute: () => app,
  path: '/cases/$caseId/same',
  component: lazyRouteComponent(() => import('../features/incidents/cluster-screen.tsx'), 'ClusterScreen'),
})
/** `post`: the one that is open. */
const publishing = createRoute({
  getParentRoute: () => app,
  path: '/publishing',
  validateSearch: search(['post']) as (given: Record<string, unknown>) => { post?: string },
  component: lazyRouteComponent(() => import('../features/publishing/publishing-screen.tsx'), 'PublishingScreen'),
})
const selfTests = createRoute({
  getParentRoute: () => app,
  path: '/settings/self-tests',
  component: lazyRouteComponent(() => import('../features/self-tests/self-tests-screen.tsx'), 'SelfTestsScreen'),
})
const causes = createRoute({
  getParentRoute: () => app,
  path: '/settings/causes',
  component: lazyRouteComponent(() => import('../features/records/causes-screen.tsx'), 'CausesScreen'),
})
const closing = createRoute({
  getParentRoute: () => app,
  path: '/settings/closing',
  component: lazyRouteComponent(() => import('../features/records/closing-screen.tsx'), 'ClosingScreen'),
})
const languageHelp = createRoute({
  getParentRoute: () => app,
  path: '/settings/language-help',
  component: lazyRouteComponent(
    () => import('../features/language-help/language-help-screen.tsx'),
    'LanguageHelpScreen',
  ),
})
const goodwillFrame = createRoute({
  getParentRoute: () => app,
  path: '/settings/goodwill',
  component: lazyRouteComponent(() => import('../features/goodwill/frame-screen.tsx'), 'FrameScreen'),
})
const workflows = createRoute({
  getParentRoute: () => app,
  path: '/settings/workflows',
  component: lazyRouteComponent(() => import('../features/workflows/workflows-screen.tsx'), 'WorkflowsScreen'),
})
/** `new` or the id of a rule. */
const workflow = createRoute({
  getParentRoute: () => app,
  path: '/settings/workflows/$workflowId',
  component: lazyRouteComponent(() => import('../features/workflows/workflow-screen.tsx'), 'WorkflowScreen'),
})
const outsideActions = createRoute({
  getParentRoute: () => app,
  path: '/settings/actions',
  component: lazyRouteComponent(() => import('../features/actions/actions-screen.tsx'), 'ActionsScreen'),
})
const textQuality = createRoute({
  getParentRoute: () => app,
  path: '/settings/text-quality',
  component: lazyRouteComponent(() => import('../features/text-quality/quality-screen.tsx'), 'QualityScreen'),
})
const experts = createRoute({
  getParentRoute: () => app,
  path: '/settings/experts',
  component: lazyRouteComponent(() => import('../features/consultations/directory-screen.tsx'), 'DirectoryScreen'),
})
const consultations = createRoute({
  getParentRoute: () => app,
  path: '/consultations',
  component: lazyRouteComponent(() => import('../features/consultations/my-screen.tsx'), 'MyConsultationsScreen'),
})
/** `connect`: older links to the set-up of one kind. */
const channels = createRoute({
  getParentRoute: () => app,
  path: '/settings/channels',
  validateSearch: search(['connect']) as (given: Record<string, unknown>) => { connect?: string },
  beforeLoad: ({ search: { connect } }) => {
    if (connect) throw redirect({ to: '/settings/channels/new/$kind', params: { kind: connect }, replace: true })
  },
  component: lazyRouteComponent(() => import('../features/channels/channels-screen.tsx'), 'ChannelsScreen'),
})
const newChannel = createRoute({
  getParentRoute: () => app,
  path: '/settings/channels/new',
  component: lazyRouteComponent(() => import('../features/channels/new-channel-screen.tsx'), 'NewChannelScreen'),
})
const newChannelOfKind = createRoute({
  getParentRoute: () => app,
  path: '/settings/channels/new/$kind',
  component: lazyRouteComponent(() => import('../features/channels/connect-screen.tsx'), 'ConnectScreen'),
})
/** Who signed in at a network and looks after several accounts there. */
const chooseAccount = createRoute({
  getParentRoute: () => app,
  path: '/settings/channels/choose/$signInId',
  component: lazyRouteComponent(
    () => import('../features/channels/sign-in/choose-account-screen.tsx'),
    'ChooseAccountScreen',
  ),
})
/** `fix`: the part of the settings that mends what is wrong. `signedIn`: somebody just came back from the network. */
const channel = createRoute({
  getParentRoute: () => app,
  path: '/settings/channels/$channelId',
  validateSearch: search(['fix', 'signedIn']) as (given: Record<string, unknown>) => {
    fix?: string
    signedIn?: string
  },
  component: lazyRouteComponent(() => import('../features/channels/channel-screen.tsx'), 'ChannelScreen'),
})
const people = createRoute({
  getParentRoute: () => app,
  path: '/settings/people',
  validateSearch: search(['tab']) as (given: Record<string, unknown>) => { tab?: string },
  component: lazyRouteComponent(() => import('../features/people/people-screen.tsx'), 'PeopleScreen'),
})
const rights = createRoute({
  getParentRoute: () => app,
  path: '/settings/rights',
  component: lazyRouteComponent(() => import('../features/people/rights-screen.tsx'), 'RightsScreen'),
})
const system = createRoute({
  getParentRoute: () => app,
  path: '/settings/system',
  component: lazyRouteComponent(() => import('../features/system/system-screen.tsx'), 'SystemScreen'),
})
const journal = createRoute({
  getParentRoute: () => app,
  path: '/settings/journal',
  validateSearch: search(['kind']) as (given: Record<string, unknown>) => { kind?: string },
  component: lazyRouteComponent(() => import('../features/system/journal-screen.tsx'), 'JournalScreen'),
})
const interfaces = createRoute({
  getParentRoute: () => app,
  path: '/settings/api',
  component: lazyRouteComponent(() => import('../features/system/api-screen.tsx'), 'ApiScreen'),
})
const limits = createRoute({
  getParentRoute: () => app,
  path: '/settings/limits',
  component: lazyRouteComponent(() => import('../features/system/limits-screen.tsx'), 'LimitsScreen'),
})
const profile = createRoute({
  getParentRoute: () => app,
  path: '/profile',
  component: lazyRouteComponent(() => import('../features/session/profile-screen.tsx'), 'ProfileScreen'),
})

export const routeTree = root.addChildren([
  signIn,
  setUp,
  invitation,
  catalogue,
  app.addChildren([
    home,
    anyInbox,
    inbox.addChildren([inboxCase]),
    singleCase,
    newCase,
    searchScreen,
    mentions,
    approvals,
    approval,
    approvalRules,
    incidents,
    incident,
    answerMany,
    answerChosen,
    manyResult,
    sameCases,
    publishing,
    selfTests,
    causes,
    closing,
    languageHelp,
    goodwillFrame,
    quarantine,
    outbox,
    customers,
    customer,
    consultations,
    experts,
    settings,
    workspaceSettings,
    guideline,
    textModules,
    checklists,
    privatePages,
    tasks,
    workflows,
    workflow,
    outsideActions,
    routing,
    acknowledgements,
    holdingReplies,
    signatures,
    serviceNotes,
    morning,
    targets,
    serviceHours,
    topics,
    textQuality,
    channels,
    newChannel,
    newChannelOfKind,
    chooseAccount,
    channel,
    people,
    rights,
    system,
    journal,
    interfaces,
    limits,
    profile,
  ]),
])
