import { el, icon } from './dom.ts'
import { type Begin, makeLink } from './link.ts'
import { pageMemory } from './memory.ts'
import { makePanel, type Panel } from './panel.ts'
import { styleOf } from './style.ts'
import { type Language, wordsIn } from './words.ts'

/**
 * The chat on a company's page: `<script src="https://…/chat/KEY/chat.js" async></script>`. `data-identity` carries what the
 * site signed of its visitor, `data-lang` the language, `data-open` opens it at once. It sets no cookie, keeps nothing
 * before the first message and adds no style or script to the page: it lives in a shadow root.
 */
const script = (document.currentScript ?? document.querySelector('script[src*="/chat.js"]')) as HTMLScriptElement | null
const place = /^(https?:\/\/[^/]+)\/chat\/([\w-]{8,80})\/chat\.js/.exec(script?.src ?? '')
if (script && place) void start(script, place[1]!, place[2]!)

async function start({ dataset }: HTMLScriptElement, home: string, key: string): Promise<void> {
  const memory = pageMemory(key)
  let panel: Panel | null = null
  const link = makeLink(home, key, memory, {
    line: (line) => panel?.add(line),
    taken: (clientId) => panel?.lines.settle(clientId, 'sent'),
    refused: (clientId) => panel?.lines.settle(clientId, 'notSent'),
    typing: () => panel?.typing(),
    seen: (at) => panel?.lines.seen(at),
    online: (isOnline) => panel?.online(isOnline),
    identity: (state, name) => panel?.identity(state, name),
  })
  // A page that may not show the chat, or one that is switched off: nothing stands there.
  const state = await link.readState().catch(() => null)
  if (!state) return
  const language = languageOf(dataset.lang, state.language)
  const w = wordsIn(language)
  const begin: Begin = {
    language,
    page: location.href.slice(0, 1000),
    ...(dataset.identity ? { identity: dataset.identity.slice(0, 4000) } : {}),
  }

  const host = el('div', { lang: language })
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styleOf(state.color))
  root.adoptedStyleSheets = [sheet]
  const count = el('span', { class: 'count', hidden: true, 'aria-hidden': 'true' })
  const launcher = el(
    'button',
    { type: 'button', class: 'launcher', 'aria-expanded': 'false', 'aria-haspopup': 'dialog', onclick: open },
    icon('chat', 28),
    count,
  )
  const label = (unread: number) => {
    count.hidden = unread === 0
    count.textContent = String(unread)
    const words = w.open(state.title[language])
    launcher.setAttribute('aria-label', unread === 0 ? words : `${words}. ${w.unread(unread)}`)
  }
  panel = makePanel({ link, state, language, begin, onClose: close, onUnread: label })
  label(0)
  root.append(launcher, panel.box)
  const show = () => document.body.append(host)
  if (document.body) show()
  else document.addEventListener('DOMContentLoaded', show)

  function open(): void {
    launcher.hidden = true
    launcher.setAttribute('aria-expanded', 'true')
    panel!.open()
  }
  function close(): void {
    panel!.box.hidden = true
    launcher.hidden = false
    launcher.setAttribute('aria-expanded', 'false')
    launcher.focus()
  }

  window.addEventListener('online', link.retry)
  window.addEventListener('pagehide', () => link.hasConversation() && link.tell({ gone: true }))
  window.addEventListener('pageshow', (event) => event.persisted && link.retry())
  if (link.hasConversation()) {
    for (const { clientId, text } of memory.read()!.waiting)
      panel.lines.write(clientId, text, [], new Date().toISOString())
    link.resume().catch(() => link.retry())
  }
  if (dataset.open !== undefined) open()
}

function languageOf(asked: string | undefined, own: Language): Language {
  const said = (asked ?? document.documentElement.lang).slice(0, 2).toLowerCase()
  if (said === 'de' || said === 'en') return said
  return said === '' ? own : 'en'
}
