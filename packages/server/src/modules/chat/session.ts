import { createHash } from 'node:crypto'
import type { BodyOf, chatRoutes } from '@resonanz/contracts'
import type { FastifyRequest } from 'fastify'
import { checkChallenge, useNonce } from '#intake'
import { openSecrets } from '#presences'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { Chat } from './chat-of.ts'
import { readIdentity } from './identity.ts'
import { identityUses, insertSession, type SessionRow, sessionByToken } from './store.ts'

type Start = BodyOf<typeof chatRoutes.start>

/** One signed word opens this many conversations: some windows and a cleared browser, not a crowd. */
const usesPerIdentity = 5

/**
 * A conversation begins. Its token is made in the visitor's browser and known only there: the same token asked again is
 * the same conversation, so a lost answer costs nothing.
 */
export async function startSession(deps: Deps, chat: Chat, request: FastifyRequest, start: Start): Promise<SessionRow> {
  const tokenHash = tokenHashOf(request)
  const known = await sessionByToken(deps.db.system, chat.presence.id, tokenHash)
  if (known) return known
  const verdict = checkChallenge(deps, chat.key, start.challenge, start.answer)
  if (!verdict.ok) throw new Refusal(verdict.reason === 'too-old' ? 'token-expired' : 'token-invalid')
  return inTransaction(deps.db.system, async (tx) => {
    if (!(await useNonce(tx, chat.presence.workspace_id, verdict.nonce, tokenHash))) throw new Refusal('token-invalid')
    const who = await whoSays(deps, tx, chat, start)
    return insertSession(tx, {
      workspaceId: chat.presence.workspace_id,
      id: deps.newId(),
      presenceId: chat.presence.id,
      tokenHash,
      language: start.language,
      page: pageOf(start.page),
      ...who,
    })
  })
}

async function whoSays(deps: Deps, tx: Parameters<typeof identityUses>[0], chat: Chat, start: Start) {
  const { askName, askMail } = chat.settings
  const anonymous = {
    name: askName ? start.name : '',
    email: askMail ? (start.email ?? null) : null,
    identity: 'none' as 'none' | 'refused' | 'verified',
    userKey: null as string | null,
    refusedBecause: null as string | null,
    identityHash: null as Buffer | null,
    emailVouched: false,
  }
  if (start.identity === undefined) return anonymous
  const secrets = openSecrets<{ signing?: string[] }>(deps, chat.presence)?.signing ?? []
  const said = readIdentity(start.identity, secrets, Date.now())
  if (!said.ok) return { ...anonymous, identity: 'refused' as const, refusedBecause: said.because }
  const identityHash = createHash('sha256').update(start.identity).digest()
  if ((await identityUses(tx, chat.presence.id, identityHash)) >= usesPerIdentity)
    return { ...anonymous, identity: 'refused' as const, refusedBecause: 'used-too-often' }
  return {
    ...anonymous,
    name: said.name || anonymous.name,
    email: said.email ?? anonymous.email,
    identity: 'verified' as const,
    userKey: said.userKey,
    identityHash,
    emailVouched: said.email !== null,
  }
}

/** The conversation a request belongs to; `token-expired` when there is none (any more): the browser begins anew. */
export async function sessionOf(deps: Deps, chat: Chat, request: FastifyRequest): Promise<SessionRow> {
  const found = await sessionByToken(deps.db.system, chat.presence.id, tokenHashOf(request))
  if (!found) throw new Refusal('token-expired', 'This conversation is not known. Begin a new one.')
  return found
}

function tokenHashOf(request: FastifyRequest): Buffer {
  const token = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new Refusal('token-invalid')
  return createHash('sha256').update(token).digest()
}

/** Of the address only where it lies: what stands behind it may be meant for nobody else. */
function pageOf(page: string | undefined): string | null {
  const url = page === undefined ? null : URL.parse(page)
  return url && /^https?:$/.test(url.protocol) ? `${url.origin}${url.pathname}`.slice(0, 500) : null
}
