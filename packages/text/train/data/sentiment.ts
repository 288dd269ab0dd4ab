import { linesOf, type Labelled, partOf, readSource, readTable } from './source.ts'

export type Polarity = 'positive' | 'neutral' | 'negative'

/** PotTS, German tweets (MIT): may train what is shipped. "mixed" is kept; most figures leave it out. */
export function potts(): Labelled<Polarity | 'mixed'>[] {
  return ['train', 'dev'].flatMap((file) =>
    linesOf(readSource(`potts/${file}.tsv`)).map((line) => {
      const [id = '', label, ...text] = line.split('\t')
      return { id, text: text.join(' '), label: label as Polarity | 'mixed', part: partOf(text.join(' ')) }
    }),
  )
}

/** SB10k, German tweets: to measure only. */
export function sb10k(): Labelled<Polarity>[] {
  return ['train', 'dev'].flatMap((file) =>
    linesOf(readSource(`sb10k/${file}.tsv`)).map((line) => {
      const [id = '', label, text = ''] = line.split('\t')
      return { id, text, label: label as Polarity, part: partOf(text) }
    }),
  )
}

export type GermevalDocument = {
  relevant: boolean
  sentiment: Polarity
  opinions: { category: string; polarity: Polarity; target: string | null }[]
}

/** GermEval 2017, what people wrote about Deutsche Bahn: to measure only; nothing shipped may have seen it. */
export function germeval2017(): Labelled<GermevalDocument>[] {
  return linesOf(readSource('germeval2017/train_available.jsonl')).map((line) => {
    const { id, text, relevance, sentiment, opinions } = JSON.parse(line) as {
      id: string
      text: string
      relevance: boolean
      sentiment: Polarity
      opinions: GermevalDocument['opinions']
    }
    return { id, text, label: { relevant: relevance, sentiment, opinions }, part: partOf(text) }
  })
}

/** English complaints to airlines: to measure only. */
export function airlineTweets(): Labelled<{ sentiment: Polarity; reason: string; airline: string; time: string }>[] {
  return readTable(readSource('airline_tweets/tweets_dev.csv')).map((row) => ({
    id: row['tweet_id']!,
    text: row['text']!,
    label: {
      sentiment: row['airline_sentiment'] as Polarity,
      reason: row['negativereason']!,
      airline: row['airline']!,
      time: row['tweet_created']!,
    },
    part: partOf(row['text']!),
  }))
}
