import type { Severity } from '@resonanz/server'
import type { Command } from 'commander'
import { exitCodes } from '../exit.ts'
import { type CliLanguage, print } from '../language.ts'
import { explain } from '../words/findings.ts'

const words = {
  de: {
    doctor: 'prüft die Installation und erklärt, was zu tun ist',
    todo: 'Zu tun:',
    sum: (errors: number, warnings: number) =>
      errors + warnings === 0 ? 'Alles in Ordnung.' : `Fehler: ${errors}, Hinweise: ${warnings}.`,
    marks: { ok: 'gut    ', info: 'Info   ', warning: 'Hinweis', error: 'FEHLER ' },
  },
  en: {
    doctor: 'check the installation and explain what to do',
    todo: 'To do:',
    sum: (errors: number, warnings: number) =>
      errors + warnings === 0 ? 'All is well.' : `Errors: ${errors}, warnings: ${warnings}.`,
    marks: { ok: 'ok     ', info: 'info   ', warning: 'warning', error: 'ERROR  ' },
  },
} as const

export function doctorCommand(program: Command, language: CliLanguage): void {
  const w = words[language]
  program
    .command('doctor')
    .description(w.doctor)
    .action(async () => {
      const { examine, readConfig } = await import('@resonanz/server')
      const found = (await examine(readConfig())).map((one) => ({ ...one, ...explain(one, language) }))
      const count = (severity: Severity) => found.filter((one) => one.severity === severity).length
      const lines = found.flatMap((one) => [
        `${w.marks[one.severity]}  ${one.what}`,
        ...(one.todo ? [`         ${w.todo} ${one.todo}`] : []),
      ])
      const report = { ok: count('error') === 0, errors: count('error'), warnings: count('warning'), findings: found }
      print(program, report, `${lines.join('\n')}\n\n${w.sum(report.errors, report.warnings)}`)
      process.exitCode = report.ok ? exitCodes.done : exitCodes.failed
    })
}
