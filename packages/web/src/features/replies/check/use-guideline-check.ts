import { type Finding, guidelineRoutes } from '@resonanz/contracts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { useLanguage } from '#lib/use-language.ts'
import { blocking, type PlacedFinding, placedFindings, standing } from './findings.ts'

type Options = {
  caseId: string
  threadId: string | undefined
  text: string
  hasNextUpdate: boolean
  /** Nothing is asked while there are no words of one's own, or where no check is made. */
  isWanted: boolean
}
type Checked = { of: string; findings: PlacedFinding[]; mayOverrideStop: boolean }
export type GuidelineCheck = {
  findings: PlacedFinding[]
  /** Findings of exactly this text that stand against sending it; null while that is not known. */
  against: PlacedFinding[] | null
  mayOverrideStop: boolean
  isUnreachable: boolean
}

const SETTLE_MS = 300
const nothing: PlacedFinding[] = []

/** Asks the guideline about a draft once typing stops; an answer to older words is never waited for. */
export function useGuidelineCheck({ caseId, threadId, text, hasNextUpdate, isWanted }: Options): GuidelineCheck {
  const language = useLanguage()
  const { online } = useConnection()
  const [checked, setChecked] = useState<Checked | null>(null)
  const [isUnreachable, setUnreachable] = useState(false)
  const first = useRef(true)
  const asked = `${threadId} ${hasNextUpdate} ${language} ${text}`

  useEffect(() => {
    if (!isWanted || !threadId) {
      setChecked(null)
      setUnreachable(false)
      return
    }
    if (!online) return setUnreachable(true)
    const stop = new AbortController()
    const timer = setTimeout(
      () => {
        call(guidelineRoutes.check, {
          params: { id: caseId },
          body: { threadId, text: text.trimEnd(), hasNextUpdate, language },
          signal: stop.signal,
        })
          .then(({ findings, mayOverrideStop }) => {
            setChecked({ of: asked, findings: placedFindings(findings, text), mayOverrideStop })
            setUnreachable(false)
          })
          .catch(() => !stop.signal.aborted && setUnreachable(true))
      },
      // A draft found again is judged at once.
      first.current ? 0 : SETTLE_MS,
    )
    first.current = false
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [caseId, threadId, text, hasNextUpdate, isWanted, online, language, asked])

  return useMemo(() => {
    const findings = isWanted && checked ? standing(checked.findings, text) : nothing
    return {
      findings,
      against: checked?.of === asked ? blocking(findings) : null,
      mayOverrideStop: checked?.mayOverrideStop ?? false,
      isUnreachable,
    }
  }, [checked, text, asked, isWanted, isUnreachable])
}

/** What the server found when it refused to send (`extra` of `guideline-warning` and `guideline-stop`). */
export function refusedFor(extra: Record<string, unknown>, text: string): PlacedFinding[] {
  return Array.isArray(extra.findings) ? placedFindings(extra.findings as Finding[], text) : []
}
