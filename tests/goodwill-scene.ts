import type { BodyOf, goodwillRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { approvalBindings } from '../packages/server/src/modules/approvals/index.ts'
import { goodwillApprovals } from '../packages/server/src/modules/goodwill/approval-handler.ts'
import { createGoodwill } from '../packages/server/src/modules/goodwill/create-goodwill.ts'
import { setBudget } from '../packages/server/src/modules/goodwill/frame.ts'
import { one, rows, run } from '../packages/server/src/platform/db/database.ts'
import type { Actor, Deps } from '../packages/server/src/platform/deps.ts'
import { makeBareCase } from './cases.ts'
import type { House } from './deps.ts'

type Wanted = Partial<BodyOf<typeof goodwillRoutes.create>>

/** What the tests of goodwill do over and over in one house. */
export function goodwillScene(deps: Deps, house: House) {
  let numbered = 0
  const now = { caseId: '' }
  return {
    /** The case of the test that runs. */
    get caseId(): string {
      return now.caseId
    },
    async startCase(): Promise<void> {
      now.caseId = await this.newCase()
    },
    async newCase(teamId: string | null = house.teamId): Promise<string> {
      const id = await makeBareCase(deps, house, { title: `Fall ${(numbered += 1)}`, channel: 'phone' })
      await run(deps.db.system, sql`update cases set team_id = ${teamId}, topic_id = ${house.topicId} where id = ${id}`)
      return id
    },
    give: (over: Wanted = {}, by: Actor = house.agent, of = now.caseId) =>
      createGoodwill(deps, by, of, {
        mode: 'grant',
        kind: 'refund',
        amountMinor: 3_000,
        currency: 'EUR',
        what: '',
        reason: 'Lieferung kam zu spät',
        validUntil: null,
        ...over,
      }),
    async decide(actor: Actor, approvalId: string, decision: 'approve' | 'reject' = 'approve') {
      const binding = approvalBindings(deps, { goodwill: goodwillApprovals }).find(
        ({ route }) => route.id === 'approvals.decide',
      )!
      const approval = await one(
        deps.db.system,
        sql<{ fingerprint: string }>`select fingerprint from approval where id = ${approvalId}`,
      )
      return binding.handler({
        actor,
        params: { id: approvalId },
        body: { decision, reason: 'Nach Rücksprache', fingerprint: approval!.fingerprint },
      } as never)
    },
    /** What the budgets of the house hold, the company's first. */
    month: () =>
      rows(
        deps.db.system,
        sql<{
          reserved: number
          booked: number
        }>`select m.reserved_minor as reserved, m.booked_minor as booked from goodwill_month m join goodwill_budget b on b.id = m.budget_id
          where b.workspace_id = ${house.workspaceId} and b.active order by b.unit_id nulls first`,
      ),
    companyBudget: (monthlyMinor: number) =>
      setBudget(deps, house.admin, { unitId: null, currency: 'EUR', monthlyMinor }),
    async told(id = now.caseId): Promise<string[]> {
      const found = await rows<{ kind: string }>(
        deps.db.system,
        sql`select kind from journal where subject_id = ${id} and (kind like 'goodwill.%' or kind like 'approval.%' or kind like 'promise.%') order by seq`,
      )
      return found.map(({ kind }) => kind)
    },
  }
}
