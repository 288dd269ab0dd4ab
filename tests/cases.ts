/** Cases for the tests of other modules: their makers, beside the doors of the module. */
export {
  caseRow,
  journalOf,
  makeBareCase,
  makeCase,
  type TestCase,
} from '../packages/server/src/modules/cases/test-cases.ts'
export { undoBulk } from '../packages/server/src/modules/cases/undo-bulk.ts'
