import { replyRoutes } from '@resonanz/contracts'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { call } from '#lib/api.ts'
import { connection, onConnectionChange } from '#lib/connection.ts'
import { type DraftContent, hasContent, mergeDrafts, readLocalDraft, writeLocalDraft } from './draft-store.ts'

const SAVE_AFTER_MS = 800
export type DraftStatus = { where: 'nowhere' | 'saving' | 'server' | 'device'; at: Date | null }

/**
 * My draft of a case: kept on this device with every change and on the server shortly after. Found again after a crash
 * and on other devices; a newer one from elsewhere is offered, never written over what stands here.
 */
export function useDraft(memberId: string, caseId: string, kind: 'reply' | 'note', blank: string) {
  const empty: DraftContent = { text: blank, threadId: null, extra: {} }
  const [content, setContent] = useState<DraftContent>(() => readLocalDraft(memberId, caseId, kind) ?? empty)
  const [status, setStatus] = useState<DraftStatus>({ where: 'nowhere', at: null })
  const [other, setOther] = useState<DraftContent | null>(null)
  const latest = useRef(content)
  const touched = useRef(false)
  const unsent = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flight = useRef<Promise<void>>(Promise.resolve())
  const isBlank = useCallback(
    (draft: DraftContent) =>
      !hasContent(draft) || (draft.text.trim() === blank.trim() && !hasContent({ ...draft, text: '' })),
    [blank],
  )

  const keepHere = useCallback(
    (draft: DraftContent, isUnsent: boolean) => {
      unsent.current = isUnsent
      const at = new Date().toISOString()
      writeLocalDraft(
        memberId,
        caseId,
        kind,
        isBlank(draft) && !isUnsent ? null : { ...draft, savedAt: at, unsent: isUnsent },
      )
    },
    [memberId, caseId, kind, isBlank],
  )

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    if (!unsent.current) return flight.current
    const draft = latest.current
    setStatus((before) => ({ ...before, where: 'saving' }))
    flight.current = flight.current
      .then(() =>
        call(replyRoutes.saveDraft, {
          params: { id: caseId, kind },
          body: isBlank(draft) ? { text: '' } : { text: draft.text, threadId: draft.threadId, extra: draft.extra },
        }),
      )
      .then((saved) => {
        if (latest.current === draft) keepHere(draft, false)
        setStatus({ where: isBlank(draft) ? 'nowhere' : 'server', at: saved ? new Date(saved.savedAt) : new Date() })
      })
      .catch(() => setStatus({ where: 'device', at: new Date() }))
    return flight.current
  }, [caseId, kind, isBlank, keepHere])

  const change = useCallback(
    (change: Partial<DraftContent> | ((now: DraftContent) => Partial<DraftContent>)) => {
      touched.current = true
      const patch = typeof change === 'function' ? change(latest.current) : change
      const next = { ...latest.current, ...patch }
      latest.current = next
      setContent(next)
      keepHere(next, true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), SAVE_AFTER_MS)
      if (patch.text !== undefined) window.dispatchEvent(new CustomEvent('resonanz:writing', { detail: caseId }))
    },
    [caseId, keepHere, save],
  )

  /** After sending: the words are no draft any more. An answer's draft the server has dropped itself, a note's not. */
  const clear = useCallback(() => {
    clearTimeout(timer.current)
    unsent.current = false
    if (kind === 'note')
      void call(replyRoutes.saveDraft, { params: { id: caseId, kind }, body: { text: '' } }).catch(() => undefined)
    latest.current = { text: blank, threadId: latest.current.threadId, extra: {} }
    setContent(latest.current)
    writeLocalDraft(memberId, caseId, kind, null)
    setStatus({ where: 'nowhere', at: null })
  }, [memberId, caseId, kind, blank])

  /** Puts words into the field that the server has already. */
  const adopt = useCallback(
    (draft: DraftContent) => {
      latest.current = draft
      setContent(draft)
      keepHere(draft, false)
      setOther(null)
      setStatus({ where: 'server', at: new Date() })
    },
    [keepHere],
  )

  useEffect(() => {
    const stop = new AbortController()
    call(replyRoutes.readDraft, { params: { id: caseId, kind }, signal: stop.signal })
      .then((server) => {
        const merged = mergeDrafts(readLocalDraft(memberId, caseId, kind), server)
        if (merged.other) setOther(merged.other)
        if (touched.current) return
        const found = merged.use ?? { text: blank, threadId: null, extra: {} }
        latest.current = found
        setContent(found)
        unsent.current = merged.from === 'device'
        if (server && merged.from === 'server') setStatus({ where: 'server', at: new Date(server.savedAt) })
        if (merged.from === 'none') writeLocalDraft(memberId, caseId, kind, null)
        if (merged.from === 'device') void save()
      })
      .catch(() => undefined)
    return () => stop.abort()
  }, [memberId, caseId, kind, blank, save])

  const saveLatest = useRef(save)
  useLayoutEffect(() => {
    saveLatest.current = save
  })
  useEffect(() => {
    const stop = onConnectionChange(() => connection().online && void saveLatest.current())
    const hide = () => document.visibilityState === 'hidden' && void saveLatest.current()
    document.addEventListener('visibilitychange', hide)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', hide)
      void saveLatest.current()
    }
  }, [])

  /** Waits for a save under way and stops the next: nothing may write the draft anew while it is being sent. */
  const hold = useCallback(async () => {
    clearTimeout(timer.current)
    await flight.current
  }, [])

  return {
    content,
    change,
    clear,
    adopt,
    hold,
    status,
    other,
    dropOther: () => setOther(null),
    isBlank: isBlank(content),
  }
}
export type DraftField = ReturnType<typeof useDraft>
