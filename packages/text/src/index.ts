export { trimReply, type TrimmedReply } from './reply/trim-reply.ts'
export { searchWords } from './search-words.ts'
export { type DetectedLanguage, detectLanguage } from './language.ts'
