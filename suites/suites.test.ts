import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dataFolder } from './result.ts'
import { runSuites } from './run.ts'

/** Shares once reached may not be lost again. Whole cases, not fields. */
const floors: Readonly<Record<string, number>> = {
  'email_parse stalwart/legacy': 1,
  'email_parse stalwart/rfc': 1,
  'email_parse mikel_mail (reads without error)': 1,
  'email_parse nodemailer_mailparser (reads without error)': 1,
  'email_parse postal_mime (reads without error)': 1,
  'email_bounce_sisimai hard-bounce flag': 0.97,
  'email_bounce_sisimai opens no case': 1,
  'email_bounce_sisimai real messages stay messages': 1,
  'email-reply discourse': 1,
  'email-reply github': 1,
  'email-reply zapier': 1,
  'email-reply willdurand': 0.98,
  'email-reply talon': 1,
  'feeds gofeed': 1,
  'feeds feedsmith': 1,
  'feeds rss_parser': 0.9,
  'feeds miniflux': 1,
  'meta pushes taken whole': 1,
  'meta things read': 1,
  'meta WhatsApp calls by the description': 1,
}

const present = existsSync(dataFolder)
if (!present) console.log('skipped: no ../shared/data')

describe.skipIf(!present)('suites', () => {
  it('keeps the shares once reached', async () => {
    // Strangers' words in a browser take minutes: tests/e2e/web-safety.test.ts runs a slice, with nothing allowed at all.
    const results = await runSuites(['web-safety'])
    const lost = results.filter(({ suite, passed, total }) => passed / total < (floors[suite] ?? 0))
    expect(lost.map(({ suite, passed, total }) => `${suite}: ${passed} of ${total}`)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })
})
