export { fetchDue, startFetchingMedia } from './fetch-due.ts'
export { keptMedia } from './store.ts'
export { listedAttachments, mediaChannel, queueMedia } from './queue-media.ts'
