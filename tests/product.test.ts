import { afterEach, expect, test } from 'vitest'
import { type Product, type ProductWish, startProduct } from './product.ts'

/** Each makes two starts, and `startProduct` waits three minutes for one: a busy machine is no failure. */
const patience = { timeout: 400_000 }
const started: Product[] = []

afterEach(async () => {
  for (const product of started.splice(0).toReversed()) await product.stop()
})

async function start(wish: ProductWish = {}): Promise<Product> {
  const product = await startProduct(wish)
  started.push(product)
  return product
}

async function health(product: Product): Promise<number> {
  return (await fetch(`${product.url}/healthz`)).status
}

test('the product with its own database is there again after it was killed', patience, async () => {
  const first = await start()
  expect(await health(first)).toBe(200)
  await first.kill9()
  const second = await start({ dataDir: first.dataDir })
  expect(await health(second)).toBe(200)
})

test('a second product on the same data folder says whose it is and ends', patience, async () => {
  const first = await start()
  await expect(startProduct({ dataDir: first.dataDir })).rejects.toThrow(`already in use by process ${first.pid}`)
  expect(await health(first)).toBe(200)
})
