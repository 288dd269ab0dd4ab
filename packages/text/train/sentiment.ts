// Trains the sentiment model: experts for talk (PotTS), service (MobASA, own texts) and English (own texts), and a gate.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentimentLabels } from '../src/analysis.ts'
import { extractFeatures, fitTemperature, hashText, oneHot, type Space, writeModel } from '../src/learn/index.ts'
import { chooseDecision } from '../src/sentiment/decision.ts'
import { expertShares } from '../src/sentiment/sentiment.ts'
import { readTone } from '../src/sentiment/read-tone.ts'
import { experts, outputsOfExpert, sentimentOutputs, type SentimentModel } from '../src/sentiment/sentiment-model.ts'
import { toneSize } from '../src/sentiment/tone-features.ts'
import {
  denseBytes,
  scoreToneHead,
  type ToneExample,
  toneMatrix,
  type ToneTask,
  trainToneHead,
} from '../src/sentiment/tone-head.ts'
import { mobasaAspects, mobasaDocuments, type MobasaOpinion } from './data/mobasa.ts'
import { ownTones } from './data/own-tones.ts'
import { type Polarity, potts } from './data/sentiment.ts'
import type { Part } from './data/source.ts'

type Expert = (typeof experts)[number]
type Source = 'potts' | 'mobasa' | 'mobasa aspects' | 'own' | 'own english'
/** `isOther`: it is about something else than service; then it is neutral. */
type Example = { text: string; label: number; isOther?: boolean; source: Source; part: Part }

const space: Space = {
  bits: 18,
  binary: true,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.7 },
    { group: 'char', gain: 1 },
    { group: 'shape', gain: 0.5 },
    { group: 'negated', gain: 0.3 },
    { group: 'name', gain: 0.7 },
  ],
}
/** Talk is the noisiest. */
const l2Of: Record<Expert | 'gate', number> = { talk: 2, service: 0.5, english: 0.5, gate: 0.5 }

/** Which sources an expert learns from, and how much a text of each counts. */
const sourcesOf: Record<Expert, Partial<Record<Source, number>>> = {
  talk: { potts: 1 },
  // MobASA's documents with aspects alone are no fair sample of what is said: they count half.
  service: { mobasa: 1, 'mobasa aspects': 0.5, own: 0.5 },
  english: { 'own english': 1, own: 0.3 },
}
/** The gate learns from all; the documents with aspects must not teach it that complaint means service. */
const weightInGate: Record<Source, number> = { potts: 1, mobasa: 1, 'mobasa aspects': 0.2, own: 0.5, 'own english': 1 }
const expertOf: Record<Source, Expert> = {
  potts: 'talk',
  mobasa: 'service',
  'mobasa aspects': 'service',
  own: 'service',
  'own english': 'english',
}

export function train(): void {
  const folder = join(import.meta.dirname, '../models')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'sentiment.bin'), sentimentBytes(trainSentiment(['train', 'dev', 'test'])))
}

function sentimentBytes({ version, head, dense, temperatures, decision }: SentimentModel): Uint8Array {
  return writeModel({
    name: 'sentiment',
    version,
    heads: { sentiment: head },
    parts: { tone: denseBytes(dense) },
    about: { temperatures, decision },
  })
}

/**
 * A model that has seen these parts. How sure it may be and what it decides by comes from two models that each saw one
 * half of `train` and `dev` and were asked about the other.
 */
export function trainSentiment(parts: readonly Part[]): SentimentModel {
  const examples = sentimentExamples()
  const read = examples.map(({ text }): ToneExample => {
    const features = extractFeatures(text)
    return { features, row: readTone(text).row.slice() }
  })
  const kept = examples.map(({ text, part }) => (part === 'test' ? -1 : hashText(`half ${text}`) % 2))
  const halves = [0, 1].map((half) => fit(examples, read, (n) => kept[n] === 1 - half))
  const model = fit(examples, read, (n) => parts.includes(examples[n]!.part))
  return { ...model, ...calibrate(examples, read, kept, halves) }
}

function fit(
  examples: readonly Example[],
  read: readonly ToneExample[],
  isUsed: (n: number) => boolean,
): SentimentModel {
  const used = examples.map((_, n) => n).filter(isUsed)
  const chosen = used.map((n) => examples[n]!)
  const matrix = toneMatrix(
    used.map((n) => read[n]!),
    space,
    { minTexts: 3 },
  )
  const tasks = experts.map((expert): ToneTask => {
    const rowWeights = Float32Array.from(chosen, ({ source }) => sourcesOf[expert][source] ?? 0)
    const outputs = outputsOfExpert[expert]
    const sides = chosen.map(({ label, isOther }) => (isOther && outputs > 3 ? 3 : label))
    // How often they complain must not be learnt from those with aspects alone.
    const origins = Uint8Array.from(chosen, ({ source }) => (source === 'mobasa aspects' ? 1 : 0))
    return { outputs, targets: oneHot(sides, outputs), rowWeights, l2: l2Of[expert], isMixed: true, origins }
  })
  const places = chosen.map(({ source }) => experts.indexOf(expertOf[source]))
  const rowWeights = Float32Array.from(chosen, ({ source }) => weightInGate[source])
  tasks.push({ outputs: experts.length, targets: oneHot(places, experts.length), rowWeights, l2: l2Of.gate })
  const trained = trainToneHead(matrix, tasks, { labels: sentimentOutputs, space, numbers: toneSize, rounds: 40 })
  return { ...trained, version: '2', temperatures: [1, 1, 1], decision: experts.map(() => [1, 1, 1]) }
}

/** `kept[n]`: which of the two models did not see example n; −1: neither is asked. */
function calibrate(
  examples: readonly Example[],
  read: readonly ToneExample[],
  kept: readonly number[],
  models: readonly SentimentModel[],
): Pick<SentimentModel, 'temperatures' | 'decision'> {
  const temperatures: number[] = []
  const decision: number[][] = []
  experts.forEach((expert, e) => {
    const asked = examples.map((_, n) => n).filter((n) => kept[n]! >= 0 && isOwn(examples[n]!, expert))
    const labels = asked.map((n) => examples[n]!.label)
    const raw = asked.map((n) => scoreToneHead(models[kept[n]!]!, read[n]!.features, read[n]!.row))
    // The logarithm of shares is what scores are, whatever the number of outputs.
    const scores = Float64Array.from(raw.flatMap((one) => [...expertShares(one, e, 1)].map((share) => Math.log(share))))
    const temperature = fitTemperature(scores, labels, 3)
    temperatures.push(temperature)
    decision.push(
      chooseDecision(
        raw.map((one) => expertShares(one, e, temperature)),
        labels,
      ),
    )
  })
  return { temperatures, decision }
}

/** What an expert is calibrated on: texts of its own, as they come. */
function isOwn({ source }: Example, expert: Expert): boolean {
  return source !== 'mobasa aspects' && expertOf[source] === expert
}

function sentimentExamples(): Example[] {
  const numberOf = (label: Polarity) => sentimentLabels.indexOf(label)
  const documents = mobasaDocuments()
  const known = new Set(documents.map(({ text }) => text))
  return [
    ...potts().flatMap(({ text, label, part }): Example[] =>
      label === 'mixed' ? [] : [{ text, label: numberOf(label), source: 'potts', part }],
    ),
    ...documents.map(({ text, label, part }): Example => {
      return { text, label: numberOf(label.sentiment), isOther: !label.relevant, source: 'mobasa', part }
    }),
    ...mobasaAspects()
      .filter(({ text }) => !known.has(text))
      .map(({ text, label, part }): Example => {
        return { text, label: numberOf(sentimentOfOpinions(label)), source: 'mobasa aspects', part }
      }),
    ...ownTones().map(({ text, label, part }): Example => {
      return { text, label: numberOf(label.tone), source: label.language === 'en' ? 'own english' : 'own', part }
    }),
  ]
}

/** MobASA's own rule, as its documents with both show it: the more frequent side, neutral when they are even. */
function sentimentOfOpinions(opinions: readonly MobasaOpinion[]): Polarity {
  const count = (polarity: Polarity) => opinions.filter((opinion) => opinion.polarity === polarity).length
  const [praise, complaint] = [count('positive'), count('negative')]
  return complaint > praise ? 'negative' : praise > complaint ? 'positive' : 'neutral'
}
