export { bytesOf, type Counted, countFor, graphemesOf, isOver } from './count.ts'
export { handlesIn, withoutMentions } from './handles.ts'
export { linksIn } from './links.ts'
export { maxParts, numbered, type Part, splitIntoParts } from './split.ts'
