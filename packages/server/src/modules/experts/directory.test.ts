import { expect, test } from 'vitest'
import { type Away, type ExpertRecord, standInOf, type TopicRecord } from './expert.ts'
import { findHoles } from './holes.ts'
import { proposeExperts } from './propose.ts'

const topic = (id: string, parent_id: string | null = null): TopicRecord => ({
  id,
  parent_id,
  name: { de: id, en: id },
})
const topics = [topic('technik'), topic('pumpen', 'technik'), topic('recht')]
const expert = (id: string, given: Partial<ExpertRecord> = {}): ExpertRecord => ({
  id,
  member_id: null,
  name: id,
  email: `${id}@werk.example`,
  chat_address: null,
  phone: '',
  department: '',
  team_id: null,
  hours_team_id: null,
  topics: [],
  products: [],
  languages: ['de'],
  deputies: [],
  absences: [],
  ...given,
})
const noon = new Date('2026-11-20T12:00:00Z')
const until = new Date('2026-11-27T12:00:00Z')
const away = (...ids: string[]): Away => new Map(ids.map((id) => [id, { until, memberDeputyId: null }]))

test('the topic speaks first, then a product by its whole words, then a wider topic, then the language', () => {
  const experts = [
    expert('anna', { topics: ['technik'] }),
    expert('bela', { topics: ['pumpen'], languages: ['en'] }),
    expert('cora', { products: ['X 200'] }),
    expert('dora', { languages: ['en'] }),
    expert('emil', { products: ['Pump'], languages: [] }),
  ]
  const found = proposeExperts(
    { experts, topics },
    { topicId: 'pumpen', language: 'de', words: 'Meine Pümpe: X-200 leckt' },
  )
  expect(found.map(({ expert: { id }, why }) => [id, why])).toEqual([
    ['bela', ['topic']],
    ['cora', ['product', 'language']],
    ['anna', ['wider_topic', 'language']],
    ['dora', []],
    ['emil', []],
  ])
})

test('who stands in: the first deputy who is there, then whom a colleague named, else nobody', () => {
  const experts = [expert('anna', { deputies: ['bela', 'cora'] }), expert('bela'), expert('cora')]
  const directory = { experts }
  expect(standInOf(directory, experts[0]!, away('anna'))).toEqual({ expertId: 'bela' })
  expect(standInOf(directory, experts[0]!, away('anna', 'bela'))).toEqual({ expertId: 'cora' })
  expect(standInOf(directory, experts[0]!, away('anna', 'bela', 'cora'))).toBeNull()
  const named: Away = new Map([...away('bela', 'cora'), ['anna', { until, memberDeputyId: 'member' }]])
  expect(standInOf(directory, experts[0]!, named)).toEqual({ memberId: 'member' })
})

test('holes are told before they hurt: nobody, nobody there some day, one person alone', () => {
  const later = new Date('2026-11-25T12:00:00Z')
  const directory = {
    topics,
    experts: [
      expert('anna', { topics: ['technik'], deputies: ['bela'] }),
      expert('bela'),
      expert('cora', { topics: ['recht'] }),
    ],
  }
  const kinds = (outlook: { at: Date; away: Away }[]) =>
    findHoles(directory, outlook).map((hole) => [hole.topic.id, hole.kind, hole.from])
  const fine = { at: noon, away: away() }
  expect(kinds([fine])).toEqual([['recht', 'no_deputy', null]])
  expect(kinds([fine, { at: later, away: away('anna', 'bela') }])).toEqual([
    ['technik', 'nobody_there', later.toISOString()],
    ['recht', 'no_deputy', null],
  ])
  expect(findHoles({ topics, experts: [] }, [fine]).map(({ kind }) => kind)).toEqual(['no_expert', 'no_expert'])
})
