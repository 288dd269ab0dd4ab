import type { Lines } from './case-row.tsx'

/** Heights of rows in px and the lines that fit in. */
export const rowShapes: Record<'compact' | 'normal' | 'relaxed', { height: number; lines: Lines }> = {
  compact: { height: 36, lines: 1 },
  normal: { height: 52, lines: 2 },
  relaxed: { height: 68, lines: 3 },
}
