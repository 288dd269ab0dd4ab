import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parseMail } from '../packages/channels/src/email/parse.ts'
import { dataFolder, type Miss, type SuiteResult } from './result.ts'

const root = new URL('email_bounce_sisimai/', dataFolder).pathname

/** The hard-bounce flag of the first recipient, and that none of these mails would open a case. */
export async function run(): Promise<SuiteResult[]> {
  if (!existsSync(root)) {
    console.log('skipped: no ../shared/data')
    return []
  }
  return [hardFlags(), noCases(), realMessages(), lineEnds()]
}

type Row = { file: string; reason: string; hard: boolean }

function rows(): Row[] {
  const [, ...lines] = readFileSync(`${root}expected.csv`, 'utf8').trim().split(/\r?\n/)
  const all = lines.map((line) => line.split(','))
  const seen = new Set<string | undefined>()
  return all
    .filter(([file]) => !seen.has(file) && seen.add(file))
    .map(([file, , , , reason, hard]) => ({ file: file ?? '', reason: reason ?? '', hard: hard === 'true' }))
}

function hardFlags(): SuiteResult {
  const result: SuiteResult = { suite: 'email_bounce_sisimai hard-bounce flag', passed: 0, total: 0, misses: [] }
  for (const { file, reason, hard } of rows()) {
    const mail = parseMail(readFileSync(`${root}eml/${file}`))
    const got = mail.bounce?.hard ?? false
    result.total++
    if (got === hard) result.passed++
    else
      result.misses.push({
        id: file,
        field: `hard (${reason})`,
        expected: hard,
        got: `${mail.kind} ${got} ${mail.bounce?.reason} ${mail.bounce?.status}`,
      })
  }
  return result
}

function noCases(): SuiteResult {
  const result: SuiteResult = { suite: 'email_bounce_sisimai opens no case', passed: 0, total: 0, misses: [] }
  for (const { file, reason } of rows()) {
    const { kind } = parseMail(readFileSync(`${root}eml/${file}`))
    const expected = reason === 'feedback' ? 'report' : reason === 'vacation' ? 'autoreply' : 'bounce'
    const fits = kind === expected || (reason === 'delivered' && kind === 'report')
    result.total++
    if (fits) result.passed++
    else result.misses.push({ id: file, field: `kind (${reason})`, expected, got: kind })
  }
  return result
}

function realMessages(): SuiteResult {
  const result: SuiteResult = {
    suite: 'email_bounce_sisimai real messages stay messages',
    passed: 0,
    total: 0,
    misses: [],
  }
  for (const file of readdirSync(`${root}not`))
    tally(result, file, 'message', parseMail(readFileSync(`${root}not/${file}`)).kind)
  return result
}

function lineEnds(): SuiteResult {
  const result: SuiteResult = { suite: 'email_bounce_sisimai CR and CRLF line ends', passed: 0, total: 0, misses: [] }
  for (const kind of ['mac', 'dos']) {
    for (const file of readdirSync(`${root}line_endings/${kind}`)) {
      const expected = file.startsWith('arf') ? 'report' : file.startsWith('rfc3834') ? 'autoreply' : 'bounce'
      tally(result, `${kind}/${file}`, expected, parseMail(readFileSync(`${root}line_endings/${kind}/${file}`)).kind)
    }
  }
  return result
}

function tally(result: SuiteResult, id: string, expected: string, got: string): void {
  const miss: Miss = { id, field: 'kind', expected, got }
  result.total++
  if (expected === got) result.passed++
  else result.misses.push(miss)
}
