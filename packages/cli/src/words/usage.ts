import { exitCodes } from '../exit.ts'

/** Commander's own words. */
export const titles: Record<string, string> = {
  'Usage:': 'Aufruf:',
  'Arguments:': 'Angaben:',
  'Options:': 'Optionen:',
  'Global Options:': 'Allgemeine Optionen:',
  'Commands:': 'Befehle:',
}

const complaints: readonly [pattern: RegExp, german: string][] = [
  [/^error: unknown option '(.*)'$/m, 'Fehler: Die Option „$1“ gibt es nicht.'],
  [/^error: unknown command '(.*)'$/m, 'Fehler: Den Befehl „$1“ gibt es nicht.'],
  [/^error: missing required argument '(.*)'$/m, 'Fehler: Die Angabe „$1“ fehlt.'],
  [/^error: required option '(.*)' not specified$/m, 'Fehler: Die Option „$1“ fehlt.'],
  [/^error: option '(.*)' argument missing$/m, 'Fehler: Der Option „$1“ fehlt ihr Wert.'],
  [/^error: too many arguments.*$/m, 'Fehler: Das sind zu viele Angaben.'],
  [
    /^error: (?:option|command-argument) '(.*)' (?:argument|value) '(.*)' is invalid\. Allowed choices are (.*)\.$/m,
    'Fehler: „$2“ gilt nicht für „$1“; möglich sind: $3.',
  ],
  [/^error: option '(.*)' argument '(.*)' is invalid\. (?!Allowed)(.*)$/m, 'Fehler: „$2“ gilt nicht für „$1“: $3'],
  [/^\(Did you mean (.*)\?\)$/m, '(Meinten Sie $1?)'],
]

export function complaintInGerman(text: string): string {
  return complaints.reduce((said, [pattern, german]) => said.replace(pattern, german), text)
}

const meanings = {
  de: {
    title: 'Rückgabewerte:',
    done: 'gelungen',
    failed: 'misslungen; bei doctor: etwas ist zu beheben',
    usage: 'falscher Aufruf',
    badFile: 'die Sicherung, eine Datei oder Zeile ist beschädigt oder fremd',
    inputOutput: 'etwas lässt sich nicht lesen, schreiben oder erreichen',
    configuration: 'die Einstellungen sind nicht gültig',
  },
  en: {
    title: 'Exit codes:',
    done: 'done',
    failed: 'failed; doctor: something has to be mended',
    usage: 'wrong usage',
    badFile: 'the archive, a file or line is damaged or foreign',
    inputOutput: 'something cannot be read, written or reached',
    configuration: 'the settings are not valid',
  },
} as const

/** The table at the end of `resonanz --help`. */
export function exitCodeHelp(language: 'de' | 'en'): string {
  const w = meanings[language]
  const lines = (Object.keys(exitCodes) as (keyof typeof exitCodes)[]).map(
    (name) => `  ${String(exitCodes[name]).padEnd(4)}${w[name]}`,
  )
  return ['', w.title, ...lines].join('\n')
}
