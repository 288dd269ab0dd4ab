import type { CaseView, Permission } from '@resonanz/contracts'
import {
  AlarmClock,
  AtSign,
  BadgeCheck,
  CalendarClock,
  CircleDashed,
  CircleHelp,
  ContactRound,
  Eye,
  FilePenLine,
  Hand,
  Inbox,
  Layers,
  type LucideIcon,
  MailQuestionMark,
  MailWarning,
  MessageCircleQuestion,
  Network,
  Settings,
  SquareCheckBig,
  Sunrise,
  Users,
} from 'lucide-react'

export type ViewEntry = { view: CaseView; icon: LucideIcon; key?: string; onlyWhenAny?: boolean }

/** The fixed views of the inbox, in the order of the day. */
export const viewEntries: ViewEntry[] = [
  { view: 'needs_me', icon: Hand, key: 'g n' },
  { view: 'mine', icon: Inbox, key: 'g m' },
  { view: 'team', icon: Users, key: 'g t' },
  { view: 'unassigned', icon: CircleDashed },
  { view: 'follow_ups', icon: AlarmClock },
  { view: 'drafts', icon: FilePenLine },
  { view: 'watched', icon: Eye },
  { view: 'all', icon: Layers, key: 'g i' },
  { view: 'unclear', icon: CircleHelp, onlyWhenAny: true },
]

export type PlaceEntry = {
  id:
    | 'mentions'
    | 'approvals'
    | 'customers'
    | 'incidents'
    | 'publishing'
    | 'morning'
    | 'consultations'
    | 'tasks'
    | 'outbox'
    | 'quarantine'
    | 'settings'
  to:
    | '/mentions'
    | '/approvals'
    | '/customers'
    | '/incidents'
    | '/publishing'
    | '/morning'
    | '/consultations'
    | '/tasks'
    | '/outbox'
    | '/quarantine'
    | '/settings'
  icon: LucideIcon
  key?: string
  permission?: Permission
  /** Only while something is there. */
  onlyWhenAny?: boolean
}

/** What stands at the foot of the navigation. */
export const placeEntries: PlaceEntry[] = [
  { id: 'morning', to: '/morning', icon: Sunrise, key: 'g o', permission: 'case.read' },
  { id: 'approvals', to: '/approvals', icon: BadgeCheck, key: 'g f', permission: 'case.write' },
  { id: 'mentions', to: '/mentions', icon: AtSign, key: 'g l', permission: 'mention.triage' },
  { id: 'customers', to: '/customers', icon: ContactRound, key: 'g k', permission: 'customer.read' },
  { id: 'incidents', to: '/incidents', icon: Network, key: 'g s', permission: 'case.read' },
  { id: 'publishing', to: '/publishing', icon: CalendarClock, key: 'g b', permission: 'publish.write' },
  { id: 'consultations', to: '/consultations', icon: MessageCircleQuestion, permission: 'case.read' },
  { id: 'tasks', to: '/tasks', icon: SquareCheckBig, key: 'g a', permission: 'case.read' },
  { id: 'outbox', to: '/outbox', icon: MailQuestionMark, permission: 'health.read', onlyWhenAny: true },
  { id: 'quarantine', to: '/quarantine', icon: MailWarning, permission: 'quarantine.read' },
  { id: 'settings', to: '/settings', icon: Settings, key: 'g e' },
]
