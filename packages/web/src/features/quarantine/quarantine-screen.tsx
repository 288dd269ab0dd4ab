import { Page } from '#ui/page.tsx'

export function QuarantineScreen() {
  return <Page title="Quarantäne">{null}</Page>
}
