import { type CaseDetail, type Me, signedOff } from '@resonanz/contracts'
import { lazy, type ReactNode, Suspense, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#ui/announcer.tsx'
import { useApprovalNeeded } from './approval-needed.ts'
import { ChannelBar } from './channel-bar.tsx'
import { FieldChecks } from './check/field-checks.tsx'
import { MarkedField } from './check/marked-field.tsx'
import { useOpenGaps } from './check/open-gaps.ts'
import { useGuidelineCheck } from './check/use-guideline-check.ts'
import { ComposerFoot } from './composer-foot.tsx'
import { type Frame, FrameButtons, OtherDraft } from './composer-frame.tsx'
import { ComposerStrips } from './composer-strips.tsx'
import { choiceIn, filesIn } from './draft-extra.ts'
import { FileList, useDrop } from './files.tsx'
import { lengthLeft, limitsOf } from './limits.ts'
import { LogFields, type LogHow, usualWay } from './log-fields.tsx'
import { useModules } from './modules/use-modules.tsx'
import type { Verdict } from './network/network-panel.tsx'
import { useWay } from './network/use-ways.ts'
import type { NextUpdate } from './next-update.ts'
import { useNextUpdate } from './next-update-field.tsx'
import { isOnNetwork } from './on-network.ts'
import { RecipientRow } from './recipient-row.tsx'
import { type Recipients, startRecipients } from './recipients.ts'
import { useReplyThread } from './reply-thread.ts'
import styles from './replies.module.css'
import { useSeenWords } from './seen-words.ts'
import type { SendHow } from './send-button.tsx'
import { HeldReply } from './sending/held-reply.tsx'
import { type Held, newReply } from './sending/new-reply.ts'
import { useSendKeys } from './sending/use-send-keys.ts'
import { useSending } from './sending/use-sending.ts'
import { SignOffPreview, useSignOff } from './sign-off.tsx'
import { useDraft } from './use-draft.ts'
import { useUploads } from './use-uploads.ts'
import { useWordsFromElsewhere } from './words-from-elsewhere.ts'

const SharedDrafts = lazy(() => import('./shared/shared-drafts.tsx').then((file) => ({ default: file.SharedDrafts })))
const ReplyRequests = lazy(() => import('./reply-requests.tsx').then((file) => ({ default: file.ReplyRequests })))
const NetworkPanel = lazy(() => import('./network/network-panel.tsx').then((file) => ({ default: file.NetworkPanel })))

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
  const focusField = () => requestAnimationFrame(() => field.current?.focus())
  const blank = me.preferences.signature ? `\n\n${me.preferences.signature}` : ''
  const draft = useDraft(me.member.id, detail.id, 'reply', blank)
  const { content } = draft
  const patchExtra = (patch: Record<string, unknown>) => draft.change((now) => ({ extra: { ...now.extra, ...patch } }))

  const { threads, thread } = useReplyThread(detail, content.threadId)
  const logs = thread?.reply === 'log'
  const onNetwork = isOnNetwork(thread)
  const way = useWay(detail.id, thread?.id, active && onNetwork)
  const seen = useSeenWords(detail, way?.answered ?? null, draft.isBlank)
  const recipients = thread ? startRecipients(thread, content.extra) : { to: [], cc: [] }
  const [chosenHow, setHow] = useState<LogHow | null>(null)
  const how = chosenHow ?? { way: usualWay(thread?.channel ?? 'phone', thread?.wishedAnswer ?? null), at: null }
  const [verdict, setVerdict] = useState<Verdict | null>(null)

  const limits = thread ? limitsOf(thread, way?.limits) : { maxLength: null, attachments: null }
  const files = filesIn(content.extra)
  const uploads = useUploads(files, limits.attachments, (file) =>
    draft.change((now) => ({ extra: { ...now.extra, files: [...filesIn(now.extra), file] } })),
  )
  const drop = useDrop(uploads.add)
  const nextUpdate = useNextUpdate(content.extra.nextUpdate as NextUpdate | undefined)
  const sending = useSending(detail.id, draft)
  useWordsFromElsewhere(detail.id, draft.adopt, seen.seeUpTo, field)

  // What was said on the telephone cannot be unsaid. Public words are written here first and put there by hand.
  const isWordedHere = active && (!logs || thread.visibility === 'public')
  const signOff = useSignOff(detail.id, thread?.id, isWordedHere)
  const check = useGuidelineCheck({
    caseId: detail.id,
    threadId: thread?.id,
    text: content.text,
    hasNextUpdate: nextUpdate.value !== null,
    isWanted: isWordedHere && !draft.isBlank,
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
  const gaps = useOpenGaps(content.text, field)
  const approval = useApprovalNeeded(detail.id, thread?.id, content.text, active && !logs)

  const left = onNetwork ? null : lengthLeft(signedOff(content.text, signOff), limits.maxLength)
  const ready =
    thread !== undefined &&
    !draft.isBlank &&
    content.text.trim() !== '' &&
    !uploads.busy &&
    (logs || onNetwork || recipients.to.length > 0) &&
    (left?.left ?? 0) >= 0 &&
    (!onNetwork || verdict?.threadId !== thread.id || verdict.fits) &&
    !sending.busy

  async function send(held: Held): Promise<void> {
    if (!thread) return
    if (!ready) return sayWhyNot()
    if (gaps.stopAtOpen()) return
    if (modules.stopAtMissing()) return announce(modules.missing[0]!.reason, 'urgent')
    // Recorded is what stands there already: the strip said what speaks against it.
    const against = logs ? [] : (check.against ?? [])
    const open = against.filter(({ rule }) => !held.overrides.some((one) => one.rule === rule))
    if (open.length > 0) return sending.stop(held, { findings: open, mayOverrideStop: check.mayOverrideStop })
    const reply = newReply(
      {
        threadId: thread.id,
        content,
        way: logs
          ? { by: 'hand', subject: t(`log.${how.way}`), at: how.at }
          : onNetwork
            ? { by: 'network' }
            : { by: 'mail', recipients },
        seen,
        promised: nextUpdate.value,
        moduleIds: modules.usedIds,
      },
      held,
    )
    await sending.send(held, reply, {
      asks: approval.needed,
      onSent: (message) => {
        gaps.forget()
        nextUpdate.reset()
        seen.seeUpTo(message?.id ?? detail.lastMessageId)
        onSent()
        if (message && held.how.what === 'done') onNext()
      },
    })
  }
  const sendAnew = (sendHow: SendHow) => void send({ how: sendHow, overrides: [], evenIfNewer: false })
  /** Too long for one: the key that sends makes a thread of it first, and sends it when pressed again. */
  function sayWhyNot(): void {
    if (!onNetwork || draft.isBlank || sending.busy || verdict?.threadId !== thread?.id || verdict?.fits !== false)
      return
    if (!verdict.canSplit) return announce(t('network.notYet'), 'urgent')
    patchExtra({ network: { ...choiceIn(content.extra), asThread: true } })
    announce(t('network.nowThread'))
  }
  const onSendKey = useSendKeys({ logs, when: active && ready, send: sendAnew })

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
      {!logs && !onNetwork && (
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
        // What was typed while it leaves would be cleared away with it.
        readOnly={sending.busy}
        placeholder={t(logs ? 'log.placeholder' : 'reply.placeholder', { name: detail.customer.name })}
        onChange={(event) => {
          sending.dropTrouble()
          if (!seen.newerCame) seen.seeAll()
          draft.change({ text: event.currentTarget.value })
          modules.onSelect()
        }}
        onSelect={modules.onSelect}
        onKeyDown={(event) => {
          if (!modules.onKey(event)) onSendKey(event)
        }}
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
      {onNetwork && (
        <Suspense>
          <NetworkPanel
            detail={detail}
            thread={thread}
            way={way}
            active={active}
            text={signedOff(content.text, signOff).trimEnd()}
            written={content.text}
            files={files}
            choice={choiceIn(content.extra)}
            onChoice={(network) => patchExtra({ network })}
            onText={(text) => draft.change({ text })}
            onVerdict={setVerdict}
          />
        </Suspense>
      )}
      <FieldChecks
        check={{ ...check, findings }}
        field={field}
        active={active}
        signature={me.preferences.signature ?? ''}
        onText={(text) => draft.change({ text })}
        onGaps={gaps.add}
      />
      <ComposerStrips
        detail={detail}
        approvalWhy={approval.needed && !draft.isBlank ? approval.why : null}
        openGap={gaps.open}
        newerCame={active && seen.newerCame}
        onSeen={seen.seeAll}
        sending={sending}
      />
      <ComposerFoot
        thread={thread}
        draft={draft}
        nextUpdate={nextUpdate}
        left={left}
        asks={approval.needed}
        ready={ready}
        busy={sending.busy}
        onExtra={patchExtra}
        onModule={modules.open}
        onFiles={limits.attachments && uploads.add}
        onSend={sendAnew}
      />
      <HeldReply
        caseId={detail.id}
        sending={sending}
        seen={seen}
        onSend={(held) => void send(held)}
        onBack={focusField}
      />
    </section>
  )
}
