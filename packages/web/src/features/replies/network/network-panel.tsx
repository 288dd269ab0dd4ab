import { type CaseDetail, capabilitiesOf, type ReplyWay } from '@resonanz/contracts'
import { Eye, EyeOff, FileText, LayoutTemplate, ListOrdered } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { isWorthSaying } from '../limits.ts'
import type { UploadedFile } from '../use-uploads.ts'
import { Alts } from './alts.tsx'
import { limitOf, measure } from './limit.ts'
import { Named } from './named.tsx'
import { type ChoiceOfTemplate, hasGaps, templateToSend } from './template.ts'
import styles from './network.module.css'
import { Preview } from './preview.tsx'
import { PublicOrPrivate, TakenAway, WindowLine } from './way-lines.tsx'

const TemplatePicker = lazy(() => import('./template-picker.tsx').then((file) => ({ default: file.TemplatePicker })))
const NoteDialog = lazy(() => import('./note-dialog.tsx').then((file) => ({ default: file.NoteDialog })))

/** What the writer chose for this network; kept with the draft. */
export type NetworkChoice = {
  privately?: boolean
  asThread?: boolean
  alts?: Record<string, string>
  template?: ChoiceOfTemplate
}
/** `canSplit`: too long for one, and a thread would hold it. */
export type Verdict = { threadId: string; fits: boolean; canSplit: boolean }

type Props = {
  detail: CaseDetail
  thread: CaseDetail['threads'][number]
  way: ReplyWay | undefined
  active: boolean
  /** As it will leave, with what stands below it. */
  text: string
  /** What stands in the field. */
  written: string
  files: UploadedFile[]
  choice: NetworkChoice
  onChoice: (choice: NetworkChoice) => void
  /** A service note stands in for the long words. */
  onText: (text: string) => void
  onVerdict: (verdict: Verdict) => void
}

/** Below the field of a network: where it goes, how long it may be, what to do when it is longer, how it will look. */
export function NetworkPanel({
  detail,
  thread,
  way,
  active,
  text,
  written,
  files,
  choice,
  onChoice,
  onText,
  onVerdict,
}: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const [wantsPreview, setShown] = useState<boolean | null>(null)
  const [writesNote, setWritesNote] = useState(false)
  const privately = choice.privately === true && thread.visibility === 'public'
  const own = way?.limits ?? null
  const isSingle = privately && capabilitiesOf[thread.channel].privateReply?.once === true
  const { counted, parts } = useMemo(
    () => measure(text, limitOf(thread, privately, own), isSingle),
    [text, thread, privately, isSingle, own],
  )
  const isLong = (counted?.left ?? 0) < 0
  const asThread = choice.asThread === true && parts !== null
  const isClosed =
    thread.visibility === 'private' &&
    way?.window?.isOpen === false &&
    !(way.window.after === 'template' && templateToSend(choice.template, written))
  const fits = (!isLong || asThread) && !isClosed && !hasGaps(choice.template, written)
  const canSplit = isLong && !asThread && parts !== null
  useEffect(() => onVerdict({ threadId: thread.id, fits, canSplit }), [thread.id, fits, canSplit, onVerdict])
  // What goes out in parts is looked at in parts.
  const isShown = wantsPreview ?? (isLong && asThread)
  useActions([
    {
      id: 'reply.preview',
      key: 'Mod+Shift+p',
      labelKey: 'replies:network.preview',
      icon: Eye,
      inFields: true,
      when: active,
      run: () => setShown(!isShown),
    },
    {
      id: 'reply.template',
      labelKey: 'replies:network.template.choose',
      icon: LayoutTemplate,
      when: active && way?.window?.after === 'template',
      run: () => document.querySelector<HTMLSelectElement>('[data-template]')?.focus(),
    },
    {
      id: 'reply.thread',
      labelKey: 'replies:network.toThread',
      icon: ListOrdered,
      when: active && canSplit,
      run: () => onChoice({ ...choice, asThread: true }),
    },
    {
      id: 'reply.note',
      labelKey: 'replies:network.note',
      icon: FileText,
      when: active,
      run: () => setWritesNote(true),
    },
  ])
  const canAlt = capabilitiesOf[thread.channel].attachments?.alt === true
  return (
    <div className={styles.panel} data-preview={isShown || undefined}>
      <TakenAway way={way} />
      <WindowLine way={way} />
      {way?.window?.after === 'template' && (
        <Suspense>
          <TemplatePicker
            presenceId={thread.presenceId}
            chosen={choice.template}
            written={written}
            onChoose={(template) => {
              const { template: _, ...rest } = choice
              onChoice(template ? { ...rest, template } : rest)
            }}
            onText={onText}
          />
        </Suspense>
      )}
      <PublicOrPrivate
        thread={thread}
        way={way}
        privately={privately}
        onPrivately={(wanted) => onChoice({ ...choice, privately: wanted })}
      />
      <Named thread={thread} text={text} isPrivate={privately || thread.visibility === 'private'} way={way} />
      {canAlt && (
        <Alts
          files={files}
          most={own?.maxAlt}
          alts={choice.alts ?? {}}
          onAlts={(alts) => onChoice({ ...choice, alts })}
        />
      )}
      <div className={styles.line}>
        {counted && isWorthSaying(counted) && (
          <span
            className={styles.count}
            data-over={(isLong && !asThread) || undefined}
            role={fits ? undefined : 'status'}
          >
            {isLong && asThread
              ? t('network.parts', { count: parts.length })
              : t(isLong ? 'network.over' : 'network.left', {
                  count: Math.abs(counted.left),
                  n: Math.abs(counted.left).toLocaleString(language),
                  total: counted.total.toLocaleString(language),
                  unit: t(`network.unit.${counted.unit}`),
                })}
          </span>
        )}
        {isLong && parts && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={asThread}
              onChange={(event) => onChoice({ ...choice, asThread: event.currentTarget.checked })}
            />
            <ListOrdered size={14} /> {t('network.asThread', { count: parts.length })}
          </label>
        )}
        {isLong && !parts && <span className={styles.hint}>{t('network.noThread')}</span>}
        <span className={styles.tools}>
          <Button small look="quiet" icon={FileText} onClick={() => setWritesNote(true)}>
            {t('network.note')}
          </Button>
          <Button
            small
            look="quiet"
            icon={isShown ? EyeOff : Eye}
            aria-expanded={isShown}
            onClick={() => setShown(!isShown)}
          >
            {t('network.preview')}
          </Button>
        </span>
      </div>
      {isShown && (
        <Preview
          thread={thread}
          isPrivate={privately}
          parts={asThread ? parts : [text.trim() === '' ? t('network.empty') : text]}
          files={files}
          alts={choice.alts ?? {}}
        />
      )}
      {writesNote && (
        <Suspense>
          <NoteDialog
            detail={detail}
            text={written}
            onClose={() => setWritesNote(false)}
            onPublished={(short) => {
              setWritesNote(false)
              onText(short)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
