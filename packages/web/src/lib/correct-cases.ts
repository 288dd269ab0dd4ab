import {
  type BodyInput,
  type CaseDetail,
  type CaseRow,
  type CorrectedField,
  understandingRoutes,
} from '@resonanz/contracts'
import i18next from 'i18next'
import { call } from './api.ts'
import { patchCase, storeCase } from './case-cache.ts'
import { refreshAround, tellProblem } from './change-case.ts'
import { currentLanguage } from './i18n.ts'
import { languageName } from './language-name.ts'
import { queryClient } from './query.ts'
import { showNotice } from './undo.ts'

export type Correction = BodyInput<typeof understandingRoutes.correct>
export type Correctable = Pick<CaseRow, 'id' | 'sentiment' | 'kind' | 'language' | 'corrected'>
/** A text whose words are only partly there (a list) or wholly (the case): the model's values stand in the latter. */
type Known = Correctable & Partial<Pick<CaseDetail, 'understanding'>>

const AT_ONCE = 4
const UNDO_MANY_MS = 30_000

/**
 * Says of one or more cases what the model got wrong: shown at once, sent, and offered back by the undo bar (`z`).
 * What fails stands as before; the first failure is told.
 */
export async function correctCases(cases: readonly Known[], correction: Correction): Promise<void> {
  const undos: { id: string; undo: Correction }[] = []
  let failure: unknown = null
  for (const known of cases) patchCase(queryClient, known.id, corrected(known, correction))
  await inTurn(cases, async (known) => {
    try {
      const answer = await call(understandingRoutes.correct, { params: { id: known.id }, body: correction })
      storeCase(queryClient, answer.case)
      if (answer.undo) undos.push({ id: known.id, undo: answer.undo })
    } catch (error) {
      failure ??= error
      const { sentiment, kind, language, corrected: before } = known
      patchCase(queryClient, known.id, { sentiment, kind, language, corrected: before })
    }
  })
  for (const { id } of cases) refreshAround(id)
  if (failure !== null) tellProblem(failure)
  if (undos.length === 0) return
  showNotice({
    text: wordsOf(correction, undos.length),
    tone: 'ok',
    ...(undos.length > 1 ? { durationMs: UNDO_MANY_MS } : {}),
    undo: () => takeBack(undos),
  })
}

async function takeBack(undos: { id: string; undo: Correction }[]): Promise<void> {
  await inTurn(undos, async ({ id, undo }) => {
    const answer = await call(understandingRoutes.correct, { params: { id }, body: undo })
    storeCase(queryClient, answer.case)
  })
  for (const { id } of undos) refreshAround(id)
}

/** A case as it will look; where the model's value comes back and is not known here, the server's answer brings it. Pure. */
export function corrected(known: Known, correction: Correction): Partial<CaseRow> {
  const next: Partial<CaseRow> = {}
  const model = known.understanding?.model
  let fields: CorrectedField[] = known.corrected
  const mark = (field: CorrectedField, isSaid: boolean) => {
    fields = [...fields.filter((one) => one !== field), ...(isSaid ? [field] : [])]
  }
  if (correction.sentiment !== undefined) {
    next.sentiment = correction.sentiment ?? model?.sentiment.label ?? known.sentiment
    mark('sentiment', correction.sentiment !== null)
  }
  if (correction.kind !== undefined) {
    next.kind = correction.kind === 'none' ? null : (correction.kind ?? (model ? model.kind.label : known.kind))
    mark('kind', correction.kind !== null)
  }
  if (correction.language !== undefined) {
    next.language = correction.language ?? (model ? model.language.code : known.language)
    mark('language', correction.language !== null)
  }
  return { ...next, corrected: fields }
}

function wordsOf(correction: Correction, count: number): string {
  const t = i18next.t
  const field = (['sentiment', 'kind', 'language'] as const).find((one) => correction[one] !== undefined) ?? 'topic'
  const name = t(`ui:understood.field.${field}`)
  const value =
    correction.sentiment != null
      ? t(`ui:understood.sentiment.${correction.sentiment}`)
      : correction.kind === 'none'
        ? t('ui:understood.noKind')
        : correction.kind != null
          ? t(`ui:understood.kind.${correction.kind}`)
          : correction.language != null
            ? languageName(correction.language, currentLanguage())
            : null
  if (value === null) return t('ui:understood.correctedBack', { field: name })
  return count > 1
    ? t('ui:understood.correctedMany', { field: name, value, count })
    : t('ui:understood.corrected', { field: name, value })
}

async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, all.length) }, lane))
}
