import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { queryClient, read } from '#lib/query.ts'
import { caseRoutes } from '@resonanz/contracts'
import type { RowsHandle } from './case-rows.tsx'
import { extend, keepOnly, nothing, type Selection, toggle, toggleAll } from './selection.ts'

type Options = {
  order: readonly string[]
  /** Which list this is; another one begins anew. */
  name: string
  openId: string | null
  handle: RefObject<RowsHandle | null>
  /** A case is open beside the list: moving shows the next one. */
  openBeside: boolean
  open: (id: string, how?: { replace?: boolean }) => void
}

export type Cursor = ReturnType<typeof useCursor>
const REST_MS = 140

/** Where one stands in the list and what one has chosen. The edge moves at once; the case follows when one rests. */
export function useCursor({ order, name, openId, handle, openBeside, open }: Options) {
  const [at, setAt] = useState<string | null>(openId)
  const [selection, setSelection] = useState<Selection>(nothing)
  const place = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const found = at === null ? -1 : order.indexOf(at)
  // The case one stood on left the list: the next one takes its place.
  const id = order[found >= 0 ? found : Math.min(place.current, order.length - 1)] ?? null
  // Nobody stands anywhere yet: the first step goes to the first case.
  const from = at === null ? null : id
  const latest = useRef({ order, id, from, openBeside, open })
  useEffect(() => {
    latest.current = { order, id, from, openBeside, open }
    if (found >= 0) place.current = found
  })
  const named = useRef(name)
  useEffect(() => {
    // Not for the first list: a key pressed as soon as it is seen would be forgotten again.
    if (named.current === name) return
    named.current = name
    setSelection(nothing)
    place.current = 0
    setAt(null)
  }, [name])
  useEffect(() => {
    if (openId) setAt(openId)
  }, [openId])
  useEffect(() => setSelection((now) => (now.all ? now : keepOnly(now, order))), [order])
  useEffect(() => () => clearTimeout(timer.current), [])

  const put = useCallback((next: string) => setAt(next), [])
  const choose = useCallback((next: string, range: boolean) => {
    const { order, id } = latest.current
    setSelection((now) => (range ? extend(now, order, next, id) : toggle(now, next)))
    setAt(next)
  }, [])
  const move = useCallback(
    (by: number | 'first' | 'last', extending: boolean) => {
      const { order, id, from, openBeside, open } = latest.current
      const place = from === null ? -1 : order.indexOf(from)
      const last = order.length - 1
      const to = by === 'first' ? 0 : by === 'last' ? last : Math.max(0, Math.min(last, place + by))
      const next = order[to]
      if (!next) return
      if (extending) setSelection((now) => extend(now, order, next, id))
      latest.current = { ...latest.current, id: next, from: next }
      setAt(next)
      handle.current?.focus(next)
      clearTimeout(timer.current)
      if (extending) return
      // What one rests on is opened beside the list, or read ahead for when it is.
      timer.current = setTimeout(() => {
        if (openBeside) open(next, { replace: true })
        else void queryClient.prefetchQuery(read(caseRoutes.read, { params: { id: next } }))
      }, REST_MS)
    },
    [handle],
  )
  const all = useCallback(() => setSelection((now) => toggleAll(now, latest.current.order)), [])
  const none = useCallback(() => setSelection(nothing), [])
  return { id, selection, setSelection, put, choose, move, all, none }
}
