import type { BrowserContext, Page } from 'playwright-core'

/** Something that must not happen, in words. */
export type Trouble = string

export type Watch = {
  /** What happened since the last call. */
  take(): Trouble[]
}

/** What a script of a stranger would call, wrapped; and what the browser refused, told. Runs before any script of a page. */
const canary = (word: string) => `(() => {
  const tell = (what) => console.debug(${JSON.stringify(word)} + ' ' + what)
  for (const name of ['alert', 'prompt', 'confirm', 'print', 'open'])
    try { Object.defineProperty(window, name, { configurable: true, get: () => (...given) => { tell(name + '(' + String(given[0]).slice(0, 80) + ')') }, set() {} }) } catch {}
  document.addEventListener('securitypolicyviolation', (event) =>
    tell('refused by policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))
})()`

/**
 * Watches a browser context: dialogs, canary calls in any frame, words on the console that are not ours, refusals by the
 * content security policy, requests and navigations to any host but ours, pages that open.
 */
export async function watchContext(context: BrowserContext, ours: readonly string[]): Promise<Watch> {
  const word = `canary-${Math.random().toString(36).slice(2)}`
  const hosts = new Set(ours.map((url) => new URL(url).host))
  let troubles: Trouble[] = []
  const note = (what: string) => troubles.push(what.slice(0, 300))
  const isOurs = (url: string) => /^(about|data|blob|chrome-error):/.test(url) || hosts.has(new URL(url).host)
  await context.addInitScript({ content: canary(word) })
  context.on('request', (request) => {
    if (!isOurs(request.url())) note(`request to ${request.url()}`)
  })
  const expected = new Set<Page>()
  context.on('page', (page) => {
    page.on('dialog', (dialog) => {
      note(`dialog ${dialog.type()}: ${dialog.message()}`)
      void dialog.dismiss().catch(() => {})
    })
    page.on('console', (message) => {
      if (message.text().startsWith(word)) note(message.text().slice(word.length + 1))
      else if (['log', 'info', 'dir', 'table'].includes(message.type())) note(`console: ${message.text()}`)
    })
    page.on('framenavigated', (frame) => {
      if (!isOurs(frame.url())) note(`navigated to ${frame.url()}`)
    })
    page.on('download', (download) => note(`download of ${download.url()}`))
    if (expected.size > 0) void page.opener().then((opener) => opener && note(`a page opened: ${page.url()}`))
    expected.add(page)
  })
  return {
    take() {
      const taken = troubles
      troubles = []
      return taken
    },
  }
}

/** What in an app page could run or lead away although the app's own markup has none of it. */
export async function danglingsOfApp(page: Page, own: string): Promise<Trouble[]> {
  return (await page.evaluate(`(${audit})(document, ${JSON.stringify(own)})`)) as Trouble[]
}

/** The same in cleaned mails, shown in frames marked `data-watched`: nothing but text, links and pictures may be there. */
export async function danglingsOfFrames(page: Page): Promise<Trouble[]> {
  return (await page.evaluate(`[...document.querySelectorAll('iframe[data-watched]')].flatMap((frame) => {
    try { return (${audit})(frame.contentDocument, null).map((what) => frame.src + ': ' + what) } catch { return [frame.src + ': left its place'] }
  })`)) as Trouble[]
}

const audit = `(root, own) => {
  const found = []
  const places = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcdoc', 'poster', 'background', 'ping', 'srcset', 'to', 'values'])
  const unwanted = new Set(own ? ['object', 'embed', 'base', 'applet', 'frame'] : ['object', 'embed', 'base', 'applet', 'frame', 'iframe', 'form', 'link', 'script', 'input', 'button', 'template', 'portal'])
  for (const element of root.querySelectorAll('*')) {
    const name = element.localName
    if (unwanted.has(name)) found.push(name + ' element')
    if (own && name === 'script' && !element.src.startsWith(own)) found.push('script element')
    if (name === 'meta' && element.httpEquiv && !/^content-type$/i.test(element.httpEquiv)) found.push('meta ' + element.httpEquiv)
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(name + ' ' + attribute + '=' + value.slice(0, 60))
      if (!places.has(attribute.toLowerCase())) continue
      const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(value.replace(/[\\u0000-\\u0020]+/g, ''))?.[0].toLowerCase()
      if (!scheme || ['http:', 'https:', 'mailto:', 'tel:', 'blob:'].includes(scheme)) continue
      if (scheme === 'data:' && ['img', 'image', 'link', 'use'].includes(name)) continue
      found.push(name + ' ' + attribute + '=' + value.slice(0, 80))
    }
  }
  return found
}`
