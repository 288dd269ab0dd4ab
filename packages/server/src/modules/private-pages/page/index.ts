import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { limits } from '#platform/http/limits'
import { makeRate } from '#platform/http/rate'
import { cookieOf, setCookie } from '../cookie.ts'
import { pageOfToken, typedCode } from '../link.ts'
import { checkCode, openPage } from '../open-page.ts'
import { readPlainSending } from '../read-plain.ts'
import { type StoreItem, takeSending } from '../take-sending.ts'
import { checkPage } from './html.ts'
import { isFormKey } from './plain.ts'
import { begin, type ShownWith, showPage, written } from './show.ts'
import { placeWords } from './words.ts'

const checkScript = readFileSync(new URL('./check-script.js', import.meta.url), 'utf8')

type Visit = { request: FastifyRequest; reply: FastifyReply; token: string }

/**
 * The pages behind links, and the one where anybody checks a code. All of it works without scripts, by forms to these
 * addresses with the guarantees of the script's way: one browser, a sending counts once, nothing from other sites.
 */
export function mountPrivatePages(app: FastifyInstance, deps: Deps & { storeItem: StoreItem }): void {
  const hide = { schema: { hide: true } }
  const mayOpen = makeRate(limits.formPerMinute * 2)
  const maySend = makeRate(limits.formPerMinute * 2)
  const mayCheck = makeRate()
  const visitOf = (request: FastifyRequest, reply: FastifyReply): Visit => ({
    request,
    reply,
    token: (request.params as { token: string }).token,
  })

  app.get('/p', hide, async (request, reply) => showCheck(request, reply, null))

  app.post('/p', hide, async (request, reply) => {
    const words = placeWords(begin(request, reply, 'de').language).script
    if (!isOwnSite(request)) return showCheck(request, reply.code(403), { text: words.notOurForm, isGood: false })
    if (!mayCheck(request.ip)) return showCheck(request, reply.code(429), { text: words.tooMany, isGood: false })
    const found = await checkCode(deps, typedCode((formOf(request).get('code') ?? '').slice(0, 40)))
    const day = found.at && written(new Date(found.at), begin(request, reply, 'de').language, 'Europe/Berlin')
    return found.isOurs
      ? showCheck(request, reply, {
          text: words.ours.replace('{company}', () => found.company ?? '').replace('{at}', () => day ?? ''),
          isGood: true,
        })
      : showCheck(request, reply, { text: words.notOurs, isGood: false })
  })

  app.get('/p/:token', hide, async (request, reply) => {
    const { missing } = request.query as { missing?: unknown }
    const words = placeWords(begin(request, reply, 'de').language).script
    return showPage(deps, visitOf(request, reply), typeof missing === 'string' ? thanks(missing, words) : {})
  })

  app.post('/p/:token/open', hide, async (request, reply) => {
    const visit = visitOf(request, reply)
    return act(deps, visit, mayOpen, async (pageId) => {
      if (!isFormKey(deps, pageId, null, formOf(request).get('w:key') ?? '')) throw new Refusal('not-allowed')
      setCookie(deps, reply, await openPage(deps, visit.token, cookieOf(deps, request, pageId)))
      return ''
    })
  })

  app.post('/p/:token/send', hide, async (request, reply) => {
    const visit = visitOf(request, reply)
    const sent: Awaited<ReturnType<typeof readPlainSending>>[] = []
    return act(
      deps,
      visit,
      maySend,
      async (pageId) => {
        const browserKey = cookieOf(deps, request, pageId)
        const read = await readPlainSending(request)
        sent.push(read)
        if (browserKey === null || !isFormKey(deps, pageId, browserKey, read.formKey)) throw new Refusal('not-allowed')
        const { missing } = await takeSending(deps, visit.token, browserKey, read.sending, read.files)
        return `?missing=${missing}`
      },
      () => ({ values: sent[0]?.sending.answers ?? {}, words: sent[0]?.sending.words ?? '' }),
    )
  })
}

/** What a form does, then the page anew by GET, so that going back or reloading sends nothing again; refusals in words. */
async function act(
  deps: Deps,
  visit: Visit,
  allowed: (address: string) => boolean,
  work: (pageId: string) => Promise<string>,
  written: () => ShownWith = () => ({}),
): Promise<FastifyReply> {
  const { request, reply, token } = visit
  const { language } = begin(request, reply, 'de')
  const words = placeWords(language).script
  try {
    if (!isOwnSite(request)) throw new Refusal('not-allowed')
    if (!allowed(request.ip)) throw new Refusal('too-many-requests')
    const pageId = pageOfToken(deps, token)
    if (!pageId) throw new Refusal('token-invalid')
    const query = await work(pageId)
    return reply.redirect(`/p/${token}${query}`, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const wrong = (error.extra as { wrong?: { key: string; code: string }[] } | undefined)?.wrong ?? []
    const texts: Record<string, string> = { 'too-long': words.tooLong, 'file-type': words.fileType }
    const told = wrong.length > 0 ? null : { text: refusalWords(error.code, words), isGood: false }
    return showPage(
      deps,
      { ...visit, reply: reply.code(error.status) },
      { ...written(), told, errors: new Map(wrong.map(({ key, code }) => [key, texts[code] ?? words.wrong])) },
    )
  }
}

type ScriptWords = ReturnType<typeof placeWords>['script']
function refusalWords(code: string, words: ScriptWords): string {
  if (code === 'too-many-requests') return words.tooMany
  if (code === 'conflict') return words.otherBrowser
  if (code === 'too-large') return words.tooLarge
  if (code === 'not-allowed') return words.notOurForm
  return code === 'invalid-input' ? words.nothing : words.over
}

function thanks(missing: string, words: ScriptWords): ShownWith {
  const count = /^\d{1,2}$/.test(missing) ? Number(missing) : 0
  const rest = count === 1 ? words.missingOne : words.missingMany.replace('{n}', String(count))
  return { told: { text: count > 0 ? `${words.done} ${rest}` : words.done, isGood: true } }
}

function showCheck(request: FastifyRequest, reply: FastifyReply, told: ShownWith['told'] | null): FastifyReply {
  const frame = begin(request, reply, 'de')
  const data = { words: placeWords(frame.language).script, language: frame.language }
  return reply.send(checkPage(frame, told ?? null, { data, script: checkScript }))
}

/** Browsers say where a form was sent from; those too old to say so are held by the key in the form. */
function isOwnSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin'
}

const mostFormBytes = 10_000
function formOf(request: FastifyRequest): URLSearchParams {
  const body = Buffer.isBuffer(request.body) ? request.body.subarray(0, mostFormBytes).toString('utf8') : ''
  return new URLSearchParams(body)
}
