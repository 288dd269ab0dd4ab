import { chatRoutes } from '@resonanz/contracts'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { goOnByMail } from './by-mail.ts'
import { type Chat, chatOf, guardOrigin } from './chat-of.ts'
import { sendFile, takeFile } from './files.ts'
import { makeGuards } from './guards.ts'
import type { ChatHub } from './hub.ts'
import { readLines } from './lines.ts'
import { attend, readChats } from './of-case.ts'
import { rateChat } from './rate.ts'
import { say } from './say.ts'
import { sessionOf, startSession } from './session.ts'
import { takeSignal } from './signal.ts'
import { readState } from './state.ts'
import { streamChat } from './stream.ts'

const ok = { ok: true } as const

export function chatBindings(deps: Deps, hub: ChatHub): Binding[] {
  const guards = makeGuards()
  const chatFor = async (key: string, request: FastifyRequest): Promise<Chat> => {
    const chat = await chatOf(deps, key)
    guardOrigin(chat, request)
    return chat
  }
  const entered = async (key: string, request: FastifyRequest) => {
    const chat = await chatFor(key, request)
    return { chat, session: await sessionOf(deps, chat, request) }
  }
  return [
    bind(chatRoutes.state, async ({ params, request }) => readState(deps, await chatFor(params.key, request))),
    bind(chatRoutes.start, async ({ params, body, request }) => {
      guards.start(request.ip)
      const session = await startSession(deps, await chatFor(params.key, request), request, body)
      return { identity: session.identity, name: session.name }
    }),
    bind(chatRoutes.say, async ({ params, body, request }) => {
      const { chat, session } = await entered(params.key, request)
      guards.message(request.ip, session.id)
      return say(deps, chat, session, body)
    }),
    bind(chatRoutes.lines, async ({ params, query, request, reply }) => {
      const { session } = await entered(params.key, request)
      const left = new AbortController()
      reply.raw.on('close', () => left.abort())
      return readLines(deps, hub, session, {
        after: query.after,
        wait: query.wait,
        address: request.ip,
        signal: left.signal,
      })
    }),
    bind(chatRoutes.stream, async ({ params, request, reply }) => {
      const { session } = await entered(params.key, request)
      return streamChat(hub, session, request, reply)
    }),
    bind(chatRoutes.signal, async ({ params, body, request }) => {
      const { session } = await entered(params.key, request)
      guards.signal(session.id)
      await takeSignal(deps, session, body)
      return ok
    }),
    bind(chatRoutes.upload, async ({ params, query, request }) => {
      const { chat, session } = await entered(params.key, request)
      guards.file(request.ip, session.id)
      return takeFile(deps, chat, session, request, query.name)
    }),
    bind(chatRoutes.file, async ({ params, request, reply }) => {
      const { session } = await entered(params.key, request)
      return sendFile(deps, session, params.fileId, reply)
    }),
    bind(chatRoutes.mail, async ({ params, body, request }) => {
      const { session } = await entered(params.key, request)
      guards.start(request.ip)
      await goOnByMail(deps, session, body.email)
      return ok
    }),
    bind(chatRoutes.rate, async ({ params, body, request }) => {
      const { session } = await entered(params.key, request)
      guards.signal(session.id)
      await rateChat(deps, session, body)
      return ok
    }),
    bind(chatRoutes.ofCase, ({ actor, params }) => readChats(deps, actor, params.id)),
    bind(chatRoutes.attend, async ({ actor, params, body }) => {
      await attend(deps, actor, params.id, body)
      return ok
    }),
  ]
}
