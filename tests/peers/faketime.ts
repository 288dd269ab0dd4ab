import { existsSync } from 'node:fs'

/** Of the Debian package `libfaketime`; threads need the second one. */
const LIBRARIES = [
  `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`,
  '/usr/lib64/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
]

export const faketimeLibrary = LIBRARIES.find((path) => existsSync(path))

export const noFaketime = faketimeLibrary === undefined ? 'skipped: no faketime' : ''

/** What to set for a program that shall live so far from the real time. Waiting takes as long as ever. */
export function clockEnv(offset: { seconds: number } | { file: string }): Record<string, string> {
  return {
    LD_PRELOAD: faketimeLibrary!,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    ...('file' in offset
      ? { FAKETIME_TIMESTAMP_FILE: offset.file, FAKETIME_NO_CACHE: '1' }
      : { FAKETIME: `${offset.seconds < 0 ? '' : '+'}${offset.seconds}s` }),
  }
}
