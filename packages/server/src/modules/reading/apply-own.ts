import type { CaseKind, Sentiment } from '@resonanz/contracts'
import { labelOf, type OwnClassifier, readTaught, type Taught } from './own-heads.ts'
import type { OwnModel } from './topics.ts'
import type { Reading } from './reading.ts'

/** Heads of a workspace's own, beside the shipped models. */
export type OwnHeads = Partial<Record<OwnClassifier, OwnModel>>

const headsMost = 60
const opened = new Map<string, Taught | null>()

/** The reading as a workspace taught it; what it never taught stays as shipped. */
export function applyOwn(reading: Reading, text: string, heads: OwnHeads): Reading {
  const taught = { ...reading }
  const sentiment = heads.sentiment && open('sentiment', heads.sentiment)
  if (sentiment) {
    const { label, share, score } = labelOf('sentiment', sentiment, text, reading)
    taught.sentiment = { ...reading.sentiment, label: label as Sentiment, confidence: share, score }
  }
  const kind = heads.kind && open('kind', heads.kind)
  if (kind) {
    const { label, share } = labelOf('kind', kind, text, reading)
    taught.kind = { label: label === 'none' ? null : (label as CaseKind), confidence: share }
  }
  const relevance = heads.relevance && open('relevance', heads.relevance)
  if (relevance) taught.relevance = labelOf('relevance', relevance, text, reading).score
  return taught
}

/** Null for a head of an older release that cannot be read: the shipped models stand until the next training. */
function open(classifier: OwnClassifier, { key, bytes }: OwnModel): Taught | null {
  const known = opened.get(key)
  if (known !== undefined) return known
  if (opened.size >= headsMost) opened.delete(opened.keys().next().value!)
  let head: Taught | null = null
  try {
    head = readTaught(classifier, bytes.slice())
  } catch {}
  opened.set(key, head)
  return head
}
