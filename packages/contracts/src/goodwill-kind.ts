import { z } from 'zod'

/** What is given beyond duty. */
export const GoodwillKind = z.enum(['refund', 'voucher', 'replacement', 'fee_waived', 'other'])
export type GoodwillKind = z.infer<typeof GoodwillKind>
/** Minor units of a currency (cents); whole numbers only. */
export const MinorUnits = z.number().int().min(0).max(1_000_000_000_000)
export const Currency = z.string().regex(/^[A-Z]{3}$/)
