import { type Labelled, partOf, readSource, readTable } from './source.ts'

/** Labels of one company's sample: the names of those that hold for the text. */
export type TwcsSample = { company: 'AppleSupport' | 'SpotifyCares'; inbound: boolean; labels: string[]; all: string[] }

/** Customer support on Twitter, English: to measure only. `all` are the labels that were asked for. */
export function twcsSample(): Labelled<TwcsSample>[] {
  const files = [
    ['AppleSupport', 'inbound', 200],
    ['AppleSupport', 'outbound', 100],
    ['SpotifyCares', 'inbound', 200],
    ['SpotifyCares', 'outbound', 100],
  ] as const
  return files.flatMap(([company, direction, count]) =>
    readTable(readSource(`twcs_sample/labeled/twcs-${company}-${count}-${direction}.csv`)).map((row) => {
      const all = Object.keys(row).slice(Object.keys(row).indexOf('company') + 1)
      const labels = all.filter((name) => Number(row[name]) === 1)
      const text = row['text']!
      const label = { company, inbound: direction === 'inbound', labels, all }
      return { id: row['tweet_id']!, text, label, part: partOf(text) }
    }),
  )
}

/** Pairs of English questions, alike or not (Apache-2.0): may train what is shipped. */
export function faqPairs(): Labelled<{ other: string; alike: boolean }>[] {
  return readTable(readSource('faq_similarity/eval_question_similarity_en.csv')).map((row, at) => ({
    id: String(at),
    text: row['question_1']!,
    label: { other: row['question_2']!, alike: row['similar'] === '1' },
    part: partOf(row['question_1']!),
  }))
}

/** 896 questions with their answers, German, English and more (Apache-2.0): may train what is shipped. */
export function faqEntries(): Labelled<{ answer: string; language: string; category: string }>[] {
  return readTable(readSource('faq_similarity/faq_200327.tsv'), '\t').map((row, at) => ({
    id: String(at),
    text: row['question']!,
    label: { answer: row['answer']!, language: row['lang']!, category: row['category']! },
    part: partOf(row['question']!),
  }))
}
