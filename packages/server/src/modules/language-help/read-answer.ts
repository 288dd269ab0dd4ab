import { z } from 'zod'

const mostCharacters = 20_000

const Choice = z.object({
  message: z.object({
    content: z
      .union([z.string(), z.array(z.object({ type: z.string().optional(), text: z.string().optional() }))])
      .nullish(),
  }),
})
const Answer = z.object({ choices: z.array(Choice).min(1) })
const Chunk = z.object({
  choices: z.array(z.object({ delta: z.object({ content: z.string().nullish() }).optional() })),
})

/** The words of the first choice and nothing else: calls of tools, links to files and whatever else comes is passed over. */
export function readAnswer(type: string, body: string): { text: string; isCut: boolean } | 'not-understood' | 'empty' {
  const raw = /^text\/event-stream\b/i.test(type.trim()) || body.startsWith('data:') ? streamed(body) : whole(body)
  if (raw === null) return 'not-understood'
  const text = plainText(raw)
  if (text === '') return 'empty'
  return { text: text.slice(0, mostCharacters), isCut: text.length > mostCharacters }
}

function whole(body: string): string | null {
  const parsed = Answer.safeParse(json(body))
  if (!parsed.success) return null
  const { content } = parsed.data.choices[0]!.message
  if (typeof content === 'string') return content
  return (content ?? []).map(({ text }) => text ?? '').join('')
}

/** Some servers stream whatever is asked of them. */
function streamed(body: string): string | null {
  const lines = body.split(/\r?\n/).filter((line) => line.startsWith('data:'))
  const ended = lines.at(-1)?.slice(5).trim() === '[DONE]'
  if (!ended) return null
  let text = ''
  for (const line of lines.slice(0, -1)) {
    const parsed = Chunk.safeParse(json(line.slice(5)))
    if (!parsed.success) return null
    text += parsed.data.choices[0]?.delta?.content ?? ''
  }
  return text
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Line ends, tabs and what joins emoji. */
const kept: ReadonlySet<string> = new Set(['\n', '\t', '\u200d'])

/** Without what the model thought aloud and without invisible and steering signs. */
function plainText(raw: string): string {
  const end = raw.lastIndexOf('</think>')
  const said = end >= 0 ? raw.slice(end + '</think>'.length) : raw
  return said
    .replaceAll('\r\n', '\n')
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, (sign) => (kept.has(sign) ? sign : ''))
    .trim()
}
