import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeProgram } from '../packages/cli/src/program.ts'
import { ConfigSchema, describeConfig } from '../packages/server/src/platform/config.ts'
import { limits } from '../packages/server/src/platform/http/limits.ts'

type Command = ReturnType<typeof makeProgram>

/** What each limit holds back; a new limit without a line here is a type error. */
const meanings: Record<keyof typeof limits, string> = {
  bodyBytes: 'a request with JSON',
  rawBodyBytes: 'a signed push, one item or NDJSON',
  uploadBytes: 'one uploaded file',
  inletBatchItems: 'items in one NDJSON push',
  requestTimeoutMs: 'until a request must have arrived',
  requestsPerMinute: 'requests of one session',
  publicRequestsPerMinute: 'requests of one address without a session',
  inletRequestsPerMinute: 'signed pushes of one sender',
  signInPerMinute: 'tries to sign in from one address',
  formPerMinute: 'forms sent from one address',
  liveStreamsPerMember: 'open live streams of one member',
  mailBytes: 'a mail that is taken whole; a larger one comes as its header',
  feedBytes: 'a fetched feed',
  pictureBytes: 'a remote picture fetched through the proxy',
  mediaBytes: 'a file of a message that lies at its network; a larger one stays there',
}

type Part = { file: string; name: string; text: () => string }

/** The parts of the documents that are written from code; a test asserts that they are current. */
export const parts: readonly Part[] = [
  { file: 'docs/guides/configure.md', name: 'settings', text: settingsTable },
  { file: 'docs/guides/limits.md', name: 'limits', text: limitsTable },
  { file: 'docs/guides/commands.md', name: 'commands', text: commandList },
]

/** The document with its generated part renewed. Throws when the marks of the part are missing. */
export function renewed(document: string, { name, text, file }: Part): string {
  const [begin, end] = [`<!-- generated: ${name} -->`, '<!-- end -->']
  const [from, to] = [document.indexOf(begin), document.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${file} has no marks for ${name}`)
  return `${document.slice(0, from + begin.length)}\n${text()}\n${document.slice(to)}`
}

function settingsTable(): string {
  const defaults = ConfigSchema.parse({})
  const rows = describeConfig(defaults, {})
    .filter((setting) => !setting.description.startsWith('Tests only'))
    .map(({ variable, value, description }) => `| \`${variable}\` | ${shown(value)} | ${description} |`)
  return ['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n')
}

function shown(value: string | number | boolean | null): string {
  return value === null || value === '' ? '–' : `\`${value}\``
}

function limitsTable(): string {
  const rows = (Object.keys(limits) as (keyof typeof limits)[]).map(
    (name) => `| ${meanings[name]} | ${amount(name, limits[name])} | \`${name}\` |`,
  )
  return ['| What | At most | In the code |', '|---|---|---|', ...rows].join('\n')
}

function amount(name: string, value: number): string {
  if (name.endsWith('Bytes')) return `${value / 1024 / 1024} MB`
  if (name.endsWith('Ms')) return `${value / 1000} s`
  if (name.endsWith('PerMinute')) return `${value.toLocaleString('en')} per minute`
  return value.toLocaleString('en')
}

function commandList(): string {
  return leaves(makeProgram('en')).map(commandEntry).join('\n\n')
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves)
}

function commandEntry(command: Command): string {
  const names: string[] = []
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name())
  const given = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`
    return argument.required ? `<${name}>` : `[${name}]`
  })
  const options = command.options.map((option) => {
    const choices = option.argChoices ? ` (${option.argChoices.join(', ')})` : ''
    return `- \`${option.flags}\`${option.mandatory ? ', needed' : ''}: ${option.description}${choices}`
  })
  return [
    `**\`${[...names, ...given].join(' ')}\`**: ${command.description()}`,
    ...(options.length > 0 ? ['', ...options] : []),
  ].join('\n')
}

if (import.meta.main) {
  for (const part of parts) {
    const path = join(import.meta.dirname, '..', part.file)
    writeFileSync(path, renewed(readFileSync(path, 'utf8'), part))
  }
}
