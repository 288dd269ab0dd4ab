import { linesOf, type Labelled, type Part, partOf, readSource, readTable } from './source.ts'

/** Banking77, 77 fine intents (CC BY 4.0): may train what is shipped. Its own test part is not here. */
export function banking77(): Labelled<string>[] {
  return readTable(readSource('banking77/train.csv')).map(({ text = '', category = '' }, at) => ({
    id: String(at),
    text,
    label: category,
    part: partOf(text),
  }))
}

/**
 * CLINC150, 150 intents (CC BY 3.0): may train what is shipped. Its own validation part serves as `test`; a tenth of its
 * training part is for choosing. `null`: out of scope.
 */
export function clinc150(): Labelled<string | null>[] {
  const sets = JSON.parse(readSource('clinc150/data_full_train_val.json')) as Record<string, [string, string][]>
  return Object.entries(sets).flatMap(([name, rows]) =>
    rows.map(([text, intent], at) => ({
      id: `${name}-${at}`,
      text,
      label: intent === 'oos' ? null : intent,
      part: name.endsWith('val') ? ('test' as const) : trainOrDev(text),
    })),
  )
}

/** MASSIVE, German (CC BY 4.0), 60 intents as numbers: may train what is shipped. Its `dev` file serves as `test`. */
export function massiveDe(): Labelled<string>[] {
  return ['train', 'dev'].flatMap((file) =>
    linesOf(readSource(`massive_de/Intents/${file}.txt`)).map((line, at) => {
      const [text = '', label = ''] = line.split('\t')
      return { id: `${file}-${at}`, text, label, part: file === 'dev' ? ('test' as const) : trainOrDev(text) }
    }),
  )
}

function trainOrDev(text: string): Part {
  return partOf(text) === 'dev' ? 'dev' : 'train'
}
