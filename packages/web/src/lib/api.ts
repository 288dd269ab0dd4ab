import type { BodyInput, ParamsInput, QueryInput, ResponseOf, Route } from '@resonanz/contracts'
import { reportOffline, reportOnline } from './connection.ts'
import { Problem, problemFrom } from './problem.ts'

type Need<Key extends string, Value> = [Value] extends [undefined] ? { [K in Key]?: undefined } : { [K in Key]: Value }
type Optional<Key extends string, Value> = [Value] extends [undefined]
  ? { [K in Key]?: undefined }
  : { [K in Key]?: Value }

export type Call<R extends Route> = Need<'params', ParamsInput<R>> &
  Optional<'query', QueryInput<R>> &
  Need<'body', R['bodyKind'] extends 'raw' | 'multipart' ? BodyInit : BodyInput<R>> & {
    /** Minted per write; give one yourself when the same intent may be sent again (retry by hand, queue). */
    idempotencyKey?: string
    /** `ETag` of what was read, for edits that must not overwrite a colleague's. */
    ifMatch?: string
    signal?: AbortSignal
  }

type Arguments<R extends Route> = Record<string, never> extends Call<R> ? [options?: Call<R>] : [options: Call<R>]

/** What a call gives: the contract's response, or the bytes where a route answers with a file. */
export type Answer<R extends Route> = R['response'] extends object ? ResponseOf<R> : Blob

/**
 * Calls a route of the contract and answers with its body, typed by the contract (not checked again here).
 * Throws Problem; an aborted call throws the AbortError of fetch.
 */
export async function call<R extends Route>(route: R, ...rest: Arguments<R>): Promise<Answer<R>> {
  const options = (rest[0] ?? {}) as LooseCall
  const response = await send(route, options)
  if (response.status === 204) return undefined as Answer<R>
  if (route.responseType) return (await response.blob()) as Answer<R>
  try {
    return (await response.json()) as Answer<R>
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Problem({ status: response.status, code: 'unreadable' }, response.headers.get('x-request-id'))
  }
}

type LooseCall = {
  params?: Record<string, string | number>
  query?: Record<string, unknown>
  body?: unknown
  idempotencyKey?: string
  ifMatch?: string
  signal?: AbortSignal
}

async function send(route: Route, options: LooseCall): Promise<Response> {
  let response: Response
  try {
    response = await fetch(addressOf(route, options), {
      method: route.method,
      credentials: 'same-origin',
      headers: headersOf(route, options),
      ...(options.body === undefined ? {} : { body: bodyOf(route, options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    reportOffline()
    throw new Problem({ status: 0, code: 'offline' })
  }
  reportOnline()
  if (response.ok) return response
  const problem = await problemFrom(response)
  if (problem.code === 'not-signed-in') for (const listener of signedOutListeners) listener()
  // 412, and 409 where a whole object is put: somebody changed it, and what is shown here is old.
  if (problem.code === 'stale-version' || (problem.code === 'conflict' && route.method === 'PUT'))
    for (const listener of overtakenListeners) listener()
  throw problem
}

/** The address of a route, e.g. for links to files and pictures. */
export function addressOf(route: Pick<Route, 'path'>, options: Pick<LooseCall, 'params' | 'query'> = {}): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(options.params?.[name] ?? '')),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

function headersOf(route: Route, options: LooseCall): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (options.body !== undefined && isJson(route)) headers['content-type'] = 'application/json'
  if (route.method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID()
  if (options.ifMatch) headers['if-match'] = options.ifMatch
  return headers
}

function bodyOf(route: Route, body: unknown): BodyInit {
  return isJson(route) ? JSON.stringify(body) : (body as BodyInit)
}

function isJson(route: Route): boolean {
  return (route.bodyKind ?? 'json') === 'json'
}

const signedOutListeners = new Set<() => void>()

const overtakenListeners = new Set<() => void>()

/** Called whenever something was not saved because somebody changed it meanwhile. */
export function onOvertaken(listener: () => void): void {
  overtakenListeners.add(listener)
}

/** Called whenever the server says nobody is signed in (session over or revoked). */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}
