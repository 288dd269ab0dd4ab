import type { ChannelStanding } from '@resonanz/contracts'
import { z } from 'zod'
import { ConnectorError, type RawItem } from '../connector.ts'
import { readGraph, segment } from './graph.ts'
import type { MetaContext, WhatsAppSettings } from './settings.ts'

const OfNumber = z.object({ quality_rating: z.string().catch(''), status: z.string().catch('') })
const qualities = { GREEN: 'good', YELLOW: 'low', RED: 'bad' } as const
/** Nothing leaves, or only little. */
const restricted = new Set(['BANNED', 'RESTRICTED', 'RATE_LIMITED', 'FLAGGED', 'DELETED', 'DISCONNECTED'])

/** Quality rating, messaging limit and state of a number. Throws ConnectorError. */
export async function readStanding(context: MetaContext<WhatsAppSettings>): Promise<ChannelStanding> {
  const path = segment(context.settings.phoneNumberId)
  const told = await readGraph(context, { path, query: { fields: 'quality_rating,status' } }, OfNumber)
  const tier = await readTier(context, path)
  return {
    quality: qualities[told.quality_rating.toUpperCase() as keyof typeof qualities] ?? null,
    ...limitOf(tier),
    isRestricted: restricted.has(told.status.toUpperCase()),
  }
}

/** Since 2025 the limit is that of the whole portfolio; versions before have it by number, and refuse the other's name. */
const limitFields = ['whatsapp_business_manager_messaging_limit', 'messaging_limit_tier']

async function readTier(context: MetaContext<WhatsAppSettings>, path: string): Promise<string> {
  for (const fields of limitFields) {
    try {
      const told = await readGraph(context, { path, query: { fields } }, z.record(z.string(), z.unknown()))
      const tier = told[fields]
      if (typeof tier === 'string') return tier
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.kind !== 'permanent') throw error
    }
  }
  return ''
}

/** `TIER_250`, `TIER_10K`, `TIER_UNLIMITED`. */
function limitOf(tier: string): Pick<ChannelStanding, 'peoplePerDay' | 'isUnlimited'> {
  const [, digits, thousands] = /^TIER_(\d{1,9})(K?)$/i.exec(tier) ?? []
  const peoplePerDay = digits === undefined ? null : Number(digits) * (thousands ? 1_000 : 1)
  return { peoplePerDay, isUnlimited: /^TIER_UNLIMITED$/i.test(tier) }
}

const fields = new Set([
  'phone_number_quality_update',
  'account_update',
  'account_alerts',
  'account_review_update',
  'business_capability_update',
])

/** What these say differs from version to version: only that they came is taken, how it stands now is asked. */
export function tellsOfStanding({ source }: RawItem): boolean {
  return fields.has(String(source['field']))
}
