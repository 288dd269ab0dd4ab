import type { ImportProgress } from '@resonanz/server'
import { type Command, InvalidArgumentError } from 'commander'
import { withDatabase } from '../database.ts'
import { type CliLanguage, print } from '../language.ts'

type Options = { presence: string; dryRun?: boolean; from?: number }

const words = {
  de: {
    import: 'nimmt eine Datei in einen Kanal auf; abgebrochen und neu gestartet nimmt es nur, was noch fehlt',
    mbox: 'Mails aus einer mbox-Datei, in ein Postfach',
    jsonl: 'eine Nachricht je Zeile im Format der Push-Schnittstelle, in einen Eingang dieser Art',
    file: 'Datei',
    presence: 'Kennung oder Name des Kanals',
    dryRun: 'nur lesen und vergleichen, nichts speichern',
    from: 'erst ab diesem Eintrag (mbox: Mail, jsonl: Zeile; gezählt ab 1)',
    notCount: 'Das ist keine Zahl ab 1.',
    progress: (p: ImportProgress, percent: number) =>
      `${percent} % · Eintrag ${p.at} · neu ${p.stored} · bekannt ${p.known} · abgewiesen ${p.refused}`,
    done: (p: ImportProgress) =>
      `Aufgenommen: ${p.stored}, schon da: ${p.known}, abgewiesen: ${p.refused}, letzter Eintrag: ${p.at}.`,
    would: (p: ImportProgress) =>
      `Aufgenommen würden ${p.stored}, schon da: ${p.known}, abgewiesen: ${p.refused}, letzter Eintrag: ${p.at}.`,
    refused: (number: number, reason: string) => `Eintrag ${number} abgewiesen: ${reason}`,
    later: 'Fälle werden daraus beim nächsten Start.',
  },
  en: {
    import: 'take a file into a channel; ended and started again it takes only what is missing',
    mbox: 'mails of an mbox file, into a mailbox',
    jsonl: 'one message per line in the shape of the push API, into an inlet',
    file: 'file',
    presence: 'id or name of the channel',
    dryRun: 'only read and compare, store nothing',
    from: 'only from this entry on (mbox: mail, jsonl: line; counted from 1)',
    notCount: 'This is not a number from 1 on.',
    progress: (p: ImportProgress, percent: number) =>
      `${percent} % · entry ${p.at} · new ${p.stored} · known ${p.known} · refused ${p.refused}`,
    done: (p: ImportProgress) =>
      `Taken in: ${p.stored}, there already: ${p.known}, refused: ${p.refused}, last entry: ${p.at}.`,
    would: (p: ImportProgress) =>
      `Would take in ${p.stored}, there already: ${p.known}, refused: ${p.refused}, last entry: ${p.at}.`,
    refused: (number: number, reason: string) => `entry ${number} refused: ${reason}`,
    later: 'They become cases at the next start.',
  },
} as const

export function importCommand(program: Command, language: CliLanguage): void {
  const w = words[language]
  const parent = program.command('import').description(w.import)
  const count = (value: string) => {
    if (!/^[1-9]\d{0,14}$/.test(value)) throw new InvalidArgumentError(w.notCount)
    return Number(value)
  }
  for (const format of ['mbox', 'jsonl'] as const) {
    parent
      .command(format)
      .description(w[format])
      .argument('<file>', w.file)
      .requiredOption('--presence <id>', w.presence)
      .option('--dry-run', w.dryRun)
      .option('--from <n>', w.from, count)
      .action(async (path: string, options: Options) => {
        const { importFile } = await import('@resonanz/server')
        const line = progressLine()
        const { done, later } = await withDatabase(async ({ deps, embedded }) => ({
          done: await importFile(deps, {
            ...options,
            path,
            format,
            onProgress: (p) => line.show(w.progress(p, percentOf(p))),
          }),
          later: embedded !== null,
        }))
        line.end()
        for (const { number, reason } of done.refusals) console.error(w.refused(number, reason))
        const sentence = options.dryRun ? w.would(done) : w.done(done)
        print(program, done, later && done.stored > 0 && !options.dryRun ? `${sentence} ${w.later}` : sentence)
      })
  }
}

function percentOf({ bytesRead, bytesTotal }: ImportProgress): number {
  return bytesTotal === 0 ? 100 : Math.floor((bytesRead / bytesTotal) * 100)
}

/** On a terminal one line that renews itself, else a line every few seconds; always on stderr. */
function progressLine() {
  const terminal = process.stderr.isTTY
  let shownMs = Number.NEGATIVE_INFINITY
  return {
    show(text: string) {
      if (performance.now() - shownMs < (terminal ? 200 : 2_000)) return
      shownMs = performance.now()
      process.stderr.write(terminal ? `\r${text}\u001b[K` : `${text}\n`)
    },
    end: () => void (terminal && process.stderr.write('\r\u001b[K')),
  }
}
