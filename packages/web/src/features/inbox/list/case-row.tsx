import type { CaseRow } from '@resonanz/contracts'
import {
  ChevronsUp,
  ChevronUp,
  Check,
  CornerUpLeft,
  Globe,
  Lock,
  type LucideIcon,
  Paperclip,
  Pencil,
  Eye,
} from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Avatar } from '#ui/avatar.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { DueChip } from '#ui/due-chip.tsx'
import { ListTime } from '#ui/relative-time.tsx'
import { Duplicates, Heard } from './heard.tsx'
import { useOthersIn } from './others-here.ts'
import styles from './case-row.module.css'

export type Lines = 1 | 2 | 3
type Props = {
  row: CaseRow
  href: string
  lines: Lines
  /** The case beside the list. */
  open: boolean
  chosen: boolean
  /** The one row that Tab reaches. */
  cursor: boolean
  showOwner: boolean
  onOpen: (id: string, event: MouseEvent) => void
  onChoose: (id: string, range: boolean) => void
}

/** A case in the list: who, how long there is, what they said; what matters less is cut first. */
export const CaseListRow = memo(function CaseListRow(props: Props) {
  const { row, href, lines, open, chosen, cursor, showOwner, onOpen, onChoose } = props
  const { t } = useTranslation('inbox')
  const name = row.customer.name || t('row.nameless')
  const state = <State row={row} short={lines !== 3} />
  const signs = <Signs row={row} />
  const same = <Duplicates row={row} named={lines === 3} />
  const people = <People row={row} showOwner={showOwner} named={lines === 3} />
  const words = (
    <span className={styles.words} lang={row.language ?? undefined}>
      {row.title}
      {row.preview && <span className={styles.preview}> – {row.preview}</span>}
    </span>
  )
  return (
    <div className={styles.row} data-lines={lines} data-open={open || undefined} data-chosen={chosen || undefined}>
      <a
        href={href}
        className={styles.link}
        data-case={row.id}
        tabIndex={cursor ? 0 : -1}
        aria-current={open ? 'true' : undefined}
        onClick={(event) => onOpen(row.id, event)}
      >
        {chosen && <span className="sr-only">{t('row.chosen')} </span>}
        {row.unread && <span className="sr-only">{t('row.unread')} </span>}
        <span className={styles.line}>
          {row.unread && <span className={styles.dot} aria-hidden="true" />}
          <span className={styles.name} data-unread={row.unread || undefined}>
            {name}
          </span>
          {signs}
          <Heard row={row} named={lines === 3} />
          {lines === 1 && words}
          <span className={styles.space} />
          {lines !== 3 && people}
          {lines === 1 && same}
          {lines === 1 && state}
          <ListTime at={row.lastMessageAt} className={styles.time} />
        </span>
        {lines === 2 && (
          <span className={styles.line}>
            {words}
            <span className={styles.space} />
            {same}
            {state}
          </span>
        )}
        {lines === 3 && <span className={styles.line}>{words}</span>}
        {lines === 3 && (
          <span className={styles.meta}>
            {state}
            <About row={row} />
            <span className={styles.space} />
            {same}
            {people}
          </span>
        )}
      </a>
      <button
        type="button"
        className={styles.glyph}
        tabIndex={-1}
        aria-pressed={chosen}
        aria-label={t(chosen ? 'row.unchoose' : 'row.choose', { name })}
        onClick={(event) => onChoose(row.id, event.shiftKey)}
      >
        <span className={styles.channel}>
          <ChannelGlyph kind={row.channel} />
        </span>
        <span className={styles.box} aria-hidden="true">
          {chosen && <Check size={12} strokeWidth={3} />}
        </span>
      </button>
    </div>
  )
})

/** The one chip: what is due, else what we wait for. */
function State({ row, short }: { row: CaseRow; short: boolean }) {
  const { t } = useTranslation(['inbox', 'ui'])
  const isDueElsewhere = row.dueKind !== null && row.dueKind !== 'follow_up'
  if (row.backBecause && !isDueElsewhere)
    return (
      <Chip
        tone="soon"
        icon={CornerUpLeft}
        title={t('ui:cameBack.because', { why: t(`ui:cameBack.${row.backBecause}`) })}
      >
        {t(`ui:cameBack.${row.backBecause}`)}
      </Chip>
    )
  if (row.dueAt && row.dueKind) return <DueChip dueAt={row.dueAt} kind={row.dueKind} short={short} />
  if (row.category === 'open' || row.category === 'new') return null
  return <Chip tone={row.category === 'done' ? 'ok' : 'neutral'}>{t(`state.${row.category}`)}</Chip>
}

function Signs({ row }: { row: CaseRow }) {
  const { t } = useTranslation('inbox')
  const privateLeg = row.visibility === 'private' && (row.channel === 'found' || row.channel === 'feed')
  return (
    <span className={styles.signs}>
      {row.priority === 'urgent' && <Sign icon={ChevronsUp} label={t('priority.urgent')} loud />}
      {row.priority === 'high' && <Sign icon={ChevronUp} label={t('priority.high')} />}
      {row.visibility === 'public' && <Sign icon={Globe} label={t('row.public')} />}
      {privateLeg && <Sign icon={Lock} label={t('row.private')} />}
      {row.hasAttachment && <Sign icon={Paperclip} label={t('row.attachment')} />}
    </span>
  )
}

function Sign({ icon: Icon, label, loud }: { icon: LucideIcon; label: string; loud?: boolean }) {
  return (
    <span role="img" title={label} aria-label={label} data-loud={loud}>
      <Icon size={13} strokeWidth={loud ? 2.25 : 1.75} />
    </span>
  )
}

/** What it is about and who found it; cut first. */
function About({ row }: { row: CaseRow }) {
  const { t } = useTranslation(['inbox', 'ui'])
  const language = useLanguage()
  return (
    <>
      {row.followUpFor.length > 0 && (
        <span className={styles.kind}>
          {t('ui:waits.for', { what: row.followUpFor.map((event) => t(`ui:waits.short.${event}`)).join(', ') })}
        </span>
      )}
      {row.kind && <span className={styles.kind}>{t(`ui:understood.kind.${row.kind}`)}</span>}
      {row.topic && <span className={styles.topic}>{row.topic.name[language]}</span>}
      {row.foundBy && <span className={styles.found}>{t('row.foundBy', { name: row.foundBy })}</span>}
    </>
  )
}

/** Whose it is, and who looks or writes right now. */
function People({ row, showOwner, named }: { row: CaseRow; showOwner: boolean; named: boolean }) {
  const { t } = useTranslation('inbox')
  const others = useOthersIn(row.id, useMe()?.member.id)
  const other = others.find(({ doing }) => doing === 'writing') ?? others[0]
  if (other && !named) return <Avatar name={other.name} size={20} doing={other.doing} />
  return (
    <>
      {other && (
        <span className={styles.other}>
          {other.doing === 'writing' ? <Pencil size={12} /> : <Eye size={12} />}
          {t(`row.${other.doing}`, { name: other.name.split(' ')[0] })}
        </span>
      )}
      {showOwner && row.owner && <Avatar name={row.owner.name} size={20} named />}
    </>
  )
}
