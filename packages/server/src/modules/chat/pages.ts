import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '#platform/deps'
import { mountPreflight } from '#platform/http/cross-origin'
import { escapeHtml, markOf, pageHeaders, pageHtml, pageLanguage } from '#platform/http/public-page'
import { type Chat, chatOf } from './chat-of.ts'

const built = new URL('../../../../web/dist/chat/widget.js', import.meta.url)
const scriptFreshSeconds = 300

const words = {
  de: {
    missing: 'Diesen Chat gibt es nicht',
    text: 'Bitte prüfen Sie die Adresse.',
    open: 'Der Chat öffnet sich unten rechts.',
  },
  en: {
    missing: 'There is no such chat',
    text: 'Please check the address.',
    open: 'The chat opens at the bottom right.',
  },
} as const

/** The script for other websites, and a page of our own that shows the chat (as a link, and to look at it first). */
export function mountChatPages(
  app: FastifyInstance,
  deps: Deps,
  readScript: () => Promise<string> = () => readFile(built, 'utf8'),
): void {
  mountPreflight(app)
  let script: Promise<string> | null = null
  const hide = { schema: { hide: true } }

  app.get<{ Params: { key: string } }>('/chat/:key/chat.js', hide, async (request, reply) => {
    if (!(await known(deps, request.params.key))) return reply.code(404).type('text/javascript').send('')
    script ??= readScript().catch((error: unknown) => {
      script = null
      throw error
    })
    return reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': `public, max-age=${scriptFreshSeconds}`,
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(await script)
  })

  app.get<{ Params: { key: string } }>('/chat/:key', hide, async (request, reply) => {
    const chat = await known(deps, request.params.key)
    const language = pageLanguage(request, chat?.workspace.language ?? 'de')
    const nonce = randomBytes(16).toString('base64')
    const w = words[language]
    if (!chat)
      return pageHeaders(reply, nonce)
        .code(404)
        .send(pageHtml({ language, nonce }, w.missing, `<h1>${w.missing}</h1><p>${w.text}</p>`, null))
    const title = chat.settings.title[language]
    const body = `<header><p>${markOf(chat.workspace.name, chat.workspace.logo)}</p></header><h1>${escapeHtml(title)}</h1><p>${w.open}</p>
<script src="/chat/${encodeURIComponent(chat.key)}/chat.js" data-open nonce="${nonce}" async></script>`
    return pageHeaders(reply, nonce).send(
      pageHtml({ language, nonce }, `${title} – ${chat.workspace.name}`, body, null),
    )
  })
}

async function known(deps: Deps, key: string): Promise<Chat | null> {
  if (!/^[\w-]{8,80}$/.test(key)) return null
  try {
    return await chatOf(deps, key)
  } catch (error) {
    if ((error as { code?: string }).code === 'not-found') return null
    throw error
  }
}
