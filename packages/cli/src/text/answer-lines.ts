import { exitCodes } from '../exit.ts'
import type { CliLanguage } from '../language.ts'
import { readLines } from './lines.ts'

const words = {
  de: { tooLong: 'Die Zeile ist zu lang.' },
  en: { tooLong: 'The line is too long.' },
} as const

/** What a line says, or what is wrong with it in the user's language; null for a line to pass over. */
export type ReadLine<T> = (line: string, number: number) => { value: T } | { error: string } | null

/**
 * For each line of the standard input one line of JSON, in its order: the answer, or `{line, error}`; then the exit code
 * is that of bad input. `answer` gives as many answers as it gets values.
 */
export async function answerLines<T>(
  language: CliLanguage,
  read: ReadLine<T>,
  answer: (values: T[]) => object[],
): Promise<void> {
  // Whoever reads may have seen enough (`| head`).
  process.stdout.once('error', (error: Error & { code?: string }) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.inputOutput)
  })
  for await (const lines of readLines(process.stdin)) {
    const found = lines
      .filter(({ text }) => text === null || text.trim() !== '')
      .map(({ number, text }) => ({
        number,
        said: text === null ? { error: words[language].tooLong } : read(text, number),
      }))
    const values = found.flatMap(({ said }) => (said && 'value' in said ? [said.value] : []))
    const answers = answer(values)
    let next = 0
    const printed = found.flatMap(({ number, said }) => {
      if (said === null) return []
      if ('value' in said) return [JSON.stringify(answers[next++])]
      process.exitCode = exitCodes.badFile
      return [JSON.stringify({ line: number, error: said.error })]
    })
    if (printed.length > 0) await write(`${printed.join('\n')}\n`)
  }
}

function write(text: string): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve()
    else process.stdout.once('drain', () => resolve())
  })
}
