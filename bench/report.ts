import { cpus, totalmem } from 'node:os'

/** docs/performance.md: what `npm run bench` measured, when and on what. */
export function report(results: readonly Record<string, unknown>[]): string {
  const lines = results.map(
    (result) =>
      `| ${result.name} | ${Object.entries(result)
        .filter(([key]) => key !== 'name')
        .map(([key, value]) => `${key} ${value}`)
        .join(', ')} |`,
  )
  return `# Performance\n\nWritten by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, embedded PostgreSQL with its shipped settings (synchronous_commit on). Ratios are taken in one run; figures are medians of the rounds.\n\n| bench | figures |\n|---|---|\n${lines.join('\n')}\n`
}
