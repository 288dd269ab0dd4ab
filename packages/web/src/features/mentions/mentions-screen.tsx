import { Page } from '#ui/page.tsx'

export function MentionsScreen() {
  return <Page title="Erwähnungen">{null}</Page>
}
