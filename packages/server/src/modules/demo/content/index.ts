import { buildCase } from './build-case.ts'
import { company, defaultStaff, presences, staff, teams } from './company.ts'
import { conversations } from './conversations/index.ts'
import { customers } from './customers.ts'
import { generate } from './generate.ts'
import { buildMentions } from './mentions.ts'
import { planFollowUps, planOpenings, planPromises } from './plan.ts'
import { seededRandom } from './prng.ts'
import { buildQuarantine } from './quarantine.ts'
import { buildCaseMerges, buildCustomerMerges, buildLinkProposals } from './relations.ts'
import { topics } from './topics.ts'
import type { DemoContent } from './types.ts'

export type * from './types.ts'

/**
 * The whole sample company, its last 14 days before `now` and the promises after it. The same `now` gives the same
 * content, byte by byte. Pure: reads no clock, no database, no network. Throws only for mistakes in our own tables.
 */
export function buildDemo(now: Date): DemoContent {
  const random = seededRandom(4242)
  const languageOf = new Map(customers.map((customer) => [customer.key, customer.language]))
  const englishWritten = conversations.filter((one) => (one.language ?? languageOf.get(one.customer)) === 'en').length
  const openings = planOpenings(conversations, englishWritten, random)
  const written = [...conversations.map((one) => ({ ...one })), ...generate(openings, random)]
  planFollowUps(written, random)
  const dueInHours = planPromises(written, random)
  const cases = written.map((one) => buildCase(one, now, dueInHours.get(one.key) ?? null, random))
  return {
    company,
    teams,
    staff,
    defaultStaff,
    presences,
    topics,
    customers,
    cases: cases.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime()),
    mentions: buildMentions(now, random),
    quarantine: buildQuarantine(now),
    linkProposals: buildLinkProposals(now),
    customerMerges: buildCustomerMerges(now),
    caseMerges: buildCaseMerges(now),
  }
}
