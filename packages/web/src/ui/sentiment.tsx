import type { Sentiment } from '@resonanz/contracts'
import { Circle, type LucideIcon, Minus, Plus } from 'lucide-react'
import type { ChipTone } from './chip.tsx'

/** The shape says it: minus, circle, plus. The colour only repeats it. */
export const sentimentIcons: Record<Sentiment, LucideIcon> = { positive: Plus, neutral: Circle, negative: Minus }
export const sentimentTones: Record<Sentiment, ChipTone> = { positive: 'ok', neutral: 'neutral', negative: 'bad' }
