import { sessionRoutes } from '@resonanz/contracts'
import { call } from '#lib/api.ts'
import { forgetSession } from '#lib/session.ts'

/** Goes on in another workspace of this person. Everything read so far belongs to the old one: the page starts anew. */
export async function enterWorkspace(workspaceId: string): Promise<void> {
  await call(sessionRoutes.enter, { body: { workspaceId } })
  forgetSession()
  location.assign('/')
}
