export { trimReply, type TrimmedReply } from './reply/trim-reply.ts'
export { searchWords } from './search-words.ts'
