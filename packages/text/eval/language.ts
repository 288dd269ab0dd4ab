import { detectLanguage } from '../src/language.ts'
import { readLanguageModel } from '../src/language/language-model.ts'
import { languageItems } from '../train/data/language.ts'
import { trainLanguageModel } from '../train/language.ts'
import { plainLabels } from './baseline.ts'
import { accuracy, type Figure } from './result.ts'

const goals: Record<string, number> = { 'single-words': 0.74, 'word-pairs': 0.94, sentences: 1 }
const wanted = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr']

/** The model trained without the test part; what is shipped has seen all of the public set. */
export async function evaluate(): Promise<Figure[]> {
  const model = readLanguageModel(await trainLanguageModel(['train']))
  const items = languageItems().map(({ label, ...rest }) => ({ ...rest, size: label.size, label: label.language }))
  const test = items.filter(({ part }) => part === 'test')
  const plain = plainLabels(
    items.filter(({ part }) => part === 'train'),
    test.map(({ text }) => text),
  )
  const rows = test.map((item, at) => ({ ...item, plain: plain[at]!, found: detectLanguage(item.text, model).code }))
  const figureOf = (size: string, name: string, part: typeof rows, goal: number | null): Figure => {
    const truth = part.map(({ label }) => label)
    return {
      name: `language, ${name}`,
      set: `langid ${size}`,
      part: 'test',
      n: part.length,
      majority: 1 / 15,
      baseline: accuracy(
        truth,
        part.map((row) => row.plain),
      ),
      ours: accuracy<string | null>(
        truth,
        part.map(({ found }) => found),
      ),
      goal,
    }
  }
  return Object.keys(goals).flatMap((size) => {
    const ofSize = rows.filter((row) => row.size === size)
    const of = (languages: readonly string[]) => ofSize.filter(({ label }) => languages.includes(label))
    return [
      figureOf(size, 'German', of(['de']), goals[size]!),
      figureOf(size, 'English', of(['en']), null),
      figureOf(size, 'de en fr it es nl pl tr', of(wanted), null),
      figureOf(size, 'all 15', ofSize, null),
    ]
  })
}
