import { writeFileSync } from 'node:fs'
import { makeHolidayTable } from './make-table.ts'

// `npm run holidays`: after an update of date-holidays.
writeFileSync(new URL('./table.json', import.meta.url), `${JSON.stringify(makeHolidayTable())}\n`)
