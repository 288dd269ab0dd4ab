import type { z } from 'zod'
import type { Permission } from './access.ts'

/**
 * One HTTP endpoint, described once. Fastify validates with it, OpenAPI is generated from it,
 * the web app and the command line call through it.
 * `access`: 'public' (no session), 'member' (any signed-in member) or the permission that is needed.
 * `object`: the kind of workspace object named by `params.id`; the rights matrix tries own and foreign ones.
 */
export type Route = {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  access: 'public' | 'member' | Permission
  summary: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** 'raw': the handler reads the bytes itself (signatures, uploads). */
  bodyKind?: 'json' | 'raw' | 'multipart'
  /** Schema of the answer; 'raw' answers (files, streams, pages) say their content type instead. */
  response?: z.ZodType
  responseType?: string
  status?: number
  /** Not kept for a repeat of the same Idempotency-Key: the answer holds words that stay nowhere. */
  answerKept?: false
  object?: string
}

export function route<const R extends Route>(definition: R): R {
  return definition
}

export type ParamsOf<R extends Route> = R['params'] extends z.ZodType ? z.output<R['params']> : Record<string, never>
export type QueryOf<R extends Route> = R['query'] extends z.ZodType ? z.output<R['query']> : Record<string, never>
export type BodyOf<R extends Route> = R['body'] extends z.ZodType ? z.output<R['body']> : undefined
export type ResponseOf<R extends Route> = R['response'] extends z.ZodType ? z.output<R['response']> : undefined

export type ParamsInput<R extends Route> = R['params'] extends z.ZodType ? z.input<R['params']> : undefined
export type QueryInput<R extends Route> = R['query'] extends z.ZodType ? z.input<R['query']> : undefined
export type BodyInput<R extends Route> = R['body'] extends z.ZodType ? z.input<R['body']> : undefined

/** Fills `{name}` places of a path; values are percent-encoded. */
export function fillPath(path: string, params: Record<string, string | number> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
}
