import type { ActionOnMessage, SendOutcome } from '../connector.ts'
import { segment, writeGraph } from './graph.ts'
import type { MetaContext } from './settings.ts'

const done = () => ({ providerId: null })
const refused: SendOutcome = { state: 'failed', code: 'not-offered', detail: '' }

/** To a comment or post of a page: a like of the page, hiding it from others, taking away what we may. */
export async function actOnFacebook(
  context: MetaContext,
  { action, externalId, meta }: ActionOnMessage,
): Promise<SendOutcome> {
  const id = segment(externalId)
  if (meta['kind'] === 'message' || meta['kind'] === 'postback') return refused
  if (action === 'like') return writeGraph(context, { path: `${id}/likes` }, done)
  if (action === 'unlike') return writeGraph(context, { method: 'DELETE', path: `${id}/likes` }, done)
  if (action === 'hide' || action === 'unhide')
    return writeGraph(context, { path: id, json: { is_hidden: action === 'hide' } }, done)
  return action === 'delete' ? writeGraph(context, { method: 'DELETE', path: id }, done) : refused
}

/** To a comment on Instagram; likes cannot be given by machine there. */
export async function actOnInstagram(
  context: MetaContext,
  { action, externalId, meta }: ActionOnMessage,
): Promise<SendOutcome> {
  const id = segment(externalId)
  if (meta['kind'] !== 'comment' && meta['kind'] !== undefined) return refused
  if (action === 'hide' || action === 'unhide')
    return writeGraph(context, { path: id, json: { hide: action === 'hide' } }, done)
  return action === 'delete' ? writeGraph(context, { method: 'DELETE', path: id }, done) : refused
}
