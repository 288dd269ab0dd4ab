import { equalBytes } from '#platform/seal'
import type { Deps } from '#platform/deps'

/** What a browser without scripts sends along, and what came of it: it has no other way to be told. */
export type Plain = {
  token: string
  /** Known only to a page of ours, once it is open only in this browser. */
  formKey: string
  /** Sent twice, it counts once. */
  clientKey: string
  told: { text: string; isGood: boolean } | null
  /** What is wrong with an answer, by its question. */
  errors: ReadonlyMap<string, string>
  values: Readonly<Record<string, string>>
  words: string
}

/** Stands in each form: another site neither knows it nor the browser's key it is made from. */
export function formKeyOf(deps: Pick<Deps, 'seal'>, pageId: string, browserKey: string | null): string {
  return deps.seal
    .mac('private-page-form', `${pageId} ${browserKey ?? 'door'}`)
    .toString('base64url')
    .slice(0, 22)
}

export function isFormKey(deps: Pick<Deps, 'seal'>, pageId: string, browserKey: string | null, given: string): boolean {
  const right = formKeyOf(deps, pageId, browserKey)
  return given.length === right.length && equalBytes(Buffer.from(given), Buffer.from(right))
}
