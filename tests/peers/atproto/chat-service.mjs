// The service of private messages is not part of the published network: this one speaks by its published lexicons. Every call
// and every answer is held against them; what does not fit is kept in `violations`.
import { createServer } from 'node:http'
import { jsonToLex } from '@atproto/lexicon'
import { lexicons } from '@atproto/api'
import { TID } from '@atproto/common-web'

const defs = 'chat.bsky.convo.defs#'

/** @param {string} pds Where profiles and declarations of the members lie. */
export async function startChatService(pds) {
  const state = { convos: new Map(), log: [], violations: [], pds }
  const server = createServer((request, response) => {
    answer(state, request)
      .then(({ status, json }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)),
      )
      .catch((error) => response.writeHead(500).end(String(error)))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://localhost:${server.address().port}`
}

class Refused extends Error {}

async function answer(state, request) {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname === '/violations') return { status: 200, json: state.violations }
  const nsid = url.pathname.replace('/xrpc/', '')
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    const { iss, lxm, aud } = JSON.parse(
      Buffer.from(request.headers.authorization.split('.')[1], 'base64url').toString(),
    )
    if (lxm !== nsid || !aud.startsWith('did:web:api.bsky.chat')) throw new Error(`signed for ${lxm}, ${aud}`)
    const def = lexicons.getDefOrThrow(nsid)
    const input = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined
    const params = def.type === 'query' ? paramsOf(def, url) : undefined
    if (params) lexicons.assertValidXrpcParams(nsid, params)
    else lexicons.assertValidXrpcInput(nsid, jsonToLex(input))
    const json = await methods[nsid](state, iss, params ?? input)
    lexicons.assertValidXrpcOutput(nsid, jsonToLex(json))
    return { status: 200, json }
  } catch (error) {
    if (error instanceof Refused) return { status: 400, json: { error: error.message, message: error.message } }
    state.violations.push(`${nsid}: ${error}`)
    return { status: 400, json: { error: 'InvalidRequest', message: String(error) } }
  }
}

function paramsOf(def, url) {
  const found = {}
  for (const [name, { type }] of Object.entries(def.parameters?.properties ?? {})) {
    const all = url.searchParams.getAll(name)
    if (all.length > 0) found[name] = type === 'array' ? all : type === 'integer' ? Number(all[0]) : all[0]
  }
  const unknown = [...url.searchParams.keys()].filter((name) => !(name in found))
  if (unknown.length > 0) throw new Error(`unknown parameters ${unknown}`)
  return found
}

const methods = {
  'chat.bsky.convo.listConvos': (state, did) => ({
    convos: ofMember(state, did)
      .filter((convo) => convo.accepted.has(did))
      .map((convo) => viewOf(convo, did)),
  }),
  'chat.bsky.convo.listConvoRequests': (state, did) => ({
    requests: ofMember(state, did)
      .filter((convo) => !convo.accepted.has(did))
      .map((convo) => ({ $type: `${defs}convoView`, ...viewOf(convo, did) })),
  }),
  'chat.bsky.convo.getConvo': (state, did, { convoId }) => ({ convo: viewOf(convoOf(state, did, convoId), did) }),
  async 'chat.bsky.convo.getConvoForMembers'(state, did, { members }) {
    const all = [...new Set([did, ...members])].toSorted()
    const known = [...state.convos.values()].find((convo) => convo.members.map((one) => one.did).join() === all.join())
    if (known) return { convo: viewOf(known, did) }
    for (const other of members) {
      const { value } = await ask(state, 'com.atproto.repo.getRecord', {
        repo: other,
        collection: 'chat.bsky.actor.declaration',
        rkey: 'self',
      })
      if (value?.allowIncoming === 'none') throw new Refused('MessagesDisabled')
    }
    const profiles = await Promise.all(
      all.map(async (one) => ({
        did: one,
        handle: (await ask(state, 'com.atproto.repo.describeRepo', { repo: one })).handle,
      })),
    )
    const convo = { id: TID.nextStr(), members: profiles, accepted: new Set([did]), messages: [], rev: TID.nextStr() }
    state.convos.set(convo.id, convo)
    tell(state, convo, 'logBeginConvo', {})
    return { convo: viewOf(convo, did) }
  },
  'chat.bsky.convo.acceptConvo'(state, did, { convoId }) {
    const convo = convoOf(state, did, convoId)
    if (convo.accepted.has(did)) return {}
    convo.accepted.add(did)
    return { rev: tell(state, convo, 'logAcceptConvo', {}, did) }
  },
  'chat.bsky.convo.sendMessage'(state, did, { convoId, message }) {
    const convo = convoOf(state, did, convoId)
    const said = {
      id: TID.nextStr(),
      rev: '',
      text: message.text,
      ...(message.facets ? { facets: message.facets } : {}),
      sender: { did },
      sentAt: new Date().toISOString(),
    }
    convo.messages.push(said)
    said.rev = TID.nextStr()
    tell(state, convo, 'logCreateMessage', { message: { $type: `${defs}messageView`, ...said } }, null, said.rev)
    return said
  },
  'chat.bsky.convo.addReaction'(state, did, { convoId, messageId, value }) {
    const convo = convoOf(state, did, convoId)
    const message = convo.messages.find(({ id }) => id === messageId)
    const reaction = { value, sender: { did }, createdAt: new Date().toISOString() }
    message.reactions = [...(message.reactions ?? []), reaction]
    message.rev = TID.nextStr()
    tell(
      state,
      convo,
      'logAddReaction',
      { message: { $type: `${defs}messageView`, ...message }, reaction },
      null,
      message.rev,
    )
    return { message }
  },
  'chat.bsky.convo.removeReaction'(state, did, { convoId, messageId, value }) {
    const convo = convoOf(state, did, convoId)
    const message = convo.messages.find(({ id }) => id === messageId)
    const reaction = (message.reactions ?? []).find((one) => one.value === value && one.sender.did === did)
    message.reactions = (message.reactions ?? []).filter((one) => one !== reaction)
    message.rev = TID.nextStr()
    if (reaction)
      tell(
        state,
        convo,
        'logRemoveReaction',
        { message: { $type: `${defs}messageView`, ...message }, reaction },
        null,
        message.rev,
      )
    return { message }
  },
  'chat.bsky.convo.deleteMessageForSelf'(state, did, { convoId, messageId }) {
    const convo = convoOf(state, did, convoId)
    const { id, rev, sender, sentAt } = convo.messages.find((one) => one.id === messageId)
    const gone = { id, rev, sender, sentAt }
    tell(state, convo, 'logDeleteMessage', { message: { $type: `${defs}deletedMessageView`, ...gone } }, did)
    return gone
  },
  'chat.bsky.convo.getMessages'(state, did, { convoId, limit = 50 }) {
    const said = convoOf(state, did, convoId).messages.toReversed().slice(0, limit)
    return { messages: said.map((one) => ({ $type: `${defs}messageView`, ...one })) }
  },
  // Small pages: whoever reads must go on.
  'chat.bsky.convo.getLog'(state, did, { cursor = '' }) {
    const logs = state.log.filter((one) => one.rev > cursor && one.to.includes(did)).slice(0, 2)
    return { logs: logs.map((one) => ({ ...one, to: undefined })), cursor: logs.at(-1)?.rev ?? cursor }
  },
}

const ofMember = (state, did) =>
  [...state.convos.values()]
    .filter((convo) => convo.members.some((one) => one.did === did))
    .toSorted((a, b) => (a.rev < b.rev ? 1 : -1))

function convoOf(state, did, id) {
  const convo = state.convos.get(id)
  if (!convo?.members.some((one) => one.did === did)) throw new Refused('InvalidConvo')
  return convo
}

function viewOf({ id, rev, members, accepted, messages }, did) {
  const last = messages.at(-1)
  return {
    id,
    rev,
    members,
    muted: false,
    unreadCount: 0,
    status: accepted.has(did) ? 'accepted' : 'request',
    kind: { $type: `${defs}directConvo` },
    ...(last ? { lastMessage: { $type: `${defs}messageView`, ...last } } : {}),
  }
}

function tell(state, convo, kind, given, only = null, rev = TID.nextStr()) {
  convo.rev = rev
  const to = only ? [only] : convo.members.map(({ did }) => did)
  state.log.push({ $type: `${defs}${kind}`, rev, convoId: convo.id, ...given, to })
  return rev
}

async function ask({ pds }, nsid, params) {
  const url = new URL(`/xrpc/${nsid}`, pds)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return (await fetch(url)).json()
}
