import type { Deps } from '#platform/deps'
import { readSignedId, signedId } from '#platform/signed-id'

const purpose = 'consultation-link'

/** The end of the link: who was asked what, and our signature. It stands in one mail and nowhere else. */
export function linkToken(deps: Pick<Deps, 'seal'>, requestId: string): string {
  return signedId(deps.seal, purpose, requestId)
}

/** Who was asked, null for anything that we did not sign. */
export function requestOfLink(deps: Pick<Deps, 'seal'>, token: string): string | null {
  return readSignedId(deps.seal, purpose, token)
}
