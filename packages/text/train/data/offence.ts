import { linesOf, type Labelled, partOf, readSource, readTable } from './source.ts'

export type GermevalOffence = 'OTHER' | 'PROFANITY' | 'INSULT' | 'ABUSE'

/** GermEval 2018, offensive German tweets (CC BY 4.0): may train what is shipped. All but OTHER is the coarse OFFENSE. */
export function germeval2018(): Labelled<GermevalOffence>[] {
  return linesOf(readSource('germeval2018/germeval2018.training.txt')).map((line, at) => {
    const [text = '', , fine] = line.split('\t')
    return { id: String(at), text, label: fine as GermevalOffence, part: partOf(text) }
  })
}

/** GAHD, adversarial German hate speech (CC BY 4.0): may train what is shipped. */
export function gahd(): Labelled<'hate' | 'none'>[] {
  return readTable(readSource('gahd/gahd_dev.csv')).map((row) => ({
    id: row['gahd_id']!,
    text: row['text']!,
    label: row['label'] === '1' ? 'hate' : 'none',
    part: partOf(row['text']!),
  }))
}

/** Comments under four music videos, spam or not (CC BY 4.0): may train what is shipped. */
export function youtubeSpam(): Labelled<'spam' | 'none'>[] {
  return ['01-Psy', '02-KatyPerry', '03-LMFAO', '04-Eminem'].flatMap((file) =>
    readTable(readSource(`youtube_spam/Youtube${file}.csv`)).map((row) => ({
      id: row['COMMENT_ID']!,
      text: row['CONTENT']!,
      label: row['CLASS'] === '1' ? ('spam' as const) : ('none' as const),
      part: partOf(row['CONTENT']!),
    })),
  )
}
