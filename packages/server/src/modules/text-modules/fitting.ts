import { capabilitiesOf, type ChannelKind, type ModuleVariant, type Visibility } from '@resonanz/contracts'
import type { OfferedModule } from './store.ts'

export type Situation = {
  channel: ChannelKind
  visibility: Visibility
  language: 'de' | 'en'
  addressForm: 'sie' | 'du'
}

const shortWhereAtMost = 500

/**
 * The variant that fits: the customer's language before all, then who reads along, the form of address, the length.
 * One that says the wrong form of address, or is meant for other readers, is never taken: it would have to be rewritten.
 */
export function fittingVariant(variants: readonly ModuleVariant[], situation: Situation): ModuleVariant | null {
  const length = wantedLength(situation)
  const scored = variants
    .filter((variant) => fitsReaders(variant, situation) && fitsAddress(variant, situation))
    .map((variant) => ({
      variant,
      score:
        (variant.language === situation.language ? 8 : 0) +
        (variant.length === length ? 4 : 0) +
        (variant.audience === situation.visibility ? 2 : 0) +
        (variant.addressForm === situation.addressForm ? 1 : 0),
    }))
  return scored.toSorted((a, b) => b.score - a.score)[0]?.variant ?? null
}

/** Is the module offered here today? `today` as YYYY-MM-DD. */
export function isOffered(
  module: Pick<OfferedModule, 'is_active' | 'valid_until' | 'channels'>,
  channel: ChannelKind,
  today: string,
): boolean {
  if (!module.is_active || (module.valid_until !== null && module.valid_until < today)) return false
  return module.channels.length === 0 || module.channels.includes(channel)
}

/** Short where many read along or the channel takes little. */
function wantedLength({ channel, visibility }: Situation): 'short' | 'long' {
  const most = capabilitiesOf[channel].maxLength?.count
  return visibility === 'public' || (most !== undefined && most <= shortWhereAtMost) ? 'short' : 'long'
}

function fitsReaders({ audience }: ModuleVariant, { visibility }: Situation): boolean {
  return audience === 'any' || audience === visibility
}

function fitsAddress({ language, addressForm }: ModuleVariant, situation: Situation): boolean {
  return language === 'en' || addressForm === 'any' || addressForm === situation.addressForm
}
