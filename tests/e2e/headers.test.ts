import { allRoutes, fillPath } from '@resonanz/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSample, type Sample } from './sample.ts'
import { until } from './until.ts'

let sample: Sample
let cookie = ''

beforeAll(async () => {
  sample = await openSample({ browser: false })
  cookie = sample.cookie
}, 240_000)
afterAll(() => sample?.close())

const someId = '01900000-0000-7000-8000-000000000001'
const params = { id: someId, key: 'gibtesnicht', token: 'x'.repeat(30), index: 0, number: 1, kind: 'reply' }

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(sample.product.url + path, { redirect: 'manual', ...init, headers: { cookie, ...init.headers } })
}

function expectGuarded(answer: Response, what: string): void {
  expect(answer.headers.get('content-security-policy'), `${what}: policy`).toMatch(/default-src|sandbox/)
  expect(answer.headers.get('x-content-type-options'), `${what}: nosniff`).toBe('nosniff')
  expect(answer.headers.get('referrer-policy'), `${what}: referrer`).toBeTruthy()
  const type = answer.headers.get('content-type') ?? ''
  if (/html/.test(type)) {
    const policy = answer.headers.get('content-security-policy')!
    expect(policy, `${what}: inline scripts`).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|\*|https?:)/)
    expect(policy, `${what}: frames`).toMatch(/frame-ancestors/)
    expect(policy, `${what}: base`).toMatch(/base-uri 'none'|default-src 'none'/)
  }
}

describe('every answer is guarded', () => {
  // The live stream never ends.
  const routes = allRoutes.filter((route) => route.responseType !== 'text/event-stream')
  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (what, route) => {
    const write = route.method !== 'GET'
    const answer = await ask(fillPath(route.path, params), {
      method: route.method,
      headers: { 'x-forwarded-for': '10.9.9.9', ...(write ? { 'content-type': 'application/json' } : {}) },
      // Refused by its shape: the sample stays as it is.
      ...(write ? { body: '{"not":"known"' } : {}),
    })
    expectGuarded(answer, what)
    expect(answer.headers.get('cache-control'), 'never kept').toMatch(/no-store|private/)
    await answer.body?.cancel()
  })

  test('files, screens, pages, documents, unknown paths', async () => {
    const index = await (await ask('/')).text()
    const assets = [...index.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!)
    expect(assets.length).toBeGreaterThan(2)
    const form = sample.places.formKey
    const paths = [
      '/',
      '/inbox/mine',
      '/sign-in',
      '/favicon.svg',
      ...assets,
      `/f/${form}`,
      `/f/${form}?lang=en`,
      `/f/${form}/embed.js`,
    ]
    const others = [
      '/f/unbekannt',
      '/f/verify/unbekannt',
      '/c/unbekannt',
      '/api/openapi.json',
      '/api/docs',
      '/api/docs/',
      '/healthz',
      '/readyz',
      '/metrics',
      '/gibt-es-nicht.js',
      '/api/v1/gibt-es-nicht',
      '/api/auth/gibt-es-nicht',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/%2e%2e/index.html',
      '/%ff',
      '/api/v1/cases/%00',
      '/api/v1/cases/%ff',
    ]
    for (const path of [...paths, ...others]) {
      const answer = await ask(path)
      expectGuarded(answer, path)
      expect(await answer.text(), path).not.toContain('root:x:')
    }
  })

  test('answers that a proxy or an old browser asks for in other ways', async () => {
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE'].slice(0, 4)) {
      for (const path of ['/', '/api/v1/me', '/gibt-es-nicht'])
        expectGuarded(await ask(path, { method }), `${method} ${path}`)
    }
    // The answer comes before all of it is sent; who still sends then may hear the line close before the answer.
    const huge = await until('the answer to what is too large', () =>
      ask('/api/v1/cases/bulk', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `"${'x'.repeat(3_000_000)}"`,
      }),
    )
    expect(huge.status).toBe(413)
    expectGuarded(huge, 'too large')
  })
})

describe('a stranger’s file never becomes a page of ours', () => {
  const hostile = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each([
    ['SVG as PNG', 'bild.png', 'image/png', hostile],
    ['SVG as itself', 'bild.svg', 'image/svg+xml', hostile],
    ['HTML as PNG', 'bild.png', 'image/png', '<!doctype html><script>alert(1)</script>'],
    ['HTML as itself', 'seite.html', 'text/html', '<!doctype html><script>alert(1)</script>'],
    [
      'XHTML as text',
      'text.txt',
      'text/plain',
      '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    ],
    ['script', 'x.js', 'text/javascript', 'alert(1)'],
    ['PDF', 'x.pdf', 'application/pdf', '%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj'],
    ['a name with lines', 'a"\r\nX-Evil: 1\r\n.html', 'text/html', '<script>alert(1)</script>'],
  ])('%s', async (_what, name, type, content) => {
    const body = new FormData()
    body.set('file', new File([content], name, { type }))
    const stored = (await (await ask('/api/v1/files', { method: 'POST', body })).json()) as { id: string }
    const answer = await ask(`/api/v1/files/${stored.id}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-security-policy')).toMatch(/sandbox/)
    expect(answer.headers.get('content-security-policy')).not.toMatch(/allow-scripts/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-evil')).toBeNull()
    expect(await answer.text()).toBe(content)
  })

  test('the page of a mail has no scripts, no forms, no place of its own', async () => {
    const { items } = (await sample.ask('GET', `/api/v1/cases/${sample.places.htmlCase}/timeline?limit=200`)) as {
      items: { id: string; hasHtml?: boolean }[]
    }
    const message = items.find(({ hasHtml }) => hasHtml)
    expect(message).toBeDefined()
    const answer = await ask(`/api/v1/messages/${message!.id}/page`)
    const policy = answer.headers.get('content-security-policy')!
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).toMatch(/sandbox/)
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|allow-forms|allow-top-navigation|script-src/)
    const original = await ask(`/api/v1/messages/${message!.id}/original`)
    if (original.status === 200) expect(original.headers.get('content-disposition')).toMatch(/^attachment;/)
    expectGuarded(original, 'original')
  })
})
