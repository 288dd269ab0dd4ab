import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDuplicates } from './duplicates.ts'

const day = 86_400_000

function clustersOf(texts: readonly string[]): number[] {
  return openDuplicates<number>()
    .add(texts.map((text, id) => ({ id, text })))
    .map(({ cluster }) => cluster)
}

describe('the same text again', () => {
  test('case, marks, handles, links and emoji do not count', () => {
    const [first, copy] = openDuplicates<string>().add([
      { id: 'a', text: 'Mein Paket ist seit Tagen nicht da' },
      { id: 'b', text: '@Paketblitz MEIN PAKET ist seit Tagen nicht da!!! 😡 https://example.org/1' },
    ])
    expect(first).toEqual({ id: 'a', cluster: 'a', similarity: 0, size: 1 })
    expect(copy).toEqual({ id: 'b', cluster: 'a', similarity: 1, sameAs: 'a', size: 2 })
  })
  test('light changes', () => {
    const text = 'Seit gestern Abend komme ich nicht mehr in die App, bei jedem Versuch erscheint eine Fehlermeldung'
    const found = openDuplicates<string>().add([
      { id: 'a', text },
      { id: 'b', text: text.replace('Abend ', '') },
      { id: 'c', text: `Hallo, ${text}. Bitte prüfen!` },
    ])
    expect(found.map(({ sameAs }) => sameAs)).toEqual([undefined, 'a', 'a'])
  })
})

describe('the same concern in other words', () => {
  test.each([
    ['Mein Paket ist nicht angekommen', 'Wo bleibt meine Bestellung? Die Sendung ist verschwunden'],
    [
      'Ich will mein Geld zurück für die kaputte Kaffeemaschine',
      'Bitte um Rückerstattung, die Kaffeemaschine ist defekt',
    ],
    ['Ihr habt die Rate doppelt abgebucht', 'Die Rate wurde zweimal von meinem Konto eingezogen'],
    ['The app crashes since the update', 'Die App stürzt seit dem Update ab'],
    ['I want to cancel my subscription', 'Ich möchte mein Abo kündigen'],
  ])('%s = %s', (a, b) => {
    expect(clustersOf([a, b])).toEqual([0, 0])
  })
  test.each([
    ['Mein Paket ist nicht angekommen', 'Mein Paket war beschädigt'],
    ['Der Mitarbeiter war sehr unfreundlich', 'Der Mitarbeiter war sehr freundlich'],
    ['Wie kann ich meinen Vertrag verlängern?', 'Die Rechnung ist zu hoch'],
    ['Danke', 'Danke schön'],
    ['', '😡'],
  ])('%s ≠ %s', (a, b) => {
    expect(clustersOf([a, b])).toEqual([0, 1])
  })
  test('key phrases tell a cluster from the rest', () => {
    const duplicates = openDuplicates<number>()
    const rest = ['Der Bus kam zu spät', 'Meine Rechnung ist zu hoch', 'Der Aufzug ist defekt', 'Toller Service heute']
    const texts = [
      'Die App stürzt ständig ab',
      'Nach dem Update stürzt die App ab',
      'App stürzt beim Start ab, hilfe',
      ...rest,
    ]
    const [found] = duplicates.add(texts.map((text, id) => ({ id, text })))
    expect(duplicates.keyPhrases(found!.cluster, 2).join()).toMatch(/App/)
    expect(duplicates.keyPhrases(99)).toEqual([])
  })
})

describe('over days', () => {
  const text = 'Der Zug um acht fällt heute schon wieder aus'
  test('a text is forgotten when it was not seen for seven days', () => {
    const duplicates = openDuplicates<number>()
    const at = (id: number, time: number) => duplicates.add([{ id, text, time }])[0]!.cluster
    expect([at(1, 0), at(2, 6 * day), at(3, 12 * day), at(4, 20 * day), at(5, 21 * day)]).toEqual([1, 1, 1, 4, 4])
  })
  test('rows given to a fresh start go on from there', () => {
    const before = openDuplicates<number>()
    const posts = ['Mein Paket fehlt', 'Die Sendung ist verschwunden', 'Der Bus ist zu spät', 'Mein Paket fehlt!'].map(
      (text, id) => ({ id, text, time: id * 1_000 }),
    )
    before.add(posts)
    const after = openDuplicates<number>()
    after.add(before.rows())
    const more = [
      { id: 10, text: 'Paket fehlt', time: day },
      { id: 11, text: 'Bus wieder zu spät', time: day },
    ]
    expect(after.add(more).map(({ cluster }) => cluster)).toEqual(before.add(more).map(({ cluster }) => cluster))
  })
  test('the oldest go when there are too many', () => {
    const duplicates = openDuplicates<number>({ mostTexts: 100 })
    const texts = Array.from({ length: 1_000 }, (_, id) => ({
      id,
      text: `wort${id} ding${id * 7} sache${id * 13}`,
      time: id,
    }))
    duplicates.add(texts)
    expect(duplicates.rows().length).toBeLessThanOrEqual(200)
    expect(duplicates.add([{ id: -1, text: texts[999]!.text }])[0]!.cluster).toBe(999)
  })
})

describe('hostile', () => {
  test('a storm of 100,000 copies is one cluster', () => {
    const duplicates = openDuplicates<number>()
    const found = duplicates.add(
      Array.from({ length: 100_000 }, (_, id) => ({ id, text: 'Warum ist die App seit heute früh down?' })),
    )
    expect(found.at(-1)).toEqual({ id: 99_999, cluster: 0, similarity: 1, sameAs: 0, size: 100_000 })
    expect(duplicates.rows()).toHaveLength(1)
  })
  test('a storm of texts that differ a little stays bounded', () => {
    const duplicates = openDuplicates<number>({ mostTexts: 2_000 })
    const texts = Array.from({ length: 10_000 }, (_, id) => ({
      id,
      text: `Warum ist die App seit heute früh down? Fall ${id}`,
    }))
    expect(new Set(duplicates.add(texts).map(({ cluster }) => cluster)).size).toBeLessThan(20)
  })
  test.each([
    'a'.repeat(1_000_000),
    'a '.repeat(500_000),
    '\uD83D'.repeat(100_000),
    `a${'\u0301'.repeat(100_000)}`,
    'https://'.repeat(100_000),
    'nicht '.repeat(100_000),
  ])('a long text', (text) => {
    expect(clustersOf([text, text])).toEqual([0, 0])
  })
  test('any texts, one after another or at once', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 20 }), (texts) => {
        const posts = texts.map((text, id) => ({ id, text }))
        const one = openDuplicates<number>()
        const found = openDuplicates<number>().add(posts)
        expect(posts.flatMap((post) => one.add([post]))).toEqual(found)
        for (const { id, cluster, similarity } of found)
          expect(cluster <= id && similarity >= 0 && similarity <= 1).toBe(true)
      }),
    )
  })
})
