/**
 * Looks for the answer to the server's puzzle in short turns, so that typing stays smooth. The browser's own SHA-256 is
 * slow for tiny texts and missing on pages without TLS.
 */
export function solve({ token, bits }: { token: string; bits: number }): Promise<string> {
  return new Promise((resolve) => {
    let n = 0
    const turn = () => {
      const until = performance.now() + 12
      while (performance.now() < until)
        for (let i = 0; i < 64; i += 1, n += 1) if (zeroBits(`${token}.${n}`) >= bits) return resolve(String(n))
      setTimeout(turn)
    }
    turn()
  })
}

// The constants are the fractions of the roots of the first primes (FIPS 180-4).
const primes: number[] = []
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
const fraction = (x: number) => ((x - Math.floor(x)) * 0x100000000) | 0
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const round = primes.map((prime) => fraction(Math.cbrt(prime)))
const turned = (value: number, by: number) => (value >>> by) | (value << (32 - by))

/** Zero bits at the start of the SHA-256 of an ASCII text. */
function zeroBits(text: string): number {
  const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16)
  for (let i = 0; i < text.length; i += 1) words[i >> 2]! |= text.charCodeAt(i) << (24 - (i % 4) * 8)
  words[text.length >> 2]! |= 0x80 << (24 - (text.length % 4) * 8)
  words[words.length - 1] = text.length * 8
  const state = Int32Array.from(start)
  const w = new Int32Array(64)
  for (let at = 0; at < words.length; at += 16) {
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) w[i] = words[at + i]!
      else {
        const x = w[i - 15]!
        const y = w[i - 2]!
        const s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3)
        const s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10)
        w[i] = w[i - 16]! + s0 + w[i - 7]! + s1
      }
      const t1 = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + round[i]! + w[i]!) | 0
      const t2 = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i]! += value
  }
  return state[0] === 0 ? 32 : Math.clz32(state[0]!)
}
