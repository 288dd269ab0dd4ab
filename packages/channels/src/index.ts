export * from './feed/index.ts'
export * from './email/index.ts'
