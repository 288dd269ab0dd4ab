import type { Permission } from '@resonanz/contracts'
import type { LinkProps } from '@tanstack/react-router'
import {
  AtSign,
  BadgeCheck,
  BookCheck,
  ChartColumn,
  Building2,
  CalendarClock,
  CalendarOff,
  FolderCheck,
  Sparkles,
  Code,
  Gauge,
  HandCoins,
  HeartPulse,
  Hourglass,
  ListChecks,
  ListTree,
  type LucideIcon,
  MailWarning,
  Plug,
  PlugZap,
  ScanText,
  ScrollText,
  ShieldCheck,
  Signature,
  Split,
  Table2,
  TextQuote,
  Timer,
  UserRoundSearch,
  Users,
  UsersRound,
  MailCheck,
  Webhook,
  Workflow,
  Zap,
} from 'lucide-react'

export type SettingsGroup = (typeof settingsGroups)[number]
export const settingsGroups = ['organisation', 'channels', 'rules', 'security', 'interfaces', 'system'] as const

/** One place of the settings. Words stand under `entry.<id>`; `words` there are what people may type instead. */
export type SettingsEntry = {
  id: string
  group: SettingsGroup
  icon: LucideIcon
  permission?: Permission
} & Pick<LinkProps, 'to' | 'params' | 'search' | 'hash'>

/** Only what works stands here. */
export const settingsEntries = [
  { id: 'workspace', group: 'organisation', icon: Building2, to: '/settings/workspace' },
  { id: 'people', group: 'organisation', icon: Users, to: '/settings/people', permission: 'member.read' },
  {
    id: 'teams',
    group: 'organisation',
    icon: UsersRound,
    to: '/settings/people',
    search: { tab: 'teams' },
    permission: 'member.read',
  },
  {
    id: 'absences',
    group: 'organisation',
    icon: CalendarOff,
    to: '/settings/people',
    search: { tab: 'absences' },
    permission: 'member.read',
  },
  { id: 'experts', group: 'organisation', icon: UserRoundSearch, to: '/settings/experts', permission: 'case.read' },
  { id: 'rights', group: 'organisation', icon: Table2, to: '/settings/rights' },
  { id: 'channels', group: 'channels', icon: Plug, to: '/settings/channels', permission: 'presence.read' },
  { id: 'connect', group: 'channels', icon: PlugZap, to: '/settings/channels/new', permission: 'presence.manage' },
  { id: 'quarantine', group: 'channels', icon: MailWarning, to: '/quarantine', permission: 'quarantine.read' },
  { id: 'mentions', group: 'channels', icon: AtSign, to: '/mentions', permission: 'mention.triage' },
  { id: 'acknowledgements', group: 'rules', icon: MailCheck, to: '/settings/acknowledgements' },
  {
    id: 'holdingReplies',
    group: 'rules',
    icon: Hourglass,
    to: '/settings/holding-replies',
    permission: 'case.read',
  },
  { id: 'signatures', group: 'rules', icon: Signature, to: '/settings/signatures', permission: 'case.read' },
  { id: 'targets', group: 'rules', icon: Timer, to: '/settings/targets', permission: 'case.read' },
  { id: 'serviceHours', group: 'rules', icon: CalendarClock, to: '/settings/service-hours', permission: 'case.read' },
  { id: 'routing', group: 'rules', icon: Split, to: '/settings/routing', permission: 'case.read' },
  { id: 'causes', group: 'rules', icon: ChartColumn, to: '/settings/causes', permission: 'case.read' },
  { id: 'closing', group: 'rules', icon: FolderCheck, to: '/settings/closing', permission: 'case.read' },
  { id: 'guideline', group: 'rules', icon: BookCheck, to: '/settings/guideline', permission: 'case.read' },
  { id: 'textModules', group: 'rules', icon: TextQuote, to: '/settings/text-modules', permission: 'case.read' },
  { id: 'checklists', group: 'rules', icon: ListChecks, to: '/settings/checklists', permission: 'case.read' },
  { id: 'goodwill', group: 'rules', icon: HandCoins, to: '/settings/goodwill', permission: 'goodwill.request' },
  { id: 'approvals', group: 'rules', icon: BadgeCheck, to: '/settings/approvals', permission: 'case.read' },
  { id: 'workflows', group: 'rules', icon: Workflow, to: '/settings/workflows', permission: 'case.read' },
  { id: 'topics', group: 'rules', icon: ListTree, to: '/settings/topics', permission: 'case.read' },
  { id: 'textQuality', group: 'rules', icon: ScanText, to: '/settings/text-quality', permission: 'settings.manage' },
  { id: 'profile', group: 'security', icon: ShieldCheck, to: '/profile' },
  { id: 'journal', group: 'security', icon: ScrollText, to: '/settings/journal', permission: 'journal.read' },
  { id: 'api', group: 'interfaces', icon: Code, to: '/settings/api' },
  {
    id: 'languageHelp',
    group: 'interfaces',
    icon: Sparkles,
    to: '/settings/language-help',
    permission: 'settings.manage',
  },
  { id: 'actions', group: 'interfaces', icon: Zap, to: '/settings/actions', permission: 'workflow.manage' },
  {
    id: 'inlet',
    group: 'interfaces',
    icon: Webhook,
    to: '/settings/channels/new/$kind',
    params: { kind: 'inlet' },
    permission: 'presence.manage',
  },
  { id: 'system', group: 'system', icon: HeartPulse, to: '/settings/system', permission: 'health.read' },
  { id: 'limits', group: 'system', icon: Gauge, to: '/settings/limits' },
] as const satisfies SettingsEntry[]
