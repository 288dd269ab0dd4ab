import type { Problem, ProblemCode } from '@resonanz/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseAway } from '../db/away.ts'
import { Refusal } from '../errors.ts'
import type { Logger } from '../log.ts'

type ValidationIssue = { instancePath?: string; message?: string }
type HttpError = Error & { statusCode?: number; validation?: ValidationIssue[]; code?: string }

const codeOfStatus: Record<number, ProblemCode> = {
  400: 'invalid-input',
  404: 'not-found',
  413: 'too-large',
  415: 'invalid-input',
  429: 'too-many-requests',
}
// Characters no database stores (NUL, halves of a character), days before its calendar: what was sent is at fault, not we.
const unstorable = new Set(['22021', '22P05', '22P02', '22007', '22008'])

export function problemOf(error: HttpError): Problem {
  if (error instanceof Refusal) {
    return {
      type: `https://resonanz.example/problems/${error.code}`,
      title: error.code,
      status: error.status,
      code: error.code,
      ...(error.message !== error.code ? { detail: error.message } : {}),
      ...(error.extra ? { extra: error.extra } : {}),
    }
  }
  if (error.validation) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath ?? '',
      message: issue.message ?? 'invalid',
    }))
    return {
      type: 'https://resonanz.example/problems/invalid-input',
      title: 'invalid-input',
      status: 400,
      code: 'invalid-input',
      errors,
    }
  }
  const lost = isDatabaseAway(error)
  const status = lost ? 503 : unstorable.has(error.code ?? '') ? 400 : (error.statusCode ?? 500)
  const code: ProblemCode = lost
    ? 'unavailable'
    : (codeOfStatus[status] ?? (status < 500 ? 'invalid-input' : 'internal'))
  return { type: `https://resonanz.example/problems/${code}`, title: code, status, code }
}

export function sendProblem(log: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error as HttpError)
    if (problem.status >= 500)
      log.error({ err: error, route: request.routeOptions.url, requestId: request.id }, 'request failed')
    if (problem.status === 503) reply.header('retry-after', '5')
    return reply
      .code(problem.status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify({ ...problem, instance: request.id }))
  }
}
