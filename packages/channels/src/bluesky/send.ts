import { capabilitiesOf } from '@resonanz/contracts'
import { isOver } from '@resonanz/contracts/length'
import { z } from 'zod'
import { ConnectorError, type LookupAnswer, type Outgoing, type SendOutcome } from '../connector.ts'
import { answerFault, answerOutcome, readingFault, sendingFault } from '../kit/network-call.ts'
import { postCollection, readAtUri, tidOfToken } from './at-uri.ts'
import { call, isSpent, query, withRetryAfter } from './client.ts'
import { sendPrivately } from './chat-send.ts'
import { facetsFor } from './facets-for.ts'
import { pictureSize } from './picture-size.ts'
import { type Signed, signIn, signInAnew } from './session.ts'
import { PostRecord, PostView, Ref } from './shapes.ts'
import type { BlueskyContext } from './settings.ts'
import { errorOf } from './error-of.ts'

const { maxLength, attachments: pictures } = capabilitiesOf.bluesky
const Created = z.object({ uri: z.string().min(1).max(8_192), cid: z.string().max(200) })

/** One post of ours, or a private message. The post's key comes from the token: the network refuses a second creating of the same post. */
export async function sendPost(context: BlueskyContext, outgoing: Outgoing): Promise<SendOutcome> {
  const { target } = outgoing
  if (target?.kind === 'reply' && (target.privately || target.visibility === 'private'))
    return sendPrivately(context, outgoing, target)
  const refused = refusalOf(outgoing)
  if (refused) return { state: 'failed', code: refused, detail: '' }
  let signed: Signed
  let record: Record<string, unknown>
  try {
    signed = await signIn(context)
    record = await recordOf(context, signed, outgoing)
  } catch (error) {
    // Nothing was posted yet: whatever went wrong may be tried again, or never works.
    const fault = readingFault(error)
    if (fault.kind === 'permanent') return { state: 'failed', code: fault.code, detail: fault.message }
    return { state: 'retry', code: fault.code, ...(fault.retryAfterMs === null ? {} : { afterMs: fault.retryAfterMs }) }
  }
  return create(context, signed, { collection: postCollection, rkey: tidOfToken(outgoing.clientToken), record })
}

function refusalOf({ text, attachments, target }: Outgoing): string | null {
  if (target === null) return 'no-target'
  if (text.trim() === '' && attachments.length === 0) return 'empty'
  if (isOver(maxLength!, text)) return 'too-long'
  if (attachments.length > pictures!.maxCount) return 'too-many-attachments'
  if (attachments.some(({ type }) => !pictures!.types!.includes(type))) return 'attachment-type'
  if (attachments.some(({ content }) => content.byteLength > pictures!.maxBytesEach)) return 'attachment-too-large'
  return null
}

async function recordOf(context: BlueskyContext, signed: Signed, outgoing: Outgoing): Promise<Record<string, unknown>> {
  const { text, target, language } = outgoing
  const reply = target?.kind === 'reply' ? await replyRefs(context, signed, target) : null
  const facets = await facetsFor(context, text)
  const images = []
  for (const picture of outgoing.attachments) images.push(await upload(context, signed, picture))
  return {
    $type: postCollection,
    text,
    createdAt: new Date().toISOString(),
    langs: [language],
    ...(facets.length > 0 ? { facets } : {}),
    ...(reply ? { reply } : {}),
    ...(images.length > 0 ? { embed: { $type: 'app.bsky.embed.images', images } } : {}),
  }
}

type ReplyTarget = Extract<NonNullable<Outgoing['target']>, { kind: 'reply' }>

/** The post answered and the first of its conversation, each with the hash of what it says. */
async function replyRefs(context: BlueskyContext, signed: Signed, { replyTo, threadKey, meta }: ReplyTarget) {
  const parentUri = replyTo ?? threadKey
  // A later part of a thread answers to the part before it: what was kept is of the customer's post, not of ours.
  const isOurs = readAtUri(parentUri)?.did === signed.did
  const known = isOurs ? undefined : Ref.safeParse({ uri: parentUri, cid: meta['cid'] }).data
  const root = Ref.safeParse(meta['root']).data
  if (known?.cid && root?.cid && readAtUri(parentUri)) return { root, parent: known }
  const parent = await lookedUp(context, signed, parentUri)
  return { root: parent.root ?? { uri: parent.uri, cid: parent.cid }, parent: { uri: parent.uri, cid: parent.cid } }
}

async function lookedUp(context: BlueskyContext, signed: Signed, uri: string): Promise<Ref & { root: Ref | null }> {
  const at = readAtUri(uri)
  if (!at) throw new ConnectorError('permanent', 'no-such-message')
  // Our own server knows our posts at once, the view a moment later.
  const answer =
    at.did === signed.did
      ? await query(context, 'com.atproto.repo.getRecord', { repo: at.did, collection: at.collection, rkey: at.rkey })
      : await query(context, 'app.bsky.feed.getPosts', { uris: [uri] })
  const json = answer.json as { posts?: unknown[]; value?: unknown; cid?: unknown } | undefined
  const view = PostView.safeParse(json?.posts?.[0]).data
  const found = Ref.safeParse(view ?? { uri, cid: json?.cid }).data
  if (answer.status !== 200 || !found) throw new ConnectorError('permanent', 'no-such-message')
  const record = PostRecord.safeParse(view?.record ?? json?.value).data
  return { ...found, root: record?.reply?.root ?? null }
}

async function upload(context: BlueskyContext, signed: Signed, picture: Outgoing['attachments'][number]) {
  const answer = await call(context, signed, 'com.atproto.repo.uploadBlob', {
    body: { bytes: picture.content, type: picture.type },
  })
  const fault = answerFault(withRetryAfter(answer))
  if (fault) throw fault
  const blob = (answer.json as { blob?: unknown } | undefined)?.blob
  if (answer.status !== 200 || !blob)
    throw new ConnectorError('permanent', 'attachment-refused', { detail: errorOf(answer) })
  const size = pictureSize(picture.content)
  return { alt: picture.alt ?? '', image: blob, ...(size ? { aspectRatio: size } : {}) }
}

/** Puts a record into our repository under a key of our choice. */
export async function create(
  context: BlueskyContext,
  signed: Signed,
  given: { collection: string; rkey: string; record: Record<string, unknown> },
): Promise<SendOutcome> {
  try {
    const body = { json: { repo: signed.did, ...given } }
    const answer = withRetryAfter(await call(context, signed, 'com.atproto.repo.createRecord', { body }))
    const created = answer.status === 200 ? Created.safeParse(answer.json).data : undefined
    if (created) return { state: 'handed_over', providerId: created.uri }
    if (isSpent(answer, signed)) {
      await signInAnew(context, signed.token)
      return { state: 'retry', code: 'token-expired', afterMs: 0 }
    }
    // The key is taken: servers answer 400 or 500. Then the same record went out before.
    if (answer.status === 400 || answer.status >= 500) {
      if ((await isThere(context, given)) === 'found')
        return { state: 'handed_over', providerId: `at://${signed.did}/${given.collection}/${given.rkey}` }
    }
    const outcome = answerOutcome(answer)
    if (outcome) return outcome
    if (answer.status === 200) return { state: 'unclear', code: 'not-json' }
    const detail = (answer.json as { message?: unknown } | undefined)?.message
    return { state: 'failed', code: 'refused', detail: typeof detail === 'string' ? detail.slice(0, 500) : '' }
  } catch (error) {
    return sendingFault(error)
  }
}

/** Is the record there? `absent` only when our own server says so. */
export async function isThere(
  context: BlueskyContext,
  { collection, rkey }: { collection: string; rkey: string },
): Promise<'found' | 'absent' | 'unknown'> {
  try {
    const { did } = await signIn(context)
    const answer = await query(context, 'com.atproto.repo.getRecord', { repo: did, collection, rkey })
    if (answer.status === 200 && Ref.safeParse(answer.json).success) return 'found'
    return answer.status === 400 && errorOf(answer) === 'RecordNotFound' ? 'absent' : 'unknown'
  } catch {
    return 'unknown'
  }
}

export async function lookupPost(context: BlueskyContext, clientToken: string): Promise<LookupAnswer> {
  const post = { collection: postCollection, rkey: tidOfToken(clientToken) }
  const there = await isThere(context, post)
  if (there !== 'found') return there
  const { did } = await signIn(context)
  return { providerId: `at://${did}/${post.collection}/${post.rkey}` }
}
