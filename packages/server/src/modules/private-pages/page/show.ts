import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { houseZone } from '#calendars'
import { readProgress } from '#progress'
import type { Deps } from '#platform/deps'
import { type PageFrame, pageHeaders, pageLanguage } from '#platform/http/public-page'
import { settingsOf } from '#settings'
import { cookieOf } from '../cookie.ts'
import { browserHash, pageOfToken } from '../link.ts'
import { isOtherBrowser, isOver } from '../policy.ts'
import { type PageRow, pageById, wordsOfThread } from '../store.ts'
import { answersOf } from '../store-answers.ts'
import { lookOf } from '../store-sets.ts'
import { concernOf, stepsTold } from '../store-status.ts'
import { doorPage, gonePage, questionsPage, statusPage } from './html.ts'
import { formKeyOf, type Plain } from './plain.ts'
import { placeWords } from './words.ts'

const pageScript = readFileSync(new URL('./page-script.js', import.meta.url), 'utf8')

export type ShownWith = Partial<Pick<Plain, 'told' | 'errors' | 'values' | 'words'>>

/** The page behind a link as this browser may see it. Looking changes nothing; forged, expired and revoked links look alike. */
export async function showPage(
  deps: Deps,
  { request, reply, token }: { request: FastifyRequest; reply: FastifyReply; token: string },
  given: ShownWith = {},
): Promise<FastifyReply> {
  const pageId = pageOfToken(deps, token)
  const page = pageId ? await pageById(deps.db.system, pageId) : undefined
  if (!page || isOver(page)) return reply.code(404).send(gonePage(begin(request, reply, 'de')))
  const [settings, zone, look] = await Promise.all([
    settingsOf(deps, page.workspace_id),
    houseZone(deps.db.system, page.workspace_id),
    lookOf(deps.db.system, page.workspace_id),
  ])
  const frame = { ...begin(request, reply, page.language), ...(look.colour ? { colour: look.colour } : {}) }
  const { language } = frame
  const house = { company: settings.name, logo: settings.logo, at: (moment: Date) => written(moment, language, zone) }
  const script = { data: { token, words: placeWords(language).script }, script: pageScript }
  const key = cookieOf(deps, request, page.id)
  const hash = key === null ? null : browserHash(deps, page.id, key)
  const isIn = hash !== null && (page.kind === 'status' || (page.browser_hash !== null && !isOtherBrowser(page, hash)))
  const plain: Plain = {
    token,
    formKey: formKeyOf(deps, page.id, isIn ? key : null),
    clientKey: randomUUID(),
    told: null,
    errors: new Map(),
    values: {},
    words: '',
    ...given,
  }
  if (!isIn) return reply.send(doorPage(frame, house, page, plain, script))
  if (page.kind === 'status')
    return reply.send(statusPage(frame, house, page, await statusOf(deps, page, hash), plain, script))
  const [answers, said] = await Promise.all([
    answersOf(deps.db.system, [page.id]),
    wordsOfThread(deps.db.system, page.thread_id),
  ])
  const answered = new Set(answers.map((answer) => answer.question_key))
  return reply.send(questionsPage(frame, house, page, { answered, said }, plain, script))
}

async function statusOf(deps: Deps, page: PageRow, hash: Buffer) {
  const db = deps.db.system
  const concern = (await concernOf(db, page.workspace_id, page.case_id))!
  const [progress, course, said] = await Promise.all([
    readProgress(deps, { workspaceId: page.workspace_id }, concern.id),
    stepsTold(db, concern.id),
    page.browser_hash?.equals(hash) ? wordsOfThread(db, page.thread_id) : [],
  ])
  const states = new Map(progress.steps.map(({ step, state }) => [step, state]))
  // Documenting is our own work: to a customer a concern that is not settled stands at its answer.
  const isOver = concern.category === 'done' || concern.category === 'closed'
  if (!isOver && states.get('document') === 'current') states.set('inform', 'current').set('document', 'ahead')
  return { concern, states, course, said }
}

export function begin(request: FastifyRequest, reply: FastifyReply, fallback: string): PageFrame {
  const nonce = randomBytes(16).toString('base64')
  pageHeaders(reply, nonce, 'none', 'own').header('x-robots-tag', 'noindex, nofollow, noarchive')
  return { language: pageLanguage(request, fallback), nonce }
}

export function written(moment: Date, language: 'de' | 'en', timeZone: string): string {
  return moment.toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  })
}
