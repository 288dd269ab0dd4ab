import { type CaseDetail, caseRoutes, type Me, signedOff, type StatusCategory } from '@resonanz/contracts'
import { Send, TextQuote } from 'lucide-react'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { useConnection } from '#lib/connection.ts'
import { onLaidDraft } from '#lib/laid-draft.ts'
import { isProblem, type Problem } from '#lib/problem.ts'
import { queryClient, read } from '#lib/query.ts'
import { useTimeline } from '#lib/timeline.ts'
import { announce } from '#ui/announcer.tsx'
import { IconButton } from '#ui/button.tsx'
import { useApprovalNeeded } from './approval-needed.ts'
import { FieldChecks } from './check/field-checks.tsx'
import type { PlacedFinding } from './check/findings.ts'
import { MarkedField } from './check/marked-field.tsx'
import { refusedFor, useGuidelineCheck } from './check/use-guideline-check.ts'
import { ChannelBar } from './channel-bar.tsx'
import { DraftState, type Frame, FrameButtons, OtherDraft, ShareButton } from './composer-frame.tsx'
import { FileButton, FileList, useDrop } from './files.tsx'
import { isWorthSaying, lengthLeft, limitsOf } from './limits.ts'
import { LogFields, type LogHow, usualWay } from './log-fields.tsx'
import { useModules } from './modules/use-modules.tsx'
import type { NextUpdate } from './next-update.ts'
import { NextUpdateField, useNextUpdate } from './next-update-field.tsx'
import { NewerStrip } from './newer-strip.tsx'
import { RecipientRow } from './recipient-row.tsx'
import { type Recipients, startRecipients } from './recipients.ts'
import styles from './replies.module.css'
import { requestApproval } from './request-approval.ts'
import { onReturnedDraft } from './returned-draft.ts'
import { SignOffPreview, useSignOff } from './sign-off.tsx'
import { SendButton, type SendHow } from './send-button.tsx'
import { type NewReply, sendReply } from './send-reply.ts'
import { SendTrouble } from './send-trouble.tsx'
import { type Newer, StopSheet } from './stop-sheet.tsx'
import { useDraft } from './use-draft.ts'
import { type UploadedFile, useUploads } from './use-uploads.ts'

const OverrideDialog = lazy(() =>
  import('./check/override-dialog.tsx').then((file) => ({ default: file.OverrideDialog })),
)

const SharedDrafts = lazy(() => import('./shared/shared-drafts.tsx').then((file) => ({ default: file.SharedDrafts })))
const ReplyRequests = lazy(() => import('./reply-requests.tsx').then((file) => ({ default: file.ReplyRequests })))

type Overrides = NonNullable<NewReply['overrides']>
/** A sending that waits for something to be decided. */
type Held = { how: SendHow; overrides: Overrides; evenIfNewer: boolean }

type Props = {
  detail: CaseDetail
  me: Me
  active: boolean
  frame: Frame
  toNote: ReactNode
  onNext: () => void
  onSent: () => void
}

/** The field for words to the customer: where they go, to whom, what is promised next. */
export function ReplyComposer({ detail, me, active, frame, toNote, onNext, onSent }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const fieldId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const online = useConnection().online
  const threads = detail.threads.filter((thread) => thread.reply !== 'none')
  const blank = me.preferences.signature ? `\n\n${me.preferences.signature}` : ''
  const draft = useDraft(me.member.id, detail.id, 'reply', blank)
  const { content, adopt } = draft
  const lastThreadId = useLastThread(detail.id)
  const thread =
    threads.find(({ id }) => id === content.threadId) ??
    threads.find(({ id }) => id === lastThreadId) ??
    usualThread(threads, detail)
  const limits = thread ? limitsOf(thread) : { maxLength: null, attachments: null }
  const logs = thread?.reply === 'log'
  const files = filesIn(content.extra)
  const recipients = thread ? startRecipients(thread, content.extra) : { to: [], cc: [] }
  const withQuote = content.extra.includeQuote !== false
  const patchExtra = (patch: Record<string, unknown>) => draft.change((now) => ({ extra: { ...now.extra, ...patch } }))
  const uploads = useUploads(files, limits.attachments, (file) =>
    draft.change((now) => ({ extra: { ...now.extra, files: [...filesIn(now.extra), file] } })),
  )
  const drop = useDrop(uploads.add)
  const nextUpdate = useNextUpdate(content.extra.nextUpdate as NextUpdate | undefined)
  const [chosenHow, setHow] = useState<LogHow | null>(null)
  const how = chosenHow ?? { way: usualWay(thread?.channel ?? 'phone', thread?.wishedAnswer ?? null), at: null }
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Problem | null>(null)
  const [newer, setNewer] = useState<(Held & { newer: Newer }) | null>(null)
  const [against, setAgainst] = useState<(Held & { findings: PlacedFinding[]; mayOverrideStop: boolean }) | null>(null)
  const [seenLast, setSeenLast] = useState(detail.lastMessageId)
  const intent = useRef({ body: '', key: '' })
  const gaps = useRef<string[]>([])
  const [openGap, setOpenGap] = useState<string | null>(null)

  // While nothing is written, everything on the screen counts as seen; words that went elsewhere are none to wait for.
  const newerCame = !draft.isBlank && isLater(detail.lastMessageId, seenLast)
  const seen = newerCame ? seenLast : detail.lastMessageId
  const shownTrouble = trouble?.code === 'offline' && online ? null : trouble

  useEffect(
    () =>
      onReturnedDraft(detail.id, (returned) => {
        adopt(returned)
        const now = queryClient.getQueryData(read(caseRoutes.read, { params: { id: detail.id } }).queryKey)
        setSeenLast(now?.lastMessageId ?? null)
        requestAnimationFrame(() => field.current?.focus())
      }),
    [detail.id, adopt],
  )

  useEffect(
    () =>
      onLaidDraft(detail.id, (text, promised) => {
        adopt({ text, threadId: null, extra: promised ? { nextUpdate: promised } : {} })
        requestAnimationFrame(() => field.current?.focus())
      }),
    [detail.id, adopt],
  )

  const signOff = useSignOff(detail.id, thread?.id, active && (!logs || thread?.visibility === 'public'))
  const left = lengthLeft(signedOff(content.text, signOff), limits.maxLength)
  const missing = thread && !logs && recipients.to.length === 0
  const ready =
    thread !== undefined &&
    !draft.isBlank &&
    content.text.trim() !== '' &&
    !uploads.busy &&
    !missing &&
    (left?.left ?? 0) >= 0 &&
    !busy

  const check = useGuidelineCheck({
    caseId: detail.id,
    threadId: thread?.id,
    text: content.text,
    hasNextUpdate: nextUpdate.value !== null,
    // What was said on the telephone cannot be unsaid. Public words are written here first and put there by hand.
    isWanted: active && (!logs || thread.visibility === 'public') && !draft.isBlank,
  })

  const modules = useModules({
    id: `${fieldId}-modules`,
    caseId: detail.id,
    threadId: thread?.id,
    draft,
    field,
    active,
  })
  const findings = useMemo(() => [...modules.missing, ...check.findings], [modules.missing, check.findings])

  const approval = useApprovalNeeded(detail.id, thread?.id, content.text, active && !logs)

  async function send(sendHow: SendHow, { overrides = [], evenIfNewer = false }: Partial<Held> = {}): Promise<void> {
    if (!thread || !ready) return
    const gap = gaps.current.find((one) => content.text.includes(one)) ?? null
    setOpenGap(gap)
    if (gap !== null) {
      const at = content.text.indexOf(gap)
      field.current?.focus()
      return field.current?.setSelectionRange(at, at + gap.length)
    }
    if (modules.stopAtMissing()) return announce(modules.missing[0]!.reason, 'urgent')
    const held: Held = { how: sendHow, overrides, evenIfNewer }
    // Recorded is what stands there already: the strip said what speaks against it.
    const open = (logs ? [] : (check.against ?? [])).filter(({ rule }) => !overrides.some((one) => one.rule === rule))
    if (open.length > 0) return setAgainst({ ...held, findings: open, mayOverrideStop: check.mayOverrideStop })
    const category: StatusCategory | undefined =
      sendHow.what === 'done' ? 'done' : sendHow.what === 'wait' ? 'waiting_customer' : undefined
    const promised = category ? null : nextUpdate.value
    const body: NewReply = {
      threadId: thread.id,
      text: content.text.trimEnd(),
      ...(logs
        ? { subject: t(`log.${how.way}`), logged: true, ...(how.at ? { occurredAt: how.at } : {}) }
        : { to: recipients.to, cc: recipients.cc }),
      attachmentIds: files.map((file) => file.id),
      expectedLastMessageId: seen,
      evenIfNewer,
      nextUpdate: promised,
      ...(category ? { category } : {}),
      ...(sendHow.what === 'followUp' ? { followUpAt: sendHow.at.toISOString() } : {}),
      includeQuote: withQuote,
      overrides,
      ...(modules.usedIds.length > 0 ? { moduleIds: modules.usedIds } : {}),
    }
    setBusy(true)
    setTrouble(null)
    setNewer(null)
    setAgainst(null)
    try {
      await draft.hold()
      const key = keyFor(intent.current, { ...body, asks: approval.needed })
      const message = approval.needed ? null : await sendReply(detail.id, body, files, key)
      if (!message) await requestApproval(detail.id, body, key)
      draft.clear()
      gaps.current = []
      nextUpdate.reset()
      setSeenLast(message?.id ?? detail.lastMessageId)
      intent.current = { body: '', key: '' }
      onSent()
      if (message && sendHow.what === 'done') onNext()
    } catch (error) {
      if (isProblem(error, 'newer-message')) setNewer({ ...held, newer: error.extra as Newer })
      else if (isProblem(error, 'guideline-warning') || isProblem(error, 'guideline-stop'))
        setAgainst({
          ...held,
          findings: refusedFor(error.extra, content.text),
          mayOverrideStop: error.code === 'guideline-warning',
        })
      else if (isProblem(error)) {
        setTrouble(error)
        announce(t('trouble.notSent'), 'urgent')
      } else throw error
    } finally {
      setBusy(false)
    }
  }
  // In the sheet and the palette; as keys they are the field's own, so that nothing is sent from elsewhere.
  const sendAs = (what: 'send' | 'done') => (event?: globalThis.KeyboardEvent) => {
    if (!event) void send({ what })
  }
  useActions([
    {
      id: 'reply.send',
      key: 'Mod+Enter',
      labelKey: logs ? 'replies:log.button' : 'replies:send.button',
      icon: Send,
      when: active && ready,
      run: sendAs('send'),
    },
    {
      id: 'reply.sendDone',
      key: 'Mod+Shift+Enter',
      labelKey: logs ? 'replies:log.done' : 'replies:send.done',
      icon: Send,
      when: active && ready,
      run: sendAs('done'),
    },
  ])
  function onKeyDown(event: KeyboardEvent): void {
    if (modules.onKey(event)) return
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send({ what: event.shiftKey ? 'done' : 'send' })
  }
  if (!thread) return <p className={styles.denied}>{t('channel.none')}</p>
  return (
    <section className={styles.composer} aria-label={t('reply.label')} {...drop}>
      <ChannelBar
        thread={thread}
        threads={threads}
        onThread={(id) => draft.change({ threadId: id, extra: { ...content.extra, to: undefined, cc: undefined } })}
      >
        {toNote}
        <FrameButtons frame={frame} />
      </ChannelBar>
      {!logs && (
        <RecipientRow
          thread={thread}
          recipients={recipients}
          onChange={({ to, cc }: Recipients) => patchExtra({ to, cc })}
        />
      )}
      {logs && <LogFields thread={thread} how={how} onHow={setHow} />}
      <OtherDraft draft={draft} />
      {active && (
        <Suspense>
          <SharedDrafts caseId={detail.id} draft={draft} />
          <ReplyRequests caseId={detail.id} memberId={me.member.id} />
        </Suspense>
      )}
      <label className="sr-only" htmlFor={fieldId}>
        {t('reply.label')}
      </label>
      <MarkedField
        id={fieldId}
        ref={field}
        findings={findings}
        className={styles.field}
        value={content.text}
        lang={detail.language ?? undefined}
        placeholder={t(logs ? 'log.placeholder' : 'reply.placeholder', { name: detail.customer.name })}
        onChange={(event) => {
          setTrouble(null)
          if (!newerCame) setSeenLast(detail.lastMessageId)
          draft.change({ text: event.currentTarget.value })
          modules.onSelect()
        }}
        onSelect={modules.onSelect}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files]
          if (pasted.length === 0) return
          event.preventDefault()
          uploads.add(pasted)
        }}
      />
      {modules.picker}
      {signOff && <SignOffPreview text={content.text} signOff={signOff} logs={logs} />}
      <FileList
        files={files}
        uploads={uploads.uploads}
        onRemove={(id) => patchExtra({ files: files.filter((file) => file.id !== id) })}
      />
      <FieldChecks
        check={{ ...check, findings }}
        field={field}
        active={active}
        signature={me.preferences.signature ?? ''}
        onText={(text) => draft.change({ text })}
        onGaps={(found) => {
          gaps.current = [...gaps.current, ...found]
        }}
      />
      {approval.needed && !draft.isBlank && (
        <p className={styles.strip}>{t('approval.needed', { why: approval.why.join(', ') })}</p>
      )}
      {openGap !== null && content.text.includes(openGap) && (
        <p className={styles.strip} role="alert">
          {t('check.gap', { gap: openGap })}
        </p>
      )}
      {active && newerCame && <NewerStrip detail={detail} onSeen={() => setSeenLast(detail.lastMessageId)} />}
      {shownTrouble && <SendTrouble problem={shownTrouble} onClose={() => setTrouble(null)} />}
      {!online && !shownTrouble && <p className={styles.strip}>{t('trouble.offline')}</p>}
      <div className={styles.foot}>
        <IconButton small icon={TextQuote} label={t('act.module')} onClick={modules.open} />
        {limits.attachments && !logs && <FileButton onFiles={uploads.add} />}
        {thread.channel === 'email' && !logs && (
          <label className={styles.quote}>
            <input
              type="checkbox"
              checked={withQuote}
              onChange={(event) => patchExtra({ includeQuote: event.currentTarget.checked })}
            />
            {t('reply.quote')}
          </label>
        )}
        <DraftState draft={draft} />
        {!draft.isBlank && !draft.isShared && <ShareButton draft={draft} />}
        <span className={styles.space} />
        <NextUpdateField field={nextUpdate} onChange={(value) => patchExtra({ nextUpdate: value })} />
        {left && isWorthSaying(left) && (
          <span className={styles.left} data-over={left.left < 0 || undefined}>
            {t(left.left < 0 ? 'reply.over' : 'reply.left', { count: Math.abs(left.left) })}
          </span>
        )}
        <SendButton
          logs={logs}
          asks={approval.needed}
          ready={ready}
          busy={busy}
          onSend={(sendHow) => void send(sendHow)}
        />
      </div>
      {newer && (
        <StopSheet
          caseId={detail.id}
          newer={newer.newer}
          onLook={() => {
            setNewer(null)
            setSeenLast(newer.newer.messageId)
          }}
          onSend={() => void send(newer.how, { ...newer, evenIfNewer: true })}
          onKeep={() => setNewer(null)}
        />
      )}
      {against && (
        <Suspense>
          <OverrideDialog
            findings={against.findings}
            mayOverrideStop={against.mayOverrideStop}
            onSend={(reason) => {
              const said = [...new Set(against.findings.map(({ rule }) => rule))].map((rule) => ({ rule, reason }))
              void send(against.how, { ...against, overrides: [...against.overrides, ...said] })
            }}
            onBack={() => {
              setAgainst(null)
              requestAnimationFrame(() => field.current?.focus())
            }}
          />
        </Suspense>
      )}
    </section>
  )
}

/** Ids of messages grow with time. */
function isLater(id: string | null, than: string | null): boolean {
  return id !== null && (than === null || id > than)
}

/** Where the customer wrote last, as far as the timeline is loaded: an answer goes back the same way. */
function useLastThread(caseId: string): string | undefined {
  const { items } = useTimeline(caseId)
  const last = items.findLast((item) => item.kind === 'message' && item.direction === 'in')
  return last?.kind === 'message' ? last.threadId : undefined
}

/** The thread of the last word, as far as the case tells: same channel and visibility, the newest of them. */
function usualThread(threads: CaseDetail['threads'], detail: CaseDetail) {
  const fits = threads.findLast(
    (thread) => thread.channel === detail.channel && thread.visibility === detail.visibility,
  )
  return fits ?? threads.findLast((thread) => thread.reply === 'send') ?? threads.at(-1)
}

function filesIn(extra: Record<string, unknown>): UploadedFile[] {
  return Array.isArray(extra.files) ? (extra.files as UploadedFile[]) : []
}

/** The same words tried again keep their key: the server sends them once, however often the network fails between. */
function keyFor(intent: { body: string; key: string }, body: NewReply & { asks: boolean }): string {
  const written = JSON.stringify(body)
  if (intent.body !== written) {
    intent.body = written
    intent.key = crypto.randomUUID()
  }
  return intent.key
}
