// Trains the model of kinds: heads over hashed words and letters from texts written for this project (data/kind.jsonl)
// and, weighing little, from public sets that say part of it; above them one over their scores and the cue phrases.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ConcernKind, concernKinds } from '../src/analysis.ts'
import { kindHeads, upperInputsOf } from '../src/kind/kind.ts'
import { gradeNames, type KindModel, type Upper } from '../src/kind/kind-model.ts'
import {
  buildMatrix,
  extractFeatures,
  type Features,
  hashText,
  type Head,
  makeHead,
  oneHot,
  rowOf,
  scoreHead,
  type Space,
  trainHinge,
  trainLogistic,
  writeModel,
} from '../src/learn/index.ts'
import { banking77, clinc150 } from './data/intents.ts'
import { mobasaDocuments } from './data/mobasa.ts'
import { youtubeSpam } from './data/offence.ts'
import type { Part } from './data/source.ts'
import { toneTweets } from './data/tone-tweets.ts'
import { storeModel } from './store-model.ts'
import { trainUpperLayer } from './upper-layer.ts'

const space: Space = {
  bits: 16,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.7 },
    { group: 'char', gain: 1 },
    { group: 'long', gain: 0.5 },
    { group: 'shape', gain: 0.1, raw: true },
  ],
  binary: true,
}
export const kindGroups = space.groups.map(({ group }) => group)

export type KindText = {
  block: string
  language: 'de' | 'en'
  text: string
  kind: ConcernKind
  /** 0 to 3. */
  urgency: number
  anger: number
  repeated: boolean
  part: 'train' | 'test'
  features: Features
}

export async function train(): Promise<void> {
  storeModel('kind', trainKindModel(kindTexts(), weakTexts()))
}

/** Our own texts; half of the blocks (one scene and writer each) are kept out for reporting, by a hash of their name. */
export function kindTexts(): KindText[] {
  const lines = readFileSync(join(import.meta.dirname, '../data/kind.jsonl'), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const row = JSON.parse(line) as Omit<KindText, 'part' | 'features'>
      const isTest = hashText(`block ${row.block}`) % 2 === 0
      return {
        ...row,
        part: isTest ? ('test' as const) : ('train' as const),
        features: extractFeatures(row.text, kindGroups),
      }
    })
}

type WeakText = { kind: ConcernKind; features: Features; weight: number }

/** Public texts whose own labels say part of ours. */
export function weakTexts(isKept: (part: Part) => boolean = () => true): WeakText[] {
  const weak: WeakText[] = []
  const add = (kind: ConcernKind, texts: readonly { text: string }[], most: number, weight: number) => {
    const ordered = texts.toSorted((a, b) => hashText(a.text) - hashText(b.text)).slice(0, most)
    for (const { text } of ordered) weak.push({ kind, features: extractFeatures(text, kindGroups), weight })
  }
  const banking = banking77()
  add(
    'question',
    banking.filter(({ text }) => /^(?:how|what|why|when|where|is|are|do|does|can i|which|who)\b/i.test(text)),
    150,
    0.1,
  )
  add(
    'request',
    banking.filter(({ text }) => /^(?:please|i need|i want|i would like|i'd like|can you|could you)\b/i.test(text)),
    120,
    0.1,
  )
  add(
    'request',
    clinc150().filter(({ text }) => /^(?:please|i need you to|i want you to|can you please)\b/i.test(text)),
    80,
    0.1,
  )
  const videos = youtubeSpam().filter(({ part }) => isKept(part))
  add(
    'spam',
    videos.filter(({ label }) => label === 'spam'),
    200,
    0.15,
  )
  add(
    'none',
    videos.filter(({ label }) => label === 'none'),
    120,
    0.1,
  )
  const tweets = mobasaDocuments()
  add(
    'none',
    tweets.filter(({ label }) => !label.relevant),
    200,
    0.15,
  )
  add(
    'none',
    tweets.filter(({ label }) => label.relevant && label.sentiment === 'neutral'),
    120,
    0.05,
  )
  add(
    'complaint',
    tweets.filter(({ label }) => label.relevant && label.sentiment === 'negative'),
    150,
    0.1,
  )
  add(
    'praise',
    tweets.filter(({ label }) => label.relevant && label.sentiment === 'positive'),
    80,
    0.15,
  )
  return weak
}

const folds = 4
/** Chosen on folds of the training blocks. */
const kindOptions = { l2: 0.3, gradeL2: 0.5, upperL2: 3, upperGradeL2: 1 }

/** The bytes of a model learnt on these texts. */
export function trainKindModel(
  texts: readonly KindText[],
  weak: readonly WeakText[],
  helpers = helperHeads(),
): Uint8Array {
  const foldOf = texts.map(({ block }) => hashText(`fold ${block}`) % folds)
  const rows: { inputs: Float64Array; text: KindText }[] = []
  for (let fold = 0; fold < folds; fold++) {
    const heads = {
      ...headsOf(
        texts.filter((_, at) => foldOf[at] !== fold),
        weak,
      ),
      ...helpers,
    }
    texts.forEach((text, at) => {
      if (foldOf[at] !== fold) return
      const scores = kindHeads(heads).map((head) => scoreHead(head, text.features))
      rows.push({ inputs: upperInputsOf(scores, text.text, text.features), text })
    })
  }
  const upper: KindModel['upper'] = {
    kind: upperOf(
      rows,
      oneHot(
        rows.map(({ text }) => concernKinds.indexOf(text.kind)),
        concernKinds.length,
        0.05,
      ),
      concernKinds.length,
    ),
    urgency: upperOf(
      rows,
      Float32Array.from(rows, ({ text }) => text.urgency / 3),
      1,
    ),
    anger: upperOf(
      rows,
      Float32Array.from(rows, ({ text }) => text.anger / 3),
      1,
    ),
    repeated: upperOf(
      rows,
      Float32Array.from(rows, ({ text }) => (text.repeated ? 1 : 0)),
      1,
    ),
  }
  return writeModel({
    name: 'kind',
    version: '1',
    heads: { ...headsOf(texts, weak), ...helpers },
    parts: {},
    about: { upper: stored(upper) },
  })
}

function headsOf(texts: readonly KindText[], weak: readonly WeakText[]): { kinds: Head; grades: Head } {
  const rows = [...texts, ...weak].map(({ features }) => rowOf(features, space))
  const matrix = buildMatrix(rows, { minTexts: 2, idf: 1 })
  const kindsOfAll = [...texts, ...weak].map(({ kind }) => concernKinds.indexOf(kind))
  const rowWeights = Float32Array.from(rows, (_, at) => (at < texts.length ? 1 : weak[at - texts.length]!.weight))
  const kinds = trainLogistic(matrix, {
    targets: oneHot(kindsOfAll, concernKinds.length),
    outputs: concernKinds.length,
    kind: 'one-of',
    rowWeights,
    l2: kindOptions.l2,
    rounds: 25,
  })
  const targets = new Float32Array(rows.length * gradeNames.length).fill(-1)
  texts.forEach(({ urgency, anger, repeated }, row) => targets.set([urgency / 3, anger / 3, repeated ? 1 : 0], 3 * row))
  const grades = trainLogistic(matrix, { targets, outputs: 3, kind: 'any-of', l2: kindOptions.gradeL2, rounds: 25 })
  return {
    kinds: makeHead(matrix, kinds, { labels: concernKinds, kind: 'one-of', space }),
    grades: makeHead(matrix, grades, { labels: gradeNames, kind: 'any-of', space }),
  }
}

export type HelperHeads = { spam: Head; polar: Head }

/** Heads that learn from other sets only: comment spam, and praise and blame in tweets. */
export function helperHeads(isKept: (part: Part) => boolean = () => true): HelperHeads {
  return { spam: spamHead(isKept), polar: polarHead() }
}

function polarHead(): Head {
  const tweets = toneTweets()
  const matrix = buildMatrix(
    tweets.map(({ text }) => rowOf(extractFeatures(text, kindGroups), space)),
    { minTexts: 3, idf: 1 },
  )
  const names = ['positive', 'negative']
  const labels = tweets.map(({ tone }) => names.indexOf(tone))
  const weights = trainHinge(matrix, { labels, outputs: 2, cost: 0.003, rounds: 8 })
  return makeHead(matrix, weights, { labels: names, kind: 'any-of', space })
}

function spamHead(isKept: (part: Part) => boolean): Head {
  const videos = youtubeSpam().filter(({ part }) => isKept(part))
  const matrix = buildMatrix(
    videos.map(({ text }) => rowOf(extractFeatures(text, kindGroups), space)),
    { minTexts: 2, idf: 1 },
  )
  const labels = videos.map(({ label }) => (label === 'spam' ? 0 : -1))
  const weights = trainHinge(matrix, { labels, outputs: 1, cost: 0.01 })
  return makeHead(matrix, weights, { labels: ['spam'], kind: 'any-of', space })
}

function upperOf(rows: readonly { inputs: Float64Array }[], targets: Float32Array, outputs: number): Upper {
  const l2 = outputs === 1 ? kindOptions.upperGradeL2 : kindOptions.upperL2
  return trainUpperLayer(
    rows.map(({ inputs }) => inputs),
    targets,
    { outputs, l2, rounds: 100 },
  )
}

/** Plain numbers of four places, as a model's header holds them. */
function stored(upper: KindModel['upper']) {
  const short = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 1e4) / 1e4)
  return Object.fromEntries(
    Object.entries(upper).map(([name, { weights, bias }]) => [name, { weights: short(weights), bias: short(bias) }]),
  )
}
