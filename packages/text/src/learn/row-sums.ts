/**
 * Adds up rows of a table of bytes, where a byte q stands for q·|q|: a text has hundreds of features, each a row with a
 * byte for every output of every head. WebAssembly adds sixteen outputs at once, which JavaScript cannot; it is written
 * down here as its few instructions, so that nothing has to be built.
 */
export type RowSums = {
  /** [row][output], `stride` bytes a row; zero at first. */
  table: Int8Array
  /** Where the ids of features go whose rows are asked for. */
  ids: Int32Array
  /** Adds the rows of `ids[from..until]`, sixteen outputs from `output` on (a multiple of 16), into `sums[0..16]`. */
  add: (from: number, until: number, output: number) => void
  sums: Int32Array
}

/** A row has 2^`bits` places for ids, of which their lowest bits count; `stride` is a multiple of 16. */
export function makeRowSums(bits: number, stride: number, idsMost: number): RowSums {
  const rows = 2 ** bits
  const idsAt = lanes * 4
  const tableAt = idsAt + Math.ceil(idsMost / lanes) * lanes * 4
  const memory = new WebAssembly.Memory({ initial: Math.ceil((tableAt + rows * stride) / 65_536) })
  compiled ??= new WebAssembly.Module(moduleBytes())
  const { add } = new WebAssembly.Instance(compiled, { m: { m: memory } }).exports as {
    add: (...numbers: number[]) => void
  }
  return {
    table: new Int8Array(memory.buffer, tableAt, rows * stride),
    ids: new Int32Array(memory.buffer, idsAt, idsMost),
    sums: new Int32Array(memory.buffer, 0, lanes),
    add: (from, until, output) => add(idsAt + 4 * from, idsAt + 4 * until, rows - 1, stride, tableAt + output),
  }
}

const lanes = 16
let compiled: object | undefined

/** As far as it is used here; in Node it is always there, in the types only with those of a browser. */
declare const WebAssembly: {
  Memory: new (pages: { initial: number }) => { buffer: ArrayBuffer }
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: { m: { m: object } }) => { exports: object }
}

// The function's parameters and locals by number. Of a row `bytes`, `half` is eight of them squared with their sign.
const [at, end, mask, width, base, a, b, c, d, bytes, half] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const
const i32 = 0x7f
const v128 = 0x7b
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const simd = (code: number) => (code < 0x80 ? [0xfd, code] : [0xfd, code, 0x01])
const [lowBytes, highBytes, abs16, mul16] = [simd(0x87), simd(0x88), simd(0x80), simd(0x95)]
const [lowHalves, highHalves, add32] = [simd(0xa7), simd(0xa8), simd(0xae)]

/** Eight of the sixteen bytes, squared, onto two sums of four. */
function addHalf(part: number[], low: number, high: number): number[] {
  const squared = [...get(bytes), ...part, ...tee(half), ...get(half), ...abs16, ...mul16, ...set(half)]
  const onto = (sum: number, quarter: number[]) => [...get(half), ...quarter, ...get(sum), ...add32, ...set(sum)]
  return [...squared, ...onto(low, lowHalves), ...onto(high, highHalves)]
}

/** "\0asm", version 1. */
const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const load = [...get(at), 0x28, 2, 0]
  const row = [...load, ...get(mask), 0x71, ...get(width), 0x6c, ...get(base), 0x6a, ...simd(0), 0, 0, ...set(bytes)]
  const next = [...get(at), 0x41, 4, 0x6a, ...set(at)]
  const isOver = [...get(at), ...get(end), 0x4f, 0x0d, 1]
  const loop = [0x02, 0x40, 0x03, 0x40, ...isOver, ...row, ...addHalf(lowBytes, a, b), ...addHalf(highBytes, c, d)]
  const store = [a, b, c, d].flatMap((sum, n) => [0x41, 0, ...get(sum), ...simd(0x0b), 2, 16 * n])
  const body = [1, 6, v128, ...loop, ...next, 0x0c, 0, 0x0b, 0x0b, ...store, 0x0b]
  const section = (id: number, content: number[]) => [id, ...size(content.length), ...content]
  return Uint8Array.from([
    ...magic,
    ...section(1, [1, 0x60, 5, i32, i32, i32, i32, i32, 0]),
    ...section(2, [1, 1, 0x6d, 1, 0x6d, 0x02, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, 0x61, 0x64, 0x64, 0, 0]),
    ...section(10, [1, ...size(body.length), ...body]),
  ])
}

/** LEB128, up to 16,383. */
function size(length: number): number[] {
  return length < 0x80 ? [length] : [0x80 | (length & 0x7f), length >> 7]
}
