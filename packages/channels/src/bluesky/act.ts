import { type ActionOnMessage, ConnectorError, type SendOutcome } from '../connector.ts'
import { answerOutcome, readingFault, sendingFault } from '../kit/network-call.ts'
import { postCollection, readAtUri, tidOfToken } from './at-uri.ts'
import { signPrivately } from './chat-send.ts'
import { readChatKey } from './chat-shapes.ts'
import { call, query, readAs, withRetryAfter } from './client.ts'
import { create } from './send.ts'
import { type Signed, signIn } from './session.ts'
import { PostPage, PostView } from './shapes.ts'
import type { BlueskyContext } from './settings.ts'
import { errorOf } from './error-of.ts'

const likes = 'app.bsky.feed.like'

/** Likes, takes a like back, deletes a post of ours; a heart under private words. Each may be asked twice and happens once. */
export async function actOnPost(
  context: BlueskyContext,
  { action, externalId }: ActionOnMessage,
): Promise<SendOutcome> {
  const said = readChatKey(externalId)
  if (said?.messageId) {
    // What is deleted there is deleted for ourselves only: the other side goes on reading it.
    if (action !== 'like' && action !== 'unlike') return { state: 'failed', code: 'channel-cannot', detail: '' }
    return signPrivately(context, { convoId: said.convoId, messageId: said.messageId }, action === 'like')
  }
  const at = readAtUri(externalId)
  if (at?.collection !== postCollection) return { state: 'failed', code: 'no-such-message', detail: '' }
  try {
    const signed = await signIn(context)
    if (action === 'delete') {
      if (at.did !== signed.did) return { state: 'failed', code: 'not-ours', detail: '' }
      return await remove(context, signed, at)
    }
    if (action !== 'like' && action !== 'unlike') return { state: 'failed', code: 'channel-cannot', detail: '' }
    const post = await viewOf(context, externalId)
    const subject = { uri: post.uri, cid: post.cid }
    const ours = { collection: likes, rkey: tidOfToken(`like ${post.uri} ${post.cid}`) }
    // The view hears of a like a moment later than our server: of our own record only our server is believed.
    const liked = readAtUri(post.viewer?.like)
    if (action === 'unlike') return await remove(context, signed, liked ?? ours)
    if (liked && liked.rkey !== ours.rkey) return { state: 'handed_over', providerId: post.viewer!.like! }
    const record = { $type: likes, subject, createdAt: new Date().toISOString() }
    return await create(context, signed, { ...ours, record })
  } catch (error) {
    return sendingFault(error instanceof ConnectorError ? error : readingFault(error))
  }
}

async function viewOf(context: BlueskyContext, uri: string): Promise<PostView> {
  const { posts } = readAs(await query(context, 'app.bsky.feed.getPosts', { uris: [uri] }), PostPage)
  const view = PostView.safeParse(posts[0]).data
  if (!view) throw new ConnectorError('permanent', 'no-such-message')
  return view
}

/** Deleting what is gone already is no error of the network. */
async function remove(
  context: BlueskyContext,
  signed: Signed,
  { collection, rkey }: { collection: string; rkey: string },
): Promise<SendOutcome> {
  try {
    const body = { json: { repo: signed.did, collection, rkey } }
    const answer = withRetryAfter(await call(context, signed, 'com.atproto.repo.deleteRecord', { body }))
    if (answer.status === 200 && answer.json !== undefined) return { state: 'handed_over', providerId: null }
    return answerOutcome(answer) ?? { state: 'failed', code: 'refused', detail: errorOf(answer) }
  } catch (error) {
    return sendingFault(error)
  }
}
