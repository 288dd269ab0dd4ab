import { mobasaDocuments } from './mobasa.ts'
import { potts } from './sentiment.ts'

/** The tweets of PotTS and MobASA with the tone people heard in them: what helps other heads to tell praise and blame. */
export function toneTweets(): { text: string; tone: string }[] {
  return [
    ...potts().map(({ text, label }) => ({ text, tone: label })),
    ...mobasaDocuments().map(({ text, label }) => ({ text, tone: label.sentiment })),
  ]
}
