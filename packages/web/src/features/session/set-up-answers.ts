/** What the first run asks; sent at once when all is known. */
export type SetUp = {
  token: string
  language: 'de' | 'en'
  workspaceName: string
  addressForm: 'sie' | 'du'
  name: string
  email: string
  password: string
  sampleData: boolean
}
