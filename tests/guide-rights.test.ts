import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorOf } from '../packages/channels/src/index.ts'

const root = join(import.meta.dirname, '..')
const address = 'https://service.example'
const app = { appId: '123456', appSecret: 'secret-of-the-app', clientId: 'client', clientSecret: 'secret' }
/** Who signs in there needs an app of their own: what it must be allowed is only found in what we tell them. */
const kinds = ['facebook', 'instagram', 'x', 'youtube'] as const
const words = { en: readWords('en'), de: readWords('de') }

test.each(kinds)(
  'guides and screens name every right that signing in at %s asks for, and where it comes back',
  async (kind) => {
    const redirectUri = `${address}/channel-sign-in/${kind}/back`
    for (const right of await rightsAsked(kind, redirectUri)) {
      for (const language of ['en', 'de'] as const) {
        const guide = readGuide(kind, language)
        expect(guide, `${right} in the ${language} guide`).toContain(`\`${right}\``)
        expect(guide).toContain(`\`${redirectUri.replace(address, 'https://YOUR-ADDRESS')}\``)
        expect(JSON.stringify(words[language][kind]), `${right} on the ${language} screen`).toContain(right)
      }
    }
  },
)

async function rightsAsked(kind: (typeof kinds)[number], redirectUri: string): Promise<string[]> {
  const { signIn } = connectorOf(kind)
  if (!signIn) throw new Error(`${kind} has no sign-in`)
  const known = Object.keys((signIn.start as unknown as { shape: object }).shape)
  const start = signIn.start.parse(Object.fromEntries(Object.entries(app).filter(([name]) => known.includes(name))))
  const context = { egress: refuseAll, signal: AbortSignal.timeout(5_000) }
  const going = { redirectUri, clientUri: `${address}/client.json`, state: 'state', codeChallenge: 'challenge' }
  const { url } = await signIn.begin(context as never, start, going)
  const rights = (new URL(url).searchParams.get('scope') ?? '').split(/[ ,]/).filter((right) => right !== '')
  expect(rights.length).toBeGreaterThan(0)
  return rights
}

function refuseAll(): never {
  throw new Error('Beginning asks nobody.')
}

function readGuide(kind: string, language: 'en' | 'de'): string {
  return readFileSync(join(root, `docs/guides/${language === 'de' ? 'de/' : ''}connect-${kind}.md`), 'utf8')
}

function readWords(language: string): Record<string, unknown> {
  const file = join(root, `packages/web/src/features/channels/locales/${language}.json`)
  return (JSON.parse(readFileSync(file, 'utf8')) as { network: Record<string, unknown> }).network
}
