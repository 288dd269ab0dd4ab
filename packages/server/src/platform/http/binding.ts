import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from '@resonanz/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../deps.ts'

export type Call<R extends Route> = {
  params: ParamsOf<R>
  query: QueryOf<R>
  body: BodyOf<R>
  request: FastifyRequest
  reply: FastifyReply
} & (R['access'] extends 'public' ? { actor: Actor | null } : { actor: Actor })

export type Handler<R extends Route> = (
  call: Call<R>,
) => Promise<R['response'] extends object ? ResponseOf<R> : unknown>

export type Binding = { route: Route; handler: (call: Call<Route>) => Promise<unknown>; before?: Before }
/** Refuses by the head of a request alone, before any of its body is read. */
export type Before = (request: FastifyRequest) => Promise<unknown>

/** Ties a contract to its use case: one line, no logic. */
export function bind<const R extends Route>(route: R, handler: Handler<R>, before?: Before): Binding {
  return { route, handler: handler as unknown as Binding['handler'], ...(before ? { before } : {}) }
}
