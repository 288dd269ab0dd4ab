// Quoted-reply trimming against five public suites. Discourse keeps its expectations in files; for the others the
// table below says, in our words, what their test code asks for.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { trimReply } from '../packages/text/src/index.ts'
import { type SuiteResult, dataFolder, normaliseSpace, score } from './result.ts'

const folder = new URL('email_reply/', dataFolder)

export async function run(): Promise<SuiteResult[]> {
  return [discourse(), tabled('email-reply github', 'github/emails/', github), zapier(), willdurand(), talon()]
}

function discourse(): SuiteResult {
  const base = new URL('discourse_trimmer/', folder)
  return score(
    'email-reply discourse',
    files(new URL('emails/', base)).map((name) => ({
      id: name,
      field: 'reply',
      expected: normaliseSpace(read(new URL(`trimmed/${name}`, base))),
      got: normaliseSpace(trimReply(read(new URL(`emails/${name}`, base))).reply),
    })),
  )
}

/** What the reply must be: the text above a marker, parts of the mail glued, or the whole mail. */
type Expectation =
  | { above: string }
  | { whole: true }
  | { text: string }
  | { has: readonly string[]; hasNot: readonly string[] }

const github: Record<string, Expectation> = {
  'correct_sig.txt': { above: '\n-- \nrick' },
  'email_1_1.txt': { above: '-Abhishek Kona' },
  'email_1_2.txt': {
    has: ['Hi,', 'You can list the keys', 'delete them all individually'],
    hasNot: ['> \n> -Abhishek', 'riak-users mailing list'],
  },
  'email_1_3.txt': { above: '-Abhishek Kona' },
  'email_1_4.txt': { above: 'On Aug 22' },
  'email_1_5.txt': { whole: true },
  'email_1_6.txt': {
    has: ['I get proper rendering as well.'],
    hasNot: ['On Dec 16', 'Was this caching', 'reply@reply.github.com'],
  },
  'email_1_7.txt': { above: 'On Tue' },
  'email_1_8.txt': {
    has: ['I will reply under this one', 'okay?', 'and under this.'],
    hasNot: ['-- Tim', 'this is my signature', 'hi there'],
  },
  'email_2_1.txt': { text: 'Outlook with a reply' },
  'email_2_2.txt': { text: 'Outlook with a reply directly above line' },
  'email_2_3.txt': { text: 'Outlook with a reply directly above line' },
  'email_BlackBerry.txt': { text: 'Here is another email' },
  'email_bullets.txt': { above: 'On Fri, Feb 24' },
  'email_iPhone.txt': { text: 'Here is another email' },
  'email_multi_word_sent_from_my_mobile_device.txt': { text: 'Here is another email' },
  'email_one_is_not_on.txt': { above: 'On Oct 1' },
  'email_sent_from_my_not_signature.txt': { whole: true },
  'email_sig_delimiter_in_middle_of_line.txt': { whole: true },
  'greedy_on.txt': { above: 'On 9 Jan' },
  'pathological.txt': { above: 'On Dec 8' },
}

function zapier(): SuiteResult {
  const { 'email_2_3.txt': _unlike, ...same } = github
  return tabled('email-reply zapier', 'zapier/emails/', {
    ...same,
    'email_2_3.txt': { above: '*From:*' },
    'email_gmail.txt': { above: 'On Wed, May 18' },
    'email_headers_no_delimiter.txt': { text: 'And another reply!' },
    'email_partial_quote_header.txt': { above: 'On 9 Jan' },
  })
}

const willdurandTable: Record<string, Expectation> = {
  'correct_sig.txt': { above: '\n--\nrick' },
  'sig_no_empty_line.txt': { above: '\n--\nrick' },
  'email_1.txt': { above: '-Abhishek Kona' },
  'email_2.txt': {
    has: ['Hi,\nYou can list', 'delete them all individually'],
    hasNot: ['Hi folks', '> ', 'mailing list'],
  },
  'email_3.txt': { above: '-Abhishek Kona' },
  'email_4.txt': { above: 'On Aug 22' },
  'email_5.txt': { whole: true },
  'email_6.txt': { has: ['I get proper rendering as well.'], hasNot: ['On Dec 16', 'Was this caching'] },
  'email_7.txt': { above: 'Il giovedì' },
  'email_8.txt': { above: 'Op 12 december' },
  'email_9.txt': { above: '=====' },
  'email_10.txt': { above: 'De :' },
  'email_11.txt': { above: 'De :' },
  'email_12.txt': { above: 'Van:' },
  'email_13.txt': { above: 'Da:' },
  'email_14.txt': { above: 'W dniu' },
  'email_16.txt': { above: 'Dnia' },
  'email_17.txt': { above: 'W dniu' },
  'email_18.txt': { above: 'From:' },
  'email_19.txt': { has: ['On Thursday, I get proper rendering.'], hasNot: ['On Dec 16', 'Was this caching'] },
  'email_20.txt': { text: 'On Thursday.' },
  'email_21.txt': { has: ['On Thursday:'], hasNot: [] },
  'email_22.txt': { above: '发件人' },
  'email_23.txt': { above: '29 грудня' },
  'email_23_1.txt': { above: '29 грудня' },
  'email_2_1.txt': { text: 'Outlook with a reply' },
  'email_blackberry.txt': { text: 'Here is another email' },
  'email_bullets.txt': { above: 'On Fri, Feb 24' },
  'email_custom_quote_header.txt': { text: 'Thank you!' },
  'email_customer_quote_header_2.txt': { text: 'Thank you very much.' },
  'email_customer_quote_header_3.txt': { above: '      De : Someone' },
  'email_iphone.txt': { text: 'Here is another email' },
  'email_issue_77.txt': { above: '- Le 2021' },
  'email_ls-l.txt': { above: '-- \nglen' },
  'email_multi_word_sent_from_my_mobile_device.txt': { text: 'Here is another email' },
  'email_norwegian_gmail.txt': { above: 'tir. 18' },
  'email_one_is_not_on.txt': { above: 'On Oct 1' },
  'email_sent_from_my_not_signature.txt': { whole: true },
  'email_thread.txt': { above: 'On Nov 21' },
  'email_unquoted_reply.txt': { text: 'This is my reply.' },
  'email_w10_mail.txt': { above: 'Sent from Mail' },
  'email_zimbra_free_en.txt': { above: '- On 2021' },
  'email_zimbra_free_fr.txt': { above: '- Le 2021' },
}

const headerForms = [
  'On Tue, 2011-03-01 at 18:02 +0530, Abhishek Kona wrote:',
  '2014-03-20 8:48 GMT+01:00 Rémi Dolan <do_not_reply@dolan.com>:',
  'Le 19 mars 2014 10:37, Cédric Lombardot <cedric.lombardot@gmail.com> a écrit :',
  'El 19/03/2014 11:34, Juan Pérez <juan.perez@mailcatch.com> escribió:',
  'El 19/03/2014 11:34, Juan Pérez <juan.perez@mailcatch.com> ha escrit:',
  'W dniu 7 stycznia 2015 15:24 użytkownik Paweł Brzoski <pbrzoski91@gmail.com> napisał:',
  'Le 19/03/2014 11:34, Georges du chemin a écrit :',
  'W dniu 2015-01-07 14:23, pbrzoski91@gmail.com pisze: ',
  'Den 08/06/2015 kl. 21.21 skrev Test user <test@example.com>:',
  'Am 25.06.2015 um 10:55 schrieb Test user:',
  'Test user <test@example.com> schrieb:',
  '在 2016年11月8日，下午2:23，Test user <test@example.com> 写道：',
  '2016. 11. 8. 오후 12:39 Test user <test@example.com> 작성:',
  '2016/11/08 14:26、Test user <test@example.com> のメッセージ:',
  'tir. 18. apr. 2017 kl. 13:09 skrev Test user <test@example.com>:',
]

function willdurand(): SuiteResult {
  const base = tabled('email-reply willdurand', 'willdurand/Fixtures/', willdurandTable)
  const template = read(new URL('willdurand/Fixtures/email_with_date_headers.txt', folder))
  const forms = score(
    base.suite,
    headerForms.map((form) => ({
      id: `email_with_date_headers.txt: ${form}`,
      field: 'reply',
      expected: 'Thank you very much.',
      got: trimReply(template.replace('[DATE]', form)).reply,
    })),
  )
  return {
    suite: base.suite,
    passed: base.passed + forms.passed,
    total: base.total + forms.total,
    misses: [...base.misses, ...forms.misses],
  }
}

/** Mail programs' own replies; all of them say "Hello" and nothing else. */
function talon(): SuiteResult {
  const base = new URL('talon/fixtures/standard_replies/', folder)
  return score(
    'email-reply talon',
    files(base)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => ({
        id: name,
        field: 'reply',
        expected: 'Hello',
        got: normaliseSpace(trimReply(plainText(read(new URL(name, base)))).reply),
      })),
  )
}

function tabled(suite: string, path: string, table: Record<string, Expectation>): SuiteResult {
  return score(
    suite,
    Object.entries(table).map(([name, expectation]) => {
      const mail = read(new URL(path + name, folder)).replaceAll('\r\n', '\n')
      const { reply } = trimReply(mail)
      return { id: name, field: 'reply', ...judge(expectation, mail, reply) }
    }),
  )
}

function judge(expectation: Expectation, mail: string, reply: string): { expected: unknown; got: unknown } {
  if ('has' in expectation) {
    const wrong = [
      ...expectation.has.filter((part) => !reply.includes(part)).map((part) => `lacks ${part}`),
      ...expectation.hasNot.filter((part) => reply.includes(part)).map((part) => `holds ${part}`),
    ]
    return { expected: [], got: wrong }
  }
  const got = normaliseSpace(reply)
  if ('text' in expectation) return { expected: expectation.text, got }
  if ('whole' in expectation) return { expected: normaliseSpace(mail), got }
  const at = mail.indexOf(expectation.above)
  return { expected: normaliseSpace(at === -1 ? `marker ${expectation.above} not found` : mail.slice(0, at)), got }
}

/** The text/plain part of these few simple mails. */
function plainText(eml: string): string {
  const mail = eml.replaceAll('\r\n', '\n')
  const boundary = /boundary="?([^"\n]+)"?/.exec(mail)?.[1]
  const part = boundary === undefined ? mail : (mail.split(`--${boundary}`)[1]?.trimStart() ?? '')
  const at = part.indexOf('\n\n')
  const head = part.slice(0, at)
  const body = part.slice(at + 2)
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/transfer-encoding: quoted-printable/i.test(head)) return body
  return body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function files(url: URL): string[] {
  return existsSync(url) ? readdirSync(url).toSorted() : []
}

function read(url: URL): string {
  return readFileSync(url, 'utf8')
}
