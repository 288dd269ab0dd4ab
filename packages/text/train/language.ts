// Trains the language model: letter sequences of words, pairs, sentences and pieces of sentences in 16 languages. It
// begins with the counts that the library eld ships (Apache-2.0) and is pulled back to them where the texts say nothing.

import { hashOfRun, readRuns } from '../src/language/letter-runs.ts'
import { addVotes, type LanguageModel, readLanguageModel } from '../src/language/language-model.ts'
import {
  balance,
  buildMatrix,
  fitTemperature,
  hashText,
  oneHot,
  type Row,
  trainLogistic,
  type Weights,
} from '../src/learn/index.ts'
import { banking77, clinc150, massiveDe } from './data/intents.ts'
import { languageItems } from './data/language.ts'
import { mobasaDocuments } from './data/mobasa.ts'
import { gahd, germeval2018, youtubeSpam } from './data/offence.ts'
import { potts } from './data/sentiment.ts'
import type { Part } from './data/source.ts'
import { packLanguageModel } from './language-file.ts'
import { type EldRun, readEldRuns } from './language-eld.ts'
import { ownLanguageTexts } from './language-own.ts'
import { storeModel } from './store-model.ts'

export const modelLanguages = 'de en fr it es nl pl tr cs da sv nb hu ro hr pt'.split(' ')

/** Chosen on dev. `eldShare`: how much one point of eld's counts weighs at the beginning. */
const chosen = {
  l2: 1,
  eldShare: 0.03,
  pieceWeight: 0.5,
  wordWeight: 0.3,
  pairs: 6000,
  rounds: 30,
  weightsKept: 130_000,
}

export async function train(): Promise<void> {
  const { temperature } = readLanguageModel(await trainLanguageModel(['train']))
  storeModel('language', await trainLanguageModel(['train', 'dev', 'test'], temperature))
}

type Example = { text: string; code: string; weight: number }

/** Learnt on these parts of the public set and on everything else there is; without a temperature dev gives it. */
export async function trainLanguageModel(
  parts: readonly Part[],
  temperature?: number,
  options = chosen,
): Promise<Uint8Array> {
  const eld = await readEldRuns(modelLanguages)
  const examples = examplesOf(parts, options)
  const labels = examples.map(({ code }) => modelLanguages.indexOf(code))
  // eld's runs must be columns too, also those in no text: a row of its own, twice because a column needs two texts.
  const eldIds = Int32Array.from(new Set(eld.map(({ bytes }) => hashOfRun(bytes))))
  const asRow: Row = { ids: eldIds, values: new Float32Array(eldIds.length) }
  const matrix = buildMatrix([...examples.map(({ text }) => languageRow(text)), asRow, asRow], { minTexts: 2 })
  const outputs = modelLanguages.length
  const rowWeights = new Float32Array(examples.length + 2)
  rowWeights.set(balance(labels, outputs))
  examples.forEach(({ weight }, row) => (rowWeights[row]! *= weight))
  const weights = trainLogistic(matrix, {
    targets: oneHot([...labels, 0, 0], outputs),
    outputs,
    kind: 'one-of',
    rowWeights,
    l2: options.l2,
    from: beginning(eld, matrix.ids, outputs, options.eldShare),
    rounds: options.rounds,
  })
  const packing = { codes: modelLanguages, weightsKept: options.weightsKept }
  if (temperature !== undefined) return packLanguageModel(matrix, weights, { ...packing, temperature })
  const first = readLanguageModel(packLanguageModel(matrix, weights, { ...packing, temperature: 1 }))
  return packLanguageModel(matrix, weights, { ...packing, temperature: temperatureOn(first) })
}

function beginning(eld: readonly EldRun[], ids: Int32Array, outputs: number, share: number): Weights {
  const columns = new Map(Array.from(ids, (id, column) => [id, column]))
  const values = new Float32Array(ids.length * outputs)
  for (const { bytes, points } of eld) {
    const column = columns.get(hashOfRun(bytes)) ?? 0
    const mean = points.reduce((sum, one) => sum + one, 0) / outputs
    for (let k = 0; k < outputs; k++) values[column * outputs + k]! += share * (points[k]! - mean)
  }
  return { outputs, values, bias: new Float64Array(outputs) }
}

function examplesOf(parts: readonly Part[], { pieceWeight, wordWeight, pairs }: typeof chosen): Example[] {
  const examples: Example[] = []
  for (const { text, label, part } of languageItems()) {
    if (!parts.includes(part)) continue
    examples.push({ text, code: label.language, weight: 1 })
    if (label.size !== 'sentences') continue
    for (const piece of piecesOf(text)) examples.push({ text: piece, code: label.language, weight: pieceWeight })
  }
  for (const { text, code } of shortTexts()) examples.push({ text, code, weight: 0.5 })
  for (const text of [...germanWords(), ...germanPairs(pairs)]) examples.push({ text, code: 'de', weight: wordWeight })
  return examples
}

/** Single words, pairs and halves of a sentence: short texts are what is hard. */
function piecesOf(sentence: string): string[] {
  const words = sentence.match(/[\p{L}\p{M}'’]+/gu) ?? []
  const pieces: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    // A capital inside a sentence is mostly a name.
    const isName = at > 0 && /^\p{Lu}/u.test(word)
    if (word.length > 2 && !isName) pieces.push(word)
    if (at % 2 === 1) pieces.push(`${words[at - 1]} ${word}`)
  }
  if (words.length > 7) pieces.push(words.slice(0, 4).join(' '), words.slice(4, 9).join(' '))
  return pieces
}

/** Texts of the product's kind: written for this project, and a few hundred of each set that may train what is shipped. */
function shortTexts(): { text: string; code: string }[] {
  const texts = Object.entries(ownLanguageTexts).flatMap(([code, lines]) =>
    lines.split('\n').flatMap((text) => [{ text, code }, ...text.split(' ').map((word) => ({ text: word, code }))]),
  )
  const add = (code: string, from: readonly { text: string }[], most: number) => {
    const ordered = from.toSorted((a, b) => hashText(a.text) - hashText(b.text))
    for (const { text } of ordered.slice(0, most)) texts.push({ text, code })
  }
  add('de', potts(), 1500)
  add('de', massiveDe(), 500)
  add('en', banking77(), 500)
  add('en', clinc150(), 500)
  add('en', youtubeSpam(), 1000)
  return texts
}

/** German words in small letters that at least two authors of tweets used: compounds and endings no encyclopedia has. */
function germanWords(): string[] {
  const uses = new Map<string, number>()
  for (const { text } of [...potts(), ...gahd(), ...germeval2018(), ...mobasaDocuments()])
    for (const word of new Set(text.toLowerCase().match(/(?<![@#\p{L}])\p{Ll}{4,}/gu) ?? []))
      uses.set(word, (uses.get(word) ?? 0) + 1)
  return [...uses].filter(([, count]) => count > 1).map(([word]) => word)
}

/** So many pairs of neighbouring words of German posts and orders, chosen by their hash. */
function germanPairs(most: number): string[] {
  const pairs = new Set<string>()
  for (const { text } of [...gahd(), ...mobasaDocuments(), ...massiveDe(), ...potts()]) {
    const words = text.match(/(?<![@#\p{L}])\p{L}{2,}/gu) ?? []
    for (let at = 0; at + 1 < words.length; at += 3) pairs.add(`${words[at]} ${words[at + 1]}`)
  }
  return [...pairs].toSorted((a, b) => hashText(a) - hashText(b)).slice(0, most)
}

/** Every letter sequence as often as it comes, scaled by the root of their number, as `detectLanguage` does. */
function languageRow(text: string): Row {
  const counts = new Map<number, number>()
  const { hashes, count: size } = readRuns(text)
  for (const id of hashes.subarray(0, size)) counts.set(id, (counts.get(id) ?? 0) + 1)
  const factor = 1 / Math.sqrt(Math.max(1, size))
  return { ids: Int32Array.from(counts.keys()), values: Float32Array.from(counts.values(), (count) => count * factor) }
}

function temperatureOn(model: LanguageModel): number {
  const dev = languageItems().filter(({ part }) => part === 'dev')
  const outputs = modelLanguages.length
  const scores = new Float64Array(dev.length * outputs)
  dev.forEach(({ text }, row) => {
    const votes = new Float64Array(outputs)
    const { hashes, count } = readRuns(text)
    addVotes(model, hashes, 0, count, votes)
    const factor = model.scale / Math.sqrt(Math.max(1, count))
    for (let k = 0; k < outputs; k++) scores[row * outputs + k] = votes[k]! * factor + model.offsets[k]!
  })
  const labels = dev.map(({ label }) => modelLanguages.indexOf(label.language))
  return fitTemperature(scores, labels, outputs)
}
