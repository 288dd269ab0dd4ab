import type { Deps } from '#platform/deps'

const purpose = 'private-answer'

export type AnswerContent = { value: string } | { name: string; type: string; base64: string }

/** Closed with a key that never lies in the database: a copy of the database alone says nothing. */
export function sealAnswer(deps: Pick<Deps, 'seal'>, content: AnswerContent): Buffer {
  return deps.seal.close(content, purpose)
}

export function openAnswer(deps: Pick<Deps, 'seal'>, sealed: Buffer): AnswerContent {
  return deps.seal.open<AnswerContent>(sealed, purpose)
}
