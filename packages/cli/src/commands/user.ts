import { type Command, Option } from 'commander'
import { withDatabase } from '../database.ts'
import { type CliLanguage, print } from '../language.ts'

type Options = {
  email: string
  name: string
  role: 'owner' | 'admin' | 'lead' | 'agent' | 'reader'
  workspace?: string
  newPassword?: boolean
}

const words = {
  de: {
    user: 'Personen',
    create: 'legt eine Person an und zeigt ihr Passwort ein einziges Mal',
    email: 'Adresse, mit der sie sich anmeldet',
    name: 'Name',
    role: 'Rolle',
    workspace: 'Kennung oder Name des Arbeitsbereichs, falls es mehrere gibt',
    newPassword: 'hat die Adresse schon ein Konto: ein neues Passwort vergeben und ihre Sitzungen beenden',
    made: (email: string) => `${email} kann sich anmelden.`,
    password: (password: string) => `Passwort (nur jetzt zu sehen): ${password}`,
    kept: 'Das Konto gab es schon: Sein Passwort gilt weiter.',
  },
  en: {
    user: 'people',
    create: 'make a person and show their password once',
    email: 'address to sign in with',
    name: 'name',
    role: 'role',
    workspace: 'id or name of the workspace, where there are several',
    newPassword: 'for an address with an account: set a new password and end its sessions',
    made: (email: string) => `${email} can sign in.`,
    password: (password: string) => `Password (shown only now): ${password}`,
    kept: 'The account was there before: its password stays.',
  },
} as const

export function userCommand(program: Command, language: CliLanguage): void {
  const w = words[language]
  const roles = ['owner', 'admin', 'lead', 'agent', 'reader']
  program
    .command('user')
    .description(w.user)
    .command('create')
    .description(w.create)
    .requiredOption('--email <address>', w.email)
    .requiredOption('--name <name>', w.name)
    .addOption(new Option('--role <role>', w.role).choices(roles).default('agent'))
    .option('--workspace <id>', w.workspace)
    .option('--new-password', w.newPassword)
    .action(async (options: Options) => {
      const { createUser } = await import('@resonanz/server')
      const made = await withDatabase(({ deps }) => createUser(deps, options))
      print(program, made, `${w.made(options.email)}\n${made.password ? w.password(made.password) : w.kept}`)
    })
}
