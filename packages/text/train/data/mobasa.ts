import { linesOf, type Labelled, partOf, readSource } from './source.ts'

// MobASA, German tweets to public transport (CC BY 4.0): may train what is shipped.

export type MobasaOpinion = { category: string; polarity: Polarity; target: string }
type Polarity = 'positive' | 'neutral' | 'negative'

/** The 4,176 documents with relevance, sentiment and opinions with places (UTF-16, in `text`; −1: no place). */
export type MobasaDocument = {
  relevant: boolean
  sentiment: Polarity
  opinions: (MobasaOpinion & { from: number; to: number })[]
}

export function mobasaDocuments(): Labelled<MobasaDocument>[] {
  const xml = readSource('mobasa/dev-sim3s-mobasa_v1.xml')
  return [...xml.matchAll(/<Document id="([^"]*)">([\s\S]*?)<\/Document>/g)].map(([, id, body]) => {
    const text = unescape(/<text>([\s\S]*?)<\/text>/.exec(body!)?.[1] ?? '')
    const opinions = [...body!.matchAll(/<Opinion ([^>]*)\/>/g)].map(([, attributes]) => {
      const read = (name: string) => unescape(new RegExp(`${name}="([^"]*)"`).exec(attributes!)?.[1] ?? '')
      return {
        category: read('category'),
        polarity: read('polarity') as Polarity,
        target: read('target'),
        from: Number(read('from') || -1),
        to: Number(read('to') || -1),
      }
    })
    const label = {
      relevant: /<relevance>true/.test(body!),
      sentiment: (/<sentiment>(\w+)/.exec(body!)?.[1] ?? 'neutral') as Polarity,
      opinions,
    }
    return { id: id!, text, label, part: partOf(text) }
  })
}

/** 3,119 documents that carry aspects, with their opinions (17 categories), and those of the documents above. */
export function mobasaAspects(): Labelled<MobasaOpinion[]>[] {
  const seen = new Set<string>()
  const found: Labelled<MobasaOpinion[]>[] = []
  for (const line of [...linesOf(readSource('mobasa/train.json')), ...linesOf(readSource('mobasa/dev.json'))]) {
    const { id, text, labels } = JSON.parse(line) as { id: number; text: string; labels: [string, Polarity, string][] }
    if (seen.has(text)) continue
    seen.add(text)
    const label = labels.map(([category, polarity, target]) => ({ category, polarity, target }))
    found.push({ id: String(id), text, label, part: partOf(text) })
  }
  return found
}

const entities: Record<string, string> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&apos;': "'", '&amp;': '&' }

function unescape(text: string): string {
  return text.replace(/&(?:quot|lt|gt|apos|amp);/g, (entity) => entities[entity]!)
}
