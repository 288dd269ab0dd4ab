import { spawn } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { expect, test, vi } from 'vitest'
import { makeProgram } from './program.ts'
import { runCli } from './run-cli.ts'

// Each test starts the program several times, beside whatever else the machine is doing.
vi.setConfig({ testTimeout: 300_000 })

test('every command, argument and option says what it is, in both languages', () => {
  const [german, english] = [everything(makeProgram('de')), everything(makeProgram('en'))]
  expect(german.map(({ name }) => name)).toEqual(english.map(({ name }) => name))
  for (const [index, { name, about }] of german.entries()) {
    expect(about, name).not.toBe('')
    // Some words are the same in both: Name, Mails, Feeds.
    if (about.includes(' ')) expect(about, name).not.toBe(english[index]!.about)
    expect(about, name).not.toContain('!')
  }
})

test('help speaks the language that is asked for, else that of the machine', async () => {
  const [asked, machine, english] = await Promise.all([
    runCli(['--help', '--lang', 'de']),
    runCli(['help', 'backup'], { LANG: 'de_DE.UTF-8' }),
    runCli(['--help']),
  ])
  expect(asked.out).toMatch(/^Aufruf: resonanz[\s\S]+Optionen:[\s\S]+Befehle:[\s\S]+Rückgabewerte:/)
  expect(machine.out).toMatch(/^Aufruf: resonanz backup \[Optionen\][\s\S]+Zieldatei/)
  expect(english.out).toMatch(/^Usage: resonanz[\s\S]+Options:[\s\S]+Commands:[\s\S]+Exit codes:/)
  expect([asked.code, machine.code, english.code]).toEqual([0, 0, 0])
})

test('wrong usage is told in the language of the user and ends with 64', async () => {
  const german = { LANG: 'de_DE.UTF-8' }
  const runs = await Promise.all([
    runCli(['sreve'], german),
    runCli(['user', 'create', '--name', 'Imke'], german),
    runCli(['import', 'mbox', 'a.mbox', '--presence', 'x', '--from', '0'], german),
    runCli(['user', 'create', '--name', 'Imke']),
  ])
  expect(runs.map(({ code }) => code)).toEqual([64, 64, 64, 64])
  expect(runs[0]!.err).toBe('Fehler: Den Befehl „sreve“ gibt es nicht.\n(Meinten Sie serve?)\n')
  expect(runs[1]!.err).toBe('Fehler: Die Option „--email <address>“ fehlt.\n')
  expect(runs[2]!.err).toBe('Fehler: „0“ gilt nicht für „--from <n>“: Das ist keine Zahl ab 1.\n')
  expect(runs[3]!.err).toBe("error: required option '--email <address>' not specified\n")
})

test('wrong settings end with 78, unreadable files with 74, foreign archives with 65', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'resonanz-cli-'))
  await writeFile(join(folder, 'photo.rzb'), 'these are no frames')
  const runs = await Promise.all([
    runCli(['config', 'check', '--lang', 'de'], { RESONANZ_PORT: '99999' }),
    runCli(['mail', 'parse', join(folder, 'none.eml'), '--lang', 'de']),
    runCli(['restore', '--verify', join(folder, 'photo.rzb'), '--lang', 'de']),
  ])
  expect(runs.map(({ code }) => code)).toEqual([78, 74, 65])
  expect(runs[0]!.err).toContain('Fehler: Die Einstellungen sind nicht gültig:\nRESONANZ_PORT')
  expect(runs[1]!.err).toBe(`Fehler: Die Datei oder den Ordner ${join(folder, 'none.eml')} gibt es nicht.\n`)
  expect(runs[2]!.err).toBe(
    'Fehler: Die Sicherung ist nicht zu gebrauchen: Sie ist beschädigt oder keine von Resonanz.\n',
  )
})

test('config check masks secrets', async () => {
  const { out } = await runCli(['config', 'check', '--json'], { RESONANZ_DATABASE_URL: 'postgresql://a:geheim@db/x' })
  expect(out).not.toContain('geheim')
  const values = JSON.parse(out) as { variable: string; value: unknown; from: string }[]
  expect(values.find(({ variable }) => variable === 'RESONANZ_DATABASE_URL')).toMatchObject({
    value: '••••',
    from: 'environment',
  })
})

test('a command ends also where an older Node started it and holds a channel to it', async () => {
  const program = join(import.meta.dirname, '..', 'bin', 'resonanz.mjs')
  const child = spawn(process.execPath, [program, 'config', 'check'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
})

function everything(command: Command, path = ''): { name: string; about: string }[] {
  const name = `${path} ${command.name()}`.trim()
  return [
    { name, about: command.description() },
    ...command.registeredArguments.map((argument) => ({
      name: `${name} <${argument.name()}>`,
      about: argument.description,
    })),
    ...command.options.map((option) => ({ name: `${name} ${option.flags}`, about: option.description })),
    ...command.commands.flatMap((sub) => everything(sub, name)),
  ]
}
