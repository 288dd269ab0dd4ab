// Takes the place of zod inside @resonanz/contracts when the web is bundled (see vite.config.ts).
// Every property and call answers with the same chainable nothing; enums keep their words, because screens list them.

type Chain = { (...parts: unknown[]): Chain; [key: string]: Chain }

const chain: Chain = new Proxy((() => chain) as unknown as Chain, {
  get: (_target, key) => (key === 'then' || typeof key === 'symbol' ? undefined : chain),
  apply: () => chain,
})

function words(values: readonly string[] | Record<string, string>): unknown {
  const options = Array.isArray(values) ? values : Object.values(values)
  const own: Record<string, unknown> = { options, enum: Object.fromEntries(options.map((word) => [word, word])) }
  return new Proxy((() => chain) as unknown as Chain, {
    get: (_target, key) => (typeof key === 'string' ? (own[key] ?? chain[key]) : undefined),
  })
}

export const z = new Proxy(
  {},
  {
    get: (_target, key) => (key === 'enum' ? words : chain),
  },
)
