import { rename, rm, writeFile } from 'node:fs/promises'

/**
 * Writes a file (mode 0600 unless said otherwise) that did not exist or replaces it whole. Never follows a link:
 * root writes into a folder of the less trusted database user here.
 */
export async function writeNew(path: string, text: string, mode = 0o600): Promise<void> {
  const passing = `${path}.new-${process.pid}`
  await rm(passing, { force: true })
  await writeFile(passing, text, { flag: 'wx', mode })
  await rename(passing, path)
}
