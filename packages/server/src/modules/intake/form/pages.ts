import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { pageHeaders as page, pageLanguage as languageOf } from '#platform/http/public-page'
import type { IntakeDeps } from '../process.ts'
import { newChallenge } from './challenge.ts'
import { type Form, formOf } from './form-of.ts'
import { confirmPage, formPage, missingPage } from './html.ts'

const read = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
const pageScript = read('page-script.js')
const confirmScript = read('confirm-script.js')
const embedScript = read('embed-script.js')

/** The hosted form, the script that brings it into other pages, and the page behind the verification mail. */
export function mountFormPages(app: FastifyInstance, deps: IntakeDeps): void {
  const hide = { schema: { hide: true } }

  app.get<{ Params: { key: string } }>('/f/:key', hide, async (request, reply) => {
    const form = await known(deps, request.params.key)
    const language = languageOf(request, form?.workspace.language ?? 'de')
    const nonce = randomBytes(16).toString('base64')
    if (!form) return page(reply, nonce, []).code(404).send(missingPage({ language, nonce }))
    const challenge = newChallenge(deps, request.params.key)
    const html = formPage({
      language,
      nonce,
      script: pageScript,
      key: request.params.key,
      company: form.workspace.name,
      logo: form.workspace.logo,
      settings: form.settings,
      challenge,
    })
    return page(reply, nonce, originsOf(form)).send(html)
  })

  app.get<{ Params: { key: string } }>('/f/:key/embed.js', hide, async (request, reply) => {
    const form = await known(deps, request.params.key)
    if (!form) return reply.code(404).type('text/javascript').send('')
    const language = form.workspace.language === 'en' ? 'en' : 'de'
    const title = form.settings.title[language]
    const script = embedScript
      .replaceAll('__KEY__', request.params.key)
      .replaceAll('__TITLE__', () =>
        JSON.stringify(title).slice(1, -1).replaceAll("'", '\\u0027').replaceAll('<', '\\u003c'),
      )
    return reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=300',
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(script)
  })

  app.get<{ Params: { token: string } }>('/f/verify/:token', hide, async (request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    const language = languageOf(request, 'de')
    const { token } = request.params
    return page(reply, nonce, []).send(confirmPage({ language, nonce, script: confirmScript, token }))
  })
}

async function known(deps: IntakeDeps, key: string): Promise<Form | null> {
  if (!/^[\w-]{8,80}$/.test(key)) return null
  try {
    return await formOf(deps, key)
  } catch (error) {
    if ((error as { code?: string }).code === 'not-found') return null
    throw error
  }
}

/** Origins as written by an admin, only those that are plain origins: nothing else may get into the header. */
function originsOf(form: Form): string[] {
  return form.settings.allowedOrigins.filter((origin) => /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i.test(origin))
}
