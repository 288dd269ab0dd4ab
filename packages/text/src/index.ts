export { trimReply, type TrimmedReply } from './reply/trim-reply.ts'
