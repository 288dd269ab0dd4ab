import { type Draft, replyRoutes, sharedDraftRoutes } from '@resonanz/contracts'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { call } from '#lib/api.ts'
import { connection, onConnectionChange } from '#lib/connection.ts'
import { onLive } from '#lib/live.ts'
import { isProblem } from '#lib/problem.ts'
import { type DraftContent, hasContent, mergeDrafts, readLocalDraft, writeLocalDraft } from './draft-store.ts'

const SAVE_AFTER_MS = 800
export type DraftStatus = { where: 'nowhere' | 'saving' | 'server' | 'device'; at: Date | null }
/** The draft as colleagues see it: which, and the version that the words here build on. */
type Shared = { id: string; version: number }
/** It is not mine to write any more: somebody took it over (`by`), or it was sent or put away. */
export type LostDraft = { by: string | null; keepsOwn: boolean }

/**
 * My draft of a case: kept on this device with every change and on the server shortly after. Found again after a crash
 * and on other devices; a newer one from elsewhere is offered, never written over what stands here. A shared one is
 * saved upon the version it builds on: where somebody else wrote, both texts are kept and shown.
 */
export function useDraft(memberId: string, caseId: string, kind: 'reply' | 'note', blank: string) {
  const empty: DraftContent = { text: blank, threadId: null, extra: {} }
  const [content, setContent] = useState<DraftContent>(() => readLocalDraft(memberId, caseId, kind) ?? empty)
  const [status, setStatus] = useState<DraftStatus>({ where: 'nowhere', at: null })
  const [other, setOther] = useState<DraftContent | null>(null)
  const [isShared, setIsShared] = useState(false)
  const [lost, setLost] = useState<LostDraft | null>(null)
  const latest = useRef(content)
  const shared = useRef<Shared | null>(null)
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

  const know = useCallback((draft: Draft | null) => {
    shared.current = draft?.sharedAt ? { id: draft.id, version: draft.version } : null
    setIsShared(shared.current !== null)
  }, [])

  /** Somebody else has the draft: words here that it does not hold become a draft of my own, others leave the field. */
  const lose = useCallback(
    (by: string | null, stands: string | null) => {
      shared.current = null
      setIsShared(false)
      const keepsOwn = !isBlank(latest.current) && latest.current.text !== stands
      setLost({ by, keepsOwn })
      if (!keepsOwn) {
        latest.current = { text: blank, threadId: latest.current.threadId, extra: {} }
        setContent(latest.current)
      }
      keepHere(latest.current, keepsOwn)
      setStatus({ where: 'nowhere', at: null })
      return keepsOwn
    },
    [blank, isBlank, keepHere],
  )

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    if (!unsent.current) return flight.current
    const draft = latest.current
    setStatus((before) => ({ ...before, where: 'saving' }))
    const send = () => {
      const upon = shared.current
      const words = isBlank(draft) ? { text: '' } : { text: draft.text, threadId: draft.threadId, extra: draft.extra }
      return call(replyRoutes.saveDraft, {
        params: { id: caseId, kind },
        body: upon ? { ...words, shared: upon } : words,
      })
    }
    const kept = (saved: Draft | null) => {
      if (saved && shared.current?.id === saved.id) shared.current.version = saved.version
      if (latest.current === draft) keepHere(draft, false)
      setStatus({ where: isBlank(draft) ? 'nowhere' : 'server', at: saved ? new Date(saved.savedAt) : new Date() })
    }
    const refused = async (error: unknown): Promise<void> => {
      if (isProblem(error, 'draft-taken') || isProblem(error, 'draft-gone')) {
        const { by, text } = error.extra as { by?: { name: string }; text?: string }
        if (lose(by?.name ?? null, text ?? null)) await send().then(kept)
        return
      }
      setStatus({ where: 'device', at: new Date() })
      if (!isProblem(error, 'draft-changed') || !shared.current) return
      const { version, ...stands } = error.extra as DraftContent & { version: number }
      shared.current.version = version
      setOther(stands)
    }
    flight.current = flight.current
      .then(send)
      .then(kept)
      .catch(refused)
      .catch(() => setStatus({ where: 'device', at: new Date() }))
    return flight.current
  }, [caseId, kind, isBlank, keepHere, lose])

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
    know(null)
    if (kind === 'note')
      void call(replyRoutes.saveDraft, { params: { id: caseId, kind }, body: { text: '' } }).catch(() => undefined)
    latest.current = { text: blank, threadId: latest.current.threadId, extra: {} }
    setContent(latest.current)
    writeLocalDraft(memberId, caseId, kind, null)
    setStatus({ where: 'nowhere', at: null })
  }, [memberId, caseId, kind, blank, know])

  /** Puts words into the field that the server has already. */
  const adopt = useCallback(
    (draft: DraftContent) => {
      // What the server tells of an earlier draft a moment later does not wipe it away.
      touched.current = true
      latest.current = draft
      setContent(draft)
      keepHere(draft, false)
      setOther(null)
      setStatus({ where: 'server', at: new Date() })
    },
    [keepHere],
  )

  /** Shows the draft to colleagues, or keeps it to myself again. Throws Problem. */
  const share = useCallback(
    async (wanted: boolean) => {
      if (!unsent.current && latest.current.text.trim() !== '' && !shared.current) unsent.current = true
      await save()
      know(await call(sharedDraftRoutes.share, { params: { id: caseId }, body: { isShared: wanted } }))
    },
    [caseId, know, save],
  )

  /**
   * Puts a draft into the field that the server gives me: taken over, or an earlier version of mine. Words of mine that
   * stood there are offered beside it. Throws Problem.
   */
  const bring = useCallback(
    async (ask: () => Promise<Draft>, keepsMine: boolean) => {
      await save()
      const mine = latest.current
      const draft = await ask()
      know(draft)
      setLost(null)
      adopt({ text: draft.text, threadId: draft.threadId, extra: draft.extra })
      if (keepsMine && !isBlank(mine) && mine.text !== draft.text) setOther(mine)
    },
    [adopt, isBlank, know, save],
  )

  useEffect(() => {
    const stop = new AbortController()
    call(replyRoutes.readDraft, { params: { id: caseId, kind }, signal: stop.signal })
      .then((server) => {
        know(server)
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
  }, [memberId, caseId, kind, blank, know, save])

  // Told at once, also where nothing is being typed here.
  useEffect(() => {
    if (kind !== 'reply') return
    return onLive((event) => {
      if (event.type !== 'case' || event.caseId !== caseId || event.event !== 'draft.taken-over') return
      if (!shared.current || event.actorId === memberId) return
      void save()
        .then(() => shared.current && call(replyRoutes.readDraft, { params: { id: caseId, kind } }))
        .then((mine) => mine === null && shared.current && lose(null, latest.current.text))
        .catch(() => undefined)
    })
  }, [caseId, kind, memberId, save, lose])

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
    share,
    bring,
    status,
    other,
    isShared,
    lost,
    dropOther: () => setOther(null),
    dropLost: () => setLost(null),
    isBlank: isBlank(content),
  }
}
export type DraftField = ReturnType<typeof useDraft>
