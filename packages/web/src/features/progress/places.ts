import type { StepItemCode } from '@resonanz/contracts'
import { activeActions } from '#lib/actions.ts'

/** The action that does it, and where to look then: the place that a missing thing leads to. */
const places: Record<StepItemCode, { action: string; focus?: string }> = {
  heard: { action: 'case.tab3' },
  customer: { action: 'case.tab1' },
  kind: { action: 'case.kind' },
  answer: { action: 'case.reply' },
  consultation: { action: 'case.tab2' },
  handover: { action: 'case.finishHandover' },
  approval: { action: 'go.approvals' },
  goodwill: { action: 'case.tab2' },
  checklist: { action: 'case.tab2' },
  task: { action: 'case.tab2' },
  holding: { action: 'case.holding', focus: 'case-holding' },
  'last-word': { action: 'case.reply' },
  'next-word': { action: 'case.tab2', focus: 'case-promises' },
  promise: { action: 'case.tab2', focus: 'case-promises' },
  filed: { action: 'case.topic' },
  facts: { action: 'case.document' },
  closed: { action: 'case.close' },
}
const triesMost = 20

export function goTo(code: StepItemCode): void {
  const { action, focus } = places[code]
  const found = activeActions().find(({ id }) => id === action)
  found?.run()
  if (focus) focusSoon(focus, 0)
}

/** The panel may just be opening. */
function focusSoon(id: string, tries: number): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    if (element) {
      element.focus({ preventScroll: true })
      element.scrollIntoView({ block: 'nearest' })
    } else if (tries < triesMost) focusSoon(id, tries + 1)
  })
}
