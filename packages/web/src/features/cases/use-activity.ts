import { caseRoutes, type LiveEvent } from '@resonanz/contracts'
import { useEffect, useState } from 'react'
import { call } from '#lib/api.ts'
import { onLive } from '#lib/live.ts'

type Other = Extract<LiveEvent, { type: 'activity' }>['others'][number]
const HEARTBEAT_MS = 25_000
const STILL_WRITING_MS = 8_000

/** Tells others that I look or write here, and answers who else does. Nothing of it is stored. */
export function useActivity(caseId: string, myId: string | undefined): Other[] {
  const [others, setOthers] = useState<Other[]>([])
  useEffect(() => {
    let doing: 'viewing' | 'writing' = 'viewing'
    let quiet: ReturnType<typeof setTimeout> | undefined
    let gone = false

    // Presence is a courtesy: when it does not get through, nothing is lost and nobody is told.
    const tell = (what: 'viewing' | 'writing' | 'left') =>
      call(caseRoutes.activity, { params: { id: caseId }, body: { doing: what } })
        .then((answer) => !gone && setOthers(answer.others.map(({ member, doing }) => ({ ...member, doing }))))
        .catch(() => undefined)

    function onWriting(event: Event): void {
      if ((event as CustomEvent<string>).detail !== caseId) return
      clearTimeout(quiet)
      quiet = setTimeout(() => {
        doing = 'viewing'
        void tell(doing)
      }, STILL_WRITING_MS)
      if (doing === 'writing') return
      doing = 'writing'
      void tell(doing)
    }

    void tell(doing)
    const heartbeat = setInterval(() => document.visibilityState === 'visible' && void tell(doing), HEARTBEAT_MS)
    const stop = onLive((event) => {
      if (event.type === 'activity' && event.caseId === caseId) setOthers(event.others)
    })
    window.addEventListener('resonanz:writing', onWriting)
    return () => {
      gone = true
      clearInterval(heartbeat)
      clearTimeout(quiet)
      stop()
      window.removeEventListener('resonanz:writing', onWriting)
      void tell('left')
    }
  }, [caseId])
  return others.filter((other) => other.id !== myId)
}
