import { Page } from '#ui/page.tsx'

export function SignInScreen() {
  return <Page title="x">{null}</Page>
}
