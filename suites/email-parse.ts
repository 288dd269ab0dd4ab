import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseMail } from '../packages/channels/src/email/parse.ts'
import type { MailAddress, ParsedMail } from '../packages/channels/src/email/types.ts'
import { dataFolder, type Miss, type SuiteResult } from './result.ts'

const root = new URL('email_parse/', dataFolder).pathname

/** Trees of the stalwart parser (five fields each), and three suites of hard mails that must come out as anything. */
export async function run(): Promise<SuiteResult[]> {
  if (!existsSync(root)) {
    console.log('skipped: no ../shared/data')
    return []
  }
  const results: SuiteResult[] = [trees(same), { ...trees(identical), note: strictNote }]
  for (const folder of ['mikel_mail', 'nodemailer_mailparser', 'postal_mime']) results.push(survives(folder))
  return results
}

const strictNote =
  'Letter by letter: here U+FFFD, which that parser writes for a byte above ASCII in a header without a charset, must come out as U+FFFD. We read such a byte as a browser would (`ü`), so these are misses by choice.'

type Same = (expected: unknown, got: unknown) => boolean

function trees(equal: Same): SuiteResult {
  const suite = `email_parse stalwart trees${equal === identical ? ', U+FFFD taken literally' : ''}`
  const result: SuiteResult = { suite, passed: 0, total: 0, misses: [] }
  for (const folder of ['legacy', 'rfc']) {
    const files = readdirSync(join(root, 'stalwart', folder)).filter((file) => file.endsWith('.json'))
    for (const file of files.toSorted()) {
      const tree = JSON.parse(readFileSync(join(root, 'stalwart', folder, file), 'utf8')) as Tree
      const misses = compare(`${folder}/${file}`, tree, parseMail(mailOf(folder, file)), equal)
      result.total++
      if (misses.length === 0) result.passed++
      result.misses.push(...misses)
    }
  }
  return result
}

/** Each mail has two trees: of its form with LF and of its form with CRLF, whichever the file has. */
function mailOf(folder: string, file: string): Buffer {
  const mail = readFileSync(join(root, 'stalwart', folder, file.replace(/(\.crlf)?\.json$/, '.eml')), 'latin1')
  return Buffer.from(mail.replace(/\r?\n/g, file.endsWith('.crlf.json') ? '\r\n' : '\n'), 'latin1')
}

type Tree = { attachments: number[]; parts: TreePart[] }
type TreePart = { headers: { name: unknown; value: TreeValue }[]; body: Record<string, unknown> | string }
type TreeValue = string | { Text?: string; Address?: TreeAddress; DateTime?: TreeDate; ContentType?: TreeType }
type TreeAddress = { List?: Partial<MailAddress>[]; Group?: { addresses: Partial<MailAddress>[] }[] }
type TreeDate = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'tz_hour' | 'tz_minute', number> & {
  tz_before_gmt: boolean
}
type TreeType = { c_type: string; c_subtype: string | null; attributes: { name: string; value: string }[] | null }

function compare(id: string, tree: Tree, mail: ParsedMail, equal: Same): Miss[] {
  const head = tree.parts[0]?.headers ?? []
  const value = (name: string) => head.findLast((header) => header.name === name)?.value
  const object = (name: string) => {
    const found = value(name)
    return typeof found === 'object' ? found : undefined
  }
  const fields: [string, unknown, unknown][] = [
    ['from', addressesOf(object('from')?.Address), mail.from],
    ['to', addressesOf(object('to')?.Address), mail.to],
    ['subject', object('subject')?.Text ?? '', mail.subject],
    ['date', dateOf(object('date')?.DateTime), mail.date],
    [
      'attachments',
      tree.attachments.map((i) => attachmentOf(tree.parts[i])),
      mail.attachments.map(({ name, type, size }, i) => ({
        name,
        type,
        size: sizeOf(tree.parts[tree.attachments[i] ?? -1]) === null ? null : size,
      })),
    ],
  ]
  return fields
    .filter(([, expected, got]) => !equal(expected, got))
    .map(([field, expected, got]) => ({ id, field, expected, got }))
}

function identical(expected: unknown, got: unknown): boolean {
  return JSON.stringify(expected) === JSON.stringify(got)
}

/** U+FFFD in a tree stands for a byte that parser could not read; any one character of ours is as good there. */
function same(expected: unknown, got: unknown): boolean {
  const wanted = JSON.stringify(expected)
  const given = JSON.stringify(got)
  if (wanted === given) return true
  if (!wanted.includes('\uFFFD') || wanted.length !== given.length) return false
  for (let i = 0; i < wanted.length; i++) if (wanted[i] !== '\uFFFD' && wanted[i] !== given[i]) return false
  return true
}

function addressesOf(found: TreeAddress | undefined): MailAddress[] {
  const list = found?.List ?? found?.Group?.flatMap((group) => group.addresses) ?? []
  return list.map(({ name, address }) => ({ name: name ?? '', address: address ?? '' }))
}

function dateOf(date: TreeDate | undefined): string | null {
  if (!date) return null
  const offset = (date.tz_hour * 60 + date.tz_minute) * (date.tz_before_gmt ? -1 : 1)
  return new Date(
    Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute - offset, date.second),
  ).toISOString()
}

/** Bytes of a binary part; null where the tree keeps text, or bytes in an encoding that parser does not undo. */
function sizeOf(part: TreePart | undefined): number | null {
  const encoding = part?.headers.findLast(({ name }) => name === 'content_transfer_encoding')?.value
  if (typeof encoding === 'object' && encoding.Text?.includes('uuencode')) return null
  const body = typeof part?.body === 'object' ? (part.body['Binary'] ?? part.body['InlineBinary']) : undefined
  return Array.isArray(body) ? body.length : null
}

function attachmentOf(part: TreePart | undefined): { name: string; type: string; size: number | null } {
  const typeOf = (name: string) => {
    const found = part?.headers.findLast((header) => header.name === name)?.value
    return typeof found === 'object' ? found.ContentType : undefined
  }
  const type = typeOf('content_type')
  const attribute = (from: TreeType | undefined, name: string) =>
    from?.attributes?.find((pair) => pair.name === name)?.value
  const kind = typeof part?.body === 'string' ? part.body : Object.keys(part?.body ?? {})[0]
  return {
    name: attribute(typeOf('content_disposition'), 'filename') ?? attribute(type, 'name') ?? '',
    type: type
      ? `${type.c_type}/${type.c_subtype}`.toLowerCase()
      : kind === 'Message'
        ? 'message/rfc822'
        : 'text/plain',
    size: sizeOf(part),
  }
}

/** No expected output exists here: each mail must come out without a throw, with a sender or a subject or a text. */
function survives(folder: string): SuiteResult {
  const result: SuiteResult = { suite: `email_parse ${folder} (reads without error)`, passed: 0, total: 0, misses: [] }
  for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!file.endsWith('.eml')) continue
    result.total++
    try {
      const mail = parseMail(readFileSync(join(root, folder, file)))
      const something = mail.from.length > 0 || mail.subject !== '' || mail.text !== '' || mail.attachments.length > 0
      if (something) result.passed++
      else result.misses.push({ id: `${folder}/${file}`, field: 'all', expected: 'something', got: 'nothing' })
    } catch (error) {
      result.misses.push({ id: `${folder}/${file}`, field: 'all', expected: 'no error', got: String(error) })
    }
  }
  return result
}
