import { type AddressForm, detectAddress } from '../src/address/detect.ts'
import { partOf, readSource } from '../train/data/source.ts'
import { plainLabels } from './baseline.ts'
import { accuracy, type Figure } from './result.ts'

const SETS = { telephony: 'telephony.en-de', 'topical chat': 'topical_chat.en-de' }
type Item = { text: string; label: AddressForm; part: string; set: string }

/** Pairs that differ; where formal and informal are the same words, nobody is spoken to. Nothing is trained. */
export function evaluate(): Figure[] {
  const items = Object.keys(SETS).flatMap((set) => pairsOf(set as keyof typeof SETS))
  return [
    figureOf('address, Sie or du', 'all pairs', items, 0.998),
    ...Object.keys(SETS).map((set) =>
      figureOf(
        'address, Sie or du',
        set,
        items.filter((item) => item.set === set),
        null,
      ),
    ),
  ]
}

function pairsOf(set: keyof typeof SETS): Item[] {
  const read = (form: string) =>
    readSource(`formality_cocoa_de/en-de/formality-control.train.${SETS[set]}.${form}.de`).trim().split('\n')
  const informal = read('informal')
  return read('formal').flatMap((text, at) => {
    if (text === informal[at]) return []
    const part = partOf(text)
    return [
      { text, label: 'sie' as const, part, set },
      { text: informal[at]!, label: 'du' as const, part, set },
    ]
  })
}

function figureOf(name: string, part: string, items: readonly Item[], goal: number | null): Figure {
  const truth = items.map(({ label }) => label)
  const test = items.filter((item) => item.part === 'test')
  const plain = plainLabels(
    items.filter((item) => item.part !== 'test'),
    test.map(({ text }) => text),
  )
  return {
    name,
    set: 'cocoa-mt de',
    part,
    n: items.length,
    majority: 0.5,
    baseline: accuracy(
      test.map(({ label }) => label),
      plain,
    ),
    ours: accuracy(
      truth,
      items.map(({ text }) => detectAddress(text).form),
    ),
    goal,
    note: 'rules, nothing trained; read while writing them, so this is no kept-out part',
  }
}
