import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

test('two test databases are apart, and one can be given back', async () => {
  const [first, second] = await Promise.all([testDatabase(), testDatabase()])
  expect(first.url).not.toBe(second.url)
  const client = new pg.Client({ connectionString: first.url })
  await client.connect()
  await client.query('CREATE TABLE only_here (id int)')
  await client.end()

  const other = new pg.Client({ connectionString: second.url })
  await other.connect()
  await expect(other.query('SELECT * FROM only_here')).rejects.toThrow('does not exist')
  await other.end()

  await first.drop()
  await expect(new pg.Client({ connectionString: first.url }).connect()).rejects.toThrow('does not exist')
})
