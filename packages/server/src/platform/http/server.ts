import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { allRoutes, may } from '@resonanz/contracts'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Actor, Deps } from '../deps.ts'
import { Refusal } from '../errors.ts'
import type { Before, Binding, Call } from './binding.ts'
import { onlyOnce } from './idempotency.ts'
import { limits } from './limits.ts'
import { sendProblem } from './problems.ts'
import { householdOf } from './rate.ts'
import { securityHeaders } from './security-headers.ts'

export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>

/** The HTTP server of all bindings. Fails at once when a contract has no binding or a binding no contract. */
export async function makeServer(
  deps: Deps,
  options: { authenticate: Authenticate; bindings: Binding[] },
): Promise<FastifyInstance> {
  checkComplete(options.bindings)
  const guard = securityHeaders(deps.config)
  const refuse = sendProblem(deps.log)
  const app = Fastify({
    loggerInstance: deps.log.child({ part: 'http' }, { level: deps.log.level === 'debug' ? 'debug' : 'warn' }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    trustProxy: deps.config.trustProxy,
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: 0,
    genReqId: () => deps.newId(),
    routerOptions: { maxParamLength: 500 },
    // An address that cannot be read never reaches a hook: its answer is guarded here.
    frameworkErrors: async (error, request, reply) => {
      await guard(request, reply)
      await refuse(error, request, reply)
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(refuse)
  app.addHook('onSend', guard)
  await app.register(cookie)
  await app.register(multipart, {
    limits: { fileSize: limits.uploadBytes, files: 20, fields: 20, parts: 40, headerPairs: 100 },
  })
  await app.register(rateLimit, {
    global: true,
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: (request) => householdOf(request.ip),
    errorResponseBuilder: () => new Refusal('too-many-requests'),
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Resonanz', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: (policy) => policy.replace("base-uri 'self'", "base-uri 'none'"),
  })
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.rawBodyBytes }, (_request, body, done) =>
    done(null, body),
  )
  // A write without a body is fine where the contract asks for none; keys like __proto__ are an error.
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parseJson(request, String(body), done),
  )
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(async (scope) => {
    for (const binding of options.bindings) addRoute(scope, deps, binding, options.authenticate)
  })
  return app as unknown as FastifyInstance
}

function addRoute(app: FastifyInstance, deps: Deps, { route, handler, before }: Binding, authenticate: Authenticate) {
  const write = route.method !== 'GET'
  const raw = route.bodyKind === 'raw'
  const status = route.status ?? 200
  app.register(async (scope) => {
    // Signatures are checked over the bytes as sent, so nothing may parse them first.
    if (raw) {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.rawBodyBytes }, (_request, body, done) =>
        done(null, body),
      )
    }
    scope.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      schema: {
        operationId: route.id,
        summary: route.summary,
        tags: [route.id.split('.')[0]!],
        ...(route.params ? { params: route.params } : {}),
        ...(route.query ? { querystring: route.query } : {}),
        ...(route.body && !raw ? { body: route.body } : {}),
        ...(route.response ? { response: { [status]: route.response } } : {}),
      },
      config: { rateLimit: { max: requestsPerMinute(route) } },
      ...(before ? { preParsing: refusing(before) } : {}),
      handler: async (request, reply) => {
        const actor = route.access === 'public' ? null : await authenticate(request)
        if (route.access !== 'public') {
          if (!actor) throw new Refusal('not-signed-in')
          if (route.access !== 'member' && !may(actor.role, route.access)) throw new Refusal('not-allowed')
          if (write) refuseCrossSite(request)
        }
        const call = {
          actor,
          params: request.params,
          query: request.query,
          body: request.body,
          request,
          reply,
        } as unknown as Call<typeof route>
        const key = write ? request.headers['idempotency-key'] : undefined
        if (typeof key === 'string' && actor && route.bodyKind === undefined && route.answerKept !== false) {
          if (key.length > 200) throw new Refusal('invalid-input', 'Idempotency-Key is too long.')
          const done = await onlyOnce(
            deps.db.of(actor.workspaceId),
            {
              workspaceId: actor.workspaceId,
              actor: actor.memberId,
              key,
              request: [route.id, request.params, request.body ?? null],
            },
            async () => ({ status, response: await handler(call) }),
          )
          if (done.replayed) reply.header('idempotency-replayed', 'true')
          return reply.code(done.status).send(done.response)
        }
        const answer = await handler(call)
        if (reply.sent) return reply
        return route.response ? reply.code(status).send(answer) : answer
      },
    })
  })
}

/** Whoever is refused need not be listened to: what of the body still comes is not waited for. */
function refusing(before: Before) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      await before(request)
    } catch (error) {
      reply.header('connection', 'close')
      throw error
    }
  }
}

function requestsPerMinute({ access, bodyKind }: Binding['route']): number {
  if (bodyKind === 'raw') return limits.inletRequestsPerMinute
  return access === 'public' ? limits.publicRequestsPerMinute : limits.requestsPerMinute
}

/** A browser says where a request comes from; a write from another site never counts (SameSite cookies are the first guard). */
function refuseCrossSite(request: FastifyRequest) {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal('not-allowed', 'Requests from other sites are refused.')
}

function checkComplete(bindings: Binding[]) {
  const bound = new Set(bindings.map((binding) => binding.route.id))
  const missing = allRoutes.filter((route) => !bound.has(route.id)).map((route) => route.id)
  if (missing.length > 0) throw new Error(`Routes without a binding: ${missing.join(', ')}`)
  if (bound.size !== bindings.length || bound.size !== allRoutes.length)
    throw new Error('A binding has no contract, or two share one.')
}
