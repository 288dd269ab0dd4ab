import { linksIn } from '@resonanz/contracts/length'
import { ConnectorError } from '../connector.ts'
import type { XContext } from './settings.ts'

export type Price = 'readForeign' | 'readOwn' | 'write' | 'writeWithLink'

/** X's day begins at midnight UTC. */
export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}

/**
 * Takes what a reading of `most` posts may cost; over the budget reading rests until the day is over, visibly. Answers how
 * to give back what it did not cost.
 */
export async function payReading(context: XContext, price: Price, most: number, nowMs = Date.now()) {
  const { dailyBudget, [`${price}Price` as const]: each } = context.settings
  const day = dayOf(nowMs)
  const amount = each * most
  const isPaid = (await context.meter?.take({ day, kind: price, amount, most: dailyBudget })) ?? true
  if (!isPaid) throw new ConnectorError('transient', 'budget-used-up', { retryAfterMs: untilTomorrow(nowMs) })
  return async (read: number) => {
    const rest = each * Math.max(0, most - read)
    if (rest > 0) await context.meter?.giveBack({ day, kind: price, amount: rest })
  }
}

/** An answer may go beyond the budget where the person who owns the keys says so; it is counted all the same. */
export async function payWriting(context: XContext, text: string, nowMs = Date.now()): Promise<boolean> {
  const { dailyBudget, answersPassBudget } = context.settings
  const kind: Price = linksIn(text, { alsoBare: true }).length > 0 ? 'writeWithLink' : 'write'
  const most = answersPassBudget ? null : dailyBudget
  return (
    (await context.meter?.take({ day: dayOf(nowMs), kind, amount: context.settings[`${kind}Price`], most })) ?? true
  )
}

export function untilTomorrow(nowMs: number): number {
  return Date.parse(dayOf(nowMs)) + 24 * 3_600_000 - nowMs
}
