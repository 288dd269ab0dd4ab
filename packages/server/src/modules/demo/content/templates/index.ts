import { bikes } from './bikes.ts'
import { english } from './english.ts'
import { journey } from './journey.ts'
import { other } from './other.ts'
import type { CaseTemplate } from './template.ts'
import { tickets } from './tickets.ts'

export type { CaseTemplate } from './template.ts'

export const templates: CaseTemplate[] = [...journey, ...tickets, ...bikes, ...other, ...english]
