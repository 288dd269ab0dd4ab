import { Page } from '#ui/page.tsx'

export function ChannelsScreen() {
  return <Page title="Kanäle">{null}</Page>
}
