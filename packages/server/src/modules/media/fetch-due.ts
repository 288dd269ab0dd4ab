import {
  type connectorOf as ConnectorOf,
  ConnectorError,
  EgressError,
  safeFileName,
  sniffType,
} from '@resonanz/channels'
import type { AttachmentContent, ConnectorContext, RemoteMedia } from '@resonanz/channels'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { limits } from '#platform/http/limits'
import { append } from '#platform/journal'
import { type Bounds, startLanes } from '#platform/lanes'
import type { Loop } from '#platform/loop'
import { contextFor, loadPresence } from '#presences'
import { casesOf, type Claimed, claimMedia, settleMedia, tryLater } from './store.ts'

export type MediaDeps = Deps & { processName: string }
type Options = { connectorOf: typeof ConnectorOf; pauseSeconds?: (attempts: number) => number }

const atOnce = 4
const attemptMs = 60_000
/** Nine tries over about five hours: most addresses live for some, few for days. */
const pausesSeconds = [5, 20, 60, 300, 900, 1_800, 3_600, 7_200]

/** Each may hold a file in memory; hosts that hang give their lanes to others. */
const lanes: Bounds = { most: atOnce, hangsAfterMs: 5_000, mostWithHanging: 12, perWorkspace: 8, perPresence: atOnce }

/** Fetches the files of messages that lie at their network, few at once; wakes when something was queued. */
export function startFetchingMedia(deps: MediaDeps, options: Options): Loop {
  return startLanes({
    name: 'media',
    log: deps.log.child({ part: 'media' }),
    idleMs: 3_000,
    bounds: lanes,
    async claim(room) {
      const claimed = await claimMedia(deps.db.system, deps.processName, room)
      if (claimed.length > 0) failPoint(deps.config, 'media.claimed')
      return claimed
    },
    carry: (one) => fetchOne(deps, options, one),
  })
}

/** One handful of what is due; says whether there was any. */
export async function fetchDue(deps: MediaDeps, options: Options): Promise<boolean> {
  const room = { free: atOnce, perPresence: atOnce, perWorkspace: atOnce, running: [] }
  const claimed = await claimMedia(deps.db.system, deps.processName, room)
  if (claimed.length > 0) failPoint(deps.config, 'media.claimed')
  await Promise.all(claimed.map((one) => fetchOne(deps, options, one)))
  return claimed.length > 0
}

async function fetchOne(deps: MediaDeps, options: Options, one: Claimed): Promise<void> {
  try {
    if (one.is_gone) return await settle(deps, one, { state: 'failed', code: 'deleted' })
    const file = await withTrueType(await bytesOf(deps, options, one), one.name)
    failPoint(deps.config, 'media.fetched')
    await settle(deps, one, { state: 'kept', file })
  } catch (error) {
    const { code, hopeless, afterMs } = whatWentWrong(error)
    if (code === 'internal') deps.log.warn({ err: error, messageId: one.message_id }, 'a file could not be fetched')
    if (hopeless || one.attempts > pausesSeconds.length) return settle(deps, one, { state: 'failed', code })
    const pause = (options.pauseSeconds ?? ((attempts) => pausesSeconds[attempts - 1]!))(one.attempts)
    await tryLater(
      deps.db.system,
      deps.processName,
      one,
      code,
      Math.max(pause, Math.min(afterMs ?? 0, 3_600_000) / 1000),
    )
  }
}

async function bytesOf(deps: MediaDeps, options: Options, one: Claimed): Promise<AttachmentContent> {
  const presence = await loadPresence(deps.db.system, one.presence_id)
  if (!presence || presence.archived_at) throw new ConnectorError('permanent', 'channel-archived')
  // Sample data never asks anybody for anything.
  if (presence.settings.sample === true) throw new ConnectorError('permanent', 'sample')
  const connector = options.connectorOf(presence.kind)
  const context = contextFor(deps, options, presence, AbortSignal.timeout(attemptMs))
  const file = await (connector.media?.(context, one.remote) ?? plainFetch(context, one.remote))
  if (file.content.byteLength > limits.mediaBytes) throw new ConnectorError('permanent', 'too-large')
  return file
}

/** From a public address, without any credentials of ours. */
async function plainFetch({ egress, signal }: ConnectorContext, remote: RemoteMedia): Promise<AttachmentContent> {
  if (!remote.url) throw new ConnectorError('permanent', 'not-found')
  const answer = await egress.fetch(remote.url, {
    maxBytes: limits.mediaBytes,
    timeoutMs: attemptMs,
    redirects: 'follow-checked',
    signal,
  })
  if (answer.status === 429 || answer.status >= 500) throw new ConnectorError('transient', 'server-error')
  if (answer.status !== 200) throw new ConnectorError('permanent', answer.status === 403 ? 'expired' : 'not-found')
  const name = decodeURIComponentSafely(new URL(answer.url).pathname.split('/').at(-1) ?? '')
  return { name, type: answer.headers['content-type'] ?? '', content: answer.body }
}

/** What it is says its bytes; a name without an ending gets one, so that it opens where it is saved. */
async function withTrueType(file: AttachmentContent, listed: string): Promise<AttachmentContent> {
  const { type, extension } = await sniffType(file.content, file.type, file.name)
  const name = safeFileName(listed || file.name, 'file')
  return { ...file, type, name: extension === '' || /\.[a-z0-9]{1,5}$/i.test(name) ? name : `${name}.${extension}` }
}

async function settle(deps: MediaDeps, one: Claimed, settled: Parameters<typeof settleMedia>[3]): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    if (!(await settleMedia(tx, deps.processName, one, settled))) return
    const cases = await casesOf(tx, one.message_id)
    await append(
      tx,
      cases.map((id) => ({
        workspaceId: one.workspace_id,
        subject: { kind: 'case', id } as const,
        actor: { kind: 'job', id: 'media' } as const,
        kind: 'message.media' as const,
        data: {
          messageId: one.message_id,
          index: one.index,
          state: settled.state,
          code: settled.state === 'failed' ? settled.code : null,
        },
      })),
    )
  })
  failPoint(deps.config, 'media.settled')
}

const hopelessWays = new Set<string>([
  'bad-address',
  'host-not-allowed',
  'redirect-refused',
  'too-large',
  'bad-encoding',
])

function whatWentWrong(error: unknown): { code: string; hopeless: boolean; afterMs: number | null } {
  if (error instanceof ConnectorError)
    return { code: error.code, hopeless: error.kind === 'permanent', afterMs: error.retryAfterMs }
  if (error instanceof EgressError) return { code: error.code, hopeless: hopelessWays.has(error.code), afterMs: null }
  return { code: 'internal', hopeless: false, afterMs: null }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
